"""Cases, their voices, questions and log as rows. Not: deadlines, who is told."""

from storage.cases.log import Entry, log, note, strike
from storage.cases.questions import ask, content, question, questions, set_reply
from storage.cases.rows import colleagues, current, get, listed, load, lock, of_owner, open_, save
from storage.cases.voices import join, last_scores, of_answer, open_of, voices, words

__all__ = [
    "Entry",
    "ask",
    "colleagues",
    "content",
    "current",
    "get",
    "join",
    "last_scores",
    "listed",
    "load",
    "lock",
    "log",
    "note",
    "of_answer",
    "of_owner",
    "open_",
    "open_of",
    "question",
    "questions",
    "save",
    "set_reply",
    "strike",
    "voices",
    "words",
]
