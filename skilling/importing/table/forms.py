"""Tells from a list what only looks like one: a form about one person, a page of text; refuses to name its values."""

from __future__ import annotations

from collections.abc import Sequence

from skilling.importing.table.bands import Candidate
from skilling.importing.table.looks import Look, is_data, plain_text
from skilling.importing.table.sight import SURE, Sight


def is_form(sight: Sight, ranked: Sequence[Candidate]) -> bool:
    """Whether known names stand below each other, with a value beside each, rather than beside each other."""
    if len(sight.top) > 100:
        return False
    named: dict[int, set[str]] = {}
    for index in sight.top:
        filled = sight.filled(index)
        if not 1 < len(filled) <= 6:
            continue
        for column, beside in zip(filled[::2], filled[1::2], strict=False):
            text = plain_text(sight.rows[index][column])
            is_name = text.endswith((":", ":-")) or sight.known(index, column) >= SURE
            if is_name and sight.looks(index)[column] is Look.LABEL and sight.known(index, beside) < SURE:
                named.setdefault(column, set()).add(text.casefold())
    beside_each_other = max((candidate.known for candidate in ranked[:5]), default=0)
    below_each_other = max(map(len, named.values()), default=0)
    pairs = sum(map(len, named.values()))
    return below_each_other >= 3 and pairs > beside_each_other and pairs >= 0.4 * len(sight.top)


def is_prose(sight: Sight, best: Candidate) -> bool:
    """Whether the sheet is one column of sentences."""
    if best.known or len(best.columns) > 1:
        return False
    looks = [look for row in sight.top for look in sight.looks(row) if look is not Look.BLANK]
    sentences = sum(1 for look in looks if look is Look.PROSE)
    return sentences > 0.3 * len(looks) and not any(map(is_data, looks))
