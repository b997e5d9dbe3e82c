"""The pack as a conversation with a child process: prepare it, look at its sheets and behind its figures, hand it over.

Each function takes the child's `state` and a `progress`; answers are small plain data, the pack itself stays in the child.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Final

from skilling.database.periodtables import FrozenPack
from skilling.domain.calendar import Period, day_in_india, period
from skilling.domain.money import grouped
from skilling.domain.problems import Refused
from skilling.reports import behind as looking
from skilling.reports import delivery, figures, knowledge, pack
from skilling.reports.grids import Cell, Drawing, Figure, Form, Formula, Grid, Text, address
from skilling.reports.periods import freezing, handing
from skilling.reports.scope import Scope, scope_of
from skilling.services import records
from skilling.services.desk import Desk, open_desk

Progress = Callable[[str, int, int], None]
PREVIEWED: Final = 400  # rows of a sheet; the workbook has all
DASH: Final = "–"  # a figure that is unknown
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
    profile: str = pack.MINISTRY
    programme_id: int | None = None  # None for all of them

    @property
    def period(self) -> Period:
        return period(self.fy, self.quarter, self.month)

    def scope(self) -> Scope:
        """What is asked for, from today's point of view."""
        return scope_of(self.period, day_in_india(datetime.now(UTC)), self.as_of, self.known_on, self.programme_id)


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
class ChartView:
    """A chart of a sheet, with the numbers that it draws; a number that is unknown is drawn as 0."""

    kind: str  # of `Picture`
    title: str
    told: str
    at: int  # row of its upper edge, from 1
    rows: int
    categories: tuple[str, ...]
    series: tuple[tuple[str, tuple[float, ...]], ...]


@dataclass(frozen=True, slots=True)
class SheetView:
    """One sheet as shown; `more` rows are only in the workbook."""

    name: str
    rows: tuple[SheetRow, ...]
    widths: tuple[float, ...]
    more: int
    headings: tuple[int, int] | None = None  # first and last row, from 1, that every printed page repeats
    landscape: bool = True
    page_breaks: tuple[int, ...] = ()  # rows after which a new page begins
    charts: tuple[ChartView, ...] = ()


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
    chosen, of = asked.period, asked.programme_id
    today, desk = day_in_india(datetime.now(UTC)), desk_of(state)
    frozen = desk.read(freezing.frozen_for, chosen, asked.profile, asked.language, asked.as_of, asked.known_on, of)
    kept = desk.read(freezing.pack_of, frozen, chosen, asked.profile, of) if frozen is not None else None
    if frozen is not None and kept is not None:
        return _keep_frozen(state, kept, frozen)
    made = desk.read_figures(
        pack.ministry,
        chosen,
        today,
        asked.as_of,
        asked.known_on,
        asked.profile,
        asked.language,
        made_by=actor,
        programme_id=of,
    )
    return keep(state, made)


def keep(state: SimpleNamespace, made: pack.Pack) -> Prepared:
    """Holds a pack for the functions below, and says what it has."""
    state.pack, state.frozen = made, None
    return Prepared(
        made.title, made.scope.period.label, tuple(grid.name for grid in made.sheets),
        tuple(notice.sentence.en for notice in made.notices), made.draft,
    )  # fmt: skip


def _keep_frozen(state: SimpleNamespace, made: pack.Pack, frozen: FrozenPack) -> Prepared:
    """Holds what was frozen: it is shown, looked behind and handed over as it was, whatever was recorded since."""
    said = keep(state, made)
    state.frozen = frozen
    on = day_in_india(frozen.known_at)
    notice = f"These are the figures frozen on {on:%d.%m.%Y} by {frozen.actor}; later records do not change them."
    return replace(said, notices=(notice, *said.notices), draft=frozen.draft)


