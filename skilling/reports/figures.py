"""A figure is a question, not a number: one declaration counts it and lists who is behind it; refuses other numbers.

`answer` fills all the questions about one kind of fact with one statement: a GROUP BY for each set of dimensions,
joined by UNION ALL. `behind` turns one of the same questions into the SELECT of its records.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from sqlalchemy import BigInteger, ColumnElement, Select, and_, case, cast, func, literal, null, select, union_all
from sqlmodel import Session

from skilling.domain.problems import Refused
from skilling.reports import summed
from skilling.reports.facts import Facts, Source
from skilling.reports.measures import MEASURES, Kind, Measure
from skilling.reports.scope import Month, Scope, Window, window_of

Value = int | Decimal | None
Where = tuple[tuple[str, Any], ...]  # dimension and value; a value of None is 'not stated'
_Dimensions = tuple[str, ...]
_Cell = tuple[str, Window | Month]  # a measure in a window
_TENTH: Final = Decimal("0.1")
_SUMMED: Final = frozenset({"enrolments", "ranked_enrolments"})  # facts of which sums are kept


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

    @property
    def dimensions(self) -> _Dimensions:
        return tuple(sorted(name for name, _ in self.where))

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
    wanted = list(dict.fromkeys(questions))
    counted = list(dict.fromkeys(part for question in wanted for part in _parts(question)))
    by_facts: dict[Facts, list[Question]] = {}
    for question in counted:
        by_facts.setdefault(question.declared.facts, []).append(question)
    known: dict[Question, Value] = {}
    overlaps: dict[Question, int] = {}
    for facts, asked in by_facts.items():
        cells = _count(session, scope, facts, asked)
        for question in asked:
            known[question] = _lookup(cells, question)
        for question in wanted:
            if question.declared.kind is Kind.AGAIN and question.declared.facts is facts:
                overlaps[question] = _overlap(cells, question)
    return {question: _value(question, known, overlaps) for question in wanted}


def parts(session: Session, scope: Scope, question: Question, dimensions: _Dimensions) -> set[tuple[Any, ...]]:
    """The values of some dimensions under which a question has something to count."""
    cell = (question.measure, question.window)
    ordered = tuple(sorted(dimensions))
    found = _count_needed(session, scope, question.declared.facts, {ordered: {cell: None}})
    places = [ordered.index(name) for name in dimensions]
    return {tuple(key[place] for place in places) for key, values in found[ordered].items() if values.get(cell)}


def _parts(question: Question) -> tuple[Question, ...]:
    """The questions that have to be counted so that this one can be answered."""
    if question.declared.kind is Kind.AGAIN:
        whole = replace(question, measure=question.declared.again_of)
        return whole, replace(whole, where=(*whole.where, *((name, None) for name in question.declared.across)))
    if not question.per:
        return (question,)
    plain = replace(question, per="")
    return plain, replace(plain, measure=question.per)


def _value(question: Question, known: Mapping[Question, Value], overlaps: Mapping[Question, int]) -> Value:
    if question.declared.kind is Kind.AGAIN:
        return overlaps[question]
    if not question.per:
        return known[question]
    part, whole = (known[each] for each in _parts(question))
    if not whole or part is None:
        return None
    return (Decimal(part) * 100 / Decimal(whole)).quantize(_TENTH, ROUND_HALF_UP)


# -- counting ----------------------------------------------------------------------------------------------------

_Cells = dict[_Dimensions, dict[tuple[Any, ...], dict[_Cell, Value]]]


def _count(session: Session, scope: Scope, facts: Facts, questions: Sequence[Question]) -> _Cells:
    """All cells of these questions by dimensions and their values, with one statement."""
    needed: dict[_Dimensions, dict[_Cell, None]] = {}
    for question in questions:
        needed.setdefault(question.dimensions, {})[question.measure, question.window] = None
    return _count_needed(session, scope, facts, needed)


def _count_needed(session: Session, scope: Scope, facts: Facts, needed: dict[_Dimensions, dict[_Cell, None]]) -> _Cells:
    kept: _Cells = {}
    if facts.name in _SUMMED:
        kept, needed = summed.split(session, scope, needed)
    rolled = _roll_ups(needed)
    queried = {dimensions: [cell for cell in cells if (dimensions, cell) not in rolled] for dimensions, cells in needed.items()}
    asked = {dimensions: cells for dimensions, cells in queried.items() if cells}
    cells = _run(session, scope, facts, asked) if asked else {}
    for (dimensions, cell), finer in rolled.items():
        _roll_up(cells, dimensions, cell, finer)
    for dimensions, rows in kept.items():
        here = cells.setdefault(dimensions, {})
        for key, values in rows.items():
            here[key] = here.get(key, {}) | values
    return cells


def _roll_ups(needed: Mapping[_Dimensions, Iterable[_Cell]]) -> dict[tuple[_Dimensions, _Cell], _Dimensions]:
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


def _roll_up(cells: _Cells, dimensions: _Dimensions, cell: _Cell, finer: _Dimensions) -> None:
    places = [finer.index(name) for name in dimensions]
    coarse = cells.setdefault(dimensions, {})
    for values, counted in cells[finer].items():
        target = coarse.setdefault(tuple(values[place] for place in places), {})
        more, sofar = counted[cell], target.get(cell)
        target[cell] = more if sofar is None else sofar if more is None else sofar + more


def _run(session: Session, scope: Scope, facts: Facts, asked: Mapping[_Dimensions, Sequence[_Cell]]) -> _Cells:
    source = facts.source(scope)
    dimensions = sorted({name for names in asked for name in names})
    measured = list(dict.fromkeys(cell for cells in asked.values() for cell in cells))
    sums = {cell: _aggregate(source, scope, cell) for cell in measured}
    parts = []
    for number, (names, cells) in enumerate(asked.items()):
        keys = [source.c[name] if name in names else cast(null(), source.c[name].type) for name in dimensions]
        values = [sums[cell] if cell in cells else cast(null(), sums[cell].type) for cell in measured]
        labelled = [column.label(f"x{place}") for place, column in enumerate((*keys, *values))]
        part = select(literal(number).label("part"), *labelled)
        parts.append(part.select_from(source).group_by(*(source.c[name] for name in names)))
    found: _Cells = {names: {} for names in asked}
    order = list(asked)
    for number, *row in session.execute(union_all(*parts) if len(parts) > 1 else parts[0]):
        names = order[number]
        key = tuple(row[dimensions.index(name)] for name in names)
        numbers = dict(zip(measured, row[len(dimensions) :], strict=True))
        found[names][key] = {cell: numbers[cell] for cell in asked[names]}
    return found


def _aggregate(source: Source, scope: Scope, cell: _Cell) -> ColumnElement[Any]:
    measure, window = MEASURES[cell[0]], cell[1]
    counted = measure.counts(source.c, scope, window)
    if measure.kind is Kind.SUM:
        return func.sum(case((counted, source.c[measure.of])))
    if measure.kind is Kind.UNIQUE:
        return func.count(case((counted, source.c[measure.of])).distinct())
    return cast(func.count(case((counted, source.c.id))), BigInteger)


def _lookup(cells: _Cells, question: Question) -> Value:
    given = dict(question.where)
    row = cells.get(question.dimensions, {}).get(tuple(given[name] for name in question.dimensions), {})
    value = row.get((question.measure, question.window))
    if value is None and not question.declared.blank:
        return Decimal(0) if question.declared.kind is Kind.SUM else 0
    return value


def _overlap(cells: _Cells, question: Question) -> int:
    """By how much the rows of a table, added up, exceed the whole: each of them stands for a record counted again."""
    measure, given = question.declared, dict(question.where)
    whole, parted = (part for part in _parts(question))
    places = {parted.dimensions.index(name) for name in measure.across}
    rows = sum(
        int(counted.get((measure.again_of, question.window)) or 0)
        for values, counted in cells.get(parted.dimensions, {}).items()
        if all(values[at] == given[name] for at, name in enumerate(parted.dimensions) if at not in places)
    )
    return rows - int(_lookup(cells, whole) or 0)


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
