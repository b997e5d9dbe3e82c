"""Puts the rows that come home from a child into a grid; refuses to keep what stands far off the list."""

from __future__ import annotations

from typing import Any

from skilling.domain.problems import Refused
from skilling.importing.reading.faraway import far_right
from skilling.importing.reading.grid import Cell, Grid, Row
from skilling.importing.reading.limits import Limits


class Assembly:
    """Grows a grid row by row. Rows arrive in sheet order, those in between are blank."""

    def __init__(self, limits: Limits, first_column: int = 1) -> None:
        self._limits = limits
        self._first_row = 0
        self._first_column = first_column
        self._rows: list[Row] = []

    @property
    def height(self) -> int:
        """How many rows are there so far, blank ones included."""
        return len(self._rows)

    def add(self, first: int, rows: list[Row]) -> None:
        """Append consecutive rows, the first of which is 1-based sheet row `first`."""
        if not self._rows:
            self._first_row = first
        self._rows.extend([] for _ in range(first - self._first_row - len(self._rows)))
        self._rows.extend(rows)

    def grid(self, sheet: str, notes: dict[str, Any]) -> Grid:
        """The finished grid: rectangular, without blank edges, with the lost values put where they belong."""
        warnings: list[str] = notes["warnings"]
        self._patch(notes["patches"])
        left, right = self._used_columns(warnings)
        self._square(left, right)
        self._trim_rows()
        offset = self._first_column + left
        return Grid(
            sheet=sheet,
            first_row=max(1, self._first_row),
            first_column=offset,
            rows=self._rows,
            hidden_rows=frozenset(notes["hidden_rows"]),
            merges=tuple(notes["merges"]),
            zero_pads=_by_index(notes["zero_pads"], offset, right - left),
            legacy_fonts=_by_index(notes["legacy_fonts"], offset, right - left),
            date1904=notes["date1904"],
            warnings=tuple(warnings),
        )

    def _patch(self, patches: dict[tuple[int, int], Cell]) -> None:
        """Put errors, uncached formulas and impossible days where the fast reader left a blank."""
        self._widen_left(min((column for _, column in patches), default=self._first_column))
        for (number, column), value in sorted(patches.items(), key=lambda patch: patch[0]):
            if not self._rows:
                self._first_row = number
            if number < self._first_row:
                gap = self._first_row - number
                if gap > self._limits.blank_rows:
                    continue
                self._rows[:0] = [[] for _ in range(gap)]
                self._first_row = number
            index = number - self._first_row
            if index >= len(self._rows) + self._limits.blank_rows:
                break
            self._rows.extend([] for _ in range(index + 1 - len(self._rows)))
            place = column - self._first_column
            row = self._rows[index]
            if 0 <= place < self._limits.columns:
                row.extend([None] * (place + 1 - len(row)))
                row[place] = value

    def _widen_left(self, column: int) -> None:
        """Make room for values left of what the fast reader took for the first used column."""
        missing = self._first_column - column
        if 0 < missing <= self._limits.blank_columns:
            self._rows = [[*[None] * missing, *row] for row in self._rows]
            self._first_column = column

    def _used_columns(self, warnings: list[str]) -> tuple[int, int]:
        """First used column and the one after the last, 0-based, up to a gap that no list has."""
        width = max(map(len, self._rows), default=0)
        left = right = -1
        for column in range(width):
            if right >= 0 and column - right > self._limits.blank_columns:
                break
            if any(len(row) > column and row[column] is not None for row in self._rows):
                left = column if left < 0 else left
                right = column + 1
        if right < 0:
            return 0, 0
        beyond = self._first_beyond(right + self._limits.blank_columns, width)
        if beyond >= 0:
            warnings.append(far_right(self._first_column + beyond))
        if right - left > self._limits.columns:
            raise Refused(
                "too-large",
                f"This list has {right - left:,} columns; at most {self._limits.columns:,} can be read. "
                "Delete the columns that are not needed and choose the file again.",
            )
        return left, right

    def _first_beyond(self, start: int, width: int) -> int:
        if start >= width:
            return -1
        return min(
            (index for row in self._rows for index in range(start, len(row)) if row[index] is not None),
            default=-1,
        )

    def _square(self, left: int, right: int) -> None:
        width = right - left
        if left:
            self._rows = [row[left:right] for row in self._rows]
        for row in self._rows:
            if len(row) < width:
                row.extend([None] * (width - len(row)))
            elif len(row) > width:
                del row[width:]

    def _trim_rows(self) -> None:
        def is_blank(row: Row) -> bool:
            return all(cell is None for cell in row)

        while self._rows and is_blank(self._rows[-1]):
            self._rows.pop()
        leading = next((index for index, row in enumerate(self._rows) if not is_blank(row)), 0)
        del self._rows[:leading]
        self._first_row += leading


def _by_index(by_column: dict[int, Any], first_column: int, width: int) -> dict[int, Any]:
    """Keyed by 0-based index into a row instead of by 1-based sheet column."""
    return {column - first_column: value for column, value in sorted(by_column.items()) if 0 <= column - first_column < width}
