"""Owns how numbers, days and money are written for people in India: 12,34,567, 22 Nov 2026, ₹ 4.82 crore."""

from __future__ import annotations

import math
from datetime import date, datetime

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from skilling.domain.calendar import IST

_INDIA = QLocale("en_IN")
_PLAIN = QLocale.c()  # months of three letters; en_IN writes Sept
LAKH, CRORE = 100_000, 10_000_000


def grouped(number: float | int, decimals: int = 0) -> str:
    """12,34,567; decimals are cut from whole numbers only when asked for."""
    if isinstance(number, int) and decimals == 0:
        return _INDIA.toString(number)
    return _INDIA.toString(float(number), "f", decimals)


def short(number: float) -> str:
    """For axes and cards: 950, 12,500, 4.8 lakh, 6.2 crore."""
    if abs(number) >= CRORE:
        return QCoreApplication.translate("numbers", "{n} crore").format(n=_trimmed(number / CRORE))
    if abs(number) >= LAKH:
        return QCoreApplication.translate("numbers", "{n} lakh").format(n=_trimmed(number / LAKH))
    return grouped(round(number)) if number == round(number) or abs(number) >= 100 else _trimmed(number)


def rupees(paise: int) -> str:
    """₹ 12,34,567, with paise only where there are some."""
    whole, rest = divmod(abs(paise), 100)
    amount = grouped(whole) + (f".{rest:02d}" if rest else "")
    return f"{'−' if paise < 0 else ''}₹ {amount}"


def share(part: float, whole: float) -> str:
    """66 %; an em dash where there is nothing to take a share of."""
    return f"{round(100 * part / whole)} %" if whole else "—"


def day(value: date | datetime | None) -> str:
    """22 Nov 2026; nothing for no day."""
    if value is None:
        return ""
    return _PLAIN.toString(QDate(value.year, value.month, value.day), "d MMM yyyy")


def moment(value: datetime | None) -> str:
    """22 Nov 2026, 18:45 in Indian Standard Time, whatever zone the value carries."""
    if value is None:
        return ""
    there = value.astimezone(IST) if value.tzinfo is not None else value
    return f"{day(there)}, {there:%H:%M}"


def parse_number(text: str) -> float | None:
    """Reads 1,23,456 and 123,456 and 123456 alike, commas only decorate; None for what is no number."""
    bare = text.replace(",", "").replace("₹", "").replace(" ", "").strip()
    try:
        number = float(bare)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _trimmed(number: float) -> str:
    text = _INDIA.toString(number, "f", 2)
    return text.rstrip("0").rstrip(".") if "." in text else text
