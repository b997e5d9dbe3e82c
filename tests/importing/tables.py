"""Builds found tables for the tests of what comes after finding them."""

from __future__ import annotations

from collections.abc import Sequence

from skilling.importing.reading.grid import Cell
from skilling.importing.table.layout import Table


def a_table(headers: Sequence[str], *rows: Sequence[Cell]) -> Table:
    """A table with these headings in row 1 and these rows beneath."""
    return Table(
        "Sheet1",
        header_rows=(1,),
        headers=list(headers),
        columns=list(range(len(headers))),
        row_numbers=list(range(2, len(rows) + 2)),
        rows=[list(row) for row in rows],
        confidence=1.0,
    )


def a_column(header: str, *cells: Cell) -> Table:
    """A table of one column."""
    return a_table([header], *([cell] for cell in cells))
