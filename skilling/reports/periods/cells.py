"""The figures of a pack as they are kept for ever: each with its sheet, row and column in words, its question and value;
refuses nothing: what a later version no longer knows is said to be unknown.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from skilling.database import jsontext
from skilling.reports.figures import Question, Value
from skilling.reports.grids import Band, Cell, Figure, Grid, Text, address
from skilling.reports.measures import MEASURES
from skilling.reports.periods import kept

_LABELS: Final = 3  # texts of a row that tell which it is


@dataclass(frozen=True, slots=True)
class FrozenCell:
    """One figure as it was frozen; `turn` tells it from the same question asked again on its sheet."""

    sheet: str
    at: str
    row: str
    column: str
    key: str
    turn: int
    value: Value

    @property
    def question(self) -> Question:
        """What it asks. Refused where this version no longer knows the measure."""
        return Question.of_key(jsontext.loads(self.key))

    @property
    def measures(self) -> tuple[str, ...]:
        """The measure, and the one of which it is a percentage."""
        measure, _window, _where, per = jsontext.loads(self.key)
        return (measure, per) if per else (measure,)


@dataclass(frozen=True)
class FrozenFigures:
    """All cells of a frozen pack, and what its measures meant: name -> (hash, sentence)."""

    cells: tuple[FrozenCell, ...]
    definitions: dict[str, tuple[str, str]]
    sheets: tuple[dict[str, Any], ...] = ()  # as `kept` wrote them; none where an older version froze them


def packed(grids: Sequence[Grid]) -> bytes:
    """Every figure of a pack with its keys and value, the definitions and the sheets, compressed; `unpacked` reads it."""
    cells = [
        [cell.sheet, cell.at, cell.row, cell.column, cell.key, cell.turn, cell.value] for grid in grids for cell in cells_of(grid)
    ]
    names = sorted({name for grid in grids for cell in cells_of(grid) for name in cell.measures})
    said = {
        "cells": cells, "definitions": {name: meaning(name) for name in names}, "sheets": [kept.plain(grid) for grid in grids],
    }  # fmt: skip
    return zlib.compress(jsontext.dumps(said).encode())


def unpacked(figures: bytes) -> FrozenFigures:
    """What `packed` wrote."""
    found: dict[str, Any] = jsontext.loads(zlib.decompress(figures).decode())
    cells = tuple(
        FrozenCell(sheet, at, row, column, key, turn, Decimal(value) if isinstance(value, str) else value)
        for sheet, at, row, column, key, turn, value in found["cells"]
    )
    definitions = {name: (each[0], each[1]) for name, each in found["definitions"].items()}
    return FrozenFigures(cells, definitions, tuple(found.get("sheets", ())))


def meaning(measure: str) -> tuple[str, str]:
    """The hash of a measure's definition, and its sentence; ('', '') of one that this version does not know."""
    known = MEASURES.get(measure)
    if known is None:
        return "", ""
    sentence = f"{known.words.en}: {known.definition.en}"
    said = [sentence, known.kind.value, known.of, known.lists, known.again_of, list(known.across), known.facts.noun]
    return hashlib.sha256(jsontext.dumps(said).encode()).hexdigest(), sentence


def cells_of(grid: Grid) -> Iterator[FrozenCell]:
    """The figures of a sheet with the words of their rows and columns."""
    turns: dict[str, int] = {}
    section = ""
    group: tuple[Cell, ...] = ()
    heading: tuple[Cell, ...] = ()
    for number, row in enumerate(grid.rows, 1):
        if row.band is Band.SECTION:
            section = _words(row.cells[0])
        elif row.band is Band.GROUP:
            group = row.cells
        elif row.band is Band.HEADING:
            heading, group = row.cells, group if number > 1 and grid.rows[number - 2].band is Band.GROUP else ()
        texts = [_words(cell) for cell in row.cells[1:] if isinstance(cell, Text)]
        label = " · ".join([each for each in (section, *texts[:_LABELS]) if each])
        for column, cell in enumerate(row.cells, 1):
            if isinstance(cell, Figure):
                key = jsontext.dumps(cell.question.key())
                turns[key] = turns.get(key, 0) + 1
                yield FrozenCell(
                    grid.name, address(number, column), label, _column(group, heading, column), key, turns[key], cell.value
                )


def _column(group: tuple[Cell, ...], heading: tuple[Cell, ...], column: int) -> str:
    over = next((_words(cell) for cell in reversed(group[:column]) if _words(cell)), "")
    own = _words(heading[column - 1]) if len(heading) >= column else ""
    return f"{over}: {own}" if over else own


def _words(cell: Cell) -> str:
    return str(cell.value).replace("\n", " / ") if isinstance(cell, Text) and cell.value is not None else ""
