"""Words: what people send, raw, and how it is passed on between client and staff. Not: wording, storage."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.ids import ClientId, ComplaintId, PersonId, WordId
from bot.domain.letters import Lane, Letter

REPLY_STEP = "talk.reply"
"""The step of staff whose next message is for a client."""
LONGEST_TEXT = 3500
"""UTF-16 units of a passed-on text in one message: Telegram takes 4096, the rest is for who says it."""
LONGEST_CAPTION = 800
"""The same under a photo or file: Telegram takes 1024."""


class WordKind(StrEnum):
    """What a message is; the values are the names that Telegram has for them."""

    TEXT = "text"
    PHOTO = "photo"
    VOICE = "voice"
    VIDEO = "video"
    DOCUMENT = "document"
    AUDIO = "audio"
    ANIMATION = "animation"
    VIDEO_NOTE = "video_note"


class Place(StrEnum):
    """What a message is to us."""

    WHAT = "what"  # a complaint: what happened
    WISH = "wish"  # a complaint: what would put it right
    MORE = "more"  # a complaint: said by the client after it was sent
    NOTE = "note"  # a complaint: a note of the staff, never shown to the client
    REPLY = "reply"  # from staff to a client, once sent
    TALK = "talk"  # from a client to the manager
    LOOSE = "loose"  # from a client, nobody knows yet what it is
    RATING = "rating"  # a client added it to their rating
    KEPT = "kept"  # a client said: it is nothing
    DROPPED = "dropped"  # a reply that was not sent


@dataclass(frozen=True, slots=True)
class TalkRules:
    """How long a loose message waits for a word of its sender, what comes together is asked about once, "write to my
    manager" stays open, and a rating takes further words."""

    loose: timedelta = timedelta(minutes=10)
    together: timedelta = timedelta(minutes=1)
    open: timedelta = timedelta(minutes=10)
    rating: timedelta = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Heard:
    """A message as it came. Files are known by Telegram's id only, whatever their size."""

    chat_id: int
    message_id: int
    kind: WordKind
    text: str = ""
    file_id: str | None = None
    file_name: str | None = None
    album: str | None = None


@dataclass(frozen=True, slots=True)
class Word:
    """A message as stored. `contact_id` is the client's person whose talk it belongs to, whoever wrote it."""

    id: WordId
    chat_id: int
    message_id: int
    author_id: PersonId
    contact_id: PersonId
    client_id: ClientId
    complaint_id: ComplaintId | None
    place: Place
    batch: WordId | None
    kind: WordKind
    text: str
    file_id: str | None
    file_name: str | None
    at: datetime
    sent_at: datetime | None


@dataclass(frozen=True, slots=True)
class Counts:
    """How much was sent: "2 photos · 1 voice · 34 words"."""

    photos: int = 0
    voices: int = 0
    videos: int = 0
    files: int = 0
    words: int = 0

    @property
    def empty(self) -> bool:
        """Nothing at all."""
        return not (self.media or self.words)

    @property
    def media(self) -> int:
        """How many are more than text."""
        return self.photos + self.voices + self.videos + self.files


_COUNTED = {
    WordKind.PHOTO: "photos",
    WordKind.VOICE: "voices",
    WordKind.VIDEO_NOTE: "videos",
    WordKind.VIDEO: "videos",
    WordKind.ANIMATION: "videos",
    WordKind.DOCUMENT: "files",
    WordKind.AUDIO: "files",
}


def count(words: Iterable[Word]) -> Counts:
    """Count messages by kind, and the words of their texts and captions."""
    sums = dict.fromkeys(("photos", "voices", "videos", "files", "words"), 0)
    for word in words:
        if word.kind in _COUNTED:
            sums[_COUNTED[word.kind]] += 1
        sums["words"] += len(word.text.split())
    return Counts(**sums)


def joined(words: Iterable[Word]) -> str:
    """All texts and captions, one below the other."""
    return "\n".join(word.text for word in words if word.text)


@dataclass(frozen=True, slots=True)
class Part:
    """One message of those that pass a word on: with its file or not, and so much of its text."""

    file: bool
    text: str


def parts(word: Word) -> list[Part]:
    """How a word is passed on within Telegram's limits: mostly one message, more when the text is long.

    A round video cannot have a text under it, so the message that says whose it is goes before.
    """
    if word.kind is WordKind.TEXT:
        return [Part(False, text) for text in split(word.text)]
    if word.kind is WordKind.VIDEO_NOTE:
        return [Part(False, word.text), Part(True, "")]
    if units(word.text) <= LONGEST_CAPTION:
        return [Part(True, word.text)]
    return [Part(True, ""), *(Part(False, text) for text in split(word.text))]


def units(text: str) -> int:
    """Length as Telegram counts it: UTF-16 units."""
    return len(text) + sum(ch > "\uffff" for ch in text)


def split(text: str, limit: int = LONGEST_TEXT) -> list[str]:
    """Cut a text into pieces of at most `limit` UTF-16 units, at a line's end or a space where there is one."""
    pieces = []
    while units(text) > limit:
        end = _cut(text, limit)
        pieces.append(text[:end].rstrip())
        text = text[end:].lstrip()
    return [*pieces, text]


def shorten(text: str, limit: int) -> str:
    """The beginning of a text, with an ellipsis when something is missing."""
    return text if units(text) <= limit else split(text, limit - 1)[0] + "…"


def _cut(text: str, limit: int) -> int:
    end = room = 0
    for ch in text:
        room += 2 if ch > "\uffff" else 1
        if room > limit:
            break
        end += 1
    half = end // 2
    for mark in ("\n", " "):
        at = text.rfind(mark, half, end)
        if at > 0:
            return at
    return end


def passed_on(
    word: Word,
    to: PersonId,
    *,
    lane: Lane = Lane.ONE,
    silent: bool = False,
    occurrence: str = "",
    owner: bool = False,
) -> list[Letter]:
    """The letters that bring a word to somebody, in order; each names the word, so that it can be replied to.

    Once for each person, and once more for each further `occurrence`. `owner`: it is for whoever the word concerns
    when it is sent, `to` is only who that is now.
    """
    return [
        Letter(
            "talk.word",
            to,
            f"talk.word:{word.id}:{to}:{n}:{occurrence}".rstrip(":"),
            {"word": word.id, "part": n, "owner": owner},
            thing=f"word:{word.id}",
            lane=lane,
            silent=silent,
        )
        for n in range(len(parts(word)))
    ]
