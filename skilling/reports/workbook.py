"""The only writer of a pack: grids become an Excel workbook; refuses text that would become a formula.

Numbers are values, so that every viewer shows them; only the sheet of checks works them out again.
"""

from __future__ import annotations

import re
import unicodedata
from copy import copy
from datetime import datetime
from decimal import Decimal
from math import ceil
from pathlib import Path
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.packaging.custom import StringProperty
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from skilling.domain.problems import Refused
from skilling.reports import drawing, sealing
from skilling.reports.grids import Band, Cell, Figure, Form, Formula, Grid, GridRow, Text, address, letters
from skilling.reports.looks import look_of
from skilling.reports.pack import PROPERTY, Pack
from skilling.reports.words import day

LONGEST_TEXT: Final = 32_767  # characters in a cell, Excel's own limit
DASH: Final = "–"  # unknown; zero is shown as 0
_A4: Final = 9
_MARGINS: Final = {"left": 0.5, "right": 0.5, "top": 0.6, "bottom": 0.7, "header": 0.3, "footer": 0.35}  # inches
_UNSAFE_NAME: Final = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME: Final = 31
_LOOKS_LIKE_FORMULA: Final = ("=", "+", "-", "@", "\t")
_VIRAMA: Final = "\u094d"
_LINE: Final = 13.0  # height of one line of text, in points
_ACROSS: Final = frozenset({Band.NOTE, Band.DRAFT, Band.BANNER})  # text over the width of the sheet
_ONE_LINE: Final = {Band.TITLE: 26.0, Band.FACTS: 15.0, Band.SECTION: 22.0, Band.GROUP: 18.0, Band.SIGN: 36.0}
_PADDING: Final = {Band.BANNER: 14.0, Band.HEADING: 8.0, Band.DRAFT: 10.0}
_SIGNS_PER_WIDTH: Final = {Band.NOTE: 1.32, Band.HEADING: 1.1, Band.BANNER: 0.68, Band.DRAFT: 0.9}


