"""Amounts and the Indian way of writing numbers; refuses to add up different currencies or to keep money as a float."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from skilling.domain.problems import Problem, Refused
from skilling.domain.text import ascii_digits, clean

LAKH: Final = 100_000
CRORE: Final = 10_000_000
MINOR: Final = 100  # paise in a rupee, cents in a dollar

_GROUPED: Final = re.compile(r"\d{1,3}(?:,\d{2})*,\d{3}|\d{1,3}(?:,\d{3})+|\d+")
_NUMBER: Final = re.compile(
    r"([+-]?)\s*(?:(?:₹|rs\.?|inr|usd|us\$|\$|रु\.?|रुपये)\s*)?([+-]?)([\d,]*)(\.\d+)?\s*(?:/-)?"
    r"\s*(lakhs?|lacs?|लाख|crores?|cr\.?|करोड़|thousand|k|हज़ार)?",
    re.IGNORECASE,
)
_SCALES: Final = {"l": LAKH, "ल": LAKH, "c": CRORE, "क": CRORE, "t": 1000, "k": 1000, "ह": 1000}


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in minor units (paise, cents) of one ISO 4217 currency."""

    minor: int
    currency: str = "INR"

    def __add__(self, other: Money) -> Money:
        if other.currency != self.currency:
            raise Refused("currency", f"{self.currency} and {other.currency} cannot be added. Give each its own column.")
        return Money(self.minor + other.minor, self.currency)

    @property
    def units(self) -> Decimal:
        """Rupees, dollars: the amount in whole units with two decimals."""
        return Decimal(self.minor) / MINOR


def grouped(number: int) -> str:
    """A whole number with Indian grouping: 1234567 is '12,34,567'."""
    digits = str(abs(number))
    head, tail = digits[:-3], digits[-3:]
    while head:
        head, tail = head[:-2], f"{head[-2:]},{tail}"
    return f"-{tail}" if number < 0 else tail


def numbered(count: int, one: str, many: str = "") -> str:
    """'1 row', '28 rows', '1,00,000 rows'; `many` where it is more than `one` with an s."""
    return f"{grouped(count)} {one if count == 1 else many or one + 's'}"


def spoken(number: int) -> str:
    """A large number in words of the office: 1234567 is '12.35 lakh', 30000000 is '3 crore'; smaller ones are grouped."""
    for scale, word in ((CRORE, "crore"), (LAKH, "lakh")):
        if abs(number) >= scale:
            value = (Decimal(number) / scale).quantize(Decimal("0.01"), ROUND_HALF_UP).normalize()
            return f"{value:f} {word}"
    return grouped(number)


def number(raw: object) -> Decimal | Problem:
    """A number as written in India: digits of any script, 12,34,567 or 1,234,567, ₹ and Rs, lakh and crore."""
    if isinstance(raw, bool):
        return _not_a_number()
    if isinstance(raw, Decimal):
        return raw if raw.is_finite() else _not_a_number()
    if isinstance(raw, int):
        return Decimal(raw)
    if isinstance(raw, float):
        exact = Decimal(repr(raw))
        return exact if exact.is_finite() else _not_a_number()
    if not isinstance(raw, str):
        return _not_a_number()
    found = _NUMBER.fullmatch(clean(ascii_digits(raw)).replace("−", "-"))
    if not found or not (found[3] or found[4]) or (found[1] and found[2]):
        return _not_a_number()
    whole = found[3] or "0"
    if not _GROUPED.fullmatch(whole):
        return Problem(
            "number-grouping", "The commas in this number stand in unusual places. Write it without commas. Example: 1234567."
        )
    value = Decimal(whole.replace(",", "") + (found[4] or ""))
    scale = _SCALES[found[5][0].lower()] if found[5] else 1
    return -value * scale if "-" in (found[1], found[2]) else value * scale


def _not_a_number() -> Problem:
    return Problem("number", "This is not a number. Write digits only. Example: 1234.5.")
