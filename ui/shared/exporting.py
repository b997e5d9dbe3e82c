"""Owns how a list leaves as a file: asks where, writes in a child process, then opens it; exactly what the screen shows."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from skilling.domain.problems import Refused
from skilling.reports import exporting
from skilling.reports.exporting import Exported
from ui.childjob import ChildJob
from ui.context import Context
from ui.shared.grid import Grid
from ui.shared.messages import Banner
from ui.shared.numbers import grouped
from ui.shared.progress import ProgressCard


class Exporter(QObject):
    """Belongs to one grid. Its card and its banner stand above it while they have something to say."""

    def __init__(self, context: Context, grid: Grid, noun: str, what: str, place: QVBoxLayout, parent: QWidget) -> None:
        """`noun` names the list, `what` the records in words; `place` is where progress and result are shown."""
        super().__init__(parent)
        self._context, self._grid, self._noun, self._what, self._over = context, grid, noun, what, parent
        self._job: ChildJob | None = None
        self._card = ProgressCard(context.theme, self.tr("The file appears when it is whole."))
        self._card.cancelled.connect(self._on_cancelled)
        self._done = Banner(context.theme, "good", dismissable=True)
        self._done.add_action(self.tr("Open"), self._on_open)
        self._done.add_action(self.tr("Show in folder"), self._on_show)
        self._path = ""
        place.insertWidget(0, self._card)
        place.insertWidget(0, self._done)

    @property
    def said(self) -> str:
        """What the banner says: the file that was written, or nothing."""
        return self._done.text

    def ask(self) -> None:
        """Asks for the file's name, then writes it."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        kept = self._context.preferences.text("export/folder", folder)
        name = f"{self._noun}-{date.today():%Y-%m-%d}.xlsx"  # noqa: DTZ011  # the day on this person's calendar
        dialog = QFileDialog(self._over, self.tr("Export {what}").format(what=self._what), str(Path(kept) / name))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([self.tr("Excel workbook (*.xlsx)"), self.tr("Comma-separated text (*.csv)")])
        dialog.setDefaultSuffix("xlsx")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.write)
        dialog.open()

    def write(self, path: str) -> None:
        """Writes the list as it stands on the screen to that file."""
        self._context.preferences.keep("export/folder", str(Path(path).parent))
        self._done.say("")
        self._card.begin(self.tr("Exporting {what}").format(what=self._what))
        self._job = self._context.job(self._over)
        self._job.progressed.connect(self._card.report)
        self._job.call(
            exporting.export,
            self._noun,
            self._grid.query,
            tuple(self._grid.shown_columns()),
            path,
            self._context.actor,
            then=self._on_written,
            failed=self._on_failed,
        )

    def _on_written(self, done: Exported) -> None:
        self._end()
        self._path = done.path
        said = self.tr("{count} {what} written to {file}.")
        self._done.say(said.format(count=grouped(done.count), what=self._what, file=Path(done.path).name))
        self._context.bus.changed.emit(frozenset({"export"}))

    def _on_failed(self, problem: Exception) -> None:
        self._end()
        if isinstance(problem, Refused):
            self._context.refuse(problem)
        else:
            self._context.bus.failed.emit(problem)

    def _on_cancelled(self) -> None:
        self._end()
        self._context.say(self.tr("Export cancelled. No file was written."))

    def _end(self) -> None:
        self._card.finish()
        if self._job is not None:
            self._job.close()
            self._job = None

    def _on_open(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self._path))

    def _on_show(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(self._path).parent)))
