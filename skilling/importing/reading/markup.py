"""Reads what web portals save under the name .xls: HTML tables and the XML Spreadsheet of Excel 2003."""

from __future__ import annotations

import email
import email.policy
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from html.parser import HTMLParser
from typing import BinaryIO

from skilling.domain.problems import Refused
from skilling.importing.reading.grid import UNCACHED, Cell, CellError
from skilling.importing.reading.sheetxml import SheetNotes, SparseRow
from skilling.importing.reading.textfile import spelling_of
from skilling.importing.reading.xmlparts import Attributes, walk

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_MOST_SPANNED = 1_000


@dataclass
class MarkupSheet:
    """One table: its rows, sparse, and what is noteworthy about them."""

    name: str
    hidden: bool = False
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    notes: SheetNotes = field(default_factory=SheetNotes)

    def sparse(self) -> Iterator[SparseRow]:
        return ((row, self.rows[row]) for row in sorted(self.rows))


def html_tables(data: bytes) -> list[MarkupSheet]:
    """Every table of a page that holds text, in order. Nested tables count on their own."""
    data = _page_of_archive(data)
    reader = _TableReader()
    said = _CHARSET.search(data[:4096])
    encoding = spelling_of(data).encoding
    if said and encoding == "cp1252" and said.group(1).lower() not in (b"utf-8", b"utf8"):
        encoding = _known_encoding(said.group(1).decode("ascii"))
    text = data.decode(encoding, "replace")
    reader.feed(text)
    reader.close()
    return [table for table in reader.tables if table.rows]


def _known_encoding(name: str) -> str:
    try:
        "".encode(name)
    except LookupError:
        return "cp1252"
    return name


def _page_of_archive(data: bytes) -> bytes:
    """The page with tables inside a web archive (.mht); any other data unchanged."""
    if not data[:200].lstrip().lower().startswith(b"mime-version"):
        return data
    message = email.message_from_bytes(data, policy=email.policy.default)
    pages: list[bytes] = []
    for part in message.walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                pages.append(payload)
    return max(pages, key=lambda page: page.lower().count(b"<tr"), default=b"")


@dataclass
class _OpenTable:
    sheet: MarkupSheet
    row: int = 0
    column: int = 0
    taken: set[tuple[int, int]] = field(default_factory=set)
    cell: list[str] | None = None
    spans: tuple[int, int] = (1, 1)
    exact: str | None = None


