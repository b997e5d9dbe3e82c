"""Dates as Indian lists write them; refuses to decide the order of a column from one cell, and never fills in a missing part.

The shapes are a ladder of patterns, tried in order. A general date parser would turn '5' or 'May 2003' into a day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, Literal

from skilling.domain.problems import Problem
from skilling.domain.text import ascii_digits, clean, key

Order = Literal["DMY", "MDY", "YMD"]

EXAMPLE: Final = "Write day/month/year. Example: 05/09/2004."
EARLIEST: Final = 1900
LATEST: Final = 2099
SERIALS: Final = (10_000, 60_000)  # 18 May 1927 to 8 April 2064: a number in a date column is a day count in this range
_EPOCH_1900: Final = date(1899, 12, 30)
_EPOCH_1904: Final = date(1904, 1, 1)

_TIME: Final = r"(?:[T\s,]+\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?\s*(?:[ap]\.?m\.?)?(?:\s*(?:Z|IST|[+-]\d{2}:?\d{2}))?)?"
_YEAR_FIRST: Final = re.compile(r"(\d{4})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{1,2})" + _TIME, re.IGNORECASE)
_YEAR_LAST: Final = re.compile(r"(\d{1,2})\s*([-/.,]|\s)\s*(\d{1,2})\s*\2\s*(\d{4}|\d{2})" + _TIME, re.IGNORECASE)
_TWICE: Final = re.compile(r"([-/.])\1+")
_PACKED: Final = re.compile(r"(\d{8})")
_NAMED: Final = re.compile(
    r"(?:[^\W\d_]+,\s*)?(\d{1,2})(?:st|nd|rd|th)?[\s./,-]*(?:of\s+)?([^\W\d_](?:[^\W\d_]|[\u0900-\u0DFF])*)\.?[\s./,'’-]*(\d{4}|\d{2})"
    + _TIME,
    re.IGNORECASE,
)
_NAMED_FIRST: Final = re.compile(
    r"(?:[^\W\d_]+,\s*)?([^\W\d_][\w\u0900-\u0DFF]*)\.?[\s./-]*(\d{1,2})(?:st|nd|rd|th)?[\s.,/'’-]+(\d{4})" + _TIME, re.IGNORECASE
)

_MONTHS: Final = {
    key(word): number
    for number, words in enumerate(
        (
            "january jan jany जनवरी जन जान जानेवारी ஜனவரி జనవరి ಜನವರಿ জানুয়ারি জানুয়ারী જાન્યુઆરી ജനുവരി ਜਨਵਰੀ ଜାନୁଆରୀ",
            "february feb febr feby फरवरी फ़रवरी फर फेब्रुवारी பிப்ரவரி ఫిబ్రవరి ಫೆಬ್ರವರಿ ফেব্রুয়ারি ফেব্রুয়ারী ફેબ્રુઆરી ഫെബ്രുവരി ਫਰਵਰੀ ଫେବୃଆରୀ",
            "march mar मार्च மார்ச் మార్చి ಮಾರ್ಚ್ মার্চ માર્ચ മാർച്ച് ਮਾਰਚ ମାର୍ଚ୍ଚ",
            "april apr अप्रैल अप्रेल एप्रिल ஏப்ரல் ఏప్రిల్ ಏಪ್ರಿಲ್ এপ্রিল એપ્રિલ ഏപ്രിൽ ਅਪ੍ਰੈਲ ଅପ୍ରେଲ",
            "may मई मे மே మే ಮೇ মে મે മെയ് മേയ് ਮਈ ମଇ",
            "june jun जून ஜூன் జూన్ ಜೂನ್ জুন જૂન ജൂൺ ਜੂਨ ଜୁନ",
            "july jul जुलाई जुलै ஜூலை జులై జూలై ಜುಲೈ জুলাই જુલાઈ ജൂലൈ ਜੁਲਾਈ ଜୁଲାଇ",
            "august aug अगस्त ऑगस्ट ஆகஸ்ட் ఆగస్టు ಆಗಸ್ಟ್ আগস্ট ઓગસ્ટ ഓഗസ്റ്റ് ਅਗਸਤ ଅଗଷ୍ଟ",
            "september sep sept सितंबर सितम्बर सप्टेंबर செப்டம்பர் సెప్టెంబర్ ಸೆಪ್ಟೆಂಬರ್ সেপ্টেম্বর સપ્ટેમ્બર സെപ്റ്റംബർ ਸਤੰਬਰ ସେପ୍ଟେମ୍ବର",
            "october oct अक्टूबर अक्तूबर ऑक्टोबर அக்டோபர் అక్టోబర్ ಅಕ್ಟೋಬರ್ অক্টোবর ઓક્ટોબર ഒക്ടോബർ ਅਕਤੂਬਰ ଅକ୍ଟୋବର",
            "november nov नवंबर नवम्बर नोव्हेंबर நவம்பர் నవంబర్ ನವೆಂಬರ್ নভেম্বর નવેમ્બર നവംബർ ਨਵੰਬਰ ନଭେମ୍ବର",
            "december dec दिसंबर दिसम्बर डिसेंबर டிசம்பர் డిసెంబర్ ಡಿಸೆಂಬರ್ ডিসেম্বর ડિસેમ્બર ഡിസംബർ ਦਸੰਬਰ ଡିସେମ୍ବର",
        ),
        1,
    )
    for word in words.split()
}


@dataclass(frozen=True, slots=True)
class Parts:
    """What a written date shows before its order is known. `year` is None where `third` is the year in doubt."""

    first: int
    second: int
    third: int
    certain: date | None = None  # a written month, a four-digit year in front, or no doubt at all
    two_digit_year: bool = False


def read(raw: object, order: Order = "DMY") -> date | Problem:
    """A date from a date, datetime or text; day first unless the text itself says otherwise (ISO, a named month)."""
    if isinstance(raw, datetime):
        return _within(raw.date())
    if isinstance(raw, date):
        return _within(raw)
    if not isinstance(raw, str):
        return _unclear()
    parts = parts_of(raw)
    return parts if isinstance(parts, Problem) else placed(parts, order)


def parts_of(raw: str) -> Parts | Problem:
    """The numbers of a written date, or the Problem with it. Nothing is assumed about their order."""
    text = _tidy(clean(ascii_digits(raw)))
    found = _YEAR_LAST.fullmatch(text)
    if found:
        return Parts(int(found[1]), int(found[3]), int(found[4]), two_digit_year=len(found[4]) == 2)
    found = _YEAR_FIRST.fullmatch(text)
    if found:
        return _certain(int(found[1]), int(found[3]), int(found[4]))
    found = _NAMED.fullmatch(text)
    if found and key(found[2]) in _MONTHS:
        return _certain(_full_year(found[3]), _MONTHS[key(found[2])], int(found[1]))
    found = _NAMED_FIRST.fullmatch(text)
    if found and key(found[1]) in _MONTHS:
        return _certain(int(found[3]), _MONTHS[key(found[1])], int(found[2]))
    found = _PACKED.fullmatch(text)
    if found:
        return _packed(text)
    return _unclear()


def _tidy(text: str) -> str:
    """Without what stands around a date, and with one sign where a slip of the hand made two: '(12//03//2004).'"""
    text = text.strip("'`’\"()[].,;: ")
    return _TWICE.sub(r"\1", text.replace("\\", "/")) if not text.isdigit() else text


def placed(parts: Parts, order: Order) -> date | Problem:
    """The date that the parts make in that order."""
    if parts.certain:
        return parts.certain
    year = _century(parts.third) if parts.two_digit_year else parts.third
    if order == "YMD" and parts.two_digit_year:
        return _built(_century(parts.first), parts.second, parts.third)
    if order == "MDY":
        return _built(year, parts.first, parts.second)
    return _built(year, parts.second, parts.first)


def _certain(year: int, month: int, day: int) -> Parts | Problem:
    built = _built(year, month, day)
    return built if isinstance(built, Problem) else Parts(day, month, year, built)


def _packed(text: str) -> Parts | Problem:
    if EARLIEST <= int(text[:4]) <= LATEST and 1 <= int(text[4:6]) <= 12 and not EARLIEST <= int(text[4:]) <= LATEST:
        return _certain(int(text[:4]), int(text[4:6]), int(text[6:]))
    return Parts(int(text[:2]), int(text[2:4]), int(text[4:]))


def _built(year: int, month: int, day: int) -> date | Problem:
    try:
        return _within(date(year, month, day))
    except ValueError:
        return Problem("date-impossible", f"This is a day that does not exist: {day}/{month}/{year}. {EXAMPLE}")


def _within(day: date) -> date | Problem:
    if EARLIEST <= day.year <= LATEST:
        return day
    return Problem("date-range", f"The year {day.year} cannot be meant here. {EXAMPLE}")


def _unclear() -> Problem:
    return Problem("date", f"This is not a full date. {EXAMPLE}")


def _full_year(written: str) -> int:
    return _century(int(written)) if len(written) == 2 else int(written)


def _century(two_digits: int) -> int:
    # As spreadsheets read them: 00-29 is 2000-2029, 30-99 is 1930-1999.
    return two_digits + (2000 if two_digits < 30 else 1900)


def from_serial(serial: float, *, since_1904: bool = False) -> date | Problem:
    """The day of a spreadsheet's day count; Problem outside 10,000 to 60,000, where a number is hardly a date."""
    if not SERIALS[0] <= serial <= SERIALS[1]:
        return _unclear()
    return (_EPOCH_1904 if since_1904 else _EPOCH_1900) + timedelta(days=int(serial))


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a column's dates are read in an order: how many cells allow only that order, how many speak against it."""

    order: Order
    assumed: bool  # nothing in the column decides; day first is the Indian custom
    decisive: int
    against: int


def order_of(parts: Iterable[Parts]) -> Evidence:
    """The order of a column's written dates, from the cells that allow one order only (a part above 12)."""
    day_first = month_first = year_first = 0
    for part in parts:
        if part.certain:
            continue
        if part.first > 12 >= part.second:
            if part.two_digit_year and part.first > 31:
                year_first += 1
            else:
                day_first += 1
        elif part.second > 12 >= part.first:
            month_first += 1
    ranked: list[tuple[int, Order]] = [(day_first, "DMY"), (month_first, "MDY"), (year_first, "YMD")]
    decisive, order = max(ranked, key=lambda pair: pair[0])
    if decisive == 0:
        return Evidence("DMY", True, 0, 0)
    return Evidence(order, False, decisive, day_first + month_first + year_first - decisive)
