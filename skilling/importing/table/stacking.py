"""Puts a list that goes over two sheets together again; refuses sheets whose headings differ.

The second sheet's rows follow the first's, its headings and titles left out. A row number counts on: `sheet_row_of` leads back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from skilling.domain.problems import Refused
from skilling.importing.reading.grid import Grid, Part, Row, SheetInfo
from skilling.importing.table.layout import Table

_Note = TypeVar("_Note", int, str)
_AS_LIKELY = 0.9  # of the chosen sheet's score, for another sheet to be worth a look


def worth_a_look(sheets: tuple[SheetInfo, ...], chosen: str) -> tuple[str, ...]:
    """The visible sheets that look as much like a list as the chosen one: it may go on there."""
    own = next((sheet.score for sheet in sheets if sheet.name == chosen), 0.0)
    likely = (sheet for sheet in sheets if not sheet.hidden and sheet.name != chosen and sheet.score > 0)
    return tuple(sheet.name for sheet in likely if sheet.score >= _AS_LIKELY * own)


def agree(first: Table, second: Table) -> bool:
    """Whether two tables have the same headings in the same order, so that one may be the other's continuation."""
    headed = bool(first.header_rows and second.header_rows)
    return headed and first.kind == second.kind == "list" and _said(first) == _said(second)


def _said(table: Table) -> list[str]:
    return [heading.casefold() for heading in table.headers]


def stacked(first: Grid, one: Table, second: Grid, two: Table) -> Grid:
    """One grid: the first as it is up to its last record, then the records of the second in the first's columns.

    Its sheet is called 'First + Second'. What stands beneath the first list, a total or a signature, is left out. Refused
    ('not-one-list') where the headings differ.
    """
    if not agree(one, two):
        raise Refused(
            "not-one-list",
            f"The sheets “{first.sheet}” and “{second.sheet}” have different headings, so they are not one list. "
            "Import one after the other.",
        )
    last = (one.row_numbers[-1] if one.row_numbers else one.header_rows[-1]) - first.first_row
    rows: list[Row] = [*first.rows[: last + 1]]
    begin = len(rows)
    for cells in two.rows:
        row: Row = [None] * first.width
        for column, cell in zip(one.columns, cells, strict=True):
            row[column] = cell
        rows.append(row)
    hidden = set(first.hidden_rows)
    for place, number in enumerate(two.row_numbers):
        if number in second.hidden_rows:
            hidden.add(first.first_row + begin + place)
    return replace(
        first,
        sheet=f"{first.sheet} + {second.sheet}",
        rows=rows,
        hidden_rows=frozenset(hidden),
        zero_pads=_moved(second.zero_pads, two, one) | first.zero_pads,
        legacy_fonts=_moved(second.legacy_fonts, two, one) | first.legacy_fonts,
        warnings=tuple(dict.fromkeys((*first.warnings, *second.warnings))),
        parts=(*first.parts, Part(second.sheet, first.sheet_row(begin), tuple(two.row_numbers))),
    )


def _moved(notes: dict[int, _Note], two: Table, one: Table) -> dict[int, _Note]:
    """Notes on columns of the second grid, at the same columns of the first."""
    places = dict(zip(two.columns, one.columns, strict=True))
    return {places[column]: note for column, note in notes.items() if column in places}


def sheet_row_of(number: int, parts: Sequence[Part]) -> tuple[str, int]:
    """The further sheet that a row of a stacked grid came from, '' for the first, and its 1-based number there."""
    for part in reversed(parts):
        if number >= part.begins:
            return part.sheet, part.numbers[number - part.begins]
    return "", number


def row_words(number: int, parts: Sequence[Part]) -> str:
    """A row as a person finds it: its number, after the sheet's name where it is not the first one's."""
    sheet, row = sheet_row_of(number, parts)
    return f"{sheet}, {row}" if sheet else str(row)
