"""Figures read from the sums that every change keeps up to date; refuses a question that they cannot answer exactly.

What is refused here is counted over the records themselves, so a sum that is missing costs time and never a number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, FromClause, Integer, and_, cast, func, select
from sqlmodel import Session

from skilling.database.summaries import DAY, FIRSTS, NOTHING, PARTS, TALLIES, Tally, due
from skilling.database.tables import Cohort, table_of
from skilling.reports.scope import Month, Scope, Window

Dimensions = tuple[str, ...]
Cell = tuple[str, Window | Month]  # a measure in a window
Cells = dict[Dimensions, dict[tuple[Any, ...], dict[Cell, Any]]]

_PERSONS: Final = "persons"
_COHORT: Final = "cohort"
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


def split(
    session: Session, scope: Scope, needed: Mapping[Dimensions, Iterable[Cell]]
) -> tuple[Cells, dict[Dimensions, dict[Cell, None]]]:
    """The cells that the sums answer, and the questions that they cannot."""
    found: Cells = {}
    open_ones: dict[Dimensions, dict[Cell, None]] = {}
    exact = _Exact(session, scope) if _whole(session, scope) else None
    for dimensions, cells in needed.items():
        for cell in cells:
            tally = _tally(cell[0], dimensions) if exact else ""
            if exact and tally and exact.covers(tally, cell):
                _read(session, scope, tally, dimensions, cell, found)
            else:
                open_ones.setdefault(dimensions, {})[cell] = None
    return found, open_ones


def _whole(session: Session, scope: Scope) -> bool:
    """The sums are of what is known now, of every enrolment (none is due to be counted), and of all programmes."""
    if scope.known_before is not None or due(session.connection()):
        return False
    if scope.programme_id is None:
        return True
    programmes = session.execute(select(table_of(Cohort).c.programme_id).distinct().limit(2)).scalars().all()
    return list(programmes) == [scope.programme_id]


def _tally(measure: str, dimensions: Dimensions) -> str:
    """The smallest tally that knows this; '' for none."""
    if measure == "cohorts":
        return {(): _COHORT, ("state",): "cohort_state", (_INSTITUTION,): _COHORT}.get(dimensions, "")
    kept = _MEASURES.get(measure)
    if kept is None:
        return ""
    wanted = {_COHORT if name == _INSTITUTION else name for name in dimensions} | ({kept.unstated} - {""})
    for name, (grouped, milestones) in TALLIES.items():
        known = kept.total not in PARTS or name in PARTS[kept.total]
        if known and kept.milestone in milestones and wanted <= set(grouped):
            if _PERSONS not in (kept.total, kept.less):
                return name
            if wanted == set(grouped) and name in FIRSTS:
                return name
    return ""


class _Exact:
    """Whether months can be cut at the days of a window: nothing may have happened on the rest of its last month."""

    def __init__(self, session: Session, scope: Scope) -> None:
        self._session, self._scope = session, scope
        self._quiet: dict[tuple[str, date], bool] = {}

    def covers(self, tally: str, cell: Cell) -> bool:
        if tally == DAY:
            return True
        first, last = self._scope.days(cell[1])
        milestone = _MEASURES[cell[0]].milestone if cell[0] in _MEASURES else "enrolled"
        if first is not None and first.day != 1:
            return False
        if (milestone, last) not in self._quiet:
            end = (last.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)
            of = table_of(Tally).c
            later = select(of.n).where(
                of.tally == DAY, of.milestone == milestone, of.at > last.isoformat(), of.at <= end.isoformat(), of.n != 0
            )  # fmt: skip
            self._quiet[milestone, last] = last == end or self._session.execute(later.limit(1)).first() is None
        return self._quiet[milestone, last]


def _read(session: Session, scope: Scope, tally: str, dimensions: Dimensions, cell: Cell, found: Cells) -> None:
    here = found.setdefault(dimensions, {})
    for *key, value in _rows(session, scope, tally, dimensions, cell):
        values = tuple(_value(name, each) for name, each in zip(dimensions, key, strict=True))
        here.setdefault(values, {})[cell] = int(value)


def _value(dimension: str, kept: Any) -> Any:
    if kept is None or kept == NOTHING:
        return None
    return int(kept) if dimension in _NUMBERED else kept


def _rows(session: Session, scope: Scope, tally: str, dimensions: Dimensions, cell: Cell) -> Iterator[Any]:
    of, cohort = table_of(Tally), table_of(Cohort)
    places = dict(zip(TALLIES[tally][0], (of.c.a, of.c.b), strict=False))
    source: FromClause = of
    if _INSTITUTION in dimensions:
        source = of.join(cohort, cohort.c.id == cast(of.c.a, Integer))
        places[_INSTITUTION] = cohort.c.institution_id
    keys = [places[name] for name in dimensions]
    kept = _MEASURES.get(cell[0], _Kept("enrolled"))
    where = [of.c.tally == tally, of.c.milestone == kept.milestone, *_within(scope, tally, cell[1])]
    if kept.unstated:
        where.append(places[kept.unstated] == NOTHING)
    if cell[0] == "cohorts":
        counted = select(*keys, of.c.a.label("one")).select_from(source).where(*where).group_by(*keys, of.c.a)
        each = counted.having(func.sum(of.c.n) > 0).subquery("each")
        named = list(each.c)[:-1]
        yield from session.execute(select(*named, func.count()).select_from(each).group_by(*named))
        return
    total = func.sum(of.c[kept.total] - of.c[kept.less]) if kept.less else func.sum(of.c[kept.total])
    yield from session.execute(select(*keys, func.coalesce(total, 0)).select_from(source).where(*where).group_by(*keys))


def _within(scope: Scope, tally: str, window: Window | Month) -> list[ColumnElement[bool]]:
    first, last = scope.days(window)
    at = table_of(Tally).c.at
    written = "%Y-%m-%d" if tally == DAY else "%Y-%m"
    until = at <= last.strftime(written)
    return [until] if first is None else [and_(at >= first.strftime(written), until)]
