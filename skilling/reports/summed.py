"""Figures read from the sums that every change keeps up to date; refuses a question that they cannot answer exactly.

What is refused here is counted over the records themselves, so a sum that is missing costs time and never a number.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, Final, NamedTuple

from sqlalchemy import select
from sqlmodel import Session

from skilling.database.summaries import due
from skilling.database.tables import Cohort, table_of
from skilling.database.tallying import DAY, FIRSTS, MILESTONES, PARTS, TALLIES
from skilling.reports.facts import COHORTS
from skilling.reports.monthends import rest_of_month
from skilling.reports.scope import Month, Scope, Window
from skilling.reports.sums import COHORT, INSTITUTION, Groups, Key, Sum, cohorts_with, institutions_of, read, restless

Dimensions = tuple[str, ...]
Cell = tuple[str, Window | Month]  # a measure in a window
Cells = dict[Dimensions, dict[Cell, dict[Key, Any]]]
Needed = Mapping[Dimensions, Iterable[Cell]]

_PERSONS: Final = "persons"
_OVERFULL: Final = "overfull"


class _Kept(NamedTuple):
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
_LARGE: Final = frozenset({"district", COHORT, "cohort_state"})  # of so many groups that others are not told by adding them up
_ENROLLED: Final = _Kept("enrolled")
_LEFT: Final = _Kept("left")
# Measures that count cohorts rather than what is summed in them, by dimensions.
_GROUPS: Final[Mapping[str, frozenset[Dimensions]]] = {
    "cohorts": frozenset({(), ("state",), (INSTITUTION,)}),
    _OVERFULL: frozenset({()}),
}


class _Need(NamedTuple):
    """A sum that an answer is made of, whichever tally it is read from."""

    kept: _Kept
    dimensions: Dimensions
    window: Window | Month

    def of(self, tally: str) -> Sum:
        kept = self.kept
        return Sum(tally, kept.milestone, self.window, self.dimensions, kept.total, kept.less, kept.unstated)


def split(session: Session, scope: Scope, needed: Needed) -> tuple[Cells, dict[Dimensions, dict[Cell, None]]]:
    """The cells that the sums answer, all from one reading of them, and the questions that they cannot."""
    asked = {(names, cell): _needs(scope, names, cell) for names, cells in needed.items() for cell in cells}
    wanted = [need for needs in asked.values() for need in needs]
    tallies = _chosen(session, scope, wanted) if wanted and _whole(session, scope) else {}
    told = {(names, cell): tuple(need.of(tallies[need]) for need in needs)
            for (names, cell), needs in asked.items() if needs and all(need in tallies for need in needs)}  # fmt: skip
    months = _Months(session, scope)
    by_engine = {
        (names, cell) for names, cell in told
        if cell[0] in _GROUPS and scope.known_before is None and all(months.tell(each.milestone, each.window) for each in told[names, cell])
    }  # fmt: skip
    groups = read(session, scope, {each for which, sums in told.items() if which not in by_engine for each in sums})
    found: Cells = {}
    open_ones: dict[Dimensions, dict[Cell, None]] = {}
    for dimensions, cell in asked:
        sums = told.get((dimensions, cell), ())
        if not sums:
            open_ones.setdefault(dimensions, {})[cell] = None
        elif (dimensions, cell) in by_engine:
            values = cohorts_with(session, scope, sums[0], dimensions, overfull=cell[0] == _OVERFULL)
            found.setdefault(dimensions, {})[cell] = values
        else:
            parts = [groups[each] for each in sums]
            values = _cohorts_in(session, scope, cell[0], dimensions, parts) if cell[0] in _GROUPS else parts[0]
            found.setdefault(dimensions, {})[cell] = values
    return found, open_ones


def _needs(scope: Scope, dimensions: Dimensions, cell: Cell) -> tuple[_Need, ...]:
    """The sums that the answer is made of; none where sums do not tell it."""
    measure, window = cell
    if measure in _GROUPS:
        # Seats are those that are taken on the day of the report, whatever the window.
        if dimensions not in _GROUPS[measure] or (measure == _OVERFULL and window is not Window.CUMULATIVE):
            return ()
        kept = (_ENROLLED, _LEFT) if measure == _OVERFULL else (_ENROLLED,)
        of_cohorts = (COHORT,) if INSTITUTION in dimensions else (*dimensions, COHORT)
        return tuple(_Need(each, of_cohorts, window) for each in kept)
    # Persons are kept at their first enrolment: whoever comes again in a later window is a person of that window too.
    if measure not in _MEASURES or (measure == _PERSONS and scope.days(window)[0] is not None):
        return ()
    return (_Need(_MEASURES[measure], dimensions, window),)


def _cohorts_in(session: Session, scope: Scope, measure: str, dimensions: Dimensions, parts: Sequence[Groups]) -> Groups:
    """How many cohorts have anybody in them, or more people than seats."""
    room = _seats(session, scope) if measure == _OVERFULL else None
    institutions = institutions_of(session, scope) if INSTITUTION in dimensions else None
    left = parts[1] if len(parts) > 1 else {}
    found: Groups = {}
    for key, count in parts[0].items():
        most = 0 if room is None else room.get(key[-1])
        if most is not None and count - left.get(key, 0) > most:
            group = key[:-1] if institutions is None else (institutions.get(str(key[-1])),)
            found[group] = found.get(group, 0) + 1
    return found


def _seats(session: Session, scope: Scope) -> dict[int, int | None]:
    """The seats of the cohorts on record; None: no limit."""
    cohort = COHORTS.source(scope).c
    return {int(key): seats for key, seats in session.execute(select(cohort.id, cohort.seats))}


# -- which tally ---------------------------------------------------------------------------------------------------------


def _whole(session: Session, scope: Scope) -> bool:
    """The sums are of every enrolment (none is due to be counted), of all programmes, and what was known when is told by
    the clock."""
    if (scope.then is not None and scope.then.exact) or due(session.connection()):
        return False
    if scope.programme_id is None:
        return True
    programmes = session.execute(select(table_of(Cohort).c.programme_id).distinct().limit(2)).scalars().all()
    return list(programmes) == [scope.programme_id]


def _chosen(session: Session, scope: Scope, needs: Iterable[_Need]) -> dict[_Need, str]:
    """From which tally each is read, where one tells it: from a small one that is read anyway, or from the smallest."""
    knowing = {need: _knowing(need.kept, need.dimensions) for need in needs}
    read = {tallies[0] for tallies in knowing.values() if len(tallies) == 1} - _LARGE
    months = _Months(session, scope)
    chosen: dict[_Need, str] = {}
    for need, tallies in knowing.items():
        for tally in (*(tally for tally in tallies if tally in read), *tallies):
            # As known now, what came after a day in its month is counted apart, and taken off.
            if tally == DAY or scope.known_before is None or months.tell(need.kept.milestone, need.window):
                chosen[need] = tally
                break
    return chosen


@cache
def _knowing(kept: _Kept, dimensions: Dimensions) -> tuple[str, ...]:
    """The tallies that know this, the smallest first."""
    return tuple(tally for tally in TALLIES if _knows(tally, kept, dimensions))


def _knows(tally: str, kept: _Kept, dimensions: Dimensions) -> bool:
    grouped, milestones = TALLIES[tally]
    wanted = {COHORT if name == INSTITUTION else name for name in dimensions} | ({kept.unstated} - {""})
    known = kept.total not in PARTS or tally in PARTS[kept.total]
    # A person has a first enrolment in all and in each part, which the parts of a part do not tell.
    adds_up = _PERSONS not in (kept.total, kept.less) or (wanted == set(grouped) and tally in FIRSTS)
    return known and adds_up and kept.milestone in milestones and wanted <= set(grouped)


class _Months:
    """Whether sums by month tell a window as they stand: nothing may have happened on the rest of its last month."""

    def __init__(self, session: Session, scope: Scope) -> None:
        self._session, self._scope = session, scope
        self._restless: dict[Window | Month, Collection[str]] = {}

    def tell(self, milestone: str, window: Window | Month) -> bool:
        """The months tell what lies in a window."""
        if window not in self._restless:
            self._restless[window] = self._cut(window)
        return milestone not in self._restless[window]

    def _cut(self, window: Window | Month) -> Collection[str]:
        """The milestones of which a window begins or ends within a month, with something on its other days."""
        first, last = self._scope.days(window)
        if first is not None and first.day != 1:
            return MILESTONES
        rest = rest_of_month(last)
        return restless(self._session, self._scope, *rest) if rest else ()