def sheet(state: SimpleNamespace, progress: Progress, name: str, most: int = PREVIEWED) -> SheetView:
    """One sheet of the prepared pack, as it will be written: its first `most` rows."""
    grid = _grid(state, name)
    shown = tuple(
        SheetRow(
            row.band.value, tuple(_shown(cell) for cell in row.cells),
            tuple(place for place, cell in enumerate(row.cells) if isinstance(cell, Figure)),
            tuple(place for place, cell in enumerate(row.cells) if _is_number(cell)), row.span,
        )
        for row in grid.rows[:most]
    )  # fmt: skip
    return SheetView(
        grid.name, shown, grid.widths, max(0, len(grid.rows) - most), grid.headings, grid.landscape, grid.page_breaks,
        tuple(_chart(grid, each) for each in grid.drawings if each.at + each.rows <= most),
    )  # fmt: skip


def behind(state: SimpleNamespace, progress: Progress, name: str, row: int, column: int) -> BehindView:
    """The records behind a figure of the prepared pack; `row` and `column` count from 1."""
    cell = _grid(state, name).cell(row, column)
    if not isinstance(cell, Figure):
        raise Refused("no-figure", "This cell is not a figure. Choose a number.")
    scope, question, desk = state.pack.scope, cell.question, desk_of(state)
    if state.frozen is not None:
        ids = desk.read(looking.frozen_records, state.frozen, scope, question)
    else:
        ids = desk.read(figures.records, desk.read(knowledge.told, scope), question)
    noun = question.declared.lists
    return BehindView(
        name, address(row, column), _shown(cell), desk.read(looking.definition, scope, question), noun, len(ids),
        tuple(desk.read(records.titles, noun, ids[:LISTED])),
    )  # fmt: skip


def hand_over(state: SimpleNamespace, progress: Progress, path: str, actor: str) -> Delivered:
    """Writes the prepared pack and records its figures as one change."""
    progress("Writing the workbook", 0, 0)
    frozen: FrozenPack | None = state.frozen
    if frozen is not None:
        return Delivered(str(handing.write_frozen(frozen, Path(path))), None, frozen.draft)
    written = delivery.deliver(desk_of(state), actor, state.pack, Path(path))
    return Delivered(str(written.path), written.change_id, written.draft)


def desk_of(state: SimpleNamespace) -> Desk:
    """The desk of the child, opened once."""
    if not hasattr(state, "desk"):
        state.desk = open_desk(state.address)
    desk: Desk = state.desk
    return desk


def _chart(grid: Grid, each: Drawing) -> ChartView:
    rows = range(each.first, each.last + 1)
    return ChartView(
        each.picture.value, each.title, each.told, each.at, each.rows,
        tuple(_shown(grid.cell(row, each.labels)).split("\n")[0] for row in rows),
        tuple(
            (name, tuple(_number(grid.cell(row, column)) for row in rows))
            for column, name in zip(each.columns, each.names, strict=True)
        ),
    )  # fmt: skip


def _number(cell: Cell) -> float:
    value = cell.value if cell is not None else None
    return float(value) if isinstance(value, int | Decimal) else 0.0


def _grid(state: SimpleNamespace, name: str) -> Grid:
    found: Grid = next(grid for grid in state.pack.sheets if grid.name == name)
    return found


def _is_number(cell: Cell) -> bool:
    """It stands at the right: a figure, or the sign in place of one that is withheld."""
    return isinstance(cell, Figure | Formula) or (isinstance(cell, Text) and cell.form in (Form.COUNT, Form.AMOUNT, Form.PERCENT))


def _shown(cell: Cell) -> str:
    if isinstance(cell, Figure) and cell.value is None:
        return DASH
    if cell is None or cell.value is None:
        return ""
    value = cell.value
    if isinstance(value, date):
        return value.strftime("%d.%m.%Y")
    if isinstance(cell, Text):
        return str(value)
    if cell.form is Form.PERCENT and isinstance(value, int | Decimal):
        return f"{Decimal(value):.1f} %"
    return number_words(value)


def number_words(value: int | Decimal | str | None) -> str:
    """A figure as it is shown: in lakh and crore, amounts with two decimals, a dash for what is unknown."""
    if value is None:
        return DASH
    if isinstance(value, Decimal):
        whole, _, rest = f"{value:.2f}".partition(".")
        return f"{grouped(int(whole))}.{rest}"
    return grouped(value) if isinstance(value, int) else str(value)
