"""Owns the dialogs that give records their next step in life; refuses to offer a step that none of them may take."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from skilling.domain.enrolments import NEEDS_REASON, STEPS
from skilling.domain.fields import Choice, Field, Kind, label_of
from skilling.domain.lists import ENROLMENT_STATUSES
from skilling.services import enrolments
from ui.context import Context, Done
from ui.shared.aside import say_aside
from ui.shared.dates import read_day
from ui.shared.dialogs import Dialog
from ui.shared.form import Form
from ui.shared.numbers import grouped

Ids = Mapping[str, Sequence[int]]
"""Ids of records by the status they are in now."""


class MoveDialog(Dialog):
    """Shows before and after in numbers; those that may not take the step stay as they are, and that is said."""

    def __init__(
        self,
        context: Context,
        by_status: Ids,
        life: tuple[Mapping[str, frozenset[str]], tuple[Choice, ...]],
        parent: QWidget,
        done: Callable[[], object] | None = None,
    ) -> None:
        """`life` is the steps that are allowed, and the words for the statuses."""
        super().__init__(context.theme, self.tr("Set status"), "", parent)
        self.context, self._by_status, self._done = context, by_status, done
        self._steps, self._statuses = life
        words = self.tr("New status")
        first = Field("status", "status", words, "", Kind.CHOICE, choices=self._choices(), required=True)
        self.form = Form(context, (first, *self.more_fields()), "as a whole")
        self.form.changed.connect(self._tell)
        self.body.addWidget(self.form)
        self._apply = self.add_buttons(self.tr("Set status"), self._on_apply)
        self._tell()
        if not self._choices():
            self.say_wrong(self.tr("None of the selected can take a further step: theirs has ended."))

    # What a subclass says

    def more_fields(self) -> tuple[Field, ...]:
        """What is asked beside the new status."""
        return ()

    @abstractmethod
    def apply(self, to: str, ids: list[int]) -> None:
        """Makes the change, with `on_done` and `refused` as its answers."""

    # What can be done

    @property
    def total(self) -> int:
        """How many records the dialog is about."""
        return sum(len(ids) for ids in self._by_status.values())

    def can_take(self, to: str) -> list[int]:
        """The records that may become `to`."""
        return [one for status, ids in self._by_status.items() if to in self._steps.get(status, ()) for one in ids]

    def _choices(self) -> tuple[Choice, ...]:
        offered = []
        for choice in self._statuses:
            able = len(self.can_take(choice.code))
            if not able:
                continue
            words = choice.label
            if able < self.total:
                some = self.tr("{status}, {able} of {total} can")
                words = some.format(status=choice.label, able=grouped(able), total=grouped(self.total))
            offered.append(Choice(choice.code, words, choice.hindi))
        return tuple(offered)

    def label(self, status: str) -> str:
        return label_of(self._statuses, status)

    def _tell(self) -> None:
        to = self.form.values()["status"]
        now = ", ".join(f"{grouped(len(ids))} {self.label(status)}" for status, ids in self._by_status.items())
        able = len(self.can_take(to)) if to else 0
        said = [self.tr("Now: {now}.").format(now=now)]
        if able:
            said.append(self.tr("Becoming {status}: {able}.").format(able=grouped(able), status=self.label(to)))
            if self.total > able:
                said.append(self.tr("Unchanged: {stay}.").format(stay=grouped(self.total - able)))
        self.say_about(" ".join(said))
        self._apply.setEnabled(bool(able))
        self._apply.setText(self.tr("Set status of {count}").format(count=grouped(able)) if able else self.tr("Set status"))
        self._apply.setToolTip("" if able else self.tr("Choose a new status first."))

    def _on_apply(self) -> None:
        to = self.form.values()["status"]
        self.apply(to, self.can_take(to))

    def on_done(self, _done: object) -> None:
        self.accept()
        if self._done is not None:
            self._done()


class StatusDialog(MoveDialog):
    """The next dated step of enrolments, with the reason where somebody leaves."""

    def __init__(
        self,
        context: Context,
        by_status: Ids,
        today: date,
        parent: QWidget,
        done: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(context, by_status, (STEPS, ENROLMENT_STATUSES), parent, done)
        self.form.load({"on": today})

    def more_fields(self) -> tuple[Field, ...]:
        since = self.tr("The day it happened; today or earlier.")
        why = self.tr("A few words. Needed where somebody leaves or comes back.")
        return (
            Field("on", "on", self.tr("Since"), "", Kind.DATE, help=since),
            Field("reason", "reason", self.tr("Reason"), "", Kind.TEXT, help=why),
        )

    def apply(self, to: str, ids: list[int]) -> None:
        values = self.form.values()
        on, reason = read_day(values["on"] or ""), values["reason"]
        if to in NEEDS_REASON and not reason:
            why = self.tr("Say why in a few words: {status} needs a reason.")
            self.say_wrong(why.format(status=self.label(to)))
            self.form.editor("reason").setFocus()
        elif on is None:
            self.say_wrong(self.tr("Write the day as day, month, year. Example: 22/11/2026."))
            self.form.editor("on").setFocus()
        else:
            self.context.change(
                "enrolment.moved", enrolments.step, ids, to, on, reason, then=self._on_moved, refused=self.refused
            )

    def _on_moved(self, done: Done) -> None:
        """Those who could not are named over the page: somebody changed them while the dialog was open."""
        self.on_done(done)
        say_aside(self.context, done.value.aside)
