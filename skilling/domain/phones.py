"""Phone numbers, one rule for forms, command line and lists; refuses to pad, cut or guess a digit.

Source: the National Numbering Plan of the Department of Telecommunications (mobiles are ten digits and begin with 6 to 9).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from skilling.domain.problems import Problem, Severity
from skilling.domain.text import ascii_digits, clean

EXAMPLE: Final = "Example: 98450 12345."
LANDLINE: Final = "phone-landline"  # code of the problem

_NOT_DIGITS: Final = re.compile(r"\D+")
_SCIENTIFIC: Final = re.compile(r"\+?(\d)(?:\.(\d+))?[eE]\+?(\d{1,2})")
_FLOAT: Final = re.compile(r"(\+?[\d\s-]*\d)\.0+")
_EXTENSION: Final = re.compile(r"(?:extn?|x)\.?\s*:?\s*\d{1,6}\s*$", re.IGNORECASE)
_SEPARATORS: Final = re.compile(r"[/,;|\n&]|\s(?:or|and|या)\s", re.IGNORECASE)
_WHOLE_MOBILES: Final = re.compile(r"(?<!\d)(?:\+?91[\s-]?|0)?[6-9]\d{9}(?!\d)")
# 9845012345/46: the second number is written by the digits in which it differs.
_ABBREVIATED: Final = re.compile(r"((?:\+?91[\s-]?|0)?[6-9]\d{9})\s*/\s*(\d{1,4})")
_GROUPS: Final = re.compile(r"(?:\d+[\s-]+)+\d+")
_TEN: Final = 10
_LIST_NUMBERS: Final = re.compile(r"(?<!\d)\d[.)](?!\d)")
# 079 of Ahmedabad and 080 of Bengaluru would pass for mobiles after +91, but nobody writes a mobile in two and eight digits.
_AREA_CODE_APART: Final = re.compile(r"\+?(?:91|0091)[\s-]*\(?0?(79|80)\)?[\s-]+([2-7]\d{3}[\s-]?\d{4})")
_INDIAN: Final = re.compile(r"(?:0{0,2}91|091|0)?0?([6-9]\d{9})")
_FILLERS: Final = frozenset({"1234567890", "0123456789", "0000000000"})
_EXACT_FLOAT: Final = 2**53


@dataclass(frozen=True, slots=True)
class Phone:
    """What one cell or field says about phones: the number as E.164 text, any further ones, and what had to be mended."""

    number: str
    others: tuple[str, ...] = ()
    repaired: str = ""  # "" or the code of what was mended without touching a digit: float, scientific, extension, abbreviated


def read(raw: object) -> str | Problem:
    """The number as E.164 text (`+919845012345`); the first one where two are given."""
    found = parse(raw)
    return found if isinstance(found, Problem) else found.number


def read_any(raw: object) -> str | Problem:
    """As `read`, for a number that may also be a landline with its area code: 080 2345 6789 is `+918023456789`."""
    found = parse(raw)
    if isinstance(found, Problem) and found.code == LANDLINE:
        return next(iter(_landlines(str(raw))), found)
    return found if isinstance(found, Problem) else found.number


def parse(raw: object) -> Phone | Problem:
    """Everything that can be said about the phone in `raw` (text or number)."""
    if isinstance(raw, str):
        return _parse_text(raw)
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        return _not_a_phone()
    if isinstance(raw, float):
        if not raw.is_integer() or abs(raw) >= _EXACT_FLOAT:
            return Problem(
                "phone-digits-lost", f"This number lost digits when it was saved as a decimal. Type it again as text. {EXAMPLE}"
            )
        raw = int(raw)
    found = _number(str(raw), plus=False)
    return found if isinstance(found, Problem) else Phone(found)


def _parse_text(raw: str) -> Phone | Problem:
    text = clean(ascii_digits(raw), lines=True).lstrip("'\"`").strip()
    if len(text) == 10 and text.isdecimal():
        found = _number(text, plus=False)
        return found if isinstance(found, Problem) else Phone(found)
    shape = _SCIENTIFIC.fullmatch(text)
    if shape:
        return _from_scientific(shape[1], shape[2] or "", int(shape[3]))
    written_as_float = _FLOAT.fullmatch(text)
    if written_as_float:
        found = _one(written_as_float[1])
        return found if isinstance(found, Problem) else Phone(found, (), "float")
    abbreviated = _ABBREVIATED.fullmatch(text)
    if abbreviated:
        return _with_abbreviated(*abbreviated.groups())
    return _first_of(_pieces(text))


def _with_abbreviated(whole: str, ending: str) -> Phone | Problem:
    """The number, and the one that only differs from it in its ending."""
    found = _one(whole)
    if isinstance(found, Problem):
        return found
    other = found[: -len(ending)] + ending
    return Phone(found, (other,) if other != found else (), "abbreviated")


def _first_of(pieces: list[str]) -> Phone | Problem:
    """The first piece that is a number, with the further ones; landlines come last, because messages cannot reach them."""
    first: Phone | Problem | None = None
    others: list[str] = []
    landlines: list[str] = []
    for piece in pieces:
        bare = _EXTENSION.sub("", piece)
        found = _one(bare)
        if isinstance(found, Problem):
            first = first or found
            landlines += _landlines(bare) if found.code == LANDLINE else ()
        elif isinstance(first, Phone):
            others.append(found)
        else:
            first = Phone(found, (), "extension" if bare != piece else "")
    if isinstance(first, Phone):
        distinct = tuple(dict.fromkeys(other for other in (*others, *landlines) if other != first.number))
        return Phone(first.number, distinct, first.repaired)
    return first or _not_a_phone()


def _pieces(text: str) -> list[str]:
    whole = _WHOLE_MOBILES.findall(text)
    if len(whole) > 1 and not any(sign.isdigit() for sign in _LIST_NUMBERS.sub("", _WHOLE_MOBILES.sub("", text))):
        return whole
    spaced = _in_tens(text)
    if len(spaced) > 1:
        return spaced
    pieces = [piece.strip() for piece in _SEPARATORS.split(text) if piece.strip()]
    if len(pieces) > 1 and len(_NOT_DIGITS.sub("", text)) <= 13:
        return [_SEPARATORS.sub("", text)]  # a separator inside one number: 98450/12345
    return pieces


def _in_tens(text: str) -> list[str]:
    """The mobiles of a text of digits in groups, where the groups end with each of them: 98450 12345 98450 54321."""
    if not _GROUPS.fullmatch(text):
        return []
    found = [""]
    for group in _NOT_DIGITS.split(text):
        if len(found[-1]) == _TEN:
            found.append("")
        found[-1] += group
    return found if all(len(piece) == _TEN and _INDIAN.fullmatch(piece) for piece in found) else []


def _from_scientific(whole: str, fraction: str, exponent: int) -> Phone | Problem:
    if len(fraction) < exponent:
        # 9.87654E+09 shows six digits of ten. Padding it with zeros would be somebody else's number.
        return Problem(
            "phone-digits-lost",
            f"This was shortened by the spreadsheet, so its last digits are gone. Ask for it again, as text. {EXAMPLE}",
        )
    if fraction[exponent:].strip("0"):
        return _not_a_phone()
    found = _number(whole + fraction[:exponent], plus=False)
    return found if isinstance(found, Problem) else Phone(found, (), "scientific")


def _one(piece: str) -> str | Problem:
    digits = _NOT_DIGITS.sub("", piece)
    if not digits:
        return _not_a_phone()
    if _AREA_CODE_APART.fullmatch(piece.strip()):
        return _landline()
    return _number(digits, plus=piece.lstrip("( tel:TEL").startswith("+"))


def _number(digits: str, *, plus: bool) -> str | Problem:
    indian = _INDIAN.fullmatch(digits)
    if indian and (not plus or digits.startswith("91")):
        if len(set(indian[1])) > 1 and not _has_area_code(digits):
            return "+91" + indian[1]
        if len(set(indian[1])) > 1:
            return _landline()
    if digits in _FILLERS or (len(digits) >= 10 and len(set(digits[-10:])) == 1):
        words = f"This is a filler and nobody's number. Leave it empty or ask. {EXAMPLE}"
        return Problem("phone-placeholder", words, severity=Severity.WARNING)
    if plus or digits.startswith("00"):
        return _foreign("+" + digits.removeprefix("00"))
    if len(digits) < 10:
        return Problem(
            "phone-length", f"This has {len(digits)} digits; an Indian mobile number has ten. Ask for it again. {EXAMPLE}"
        )
    if len(digits) <= 13 and _is_landline(digits):
        return _landline()
    if len(digits) == 10:
        return Problem(
            "phone-start", f"Indian mobile numbers begin with 6, 7, 8 or 9; this one begins with {digits[0]}. {EXAMPLE}"
        )
    return Problem("phone-length", f"This has {len(digits)} digits; an Indian mobile number has ten. Ask for it again. {EXAMPLE}")


def _foreign(text: str) -> str | Problem:
    # phonenumbers takes long to import and few lists need it.
    import phonenumbers

    try:
        number = phonenumbers.parse(text, None)
    except phonenumbers.NumberParseException:
        return _not_a_phone()
    if not phonenumbers.is_valid_number(number):
        return Problem("phone-length", f"No number of that country has these digits. Check it against the source. {EXAMPLE}")
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def _landline() -> Problem:
    words = f"This is a landline; messages cannot reach it. Ask for a mobile number. {EXAMPLE}"
    return Problem(LANDLINE, words, severity=Severity.WARNING)


def _landlines(text: str) -> list[str]:
    """The landlines of a text as E.164."""
    import phonenumbers

    found = []
    for piece in _pieces(clean(ascii_digits(text), lines=True)):
        apart = _AREA_CODE_APART.fullmatch(piece)
        digits = _NOT_DIGITS.sub("", f"0{apart[1]}{apart[2]}" if apart else _EXTENSION.sub("", piece))
        if digits and _is_landline(digits):
            found.append(str(phonenumbers.format_number(phonenumbers.parse(digits, "IN"), phonenumbers.PhoneNumberFormat.E164)))
    return found


def _has_area_code(digits: str) -> bool:
    """True for a landline written with its area code, such as 080 of Bengaluru: after the zero it looks like a mobile."""
    return digits[0] == "0" and digits[1] in "678" and _is_landline(digits)


def _is_landline(digits: str) -> bool:
    import phonenumbers

    try:
        number = phonenumbers.parse(digits, "IN")
    except phonenumbers.NumberParseException:
        return False
    return bool(phonenumbers.number_type(number) == phonenumbers.PhoneNumberType.FIXED_LINE)


def _not_a_phone() -> Problem:
    return Problem("phone", f"This is not a phone number. {EXAMPLE}")


def spoken(number: str) -> str:
    """An E.164 number as people write it in India: +91 98450 12345."""
    if number.startswith("+91") and len(number) == 13:
        return f"+91 {number[3:8]} {number[8:]}"
    return number
