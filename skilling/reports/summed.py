"""Figures read from the sums that every change keeps up to date; refuses a question that they cannot answer exactly.

What is refused here is counted over the records themselves, so a sum that is missing costs time and never a number.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, FromClause, Integer, case, cast, func, literal, literal_column, select
from sqlmodel import Session

from skilling.database.summaries import Tally, due
from skilling.database.tables import Cohort, table_of
from skilling.database.tallying import DAY, FIRSTS, NOTHING, PARTS, TALLIES
from skilling.reports.earlier import less_since
from skilling.reports.facts import COHORTS
from skilling.reports.scope import Month, Scope, Window

Dimensions = tuple[str, ...]
Key = tuple[Any, ...]  # a value for each dimension
Cell = tuple[str, Window | Month]  # a measure in a window
Cells = dict[Dimensions, dict[Cell, dict[Key, Any]]]
Since = tuple[str, str, str, dict[str, int]]

_PERSONS: Final = "persons"
_COHORT: Final = "cohort"
_COHORTS: Final = "cohorts"  # a measure that counts groups, not what is summed in them
_OVERFULL: Final = "overfull"  # the same, of those with more in them than they have seats
_INSTITUTION: Final = "institution"
_NUMBERED: Final = frozenset({"state", "district", _COHORT, _INSTITUTION})


@dataclass(frozen=True, slots=True)
class _Kept:
    """Where a measure stands among the sums: the milestone, the sum, and what of it is left out."""

    milestone: str
    total: str = "n"
    less: str = ""
    unstated: str = ""  # of this dimension only those that did not say


_MEASURES: Final[Mapping[str, _Kept]] = {
    "enrolled": _Kept("enrolled"),
    "started": _Kept("started"),
    "trained": _Kept("trained"),
    "certified": _Kept("certified"),
    "left": _Kept("left"),
    "out_of_order": _Kept("broken"),
    "women": _Kept("enrolled", "women"),
    "women_trained": _Kept("trained", "women"),
    "women_certified": _Kept("certified", "women"),
    "pwd": _Kept("enrolled", "pwd"),
    "complete": _Kept("enrolled", "complete"),
    "persons": _Kept("enrolled", _PERSONS),
    "new_persons": _Kept("enrolled", _PERSONS),
    "further": _Kept("enrolled", "n", less=_PERSONS),
    **{
        f"no_{name}": _Kept("enrolled", unstated=name)
        for name in ("gender", "category", "state", "district", "age_band", "learner_type")
    },
}
# Measures that count groups: the tally that knows them, by dimensions.
_GROUPS: Final[Mapping[str, Mapping[Dimensions, str]]] = {
    _COHORTS: {(): _COHORT, ("state",): "cohort_state", (_INSTITUTION,): _COHORT},
    _OVERFULL: {(): _COHORT},
}


@dataclass(frozen=True, slots=True)
class _Part:
    """What one statement reads: sums of one tally by some dimensions, of those that did not say something."""

    tally: str
    dimensions: Dimensions
    unstated: str = ""
    groups: str = ""  # the measure that counts groups, rather than what is summed in them


def split(
    session: Session, scope: Scope, needed: Mapping[Dimensions, Iterable[Cell]]
) -> tuple[Cells, dict[Dimensions, dict[Cell, None]]]:
    """The cells that the sums answer, and the questions that they cannot."""
    open_ones: dict[Dimensions, dict[Cell, None]] = {}
    parts: dict[_Part, list[Cell]] = {}
    exact = _Exact(session, scope) if _whole(session, scope) else None
    for dimensions, cells in needed.items():
        for cell in cells:
            part = _part(cell[0], dimensions) if exact else None
            if exact and part and exact.covers(part.tally, cell):
                parts.setdefault(part, []).append(cell)
            else:
                open_ones.setdefault(dimensions, {})[cell] = None
    found: Cells = {}
    for part, asked in parts.items():
        read = _read if not part.groups else _counted_groups if scope.known_before is None else _groups_then
        found.setdefault(part.dimensions, {}).update(read(session, scope, part, asked))
    return found, open_ones


def _whole(session: Session, scope: Scope) -> bool:
    """The sums are of every enrolment (none is due to be counted), of all programmes, and what was known when is told by
    the clock."""
    if (scope.then is not None and scope.then.exact) or due(session.connection()):
        return False
    if scope.programme_id is None:
        return True
    programmes = session.execute(select(table_of(Cohort).c.programme_id).distinct().limit(2)).scalars().all()
    return list(programmes) == [scope.programme_id]


def _part(measure: str, dimensions: Dimensions) -> _Part | None:
    """The smallest tally that knows this, as what is to be read of it; None where none does."""
    if measure in _GROUPS:
        tally = _GROUPS[measure].get(dimensions)
        return _Part(tally, dimensions, groups=measure) if tally else None
    kept = _MEASURES.get(measure)
    if kept is None:
        return None
    wanted = {_COHORT if name == _INSTITUTION else name for name in dimensions} | ({kept.unstated} - {""})
    for name, (grouped, milestones) in TALLIES.items():
        known = kept.total not in PARTS or name in PARTS[kept.total]
        adds_up = _PERSONS not in (kept.total, kept.less) or (wanted == set(grouped) and name in FIRSTS)
        if known and adds_up and kept.milestone in milestones and wanted <= set(grouped):
            return _Part(name, dimensions, kept.unstated)
    return None


def _milestones(measure: str) -> tuple[str, ...]:
    """What a measure is counted by."""
    if measure in _MEASURES:
        return (_MEASURES[measure].milestone,)
    return ("enrolled", "left") if measure == _OVERFULL else ("enrolled",)


class _Exact:
    """Whether months can be cut at the days of a window: nothing may have happened on the rest of its last month."""

    def __init__(self, session: Session, scope: Scope) -> None:
        self._session, self._scope = session, scope
        self._quiet: dict[tuple[str, date], bool] = {}

    def covers(self, tally: str, cell: Cell) -> bool:
        if tally == DAY:
            return True
        first, last = self._scope.days(cell[1])
        if (first is not None and first.day != 1) or (cell[0] == _OVERFULL and cell[1] is not Window.CUMULATIVE):
            return False
        return all(self._is_quiet(milestone, last) for milestone in _milestones(cell[0]))

    def _is_quiet(self, milestone: str, last: date) -> bool:
        if (milestone, last) not in self._quiet:
            end = (last.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)
            of = table_of(Tally).c
            later = select(of.n).where(
                of.tally == DAY, of.milestone == milestone, of.at > last.isoformat(), of.at <= end.isoformat(), of.n != 0
            )  # fmt: skip
            self._quiet[milestone, last] = last == end or not (
                any(
                    last.isoformat() < at <= end.isoformat() for _, _, at, _ in _since(self._session, self._scope, DAY, milestone)
                )
                or self._session.execute(later.limit(1)).first()
            )
        return self._quiet[milestone, last]


def _since(session: Session, scope: Scope, tally: str, milestone: str) -> Sequence[Since]:
    """What became known of a tally since the moment from which the report is told: a, b, at, sums."""
    return less_since(session, scope).get((tally, milestone), ()) if scope.known_before is not None else ()


# -- reading -----------------------------------------------------------------------------------------------------


class _Stretches:
    """Time cut where any of some windows begins or ends, so that each of them is a row of stretches."""

    def __init__(self, scope: Scope, tally: str, windows: Iterable[Window | Month]) -> None:
        written = "%Y-%m-%d" if tally == DAY else "%Y-%m"
        self._windows: dict[Window | Month, tuple[str, str]] = {}
        for window in windows:
            first, last = scope.days(window)
            before = (first - timedelta(days=1)).strftime(written) if first else ""
            self._windows[window] = (before, last.strftime(written))
        self._ends = sorted({end for pair in self._windows.values() for end in pair})

    @property
    def several(self) -> bool:
        return len(self._ends) > 2

    def number(self, at: ColumnElement[Any]) -> ColumnElement[int]:
        """The number of the stretch that a time lies in; of a single one it is known, which spares the engine a sort."""
        if not self.several:
            return literal_column("1")
        return case(*((at <= literal(end, literal_execute=True), place) for place, end in enumerate(self._ends)), else_=-1)

    def place(self, at: str) -> int:
        """The same, of a time that is known; a time after all of them is in none."""
        return bisect_left(self._ends, at)

    def within(self, at: ColumnElement[Any]) -> list[ColumnElement[bool]]:
        """Whether a time lies in any of them."""
        return [at > self._ends[0], at <= self._ends[-1]]

    def of(self, window: Window | Month) -> range:
        """The numbers of the stretches of a window."""
        before, last = self._windows[window]
        return range(self._ends.index(before) + 1, self._ends.index(last) + 1)


def _read(session: Session, scope: Scope, part: _Part, cells: Sequence[Cell]) -> dict[Cell, dict[Key, int]]:
    """The sums of some cells, with one statement."""
    stretches = _Stretches(scope, part.tally, (window for _, window in cells))
    kept = {measure: _MEASURES[measure] for measure, _ in cells}
    names = tuple(dict.fromkeys(name for each in kept.values() for name in (each.total, each.less) if name))
    found: dict[Cell, dict[Key, int]] = {cell: {} for cell in cells}
    # By milestone and stretch, which cells a row belongs to, and where in it their sums stand.
    takers: dict[tuple[str, int], list[tuple[dict[Key, int], int, int]]] = {}
    for measure, window in cells:
        total, less = (names.index(name) if name else -1 for name in (kept[measure].total, kept[measure].less))
        for number in stretches.of(window):
            takers.setdefault((kept[measure].milestone, number), []).append((found[measure, window], total, less))
    milestones = sorted({each for each, _ in takers})
    for milestone, number, key, sums in (
        *_rows(session, scope, part, stretches, milestones, names),
        *_rows_since(session, scope, part, stretches, milestones, names),
    ):
        for values, total, less in takers.get((milestone, number), ()):
            more = sums[total] - sums[less] if less >= 0 else sums[total]
            values[key] = values.get(key, 0) + more
    return found


def _counted_groups(session: Session, scope: Scope, part: _Part, cells: Sequence[Cell]) -> dict[Cell, dict[Key, int]]:
    """How many cohorts have anybody in them, or more people than seats: one statement for each cell."""
    of, cohort = table_of(Tally), table_of(Cohort)
    within = cohort.c.institution_id if _INSTITUTION in part.dimensions else of.c.b
    named = [within.label("of")] if part.dimensions else []
    source = of.join(cohort, cohort.c.id == cast(of.c.a, Integer)) if within is not of.c.b or part.groups == _OVERFULL else of
    total = func.sum(case((of.c.milestone == "left", -of.c.n), else_=of.c.n))
    room: Any = cohort.c.seats if part.groups == _OVERFULL else 0
    found: dict[Cell, dict[Key, int]] = {}
    for measure, window in cells:
        counted = _Stretches(scope, part.tally, (window,)).within(of.c.at)
        each = select(*named, of.c.a).select_from(source).group_by(of.c.a, *([within] if named else [])).having(total > room)
        each = each.where(of.c.tally == part.tally, of.c.milestone.in_(_milestones(measure)), *counted)
        if part.groups == _OVERFULL:
            each = each.where(cohort.c.archived_at.is_(None)).group_by(cohort.c.seats)
        groups = each.subquery("each_group")
        keys = list(groups.c)[:-1]
        values = [_Values(name in _NUMBERED) for name in part.dimensions]
        found[measure, window] = {
            tuple(known[kept] for known, kept in zip(values, key, strict=True)): count
            for *key, count in session.execute(select(*keys, func.count()).select_from(groups).group_by(*keys))
        }
    return found


def _groups_then(session: Session, scope: Scope, part: _Part, cells: Sequence[Cell]) -> dict[Cell, dict[Key, int]]:
    """The same as known earlier: the groups are read one by one, as some of them may have had nobody then."""
    each = _Part(part.tally, (*part.dimensions, _COHORT))
    found: dict[Cell, dict[Key, int]] = {}
    for measure, window in cells:
        sums = _read(session, scope, each, [(name, window) for name in _milestones(measure)])
        left = sums.get(("left", window), {})
        room = _seats(session, scope) if measure == _OVERFULL else None
        groups = found[measure, window] = {}
        for key, count in sums["enrolled", window].items():
            most = 0 if room is None else room.get(key[-1])
            if most is not None and count - left.get(key, 0) > most:
                groups[key[:-1]] = groups.get(key[:-1], 0) + 1
    return found


def _seats(session: Session, scope: Scope) -> dict[int, int | None]:
    """The seats of the cohorts on record; None: no limit."""
    cohort = COHORTS.source(scope).c
    return {int(key): seats for key, seats in session.execute(select(cohort.id, cohort.seats))}


def _rows(
    session: Session, scope: Scope, part: _Part, stretches: _Stretches, milestones: Sequence[str], names: Sequence[str]
) -> Iterator[tuple[str, int, Key, Sequence[int]]]:
    """Milestone, number of the stretch, the values of the dimensions, and the sums."""
    of, cohort = table_of(Tally), _cohorts(scope)
    places: dict[str, ColumnElement[Any]] = dict(zip(TALLIES[part.tally][0], (of.c.a, of.c.b), strict=False))
    source: FromClause = of
    if _INSTITUTION in part.dimensions:
        source = of.join(cohort, cohort.c.id == cast(of.c.a, Integer))
        places[_INSTITUTION] = cohort.c.institution_id
    keyed = part.dimensions
    number = stretches.number(of.c.at).label("stretch")
    grouped = [of.c.milestone, *(places[name] for name in keyed)]
    where = [of.c.tally == part.tally, of.c.milestone.in_(milestones), *stretches.within(of.c.at)]
    if part.unstated:
        where.append(places[part.unstated] == NOTHING)
    wanted = select(number, *(column.label(f"k{place}") for place, column in enumerate(grouped)))
    wanted = wanted.add_columns(*(func.sum(of.c[name]) for name in names)).select_from(source).where(*where)
    if stretches.several:
        grouped.append(literal_column("stretch"))
    known = [_Values(name in _NUMBERED) for name in keyed]
    width = 2 + len(keyed)
    for row in session.execute(wanted.group_by(*grouped)).all():
        key = tuple([values[kept] for values, kept in zip(known, row[2:width], strict=True)])
        yield row[1], row[0], key, row[width:]


def _rows_since(
    session: Session, scope: Scope, part: _Part, stretches: _Stretches, milestones: Sequence[str], names: Sequence[str]
) -> Iterator[tuple[str, int, Key, Sequence[int]]]:
    """As `_rows`: what became known since, to be taken off."""
    if scope.known_before is None:
        return
    grouped = TALLIES[part.tally][0]
    known = {name: _Values(name in _NUMBERED) for name in part.dimensions}
    of_cohort = _institutions(session, scope) if _INSTITUTION in part.dimensions else {}
    for milestone in milestones:
        for a, b, at, sums in _since(session, scope, part.tally, milestone):
            kept: dict[str, Any] = dict(zip(grouped, (a, b), strict=False))
            if not part.unstated or kept[part.unstated] == NOTHING:
                kept[_INSTITUTION] = of_cohort.get(kept.get(_COHORT, ""))
                key = tuple([known[name][kept[name]] for name in part.dimensions])
                yield milestone, stretches.place(at), key, [-sums[name] for name in names]


def _institutions(session: Session, scope: Scope) -> dict[str, int | None]:
    """The institution of every cohort, by the words of its key."""
    cohort = _cohorts(scope).c
    return {str(key): institution for key, institution in session.execute(select(cohort.id, cohort.institution_id))}


def _cohorts(scope: Scope) -> FromClause:
    cohort = table_of(Cohort)
    return scope.then.table(cohort) if scope.then else cohort


class _Values(dict[Any, Any]):
    """What is kept of a dimension, as the value that it means."""

    def __init__(self, numbered: bool) -> None:
        self._numbered = numbered

    def __missing__(self, kept: Any) -> Any:
        value = None if kept is None or kept == NOTHING else int(kept) if self._numbered else kept
        self[kept] = value
        return value
