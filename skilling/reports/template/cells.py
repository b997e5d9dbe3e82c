"""The cells of a sheet's part: where each lies in its bytes, and what it says; refuses to build the part anew.

An expat parser reports the position of every element, so that a cell can be exchanged in place: prefixes, attributes,
extensions and white space of everything else stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from html import escape
from typing import Any, Final
from xml.parsers import expat

from skilling.domain.problems import Refused
from skilling.reports.grids import address, place_of

_OPENING: Final = re.compile(rb"<[^\s/>]+((?:[^>\"']|\"[^\"]*\"|'[^']*')*?)/?>", re.DOTALL)
_DROPPED: Final = re.compile(rb"\s+(?:t|cm|vm|ph)\s*=\s*(?:\"[^\"]*\"|'[^']*')")


@dataclass(slots=True)
class Span:
    """An element in the bytes of a part: its name as it is written there, and its ends."""

    name: str
    start: int
    end: int = 0
    inner: int = 0  # where its content begins
    empty: bool = False


@dataclass(slots=True)
class SheetPart:
    """The rows and cells of a part."""

    content: bytes
    rows: dict[int, Span] = field(default_factory=dict)
    cells: dict[str, Span] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)  # cell -> its type: "s" is a number of the shared strings
    values: dict[str, str] = field(default_factory=dict)
    formulas: set[str] = field(default_factory=set)
    merged: list[str] = field(default_factory=list)
    data: Span | None = None


def read(content: bytes) -> SheetPart:
    """Where the cells of a part lie. Refused where it is not what a workbook holds."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise Refused(
            "template-encoding", "A sheet of this template is written in UTF-16. Save it again in Excel, and choose that."
        )
    part = SheetPart(content)
    reader = _Reader(part)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = reader.text, _no_declarations
    reader.parser = parser
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise Refused(
            "template-damaged", "A sheet of this template is damaged. Save it again in Excel, and choose that."
        ) from error
    return part


def _no_declarations(*_: object) -> None:
    raise Refused("template-damaged", "A sheet of this template declares a document type, which no workbook does.")


class _Reader:
    """Follows the elements of a part."""

    def __init__(self, part: SheetPart) -> None:
        self.parser: Any = None
        self._part = part
        self._open: list[tuple[str, Span]] = []
        self._row = self._column = 0
        self._cell = ""
        self._text: list[str] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        local, at = name.rpartition(" ")[2], self.parser.CurrentByteIndex
        opening = _OPENING.match(self._part.content, at)
        inner = opening.end() if opening else at
        written = re.split(rb"[\s/>]", self._part.content[at + 1 : inner], maxsplit=1)[0].decode()
        span = Span(written, at, inner=inner, empty=self._part.content[inner - 2 : inner] == b"/>")
        self._open.append((local, span))
        if local == "sheetData":
            self._part.data = span
        elif local == "row":
            self._row, self._column = int(attributes.get("r", self._row + 1)), 0
            self._part.rows[self._row] = span
        elif local == "c" and self._row:
            self._begin_cell(attributes, span)
        elif local in ("v", "t"):
            self._text = []
        elif local == "f" and self._cell:
            self._part.formulas.add(self._cell)
        elif local == "mergeCell":
            self._part.merged.append(attributes.get("ref", ""))

    def _begin_cell(self, attributes: Mapping[str, str], span: Span) -> None:
        cell = attributes.get("r", "")
        self._column = place_of(cell)[1] if cell else self._column + 1
        self._cell = cell or address(self._row, self._column)
        self._part.cells[self._cell] = span
        self._part.kinds[self._cell] = attributes.get("t", "n")

    def end(self, name: str) -> None:
        local, span = self._open.pop()
        at = self.parser.CurrentByteIndex
        span.end = span.inner if span.empty else self._part.content.index(b">", at) + 1
        if local in ("v", "t") and self._cell:
            self._part.values[self._cell] = self._part.values.get(self._cell, "") + "".join(self._text)
        elif local == "c":
            self._cell = ""

    def text(self, text: str) -> None:
        self._text.append(text)


# -- exchanging ----------------------------------------------------------------------------------------------------------


