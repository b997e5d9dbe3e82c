"""The words of a template's cells, and where a bound cell has gone when the template changed; refuses to guess."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from skilling.database import jsontext
from skilling.reports.grids import address, place_of
from skilling.reports.template import cells
from skilling.reports.template.package import Package, local, xml

Words = Mapping[str, Mapping[str, str]]  # sheet -> cell -> what it says


@dataclass(frozen=True, slots=True)
class Moved:
    """A bound cell of an older template; `now` is where its row and column words stand together, empty where nowhere."""

    sheet: str
    cell: str
    now: str
    beside: str

    @property
    def sentence(self) -> str:
        where = f"is now {self.now}" if self.now else "is not found again"
        return f"{self.sheet} {self.cell} (beside '{self.beside}') {where}"


def words_of(package: Package) -> dict[str, dict[str, str]]:
    """What every cell says: texts and numbers as they are stored."""
    shared = _shared(package)
    found: dict[str, dict[str, str]] = {}
    for name, part_name in package.sheets.items():
        part = cells.read(package.parts[part_name])
        said = {}
        for cell, value in part.values.items():
            text = shared[int(value)] if part.kinds.get(cell) == "s" and value.isdigit() and int(value) < len(shared) else value
            if text.strip():
                said[cell] = text.strip()
        found[name] = said
    return found


def packed(words: Words) -> bytes:
    """For the table of templates; `unpacked` reads it."""
    return zlib.compress(jsontext.dumps(words).encode())


def unpacked(content: bytes) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = jsontext.loads(zlib.decompress(content).decode())
    return found


def moved(before: Words, after: Words, bindings: Mapping[str, Mapping[str, Any]]) -> list[Moved]:
    """Which bound cells lie elsewhere, or nowhere, in the changed template; none: all stand where they stood."""
    found = []
    for sheet, bound in bindings.items():
        old, new = before.get(sheet, {}), after.get(sheet)
        for cell in bound:
            row_words, column_words = _beside(old, cell)
            now = _found_again(new, row_words, column_words, cell) if new is not None else ""
            if now != cell:
                found.append(Moved(sheet, cell, now, row_words or column_words or "no words"))
    return found


def _shared(package: Package) -> list[str]:
    target = next((part for kind, part in package.related(package.workbook).values() if kind == "sharedStrings"), None)
    if target is None or target not in package.parts:
        return []
    return [
        "".join(run.text or "" for run in item.iter() if local(run) == "t")
        for item in xml(package.parts[target], package.name) if local(item) == "si"
    ]  # fmt: skip


def _beside(words: Mapping[str, str], cell: str) -> tuple[str, str]:
    """The nearest words to the left of a cell and above it."""
    row, column = place_of(cell)
    left = next((w for c in range(column - 1, 0, -1) if _is_words(w := words.get(address(row, c), ""))), "")
    above = next((w for r in range(row - 1, 0, -1) if _is_words(w := words.get(address(r, column), ""))), "")
    return left, above


def _is_words(text: str) -> bool:
    return any(sign.isalpha() for sign in text)


def _found_again(words: Mapping[str, str], row_words: str, column_words: str, cell: str) -> str:
    """Where those words stand beside and above one cell; the old place first. Two such places are none."""
    if _beside(words, cell) == (row_words, column_words):
        return cell
    if not row_words or not column_words:
        return ""
    rows = [place_of(at)[0] for at, text in words.items() if text == row_words]
    columns = {place_of(at)[1] for at, text in words.items() if text == column_words}
    found = {
        address(row, column) for row in rows for column in columns
        if _beside(words, address(row, column)) == (row_words, column_words)
    }  # fmt: skip
    return found.pop() if len(found) == 1 else ""
