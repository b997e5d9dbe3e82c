"""Owns how a long job is shown: stage, bar, rows a second, time left, cancel; and the estimate behind it."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar

from ui.childjob import ChildJob
from ui.shared.numbers import grouped
from ui.shared.widgets import Card, button, label
from ui.theme import Theme

_WINDOW = 8.0  # seconds looked back
_SPEAKS_AFTER = 2.0  # seconds before a speed is said: the first rows are never typical


class Pace:
    """How fast a stage goes, from its last few reports."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._stage = ""
        self._reports: deque[tuple[float, int]] = deque()
        self._began = 0.0

    def report(self, stage: str, done: int) -> None:
        now = self._clock()
        if stage != self._stage:
            self._stage, self._began = stage, now
            self._reports.clear()
        self._reports.append((now, done))
        while len(self._reports) > 2 and now - self._reports[0][0] > _WINDOW:
            self._reports.popleft()

    def per_second(self) -> float:
        """Rows a second; 0 while it is too early to say."""
        if len(self._reports) < 2 or self._clock() - self._began < _SPEAKS_AFTER:
            return 0.0
        (first, before), (last, after) = self._reports[0], self._reports[-1]
        return (after - before) / (last - first) if last > first else 0.0

    def seconds_left(self, total: int) -> float | None:
        """Until the stage is through; None while nobody can know."""
        speed = self.per_second()
        return (total - self._reports[-1][1]) / speed if speed > 0 and total else None


def duration_words(seconds: float) -> str:
    """In steps that do not jump about: a few seconds, 20 seconds, 3 minutes."""
    translate = QCoreApplication.translate
    if seconds < 5:
        return translate("progress", "a few seconds")
    if seconds < 55:
        return translate("progress", "{n} seconds").format(n=5 * round(seconds / 5))
    minutes = max(1, round(seconds / 60))
    return translate("progress", "1 minute") if minutes == 1 else translate("progress", "{n} minutes").format(n=minutes)


class ProgressCard(Card):
    """Shown by the page while a job runs.

    Signals:
        cancelled: the person wants it to end; the page ends it and says what became of it.
    """

    cancelled = Signal()

    def __init__(self, theme: Theme, promise: str = "", parent: QObject | None = None) -> None:
        """`promise` says what a cancel leaves behind: "Nothing is saved until the end."."""
        super().__init__()
        self._pace = Pace()
        self.setAccessibleName(self.tr("Progress"))
        self._stage, self._numbers = label("", "strong"), label("", "muted", wraps=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._cancel = button(theme, self.tr("Cancel"), self._on_cancel, icon="x", tip=self.tr("Esc"))
        row = QHBoxLayout()
        row.addWidget(label(promise, "caption", wraps=True), 1)
        row.addWidget(self._cancel)
        for part in (self._stage, self._bar, self._numbers):
            self.body.addWidget(part)
        self.body.addLayout(row)
        self.hide()

    def follow(self, job: ChildJob) -> None:
        """Shows the reports of a child process; hides when it ends."""
        job.progressed.connect(self.report)
        job.ended.connect(self.hide)

    def begin(self, stage: str) -> None:
        """Before the first report: what is about to happen."""
        self._cancel.setEnabled(True)
        self.report(stage, 0, 0)

    def report(self, stage: str, done: int, total: int) -> None:
        """`total` 0: nobody knows how much there is."""
        self._pace.report(stage, done)
        self._stage.setText(stage)
        self._bar.setRange(0, 1000 if total else 0)
        self._bar.setValue(round(1000 * done / total) if total else 0)
        self._numbers.setText(self._words(done, total))
        self._bar.setAccessibleDescription(f"{stage}. {self._numbers.text()}")
        self.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._cancel.isEnabled():
            self._on_cancel()
        else:
            super().keyPressEvent(event)

    def finish(self) -> None:
        self.hide()

    @property
    def words(self) -> str:
        return self._numbers.text()

    def _words(self, done: int, total: int) -> str:
        if not done:
            return self.tr("Starting…")
        parts = [self.tr("{done} of {total}").format(done=grouped(done), total=grouped(total)) if total else grouped(done)]
        speed, left = self._pace.per_second(), self._pace.seconds_left(total)
        if speed >= 1:
            parts.append(self.tr("{n} rows a second").format(n=grouped(round(speed))))
        if left is not None and done < total:
            parts.append(self.tr("about {time} left").format(time=duration_words(left)))
        return " · ".join(parts)

    def _on_cancel(self) -> None:
        self._cancel.setEnabled(False)
        self._stage.setText(self.tr("Cancelling…"))
        self.cancelled.emit()
