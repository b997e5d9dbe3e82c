"""What written words are when compared or cleaned, in any Indian script; refuses to guess a meaning."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

# The digit zero of each script in use in India, and full-width ones; the nine others follow it.
_ZEROS: Final = "٠۰०০੦૦୦௦౦೦൦᱐꯰０"
_DIGITS: Final = {ord(zero) + value: str(value) for zero in _ZEROS for value in range(10)}
_VIRAMAS: Final = frozenset("्্੍્୍்్್്්")
_JOINERS: Final = frozenset("\u200c\u200d")  # meaningful after a virama only (Marathi eyelash ra, Malayalam chillu)
_NUKTA: Final = "़"
_SPACES: Final = re.compile(r"\s+")
_LINES: Final = re.compile(r"[^\S\n]+")
_INITIALS: Final = re.compile(r"\b(\w)\.(?=\w\b|\s|$)")
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
# A nasal before another consonant is written as a dot by some and as a half letter by others: हिन्दी, हिंदी.
_HALF_NASAL: Final = re.compile("[ङञणनम]्(?=[क-ह])")
_ESCAPED_SPACE: Final = re.compile(r"(?:\\+xc2)?\\+xa0|_x000[dDaA]_")


def ascii_digits(text: str) -> str:
    """The text with every digit of another script as 0-9; nothing else changes."""
    return text if text.isascii() else text.translate(_DIGITS)


def clean(text: str, *, lines: bool = False) -> str:
    """Trimmed NFC text without control, zero-width and direction marks; runs of space become one (lines stay if asked)."""
    if text.isascii() and text.isprintable():
        return text.strip() if "  " not in text else " ".join(text.split())
    text = unicodedata.normalize("NFC", text)
    kept = []
    before = ""
    for sign in text:
        category = unicodedata.category(sign)
        if sign in "\n\t\r\v\f\x85" or category in ("Zs", "Zl", "Zp"):
            kept.append("\n" if lines and sign in "\n\u2028\u2029\x85" else " ")
        elif category not in ("Cc", "Cf", "Cs") or (sign in _JOINERS and before in _VIRAMAS):
            kept.append(sign)
        before = sign
    joined = "".join(kept)
    if lines:
        return "\n".join(line.strip() for line in _LINES.sub(" ", joined).split("\n")).strip()
    return _SPACES.sub(" ", joined).strip()


def without_escapes(text: str) -> str:
    r"""The text with spaces that a program wrote out as `\xc2\xa0` or `_x000D_` turned back into spaces."""
    return _ESCAPED_SPACE.sub(" ", text) if "\\" in text or "_x000" in text else text


@lru_cache(maxsize=65536)
def key(text: str) -> str:
    """Words to compare by: NFKC, case folded, ASCII digits, no punctuation; & is 'and', D.O.B is 'dob', नुक़्ता is dropped."""
    text = unicodedata.normalize("NFKC", text).translate(_DIGITS).casefold()
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).replace(_NUKTA, "").replace("ँ", "ं")
        text = _HALF_NASAL.sub("ं", text)
    text = _INITIALS.sub(r"\1", text.replace("&", " and ").replace("'", "").replace("’", ""))
    return " ".join("".join(_letter(sign) for sign in text).split())


def _letter(sign: str) -> str:
    if sign.isalnum():
        return sign
    category = unicodedata.category(sign)
    if category[0] == "M":
        return sign  # vowel signs are letters in Indian scripts
    return "" if category == "Cf" else " "


@lru_cache(maxsize=65536)
def heading(text: str) -> str:
    """As `key`, for the heading of a column: `RollNumber` and `Roll_Number` are 'roll number' too."""
    return key(_CAMEL.sub(" ", text))


@lru_cache(maxsize=65536)
def compact(text: str) -> str:
    """As `key` without its spaces: 'e-mail' and 'Email' are one word."""
    return key(text).replace(" ", "")


def first_few(texts: Sequence[str], most: int = 3) -> str:
    """The first of several texts for a sentence, and how many more there are: 'Asha, Ravi, Sunita and 4 more'."""
    more = f" and {len(texts) - most:,} more" if len(texts) > most else ""
    return f"{', '.join(texts[:most])}{more}"
