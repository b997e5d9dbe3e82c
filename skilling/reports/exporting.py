"""Exporting the view on a screen from a child process, with a line in the history; refuses to leave half a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

from skilling.database.changes import Change
from skilling.domain.queries import Query
from skilling.services.desk import open_desk
from skilling.services.views import listing

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Exported:
    """A file that was written, and how many rows it has."""

    path: str
    count: int


def export(
    state: SimpleNamespace, progress: Progress, noun: str, query: Query, columns: Sequence[str], path: str, actor: str
) -> Exported:
    """Writes what the list shows: these columns in this order, the rows that match, as they are sorted."""
    from skilling.reports import rows  # the writers of spreadsheets are wanted in the child, not in the window

    desk = open_desk(state.address)
    try:
        listed = listing(noun)
        count = desk.read(rows.export_listing, listed, query, columns, Path(path), progress)
        desk.change(actor, "export.written", _note, count, listed.noun.label_plural.lower())
    finally:
        desk.close()
    return Exported(path, count)


def _note(change: Change, count: int, title: str) -> None:
    """People leave the program with an export, so the history says who took how many."""
    change.facts |= {"count": count, "title": title}
