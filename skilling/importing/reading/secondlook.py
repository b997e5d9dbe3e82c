"""Looks a worksheet's raw bytes over for what a fast reader hides; refuses to parse, so that it stays cheap.

calamine gives neither hidden rows nor number formats nor fonts, and turns errors and formulas without a
stored result into blanks. This scan rides along while the part's checksum is computed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from skilling.importing.reading.grid import UNCACHED, CellError, column_number
from skilling.importing.reading.package import Style
from skilling.importing.reading.sheetxml import SheetNotes, number, parse_range

_ROOT = re.compile(rb"<(?:([\w.-]+):)?worksheet\b")
_REFERENCE = re.compile(rb'\sr="([A-Z]{1,3})([0-9]{1,7})"')
_ROW_NUMBER = re.compile(rb'\sr="([0-9]{1,7})"')
_HIDDEN = re.compile(rb'\shidden="(?:1|true)"')
_KIND = re.compile(rb'\st="(\w+)"')
_STYLE = re.compile(rb'\ss="([0-9]+)"')
_RANGE = re.compile(rb'\sref="([^"]+)"')
_NO_NUMBERS = (b"NaN<", b"nan<", b"INF<", b"Inf<", b"inf<")
_ENOUGH_STYLED_CELLS = 20_000
_LONGEST_ROW = 64 << 20


class SecondLook:
    """Feed it a worksheet part in pieces, then ask `notes`.

    `understood` turns False when the XML is spelled in a way the scan does not know (no cell references,
    single quotes, UTF-16): then the caller must read the part with SheetReader instead.
    """

    def __init__(self, styles: Sequence[Style], date1904: bool) -> None:
        self._styles = styles
        self._date1904 = date1904
        self.understood = True
        self.last_row = 0
        self.notes = SheetNotes()
        self._prefix: bytes | None = None
        self._rest = b""
        self._styled = 0
        self._odd_style: re.Pattern[bytes] | None = None

    def feed(self, chunk: bytes) -> None:
        if not self.understood:
            return
        data = self._rest + chunk if self._rest else chunk
        if self._prefix is None:
            root = _ROOT.search(data)
            if root is None:
                self._rest = data
                self.understood = len(data) < _LONGEST_ROW and b"\x00" not in data[:100]
                return
            self._learn_spelling(root.group(1))
            self.understood = not re.search(rb"<(?:[\w.-]+:)?(?:row|c)[\r\n\t]", data)
        end = data.rfind(self._row_end)
        if end < 0:
            self._rest = data
            self.understood = len(data) < _LONGEST_ROW
            return
        end += len(self._row_end)
        self._rest = data[end:]
        self._look(data[:end])

    def finish(self) -> SheetNotes:
        """The notes, once the whole part was fed."""
        if self._prefix is None:
            self.understood = False
        if self.understood:
            self._look(self._rest)
            for tag in self._merge_tag.finditer(self._rest):
                reference = _RANGE.search(tag.group())
                merge = parse_range(reference.group(1).decode("ascii", "replace")) if reference else None
                if merge is not None:
                    self.notes.merges.append(merge)
        return self.notes

    def _learn_spelling(self, prefix: bytes | None) -> None:
        p = self._prefix = prefix + b":" if prefix else b""
        self._row_start, self._row_end = b"<" + p + b"row ", b"</" + p + b"row>"
        self._cell_start, self._cell_end = b"<" + p + b"c ", b"</" + p + b"c>"
        self._value_start, self._value_end = b"<" + p + b"v>", b"</" + p + b"v>"
        e = re.escape(p)
        self._formula = re.compile(b"<" + e + b"f[> /]")
        self._no_plain_number = re.compile(b"<" + e + b"v>[^0-9]")
        no_value = rb"\s*(?:<" + e + rb"v\s*/>|<" + e + rb"v>\s*</" + e + rb"v>)?\s*</" + e + rb"c>"
        self._uncached = (
            re.compile(rb"</" + e + rb"f>" + no_value),
            re.compile(rb"<" + e + rb"f[^>]*/>" + no_value),
        )
        self._row_tag = re.compile(rb"<" + e + rb"row\b[^>]*>")
        self._merge_tag = re.compile(rb"<" + e + rb"mergeCell\b[^>]*>")
        odd = [str(index).encode() for index, style in enumerate(self._styles) if style.zeros or style.legacy_font]
        if odd and len(odd) < 2_000:
            self._odd_style = re.compile(
                rb"<" + e + rb'c [^>]*?\bs="(' + rb"|".join(odd) + rb')"[^>]*>(?=<' + e + rb"(?:v>|is>|f))"
            )

    def _look(self, block: bytes) -> None:
        """Look over whole rows."""
        if not self._spelled_plainly(block):
            return
        if b"hidden=" in block:
            for tag in self._row_tag.finditer(block):
                if _HIDDEN.search(tag.group()):
                    self.notes.hidden_rows.add(self._number_of(tag.group()))
        if self._formula.search(block):
            for pattern in self._uncached:
                for found in pattern.finditer(block):
                    self._note_uncached(block, found.start())
        if b't="e"' in block:
            self._note_errors(block)
        if self._no_plain_number.search(block):
            self._note_negatives(block)
            for word in _NO_NUMBERS:
                self._note_no_number(block, self._value_start + word)
        if self._odd_style is not None and self._styled < _ENOUGH_STYLED_CELLS:
            self._note_styles(block, self._odd_style)

    def _spelled_plainly(self, block: bytes) -> bool:
        """Whether rows and cells name their place in double quotes, judged by the first of each block."""
        row = block.find(self._row_start)
        if row >= 0:
            last = block.rfind(self._row_start)
            numbered = _ROW_NUMBER.search(block, last, block.find(b">", last) + 1)
            cell = block.find(self._cell_start)
            placed = cell < 0 or _REFERENCE.search(block, cell, block.find(b">", cell) + 1)
            if numbered is None or not placed:
                self.understood = False
                return False
            self.last_row = int(numbered.group(1))
        elif self._cell_start in block:
            self.understood = False
        return self.understood

    def _number_of(self, tag: bytes) -> int:
        found = _ROW_NUMBER.search(tag)
        return int(found.group(1)) if found else 0

    def _tag_before(self, block: bytes, position: int) -> bytes:
        """The opening tag of the cell that holds a position."""
        start = block.rfind(self._cell_start, 0, position)
        return block[start : block.find(b">", start) + 1] if start >= 0 else b""

    def _place(self, tag: bytes) -> tuple[int, int] | None:
        found = _REFERENCE.search(tag)
        return (int(found.group(2)), column_number(found.group(1).decode())) if found else None

    def _note_uncached(self, block: bytes, position: int) -> None:
        tag = self._tag_before(block, position)
        place, kind = self._place(tag), _KIND.search(tag)
        if place is not None and (kind is None or kind.group(1) != b"str"):
            self.notes.patches[place] = CellError(UNCACHED)

    def _note_errors(self, block: bytes) -> None:
        position = block.find(b't="e"')
        while position >= 0:
            place = self._place(self._tag_before(block, position))
            if place is not None:
                self.notes.patches[place] = CellError(self._value_after(block, position) or "#ERROR")
            position = block.find(b't="e"', position + 1)

    def _value_after(self, block: bytes, position: int) -> str:
        end = block.find(self._cell_end, position)
        start = block.find(self._value_start, position, end)
        if start < 0:
            return ""
        start += len(self._value_start)
        return block[start : block.find(self._value_end, start)].decode("utf-8", "replace").strip()

    def _note_negatives(self, block: bytes) -> None:
        """A negative day, or a negative reference to a shared text, is no value at all."""
        needle = self._value_start + b"-"
        position = block.find(needle)
        while position >= 0:
            tag = self._tag_before(block, position)
            place, kind = self._place(tag), _KIND.search(tag)
            if place is not None and kind is not None and kind.group(1) == b"s":
                self.notes.patches[place] = CellError("text missing in the file")
            elif place is not None and self._style_of(tag).kind == "date":
                text = self._value_after(block, position)
                self.notes.patches[place] = number(text, self._style_of(tag), self._date1904)
            position = block.find(needle, position + 1)

    def _note_no_number(self, block: bytes, needle: bytes) -> None:
        """What calamine would take for a number, or for a day, though it is none."""
        position = block.find(needle)
        while position >= 0:
            tag = self._tag_before(block, position)
            place, kind = self._place(tag), _KIND.search(tag)
            if place is not None and (kind is None or kind.group(1) == b"n"):
                self.notes.patches[place] = CellError(self._value_after(block, position))
            position = block.find(needle, position + 1)

    def _style_of(self, tag: bytes) -> Style:
        found = _STYLE.search(tag)
        index = int(found.group(1)) if found else -1
        return self._styles[index] if 0 <= index < len(self._styles) else Style()

    def _note_styles(self, block: bytes, odd_style: re.Pattern[bytes]) -> None:
        for found in odd_style.finditer(block):
            place = self._place(found.group())
            if place is not None:
                self._styled += 1
                kind = _KIND.search(found.group())
                self.notes.note_style(
                    place[1],
                    self._styles[int(found.group(1))],
                    is_number=kind is None or kind.group(1) == b"n",
                )
