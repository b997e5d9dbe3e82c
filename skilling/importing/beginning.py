"""The beginning of a file, at once and of any size, to be shown while the whole is read; refuses to be taken for the list.

It is called as the steps of `inhand` are, and keeps nothing: `inhand.open_list` follows and reads everything.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from skilling.domain.problems import Refused
from skilling.importing import showing
from skilling.importing.planning import sheetlist
from skilling.importing.planning.sheetlist import SheetList
from skilling.importing.reading import child
from skilling.importing.reading.grid import Book, SheetInfo
from skilling.importing.showing import GridRow

ROWS: Final = 200


@dataclass(frozen=True, slots=True)
class Beginning:
    """The first rows of a sheet. `header_rows` and what is dropped are as the first rows alone suggest, so they may change.

    `claimed` is the number of rows that the file says it has, 0 where it does not say. Columns and cells that are never kept
    are blank.
    """

    name: str
    format: str
    sheet: str
    sheets: tuple[SheetInfo, ...]
    header_rows: tuple[int, ...]
    rows: tuple[GridRow, ...]
    first_column: int
    claimed: int


def look(
    state: Any,
    progress: Callable[[str, int, int], None],
    path: str,
    password: str | None = None,
    sheet: str | None = None,
) -> Beginning:
    """The first 200 rows of a file. Refused where it cannot be read at all ('encrypted' where a password is wanted)."""
    book = child.preview(Path(path), ROWS, sheet=sheet, password=password)
    grid, taken = book.grid, _list_in(book)
    claimed = next((info.rows for info in book.sheets if info.name == grid.sheet), 0)
    return Beginning(
        name=book.name,
        format=book.format,
        sheet=grid.sheet,
        sheets=book.sheets,
        header_rows=taken.place.header_rows if taken else (),
        rows=showing.grid_rows(grid, taken, 0, ROWS),
        first_column=grid.first_column,
        claimed=claimed if claimed > len(grid.rows) else 0,
    )


def _list_in(book: Book) -> SheetList | None:
    try:
        return sheetlist.take(book)
    except Refused:
        return None  # a long title page may come first; the whole sheet decides
