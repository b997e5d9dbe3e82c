"""Tells from a list what only looks like one: a form, a page of text, a list on its side; refuses to name its values."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from skilling.importing.reading.grid import Row
from skilling.importing.table.bands import Candidate
from skilling.importing.table.looks import Look, is_data, look_of, main_look, plain_text
from skilling.importing.table.sight import SURE, Sight

_DIGITS = re.compile(r"\d+")  # 'Team 1' and 'Team 2' name one thing
_SURELY = 0.8  # of the cells, for a row or column to have a look
_LINES_LOOKED_AT = 60
_FEWEST_RECORDS = 3
_FEWEST_FIELDS = 4


def is_form(sight: Sight, ranked: Sequence[Candidate]) -> bool:
    """Whether known names stand below each other, with a value beside each, rather than beside each other."""
    if len(sight.top) > 100:
        return False
    # What stands above a heading with records, as the college and its principal do, is said about the list.
    start = next((each.index for each in ranked[:5] if each.known >= 3 and _heads_records(sight, each)), -1)
    if any(each.known >= _FEWEST_FIELDS and each.index == start for each in ranked[:5]):
        return False  # so many known names beside each other, and records beneath: its values may sound like names, too
    looked_at = [index for index in sight.top if index > start]
    named: dict[int, list[str]] = {}
    for index in looked_at:
        filled = sight.filled(index)
        if not 1 < len(filled) <= 6:
            continue
        for column, beside in zip(filled[::2], filled[1::2], strict=False):
            text = plain_text(sight.rows[index][column])
            is_name = text.endswith((":", ":-")) or sight.known(index, column) >= SURE
            if is_name and sight.looks(index)[column] is Look.LABEL and sight.known(index, beside) < SURE:
                named.setdefault(column, []).append(text.casefold())
    beside_each_other = max((candidate.known for candidate in ranked[:5]), default=0)
    below_each_other = max((len(set(texts)) for texts in named.values()), default=0)
    pairs = sum(map(len, named.values()))
    return below_each_other >= 3 and pairs > beside_each_other and pairs >= 0.4 * len(looked_at)


def is_prose(sight: Sight, best: Candidate) -> bool:
    """Whether the sheet is one column of sentences."""
    if best.known or len(best.columns) > 1:
        return False
    looks = [look for row in sight.top for look in sight.looks(row) if look is not Look.BLANK]
    sentences = sum(1 for look in looks if look is Look.PROSE)
    return sentences > 0.3 * len(looks) and not any(map(is_data, looks))


def _heads_records(sight: Sight, heading: Candidate) -> bool:
    """Whether most rows beneath a row fill most of its columns, and few of them pair a label with its value."""
    body = sight.body(heading.index)
    full = [row for row in body if sum(column in heading.columns for column in sight.filled(row)) >= 0.6 * len(heading.columns)]
    labelled = sum(any(text.endswith(":") for text in sight.texts(row)) for row in full)
    return len(full) >= max(2, 0.6 * len(body)) and labelled <= 0.3 * len(full)


def describes_columns(sight: Sight) -> bool:
    """Whether a column only names fields, one below the other, beside words about them: a description of a list."""
    for column in range(min(3, sight.grid.width)):
        rows = [row for row in sight.top if sight.looks(row)[column] is not Look.BLANK]
        named = {_DIGITS.sub("", sight.texts(row)[column]) for row in rows if sight.known(row, column) >= SURE}
        if len(named) >= _FEWEST_FIELDS and len(named) >= 0.6 * len(rows):
            beside = [look for row in rows for look in sight.looks(row)[column + 1 :] if look is not Look.BLANK]
            return sum(look in (Look.LABEL, Look.PROSE, Look.VALUE) for look in beside) >= _SURELY * len(beside)
    return False


def lies_on_side(sight: Sight, ranked: Sequence[Candidate]) -> bool:
    """Whether headings run down a column, and every row holds values of one kind to the right of its heading."""
    beside_each_other = max((candidate.known for candidate in ranked[:5]), default=0)
    for column in range(min(3, sight.grid.width)):
        rows = [row for row in sight.top if sight.looks(row)[column] is not Look.BLANK]
        named = [row for row in rows if sight.known(row, column) >= SURE]
        if len(named) < max(3, 0.6 * len(rows), beside_each_other + 1):
            continue
        values = [[look for look in sight.looks(row)[column + 1 :] if look is not Look.BLANK] for row in named]
        coherent = [main_look(looks, _SURELY) for looks in values if len(looks) >= _FEWEST_RECORDS]
        if len(coherent) >= 0.6 * len(named) and sum(map(is_data, coherent)) >= 2:
            return True
    return False


def lines_to_a_record(rows: Sequence[Row]) -> int:
    """2 or 3 where the rows take turns in what their columns hold, as when the address stands beneath the name; else 1."""
    looks = [[Look.LABEL if look is Look.PROSE else look for look in map(look_of, row)] for row in rows[:_LINES_LOOKED_AT]]
    for lines in (2, 3):
        if len(looks) < _FEWEST_RECORDS * lines:
            break
        turns = [[_usual(looks[turn::lines], column) for turn in range(lines)] for column in range(len(looks[0]))]
        told_apart = sum(None not in each and len(set(each)) > 1 for each in turns)
        if told_apart >= 2 and all(_differ(turns, turn) for turn in range(1, lines)):
            return lines
    return 1


def _usual(rows: Sequence[Sequence[Look]], column: int) -> Look | None:
    look, times = Counter(row[column] for row in rows).most_common(1)[0]
    return look if times >= _SURELY * len(rows) else None


def _differ(turns: Sequence[Sequence[Look | None]], turn: int) -> bool:
    return sum(each[turn] is not each[turn - 1] for each in turns) >= 2
