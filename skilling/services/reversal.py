"""Replays a change backwards from its audit: made -> taken away, edited -> as before, removed -> made again; refuses where a
record was changed since, or where a cohort would have more people than seats.

Steps of enrolments are a log with two dates, so nothing of it is overwritten, and what was known on any day can still be told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from sqlalchemy import select
from sqlmodel import col

from skilling.database import dialects, many, plainrows, steps
from skilling.database.changes import Change
from skilling.database.tables import RECORDS, AuditEntry, ChangeEntry, Cohort, Enrolment, Record, table_of
from skilling.domain.enrolments import MILESTONES
from skilling.domain.money import grouped, numbered
from skilling.domain.problems import Refused
from skilling.services.cohorts import seats_taken
from skilling.services.records import derived

# Packs handed over earlier may have counted them: they leave every list, and stay on record.
_TAKEN_AWAY: Final = frozenset({"developer", "enrolment"})

Values = Mapping[str, Any]


@dataclass(slots=True)
class _Fate:
    """What a change did to one record as a whole: `before` is None where it made it, `after` where it removed it."""

    kind: str
    id: int
    before: dict[str, Any] | None
    after: dict[str, Any] | None

    def went_on(self, before: Values | None, after: Values | None) -> None:
        """A later entry of the same change about the same record."""
        if self.before is not None and before is not None:
            self.before = {**before, **self.before}
        self.after = None if after is None else {**(self.after or {}), **after}


@dataclass(slots=True)
class _Log:
    """Steps of enrolments that are to change, gathered so that they are written as sets."""

    retracted: list[int] = field(default_factory=list)
    standing_again: list[int] = field(default_factory=list)


def replay(change: Change, entry: ChangeEntry) -> None:
    """Takes one change back; Refused where that would overwrite what somebody did since."""
    fates = _fates(change, entry.id or 0)
    if not fates:
        raise Refused("history", "This change has nothing that could be taken back, such as a report or a backup.")
    # Records are there again before others point to them, and go when nobody points to them any more.
    for fate in reversed(fates):
        if fate.after is None and fate.before is not None:
            _make_again(change, fate)
    edited = [fate for fate in fates if fate.before is not None and fate.after is not None]
    _each_kind(edited, lambda kind, some: _restore(change, kind, some, entry.at))
    made = [fate for fate in reversed(fates) if fate.before is None and fate.after is not None]
    _each_kind((fate for fate in made if fate.kind in _TAKEN_AWAY), lambda kind, some: _take_away(change, kind, some))
    for fate in made:
        if fate.kind not in _TAKEN_AWAY:
            _unmake(change, fate)
    change.session.flush()


def check_seats(change: Change) -> None:
    """Refused where what was taken back would fill a cohort beyond its seats."""
    enrolment, cohort = table_of(Enrolment), table_of(Cohort)
    given = dialects.one_column(change.connection, sorted(change.touched.get("enrolment", ())))
    touched = select(enrolment.c.cohort_id).join(given, given.c.value == enrolment.c.id)
    limited = select(cohort.c.id, cohort.c.code, cohort.c.seats).where(cohort.c.seats.is_not(None), cohort.c.id.in_(touched))
    for cohort_id, code, seats in change.connection.execute(limited.order_by(cohort.c.id).with_for_update(of=cohort)).all():
        taken = seats_taken(change.session, cohort_id)
        if taken > seats:
            raise Refused(
                "cohort-full",
                f"Taking this back would put {numbered(taken, 'developer')} on the {numbered(seats, 'seat')} of cohort {code}: "
                f"others came in meanwhile. Raise the seats of {code} to {grouped(taken)} first, or leave it as it is.",
            )


def changed_since(kind: str) -> Refused:
    """Why a change with such a record cannot be taken back alone."""
    one = kind.replace("_", " ")
    return Refused(
        "changed-since",
        f"A {one} of this change was changed since, so taking it back would lose that. Take the newer change back first.",
    )


def _fates(change: Change, change_id: int) -> list[_Fate]:
    """What became of each record, in the order in which the change first touched them."""
    fates: dict[tuple[str, int], _Fate] = {}
    entries = select(AuditEntry).where(col(AuditEntry.change_id) == change_id).order_by(col(AuditEntry.id))
    for entry in change.session.scalars(entries):
        known = fates.get((entry.kind, entry.record_id))
        if known is None:
            fates[entry.kind, entry.record_id] = _Fate(entry.kind, entry.record_id, entry.before, entry.after)
        else:
            known.went_on(entry.before, entry.after)
    return list(fates.values())


def _each_kind(fates: Iterable[_Fate], work: Callable[[str, list[_Fate]], None]) -> None:
    by_kind: dict[str, list[_Fate]] = {}
    for fate in fates:
        by_kind.setdefault(fate.kind, []).append(fate)
    for kind, some in by_kind.items():
        work(kind, some)


# -- records ----------------------------------------------------------------------------------------


def _make_again(change: Change, fate: _Fate) -> None:
    table = RECORDS[fate.kind]
    values = plainrows.typed(table_of(table), fate.before or {})
    change.add(table(**values | {"id": fate.id} | derived(fate.kind, values)))


def _restore(change: Change, kind: str, fates: Sequence[_Fate], moment: datetime) -> None:
    """Edited records as they were; `moment` is when the change was made that is taken back."""
    rows = many.held(change, RECORDS[kind], [fate.id for fate in fates], gone=True)
    edits = []
    for fate in fates:
        row = _unchanged(rows.get(fate.id), kind, fate)
        before = plainrows.typed(table_of(RECORDS[kind]), fate.before or {})
        edits.append((row, before | derived(kind, {**row, **before})))
    many.edit_each(change, RECORDS[kind], edits)
    if kind == "enrolment":
        _restore_steps(change, edits, moment)


def _take_away(change: Change, kind: str, fates: Sequence[_Fate]) -> None:
    """Records that the change made leave every list; enrolments with the steps that stood."""
    rows = many.held(change, RECORDS[kind], [fate.id for fate in fates], gone=True)
    gone = [_unchanged(rows[fate.id], kind, fate) for fate in fates if fate.id in rows]
    many.edit_each(change, RECORDS[kind], [(row, {"archived_at": change.at}) for row in gone])
    if kind == "enrolment":
        steps.retract(change, steps.of(change, [row["id"] for row in gone]))


def _unmake(change: Change, fate: _Fate) -> None:
    record: Record | None = change.session.get(RECORDS[fate.kind], fate.id, with_for_update=True)
    if record is not None:
        _unchanged(record.model_dump(), fate.kind, fate)
        change.remove(record)


def _unchanged(row: Values | None, kind: str, fate: _Fate) -> Values:
    """The record, if it still is what the change made of it; Refused otherwise."""
    after = fate.after or {}
    if row is None or plainrows.plain({name: row[name] for name in after}) != after:
        raise changed_since(kind)
    return row


# -- steps of enrolments ----------------------------------------------------------------------------


def _restore_steps(change: Change, edits: Sequence[tuple[Values, Values]], moment: datetime) -> None:
    """Makes the log agree with enrolments that are as they were before."""
    log = _Log()
    lives = steps.lives(change, [row["id"] for row, _ in edits])
    for row, before in edits:
        own = lives.get(row["id"], [])
        if before.get("archived_at") is not None:  # it was away before: no step of it stands
            log.retracted += [step.id for step in own if step.retracted_at is None]
        elif "archived_at" in before and any(step.retracted_at == moment for step in own):
            log.standing_again += [step.id for step in own if step.retracted_at == moment]
        elif "status" in before:
            _align(log, own, before, moment)
    _write(change, log)


def _align(log: _Log, life: Sequence[Any], before: Values, moment: datetime) -> None:
    """Makes the newest standing step agree with a status that was brought back: it is retracted, or one that was retracted
    stands again where this is a redo.
    """
    status = before["status"]
    standing = next((step for step in reversed(life) if step.retracted_at is None), None)
    if standing is None or standing.status == status:
        return
    day = before.get(MILESTONES.get(status, ""))
    retracted = [
        step
        for step in reversed(life)
        if step.retracted_at is not None and step.status == status and step.id > standing.id and day in (None, step.effective_on)
    ]
    if retracted:
        log.standing_again.append(next((step for step in retracted if step.retracted_at == moment), retracted[0]).id)
    else:
        log.retracted.append(standing.id)


def _write(change: Change, log: _Log) -> None:
    steps.retract(change, steps.those(change, log.retracted))
    steps.stand_again(change, steps.those(change, log.standing_again))
