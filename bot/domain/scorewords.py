"""Scores in words: "ten", "9 из 10", "8-9". Pure and strict: sure, to be asked back, or no score at all.

Number words 0-10 of English, Russian, Latvian, Finnish, Norwegian and Hebrew, as people write them with and without
accents; digits of any script. A number that counts or names something else ("call me at 12", "order 7") is no score.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from bot.domain.folding import fold


@dataclass(frozen=True, slots=True)
class Certain:
    """It is this score. `pure`: nothing else was said."""

    score: int
    pure: bool


@dataclass(frozen=True, slots=True)
class Doubtful:
    """It may be one of these scores; without any, it speaks of a score and does not say which."""

    options: tuple[int, ...] = ()


Meaning = Certain | Doubtful | None

_WORDS: dict[int, str] = {
    0: """zero nil nought naught ноль нуль ноля нуля нолик нулик нолем nulle nulli nulles nolla nollan nollaa nollat null
        nuller אפס""",
    1: """one один одна одно одного единица единицу единичка единичку viens viena vienu vieninieks vieninieku yksi
        yhden ykkonen ykkosen ykkosta en אחת אחד""",
    2: """two два две двойка двойку двоечка двоечку двух divi divas divus divnieks divnieku kaksi kahden kakkonen
        kakkosen kakkosta to toer toeren שתיים שתים שניים שנים""",
    3: """three три трех тройка тройку троечка троечку tris trijnieks trijnieku kolme kolmen kolmonen kolmosen kolmosta
        tre treer treeren שלוש שלושה""",
    4: """four четыре четырех четверка четверку четверочка четверочку cetri cetras cetrus cetrinieks cetrinieku nelja
        neljan nelonen nelosen nelosta fire firer fireren ארבע ארבעה""",
    5: """five пять пяти pieci piecas piecus piecinieks piecinieku viisi viiden viitonen viitosen vitonen vitosen fem
        femmer femmeren חמש חמישה חמשה""",
    6: """six шесть шести шестерка шестерку шестерочка шестерочку sesi sesas sesus sesinieks sesinieku kuusi kuuden
        kuutonen kuutosen kutonen kutosen seks sekser sekseren שש שישה ששה""",
    7: """seven семь семи семерка семерку семерочка семерочку septini septinas septinus septitnieks septitnieku
        seitseman seitsemikko seiska seiskan seiskaa sju syv sjuer syver syveren sjueren שבע שבעה""",
    8: """eight восемь восьми восьмерка восьмерку восьмерочка восьмерочку astoni astonas astonus astotnieks astotnieku
        kahdeksan kahdeksikko kasi kasin kasia atte atter atteren שמונה שמנה""",
    9: """nine девять девяти девятка девятку девяточка девяточку devini devinas devinus devitnieks devitnieku yhdeksan
        yhdeksikko ysi ysin ysia ni nier nieren תשע תשעה""",
    10: """ten tenner десять десяти десятка десятку десяточка десяточку desmit desmiti desmitnieks desmitnieku kymmenen
        kymmenta kymppi kympin kymppia ti tier tieren עשר עשרה""",
}
_NUMBERS = {fold(word): score for score, words in _WORDS.items() for word in words.split()}
# Words of one language that are something else in another: alone they are asked back, inside a text they are no number.
_TWOFOLD = frozenset({"en", "to", "fire", "kasi", "tier"})
# A Russian "five" is the best mark of a school: it may be meant as a ten.
_FIVES = frozenset(map(fold, ("пятерка", "пятерку", "пятерочка", "пятерочку", "пятак")))
_OF = frozenset(map(fold, ("of", "from", "из", "no", "av", "מתוך", "/", "\\")))
_OUT = frozenset({"out"})
_OR = frozenset(map(fold, ("or", "или", "либо", "vai", "tai", "eller", "או", "to", "до", "/", "-", "…")))
_BECAUSE = frozenset(
    map(
        fold,
        [
            "because",
            "bc",
            "cause",
            "since",
            "but",
            "although",
            "though",
            "потому",
            "поскольку",
            "но",
            "из-за",
            "хотя",
            "ведь",
            "jo",
            "bet",
            "tapec",
            "tadel",
            "kaut",
            "koska",
            "mutta",
            "vaikka",
            "silla",
            "fordi",
            "men",
            "siden",
            "כי",
            "אבל",
            "בגלל",
        ],
    )
)
_AND = frozenset(map(fold, ["and", "as", "for", "а", "и", "за", "так", "un", "ja", "og", "for", "ו"]))
_NOT = frozenset(
    map(
        fold,
        [
            "not",
            "don't",
            "dont",
            "won't",
            "wouldn't",
            "never",
            "не",
            "никогда",
            "ne",
            "nevis",
            "nekad",
            "ei",
            "en",
            "ikke",
            "aldri",
            "לא",
        ],
    )
)
_FILLERS = frozenset(
    map(
        fold,
        [
            "a",
            "an",
            "the",
            "my",
            "our",
            "is",
            "it",
            "its",
            "it's",
            "that's",
            "this",
            "that",
            "i",
            "i'd",
            "id",
            "i'll",
            "would",
            "will",
            "say",
            "give",
            "giving",
            "gave",
            "rate",
            "rating",
            "rated",
            "score",
            "scored",
            "mark",
            "grade",
            "answer",
            "you",
            "your",
            "him",
            "her",
            "them",
            "guys",
            "points",
            "point",
            "pts",
            "out",
            "definitely",
            "absolutely",
            "surely",
            "certainly",
            "solid",
            "strong",
            "full",
            "perfect",
            "just",
            "only",
            "well",
            "hm",
            "hmm",
            "ok",
            "okay",
            "yes",
            "sure",
            "thanks",
            "thank",
            "please",
            "моя",
            "мой",
            "мое",
            "наша",
            "оценка",
            "оценку",
            "ставлю",
            "поставлю",
            "поставил",
            "даю",
            "дам",
            "дал",
            "вам",
            "это",
            "мой",
            "ответ",
            "балл",
            "балла",
            "баллов",
            "твердая",
            "твердую",
            "твердо",
            "ну",
            "наверное",
            "конечно",
            "точно",
            "думаю",
            "спасибо",
            "пожалуйста",
            "да",
            "хорошо",
            "mans",
            "mana",
            "musu",
            "vertejums",
            "vertejumu",
            "lieku",
            "likšu",
            "dodu",
            "jums",
            "ir",
            "tas",
            "balle",
            "balles",
            "punkti",
            "punktu",
            "noteikti",
            "paldies",
            "ludzu",
            "ja",
            "minun",
            "meidan",
            "arvosana",
            "annan",
            "antaisin",
            "teille",
            "se",
            "on",
            "pistetta",
            "piste",
            "varmasti",
            "kiitos",
            "joo",
            "kylla",
            "min",
            "var",
            "karakter",
            "gir",
            "dere",
            "deg",
            "det",
            "er",
            "jeg",
            "poeng",
            "helt",
            "sikkert",
            "takk",
            "ja",
            "שלי",
            "הציון",
            "ציון",
            "נותן",
            "נותנת",
            "אני",
            "לכם",
            "זה",
            "נקודות",
            "תודה",
            "כן",
        ],
    )
)
_FRAMES = frozenset(
    map(
        fold,
        [
            "give",
            "giving",
            "gave",
            "rate",
            "rating",
            "score",
            "grade",
            "оценка",
            "оценку",
            "ставлю",
            "поставлю",
            "поставил",
            "даю",
            "дам",
            "vertejums",
            "vertejumu",
            "lieku",
            "likšu",
            "dodu",
            "arvosana",
            "annan",
            "antaisin",
            "karakter",
            "gir",
            "ציון",
            "הציון",
            "נותן",
            "נותנת",
        ],
    )
)
_BETWEEN = frozenset(
    map(
        fold,
        [
            "a",
            "an",
            "the",
            "you",
            "your",
            "them",
            "is",
            "of",
            "it",
            "as",
            "-",
            ":",
            "вам",
            "твердую",
            "это",
            "jums",
            "ir",
            "teille",
            "on",
            "dere",
            "deg",
            "et",
            "en",
            "er",
            "לכם",
            "זה",
            "solid",
            "strong",
        ],
    )
)
_MAYBE = frozenset(
    map(
        fold,
        [
            "maybe",
            "perhaps",
            "about",
            "around",
            "approximately",
            "roughly",
            "probably",
            "between",
            "somewhere",
            "like",
            "i",
            "guess",
            "think",
            "наверное",
            "может",
            "быть",
            "примерно",
            "около",
            "где-то",
            "пожалуй",
            "между",
            "varbut",
            "apmeram",
            "laikam",
            "ehka",
            "noin",
            "varmaan",
            "kanskje",
            "omtrent",
            "cirka",
            "ca",
            "אולי",
            "בערך",
        ],
    )
)
_NEVER_TYPOS = frozenset(
    map(
        fold,
        [
            "there",
            "threw",
            "sever",
            "severn",
            "fever",
            "even",
            "event",
            "night",
            "right",
            "light",
            "might",
            "sight",
            "fight",
            "weight",
            "height",
        ],
    )
)
_THUMBS = frozenset("👍👎👌👏🙏❤💯🔥😊😀😃🙂😍🤩😞😡😠☹🙁👎⭐🌟")
_PLEASED = frozenset("👍👌👏🙏❤💯🔥😊😀😃🙂😍🤩🎉✨💪🌹💐🥳😁😄😎🫶")
_STARS = frozenset(
    map(
        fold,
        [
            "star",
            "stars",
            "звезда",
            "звезды",
            "звезд",
            "zvaigzne",
            "zvaigznes",
            "tahtea",
            "stjerne",
            "stjerner",
            "כוכבים",
        ],
    )
)
_HALF = frozenset(map(fold, ["half", "половиной", "половина", "pusi", "puoli", "halv", "וחצי"]))
_LONGEST = 600
_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*|[^\w\s]|_", re.UNICODE)
_MARKS = frozenset(".,;:!?()[]{}\"'«»*~=_…-")
_KEEPS = frozenset(".,;:!?…-")


def understand(text: str) -> Meaning:
    """What a message says of a score 0-10: for certain, perhaps, or nothing."""
    if len(text) > _LONGEST:
        return None
    tokens = _tokens(text)
    if not tokens:
        return None
    words = [token for token in tokens if token not in _MARKS or token == "-"]
    return _whole(words) or _framed(tokens) or _alone(words)


def _tokens(text: str) -> list[str]:
    """Folded words, numbers in ASCII digits, single signs."""
    plain = "".join(_plain(sign) for sign in text.replace("🔟", " 10 "))
    return _TOKEN.findall(fold(plain))


def _plain(sign: str) -> str:
    if sign in "\ufe0f\u20e3" or "\U0001f3fb" <= sign <= "\U0001f3ff":  # keycaps, colours of hands
        return ""
    if sign in "–—−‑":
        return "-"
    if sign == "٪":
        return "%"
    digit = unicodedata.decimal(sign, None)
    if digit is not None:
        return str(digit)
    # What is a number without being a digit (², ½, Ⅷ) is not read as one.
    return "\u2e3a" if unicodedata.numeric(sign, None) is not None and not sign.isalpha() else sign


def _number(token: str, *, alone: bool = False) -> int | None:
    """The score 0-10 that a token is."""
    if token.isdecimal():
        return (
            int(token) if len(token) <= 2 and int(token) <= 10 and (token == "0" or token[0] != "0") else None
        )
    return None if token in _TWOFOLD and not alone else _NUMBERS.get(token)


def _whole(words: list[str]) -> Meaning:
    """The message is nothing but a score, with the small words around one."""
    kept = [word for word in words if word not in _FILLERS and word not in _PLEASED]
    while kept and kept[-1] == "-":
        kept.pop()
    doubt = [word for word in kept if word in _MAYBE]
    kept = [word for word in kept if word not in _MAYBE]
    if len(kept) == 1 and (score := _number(kept[0])) is not None:
        return Doubtful((score,)) if doubt else Certain(score, True)
    score = _number(kept[0]) if kept else None
    if score is None or len(kept) < 3 or _number(kept[-1]) != 10 or not _is_of(kept[1:-1]):
        return None
    return Doubtful((score,)) if doubt else Certain(score, True)


def _is_of(between: list[str]) -> bool:
    """Whether it stands between a score and the ten it is out of."""
    between = [word for word in between if word not in _OUT]
    return len(between) == 1 and between[0] in _OF


def _framed(tokens: list[str]) -> Meaning:
    """ "I give you a 2 because …", "2, because …": a score, and more."""
    start = 0
    for n, token in enumerate(tokens[:12]):
        if token in _FRAMES:
            start = n + 1
            while start < len(tokens) and tokens[start] in _BETWEEN:
                start += 1
            break
    else:
        while start < len(tokens) and tokens[start] in _FILLERS:
            start += 1
    if start >= len(tokens) or (score := _number(tokens[start])) is None:
        return None
    rest = tokens[start + 1 :]
    out_of = next(
        (n for n in (2, 3) if len(rest) >= n and rest[n - 1] in ("10", *_TENS) and _is_of(rest[: n - 1])), 0
    )
    rest, spoken = rest[out_of:], out_of > 0 or any(token in _FRAMES for token in tokens[:start])
    behind = next((n for n, token in enumerate(rest) if token not in _KEEPS), len(rest))
    if any(token in _NOT for token in tokens[:start]):
        return None
    if behind == len(rest) or rest[behind] in _BECAUSE:
        return Certain(score, False)
    if any(token[0].isdecimal() for token in rest) or _number(rest[behind]) is not None:
        return None  # something is counted
    if rest[behind] in _AND or (spoken and behind):
        return Certain(score, False)
    return Doubtful((score,)) if behind or out_of else None


_TENS = tuple(word for word, score in _NUMBERS.items() if score == 10)


def _alone(words: list[str]) -> Meaning:
    """Two scores, a half, a per cent, a misspelt word, a thumb: what only its writer can say."""
    small = _FILLERS | _MAYBE
    kept = [word for word in words if word not in small or word in _OR]
    if not kept or len(kept) > 6:
        return None
    for look in (_beyond, _between, _halves, _percent, _signs, _misspelt):
        found = look(kept)
        if found is not None:
            return found
    return None


def _between(kept: list[str]) -> Meaning:
    """ "8-9", "5 or 6", "8 9"."""
    found = [score for word in kept if (score := _number(word)) is not None]
    if len(found) < 2 or any(_number(word) is None and word not in _OR for word in kept):
        return None
    if len(found) == 2 and "-" in kept and 0 < found[1] - found[0] <= 4:
        return Doubtful(tuple(range(found[0], found[1] + 1)))
    options = tuple(dict.fromkeys(found))
    return Doubtful(options) if len(options) <= 4 else Doubtful()


def _halves(kept: list[str]) -> Meaning:
    """ "8.5", "8½", "eight and a half", "8+"."""
    score = _number(kept[0])
    rest = [word for word in kept[1:] if word not in ("and", "с", "ar", "ja", "og")]
    if score is not None and rest and all(word in _HALF or word == "⸺" for word in rest):
        return Doubtful(_near(score, score + 1))
    if score is not None and rest and all(word == "+" for word in rest):
        return Doubtful(_near(score, score + 1))
    parts = re.fullmatch(r"(\d|10)[.,](\d)", kept[0])
    if parts is None or (rest and not (rest[-1] == "10" and _is_of(rest[:-1]))):
        return None
    return Doubtful(_near(int(parts[1]), int(parts[1]) + (parts[2] != "0")))


def _near(*scores: int) -> tuple[int, ...]:
    return tuple(dict.fromkeys(score for score in scores if 0 <= score <= 10))


def _percent(kept: list[str]) -> Meaning:
    """ "100 %": a share is no score, though it may be meant as one."""
    if len(kept) != 2 or kept[1] != "%" or not kept[0].isdecimal() or len(kept[0]) > 3 or int(kept[0]) > 100:
        return None
    tens, left = divmod(int(kept[0]), 10)
    return Doubtful(_near(tens, tens + (left > 0)))


def _beyond(kept: list[str]) -> Meaning:
    """ "11", "4/5", "-5": a number off the scale, or on another one."""
    numbers = [word for word in kept if word.isdecimal()]
    if not numbers or any(len(word) > 2 or (word[0] == "0" and word != "0") for word in numbers):
        return None
    bare = len(kept) == 1 or (len(kept) == 2 and kept[0] == "-")
    share = len(kept) == 3 and kept[1] in _OF and kept[2] in ("5", "6", "100")
    return Doubtful() if bare or share else None


def _signs(kept: list[str]) -> Meaning:
    """A thumb, stars, a Russian five."""
    if len(kept) == 1 and kept[0] in _FIVES:
        return Doubtful((5, 10))
    if len(kept) == 1 and kept[0] in _TWOFOLD:
        return Doubtful((_NUMBERS[kept[0]],))
    if all(word in _THUMBS or word in _PLEASED for word in kept):
        return Doubtful()
    return Doubtful() if len(kept) == 2 and _number(kept[0]) is not None and kept[1] in _STARS else None


def _misspelt(kept: list[str]) -> Meaning:
    """ "деветь": one slip away from a number word, and from no other one."""
    if len(kept) != 1 or kept[0] in _NEVER_TYPOS or not kept[0].isalpha():
        return None
    near = {score for word, score in _NUMBERS.items() if word not in _TWOFOLD and _slip(kept[0], word)}
    return Doubtful(tuple(near)) if len(near) == 1 else None


@lru_cache(maxsize=4096)
def _slip(said: str, word: str) -> bool:
    """One letter more, less, other, or two in the wrong order; in short words only a doubled or swapped one."""
    if said[0] != word[0] or abs(len(said) - len(word)) > 1 or len(word) < 3:
        return False
    if len(said) == len(word):
        differ = [n for n, (one, other) in enumerate(zip(said, word, strict=True)) if one != other]
        swapped = (
            len(differ) == 2
            and differ[1] == differ[0] + 1
            and (said[differ[0]] == word[differ[1]] and said[differ[1]] == word[differ[0]])
        )
        return swapped or (len(differ) == 1 and len(word) >= 5)
    longer, shorter = sorted((said, word), key=len, reverse=True)
    gone = [n for n in range(len(longer)) if longer[:n] + longer[n + 1 :] == shorter]
    doubled = any(one == other and n in gone for n, (one, other) in enumerate(pairwise(longer)))
    return bool(gone) and (doubled or len(word) >= 5)
