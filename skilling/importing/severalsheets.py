"""A list that goes on over further sheets of its file, read as one; refuses sheets whose headings differ from the first one's."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from skilling.domain.problems import Refused
from skilling.importing.columns.headings import known_header
from skilling.importing.reading import child
from skilling.importing.reading.grid import Book
from skilling.importing.table import layout
from skilling.importing.table.stacking import agree, stacked, worth_a_look

_BEGINNING: Final = 60  # rows that show a sheet's headings
_MOST: Final = 24  # sheets that are looked at


def alike(book: Book, password: str | None = None) -> tuple[str, ...]:
    """The other sheets that look like a continuation of the list: their headings are the same."""
    worth = worth_a_look(book.sheets, book.grid.sheet)[:_MOST]
    if not worth:
        return ()
    own = layout.find(book.grid, known_header)
    return tuple(sheet for sheet in worth if agree(own, _beginning(book.path, sheet, password)))


def _beginning(path: Path, sheet: str, password: str | None) -> layout.Table:
    try:
        grid = child.preview(path, _BEGINNING, sheet=sheet, password=password).grid
    except Refused:
        return layout.Table(sheet, kind="not-a-list")  # a sheet that cannot be read is no continuation
    return layout.find(grid, known_header)


def continued(
    book: Book, sheets: Sequence[str], password: str | None = None, progress: Callable[[str, int, int], None] | None = None
) -> Book:
    """The book with the rows of these sheets beneath those of its own.

    Refused ('not-one-list') where the headings differ, or as `child.read` refuses.
    """
    for sheet in sheets:
        if sheet == book.grid.sheet:
            continue
        further = child.read(book.path, sheet=sheet, password=password, progress=progress).grid
        one, two = layout.find(book.grid, known_header), layout.find(further, known_header)
        book = replace(book, grid=stacked(book.grid, one, further, two))
    return book
