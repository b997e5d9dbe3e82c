"""Imports as they happened: the list of runs, for reading; refuses to undo, which is the business of importing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from skilling.database.tables import ImportRun


@dataclass(frozen=True, slots=True)
class RunRow:
    """One list that was taken in."""

    id: int
    at: datetime
    actor: str
    noun: str
    file_name: str
    sheet: str | None
    sha256: str
    state: str  # applied | undone
    counts: dict[str, int]
    change_id: int | None

    def as_plain(self) -> dict[str, Any]:
        """For the command line's document."""
        return {
            "run": self.id, "at": self.at, "actor": self.actor, "noun": self.noun, "file": self.file_name, "sheet": self.sheet,
            "sha256": self.sha256, "state": self.state, "counts": self.counts,
        }  # fmt: skip


def rows(session: Session, limit: int = 200) -> list[RunRow]:
    """The newest imports first."""
    return [
        RunRow(
            run.id or 0, run.at, run.actor, run.noun, run.file_name, run.sheet, run.sha256, run.state, run.counts, run.change_id
        )
        for run in session.exec(select(ImportRun).order_by(col(ImportRun.id).desc()).limit(limit))
    ]
