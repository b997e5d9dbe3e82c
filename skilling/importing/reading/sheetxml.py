"""Reads worksheet XML cell by cell in bounded memory: slower than calamine, but stops early and survives.

Used for previews, for sheets with cells far away, and where calamine gave up. Tolerates any namespace prefix,
missing references, and the Strict variant; refuses document types.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import BinaryIO
from xml.parsers import expat

from skilling.importing.reading.grid import UNCACHED, Cell, CellError, Merge, column_number
from skilling.importing.reading.opening import damaged
from skilling.importing.reading.package import Style, unescaped
from skilling.importing.reading.serials import elapsed, moment
from skilling.importing.reading.xmlparts import refuse_declaration

_CHUNK = 1 << 16
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})$")
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_PLAIN = Style()
_MOST_WARNINGS = 20

SparseRow = tuple[int, dict[int, Cell]]
"""A 1-based sheet row and its filled cells by 1-based column."""


class _Columns(dict[str, int]):
    """The number of a column by its letters; past the last column for letters that name none."""

    def __missing__(self, letters: str) -> int:
        plain = letters.replace("$", "")
        named = 0 < len(plain) <= 3 and plain.isascii() and plain.isalpha()
        number = self[letters] = column_number(plain) if named else _LAST_COLUMN + 1
        return number


class SharedText(int):
    """A reference to a shared text not yet looked up."""


@dataclass
class SheetNotes:
    """What a fast reader does not tell about a sheet. Rows and columns are 1-based."""

    hidden_rows: set[int] = field(default_factory=set)
    merges: list[Merge] = field(default_factory=list)
    patches: dict[tuple[int, int], Cell] = field(default_factory=dict)
    """Cells whose value the fast reader loses: errors, formulas never calculated, impossible dates."""
    zeros: dict[int, Counter[int]] = field(default_factory=dict)
    fonts: dict[int, Counter[str]] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    height: int = 0
    """The last row the sheet claims to have; not to be trusted."""

    def note_style(self, column: int, style: Style, *, is_number: bool) -> None:
        """Remember what a filled cell's format says about its column: zeros of numbers, fonts of texts."""
        if style.zeros and is_number:
            self.zeros.setdefault(column, Counter())[style.zeros] += 1
        if style.legacy_font and not is_number:
            self.fonts.setdefault(column, Counter())[style.legacy_font] += 1


