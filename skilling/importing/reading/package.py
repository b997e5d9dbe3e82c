"""Finds its way in an xlsx package: sheets, styles and shared texts; refuses to look at a cell."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO

from skilling.importing.reading.opening import damaged, plain_part_name
from skilling.importing.reading.xmlparts import Attributes, Enough, nothing, walk

_BUILT_IN_DATES = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_NOT_CODES = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_ZEROS = re.compile(r"0{3,}")
_LEGACY_FONTS = re.compile(
    r"kruti|dev\s*lys|devlys|chanakya|shusha|walkman|krutidev|agra\b|shivaji|4c\s*gandhi|bharti",
    re.IGNORECASE,
)
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class Style:
    """What a cell's style says about its value."""

    kind: str = "number"
    """'number', 'date' or 'elapsed'."""
    zeros: int = 0
    """The width of a number format made of zeros only, such as 000000; else 0."""
    legacy_font: str = ""
    """The name of a font that draws Latin letters as Devanagari; else empty."""


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A worksheet and where its XML lies in the zip."""

    name: str
    hidden: bool
    part: str


class Package:
    """An opened xlsx or xlsm. Reads each of its small parts once, when asked."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self._parts = {plain_part_name(name): name for name in archive.namelist()}
        self.date1904 = False
        self.sheets: tuple[SheetPart, ...] = ()
        self._styles_part = ""
        self._strings_part = ""
        self._read_workbook()

    @contextmanager
    def open(self, part: str) -> Iterator[BinaryIO]:
        """A part's bytes; `part` is a name as `SheetPart` gives it."""
        with self.archive.open(part) as stream:
            yield stream  # type: ignore[misc]  # ZipExtFile reads bytes; typeshed calls it IO[bytes]

    def size(self, part: str) -> int:
        return self.archive.getinfo(part).file_size

    def _find(self, name: str) -> str | None:
        return self._parts.get(plain_part_name(name))

    def _read_workbook(self) -> None:
        workbook = self._target_of("", "officeDocument") or "xl/workbook.xml"
        stored = self._find(workbook)
        if stored is None:
            raise damaged("The workbook's table of sheets is missing")
        targets, kinds = self._relations(workbook)
        sheets: list[SheetPart] = []

        def start(name: str, attributes: Attributes) -> None:
            if name == "workbookPr":
                self.date1904 = attributes.get("date1904", "0") in ("1", "true")
            elif name == "sheet":
                relation = attributes.get("id", "")
                stored_part = self._find(targets.get(relation, ""))
                if stored_part is not None and kinds.get(relation) == "worksheet":
                    hidden = attributes.get("state", "visible") != "visible"
                    sheets.append(SheetPart(attributes.get("name", ""), hidden, stored_part))

        with self.open(stored) as stream:
            walk(stream, start, nothing, nothing)
        self.sheets = tuple(sheets)
        by_kind = {kind: targets[relation] for relation, kind in kinds.items()}
        folder = posixpath.dirname(workbook)
        self._styles_part = self._find(by_kind.get("styles", f"{folder}/styles.xml")) or ""
        self._strings_part = self._find(by_kind.get("sharedStrings", f"{folder}/sharedStrings.xml")) or ""

    def _target_of(self, part: str, kind: str) -> str | None:
        targets, kinds = self._relations(part)
        return next((targets[relation] for relation, found in kinds.items() if found == kind), None)

    def _relations(self, part: str) -> tuple[dict[str, str], dict[str, str]]:
        """Relation id to target part, and relation id to the last word of its type."""
        folder, name = posixpath.split(part)
        stored = self._find(posixpath.join(folder, "_rels", f"{name}.rels"))
        targets: dict[str, str] = {}
        kinds: dict[str, str] = {}

        def start(element: str, attributes: Attributes) -> None:
            if element == "Relationship" and attributes.get("TargetMode") != "External":
                relation = attributes.get("Id", "")
                target = attributes.get("Target", "").replace("\\", "/")
                targets[relation] = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                kinds[relation] = attributes.get("Type", "").rpartition("/")[2]

        if stored is not None:
            with self.open(stored) as stream:
                walk(stream, start, nothing, nothing)
        return targets, kinds

    def styles(self) -> list[Style]:
        """One Style per cell format, in the order cells refer to them."""
        if not self._styles_part:
            return []
        reader = _StylesReader()
        with self.open(self._styles_part) as stream:
            walk(stream, reader.start, reader.end, nothing)
        return reader.styles()

    def strings(self, upto: int | None = None) -> list[str]:
        """The shared texts, all of them or those with an index up to and including `upto`."""
        if not self._strings_part:
            return []
        reader = _StringsReader(upto)
        with self.open(self._strings_part) as stream:
            walk(stream, reader.start, reader.end, reader.text)
        return reader.strings