def save(pack: Pack, path: Path) -> None:
    """Writes the workbook of a pack to a path that is free to be written; the same pack gives the same bytes."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    styles: dict[tuple[Band, Form, bool, bool], Any] = {}
    results = {}
    for grid in pack.sheets:
        sheet = workbook.create_sheet(grid.name)
        _fill(sheet, grid, styles)
        _print_set_up(sheet, grid, pack)
        drawing.draw(sheet, grid)
        found = {
            address(row, column): _plain(cell.value)
            for row, each in enumerate(grid.rows, 1)
            for column, cell in enumerate(each.cells, 1)
            if isinstance(cell, Formula)
        }
        if found:
            results[grid.name] = found
    _describe(workbook, pack)
    sealing.save(workbook, path, results, [each.told for grid in pack.sheets for each in grid.drawings])


def safe_name(wanted: str) -> str:
    """A sheet name that Excel takes: no []:*?/\\, at most 31 signs, no apostrophe at either end."""
    name = _UNSAFE_NAME.sub(" ", wanted).strip().strip("'")[:_LONGEST_NAME].strip()
    if not name:
        raise Refused("sheet-name", "A sheet needs a name with letters or digits.")
    return name


def safe_text(text: str) -> str:
    """Text that a cell can hold: no control signs, cut with a notice where it is longer than Excel allows."""
    clean: str = ILLEGAL_CHARACTERS_RE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if len(clean) <= LONGEST_TEXT:
        return clean
    notice = f" … [cut: {len(clean):,} signs in the record]"
    return clean[: LONGEST_TEXT - len(notice)] + notice


# -- cells -------------------------------------------------------------------------------------------------------


def _fill(sheet: Worksheet, grid: Grid, styles: dict[tuple[Band, Form, bool, bool], Any]) -> None:
    for column, width in enumerate(grid.widths, 1):
        sheet.column_dimensions[letters(column)].width = width
    for number, row in enumerate(grid.rows, 1):
        for column, cell in enumerate(row.cells, 1):
            _put(sheet, number, column, row.band, cell, styles)
        if row.band in _ACROSS and row.span > 1:
            sheet.merge_cells(start_row=number, start_column=1, end_row=number, end_column=row.span)
        if row.band is not Band.BLANK:
            sheet.row_dimensions[number].height = _height(row, grid)
    if grid.headings:
        sheet.freeze_panes = address(grid.headings[1] + 1, grid.frozen_columns + 1)
    sheet.sheet_view.showGridLines = False


def _put(
    sheet: Worksheet, row: int, column: int, band: Band, cell: Cell, styles: dict[tuple[Band, Form, bool, bool], Any]
) -> None:
    target = sheet.cell(row, column)
    form = cell.form if cell is not None else Form.TEXT
    linked = isinstance(cell, Text) and bool(cell.link)
    quoted = False
    value: Any = cell.value if cell is not None else None
    if isinstance(cell, Formula):
        target.value = cell.text
    elif isinstance(value, str) or (value is None and isinstance(cell, Figure)):
        text = safe_text(value) if value is not None else DASH
        target.value = text
        target.data_type = "s"  # openpyxl would take a text that begins with = for a formula
        quoted = text.startswith(_LOOKS_LIKE_FORMULA)
    elif value is not None:
        target.value = value
    if isinstance(cell, Text) and linked:
        target.hyperlink = Hyperlink(ref=target.coordinate, location=f"'{cell.link}'!A1")
    key = (band, form, linked, quoted)
    if key not in styles:
        look = look_of(band, form, link=linked)
        target.font, target.alignment, target.number_format = look.font, look.alignment, look.number_format
        if look.fill is not None:
            target.fill = look.fill
        if look.border is not None:
            target.border = look.border
        # The apostrophe of a text that is not to be calculated, also after someone edits the cell.
        target.quotePrefix = quoted
        styles[key] = target._style
    else:
        # openpyxl's own way to copy a look; setting its five parts anew for each cell takes ten times as long.
        target._style = copy(styles[key])


def _plain(value: int | Decimal | str) -> int | float | str:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


# -- paper -------------------------------------------------------------------------------------------------------


def _height(row: GridRow, grid: Grid) -> float:
    """Height of a row in points, for as many lines as its texts take: nobody else works it out for merged cells."""
    if row.band in _ONE_LINE:
        return _ONE_LINE[row.band]
    lines = 1
    for column, cell in enumerate(row.cells):
        if isinstance(cell, Text) and isinstance(cell.value, str):
            width = sum(grid.widths[: row.span]) if row.span > 1 else grid.widths[column]
            indent = 4 if row.band is Band.INNER else 1
            lines = max(lines, _lines(cell.value, width * _SIGNS_PER_WIDTH.get(row.band, 1.16) - indent))
    return lines * _LINE * (1.5 if row.band is Band.BANNER else 1) + _PADDING.get(row.band, 4.0)


def _lines(text: str, width: float) -> int:
    """Lines that a text takes in a column of that many signs, broken at spaces."""
    count = 0
    for paragraph in text.split("\n"):
        used, count = 0.0, count + 1
        for word in paragraph.split(" "):
            long = _shown(word)
            if used and used + long > width:
                used, count = 0.0, count + 1
            count += ceil(long / width) - 1 if long > width else 0
            used += long + 1
    return count


def _shown(word: str) -> float:
    """Width of a word in signs: marks of Indian scripts take no room, and letters joined by a virama share theirs."""
    marks = sum(unicodedata.category(sign) == "Mn" for sign in word)
    return len(word) - marks - 0.4 * word.count(_VIRAMA)


def _print_set_up(sheet: Worksheet, grid: Grid, pack: Pack) -> None:
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.orientation = "landscape" if grid.landscape else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    for side, inches in _MARGINS.items():
        setattr(sheet.page_margins, side, inches)
    for row in grid.page_breaks:
        sheet.row_breaks.append(Break(id=row))
    if grid.headings:
        sheet.print_title_rows = f"{grid.headings[0]}:{grid.headings[1]}"
    sheet.print_area = f"A1:{address(len(grid.rows), len(grid.widths))}"
    as_on = day(pack.scope.as_on)
    sheet.oddFooter.left.text = _footer(f"{pack.head.programme.en} · {pack.scope.period.label} · as on {as_on}")
    sheet.oddFooter.center.text = "Page &P of &N"
    sheet.oddFooter.right.text = _footer(grid.name)
    for part in (sheet.oddFooter.left, sheet.oddFooter.center, sheet.oddFooter.right):
        part.size = 8
    if pack.draft:
        sheet.oddHeader.center.text = "DRAFT"
        sheet.oddHeader.center.size, sheet.oddHeader.center.font = 11, "Arial,Bold"
        sheet.oddHeader.center.color = "B3261E"


def _footer(text: str) -> str:
    # An ampersand begins a code there.
    return safe_text(text).replace("\n", " ").replace("&", "&&")


def _describe(workbook: Workbook, pack: Pack) -> None:
    made = datetime(pack.made_on.year, pack.made_on.month, pack.made_on.day)  # noqa: DTZ001  # the property has no zone
    about = workbook.properties
    about.title, about.subject = pack.title, safe_text(pack.head.programme.en)
    about.creator, about.lastModifiedBy = "Skilling Desk", "Skilling Desk"
    about.description = f"Figures as on {day(pack.scope.as_on)}. Hash of the data: {pack.data_hash}"
    about.created = about.modified = made
    workbook.custom_doc_props.append(StringProperty(name=PROPERTY, value=pack.uid))
