"""A sheet as plain data: rows of text, figures and checks at fixed addresses; refuses to know how a workbook is written.

The window previews these grids and `workbook` writes them, so that what is seen is what is handed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from skilling.domain.problems import Refused
from skilling.reports.figures import Question, Value

_ADDRESS: Final = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})")
_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Form(StrEnum):
    """How a value is shown."""

    TEXT = "text"
    CENTRED = "centred"  # codes and short answers
    DATE = "date"
    COUNT = "count"  # grouped in lakh and crore
    AMOUNT = "amount"  # grouped, two decimals
    PERCENT = "percent"  # one decimal; the value is a number of hundredths
    SERIAL = "serial"
    BROKEN = "broken"  # a check that does not agree


class Band(StrEnum):
    """What a row is for; its look follows from it."""

    BANNER = "banner"  # the title of a cover
    TITLE = "title"
    FACTS = "facts"  # programme, period, as on ...
    DRAFT = "draft"
    SECTION = "section"
    GROUP = "group"  # heading over several headings
    HEADING = "heading"
    BODY = "body"
    INNER = "inner"  # a row of which the row above says the whole
    SUBTOTAL = "subtotal"  # the whole of the body rows above it, up to the one before
    TOTAL = "total"
    BRIDGE = "bridge"  # leads from the rows to the total
    NOTE = "note"
    SIGN = "sign"  # room for a signature
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class Text:
    """Words, a date or an identifier: never counted. `link` is the sheet that a click leads to."""

    value: str | date | int | Decimal | None
    form: Form = Form.TEXT
    link: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with the question that it answers. None is unknown, and shown as a dash; zero is shown."""

    value: Value
    question: Question
    form: Form = Form.COUNT


@dataclass(frozen=True, slots=True)
class Formula:
    """A number or a word that the workbook works out again from other cells, and what it comes to."""

    text: str
    value: int | Decimal | str
    form: Form = Form.COUNT


Cell = Text | Figure | Formula | None


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row; `span` says over how many columns its first cell runs where the others are empty."""

    band: Band
    cells: tuple[Cell, ...]
    span: int = 1


class Picture(StrEnum):
    """What a chart draws."""

    LINE = "line"  # something over time
    BARS = "bars"  # things beside each other, the first at the top


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart of cells of its own sheet: rows `first` to `last`, named in `labels`, one series for each of `columns`."""

    picture: Picture
    title: str
    told: str  # for those who cannot see it
    labels: int  # column
    columns: tuple[int, ...]
    names: tuple[str, ...]  # of the series
    first: int
    last: int
    at: int  # row of its upper edge
    rows: int  # how many it covers, of 15 points each


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet. Rows and columns count from 1, as people see them."""

    name: str
    rows: tuple[GridRow, ...]
    widths: tuple[float, ...]  # of the columns, in characters
    headings: tuple[int, int] | None  # first and last row repeated on each page and kept in sight
    frozen_columns: int = 0
    landscape: bool = True
    page_breaks: tuple[int, ...] = ()  # rows after which a new page begins
    drawings: tuple[Drawing, ...] = ()

    def cell(self, row: int, column: int) -> Cell:
        """The cell at an address; None where nothing is written."""
        if not 1 <= row <= len(self.rows):
            return None
        cells = self.rows[row - 1].cells
        return cells[column - 1] if 1 <= column <= len(cells) else None

    def figures(self) -> Iterator[tuple[str, Figure]]:
        """Every figure with its address, row by row."""
        for number, row in enumerate(self.rows, 1):
            for column, cell in enumerate(row.cells, 1):
                if isinstance(cell, Figure):
                    yield address(number, column), cell


@dataclass
class Sketch:
    """A grid while its rows are being put down."""

    name: str
    widths: tuple[float, ...]
    rows: list[GridRow] = field(default_factory=list)
    headings: tuple[int, int] | None = None
    frozen_columns: int = 0
    landscape: bool = True
    page_breaks: list[int] = field(default_factory=list)
    drawings: list[Drawing] = field(default_factory=list)

    @property
    def next_row(self) -> int:
        return len(self.rows) + 1

    def put(self, band: Band, *cells: Cell, span: int = 1) -> int:
        """Adds a row and says its number."""
        self.rows.append(GridRow(band, cells, span))
        return len(self.rows)

    def line(self, band: Band, text: str) -> int:
        """Adds a row of one text over all columns."""
        return self.put(band, Text(text), span=len(self.widths))

    def grid(self) -> Grid:
        return Grid(
            self.name, tuple(self.rows), self.widths, self.headings, self.frozen_columns, self.landscape,
            tuple(self.page_breaks), tuple(self.drawings),
        )  # fmt: skip


def letters(column: int) -> str:
    """The letters of a column: 1 is A, 27 is AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = _LETTERS[rest] + name
    return name


def address(row: int, column: int) -> str:
    """The address of a cell: D8."""
    return f"{letters(column)}{row}"


def place_of(cell: str) -> tuple[int, int]:
    """Row and column of an address, such as D8 or $d$8. Refused for what is none."""
    found = _ADDRESS.fullmatch(cell.strip())
    if found is None:
        raise Refused("cell", f"'{cell}' is not the address of a cell. Write its column and its row. Example: D8.")
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column
