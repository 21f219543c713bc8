"""What contacts and managers see of answers. Not: reading it, wording."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.choices import Choice
from bot.domain.forms import Form, Further
from bot.domain.programmes import Programme
from bot.domain.recommending import Request
from bot.domain.spread import Spread
from bot.domain.surveys import Answer, Invitation, Words
from bot.usecases.surveys.recommender import Offer


@dataclass(frozen=True, slots=True)
class Rating:
    """A question as its contact sees it: not answered, being explained (`answer.said` False), or done.

    `choosing`: the score is to be given (again). `late`: it could not be changed any more. `remind_at`: when an
    unanswered one is asked once more. `contact_by`: the promise to a detractor, while it is still to come;
    `awaits`: nobody has contacted them yet. `below`: the screen with the buttons stands under the contact's words.
    `noted_by`: who noted the score by phone, while the contact did not answer in person; "" for who left.
    `offer`: the request to recommend us.
    `programme`: what was asked, as it stood then; `form`: its further questions, once they have begun;
    `stands`: the further score could not be given or changed any more.
    """

    invitation: Invitation
    company: str
    answer: Answer | None = None
    offered: tuple[Choice, ...] = ()
    chosen: frozenset[str] = frozenset()
    words: int = 0
    manager: str = ""
    contact_by: datetime | None = None
    awaits: bool = False
    below: bool = False
    may_change: bool = True
    choosing: bool = False
    late: bool = False
    refused: bool = False
    remind_at: datetime | None = None
    until: datetime | None = None
    noted_by: str = ""
    offer: Offer | None = None
    form: Form | None = None
    programme: Programme | None = None
    stands: bool = False


@dataclass(frozen=True, slots=True)
class Started:
    """What /rate found. `new`: nothing waited, and a new question is on its way."""

    rating: Rating
    new: bool


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a contact who is content said, for the manager."""

    person: str
    client: str
    answer: Answer
    reasons: tuple[Choice, ...]
    words: tuple[Words, ...]
    recommended: Request | None = None
    further: tuple[Further, ...] = ()
    apart: Spread | None = None


@dataclass(frozen=True, slots=True)
class Apart:
    """Contacts of a client who think quite differently."""

    client: str
    between: Spread
