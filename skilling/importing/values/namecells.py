"""Reads cells that should hold a name: kept as written, and what is no name is said; refuses to improve how people write theirs."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from skilling.domain import phones, values
from skilling.domain.fields import Field, Kind
from skilling.domain.names import names_in_lines, split_number, split_relation
from skilling.domain.problems import Problem, Severity
from skilling.domain.text import clean, key, without_escapes
from skilling.importing.columns.evidence import is_missing
from skilling.importing.reading.grid import Cell
from skilling.importing.values.findings import NOTHING, Parsed, Parser, Remark
from skilling.importing.values.remarks import ESCAPES, formula, unquoted, wrong

_PLAIN_NAME: Final = re.compile(r"[A-Za-z]{2,20}(?: [A-Za-z]{2,20}){0,4}").fullmatch
_NOBODY: Final = frozenset(
    {"no name", "name", "full name", "student name", "not mentioned", "not specified", "anonymous", "test", "test test", "testing",
     "test user", "test student", "dummy", "sample", "abc", "abcd", "xyz", "abc xyz", "asdf", "qwerty", "tba", "ditto", "same as above",
     "as above", "do", "vacant", "vacant seat", "male", "female",
     "अज्ञात", "ज्ञात नहीं", "पता नहीं", "नाम", "नाम नहीं", "தெரியாது", "பெயர் இல்லை", "తెలియదు", "పేరు లేదు",
     "ಗೊತ್ತಿಲ್ಲ", "ಹೆಸರು ಇಲ್ಲ", "অজানা", "জানা নেই", "અજ્ઞાત", "ਅਗਿਆਤ", "അറിയില്ല", "ଅଜ୍ଞାତ"}
)  # fmt: skip
_TRIED: Final = re.compile(
    r"(?:test|testing|dummy|sample|demo|abcd?|xyz|asdf\w*|qwerty\w*)\W*(?:user|name|student)?\W*\d*|(\w)\1{2,}"
)
_NOT_OF_NAMES: Final = re.compile(r"[<>{}=;$|\\^~#\[\]]|\w_\w|https?:|www\.")
_GARBLED: Final = re.compile("[ÃÂâ][\u0080-\u00bf\u2018-\u2026€™œž]|à[¤-°]")  # UTF-8 that was read as Latin letters
_TWO: Final = re.compile(r"[A-Za-z]{3,}\s*[/&]\s*[A-Za-z]{3,}|[A-Za-z]{3,}\s+and\s+[A-Za-z]{3,}", re.IGNORECASE)
_AFTER_COMMA: Final = re.compile(r"(?P<before>[^,\d]*[^\W\d_][^,\d]*?)\s*,\s*(?P<after>[^,\d]*[^\W\d_][^,\d]*)")
_DESIGNATION: Final = re.compile(
    r"\b(?:director|officer|manager|engineer|professor|prof|lecturer|trainer|principal|inspector|clerk|assistant|asst|analyst|"
    r"developer|ceo|cto|founder|hod|dean|teacher|coordinator|executive|secretary|head|faculty|instructor|student|intern|"
    r"consultant|scientist|b\.?\s?tech|m\.?\s?tech|b\.?e|m\.?e|b\.?sc|m\.?sc|b\.?com|m\.?com|b\.?a|m\.?a|mba|mca|bca|ph\.?\s?d|mbbs|"
    r"b\.?ed|diploma|iti)\b",
    re.IGNORECASE,
)
_LONGEST_NAME: Final = 4  # words, for one that may be turned round
_SHORTEST_NUMBER: Final = 5  # signs of a number of somebody's; shorter ones count rows
_NIL_NAMES: Final = frozenset({"nil"})  # also a name of people
_NO_NAME: Final = Remark(
    "name-placeholder", Severity.WARNING, "This stands where nobody knew the name or somebody tried the form. It was left out."
)


_LINES: Final = Remark(
    "name-lines",
    Severity.WARNING,
    "This holds several lines: several names, or more than a name. It was taken as one name. Put each into a cell of its own, or "
    "accept to keep the first line alone.",
)


def name_parser(field: Field) -> Parser:

    def parse(cell: Cell) -> Parsed:
        if cell.__class__ is str and _PLAIN_NAME(cell) and not is_missing(cell) and not _is_nobody(cell.casefold()):
            return cell, None  # most cells end here
        if is_missing(cell):
            if field.required and isinstance(cell, str) and key(cell) in _NIL_NAMES:
                return clean(cell), Remark(
                    "name-nil", Severity.WARNING, "This may be a name or mean 'none'. It was taken as a name. Check it."
                )
            return NOTHING
        if not isinstance(cell, str):
            return wrong(field, Problem("name", "This is a number or a date where a name belongs. Correct it."))
        text = without_escapes(cell)
        if _is_nobody(key(text)):
            return None, _NO_NAME
        if remark := formula(text):
            return None, remark
        value = values.read(Kind.NAME, unquoted(text))
        if isinstance(value, Problem):
            return wrong(field, value)
        if names_in_lines(text):
            first = values.read(Kind.NAME, text.strip().splitlines()[0])
            return value, replace(_LINES, proposed=None if isinstance(first, Problem) else first)
        return value, _about_name(str(value)) or (ESCAPES if text != cell else None)

    return parse


def _is_nobody(said: str) -> bool:
    return said in _NOBODY or _TRIED.fullmatch(said) is not None


def _about_name(name: str) -> Remark | None:
    if _TWO.search(name):
        return Remark("name-two", Severity.WARNING, "This may name two people. It was taken as one name. Check it.")
    if name.isascii() and name.replace(" ", "").replace(".", "").isalpha():
        return None
    if (parts := _AFTER_COMMA.fullmatch(name)) is not None and split_relation(name)[1] is None:
        return _with_comma(parts["before"], parts["after"])
    if "@" in name:
        return Remark("name-is-email", Severity.WARNING, "This is an e-mail address where a name belongs. Correct it.")
    if _GARBLED.search(name):
        return Remark(
            "name-garbled", Severity.WARNING, "The letters of this were garbled on their way. Check it.", _ungarbled(name)
        )
    if _NOT_OF_NAMES.search(name):
        return Remark("name-signs", Severity.WARNING, "This has signs that names do not have. It was taken as written. Check it.")
    if (numbered := split_number(name)) is not None:
        return _numbered(*numbered)
    if any(sign.isdigit() for sign in name):
        return Remark("name-digits", Severity.WARNING, "This name has digits in it. It was taken as written. Check it.")
    return None


def _with_comma(before: str, after: str) -> Remark | None:
    """What stands after a comma: a designation or a degree, or the given name behind the family's."""
    if _DESIGNATION.search(after):
        words = "This holds a designation or a degree beside the name. It was taken as written. Accept to keep the name alone."
        return Remark("name-designation", Severity.WARNING, words, before)
    if len(before.split()) + len(after.split()) > _LONGEST_NAME:
        return None
    words = "This may be a family name, a comma and the given name. It was taken as written. Accept to turn it round."
    return Remark("name-reversed", Severity.WARNING, words, f"{after} {before}")


def _numbered(name: str, number: str) -> Remark:
    """A name beside somebody's number: what of it is the name is proposed, and nothing taken away unasked."""
    kept = "It was taken as written. Accept to keep the name alone; the whole cell stays with the row."
    if len(number) < _SHORTEST_NUMBER:
        return Remark("name-row-number", Severity.WARNING, f"This has the number of its row before the name. {kept}", name)
    if not isinstance(phones.parse(number), Problem):
        return Remark("name-phone", Severity.WARNING, f"This holds a phone number beside the name. {kept}", name)
    return Remark("name-number", Severity.WARNING, f"This holds a number beside the name, such as a roll number. {kept}", name)


def _ungarbled(name: str) -> str | None:
    """The name before its UTF-8 was read as Latin letters; None where that cannot be told."""
    try:
        return name.encode("cp1252").decode("utf-8")
    except UnicodeError:  # some of its letters were lost altogether
        return None
