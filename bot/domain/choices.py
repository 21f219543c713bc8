"""Lists that a company sets for itself: reasons, categories, causes. Not: their shipped texts (catalogs)."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of such a list. Without texts of its own it is shown by the catalog (`reason-<id>`, `cause-<id>` …).

    `under` holds the second level, where there is one.
    """

    id: str
    texts: Mapping[str, str] = field(default_factory=dict)
    under: tuple["Choice", ...] = ()

    def text(self, language: str, *, worded: bool = False) -> str | None:
        """The company's own wording, in English or any language where this one is missing; None: ask the catalog.

        An entry that holds a text for no language ("") is a shipped one: where the catalog has words for it
        (`worded`), they go before texts of other languages.
        """
        if worded and "" in self.texts:
            return self.texts.get(language)
        return self.texts.get(language) or self.texts.get("en") or next(iter(self.texts.values()), None)


def find(choices: tuple[Choice, ...], id_: str) -> Choice | None:
    """The entry with this id on either level."""
    for choice in choices:
        if choice.id == id_:
            return choice
        if below := find(choice.under, id_):
            return below
    return None


def is_leaf(choices: tuple[Choice, ...], id_: str) -> bool:
    """Whether there is such an entry, and nothing more to choose under it."""
    found = find(choices, id_)
    return found is not None and not found.under


def named(choices: tuple[Choice, ...], id_: str) -> Choice:
    """The entry with this id; one that was taken out of the list since is worded by the catalog, else shown by its id."""
    return find(choices, id_) or Choice(id_, {"": id_})


def path(choices: tuple[Choice, ...], id_: str) -> tuple[Choice, ...]:
    """The entry with this id, after the one it stands under."""
    above = next((choice for choice in choices if find(choice.under, id_)), None)
    return (*((above,) if above else ()), named(choices, id_))
