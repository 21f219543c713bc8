"""The words of reasons that answers carry, whoever shows them. Not: what is offered (reading)."""

from bot.domain.choices import Choice
from bot.domain.programmes import words_of
from storage import programmes
from storage.database import Conn


async def known(conn: Conn, config: tuple[Choice, ...]) -> tuple[Choice, ...]:
    """The reasons of the config and all that the head ever made or renamed, those taken out since among them."""
    found = {choice.id: choice for choice in config}
    for id_, texts in words_of(await programmes.every(conn)).items():
        of_config = found[id_].texts if id_ in found else {}
        if texts:
            found[id_] = Choice(id_, {**of_config, **texts})
    return tuple(found.values())
