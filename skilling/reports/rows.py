"""Rows of a list as an Excel or CSV file, streamed; refuses to hold them all, and text that a spreadsheet would calculate."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from itertools import islice
from math import ceil
from pathlib import Path
from typing import Any, Final, Protocol

from sqlmodel import Session

from skilling.domain.calendar import IST
from skilling.domain.fields import Choice, Kind, label_of
from skilling.domain.languages import label as language_label
from skilling.domain.problems import Refused
from skilling.domain.queries import Query
from skilling.reports import placing
from skilling.reports.workbook import safe_name, safe_text

Progress = Callable[[str, int, int], None]

MOST_ROWS: Final = 1_048_575  # of a sheet, under its heading
_BLOCK: Final = 2_000
_SUFFIXES: Final = (".xlsx", ".csv")
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
# A phone or a number may begin with a sign: nothing in it can be calculated.
_PLAIN_NUMBER: Final = re.compile(r"[+-]?\d[\d ]*(?:\.\d+)?")
_PX_PER_SIGN: Final = 7


class Column(Protocol):
    """What an export needs to know of a column of a list."""

    @property
    def label(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def width(self) -> int: ...
    @property
    def choices(self) -> tuple[Choice, ...]: ...
    @property
    def name(self) -> str: ...


class Listed(Protocol):
    """A list of records: its columns, its ids in order, and the rows of some ids."""

    @property
    def columns(self) -> Sequence[Any]: ...
    @property
    def noun(self) -> Any: ...
    def snapshot(self, session: Session, query: Query) -> Sequence[int]: ...
    def block(self, session: Session, ids: Sequence[int]) -> list[tuple[Any, ...]]: ...


@dataclass(frozen=True, slots=True)
class Sheetful:
    """What is written: a name, columns, and `count` rows of values in their order."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Any]]
    count: int


def export_listing(
    session: Session,
    listing: Listed,
    query: Query,
    columns: Sequence[str] | None,
    path: Path,
    progress: Progress | None = None,
) -> int:
    """Writes the matching records in the order of the query: all columns, or those named, in that order.

    Returns the number of rows. Refused where the file cannot be written or a column is not there.
    """
    ids = listing.snapshot(session, query)
    by_name = {column.name: place for place, column in enumerate(listing.columns)}
    wanted = list(by_name) if columns is None else list(columns)
    for name in wanted:
        if name not in by_name:
            raise Refused("column", f"There is no column '{name}' to export. There are: {', '.join(by_name)}.")
    places = [by_name[name] for name in wanted]
    rows = _blocks(session, listing, ids, places, progress)
    chosen = [listing.columns[place] for place in places]
    return export(Sheetful(listing.noun.label_plural, chosen, rows, len(ids)), path)


def export(sheetful: Sheetful, path: Path) -> int:
    """Writes rows to an .xlsx or .csv file, by its ending. Returns how many; an older file stays until the new one is whole."""
    rows = ([_shown(value, column) for value, column in zip(row, sheetful.columns, strict=True)] for row in sheetful.rows)
    headings = _headings(sheetful.columns)
    write = partial(_write_xlsx, sheetful, headings, rows)
    if path.suffix.lower() == ".csv":
        write = partial(_write_csv, headings, rows)
    with placing.staged(path, _SUFFIXES, write) as staged:
        staged.place()
    return sheetful.count


def _blocks(
    session: Session, listing: Listed, ids: Sequence[int], places: Sequence[int], progress: Progress | None
) -> Iterator[Sequence[Any]]:
    for start in range(0, len(ids), _BLOCK):
        wanted = ids[start : start + _BLOCK]
        found = {row[0]: row[1:] for row in listing.block(session, wanted)}
        for key in wanted:
            if key in found:
                yield [found[key][place] for place in places]
        if progress is not None:
            progress("Writing", min(start + _BLOCK, len(ids)), len(ids))


def _headings(columns: Sequence[Column]) -> list[str]:
    """Their labels; a label that comes twice is told apart by its name."""
    labels = [column.label for column in columns]
    return [f"{column.label} ({column.name})" if labels.count(column.label) > 1 else column.label for column in columns]


