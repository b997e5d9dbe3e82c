"""Finds which columns of a sheet make up a table, where several stand beside each other; refuses to choose between equal ones."""

from __future__ import annotations

from collections.abc import Sequence

from skilling.importing.reading.grid import Row
from skilling.importing.table.bands import heading_texts
from skilling.importing.table.looks import is_blank
from skilling.importing.table.sight import Sight

_FEWEST_REPEATED = 2


def columns_of(sight: Sight, rows: Sequence[int], place: int | None = None) -> list[int]:
    """The columns of the table: those with a heading, and those beside or between them that hold data.

    `place` is a column of the table that is meant, where several stand beside each other.
    """
    body = sight.rows[rows[-1] + 1 :]
    width = sight.grid.width
    named = [any(not is_blank(sight.rows[row][column]) for row in rows) for column in range(width)]
    for row in rows:
        for top, left, bottom, right in sight.merges:
            if top <= row <= bottom and not is_blank(sight.rows[top][left]):
                for column in range(left, min(right + 1, width)):
                    named[column] = named[column] or _holds_data(body, column)
    held = [named[column] or _holds_data(body, column) for column in range(width)]
    islands = [part for island in _islands(held) for part in _cut_at_repeats(sight, rows, island)]
    meant = [island for island in islands if place in island]
    best = max(meant or islands, key=lambda island: _island_weight(sight, rows[-1], rows, island, named))
    at = islands.index(best)
    joined = list(best)
    for island in (*reversed(islands[:at]), *islands[at + 1 :]):  # from the best one outwards, so that each meets its neighbour
        near = min(abs(island[0] - joined[-1]), abs(joined[0] - island[-1])) == 2
        repeats = _said(sight, rows, island) == _said(sight, rows, best)
        if near and not repeats and _belongs(body, joined, island, named):
            joined = sorted([*joined, *island])
    return joined


def _holds_data(body: Sequence[Row], column: int) -> bool:
    return any(not is_blank(row[column]) for row in body)


def _islands(held: Sequence[bool]) -> list[list[int]]:
    """Runs of columns without a blank column between them."""
    islands: list[list[int]] = []
    for column, holds in enumerate(held):
        if not holds:
            continue
        if islands and islands[-1][-1] == column - 1:
            islands[-1].append(column)
        else:
            islands.append([column])
    return islands


def _said(sight: Sight, rows: Sequence[int], columns: Sequence[int]) -> list[str]:
    return [" ".join(heading_texts(sight, rows, column)).casefold() for column in columns]


def _cut_at_repeats(sight: Sight, rows: Sequence[int], island: list[int]) -> list[list[int]]:
    """The island, or its parts where the same headings follow each other: one list set in two or three columns of rows."""
    said = _said(sight, rows, island)
    for width in range(_FEWEST_REPEATED, len(island) // 2 + 1):
        whole = len(island) % width == 0 and all(said[:width])
        if whole and all(text == said[place % width] for place, text in enumerate(said)):
            return [island[start : start + width] for start in range(0, len(island), width)]
    return [island]


def _island_weight(
    sight: Sight, last: int, rows: Sequence[int], island: Sequence[int], named: Sequence[bool]
) -> tuple[float, int]:
    known = sum(max(sight.known(row, column) for row in rows) for column in island)
    return known, sum(named[column] for column in island)


def _belongs(body: Sequence[Row], table: Sequence[int], island: Sequence[int], named: Sequence[bool]) -> bool:
    """Whether columns beyond one blank column go with the table: headed, and as long or empty."""
    if not any(named[column] for column in island):
        return False
    own = [index for index, row in enumerate(body) if any(not is_blank(row[column]) for column in table)]
    theirs = [index for index, row in enumerate(body) if any(not is_blank(row[column]) for column in island)]
    if len(island) > 1 and own and theirs and _is_block(body, island, theirs) and theirs[-1] != own[-1]:
        return False  # a table of its own that happens to stand beside this one
    return not theirs or len(theirs) >= 0.5 * len(own)


def _is_block(body: Sequence[Row], island: Sequence[int], rows: Sequence[int]) -> bool:
    """Whether the columns are filled without a gap from the heading down, as far as they are filled at all."""
    return list(rows) == list(range(len(rows))) and all(not is_blank(body[row][column]) for row in rows for column in island)
