"""Owns the page of reports: the pack, tables on demand, the ministry's template, periods, and the panel of who is behind a figure."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from skilling.domain.calendar import IST
from skilling.services import overview, programmes
from skilling.services.programmes import ProgrammeRow
from ui.context import Context
from ui.reports.behind import BehindPanel
from ui.reports.pack import PackRoom
from ui.reports.periods import PeriodsRoom
from ui.reports.tables import TablesRoom
from ui.reports.template import TemplateRoom
from ui.shared.page import Page
from ui.shared.tabs import Tabs


class ReportsPage(Page):
    """Child processes count and write; the page shows what they say."""

    concerns = frozenset({"nothing"})

    def __init__(self, context: Context) -> None:
        super().__init__(context, self.tr("Reports"), self.tr("Workbooks for the ministry; every figure leads to its people"))
        self.pack, self.tables, self.template = PackRoom(context), TablesRoom(context), TemplateRoom(context)
        self.periods = PeriodsRoom(context)
        self.tabs = Tabs(self.theme)
        self.tabs.add(self.tr("Pack"), self.pack)
        self.tabs.add(self.tr("Tables"), self.tables)
        self.tabs.add(self.tr("Template"), self.template)
        self.tabs.add(self.tr("Periods"), self.periods)
        self.tabs.chosen.connect(self._on_tab)
        self.body.addWidget(self.tabs, 1)
        self.panel = BehindPanel(self.theme, context.open_page)
        self.add_panel(self.panel)
        self.panel.hide()
        self.pack.titled.connect(self.set_subtitle)
        for room in (self.pack, self.tables):
            room.behind.connect(self.panel.show_behind)
        self.track(context.bus.changed, self._on_changed)
        self.offer(self.tr("Write workbook…"), self._on_save, icon="file-spreadsheet", shortcut="Ctrl+S")
        self.offer(self.tr("Print the report…"), self._on_print, icon="printer", shortcut="Ctrl+P")
        self.offer(self.tr("Parliament question"), self._on_parliament, icon="landmark")
        self.offer(self.tr("Lock, submit or restate a period"), self._on_periods, icon="lock")
        self.offer(self.tr("Fill a template"), lambda: self.tabs.show_tab(2), icon="layout-template")

    def opened(self, **where: Any) -> None:
        today = datetime.now(IST).date()
        self.context.read_later(programmes.to_choose, then=self._fill_programmes)
        self.context.read_later(overview.financial_years, today, then=self._fill_years)

    def _fill_programmes(self, found: list[ProgrammeRow]) -> None:
        for room in (self.pack, self.tables, self.template, self.periods):
            room.choices.fill_programmes(found)

    def _fill_years(self, years: list[str]) -> None:
        for room in (self.pack, self.tables, self.template, self.periods):
            room.choices.fill_years(years)

    def _on_tab(self, place: int) -> None:
        self.panel.hide()
        if place == self.tabs.place_of(self.tables):
            self.tables.opened()
        if place == self.tabs.place_of(self.periods):
            self.periods.opened()

    def _on_changed(self, touched: frozenset[str]) -> None:
        """Moves of a period are records of no noun: they are news of reports, or of nothing where one is taken back."""
        if not touched or "report" in touched:
            self.periods.look_quietly()

    def _on_save(self) -> None:
        room = (self.pack, self.tables, None, None)[self.tabs.current]
        if room is not None:
            room.write()

    def _on_print(self) -> None:
        room = (self.pack, self.tables, None, None)[self.tabs.current]
        if room is not None:
            room.print_paper()

    def _on_periods(self) -> None:
        self.tabs.show_tab(self.tabs.place_of(self.periods))

    def _on_parliament(self) -> None:
        self.tabs.show_tab(self.tabs.place_of(self.tables))
        self.tables.ask_parliament()
