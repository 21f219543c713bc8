"""Imports aiogram so that each of its models is built when it is first used. Not: what is done with them.

aiogram builds 450 pydantic models while it is imported: seconds of CPU and 100 MB, and a bot uses a tenth of them.
pydantic can put that off (`defer_build`); aiogram asks for it, then builds them all to give them its names.
"""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import ModuleType
from typing import Any

from pydantic import BaseModel


def import_aiogram() -> None:
    """Import it so. Only the first import in a process can be: after another one this does nothing."""
    if "aiogram" in sys.modules:
        return
    with _putting_off() as names:
        from aiogram import methods, types
    for module in (types, methods):
        for model in models_of(module):
            # What the model is built with at its first use; aiogram imports most names for type checkers only.
            model.__pydantic_parent_namespace__ = names
            if set(model.__private_attributes__) == {"_bot"}:
                model.model_post_init = _keep_bot  # type: ignore[method-assign]


def _keep_bot(model: BaseModel, context: Any, /) -> None:
    """All that aiogram does after it has made an object; pydantic's own way there is a wrapper for every ancestor."""
    bot = context.get("bot") if context else None
    object.__setattr__(model, "__pydantic_private__", {"_bot": bot})


def models_of(module: ModuleType) -> list[type[BaseModel]]:
    """The models that `aiogram.types` or `aiogram.methods` offers."""
    things = (getattr(module, name) for name in module.__all__)
    return [thing for thing in things if isinstance(thing, type) and issubclass(thing, BaseModel)]


def warm() -> None:
    """Build now what every press and every text needs, so that the first person does not wait for it."""
    from aiogram.methods import AnswerCallbackQuery, EditMessageText, SendMessage
    from aiogram.types import InlineKeyboardMarkup, Message, Update

    models: tuple[type[BaseModel], ...] = (
        Update,
        Message,
        InlineKeyboardMarkup,
        AnswerCallbackQuery,
        EditMessageText,
        SendMessage,
    )
    for model in models:
        model.model_rebuild()


@contextmanager
def _putting_off() -> Iterator[dict[str, Any]]:
    """Models that come to be in this block are not built; gives the names that they were to be built with."""
    names: dict[str, Any] = {}
    rebuild = BaseModel.__dict__["model_rebuild"]

    def note(
        model: type[BaseModel], /, *, _types_namespace: Mapping[str, Any] | None = None, **options: Any
    ) -> bool | None:
        if _types_namespace is None:
            built: bool | None = rebuild.__func__(model, **options)
            return built
        names.update(_types_namespace)
        return None

    BaseModel.model_rebuild = classmethod(note)  # type: ignore[method-assign, assignment]
    BaseModel.model_config["defer_build"] = True
    try:
        yield names
    finally:
        BaseModel.model_rebuild = rebuild  # type: ignore[method-assign]
        del BaseModel.model_config["defer_build"]
