"""Finds cells typed in fonts that draw Latin letters as Hindi, and proposes what they show; refuses to convert unasked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from skilling.domain import legacyhindi
from skilling.domain.fields import Kind
from skilling.domain.problems import Severity
from skilling.importing.columns.evidence import is_missing, sample
from skilling.importing.reading.grid import Cell
from skilling.importing.values.findings import Cleaned, Issue, Remark, issues_of

CODE: Final = "legacy-font"
KINDS: Final = frozenset({Kind.NAME, Kind.TEXT, Kind.LONG_TEXT, Kind.LINK, Kind.STATE, Kind.DISTRICT, Kind.CHOICE})
"""Kinds whose values may be written in words of Hindi."""

BY_WORDS: Final = frozenset({Kind.STATE, Kind.DISTRICT, Kind.CHOICE})
"""Those of them whose values are words out of a table."""

_UNNAMED: Final = "Kruti Dev"


def told(found: Cleaned, cells: Sequence[Cell], font: str, *, by_words: bool = False) -> Cleaned:
    """What was found, with a proposal for each cell that is Hindi in such a font; values stay as they were written.

    `font` is the one of the column's cells where that draws Latin letters as Hindi, else empty: then the words decide. What
    was said before about such a cell was said about letters that mean something else, and goes. `by_words` tells that a value
    stands only where a word was understood (a state, a choice), so that nothing is left to convert there.
    """
    remarks = _remarks(cells, font)
    if by_words and remarks:
        understood = {cell for cell, value in zip(cells, found.values, strict=True) if value is not None}
        remarks = {cell: remark for cell, remark in remarks.items() if cell not in understood}
    if not remarks:
        return found
    others = [issue for issue in found.issues if cells[issue.index] not in remarks]
    return Cleaned(found.values, _in_order([*others, *issues_of(cells, remarks)]), found.date_order)


def _remarks(cells: Sequence[Cell], font: str) -> Mapping[Cell, Remark]:
    if not font and not legacyhindi.are_legacy(_texts(sample(cells))):
        return {}
    name = font or _UNNAMED
    distinct = {text for text in _texts(list(set(cells))) if _is_latin(text)}
    if not legacyhindi.is_known_layout(name):
        words = (
            f"This was typed in the font {name}, which draws Latin letters as Hindi and cannot be converted here. "
            "Ask the sender for the list in Unicode Hindi."
        )
        return dict.fromkeys(distinct, Remark(CODE, Severity.WARNING, words))
    words = (
        f"This looks like Hindi typed in the font {name}, which shows Latin letters as Hindi. It was left as it is. "
        "Convert it to Hindi that every computer shows?"
    )
    return {
        text: Remark(CODE, Severity.WARNING, words, legacyhindi.in_unicode(text))
        for text in distinct
        if legacyhindi.becomes_words(text)
    }


def _texts(cells: Sequence[Cell]) -> list[str]:
    return [cell for cell in cells if isinstance(cell, str) and not is_missing(cell)]


def _is_latin(text: str) -> bool:
    return any(sign.isalpha() for sign in text) and not any("\u0900" <= sign <= "\u097f" for sign in text)


def _in_order(issues: list[Issue]) -> list[Issue]:
    return sorted(issues, key=lambda issue: issue.index)
