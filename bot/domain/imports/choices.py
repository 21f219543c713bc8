"""What somebody chose about a file that waits: letters, columns, dates. Not: reading it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.domain.tables import Kind, Layout, Order, layout_of


@dataclass(frozen=True, slots=True)
class Choices:
    """None and missing ones are left to the program.

    encoding: of a CSV. kind: what the rows are. columns: the field by the column's place, None for "not read".
    orders: what comes first in dates with slashes, by field.
    """

    encoding: str | None = None
    kind: Kind | None = None
    columns: Mapping[int, str | None] = field(default_factory=dict)
    orders: Mapping[str, Order] = field(default_factory=dict)

    def layout(self, header: tuple[str, ...]) -> Layout:
        """What the columns mean, as recognised and then as chosen. Raises BadTable."""
        layout = layout_of(header, self.kind)
        for place, meaning in self.columns.items():
            layout = layout.assigned(place, meaning)
        return layout
