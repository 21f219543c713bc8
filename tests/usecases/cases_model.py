"""A simple model of the closed loop (product rules on cases), written from its text: time is counted in cells of five
minutes, cell by cell. It calls nothing of the program."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

CELL = timedelta(minutes=5)
HOUR = timedelta(hours=1)
SETTLED, LATE, CHANGE = timedelta(days=7), timedelta(days=30), timedelta(days=7)
FREE = holidays.country_holidays("LV", years=(2026, 2027))


@lru_cache(maxsize=100_000)
def open_hour(zone: str, hour: datetime) -> bool:
    """Whether this whole hour is worked (Monday-Friday 9-17, no holiday of Latvia)."""
    here = hour.astimezone(ZoneInfo(zone))
    return here.weekday() < 5 and here.date() not in FREE and 9 <= here.hour < 17


def at_work(zone: str, at: datetime) -> bool:
    return open_hour(zone, at.replace(minute=0))


def same_clock(zone: str, start: datetime, days: int) -> datetime:
    """The same time on the n-th next working day; a start outside hours counts from the next opening."""
    while not at_work(zone, start):
        start += CELL
    here = start.astimezone(ZoneInfo(zone))
    day, left = here.date(), days
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < 5 and day not in FREE
    return datetime.combine(day, here.time(), here.tzinfo).astimezone(UTC)


@dataclass
class Away:
    """Somebody is away and somebody stands in, as it counts (from when it was entered)."""

    who: str
    deputy: str
    starts: datetime
    ends: datetime


@dataclass
class Staff:
    """Who works where; who can be reached; who is away."""

    zones: dict[str, str]
    lead: str
    head: str
    lost: set[str] = field(default_factory=set)
    away: list[Away] = field(default_factory=list)

    def _end(self, who: str, at: datetime) -> str | None:
        for _ in range(len(self.zones) + 1):
            one = next((a for a in reversed(self.away) if a.who == who and a.starts <= at < a.ends), None)
            if one is None:
                return None if who in self.lost else who
            who = one.deputy
        return None

    def reader(self, who: str, at: datetime) -> str:
        """Who does somebody's work: they, the end of the chain of deputies, the lead, the head."""
        line = [who, *([self.lead] if who != self.head else []), self.head]
        there = [end for one in line if (end := self._end(one, at)) is not None]
        return (there or [one for one in line if one not in self.lost] or [who])[0]


class Hours:
    """In whose hours a clock counts, as it is known at `since`; whatever was before counts in the first ones."""

    def __init__(self, staff: Staff, owner: str, since: datetime) -> None:
        known = Staff(staff.zones, staff.lead, staff.head, set(staff.lost), list(staff.away))
        self.since = since
        self.points = sorted({p for a in known.away for p in (a.starts, a.ends) if p > since})
        self._zones = [known.zones[known.reader(owner, at)] for at in (since, *self.points)]

    def zone(self, at: datetime) -> str:
        return self._zones[sum(point <= at for point in self.points)]

    def open(self, at: datetime) -> bool:
        return at_work(self.zone(at), at)

    def differs(self, other: "Hours", now: datetime, until: datetime | None = None) -> bool:
        points = {now, *(p for p in (*self.points, *other.points) if p > now)}
        return any(self.zone(p) != other.zone(p) for p in points if until is None or p < until)

    def worked(self, a: datetime, b: datetime) -> int:
        """Cells of working time from a to b."""
        total, at = 0, a
        while at < b:
            end = min(b, at.replace(minute=0) + HOUR, *(p for p in self.points if p > at))
            total += int((end - at) / CELL) if self.open(at) else 0
            at = end
        return total

    def after(self, at: datetime, cells: int) -> datetime:
        while cells:
            cells -= self.open(at)
            at += CELL
        return at

    def opening(self, at: datetime) -> datetime:
        while not self.open(at):
            at += CELL
        return at

    def opens(self, at: datetime) -> bool:
        return self.open(at) and at.astimezone(ZoneInfo(self.zone(at))).time() == time(9)


