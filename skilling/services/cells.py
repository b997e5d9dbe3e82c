"""Editing single cells of a list: one typed over, a block pasted, a column filled; refuses to write over what somebody else
wrote after the person looked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from sqlalchemy import select
from sqlmodel import Session, col

from skilling.database import many
from skilling.database.changes import Change
from skilling.database.tables import RECORDS, AuditEntry, ChangeEntry
from skilling.domain.money import numbered
from skilling.domain.nouns import noun_named
from skilling.domain.problems import Refused
from skilling.domain.queries import UNSEEN, CellEdit
from skilling.services import wording
from skilling.services.views import listing

_NAMED: Final = 3  # cells that a refusal names; the others are counted


def edit_cells(
    change: Change, noun: str, edit_one: Callable[[Change, int, dict[str, object]], object], cells: Sequence[CellEdit]
) -> int:
    """New values for single cells, several of one record together; `edit_one` is the noun's own `edit`.

    Returns how many records were edited. Refused for all where one is: a paste is one change.
    """
    by_record: dict[int, dict[str, object]] = {}
    for cell in cells:
        by_record.setdefault(cell.id, {})[cell.column] = cell.text
    many.held(change, RECORDS[noun], by_record)
    _check_seen(change.session, noun, cells)
    for record_id, given in by_record.items():
        edit_one(change, record_id, given)
    change.facts |= {"count": len(by_record), "cells": len(cells)}
    return len(by_record)


def _check_seen(session: Session, noun: str, cells: Sequence[CellEdit]) -> None:
    """Refused where a cell no longer holds what the person saw when they wrote into it."""
    listed = listing(noun)
    place = {column.name: number for number, column in enumerate(listed.columns, 1)}
    rows = {row[0]: row for row in listed.block(session, list({cell.id for cell in cells if cell.seen is not UNSEEN}))}
    overtaken = [
        cell for cell in cells if cell.seen is not UNSEEN and cell.id in rows and rows[cell.id][place[cell.column]] != cell.seen
    ]
    if not overtaken:
        return
    told = [_told(session, noun, cell, rows[cell.id][place[cell.column]]) for cell in overtaken[:_NAMED]]
    more = len(overtaken) - len(told)
    told += [f"So were {numbered(more, 'other cell')}."] if more else []
    raise Refused(
        "changed-meanwhile",
        f"{' '.join(told)} Nothing was saved. Type it again if yours is right.",
    )


def _told(session: Session, noun: str, cell: CellEdit, now: object) -> str:
    field = noun_named(noun).field(cell.column)
    words = wording.value_words(session, noun, field.attribute, now) or "blank"
    yours = wording.value_words(session, noun, field.attribute, cell.text) if field.choices else cell.text
    who = _last_writer(session, noun, cell.id, field.attribute)
    by = f" by {who}" if who else ""
    return f"{field.label} was changed meanwhile{by} to {words}; yours was {yours or 'blank'}."


def _last_writer(session: Session, noun: str, record_id: int, attribute: str) -> str:
    """Who set a field last; blank where its history does not tell."""
    wanted = (
        select(col(ChangeEntry.actor), col(AuditEntry.after))
        .join(ChangeEntry, col(ChangeEntry.id) == col(AuditEntry.change_id))
        .where(col(AuditEntry.kind) == noun, col(AuditEntry.record_id) == record_id)
        .order_by(col(AuditEntry.id).desc())
    )
    return next((str(actor) for actor, after in session.execute(wanted) if attribute in (after or {})), "")
