"""Owns the page of the learning resources: what there is to learn from, and which cohorts use it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout

from skilling.domain.fields import Field, Kind, label_of
from skilling.domain.lists import COHORT_STATUSES, RESOURCE_KINDS
from skilling.domain.resources import RESOURCE
from skilling.services import cohorts, resources
from skilling.services.records import RecordRow
from ui.context import Context
from ui.shared.form import Form
from ui.shared.lines import Lines, pill_of, stacked
from ui.shared.numbers import grouped
from ui.shared.recordform import finder
from ui.shared.records import RecordsPage, Words, Work
from ui.shared.widgets import button


class ResourcesPage(RecordsPage):
    """Courses, videos, documents, notebooks."""

    concerns = frozenset({"resource", "cohort_resource", "cohort"})

    def __init__(self, context: Context) -> None:
        words = Words(
            title=self.tr("Resources"),
            what=self.tr("resources"),
            one=self.tr("resource"),
            search=self.tr("Search title, provider, link"),
            add=self.tr("Add resource"),
            none=self.tr("No learning resources yet"),
            none_hint=self.tr("Courses, videos and documents that cohorts learn from. Drop a list here, or add one by hand."),
        )
        work = Work(RESOURCE, resources.create, resources.edit, resources.archive)
        columns = ("title", "kind", "provider", "language", "hours", "cohorts", "url")
        super().__init__(context, words, work, "book-open", order=(("title", False),), columns=columns)

    def add_tabs(self) -> None:
        """The cohorts that use it."""
        self._cohorts = Lines(self.theme, "", self.tr("No cohort uses it yet."))
        self._link = self._make_link()
        self.tabs.add(self.tr("Cohorts"), stacked(self._cohorts, self._link))

    def add_details(self, column: QVBoxLayout) -> None:
        """The link itself, above the form."""
        self._open = button(self.theme, self.tr("Open in the browser"), self._on_open, icon="external-link")
        column.addWidget(self._open)

    def _make_link(self) -> Form:
        """One field that finds a cohort; choosing it links it."""
        field = Field("cohort", "cohort", self.tr("Use it in a cohort"), "", Kind.LINK, link="cohort")
        form = Form(self.context, (field,))
        form.search_with("cohort", finder(self.context, "cohort"))
        form.left.connect(self._on_cohort_chosen)
        return form

    # The panel

    def fill(self, record: int) -> tuple[RecordRow, str]:
        seen = self.context.read(resources.portrait, record)
        url = seen.record.values["url"]
        self._url = str(url or "")
        self._open.setEnabled(bool(url))
        self._open.setToolTip(self._url or self.tr("No link is entered yet: see the field Link below."))
        count = len(seen.cohorts)
        self.tabs.name_tab(1, self.tr("Cohorts {count}").format(count=grouped(count)) if count else self.tr("Cohorts"))
        self._cohorts.clear()
        for one in seen.cohorts:
            self._cohorts.add(
                one.code,
                one.name or "",
                pill=pill_of(COHORT_STATUSES, one.status),
                opens=partial(self.context.open_page, "cohorts", id=one.id),
                removes=(
                    self.tr("Take it from cohort {code}").format(code=one.code),
                    partial(self.context.change, "cohort.resource_unlinked", cohorts.stop_using, one.id, record),
                ),
            )
        self._link.load({})
        values = seen.record.values
        parts = (label_of(RESOURCE_KINDS, values["kind"]), values["provider"])
        return seen.record, " · ".join(str(part) for part in parts if part)

    # Doing

    def _on_open(self) -> None:
        QDesktopServices.openUrl(QUrl(self._url))

    def _on_cohort_chosen(self, _attribute: str, cohort: object) -> None:
        if cohort is None:
            return
        if not isinstance(cohort, int):
            self._link.rows()[0].say_wrong(self.tr("Choose one from the list. A new one is added on the Cohorts page."))
            return
        self.context.change("cohort.resources_linked", cohorts.use_resources, cohort, [self.shown_id])