@dataclass
class Timer:
    """A deadline, its whole working time in cells, the last mark that was told."""

    due: datetime
    whole: int
    mark: int = 0

    def carry(self, old: Hours, new: Hours, now: datetime) -> None:
        """What is left stays left; what is over is over. What was due at an opening is due at an opening."""
        if self.due <= now or not old.differs(new, now, self.due):
            return
        left, opening = old.worked(now, self.due), old.opens(self.due)
        self.due = new.after(now, left)
        if opening or not left:
            self.due = new.opening(self.due)

    def read(self, hours: Hours, now: datetime) -> list[int]:
        """The marks to be told now: a warning that comes too late is none."""
        reached = [m for m in (75, 100, 150) if m > self.mark and self._reached(m, hours, now)]
        self.mark = max([self.mark, *reached])
        return [m for m in reached if m >= 100 or self.mark < 100]

    def _reached(self, mark: int, hours: Hours, now: datetime) -> bool:
        if mark == 75:
            return now >= self.due or hours.worked(now, self.due) * 4 <= self.whole
        return now >= self.due and (mark == 100 or hours.worked(self.due, now) * 2 >= self.whole)


@dataclass
class Answer:
    """A score, when it was first given, its wish."""

    number: int
    person: str
    score: int
    at: datetime
    wish: str | None = None

    @property
    def low(self) -> bool:
        return self.score <= 6


@dataclass
class Ask:
    """One "settled?"."""

    person: str
    number: int
    reply: str | None = None


@dataclass
class Case:
    """One follow-up."""

    number: int
    client: str
    owner: str
    hours: Hours
    contact: Timer
    close: Timer
    waits: datetime
    after: datetime
    state: str = "open"
    taken: str | None = None
    contacted: bool = False
    voices: list[Answer] = field(default_factory=list)
    asked: list[Ask] = field(default_factory=list)
    silent_at: datetime | None = None
    rounds: int = 0
    content: dict[str, datetime] = field(default_factory=dict)
    outcome: str | None = None
    closed: datetime | None = None
    reopened: int = 0
    again: dict[str, tuple[datetime, Answer | None]] = field(default_factory=dict)

    def settled(self, voice: Answer) -> bool:
        """Whether its contact has said since that it is settled."""
        return voice.person in self.content and self.content[voice.person] >= voice.at


