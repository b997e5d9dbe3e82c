"""Owns where one goes around a list: an empty one for partners before it, its records, its cohort and the way back after it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from skilling.domain.nouns import noun_named
from skilling.domain.problems import Refused
from skilling.domain.queries import Filter
from skilling.importing import templates, undo
from skilling.importing.buckets import Undone
from skilling.importing.showing import Applied
from skilling.services import cohorts, runs
from ui.context import Context
from ui.importing.result import ResultView


class Aftermath(QObject):
    """Lives with the page; `applied` is None until a list went in."""

    def __init__(self, context: Context, result: ResultView, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._result = context, result
        self.applied: Applied | None = None
        self._noun = self._cohort = ""
        result.records_wanted.connect(self._on_records)
        result.cohort_wanted.connect(self._on_cohort)
        result.undo_wanted.connect(self._on_undo)
        result.redo_wanted.connect(context.redo)

    def went_in(self, applied: Applied, noun: str, cohort: str) -> None:
        """A list is in: what it was about, and the cohort that all its people joined."""
        self.applied, self._noun, self._cohort = applied, noun, cohort

    def look_again(self) -> None:
        """Something changed: does the import still stand?"""
        if self.applied is not None:
            self._context.read_later(runs.rows, then=self._on_runs)

    def get_template(self, of: str) -> None:
        """Asks where, then writes an empty list for partners to fill in."""
        suggested = str(Path.home() / self.tr("List of {what}.xlsx").format(what=of))
        kinds = self.tr("Excel workbooks (*.xlsx)")
        path, _ = QFileDialog.getSaveFileName(self._result.window(), self.tr("Save the template"), suggested, kinds)
        if path:
            self.write_template(of, path)

    def write_template(self, of: str, path: str) -> None:
        """The same without asking."""
        words = self.tr("{file} can be sent to partners. It comes back without a question.").format(file=Path(path).name)
        self._context.read_later(
            templates.write, of, Path(path), then=lambda _: self._context.say(words), failed=self._on_not_written
        )

    def _on_not_written(self, problem: Exception) -> None:
        if not isinstance(problem, Refused):
            raise problem
        self._context.refuse(problem)

    def _on_undo(self) -> None:
        if self.applied is not None:
            self._context.read_later(undo.preview, self.applied.run, then=self._on_undo_known)

    def _on_undo_known(self, undone: Undone) -> None:
        if undone.kept or undone.could_not:
            self._result.say_kept(undone)
        if self.applied is not None:
            self._context.undo(self.applied.done.change_id)

    def _on_runs(self, found: Sequence[runs.RunRow]) -> None:
        if self.applied is not None:
            stands = any(one.id == self.applied.run and one.state == "applied" for one in found)
            change = self.applied.done.change_id
            self._result.show_standing(stands, redoable=change is not None and self._context.undoing.redo_brings(change))

    def _on_records(self) -> None:
        if self.applied is not None:
            page = noun_named(self._noun).plural
            self._context.open_page(page, filters=(Filter("import", "is", (self.applied.run,)),))

    def _on_cohort(self) -> None:
        found = next((place.id for place in self._context.read(cohorts.places) if place.code == self._cohort), 0)
        self._context.open_page("cohorts", **({"id": found} if found else {"text": self._cohort}))
