"""Cells that say 'same as above', as clerks write it; refuses to repeat what is each person's own: name, birthday, number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from skilling.domain.fields import Field, Kind
from skilling.domain.problems import Severity
from skilling.importing.columns.dittowords import ABOVE, DITTOS
from skilling.importing.columns.evidence import is_missing
from skilling.importing.reading.grid import Cell
from skilling.importing.table.looks import plain_text
from skilling.importing.values.findings import Issue

_OWN: Final = frozenset({Kind.CODE, Kind.EMAIL})  # a phone may be a family's


def repeated(field: Field, cells: Sequence[Cell]) -> tuple[Sequence[Cell], list[Issue]]:
    """The cells with what stands above in place of every 'ditto', and a note for each of these."""
    own = field.required or field.kind in _OWN or (field.kind is Kind.DATE and field.personal)
    if own or DITTOS.isdisjoint(cells):
        return cells, []
    if field.kind is not Kind.LONG_TEXT:
        return _filled(cells, DITTOS)
    filled, notes = _filled(cells, ABOVE)
    words = "This says 'same', which may mean the row above or the address beside. It was taken as written. Write it out."
    asked = [
        Issue(place, "same-unsure", Severity.WARNING, plain_text(cell), None, words)
        for place, cell in enumerate(filled)
        if cell in DITTOS
    ]
    return filled, [*notes, *asked]


def repeated_beside(cells: Sequence[Cell]) -> tuple[Sequence[Cell], list[Issue]]:
    """The cells of a column that is kept beside the fields, with what stands above in place of marks that mean only that."""
    return (cells, []) if ABOVE.isdisjoint(cells) else _filled(cells, ABOVE)


def _filled(cells: Sequence[Cell], marks: frozenset[Cell]) -> tuple[list[Cell], list[Issue]]:
    filled, notes = list(cells), []
    words = "This says 'same as above', so the cell above was taken."
    for place in range(1, len(filled)):
        above = filled[place - 1]
        if filled[place] in marks and not is_missing(above) and above not in DITTOS:
            notes.append(Issue(place, "ditto", Severity.NOTE, plain_text(cells[place]), None, words))
            filled[place] = above
    return filled, notes
