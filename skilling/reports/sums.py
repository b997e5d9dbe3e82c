"""Reads the kept sums: one statement for all that is asked at once, its rows shared out among what asked for them; refuses
to know what a measure is.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import chain
from typing import Any, Final, NamedTuple

from sqlalchemy import (
    BindParameter,
    FromClause,
    Integer,
    Select,
    bindparam,
    case,
    cast,
    func,
    literal,
    literal_column,
    select,
)
from sqlmodel import Session

from skilling.database.summaries import Tally
from skilling.database.tables import Cohort, table_of
from skilling.database.tallying import DAY, MILESTONES, NOTHING, SUMS, TALLIES
from skilling.reports.earlier import Sums, less_since
from skilling.reports.monthends import rest_of_month, summed_after
from skilling.reports.scope import Month, Scope, Window

Key = tuple[Any, ...]  # a value for each dimension
Groups = dict[Key, int]
_Meaning = Callable[[Any], Any]

COHORT: Final = "cohort"
INSTITUTION: Final = "institution"  # no sum is kept by it: it is that of the cohort
_PORTION: Final = 500  # rows that are held at once
_SHAPES: Final = 64  # statements that are held ready: a pack asks two dozen


class Sum(NamedTuple):
    """What is asked: a sum of one tally at a milestone in a window, by some of its dimensions."""

    tally: str
    milestone: str
    window: Window | Month
    dimensions: tuple[str, ...]
    total: str = "n"
    less: str = ""  # another sum that is taken off
    unstated: str = ""  # of this dimension only those that did not say


def read(session: Session, scope: Scope, wanted: Collection[Sum]) -> dict[Sum, Groups]:
    """The groups of each sum that is asked, as the scope knows them."""
    found: dict[Sum, Groups] = {each: {} for each in wanted}
    by_institution = {each: groups for each, groups in found.items() if INSTITUTION in each.dimensions}
    others = {each: groups for each, groups in found.items() if each not in by_institution}
    for asked, rows, rows_apart in (
        (others, _rows, _rows_apart),
        (by_institution, _rows_by_institution, _rows_apart_by_institution),
    ):
        if asked:
            reading = _Reading.of(session, scope, asked)
            _share_out(chain(rows(reading), rows_apart(reading)), reading, asked)
    return found


_Row = tuple[Any, ...]  # tally, milestone, a, b, number of the stretch, the sums


class _Reading(NamedTuple):
    """What is read together: which sums of which tallies, in which stretches of time."""

    session: Session
    scope: Scope
    stretches: _Stretches
    tallies: tuple[str, ...]
    milestones: tuple[str, ...]
    names: tuple[str, ...]  # of the sums

    @classmethod
    def of(cls, session: Session, scope: Scope, wanted: Collection[Sum]) -> _Reading:
        stretches = _Stretches(scope, {each.window for each in wanted})
        tallies, milestones = ({each.tally for each in wanted}, {each.milestone for each in wanted})
        names = tuple(name for name in SUMS if any(name in (each.total, each.less) for each in wanted))
        return cls(session, scope, stretches, tuple(sorted(tallies)), tuple(sorted(milestones)), names)


def _share_out(rows: Iterable[_Row], reading: _Reading, wanted: Mapping[Sum, Groups]) -> None:
    takers = _takers(reading, wanted)
    for tally, milestone, a, b, stretch, *sums in rows:
        for keys, each in takers.get((tally, milestone, stretch), ()):
            key = keys[a, b]
            if key is not None:
                for groups, total, less in each:
                    more = sums[total] - sums[less] if less >= 0 else sums[total]
                    groups[key] = groups.get(key, 0) + more


_Takers = dict[tuple[str, str, int], list[tuple["_Keys", list[tuple[Groups, int, int]]]]]


def _takers(reading: _Reading, wanted: Mapping[Sum, Groups]) -> _Takers:
    """By tally, milestone and stretch: under which key which sums take of a row, and where in it theirs stand."""
    keys: dict[tuple[str, tuple[str, ...], str], _Keys] = {}
    takers: dict[tuple[str, str, int], dict[int, tuple[_Keys, list[tuple[Groups, int, int]]]]] = {}
    for each, groups in wanted.items():
        kind = each.tally, each.dimensions, each.unstated
        shared = keys.setdefault(kind, _Keys(*kind))
        place = groups, reading.names.index(each.total), reading.names.index(each.less) if each.less else -1
        for number in reading.stretches.of(each.window):
            here = takers.setdefault((each.tally, each.milestone, number), {})
            here.setdefault(id(shared), (shared, []))[1].append(place)
    return {where: list(here.values()) for where, here in takers.items()}


class _Keys(dict[tuple[str, str], Key | None]):
    """The values that the two words of a sum's key mean, in the order of some dimensions; None where it is not asked for."""

    def __init__(self, tally: str, dimensions: tuple[str, ...], unstated: str) -> None:
        grouped = TALLIES[tally][0]
        self._silent = grouped.index(unstated) if unstated else -1
        # A row by institution says it in the place of the cohort.
        self._parts = [
            (grouped.index(COHORT if name == INSTITUTION else name), _MEANINGS.get(name, _word)) for name in dimensions
        ]

    def __missing__(self, words: tuple[str, str]) -> Key | None:
        key = None
        if self._silent < 0 or words[self._silent] == NOTHING:
            key = tuple([meaning(words[place]) for place, meaning in self._parts])
        self[words] = key
        return key


