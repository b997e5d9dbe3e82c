"""Finds where the records begin in a sheet whose list has no heading; refuses to say what any of its columns hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from skilling.importing.reading.grid import Cell, Grid, column_letters
from skilling.importing.table.bands import Candidate
from skilling.importing.table.looks import Look, is_blank, is_data, main_look
from skilling.importing.table.sight import Sight

_SURELY = 0.8  # of the cells of a column, for it to have a look
_PART = 0.5  # of the usual width: a title
_WORDS_OF_A_TITLE = 5
_AS_WIDE = 0.6  # of the usual width, for a row to be one of the records
_FEWEST_RECORDS = 3
_FEWEST_COLUMNS = 2


def heads_nothing(sight: Sight, candidate: Candidate) -> bool:
    """Whether a row that may be the heading is none: a title, or the first of the records, which names nothing known.

    It is a record where a number stands above numbers, a day above days, or a text that comes back beneath it, and no word
    above numbers.
    """
    body = sight.body(candidate.index)
    widths = sorted(len(sight.filled(row)) for row in body)
    spoken = [text for column in candidate.columns if (text := sight.texts(candidate.index)[column])]
    if len(spoken) == 1 and len(spoken[0].split()) >= _WORDS_OF_A_TITLE and body and widths[len(widths) // 2] > 1:
        return True
    if candidate.known:
        return False
    if body and len(candidate.columns) < _PART * widths[len(widths) // 2]:
        return True
    looks, texts = sight.looks(candidate.index), sight.texts(candidate.index)
    alike = 0
    for column in candidate.columns:
        below = main_look((sight.looks(row)[column] for row in body), _SURELY)
        if is_data(below) and looks[column] is not below:
            return False  # a word above numbers names them
        again = any(sight.texts(row)[column] == texts[column] for row in body)
        alike += (is_data(below) and looks[column] is below) or again
    return alike > 0


def first_record(sight: Sight) -> int | None:
    """The index of the first row that is filled and looks as most rows do; None where the rows have nothing in common."""
    widths = sorted(len(sight.filled(row)) for row in sight.top)
    usual = widths[len(widths) // 2] if widths else 0
    wide = [row for row in sight.top if len(sight.filled(row)) >= max(_FEWEST_COLUMNS, _AS_WIDE * usual)]
    if len(wide) < _FEWEST_RECORDS:
        return None
    usually = {column: main_look((sight.looks(row)[column] for row in wide), _SURELY) for column in range(sight.grid.width)}
    told = {column: look for column, look in usually.items() if is_data(look)}
    held = Counter(column for row in wide for column in sight.filled(row))
    texts = [column for column, times in held.items() if times >= _SURELY * len(wide) and usually[column] is Look.LABEL]
    if not texts:
        return None  # numbers alone: nobody is named
    return next((row for row in wide if _is_one_of_them(sight.looks(row), told)), None)


def _is_one_of_them(looks: Sequence[Look], told: Mapping[int, Look]) -> bool:
    """Whether a row looks as most do, or in part: 'not known' may stand for somebody's phone, while a heading has words alone."""
    fits = [looks[column] for column, look in told.items() if looks[column] in (look, Look.BLANK)]
    return len(fits) == len(told) or any(map(is_data, fits))


def beneath_letters(grid: Grid, first: int) -> Grid:
    """The grid from row `first` (an index) on, beneath a heading that only calls the columns by their letters."""
    rows = grid.rows[first:]
    filled = [any(not is_blank(row[column]) for row in rows) for column in range(grid.width)]
    letters: list[Cell] = [letter_name(grid, column) if filled[column] else None for column in range(grid.width)]
    return replace(grid, first_row=grid.sheet_row(first) - 1, rows=[letters, *rows])


def letter_name(grid: Grid, column: int) -> str:
    """What a column without a heading is called."""
    return f"Column {column_letters(grid.first_column + column)}"


def filled_from(grid: Grid) -> int | None:
    """The index of the first row with anything in it, if there is one."""
    return next((index for index, row in enumerate(grid.rows) if not all(map(is_blank, row))), None)
