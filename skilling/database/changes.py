"""The only door for writing: `change` runs one piece of work as one transaction with its audit; refuses half of anything.

Whatever the work touches is written down before and after (who, when, dotted action), the search index follows, the
audit chain grows by one link, and only then is it committed. Undo, history and live refresh come from here.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Concatenate, Final, Generic, ParamSpec, TypeVar

from sqlalchemy import Connection, event, inspect, select
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Mapper
from sqlalchemy.orm.exc import StaleDataError
from sqlmodel import Session

from skilling.database import dialects, faults, jsontext, keyruns, search, summaries
from skilling.database.columns import as_kept
from skilling.database.engine import Database
from skilling.database.tables import (
    RECORDS,
    AuditEntry,
    AuditHead,
    ChangeEntry,
    Developer,
    Enrolment,
    ImportRun,
    Record,
    Undoing,
    now,
    table_of,
)
from skilling.domain.nouns import noun_named
from skilling.domain.problems import Problem, Refused, Unusable

P = ParamSpec("P")
T = TypeVar("T")
R = TypeVar("R", bound=Record)

# Kept by the house itself; a history that listed them would tell people nothing.
SILENT: Final = frozenset({"updated_at", "row_version", "search_text", "name_key", "created_at"})


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
    run: ImportRun | None = None  # the import that this change carries out: it is told the change's number
    sums: summaries.Following = field(default_factory=summaries.Following)
    _entries: list[dict[str, Any]] = field(default_factory=list)
    _pending: list[tuple[Record, dict[str, Any] | None]] = field(default_factory=list)
    _wrote: bool = False  # also what has no audit of its own, such as a remembered mapping

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
        if table is Enrolment:
            rows = self.sums.inserted(rows, list(columns).index("id"))
        dialects.bulk_insert(self.connection, table_of(table), columns, rows)
        self.touched.setdefault(table.noun, set())

    def mark(self, noun: str, ids: Iterable[int]) -> None:
        """Says that records of a noun were touched by a statement over a set."""
        self.touched.setdefault(noun, set()).update(ids)

    def note(self, kind: str, record_id: int, before: dict[str, Any] | None, after: dict[str, Any] | None) -> None:
        """An audit entry for a record changed by a statement over a set."""
        self._entries.append({"kind": kind, "record_id": record_id, "before": before, "after": after})
        if kind == Enrolment.noun and before is None:
            self.sums.made.add(record_id)
        self.mark(kind, [record_id])

    def removed(self, kind: str) -> set[int]:
        """The records of a noun that this change took away for good."""
        return {entry["record_id"] for entry in self._entries if entry["kind"] == kind and entry["after"] is None}

    def alone(self) -> None:
        """Until the end of this change nobody else finishes one: for what looks at everything."""
        _held_head(self.connection)

    # -- what the session reports -------------------------------------------------------------

    def _before_flush(self, session: Session, _context: object, _instances: object) -> None:
        for record in (*session.dirty, *session.deleted):
            if isinstance(record, Record) and _counts_otherwise(record, record in session.deleted):
                self.sums.about_to_change(self.connection, record.noun, [record.id or 0])
        for record in session.new:
            self._wrote = True
            if isinstance(record, Record):
                self._pending.append((record, None))
        for record in session.dirty:
            if not session.is_modified(record):
                continue
            self._wrote = True
            if isinstance(record, Record):
                self._edited(record)
        for record in session.deleted:
            self._wrote = True
            if isinstance(record, Record):
                self.note(record.noun, record.id or 0, values_of(record), None)

    def _edited(self, record: Record) -> None:
        before = _old_values(record)
        if before:
            record.row_version += 1
            record.updated_at = self.at
            self._pending.append((record, before))
        else:
            self.mark(record.noun, [record.id or 0])  # only what the house derives: search follows, history does not

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
    with database.writing() as session, _clashes_told():
        if session.scalar(select(table_of(ChangeEntry).c.id).where(table_of(ChangeEntry).c.token == token)) is not None:
            raise _done_already()
        under_way = Change(session, actor, action, now())
        event.listen(session, "before_flush", under_way._before_flush)
        event.listen(session, "after_flush", under_way._after_flush)
        value = work(under_way, *args, **kwargs)
        session.flush()
        change_id = None
        if under_way.touched or under_way.facts or under_way._wrote:
            search.refresh(under_way.connection, under_way.touched)
            keyruns.forget(under_way.connection, under_way.removed(Developer.noun))
            previous = _held_head(under_way.connection)  # the sums, too, are brought up to date by one writer after the other
            under_way.sums.finish(under_way.connection)
            change_id = _write_audit(under_way, token, previous)
        _commit(database, session, token)
        return Done(value, change_id, frozenset(under_way.touched), action, under_way.facts)


def catch_up(database: Database) -> bool:
    """Counts the enrolments whose sums an import left for later; False where that cannot be done now.

    Figures are then counted over the records themselves, which takes longer and comes to the same.
    """
    with database.reading() as session:
        if not summaries.due(session.connection()):
            return True
    try:
        with database.writing() as session:
            _held_head(session.connection())
            summaries.catch_up(session.connection())
            session.commit()
    except Unusable:
        return False  # another program is writing, or this copy is read-only
    return True


def values_of(record: Record) -> dict[str, Any]:
    """A record's values by attribute, as plain data, for audit and for taking a change back."""
    mapper: Mapper[Any] = inspect(type(record))
    return {
        column.key: as_kept(column.type, getattr(record, column.key)) for column in mapper.columns if column.key not in SILENT
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


def _counts_otherwise(record: Record, deleted: bool) -> bool:
    """What is about to be written may change sums of enrolments."""
    if isinstance(record, Enrolment):
        return True
    return record.noun in summaries.WATCHED and (deleted or inspect(record).attrs["archived_at"].history.has_changes())


def _old_values(record: Record) -> dict[str, Any]:
    """The values that a flush is about to overwrite, without the house's own columns."""
    kinds = table_of(type(record)).c
    old = {}
    for attribute in inspect(record).attrs:
        history = attribute.history
        if history.has_changes() and attribute.key not in SILENT:
            old[attribute.key] = as_kept(kinds[attribute.key].type, history.deleted[0]) if history.deleted else None
    return old


def _write_audit(under_way: Change, token: str, previous: str) -> int:
    connection = under_way.connection
    entries = [jsontext.loads(jsontext.dumps(entry)) for entry in under_way._entries]
    touched = {noun: len(ids) for noun, ids in under_way.touched.items()}
    said = {
        "token": token, "at": under_way.at.isoformat(), "actor": under_way.actor, "action": under_way.action,
        "facts": jsontext.loads(jsontext.dumps(under_way.facts | {"touched": touched})), "digest": digest_of(entries),
    }  # fmt: skip
    row = ChangeEntry(**said | {"at": under_way.at}, previous=previous, hash=link(previous, said))
    under_way.session.add(row)
    under_way.session.flush()
    if row.id is None:
        raise RuntimeError("the change was given no number")
    if entries:
        connection.execute(table_of(AuditEntry).insert(), [{"change_id": row.id, **entry} for entry in entries])
    under_way.session.add_all(Undoing(change_id=undone, undone_by=row.id) for undone in under_way.undoes)
    if under_way.run is not None:
        under_way.run.change_id = row.id
    under_way.session.flush()
    connection.execute(table_of(AuditHead).update().values(change_id=row.id, hash=row.hash))
    return row.id


def _held_head(connection: Connection) -> str:
    """The hash at the end of the chain, held until the end of the transaction: two writers cannot fork it."""
    heads = table_of(AuditHead)
    held = select(heads.c.hash).with_for_update()
    found = connection.execute(held).scalar_one_or_none()
    if found is None:
        dialects.insert_ignore(connection, heads, [{"id": 1, "change_id": 0, "hash": ""}])
        found = connection.execute(held).scalar_one()
    return str(found)


def _commit(database: Database, session: Session, token: str) -> None:
    """Commits; where the connection broke before the answer came, the token tells whether it was carried out."""
    try:
        session.commit()
    except DBAPIError as error:
        if not error.connection_invalidated:
            raise
        if not _arrived(database, token):
            raise faults.unusable("unreachable") from error


def _arrived(database: Database, token: str) -> bool:
    try:
        with database.writing() as session:
            _held_head(session.connection())  # waits for a commit that the server is still busy with
            changes = table_of(ChangeEntry)
            return session.scalar(select(changes.c.id).where(changes.c.token == token)) is not None
    except Unusable as error:
        raise Unusable(
            "unknown",
            "The connection to the server broke while this was being saved, and it cannot be asked now. "
            "Look in History, once it answers again, whether this was saved.",
        ) from error


@contextmanager
def _clashes_told() -> Iterator[None]:
    """Rules of the tables that only another writer can have broken meanwhile, as refusals; the others are bugs."""
    try:
        yield
    except StaleDataError as error:
        raise Refused(
            "changed-meanwhile", "Someone else changed this while you were editing. Refresh to see it, then change it again."
        ) from error
    except IntegrityError as error:
        if faults.broken_link(error):
            raise Refused(
                "linked",
                "Other records point to this one, or what it points to was removed meanwhile. "
                "Refresh the page, look at what is linked, then try again.",
            ) from error
        found = faults.clash(error)
        if found is None:
            raise
        raise _taken(*found) from error


def _taken(table: str, columns: tuple[str, ...]) -> Refused:
    if table == ChangeEntry.__tablename__:
        return _done_already()
    noun = next((noun for noun, record in RECORDS.items() if record.__tablename__ == table), "record")
    try:
        declared = noun_named(noun)
        label = declared.field(columns[0]).label if len(columns) == 1 else ""
    except KeyError:
        label = ""
    if label:
        message = f"{label} belongs to another {declared.label.lower()} already. Choose another one."
        return Refused.of([Problem("taken", message, columns[0])])
    return Refused(
        "taken", f"This {noun.replace('_', ' ')} is there already: it was saved meanwhile. Refresh the page to see it."
    )


def _done_already() -> Refused:
    return Refused("done-already", "This was already saved. Refresh the page to see it.")
