"""Finds the heading of a sheet, a band of one to three rows; refuses to label what stands beneath."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from skilling.importing.reading.grid import Cell
from skilling.importing.table.looks import Look, is_blank, is_data, main_look, plain_text
from skilling.importing.table.sections import counts_on
from skilling.importing.table.sight import SURE, Sight
from skilling.importing.table.totals import is_total_label

MOST_ROWS = 3
_RECORDS_ABOVE_NO_HEADING = 4
_FEWEST_MARKED = 4
_FEWEST_OVER = 4
_SHARE_OVER = 0.2
_BODY_LOOKED_AT = 10
_MOSTLY = 0.6
_NUMBERED = 0.7  # of the columns
_GROUP_WORDS = re.compile(
    r"detail|info|particular|contact|address|mark|qualification|personal|academic|parent|guardian|permanent|"
    r"communication|bank|score|attendance|document|education|विवरण|जानकारी|पता|अंक",
    re.IGNORECASE,
)
# How a cell is to be filled: 'Enter full name', '10 digits without 0', 'e.g. 31/12/2000'.
_HOW = re.compile(
    r"\W*(?:enter|type|write|fill|select|choose|please|mention|use|do not|only|max(?:imum)?|must|should|e\.?\s?g\b|eg\b|example|format|"
    r"as (?:per|on|in)|mandatory|optional|required|\d+[\s-]*digits?|dd[/-]mm|yyyy)(?!\w)",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"[(\[].*[)\]]")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row that may be the heading. `index` is its place in the grid, `known` counts its known names."""

    index: int
    score: float
    known: int
    contrast: float
    columns: tuple[int, ...]


def candidates(sight: Sight) -> list[Candidate]:
    """Every row that may be a heading, best first."""
    found = [candidate for place, index in enumerate(sight.top) if (candidate := _judge(sight, index, place))]
    return sorted(found, key=lambda candidate: -candidate.score)


def judge_forced(sight: Sight, index: int) -> Candidate:
    """The row a person pointed at, whatever it looks like."""
    columns = tuple(sight.filled(index))
    known = sum(1 for column in columns if sight.known(index, column) >= SURE)
    return Candidate(index, 1.0, known, 1.0, columns)


def _judge(sight: Sight, index: int, place: int) -> Candidate | None:
    """Weigh one row; None when it cannot be a heading at all."""
    body = [row for row in sight.body(index) if not _is_same(sight, index, row)]
    columns = _over_something(sight, sight.filled(index), body)
    looks = sight.looks(index)
    labels = [column for column in columns if looks[column] is Look.LABEL]
    days = sight.counting(index) if any(sight.known(index, column) >= SURE for column in labels) else frozenset[int]()
    labels += sorted(days)
    if len(labels) < 0.5 * len(columns) or not labels:
        return None
    if any(is_total_label(plain_text(sight.rows[index][column])) for column in labels) and len(labels) < 3:
        return None
    above = sum(1 for row in sight.top[:place] if _looks_like_data(sight, row, len(columns)))
    if above >= _RECORDS_ABOVE_NO_HEADING:
        return None
    known = [sight.known(index, column) for column in columns]
    sure = sum(1 for score in known if score >= SURE)
    vocabulary = 0.5 * sum(known) / len(columns) + 0.5 * min(1.0, sure / 3)
    contrast = sum(0.35 if column in days else _contrast(sight, index, column, body) for column in columns) / len(columns)
    width, fit = _shape(sight, columns, body)
    score = (
        0.40 * vocabulary
        + 0.20 * contrast
        + 0.20 * width
        + 0.10 * fit
        + 0.10 * len(labels) / len(columns)
        - 0.15 * above
        - 0.10 * _repeats(sight, index, columns)
        - 0.15 * any(sight.texts(index)[column].endswith(":") for column in columns)
        - min(0.10, 0.01 * place)
    )
    return Candidate(index, score, sure, contrast, tuple(sight.filled(index)))


