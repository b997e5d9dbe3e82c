"""Owns the page of the cohorts: seats, status, members and what they learn from."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from skilling.domain.cohorts import COHORT, TAKES_DEVELOPERS
from skilling.domain.fields import Field, Kind, label_of
from skilling.domain.lists import COHORT_STATUSES, ENROLMENT_STATUSES, RESOURCE_KINDS
from skilling.services import cohorts, records
from skilling.services.cohorts import CohortSummary
from skilling.services.records import RecordRow
from ui.cohorts.seats import SeatsBar
from ui.context import Context
from ui.shared.flow import FlowLayout
from ui.shared.form import Form
from ui.shared.gridsource import Filter
from ui.shared.lines import Lines, pill_of
from ui.shared.numbers import grouped
from ui.shared.pills import Pill
from ui.shared.recordform import finder
from ui.shared.records import RecordsPage, Words, Work
from ui.shared.widgets import ButtonKind, button, label

_MEMBERS_SHOWN = 40
_PEOPLE = 1  # place of the tab
_STEP_ORDER = ("open", "running", "closed", "archived", "cancelled", "draft")  # the usual next one first


class CohortsPage(RecordsPage):
    """Every group that learns together."""

    concerns = frozenset({"cohort", "enrolment", "developer", "resource", "cohort_resource", "institution", "programme"})
    importable = False

    def __init__(self, context: Context) -> None:
        words = Words(
            title=self.tr("Cohorts"),
            what=self.tr("cohorts"),
            one=self.tr("cohort"),
            search=self.tr("Search cohort or venue"),
            add=self.tr("Add cohort"),
            none=self.tr("No cohorts yet"),
            none_hint=self.tr("A cohort is a group that learns together, with seats and dates. Add the first one here."),
        )
        work = Work(COHORT, cohorts.create, cohorts.edit, cohorts.archive)
        one_programme = len(context.read(records.find, "programme", "")) < 2
        columns = ("code", "name", "state", "starts_on", "ends_on", "enrolled", "seats", "status")
        super().__init__(
            context,
            words,
            work,
            "graduation-cap",
            order=(("starts_on", True),),
            columns=columns,
            without=("programme_id",) if one_programme else (),
        )

    def add_details(self, column: QVBoxLayout) -> None:
        """Status with its next steps, and seats, above the form."""
        self._seats = SeatsBar(self.theme)
        self._status = Pill()
        status_row = QHBoxLayout()
        status_row.addWidget(self._status)
        status_row.addStretch()
        steps = QWidget()
        self._next = FlowLayout(steps, gap=8, line_gap=8)
        column.addLayout(status_row)
        column.addWidget(steps)
        column.addWidget(self._seats)

    def add_tabs(self) -> None:
        """People, and what they learn from."""
        self._members = Lines(self.theme, "", self.tr("Nobody is in this cohort yet."))
        self._more = label("", "caption", wraps=True)
        self._resources = Lines(self.theme, "", self.tr("No learning resource is linked yet."))
        self._link = self._make_link()
        people = QWidget()
        column = QVBoxLayout(people)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        actions = QWidget()
        flow = FlowLayout(actions, gap=8, line_gap=8)
        self._import = button(self.theme, self.tr("Import a list"), self._on_import, icon="upload")
        flow.addWidget(button(self.theme, self.tr("Open developers"), self._on_open_developers, icon="users"))
        flow.addWidget(self._import)
        flow.addWidget(button(self.theme, self.tr("Open enrolments"), self._on_open_enrolments, icon="clipboard-list"))
        column.addWidget(actions)
        column.addWidget(self._members)
        column.addWidget(self._more)
        self.tabs.add(self.tr("People"), people)
        self.tabs.chosen.connect(lambda _: self._fill_members())
        learning = QWidget()
        rows = QVBoxLayout(learning)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(12)
        rows.addWidget(self._resources)
        rows.addWidget(self._link)
        self.tabs.add(self.tr("Resources"), learning)

    def _make_link(self) -> Form:
        """One field that finds a resource; choosing it links it."""
        field = Field("resource", "resource", self.tr("Add a resource"), "", Kind.LINK, link="resource")
        form = Form(self.context, (field,))
        form.search_with("resource", finder(self.context, "resource"))
        form.left.connect(self._on_resource_chosen)
        return form

    # The panel

    def fill(self, record: int) -> tuple[RecordRow, str]:
        row = self.context.read(records.read, "cohort", record)
        summary = self.context.read(cohorts.summary, record)
        self._fill_status(summary)
        self._seats.show_seats(summary.taken, summary.seats)
        self._summary = summary
        self._name_people()
        self._fill_members()
        self._fill_resources(record)
        self._import.setEnabled(summary.status in TAKES_DEVELOPERS)
        closed = self.tr("A cohort that is over takes nobody.")
        self._import.setToolTip("" if summary.status in TAKES_DEVELOPERS else closed)
        parts = (str(row.values["name"] or ""), row.words.get("institution_id", ""), row.words.get("state_id", ""))
        return row, " · ".join(part for part in parts if part)

    def _fill_status(self, summary: CohortSummary) -> None:
        self._status.say(*pill_of(COHORT_STATUSES, summary.status))
        while item := self._next.takeAt(0):
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for to in sorted(summary.next_steps, key=_STEP_ORDER.index):
            kind: ButtonKind = "danger" if to == "cancelled" else "secondary"
            step = partial(self._on_step, summary.id, to)
            self._next.addWidget(button(self.theme, self._verb(to, summary.status), step, kind=kind))

    def _verb(self, to: str, now: str) -> str:
        """What the button of a step says."""
        if to == "running":
            return self.tr("Reopen") if now == "closed" else self.tr("Start")
        return {
            "open": self.tr("Open for enrolment"),
            "closed": self.tr("Close"),
            "archived": self.tr("Archive"),
            "cancelled": self.tr("Cancel cohort"),
        }.get(to, label_of(COHORT_STATUSES, to))

    def _name_people(self) -> None:
        total = sum(self._summary.by_status.values())
        words = self.tr("People {count}").format(count=grouped(total)) if total else self.tr("People")
        self.tabs.name_tab(_PEOPLE, words)

    def _fill_members(self) -> None:
        """Only while they are looked at: a hundred lines cost more than the rest of the panel."""
        if self.tabs.current != _PEOPLE:
            return
        summary = self._summary
        total = sum(summary.by_status.values())
        self._members.setUpdatesEnabled(False)
        self._members.clear()
        members = self.context.read(cohorts.members, summary.id, _MEMBERS_SHOWN)
        for member in members:
            self._members.add(
                member.name,
                pill=pill_of(ENROLMENT_STATUSES, member.status),
                opens=partial(self.context.open_page, "developers", id=member.developer_id),
            )
        self._members.setUpdatesEnabled(True)
        rest = total - len(members)
        self._more.setText(
            self.tr("And {count} more: Open developers shows all.").format(count=grouped(rest)) if rest > 0 else ""
        )
        self._more.setVisible(rest > 0)

    def _fill_resources(self, record: int) -> None:
        linked = self.context.read(cohorts.resources, record)
        self.tabs.name_tab(2, self.tr("Resources {count}").format(count=grouped(len(linked))) if linked else self.tr("Resources"))
        self._resources.clear()
        for one in linked:
            self._resources.add(
                one.title,
                label_of(RESOURCE_KINDS, one.kind),
                opens=partial(self.context.open_page, "resources", id=one.id),
                removes=(
                    self.tr("Take {title} from this cohort").format(title=one.title),
                    partial(self._on_unlink, record, one.id),
                ),
            )
        self._link.load({})

    # Doing

    def _on_step(self, cohort: int, to: str) -> None:
        self.context.change("cohort.moved", cohorts.step, cohort, to)

    def _on_resource_chosen(self, _attribute: str, resource: object) -> None:
        if resource is None:
            return
        if not isinstance(resource, int):
            self._link.rows()[0].say_wrong(self.tr("Choose one from the list. A new one is added on the Resources page."))
            return
        self.context.change("cohort.resources_linked", cohorts.use_resources, self.shown_id, [resource])

    def _on_unlink(self, cohort: int, resource: int) -> None:
        self.context.change("cohort.resource_unlinked", cohorts.stop_using, cohort, resource)

    def _on_open_developers(self) -> None:
        code = self.form.values()["code"]
        self.context.open_page("developers", filters=(Filter("cohort", "is", (code,)),))

    def _on_open_enrolments(self) -> None:
        """With the days of each step: what is exported as the list of a cohort."""
        self.context.open_page("enrolments", filters=(Filter("cohort", "is", (self.shown_id,)),))

    def _on_import(self) -> None:
        self.context.open_page("import", noun="developer", cohort=self.form.values()["code"])
