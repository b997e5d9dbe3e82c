"""Writes invented lists as files: workbooks through openpyxl, text, and LibreOffice sheets by hand; refuses to invent anything."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import openpyxl
from openpyxl.utils import get_column_letter

from tests.generator.draft import MadeList, Sheet

_TEXT = {".csv": (",", "utf-8"), ".tsv": ("\t", "utf-8-sig"), ".semicolon": (";", "utf-8"), ".utf16": (",", "utf-16")}
_NO_RESULT = re.compile(r'(<c r="([A-Z]+\d+)"[^>]*>)(<f>.*?</f>)<v\s*/>|(<c r="([A-Z]+\d+)"[^>]*>)(<f>.*?</f>)<v></v>')


def write(made: MadeList, folder: Path) -> Path:
    """The file of a list, named by its seed."""
    if made.suffix in _TEXT:
        path = folder / f"list-{made.seed}.csv"
        delimiter, encoding = _TEXT[made.suffix]
        text = io.StringIO()
        csv.writer(text, delimiter=delimiter).writerows([_typed(cell) for cell in row] for row in _rows(_with_the_list(made)))
        path.write_bytes(text.getvalue().encode(encoding))
        return path
    path = folder / f"list-{made.seed}{made.suffix}"
    if made.suffix == ".ods":
        _write_ods(made, path)
    else:
        _write_xlsx(made, path)
    return path


def _with_the_list(made: MadeList) -> Sheet:
    """The one sheet that a file of text has: that with the list."""
    return next((sheet for sheet in made.sheets if sheet.name in made.places), made.sheets[0])


def _rows(sheet: Sheet) -> list[list[Any]]:
    height = max((row for row, _ in sheet.cells), default=0)
    width = max((column for _, column in sheet.cells), default=0)
    return [[sheet.cells.get((row, column)) for column in range(1, width + 1)] for row in range(1, height + 1)]


def _typed(cell: Any) -> Any:
    return cell.strftime("%d/%m/%Y") if isinstance(cell, datetime) else cell


def _write_xlsx(made: MadeList, path: Path) -> None:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for sheet in made.sheets:
        page = book.create_sheet(sheet.name)
        page.sheet_state = "hidden" if sheet.hidden else "visible"
        for (row, column), value in sheet.cells.items():
            cell = page.cell(row, column, value)
            if isinstance(value, str) and value[:1] == "=" and not value.startswith("=TRIM("):
                cell.data_type = "s"
            if (row, column) in sheet.formats:
                cell.number_format = sheet.formats[row, column]
        for r1, c1, r2, c2 in sheet.merges:
            page.merge_cells(start_row=r1, start_column=c1, end_row=r2, end_column=c2)
        for row in sheet.hidden_rows:
            page.row_dimensions[row].hidden = True
        if sheet.filtered:
            page.auto_filter.ref = sheet.filtered
    book.active = 0
    book.save(path)
    if any(sheet.cached for sheet in made.sheets):
        _put_results(made, path)


def _put_results(made: MadeList, path: Path) -> None:
    """Writes the results of formulas, which openpyxl does not."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for number, sheet in enumerate(made.sheets, 1):
        if not sheet.cached:
            continue
        name = f"xl/worksheets/sheet{number}.xml"
        results = {f"{get_column_letter(column)}{row}": value for (row, column), value in sheet.cached.items()}
        parts[name] = _with_results(parts[name].decode(), results).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def _with_results(xml: str, results: dict[str, Any]) -> str:
    def put(match: re.Match[str]) -> str:
        opening, reference, formula = (match[1], match[2], match[3]) if match[1] else (match[4], match[5], match[6])
        if reference not in results:
            return match[0]
        typed = re.sub(r'\st="[^"]*"', "", opening).replace(">", ' t="str">')
        return f"{typed}{formula}<v>{escape(str(results[reference]))}</v>"

    return _NO_RESULT.sub(put, xml)


_ODS = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content office:version="1.2" '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0">'
    '<office:automatic-styles><style:style style:name="gone" style:family="table"><style:table-properties table:display="false"/>'
    "</style:style></office:automatic-styles><office:body><office:spreadsheet>{}</office:spreadsheet></office:body></office:document-content>"
)
_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def _write_ods(made: MadeList, path: Path) -> None:
    tables = "".join(_ods_table(sheet) for sheet in made.sheets)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", _ODS.format(tables))
        archive.writestr("META-INF/manifest.xml", _MANIFEST)


def _ods_table(sheet: Sheet) -> str:
    spans = {(r1, c1): (r2 - r1 + 1, c2 - c1 + 1) for r1, c1, r2, c2 in sheet.merges}
    lines = []
    for row, cells in enumerate(_rows(sheet), 1):
        style = ' table:visibility="collapse"' if row in sheet.hidden_rows else ""
        inside = "".join(_ods_cell(value, spans.get((row, column))) for column, value in enumerate(cells, 1))
        lines.append(f"<table:table-row{style}>{inside or '<table:table-cell/>'}</table:table-row>")
    hidden = ' table:style-name="gone"' if sheet.hidden else ""
    return f'<table:table table:name="{escape(sheet.name)}"{hidden}>{"".join(lines)}</table:table>'


def _ods_cell(value: Any, span: tuple[int, int] | None) -> str:
    over = f' table:number-rows-spanned="{span[0]}" table:number-columns-spanned="{span[1]}"' if span else ""
    if value is None:
        return f"<table:table-cell{over}/>"
    kind, shown = "", str(value)
    if isinstance(value, datetime):
        kind, shown = f' office:value-type="date" office:date-value="{value:%Y-%m-%d}"', f"{value:%d/%m/%Y}"
    elif isinstance(value, int | float):
        kind = f' office:value-type="float" office:value="{value}"'
    else:
        kind = ' office:value-type="string"'
    lines = "".join(f"<text:p>{_ods_text(line)}</text:p>" for line in shown.split("\n"))
    return f"<table:table-cell{over}{kind}>{lines}</table:table-cell>"


def _ods_text(text: str) -> str:
    return re.sub(r" (?= )|^ | $", "<text:s/>", escape(text))
