"""Government and business identifiers and their true checks; refuses numbers that fail them, and knows which ones are never kept.

Rules: python-stdnum's documentation for CIN, GSTIN, PAN, EPIC and Aadhaar; the GSTIN check is our own because published
ones refuse Ladakh (38) and centre jurisdiction (97).
"""

from __future__ import annotations

import re
from typing import Final

from skilling.domain.problems import Problem
from skilling.domain.text import ascii_digits

_CIN: Final = re.compile(r"[LU]\d{5}[A-Z]{2}\d{4}[A-Z]{3}\d{6}")
_LLPIN: Final = re.compile(r"([A-Z]{3})-?(\d{4})")
_GSTIN: Final = re.compile(r"\d{2}[A-Z]{5}\d{4}[A-Z][1-9A-Z]Z[0-9A-Z]")
_UDYAM: Final = re.compile(r"UDYAM-?([A-Z]{2})-?(\d{2})-?(\d{7})")
_DPIIT: Final = re.compile(r"(?:DIPP|DPIIT)[A-Z0-9]{3,20}|\d{3,12}")
_AISHE: Final = re.compile(r"([CUS])-?(\d{1,6})")
_PAN: Final = re.compile(r"[A-Z]{3}[ABCFGHJKLPT][A-Z]\d{4}[A-Z]")
_EPIC: Final = re.compile(r"[A-Z]{3}\d{7}")
_SPACES: Final = re.compile(r"[\s\u2010-\u2015]+")
_GST_STATES: Final = frozenset({f"{number:02}" for number in range(1, 39)} | {"97", "99"})
_BASE36: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_OLDEST_COMPANY: Final = 1850
_LAST_YEAR: Final = 2099

# Verhoeff: the multiplication table of the dihedral group D5, and what a digit counts for in each of eight places.
_D5: Final = tuple(
    tuple(((i + j) % 5 + (0 if j < 5 else 5)) if i < 5 else ((i - j) % 5 + (5 if j < 5 else 0)) for j in range(10))
    for i in range(10)
)
_TURN: Final = (1, 5, 7, 6, 2, 8, 3, 0, 9, 4)


def _turned(digit: int, times: int) -> int:
    return _turned(_TURN[digit], times - 1) if times else digit


_PLACES: Final = tuple({str(digit): _turned(digit, place) for digit in range(10)} for place in range(8))

