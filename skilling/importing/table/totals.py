"""Recognises rows that add others up, by their label in any of our languages or by their sums."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from skilling.importing.reading.grid import Row
from skilling.importing.table.looks import amount

# A vowel sign is no \w: without the wider range योगेश would read as योग, a total.
_TOTAL = re.compile(
    r"\W*(?:(?:grand|sub|over\s*all|page|net|running|cumulative|final|all\s+india|category|district|state|class|"
    r"branch|batch|section|gender)[\s\-]*)?"
    r"(?:totals?|ttl)\b(?!\s+(?!no\b|number|students?|candidates?|learners?|participants?|count|strength|amount|"
    r"enrol|of\b|in\b|for\b|as\b|(?:fe)?male|boys|girls|(?:wo)?men|s\.?c\b|s\.?t\b|obc|general|minority|pwd|\()[a-z])"
    r"|.{1,40}\btotal\s*[:=\-]*\s*\d*\W*$"
    r"|\W*(?:(?:class|batch|section|group|course|overall)\s+)?(?:average|avg|mean|median|highest|lowest|maximum|minimum)"
    r"(?:\s+(?:marks?|score|percentage|age))?\W*\d*\W*$"
    r"|\W*(?:\d+\s+)?(?:students|candidates|learners|participants|trainees|persons)\W*$"
    r"|\W*(?:no\.?\s+of\s+(?:students|candidates|learners|participants))\b\W*\d*\W*$"
    r"|\W*(?:कुल|योग|महायोग|उप\s*योग|सकल\s+योग|एकूण|মোট|কুল|மொத்தம்|మొత్తం|ಒಟ್ಟು|મુલ|કુલ|ਕੁੱਲ|മൊത്തം|ആകെ|ମୋଟ)(?![\w\u0900-\u0dff])",
    re.IGNORECASE,
)
_SUB = re.compile(r"\W*sub|उप", re.IGNORECASE)
_TOLERANCE = 0.51


def is_total_label(text: str) -> bool:
    """Whether a cell says that its row adds others up, as 'Grand Total', 'कुल योग' or 'Batch A total:' do."""
    return len(text) <= 60 and _TOTAL.match(text) is not None


def is_subtotal_label(text: str) -> bool:
    """Whether a total's label says that it is only part of one."""
    return _SUB.match(text) is not None


def sums_match(row: Row, columns: Sequence[int], rows: Iterable[Row]) -> bool:
    """Whether every number of `row` in `columns` is the sum of the cells above or beneath it in `rows`.

    At least two rows and one sum that is not zero are needed, so that a lone repeated number is no total.
    """
    wanted: dict[int, float] = {column: value for column in columns if (value := amount(row[column])) is not None}
    sums = dict.fromkeys(wanted, 0.0)
    terms = dict.fromkeys(wanted, 0)
    for other in rows:
        for column in wanted:
            value = amount(other[column])
            if value:
                sums[column] += value
                terms[column] += 1
    return (
        bool(wanted)
        and all(abs(sums[column] - value) < _TOLERANCE for column, value in wanted.items())
        and any(terms[column] > 1 for column in wanted)
    )
