"""Tells a line that heads the rows beneath it from the name of somebody; refuses to say what the section holds."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

_WORDS = re.compile(
    r"\W*(?:batch|section|group|class|semester|sem|branch|course|trade|dep(?:artmen)?t|cent(?:re|er)|college|"
    r"cohort|phase|polytechnic|iti|school|university|institute?|institution|taluka?|tehsil|mandal|"
    r"district|shift|morning|evening|year|बैच|वर्ग|कक्षा|जिला|महाविद्यालय)(?![\w\u0900-\u0dff])",
    re.IGNORECASE,
)
_HALVES = re.compile(
    r"\W*(?:boys?|girls?|gents|ladies|men|women|(?:fe)?male|छात्र|छात्रा|छात्राएँ|छात्राएं|बालक|बालिका|मुले|मुली)"
    r"(?:\s+(?:students?|candidates?|trainees?|list|section))?\W*(?:\(\d+\))?\W*",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"\W*(?:[ivx]{1,4}|\d{1,2}(?:st|nd|rd|th)?|first|second|third|fourth|final)[\s\-]+"
    r"(?:year|yr|sem(?:ester)?|batch|shift|section|group|term|standard|std|class)\b\W*$",
    re.IGNORECASE,
)
_FIRST_WORD = re.compile(r"\W*([^\W\d_]+)")
_ENDS = re.compile(r".*\s(?:batch|section|group|branch|wing|stream|बैच|शाखा)\W*", re.IGNORECASE)
_SIGNED = re.compile(
    r"\W*(?:prepared|checked|verified|approved|submitted|compiled|signed|forwarded|certified|countersigned|data\s+entered)\s+by\b",
    re.IGNORECASE,
)
_NAMES_SOMETHING = re.compile(r"\d|:|\s[-\u2013]\s")
_FEWEST_IN_A_SERIES = 2
_COUNTED = re.compile(r"[(\[]?\s*(?P<number>\d{1,3}|[ivx]{1,6}|[a-z])\s*[.)\]]{0,2}", re.IGNORECASE)
_FEWEST_COUNTED = 3
_NUMBERS = tuple(str(number) for number in range(1000))
_ROMAN = tuple(
    ten + one for ten in ("", "x", "xx", "xxx") for one in ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
)
_LETTERS = tuple("abcdefghijklmnopqrstuvwxyz")


def names_a_section(text: str) -> bool:
    """Whether a text that stands alone in its row says by its words that it heads others: 'Batch 2', 'III Year'."""
    by_words = _WORDS.match(text) is not None or _HALVES.fullmatch(text) is not None or _ENDS.fullmatch(text) is not None
    return by_words or _NUMBERED.match(text) is not None


def names_who_signed(text: str) -> bool:
    """Whether a text introduces who made or signed the list: 'Prepared by', whose name and phone may follow as a record's would."""
    return _SIGNED.match(text) is not None


def names_by_number(text: str) -> bool:
    """Whether a text names something by a number or after a colon, as no person is named: 'Room No: 102'."""
    return _NAMES_SOMETHING.search(text) is not None


def counts_on(texts: Sequence[str]) -> bool:
    """Whether texts that follow each other number themselves, as (1) (2) (3), i. ii. iii. or a) b) c)."""
    found = [_COUNTED.fullmatch(text) for text in texts]
    if len(texts) < _FEWEST_COUNTED or None in found:
        return False
    said = [each["number"].casefold() for each in found if each]
    return any(
        all(text in row for text in said) and all(row.index(after) == row.index(before) + 1 for before, after in pairwise(said))
        for row in (_NUMBERS, _ROMAN, _LETTERS)
    )


def in_a_series(alone: Mapping[int, str]) -> set[int]:
    """Of rows with a single text each, those that begin with the same word and number or name something by it: 'Ward 1', 'Ward 2'."""
    series: dict[str, list[int]] = {}
    for row, text in alone.items():
        first = _FIRST_WORD.match(text)
        if first and _NAMES_SOMETHING.search(text):
            series.setdefault(first.group(1).casefold(), []).append(row)
    return {row for rows in series.values() if len(rows) >= _FEWEST_IN_A_SERIES for row in rows}
