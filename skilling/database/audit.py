"""The audit as a chain that can be examined; refuses to call it sound when a link was edited, dropped or cut off."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import Session

from skilling.database.changes import digest_of, link
from skilling.database.tables import AuditEntry, AuditHead, ChangeEntry


@dataclass(frozen=True, slots=True)
class Chain:
    """Result of an examination: `ok`, or the number of the first change that does not fit."""

    ok: bool
    changes: int
    broken_at: int | None = None


def examine(session: Session) -> Chain:
    """Recomputes every link from the entries; linear in the number of entries."""
    previous, last, count = "", 0, 0
    for row in session.scalars(select(ChangeEntry).order_by(ChangeEntry.id)):  # type: ignore[arg-type]
        count += 1
        entries = [
            {"kind": kind, "record_id": record_id, "before": before, "after": after}
            for kind, record_id, before, after in session.execute(
                select(AuditEntry.kind, AuditEntry.record_id, AuditEntry.before, AuditEntry.after)  # type: ignore[call-overload]
                .where(AuditEntry.change_id == row.id)
                .order_by(AuditEntry.id)
            )
        ]
        said = {
            "token": row.token, "at": row.at.isoformat(), "actor": row.actor, "action": row.action,
            "facts": row.facts, "digest": row.digest,
        }  # fmt: skip
        if row.previous != previous or row.digest != digest_of(entries) or row.hash != link(previous, said):
            return Chain(False, count, row.id)
        previous, last = row.hash, row.id or 0
    head = session.get(AuditHead, 1)
    if head is not None and (head.change_id, head.hash) != (last, previous):
        return Chain(False, count, head.change_id)
    return Chain(True, count)
