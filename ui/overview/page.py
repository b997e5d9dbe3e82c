"""Owns the dashboard: figures that open their lists, months, journey, states, what to do next, what was done; it
computes nothing, `skilling.services.overview` does.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from skilling.domain.calendar import IST
from skilling.services import history, overview
from ui.background import Token
from ui.context import Context
from ui.overview.lists import ActivityCard, TaskCard
from ui.shared.chartcard import ChartCard
from ui.shared.charts import ChartData, Series
from ui.shared.figures import FigureCard
from ui.shared.flow import FlowLayout
from ui.shared.messages import Covered, EmptyState
from ui.shared.numbers import grouped
from ui.shared.page import Page

_STATES_SHOWN = 4
_RECENT = 5


class DashboardPage(Page):
    """Concerns everything; it is read again a moment after any change, on a reader."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, self.tr("Dashboard"), scrolls=True)
        self._names = _tile_names(self)
        self._add_choices()
        self.add_action(
            self.tr("Ministry &report"), lambda: context.open_page("reports"), icon="file-spreadsheet", kind="primary"
        )
        self._cards: dict[str, FigureCard] = {}
        self._asked = Token()
        self._tiles = QWidget()
        self._tile_row = FlowLayout(self._tiles, 12, 12)
        self._months = ChartCard(self.theme, "grouped", self.tr("Enrolled and completed, by month"), self.tr("enrolments"))
        self._journey = ChartCard(self.theme, "shares", self.tr("Learner journey"), self.tr("of those enrolled this year"))
        self._states = ChartCard(self.theme, "shares", self.tr("By state"), self.tr("share of enrolments"))
        self._tasks = TaskCard(self.theme, context.open_page)
        self._activity = ActivityCard(self.theme, lambda: context.open_page("history"))
        self._covered = Covered(self._assembled())
        self.body.addWidget(self._covered, 1)

    def opened(self, **where: Any) -> None:
        self._fill_choices()
        self._load()

    def refresh(self, touched: frozenset[str]) -> None:
        self._fill_choices()
        self._load()

    # Building

    def _add_choices(self) -> None:
        self._cohort, self._year = QComboBox(), QComboBox()
        self._cohort.setAccessibleName(self.tr("Cohort of the dashboard"))
        self._year.setAccessibleName(self.tr("Financial year of the dashboard"))
        for choice in (self._cohort, self._year):
            choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            choice.setMaximumWidth(self.theme.px(190))
            choice.activated.connect(lambda _: self._load())
            self.actions_row.addWidget(choice)

    def _assembled(self) -> QWidget:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._tiles)
        upper = QHBoxLayout()
        upper.setSpacing(12)
        upper.addWidget(self._months, 3)
        upper.addWidget(self._journey, 2)
        for chart in (self._months, self._journey):
            chart.setFixedHeight(self.theme.px(276))
        column.addLayout(upper)
        lower = QGridLayout()
        lower.setSpacing(12)
        for place, card in enumerate((self._tasks, self._states, self._activity)):
            lower.addWidget(card, 0, place)
            lower.setColumnStretch(place, 1)
        column.addLayout(lower, 1)
        return whole

    def _start_card(self) -> EmptyState:
        state = EmptyState(
            self.theme, "sprout", self.tr("Nobody is enrolled yet"),
            self.tr("Three steps: drop a college's list on this window, look at what was understood, press Import."),
        )  # fmt: skip
        state.add_action(self.tr("Import a list…"), lambda: self.context.open_page("import"), icon="file-up", main=True)
        state.add_action(self.tr("Make a cohort"), lambda: self.context.open_page("cohorts", new=True), icon="plus")
        return state

    # Loading

    def _fill_choices(self) -> None:
        self.context.read_later(overview.cohort_choices, then=self._on_cohorts)
        self.context.read_later(overview.financial_years, _today(), then=self._on_years)

    def _on_cohorts(self, cohorts: list[overview.CohortChoice]) -> None:
        _refill(self._cohort, [(None, self.tr("All cohorts")), *((c.id, c.code) for c in cohorts)])

    def _on_years(self, years: list[str]) -> None:
        _refill(self._year, [(year, self.tr("FY {year}").format(year=year.replace("-", "–"))) for year in years])

    def _load(self) -> None:
        """On a reader: over a million enrolments the figures take longer than a frame. What was asked before lands no more."""
        self._asked.cancel()
        self._asked = self.context.read_later(
            overview.overview, _today(), self._year.currentData(), self._cohort.currentData(), then=self._show
        )
        self.context.read_later(history.rows, _RECENT, then=self._activity.show_rows)

    def _show(self, seen: overview.Overview) -> None:
        self._covered.cover(self._start_card() if seen.empty else None)
        for tile in seen.tiles:
            self._show_tile(tile)
        months = tuple(datetime.strptime(name, "%Y-%m").strftime("%b") for name in seen.months)  # noqa: DTZ007
        self._months.show_data(
            ChartData(
                self.tr("Enrolled and completed, by month"), months,
                (Series(self.tr("Enrolled"), seen.enrolled), Series(self.tr("Completed"), seen.completed)),
            )
        )  # fmt: skip
        self._journey.show_data(
            _shares(self.tr("Learner journey"), [(self.tr_stage(s.label), s.count) for s in seen.journey], seen.journey[0].count)
        )
        states = list(seen.by_state[:_STATES_SHOWN])
        rest = sum(count for _, count in seen.by_state[_STATES_SHOWN:])
        if rest:
            states.append((self.tr("Others"), rest))
        self._states.show_data(_shares(self.tr("By state"), states, sum(count for _, count in seen.by_state)))
        self._tasks.show_tasks(seen.tasks)
        now = datetime.now(IST)
        scope = self._cohort.currentText() or self.tr("All cohorts")
        self.set_subtitle(self.tr("{scope} · as of {day}").format(scope=scope, day=now.strftime("%d %b %Y, %H:%M")))

    def _show_tile(self, tile: overview.Tile) -> None:
        card = self._cards.get(tile.name)
        if card is None:
            card = self._cards[tile.name] = FigureCard(self._names.get(tile.name, tile.label))
            card.setMinimumWidth(self.theme.px(176))
            self._tile_row.addWidget(card)
        else:
            card.pressed.disconnect()
        card.pressed.connect(lambda: self.context.open_page(tile.page, filters=tile.filters))
        card.show_figure(grouped(tile.value), tile.note)

    def tr_stage(self, label: str) -> str:
        """A stage of the journey in the window's language."""
        words = {
            "Enrolled": self.tr("Enrolled"), "Started": self.tr("Started"), "Completed": self.tr("Completed"),
            "Certified": self.tr("Certified"),
        }  # fmt: skip
        return words.get(label, label)


def _shares(title: str, rows: list[tuple[str, int]], whole: int) -> ChartData:
    names = tuple(name for name, _ in rows)
    return ChartData(title, names, (Series(title, tuple(count for _, count in rows)),), whole=max(whole, 1))


def _tile_names(page: Page) -> dict[str, str]:
    return {
        "enrolled": page.tr("Enrolments this year"), "active": page.tr("Learning now"),
        "completed": page.tr("Completed this year"), "cohorts": page.tr("Cohorts running"), "startups": page.tr("Startups"),
    }  # fmt: skip


def _refill(choice: QComboBox, entries: list[tuple[Any, str]]) -> None:
    """New entries without losing what is chosen, and without asking the database again."""
    chosen = choice.currentData(Qt.ItemDataRole.UserRole)
    choice.blockSignals(True)
    choice.clear()
    for value, words in entries:
        choice.addItem(words, value)
    choice.setCurrentIndex(max(0, next((i for i, (value, _) in enumerate(entries) if value == chosen), 0)))
    choice.blockSignals(False)


def _today() -> Any:
    return datetime.now(IST).date()
