"""What the screens of one's own data show. Not: wording."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import ClientId, PersonId

ASKS = ("name", "position", "phone", "email", "birthday")
"""What a contact corrects by typing; each is the step "mydata.<name>"."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for while correcting, and what stands there now."""

    what: str
    now: str


@dataclass(frozen=True, slots=True)
class Erasure:
    """A wish to be deleted. `at`: when it is carried out (None: nothing is asked for); `days`: the days of grace.

    `person_id`, `name`, `client`: who; `own`: they see it themselves; `alone`: the client is nobody but them.
    """

    person_id: PersonId
    name: str
    client: str
    client_id: ClientId
    days: int
    own: bool
    at: datetime | None = None
    alone: bool = False
    open_complaint: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """A letter about somebody's data. `what`: asked, restored, corrected, erased; `own`: it was their own wish."""

    what: str
    person_id: PersonId
    name: str
    client: str
    client_id: ClientId
    own: bool = True
    field: str = ""
    at: datetime | None = None