class Model:
    """Everything that §5 says, one method for everything that may happen."""

    def __init__(
        self, staff: Staff, managers: dict[str, str], homes: dict[str, str], again: timedelta
    ) -> None:
        self.staff, self.managers, self.homes, self.again = staff, managers, homes, again
        self.key: set[str] = set()
        self.now = datetime.min.replace(tzinfo=UTC)
        self.cases: list[Case] = []
        self.answers: dict[str, Answer] = {}
        self.counted = self.asks = 0
        self.told: Counter[tuple[int, str, str]] = Counter()

    # What people do

    def rate(self, person: str, score: int) -> None:
        last = self.answers.get(person)
        if last is not None and self.now < last.at + CHANGE:
            if last.score != score:
                self._change(last, score)
            return
        self.counted += 1
        new = Answer(self.counted, person, score, self.now)
        self.answers[person] = new
        self._served(new, None)
        if new.low:
            self._voice(new)

    def _change(self, answer: Answer, score: int) -> None:
        old, answer.score, answer.wish = answer.score, score, None
        self._served(answer, old)
        case = next((c for c in reversed(self.cases) if answer in c.voices), None)
        if answer.low and (case is None or case.state == "closed"):
            if old > 6 or score < old:
                self._voice(answer)
            return
        if case is None or (not answer.low and old > 6):
            return
        if not answer.low:
            self._spare(case, answer.person)
        good = case.state == "open" and not any(v.low for v in case.voices)
        self._tell(case, "recovered" if good else "changed", case.owner)
        if score <= 3 < old:
            self._alarm(case)

    def _served(self, answer: Answer, old: int | None) -> None:
        """The first own answer after the date says whether somebody has recovered."""
        for case in self.cases:
            due, heard = case.again.get(answer.person, (None, None))
            if due is None:
                continue
            first = heard is None and answer.at >= due
            if first:
                case.again[answer.person] = (due, answer)
            if first or (heard is answer and old is not None and (old >= 7) != (answer.score >= 7)):
                self._tell(case, "back" if answer.score >= 7 else "not-back", case.owner)

    def _voice(self, answer: Answer) -> None:
        client = self.homes[answer.person]
        case = next((c for c in self.cases if c.client == client and c.state != "closed"), None)
        if case is None:
            owner = self.managers[client]
            hours, nothing = Hours(self.staff, owner, self.now), Timer(self.now, 0)
            case = Case(len(self.cases) + 1, client, owner, hours, nothing, nothing, self.now, self.now)
            self.cases.append(case)
            case.voices.append(answer)
            self._start(case)
            self._tell(case, "new", owner)
        else:
            case.voices.append(answer)
            if case.state == "asked" or case.contacted:
                self._void(case)
                self._start(case)
            self._tell(case, "joined", case.owner)
        if answer.score <= 3:
            self._alarm(case)

    def _alarm(self, case: Case) -> None:
        lead, owner = self.staff.lead, case.owner
        if lead != owner and self._reader(lead) != self._reader(owner):
            self._tell(case, "low", lead)

    def _start(self, case: Case) -> None:
        case.state, case.contacted, case.outcome, case.closed = "open", False, None, None
        case.waits = case.after = self.now
        case.hours = Hours(self.staff, case.owner, self.now)
        first = Hours(Staff({"x": case.hours.zone(self.now)}, "x", "x"), "x", self.now)
        zone = first.zone(self.now)
        contact = same_clock(zone, self.now, 1)
        for name, due in (("contact", contact), ("close", same_clock(zone, contact, 2))):
            whole = first.worked(self.now, due)
            if case.client in self.key:
                whole //= 2
                due = first.after(self.now, whole)
            timer = Timer(due, whole)
            timer.carry(first, case.hours, self.now)
            setattr(case, name, timer)

    def wish(self, person: str, wish: str) -> None:
        answer = self.answers.get(person)
        if answer is None or not answer.low or answer.wish == wish:
            return
        answer.wish = wish
        case = next((c for c in reversed(self.cases) if answer in c.voices), None)
        if case is None or case.state == "closed":
            return
        if case.state == "open" and wish == "sooner":
            soon = Timer(case.hours.after(self.now, 24), 24)
            if case.contacted or not self.now < case.contact.due <= soon.due:
                case.contact, case.contacted, case.after = soon, False, self.now
        elif case.state == "open" and all(v.wish == "none" for v in case.voices if v.low):
            case.contacted = True
        self._tell(case, f"wish-{wish}", case.owner)

    def touch(self, client: str) -> None:
        for case in self.cases:
            if case.client == client and case.state == "open" and self.now > case.after:
                case.contacted = True

    def take(self, case: Case, who: str) -> None:
        if case.state != "closed" and case.taken is None:
            case.taken = who
            self._own(case, who)

    def called(self, case: Case) -> None:
        if case.state != "closed":
            case.contacted = True

    def hand(self, case: Case, to: str) -> None:
        if case.state != "closed" and case.owner != to:
            case.taken = None
            self._own(case, to)
            self._tell(case, "handed", to)

    def _own(self, case: Case, who: str) -> None:
        case.owner = who
        if case.state == "open":
            self._carry(case)

    def finish(self, case: Case) -> None:
        if case.state != "open":
            return
        case.rounds += 1
        low = [v for v in case.voices if v.low]
        waits = [v.person for v in low if v.wish != "none" and not case.settled(v)]
        case.asked = [Ask(person, self._number()) for person in dict.fromkeys(waits)]
        case.state = "asked"
        if case.asked:
            case.silent_at = self.now + SETTLED
        elif low and all(map(case.settled, low)):
            self._close(case, "settled")
        elif not low:
            self._close(case, "changed")
        else:
            self._close(case, "spared" if all(v.wish == "none" for v in low) else "unconfirmed")

    def _number(self) -> int:
        self.asks += 1
        return self.asks

    def reply(self, case: Case, ask: Ask, *, yes: bool) -> None:
        """The client's word; a second one changes nothing, one to an earlier round neither."""
        if ask not in case.asked or ask.reply not in (None, "silent"):
            return
        other = any(c.client == case.client and c.state != "closed" for c in self.cases)
        late = case.state == "closed" and (case.closed is None or self.now >= case.closed + LATE or other)
        before = case.owner
        if yes:
            ask.reply = "yes"
            case.content[ask.person] = self.now
            self._ended(case)
            line = "settled" if case.state == "closed" else "one-settled"
        elif late or case.state == "open":
            return
        else:
            ask.reply, line = "no", "reopened"
            self._void(case)
            case.again.clear()
            case.reopened += 1
            case.taken = None
            case.owner = self.staff.lead if case.reopened >= 2 else case.owner
            self._start(case)
        for person in {before, case.owner}:
            self._tell(case, line, person)

    def _ended(self, case: Case) -> None:
        replies = {a.reply for a in case.asked} - {"void"}
        if None in replies:
            return
        outcome = "settled" if replies == {"yes"} else "unconfirmed"
        if case.state == "asked":
            self._close(case, outcome)
        elif outcome == "settled":
            case.outcome = outcome

    def _spare(self, case: Case, person: str) -> None:
        """Whose answer is not low any more need not say whether it is settled."""
        if case.state != "asked":
            return
        for ask in case.asked:
            if ask.person == person and ask.reply is None:
                ask.reply = "void"
        if all(a.reply == "void" for a in case.asked):
            self._close(case, "changed")
        else:
            self._ended(case)

    def _void(self, case: Case) -> None:
        for ask in case.asked:
            ask.reply = ask.reply or "void"
        case.silent_at = None

    def _close(self, case: Case, outcome: str) -> None:
        case.state, case.outcome, case.closed, case.silent_at = "closed", outcome, self.now, None
        for voice in case.voices:
            if voice.low:
                case.again[voice.person] = (self.now + self.again, None)

    # Time

    def absent(self, who: str, deputy: str, first: date, last: date) -> None:
        zone = ZoneInfo(self.staff.zones[who])
        starts, ends = (
            datetime.combine(day, time(0), zone).astimezone(UTC) for day in (first, last + timedelta(days=1))
        )
        self.staff.away.append(Away(who, deputy, max(starts, self.now), ends))
        self._turned()

    def back(self, who: str) -> None:
        self.staff.away = [a for a in self.staff.away if a.who != who]
        self._turned()

    def _turned(self) -> None:
        for case in self.cases:
            if case.state == "open":
                self._carry(case)

    def _carry(self, case: Case) -> None:
        new = Hours(self.staff, case.owner, self.now)
        if not case.hours.differs(new, self.now):
            return
        for timer in (case.contact, case.close):
            timer.carry(case.hours, new, self.now)
        case.hours = new

    def tick(self) -> None:
        for case in self.cases:
            if case.state == "asked" and case.silent_at is not None and self.now >= case.silent_at:
                for ask in case.asked:
                    ask.reply = ask.reply or "silent"
                self._close(case, "unconfirmed")
                self._tell(case, "unconfirmed", case.owner)
            for name in ("contact", "close"):
                if case.state == "open" and not (name == "contact" and case.contacted):
                    for mark in getattr(case, name).read(case.hours, self.now):
                        self._escalate(case, f"{name}-{mark}", mark)

    def _escalate(self, case: Case, line: str, mark: int) -> None:
        """75 the owner, 100 also the lead (of the lead's own case the head), 150 the head; nobody reads it twice."""
        lead, head, owner = self.staff.lead, self.staff.head, case.owner
        if mark == 150:
            return self._tell(case, line, head)
        self._tell(case, line, owner)
        above = head if owner == lead else lead
        if mark == 100 and above != owner and self._reader(above) != self._reader(owner):
            self._tell(case, line, above)
        return None

    def _reader(self, who: str) -> str:
        return self.staff.reader(who, self.now)

    def _tell(self, case: Case, line: str, who: str) -> None:
        self.told[case.number, line, who] += 1
