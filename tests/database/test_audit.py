"""The audit is a chain: whoever edits, drops, moves or cuts off a link is found out."""

from __future__ import annotations

import hashlib
import json

import pytest
from sqlalchemy import select, text

from skilling.database import audit
from skilling.database.changes import Change
from skilling.database.tables import AuditEntry, ChangeEntry, Cohort, table_of
from skilling.services.desk import Desk
from tests import builders

# Each is what a person with the file open in another program could do; the second is the change where it shows.
TAMPERINGS = {
    "edits who did it": ("UPDATE changes SET actor = 'somebody else' WHERE id = 3", 3),
    "edits when it was": ("UPDATE changes SET at = '2020-01-01 00:00:00' WHERE id = 3", 3),
    "edits what it was called": ("UPDATE changes SET action = 'cohort.seen' WHERE id = 3", 3),
    "edits its facts": ("UPDATE changes SET facts = '{\"count\":1}' WHERE id = 3", 3),
    "edits a value": ("UPDATE audit_entries SET after = replace(after, '31', '99') WHERE change_id = 3", 3),
    "deletes an entry": ("DELETE FROM audit_entries WHERE change_id = 3", 3),
    "adds an entry": (
        "INSERT INTO audit_entries (change_id, kind, record_id, before, after) VALUES (3, 'cohort', 1, NULL, '{}')", 3,
    ),
    "moves an entry to another change": ("UPDATE audit_entries SET change_id = 2 WHERE change_id = 3", 2),
    "deletes a change": ("DELETE FROM audit_entries WHERE change_id = 3; DELETE FROM changes WHERE id = 3", 4),
    "deletes the first change": ("DELETE FROM audit_entries WHERE change_id = 1; DELETE FROM changes WHERE id = 1", 2),
    "swaps two changes": (
        "UPDATE changes SET token = 'x' WHERE id = 3; UPDATE changes SET token = 'y' WHERE id = 4; "
        "UPDATE changes SET id = 99 WHERE id = 3; UPDATE changes SET id = 3 WHERE id = 4; "
        "UPDATE changes SET id = 4 WHERE id = 99", 3,
    ),
    "cuts off the end": ("DELETE FROM audit_entries WHERE change_id >= 5; DELETE FROM changes WHERE id >= 5", 6),
    "cuts off the end and the head": (
        "DELETE FROM audit_entries WHERE change_id >= 5; DELETE FROM changes WHERE id >= 5; DELETE FROM audit_head", 4,
    ),
    "cuts off everything": ("DELETE FROM audit_entries; DELETE FROM changes", 6),
    "cuts off the end and mends the head, but forgets its entries": (
        "DELETE FROM changes WHERE id = 6; "
        "UPDATE audit_head SET change_id = 5, hash = (SELECT hash FROM changes WHERE id = 5)", 5,
    ),
    "edits the head": ("UPDATE audit_head SET change_id = 5", 5),
}  # fmt: skip


def six_changes(desk: Desk) -> Cohort:
    """Changes 1 to 6: a programme, a cohort of it, and four edits of that."""
    cohort = builders.a_cohort(desk, code="BLR-1", seats=30)
    for seats in (31, 32, 33, 34):
        desk.change("tests", "cohort.edited", edit_seats, cohort.id or 0, seats)
    return cohort


def edit_seats(change: Change, cohort_id: int, seats: int) -> None:
    change.edit(change.get(Cohort, cohort_id), {"seats": seats})


def tamper(desk: Desk, statements: str) -> None:
    engine = desk.database.writer_engine
    with engine.connect() as connection:
        if desk.database.is_file:
            connection.connection.driver_connection.execute("PRAGMA foreign_keys=OFF")  # type: ignore[union-attr]
        else:
            connection.execute(text("SET session_replication_role = replica"))
        for statement in statements.split("; "):
            connection.exec_driver_sql(statement)
        connection.commit()
        connection.invalidate()


def test_an_untouched_chain_is_sound(desk: Desk) -> None:
    assert desk.read(audit.examine) == audit.Chain(True, 0)
    six_changes(desk)
    assert desk.read(audit.examine) == audit.Chain(True, 6)


@pytest.mark.parametrize("how", TAMPERINGS)
def test_a_chain_that_somebody_tampered_with_is_not(desk: Desk, how: str) -> None:
    six_changes(desk)
    statements, broken_at = TAMPERINGS[how]
    tamper(desk, statements)
    found = desk.read(audit.examine)
    assert (found.ok, found.broken_at) == (False, broken_at)


def test_the_chain_can_be_recomputed_without_the_desk(desk: Desk) -> None:
    six_changes(desk)
    changes, entries = table_of(ChangeEntry), table_of(AuditEntry)
    previous = ""
    for row in desk.read(lambda session: session.execute(select(changes).order_by(changes.c.id)).all()):
        rows = desk.read(
            lambda session, key: session.execute(select(entries).where(entries.c.change_id == key).order_by(entries.c.id)).all(),
            row.id,
        )
        digest = hashlib.sha256()
        for entry in rows:
            said = {"kind": entry.kind, "record_id": entry.record_id, "before": entry.before, "after": entry.after}
            digest.update(json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode())
        link = {
            "token": row.token, "at": row.at.isoformat(), "actor": row.actor, "action": row.action, "facts": row.facts,
            "digest": digest.hexdigest(),
        }  # fmt: skip
        text = json.dumps(link, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        assert row.hash == hashlib.sha256((previous + text).encode()).hexdigest()
        previous = row.hash
    assert desk.read(audit.anchor).hash == previous


def test_the_same_work_gives_the_same_digests_on_both_engines(sqlite_desk: Desk, postgresql_desk: Desk) -> None:
    digests = []
    for desk in (sqlite_desk, postgresql_desk):
        developer = builders.saved(desk, builders.Developer(uid="U", full_name="सुनीता देवी", extra={"b": 1, "a": "ä"}))
        desk.change("tests", "removed", lambda change, key: change.remove(change.get(builders.Developer, key)), developer.id or 0)
        digests.append(desk.read(lambda session: list(session.scalars(select(table_of(ChangeEntry).c.digest)))))
    assert digests[0] == digests[1]


def test_the_anchor_is_the_end_of_the_chain(desk: Desk) -> None:
    assert desk.read(audit.anchor) == audit.Anchor(0, "")
    six_changes(desk)
    end = desk.read(audit.anchor)
    last = desk.read(lambda session: session.get(ChangeEntry, end.change_id))
    assert last is not None and last.hash == end.hash and len(end.hash) == 64
