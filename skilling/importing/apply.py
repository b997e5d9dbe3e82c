"""Carries a plan out as one change; refuses when the register moved away from what the plan was made for.

Everything is written as sets and counted again before the change is committed: a plan goes in whole or not at all.
"""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final

from sqlalchemy import func, select

from skilling.database import dialects, keyruns, search, sets
from skilling.database.changes import Change
from skilling.database.collector import resting
from skilling.database.tables import (
    RECORDS,
    AuditHead,
    Enrolment,
    EnrolmentStep,
    ImportRow,
    ImportRun,
    Institution,
    table_of,
)
from skilling.domain.problems import Refused
from skilling.domain.text import key as compared
from skilling.importing import altering, rejects, writing
from skilling.importing.matching import answering, blockindex
from skilling.importing.planning import cohorting, memory
from skilling.importing.planning.ours import is_ours
from skilling.importing.planning.plan import NEW, OUTCOMES, Plan
from skilling.importing.telling import Progress, Telling
from skilling.importing.writing import Writing

ACTION: Final = "import.applied"


def apply(change: Change, plan: Plan, progress: Progress | None = None) -> int:
    """Writes what the plan says and returns the number of the run. Refused where the plan no longer holds.

    To be handed to `Desk.change` under `ACTION`; a backup is the caller's to make before.
    """
    if plan.blockers:
        raise Refused.of(plan.blockers)
    with resting():
        return _apply(change, plan, progress)


def _apply(change: Change, plan: Plan, progress: Progress | None) -> int:
    telling = Telling(progress, "Importing", len(plan))
    _check_still_true(change, plan)
    run = _begin(change, plan)
    under_way = Writing(change, plan, run.id or 0, telling=telling)
    if plan.about.scored:
        blockindex.catch_up(change)
    moved = writing.institutions(under_way)
    under_way.cohorts = writing.cohorts(under_way)
    made = writing.records(under_way, moved)
    _index(under_way, moved)
    telling.at(0.6)
    altering.changes(under_way, moved)
    if plan.about.scored and plan.changes.keys() & blockindex.MADE_OF:
        blockindex.rebuild(change, set(plan.changed_records()))
    enrolled, steps = writing.enrolments(under_way)
    writing.rows(under_way)
    _judged(under_way)
    _remember(change, plan)
    _verify(under_way, made, enrolled, steps)
    _tell(under_way, run)
    telling.at(1.0)
    return run.id or 0


def _begin(change: Change, plan: Plan) -> ImportRun:
    run = ImportRun(
        noun=plan.about.noun.name,
        file_name=plan.file.name,
        sha256=plan.file.sha256,
        sheet=plan.file.sheet or None,
        sender=plan.choices.sender or None,
        fingerprint=plan.layout,
        mode=plan.choices.mode,
        options=_options(plan),
        counts=plan.counts(),
        actor=change.actor,
        at=change.at,
    )
    change.session.add(run)
    change.session.flush()
    change.run = run
    return run


def _options(plan: Plan) -> dict[str, Any]:
    """How the list was read: enough to explain the run, and to write its rejects again."""
    return {
        "headers": list(plan.raw_headers),
        "columns": [
            {"source": column.source, "field": column.field, "blocked": column.blocked, "date_order": column.date_order}
            for column in plan.columns
        ],
        "cohort": plan.choices.cohort,
        "programme": plan.choices.programme,
        "review": plan.choices.review,
        "policies": dict(plan.choices.policies),
        "header_rows": list(plan.place.header_rows),
        "assumptions": list(plan.assumptions),
        "reasons": rejects.reasons_of(plan),
        "places": rejects.places_of(plan),
    }


def _check_still_true(change: Change, plan: Plan) -> None:
    """Refused where somebody changed what the plan rests on since it was made."""
    record = RECORDS[plan.about.noun.name]
    found = sets.locked_versions(change, table_of(record), plan.versions)
    moved = sum(found.get(key) != version for key, version in plan.versions.items())
    standing = {move.standing.id: move.standing.version for move in plan.joins.moves.values()}
    enrolled = sets.locked_versions(change, table_of(Enrolment), standing)
    moved += sum(enrolled.get(key) != version for key, version in standing.items())
    if moved:
        raise Refused(
            "changed-meanwhile",
            f"{moved:,} of the records on this list were changed since it was checked. Check the list again, then import it.",
        )
    if _newest_change_held(change) != plan.newest_change:
        _check_nobody_came(change, plan)
        _check_institutions(change, plan)
        _check_cohorts(change, plan)


def _newest_change_held(change: Change) -> int:
    """The newest change; no other is saved until this one ends, so that two lists cannot bring the same person."""
    heads = table_of(AuditHead)
    dialects.insert_ignore(change.connection, heads, [{"id": 1, "change_id": 0, "hash": ""}])
    return int(change.session.execute(select(heads.c.change_id).with_for_update()).scalar_one())


def _check_nobody_came(change: Change, plan: Plan) -> None:
    """Refused where records came in meanwhile that may be on the list."""
    table = table_of(RECORDS[plan.about.noun.name])
    late = set(change.session.execute(select(table.c.id).where(table.c.id > plan.highest_record)).scalars())
    if late and plan.keys is not None:
        late &= blockindex.sharing(change.session, plan.keys, late)
    if late:
        raise Refused(
            "register-grew",
            f"{plan.about.noun.label_plural} that may be on this list were added since it was checked. "
            "Check the list again, then import it.",
        )


