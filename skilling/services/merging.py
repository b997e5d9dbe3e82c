"""Carries out the merge of two developers as one change; refuses to lose anything: what does not fit stays on record.

The other is archived with a pointer to the survivor, and what was the other's becomes the survivor's. Each record has its entry in
the audit, so a report as known on an earlier day still tells two people apart. `parting` takes a merge back; what it needs for
that stands under `merge` in the facts of the change.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import or_, select
from sqlmodel import Session, col

from skilling.database import many, steps
from skilling.database.changes import Change
from skilling.database.tables import (
    Developer,
    Enrolment,
    Founder,
    Grant,
    ImportRow,
    ImportRun,
    MatchDecision,
    Record,
    RowJudgement,
    table_of,
)
from skilling.domain.developers import DEVELOPER, FROZEN
from skilling.domain.enrolments import MILESTONES
from skilling.services import mergeplan, records
from skilling.services.mergeplan import MergePlan

MERGED: Final = "developer.merged"
_LIFE: Final = ("status", *sorted(set(MILESTONES.values())))  # what an enrolment takes over from one that got further
_FROZEN: Final = (*FROZEN, "age_band")  # and where its own was taken away, what reports group by
HELD: Final[tuple[type[Record], ...]] = (Enrolment, Grant, Founder)  # what belongs to a developer


def merge(change: Change, survivor_id: int, other_id: int, choices: Mapping[str, str] | None = None) -> MergePlan:
    """Makes two developers one, as `mergeplan.plan` says; returns that plan."""
    people = many.held(change, Developer, (survivor_id, other_id))
    planned = mergeplan.plan(change.session, survivor_id, other_id, choices)
    kept: dict[str, Any] = {"had": {record.noun: _ids(change.session, record, survivor_id) for record in HELD}}
    kept |= _Enrolments(change, survivor_id, other_id).merged()
    kept["moved"] |= {"grant": _moved_grants(change, survivor_id, other_id)}
    kept |= _founders(change, survivor_id, other_id, kept["moved"])
    kept |= _what_was_said(change, survivor_id, other_id)
    _settle_people(change, people[survivor_id], people[other_id], planned)
    change.facts |= {
        "noun": "developer", "title": planned.survivor_name, "name": planned.other_name, "survivor": survivor_id,
        "other": other_id, "choices": {line.attribute: line.kept for line in planned.fields}, "merge": kept,
    }  # fmt: skip
    return planned


def hand_over(change: Change, record: type[Record], rows: Sequence[many.Row], to: int) -> list[int]:
    """Records become another developer's. Returns their ids."""
    many.edit_each(change, record, [(row, {"developer_id": to}) for row in rows])
    return [row["id"] for row in rows]


def _settle_people(change: Change, survivor: many.Row, other: many.Row, planned: MergePlan) -> None:
    sides = {"survivor": survivor, "other": other}
    values = {line.attribute: sides[line.kept][line.attribute] for line in planned.fields}
    values["extra"] = {**(other["extra"] or {}), **(survivor["extra"] or {})} or None
    values |= records.derived(DEVELOPER.name, values)
    gone = {"archived_at": change.at, "merged_into": survivor["id"]}
    many.edit_each(change, Developer, [(survivor, values), (other, gone)])


def _ids(session: Session, record: type[Record], developer_id: int) -> list[int]:
    table = table_of(record)
    own = select(table.c.id).where(table.c.developer_id == developer_id, table.c.archived_at.is_(None)).order_by(table.c.id)
    return [int(key) for key in session.execute(own).scalars()]


# -- enrolments --------------------------------------------------------------------------------------------------


class _Enrolments:
    """The enrolments of two people who are one; at most one of them stands in each cohort."""

    def __init__(self, change: Change, survivor_id: int, other_id: int) -> None:
        self._change, self._to = change, survivor_id
        table = table_of(Enrolment)
        keys = change.session.execute(select(table.c.id).where(table.c.developer_id.in_([survivor_id, other_id]))).scalars()
        self._own, self._theirs = mergeplan.lives(list(many.held(change, Enrolment, keys, gone=True).values()), survivor_id)
        self._steps = steps.lives(change, [row["id"] for row in (*self._own.values(), *self._theirs)])

    def merged(self) -> dict[str, Any]:
        """Carries it out; what became of each."""
        free = [row for row in self._theirs if row["cohort_id"] not in self._own]
        meeting = [(self._own[row["cohort_id"]], row) for row in self._theirs if row["cohort_id"] in self._own]
        taking = [(own, row) for own, row in meeting if mergeplan.stays(own, row) == "other"]
        moved = hand_over(self._change, Enrolment, free, self._to)
        exchanged = self._exchange(taking)
        resting = [row for _, row in meeting]
        rested = {
            "enrolment": [row["id"] for row in resting],
            "steps": [step.id for row in resting for step in self._standing(row)],
        }
        self._rest(resting)
        return {"moved": {"enrolment": moved}, "rested": rested, "exchanged": exchanged}

    def _exchange(self, pairs: Sequence[tuple[many.Row, many.Row]]) -> list[dict[str, Any]]:
        """The survivor's enrolment goes on with the life of the other's, which got further; its own steps stay on record."""
        done, edits = [], []
        for own, row in pairs:
            names = _LIFE if own["archived_at"] is None else (*_LIFE, *_FROZEN)
            edits.append((own, {name: row[name] for name in names} | {"archived_at": None}))
            done.append({"id": own["id"], "retracted": [step.id for step in self._standing(own)]})
        self._retract([own for own, _ in pairs])
        many.edit_each(self._change, Enrolment, edits)
        for (own, row), said in zip(pairs, done, strict=True):
            known = {step.id for step in self._steps.get(own["id"], [])}
            steps.record(
                self._change,
                [
                    {name: getattr(step, name) for name in steps.SAID} | {"enrolment_id": own["id"]}
                    for step in self._standing(row)
                ],
            )
            lived = steps.lives(self._change, [own["id"]]).get(own["id"], [])
            said["recorded"] = [step.id for step in lived if step.id not in known]
        return done

    def _rest(self, rows: Sequence[many.Row]) -> None:
        """Enrolments that stay on record, out of every list and figure, with their steps."""
        self._retract(rows)
        many.edit_each(self._change, Enrolment, [(row, {"archived_at": self._change.at}) for row in rows])

    def _standing(self, row: many.Row) -> list[Any]:
        return [step for step in self._steps.get(row["id"], []) if step.retracted_at is None]

    def _retract(self, rows: Sequence[many.Row]) -> None:
        ids = [step.id for row in rows for step in self._standing(row)]
        steps.retract(self._change, steps.those(self._change, ids))


