"""Finds what else stands in the sheet of a table, so that it can be offered by name; refuses to choose between them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from math import log2

from skilling.importing.reading.grid import Grid, column_letters
from skilling.importing.table.looks import is_blank

_FEWEST_COLUMNS = 2
_NAMES = 3  # so many headings to name a table by


@dataclass(frozen=True, slots=True)
class OtherTable:
    """A further table: the sheet it is in, the 1-based row of its headings and its first 1-based column there, and what it holds.

    `layout.find` finds it when it is given `header_row` and `column`. `known` counts the headings that lists are known to have.
    `agrees` says that its headings are those of the table it was found beside, so that the two are one list.
    """

    sheet: str
    header_row: int
    column: int
    headers: tuple[str, ...]
    records: int
    known: int = 0
    agrees: bool = False

    @property
    def title(self) -> str:
        """What it is called where it is offered."""
        named = ", ".join(self.headers[:_NAMES]) + (" …" if len(self.headers) > _NAMES else "")
        where = f"row {self.header_row:,}, column {column_letters(self.column)}"
        return f"{named} ({self.records:,} rows, {where})"

    @property
    def worth(self) -> float:
        """How much it looks like the list that was meant: by its known headings, and a little by its length."""
        return worth(self.known, self.records)


def worth(known: int, records: int) -> float:
    """How much a table with so many known headings and records looks like a list that somebody meant to send."""
    return min(known, 8) + 0.5 * log2(1 + records)


def regions(grid: Grid, columns: Collection[int], header: int, last: int) -> list[Grid]:
    """The parts of a grid where a table in these columns, from row `header` to row `last` (indices), leaves room for another."""
    found = [_part(grid, 0, header, 0, grid.width), _part(grid, last + 1, len(grid.rows), 0, grid.width)]
    left, right = min(columns), max(columns)
    found += [_part(grid, 0, len(grid.rows), right + 1, grid.width), _part(grid, 0, len(grid.rows), 0, left)]
    return [part for part in found if part is not None]


def _part(grid: Grid, top: int, bottom: int, left: int, right: int) -> Grid | None:
    """Part of a grid as a grid; None where hardly anything stands in it."""
    if right - left < _FEWEST_COLUMNS or bottom - top < _FEWEST_COLUMNS:
        return None
    rows = [row[left:right] for row in grid.rows[top:bottom]]
    filled = [index for index, row in enumerate(rows) if sum(not is_blank(cell) for cell in row) >= _FEWEST_COLUMNS]
    if len(filled) < _FEWEST_COLUMNS:
        return None
    first, first_column = grid.first_row + top, grid.first_column + left
    inside = tuple(merge for merge in grid.merges if merge[0] >= first and first_column <= merge[1] < grid.first_column + right)
    return Grid(grid.sheet, first, first_column, rows, grid.hidden_rows, inside)
