"""What happened and taking it back: the list of changes, the life of one record, undo of any change; refuses where undoing
would overwrite what somebody did since.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col

from skilling.database.changes import Change
from skilling.database.tables import (
    AuditEntry,
    ChangeEntry,
    ImportRun,
    Undoing,
)
from skilling.domain.problems import Refused
from skilling.services import parting, periods, reversal, savedviews, wording
from skilling.services.sentences import sentence

if TYPE_CHECKING:
    from skilling.services.desk import Takers

TAKEN_BACK: Final = "change.taken_back"
_HOUSE: Final = frozenset({"id", "uid", "run_id"})


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
    wanted = select(AuditEntry).where(col(AuditEntry.change_id) == change_id).order_by(col(AuditEntry.id)).limit(limit)
    entries = session.scalars(wanted).all()
    by_kind: dict[str, set[int]] = {}
    for entry in entries:
        by_kind.setdefault(entry.kind, set()).add(entry.record_id)
    names = {kind: wording.record_names(session, kind, ids) for kind, ids in by_kind.items()}
    return [one for entry in entries for one in _fields(session, entry, names[entry.kind][entry.record_id])]


def of_record(session: Session, kind: str, record_id: int, limit: int = 100) -> list[tuple[HistoryRow, list[FieldChange]]]:
    """The changes of one record, newest first, each with its fields."""
    wanted = (
        select(AuditEntry, ChangeEntry)
        .join(ChangeEntry, col(ChangeEntry.id) == col(AuditEntry.change_id))
        .where(col(AuditEntry.kind) == kind, col(AuditEntry.record_id) == record_id)
        .order_by(col(AuditEntry.id).desc())
        .limit(limit)
    )
    return [
        (
            HistoryRow(
                change.id or 0, change.at, change.actor, change.action, sentence(change.action, change.facts), None, None, {}
            ),
            _fields(session, entry, ""),
        )
        for entry, change in session.execute(wanted)
    ]  # fmt: skip


def _fields(session: Session, entry: AuditEntry, record: str) -> list[FieldChange]:
    """What one entry set, without what the house keeps for itself."""
    before, after = entry.before or {}, entry.after or {}
    return [
        FieldChange(
            record,
            wording.field_label(entry.kind, name),
            wording.value_words(session, entry.kind, name, before.get(name)),
            wording.value_words(session, entry.kind, name, after.get(name)),
        )
        for name in after or before
        if before.get(name) != after.get(name) and name not in _HOUSE
    ]


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
    elif periods.taken_back(change, root.action, root.id or 0, root.facts, again=bool(again)):
        pass  # moves of report periods keep what they did in their facts
    elif parting.taken_back(change, root.action, root.facts, again=bool(again)):
        pass  # what happened since a merge stays where it belongs
    elif savedviews.SETTINGS in root.facts:
        savedviews.put_back(change, root.facts, again=bool(again))
    elif 0 in entry.facts.get("touched", {}).values():
        raise Refused(
            "set", "This change put in a whole programme at once and cannot be taken back. Restore the backup before it."
        )
    else:
        try:
            reversal.replay(change, entry)
            change.session.flush()
        except IntegrityError as error:
            raise reversal.changed_since("record") from error
    change.session.flush()
    reversal.check_seats(change)
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
