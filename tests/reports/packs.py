"""What the tests of reports ask again and again: a pack of a day, and its sheets as rows of words."""

from __future__ import annotations

from datetime import date
from typing import Any

from skilling.domain.calendar import quarter
from skilling.reports import pack as packs
from skilling.reports.grids import Band, Cell, Figure, Form, Grid
from skilling.reports.pack import Pack
from skilling.services.desk import Desk
from tests.reports.seeded import TODAY

COUNTED = frozenset({Band.BODY, Band.SUBTOTAL, Band.INNER, Band.TOTAL, Band.BRIDGE, Band.SECTION, Band.NOTE})


def a_pack(desk: Desk, period: Any = None, today: date = TODAY, **options: Any) -> Pack:
    """The pack of the second quarter of 2026-27 in English, unless said otherwise."""
    options = {"language": "en"} | options
    return desk.read(packs.ministry, period or quarter("2026-27", 2), today, **options)


def grid_named(pack: Pack, name: str) -> Grid:
    return next(grid for grid in pack.sheets if grid.name == name)


def words_of(grid: Grid, *, notes: bool = True) -> list[list[str]]:
    """The rows that say or count something, as they are read on paper; the notes at the end left out."""
    rows = [row for row in grid.rows if row.band in COUNTED]
    while rows and rows[-1].band is Band.NOTE and rows[-1].cells[0].value != "None on record.":  # type: ignore[union-attr]
        rows.pop()
    return [[_word(cell) for cell in row.cells] for row in rows]


def _word(cell: Cell) -> str:
    if cell is None or (cell.value is None and not isinstance(cell, Figure)):
        return ""
    if cell.value is None:
        return "–"
    if cell.form is Form.AMOUNT:
        return f"{cell.value:.2f}"
    if isinstance(cell.value, date):
        return f"{cell.value:%d.%m.%Y}"
    return str(cell.value)


def figure(pack: Pack, sheet: str, row: str, column: str) -> Any:
    """The value of one figure by the words of its row (any of its texts) and its heading."""
    grid = grid_named(pack, sheet)
    heading = next(r for r in grid.rows if r.band is Band.HEADING)
    place = next(i for i, cell in enumerate(heading.cells) if cell is not None and str(cell.value).split("\n")[0] == column)
    for each in grid.rows:
        if any(cell is not None and cell.value == row for cell in each.cells):
            found = each.cells[place]
            assert isinstance(found, Figure)
            return found.value
    raise AssertionError(f"{sheet} has no row {row}")
