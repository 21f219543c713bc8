"""Invitations, answers, reasons, words as rows. Not: who is asked (waves), rollups (figures)."""

from storage.surveys.consent import consents, set_consent
from storage.surveys.forms import begin, further, given, grade, screen, turn
from storage.surveys.rows import (
    Loaded,
    answer,
    asked_last,
    get,
    get_answer,
    invitation,
    latest,
    mark_nudged,
    own,
    set_stage,
    waiting,
)
from storage.surveys.scores import change, put_answer, said, set_wish
from storage.surveys.spread import opinions
from storage.surveys.words import add_words, last_word, reasons, reword, set_reason, word, words

__all__ = [
    "Loaded",
    "add_words",
    "answer",
    "asked_last",
    "begin",
    "change",
    "consents",
    "further",
    "get",
    "get_answer",
    "given",
    "grade",
    "invitation",
    "last_word",
    "latest",
    "mark_nudged",
    "opinions",
    "own",
    "put_answer",
    "reasons",
    "reword",
    "said",
    "screen",
    "set_consent",
    "set_reason",
    "set_stage",
    "set_wish",
    "turn",
    "waiting",
    "word",
    "words",
]
