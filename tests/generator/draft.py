"""A list while it is being made: people, columns, and what stands around them; damages change it, `rendered` lays it out.

Nothing here or in its neighbours imports the desk: what is true is known because it was invented, not because it was read.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.generator.people import Person

Merge = tuple[int, int, int, int]
"""First row, first column, last row, last column, 1-based."""

BLOCKED, BESIDE, PASSED = "blocked", "extra", None  # what a column may become besides a field


@dataclass
class Column:
    """One column: what it is in truth, its headings from the top down, and what was typed for each person."""

    kind: str
    field: str | None
    heading: str
    cells: list[Any]
    truth: list[str | None] | None = None  # digits or day of each person; None where the column has none to keep
    format: str = ""
    group: str = ""
    above: str = ""  # a heading of its own above this one, over several columns
    lost: bool = False  # the digits are beyond recovery: only a flag is right


@dataclass
class Line:
    """A row of the sheet that is not one person's: texts by place in the table (or one text across), and what it is."""

    cells: dict[int, Any]
    merged: bool = False


@dataclass
class Block:
    """A table beside or beneath the list, or on a sheet of its own: rows of cells at a place."""

    rows: list[list[Any]]
    gap: int = 2
    beside: bool = False


@dataclass
class Sheet:
    """A sheet to be written: cells by (row, column), 1-based."""

    name: str
    cells: dict[tuple[int, int], Any] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    formats: dict[tuple[int, int], str] = field(default_factory=dict)
    cached: dict[tuple[int, int], Any] = field(default_factory=dict)
    hidden: bool = False
    filtered: str = ""

    def put(self, row: int, column: int, rows: list[list[Any]]) -> int:
        """Puts rows of cells at a place; the row after them."""
        for down, cells in enumerate(rows):
            for across, value in enumerate(cells):
                if value is not None and value != "":
                    self.cells[row + down, column + across] = value
        return row + len(rows)


@dataclass(frozen=True)
class Place:
    """Where the list truly stands in a sheet, in 1-based rows; `mapping` says what each 1-based column is."""

    header_rows: tuple[int, ...]
    data_rows: tuple[int, ...]
    mapping: dict[int, str | None]
    digits: dict[int, dict[int, str | None]]  # column: row: the true digits or day
    lost: frozenset[int]
    hidden: int


@dataclass(frozen=True)
class MadeList:
    """A finished list: what is to be written and what is true of it. `refused` names what it is when it is no list."""

    seed: int
    damages: tuple[str, ...]
    sheets: tuple[Sheet, ...]
    places: dict[str, Place]  # by sheet; more than one where a list goes over two sheets
    refused: str | None = None
    suffix: str = ".xlsx"


@dataclass
class Draft:
    """The list in the making. A position in `order` is a person's index, or a line that is none of them."""

    rng: random.Random
    people: list[Person]
    columns: list[Column]
    order: list[int | Line] = field(default_factory=list)
    above: list[Line] = field(default_factory=list)
    below: list[Line] = field(default_factory=list)
    group_row: bool = False
    group_merged: bool = False
    under_heading: list[Line] = field(default_factory=list)  # column numbers: no part of the heading
    sub_heading: dict[int, str] = field(default_factory=dict)  # part of the heading, by place of the column
    top: int = 1
    left: int = 1
    blank_above: int = 0
    repeat_every: int = 0
    hidden: set[int] = field(default_factory=set)  # people
    filtered: bool = False
    merge_down: str = ""
    blocks: list[Block] = field(default_factory=list)
    sheet_name: str = "Sheet1"
    before: list[Sheet] = field(default_factory=list)
    after: list[Sheet] = field(default_factory=list)
    split_at: int = 0  # people from here on stand on a second sheet
    suffix: str = ".xlsx"
    devanagari: bool = False
    formulas: dict[str, bool] = field(default_factory=dict)  # kind of column: whether its results are cached

    def column(self, kind: str) -> Column | None:
        return next((column for column in self.columns if column.kind == kind), None)

    def has(self, *kinds: str) -> bool:
        return all(self.column(kind) for kind in kinds)

    def place_of(self, kind: str) -> int:
        return next(place for place, column in enumerate(self.columns) if column.kind == kind)

    def insert(self, column: Column, place: int | None = None) -> None:
        """A further column, at the end unless told otherwise."""
        self.columns.insert(len(self.columns) if place is None else place, column)

    def parts(self) -> list[list[int | Line]]:
        """The order of each sheet: one, or two where the list goes over two sheets."""
        if not self.split_at:
            return [self.order]
        cut = next(place for place, entry in enumerate(self.order) if entry == self.split_at)
        return [self.order[:cut], self.order[cut:]]


