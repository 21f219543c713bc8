"""Cases, their voices, questions and log as rows. Not: deadlines, who is told."""

from storage.cases.lists import owners, page
from storage.cases.log import log, note, strike
from storage.cases.questions import ask, content, question, questions, set_reply
from storage.cases.rechecks import forget, hear, heard_by, recheck, rechecks, unrecheck
from storage.cases.rows import colleagues, current, get, load, lock, of_owner, open_, save, unclosed
from storage.cases.voices import join, last_scores, of_answer, open_of, promises, voices, words

__all__ = [
    "ask",
    "colleagues",
    "content",
    "current",
    "forget",
    "get",
    "hear",
    "heard_by",
    "join",
    "last_scores",
    "load",
    "lock",
    "log",
    "note",
    "of_answer",
    "of_owner",
    "open_",
    "open_of",
    "owners",
    "page",
    "promises",
    "question",
    "questions",
    "recheck",
    "rechecks",
    "save",
    "set_reply",
    "strike",
    "unclosed",
    "unrecheck",
    "voices",
    "words",
]
