"""Looks an xlsb sheet over for what calamine hides: hidden rows, error cells, leading zeros, legacy fonts, merges.

Source of the records: Microsoft, [MS-XLSB]. A formula always stores its last result there, so none can be uncached.
"""

from __future__ import annotations

import posixpath
import struct
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final, cast

from skilling.importing.reading.grid import CellError
from skilling.importing.reading.opening import plain_part_name
from skilling.importing.reading.package import Style, style_of
from skilling.importing.reading.sheetxml import SheetNotes
from skilling.importing.reading.xmlparts import Attributes, nothing, walk

_ROW, _CELL_RK, _CELL_ERROR, _CELL_REAL, _CELL_TEXT, _CELL_SHARED = 0, 2, 3, 5, 6, 7
_FORMULA_TEXT, _FORMULA_NUMBER, _FORMULA_ERROR = 8, 9, 11
_FONT, _FORMAT, _CELL_FORMAT = 43, 44, 47
_WORKBOOK, _SHEET = 153, 156
_MERGE, _CELL_FORMATS, _CELL_FORMATS_END = 176, 617, 618
_NUMBERS: Final = frozenset((_CELL_RK, _CELL_REAL, _FORMULA_NUMBER))
_TEXTS: Final = frozenset((_CELL_TEXT, _CELL_SHARED, _FORMULA_TEXT))
_ERRORS: Final = frozenset((_CELL_ERROR, _FORMULA_ERROR))
_HIDDEN: Final = 0x10  # of the flags in byte 11 of a row
_WORDS: Final = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip
_LAST_ROW, _LAST_COLUMN = 1_048_575, 16_383
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Look:
    """What was seen: `date1904` tells from which day on the workbook counts."""

    notes: SheetNotes
    date1904: bool


def look(archive: zipfile.ZipFile, sheet: str, longest: int) -> Look | None:
    """The second look at one sheet; None where its part is not found or longer than `longest` bytes."""
    parts = {plain_part_name(name): name for name in archive.namelist()}
    workbook = next((name for plain, name in parts.items() if plain.endswith("workbook.bin")), None)
    if workbook is None:
        return None
    relation, date1904 = _found(archive, workbook, sheet)
    folder, name = posixpath.split(plain_part_name(workbook))
    target = _target(archive, parts.get(f"{folder}/_rels/{name}.rels"), relation)
    part = parts.get(plain_part_name(posixpath.normpath(posixpath.join("/", folder, target))))
    if not target or part is None or archive.getinfo(part).file_size > longest:
        return None
    styles = parts.get(f"{folder}/styles.bin")
    with archive.open(part) as stream:
        return Look(_notes(cast(BinaryIO, stream), _styles(archive, styles) if styles else []), date1904)


def records(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """The records of a part, as kind and body, until it ends or breaks off."""
    data, at = b"", 0
    while True:
        found = _one(data, at)
        if found is None:
            more = stream.read(_CHUNK)
            if not more:
                return
            data, at = data[at:] + more, 0
            continue
        kind, start, at = found
        yield kind, data[start:at]


def _one(data: bytes, at: int) -> tuple[int, int, int] | None:
    """Kind, start and end of the record at a place; None while it is not there as a whole."""
    end = len(data)
    if at >= end:
        return None
    kind = data[at]
    at += 1
    if kind & 0x80:
        if at >= end:
            return None
        kind = kind & 0x7F | (data[at] & 0x7F) << 7
        at += 1
    length = shift = 0
    while shift < 28:
        if at >= end:
            return None
        byte = data[at]
        at += 1
        length |= (byte & 0x7F) << shift
        shift += 7
        if not byte & 0x80:
            break
    return (kind, at, at + length) if at + length <= end else None


def _found(archive: zipfile.ZipFile, workbook: str, sheet: str) -> tuple[str, bool]:
    """The relation of a sheet, by its name, and whether days count from 1904."""
    relation, date1904 = "", False
    with archive.open(workbook) as stream:
        for kind, body in records(cast(BinaryIO, stream)):
            if kind == _WORKBOOK:
                date1904 = bool(body[:1] and body[0] & 1)
            elif kind == _SHEET:
                own, end = _text(body, 8)
                if _text(body, end)[0] == sheet:
                    relation = own
    return relation, date1904


def _target(archive: zipfile.ZipFile, part: str | None, relation: str) -> str:
    found: list[str] = []

    def start(name: str, attributes: Attributes) -> None:
        if name == "Relationship" and attributes.get("Id") == relation:
            found.append(attributes.get("Target", "").replace("\\", "/"))

    if part is not None and relation:
        with archive.open(part) as stream:
            walk(cast(BinaryIO, stream), start, nothing, nothing)
    return found[0] if found else ""


def _text(body: bytes, at: int) -> tuple[str, int]:
    """A text with its length before it, and the place behind it; empty where it breaks off."""
    if at + 4 > len(body):
        return "", len(body)
    (length,) = struct.unpack_from("<I", body, at)
    end = at + 4 + 2 * length
    if length == 0xFFFFFFFF or end > len(body):
        return "", at + 4
    return body[at + 4 : end].decode("utf-16-le", "replace"), end


def _styles(archive: zipfile.ZipFile, part: str) -> list[Style]:
    """One Style per cell format, in the order cells refer to them."""
    formats: dict[int, str] = {}
    fonts: list[str] = []
    styles: list[Style] = []
    within = False
    with archive.open(part) as stream:
        for kind, body in records(cast(BinaryIO, stream)):
            if kind == _FORMAT and len(body) >= 2:
                formats[int.from_bytes(body[:2], "little")] = _text(body, 2)[0]
            elif kind == _FONT:
                fonts.append(_text(body, 21)[0])
            elif kind in (_CELL_FORMATS, _CELL_FORMATS_END):
                within = kind == _CELL_FORMATS
            elif kind == _CELL_FORMAT and within and len(body) >= 6:
                number, font = struct.unpack_from("<HH", body, 2)
                styles.append(style_of(number, formats.get(number, ""), fonts[font] if font < len(fonts) else ""))
    return styles


def _notes(stream: BinaryIO, styles: list[Style]) -> SheetNotes:
    notes = SheetNotes()
    odd = {index: style for index, style in enumerate(styles) if style.zeros or style.legacy_font}
    row = 0
    for kind, body in records(stream):
        if kind == _ROW and len(body) >= 12:
            row = min(int.from_bytes(body[:4], "little"), _LAST_ROW) + 1
            if body[11] & _HIDDEN:
                notes.hidden_rows.add(row)
        elif kind in _ERRORS and len(body) >= 9:
            column = int.from_bytes(body[:4], "little")
            if column <= _LAST_COLUMN:
                notes.patches[row, column + 1] = CellError(_WORDS.get(body[8], "#ERROR"))
        elif odd and (kind in _NUMBERS or kind in _TEXTS) and len(body) >= 8:
            style = odd.get(int.from_bytes(body[4:7], "little"))
            if style is not None:
                notes.note_style(int.from_bytes(body[:4], "little") + 1, style, is_number=kind in _NUMBERS)
        elif kind == _MERGE and len(body) >= 16:
            top, bottom, left, right = struct.unpack_from("<IIII", body)
            if top <= bottom <= _LAST_ROW and left <= right <= _LAST_COLUMN:
                notes.merges.append((top + 1, left + 1, bottom + 1, right + 1))
    return notes