class _TableReader(HTMLParser):
    """Collects the cells of tables, with their spans, as a browser places them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[MarkupSheet] = []
        self._open: list[_OpenTable] = []
        self._muted = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag in ("script", "style"):
            self._muted += 1
        elif tag == "table":
            sheet = MarkupSheet(f"Table {len(self.tables) + 1}")
            self.tables.append(sheet)
            self._open.append(_OpenTable(sheet))
        elif not self._open:
            return
        elif tag == "tr":
            self._start_row(attributes)
        elif tag in ("td", "th"):
            self._start_cell(attributes)
        elif tag == "br" and self._open[-1].cell is not None:
            self._open[-1].cell.append("\x00")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style"):
            self._muted = max(0, self._muted - 1)
        elif not self._open:
            return
        elif tag in ("td", "th", "tr"):
            self._end_cell()
        elif tag == "table":
            self._end_cell()
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._open and not self._muted:
            cell = self._open[-1].cell
            if cell is not None:
                cell.append(data)

    def _start_row(self, attributes: dict[str, str]) -> None:
        self._end_cell()
        table = self._open[-1]
        table.row += 1
        table.column = 0
        if _HIDDEN.search(attributes.get("style", "")) or "hidden" in attributes:
            table.sheet.notes.hidden_rows.add(table.row)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self._end_cell()
        table = self._open[-1]
        table.row = max(1, table.row)
        table.column += 1
        while (table.row, table.column) in table.taken:
            table.column += 1
        table.spans = (_span(attributes.get("rowspan")), _span(attributes.get("colspan")))
        table.exact = attributes.get("x:num") or attributes.get("x:str") or None
        table.cell = []

    def _end_cell(self) -> None:
        table = self._open[-1]
        if table.cell is None:
            return
        # Excel writes the exact value beside the shown one; only the exact one keeps every digit.
        text = table.exact or _SPACES.sub(" ", "".join(table.cell)).strip().replace("\x00", "\n")
        table.cell = None
        down, across = table.spans
        if text.strip():
            table.sheet.rows.setdefault(table.row, {})[table.column] = text.replace("\xa0", " ").strip()
        if (down, across) != (1, 1):
            last = (table.row + down - 1, table.column + across - 1)
            table.sheet.notes.merges.append((table.row, table.column, *last))
            for row in range(table.row + 1, last[0] + 1):
                table.taken.update((row, column) for column in range(table.column, last[1] + 1))
        table.column += across - 1


def _span(text: str | None) -> int:
    return min(int(text), _MOST_SPANNED) if text and text.isdecimal() and text != "0" else 1


def spreadsheet_2003(stream: BinaryIO, most: int | None = None) -> list[MarkupSheet]:
    """The worksheets of an XML Spreadsheet 2003, or what its first `most` bytes hold. Raises Refused 'unsupported' for other XML."""
    reader = _Spreadsheet2003()
    walk(stream, reader.start, reader.end, reader.text, most)
    if not reader.is_workbook:
        raise Refused(
            "unsupported",
            "This file is XML, but not a table that Excel wrote. Open it in Excel, save it as an Excel "
            "workbook (.xlsx), and choose that file.",
        )
    return reader.sheets


class _Spreadsheet2003:
    """Source of the shapes: Microsoft, XML Spreadsheet Reference (Office XP)."""

    def __init__(self) -> None:
        self.is_workbook = False
        self.sheets: list[MarkupSheet] = []
        self._row = 0
        self._column = 0
        self._across = 0
        self._kind = ""
        self._formula = False
        self._filled = False
        self._pieces: list[str] = []
        self._listening = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "Workbook":
            self.is_workbook = True
        elif name == "Worksheet":
            self.sheets.append(MarkupSheet(attributes.get("Name", "")))
            self._row = 0
        elif not self.sheets:
            return
        elif name == "Row":
            self._start_row(attributes)
        elif name == "Cell":
            self._start_cell(attributes)
        elif name in ("Data", "Visible"):
            self._kind = attributes.get("Type", "String")
            self._pieces.clear()
            self._listening = True

    def _start_row(self, attributes: Attributes) -> None:
        self._row = _index(attributes.get("Index"), self._row + 1)
        self._column = 0
        self._across = 0
        if attributes.get("Hidden") == "1":
            self.sheets[-1].notes.hidden_rows.add(self._row)

    def _start_cell(self, attributes: Attributes) -> None:
        self._column = _index(attributes.get("Index"), self._column + self._across + 1)
        self._across = _index(attributes.get("MergeAcross"), 0)
        down = _index(attributes.get("MergeDown"), 0)
        self._formula = "Formula" in attributes
        self._filled = False
        if self._across or down:
            self.sheets[-1].notes.merges.append((self._row, self._column, self._row + down, self._column + self._across))

    def text(self, text: str) -> None:
        if self._listening:
            self._pieces.append(text)

    def end(self, name: str) -> None:
        if not self.sheets:
            return
        if name == "Data":
            self._listening = False
            self._place(_typed(self._kind, "".join(self._pieces)))
        elif name == "Visible":
            self._listening = False
            self.sheets[-1].hidden = "".join(self._pieces).strip() != "SheetVisible"
        elif name == "Cell" and self._formula and not self._filled:
            self._place(CellError(UNCACHED))

    def _place(self, value: Cell) -> None:
        self._filled = True
        if value is not None:
            self.sheets[-1].rows.setdefault(self._row, {})[self._column] = value


def _index(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 8 else otherwise


def _typed(kind: str, text: str) -> Cell:
    plain = text.strip()
    if not plain:
        return None
    if kind == "Number":
        return _number(plain)
    if kind == "DateTime":
        return _moment(plain)
    if kind == "Boolean":
        return plain == "1"
    return CellError(plain) if kind == "Error" else text


def _number(text: str) -> Cell:
    try:
        value = float(text)
    except ValueError:
        return text
    return value if math.isfinite(value) else CellError(text)


def _moment(text: str) -> Cell:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return text
    midnight = (found.hour, found.minute, found.second, found.microsecond) == (0, 0, 0, 0)
    return found.date() if midnight else found
