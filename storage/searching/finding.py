"""Which clients fit a search, the best first, within what the actor may see. The rule is bot/domain/searching.

Every word is looked up in the index; the rarest one leads, the others are checked in the words of the clients that it
found. Where even that is too many, only so many are looked at, names first: such a search ends in "and more".
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.domain.ids import ClientId
from bot.domain.people import Scope
from bot.domain.searching import Fit, Kind, Query, Word, spellings
from bot.domain.searching.fitting import FACTS, NAMED
from storage.database import Conn, Row
from storage.scope import SEEN, VISIBLE

MOST = 200
"""So many hits can be paged through."""
_ROWS = 2000  # rows of the index that are looked at first
_WHOLE = 5000  # … and at all, where a search can do without them
_BOTH = 40_000  # rows of two words of which the clients in both are looked at; counted up to here
_FEW = 300  # so many are rather checked one by one
_OWN = 1000  # clients of an actor which are looked through one by one
_END = "\U0010ffff"
_NAMES = """SELECT c.id, c.folded FROM clients c
    WHERE c.folded >= :start AND c.folded < :end AND {visible} ORDER BY c.folded, c.id LIMIT :most"""
_NUMBER = "SELECT c.id, c.folded FROM clients c WHERE c.external_id = :exact AND {visible}"
_VISIBLE = "SELECT COUNT(*) AS n FROM (SELECT 1 AS one FROM clients c WHERE {visible} LIMIT :most) seen"
_SPELT = "SELECT word FROM search_tails WHERE tail IN (:spellings) AND word = tail"
_TYPED = 128


@dataclass(frozen=True, slots=True)
class Found:
    """Clients with how well they fit, the best first; `more`: there are more, which were not looked for."""

    hits: tuple[tuple[ClientId, Fit], ...]
    more: bool = False

    @property
    def guessed(self) -> bool:
        """Nothing fits as it was typed."""
        return bool(self.hits) and all(fit is Fit.TYPO for _, fit in self.hits)


_Hits = dict[int, tuple[Fit, str]]


async def find(conn: Conn, scope: Scope, query: Query, *, most: int = MOST) -> Found:
    """The clients that fit. One mistake in a word is forgiven where nothing but notes fits as typed."""
    await conn.by_index()
    return await _Search(conn, scope, query, most).run()


class _Search:
    """One search: its words as parts of SQL, and what was found so far."""

    def __init__(self, conn: Conn, scope: Scope, query: Query, most: int) -> None:
        self.conn, self.scope, self.query, self.most = conn, scope, query, most
        self.words = [_Word(number, word) for number, word in enumerate(query.words)]
        self.found: _Hits = {}
        self.seeing = scope.params()
        self.visible = VISIBLE if self.seeing["scope_all"] else f"c.id IN ({SEEN})"

    async def run(self) -> Found:
        await self._by_name()
        if self.words and not self.full:
            await self._by_words()
            if all(fit is Fit.NOTE for fit, _ in self.found.values()):
                await self._by_typos()
        ranked = sorted(self.found.items(), key=lambda one: (*one[1], one[0]))
        return Found(
            tuple((ClientId(client), fit) for client, (fit, _) in ranked[: self.most]), more=self.full
        )

    @property
    def full(self) -> bool:
        return len(self.found) > self.most

    def _add(self, client: int, fit: Fit, folded: str) -> None:
        if client not in self.found or fit < self.found[client][0]:
            self.found[client] = fit, folded

    async def _by_name(self) -> None:
        typed = self.query.folded
        for row in await self._rows(_NUMBER, exact=self.query.exact):
            self._add(row["id"], Fit.EXACT, row["folded"])
        if typed:
            for row in await self._rows(_NAMES, start=typed, end=typed + _END, most=self.most + 1):
                self._add(row["id"], Fit.EXACT if row["folded"] == typed else Fit.BEGINS, row["folded"])

    async def _by_words(self) -> None:
        size, lead = await self._rarest()
        if size <= _ROWS or self._met(lead):
            await self._led(lead, lead.rows())
        elif await self._sees_few():
            await self._one_by_one()
        else:
            await self._some(lead)

    async def _rarest(self) -> tuple[int, "_Word"]:
        for word in self.words:
            word.size = await self._size(word)
        lead = min(self.words, key=lambda word: word.size)
        return lead.size, lead

    async def _some(self, lead: "_Word") -> None:
        """Look at the first rows of a frequent word, names before contacts, notes last; at all, if these are too few."""
        for rows in lead.first(_ROWS // len(self.words)):
            await self._led(lead, rows)
            if self.full:
                return
        await self._led(lead, lead.rows())

    async def _by_typos(self) -> None:
        for word in self.words:
            word.meant = await self._meant(word.word)
        if any(word.meant for word in self.words):
            size, lead = await self._rarest()
            await self._led(lead, lead.rows() if size <= _WHOLE else lead.spelt(_ROWS))

    async def _meant(self, word: Word) -> list[str]:
        """Words of names that may have been meant."""
        every = spellings(word.text)
        found: list[str] = []
        for start in range(0, len(every), _TYPED):
            rows = await self.conn.all(_SPELT, spellings=every[start : start + _TYPED])
            found += [row["word"] for row in rows]
        return found

    def _met(self, lead: "_Word") -> list["_Word"]:
        """Words whose clients are worth to be looked up at once, so that only those in both are looked at closely."""
        if not _FEW < lead.size <= _BOTH:
            return []
        return [word for word in self.words if word is not lead and word.size <= _BOTH]

    async def _size(self, word: "_Word") -> int:
        """How many rows of the index fit this word, as far as it matters."""
        most = _BOTH if len(self.words) > 1 else _WHOLE if word.meant else _ROWS
        sql = f"SELECT COUNT(*) FROM (SELECT 1 AS one FROM ({word.rows()}) w LIMIT {most + 1}) found"
        return int(await self.conn.value(sql, **word.params(sql)))

    async def _sees_few(self) -> bool:
        """Whether the actor's clients can be looked through."""
        if self.seeing["scope_all"]:
            return False
        (row,) = await self._rows(_VISIBLE, most=_OWN + 1)
        return int(row["n"]) <= _OWN

    async def _led(self, lead: "_Word", rows: str) -> None:
        """Clients in these rows of the leading word, which the other words fit."""
        others = [word for word in self.words if word is not lead]
        fits = "".join(f", {word.checked()} AS f{word.number}" for word in others)
        met = [f"w.client_id IN (SELECT o.client_id FROM ({word.rows()}) o)" for word in self._met(lead)]
        best = "" if others else f" ORDER BY d.fit, c.folded, c.id LIMIT {self.most + 1}"
        await self._take(
            f"""SELECT c.id, c.folded, d.fit AS f{lead.number}{fits} FROM (SELECT w.client_id,
            MIN({lead.case("w")}) AS fit FROM ({rows}) w WHERE {" AND ".join(["1 = 1", *met])} GROUP BY w.client_id) d
            JOIN clients c ON c.id = d.client_id WHERE {{visible}}{best}"""
        )

    async def _one_by_one(self) -> None:
        fits = "".join(f", {word.checked()} AS f{word.number}" for word in self.words)
        await self._take(f"SELECT c.id, c.folded{fits} FROM clients c WHERE {{visible}}")

    async def _take(self, sql: str) -> None:
        params: dict[str, object] = {}
        for word in self.words:
            params |= word.params(sql)
        for row in await self._rows(sql, **params):
            fits = [row[f"f{word.number}"] for word in self.words]
            if None not in fits:
                self._add(row["id"], Fit(max(fits)), row["folded"])

    async def _rows(self, sql: str, **params: object) -> list[Row]:
        return await self.conn.all(sql.format(visible=self.visible), **self.seeing, **params)


