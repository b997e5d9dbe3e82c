"""The figures of the pack's sheets from hand-tuned SQL over the kept sums: what the pack is compared with; knows nothing of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import text
from sqlmodel import Session

from skilling.database.changes import Change
from skilling.database.tables import Cohort, Enrolment
from skilling.reports.scope import Scope

Key = tuple[str, str, tuple[tuple[str, Any], ...]]


@dataclass
class Found:
    """Numbers by measure, window and row."""

    values: dict[Key, Any] = field(default_factory=dict)

    @property
    def known(self) -> set[tuple[str, str]]:
        """Measures and windows of which every row is here, but for those with nothing in them."""
        return {(measure, window) for measure, window, _ in self.values}


_STAGES: Final = (("enrolled", "n"), ("started", "n"), ("trained", "n"), ("certified", "n"), ("enrolled", "women"))
_NAMES: Final = {("enrolled", "women"): "women", ("enrolled", "pwd"): "pwd", ("enrolled", "persons"): "persons",
                 ("enrolled", "complete"): "complete", ("broken", "n"): "out_of_order"}  # fmt: skip


def figures(session: Session, sheet: str, scope: Scope) -> Found:
    """The counts of one sheet."""
    found = Found()
    _SHEETS[sheet](session, scope, found)
    return found


def _pivot(
    session: Session, found: Found, tally: str, sums: tuple[tuple[str, str], ...], by: tuple[str, ...] = (), cut: str = ""
) -> None:
    """One statement: a column for each sum, a row for each group."""
    columns = ", ".join(f"sum(CASE WHEN milestone = '{milestone}' THEN {name} END)" for milestone, name in sums)
    keys = ", ".join(("a", "b")[: len(by)])
    grouped = f"GROUP BY {keys}" if keys else ""
    rows = session.connection().exec_driver_sql(
        f"SELECT {keys + ', ' if keys else ''}{columns} FROM tallies WHERE tally = '{tally}' {cut} {grouped}"
    )
    for row in rows:
        where = tuple(sorted(((name, _meant(name, key)) for name, key in zip(by, row, strict=False)), key=str))
        for each, value in zip(sums, row[len(by) :], strict=True):
            found.values[_NAMES.get(each, each[0]), "cumulative", where] = value or 0


def _meant(name: str, key: str) -> Any:
    if key == "":
        return None
    return int(key) if name in ("state", "district", "cohort") else key


def _summary(session: Session, scope: Scope, found: Found) -> None:
    start, end = scope.period.start.isoformat(), scope.as_on.isoformat()
    names = {("enrolled", 0): "enrolled", ("enrolled", 1): "women", ("enrolled", 2): "pwd", ("enrolled", 3): "new_persons",
             ("started", 0): "started", ("trained", 0): "trained", ("trained", 1): "women_trained",
             ("certified", 0): "certified", ("certified", 1): "women_certified"}  # fmt: skip
    rows = session.execute(text(
        "SELECT milestone, at < :start AS earlier, sum(n), sum(women), sum(pwd), sum(persons) FROM tallies "
        "WHERE tally = 'day' AND at <= :end GROUP BY milestone, earlier"
    ), {"start": start, "end": end})  # fmt: skip
    for milestone, earlier, *sums in rows:
        for (of, place), name in names.items():
            if of == milestone:
                for window in ("previous" if earlier else "during", "cumulative"):
                    key = (name, window, ())
                    found.values[key] = found.values.get(key, 0) + sums[place]
    begun = "SELECT count(*) FROM cohorts WHERE starts_on <= :end AND status != 'cancelled' AND archived_at IS NULL"
    found.values["cohorts_begun", "cumulative", ()] = session.execute(text(begun), {"end": end}).scalar_one()
    for table, name in (("startups", "startups"), ("resources", "resources"), ("grants", "grants")):
        found.values[name, "cumulative", ()] = session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()


def _trend(session: Session, scope: Scope, found: Found) -> None:
    rows = session.execute(text(
        "SELECT milestone, substr(at, 1, 7), sum(n) FROM tallies WHERE tally = 'day' AND at <= :end GROUP BY 1, 2"
    ), {"end": scope.as_on.isoformat()})  # fmt: skip
    for milestone, month, count in rows:
        found.values[milestone, month, ()] = count
        key = (milestone, "cumulative", ())
        found.values[key] = found.values.get(key, 0) + count


def _month(scope: Scope) -> str:
    return f"AND at <= '{scope.as_on:%Y-%m}'"


def _states(session: Session, scope: Scope, found: Found) -> None:
    sums = (*_STAGES, ("enrolled", "pwd"), ("enrolled", "persons"))
    _pivot(session, found, "state", sums, ("state",), _month(scope))
    _pivot(session, found, "day", sums, cut=f"AND at <= '{scope.as_on}'")
    groups = (
        "SELECT b, count(*) FROM (SELECT b, a FROM tallies WHERE tally = 'cohort_state' AND milestone = 'enrolled' "
        f"{_month(scope)} GROUP BY a, b HAVING sum(n) > 0) AS each_one GROUP BY b"
    )
    for state, count in session.execute(text(groups)):
        found.values["cohorts", "cumulative", (("state", _meant("state", state)),)] = count
    _all_cohorts(session, scope, found)


def _all_cohorts(session: Session, scope: Scope, found: Found) -> None:
    reached = "SELECT count(*) FROM (SELECT a FROM tallies WHERE tally = 'cohort' AND milestone = 'enrolled' "
    whole = session.execute(text(f"{reached} {_month(scope)} GROUP BY a HAVING sum(n) > 0) AS each_one")).scalar_one()
    found.values["cohorts", "cumulative", ()] = whole


def _districts(session: Session, scope: Scope, found: Found) -> None:
    sums = (*_STAGES, ("enrolled", "persons"))
    _pivot(session, found, "district", sums, ("state", "district"), _month(scope))
    _pivot(session, found, "state", sums, ("state",), _month(scope))
    _pivot(session, found, "day", sums, cut=f"AND at <= '{scope.as_on}'")


def _categories(session: Session, scope: Scope, found: Found) -> None:
    sums = (("enrolled", "n"), ("trained", "n"), ("certified", "n"))
    _pivot(session, found, "category", sums, ("category", "gender"), _month(scope))
    whole = dict(found.values)
    for (name, window, where), value in whole.items():
        for kept in ((), ("category",), ("gender",)):
            key = (name, window, tuple(pair for pair in where if pair[0] in kept))
            found.values[key] = found.values.get(key, 0) + value


def _blocks(*dimensions: str) -> Any:
    def read(session: Session, scope: Scope, found: Found) -> None:
        for dimension in dimensions:
            _pivot(session, found, dimension, _STAGES, (dimension,), _month(scope))
        _pivot(session, found, "day", _STAGES, cut=f"AND at <= '{scope.as_on}'")

    return read


def _cohorts(session: Session, scope: Scope, found: Found) -> None:
    sums = (*_STAGES[:4], ("left", "n"))
    _pivot(session, found, "cohort", sums, ("cohort",), _month(scope))
    _pivot(session, found, "day", sums, cut=f"AND at <= '{scope.as_on}'")
    found.values["seats", "cumulative", ()] = session.execute(
        text("SELECT sum(seats) FROM cohorts WHERE archived_at IS NULL")
    ).scalar()
    for key, seats in session.execute(text("SELECT id, seats FROM cohorts WHERE archived_at IS NULL")):
        found.values["seats", "cumulative", (("cohort", key),)] = seats or 0


def _institutions(session: Session, scope: Scope, found: Found) -> None:
    sums = (*_STAGES[:4], ("enrolled", "complete"), ("broken", "n"))
    columns = ", ".join(f"sum(CASE WHEN milestone = '{milestone}' THEN {name} END)" for milestone, name in sums)
    rows = session.connection().exec_driver_sql(
        f"SELECT c.institution_id, {columns}, count(DISTINCT CASE WHEN milestone = 'enrolled' THEN a END) FROM tallies t "
        f"JOIN cohorts c ON c.id = CAST(t.a AS INTEGER) WHERE tally = 'cohort' {_month(scope)} GROUP BY c.institution_id"
    )
    for institution, *row, cohorts in rows:
        where = (("institution", institution),)
        found.values["cohorts", "cumulative", where] = cohorts
        for each, value in zip(sums, row, strict=True):
            found.values[_NAMES.get(each, each[0]), "cumulative", where] = value or 0
    _pivot(session, found, "day", sums, cut=f"AND at <= '{scope.as_on}'")
    _all_cohorts(session, scope, found)


def _quality(session: Session, scope: Scope, found: Found) -> None:
    _pivot(session, found, "day", (("enrolled", "n"), ("broken", "n")), cut=f"AND at <= '{scope.as_on}'")
    where = {"gender": "b = ''", "category": "a = ''", "state": "a = ''", "district": "b = ''", "age_band": "a = ''",
             "learner_type": "a = ''"}  # fmt: skip
    for name, empty in where.items():
        tally = {"gender": "category"}.get(name, name)
        counted = f"SELECT sum(n) FROM tallies WHERE tally = '{tally}' AND milestone = 'enrolled' AND {empty} {_month(scope)}"
        found.values[f"no_{name}", "cumulative", ()] = session.execute(text(counted)).scalar_one() or 0
    said = "status IN ('enrolled', 'active', 'completed', 'certified', 'not_certified', 'dropped', 'transferred')"
    asked = {
        "undated": f"SELECT count(*) FROM enrolments WHERE enrolled_on IS NULL AND {said}",
        "shared_phone": "SELECT coalesce(sum(n), 0) FROM (SELECT count(*) AS n FROM developers WHERE mobile IS NOT NULL "
        "GROUP BY mobile HAVING count(*) >= 4) AS each_one",
        "pending_duplicates": "SELECT count(*) FROM match_decisions WHERE verdict = 'same'",
        "overfull": "SELECT count(*) FROM (SELECT c.id FROM tallies t JOIN cohorts c ON c.id = CAST(t.a AS INTEGER) "
        f"WHERE tally = 'cohort' AND milestone IN ('enrolled', 'left') {_month(scope)} GROUP BY c.id, c.seats "
        "HAVING sum(CASE milestone WHEN 'left' THEN -n ELSE n END) > c.seats) AS each_one",
    }
    for name, statement in asked.items():
        found.values[name, "cumulative", ()] = session.execute(text(statement)).scalar_one()


_SHEETS: Final = {
    "Summary": _summary, "Trend": _trend, "State UT": _states, "District": _districts, "Category x gender": _categories,
    "Inclusion": _blocks("age_band", "pwd", "minority"), "Learner type": _blocks("learner_type"), "Cohort register": _cohorts,
    "Institutions": _institutions, "Quality": _quality,
}  # fmt: skip


def many_enrolments(change: Change, count: int) -> None:
    """So many new enrolments as a large import leaves them: inserted as a set, their sums due."""
    cohort = change.add(Cohort(code="BENCH-NEW", programme_id=1)).id
    first = change.session.execute(text("SELECT max(id) FROM enrolments")).scalar_one() + 1
    columns = ("id", "uid", "created_at", "updated_at", "row_version", "developer_id", "cohort_id", "status", "gender", "category",
               "state_id", "enrolled_on", "started_on", "completed_on")  # fmt: skip
    stamp, genders, categories = "2026-11-21 05:00:00.000000", ("F", "M", None), ("SC", "ST", "OBC", "GEN")
    rows = (
        (first + place, f"N{place}", stamp, stamp, 1, 1 + place, cohort, "completed", genders[place % 3], categories[place % 4],
         27, f"2026-09-{1 + place % 28:02}", f"2026-10-{1 + place % 28:02}", "2026-11-03")
        for place in range(count)
    )  # fmt: skip
    change.insert_many(Enrolment, columns, rows)
