"""Builds spreadsheets for the tests, by hand where no library would write what is needed."""

from __future__ import annotations

import os
import re
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import openpyxl

from skilling.importing.reading.grid import Cell, Grid, Merge

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"

_KNOWN = re.compile(
    r"(s\.?\s?no\.?|sr\.?\s?no\.?|(full |student |candidate |first |last |father'?s? )?names?|father|gender|"
    r"sex|dob|date of birth|mobile( no\.?| number)?|phone( no\.?)?|e-?mail( id| address)?|state|district|"
    r"city|"
    r"college|institut(e|ion)|company|roll ?(no\.?|number)|enrol(l?ment)? ?(no\.?|id)|branch|course|year|"
    r"category|pin ?code|postal code|address ?\d?|student ?_?id|class|age|group|id|code|when|date|"
    r"startupname|"
    r"नाम|मोबाइल|राज्य|जिला|क्र\.?सं\.?|पिता का नाम|लिंग|marks|percentage)",
    re.IGNORECASE,
)


def known_header(text: str) -> float:
    """A small vocabulary of headings, standing in for the real one."""
    return 1.0 if _KNOWN.fullmatch(text.strip()) else 0.0


def a_grid(rows: Sequence[Sequence[Cell]], *, merges: Iterable[Merge] = (), **about: Any) -> Grid:
    """A grid of these rows, made rectangular, its first cell in A1 unless told otherwise."""
    width = max(map(len, rows), default=0)
    square = [[*row, *[None] * (width - len(row))] for row in rows]
    return Grid(**{"sheet": "Sheet1", "first_row": 1, "first_column": 1, **about}, rows=square, merges=tuple(merges))


def a_workbook(path: Path, rows: Sequence[Sequence[Any]], *, sheet: str = "Sheet1") -> Path:
    """An xlsx of one sheet, as openpyxl writes it."""
    book = openpyxl.Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append(list(row))
    book.save(path)
    return path


def a_package(
    path: Path,
    sheet_xml: str | bytes,
    *,
    strings: Sequence[str] | None = None,
    styles: str = "",
    extra: dict[str, str | bytes] | None = None,
    workbook_tail: str = "",
    main: str = MAIN,
    relations: str = RELATIONS,
) -> Path:
    """An xlsx whose first worksheet is exactly `sheet_xml`."""
    kinds = {"xl/workbook.xml": "sheet.main", "xl/worksheets/sheet1.xml": "worksheet"}
    overrides = "".join(
        f'<Override PartName="/{part}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.{kind}+xml"/>'
        for part, kind in kinds.items()
    )
    rels = [("rId1", "worksheet", "worksheets/sheet1.xml")]
    parts: dict[str, str | bytes] = {
        "_rels/.rels": _relations([("rId1", "officeDocument", "xl/workbook.xml")], relations),
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{relations}">{workbook_tail}'
        '<sheets><sheet name="List" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/worksheets/sheet1.xml": sheet_xml,
    }
    if strings is not None:
        rels.append(("rId2", "sharedStrings", "sharedStrings.xml"))
        items = "".join(f"<si><t>{text}</t></si>" for text in strings)
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{main}">{items}</sst>'
    if styles:
        rels.append(("rId3", "styles", "styles.xml"))
        parts["xl/styles.xml"] = styles
    parts["xl/_rels/workbook.xml.rels"] = _relations(rels, relations)
    types = (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", types)
        for name, content in {**parts, **(extra or {})}.items():
            archive.writestr(name, content)
    return path


def sheet_xml(rows: str, *, before: str = "", after: str = "") -> str:
    """Worksheet XML around these row elements."""
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def text_cell(reference: str, text: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


def number_cell(reference: str, value: object, style: int = 0) -> str:
    return f'<c r="{reference}" s="{style}"><v>{value}</v></c>'


def _relations(items: Iterable[tuple[str, str, str]], namespace: str) -> str:
    lines = "".join(f'<Relationship Id="{name}" Type="{namespace}/{kind}" Target="{target}"/>' for name, kind, target in items)
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'


def shared_lists() -> Path | None:
    """The folder of real lists with their truth, where this machine has it."""
    named = os.environ.get("SKILLING_LISTS")
    folder = Path(named) if named else Path(__file__).resolve().parents[3] / "shared" / "lists"
    return folder if (folder / "truth.json").is_file() else None
