"""Says which labels of rows a person should look at: rows that may be people and may be something else; changes no label."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from skilling.importing.reading.grid import Row
from skilling.importing.table.looks import Look, amount, is_blank, is_data, look_of, plain_text

_ABOUT_THE_LIST = re.compile(
    r"\b(?:total|signature|signed|principal|co-?ordinator|director|head\s+of|h\.?o\.?d|prepared|checked|verified|approved|certified|"
    r"note|page|end\s+of)\b|हस्ताक्षर|प्राचार्य|प्रधानाचार्य|कुल|योग",
    re.IGNORECASE,
)
_FEW = 0.4  # of the columns filled: such a row may well be said about the list


def taken_in_doubt(row: Row, columns: Sequence[int], looks: Mapping[int, Look], serial: int | None) -> bool:
    """Whether a row taken for a record may be none: hardly anything stands in it, or words stand where numbers do."""
    filled = [column for column in columns if not is_blank(row[column])]
    said = [column for column in filled if column != serial]
    if len(columns) > 2 and len(said) <= max(1, len(columns) // 5):
        return True
    if serial is not None and look_of(row[serial]) in (Look.LABEL, Look.PROSE) and is_data(looks[serial]):
        return True  # a word where the others have their number
    words = [column for column in said if look_of(row[column]) in (Look.LABEL, Look.PROSE)]
    misplaced = sum(1 for column in words if is_data(looks[column]))
    if misplaced >= 2 and len(words) == len(said):
        return True
    few = len(said) <= _FEW * len(columns)
    return few and any(_ABOUT_THE_LIST.search(plain_text(row[column])) for column in words)


def dropped_in_doubt(row: Row, columns: Sequence[int], serial: int | None) -> bool:
    """Whether a row dropped as said about the list could be somebody: its number is given, or a short name stands alone."""
    filled = [column for column in columns if not is_blank(row[column])]
    if serial is not None and serial in filled and len(filled) > 1 and amount(row[serial]) is not None:
        return True
    return len(filled) > 1 and sum(is_data(look_of(row[column])) for column in filled) > 1
