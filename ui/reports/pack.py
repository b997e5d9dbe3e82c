"""Owns the pack's part of the page: what it is about, its sheets as they will be written, the workbook and the paper."""

from __future__ import annotations

from PySide6.QtCore import Signal

from skilling.domain.problems import Refused
from skilling.reports import job as pack_job
from ui.context import Context
from ui.reports.choices import Choices
from ui.reports.handing import HandingRoom
from ui.shared.messages import Banner, Covered, EmptyState
from ui.shared.widgets import button


class PackRoom(HandingRoom):
    """Signals:
    titled: the pack that is shown now, in words.
    """

    titled = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.choices = Choices(self.theme)
        self._show = button(self.theme, self.tr("Show the pack"), self.show_pack, icon="eye")
        self._write = button(self.theme, self.tr("&Write workbook…"), self.write, icon="file-spreadsheet", kind="primary")
        self._pdf = button(self.theme, self.tr("Save as P&DF…"), self.print_pdf, icon="file-text")
        self._print = button(self.theme, self.tr("&Print…"), self.print_paper, icon="printer")
        for each in (self._show, self._write, self._pdf, self._print):
            self.choices.row.addWidget(each)
        self.choices.changed.connect(self._on_changed)
        self.body.addWidget(self.choices)
        self.add_messages()
        self._notices = Banner(self.theme, "warn")
        self.body.addWidget(self._notices)
        self._covered = Covered(self.sheets_view())
        self.body.addWidget(self._covered, 1)
        self._covered.cover(self._start_card())
        self.add_hands(self._write, self._pdf, self._print)

    def show_pack(self) -> None:
        """Counts the pack that is asked for."""
        if not self.choices.ready:
            return
        try:
            asked = self.choices.asked()
        except Refused as refused:
            self.refused(refused)
            return
        self.prepared = None
        self.ask(pack_job.prepare, asked, self.context.actor, then=self._on_prepared, stage=self.tr("Counting"))

    def set_busy(self, busy: bool) -> None:
        super().set_busy(busy)
        self._show.setEnabled(not busy)

    def lost(self) -> None:
        super().lost()
        self._covered.cover(self._start_card())

    def refused(self, problem: Exception) -> None:
        super().refused(problem)
        if self.prepared is None:
            self._covered.cover(self._start_card())

    def _on_prepared(self, prepared: pack_job.Prepared) -> None:
        self._covered.cover(None)
        self._notices.say(" ".join(prepared.notices))
        if prepared.draft:
            self.wrong.say(self.tr("A check does not agree: the workbook will be marked DRAFT. See its last sheet."), "bad")
        self.show_prepared(prepared)
        self.titled.emit(prepared.title)

    def _on_changed(self) -> None:
        if self.prepared is not None:
            self._notices.say(self.tr("The choices above were changed. Show the pack again to see it so."), "info")

    def _start_card(self) -> EmptyState:
        state = EmptyState(
            self.theme, "file-spreadsheet", self.tr("Which period?"),
            self.tr("Choose it above, look at the figures and who is behind them, then write the workbook."),
        )  # fmt: skip
        state.add_action(self.tr("Show the pack"), self.show_pack, icon="eye", main=True)
        return state