class _Layer:
    """Writes one sheet of a draft from the top down and notes what is where."""

    def __init__(self, draft: Draft, name: str) -> None:
        self.draft = draft
        self.sheet = Sheet(name)
        self.row = draft.top
        self.header: list[int] = []
        self.data: dict[int, int] = {}  # row: person

    @property
    def width(self) -> int:
        return len(self.draft.columns)

    def at(self, place: int) -> int:
        return self.draft.left + place

    def line(self, line: Line) -> None:
        for place, value in line.cells.items():
            if value is not None:
                self.sheet.cells[self.row, self.at(place)] = value
        if line.merged and self.width > 1:
            self.sheet.merges.append((self.row, self.at(min(line.cells)), self.row, self.at(self.width - 1)))
        self.row += 1

    def heading(self) -> list[int]:
        """The rows of the heading at this place."""
        draft, rows = self.draft, []
        if draft.group_row:
            self._groups()
            rows.append(self.row)
            self.row += 1
        for place, column in enumerate(draft.columns):
            if column.heading:
                self.sheet.cells[self.row, self.at(place)] = column.heading
        rows.append(self.row)
        self.row += 1
        if draft.sub_heading:
            for place, text in draft.sub_heading.items():
                self.sheet.cells[self.row, self.at(place)] = text
            rows.append(self.row)
            self.row += 1
        return rows

    def _groups(self) -> None:
        places = list(range(self.width))
        while places:
            first = places.pop(0)
            above = self.draft.columns[first].above
            last = first
            while places and above and self.draft.columns[places[0]].above == above:
                last = places.pop(0)
            if above:
                self.sheet.cells[self.row, self.at(first)] = above
                if self.draft.group_merged and last > first:
                    self.sheet.merges.append((self.row, self.at(first), self.row, self.at(last)))

    def person(self, index: int) -> None:
        for place, column in enumerate(self.draft.columns):
            value = column.cells[index]
            if value is None or value == "":
                continue
            where = (self.row, self.at(place))
            self.sheet.cells[where] = value
            if column.format and not isinstance(value, str):
                self.sheet.formats[where] = column.format
        if index in self.draft.hidden:
            self.sheet.hidden_rows.add(self.row)
        self.data[self.row] = index
        self.row += 1

    def body(self, entries: list[int | Line]) -> None:
        since = 0
        for entry in entries:
            if isinstance(entry, Line):
                self.line(entry)
                continue
            if self.draft.repeat_every and since == self.draft.repeat_every:
                self.heading()
                since = 0
            self.person(entry)
            since += 1

    def merges_down(self) -> None:
        """One cell over the rows of the same college that follow one another."""
        place = self.draft.place_of(self.draft.merge_down)
        runs = list(self._runs())
        for first, last in runs:
            if last > first:
                self.sheet.merges.append((first, self.at(place), last, self.at(place)))
                for row in range(first + 1, last + 1):
                    self.sheet.cells.pop((row, self.at(place)), None)

    def _runs(self) -> Iterator[tuple[int, int]]:
        people, first, before = self.draft.people, 0, 0
        for row, index in self.data.items():
            same = before and row == before + 1 and people[index].college == people[self.data[before]].college
            if not same:
                if before:
                    yield first, before
                first = row
            before = row
        if before:
            yield first, before

    def formulas(self, kind: str, cached: bool) -> None:
        """Formulas instead of values, as when a column was made from others."""
        place = self.draft.place_of(kind)
        for row, index in self.data.items():
            value = self.draft.columns[place].cells[index]
            if not isinstance(value, str) or not value:
                continue
            self.sheet.cells[row, self.at(place)] = f'=TRIM("{value}")'
            if cached:
                self.sheet.cached[row, self.at(place)] = value

    def finished(self) -> Place:
        draft = self.draft
        mapping = {self.at(place): column.field for place, column in enumerate(draft.columns)}
        digits = {
            self.at(place): {row: column.truth[index] for row, index in self.data.items()}
            for place, column in enumerate(draft.columns)
            if column.truth is not None
        }
        lost = frozenset(self.at(place) for place, column in enumerate(draft.columns) if column.lost)
        hidden = len(self.sheet.hidden_rows & self.data.keys())
        return Place(tuple(self.header), tuple(self.data), mapping, digits, lost, hidden)


def rendered(draft: Draft, seed: int, damages: tuple[str, ...]) -> MadeList:
    """The list as sheets with its truth."""
    sheets: list[Sheet] = []
    places: dict[str, Place] = {}
    for number, part in enumerate(draft.parts()):
        name = draft.sheet_name if not number else f"{draft.sheet_name} (2)"
        layer = _Layer(draft, name)
        for line in draft.above:
            layer.line(line)
        layer.row += draft.blank_above
        layer.header = layer.heading()
        for line in draft.under_heading:
            layer.line(line)
        layer.body(part)
        last_of_table = layer.row - 1
        for line in draft.below:
            layer.line(line)
        _finish(draft, layer, last_of_table)
        sheets.append(layer.sheet)
        places[name] = layer.finished()
    return MadeList(seed, damages, (*draft.before, *sheets, *draft.after), places, suffix=draft.suffix)


def _finish(draft: Draft, layer: _Layer, last_of_table: int) -> None:
    if draft.merge_down:
        layer.merges_down()
    for kind, cached in draft.formulas.items():
        layer.formulas(kind, cached)
    if draft.filtered:
        first, last = _letters(layer.at(0)), _letters(layer.at(layer.width - 1))
        layer.sheet.filtered = f"{first}{layer.header[-1]}:{last}{last_of_table}"
    for block in draft.blocks:
        if block.beside:
            layer.sheet.put(layer.header[-1], layer.at(layer.width) + block.gap, block.rows)
        else:
            layer.row = layer.sheet.put(layer.row + block.gap, layer.at(0), block.rows)


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
