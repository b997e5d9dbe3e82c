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
from skilling.domain.text import clean, key, without_escapes
from skilling.importing.columns.evidence import is_missing
from skilling.importing.columns.headerwords import asked_about
from skilling.importing.reading.grid import Cell
from skilling.importing.table.looks import plain_text
from skilling.importing.values import legacyfonts
from skilling.importing.values.datecolumns import read_dates
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
from skilling.importing.values.placecolumns import read_districts, read_pins, read_states

__all__ = ["Cleaned", "Issue", "IssueGroup", "Reading", "grouped", "read_column", "read_extra"]

_MOBILE: Final = re.compile(r"[6-9]\d{9}")
_LEAST_MOBILE: Final = 6_000_000_000.0
_LAST_MOBILE: Final = 9_999_999_998.0  # the next one is ten times the same digit
_PLAIN_CODE: Final = re.compile(r"(?=[A-Z/-]*[0-9])[A-Z0-9]{1,16}(?:[/-][A-Z0-9]{1,8}){0,3}")
_SCIENTIFIC: Final = re.compile(r"\d(?:\.\d+)?[eE]\+\d{1,2}")
_WRITTEN_FLOAT: Final = re.compile(r"\d+\.0")
_SEPARATE_MAILS: Final = re.compile(r"[\s,;/|]+")
_MOST_DIGITS: Final = 10**15  # a spreadsheet keeps 15 digits of a number
_STATUS: Final = "status"
_PLAIN_NAME: Final = re.compile(r"[A-Za-z]{2,20}(?: [A-Za-z]{2,20}){0,4}").fullmatch
_NOBODY: Final = frozenset(
    {"no name", "name", "full name", "student name", "not mentioned", "not specified", "anonymous", "test", "test test", "testing",
     "test user", "test student", "dummy", "sample", "abc", "abcd", "xyz", "abc xyz", "asdf", "qwerty", "tba", "ditto", "same as above",
     "as above", "अज्ञात", "ज्ञात नहीं", "पता नहीं", "नाम", "नाम नहीं", "தெரியாது", "பெயர் இல்லை", "తెలియదు", "పేరు లేదు",
     "ಗೊತ್ತಿಲ್ಲ", "ಹೆಸರು ಇಲ್ಲ", "অজানা", "জানা নেই", "અજ્ઞાત", "ਅਗਿਆਤ", "അറിയില്ല", "ଅଜ୍ଞାତ"}
)  # fmt: skip
_NIL_NAMES: Final = frozenset({"nil"})  # also a name of people

_MAIL_SLIPS: Final[Mapping[str, str]] = {
    "gmail.con": "gmail.com", "gmial.com": "gmail.com", "gamil.com": "gmail.com", "gmai.com": "gmail.com",
    "gmail.co": "gmail.com", "gmaill.com": "gmail.com", "gmail.cm": "gmail.com", "gmail.om": "gmail.com",
    "gnail.com": "gmail.com", "yahoo.con": "yahoo.com", "yaho.com": "yahoo.com", "yahooo.com": "yahoo.com",
    "hotmail.con": "hotmail.com", "hotmial.com": "hotmail.com", "outlook.con": "outlook.com",
    "rediffmail.con": "rediffmail.com", "redifmail.com": "rediffmail.com",
}  # fmt: skip

# What identifies a person must be right or the row waits; any other wrong value is left out with a warning.
_MUST_BE_RIGHT: Final = frozenset({Kind.MOBILE, Kind.EMAIL, Kind.DATE})

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
_NO_NAME: Final = Remark(
    "name-placeholder", Severity.WARNING, "This stands where nobody knew the name or somebody tried the form. It was left out."
)
_ESCAPES: Final = Remark(
    "escape-text", Severity.NOTE, r"This holds spaces that a program wrote out as text (\xc2\xa0); they became spaces."
)


def read_column(field: Field, cells: Sequence[Cell], context: Reading) -> Cleaned:
    """A column as stored values of the field, with an issue for each cell of which something is to be said.

    MOBILE, EMAIL, DATE and so on as `values.read` stores them; STATE and DISTRICT as LGD codes; LINK as the text that
    names the record. What says 'nothing is known' (blank, nan, N/A, NIL, a dash) is None without an issue.
    """
    found = _read(field, cells, context)
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
        return through(cells, _choice_parser(field, context))
    return through(cells, _PARSERS.get(field.kind, _plain_parser)(field))


def read_extra(cells: Sequence[Cell], context: Reading) -> Cleaned:
    """A column that is kept beside the fields, as text; a broken formula in it is a warning and does not hold up the row."""

    def parse(cell: Cell) -> Parsed:
        if is_missing(cell):
            return NOTHING
        if cell.__class__ is str and cell.isascii() and "\\" not in cell and "_x" not in cell:
            return clean(cell, lines=True), None
        return _padded(cell, context) or (_shown(cell), None)

    found = through(cells, parse)
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


def _wrong(field: Field, problem: Problem, proposed: values.Stored | None = None) -> Parsed:
    must = field.kind in _MUST_BE_RIGHT or field.required or field.name == _STATUS
    severity = problem.severity if problem.severity is not Severity.ERROR or must else Severity.WARNING
    return None, Remark(problem.code, severity, problem.message, proposed)


def _plain_parser(field: Field) -> Parser:
    """For kinds to which lists do nothing that forms do not."""

    def parse(cell: Cell) -> Parsed:
        if is_missing(cell):
            return NOTHING
        text = without_escapes(cell) if isinstance(cell, str) else cell
        remark = _ESCAPES if isinstance(cell, str) and text != cell else None
        if isinstance(text, date | time | timedelta):
            text = plain_text(text)
        value = values.read(field.kind, _unquoted(text))
        return _wrong(field, value) if isinstance(value, Problem) else (value, remark)

    return parse