def _shown(value: Any, column: Column) -> Any:
    """The value of a cell: words for codes, real dates and numbers, everything else text."""
    if value is None or isinstance(value, bool):
        return value if value is None else ("Yes" if value else "No")
    if column.choices:
        return label_of(column.choices, str(value))
    if column.kind == Kind.LANGUAGE:
        return language_label(str(value))
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, datetime):
        # Spreadsheets know no time zones: the time on an Indian wall clock, as text.
        return f"{value.astimezone(IST):%Y-%m-%d %H:%M}"
    if isinstance(value, int | float | date):
        return value
    return safe_text(str(value))


# -- csv ---------------------------------------------------------------------------------------------------------


def _write_csv(headings: Sequence[str], rows: Iterable[Sequence[Any]], path: Path) -> None:
    # The byte order mark is what makes Excel read UTF-8 as UTF-8.
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(headings)
        writer.writerows([_uncalculated(value) for value in row] for row in rows)


def _uncalculated(value: Any) -> Any:
    if isinstance(value, str) and value.startswith(_FORMULA) and not _PLAIN_NUMBER.fullmatch(value):
        return f"'{value}"
    return value.isoformat() if isinstance(value, date) else value


# -- xlsx --------------------------------------------------------------------------------------------------------

_TINT: Final = "#E5F0FB"
_DEEP: Final = "#0B3A66"
_PAPER: Final = {
    "landscape": True, "paper_size": 9, "fit_to_pages": (1, 0), "repeat_rows": 0, "footer": "&CPage &P of &N",
}  # fmt: skip
_FORMATS: Final = {Kind.DATE: "dd.mm.yyyy", Kind.DECIMAL: "0.00", Kind.WHOLE: "0", Kind.LONG_TEXT: "General"}
_DIGITS: Final = (Kind.MOBILE, Kind.PHONE, Kind.PIN, Kind.CODE)  # digits that are no number: no green corner for them


def _write_xlsx(sheetful: Sheetful, headings: Sequence[str], rows: Iterable[Sequence[Any]], path: Path) -> None:
    from rustpy_xlsxwriter import Format, write_worksheets

    heading = Format().set_bold().set_background_color(_TINT).set_font_color(_DEEP).set_border_bottom("thin")
    columns = dict(zip(headings, sheetful.columns, strict=True))
    # Text stays text also after someone edits the cell.
    formats = {
        name: Format().set_num_format(_FORMATS.get(Kind(column.kind), "@")).set_align("top") for name, column in columns.items()
    }
    widths = {name: max(8.0, column.width / _PX_PER_SIGN, len(name) + 4.0) for name, column in columns.items()}
    digits = [name for name, column in columns.items() if column.kind in _DIGITS]
    pages = list(_pages(sheetful, headings, rows))
    names = [name for name, _ in pages]
    write_worksheets(
        pages, str(path), header_format=dict.fromkeys(names, heading), column_formats=dict.fromkeys(names, formats),
        column_widths=dict.fromkeys(names, widths), freeze_panes={"general": {"row": 1, "col": 1}},
        autofilter=dict.fromkeys(names, True), ignore_errors=dict.fromkeys(names, digits),
        page_setup=dict.fromkeys(names, _PAPER),
    )  # fmt: skip


def _pages(
    sheetful: Sheetful, headings: Sequence[str], rows: Iterable[Sequence[Any]]
) -> Iterator[tuple[str, Iterable[dict[str, Any]]]]:
    """The rows by sheet: more than a sheet holds go on in the next. The writer takes one sheet after the other."""
    records = (dict(zip(headings, row, strict=True)) for row in rows)
    if not sheetful.count:
        # The writer learns the headings from the first row, so there has to be one.
        records = (dict.fromkeys(headings) for _ in range(1))
    for number in range(max(1, ceil(sheetful.count / MOST_ROWS))):
        name = safe_name(sheetful.name if number == 0 else f"{sheetful.name} {number + 1}")
        yield name, islice(records, MOST_ROWS)
