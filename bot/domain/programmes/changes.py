"""What a head changed of a programme, as a plain document above the config. Not: what may be changed (edits)."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from bot.domain.choices import Choice
from bot.domain.nps import Group
from bot.domain.programmes.forms import Kind, Programme, Question

ALL = "all"
"""Stands for what all programmes share: the reasons."""
_PLAIN = ("on", "day", "month")
_TEXTS = ("question", "intro")

Words = dict[str, dict[str, str]]
"""Texts by language, by id."""


def apply(programme: Programme, changed: str, shared: str) -> Programme:
    """The programme of the config with what was changed of it and of what all share."""
    own, common = _read(changed), _read(shared)
    given: dict[str, Any] = {name: own[name] for name in (*_PLAIN, *_TEXTS) if name in own}
    if "questions" in own:
        given["questions"] = tuple(Question(q["id"], Kind(q["kind"]), q["texts"]) for q in own["questions"])
    if "reasons" in common:
        given["reasons"] = {
            group: tuple(Choice(r["id"], r["texts"]) for r in common["reasons"][group])
            if group in common["reasons"]
            else programme.reasons[group]
            for group in Group
        }
    return replace(programme, **given) if given else programme


def changes(config: Programme, wanted: Programme) -> tuple[str, str]:
    """What makes the programme of the config the wanted one: its own part, and that of all programmes."""
    own: dict[str, Any] = {
        name: getattr(wanted, name)
        for name in (*_PLAIN, *_TEXTS)
        if getattr(wanted, name) != getattr(config, name)
    }
    if wanted.questions != config.questions:
        own["questions"] = [{"id": q.id, "kind": q.kind, "texts": dict(q.texts)} for q in wanted.questions]
    reasons = {
        group.value: [{"id": r.id, "texts": dict(r.texts)} for r in wanted.reasons[group]]
        for group in Group
        if wanted.reasons[group] != config.reasons[group]
    }
    return _written(own), _written({"reasons": reasons} if reasons else {})


def words_of(documents: Iterable[str]) -> Words:
    """Texts of every reason and question that ever stood in these documents, the oldest first: the last wording counts."""
    found: Words = {}
    for document in documents:
        content = _read(document)
        lists = [content.get("questions", ()), *content.get("reasons", {}).values()]
        for entry in (entry for part in lists for entry in part):
            found.setdefault(entry["id"], {}).update(entry["texts"])
    return found


@lru_cache(maxsize=256)
def _read(document: str) -> Mapping[str, Any]:
    content: Mapping[str, Any] = json.loads(document)
    return content


def _written(content: Mapping[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, sort_keys=True)
