"""Reads whole columns of cells into stored values, one parser per kind of field; refuses to change a digit without saying so.

Forms and lists share the rules of `skilling.domain.values`; what stands here is only what lists do to values on their way:
numbers shown as 9.8E+09, zeros lost to a number format, two numbers in a cell, literal 'nan'.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, time, timedelta
from typing import Final

from skilling.domain import identifiers, phones, values
from skilling.domain.fields import Field, Kind
from skilling.domain.problems import Problem, Severity
from skilling.domain.text import clean, without_escapes
from skilling.importing.columns.evidence import is_missing
from skilling.importing.reading.grid import Cell
from skilling.importing.table.looks import plain_text
from skilling.importing.values import legacyfonts
from skilling.importing.values.choicecells import choice_parser
from skilling.importing.values.datecolumns import read_dates
from skilling.importing.values.dittos import repeated, repeated_beside
from skilling.importing.values.findings import (
    NOTHING,
    Cleaned,
    Issue,
    IssueGroup,
    Parsed,
    Parser,
    Reading,
    Remark,
    grouped,
    through,
)
from skilling.importing.values.mailcells import email_parser
from skilling.importing.values.namecells import name_parser
from skilling.importing.values.placecolumns import read_districts, read_pins, read_states
from skilling.importing.values.remarks import ESCAPES, formula, unquoted, wrong

__all__ = ["Cleaned", "Issue", "IssueGroup", "Reading", "grouped", "read_column", "read_extra"]

_MOBILE: Final = re.compile(r"[6-9]\d{9}")
_LEAST_MOBILE: Final = 6_000_000_000.0
_LAST_MOBILE: Final = 9_999_999_998.0  # the next one is ten times the same digit
_PLAIN_CODE: Final = re.compile(r"(?=[A-Z/-]*[0-9])[A-Z0-9]{1,16}(?:[/-][A-Z0-9]{1,8}){0,3}")
_SCIENTIFIC: Final = re.compile(r"\d(?:\.\d+)?[eE]\+\d{1,2}")
_WRITTEN_FLOAT: Final = re.compile(r"\d+\.0")
_MOST_DIGITS: Final = 10**15  # a spreadsheet keeps 15 digits of a number
_LEADING_ZEROS: Final = Remark(
    "leading-zeros", Severity.NOTE, "This shows leading zeros through its number format only; they were put back."
)
_DIGITS_LOST: Final = Remark(
    "digits-lost",
    Severity.ERROR,
    "This lost its last digits when the spreadsheet took it for a number. Ask for it again, with the column as text.",
)
_DIGITS_OF_A_SCRIPT: Final = Remark(
    "code-digits", Severity.NOTE, "This was written in the digits of an Indian script; the same digits were kept as 0 to 9."
)


def read_column(field: Field, cells: Sequence[Cell], context: Reading) -> Cleaned:
    """A column as stored values of the field, with an issue for each cell of which something is to be said.

    MOBILE, EMAIL, DATE and so on as `values.read` stores them; STATE and DISTRICT as LGD codes; LINK as the text that
    names the record. What says 'nothing is known' (blank, nan, N/A, NIL, a dash) is None without an issue.
    """
    cells, notes = repeated(field, cells)
    found = _read(field, cells, context)
    found.issues.extend(notes)
    if field.kind not in legacyfonts.KINDS:
        return found
    return legacyfonts.told(found, cells, context.legacy_font, by_words=field.kind in legacyfonts.BY_WORDS)


def _read(field: Field, cells: Sequence[Cell], context: Reading) -> Cleaned:
    if field.kind is Kind.DATE:
        return read_dates(field, cells, context)
    if field.kind is Kind.STATE:
        return read_states(cells, context)
    if field.kind is Kind.DISTRICT:
        return read_districts(cells, context)
    if field.kind is Kind.PIN:
        return read_pins(cells, context)
    if field.kind is Kind.CODE:
        return through(cells, _code_parser(cells, context))
    if field.kind is Kind.CHOICE:
        return through(cells, choice_parser(field, context))
    return through(cells, _PARSERS.get(field.kind, _plain_parser)(field))


def read_extra(cells: Sequence[Cell], context: Reading) -> Cleaned:
    """A column that is kept beside the fields, as text; a broken formula in it is a warning and does not hold up the row."""

    def parse(cell: Cell) -> Parsed:
        if is_missing(cell):
            return NOTHING
        if cell.__class__ is str and cell.isascii() and "\\" not in cell and "_x" not in cell:
            return clean(cell, lines=True), None
        return _padded(cell, context) or (_shown(cell), None)

    cells, notes = repeated_beside(cells)
    found = through(cells, parse)
    found.issues.extend(notes)
    softened = [
        Issue(each.index, each.code, Severity.WARNING, each.original, each.proposed, each.message)
        if each.severity is Severity.ERROR
        else each
        for each in found.issues
    ]
    return legacyfonts.told(Cleaned(found.values, softened), cells, context.legacy_font)


def _shown(cell: Cell) -> str:
    return clean(without_escapes(plain_text(cell)), lines=True)


def _padded(cell: Cell, context: Reading) -> Parsed | None:
    """A number with the zeros that its format shows; None where the format adds none."""
    if not context.zero_pad or isinstance(cell, bool) or not isinstance(cell, int | float):
        return None
    if cell < 0 or not float(cell).is_integer():
        return None
    digits = str(int(cell))
    return (digits.zfill(context.zero_pad), _LEADING_ZEROS) if len(digits) < context.zero_pad else None


def _plain_parser(field: Field) -> Parser:
    """For kinds to which lists do nothing that forms do not."""

    def parse(cell: Cell) -> Parsed:
        if is_missing(cell):
            return NOTHING
        text = without_escapes(cell) if isinstance(cell, str) else cell
        remark = ESCAPES if isinstance(cell, str) and text != cell else None
        if isinstance(text, date | time | timedelta):
            text = plain_text(text)
        value = values.read(field.kind, unquoted(text))
        return wrong(field, value) if isinstance(value, Problem) else (value, remark)

    return parse


def _text_parser(field: Field) -> Parser:
    """Text that names something: the number of a text field keeps its zeros, a link in a name is said."""
    read = _plain_parser(field)
    is_name = field.required

    def parse(cell: Cell) -> Parsed:
        value, remark = read(cell)
        if is_name and isinstance(value, str) and value.startswith(("http://", "https://", "www.")):
            remark = Remark("name-is-link", Severity.WARNING, "This is a web address where a name belongs. Correct it.")
        return value, remark

    return parse


def _link_parser(field: Field) -> Parser:
    text = Field(field.attribute, field.name, field.label, field.hindi, Kind.TEXT)
    return _plain_parser(text)


def _mobile_parser(field: Field) -> Parser:
    fits = _MOBILE.fullmatch

    def parse(cell: Cell) -> Parsed:
        if cell.__class__ is str and fits(cell) and cell.count(cell[0]) < 10 and cell.isascii():
            return f"+91{cell}", None
        if cell.__class__ is float and _LEAST_MOBILE <= cell <= _LAST_MOBILE and cell.is_integer():
            return f"+91{cell:.0f}", None
        if is_missing(cell):
            return NOTHING
        found = phones.parse(cell)
        if isinstance(found, Problem):
            return _landline(cell) if found.code == phones.LANDLINE and field.overflow else wrong(field, found)
        return found.number, _about_phone(found)

    return parse


def _landline(cell: Cell) -> Parsed:
    number = phones.read_any(cell)
    words = "This is a landline; messages cannot reach it. It was kept as the other phone. Ask for a mobile number."
    return None, Remark(phones.LANDLINE, Severity.WARNING, words, beside=None if isinstance(number, Problem) else number)


def _about_phone(found: phones.Phone) -> Remark | None:
    if found.repaired == "abbreviated" and found.others:
        return Remark(
            "phone-abbreviated",
            Severity.WARNING,
            "This gives a second number by its last digits only. The first became the mobile number, the second, written out, the "
            "other phone where the row has none. Compare it with the list.",
            phones.spoken(found.others[0]),
            found.others[0],
        )
    if found.others:
        others = ", ".join(phones.spoken(number) for number in found.others)
        return Remark(
            "phone-two",
            Severity.NOTE,
            "This holds two or more numbers. The first became the mobile number, the next the other phone where the row has none; "
            "the whole cell is kept with the row.",
            others,
            found.others[0],
        )
    if found.repaired == "extension":
        return Remark("phone-extension", Severity.NOTE, "This ends in an extension, which was left out of the mobile number.")
    if found.repaired in ("float", "scientific"):
        return Remark(
            "phone-float",
            Severity.NOTE,
            "This was written as a decimal number (98...0.0 or 9.8...E+09) with all its digits; it was read as a phone number.",
        )
    return None


def _code_parser(cells: Sequence[Cell], context: Reading) -> Parser:
    """Identifiers of ours or a partner's. Text such as 101.0 is a number's tail only where the whole column has it."""
    texts = [cell for cell in cells[:2000] if isinstance(cell, str) and not is_missing(cell)]
    floats = sum(_WRITTEN_FLOAT.fullmatch(text) is not None for text in texts)
    tails = bool(texts) and floats > 0.8 * len(texts)
    unread = Remark(
        "code-date",
        Severity.WARNING,
        "This is a date where a code belongs: Excel turns codes such as 1-2 into dates. Correct it.",
    )

    plain = _PLAIN_CODE.fullmatch

    def parse(cell: Cell) -> Parsed:
        if cell.__class__ is str and plain(cell) and cell.isascii():
            return cell, None  # most cells end here
        if is_missing(cell):
            return NOTHING
        if isinstance(cell, date | time | timedelta):
            return None, unread
        if isinstance(cell, int | float):
            if abs(cell) >= _MOST_DIGITS or not float(cell).is_integer():
                return None, _DIGITS_LOST
            return _padded(cell, context) or (str(int(cell)), None)
        text = clean(str(cell))
        if _SCIENTIFIC.fullmatch(text):
            return None, _DIGITS_LOST
        if tails and _WRITTEN_FLOAT.fullmatch(text):
            words = "This was written as a decimal number (101.0); it was read without the tail."
            return text[:-2], Remark("code-float", Severity.NOTE, words)
        text = str(unquoted(text))
        if remark := formula(text):
            return None, remark
        value = values.read(Kind.CODE, text)
        if isinstance(value, Problem):
            return None, Remark(value.code, Severity.WARNING, value.message)
        return value, None if text.isascii() or value == text else _DIGITS_OF_A_SCRIPT

    return parse


def _identifier_parser(field: Field) -> Parser:
    read = _plain_parser(field)

    def parse(cell: Cell) -> Parsed:
        value, remark = read(cell)
        if field.kind is Kind.DPIIT and isinstance(value, str) and not identifiers.dpiit_is_usual(value):
            words = "This has an unusual shape for a DPIIT number. It was taken as written. Compare with the certificate."
            remark = Remark("dpiit-shape", Severity.WARNING, words)
        return value, remark

    return parse


_PARSERS: Final[Mapping[Kind, Callable[[Field], Parser]]] = {
    Kind.NAME: name_parser,
    Kind.MOBILE: _mobile_parser,
    Kind.EMAIL: email_parser,
    Kind.TEXT: _text_parser,
    Kind.LINK: _link_parser,
    Kind.DPIIT: _identifier_parser,
}