class _Word:
    """One word of a search as parts of SQL; its parameters carry its number."""

    def __init__(self, number: int, word: Word) -> None:
        self.number, self.word = number, word
        self.meant: Sequence[str] = ()
        self.size = 0

    def params(self, sql: str) -> dict[str, object]:
        """The values of those parameters that the text names."""
        n, text, inside = self.number, self.word.text, self.word.inside or ""
        values: dict[str, object] = {f"from{n}": text, f"to{n}": text + _END, f"any{n}": f"%{text}%"}
        values |= {f"phone{n}": f"%{inside}%", f"meant{n}": list(self.meant)}
        for place in range(3):
            part = inside[place:]
            values |= {f"tail{place}_{n}": part, f"end{place}_{n}": part + _END}
        return {name: value for name, value in values.items() if f":{name}" in sql}

    def rows(self) -> str:
        """Every row of the index that fits, some twice."""
        parts = [self._prefix()]
        if self.word.inside is not None:
            parts.append(self._holding())
        if self.meant:
            parts.append(self._spelt())
        return " UNION ALL ".join(parts)

    def first(self, most: int) -> Iterator[str]:
        """The first rows, the better fitting first."""
        for kinds in (Kind.NAME, FACTS):
            yield f"{self._prefix()} AND (kinds & {int(kinds)}) <> 0 ORDER BY word, client_id LIMIT {most}"
        if self.word.inside is not None:
            yield f"{self._holding()} LIMIT {most}"
        yield f"{self._prefix()} ORDER BY word, client_id LIMIT {most}"

    def spelt(self, most: int) -> str:
        """The first rows of the words that may have been meant."""
        return f"{self._spelt()} ORDER BY word, client_id LIMIT {most}"

    def _holding(self) -> str:
        return f"SELECT client_id, word, kinds FROM search_words WHERE word IN ({self._tails()})"

    def _spelt(self) -> str:
        return f"SELECT client_id, word, kinds FROM search_words WHERE word IN (:meant{self.number})"

    def _prefix(self) -> str:
        n = self.number
        return f"SELECT client_id, word, kinds FROM search_words WHERE word >= :from{n} AND word < :to{n}"

    def _tails(self) -> str:
        """Words that hold this one: one of their ends begins with it, or with what is left of it after a sign or two."""
        n, places = self.number, range(3 if self.word.text.isdecimal() else 2)
        return " UNION ALL ".join(
            f"SELECT word FROM search_tails WHERE tail >= :tail{place}_{n} AND tail < :end{place}_{n}"
            + (f" AND word LIKE :phone{n}" if place else "")
            for place in places
        )

    def checked(self) -> str:
        """How well the words of client `c` fit, NULL if none does."""
        n = self.number
        held = f"x.word LIKE :{'phone' if self.word.phone else 'any'}{n}"
        if self.word.inside is None:
            held = f"x.word >= :from{n} AND x.word < :to{n}"
        if self.meant:
            held += f" OR x.word IN (:meant{n})"
        every = f"SELECT MIN({self.case('x')}) FROM search_words x WHERE x.client_id = c.id AND"
        begun = f"x.word >= :from{n} AND x.word < :to{n} AND (x.kinds & {int(FACTS)}) <> 0"
        return f"COALESCE(({every} {begun}), ({every} ({held})))"  # the first is a look into the index

    def case(self, row: str) -> str:
        """How well one row of the index fits: `bot.domain.searching.fit` in SQL."""
        n, kinds = self.number, f"{row}.kinds"
        begins = f"{row}.word >= :from{n} AND {row}.word < :to{n}"
        whens = [
            (f"{begins} AND ({kinds} & {int(Kind.NAME)}) <> 0", Fit.NAME),
            (f"{begins} AND ({kinds} & {int(FACTS & ~Kind.PHONE)}) <> 0", Fit.CONTACT),
        ]
        if self.word.phone is not None:
            phone = f"({kinds} & {int(Kind.PHONE)}) <> 0 AND {row}.word LIKE"
            whens += [(f"{phone} :any{n}", Fit.CONTACT), (f"{phone} :phone{n}", Fit.INSIDE)]
        if self.word.inside is not None:
            whens.append((f"({kinds} & {int(NAMED)}) <> 0 AND {row}.word LIKE :any{n}", Fit.INSIDE))
        if self.meant:
            whens.append((f"({kinds} & {int(NAMED)}) <> 0 AND {row}.word IN (:meant{n})", Fit.TYPO))
        whens.append((f"{begins} AND ({kinds} & {int(Kind.NOTE)}) <> 0", Fit.NOTE))
        return f"CASE {_whens(whens)} END"


def _whens(whens: Iterable[tuple[str, Fit]]) -> str:
    return " ".join(f"WHEN {condition} THEN {int(fit)}" for condition, fit in whens)
