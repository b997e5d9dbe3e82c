"""One rule per kind of field, the same for forms, the command line and lists; refuses what it would have to guess.

`read` returns the value as it is stored, or the Problem in a sentence that says what is wrong and shows an example.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Final

from skilling.domain import dates, identifiers, languages, money, phones
from skilling.domain.fields import Choice, Kind
from skilling.domain.problems import Problem
from skilling.domain.text import ascii_digits, clean, compact, key

Stored = str | int | Decimal | date

LONGEST: Final[Mapping[Kind, int]] = {
    Kind.NAME: 200,
    Kind.CODE: 60,
    Kind.TEXT: 500,
    Kind.LONG_TEXT: 20_000,
    Kind.EMAIL: 254,
    Kind.URL: 2_000,
}

_EMAIL: Final = re.compile(
    r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,24}"
)
_PIN: Final = re.compile(r"[1-9]\d{5}")
_URL: Final = re.compile(
    r"https?://(?:[^\s/?#@]+@)?((?:[\w-]+\.)+[^\W\d_]{2,24}|localhost|\d{1,3}(?:\.\d{1,3}){3})(?::\d{1,5})?(?:[/?#]\S*)?",
    re.IGNORECASE,
)
_HOURS: Final = re.compile(r"(.*\d)\s*(?:hours?|hrs?\.?|h|घंटे|घण्टे)", re.IGNORECASE)
_SPACED_TWELVE: Final = re.compile(r"(?<!\d)\d{4}[ -]\d{4}[ -]\d{4}(?!\d)")
_CHOICE_NUMBER: Final = re.compile(r"^\s*\(?\d{1,2}\s*[-–.:)]+\s*(?=[^\W\d_])")
_WHOLE_LIMIT: Final = 2**53  # the largest number that a spreadsheet keeps exactly


def read(kind: Kind, raw: object, choices: tuple[Choice, ...] = ()) -> Stored | Problem:
    """The stored value of `raw` for a field of that kind, or what is wrong with it.

    MOBILE and PHONE are E.164 text, EMAIL lower-case text, DATE a date (typed day first, or ISO), PIN and CODE text, CHOICE the code,
    WHOLE an int, DECIMAL a Decimal, URL with its scheme, LANGUAGE an ISO 639 code, identifiers in their official spelling.
    STATE, DISTRICT and LINK are chosen, not typed: they take the id.
    """
    if kind is Kind.CHOICE:
        return choice(raw, choices)
    return _RULES[kind](raw)


def is_email(text: str) -> bool:
    """True for lower-case text that is one e-mail address."""
    return _EMAIL.fullmatch(text) is not None and len(text) <= LONGEST[Kind.EMAIL]


def choice(raw: object, choices: tuple[Choice, ...]) -> str | Problem:
    """The code of a choice given by code, label, Hindi label or synonym, in any case and punctuation.

    Portals of the ministries number their choices: '1-Male', '(2) SC'.
    """
    word = _written(raw)
    known = _choice_words(choices)
    code = known.get(key(word)) or known.get(compact(word)) or known.get(key(_CHOICE_NUMBER.sub("", word, count=1)))
    if code is not None:
        return code
    labels = ", ".join(option.label for option in choices)
    return Problem("choice", f"This is not one of the choices. Choose one of: {labels}.")


@lru_cache(maxsize=64)
def _choice_words(choices: tuple[Choice, ...]) -> dict[str, str]:
    words: dict[str, str] = {}
    # Codes and labels come before synonyms, so that no synonym can take another choice's name.
    for option in choices:
        for word in (option.code, option.label, option.hindi):
            words.setdefault(key(word), option.code)
    for option in choices:
        for word in (option.label, option.hindi, *option.synonyms):
            words.setdefault(key(word), option.code)
            words.setdefault(compact(word), option.code)
    return words


def _written(raw: object) -> str:
    if isinstance(raw, bool):
        return "yes" if raw else "no"
    if isinstance(raw, float) and raw.is_integer() and abs(raw) < _WHOLE_LIMIT:
        return str(int(raw))
    return clean(str(raw))


def _checked(kind: Kind, text: str) -> str | Problem:
    longest = LONGEST[kind]
    if len(text) > longest:
        return Problem("too-long", f"This has {len(text)} signs; at most {longest} fit. Shorten it.")
    if identifiers.holds_secret(text):
        return Problem(
            "secret", "This looks like an API key or a password, which is never kept here. Remove it, and have the key replaced."
        )
    return text


def _text(raw: object) -> str | Problem:
    text = _checked(Kind.TEXT, _written(raw))
    return text if isinstance(text, Problem) else _without_identity(text)


def _long_text(raw: object) -> str | Problem:
    text = _checked(Kind.LONG_TEXT, clean(str(raw), lines=True))
    return text if isinstance(text, Problem) else _without_identity(text)


def _without_identity(text: str) -> str | Problem:
    spaced = _SPACED_TWELVE.search(ascii_digits(text))
    if spaced and identifiers.is_aadhaar(spaced[0].replace(" ", "").replace("-", "")):
        return Problem("aadhaar", "This contains what looks like an Aadhaar number, which is never kept here. Remove it.")
    return text


def _name(raw: object) -> str | Problem:
    text = _checked(Kind.NAME, _written(raw))
    if isinstance(text, str) and not any(sign.isalpha() for sign in text):
        return Problem("name", "A name has letters. Write it as the person writes it. Example: Asha Rao.")
    return text


def _code(raw: object) -> str | Problem:
    if isinstance(raw, float) and not raw.is_integer():
        return Problem("code-decimal", "This is a decimal number, so the spreadsheet may have changed the code. Type it as text.")
    return _checked(Kind.CODE, ascii_digits(_written(raw)))


def _email(raw: object) -> str | Problem:
    text = clean(str(raw)).casefold().removeprefix("mailto:").strip(" <>,;'\"()[].")
    if len(text) > LONGEST[Kind.EMAIL] or not _EMAIL.fullmatch(text) or len(text.partition("@")[0]) > 64:
        return Problem(
            "email", "This is not a full e-mail address. Check for spaces, a missing @ or ending. Example: asha@example.in."
        )
    return text


def _pin(raw: object) -> str | Problem:
    text = re.sub(r"[\s-]", "", ascii_digits(_written(raw)))
    if not _PIN.fullmatch(text):
        return Problem("pin", "A PIN code has six digits and does not begin with 0. Example: 560001.")
    return text


def _whole(raw: object) -> int | Problem:
    value = money.number(raw)
    if isinstance(value, Problem):
        return value
    if value != value.to_integral_value():
        return Problem("whole", "This needs a whole number. Example: 30.")
    if not 0 <= value <= _WHOLE_LIMIT:
        return Problem("whole-range", "This number is out of range. It cannot be below 0. Example: 30.")
    return int(value)


def _decimal(raw: object) -> Decimal | Problem:
    if isinstance(raw, str):
        with_unit = _HOURS.fullmatch(clean(raw))
        raw = with_unit[1] if with_unit else raw
    value = money.number(raw)
    if isinstance(value, Decimal) and abs(value) > _WHOLE_LIMIT:
        return Problem("number-range", "This number is too large to be meant. Check it for a missing decimal point.")
    return value


def _url(raw: object) -> str | Problem:
    text = clean(str(raw))
    if "://" not in text and not text.lower().startswith(("javascript:", "data:", "file:", "mailto:")):
        text = f"https://{text}"
    found = _URL.fullmatch(text)
    if not found or len(text) > LONGEST[Kind.URL]:
        return Problem("url", "This is not a web address. Copy it from the browser. Example: https://example.in/course.")
    if "@" in text.split("/")[2] or identifiers.holds_secret(text):
        return Problem("secret", "This address contains a password or a key, which is never kept here. Remove that part.")
    return text


def _identifier(rule: Callable[[str], str | Problem]) -> Callable[[object], str | Problem]:
    return lambda raw: rule(_written(raw))


def _chosen(raw: object) -> int | Problem:
    if isinstance(raw, int) and not isinstance(raw, bool):
        return raw
    return Problem("choose", "Choose one from the list.")


_RULES: Final[Mapping[Kind, Callable[[object], Stored | Problem]]] = {
    Kind.TEXT: _text,
    Kind.LONG_TEXT: _long_text,
    Kind.NAME: _name,
    Kind.CODE: _code,
    Kind.MOBILE: phones.read,
    Kind.PHONE: phones.read_any,
    Kind.EMAIL: _email,
    Kind.DATE: dates.read,
    Kind.PIN: _pin,
    Kind.WHOLE: _whole,
    Kind.DECIMAL: _decimal,
    Kind.URL: _url,
    Kind.LANGUAGE: _identifier(languages.read),
    Kind.CIN: _identifier(identifiers.cin),
    Kind.LLPIN: _identifier(identifiers.llpin),
    Kind.DPIIT: _identifier(identifiers.dpiit),
    Kind.GSTIN: _identifier(identifiers.gstin),
    Kind.UDYAM: _identifier(identifiers.udyam),
    Kind.AISHE: _identifier(identifiers.aishe),
    Kind.STATE: _chosen,
    Kind.DISTRICT: _chosen,
    Kind.LINK: _chosen,
}
