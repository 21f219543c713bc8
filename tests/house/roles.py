"""The table command × role × whose client × absence: what every command must show to whom. docs/roles.md is written from it."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.absences import Member, lent
from bot.domain.ids import PersonId, TeamId
from bot.domain.people import Lent, Role, Scope
from handlers.commands import BY_NAME

STAFF = (Role.MANAGER, Role.LEAD, Role.HEAD)
ME, MATE, OTHER, AWAY, BACK = (PersonId(n) for n in range(1, 6))
MINE, SOUTH = TeamId(1), TeamId(2)


class Whose(StrEnum):
    """Whose client it is, seen from the one who asks."""

    OWN = "one's own"
    TEAM = "a colleague's of the same team"
    OTHER = "another team's"
    AWAY = "of somebody of another team who is away, whose deputy one is"
    BACK = "the same after the absence ended"


class Shows(StrEnum):
    """What a command is about."""

    SELF = "only what is one's own or everybody's; names no client"
    ROLE = "by role alone; names no client of others"
    SIGHT = "clients that one may see"
    WORK = "clients whose work is one's own now"
    COUNT = "how many contacts of clients in sight wait for a link; the page itself is made by a button"
    TEAM = "what clients of one's team said last week, as the Monday letter tells everybody of the team"
    FAIR = "exhibitions of one's team and of whom one stands in for"


@dataclass(frozen=True, slots=True)
class Rule:
    """One command: what it is about, and the words that ask it about a client ({client} is the client's name)."""

    shows: Shows
    words: str = ""


# A new command needs a line here: what does it show of a client, and how is it asked?
RULES: dict[str, Rule] = {
    "start": Rule(Shows.SELF),
    "help": Rule(Shows.SELF),
    "rate": Rule(Shows.SELF),
    "today": Rule(Shows.WORK, "/today"),
    "find": Rule(Shows.SIGHT, "/find {client}"),
    "add": Rule(Shows.SELF, "/add"),  # with a name it makes a client of that name
    "call": Rule(Shows.SIGHT, "/call {client} tomorrow 11:00"),
    "dates": Rule(Shows.SIGHT, "/dates"),
    "exhibitions": Rule(Shows.FAIR, "/exhibitions"),
    "exhibition": Rule(Shows.ROLE),
    "complaint": Rule(Shows.SELF),
    "my": Rule(Shows.SELF),
    "manager": Rule(Shows.SELF),
    "complaints": Rule(Shows.SIGHT, "/complaints"),
    "cancel": Rule(Shows.SELF),
    "cases": Rule(Shows.SIGHT, "/cases"),
    "stats": Rule(Shows.ROLE),
    "nps": Rule(Shows.ROLE),
    "me": Rule(Shows.SELF),
    "huddle": Rule(Shows.TEAM, "/huddle"),
    "survey": Rule(Shows.ROLE),
    "improve": Rule(Shows.ROLE),
    "surveys": Rule(Shows.ROLE),
    "why": Rule(Shows.SIGHT, "/why {client}"),
    "invite": Rule(Shows.ROLE),
    "sheet": Rule(Shows.COUNT),
    "away": Rule(Shows.SELF),
    "team": Rule(Shows.ROLE),
    "import": Rule(Shows.ROLE),
    "export": Rule(Shows.SIGHT, "/export csv"),
    "audit": Rule(Shows.ROLE),
    "settings": Rule(Shows.SELF),
    "stop": Rule(Shows.SELF),
    "mydata": Rule(Shows.SELF),
    "privacy": Rule(Shows.SELF),
    "connect": Rule(Shows.ROLE),
    "disconnect": Rule(Shows.ROLE),
}


def seen(role: Role, whose: Whose) -> bool:
    """Whether a role sees such a client: the product's own rule of scope, applied to the table's cast."""
    manager, team = {
        Whose.OWN: (ME, MINE),
        Whose.TEAM: (MATE, MINE),
        Whose.OTHER: (OTHER, SOUTH),
        Whose.AWAY: (AWAY, SOUTH),
        Whose.BACK: (BACK, SOUTH),
    }[whose]
    params = Scope(ME, role, None if role is Role.HEAD else MINE, _lent()).params()
    people, teams = params["scope_people"], params["scope_teams"]
    assert isinstance(people, list)
    assert isinstance(teams, list)
    return bool(params["scope_all"]) or manager in people or team in teams


def _lent() -> Lent:
    member = Member(AWAY, Role.MANAGER, "", SOUTH, reachable=True)
    return lent({AWAY: ME}, ME, {AWAY: member})


def expected(command: str, role: Role, whose: Whose) -> bool:
    """Whether the command shows such a client to the role."""
    rule = RULES[command]
    if role not in BY_NAME[command].who:
        return False
    if rule.shows is Shows.WORK:
        return whose in (Whose.OWN, Whose.AWAY)
    if rule.shows is Shows.FAIR:
        return role is Role.HEAD or whose in (Whose.OWN, Whose.TEAM, Whose.AWAY)
    return rule.shows is Shows.SIGHT and seen(role, whose)


HEAD = """\
# Roles

Written from the code by `make docs`; do not edit by hand. Rights add up: head, lead, manager. A client that somebody
does not see answers exactly like one that does not exist, also when the button is forged or old.

A deputy (`/away`) sees the clients of those for whom they stand in, from the first day to the last, through chains; the
deputy of a lead sees the team's, of the head all. The role itself does not grow: who may say which command stays.

## Whose clients

| the client is | manager | lead | head |
|---|---|---|---|
"""
TABLE = """
## Commands

*Sight*: the clients that the table above gives. *Work*: what one has to do oneself now, one's own and in place of those
who are away or cannot be reached. *Own*: only what is the asker's, or everybody's. *Role*: by role alone.

| command | contact | manager | lead | head | about |
|---|---|---|---|---|---|
"""
_ABOUT = {
    Shows.SELF: "own",
    Shows.ROLE: "role",
    Shows.TEAM: "the team's week",
    Shows.SIGHT: "sight",
    Shows.WORK: "work",
    Shows.COUNT: "sight",
    Shows.FAIR: "exhibitions of the team, and of whom one stands in for",
}


def page() -> str:
    """The text of docs/roles.md."""
    parts = [HEAD]
    for whose in Whose:
        cells = ["sees" if seen(role, whose) else "–" for role in STAFF]
        parts.append(f"| {whose} | {' | '.join(cells)} |\n")
    parts.append(TABLE)
    for name, command in BY_NAME.items():
        roles = (Role.CONTACT, *STAFF)
        cells = ["yes" if role in command.who else "–" for role in roles]
        about = _ABOUT[RULES[name].shows] if name in RULES else "?"
        parts.append(f"| `/{name}` | {' | '.join(cells)} | {about} |\n")
    return "".join(parts)
