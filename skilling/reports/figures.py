"""A figure is a question, not a number: one declaration counts it and lists who is behind it; refuses other numbers.

`answer` fills all the questions about one kind of fact with one statement: a GROUP BY for each set of dimensions,
joined by UNION ALL. `behind` turns one of the same questions into the SELECT of its records.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Any, Final, NamedTuple

from sqlalchemy import BigInteger, ColumnElement, CompoundSelect, Select, and_, case, cast, func, literal, null, select, union_all
from sqlmodel import Session

from skilling.domain.problems import Refused
from skilling.reports import summed
from skilling.reports.facts import Facts, Source
from skilling.reports.measures import MEASURES, Kind, Measure
from skilling.reports.scope import Month, Scope, Window, window_of

Value = int | Decimal | None
Where = tuple[tuple[str, Any], ...]  # dimension and value; a value of None is 'not stated'
_Dimensions = tuple[str, ...]
_Key = tuple[Any, ...]  # a value for each dimension
_Cell = tuple[str, Window | Month]  # a measure in a window
_Needed = Mapping[_Dimensions, dict[_Cell, None]]
_Cells = dict[_Dimensions, dict[_Cell, dict[_Key, Value]]]
_Asked = tuple[tuple[_Dimensions, tuple[_Cell, ...]], ...]
_ALL: Final[tuple[_Dimensions, _Key]] = ((), ())  # of a question that asks for everything
_TENTH: Final = Decimal("0.1")
_SHAPES: Final = 64  # statements that are held ready: a pack asks a dozen


@dataclass(frozen=True, slots=True)
class Question:
    """What one figure asks: a measure, a window of time, and the row and column it stands in.

    `per` names a second measure of which the figure is the percentage.
    """

    measure: str
    window: Window | Month = Window.CUMULATIVE
    where: Where = ()
    per: str = ""

    @property
    def declared(self) -> Measure:
        return MEASURES[self.measure]

    def key(self) -> list[Any]:
        """Plain data that `of_key` reads back."""
        return [self.measure, str(self.window), [list(pair) for pair in self.where], self.per]

    @classmethod
    def of_key(cls, key: Sequence[Any]) -> Question:
        """The question that was written down; Refused where this version no longer knows its measure."""
        measure, window, where, per = key
        if measure not in MEASURES or (per and per not in MEASURES):
            raise Refused(
                "figure-unknown",
                "This figure was written by another version of Skilling Desk, which counted it differently. "
                "Write the report again with this version, then look behind its figure.",
            )
        return cls(measure, window_of(window), tuple((str(name), value) for name, value in where), per)


def answer(session: Session, scope: Scope, questions: Iterable[Question]) -> dict[Question, Value]:
    """The value of each question: an int for counts, a Decimal for amounts and percentages, None where unknown."""
    wanted = list(questions)
    return dict(zip(wanted, values(session, scope, wanted), strict=True))


def values(session: Session, scope: Scope, questions: Sequence[Question]) -> list[Value]:
    """As `answer`, in the order of the questions."""
    shapes: dict[tuple[Any, ...], int] = {}
    asked: list[tuple[int, _Key]] = []
    for question in questions:
        names, key = zip(*question.where, strict=True) if question.where else _ALL
        shape = question.measure, question.window, names, question.per
        asked.append((shapes.setdefault(shape, len(shapes)), key))
    shaped = [_Shape(*shape) for shape in shapes]
    needed: dict[_Dimensions, dict[_Cell, None]] = {}
    for each in shaped:
        for counted in each.counted():
            needed.setdefault(counted.dimensions, {})[counted.cell] = None
    cells = _count(session, scope, needed)
    readers = [_reader(each, cells) for each in shaped]
    return [readers[number](key) for number, key in asked]


def parts(session: Session, scope: Scope, question: Question, dimensions: _Dimensions) -> set[tuple[Any, ...]]:
    """The values of some dimensions under which a question has something to count."""
    ordered, cell = tuple(sorted(dimensions)), (question.measure, question.window)
    found = _count(session, scope, {ordered: {cell: None}})[ordered][cell]
    places = [ordered.index(name) for name in dimensions]
    return {tuple(key[place] for place in places) for key, value in found.items() if value}


# -- reading what was counted ------------------------------------------------------------------------------------


class _Shape(NamedTuple):
    """What questions have in common that differ in their row only."""

    measure: str
    window: Window | Month
    names: _Dimensions  # in the order of `where`
    per: str = ""

    @property
    def dimensions(self) -> _Dimensions:
        return tuple(sorted(self.names))

    @property
    def cell(self) -> _Cell:
        return self.measure, self.window

    def counted(self) -> tuple[_Shape, ...]:
        """What has to be counted so that such questions can be answered."""
        measure = MEASURES[self.measure]
        if measure.kind is Kind.AGAIN:
            whole = self._replace(measure=measure.again_of)
            return whole, whole._replace(names=(*whole.names, *measure.across))
        if not self.per:
            return (self,)
        plain = self._replace(per="")
        return plain, plain._replace(measure=self.per)


_Reader = Callable[[_Key], Value]


def _reader(shape: _Shape, cells: _Cells) -> _Reader:
    """What finds the value of a question of this shape, given the values in its `where`."""
    if MEASURES[shape.measure].kind is Kind.AGAIN:
        return _overlap(shape, cells)
    if not shape.per:
        return _plain(shape, cells)
    part, whole = (_plain(each, cells) for each in shape.counted())
    return lambda key: _share(part(key), whole(key))


def _plain(shape: _Shape, cells: _Cells) -> _Reader:
    measure = MEASURES[shape.measure]
    values = cells.get(shape.dimensions, {}).get(shape.cell, {})
    if shape.names != shape.dimensions:
        places = [shape.dimensions.index(name) for name in shape.names]
        values = {tuple(key[place] for place in places): value for key, value in values.items()}
    nothing: Value = None if measure.blank else Decimal(0) if measure.kind is Kind.SUM else 0

    def read(key: _Key) -> Value:
        value = values.get(key)
        return nothing if value is None else value

    return read


def _share(part: Value, whole: Value) -> Value:
    if not whole or part is None:
        return None
    return (Decimal(part) * 100 / Decimal(whole)).quantize(_TENTH, ROUND_HALF_UP)


def _overlap(shape: _Shape, cells: _Cells) -> _Reader:
    """By how much the rows of a table, added up, exceed the whole: each of them stands for a record counted again."""
    whole, parted = shape.counted()
    across = MEASURES[shape.measure].across
    kept = [place for place, name in enumerate(shape.names) if name not in across]
    given = [parted.dimensions.index(shape.names[place]) for place in kept]
    sums: dict[_Key, int] = {}
    for key, value in cells.get(parted.dimensions, {}).get(parted.cell, {}).items():
        here = tuple(key[place] for place in given)
        sums[here] = sums.get(here, 0) + int(value or 0)
    total = _plain(whole, cells)

    def read(key: _Key) -> Value:
        return sums.get(tuple(key[place] for place in kept), 0) - int(total(key) or 0)

    return read


# -- counting ----------------------------------------------------------------------------------------------------


def _count(session: Session, scope: Scope, needed: _Needed) -> _Cells:
    """All these cells: from the sums that are kept, and the others with one statement over the records of a kind."""
    cells, open_ones = summed.split(session, scope, needed)
    kinds: dict[Facts, dict[_Dimensions, dict[_Cell, None]]] = {}
    for dimensions, asked in open_ones.items():
        for cell in asked:
            kinds.setdefault(MEASURES[cell[0]].facts, {}).setdefault(dimensions, {})[cell] = None
    for facts, of_kind in kinds.items():
        for dimensions, columns in _counted(session, scope, facts, of_kind).items():
            cells.setdefault(dimensions, {}).update(columns)
    return cells


def _counted(session: Session, scope: Scope, facts: Facts, needed: _Needed) -> _Cells:
    rolled = _roll_ups(needed)
    queried = {dimensions: [cell for cell in cells if (dimensions, cell) not in rolled] for dimensions, cells in needed.items()}
    cells = _run(session, scope, facts, {dimensions: cells for dimensions, cells in queried.items() if cells})
    for (dimensions, cell), finer in rolled.items():
        cells.setdefault(dimensions, {})[cell] = _roll_up(cells[finer][cell], [finer.index(name) for name in dimensions])
    return cells


def _roll_ups(needed: _Needed) -> dict[tuple[_Dimensions, _Cell], _Dimensions]:
    """Which cells are sums of cells that are counted anyway, and of which: only measures that add up."""
    found = {}
    for dimensions, cells in needed.items():
        for cell in cells:
            finer = [
                other
                for other, counted in needed.items()
                if set(dimensions) < set(other) and cell in counted and MEASURES[cell[0]].adds_up
            ]
            if finer:
                # The finest of all is always counted itself, never a sum.
                found[dimensions, cell] = max(finer, key=len)
    return found


def _roll_up(counted: Mapping[_Key, Value], places: Sequence[int]) -> dict[_Key, Value]:
    found: dict[_Key, Value] = {}
    for key, more in counted.items():
        coarse = tuple(key[place] for place in places)
        sofar = found.get(coarse)
        found[coarse] = more if sofar is None else sofar if more is None else sofar + more
    return found


def _run(session: Session, scope: Scope, facts: Facts, asked: Mapping[_Dimensions, Sequence[_Cell]]) -> _Cells:
    order = tuple((names, tuple(cells)) for names, cells in asked.items())
    # What records were at an earlier time is part of a statement about it, so it is asked but once.
    statement = (_statement if scope.then is None else _statement.__wrapped__)(facts, scope, order)
    dimensions, measured = _columns(order)
    found: _Cells = {names: {cell: {} for cell in cells} for names, cells in order}
    readers = [
        ([dimensions.index(name) for name in names],
         [(found[names][cell], len(dimensions) + measured.index(cell)) for cell in cells])
        for names, cells in order
    ]  # fmt: skip
    for number, *row in session.execute(statement).all():
        places, columns = readers[number]
        key = tuple([row[place] for place in places])
        for values, place in columns:
            values[key] = row[place]
    return found


def _columns(asked: _Asked) -> tuple[list[str], list[_Cell]]:
    """All dimensions and all cells of a statement."""
    dimensions = sorted({name for names, _ in asked for name in names})
    return dimensions, list(dict.fromkeys(cell for _, cells in asked for cell in cells))


@lru_cache(maxsize=_SHAPES)
def _statement(facts: Facts, scope: Scope, asked: _Asked) -> CompoundSelect[Any] | Select[Any]:
    """Made once for each shape of question: for small sheets, making it takes longer than the engine takes for it."""
    source = facts.source(scope)
    dimensions, measured = _columns(asked)
    sums = {cell: _aggregate(source, scope, cell) for cell in measured}
    parts = []
    for number, (names, cells) in enumerate(asked):
        keys = [source.c[name] if name in names else cast(null(), source.c[name].type) for name in dimensions]
        values = [sums[cell] if cell in cells else cast(null(), sums[cell].type) for cell in measured]
        labelled = [column.label(f"x{place}") for place, column in enumerate((*keys, *values))]
        part = select(literal(number).label("part"), *labelled)
        parts.append(part.select_from(source).group_by(*(source.c[name] for name in names)))
    return union_all(*parts) if len(parts) > 1 else parts[0]


def _aggregate(source: Source, scope: Scope, cell: _Cell) -> ColumnElement[Any]:
    measure, window = MEASURES[cell[0]], cell[1]
    counted = measure.counts(source.c, scope, window)
    if measure.kind is Kind.SUM:
        return func.sum(case((counted, source.c[measure.of])))
    if measure.kind is Kind.UNIQUE:
        return func.count(case((counted, source.c[measure.of])).distinct())
    return cast(func.count(case((counted, source.c.id))), BigInteger)


# -- behind ------------------------------------------------------------------------------------------------------


def records(session: Session, scope: Scope, question: Question) -> list[int]:
    """The ids of the records behind a figure (of the noun `declared.lists`), ascending.

    As many as a count says; for an amount, the records that were added up; for a share, those of its upper part.
    """
    return list(session.execute(_listing(scope, question, question.declared.facts.source(scope))).scalars())


def people(session: Session, scope: Scope, question: Question) -> list[int]:
    """The developers behind a figure, one for each record behind it; empty where it is not about people."""
    measure = question.declared
    if measure.lists == "developer":
        return records(session, scope, question)
    if measure.lists not in ("enrolment", "founder"):
        return []
    source = measure.facts.source(scope)
    listed = _listing(scope, question, source).subquery("listed")
    statement = select(source.c.developer_id).join(listed, listed.c[0] == source.c.id).order_by(source.c.id)
    return list(session.execute(statement).scalars())


def _listing(scope: Scope, question: Question, source: Source) -> Select[Any]:
    measure = question.declared
    here = [source.c[name].is_(None) if value is None else source.c[name] == value for name, value in question.where]
    counted = and_(measure.counts(source.c, scope, question.window), *here)
    if measure.kind is Kind.UNIQUE:
        of = source.c[measure.of]
        return select(of).where(counted, of.is_not(None)).distinct().order_by(of)
    if measure.kind is Kind.AGAIN:
        # The first row of a record in each part of the table, less its first row in the whole.
        of, key = source.c[measure.of], func.min(source.c.id).label("id")
        firsts = select(key).where(counted).group_by(of, *(source.c[name] for name in measure.across)).subquery("firsts")
        return select(firsts.c.id).where(firsts.c.id.not_in(select(key).where(counted).group_by(of))).order_by(firsts.c.id)
    statement = select(source.c.id).where(counted)
    if measure.kind is Kind.SUM:
        statement = statement.where(source.c[measure.of].is_not(None))
    return statement.order_by(source.c.id)