class SheetReader:
    """Pulls rows out of one worksheet part. Iterate over `rows`, then look at `notes`."""

    def __init__(self, styles: Sequence[Style], strings: Sequence[str] | None, date1904: bool, notes: SheetNotes) -> None:
        """Without `strings`, shared texts come out as SharedText for the caller to look up."""
        self._styles = {str(number): style for number, style in enumerate(styles) if style != _PLAIN}
        self._columns = _Columns()
        self._strings = strings
        self._date1904 = date1904
        self.notes = notes
        self._names: dict[str, str] = {}
        self._ready: list[SparseRow] = []
        self._row = 0
        self._column = 0
        self._cells: dict[int, Cell] = {}
        self._kind = "n"
        self._style = _PLAIN
        self._formula = False
        self._listening = False
        self._pieces: list[str] = []
        self._in_data = False

    def rows(self, stream: BinaryIO) -> Iterator[SparseRow]:
        """The rows that hold a value, in file order. Raises Refused 'damaged' where the XML breaks off."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = refuse_declaration
        ended = False
        while not ended:
            chunk = stream.read(_CHUNK)
            ended = not chunk
            try:
                parser.Parse(chunk, ended)
            except (expat.ExpatError, LookupError) as error:
                raise damaged(f"The sheet breaks off or is garbled after row {self._row:,}") from error
            yield from self._ready
            self._ready.clear()

    def _start(self, full: str, attributes: dict[str, str]) -> None:
        name = self._names.get(full) or self._names.setdefault(full, full.rpartition(" ")[2])
        if name == "c":
            self._start_cell(attributes)
        elif name in ("v", "t"):
            self._listening = True
        elif name == "f":
            self._formula = True
        elif name == "rPh":
            self._listening = False
        elif name == "row":
            self._start_row(attributes)
        elif name == "dimension":
            claimed = parse_range(attributes.get("ref", ""))
            self.notes.height = claimed[2] if claimed else 0
        elif name == "mergeCell":
            self._note_merge(attributes.get("ref", ""))

    def _start_row(self, attributes: dict[str, str]) -> None:
        given = attributes.get("r", "")
        row = int(given) if given.isdecimal() and len(given) < 9 else self._row + 1
        if row <= self._row:
            self._warn(f"Row {row:,} stands in the file twice or out of order. Compare it with the sheet.")
            row = self._row + 1
        self._row = row
        self._column = 0
        self._cells = {}
        if attributes.get("hidden") in ("1", "true"):
            self.notes.hidden_rows.add(row)

    def _warn(self, sentence: str) -> None:
        if len(self.notes.warnings) < _MOST_WARNINGS:
            self.notes.warnings.append(sentence)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        letters = attributes.get("r", "").rstrip("0123456789")
        self._column = self._columns[letters] if letters else self._column + 1
        self._kind = attributes.get("t", "n")
        self._style = self._styles.get(attributes.get("s", ""), _PLAIN)
        self._formula = False
        self._pieces.clear()

    def _text(self, text: str) -> None:
        if self._listening:
            self._pieces.append(text)

    def _end(self, full: str) -> None:
        name = self._names.get(full) or full.rpartition(" ")[2]
        if name in ("v", "t"):
            self._listening = False
        elif name == "c":
            self._end_cell()
        elif name == "row" and self._cells:
            if self._row > _LAST_ROW:
                self._warn("Values below the last row Excel knows were left out.")
            else:
                self._ready.append((self._row, self._cells))
            self._cells = {}

    def _end_cell(self) -> None:
        text = "".join(self._pieces)
        value = self._value(text)
        if value is None or self._column > _LAST_COLUMN:
            return
        self._cells[self._column] = value
        if self._style is not _PLAIN:
            self.notes.note_style(self._column, self._style, is_number=self._kind == "n")

    def _value(self, text: str) -> Cell:
        kind = self._kind
        if not text:
            return CellError(UNCACHED) if self._formula and kind != "str" else None
        if kind == "n":
            return number(text, self._style, self._date1904)
        if kind == "s":
            return self._shared(text)
        if kind in ("inlineStr", "str"):
            return unescaped(text)
        plain = text.strip()
        rare: dict[str, Cell] = {"b": plain in ("1", "true"), "e": CellError(plain), "d": _iso_moment(plain)}
        return rare.get(kind, plain)

    def _shared(self, text: str) -> Cell:
        index = int(text) if text.strip().isdecimal() else -1
        if self._strings is None:
            return SharedText(index)
        return shared_text(self._strings, index)

    def _note_merge(self, reference: str) -> None:
        merge = parse_range(reference)
        if merge is not None:
            self.notes.merges.append(merge)


def shared_text(strings: Sequence[str], index: int) -> Cell:
    """A shared text by its number; a CellError when the file refers to one it does not hold."""
    if 0 <= index < len(strings):
        return strings[index] or None
    return CellError("text missing in the file")


def number(text: str, style: Style, date1904: bool) -> Cell:
    """What a numeric cell shows: a number, a day, a time; a CellError for what is not a number."""
    try:
        value = float(text)
    except ValueError:
        return CellError(text.strip()[:40])
    if not math.isfinite(value):
        return CellError(text.strip()[:40])
    if style.kind == "date":
        return moment(value, date1904)
    return elapsed(value) if style.kind == "elapsed" else value


def _iso_moment(text: str) -> Cell:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return text
    return date(found.year, found.month, found.day) if "T" not in text else found.replace(tzinfo=None)


def parse_range(reference: str) -> Merge | None:
    """'B2:C5' as first row, first column, last row, last column; None when it is not a range."""
    first, _, last = reference.partition(":")
    start, end = _REFERENCE.match(first), _REFERENCE.match(last or first)
    if start is None or end is None:
        return None
    top, left = int(start.group(2)), column_number(start.group(1))
    bottom, right = int(end.group(2)), column_number(end.group(1))
    return (top, left, bottom, right) if top <= bottom and left <= right else None
