"""What the parsers of cells say in the same words, and what they undo of what programs do to text; refuses to judge a value."""

from __future__ import annotations

import re
from typing import Final

from skilling.domain.fields import Field, Kind
from skilling.domain.problems import Problem, Severity
from skilling.domain.values import Stored
from skilling.importing.values.findings import Parsed, Remark

STATUS: Final = "status"
# What identifies a person must be right or the row waits; any other wrong value is left out with a warning.
_MUST_BE_RIGHT: Final = frozenset({Kind.MOBILE, Kind.EMAIL, Kind.DATE})

_TEXT_OF_FORMULA: Final = re.compile(r'="((?:[^"]|"")*)"')
_FORMULA: Final = re.compile(r"[=@][A-Za-z_.]+\d*\s*[(&+*/:,-].*|=.*[(&+*/].*", re.DOTALL)
_LINK_LABEL: Final = re.compile(r'=\s*HYPERLINK\s*\([^)]*?[,;]\s*"([^"]+)"\s*\)', re.IGNORECASE)

ESCAPES: Final = Remark(
    "escape-text", Severity.NOTE, r"This holds spaces that a program wrote out as text (\xc2\xa0); they became spaces."
)


def wrong(field: Field, problem: Problem, proposed: Stored | None = None) -> Parsed:
    """No value, and why: an error where the value must be right, otherwise a warning."""
    must = field.kind in _MUST_BE_RIGHT or field.required or field.name == STATUS
    severity = problem.severity if problem.severity is not Severity.ERROR or must else Severity.WARNING
    return None, Remark(problem.code, severity, problem.message, proposed)


def unquoted(cell: object) -> object:
    """Text without what programs put around it so that it stays text: ' before a formula's sign or a digit, ="..." around it."""
    if not isinstance(cell, str):
        return cell
    if cell[:1] == "'" and (cell[1:2] in ("=", "+", "-", "@", "\t", "\r") or cell[1:2].isdigit()):
        return cell[1:]
    wrapped = _TEXT_OF_FORMULA.fullmatch(cell) if cell[:2] == '="' else None
    return wrapped[1].replace('""', '"') if wrapped else cell


def formula(text: str) -> Remark | None:
    """The formula that came as text: it has no value; the label of a link is proposed."""
    if text[:1] not in ("=", "@") or not _FORMULA.fullmatch(text):
        return None
    label = _LINK_LABEL.fullmatch(text)
    words = "This is a formula instead of its result. Correct it, or open the list in Excel, save it and choose it again."
    return Remark("formula-text", Severity.ERROR, words, label[1] if label else None)
