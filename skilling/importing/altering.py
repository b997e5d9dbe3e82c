"""What a list changes of records that are on record already; refuses to forget what they were: the run keeps it, and the audit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from skilling.database import sets
from skilling.database.tables import RECORDS, Developer, Enrolment, table_of
from skilling.importing.writing import Writing, keep
from skilling.services import frozen
from skilling.services.records import derived


def changes(writing: Writing, moved: Mapping[int, int]) -> int:
    """Changes records of the register, and keeps with the run what they were; their number."""
    plan, change = writing.plan, writing.change
    changed = plan.changed_records()
    if not changed:
        return 0
    noun = plan.about.noun.name
    table = table_of(RECORDS[noun])
    names = [column for column in table.c if column.name not in ("extra", "search_text")]
    whole = {
        int(row.id): dict(zip((column.name for column in names), row, strict=True))
        for row in sets.rows_where(change.session, names, table.c.id, list(changed))
    }
    kept: list[tuple[int, int, dict[str, Any], dict[str, Any]]] = []
    new: list[tuple[int, dict[str, Any]]] = []
    for record, diffs in changed.items():
        values = {name: moved.get(value, value) if name == "institution_id" else value for name, (_, value) in diffs.items()}
        old = {name: before for name, (before, _) in diffs.items()}
        position = min(plan.changes[name][record][0] for name in diffs)
        kept.append((position, record, old, values))
        new.append((record, values | derived(noun, whole[record] | values)))
    sets.update_each(change, RECORDS[noun], new)
    keep(writing, noun, kept)
    if noun == Developer.noun:
        _fill_enrolments(writing, {record: position for position, record, old, now in kept if frozen.learnt(old, now)})
    return len(changed)


def _fill_enrolments(writing: Writing, positions: Mapping[int, int]) -> None:
    """What was unknown of developers, and is known now, on the enrolments that they had; `positions` are their rows."""
    if not positions:
        return
    found = frozen.blanks(writing.change, positions)
    sets.update_each(writing.change, Enrolment, [(row["id"], new) for row, new in found])
    kept = [(positions[row["developer_id"]], row["id"], dict.fromkeys(new), new) for row, new in found]
    keep(writing, Enrolment.noun, kept)