def _over_something(sight: Sight, columns: list[int], body: Sequence[int]) -> list[int]:
    """Those of the cells of a row that have anything beneath them; all of them where too few have."""
    over = [column for column in columns if any(sight.looks(row)[column] is not Look.BLANK for row in body)]
    return over if len(over) >= max(_FEWEST_OVER, _SHARE_OVER * len(columns)) else columns


def _is_same(sight: Sight, first: int, second: int) -> bool:
    """Whether a row repeats another one, as headings are repeated on every page."""
    columns = sight.filled(first)
    one, two = sight.texts(first), sight.texts(second)
    return sum(one[column] == two[column] for column in columns) >= 0.8 * len(columns)


def _contrast(sight: Sight, index: int, column: int, body: Sequence[int]) -> float:
    """How differently a cell looks from those beneath it: 1 for text above numbers, below 0 for data."""
    beneath = [sight.looks(row)[column] for row in body]
    below = main_look(beneath, 0.6)
    own = sight.looks(index)[column]
    if is_data(own):
        return -0.5
    if own is Look.PROSE:
        return 0.0
    if is_data(below):
        return 1.0
    if all(look is Look.BLANK for look in beneath):
        return 0.1
    text = sight.texts(index)[column]
    return 0.0 if any(sight.texts(row)[column] == text for row in body) else 0.35


def _shape(sight: Sight, columns: Sequence[int], body: Sequence[int]) -> tuple[float, float]:
    """How much of the body's width the row has, and how much of the body stands under it: both 0..1."""
    if not body:
        return 0.5, 0.0
    widths = sorted(len(sight.filled(row)) for row in body)
    usual = widths[int(0.8 * (len(widths) - 1))]
    own = set(columns)
    cells = [column for row in body for column in sight.filled(row)]
    return min(1.0, len(columns) / usual), sum(1 for column in cells if column in own) / len(cells)


def _looks_like_data(sight: Sight, index: int, width: int) -> bool:
    filled = len(sight.filled(index))
    return filled >= 0.5 * width and sight.data_cells(index) >= max(1, 0.25 * filled)


def _repeats(sight: Sight, index: int, columns: Sequence[int]) -> float:
    texts = {sight.texts(index)[column] for column in columns}
    return 1 - len(texts) / len(columns)


def band(sight: Sight, best: Candidate) -> tuple[int, ...]:
    """The rows of the heading, top to bottom, grown from its best row."""
    rows = [best.index]
    while len(rows) < MOST_ROWS and _is_sub_heading(sight, rows, rows[-1] + 1):
        rows.append(rows[-1] + 1)
    while len(rows) < MOST_ROWS and _is_group_heading(sight, rows[0] - 1, rows):
        rows.insert(0, rows[0] - 1)
    return tuple(rows)


def _is_all_labels(sight: Sight, index: int) -> bool:
    """Whether a row holds short text only, none of it 'Label:' as in a form, and no total."""
    if not 0 <= index < len(sight.rows):
        return False
    looks = [look for look in sight.looks(index) if look is not Look.BLANK]
    if not looks or any(look not in (Look.LABEL, Look.VALUE) for look in looks):
        return False
    texts = [plain_text(sight.rows[index][column]) for column in sight.filled(index)]
    return not any(":" in text or _is_bare_total(text, len(texts)) for text in texts)


def _is_bare_total(text: str, cells: int) -> bool:
    return cells < 3 and is_total_label(text)


def _group_columns(sight: Sight, index: int) -> set[int]:
    """Columns that share a heading of row `index` with a neighbour: under a wide merge, or beside blanks."""
    shared: set[int] = set()
    width = len(sight.rows[index])
    for top, left, bottom, right in sight.merges:
        if top <= index <= bottom and right > left:
            shared.update(range(left, min(right + 1, width)))
    for column in sight.filled(index):
        end = column + 1
        while end < width and sight.looks(index)[end] is Look.BLANK:
            end += 1
        if end > column + 1:
            shared.update(range(column, end))
    return shared


