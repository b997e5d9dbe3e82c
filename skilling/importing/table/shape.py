"""What the columns of a table usually hold, learned from rows spread over it; refuses to say what a single row is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from skilling.importing.reading.grid import Row
from skilling.importing.table.looks import Look, amount, is_blank, look_of, main_look
from skilling.importing.table.sight import SURE, Sight

_SAMPLE = 200
_SERIAL_HEADING = re.compile(
    r"(?:s|sr|sl|ser)[\s.]*(?:no|num|number|n|#)?\.?$|serial|^no\.?$|^#$|index|क्र|अ\.?\s?क्र|ಕ್ರ|క్ర|வ\.?\s?எண்|வரிசை|ক্র|ક્રમ|અનુ\.?\s?(?:નં|ક્ર)|ക്രമ|ਲੜੀ|କ୍ରମ",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Shape:
    """What the columns of a table usually hold. Columns are indices into a grid row."""

    columns: tuple[int, ...]
    headers: dict[int, str]
    looks: dict[int, Look]
    known: frozenset[int]
    """Columns whose heading is one that lists are known to have."""
    serial: int | None
    anchors: tuple[int, ...]
    """Text columns that are practically always filled: a row that fills them is data."""
    merged_across: frozenset[int]
    """Rows with a merge as wide as half the table."""


def shape_of(sight: Sight, band: Sequence[int], columns: Sequence[int], headers: dict[int, str]) -> Shape:
    """Learn the shape of a table from its heading and from rows spread over it."""
    rows = range(band[-1] + 1, len(sight.rows))
    step = max(1, len(rows) // _SAMPLE)
    sample = [sight.rows[index] for index in rows[::step]]
    sample = [row for row in sample if sum(not is_blank(row[column]) for column in columns) * 3 >= len(columns)]
    looks = {column: main_look((look_of(row[column]) for row in sample), 0.6) for column in columns}
    known = (column for column in columns if any(sight.known(row, column) >= SURE for row in band))
    return Shape(
        tuple(columns),
        headers,
        looks,
        frozenset(known),
        _serial_column(sample, columns, headers),
        _anchor_columns(sample, columns, looks),
        _wide_rows(sight, columns),
    )


def _serial_column(sample: Sequence[Row], columns: Sequence[int], headers: dict[int, str]) -> int | None:
    """The column that only counts the rows, by its heading or because it climbs by one."""
    for column in columns[:3]:
        if _SERIAL_HEADING.match(headers.get(column, "").strip().rpartition(" / ")[2]):
            return column
    first = columns[0]
    numbers = [value for row in sample[:_SAMPLE] if (value := amount(row[first])) is not None]
    climbing = len(numbers) > 2 and numbers[0] in (0, 1) and len(numbers) >= 0.8 * len(sample)
    if climbing and all(later > earlier for earlier, later in pairwise(numbers)):
        return first
    return None


def _anchor_columns(sample: Sequence[Row], columns: Sequence[int], looks: dict[int, Look]) -> tuple[int, ...]:
    if len(columns) < 2 or len(sample) < 3:
        return ()
    texts = [
        column
        for column in columns
        if looks[column] is Look.LABEL
        and sum(row[column].__class__ is str and not is_blank(row[column]) for row in sample) >= 0.9 * len(sample)
    ]
    texts.sort(key=lambda column: -len({row[column] for row in sample}))
    return tuple(texts[:3])


def _wide_rows(sight: Sight, columns: Sequence[int]) -> frozenset[int]:
    top, left = sight.grid.first_row, sight.grid.first_column
    first, last = columns[0], columns[-1]
    wide: set[int] = set()
    for r1, c1, r2, c2 in sight.grid.merges:
        across = min(last, c2 - left) - max(first, c1 - left) + 1
        if across > 1 and across >= 0.5 * (last - first + 1):
            wide.update(range(r1 - top, r2 - top + 1))
    return frozenset(wide)
