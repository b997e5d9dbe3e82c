"""The sentences for values that stand too far off a list to belong to it."""

from __future__ import annotations

from skilling.importing.reading.grid import column_letters


def far_below(row: int) -> str:
    """For values thousands of blank rows below the list; `row` is 1-based."""
    return f"Something stands far below the list, in row {row:,}; it was left out. Look at that row in Excel."


def far_right(column: int) -> str:
    """For values hundreds of blank columns beside the list; `column` is 1-based."""
    letters = column_letters(column)
    return f"Something stands far to the right, in column {letters}; it was left out. Look at it in Excel."
