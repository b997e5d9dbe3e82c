"""The only door for writing: `change` runs one piece of work as one transaction with its audit; refuses half of anything.

Whatever the work touches is written down before and after (who, when, dotted action), the search index follows, the
audit chain grows by one link, and only then is it committed. Undo, history and live refresh come from here.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Concatenate, Final, Generic, ParamSpec, TypeVar

from sqlalchemy import Connection, event, inspect, select, text
from sqlmodel import Session

from skilling.database import dialects, jsontext, search
from skilling.database.engine import Database
from skilling.database.tables import AuditEntry, AuditHead, ChangeEntry, Record, Undoing, now
from skilling.domain.problems import Refused

P = ParamSpec("P")
T = TypeVar("T")
R = TypeVar("R", bound=Record)

# Kept by the house itself; a history that listed them would tell people nothing.
_SILENT: Final = frozenset({"updated_at", "row_version", "search_text", "name_key", "created_at"})


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """What a change was: its value, its number in the history, the nouns it touched."""

    value: T
    change_id: int | None  # None where nothing had to be changed
    touched: frozenset[str]
    action: str
    facts: dict[str, Any]


@dataclass
class Change:
    """A change under way: what the work is given to read and write with."""

    session: Session
    actor: str
    action: str
    at: datetime
    facts: dict[str, Any] = field(default_factory=dict)
    touched: dict[str, set[int]] = field(default_factory=dict)
    undoes: list[int] = field(default_factory=list)  # numbers of the changes that this one takes back
    _entries: list[dict[str, Any]] = field(default_factory=list)
    _pending: list[tuple[Record, dict[str, Any] | None]] = field(default_factory=list)

    @property
    def connection(self) -> Connection:
        return self.session.connection()

    def add(self, record: R) -> R:
        """A new record; its key is known on return."""
        self.session.add(record)
        self.session.flush()
        return record

    def get(self, table: type[R], record_id: int) -> R:
        """The record to be changed, locked against other writers; Refused where it is gone."""
        record = self.session.get(table, record_id, with_for_update=True)
        if record is None or record.archived_at is not None:
            raise Refused("gone", f"This {table.noun} no longer exists: someone removed it meanwhile. Refresh the page.")
        return record

    def edit(self, record: R, values: dict[str, Any], expected_version: int | None = None) -> R:
        """New values for a record; Refused where someone else changed it since `expected_version`."""
        if expected_version is not None and record.row_version != expected_version:
            raise Refused(
                "changed-meanwhile",
                f"Someone else changed this {record.noun} while you were editing. Refresh to see it, then change it again.",
            )
        for name, value in values.items():
            if getattr(record, name) != value:
                setattr(record, name, value)
        self.session.flush()
        return record

    def remove(self, record: Record) -> None:
        """Takes a record away; its values stay in the audit, from where it can be brought back."""
        self.session.delete(record)
        self.session.flush()

    def insert_many(self, table: type[Record], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Many new records as a set, in driver values; the audit names the set in `facts`, not each record."""
        self.session.flush()
        dialects.bulk_insert(self.connection, table.__table__, columns, rows)  # type: ignore[attr-defined]
        self.touched.setdefault(table.noun, set())

    def mark(self, noun: str, ids: Iterable[int]) -> None:
        """Says that records of a noun were touched by a statement over a set."""
        self.touched.setdefault(noun, set()).update(ids)

    def note(self, kind: str, record_id: int, before: dict[str, Any] | None, after: dict[str, Any] | None) -> None:
        """An audit entry for a record changed by a statement over a set."""
        self._entries.append({"kind": kind, "record_id": record_id, "before": before, "after": after})
        self.mark(kind, [record_id])

    # -- what the session reports -------------------------------------------------------------

    def _before_flush(self, session: Session, _context: object, _instances: object) -> None:
        for record in session.new:
            if isinstance(record, Record):
                self._pending.append((record, None))
        for record in session.dirty:
            if isinstance(record, Record) and (before := _old_values(record)):
                record.row_version += 1
                record.updated_at = self.at
                self._pending.append((record, before))
        for record in session.deleted:
            if isinstance(record, Record):
                self.note(record.noun, record.id or 0, values_of(record), None)

    def _after_flush(self, _session: Session, _context: object) -> None:
        for record, before in self._pending:
            after = values_of(record)
            if before is not None:
                after = {name: after[name] for name in before}
            self.note(record.noun, record.id or 0, before, after)
        self._pending.clear()


