"""What somebody chose about a file that waits: letters, columns, dates. Not: reading it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bot.domain.tables import Grid, Kind, Layout, Order, layout_of


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

    def layout(self, grid: Grid) -> Layout:
        """What the columns mean, as recognised and then as chosen. Raises BadTable."""
        layout = layout_of(grid.header, self.kind, grid.lines)
        for place, meaning in self.columns.items():
            layout = layout.assigned(place, meaning)
        return layout.named()

    def giving(self, place: int, meaning: str | None) -> "Choices":
        """One more column chosen; the last word about a field counts."""
        others = {key: value for key, value in self.columns.items() if key != place}
        return replace(self, columns={**others, place: meaning})

    def ordering(self, name: str, order: Order) -> "Choices":
        """The order of the dates of one field chosen."""
        return replace(self, orders={**self.orders, name: order})
