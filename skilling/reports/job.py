"""The pack as a conversation with a child process: prepare it, look at its sheets and behind its figures, hand it over.

Each function takes the child's `state` and a `progress`; answers are small plain data, the pack itself stays in the child.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Final

from skilling.domain.calendar import day_in_india, period
from skilling.domain.money import grouped
from skilling.domain.problems import Refused
from skilling.reports import behind as looking
from skilling.reports import delivery, figures, pack
from skilling.reports.grids import Figure, Form, Formula, Grid, Text, address
from skilling.services import records
from skilling.services.desk import Desk, open_desk

Progress = Callable[[str, int, int], None]
PREVIEWED: Final = 400  # rows of a sheet; the workbook has all
LISTED: Final = 200  # records behind a figure, by name; the rest is counted


@dataclass(frozen=True, slots=True)
class Asked:
    """What a pack is to be about."""

    fy: str
    quarter: int | None = None
    month: str | None = None
    as_of: date | None = None
    known_on: date | None = None
    language: str = "both"


@dataclass(frozen=True, slots=True)
class Prepared:
    """A pack that is ready to be looked at."""

    title: str
    period: str
    sheets: tuple[str, ...]
    notices: tuple[str, ...]
    draft: bool


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row as shown: the words of its cells, the look of its band, how many columns its first cell covers."""

    band: str
    cells: tuple[str, ...]
    figures: tuple[int, ...]  # columns from 0 that can be looked behind
    numbers: tuple[int, ...]  # columns from 0 that stand at the right
    span: int


@dataclass(frozen=True, slots=True)
class SheetView:
    """One sheet as shown; `more` rows are only in the workbook."""

    name: str
    rows: tuple[SheetRow, ...]
    widths: tuple[float, ...]
    more: int


@dataclass(frozen=True, slots=True)
class BehindView:
    """What a figure counts, and whom."""

    sheet: str
    cell: str
    figure: str
    definition: str
    noun: str
    count: int
    records: tuple[tuple[int, str], ...]  # id and title, at most LISTED


@dataclass(frozen=True, slots=True)
class Delivered:
    """A workbook that was handed over."""

    path: str
    change_id: int | None
    draft: bool


def prepare(state: SimpleNamespace, progress: Progress, asked: Asked, actor: str) -> Prepared:
    """Asks every figure of the pack."""
    progress("Counting", 0, 0)
    chosen = period(asked.fy, asked.quarter, asked.month)
    today = day_in_india(datetime.now(UTC))
    made = _desk(state).read(pack.ministry, chosen, today, asked.as_of, asked.known_on, language=asked.language, made_by=actor)
    state.pack = made
    return Prepared(
        made.title, chosen.label, tuple(grid.name for grid in made.sheets), tuple(n.sentence.en for n in made.notices), made.draft
    )


def sheet(state: SimpleNamespace, progress: Progress, name: str) -> SheetView:
    """One sheet of the prepared pack, as it will be written."""
    grid = _grid(state, name)
    shown = tuple(
        SheetRow(
            row.band.value, tuple(_shown(cell) for cell in row.cells),
            tuple(place for place, cell in enumerate(row.cells) if isinstance(cell, Figure)),
            tuple(place for place, cell in enumerate(row.cells) if isinstance(cell, Figure | Formula)), row.span,
        )
        for row in grid.rows[:PREVIEWED]
    )  # fmt: skip
    return SheetView(grid.name, shown, grid.widths, max(0, len(grid.rows) - PREVIEWED))


def behind(state: SimpleNamespace, progress: Progress, name: str, row: int, column: int) -> BehindView:
    """The records behind a figure of the prepared pack; `row` and `column` count from 1."""
    cell = _grid(state, name).cell(row, column)
    if not isinstance(cell, Figure):
        raise Refused("no-figure", "This cell is not a figure. Choose a number.")
    scope, question, desk = state.pack.scope, cell.question, _desk(state)
    ids = desk.read(figures.records, scope, question)
    noun = question.declared.lists
    return BehindView(
        name, address(row, column), _shown(cell), desk.read(looking.definition, scope, question), noun, len(ids),
        tuple(desk.read(records.titles, noun, ids[:LISTED])),
    )  # fmt: skip


def hand_over(state: SimpleNamespace, progress: Progress, path: str, actor: str) -> Delivered:
    """Writes the prepared pack and records its figures as one change."""
    progress("Writing the workbook", 0, 0)
    written = delivery.deliver(_desk(state), actor, state.pack, Path(path))
    return Delivered(str(written.path), written.change_id, written.draft)


def _desk(state: SimpleNamespace) -> Desk:
    if not hasattr(state, "desk"):
        state.desk = open_desk(state.address)
    desk: Desk = state.desk
    return desk


def _grid(state: SimpleNamespace, name: str) -> Grid:
    found: Grid = next(grid for grid in state.pack.sheets if grid.name == name)
    return found


def _shown(cell: Text | Figure | Formula | None) -> str:
    if cell is None or cell.value is None:
        return ""
    value = cell.value
    if isinstance(value, date):
        return value.strftime("%d.%m.%Y")
    if isinstance(cell, Text):
        return str(value)
    if cell.form is Form.PERCENT and isinstance(value, int | Decimal):
        return f"{Decimal(value):.1f} %"
    if isinstance(value, Decimal):
        whole, _, rest = f"{value:.2f}".partition(".")
        return f"{grouped(int(whole))}.{rest}"
    return grouped(value) if isinstance(value, int) else str(value)
