"""How a sheet is declared, as rows x measures, and laid out on a grid; refuses a figure column without a question.

A declaration names its rows (a function that lists them), its columns (a measure in a window of time) and its total.
Everything else follows: the questions, the addresses, the headings in two languages, and the checks that re-add it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from sqlmodel import Session

from skilling.reports.figures import Question, Value, Where, values
from skilling.reports.grids import Band, Cell, Drawing, Figure, Form, Grid, Picture, Sketch, Text
from skilling.reports.measures import MEASURES, Kind
from skilling.reports.scope import Month, Scope, Window
from skilling.reports.words import TOTAL, Language, Words, day

SERIAL: Final = Words("S. No.", "क्र. सं.")
NONE: Final = Words("None on record.", "अभिलेख में कोई नहीं।")
LESS: Final = Words("Less: {what}", "घटाएँ: {what}")
_SERIAL_WIDTH: Final = 6.0


@dataclass(frozen=True, slots=True)
class TextColumn:
    """A column that says what a row is."""

    heading: Words
    width: float
    form: Form = Form.TEXT


@dataclass(frozen=True, slots=True)
class FigureColumn:
    """A column of figures. An empty measure means that each row brings its own."""

    measure: str = ""
    heading: Words | None = None  # the measure's own words unless said otherwise; {start}, {as_on} ... are filled in
    window: Window | Month = Window.CUMULATIVE  # a Month is any stretch with a name: a year too
    where: Where = ()
    per: str = ""
    group: Words | None = None
    form: Form = Form.COUNT
    width: float = 11.0

    @property
    def words(self) -> Words:
        return self.heading or MEASURES[self.measure].words


@dataclass(frozen=True)
class Row:
    """A row of a table: what it says, and how it narrows the questions of its columns."""

    texts: tuple[Words | str | date | int | None, ...]
    where: Where = ()
    measure: str = ""
    per: str = ""  # in a column that shows percentages: of which measure
    form: Form | None = None
    windows: frozenset[Window] = frozenset(Window)  # of the columns that have an answer for it
    band: Band = Band.BODY
    window: Month | None = None  # of all its columns, where the row says when


Rows = Callable[[Session, Scope], Sequence[Row]]


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of a table: one series for each of these measures (of its columns without, '')."""

    picture: Picture
    title: Words
    measures: tuple[str, ...]
    new_page: bool = False


@dataclass(frozen=True)
class Table:
    """Rows x measures."""

    texts: tuple[TextColumn, ...]
    figures: tuple[FigureColumn, ...]
    rows: Rows
    title: Words | None = None
    where: Where = ()  # holds for the whole table
    total: bool = True
    named_by: int = 0  # which text column says what a row is; the word 'Total' stands there
    overlaps: Mapping[str, str] = field(default_factory=dict)  # measure that does not add up -> measure that says by how much
    chart: Chart | None = None


@dataclass(frozen=True)
class Sheet:
    """One sheet of the pack."""

    name: str
    title: Words
    tables: tuple[Table, ...]
    notes: tuple[Words, ...] = ()
    frozen_columns: int = 2


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above every sheet."""

    programme: Words
    scope: Scope
    profile: Words
    version: str
    language: Language

    def lines(self) -> Iterator[str]:
        scope, language = self.scope, self.language
        yield self.programme.line(language)
        label = Words(scope.period.label, scope.period.label_hi).line(language)
        as_on = Words("As on {day}", "{day} की स्थिति").filled(day=day(scope.as_on)).line(language)
        parts = [f"{label} ({day(scope.period.start)} – {day(scope.period.end)})", as_on]
        if scope.known_on is not None:
            known = Words("As known on {day}", "{day} को ज्ञात स्थिति").filled(day=day(scope.known_on))
            parts.append(known.line(language))
        yield "   ·   ".join(parts)
        profile = Words("Profile", "प्रोफ़ाइल").line(language)
        yield f"{profile}: {self.profile.line(language)}   ·   {self.version}"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure stands."""

    sheet: str
    row: int
    column: int
    figure: Figure


@dataclass(frozen=True)
class PlacedTable:
    """A table on its grid: what the checks re-add."""

    sheet: str
    table: Table
    first_figure: int  # column
    body: tuple[int, int] | None  # first and last row
    total: int | None
    bridge: int | None
    places: Mapping[tuple[int, int], Figure]  # by row and column
    labels: Mapping[int, Words]  # by row: what it says, where that is in both languages
    subtotals: tuple[int, ...] = ()  # rows


