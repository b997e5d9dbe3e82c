"""Owns the page of the developers: their list, one person's details, journey and support."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from functools import partial

from skilling.domain.calendar import day_in_india
from skilling.domain.developers import DEVELOPER
from skilling.domain.enrolments import STEPS
from skilling.domain.fields import label_of
from skilling.domain.lists import ENROLMENT_STATUSES
from skilling.services import cohorts, developers, duplicates, grants, history
from skilling.services.developers import PlaceInCohort, Portrait
from skilling.services.enrolments import StepRow
from skilling.services.records import RecordRow
from ui.context import Context, Done
from ui.shared.enrolling import EnrolDialog
from ui.shared.granting import GrantDialog, fill_grants
from ui.shared.grid import Grid
from ui.shared.lines import Lines, pill_of, stacked
from ui.shared.moving import StatusDialog
from ui.shared.numbers import day, grouped
from ui.shared.records import RecordsPage, Words, Work
from ui.shared.widgets import button


class DevelopersPage(RecordsPage):
    """Everybody being skilled."""

    concerns = frozenset({"developer", "enrolment", "cohort", "founder", "grant", "institution"})

    def __init__(self, context: Context) -> None:
        words = Words(
            title=self.tr("Developers"),
            what=self.tr("developers"),
            one=self.tr("developer"),
            search=self.tr("Search name, email, mobile"),
            add=self.tr("Add developer"),
            none=self.tr("No developers yet"),
            none_hint=self.tr("Drop an Excel or CSV list here, or add a developer by hand."),
        )
        work = Work(DEVELOPER, developers.create, developers.edit, developers.archive)
        columns = ("full_name", "email", "mobile", "state", "cohort", "status", "learner_type")
        super().__init__(context, words, work, "users", order=(("full_name", False),), columns=columns)
        self._standing: dict[str, list[int]] = {}
        self._chosen: list[int] = []

    def add_tabs(self) -> None:
        """Journey: cohorts and dated steps. Support: AI tools and startups."""
        self._cohorts = Lines(self.theme, self.tr("Cohorts"), self.tr("In no cohort yet."))
        self._steps = Lines(self.theme, self.tr("Steps"), self.tr("Nothing happened yet."))
        self._grants = Lines(self.theme, self.tr("AI tools"), self.tr("No AI tool was granted."))
        self._startups = Lines(self.theme, self.tr("Startups"), self.tr("Founder of no startup here."))
        self._enrol = button(self.theme, self.tr("Put into a cohort…"), lambda: self.enrol([self.shown_id]), icon="plus")
        self._step = button(self.theme, self.tr("Set status…"), self._on_step)
        self._cohorts.add_foot(self._enrol)
        self._cohorts.add_foot(self._step)
        grant = button(self.theme, self.tr("Grant AI tool…"), lambda: self.grant([self.shown_id]), icon="plus")
        self._grants.add_foot(grant)
        self._merged = Lines(self.theme, self.tr("Merged into this record"), "")
        self.tabs.add(self.tr("Journey"), stacked(self._cohorts, self._steps, self._merged))
        self.tabs.add(self.tr("Support"), stacked(self._grants, self._startups))

    def add_bulk_actions(self, grid: Grid) -> None:
        grid.add_bulk_action(self.tr("Put into cohort…"), self.enrol, icon="graduation-cap")
        grid.add_bulk_action(self.tr("Set status…"), self.set_status, icon="route")
        grid.add_bulk_action(self.tr("Grant AI tool…"), self.grant, icon="sparkles")
        grid.add_bulk_action(self.tr("Merge two…"), self.merge, icon="merge")

    # The panel

    def fill(self, record: int) -> tuple[RecordRow, str]:
        seen = self.context.read(developers.portrait, record)
        self._fill_journey(seen)
        self._fill_support(seen)
        self._fill_merged(record)
        return seen.record, self._said_of(seen)

    def _said_of(self, seen: Portrait) -> str:
        if seen.cohorts:
            newest = seen.cohorts[0]
            parts = [newest.cohort, self._since(newest)]
        else:
            parts = [self.tr("In no cohort yet")]
        return " · ".join(part for part in (*parts, seen.record.words.get("state_id", "")) if part)

    def _since(self, place: PlaceInCohort) -> str:
        status = label_of(ENROLMENT_STATUSES, place.status)
        return self.tr("{status} since {day}").format(status=status, day=day(place.since)) if place.since else status

    def _fill_journey(self, seen: Portrait) -> None:
        self._standing = {}
        self._cohorts.clear()
        for place in seen.cohorts:
            if STEPS.get(place.status):
                self._standing.setdefault(place.status, []).append(place.enrolment_id)
            self._cohorts.add(
                place.cohort,
                self.tr("since {day}").format(day=day(place.since)) if place.since else "",
                pill=pill_of(ENROLMENT_STATUSES, place.status),
                opens=partial(self.context.open_page, "cohorts", id=place.cohort_id),
            )
        self._step.setVisible(bool(self._standing))
        self._steps.clear()
        for step in seen.steps:
            self._steps.add(label_of(ENROLMENT_STATUSES, step.status), self._step_caption(step))

    def _step_caption(self, step: StepRow) -> str:
        parts = [day(step.effective_on), step.cohort, self.tr("entered by {who}").format(who=step.actor), step.reason or ""]
        return " · ".join(part for part in parts if part)

    def _fill_support(self, seen: Portrait) -> None:
        fill_grants(self._grants, seen.grants, self.context.open_page)
        self._startups.clear()
        for one in seen.startups:
            opens = partial(self.context.open_page, "startups", id=one.startup_id)
            self._startups.add(one.name, one.role or "", opens=opens)

    def _fill_merged(self, record: int) -> None:
        """Who was merged into this person; each can be taken back."""
        known = self.context.read(duplicates.merged_into, record)
        self._merged.clear()
        self._merged.setVisible(bool(known))
        for one in known:
            removes = (self.tr("Take the merge of {name} back").format(name=one.name), partial(self._unmerge, one.id))
            self._merged.add(one.name, self.tr("number {id}").format(id=one.id), removes=removes)

    # Doing

    def merge(self, ids: Sequence[int]) -> None:
        """Opens the question whether two chosen records are one person."""
        if len(ids) == 2:
            self.context.open_page("duplicates", pair=(min(ids), max(ids)))
        else:
            self.say_above(self.tr("Choose the two records of one person, then merge them."), "warn")

    def _unmerge(self, record: int) -> None:
        self.context.change(history.TAKEN_BACK, duplicates.unmerge, record, then=self._on_parted)

    def _on_parted(self, done: Done) -> None:
        """What stays with the person is said: it happened after the merge."""
        self.say_above(" ".join(done.value.stays), "info")

    def enrol(self, ids: Sequence[int]) -> None:
        """Opens the dialog that puts these developers into a cohort."""
        self._chosen = list(ids)
        self.context.read_later(cohorts.places, then=self._open_enrol)

    def _open_enrol(self, places: list[cohorts.OpenCohortRow]) -> None:
        EnrolDialog(self.context, self._chosen, places, _today(), self, self._on_bulk_done(self._chosen)).present()

    def set_status(self, ids: Sequence[int]) -> None:
        """Opens the dialog that sets the status of these developers in their newest cohort."""
        self._chosen = list(ids)
        self.context.read_later(developers.standing, self._chosen, then=self._open_status)

    def _open_status(self, standing: dict[str, list[int]]) -> None:
        nowhere = self.tr("The selected developers are in no cohort yet. Put them into one first.")
        self.say_above("" if standing else nowhere, "warn")
        if standing:
            StatusDialog(self.context, standing, _today(), self, self._on_bulk_done(self._chosen)).present()

    def grant(self, ids: Sequence[int]) -> None:
        """Opens the dialog that grants an AI tool to each of these developers."""
        chosen = list(ids)
        about = (
            self.tr("To 1 developer.")
            if len(chosen) == 1
            else self.tr("To each of {count} developers.").format(count=grouped(len(chosen)))
        )
        done = self._on_bulk_done(ids)
        GrantDialog(self.context, grants.grant_each, chosen, len(chosen), about, self, done).present()

    def _on_step(self) -> None:
        StatusDialog(self.context, self._standing, _today(), self).present()

    def _on_bulk_done(self, ids: Sequence[int]) -> Callable[[], object] | None:
        """Ticks go once what they were put for is done; the panel's own buttons leave them."""
        return self.grid.model.ticks.clear if list(ids) == list(self.grid.chosen()) else None


def _today() -> date:
    return day_in_india(datetime.now(UTC))