# -- grants and startups -----------------------------------------------------------------------------------------


def _moved_grants(change: Change, survivor_id: int, other_id: int) -> list[int]:
    held = many.held(change, Grant, _ids(change.session, Grant, other_id))
    return hand_over(change, Grant, list(held.values()), survivor_id)


def _founders(change: Change, survivor_id: int, other_id: int, moved: dict[str, list[int]]) -> dict[str, Any]:
    """Places among founders; where the survivor has, or had, one in the same startup, that one stands."""
    table = table_of(Founder)
    keys = change.session.execute(select(table.c.id).where(table.c.developer_id.in_([survivor_id, other_id]))).scalars()
    rows = many.held(change, Founder, keys, gone=True).values()
    own = {row["startup_id"]: row for row in rows if row["developer_id"] == survivor_id}
    theirs = [row for row in rows if row["developer_id"] == other_id and row["archived_at"] is None]
    meeting = [row for row in theirs if row["startup_id"] in own]
    waking = [own[row["startup_id"]] for row in meeting if own[row["startup_id"]]["archived_at"] is not None]
    moved["founder"] = hand_over(change, Founder, [row for row in theirs if row["startup_id"] not in own], survivor_id)
    many.edit_each(change, Founder, [(row, {"archived_at": change.at}) for row in meeting])
    many.edit_each(change, Founder, [(row, {"archived_at": None}) for row in waking])
    return {"founders_rested": [row["id"] for row in meeting], "founders_woken": [row["id"] for row in waking]}


# -- what was said of the two, and rows of lists -----------------------------------------------------------------


def _what_was_said(change: Change, survivor_id: int, other_id: int) -> dict[str, Any]:
    """Rows of lists and judgements that point at the other point at the survivor; judgements on other people hold for both."""
    session = change.session
    came = rows_of_lists(session, other_id)
    judged = session.scalars(select(RowJudgement).where(col(RowJudgement.developer_id) == other_id)).all()
    for row in came:
        row.record_id = survivor_id
    for judgement in judged:
        judgement.developer_id = survivor_id
    verdict = judge(change, survivor_id, other_id, "same")
    added = _decisions_shared(change, survivor_id, other_id)
    session.flush()
    return {
        "import_rows": [[row.run_id, row.row] for row in came], "judgements": [each.id for each in judged],
        "verdict": verdict, "decisions": added,
    }  # fmt: skip


def rows_of_lists(session: Session, developer_id: int) -> list[ImportRow]:
    """The rows of lists of people that became this developer."""
    of_people = select(col(ImportRun.id)).where(col(ImportRun.noun) == Developer.noun)
    wanted = select(ImportRow).where(col(ImportRow.record_id) == developer_id, col(ImportRow.run_id).in_(of_people))
    return list(session.scalars(wanted))


def judge(change: Change, one: int, two: int, verdict: str | None) -> str | None:
    """Keeps what is held of two developers, None for nothing; returns what was held before."""
    a, b = min(one, two), max(one, two)
    known = change.session.scalars(select(MatchDecision).where(col(MatchDecision.a) == a, col(MatchDecision.b) == b)).first()
    before = None if known is None else known.verdict
    if known is None and verdict is not None:
        change.session.add(MatchDecision(a=a, b=b, verdict=verdict, actor=change.actor, at=change.at))
    elif known is not None and verdict is not None:
        known.verdict = verdict
    elif known is not None:
        change.session.delete(known)
    change.session.flush()
    return before


def _decisions_shared(change: Change, survivor_id: int, other_id: int) -> list[int]:
    """Who is not the other is not the survivor either; a judgement on the survivor itself comes first."""
    pairs = list(
        change.session.scalars(
            select(MatchDecision).where(
                or_(col(MatchDecision.a).in_([survivor_id, other_id]), col(MatchDecision.b).in_([survivor_id, other_id]))
            )
        )
    )
    known = {(each.a, each.b) for each in pairs}
    added = []
    for each in pairs:
        third = each.b if each.a == other_id else each.a
        wanted = (min(survivor_id, third), max(survivor_id, third))
        if other_id not in (each.a, each.b) or third == survivor_id or wanted in known:
            continue
        shared = MatchDecision(a=wanted[0], b=wanted[1], verdict=each.verdict, actor=each.actor, at=each.at)
        change.session.add(shared)
        added.append(shared)
    change.session.flush()
    return [each.id or 0 for each in added]
