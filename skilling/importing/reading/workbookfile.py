"""Opens workbooks with the libraries that know them: calamine for xlsx, xlsb and ods, xlrd for xls."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from skilling.domain.problems import Refused
from skilling.importing.reading.faraway import far_below
from skilling.importing.reading.grid import Cell, CellError, Row
from skilling.importing.reading.limits import Limits
from skilling.importing.reading.opening import Source, damaged
from skilling.importing.reading.package import Style, style_of
from skilling.importing.reading.ranking import ROWS_LOOKED_AT
from skilling.importing.reading.serials import elapsed, moment
from skilling.importing.reading.sheetxml import SheetNotes

PlacedRow = tuple[int, Row]
"""A 1-based sheet row and its cells from the sheet's first used column on."""


class NeedsPassword(Exception):
    """The workbook is encrypted."""


class Unreadable(Exception):
    """This library cannot read the workbook; another one may."""


@dataclass
class OpenSheet:
    """One sheet, ready to be read once. `notes` is complete when `rows` is exhausted."""

    name: str
    height: int
    first_column: int
    rows: Iterator[PlacedRow]
    notes: SheetNotes = field(default_factory=SheetNotes)
    date1904: bool = False


@dataclass
class SheetChoice:
    """The tabs of a workbook, with the first rows and the size (rows, columns) of each on demand."""

    names: list[str]
    hidden: dict[str, bool]
    first_rows: Callable[[str], list[Row]]
    size: Callable[[str], tuple[int, int]]


@dataclass
class Workbook(SheetChoice):
    """Tabs that can also be opened."""

    open: Callable[[str], OpenSheet]


def calamine_sheets(source: Source, limits: Limits) -> Workbook:
    """The worksheets of a workbook through calamine. Raises NeedsPassword or Unreadable."""
    import python_calamine as calamine

    def guarded(work: Callable[[], Any]) -> Any:
        try:
            return work()
        except calamine.PasswordError as error:
            raise NeedsPassword from error
        except (Exception, BaseException) as error:
            # A panic of the Rust library arrives as a BaseException of its own.
            if isinstance(error, (KeyboardInterrupt, SystemExit, MemoryError)):
                raise
            raise Unreadable(f"{type(error).__name__}: {error}") from error

    def opened() -> Any:
        if source.data is None:
            return calamine.CalamineWorkbook.from_path(source.path)
        return calamine.CalamineWorkbook.from_filelike(io.BytesIO(source.data))

    workbook = guarded(opened)
    tabs = [tab for tab in workbook.sheets_metadata if tab.typ == calamine.SheetTypeEnum.WorkSheet]
    parsed: dict[str, Any] = {}

    def sheet(name: str) -> Any:
        if name not in parsed:
            parsed[name] = guarded(lambda: workbook.get_sheet_by_name(name))
        return parsed[name]

    def first_rows(name: str) -> list[Row]:
        found = sheet(name)
        top = found.start[0] if found.start else 0
        rows = islice(found.iter_rows(), top, top + ROWS_LOOKED_AT)
        return [[None if cell == "" else cell for cell in row] for row in rows]

    def size(name: str) -> tuple[int, int]:
        end = sheet(name).end
        return (end[0] + 1, end[1] + 1) if end else (0, 0)

    def opened_sheet(name: str) -> OpenSheet:
        found = parsed.get(name) or sheet(name)
        parsed.clear()
        return _calamine_sheet(found, limits)

    tabs_hidden = {tab.name: tab.visible != calamine.SheetVisibleEnum.Visible for tab in tabs}
    return Workbook([tab.name for tab in tabs], tabs_hidden, first_rows, size, opened_sheet)


def _calamine_sheet(found: Any, limits: Limits) -> OpenSheet:
    notes = SheetNotes()
    notes.merges = [(top + 1, left + 1, bottom + 1, right + 1) for (top, left), (bottom, right) in found.merged_cell_ranges or ()]
    top, left = found.start or (0, 0)
    bottom = found.end[0] if found.end else -1
    rows = _calamine_rows(found, top, bottom, limits, notes)
    return OpenSheet(found.name, bottom + 1, left + 1, rows, notes)


def _calamine_rows(found: Any, top: int, bottom: int, limits: Limits, notes: SheetNotes) -> Iterator[PlacedRow]:
    if bottom < top:
        return
    blank = 0
    for number, row in enumerate(islice(found.iter_rows(), top, None), top + 1):
        if any(row) or row.count("") < len(row):
            blank = 0
            yield number, row
        else:
            blank += 1
            if blank > limits.blank_rows:
                notes.warnings.append(far_below(bottom + 1))
                return


