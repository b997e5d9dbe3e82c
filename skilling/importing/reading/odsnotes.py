"""Looks an ODS sheet over for what calamine hides: filtered rows, error cells, leading zeros, legacy fonts, merges."""

from __future__ import annotations

import re
from typing import BinaryIO

from skilling.importing.reading.grid import CellError
from skilling.importing.reading.package import Style, is_legacy_font
from skilling.importing.reading.sheetxml import SheetNotes
from skilling.importing.reading.xmlparts import Attributes, Enough, walk

_ZERO_FIRST = re.compile(r"0[0-9]{2,}")
_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384


def notes_of(content: BinaryIO, sheet: str) -> SheetNotes:
    """The notes of one sheet of a content.xml. Raises Refused for XML that is broken or declares a type."""
    reader = _Reader(sheet)
    walk(content, reader.start, reader.end, reader.text)
    return reader.notes


class _Reader:
    """Counts rows and columns, repeated ones included, and looks at the cells that matter."""

    def __init__(self, sheet: str) -> None:
        self.notes = SheetNotes()
        self._sheet = sheet
        self._within = False
        self._legacy: dict[str, str] = {}
        self._style = ""
        self._row = self._column = 0
        self._next_row = self._next_column = 1
        self._kind = ""
        self._cell_style = ""
        self._pieces: list[str] | None = None

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "table":
            self._within = attributes.get("name") == self._sheet
        elif name == "style":
            self._style = attributes.get("name", "")
        elif name == "text-properties" and is_legacy_font(attributes.get("font-name", "")):
            self._legacy[self._style] = attributes["font-name"]
        elif not self._within:
            return
        elif name == "table-row":
            self._start_row(attributes)
        elif name in ("table-cell", "covered-table-cell"):
            self._start_cell(attributes)
        elif name == "p" and self._kind:
            self._pieces = []

    def _start_row(self, attributes: Attributes) -> None:
        self._row = self._next_row
        self._next_row += _times(attributes.get("number-rows-repeated"))
        self._next_column = 1
        if attributes.get("visibility") in ("collapse", "filter") and self._next_row <= _MOST_ROWS:
            self.notes.hidden_rows.update(range(self._row, self._next_row))

    def _start_cell(self, attributes: Attributes) -> None:
        self._column = self._next_column
        self._next_column += _times(attributes.get("number-columns-repeated"))
        # Both spellings of value-type come as one name; the later one knows errors, the older one does not.
        formula_error = "formula" in attributes and attributes.get("string-value") == ""
        self._kind = "error?" if formula_error else attributes.get("value-type", "")
        self._cell_style = attributes.get("style-name", "")
        down, across = (_times(attributes.get(f"number-{way}-spanned")) for way in ("rows", "columns"))
        if down > 1 or across > 1:
            self.notes.merges.append((self._row, self._column, self._row + down - 1, self._column + across - 1))
        legacy = self._legacy.get(self._cell_style)
        if legacy and self._kind == "string" and self._column <= _MOST_COLUMNS:
            self.notes.note_style(self._column, Style(legacy_font=legacy), is_number=False)

    def text(self, text: str) -> None:
        if self._pieces is not None:
            self._pieces.append(text)

    def end(self, name: str) -> None:
        if name == "table" and self._within:
            raise Enough
        if name != "p" or self._pieces is None:
            return
        shown = "".join(self._pieces)
        self._pieces = None
        if self._kind in ("error", "error?") and shown.startswith(("#", "Err:")):
            self.notes.patches[self._row, self._column] = CellError(shown)
        elif self._kind == "float" and _ZERO_FIRST.fullmatch(shown):
            self.notes.note_style(self._column, Style(zeros=len(shown)), is_number=True)


def _times(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 8 else 1
