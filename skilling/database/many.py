"""Many records at once, each with its own entry in the audit: held, added, edited; refuses to touch one without writing it
down.

Ten thousand objects of the mapper cost seconds; ten thousand rows do not. Rows are plain: column name to value.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select

from skilling.database import dialects, sets
from skilling.database.changes import SILENT, Change
from skilling.database.columns import as_kept
from skilling.database.identity import new_uids
from skilling.database.tables import Record, table_of
from skilling.domain.problems import Refused

Row = Mapping[str, Any]


def held(change: Change, record: type[Record], ids: Iterable[int], *, gone: bool = False) -> dict[int, Row]:
    """The records that are still there, by id, as they are now and locked against other writers until the end of the change;
    with `gone`, also those that were taken away.

    Everybody holds them in the order of their ids, so that no two writers wait for each other.
    """
    change.session.flush()
    table = table_of(record)
    given = dialects.one_column(change.connection, list(ids))
    wanted = select(table).join(given, given.c.value == table.c.id).order_by(table.c.id).with_for_update(of=table)
    if not gone:
        wanted = wanted.where(table.c.archived_at.is_(None))
    return {int(row["id"]): dict(row) for row in change.connection.execute(wanted).mappings()}


def held_all(change: Change, record: type[Record], ids: Iterable[int]) -> list[Row]:
    """As `held`, for all of these records; Refused where one is gone. What decides about them is to be read after this:
    what was read before may be another office's past.
    """
    wanted = set(ids)
    found = held(change, record, wanted)
    if len(found) < len(wanted):
        one = record.noun.replace("_", " ")
        raise Refused("gone", f"A {one} of these no longer exists: someone removed it meanwhile. Refresh the page.")
    return list(found.values())


def add_each(change: Change, record: type[Record], rows: Sequence[Row]) -> list[int]:
    """New records with these values; what a row does not name is blank. Returns their keys, in the same order."""
    if not rows:
        return []
    change.session.flush()
    table = table_of(record)
    first = dialects.reserve_ids(change.connection, table, len(rows))
    blank: dict[str, Any] = dict.fromkeys(table.c.keys())
    house = {"created_at": change.at, "updated_at": change.at, "row_version": 1}
    made = [
        blank | house | {"id": first + place, "uid": uid} | dict(row)
        for place, (row, uid) in enumerate(zip(rows, new_uids(len(rows)), strict=True))
    ]
    change.connection.execute(table.insert(), made)
    for row in made:
        change.note(record.noun, row["id"], None, _kept(record, row))
    return [row["id"] for row in made]


def edit_each(change: Change, record: type[Record], edits: Iterable[tuple[Row, Row]]) -> None:
    """New values for records that are held, given as (row, values); what is so already is passed over."""
    changed = []
    for row, values in edits:
        new = {name: value for name, value in values.items() if row[name] != value}
        if new:
            change.note(record.noun, row["id"], _kept(record, {name: row[name] for name in new}), _kept(record, new))
            changed.append((row["id"], new))
    if not changed:
        return
    sets.update_each(change, record, changed)
    for known in [one for one in change.session.identity_map.values() if isinstance(one, record)]:
        change.session.expire(known)  # the mapper would go on with what it read before


def _kept(record: type[Record], values: Row) -> dict[str, Any]:
    kinds = table_of(record).c
    return {name: as_kept(kinds[name].type, value) for name, value in values.items() if name not in SILENT}
