"""The sheets of a pack as plain data that is kept for ever, and back: what a frozen pack is previewed from; refuses nothing.

Cells keep their kind: words, figures with their question, formulas with what they come to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any, Final

from skilling.reports.figures import Question
from skilling.reports.grids import Band, Cell, Drawing, Figure, Form, Formula, Grid, GridRow, Picture, Text

_TEXT, _FIGURE, _FORMULA = "t", "f", "="
_DAY: Final = "day"
_AMOUNT: Final = "amount"
_DRAWN: Final = tuple(each.name for each in fields(Drawing))


def plain(grid: Grid) -> dict[str, Any]:
    """A sheet as plain data that `grid_of` reads."""
    return {
        "name": grid.name, "widths": list(grid.widths), "headings": grid.headings and list(grid.headings),
        "frozen_columns": grid.frozen_columns, "landscape": grid.landscape, "page_breaks": list(grid.page_breaks),
        "rows": [[row.band.value, row.span, [_plain_cell(cell) for cell in row.cells]] for row in grid.rows],
        "drawings": [{name: getattr(each, name) for name in _DRAWN} for each in grid.drawings],
    }  # fmt: skip


def grid_of(given: Mapping[str, Any]) -> Grid:
    """The sheet that `plain` wrote down. Refused where this version no longer knows a measure of it."""
    headings = given["headings"]
    return Grid(
        given["name"],
        tuple(GridRow(Band(band), tuple(map(_cell, cells)), span) for band, span, cells in given["rows"]),
        tuple(given["widths"]), (headings[0], headings[1]) if headings else None, given["frozen_columns"], given["landscape"],
        tuple(given["page_breaks"]), tuple(map(_drawing, given["drawings"])),
    )  # fmt: skip


def _plain_cell(cell: Cell) -> list[Any] | None:
    if cell is None:
        return None
    value = _plain_value(cell.value)
    if isinstance(cell, Text):
        return [_TEXT, value, cell.form.value, cell.link]
    if isinstance(cell, Figure):
        return [_FIGURE, value, cell.form.value, cell.question.key()]
    return [_FORMULA, value, cell.form.value, cell.text]


def _cell(given: list[Any] | None) -> Cell:
    if given is None:
        return None
    kind, value, form, more = given
    if kind == _TEXT:
        return Text(_value(value), Form(form), more)
    if kind == _FIGURE:
        return Figure(_value(value), Question.of_key(more), Form(form))
    return Formula(more, _value(value), Form(form))


def _plain_value(value: object) -> Any:
    if isinstance(value, date):
        return {_DAY: value.isoformat()}
    return {_AMOUNT: str(value)} if isinstance(value, Decimal) else value


def _value(given: Any) -> Any:
    if isinstance(given, dict):
        return date.fromisoformat(given[_DAY]) if _DAY in given else Decimal(given[_AMOUNT])
    return given


def _drawing(given: Mapping[str, Any]) -> Drawing:
    lists = {"columns": tuple(given["columns"]), "names": tuple(given["names"])}
    return Drawing(**(dict(given) | lists | {"picture": Picture(given["picture"])}))
