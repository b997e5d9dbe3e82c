"""What a spreadsheet is once it was read: plain cells in plain rows; refuses to know where they came from."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class CellError:
    """A cell that shows no value: an error such as '#REF!', or 'uncached' for a formula never calculated.

    It stands where a value should be, so that nothing downstream can take it for a blank.
    """

    text: str


UNCACHED = "uncached"
"""The text of a CellError for a formula whose result was never stored in the file."""

Cell = str | float | int | bool | datetime.date | datetime.datetime | datetime.time | datetime.timedelta | CellError | None
Row = list[Cell]

Merge = tuple[int, int, int, int]
"""First row, first column, last row, last column, all 1-based as in the sheet."""


@dataclass(frozen=True, slots=True)
class SheetInfo:
    """One sheet as the tabs show it. `score` is 0..1: how much it looks like a list of people."""

    name: str
    hidden: bool
    rows: int
    columns: int
    score: float


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of another sheet that were put beneath the first one's: row `begins` of the grid is its row `numbers[0]`."""

    sheet: str
    begins: int
    numbers: Sequence[int]


@dataclass
class Grid:
    """The filled part of one sheet, rectangular, without blank edges.

    `rows[0]` is row `first_row` of the sheet and its first cell stands in column `first_column`, both
    1-based. `hidden_rows` and `merges` use sheet coordinates, 1-based. `zero_pads` and `legacy_fonts` are
    keyed by the 0-based index into a row: the width of a number format such as 000000, and the name of a
    font that draws Latin letters as Devanagari. `warnings` are sentences for the person.
    """

    sheet: str
    first_row: int
    first_column: int
    rows: list[Row]
    hidden_rows: frozenset[int] = frozenset()
    merges: tuple[Merge, ...] = ()
    zero_pads: dict[int, int] = field(default_factory=dict)
    legacy_fonts: dict[int, str] = field(default_factory=dict)
    date1904: bool = False
    warnings: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()  # what came from further sheets, in order

    @property
    def width(self) -> int:
        return len(self.rows[0]) if self.rows else 0

    def sheet_row(self, index: int) -> int:
        """The 1-based sheet row of `rows[index]`."""
        return self.first_row + index


@dataclass
class Book:
    """A file that was read: what it is, which sheets it has, and the grid of the chosen one.

    `sha256` and `size` are those of the file as it lies on disk. `encoding` and `delimiter` are set for
    text only; a delimiter of None there means a single column.
    """

    path: Path
    name: str
    sha256: str
    size: int
    format: str
    encoding: str | None
    delimiter: str | None
    sheets: tuple[SheetInfo, ...]
    grid: Grid


def column_letters(number: int) -> str:
    """The name of a 1-based column: 1 is A, 27 is AA."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """The 1-based number of a column name: A is 1, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number
