"""A grid as the eye takes it in: looks instead of values, computed where asked; refuses to judge what they mean."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cached_property

from skilling.importing.reading.grid import Cell, Grid, Merge, Row
from skilling.importing.table.looks import Look, amount, is_blank, is_data, look_of, plain_text
from skilling.importing.table.totals import is_total_label

KnownHeader = Callable[[str], float]
"""0..1: how much a text looks like a known column heading."""

SURE = 0.6
"""A text that is so much like a known heading is one."""

_ROWS_SEARCHED = 150
_BODY_LOOKED_AT = 30
_FEWEST_DAYS = 4
_YEARS = range(1990, 2051)
_FEWEST_YEARS = 3


class Sight:
    """A grid as the eye takes it in: looks instead of values, computed where asked."""

    def __init__(self, grid: Grid, known_header: KnownHeader) -> None:
        self.grid = grid
        self._known_header = known_header
        self._looks: dict[int, list[Look]] = {}
        self._filled: dict[int, list[int]] = {}
        self._texts: dict[int, list[str]] = {}
        self._data_cells: dict[int, int] = {}
        self._known: dict[str, float] = {}

    @property
    def rows(self) -> list[Row]:
        return self.grid.rows

    def beneath(self, grid: Grid) -> Sight:
        """The same eye on another grid."""
        return Sight(grid, self._known_header)

    def looks(self, index: int) -> list[Look]:
        """The looks of a row's cells."""
        if index not in self._looks:
            self._looks[index] = [look_of(cell) for cell in self.rows[index]]
        return self._looks[index]

    def filled(self, index: int) -> list[int]:
        """The columns of a row that hold something."""
        if index not in self._filled:
            looks = self.looks(index)
            self._filled[index] = [column for column, look in enumerate(looks) if look is not Look.BLANK]
        return self._filled[index]

    def texts(self, index: int) -> list[str]:
        """The cells of a row as plain text, without regard to case."""
        if index not in self._texts:
            self._texts[index] = [plain_text(cell).casefold() for cell in self.rows[index]]
        return self._texts[index]

    def data_cells(self, index: int) -> int:
        """How many cells of a row no heading would have; none when the row is a total."""
        if index not in self._data_cells:
            columns, looks = self.filled(index), self.looks(index)
            total = any(is_total_label(self.texts(index)[column]) for column in columns)
            self._data_cells[index] = 0 if total else sum(is_data(looks[column]) for column in columns)
        return self._data_cells[index]

    def counting(self, index: int) -> frozenset[int]:
        """The columns of a row that number the days or sessions of a register, or years: 1, 2, 3 ... or one day after the other."""
        row = [cell if isinstance(cell, date) else amount(cell) for cell in self.rows[index]]
        found: set[int] = set()
        run: list[int] = []
        for column, cell in enumerate([*row, None]):
            if run and not _follows(row[run[-1]], cell):
                found.update(run if len(run) >= (_FEWEST_YEARS if _is_year(row[run[0]]) else _FEWEST_DAYS) else ())
                run = []
            if run or cell == 1 or isinstance(cell, date) or _is_year(cell):
                run.append(column)
        return frozenset(found)

    def known(self, index: int, column: int) -> float:
        """How much a cell looks like a known heading."""
        return self.known_text(plain_text(self.rows[index][column]))

    def known_text(self, text: str) -> float:
        """How much a text looks like a known heading."""
        if text not in self._known:
            self._known[text] = self._known_header(text) if text and len(text) <= 120 else 0.0
        return self._known[text]

    @cached_property
    def top(self) -> list[int]:
        """The rows among which a heading is looked for: the first filled ones."""
        filled = (index for index, row in enumerate(self.rows) if not all(map(is_blank, row)))
        return [index for _, index in zip(range(_ROWS_SEARCHED), filled, strict=False)]

    def body(self, index: int) -> list[int]:
        """The filled rows looked at beneath row `index`."""
        after: list[int] = []
        for number in range(index + 1, len(self.rows)):
            if len(after) == _BODY_LOOKED_AT:
                break
            if not all(map(is_blank, self.rows[number])):
                after.append(number)
        return after

    @cached_property
    def merges(self) -> tuple[Merge, ...]:
        """Merged ranges in 0-based grid coordinates, those of the heading region only."""
        top, left = self.grid.first_row, self.grid.first_column
        moved = ((r1 - top, c1 - left, r2 - top, c2 - left) for r1, c1, r2, c2 in self.grid.merges)
        last = self.top[-1] if self.top else 0
        return tuple(merge for merge in moved if merge[0] <= last and merge[1] >= 0)


def _is_year(cell: Cell) -> bool:
    return isinstance(cell, (int, float)) and cell in _YEARS


def _follows(before: Cell, cell: Cell) -> bool:
    """Whether a number is the next one, or a day a later one."""
    if isinstance(before, (int, float)) and isinstance(cell, (int, float)):
        return cell == before + 1
    return isinstance(before, date) and isinstance(cell, date) and type(before) is type(cell) and cell > before
