"""Cells that say 'same as above', as clerks write it; refuses to repeat what is each person's own: name, birthday, number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from skilling.domain.fields import Field, Kind
from skilling.domain.problems import Severity
from skilling.importing.columns.evidence import is_missing
from skilling.importing.reading.grid import Cell
from skilling.importing.table.looks import plain_text
from skilling.importing.values.findings import Issue

_WORDS: Final = (
    "do", "ditto", "same", "same as above", "as above", "तदैव", "वही", "उपरोक्त", "यथोपरि", "ऊपर के समान", "वरीलप्रमाणे", "மேற்படி",
    "ಮೇಲಿನಂತೆ", "পূর্ববৎ",
)  # fmt: skip
_AROUND: Final = ("{}", "-{}-", "--{}--", "- {} -", "-{}", '"{}"', "{}.", ".{}.")
# A set of spellings instead of a pattern: asking it costs next to nothing for the cells that are none of them.
_DITTOS: Final[frozenset[Cell]] = frozenset(
    {
        around.format(word)
        for said in _WORDS
        for word in (said, said.upper(), said.capitalize(), said.title())
        for around in _AROUND
    }
    | {'"', "〃", "''", ",,", "〞", "”", "“", "″"}
)
_OWN: Final = frozenset({Kind.CODE, Kind.EMAIL})  # a phone may be a family's


def repeated(field: Field, cells: Sequence[Cell]) -> tuple[Sequence[Cell], list[Issue]]:
    """The cells with what stands above in place of every 'ditto', and a note for each of these."""
    own = field.required or field.kind in _OWN or (field.kind is Kind.DATE and field.personal)
    if own or _DITTOS.isdisjoint(cells):
        return cells, []
    filled, notes = list(cells), []
    words = "This says 'same as above', so the cell above was taken."
    for place in range(1, len(filled)):
        above = filled[place - 1]
        if filled[place] in _DITTOS and not is_missing(above) and above not in _DITTOS:
            notes.append(Issue(place, "ditto", Severity.NOTE, plain_text(cells[place]), None, words))
            filled[place] = above
    return filled, notes