def xls_sheets(source: Source) -> Workbook:
    """The worksheets of an xls of any age through xlrd. Raises NeedsPassword or Unreadable."""
    import xlrd

    try:
        book = xlrd.open_workbook(
            file_contents=source.everything(),
            logfile=io.StringIO(),
            formatting_info=True,
            on_demand=True,
            ragged_rows=True,
        )
    except Exception as error:
        if "encrypted" in str(error).lower():
            raise NeedsPassword from error
        raise Unreadable(f"{type(error).__name__}: {error}") from error
    styles = _xls_styles(book)
    hidden = {name: bool(book._sheet_visibility[index]) for index, name in enumerate(book.sheet_names())}

    def sheet(name: str) -> Any:
        try:
            return book.sheet_by_name(name)
        except Exception as error:
            raise Unreadable(f"{type(error).__name__}: {error}") from error

    def first_rows(name: str) -> list[Row]:
        return [row for _, row in islice(_sound(_xls_rows(sheet(name), styles, book.datemode, SheetNotes())), ROWS_LOOKED_AT)]

    def size(name: str) -> tuple[int, int]:
        return sheet(name).nrows, sheet(name).ncols

    def opened_sheet(name: str) -> OpenSheet:
        found = sheet(name)
        notes = SheetNotes()
        notes.hidden_rows = {row + 1 for row, info in found.rowinfo_map.items() if info.hidden}
        notes.merges = [(top + 1, left + 1, bottom, right) for top, bottom, left, right in found.merged_cells if bottom > top]
        rows = _sound(_xls_rows(found, styles, book.datemode, notes))
        return OpenSheet(name, found.nrows, 1, rows, notes, bool(book.datemode))

    return Workbook(book.sheet_names(), hidden, first_rows, size, opened_sheet)


def _sound(rows: Iterator[PlacedRow]) -> Iterator[PlacedRow]:
    """The rows, or Unreadable where the tables that they point into are broken."""
    try:
        yield from rows
    except (LookupError, ValueError, TypeError) as error:
        raise Unreadable(f"{type(error).__name__}: {error}") from error


def _xls_styles(book: Any) -> list[Style]:
    """One Style per cell format of an xls."""
    styles: list[Style] = []
    for cell_format in book.xf_list:
        number_format = book.format_map.get(cell_format.format_key)
        code = number_format.format_str if number_format is not None else ""
        index = cell_format.font_index
        font = book.font_list[index].name if 0 <= index < len(book.font_list) else ""
        styles.append(style_of(cell_format.format_key, code, font))
    return styles


def _xls_rows(sheet: Any, styles: list[Style], datemode: int, notes: SheetNotes) -> Iterator[PlacedRow]:
    import xlrd

    for index in range(sheet.nrows):
        row: Row = []
        formats = sheet._cell_xf_indexes[index]
        for column, (kind, value) in enumerate(zip(sheet.row_types(index), sheet.row_values(index), strict=True)):
            style = styles[formats[column]] if formats[column] < len(styles) else Style()
            row.append(_xls_value(xlrd, kind, value, style, bool(datemode)))
            if (style.zeros or style.legacy_font) and row[-1] is not None:
                notes.note_style(column + 1, style, is_number=isinstance(row[-1], float))
        if any(cell is not None for cell in row):
            yield index + 1, row


def _xls_value(xlrd: Any, kind: int, value: Any, style: Style, date1904: bool) -> Cell:
    if kind == xlrd.XL_CELL_TEXT:
        return str(value) or None
    if kind == xlrd.XL_CELL_NUMBER:
        return float(value)
    if kind == xlrd.XL_CELL_DATE:
        return elapsed(value) if style.kind == "elapsed" else moment(value, date1904)
    if kind == xlrd.XL_CELL_BOOLEAN:
        return bool(value)
    if kind == xlrd.XL_CELL_ERROR:
        return CellError(xlrd.error_text_from_code.get(value, "#ERROR"))
    return None


def most_common(counts: dict[int, Counter[Any]]) -> dict[int, Any]:
    """What most cells of each column say."""
    return {column: counter.most_common(1)[0][0] for column, counter in counts.items()}


def chosen(choice: SheetChoice, wanted: str) -> str:
    """The wanted name, if there is such a sheet. Raises Refused 'unsupported' otherwise."""
    for name in choice.names:
        if name == wanted:
            return name
    offered = ", ".join(f"“{name}”" for name in choice.names[:8])
    raise Refused("unsupported", f"This workbook has no sheet called “{wanted}”. It has {offered}.")


def no_sheet() -> Refused:
    """The Refused for a workbook without a worksheet."""
    return damaged("The workbook holds no worksheet")