def _check_institutions(change: Change, plan: Plan) -> None:
    """Refused where an institution that the list would make was made meanwhile."""
    table = table_of(Institution)
    since = select(table.c.name).where(table.c.id >= plan.institutions.first)
    made = {compared(name) for name in change.session.execute(since).scalars()} if plan.institutions.names else set()
    again = next((name for name in plan.institutions.names if compared(name) in made), None)
    if again is not None:
        raise Refused("changed-meanwhile", f"{again} was added since the list was checked. Check the list again, then import it.")


def _check_cohorts(change: Change, plan: Plan) -> None:
    """Refused where a cohort was filled, closed or made meanwhile."""
    places = cohorting.Cohorts(change.session)
    for cohort in plan.cohorts:
        place = places.place(cohort.code)
        if not isinstance(place, int) or places.named[place].id != cohort.id:
            raise Refused(
                "changed-meanwhile",
                f"Cohort {cohort.code} was made or removed since the list was checked. Check the list again.",
            )
    count = len(plan.cohorts)
    now = places.filled(plan.joins.coming(count))
    found = cohorting.problems(change.session, now, plan.joins.joining(count))
    if found:
        raise Refused.of(found)


def _index(under_way: Writing, moved: object) -> None:
    """The search index, and the keys under which the new developers are found next time."""
    plan, change, fresh = under_way.plan, under_way.change, under_way.fresh
    if not plan.about.scored or NEW not in plan.outcomes:
        return
    ids = [key if outcome == NEW else 0 for key, outcome in zip(under_way.given, plan.outcomes, strict=True)]
    with ThreadPoolExecutor(max_workers=1) as beside:
        # The engine fills the search index without holding the interpreter, and has the connection to itself until it is done.
        searching = beside.submit(search.add_range, change.connection, fresh[0], fresh[-1]) if fresh else None
        runs = blockindex.runs(plan.keys, ids) if plan.keys is not None and not moved else None
        if searching is not None:
            searching.result()
    if runs is None:
        # The keys were worked out with other keys of institutions than were given in the end.
        blockindex.rebuild(change, [key for key in ids if key])
    else:
        for hashes, owners in runs:
            keyruns.add(change.connection, hashes, owners)


def _judged(under_way: Writing) -> None:
    """What a person said about two who look alike is never asked again, of these rows and of those whom they became."""
    plan, given, change = under_way.plan, under_way.given, under_way.change
    answering.remember(change, under_way.run, plan.judged)
    apart = [(each.row, each.record, each.other) for each in plan.judged if each.verdict == answering.DIFFERENT]
    apart += [(row, developer, -1) for row, developer in plan.answers.different]
    apart += [(row, 0, other) for row, other in plan.answers.rows_apart]
    answering.keep_apart(change, [(given[row], record or given[other]) for row, record, other in apart])


def _remember(change: Change, plan: Plan) -> None:
    # A column that was empty this time says nothing about what it is.
    own = [column for column in plan.columns if (column.samples or column.field) and not is_ours(column.source)]
    mapping = {column.source: column.field for column in own}
    orders = {column.source: column.date_order for column in own if column.date_order}
    memory.remember(change, plan.about.noun.name, plan.layout, plan.choices.sender, mapping, orders)
    for (scope, field_name), meanings in plan.learned.items():
        memory.learn(change, field_name, meanings, plan.choices.sender if scope == "sender" else "")


def _verify(under_way: Writing, made: int, enrolled: int, steps: int) -> None:
    """Counts what is stored against what was meant; a difference is a bug, and nothing is kept."""
    record = RECORDS[under_way.plan.about.noun.name]
    expected = (
        (record, made),
        (Enrolment, enrolled),
        (EnrolmentStep, steps),
        (ImportRow, len(under_way.plan)),
    )
    for model, count in expected:
        table = table_of(model)
        found = under_way.change.session.execute(
            select(func.count()).select_from(table).where(table.c.run_id == under_way.run)
        ).scalar_one()
        if found != count:
            raise RuntimeError(f"the import stored {found} rows in {table.name} where it meant {count}")


def _tell(under_way: Writing, run: ImportRun) -> None:
    plan = under_way.plan
    counts = plan.counts()
    under_way.change.facts |= {
        "run": run.id,
        "noun": plan.about.noun.name,
        "title": plan.file.name,
        "new": counts["new"],
        "updated": counts["update"],
        "counts": counts,
        "sha256": plan.file.sha256,
        "digest": _digest(under_way),
    }


def _digest(under_way: Writing) -> str:
    """One hash over all rows with what became of them, so that the audit's chain covers what went in as a set."""
    plan = under_way.plan
    total = hashlib.sha256()
    for number, code, key, raw in zip(plan.numbers, plan.outcomes, under_way.given, plan.raw, strict=True):
        total.update(f"{number}\x1f{OUTCOMES[code]}\x1f{key}\x1f{raw}\n".encode())
    return total.hexdigest()
