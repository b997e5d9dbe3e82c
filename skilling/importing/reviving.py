"""Brings back records that were taken away together with the import that made them; refuses to make a twin of one.

A list that was taken back and comes in again finds its records under the keys they had: whoever was handed a report with them
still finds the same people, and nobody is on record twice.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import compress
from typing import Any, Final

from sqlalchemy import Table, and_, select
from sqlmodel import Session

from skilling.database import sets
from skilling.database.changes import Change
from skilling.database.tables import RECORDS, Cohort, Enrolment, ImportRow, ImportRun, Institution, Record, table_of
from skilling.importing.planning import memory
from skilling.importing.planning.plan import Plan

_STAYS: Final = frozenset({"id", "uid", "created_at"})  # what a record keeps when it comes back


def records(session: Session, plan: Plan, makes: Sequence[int]) -> dict[int, int]:
    """The record that each row (by position, of those that would make one) was before: the same row of a list of this
    layout that was taken back, or a record that was taken away and holds a value that may occur once."""
    table = table_of(RECORDS[plan.about.noun.name])
    found = _same_rows(session, plan, table, makes)
    for name, attribute in plan.about.attributes.items():
        column = table.c.get(attribute)
        if column is None or name not in plan.values or not (column.unique or _alone_in_an_index(table, attribute)):
            continue
        wanted = {plan.values[name][position]: position for position in makes if plan.values[name][position] is not None}
        for value, record, archived in sets.rows_where(session, (column, table.c.id, table.c.archived_at), column, list(wanted)):
            if archived is not None:
                found[wanted[value]] = int(record)
    first = {key: position for position, key in reversed(found.items())}
    return {position: key for position, key in found.items() if first[key] == position}


def _alone_in_an_index(table: Table, attribute: str) -> bool:
    return any(index.unique and [column.name for column in index.columns] == [attribute] for index in table.indexes)


def _same_rows(session: Session, plan: Plan, table: Table, makes: Sequence[int]) -> dict[int, int]:
    """Rows that read as they did when the list was taken in before; two that read the same are two records, in order."""
    run, row = table_of(ImportRun), table_of(ImportRow)
    asleep = (
        select(row.c.raw, table.c.id)
        .join(run, run.c.id == row.c.run_id)
        .join(table, and_(table.c.id == row.c.record_id, table.c.run_id == run.c.id, table.c.archived_at == run.c.undone_at))
        .where(run.c.state == "undone", run.c.noun == plan.about.noun.name, run.c.fingerprint == plan.layout)
        .order_by(run.c.id, row.c.row)
    )
    before: dict[str, list[int]] = {}
    for raw, record in session.execute(asleep):
        if record not in before.setdefault(raw, []):
            before[raw].append(int(record))
    found: dict[int, int] = {}
    for position in makes if before else ():
        records = before.get(plan.raw[position])
        if records:
            found[position] = records.pop(0)
    return found


def institutions(session: Session, name_keys: Sequence[str]) -> dict[int, int]:
    """The institution of each name, by its place, that was taken away with the import that made it."""
    table, undone = table_of(Institution), memory.undone(session)
    columns = (table.c.name_key, table.c.id, table.c.run_id, table.c.archived_at)
    if not undone:
        return {}
    place_of = {name: place for place, name in enumerate(name_keys)}
    return {
        place_of[name]: int(key)
        for name, key, made_by, archived in sets.rows_where(session, columns, table.c.name_key, list(place_of))
        if archived is not None and archived == undone.get(made_by)
    }


def cohort_asleep(session: Session, code: str) -> int | None:
    """The cohort of that code that was taken away with the import that made it."""
    table, undone = table_of(Cohort), memory.undone(session)
    wanted = select(table.c.id, table.c.code, table.c.run_id, table.c.archived_at).where(table.c.archived_at.is_not(None))
    for key, known, made_by, archived in session.execute(wanted):
        if known.casefold() == code.casefold() and archived == undone.get(made_by):
            return int(key)
    return None


def enrolments(session: Session, pairs: Collection[tuple[int, int]]) -> dict[tuple[int, int], int]:
    """Enrolments that were taken away, by developer and cohort: a person is in a cohort at most once."""
    table = table_of(Enrolment)
    columns = (table.c.developer_id, table.c.cohort_id, table.c.id, table.c.archived_at)
    rows = sets.rows_where(session, columns, table.c.developer_id, {developer for developer, _ in pairs})
    return {(int(d), int(c)): int(key) for d, c, key, archived in rows if archived is not None and (d, c) in pairs}


def wake(change: Change, record: type[Record], ids: Collection[int], **values: Any) -> None:
    """Records stand again as they were; their versions do not move, as nobody edited them."""
    _archive(change, record, ids, {"archived_at": None, **values})


def put_to_sleep(change: Change, record: type[Record], ids: Collection[int]) -> None:
    """Records leave every list and figure of today; they stay on record, and what was known earlier still tells of them."""
    _archive(change, record, ids, {"archived_at": change.at})


def _archive(change: Change, record: type[Record], ids: Collection[int], values: dict[str, Any]) -> None:
    if ids:
        sets.update_all(change, record, ids, {**values, "updated_at": change.at})


def insert(
    change: Change, model: type[Record], columns: Sequence[str], rows: Iterable[Sequence[Any]], revived: Collection[int]
) -> None:
    """Inserts rows of driver values; those whose key (the first column) is of a record that sleeps overwrite that one."""
    if not revived:
        change.insert_many(model, columns, rows)
        return
    asleep = set(revived)
    known = list(rows)
    again = [row[0] in asleep for row in known]
    change.insert_many(model, columns, [row for row, old in zip(known, again, strict=True) if not old])
    table = table_of(model)
    # What the list says nothing of is as it is in a new record.
    silent = {column.name: None for column in table.c if column.nullable and column.name not in (*columns, *_STAYS)}
    sets.update_all(change, model, asleep, {**silent, "archived_at": None})
    keep = [name not in _STAYS for name in columns]
    names = tuple(compress(columns, keep))
    over = [(row[0], *compress(row, keep)) for row, old in zip(known, again, strict=True) if old]
    sets.overwrite(change, model, names, over)