def filled(part: SheetPart, values: Mapping[str, Decimal | int | str]) -> bytes:
    """The part with these cells exchanged, each keeping its style; nothing else of it is touched.

    Numbers are numbers; text stands in the cell itself, never as a formula. Cells that are not there are put in their place.
    """
    edits: list[tuple[int, int, bytes]] = []
    missing: dict[int, dict[str, Decimal | int | str]] = {}
    for cell, value in values.items():
        if cell in part.cells:
            span = part.cells[cell]
            edits.append((span.start, span.end, _exchanged(part, span, cell, value)))
        else:
            missing.setdefault(place_of(cell)[0], {})[cell] = value
    new_rows: list[tuple[int, bytes]] = []
    for row, cells in missing.items():
        if row in part.rows:
            edits += _into_row(part, row, cells)
        else:
            new_rows.append((row, _new_row(part, row, cells)))
    edits += _into_data(part, new_rows)
    content, at = bytearray(), 0
    for start, end, new in sorted(edits, key=lambda edit: edit[:2]):
        content += part.content[at:start] + new
        at = end
    return bytes(content + part.content[at:])


def _exchanged(part: SheetPart, span: Span, cell: str, value: Decimal | int | str) -> bytes:
    opening = part.content[span.start : span.inner]
    attributes = _DROPPED.sub(b"", opening[len(span.name) + 1 :].rstrip(b">").rstrip(b"/")).rstrip()
    return _written(span.name, attributes, value)


def _written(name: str, attributes: bytes, value: Decimal | int | str) -> bytes:
    prefix = name[: name.rfind(":") + 1]
    if isinstance(value, str):
        text = escape(value, quote=False)
        inner = f'<{prefix}is><{prefix}t xml:space="preserve">{text}</{prefix}t></{prefix}is>'
        kind = b' t="inlineStr"'
    else:
        inner, kind = f"<{prefix}v>{value}</{prefix}v>", b""
    return f"<{name}".encode() + attributes + kind + f">{inner}</{name}>".encode()


def _cell_name(part: SheetPart, element: str) -> str:
    prefix = part.data.name[: part.data.name.rfind(":") + 1] if part.data else ""
    return f"{prefix}{element}"


def _new_cell(part: SheetPart, cell: str, value: Decimal | int | str) -> bytes:
    return _written(_cell_name(part, "c"), f' r="{cell}"'.encode(), value)


def _into_row(part: SheetPart, row: int, cells: Mapping[str, Decimal | int | str]) -> list[tuple[int, int, bytes]]:
    span = part.rows[row]
    new = sorted(cells, key=place_of)
    if span.empty:
        opening = part.content[span.start : span.inner].rstrip()[:-2].rstrip() + b">"
        inner = b"".join(_new_cell(part, cell, cells[cell]) for cell in new)
        return [(span.start, span.end, opening + inner + f"</{span.name}>".encode())]
    there = sorted((place_of(cell)[1], where) for cell, where in part.cells.items() if place_of(cell)[0] == row)
    close = part.content.rindex(b"</", span.inner, span.end)
    edits: dict[int, bytes] = {}
    for cell in new:
        at = next((where.start for column, where in there if column > place_of(cell)[1]), close)
        edits[at] = edits.get(at, b"") + _new_cell(part, cell, cells[cell])
    return [(at, at, content) for at, content in edits.items()]


def _new_row(part: SheetPart, row: int, cells: Mapping[str, Decimal | int | str]) -> bytes:
    name = _cell_name(part, "row")
    inner = b"".join(_new_cell(part, cell, cells[cell]) for cell in sorted(cells, key=place_of))
    return f'<{name} r="{row}">'.encode() + inner + f"</{name}>".encode()


def _into_data(part: SheetPart, rows: list[tuple[int, bytes]]) -> list[tuple[int, int, bytes]]:
    if not rows:
        return []
    data = part.data
    if data is None:
        raise Refused("template-damaged", "A sheet of this template has no place for cells. Choose another sheet.")
    rows.sort()
    if data.empty:
        opening = part.content[data.start : data.inner].rstrip()[:-2].rstrip() + b">"
        return [(data.start, data.end, opening + b"".join(new for _, new in rows) + f"</{data.name}>".encode())]
    close = part.content.rindex(b"</", data.inner, data.end)
    edits: dict[int, bytes] = {}
    for number, new in rows:
        at = min((span.start for other, span in part.rows.items() if other > number), default=close)
        edits[at] = edits.get(at, b"") + new
    return [(at, at, content) for at, content in edits.items()]