def _unquoted(cell: object) -> object:
    # Our own export puts a quote before text that a spreadsheet would take for a formula.
    if isinstance(cell, str) and cell[:1] == "'" and cell[1:2] in ("=", "+", "-", "@", "\t", "\r"):
        return cell[1:]
    return cell


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


def _name_parser(field: Field) -> Parser:

    def parse(cell: Cell) -> Parsed:
        if cell.__class__ is str and _PLAIN_NAME(cell) and not is_missing(cell) and cell.casefold() not in _NOBODY:
            return cell, None  # most cells end here
        if is_missing(cell):
            if field.required and isinstance(cell, str) and key(cell) in _NIL_NAMES:
                return clean(cell), Remark(
                    "name-nil", Severity.WARNING, "This may be a name or mean 'none'. It was taken as a name. Check it."
                )
            return NOTHING
        if not isinstance(cell, str):
            return _wrong(field, Problem("name", "This is a number or a date where a name belongs. Correct it."))
        text = without_escapes(cell)
        if key(text) in _NOBODY:
            return None, _NO_NAME
        value = values.read(Kind.NAME, _unquoted(text))
        if isinstance(value, Problem):
            return _wrong(field, value)
        return value, _about_name(str(value)) or (_ESCAPES if text != cell else None)

    return parse


def _about_name(name: str) -> Remark | None:
    if name.isascii() and name.replace(" ", "").replace(".", "").isalpha():
        return None
    if "@" in name:
        return Remark("name-is-email", Severity.WARNING, "This is an e-mail address where a name belongs. Correct it.")
    if any(sign.isdigit() for sign in name):
        return Remark("name-digits", Severity.WARNING, "This name has digits in it. It was taken as written. Check it.")
    return None


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
            return _landline(cell) if found.code == phones.LANDLINE and field.overflow else _wrong(field, found)
        return found.number, _about_phone(found)

    return parse


def _landline(cell: Cell) -> Parsed:
    number = phones.read_any(cell)
    words = "This is a landline; messages cannot reach it. It was kept as the other phone. Ask for a mobile number."
    return None, Remark(phones.LANDLINE, Severity.WARNING, words, beside=None if isinstance(number, Problem) else number)


def _about_phone(found: phones.Phone) -> Remark | None:
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
    if found.repaired:
        return Remark(
            "phone-float",
            Severity.NOTE,
            "This was written as a decimal number (98...0.0 or 9.8...E+09) with all its digits; it was read as a phone number.",
        )
    return None


def _email_parser(field: Field) -> Parser:

    def parse(cell: Cell) -> Parsed:
        if cell.__class__ is str and values.is_email(cell):
            return cell, _slip(cell)  # most cells end here
        if is_missing(cell):
            return NOTHING
        value = values.read(Kind.EMAIL, cell)
        if isinstance(value, str):
            return value, _slip(value)
        return _several_mails(str(cell)) or _wrong(field, value, _mended_mail(str(cell)))  # type: ignore[arg-type]

    return parse


def _slip(mail: str) -> Remark | None:
    local, _, domain = mail.partition("@")
    right = _MAIL_SLIPS.get(domain)
    if right is None:
        return None
    words = f"This ends in {domain}, which looks like a slip for {right}. It was taken as written. Check it."
    return Remark("email-slip", Severity.WARNING, words, f"{local}@{right}")


def _several_mails(text: str) -> Parsed | None:
    pieces = [piece for piece in _SEPARATE_MAILS.split(text.strip()) if piece]
    mails = [value for piece in pieces if isinstance(value := values.read(Kind.EMAIL, piece), str)]
    if len(mails) < 2 or len(mails) != len(pieces):
        return None
    words = "This holds two or more e-mail addresses. The first was taken; the whole cell is kept with the row."
    return mails[0], Remark("email-two", Severity.NOTE, words, ", ".join(mails[1:]))


def _mended_mail(text: str) -> str | None:
    mended = values.read(Kind.EMAIL, re.sub(r"\s+", "", text).replace(",", ".").replace("..", "."))
    return mended if isinstance(mended, str) else None


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
        value = values.read(Kind.CODE, _unquoted(text))
        if isinstance(value, Problem):
            return None, Remark(value.code, Severity.WARNING, value.message)
        return value, None if text.isascii() or value == _unquoted(text) else _DIGITS_OF_A_SCRIPT

    return parse


def _choice_parser(field: Field, context: Reading) -> Parser:
    asked = asked_about(context.heading, field) if field.name == _STATUS else None

    def parse(cell: Cell) -> Parsed:
        value = values.choice(cell, field.choices)
        if isinstance(value, str):
            return value, None
        if is_missing(cell):
            return NOTHING
        answer = _answered(cell) if asked else None
        if answer == "Y":
            return asked, None
        if answer == "N":
            return None, Remark("status-no", Severity.WARNING, "This says what the status is not. It was left as it is.")
        return _wrong(field, Problem("choice", value.message))

    return parse


def _answered(cell: Cell) -> str | None:
    return {"yes": "Y", "y": "Y", "true": "Y", "1": "Y", "हां": "Y", "no": "N", "n": "N", "false": "N", "0": "N", "नहीं": "N"}.get(
        key(plain_text(cell))
    )


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
    Kind.NAME: _name_parser,
    Kind.MOBILE: _mobile_parser,
    Kind.EMAIL: _email_parser,
    Kind.TEXT: _text_parser,
    Kind.LINK: _link_parser,
    Kind.DPIIT: _identifier_parser,
}