def _number(word: str) -> int | None:
    return None if word == NOTHING else int(word)


def _word(word: str) -> str | None:
    return None if word == NOTHING else word


_MEANINGS: Final[Mapping[str, _Meaning]] = {
    "state": _number, "district": _number, COHORT: _number, INSTITUTION: lambda given: given,
}  # fmt: skip


# -- cohorts -----------------------------------------------------------------------------------------------------


def institutions_of(session: Session, scope: Scope) -> dict[str, int | None]:
    """The institution of every cohort, by the words of its key."""
    told = _cohorts(scope).c
    return {str(key): institution for key, institution in session.execute(select(told.id, told.institution_id))}


def _cohorts(scope: Scope) -> FromClause:
    """As the report knows them."""
    cohort = table_of(Cohort)
    return scope.then.table(cohort) if scope.then else cohort


def cohorts_with(session: Session, scope: Scope, enrolled: Sum, by: Sequence[str], *, overfull: bool = False) -> Groups:
    """How many cohorts have anybody in them, or more people than seats, as known now: the engine counts them.

    `enrolled` is by cohort; it is counted by the state, by the institution, or in all.
    """
    ends = _Stretches(scope, (enrolled.window,)).ends
    counted = session.execute(_cohort_statement(enrolled.tally, "".join(by), overfull, ends))
    meanings = [_MEANINGS[name] for name in by]
    return {tuple([meaning(word) for meaning in meanings]): count for word, count in counted}


@lru_cache(maxsize=_SHAPES)
def _cohort_statement(tally: str, by: str, overfull: bool, ends: tuple[str, ...]) -> Select[Any]:
    of, cohort = table_of(Tally), table_of(Cohort)
    milestones = ("enrolled", "left") if overfull else ("enrolled",)
    each = select(of.c.a, of.c.b).group_by(of.c.a, of.c.b)
    each = each.where(of.c.tally == tally, of.c.milestone.in_(milestones), of.c.at > ends[0], of.c.at <= ends[-1])
    there = func.sum(case((of.c.milestone == "left", -of.c.n), else_=of.c.n))
    if overfull:
        each = each.join(cohort, cohort.c.id == cast(of.c.a, Integer)).where(cohort.c.archived_at.is_(None))
        each = each.group_by(cohort.c.seats).having(there > cohort.c.seats)
    else:
        each = each.having(there > 0)
    groups = each.subquery("each_cohort")
    if by == INSTITUTION:
        of_cohort = groups.outerjoin(cohort, cohort.c.id == cast(groups.c.a, Integer))
        return select(cohort.c.institution_id, func.count()).select_from(of_cohort).group_by(cohort.c.institution_id)
    word = groups.c.b if by else literal(NOTHING)
    counted = select(word, func.count()).select_from(groups)
    return counted.group_by(groups.c.b) if by else counted


# -- time --------------------------------------------------------------------------------------------------------


class _Stretches:
    """Time cut where any of some windows begins or ends, so that each of them is a row of stretches.

    The cuts are days, and hold for sums by month too: '2026-10' comes before '2026-10-31', and after '2026-09-30'.
    """

    def __init__(self, scope: Scope, windows: Iterable[Window | Month]) -> None:
        self._windows: dict[Window | Month, tuple[str, str]] = {}
        for window in windows:
            first, last = scope.days(window)
            before = (first - timedelta(days=1)).isoformat() if first else ""
            self._windows[window] = before, last.isoformat()
        self.ends = tuple(sorted({end for pair in self._windows.values() for end in pair}))

    def place(self, at: str) -> int:
        """The number of the stretch that a time lies in."""
        return bisect_left(self.ends, at)

    def of(self, window: Window | Month) -> range:
        """The numbers of the stretches of a window."""
        before, last = self._windows[window]
        return range(self.ends.index(before) + 1, self.ends.index(last) + 1)


# -- rows --------------------------------------------------------------------------------------------------------


def _rows(reading: _Reading) -> Iterator[_Row]:
    """The sums as they are now."""
    statement = _statement(reading.tallies, reading.milestones, reading.names, reading.stretches.ends)
    return _fetched(reading.session, statement)


def _fetched(session: Session, statement: Select[Any]) -> Iterator[_Row]:
    for portion in session.execute(statement).partitions(_PORTION):
        yield from portion


@lru_cache(maxsize=_SHAPES)
def _statement(
    tallies: tuple[str, ...], milestones: tuple[str, ...], names: tuple[str, ...], ends: tuple[str, ...]
) -> Select[Any]:
    """Made once for each shape of question: making a statement takes longer than the engine takes for it.

    Grouped in the order of the table's key, so that the engine adds up as it reads; not by what is the same in each row.
    """
    of = table_of(Tally).c
    width = max(len(TALLIES[tally][0]) for tally in tallies)
    return _summing(tallies, milestones, names, ends, [*(of.a, of.b)[:width], *[literal(NOTHING)] * (2 - width)])