@dataclass(frozen=True)
class Laid:
    """A sheet laid out."""

    grid: Grid
    tables: tuple[PlacedTable, ...]


def lay_out(session: Session, sheet: Sheet, head: Head) -> Laid:
    """The sheet filled for a scope: one statement for each kind of fact that it counts."""
    listed = [(table, with_questions(table, table.rows(session, head.scope))) for table in sheet.tables]
    questions = [question for _, rows in listed for _, asked in rows for question in asked if question]
    answers = iter(values(session, head.scope, questions))
    sketch = Sketch(sheet.name, _widths(sheet), frozen_columns=sheet.frozen_columns)
    sketch.line(Band.TITLE, sheet.title.line(head.language))
    for line in head.lines():
        sketch.line(Band.FACTS, line)
    placed, headed = [], None
    for table, rows in listed:
        columns = (table.texts, table.figures)
        if columns != headed:
            sketch.put(Band.BLANK)
            first, last = _put_headings(sketch, table, head)
            sketch.headings = sketch.headings or (first, last)
            headed = columns
        filled = [_Filled(row, _figures(table, row, asked, answers)) for row, asked in rows]
        placed.append(_put_table(sketch, sheet.name, table, filled, head.language))
    if sheet.notes:
        sketch.put(Band.BLANK)
    for note in sheet.notes:
        for line in note.sentence(head.language).split("\n"):
            sketch.line(Band.NOTE, line)
    for each in placed:
        _draw(sketch, each, head.language)
    return Laid(sketch.grid(), tuple(placed))


def _widths(sheet: Sheet) -> tuple[float, ...]:
    columns = [[c.width for c in table.texts] + [c.width for c in table.figures] for table in sheet.tables]
    longest = max(len(widths) for widths in columns)
    # The first table sets the columns; a later one may only add some at its end.
    widths = columns[0] + [max(each[place] for each in columns if place < len(each)) for place in range(len(columns[0]), longest)]
    return (_SERIAL_WIDTH, *widths)


def _put_headings(sketch: Sketch, table: Table, head: Head) -> tuple[int, int]:
    language, period, as_on = head.language, head.scope.period, head.scope.as_on
    days = {"before": day(head.scope.days(Window.PREVIOUS)[1]), "start": day(period.start), "as_on": day(as_on)}
    first = sketch.next_row
    blanks: list[Cell] = [None] * (1 + len(table.texts))
    if any(column.group for column in table.figures):
        groups: list[Cell] = []
        before: Words | None = None
        for column in table.figures:
            groups.append(Text(column.group.line(language)) if column.group and column.group != before else None)
            before = column.group
        sketch.put(Band.GROUP, *blanks, *groups)
    headings = [SERIAL, *(column.heading for column in table.texts), *(column.words for column in table.figures)]
    last = sketch.put(Band.HEADING, *(Text(words.filled(**days).heading(language)) for words in headings))
    return first, last


def with_questions(table: Table, rows: Sequence[Row]) -> list[tuple[Row, list[Question | None]]]:
    """The rows of a table and those of its total, each with the question of every figure column; None where it has none."""
    return [(row, [_question(table, column, row) for column in table.figures]) for row in _with_totals(table, rows)]


def _with_totals(table: Table, rows: Sequence[Row]) -> Iterator[Row]:
    yield from rows
    if table.total and rows:
        if table.overlaps:
            yield Row((), band=Band.BRIDGE)  # leads to the total below it
        yield Row((), band=Band.TOTAL)


@dataclass(frozen=True, slots=True)
class _Filled:
    """A row with the cells of its figures."""

    row: Row
    figures: list[Cell]


def _question(table: Table, column: FigureColumn, row: Row) -> Question | None:
    measure, per = column.measure or row.measure, column.per or row.per
    if (isinstance(column.window, Window) and column.window not in row.windows) or not measure:
        return None
    if row.band is Band.BRIDGE:
        if measure not in table.overlaps:
            return None
        measure = table.overlaps[measure]
    if column.form is Form.PERCENT:
        if not per:
            return None
    else:
        per = ""
    return Question(measure, row.window or column.window, (*table.where, *row.where, *column.where), per)


