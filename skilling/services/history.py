"""What happened and taking it back: the list of changes, the life of one record, undo of any change; refuses where
undoing would
overwrite what somebody did since.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Date, DateTime, inspect, select
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col

from skilling.database.changes import Change, values_of
from skilling.database.columns import Hundredths, Instant
from skilling.database.tables import (
    RECORDS,
    AuditEntry,
    ChangeEntry,
    Cohort,
    Enrolment,
    EnrolmentStep,
    ImportRun,
    Record,
    Undoing,
)
from skilling.domain.enrolments import MILESTONES
from skilling.domain.fields import label_of
from skilling.domain.nouns import noun_named
from skilling.domain.problems import Refused
from skilling.services.cohorts import seats_taken
from skilling.services.columns import table_of
from skilling.services.records import derived
from skilling.services.sentences import sentence

if TYPE_CHECKING:
    from skilling.services.desk import Takers

TAKEN_BACK: Final = "change.taken_back"
_TAKEN_AWAY: Final = frozenset({"developer", "enrolment"})
_CHUNK: Final = 500


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One change for reading: when, who, the sentence, and whether it can be taken back."""

    change_id: int
    at: datetime
    actor: str
    action: str
    sentence: str
    undone_by: int | None
    run_id: int | None
    touched: dict[str, int]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of one record within a change, in words."""

    record: str
    field: str
    before: str
    after: str


def rows(session: Session, limit: int = 200, before: int | None = None, contains: str = "") -> list[HistoryRow]:
    """The newest changes, or those before a given one; `contains` keeps actions such as `import`."""
    statement = select(ChangeEntry).order_by(col(ChangeEntry.id).desc()).limit(limit)
    if before is not None:
        statement = statement.where(col(ChangeEntry.id) < before)
    if contains:
        statement = statement.where(col(ChangeEntry.action).contains(contains))
    changes = session.scalars(statement).all()
    ids = [change.id for change in changes]
    undone = {row.change_id: row.undone_by for row in session.scalars(select(Undoing).where(col(Undoing.change_id).in_(ids)))}
    runs = {
        change_id: run_id
        for run_id, change_id in session.execute(
            select(col(ImportRun.id), col(ImportRun.change_id)).where(col(ImportRun.change_id).in_(ids))
        )
    }
    return [
        HistoryRow(
            change.id or 0, change.at, change.actor, change.action, sentence(change.action, change.facts),
            undone.get(change.id or 0), runs.get(change.id), change.facts.get("touched", {}),
        )
        for change in changes
    ]  # fmt: skip


def details(session: Session, change_id: int, limit: int = 200) -> list[FieldChange]:
    """The fields that a change set, in words."""
    found = []
    for entry in session.scalars(
        select(AuditEntry).where(col(AuditEntry.change_id) == change_id).order_by(col(AuditEntry.id)).limit(limit)
    ):
        before, after = entry.before or {}, entry.after or {}
        for name in after or before:
            if before.get(name) != after.get(name):
                found.append(FieldChange(
                    f"{entry.kind} {entry.record_id}", _label(entry.kind, name),
                    _words(entry.kind, name, before.get(name)), _words(entry.kind, name, after.get(name)),
                ))  # fmt: skip
    return found


def of_record(session: Session, kind: str, record_id: int, limit: int = 100) -> list[tuple[HistoryRow, list[FieldChange]]]:
    """The changes of one record, newest first, each with its fields."""
    found = []
    for entry, change in session.execute(
        select(AuditEntry, ChangeEntry)
        .join(ChangeEntry, col(ChangeEntry.id) == col(AuditEntry.change_id))
        .where(col(AuditEntry.kind) == kind, col(AuditEntry.record_id) == record_id)
        .order_by(col(AuditEntry.id).desc())
        .limit(limit)
    ):
        before, after = entry.before or {}, entry.after or {}
        fields = [
            FieldChange(
                "",
                _label(kind, name),
                _words(kind, name, before.get(name)),
                _words(kind, name, after.get(name)),
            )
            for name in after or before
            if before.get(name) != after.get(name)
        ]
        row = HistoryRow(
            change.id or 0,
            change.at,
            change.actor,
            change.action,
            sentence(change.action, change.facts),
            None,
            None,
            {},
        )
        found.append((row, fields))
    return found


def take_back(change: Change, change_id: int, takers: Takers | None = None) -> str:
    """Takes one change back as a whole; Refused where a record was changed since, or where nothing is left to take
    back."""
    entry = change.session.get(ChangeEntry, change_id)
    if entry is None:
        raise Refused("history", "This change is not in the history.")
    if change.session.get(Undoing, change_id) is not None:
        raise Refused("undone", "This change was taken back already.")
    root, again = _root(change.session, entry)
    if takers and root.action in takers:
        takers[root.action][again](change, root.id or 0, root.facts)
    elif 0 in entry.facts.get("touched", {}).values():
        raise Refused(
            "set", "This change put in a whole programme at once and cannot be taken back. Restore the backup before it."
        )
    else:
        try:
            _replay(change, change_id)
            change.session.flush()
        except IntegrityError as error:
            raise _changed_since("record") from error
    change.session.flush()
    _check_seats(change)
    change.session.flush()
    words = sentence(root.action, root.facts)
    change.facts |= {"of": words, "change": change_id, "again": bool(again)}
    change.undoes.append(change_id)
    if root is not entry:
        _mark_root(change, root.id or 0, undone=not again)
    return words


def _mark_root(change: Change, root: int, *, undone: bool) -> None:
    """What a chain of undos and redos is about stands, or is taken back, whatever the number of steps between."""
    mark = change.session.get(Undoing, root)
    if mark is not None:
        change.session.delete(mark)
        change.session.flush()
    if undone:
        change.undoes.append(root)


def _root(session: Session, entry: ChangeEntry) -> tuple[ChangeEntry, int]:
    """What a chain of undos and redos is about, and whether taking the last one back means making it again (1) or not (0)."""
    again = 0
    while entry.action == TAKEN_BACK:
        original = session.get(ChangeEntry, entry.facts["change"])
        if original is None:
            break
        entry, again = original, 1 - again
    return entry, again


def _replay(change: Change, change_id: int) -> None:
    """Replays the audit backwards: made -> removed, edited -> as before, removed -> made again."""
    entries = change.session.scalars(
        select(AuditEntry).where(col(AuditEntry.change_id) == change_id).order_by(col(AuditEntry.id).desc())
    ).all()
    if not entries:
        raise Refused("history", "This change has nothing that could be taken back, such as a report or a backup.")
    for entry in entries:
        table = RECORDS[entry.kind]
        record = change.session.get(table, entry.record_id, with_for_update=True)
        if entry.before is None:
            _unmake(change, entry, record)
        elif entry.after is None:
            change.add(
                table(
                    **{"id": entry.record_id, **_typed(table, entry.before)},
                    **_derived(entry.kind, table, entry.before),
                )
            )
        else:
            _restore(change, entry, record)


def _unmake(change: Change, entry: AuditEntry, record: Record | None) -> None:
    if record is None:
        return
    if not _same(values_of(record), entry.after or {}):
        raise _changed_since(entry.kind)
    if entry.kind in _TAKEN_AWAY:
        # Packs handed over earlier may have counted them: they leave every list, and stay on record.
        change.edit(record, {"archived_at": change.at})
    else:
        change.remove(record)
    if entry.kind == "enrolment":
        _retract_steps(change, entry.record_id)


def _restore(change: Change, entry: AuditEntry, record: Record | None) -> None:
    if record is None or not _same({name: getattr(record, name) for name in entry.after or {}}, entry.after or {}):
        raise _changed_since(entry.kind)
    before = _typed(type(record), entry.before or {})
    whole = values_of(record) | before
    change.edit(record, before | _derived(entry.kind, type(record), whole))
    if entry.kind == "enrolment" and "archived_at" in before:
        _stand_again(change, entry)
    if entry.kind == "enrolment" and "status" in before:
        _align_steps(change, entry.record_id, str(before["status"]), before)


def _retract_steps(change: Change, enrolment_id: int) -> None:
    """All steps of an enrolment that was taken away no longer stand."""
    for step in change.session.scalars(
        select(EnrolmentStep).where(col(EnrolmentStep.enrolment_id) == enrolment_id, col(EnrolmentStep.retracted_at).is_(None))
    ):
        step.retracted_at = change.at


def _stand_again(change: Change, entry: AuditEntry) -> None:
    """The steps that were retracted when an enrolment was taken away stand again with it."""
    gone = (entry.after or {}).get("archived_at")
    if gone is None:
        return
    for step in change.session.scalars(
        select(EnrolmentStep).where(
            col(EnrolmentStep.enrolment_id) == entry.record_id, col(EnrolmentStep.retracted_at) == datetime.fromisoformat(gone)
        )
    ):
        step.retracted_at = None


def _check_seats(change: Change) -> None:
    """Refused where taking a change back would fill a cohort beyond its seats."""
    touched = change.touched.get("enrolment", set())
    enrolment, cohort = table_of(Enrolment), table_of(Cohort)
    for start in range(0, len(touched), _CHUNK):
        part = sorted(touched)[start : start + _CHUNK]
        found = change.session.execute(
            select(cohort.c.id, cohort.c.code, cohort.c.seats).where(
                cohort.c.seats.is_not(None), cohort.c.id.in_(select(enrolment.c.cohort_id).where(enrolment.c.id.in_(part)))
            )
        ).all()
        for cohort_id, code, seats in found:
            taken = seats_taken(change.session, cohort_id)
            if taken > seats:
                raise Refused(
                    "cohort-full",
                    f"Taking this back would put {taken} developers on the {seats} seats of cohort {code}: others came in "
                    f"meanwhile. Raise the seats of {code} first, or leave it as it is.",
                )


def _align_steps(change: Change, enrolment_id: int, status: str, values: Mapping[str, Any]) -> None:
    """Makes the newest standing step agree with a status that was brought back.

    A step that no longer stands stays on record as retracted, so that earlier reports can still be explained; one
    that stands again is a redo.
    """
    steps = change.session.scalars(
        select(EnrolmentStep).where(col(EnrolmentStep.enrolment_id) == enrolment_id).order_by(col(EnrolmentStep.id).desc())
    ).all()
    standing = next((step for step in steps if step.retracted_at is None), None)
    if standing is not None and standing.status == status:
        return
    day = values.get(MILESTONES.get(status, ""))
    retracted = [step for step in steps if step.retracted_at is not None and step.status == status]
    again = next((step for step in retracted if day is None or step.effective_on == day), None)
    if again is not None and (standing is None or (again.id or 0) > (standing.id or 0)):
        again.retracted_at = None
    elif standing is not None:
        standing.retracted_at = change.at


def _derived(kind: str, table: type[Record], values: dict[str, Any]) -> dict[str, Any]:
    return derived(kind, _typed(table, values))


def _typed(table: type[Record], values: dict[str, Any]) -> dict[str, Any]:
    """Plain audit values as the table's own types again."""
    columns = inspect(table).columns
    typed: dict[str, Any] = {}
    for name, value in values.items():
        if name == "id":
            continue
        kind = columns[name].type
        if isinstance(value, str) and isinstance(kind, Instant | DateTime):
            typed[name] = datetime.fromisoformat(value)
        elif isinstance(value, str) and isinstance(kind, Date):
            typed[name] = date.fromisoformat(value)
        elif value is not None and isinstance(kind, Hundredths):
            typed[name] = Decimal(str(value))
        else:
            typed[name] = value
    return typed


def _same(now: dict[str, Any], then: dict[str, Any]) -> bool:
    from skilling.database import jsontext

    plain = jsontext.loads(jsontext.dumps(now))
    return all(plain.get(name) == value for name, value in then.items())


def _changed_since(kind: str) -> Refused:
    return Refused(
        "changed-since",
        f"A {kind} of this change was changed since, so taking it back would lose that. Take the newer change back first.",
    )


def _label(kind: str, name: str) -> str:
    try:
        return noun_named(kind).field(name).label
    except KeyError:
        return name.replace("_", " ")


def _words(kind: str, name: str, value: object) -> str:
    if value is None:
        return ""
    try:
        return label_of(noun_named(kind).field(name).choices, str(value))
    except KeyError:
        return str(value)