def _rows_by_institution(reading: _Reading) -> Iterator[_Row]:
    """The sums by cohort as they are now, in which the institution stands for its cohorts."""
    cohorts = _cohorts(reading.scope)
    # What cohorts were at an earlier time is part of a statement about it, so it is asked but once.
    made = _statement_by_institution if cohorts is table_of(Cohort) else _statement_by_institution.__wrapped__
    return _fetched(reading.session, made(reading.milestones, reading.names, reading.stretches.ends, cohorts))


@lru_cache(maxsize=_SHAPES)
def _statement_by_institution(
    milestones: tuple[str, ...], names: tuple[str, ...], ends: tuple[str, ...], cohorts: FromClause
) -> Select[Any]:
    tally = table_of(Tally)
    summing = _summing((COHORT,), milestones, names, ends, [cohorts.c.institution_id, literal(NOTHING)])
    return summing.select_from(tally.outerjoin(cohorts, cohorts.c.id == cast(tally.c.a, Integer)))


def _summing(
    tallies: tuple[str, ...], milestones: tuple[str, ...], names: tuple[str, ...], ends: tuple[str, ...], keys: Sequence[Any]
) -> Select[Any]:
    """The sums by tally, milestone, two keys and stretch of time."""
    of = table_of(Tally).c
    tally: Any = of.tally if len(tallies) > 1 else literal(tallies[0])
    stretch: Any = literal(1)
    if len(ends) > 2:  # of a single stretch the number is known
        stretch = case(*((of.at <= end, place) for place, end in enumerate(ends)), else_=-1)
    grouped = [each for each in (tally, of.milestone, *keys) if not isinstance(each, BindParameter)]
    statement = select(tally, of.milestone, *keys, stretch.label("stretch"), *(func.sum(of[name]) for name in names)).where(
        of.tally.in_(tallies), of.milestone.in_(milestones), of.at > ends[0], of.at <= ends[-1]
    )
    return statement.group_by(*grouped, *([literal_column("stretch")] if len(ends) > 2 else []))


def _rows_since(reading: _Reading) -> Iterator[_Row]:
    """What became known since the moment from which the report is told, to be taken off."""
    since = _since(reading.session, reading.scope)
    for (tally, milestone), sums in since.items():
        if tally in reading.tallies and milestone in reading.milestones:
            for a, b, at, known in sums:
                yield tally, milestone, a, b, reading.stretches.place(at), *(-known[name] for name in reading.names)


def _rows_moved(reading: _Reading) -> Iterator[_Row]:
    """Where time is cut within a month: what came after it in its month, moved from the stretch before the cut to the next."""
    if reading.scope.known_before is not None or reading.tallies == (DAY,):
        return
    for place, cut in enumerate(reading.stretches.ends):
        rest = rest_of_month(date.fromisoformat(cut)) if cut else None
        if rest is None or restless(reading.session, reading.scope, *rest).isdisjoint(reading.milestones):
            continue
        for (tally, milestone), sums in summed_after(reading.session, date.fromisoformat(cut)).items():
            if tally != DAY and tally in reading.tallies and milestone in reading.milestones:
                for a, b, _, known in sums:
                    yield tally, milestone, a, b, place, *(-known[name] for name in reading.names)
                    yield tally, milestone, a, b, place + 1, *(known[name] for name in reading.names)


def _rows_apart(reading: _Reading) -> Iterator[_Row]:
    """What is not as it stands in the sums."""
    return chain(_rows_since(reading), _rows_moved(reading))


def _rows_apart_by_institution(reading: _Reading) -> Iterator[_Row]:
    institutions = institutions_of(reading.session, reading.scope)
    for tally, milestone, cohort, b, *rest in _rows_apart(reading):
        yield tally, milestone, institutions.get(cohort), b, *rest


def _since(session: Session, scope: Scope) -> Sums:
    return less_since(session, scope) if scope.known_before is not None else {}


_IN_DAYS: Final = table_of(Tally).c
_REACHED: Final = (
    select(_IN_DAYS.milestone)
    .where(
        _IN_DAYS.tally == DAY, _IN_DAYS.milestone.in_(MILESTONES), _IN_DAYS.a == NOTHING, _IN_DAYS.b == NOTHING,
        _IN_DAYS.at.between(bindparam("first"), bindparam("last")), _IN_DAYS.n != 0,
    )
    .distinct()
)  # fmt: skip


def restless(session: Session, scope: Scope, first: date, last: date) -> set[str]:
    """The milestones that anybody reached on these days."""
    days = {"first": first.isoformat(), "last": last.isoformat()}
    found = set(session.execute(_REACHED, days).scalars())
    for (tally, milestone), sums in _since(session, scope).items():
        if tally == DAY and any(days["first"] <= at <= days["last"] for _, _, at, _ in sums):
            found.add(milestone)
    return found
