"""What an undo of an import finds: what is reversed, what is kept because somebody worked on it since, what is gone; changes
nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session

from skilling.database import plainrows, sets
from skilling.database.tables import RECORDS, ImportChange, table_of
from skilling.domain.nouns import noun_named


@dataclass(frozen=True, slots=True)
class Held:
    """A record that an undo or redo leaves as it is, and why."""

    kind: str
    id: int
    label: str
    why: str


@dataclass
class Undone:
    """What an undo (or redo) does or would do. `removed` and `restored` count records by noun."""

    run: int
    title: str
    removed: dict[str, int] = field(default_factory=dict)
    restored: dict[str, int] = field(default_factory=dict)
    kept: list[Held] = field(default_factory=list)
    could_not: list[Held] = field(default_factory=list)

    @property
    def reversed(self) -> int:
        """How many records are as they were before the import."""
        return sum(self.removed.values()) + sum(self.restored.values())


@dataclass
class Going:
    """What an undo has found: ids of records to go and values to restore, by noun."""

    undone: Undone
    gone: dict[str, set[int]] = field(default_factory=dict)
    restored: dict[str, dict[int, dict[str, Any]]] = field(default_factory=dict)


def word_for(noun: str, number: int = 1) -> str:
    """What records of a noun are called within a sentence, one or several."""
    try:
        declared = noun_named(noun)
    except KeyError:
        return noun.replace("_", " ") or "later step" + "s" * (number != 1)
    return (declared.label if number == 1 else declared.label_plural).lower()


def labels_of(session: Session, noun: str, ids: Mapping[int, object]) -> dict[int, str]:
    """The title of each record."""
    table = table_of(RECORDS[noun])
    try:
        title = table.c[noun_named(noun).title]
    except KeyError:
        return {}
    return {int(key): str(words) for key, words in sets.rows_where(session, (table.c.id, title), table.c.id, list(ids))}


def compare(
    session: Session,
    going: Going,
    kind: str,
    changed: list[ImportChange],
    ways: Callable[[ImportChange], tuple[dict[str, Any], dict[str, Any]]],
) -> None:
    """Of each record, the values that still are as expected are set to what they should become."""
    table = table_of(RECORDS[kind])
    names = sorted({name for row in changed for name in row.after})
    columns = (table.c.id, *(table.c[name] for name in names))
    now = {
        int(found[0]): plainrows.plain(dict(zip(names, found[1:], strict=True)))
        for found in sets.rows_where(session, columns, table.c.id, [row.record_id for row in changed])
    }
    labels = labels_of(session, kind, now)
    for row in changed:
        label = labels.get(row.record_id, "")
        if row.record_id not in now:
            going.undone.could_not.append(Held(kind, row.record_id, label, "it is gone"))
            continue
        expected, wanted = ways(row)
        still = {name for name, value in expected.items() if now[row.record_id][name] == value}
        if still:
            # A run may change a record twice: its facts, and its life.
            going.restored.setdefault(kind, {}).setdefault(row.record_id, {}).update((name, wanted[name]) for name in still)
        for name in sorted(expected.keys() - still):
            reason = f"{field_words(kind, name)} was edited since"
            going.undone.kept.append(Held(kind, row.record_id, label, reason))
    if going.restored.get(kind):
        going.undone.restored[kind] = going.undone.restored.get(kind, 0) + len(going.restored[kind])


def field_words(kind: str, attribute: str) -> str:
    """A field's own words."""
    try:
        return noun_named(kind).field(attribute).label
    except KeyError:
        return attribute.replace("_", " ")
