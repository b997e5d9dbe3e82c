"""Owns the dialog that gives enrolments their next dated step; refuses to offer a step that none of them may take."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from skilling.domain.enrolments import NEEDS_REASON, STEPS
from skilling.domain.fields import Choice, Field, Kind, label_of
from skilling.domain.lists import ENROLMENT_STATUSES
from skilling.services import enrolments
from ui.context import Context
from ui.shared.dates import read_day
from ui.shared.dialogs import Dialog
from ui.shared.form import Form
from ui.shared.numbers import grouped


class StatusDialog(Dialog):
    """Shows before and after in numbers; those that may not take the step stay as they are, and that is said."""

    def __init__(
        self,
        context: Context,
        by_status: Mapping[str, Sequence[int]],
        today: date,
        parent: QWidget,
        done: Callable[[], object] | None = None,
    ) -> None:
        """`by_status` has the ids of enrolments by the status they are in now."""
        super().__init__(context.theme, self.tr("Set status"), "", parent)
        self._context, self._by_status, self._done = context, by_status, done
        fields = (
            Field("status", "status", self.tr("New status"), "", Kind.CHOICE, choices=self._choices(), required=True),
            Field("on", "on", self.tr("Since"), "", Kind.DATE, help=self.tr("The day it happened; today or earlier.")),
            Field(
                "reason",
                "reason",
                self.tr("Reason"),
                "",
                Kind.TEXT,
                help=self.tr("A few words. Needed where somebody leaves or comes back."),
            ),
        )
        self.form = Form(context, fields, "as a whole")
        self.form.load({"on": today})
        self.form.changed.connect(self._tell)
        self.body.addWidget(self.form)
        self._apply = self.add_buttons(self.tr("Set status"), self._on_apply)
        self._tell()
        if not self._choices():
            self.say_wrong(self.tr("None of the selected can take a further step: their journey in the cohort has ended."))

    @property
    def total(self) -> int:
        """How many enrolments the dialog is about."""
        return sum(len(ids) for ids in self._by_status.values())

    def can_take(self, to: str) -> list[int]:
        """The enrolments that may become `to`."""
        return [one for status, ids in self._by_status.items() if to in STEPS.get(status, ()) for one in ids]

    def _choices(self) -> tuple[Choice, ...]:
        offered = []
        for choice in ENROLMENT_STATUSES:
            able = len(self.can_take(choice.code))
            if able:
                words = (
                    choice.label
                    if able == self.total
                    else self.tr("{status}, {able} of {total} can").format(
                        status=choice.label, able=grouped(able), total=grouped(self.total)
                    )
                )
                offered.append(Choice(choice.code, words, choice.hindi))
        return tuple(offered)

    def _tell(self) -> None:
        to = self.form.values()["status"]
        now = ", ".join(f"{grouped(len(ids))} {label_of(ENROLMENT_STATUSES, status)}" for status, ids in self._by_status.items())
        able = len(self.can_take(to)) if to else 0
        if not able:
            self.say_about(self.tr("Now: {now}.").format(now=now))
        else:
            after = self.tr("{able} become {status}.").format(able=grouped(able), status=label_of(ENROLMENT_STATUSES, to))
            stay = self.total - able
            rest = self.tr("{stay} stay as they are.").format(stay=grouped(stay)) if stay else ""
            self.say_about(" ".join((self.tr("Now: {now}.").format(now=now), after, rest)).strip())
        self._apply.setEnabled(bool(able))
        self._apply.setText(self.tr("Set status of {count}").format(count=grouped(able)) if able else self.tr("Set status"))
        self._apply.setToolTip("" if able else self.tr("Choose a new status first."))

    def _on_apply(self) -> None:
        values = self.form.values()
        to, reason = values["status"], values["reason"]
        if to in NEEDS_REASON and not reason:
            self.say_wrong(
                self.tr("Say why in a few words: {status} needs a reason.").format(status=label_of(ENROLMENT_STATUSES, to))
            )
            self.form.editor("reason").setFocus()
            return
        on = read_day(values["on"] or "")
        if on is None:
            self.say_wrong(self.tr("Write the day as day, month, year. Example: 22/11/2026."))
            self.form.editor("on").setFocus()
            return
        self._context.change(
            "enrolment.moved", enrolments.step, self.can_take(to), to, on, reason, then=self._on_done, refused=self.refused
        )

    def _on_done(self, _done: object) -> None:
        self.accept()
        if self._done is not None:
            self._done()
