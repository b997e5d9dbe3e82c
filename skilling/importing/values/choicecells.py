"""Reads cells that should hold one choice of a closed list; refuses to choose where a cell says two of them."""

from __future__ import annotations

import re
from typing import Final

from skilling.domain import values
from skilling.domain.fields import Choice, Field, label_of
from skilling.domain.problems import Problem, Severity
from skilling.domain.text import key
from skilling.importing.columns.evidence import is_missing
from skilling.importing.columns.headerwords import asked_about
from skilling.importing.reading.grid import Cell
from skilling.importing.table.looks import plain_text
from skilling.importing.values.findings import NOTHING, Parsed, Parser, Reading, Remark
from skilling.importing.values.remarks import STATUS, wrong

_PARTS: Final = re.compile(r"[()\[\]/|,:;]+|\s*[-–]\s*|\s{2,}")
_FILLERS: Final = re.compile(r"\b(?:category|caste|class|gender|candidate)\b|वर्ग", re.IGNORECASE)
_LEAST_LETTERS: Final = 4  # of a word that may have a slip in it
_ANSWERS: Final = {
    "yes": "Y", "y": "Y", "true": "Y", "1": "Y", "हां": "Y", "no": "N", "n": "N", "false": "N", "0": "N", "नहीं": "N",
}  # fmt: skip


def choice_parser(field: Field, context: Reading) -> Parser:
    """The code of the choice; what is said in more words is read by its parts, and a slip of the pen is proposed."""
    asked = asked_about(context.heading, field) if field.name == STATUS else None

    def parse(cell: Cell) -> Parsed:
        value = values.choice(cell, field.choices)
        if isinstance(value, str):
            return value, None
        if is_missing(cell):
            return NOTHING
        answer = _ANSWERS.get(key(plain_text(cell))) if asked else None
        if answer == "Y":
            return asked, None
        if answer == "N":
            return None, Remark("status-no", Severity.WARNING, "This says what the status is not. It was left as it is.")
        return _by_parts(plain_text(cell), field) or wrong(
            field, Problem("choice", value.message), _meant(plain_text(cell), field.choices)
        )

    return parse


def _by_parts(text: str, field: Field) -> Parsed | None:
    """'Female (F)' and 'OBC (NCL)' say one choice; 'Male/Female' says two, and 'Enrolled (left)' more than a status."""
    whole, *codes = [_code(part, field.choices) for part in (text, *filter(str.strip, _PARTS.split(text)))]
    if whole:
        return whole, None
    said = {code for code in codes if code}
    if len(said) != 1:
        return None
    code = said.pop()
    if None not in codes:
        return code, None
    if codes[0] != code or field.name == STATUS:
        return None
    words = f"This was read as {label_of(field.choices, code)} by its first word; the whole cell is kept with the row. Check it."
    return code, Remark("choice-part", Severity.WARNING, words)


def _code(part: str, choices: tuple[Choice, ...]) -> str | None:
    for said in (part, _FILLERS.sub(" ", part)):
        if isinstance(code := values.choice(said, choices), str):
            return code
    return None


def _meant(text: str, choices: tuple[Choice, ...]) -> str | None:
    """The label of the one choice that a misspelt word looks like."""
    from rapidfuzz.distance import OSA  # takes its time to import; words that are spelt well never come here

    said = key(text)
    if len(said) < _LEAST_LETTERS:
        return None
    near = {
        choice.label
        for choice in choices
        for word in (choice.label, choice.hindi, *choice.synonyms)
        if len(word) >= _LEAST_LETTERS and OSA.distance(said, key(word), score_cutoff=1) <= 1
    }
    return near.pop() if len(near) == 1 else None
