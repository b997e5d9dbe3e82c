"""The block keys of the register, under which matching finds possible namesakes; refuses to let them fall behind the records.

Keys are worked out in Python, so statements over sets and edits by hand cannot keep them. Whoever was touched since they were
last brought up to date is found in the audit, and is matched by fresh keys until an import stores them.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, Final

from sqlalchemy import func, select
from sqlmodel import Session

from skilling.database import dialects, sets
from skilling.database.changes import Change
from skilling.database.tables import AuditEntry, BlockKey, Developer, Enrolment, ImportRun, Setting, table_of
from skilling.importing.blocking import BlockKeys, block_keys
from skilling.importing.people import People

_SETTING: Final = "block_keys"
_COLUMNS: Final = ("full_name", "father_name", "mobile", "email", "born_on", "gender", "institution_id", "roll_no")

MADE_OF: Final = frozenset(_COLUMNS) - {"gender"}
"""The attributes of a developer that keys are worked out from."""


class Register:
    """Developers of the register as columns for matching; `ids` stand beside them, ascending."""

    def __init__(self, session: Session, ids: Collection[int]) -> None:
        table = table_of(Developer)
        columns = [table.c.id, *(table.c[name] for name in _COLUMNS)]
        rows = sorted(sets.rows_where(session, [*columns, table.c.archived_at], table.c.id, ids), key=lambda row: int(row[0]))
        living = [row for row in rows if row[-1] is None]
        self.ids: list[int] = [int(row[0]) for row in living]
        known = dict(zip(("id", *_COLUMNS), zip(*living, strict=True), strict=False)) if living else {}
        self.people = People.of(
            len(living),
            cohort=_cohorts(session, self.ids),
            institution=known.get("institution_id", []),
            **{name: known.get(name, []) for name in _COLUMNS if name != "institution_id"},
        )


def candidates(session: Session, keys: BlockKeys) -> list[tuple[int, int]]:
    """Who of the register shares a key with whom of a list, as (position, developer id), each pair once."""
    if not len(keys) or not session.execute(select(table_of(Developer).c.id).limit(1)).first():
        return []
    by_hash: dict[int, list[int]] = {}
    for hashed, position in keys:
        by_hash.setdefault(hashed, []).append(position)
    table = table_of(BlockKey)
    late = stale(session)
    pairs = {
        (position, int(developer))
        for hashed, developer in sets.rows_where(session, (table.c.h, table.c.developer_id), table.c.h, by_hash)
        if developer not in late
        for position in by_hash[hashed]
    }
    fresh = Register(session, late)
    for hashed, place in block_keys(fresh.people):
        pairs.update((position, fresh.ids[place]) for position in by_hash.get(hashed, ()))
    return sorted(pairs)


def stale(session: Session) -> set[int]:
    """The developers whose stored keys cannot be trusted: touched one by one since, or never given any."""
    mark = session.get(Setting, _SETTING)
    since: dict[str, Any] = mark.value if mark is not None else {}
    entry, developer, block, run = (table_of(t) for t in (AuditEntry, Developer, BlockKey, ImportRun))
    touched = select(entry.c.record_id).where(
        entry.c.kind == Developer.noun,
        entry.c.id > int(since.get("audit_entry", 0)),
        # An import brings the keys of those it changes up to date itself.
        ~select(run.c.id).where(run.c.change_id == entry.c.change_id).exists(),
    )
    without = select(developer.c.id).where(~select(block.c.developer_id).where(block.c.developer_id == developer.c.id).exists())
    return {int(key) for statement in (touched, without) for key in session.execute(statement).scalars()}


def store(change: Change, keys: BlockKeys, ids: Sequence[int]) -> None:
    """Stores the keys of developers just inserted; `ids` are by position, 0 for positions that are not to be stored."""
    hashes, positions = keys.hashes.tolist(), keys.positions.tolist()
    kept = [i for i, position in enumerate(positions) if ids[position]]
    # In the order of the index: neighbours share a page, and nothing is split.
    kept.sort(key=hashes.__getitem__)
    pairs = dict.fromkeys((hashes[i], ids[positions[i]]) for i in kept)
    dialects.bulk_insert(change.connection, table_of(BlockKey), ("h", "developer_id"), pairs)


def rebuild(change: Change, ids: Collection[int]) -> None:
    """Works out the keys of developers anew, after any of what they are made of changed."""
    if ids:
        sets.delete_where(change, table_of(BlockKey).c.developer_id, ids)
        register = Register(change.session, ids)
        store(change, block_keys(register.people), register.ids)


def catch_up(change: Change) -> None:
    """Stores the keys of everybody touched since the last time, and marks how far the audit was read."""
    rebuild(change, stale(change.session))
    newest = change.session.execute(select(func.max(table_of(AuditEntry).c.id))).scalar()
    mark = change.session.get(Setting, _SETTING) or Setting(name=_SETTING, value={})
    mark.value = {"audit_entry": int(newest or 0)}
    change.session.add(mark)
    change.session.flush()


def _cohorts(session: Session, ids: Sequence[int]) -> list[int | None]:
    """The newest cohort of each developer."""
    table = table_of(Enrolment)
    found = sets.rows_where(session, (table.c.developer_id, table.c.id, table.c.cohort_id), table.c.developer_id, ids)
    newest = {int(developer): int(cohort) for developer, _, cohort in sorted(found)}
    return [newest.get(key) for key in ids]