_SECRETS: Final = (
    re.compile(r"\b(?:sk|rk|pk)[-_](?:proj|live|test|ant|or|svcacct|admin)[-_][A-Za-z0-9_-]{12,}"),
    re.compile(r"\bsk-[A-Za-z0-9_-]{20,}"),
    re.compile(r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b"),
    re.compile(r"\bAIza[0-9A-Za-z_-]{30,}"),
    re.compile(r"\b(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,}|glpat-[A-Za-z0-9_-]{16,})"),
    re.compile(r"\b(?:hf|gsk|r8|nvapi|xai)[-_][A-Za-z0-9_-]{20,}"),
    re.compile(r"\bxox[abeprs]-[A-Za-z0-9-]{10,}"),
    re.compile(r"\beyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{5,}"),
    re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----"),
)
_SECRET_HINT: Final = re.compile(r"[-_]|AKIA|ASIA|AIza|eyJ")


def _upper(raw: str) -> str:
    return ascii_digits(raw).strip().upper()


def _tight(raw: str) -> str:
    return _SPACES.sub("", _upper(raw))


def cin(raw: str) -> str | Problem:
    """A Corporate Identity Number (21 signs). It has no check digit; shape and year of incorporation are checked."""
    text = _tight(raw).replace("-", "")
    if not _CIN.fullmatch(text):
        return Problem("cin", "A CIN has 21 letters and digits. Compare with the certificate. Example: U72900KA2021PTC123456.")
    if not _OLDEST_COMPANY <= int(text[8:12]) <= _LAST_YEAR:
        return Problem("cin-year", f"The year inside this CIN reads {text[8:12]}, which cannot be. Compare with the certificate.")
    return text


def llpin(raw: str) -> str | Problem:
    """A Limited Liability Partnership number as AAA-1234; it has no check digit."""
    found = _LLPIN.fullmatch(_tight(raw))
    if not found:
        return Problem("llpin", "An LLPIN has three letters and four digits. Example: AAB-1234.")
    return f"{found[1]}-{found[2]}"


def gstin(raw: str) -> str | Problem:
    """A GSTIN (15 signs): state code, PAN, and the check sign (Luhn modulo 36) are checked."""
    text = _tight(raw).replace("-", "")
    if not _GSTIN.fullmatch(text):
        return Problem("gstin", "A GSTIN has 15 letters and digits with Z in the 14th place. Example: 29AAGCB7383J1Z4.")
    if text[:2] not in _GST_STATES:
        return Problem(
            "gstin-state", f"A GSTIN begins with a state code from 01 to 38, 97 or 99; this one begins with {text[:2]}."
        )
    if gstin_check(text[:14]) != text[14]:
        return Problem(
            "gstin-check",
            "The last sign of this GSTIN does not fit the rest, so a sign was mistyped. Compare with the certificate.",
        )
    return text


def gstin_check(first14: str) -> str:
    """The 15th sign for the first fourteen."""
    total = 0
    for place, sign in enumerate(first14):
        product = _BASE36.index(sign) * (1 + place % 2)
        total += product // 36 + product % 36
    return _BASE36[-total % 36]


def udyam(raw: str) -> str | Problem:
    """An Udyam registration number as UDYAM-KR-03-0012345."""
    found = _UDYAM.fullmatch(_tight(raw))
    if not found:
        return Problem("udyam", "An Udyam number has 19 signs. Example: UDYAM-KR-03-0012345.")
    return f"UDYAM-{found[1]}-{found[2]}-{found[3]}"


def dpiit(raw: str) -> str | Problem:
    """A DPIIT recognition number, kept as written: published sources disagree on its shape (see `dpiit_is_usual`)."""
    text = _tight(raw)
    if not 3 <= len(text) <= 40 or not any(sign.isdigit() for sign in text):
        return Problem("dpiit", "A DPIIT recognition number contains digits. Example: DIPP12345.")
    return text


def dpiit_is_usual(number: str) -> bool:
    """True for the shapes seen so far; anything else deserves a warning, not a refusal."""
    return _DPIIT.fullmatch(number) is not None


def aishe(raw: str) -> str | Problem:
    """A code of the All India Survey on Higher Education as C-12345 (college), U- (university) or S- (stand-alone)."""
    found = _AISHE.fullmatch(_tight(raw))
    if not found:
        return Problem("aishe", "An AISHE code is C, U or S, a hyphen and up to six digits. Example: C-12345.")
    return f"{found[1]}-{found[2]}"


def verhoeff_holds(digits: str) -> bool:
    """True where the last digit is the Verhoeff check of the rest."""
    check = 0
    for place, digit in enumerate(reversed(digits)):
        check = _D5[check][_PLACES[place % 8][digit]]
    return check == 0


def is_aadhaar(digits: str) -> bool:
    """True for 12 digits that pass every published check of an Aadhaar number (so do 9 % of random numbers)."""
    return len(digits) == 12 and _is_uid(digits)


def is_vid(digits: str) -> bool:
    """True for 16 digits that pass the checks of an Aadhaar virtual id."""
    return len(digits) == 16 and _is_uid(digits)


def _is_uid(digits: str) -> bool:
    return digits.isdecimal() and digits[0] not in "01" and digits != digits[::-1] and verhoeff_holds(digits)


def is_pan(text: str) -> bool:
    """True for a PAN of any holder."""
    return len(text) == 10 and _PAN.fullmatch(text) is not None and text[5:9] != "0000"


def is_personal_pan(text: str) -> bool:
    """True for the PAN of a person (fourth letter P), which is never kept."""
    return is_pan(text) and text[3] == "P"


def is_epic(text: str) -> bool:
    """True for a voter's card number: three letters and seven digits that pass Luhn."""
    return len(text) == 10 and _EPIC.fullmatch(text) is not None and luhn_holds(text[3:])


def luhn_holds(digits: str) -> bool:
    """True where the last digit is the Luhn check of the rest."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def holds_secret(text: str) -> bool:
    """True where the text contains an API key, an access token or a private key."""
    if len(text) < 16 or not _SECRET_HINT.search(text):
        return False
    return any(shape.search(text) for shape in _SECRETS)
