"""Owns the page of reports: what a pack is to be about, its sheets as they will be written, the records behind a figure,
and the workbook; it counts nothing.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QFileDialog, QTabBar, QVBoxLayout, QWidget

from skilling.domain.calendar import IST, MONTHS, quarter_of
from skilling.reports import job as pack_job
from skilling.services import overview
from skilling.services.desk import Told
from ui.childjob import ChildJob
from ui.context import Context
from ui.reports.behind import BehindPanel
from ui.reports.preview import SheetPreview
from ui.shared.flow import FlowLayout
from ui.shared.messages import Banner, Covered, EmptyState
from ui.shared.page import Page
from ui.shared.progress import ProgressCard
from ui.shared.widgets import button, label


class ReportsPage(Page):
    """The ministry's pack. A child process counts and writes; this page shows what it says."""

    concerns = frozenset({"nothing"})

    def __init__(self, context: Context) -> None:
        super().__init__(context, self.tr("Reports"), self.tr("The workbook for the ministry; every figure leads to its people"))
        self._job: ChildJob | None = None
        self._prepared: pack_job.Prepared | None = None
        self._asked: pack_job.Asked | None = None
        self._write = self.add_action(
            self.tr("&Write workbook…"), self._on_write, icon="file-spreadsheet", kind="primary", shortcut="Ctrl+S"
        )
        self._write.setEnabled(False)
        self.body.addLayout(self._choices())
        self._progress = ProgressCard(self.theme, self.tr("Nothing is written until the end."))
        self._progress.cancelled.connect(self._on_cancelled)
        self.body.addWidget(self._progress)
        self._notices = Banner(self.theme, "warn")
        self.body.addWidget(self._notices)
        self._done = Banner(self.theme, "good", dismissable=True)
        self.body.addWidget(self._done)
        self._covered = Covered(self._preview())
        self.body.addWidget(self._covered, 1)
        self._covered.cover(self._start_card())
        self.panel = BehindPanel(self.theme, context.open_page)
        self.add_panel(self.panel)
        self.panel.hide()

    def opened(self, **where: Any) -> None:
        today = datetime.now(IST).date()
        self.context.read_later(overview.financial_years, today, then=self._fill_years)

    # Building

    def _choices(self) -> FlowLayout:
        row = FlowLayout(None, 10, 10)
        self._year, self._part, self._language = QComboBox(), QComboBox(), QComboBox()
        today = datetime.now(IST).date()
        self._part.addItem(self.tr("Whole year"), (None, None))
        for number in range(1, 5):
            self._part.addItem(self.tr("Quarter {n}").format(n=number), (number, None))
        for number in (*range(4, 13), *range(1, 4)):
            self._part.addItem(MONTHS[number - 1], (None, number))
        self._part.setCurrentIndex(quarter_of(today))
        for code, words in (
            ("both", self.tr("English and Hindi")),
            ("en", self.tr("English")),
            ("hi", self.tr("Hindi with English headings")),
        ):
            self._language.addItem(words, code)
        for words, choice in (
            (self.tr("Financial year"), self._year), (self.tr("Period"), self._part), (self.tr("Language"), self._language),
        ):  # fmt: skip
            choice.setAccessibleName(words)
            choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            row.addWidget(choice)
        self._show_button = button(self.theme, self.tr("Show the pack"), self._on_show, icon="eye")
        row.addWidget(self._show_button)
        return row

    def _preview(self) -> QWidget:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._tabs = QTabBar()
        self._tabs.setAccessibleName(self.tr("Sheets"))
        self._tabs.setExpanding(False)
        self._tabs.setUsesScrollButtons(True)
        self._tabs.setDrawBase(False)
        self._tabs.currentChanged.connect(self._on_tab)
        self._sheet = SheetPreview(self.theme)
        self._sheet.asked_behind.connect(self._on_behind)
        self._hint = label(self.tr("Choose a number to see who is behind it."), "caption")
        column.addWidget(self._tabs)
        column.addWidget(self._sheet, 1)
        column.addWidget(self._hint)
        return whole

    def _start_card(self) -> EmptyState:
        state = EmptyState(
            self.theme, "file-spreadsheet", self.tr("Which period?"),
            self.tr("Choose it above, look at the figures and who is behind them, then write the workbook."),
        )  # fmt: skip
        state.add_action(self.tr("Show the pack"), self._on_show, icon="eye", main=True)
        return state

    # Asking

    def _fill_years(self, years: list[str]) -> None:
        chosen = self._year.currentData()
        self._year.clear()
        for year in years:
            self._year.addItem(self.tr("FY {year}").format(year=year.replace("-", "–")), year)
        self._year.setCurrentIndex(max(0, self._year.findData(chosen)))

    def _wanted(self) -> pack_job.Asked:
        fy = str(self._year.currentData())
        quarter, month = self._part.currentData()
        first = int(fy[:4])
        named = f"{first if month >= 4 else first + 1}-{month:02d}" if month else None
        return pack_job.Asked(fy, quarter, named, language=self._language.currentData())

    def _on_show(self) -> None:
        if self._year.currentData() is None:
            return
        self.say_above("")
        self._done.hide()
        self.panel.hide()
        self._asked = self._wanted()
        self._busy(self.tr("Counting"))
        self._child().call(pack_job.prepare, self._asked, self.context.actor, then=self._on_prepared, failed=self._on_failed)

    def _on_prepared(self, prepared: pack_job.Prepared) -> None:
        self._prepared = prepared
        self._idle()
        self._covered.cover(None)
        self._notices.say(" ".join(prepared.notices))
        self._notices.setVisible(bool(prepared.notices))
        if prepared.draft:
            self.say_above(self.tr("A check does not agree: the workbook will be marked DRAFT. See its last sheet."), "bad")
        self.set_subtitle(prepared.title)
        self._tabs.blockSignals(True)
        while self._tabs.count():
            self._tabs.removeTab(0)
        for name in prepared.sheets:
            self._tabs.addTab(name)
        self._tabs.setCurrentIndex(min(1, len(prepared.sheets) - 1))
        self._tabs.blockSignals(False)
        self._on_tab(self._tabs.currentIndex())
        self._write.setEnabled(True)

    def _on_tab(self, place: int) -> None:
        if self._prepared is not None and place >= 0:
            self._child().call(pack_job.sheet, self._prepared.sheets[place], then=self._sheet.show_sheet, failed=self._on_failed)

    def _on_behind(self, row: int, column: int) -> None:
        if self._prepared is not None:
            name = self._prepared.sheets[self._tabs.currentIndex()]
            self._child().call(pack_job.behind, name, row, column, then=self.panel.show_behind, failed=self._on_failed)

    # Writing

    def _on_write(self) -> None:
        if self._prepared is None or self._asked is None:
            return
        suggested = f"ministry-{self._prepared.period.replace(' ', '-').replace(',', '')}.xlsx"
        folder = self.context.preferences.text("reports/folder", str(Path.home()))
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Write workbook"), str(Path(folder) / suggested), self.tr("Excel workbooks (*.xlsx)")
        )
        if name:
            self.context.preferences.keep("reports/folder", str(Path(name).parent))
            self.write_to(name)

    def write_to(self, path: str) -> None:
        """Hands the shown pack over as a workbook at `path`."""
        self._busy(self.tr("Writing the workbook"))
        self._child().call(pack_job.hand_over, path, self.context.actor, then=self._on_written, failed=self._on_failed)

    def _on_written(self, delivered: pack_job.Delivered) -> None:
        self._idle()
        title = self._prepared.title if self._prepared else ""
        self.context.record(
            Told(delivered.path, delivered.change_id, frozenset({"report"}), "report.written", {"title": title}), said=""
        )
        self._done.say(self.tr("Written to {path}.").format(path=delivered.path))
        self._done.show()
        self.context.say(self.tr("The workbook is written."))
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(delivered.path).parent)))

    # The child

    def _child(self) -> ChildJob:
        if self._job is None:
            self._job = self.context.job(self)
            self._job.progressed.connect(self._progress.report)
            self._job.ended.connect(self._on_ended)
        return self._job

    def _on_ended(self) -> None:
        self._job, self._prepared = None, None
        self._write.setEnabled(False)
        self._idle()

    def _on_cancelled(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self.say_above(self.tr("Stopped. Nothing was written."))
        self._covered.cover(self._start_card())

    def _on_failed(self, problem: Exception) -> None:
        self._idle()
        self.say_above(getattr(problem, "message", "") or str(problem), "bad")

    def _busy(self, stage: str) -> None:
        self._show_button.setEnabled(False)
        self._write.setEnabled(False)
        self._progress.begin(stage)
        self._progress.show()

    def _idle(self) -> None:
        self._show_button.setEnabled(True)
        self._write.setEnabled(self._prepared is not None)
        self._progress.hide()
