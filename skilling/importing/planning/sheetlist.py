"""A list as it was read, before anybody decided anything: its table, what is never kept of it, and its rows as they came.

Refuses what is no list. It is made once for a file and stays the same while columns are matched and values are fixed.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any, Final

from skilling.database.collector import resting
from skilling.domain.problems import Refused
from skilling.domain.text import first_few
from skilling.importing.columns import guard
from skilling.importing.columns.headings import known_header
from skilling.importing.planning.memory import fingerprint
from skilling.importing.planning.ours import is_ours
from skilling.importing.planning.plan import ListFile, Place
from skilling.importing.reading.grid import Book, Cell, CellError, Grid
from skilling.importing.table import layout
from skilling.importing.table.layout import Table
from skilling.importing.table.looks import plain_text
from skilling.importing.table.rowkinds import BLANK, NOTE

_PLAIN: Final = frozenset({str, int, float, bool, type(None)})
_BETWEEN_ROWS: Final = "],["
_LONGEST_SHOWN: Final = 40
_PORTION: Final = 1_000  # rows


@dataclass
class SheetList:
    """One list of one sheet. `columns` hold the cells by column; those that are never kept are blank in them.

    `kept` are the indices of the columns whose cells stay with the run, `raw` those cells as one JSON list for each row.
    """

    file: ListFile
    place: Place
    table: Table
    layout: str
    numbers: Sequence[int]
    columns: list[Sequence[Cell]]
    blocked: dict[int, str]
    withheld: list[guard.Withheld]
    kept: tuple[int, ...]
    raw: list[str]
    date1904: bool
    zero_pads: dict[int, int]
    legacy_fonts: dict[int, str]
    warnings: tuple[str, ...]

    @property
    def headers(self) -> list[str]:
        return self.table.headers

    def let_go(self) -> None:
        """The cells were read and are not asked for again: of a million rows, they are half of the memory."""
        self.columns.clear()
        self.table = replace(self.table, rows=[])

    @property
    def raw_headers(self) -> tuple[str, ...]:
        return tuple(self.headers[index] for index in self.kept)


def take(book: Book, header_row: int | None = None, kept_rows: Collection[int] = (), column: int | None = None) -> SheetList:
    """The list in a book. Refused('not-a-list' or 'empty') where there is none.

    `header_row` overrules the search for the heading, with `column` where several tables have theirs in that row; `kept_rows`
    are sheet rows that are data although they look otherwise.
    """
    with resting():
        return _take(book, header_row, kept_rows, column)


def _take(book: Book, header_row: int | None, kept_rows: Collection[int], column: int | None) -> SheetList:
    grid = book.grid
    found = layout.find(grid, known_header, header_row, column)
    if found.kind != "list":
        raise Refused("empty" if found.kind == "empty" else "not-a-list", found.reason)
    if kept_rows:
        found = _with_rows(book, found, set(kept_rows))
    columns: list[Sequence[Cell]] = list(zip(*found.rows, strict=True))
    blocked, withheld = guard.inspect(found, columns)
    table = found
    if blocked or withheld:
        table = guard.without(found, blocked, withheld)
        columns = list(zip(*table.rows, strict=True))
    pads = {i: grid.zero_pads[at] for i, at in enumerate(found.columns) if at in grid.zero_pads}
    kept = tuple(i for i, header in enumerate(table.headers) if i not in blocked and not is_ours(header))
    return SheetList(
        file=ListFile(book.name, book.sha256, book.size, book.format, book.encoding, book.delimiter, found.sheet or grid.sheet),
        place=Place(found.header_rows, found.dropped, found.hidden_rows, found.confidence, grid.parts, _hidden(grid, found)),
        table=table,
        layout=fingerprint([table.headers[index] for index in kept] if found.header_rows else [book.sha256]),
        numbers=found.row_numbers,
        columns=columns,
        blocked=blocked,
        withheld=withheld,
        kept=kept,
        raw=_as_json([_padded(columns[index], pads.get(index)) for index in kept], len(table.rows)),
        date1904=grid.date1904,
        zero_pads=pads,
        legacy_fonts={i: grid.legacy_fonts[at] for i, at in enumerate(found.columns) if at in grid.legacy_fonts},
        warnings=(*grid.warnings, *_about_rows(grid, found, blocked)),
    )


def _about_rows(grid: Grid, found: Table, blocked: Collection[int]) -> Iterator[str]:
    """What a person should know of the rows: that none heads them, and which words among them head parts of the list."""
    if not found.header_rows:
        yield _no_heading(found)
    never = {found.columns[column] for column in blocked}
    heads: dict[str, int] = {}
    for each in found.dropped:
        if each.why == NOTE and found.row_numbers[0] - 1 <= each.row < found.row_numbers[-1]:
            said = [plain_text(cell) for at, cell in enumerate(grid.rows[each.row - grid.first_row]) if cell and at not in never]
            if len(said) == 1:
                heads.setdefault(said[0][:_LONGEST_SHOWN], each.row)
    if heads:
        shown = first_few([f"'{text}' (row {row:,})" for text, row in heads.items()])
        yield f"Lines that head the rows beneath them are nobody, and what they say is not kept with these rows: {shown}."


def _no_heading(found: Table) -> str:
    """Without headings every list of as many columns would be one layout, so it is said, and remembered for this file alone."""
    return (
        f"This list has no row of headings. Row {found.row_numbers[0]:,} is taken as its first record, and what each column holds "
        "is told by its values alone. Check every column, or say which row holds the headings."
    )


def _hidden(grid: Grid, table: Table) -> frozenset[int]:
    return frozenset(grid.hidden_rows.intersection(table.row_numbers)) if grid.hidden_rows else frozenset()


def _with_rows(book: Book, table: Table, wanted: set[int]) -> Table:
    """The table with rows that a person said are data."""
    grid = book.grid
    numbers, rows = list(table.row_numbers), list(table.rows)
    taken = {dropped.row for dropped in table.dropped if dropped.row in wanted and dropped.why != BLANK}
    for number in sorted(taken):
        place = bisect_left(numbers, number)
        source = grid.rows[number - grid.first_row]
        numbers.insert(place, number)
        rows.insert(place, [source[column] for column in table.columns])
    dropped = tuple(each for each in table.dropped if each.row not in taken)
    return replace(table, row_numbers=numbers, rows=rows, dropped=dropped)


def _as_json(columns: Sequence[Sequence[Cell]], count: int) -> list[str]:
    """The cells of each row as they came, as a JSON list."""
    if not columns:
        return ["[]"] * count
    plain = [column if _PLAIN.issuperset(map(type, column)) else [plain_cell(cell) for cell in column] for column in columns]
    rows = zip(*plain, strict=True)
    found: list[str] = []
    while portion := list(islice(rows, _PORTION)):
        found += _storable(_encoded(portion), portion)
    return found


def _storable(texts: list[str], rows: Sequence[Sequence[Any]]) -> list[str]:
    """The texts of rows as a database takes them."""
    try:
        "\n".join(texts).encode()
    except UnicodeEncodeError:
        # Half of a surrogate pair, which some programs write, fits into no database; escaped it does.
        escape = json.JSONEncoder(separators=(",", ":")).encode
        return [escape(row) if _is_half(text) else text for text, row in zip(texts, rows, strict=True)]
    return texts


def _is_half(text: str) -> bool:
    return any("\ud800" <= sign <= "\udfff" for sign in text)


def _encoded(rows: Sequence[Sequence[Any]]) -> list[str]:
    """Each row as JSON. Many are encoded at once, which takes a third of the time, where they can be told apart again."""
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    whole = encode(rows)
    if whole.count(_BETWEEN_ROWS) != len(rows) - 1:
        return [encode(row) for row in rows]  # a cell holds these signs itself
    return [f"[{row}]" for row in whole[2:-2].split(_BETWEEN_ROWS)]


def _padded(column: Sequence[Cell], width: int | None) -> Sequence[Cell]:
    """Numbers that show leading zeros through their format, with these zeros: kept rows have no formats."""
    if width is None:
        return column
    return [
        str(int(cell)).zfill(width)
        if isinstance(cell, int | float) and not isinstance(cell, bool) and cell >= 0 and float(cell).is_integer()
        else cell
        for cell in column
    ]


def plain_cell(cell: Cell) -> Any:
    """A cell as JSON can hold it: days and times as ISO text, an error as an object that no text can be taken for."""
    if isinstance(cell, datetime):
        whole = (cell.hour, cell.minute, cell.second, cell.microsecond) == (0, 0, 0, 0)
        return cell.date().isoformat() if whole else cell.isoformat(" ")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    if isinstance(cell, CellError):
        return {"error": cell.text}
    return cell
