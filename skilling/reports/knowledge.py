"""What records were when an earlier change had just been made: as they are now, with what later changes found there laid over
them; refuses to go by clocks where the number of a change is known.

The audit holds the values before of every record that was edited; a record that an import made or took away as a set says so
by its run. So any table can be read as it stood after any change.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import FromClause, Table, func, select, type_coerce, union_all
from sqlmodel import Session, col

from skilling.database import dialects, plainrows
from skilling.database.columns import Hundredths, Instant, Json, stored_instant
from skilling.database.tables import RECORDS, AuditEntry, ChangeEntry, ImportRun, Record, Undoing, table_of
from skilling.reports.scope import Scope

Row = dict[str, Any]
Name = tuple[str, int]  # noun and id of a record
_LONG_AGO: Final = datetime(1970, 1, 1, tzinfo=UTC)
_HOUSE: Final = frozenset({"search_text", "name_key", "uid", "row_version", "updated_at"})  # no report reads these


@dataclass(frozen=True, slots=True)
class Touch:
    """What one change did to one record: some of its values before; None where it was made by it."""

    change_id: int
    before: Row | None
    after: Row | None = None
    whole: bool = False  # `before` is all of it: the change took it away for good


@dataclass
class Later:
    """Everything that was changed after a change, the moves of report periods left out: record by record, in order."""

    after: int
    changes: dict[int, ChangeEntry] = field(default_factory=dict)
    touched: dict[Name, list[Touch]] = field(default_factory=dict)

    @property
    def nothing(self) -> bool:
        return not self.changes

    def by(self, noun: str, record: int) -> list[int]:
        """The changes that touched a record, in order."""
        return list(dict.fromkeys(touch.change_id for touch in self.touched.get((noun, record), ())))

    def ids(self, noun: str) -> list[int]:
        """The records of a noun that were touched."""
        return sorted(record for kind, record in self.touched if kind == noun)

    def states(self, noun: str, record: int, now: Row | None) -> list[tuple[int, Row | None]]:
        """What a record was (None: it was not there) before each change that touched it, the latest first."""
        found: list[tuple[int, Row | None]] = []
        row = now
        for touch in reversed(self.touched.get((noun, record), ())):
            under = {} if touch.whole or row is None else row
            row = None if touch.before is None else under | touch.before
            found.append((touch.change_id, row))
        return found


def later(session: Session, number: int, *, made: bool = True) -> Later:
    """What was changed after the change of that number; without what was `made` since, if so asked."""
    found = Later(number)
    after = select(ChangeEntry).where(col(ChangeEntry.id) > number, col(ChangeEntry.action).not_like("report.%"))
    found.changes = {each.id or 0: each for each in session.scalars(after)}
    if found.nothing:
        return found
    entries = select(AuditEntry).where(col(AuditEntry.change_id) > number).order_by(col(AuditEntry.id))
    touches: list[tuple[Name, Touch]] = [
        ((each.kind, each.record_id), Touch(each.change_id, each.before, each.after, whole=each.after is None))
        for each in session.scalars(entries)
        if made or each.before is not None
    ]
    if made:
        touches += _of_runs(session, number)
    for name, touch in sorted(touches, key=lambda each: each[1].change_id):
        found.touched.setdefault(name, []).append(touch)
    return found


def _of_runs(session: Session, number: int) -> Iterable[tuple[Name, Touch]]:
    """Imports write what they make as a set, and take it away, and bring it again, as one."""
    made = {
        run.id: run.change_id for run in session.scalars(select(ImportRun).where(col(ImportRun.change_id) > number))
    }  # fmt: skip
    undone = select(ImportRun, col(Undoing.undone_by)).join(Undoing, col(Undoing.change_id) == col(ImportRun.change_id))
    gone = {run.id: (by, run.undone_at) for run, by in session.execute(undone.where(col(Undoing.undone_by) > number))}
    runs = [run for run in {*made, *gone} if run is not None]
    if not runs:
        return
    for noun, model in RECORDS.items():
        table = table_of(model)
        wanted = select(table.c.id, table.c.run_id, table.c.archived_at).where(table.c.run_id.in_(runs))
        for record, run, archived_at in session.execute(wanted):
            if run in made:
                yield (noun, record), Touch(made[run] or 0, None)
            if run in gone and archived_at is not None and archived_at == gone[run][1]:
                yield (noun, record), Touch(gone[run][0], {"archived_at": None})


# -- tables as they were -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Then:
    """The tables of records as they stood after a change; those that nobody touched since are the tables themselves."""

    tables: Mapping[str, FromClause]  # by name, of what was touched
    exact: bool  # told by the number of a change: the records alone say all, the log of steps is not asked

    ids: Mapping[str, list[int]] = field(default_factory=dict)  # by noun, of what was touched

    def table(self, table: Table) -> FromClause:
        return self.tables.get(table.name, table)

    def touched(self, noun: str) -> list[int]:
        return self.ids.get(noun, [])


def told(session: Session, scope: Scope) -> Scope:
    """The scope with the values that records had by the moment of its knowledge. When they were made, and which steps
    they had taken, is told by their own clocks, as lists and samples bring days of their own."""
    if scope.known_before is None:
        return scope
    return replace(scope, then=_then(session, _last_before(session, scope.known_before), exact=False))


def told_after(session: Session, scope: Scope, number: int) -> Scope:
    """The scope as the change of that number left the records: every value, whatever clocks say."""
    return replace(scope, known_before=None, then=_then(session, number, exact=True))


def _last_before(session: Session, moment: datetime) -> int:
    return int(session.execute(select(func.max(ChangeEntry.id)).where(col(ChangeEntry.at) < moment)).scalar() or 0)


def _then(session: Session, number: int, *, exact: bool) -> Then:
    # Clocks tell what was made since, or went and came again with an import, where not everything goes by the change.
    found = later(session, number, made=exact)
    ids = {noun: touched for noun in RECORDS if (touched := found.ids(noun))}
    tables = {table_of(RECORDS[noun]).name: _as_it_was(session, found, RECORDS[noun]) for noun in ids}
    return Then(tables, exact, ids)


def _as_it_was(session: Session, found: Later, model: type[Record]) -> FromClause:
    """A table with the touched rows exchanged for what they were."""
    table = table_of(model)
    columns = [column for column in table.c if column.name not in _HOUSE and not isinstance(column.type, Json)]
    touched = found.ids(model.noun)
    rows = [row for row in _rows(session, found, model, touched) if row is not None]
    connection = session.connection()
    untouched = select(*columns).where(table.c.id.not_in(select(dialects.one_column(connection, touched).c.value)))
    stored = [[_stored(column.type, row.get(column.name)) for column in columns] for row in rows]
    given = dialects.many_rows(connection, [(column.name, column.type) for column in columns], stored)
    replaced = select(*(type_coerce(given.c[column.name], column.type).label(column.name) for column in columns))
    return union_all(untouched, replaced).cte(f"{table.name}_then")


def _rows(session: Session, found: Later, model: type[Record], ids: list[int]) -> Iterable[Row | None]:
    """What these records were; None of those that were not there."""
    table = table_of(model)
    given = dialects.one_column(session.connection(), ids)
    now = {
        row["id"]: dict(row) for row in session.execute(select(table).join(given, given.c.value == table.c.id)).mappings()
    }  # fmt: skip
    for record in ids:
        first = found.states(model.noun, record, plainrows.plain(now[record]) if record in now else None)[-1][1]
        # A record that was taken away for good has lost the moment it was made; that lies before whatever is known.
        yield None if first is None else {"created_at": _LONG_AGO, "id": record, **plainrows.typed(table, first)}


def _stored(kind: Any, value: Any) -> Any:
    """A value as the database keeps it."""
    if value is None:
        return None
    if isinstance(kind, Hundredths):
        return int(value * 100)
    if isinstance(kind, Instant):
        return stored_instant(value)
    return value.isoformat() if hasattr(value, "isoformat") else value