def change(
    database: Database,
    actor: str,
    action: str,
    work: Callable[Concatenate[Change, P], T],
    *args: P.args,
    **kwargs: P.kwargs,
) -> Done[T]:
    """Runs `work(change, ...)` as one transaction and writes its audit; nothing is kept if it raises."""
    return change_once(database, actor, action, secrets.token_hex(16), work, *args, **kwargs)


def change_once(
    database: Database,
    actor: str,
    action: str,
    token: str,
    work: Callable[Concatenate[Change, P], T],
    *args: P.args,
    **kwargs: P.kwargs,
) -> Done[T]:
    """As `change`; a command that comes again with the same token is refused instead of carried out twice."""
    with database.writing() as session:
        if session.scalar(select(ChangeEntry.id).where(ChangeEntry.token == token)) is not None:  # type: ignore[arg-type]
            raise Refused("done-already", "This was already saved. Refresh the page to see it.")
        under_way = Change(session, actor, action, now())
        event.listen(session, "before_flush", under_way._before_flush)
        event.listen(session, "after_flush", under_way._after_flush)
        value = work(under_way, *args, **kwargs)
        session.flush()
        change_id = None
        if under_way.touched or under_way.facts:
            search.refresh(under_way.connection, under_way.touched)
            change_id = _write_audit(under_way, token)
        session.commit()
        return Done(value, change_id, frozenset(under_way.touched), action, under_way.facts)


def values_of(record: Record) -> dict[str, Any]:
    """A record's values by attribute, as plain data, for audit and for taking a change back."""
    return {
        column.key: getattr(record, column.key)
        for column in inspect(type(record)).columns  # type: ignore[union-attr]
        if column.key not in _SILENT
    }


def link(previous: str, entry: dict[str, Any]) -> str:
    """The hash of one change given the hash of the one before: what makes the audit a chain."""
    return hashlib.sha256((previous + jsontext.dumps(entry)).encode()).hexdigest()


def digest_of(entries: Iterable[dict[str, Any]]) -> str:
    """One hash over all entries of a change."""
    total = hashlib.sha256()
    for entry in entries:
        total.update(jsontext.dumps(entry).encode())
    return total.hexdigest()


def _old_values(record: Record) -> dict[str, Any]:
    """The values that a flush is about to overwrite, without the house's own columns."""
    state = inspect(record)
    old = {}
    for attribute in state.attrs:  # type: ignore[union-attr]
        history = attribute.history
        if history.has_changes() and attribute.key not in _SILENT:
            old[attribute.key] = history.deleted[0] if history.deleted else None
    return old


def _write_audit(under_way: Change, token: str) -> int:
    connection = under_way.connection
    head = connection.execute(
        select(AuditHead.change_id, AuditHead.hash).with_for_update()  # type: ignore[call-overload]
    ).one_or_none()
    if head is None:
        connection.execute(AuditHead.__table__.insert(), {"id": 1, "change_id": 0, "hash": ""})  # type: ignore[attr-defined]
        head = (0, "")
    entries = [
        {name: jsontext.loads(jsontext.dumps(value)) for name, value in entry.items()} for entry in under_way._entries
    ]
    digest = digest_of(entries)
    facts = jsontext.loads(jsontext.dumps(under_way.facts | {"touched": {k: len(v) for k, v in under_way.touched.items()}}))
    said = {
        "token": token, "at": under_way.at.isoformat(), "actor": under_way.actor, "action": under_way.action,
        "facts": facts, "digest": digest,
    }  # fmt: skip
    row = ChangeEntry(
        token=token, at=under_way.at, actor=under_way.actor, action=under_way.action, facts=facts, digest=digest,
        previous=head[1], hash=link(head[1], said),
    )  # fmt: skip
    under_way.session.add(row)
    under_way.session.flush()
    if row.id is None:
        raise RuntimeError("the change was given no number")
    if entries:
        connection.execute(
            AuditEntry.__table__.insert(), [{"change_id": row.id, **entry} for entry in entries]  # type: ignore[attr-defined]
        )
    under_way.session.add_all(Undoing(change_id=undone, undone_by=row.id) for undone in under_way.undoes)
    under_way.session.flush()
    connection.execute(
        text("UPDATE audit_head SET change_id = :change, hash = :hash WHERE id = 1"), {"change": row.id, "hash": row.hash}
    )
    return row.id