def _is_sub_heading(sight: Sight, rows: Sequence[int], lower: int) -> bool:
    """Whether row `lower` divides the headings above it, or says them in a second language."""
    upper = rows[-1]
    if not _is_all_labels(sight, lower):
        return False
    columns = sight.filled(lower)
    if len(columns) >= _NUMBERED * len(sight.filled(upper)) and counts_on([sight.texts(lower)[column] for column in columns]):
        return False  # it only numbers the columns
    if _says_how(sight, upper, lower) or (_says_the_same(sight, upper, lower) and not _tells_how_to_fill(sight, upper, lower)):
        return True
    own = sorted({column for row in rows for column in sight.filled(row)})
    shared = _group_columns(sight, upper)
    if len(columns) < 2 or not set(columns) <= shared:  # what is divided has two parts; a text alone heads the rows beneath
        return False
    alone = [column for column in own if column not in shared or sight.looks(lower)[column] is Look.BLANK]
    if not alone:
        return False
    # A row of data fills what stands under the lone headings; a row of sub-headings leaves that blank.
    body = sight.body(lower)[:10]
    filled_beneath = sum(1 for row in body for column in alone if sight.looks(row)[column] is not Look.BLANK)
    return bool(body) and filled_beneath > 0


def _says_how(sight: Sight, upper: int, lower: int) -> bool:
    """Whether row `lower` only says in brackets how the columns above it are to be filled: (10 digits), (dd/mm/yyyy)."""
    above = sight.filled(upper)
    columns = [column for column in sight.filled(lower) if above[0] <= column <= above[-1]]  # beside it another table may begin
    in_brackets = sum(1 for column in columns if _IN_BRACKETS.fullmatch(plain_text(sight.rows[lower][column])))
    return len(columns) > 1 and in_brackets >= 0.8 * len(columns) and set(columns) <= set(above)


def _tells_how_to_fill(sight: Sight, upper: int, lower: int) -> bool:
    """Whether row `lower` explains headings that are plain by themselves: 'As on the certificate', 'Choose from the list'."""
    above, beneath = sight.filled(upper), sight.filled(lower)
    if sum(_IN_BRACKETS.fullmatch(sight.texts(lower)[column]) is not None for column in beneath) >= 0.5 * len(beneath):
        return False  # units stand with their headings
    plain = sum(sight.known(upper, column) >= SURE for column in above)
    explained = sum(
        _HOW.match(sight.texts(lower)[column]) is not None
        or (sight.known(lower, column) < SURE and _is_latin(sight.rows[lower][column]))
        for column in beneath
    )
    return plain >= max(2, 0.6 * len(above)) and explained >= 0.8 * len(beneath)


def _says_the_same(sight: Sight, first: int, second: int) -> bool:
    """Whether two full rows are both headings, as when one is English and the other Hindi."""
    one = sight.filled(first)
    two = [column for column in sight.filled(second) if one[0] <= column <= one[-1]]
    if len(two) < max(2, 0.8 * len(one)) or len(one) < 0.8 * len(two):
        return False
    known = sum(1 for column in two if sight.known(second, column) >= SURE)
    return known >= max(2, 0.5 * len(two)) or _heads_other_looks(sight, first, second)


def _heads_other_looks(sight: Sight, first: int, second: int) -> bool:
    """Whether both rows are text where numbers, days and addresses follow, in another script if only once."""
    body = sight.body(max(first, second))
    columns = [column for column in sight.filled(second) if sight.looks(second)[column] is Look.LABEL]
    body = [row for row in body if len(sight.filled(row)) >= 0.5 * len(columns)]
    if len(body) < 3:
        return False
    typed = sum(1 for column in columns if is_data(main_look([sight.looks(row)[column] for row in body], 0.6)))
    scripts = {_is_latin(sight.rows[row][column]) for row in (first, second) for column in sight.filled(row)}
    return typed >= max(2, 0.3 * len(columns)) or (typed > 0 and len(scripts) > 1)


def _is_latin(cell: Cell) -> bool:
    return plain_text(cell).isascii()