class _StylesReader:
    """Collects number formats, fonts and the cell formats that combine them."""

    def __init__(self) -> None:
        self._formats: dict[int, str] = {}
        self._fonts: list[str] = []
        self._cells: list[tuple[int, int]] = []
        self._within: set[str] = set()

    def start(self, name: str, attributes: Attributes) -> None:
        if name in ("fonts", "cellXfs", "dxfs"):
            self._within.add(name)
        elif name == "numFmt" and "dxfs" not in self._within:
            self._formats[_number(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif name == "font" and "fonts" in self._within:
            self._fonts.append("")
        elif name == "name" and "fonts" in self._within and self._fonts:
            self._fonts[-1] = attributes.get("val", "")
        elif name == "xf" and "cellXfs" in self._within:
            self._cells.append((_number(attributes.get("numFmtId")), _number(attributes.get("fontId"))))

    def end(self, name: str) -> None:
        self._within.discard(name)

    def styles(self) -> list[Style]:
        made: dict[tuple[int, int], Style] = {}
        for cell in set(self._cells):
            format_id, font_id = cell
            font = self._fonts[font_id] if 0 <= font_id < len(self._fonts) else ""
            made[cell] = style_of(format_id, self._formats.get(format_id, ""), font)
        return [made[cell] for cell in self._cells]


def style_of(format_id: int, code: str, font: str) -> Style:
    """The Style of a number format (its id and its own code, if it has one) and a font name."""
    legacy = font if is_legacy_font(font) else ""
    if not code and format_id in _BUILT_IN_DATES:
        return Style("elapsed" if format_id == 46 else "date", 0, legacy)
    section = code.partition(";")[0]
    if _ELAPSED.search(section):
        return Style("elapsed", 0, legacy)
    bare = _NOT_CODES.sub("", section)
    if bare.lower() not in ("general", "standard") and re.search(r"[ymdhsYMDHS]", bare):
        return Style("date", 0, legacy)
    return Style("number", len(bare) if _ZEROS.fullmatch(bare) else 0, legacy)


def is_legacy_font(name: str) -> bool:
    """Whether a font draws Latin letters as Devanagari, as Kruti Dev and its kin do."""
    return bool(name and _LEGACY_FONTS.search(name))


class _StringsReader:
    """Collects shared texts, without the phonetic hints of East Asian lists."""

    def __init__(self, upto: int | None) -> None:
        self.strings: list[str] = []
        self._upto = upto
        self._pieces: list[str] = []
        self._listening = False
        self._phonetic = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "t":
            self._listening = not self._phonetic
        elif name == "rPh":
            self._phonetic = True

    def text(self, text: str) -> None:
        if self._listening:
            self._pieces.append(text)

    def end(self, name: str) -> None:
        if name == "t":
            self._listening = False
        elif name == "rPh":
            self._phonetic = False
        elif name == "si":
            self.strings.append(unescaped("".join(self._pieces)))
            self._pieces.clear()
            if self._upto is not None and len(self.strings) > self._upto:
                raise Enough


def unescaped(text: str) -> str:
    """Undo the _x000D_ spelling in which workbooks keep characters that XML cannot."""
    if "_x" not in text:
        return text
    return _ESCAPE.sub(lambda found: chr(int(found.group(1), 16)), text)


def _number(text: str | None) -> int:
    try:
        return int(text or 0)
    except ValueError:
        return 0
