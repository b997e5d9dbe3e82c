"""A table on demand as a conversation with a child process: what can be crossed, the table, its chart; `job` shows and hands it over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, Final

from sqlmodel import Session

from skilling.domain.calendar import day_in_india
from skilling.reports import crosstab, job
from skilling.reports.crosstab import Definition
from skilling.reports.dimensions import described
from skilling.reports.grids import Band, Figure, Grid, GridRow, Text
from skilling.reports.job import Asked, ChartView, Prepared, Progress
from skilling.reports.measures import MEASURES

DRAWN: Final = 12  # rows of a chart: the largest; more could not be read
_GROUPS: Final = 5  # series of a chart

Option = tuple[Any, str]  # code and words


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be chosen: measures with the dimensions that each can be crossed by, and the saved tables."""

    measures: tuple[Option, ...]
    dimensions: dict[str, tuple[Option, ...]]  # measure -> dimensions
    saved: dict[str, Definition]


@dataclass(frozen=True, slots=True)
class Crossed:
    """A table that is ready to be looked at, and its chart where there is something to draw."""

    prepared: Prepared
    chart: ChartView | None
    chart_rows: tuple[int, ...]  # row of the sheet, from 1, behind each category of the chart
    chart_columns: tuple[int, ...]  # and its column behind each series


def offer(state: SimpleNamespace, progress: Progress) -> Offer:
    """Measures that can be crossed by anything, with their words."""
    return job.desk_of(state).read(_offer)


def values(state: SimpleNamespace, progress: Progress, measure: str, dimension: str) -> tuple[Option, ...]:
    """Every value of a dimension that a filter can ask for, with its words."""
    scope = Asked(_this_year()).scope()
    found = job.desk_of(state).read_figures(crosstab.values_of, Definition(dimension, measure=measure), scope, dimension)
    return tuple((key, words.en) for words, key in found)


def prepare(state: SimpleNamespace, progress: Progress, definition: Definition, asked: Asked, actor: str) -> Crossed:
    """Counts the table; `job.sheet`, `job.behind` and `job.hand_over` go on from there."""
    progress("Counting", 0, 0)
    today = day_in_india(datetime.now(UTC))
    made = job.desk_of(state).read_figures(
        crosstab.pack_of, definition, asked.period, today, asked.as_of, asked.known_on, asked.profile, asked.language, actor,
        asked.programme_id,
    )  # fmt: skip
    chart, rows, columns = charted(made.sheets[0], made.title)
    return Crossed(job.keep(state, made), chart, rows, columns)


def charted(grid: Grid, title: str) -> tuple[ChartView | None, tuple[int, ...], tuple[int, ...]]:
    """The largest rows of a table by their total, and the columns that a picture can hold: all, or the totals of its groups."""
    rows = [(at, row) for at, row in enumerate(grid.rows, 1) if row.band is Band.BODY and _total(row) > 0]
    heading = next((row for row in grid.rows if row.band is Band.HEADING), None)
    if not rows or heading is None:
        return None, (), ()
    columns = _columns(grid, heading, rows[0][1])
    largest = sorted(rows, key=lambda each: (-_total(each[1]), each[0]))[:DRAWN]
    names = [_words(row) for _, row in largest]
    series = tuple((name, tuple(_value(row, column) for _, row in largest)) for column, name in columns)
    told = "; ".join(f"{name} {_total(row):,.0f}" for name, (_, row) in zip(names, largest, strict=True))
    chart = ChartView("bars", title, f"{title}. {told}", 0, 0, tuple(names), series)
    return chart, tuple(at for at, _ in largest), tuple(column + 1 for column, _ in columns)


def _columns(grid: Grid, heading: GridRow, first: GridRow) -> list[tuple[int, str]]:
    """Place from 0 and name of the columns that are drawn."""
    figures = [place for place, cell in enumerate(first.cells) if isinstance(cell, Figure)]
    group = next((row for row in grid.rows if row.band is Band.GROUP), None)
    if group is not None:
        names = {place: str(cell.value) for place, cell in enumerate(group.cells) if isinstance(cell, Text) and cell.value}
        starts = [place for place in names if place in figures]
        ends = [after - 1 for after in starts[1:]] + [figures[-2] if len(figures) > 1 else figures[-1]]
        found = [(end, names[start]) for start, end in zip(starts, ends, strict=True)]
    else:
        found = [(place, _heading(heading, place)) for place in figures[:-1]]
    last = figures[-1]
    return found[:_GROUPS] if 1 < len(found) <= _GROUPS else [(last, _heading(heading, last))]


def _heading(row: GridRow, place: int) -> str:
    cell = row.cells[place] if place < len(row.cells) else None
    return str(cell.value).split("\n")[0] if cell is not None and cell.value else ""


def _words(row: GridRow) -> str:
    return next((c.value.split("\n")[0] for c in row.cells if isinstance(c, Text) and isinstance(c.value, str) and c.value), "")


def _value(row: GridRow, place: int) -> float:
    cell = row.cells[place]
    return float(cell.value) if isinstance(cell, Figure) and cell.value is not None else 0.0


def _total(row: GridRow) -> float:
    places = [place for place, cell in enumerate(row.cells) if isinstance(cell, Figure)]
    return _value(row, places[-1]) if places else 0.0


def _this_year() -> str:
    from skilling.domain.calendar import fy_of

    return fy_of(day_in_india(datetime.now(UTC)))


def _offer(session: Session) -> Offer:
    scope = Asked(_this_year()).scope()
    found: dict[str, tuple[Option, ...]] = {}
    for name in MEASURES:
        known = crosstab.dimensions_of(scope, name)
        if known:
            found[name] = tuple((each, described(session, each, None).en.partition(":")[0]) for each in known)
    return Offer(tuple((name, MEASURES[name].words.en) for name in found), found, crosstab.saved(session))