def _is_group_heading(sight: Sight, index: int, rows: Sequence[int]) -> bool:
    """Whether the row above a heading names groups of its columns, rather than the whole sheet."""
    if not _is_all_labels(sight, index) or only_marks(sight, index):
        return False
    columns = sight.filled(index)
    below = {column for row in rows for column in sight.filled(row)}
    if len(columns) > 1:  # what heads a column alone, as 'S.No' does, leaves the lower rows blank
        below.update(column for column in columns if column not in below and _heads_alone(sight, rows, column))
    if not set(columns) <= set(range(min(below), max(below) + 1)):
        return False
    if _says_the_same(sight, rows[0], index):
        return True
    merges = [merge for merge in sight.merges if merge[0] <= index <= merge[2] and merge[1] in columns]
    across = [right - left + 1 for _, left, _, right in merges if right > left]
    if max(across, default=0) >= 0.8 * (max(below) - min(below) + 1):
        return False
    if len(columns) == 1 and max(across, default=0) > 0.5 * len(below) and not _names_a_group(sight, index, columns[0]):
        return False  # 'As on 31.10.2026', merged over what was left of its row
    reaches_down = any(bottom > index for _, _, bottom, _ in merges)
    stands_alone = any(all(sight.looks(row)[column] is Look.BLANK for row in rows) for column in columns)
    if reaches_down or (across and (len(columns) > 1 or columns[0] > min(below))):
        return True
    return (stands_alone and len(columns) > 1) or _names_groups(sight, index, columns, below)


def _heads_alone(sight: Sight, rows: Sequence[int], column: int) -> bool:
    """Whether records fill a column that a row of the heading leaves blank."""
    body = sight.body(rows[-1])[:_BODY_LOOKED_AT]
    filled = sum(sight.looks(row)[column] is not Look.BLANK for row in body)
    return bool(body) and filled >= _MOSTLY * len(body)


def only_marks(sight: Sight, index: int) -> bool:
    """Whether a row marks every column with one of a few words that keep coming back, such as 'Mandatory' and 'Optional'."""
    texts = [sight.texts(index)[column] for column in sight.filled(index)]
    runs = [text for place, text in enumerate(texts) if not place or texts[place - 1] != text]
    return len(texts) >= _FEWEST_MARKED and 1 < len(set(texts)) <= 0.5 * len(texts) and len(runs) > len(set(texts))


def _names_groups(sight: Sight, index: int, columns: Sequence[int], below: set[int]) -> bool:
    """Whether most cells of a row say that they head a group: details, marks, address."""
    named = sum(_names_a_group(sight, index, column) for column in columns)
    return 1 < len(columns) < len(below) and named >= 0.5 * len(columns)


def _names_a_group(sight: Sight, index: int, column: int) -> bool:
    text = plain_text(sight.rows[index][column])
    return _GROUP_WORDS.search(text) is not None and not any(character.isdigit() for character in text)


def heading_texts(sight: Sight, rows: Sequence[int], column: int) -> list[str]:
    """What the band says above a column, from the top down, without repeating itself."""
    texts: list[str] = []
    for place, row in enumerate(rows):
        text = plain_text(_covering(sight, row, column, fill=place < len(rows) - 1, rows=rows))
        if texts and _IN_BRACKETS.fullmatch(text):
            texts[-1] = f"{texts[-1]} {text}"
        elif text and text not in texts:
            texts.append(text)
    return texts


def _covering(sight: Sight, row: int, column: int, *, fill: bool, rows: Sequence[int]) -> Cell:
    """The cell that covers a place: itself, the corner of its merge, or the group heading to its left."""
    cells = sight.rows[row]
    if not is_blank(cells[column]):
        return cells[column]
    for top, left, bottom, right in sight.merges:
        if top <= row <= bottom and left <= column <= right and rows[0] <= top:
            return sight.rows[top][left]
    covered = any(top <= row <= bottom and right > left for top, left, bottom, right in sight.merges)
    if not fill or covered or all(is_blank(sight.rows[lower][column]) for lower in rows if lower > row):
        return None
    for left in range(column - 1, -1, -1):
        if not is_blank(cells[left]):
            # A heading that is complete by itself does not cover its neighbour.
            complete = all(is_blank(sight.rows[lower][left]) for lower in rows if lower > row)
            return None if complete else cells[left]
    return None
