"""Owns what the three parts of the reports page share: the child that counts, its progress, what went wrong, the files written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from ui.childjob import ChildFailed, ChildJob
from ui.context import Context
from ui.shared.messages import Banner
from ui.shared.progress import ProgressCard
from ui.theme import set_kind


class Room(QWidget):
    """A part of the page with a child process of its own. Subclasses build into `body`."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context, self.theme = context, context.theme
        set_kind(self, "clear")
        self._job: ChildJob | None = None
        self._path = ""
        self._staged = False  # something is done that the person waits for
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(10)
        self.progress = ProgressCard(self.theme, self.tr("Nothing is written until the end."))
        self.progress.cancelled.connect(self._on_cancelled)
        self.wrong = Banner(self.theme, "bad")
        self.done = Banner(self.theme, "good", dismissable=True)
        self.done.add_action(self.tr("Open"), self._on_open)
        self.done.add_action(self.tr("Show in folder"), self._on_show_folder)

    def add_messages(self) -> None:
        """Puts progress and banners where the body has come to."""
        for each in (self.progress, self.wrong, self.done):
            self.body.addWidget(each)

    # For subclasses

    def set_busy(self, busy: bool) -> None:
        """Buttons rest while the child works."""

    def lost(self) -> None:
        """The child is gone, and what it held."""

    # The child

    def ask(self, function: Callable[..., Any], *args: Any, then: Callable[[Any], object], stage: str = "") -> None:
        """Has the child do it; with a `stage` the person sees progress and can stop it."""
        if stage:
            self.wrong.say("")
            self.done.say("")
            self._staged = True
            self.set_busy(True)
            self.progress.begin(stage)

        def landed(answer: Any) -> None:
            if stage:
                self.rest()
            then(answer)

        self._child().call(function, *args, then=landed, failed=self.refused)

    def refused(self, problem: Exception) -> None:
        """Says why it was not done. A bug is said in its own sentence too: the child has ended what it did."""
        self.rest()
        self.wrong.say(getattr(problem, "message", "") or str(problem), "bad")
        if isinstance(problem, ChildFailed):
            self.context.note(problem.details)

    def rest(self) -> None:
        self._staged = False
        self.progress.finish()
        self.set_busy(False)

    def say_written(self, path: str, sentence: str) -> None:
        self._path = path
        self.done.say(sentence)

    def ask_where(self, title: str, suggested: str, filters: str, then: Callable[[str], object]) -> None:
        """A file to write, in the folder of the last one."""
        folder = self.context.preferences.text("reports/folder", str(Path.home()))
        dialog = QFileDialog(self, title, str(Path(folder) / suggested), filters)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(Path(suggested).suffix.lstrip("."))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def chosen(path: str) -> None:
            self.context.preferences.keep("reports/folder", str(Path(path).parent))
            then(path)

        dialog.fileSelected.connect(chosen)
        dialog.open()

    def _child(self) -> ChildJob:
        if self._job is None:
            self._job = self.context.job(self)
            self._job.progressed.connect(self._on_progress)
            self._job.ended.connect(self._on_ended)
        return self._job

    def _on_progress(self, stage: str, done: int, total: int) -> None:
        if self._staged:
            self.progress.report(stage, done, total)

    def _on_ended(self) -> None:
        self._job = None
        self.rest()
        self.lost()

    def _on_cancelled(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self.wrong.say(self.tr("Stopped. Nothing was written."), "info")

    def _on_open(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self._path))

    def _on_show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(self._path).parent)))