def _put_table(sketch: Sketch, name: str, table: Table, rows: Sequence[_Filled], language: Language) -> PlacedTable:
    places: dict[tuple[int, int], Figure] = {}
    first_figure = 2 + len(table.texts)

    def put(filled: _Filled, *texts: Cell) -> int:
        number = sketch.put(filled.row.band, *texts, *filled.figures)
        for place, cell in enumerate(filled.figures):
            if isinstance(cell, Figure):
                places[number, first_figure + place] = cell
        return number

    if table.title is not None:
        sketch.line(Band.SECTION, table.title.line(language))
    if not rows:
        sketch.line(Band.NOTE, NONE.line(language))
        return PlacedTable(name, table, first_figure, None, None, None, places, {})
    numbers, subtotals = [], []
    labels: dict[int, Words] = {}
    wholes: dict[Band, int] = {}
    serial = 0
    for filled in rows:
        row = filled.row
        if row.band in (Band.BRIDGE, Band.TOTAL):
            texts: list[Cell] = [None] * len(table.texts)
            texts[table.named_by] = Text(_whole_label(table, row).line(language))
            wholes[row.band] = put(filled, None, *texts)
            continue
        said = [_text(value, column, language) for value, column in zip(row.texts, table.texts, strict=True)]
        if row.band is Band.SUBTOTAL:
            subtotals.append(put(filled, None, *said))
            numbers.append(subtotals[-1])
            continue
        serial += 1
        numbers.append(put(filled, Text(serial, Form.SERIAL), *said))
        if isinstance(label := row.texts[table.named_by], Words):
            labels[numbers[-1]] = label
    return PlacedTable(
        name, table, first_figure, (numbers[0], numbers[-1]), wholes.get(Band.TOTAL), wholes.get(Band.BRIDGE), places, labels,
        tuple(subtotals),
    )  # fmt: skip


_ACROSS: Final = 20  # rows of 15 points that a picture over time takes
_EACH: Final = 0.95  # and each bar of one with bars


def _draw(sketch: Sketch, placed: PlacedTable, language: Language) -> None:
    """The picture of a table, below everything else on its sheet."""
    chart, columns = placed.table.chart, placed.table.figures
    if chart is None or placed.body is None:
        return
    before = sketch.put(Band.BLANK)
    if chart.new_page:
        sketch.page_breaks.append(before)
    first, last = placed.body
    rows = _ACROSS if chart.picture is Picture.LINE else 6 + round(_EACH * len(chart.measures) * (last - first + 1))
    places = [place for place, column in enumerate(columns) if column.measure in chart.measures and column.form is Form.COUNT]
    at = sketch.next_row
    for _ in range(rows):
        sketch.put(Band.BLANK)
    sketch.drawings.append(
        Drawing(
            chart.picture, chart.title.line(language), _told(placed, chart, places, first, last), 2 + placed.table.named_by,
            tuple(placed.first_figure + place for place in places),
            tuple(columns[place].words.line(language) for place in places), first, last, at, rows,
        )
    )  # fmt: skip


def _told(placed: PlacedTable, chart: Chart, places: Sequence[int], first: int, last: int) -> str:
    """What the picture shows, in a sentence for those who hear it: for each series the highest of its rows."""
    parts = []
    for place in places:
        cells = {row: placed.places[row, placed.first_figure + place].value for row in range(first, last + 1)}
        highest = max(cells, key=lambda row: cells[row] or 0)
        name = placed.labels[highest].en if highest in placed.labels else ""
        parts.append(f"{placed.table.figures[place].words.en}: highest in {name} with {cells[highest]}")
    return f"{chart.title.en}. {'; '.join(parts)}. All values stand in the table of this sheet."


def _whole_label(table: Table, row: Row) -> Words:
    if row.band is Band.TOTAL:
        return TOTAL
    what = MEASURES[next(iter(table.overlaps.values()))].words
    return Words(LESS.en.format(what=what.en[0].lower() + what.en[1:]), LESS.hi.format(what=what.hi))


def _figures(table: Table, row: Row, asked: Sequence[Question | None], answers: Iterator[Value]) -> list[Cell]:
    """The cells of a row, its answers taken in their turn."""
    cells: list[Cell] = []
    for column, question in zip(table.figures, asked, strict=True):
        if question is None:
            cells.append(None)
            continue
        form = column.form if row.form is None or column.form is Form.PERCENT else row.form
        cells.append(Figure(next(answers), question, form))
    return cells


def _text(value: Words | str | date | int | None, column: TextColumn, language: Language) -> Cell:
    if isinstance(value, Words):
        value = value.line(language)
    form = Form.DATE if isinstance(value, date) else column.form
    return Text(value, form)


def adds_up(question: Question) -> bool:
    """The whole of this figure is the sum of its parts."""
    return question.declared.adds_up and not question.per and question.declared.kind is not Kind.AGAIN
