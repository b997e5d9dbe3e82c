"""Owns the dialog that puts developers into a cohort: seats before and after, and who is in it already."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from skilling.domain.cohorts import check_seats
from skilling.domain.enrolments import FIRST, HOLDS_SEAT
from skilling.domain.fields import Choice, Field, Kind
from skilling.domain.lists import ENROLMENT_STATUSES
from skilling.domain.problems import Refused
from skilling.services import developers, enrolments
from skilling.services.cohorts import OpenCohortRow
from ui.context import Context, Done
from ui.shared.aside import say_aside
from ui.shared.dates import read_day
from ui.shared.dialogs import Dialog
from ui.shared.form import Form
from ui.shared.numbers import grouped


class EnrolDialog(Dialog):
    """A full cohort is said before the button is pressed, not after."""

    def __init__(
        self,
        context: Context,
        developer_ids: Sequence[int],
        places: Sequence[OpenCohortRow],
        today: date,
        parent: QWidget,
        done: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(context.theme, self.tr("Put into a cohort"), "", parent)
        self._context, self._ids, self._done = context, list(developer_ids), done
        self._places = {str(one.id): one for one in places}
        self._already: dict[int, int] = {}
        fields = (
            Field("cohort", "cohort", self.tr("Cohort"), "", Kind.CHOICE, choices=self._cohorts(), required=True),
            Field("status", "status", self.tr("As"), "", Kind.CHOICE, choices=_first_statuses(), required=True),
            Field("on", "on", self.tr("On"), "", Kind.DATE, help=self.tr("The day they joined; it counts in reports.")),
        )
        self.form = Form(context, fields, "as a whole")
        self.form.load({"on": today, "status": "enrolled"})
        self.form.changed.connect(self._tell)
        self.body.addWidget(self.form)
        self._apply = self.add_buttons(self.tr("Put into cohort"), self._on_apply)
        self._tell()
        if not self._places:
            self.say_wrong(self.tr("No cohort takes developers now. Add a cohort first, or reopen one."))

    def choose(self, cohort_id: int) -> None:
        """Chooses a cohort, as the person would."""
        self.form.load(self.form.values() | {"cohort": str(cohort_id)})
        self._tell()

    def _cohorts(self) -> tuple[Choice, ...]:
        return tuple(Choice(key, self._words(place), "") for key, place in self._places.items())

    def _words(self, place: OpenCohortRow) -> str:
        if place.free is None:
            return self.tr("{code}, no limit of seats").format(code=place.code)
        return self.tr("{code}, {free} of {seats} seats free").format(
            code=place.code, free=grouped(place.free), seats=grouped(place.seats or 0)
        )

    def _coming(self, place: OpenCohortRow) -> int | None:
        """How many are not in that cohort yet; None while a reader still counts them."""
        if place.id not in self._already:
            self._context.read_later(developers.already_in, self._ids, place.id, then=partial(self._on_counted, place.id))
        already = self._already.get(place.id)
        return None if already is None else len(self._ids) - already

    def _on_counted(self, cohort_id: int, already: int) -> None:
        self._already[cohort_id] = already
        self._tell()

    def _tell(self) -> None:
        count = grouped(len(self._ids))
        about = self.tr("1 developer.") if len(self._ids) == 1 else self.tr("{count} developers.").format(count=count)
        values = self.form.values()
        place = self._places.get(values["cohort"] or "")
        coming = self._coming(place) if place is not None else None
        wrong = ""
        if place is not None and coming is not None:
            taking = coming if values["status"] in HOLDS_SEAT else 0
            about = f"{about} {self._seats(place, coming, taking)}"
            try:
                check_seats(place.code, place.seats, place.taken, taking)
            except Refused as full:
                wrong = full.message
        self.say_about(about)
        self.say_wrong(wrong)
        self._enable(coming or 0, wrong)

    def _seats(self, place: OpenCohortRow, coming: int, taking: int) -> str:
        said = self.tr("{code}: seats taken {before} now, {after} after.").format(
            code=place.code, before=grouped(place.taken), after=grouped(place.taken + taking)
        )
        already = len(self._ids) - coming
        return f"{said} {self.tr('In it already: {count}.').format(count=grouped(already))}" if already else said

    def _enable(self, coming: int, wrong: str) -> None:
        able = coming > 0 and not wrong
        self._apply.setEnabled(able)
        words = self.tr("Put {count} into cohort").format(count=grouped(coming)) if able else self.tr("Put into cohort")
        self._apply.setText(words)
        self._apply.setToolTip("" if able else wrong or self.tr("Choose a cohort that they are not in yet."))

    def _on_apply(self) -> None:
        values = self.form.values()
        on = read_day(values["on"] or "")
        if on is None:
            self.say_wrong(self.tr("Write the day as day, month, year. Example: 22/11/2026."))
            self.form.editor("on").setFocus()
            return
        self._context.change(
            "cohort.filled",
            enrolments.enrol,
            self._ids,
            int(values["cohort"]),
            on,
            values["status"] or "enrolled",
            then=self._on_done,
            refused=self.refused,
        )

    def _on_done(self, done: Done) -> None:
        """Those who were in it already, or whom somebody removed while the dialog was open, are named over the page."""
        self.accept()
        if self._done is not None:
            self._done()
        say_aside(self._context, done.value.aside)


def _first_statuses() -> tuple[Choice, ...]:
    return tuple(one for one in ENROLMENT_STATUSES if one.code in FIRST)
