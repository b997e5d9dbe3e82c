"""Owns the page of the enrolments: one row for each developer in each cohort, with the days that reports count."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from skilling.domain.calendar import day_in_india
from skilling.services import enrolments, frozen, views
from ui.context import Context, Done
from ui.shared.exporting import Exporter
from ui.shared.grid import Grid
from ui.shared.messages import EmptyState
from ui.shared.moving import StatusDialog
from ui.shared.page import Page
from ui.shared.viewmenu import ViewMenu

_COLUMNS = ("developer", "cohort", "enrolled_on", "started_on", "completed_on", "certified_on", "state", "status")


class EnrolmentsPage(Page):
    """What the figures count. Enrolments are made on the pages of developers and cohorts, and by import."""

    concerns = frozenset({"enrolment", "developer", "cohort"})

    def __init__(self, context: Context) -> None:
        super().__init__(context, self.tr("Enrolments"))
        empty = EmptyState(
            self.theme,
            "clipboard-list",
            self.tr("No enrolments yet"),
            self.tr("Put developers into a cohort, or import a list that names one."),
        )
        empty.add_action(self.tr("Open developers"), self._on_developers, icon="users", main=True)
        self.grid = Grid(
            context,
            views.Source(context.desk, "enrolments"),
            "enrolments",
            title=self.tr("Enrolments"),
            what=self.tr("enrolments"),
            one=self.tr("enrolment"),
            search=self.tr("Search developer or cohort"),
            order=(("enrolled_on", True),),
            columns=_COLUMNS,
            empty=empty,
        )
        self.grid.add_bulk_action(self.tr("Set status…"), self.set_status, icon="route")
        correct = self.grid.add_bulk_action(self.tr("Correct from developers"), self.correct, icon="refresh-cw")
        correct.setToolTip(
            self.tr("What these enrolments say of their developers becomes what is known now: {fields}").format(
                fields=", ".join(frozen.words_of_copied())
            )
        )
        self.grid.summarised.connect(self.set_subtitle)
        self.grid.record_opened.connect(self._on_opened)
        self.grid.panel_wanted.connect(self._on_opened)
        self.body.addWidget(self.grid, 1)
        self.saved_views = ViewMenu(context, self.grid, "enrolments")
        self.exporter = Exporter(context, self.grid, "enrolments", self.tr("enrolments"), self.body, self)
        self.add_action(self.tr("&Export to Excel"), self.exporter.ask, icon="download")
        self._loaded = False

    def opened(self, **where: Any) -> None:
        if not self._loaded or "filters" in where:
            self._loaded = True
            self.grid.load(filters=tuple(where.get("filters", ())))
        self.grid.view.setFocus()

    def refresh(self, touched: frozenset[str]) -> None:
        self.grid.refresh()

    def set_status(self, ids: Sequence[int]) -> None:
        """Opens the dialog for the next dated step of these enrolments."""
        self.context.read_later(enrolments.standing, list(ids), then=self._open_status)

    def correct(self, ids: Sequence[int]) -> None:
        """Takes over what is known of the developers now, where it was wrong when they enrolled."""
        self.context.change("enrolment.taken_over", frozen.take_over, list(ids), then=self._on_corrected)

    def _on_corrected(self, done: Done) -> None:
        self.grid.model.ticks.clear()
        if not done.value:
            self.context.say(self.tr("Nothing to correct: these enrolments say what is known of their developers."))

    def _open_status(self, by_status: dict[str, list[int]]) -> None:
        today = day_in_india(datetime.now(UTC))
        StatusDialog(self.context, by_status, today, self, self.grid.model.ticks.clear).present()

    def _on_opened(self, enrolment: int) -> None:
        """An enrolment is looked at where its developer is."""
        self.context.open_page("developers", id=self.context.read(enrolments.developer_of, enrolment))

    def _on_developers(self) -> None:
        self.context.open_page("developers")
