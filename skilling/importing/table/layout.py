"""Finds the one table in a grid: its heading, its columns, its rows, and why every other row is none of them.

Refuses to read meaning into a column; a form, a page of text or an empty sheet is named as what it is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from skilling.importing.reading.grid import Cell, Grid, Row
from skilling.importing.table import headless
from skilling.importing.table.bands import Candidate, band, candidates, heading_texts, judge_forced, only_marks
from skilling.importing.table.forms import describes_columns, is_form, is_prose, lies_on_side, lines_to_a_record
from skilling.importing.table.islands import columns_of
from skilling.importing.table.looks import Look, is_blank, plain_text
from skilling.importing.table.others import OtherTable, regions, worth
from skilling.importing.table.rowkinds import BLANK, DATA, OUTSIDE, TITLE, TOTAL, Labeller, Labels
from skilling.importing.table.shape import shape_of
from skilling.importing.table.sight import SURE, Sight
from skilling.importing.table.totals import is_total_label

ASK_BELOW = 0.7
"""A table of lower confidence is one at which a person should look before anything else happens."""

NO_HEADING = 0
"""Said in place of the row of the heading: there is none, the first row is a record."""

_LEAST_SCORE = 0.36
_WITHOUT_HEADING = 0.4  # confidence: what the columns hold is told by their values alone
_DOUBTED = 0.65
_CLEARLY_BETTER = 1.5  # in worth, before another table than the first is taken
_CHOSEN_AMONG_OTHERS = 0.85
_NAMED_COLUMNS = 2  # known headings, at least, of a table worth offering
_LEAST_OFFERED = 0.3
_SEVERAL = 3


@dataclass(frozen=True, slots=True)
class Dropped:
    """A row that is no record. `why`: title, blank, total, subtotal, note, repeated header, junk, outside."""

    row: int
    why: str


@dataclass
class Table:
    """The table of a sheet.

    `header_rows` and `row_numbers` are 1-based sheet rows; the last header row is the one with the column
    names. Where a list has no heading there is none, and its columns are called by their letters. `columns`
    are indices into a grid row. Each of `rows` has exactly those columns, with values of vertical merges
    filled down. `hidden_rows` counts the records that a filter hides; they are included.
    `confidence` is 0..1. `kind` is 'list', 'form', 'empty' or 'not-a-list'; `reason` says why it is no list.
    """

    sheet: str
    header_rows: tuple[int, ...] = ()
    headers: list[str] = field(default_factory=list)
    columns: list[int] = field(default_factory=list)
    row_numbers: list[int] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    dropped: tuple[Dropped, ...] = ()
    hidden_rows: int = 0
    confidence: float = 0.0
    kind: str = "list"
    reason: str = ""
    others: tuple[OtherTable, ...] = ()
    """Further tables of the same sheet, the likeliest first: to be offered by their `title`."""


def find(grid: Grid, known_header: Callable[[str], float], header_row: int | None = None, column: int | None = None) -> Table:
    """The table of a grid, the likeliest where there are several; `others` are the rest.

    `header_row`, a 1-based sheet row or `NO_HEADING`, overrules the search for the heading; `column`, a 1-based sheet column,
    says which of the tables in that row is meant.
    """
    if header_row == NO_HEADING:
        return _without_heading(Sight(grid, known_header), 1.0)
    if header_row is not None and column is not None:
        return _meant(grid, known_header, header_row, column)
    table = _find(grid, known_header, header_row, None)
    if table.kind == "form" or not table.header_rows:
        return table
    others = _others(grid, known_header, table)
    better = others[0] if others and header_row is None else None
    if (better and better.worth > _worth(table, known_header)) or any(each.agrees for each in others):
        table = replace(table, confidence=min(table.confidence, _DOUBTED))  # a person should say which is meant
    if better and better.worth > _worth(table, known_header) + _CLEARLY_BETTER:
        chosen = _find(grid, known_header, better.header_row, better.column)
        if chosen.kind == "list":
            confidence = min(chosen.confidence, _CHOSEN_AMONG_OTHERS)
            table = replace(chosen, confidence=confidence)
            others = _others(grid, known_header, table)
    return replace(table, others=tuple(others))


def _meant(grid: Grid, known_header: Callable[[str], float], header_row: int, column: int) -> Table:
    """The table that a person pointed at, cut off from the one that would be taken unasked."""
    usual = find(grid, known_header)
    others = _others(grid, known_header, usual) if usual.columns else []
    for part in _regions(grid, usual) if any((each.header_row, each.column) == (header_row, column) for each in others) else []:
        table = _find(part, known_header, None, None)
        moved = part.first_column - grid.first_column
        if table.header_rows and (table.header_rows[-1], part.first_column + table.columns[0]) == (header_row, column):
            inside = range(part.first_row, part.first_row + len(part.rows))
            beyond = (row for row in map(grid.sheet_row, range(len(grid.rows))) if row not in inside)
            dropped = (*table.dropped, *(Dropped(row, OUTSIDE) for row in beyond))
            columns = [place + moved for place in table.columns]
            return replace(table, columns=columns, dropped=tuple(sorted(dropped, key=lambda each: each.row)), confidence=1.0)
    return _find(grid, known_header, header_row, column)


def _regions(grid: Grid, table: Table) -> list[Grid]:
    header = table.header_rows[0] - grid.first_row
    last = (table.row_numbers[-1] if table.row_numbers else table.header_rows[-1]) - grid.first_row
    return regions(grid, table.columns, header, last)


def _others(grid: Grid, known_header: Callable[[str], float], table: Table) -> list[OtherTable]:
    """Further tables in the same sheet, the likeliest first."""
    own = {heading.casefold() for heading in table.headers}
    found = []
    for part in _regions(grid, table):
        other = _find(part, known_header, None, None)
        known = _known_of(other, known_header)
        if other.kind != "list" or known < _NAMED_COLUMNS or other.confidence < _LEAST_OFFERED:
            continue
        names = tuple(other.headers)
        first = part.first_column + other.columns[0]
        agrees = {name.casefold() for name in names} == own
        found.append(OtherTable(grid.sheet, other.header_rows[-1], first, names, len(other.rows), known, agrees))
    found = list({(each.header_row, each.column): each for each in found}.values())
    return sorted(found, key=lambda each: -each.worth)


def _known_of(table: Table, known_header: Callable[[str], float]) -> int:
    return sum(known_header(header) >= SURE for header in table.headers)


def _worth(table: Table, known_header: Callable[[str], float]) -> float:
    return worth(_known_of(table, known_header), len(table.rows))


def _find(grid: Grid, known_header: Callable[[str], float], header_row: int | None, column: int | None) -> Table:
    if not any(not is_blank(cell) for row in grid.rows for cell in row):
        return Table(grid.sheet, kind="empty", reason="This sheet is empty. Choose another sheet or another file.")
    sight = Sight(grid, known_header)
    ranked = candidates(sight)
    if header_row is not None:
        return _forced(sight, header_row, column)
    if lies_on_side(sight, ranked):
        return _no_table(
            sight,
            "not-a-list",
            "This list lies on its side: its headings stand below each other, and everybody has a column instead of a row. "
            "In Excel copy it, choose Paste Special > Transpose on a new sheet, save, and choose the file again.",
        )
    if describes_columns(sight):
        return _no_table(
            sight,
            "not-a-list",
            "This sheet describes the columns of a list: it names them one below the other, but holds nobody. "
            "Choose the sheet or the file that holds the list itself.",
        )
    if is_form(sight, ranked):
        return _no_table(
            sight,
            "form",
            "This looks like a form about one person or institution, with names beside values, not a list "
            "with one row for each. Copy what it says into a row of a list, or enter it by hand.",
        )
    best = ranked[0] if ranked else None
    if best is None or best.score < _LEAST_SCORE or headless.heads_nothing(sight, best):
        table = _without_heading(sight, _WITHOUT_HEADING)
        if table.kind == "list":
            return table
    if best is None or best.score < _LEAST_SCORE:
        return _no_table(
            sight,
            "not-a-list",
            "No row of column headings was found, so nobody can say what the columns mean. Click the row "
            "that holds the headings, or add such a row in Excel and choose the file again.",
        )
    if is_prose(sight, best):
        return _no_table(
            sight,
            "not-a-list",
            "This sheet holds running text, not a list with columns. Choose another sheet or file.",
        )
    table = _table(sight, best, _confidence(best, ranked, sight))
    lines = lines_to_a_record(table.rows)
    if lines > 1:
        return _no_table(
            sight,
            "not-a-list",
            f"Every person takes {lines} rows of this sheet, one below the other. Put what belongs to one person into one row, "
            "with a heading above each column, and choose the file again.",
        )
    return table


def _forced(sight: Sight, header_row: int, column: int | None) -> Table:
    index = header_row - sight.grid.first_row
    if not 0 <= index < len(sight.rows) or not sight.filled(index):
        return _no_table(sight, "not-a-list", f"Row {header_row:,} is blank. Click the row that holds the headings.")
    place = None if column is None else column - sight.grid.first_column
    return _table(sight, judge_forced(sight, index), 1.0, grow=place is not None, place=place)


def _without_heading(sight: Sight, confidence: float) -> Table:
    """The list of a sheet that has no heading: its first row is a record, and so is every other that looks like one."""
    grid, first = sight.grid, headless.first_record(sight)
    if first is None and confidence < 1.0:
        return _no_table(sight, "not-a-list", "The rows of this sheet have nothing in common.")
    start = headless.filled_from(grid) if first is None else first
    if start is None:
        return _no_table(sight, "empty", "There is nothing in this sheet. Choose another sheet or file.")
    beneath = sight.beneath(headless.beneath_letters(grid, start))
    table = _table(beneath, Candidate(0, confidence, 0, 0.0, ()), confidence, grow=False)
    if table.kind == "empty":
        return _no_table(sight, "empty", "No row of this sheet looks like a record. Choose another sheet or file.")
    above = tuple(Dropped(grid.sheet_row(index), _why_above(grid.rows[index])) for index in range(start))
    return replace(table, header_rows=(), dropped=(*above, *table.dropped))


def _table(sight: Sight, best: Candidate, confidence: float, *, grow: bool = True, place: int | None = None) -> Table:
    grid = sight.grid
    rows = band(sight, best) if grow else (best.index,)
    columns = columns_of(sight, rows, place)
    texts = {column: " / ".join(heading_texts(sight, rows, column)) for column in columns}
    beneath = list(range(rows[-1] + 1, len(grid.rows)))
    shape = shape_of(sight, rows, columns, texts)
    labels = Labeller(sight, shape, rows).labels()
    why = labels.why
    data = [index for index in beneath if why[index] == DATA]
    dropped = [Dropped(grid.sheet_row(index), _why_above(grid.rows[index])) for index in range(rows[0])]
    dropped += [Dropped(grid.sheet_row(index), why[index]) for index in beneath if why[index] != DATA]
    table = Table(
        grid.sheet,
        header_rows=tuple(grid.sheet_row(index) for index in rows),
        headers=_unique([texts[column] or headless.letter_name(grid, column) for column in columns]),
        columns=columns,
        row_numbers=[grid.sheet_row(index) for index in data],
        rows=_cut_out(grid, data, columns),
        dropped=tuple(dropped),
        hidden_rows=sum(1 for index in data if grid.sheet_row(index) in grid.hidden_rows),
        confidence=round(confidence * _tidiness(labels) * (_DOUBTED if _more_above(sight, rows, columns) else 1.0), 3),
    )
    if not data:
        table.kind, table.confidence = "empty", 0.0
        table.reason = (
            f"The headings stand in row {table.header_rows[-1]:,}, but there is no record beneath them. "
            "Choose another sheet or another file."
        )
    return table


def _tidiness(labels: Labels) -> float:
    """0..1: less where something else was cut off below, and too little to go on unseen where a row may be a person or not."""
    return (_DOUBTED if labels.doubts else 1.0) * (0.85 if OUTSIDE in labels.why.values() else 1.0)


def _more_above(sight: Sight, rows: Sequence[int], columns: Sequence[int]) -> bool:
    """Whether the row right above the heading looks as much like one: several short texts, no total."""
    above = rows[0] - 1
    if above < 0 or any(map(is_total_label, sight.texts(above))) or only_marks(sight, above):
        return False
    labels = sum(1 for column in sight.filled(above) if sight.looks(above)[column] is Look.LABEL)
    return labels >= max(_SEVERAL, 0.5 * len(columns))


def _no_table(sight: Sight, kind: str, reason: str) -> Table:
    grid = sight.grid
    dropped = tuple(
        Dropped(grid.sheet_row(index), BLANK if all(map(is_blank, row)) else OUTSIDE) for index, row in enumerate(grid.rows)
    )
    return Table(grid.sheet, dropped=dropped, kind=kind, reason=reason)


def _why_above(row: Row) -> str:
    texts = [plain_text(cell) for cell in row if not is_blank(cell)]
    if not texts:
        return BLANK
    return TOTAL if any(map(is_total_label, texts)) else TITLE


def _cut_out(grid: Grid, data: Sequence[int], columns: Sequence[int]) -> list[Row]:
    """The records with the table's columns only, values of vertical merges filled down."""
    if list(columns) == list(range(grid.width)):
        rows = [grid.rows[index] for index in data]
    else:
        rows = [[grid.rows[index][column] for column in columns] for index in data]
    place = {column: position for position, column in enumerate(columns)}
    position_of = {index: position for position, index in enumerate(data)} if grid.merges else {}
    for r1, c1, r2, _ in grid.merges:
        column = place.get(c1 - grid.first_column)
        top = r1 - grid.first_row
        if column is None or r2 == r1 or not 0 <= top < len(grid.rows):
            continue
        value = grid.rows[top][c1 - grid.first_column]
        for index in range(top + 1, min(r2 - grid.first_row + 1, len(grid.rows))):
            position = position_of.get(index)
            if position is not None and value is not None and is_blank(rows[position][column]):
                rows[position] = _with(rows[position], column, value)
    return rows


def _with(row: Row, column: int, value: Cell) -> Row:
    """A copy of the row, for the grid keeps its own as they were."""
    return [*row[:column], value, *row[column + 1 :]]


def _unique(headers: Sequence[str]) -> list[str]:
    """The headers, the second of a kind marked (2)."""
    seen: dict[str, int] = {}
    unique: list[str] = []
    for header in headers:
        times = seen[header.casefold()] = seen.get(header.casefold(), 0) + 1
        unique.append(header if times == 1 else f"{header} ({times})")
    return unique


def _confidence(best: Candidate, ranked: Sequence[Candidate], sight: Sight) -> float:
    """How sure the heading is: by its own score, and by how far it stands off rows that are not beside it."""
    rival = max((other.score for other in ranked[1:] if abs(other.index - best.index) > 2), default=0.0)
    strength = min(1.0, best.score / 0.72)
    distance = min(1.0, 0.55 + max(0.0, best.score - rival) * 2.5)
    sure = strength * distance
    if best.known == 0:
        sure = min(sure, 0.55 if best.contrast >= 0.5 else 0.4)
    return round(sure, 3)
