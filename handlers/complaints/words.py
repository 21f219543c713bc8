"""Pieces that several screens of complaints share. Not: whole screens."""

from bot.domain.choices import Choice
from bot.domain.complaints import Complaint, Kind, State, name
from bot.domain.talk import Counts
from bot.i18n import Html, Translator

STEPS = {State.RECEIVED: 1, State.WORK: 2, State.SOLVED: 3, State.CLOSED: 4, State.WITHDRAWN: 4}


def counted(counts: Counts, t: Translator) -> str:
    """2 photos · 1 voice · 34 words"""
    pairs = (
        ("photos", counts.photos),
        ("voices", counts.voices),
        ("videos", counts.videos),
        ("files", counts.files),
        ("words", counts.words),
    )
    return " · ".join(t(f"counted-{what}", count=count) for what, count in pairs if count)


def titled(complaint: Complaint, category: Choice | None, t: Translator) -> str:
    """Complaint C-0142 · Delivery"""
    kind = complaint.kind or Kind.COMPLAINT
    words = t(f"complaint-title-{kind.value}", number=name(complaint.number))
    return f"{words} · {safe(t.choice('category', category), t)}" if category else words


def safe(text: str, t: Translator) -> str:
    """A text escaped, and isolated where the language is written right to left."""
    return t("complaint-plain", text=text)


def state_words(state: State, t: Translator, *, to_client: bool) -> Html:
    """Where it stands; of a solved one its client reads that we ask them."""
    asked = "-you" if to_client and state is State.SOLVED else ""
    return Html(t(f"complaint-state-{state.value}{asked}"))


def step_line(complaint: Complaint, t: Translator, *, to_client: bool = False) -> str:
    """Step 2 of 4: in work · Sun 22 Nov, 10:05"""
    state = complaint.state
    moments = {
        State.RECEIVED: complaint.filed_at,
        State.WORK: complaint.taken_at,
        State.SOLVED: complaint.solved_at,
        State.CLOSED: complaint.closed_at,
        State.WITHDRAWN: complaint.closed_at,
    }
    at = moments.get(state) or complaint.filed_at or complaint.created_at
    if state is State.WITHDRAWN:
        return t("complaint-withdrawn-at", at=at)
    stands = state_words(state, t, to_client=to_client)
    return t("complaint-step", n=STEPS[state], state=stands, at=at)
