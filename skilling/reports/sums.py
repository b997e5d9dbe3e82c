"""Reads the kept sums: one statement for all that is asked at once, its rows shared out among what asked for them; refuses
to know what a measure is.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache
from itertools import chain
from typing import Any, Final, NamedTuple

from sqlalchemy import Integer, Select, bindparam, case, cast, func, literal, literal_column, select
from sqlmodel import Session

from skilling.database.summaries import Tally
from skilling.database.tables import Cohort, table_of
from skilling.database.tallying import DAY, MILESTONES, NOTHING, SUMS, TALLIES
from skilling.reports.earlier import Less, less_since
from skilling.reports.scope import Month, Scope, Window

Key = tuple[Any, ...]  # a value for each dimension
Groups = dict[Key, int]
_Meaning = Callable[[str], Any]

COHORT: Final = "cohort"
INSTITUTION: Final = "institution"  # no sum is kept by it: it is that of the cohort
_NUMBERED: Final = frozenset({"state", "district", COHORT})
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
    if not found:
        return found
    stretches = _Stretches(scope, {each.window for each in found})
    names = tuple(name for name in SUMS if any(name in (each.total, each.less) for each in found))
    takers = _takers(session, scope, stretches, names, found)
    now, since = _rows(session, stretches, names, found), _rows_since(session, scope, stretches, names, found)
    for tally, milestone, a, b, stretch, *sums in chain(now, since):
        for keys, each in takers.get((tally, milestone, stretch), ()):
            key = keys[a, b]
            if key is not None:
                for groups, total, less in each:
                    more = sums[total] - sums[less] if less >= 0 else sums[total]
                    groups[key] = groups.get(key, 0) + more
    return found


_Row = tuple[Any, ...]  # tally, milestone, a, b, number of the stretch, the sums
_Takers = dict[tuple[str, str, int], list[tuple["_Keys", list[tuple[Groups, int, int]]]]]


def _takers(
    session: Session, scope: Scope, stretches: _Stretches, names: tuple[str, ...], found: Mapping[Sum, Groups]
) -> _Takers:
    """By tally, milestone and stretch: under which key which sums take of a row, and where in it theirs stand."""
    institutions = institutions_of(session, scope) if any(INSTITUTION in each.dimensions for each in found) else {}
    keys: dict[tuple[str, tuple[str, ...], str], _Keys] = {}
    takers: dict[tuple[str, str, int], dict[int, tuple[_Keys, list[tuple[Groups, int, int]]]]] = {}
    for each, groups in found.items():
        kind = each.tally, each.dimensions, each.unstated
        shared = keys.setdefault(kind, _Keys(*kind, institutions))
        place = groups, names.index(each.total), names.index(each.less) if each.less else -1
        for number in stretches.of(each.window):
            here = takers.setdefault((each.tally, each.milestone, number), {})
            here.setdefault(id(shared), (shared, []))[1].append(place)
    return {where: list(here.values()) for where, here in takers.items()}


class _Keys(dict[tuple[str, str], Key | None]):
    """The values that the two words of a sum's key mean, in the order of some dimensions; None where it is not asked for."""

    def __init__(self, tally: str, dimensions: tuple[str, ...], unstated: str, institutions: Mapping[str, int | None]) -> None:
        grouped = TALLIES[tally][0]
        self._silent = grouped.index(unstated) if unstated else -1
        of_cohort: _Meaning = institutions.get
        self._parts = [
            (grouped.index(COHORT), of_cohort)
            if name == INSTITUTION
            else (grouped.index(name), _number if name in _NUMBERED else _word)
            for name in dimensions
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


def institutions_of(session: Session, scope: Scope) -> dict[str, int | None]:
    """The institution of every cohort, by the words of its key."""
    cohort = table_of(Cohort)
    told = (scope.then.table(cohort) if scope.then else cohort).c
    return {str(key): institution for key, institution in session.execute(select(told.id, told.institution_id))}


# -- cohorts -----------------------------------------------------------------------------------------------------


def cohorts_with(session: Session, scope: Scope, enrolled: Sum, *, overfull: bool = False) -> Groups:
    """How many cohorts have anybody in them, or more people than seats, as known now: the engine counts them.

    `enrolled` is by cohort as its last dimension, and is counted by the others.
    """
    ends = _Stretches(scope, (enrolled.window,)).ends
    keys = _Keys(enrolled.tally, enrolled.dimensions[:-1], "", {})
    counted = session.execute(_cohort_statement(enrolled.tally, len(enrolled.dimensions) > 1, overfull, ends))
    return {key: count for word, count in counted if (key := keys["", word]) is not None}


@lru_cache(maxsize=_SHAPES)
def _cohort_statement(tally: str, parted: bool, overfull: bool, ends: tuple[str, ...]) -> Select[Any]:
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
    word = groups.c.b if parted else literal("")
    counted = select(word, func.count()).select_from(groups)
    return counted.group_by(groups.c.b) if parted else counted


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


def _rows(session: Session, stretches: _Stretches, names: tuple[str, ...], wanted: Iterable[Sum]) -> Iterator[_Row]:
    tallies, milestones = (tuple(sorted(names)) for names in _read_of(wanted))
    for portion in session.execute(_statement(tallies, milestones, names, stretches.ends)).partitions(_PORTION):
        yield from portion


def _read_of(wanted: Iterable[Sum]) -> tuple[set[str], set[str]]:
    """The tallies and the milestones."""
    return {each.tally for each in wanted}, {each.milestone for each in wanted}


@lru_cache(maxsize=_SHAPES)
def _statement(
    tallies: tuple[str, ...], milestones: tuple[str, ...], names: tuple[str, ...], ends: tuple[str, ...]
) -> Select[Any]:
    """Made once for each shape of question: making a statement takes longer than the engine takes for it.

    Grouped in the order of the table's key, so that the engine adds up as it reads.
    """
    of = table_of(Tally).c
    grouped = [of.tally, of.milestone, of.a, of.b]
    stretch: Any = literal_column("1")
    if len(ends) > 2:  # of a single stretch the number is known
        stretch = case(*((of.at <= end, place) for place, end in enumerate(ends)), else_=-1)
    statement = select(*grouped, stretch.label("stretch"), *(func.sum(of[name]) for name in names)).where(
        of.tally.in_(tallies), of.milestone.in_(milestones), of.at > ends[0], of.at <= ends[-1]
    )
    return statement.group_by(*grouped, *([literal_column("stretch")] if len(ends) > 2 else []))


def _rows_since(
    session: Session, scope: Scope, stretches: _Stretches, names: tuple[str, ...], wanted: Iterable[Sum]
) -> Iterator[_Row]:
    """What became known since the moment from which the report is told, to be taken off."""
    since = _since(session, scope)
    tallies, milestones = _read_of(wanted)
    for (tally, milestone), sums in since.items():
        if tally in tallies and milestone in milestones:
            for a, b, at, known in sums:
                yield tally, milestone, a, b, stretches.place(at), *(-known[name] for name in names)


def _since(session: Session, scope: Scope) -> Less:
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
