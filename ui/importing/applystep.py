"""Owns the fourth step: what is about to happen in sentences, what was assumed, and afterwards what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractSlider, QHBoxLayout, QVBoxLayout, QWidget

from skilling.domain.problems import Severity
from skilling.importing.planning.plan import IssueCard
from skilling.importing.showing import Summary
from ui.importing.steps import Step
from ui.importing.talk import ListTalk
from ui.importing.words import inside_a_sentence, issue_words, rows_words
from ui.shared.messages import Banner
from ui.shared.numbers import grouped
from ui.shared.rebuilt import RebuiltArea
from ui.shared.widgets import Card, label
from ui.theme import Theme, set_kind

_NAMED = 6


def _assumed(summary: Summary) -> list[str]:
    """What was taken for granted, then what is worth knowing; what is made anew stands above already."""
    said = {sentence for _, sentence in summary.blockers} | {issue.message for issue in summary.issues}
    known = [_counted(issue) for issue in summary.issues if issue.severity is Severity.WARNING and issue.code != "cohort-new"]
    return [sentence for sentence in summary.warnings if sentence not in said] + known


def _understood(summary: Summary) -> list[str]:
    """What cells were taken to mean without a question: nothing to decide, and nothing that is kept from anybody."""
    return [_counted(issue) for issue in summary.issues if issue.severity is Severity.NOTE and issue.column]


def _counted(issue: IssueCard) -> str:
    words = issue_words(issue)
    return f"{words} ({rows_words(issue.count)})" if issue.column else words


class ApplyStep(Step):
    """Nothing can be chosen here any more: it is read, and then the button is pressed."""

    def __init__(self, theme: Theme, talk: ListTalk) -> None:
        super().__init__(theme, talk)
        self._summary: Summary | None = None
        self._blocked = Banner(theme, "bad")
        self._area = RebuiltArea(self.tr("What will happen"))
        set_kind(self._area, "read")
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # there is nothing in it to focus, and arrows scroll it
        for key, action in (
            (Qt.Key.Key_PageUp, QAbstractSlider.SliderAction.SliderPageStepSub),
            (Qt.Key.Key_PageDown, QAbstractSlider.SliderAction.SliderPageStepAdd),
        ):
            # Wherever the focus is: it begins on the button under it all.
            QShortcut(QKeySequence(key), self, partial(self._area.verticalScrollBar().triggerAction, action))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._blocked)
        column.addWidget(self._area, 1)

    def show_plan(self, summary: Summary, plural: str) -> None:
        """The plan in sentences; `plural` is what the list is about."""
        self._summary = summary
        self._blocked.say(" ".join(sentence for _, sentence in summary.blockers))
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(12)
        column.addWidget(self._sentences(self.tr("What will happen"), self._happens(summary, plural)))
        assumed = _assumed(summary)
        if assumed:
            column.addWidget(self._sentences(self.tr("What was assumed, and what to know"), assumed))
        understood = _understood(summary)
        if understood:
            column.addWidget(self._sentences(self.tr("What was understood without a question"), understood))
        column.addStretch(1)
        self._area.show_body(body)
        self.ready_changed.emit()

    @property
    def going_in(self) -> int:
        """How many rows the list brings in: those that make or change something, and those that are as they were."""
        counts = self._summary.counts if self._summary else {}
        return counts.get("new", 0) + counts.get("update", 0) + counts.get("same", 0)

    @property
    def main_words(self) -> str:
        return self.tr("&Import {rows}").format(rows=rows_words(self.going_in))

    @property
    def reason(self) -> str:
        if self._summary is None or self._summary.blockers:
            return self.tr("See above why it cannot go in yet")
        return "" if self.going_in else self.tr("No row would go in")

    def _sentences(self, title: str, sentences: Sequence[str]) -> Card:
        card = Card(title)
        card.body.setSpacing(6)
        for sentence in sentences:
            line = QHBoxLayout()
            line.setSpacing(8)
            line.addWidget(label("•"), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(label(sentence, wraps=True), 1)
            card.body.addLayout(line)
        return card

    def _happens(self, summary: Summary, plural: str) -> list[str]:
        counts, what = summary.counts, inside_a_sentence(plural)
        said = [
            words.format(n=grouped(count), rows=rows_words(count), what=what)
            for count, words in (
                (counts["new"], self.tr("{rows} make new {what}.")),
                (counts["update"], self.tr("{rows} fill in or change something of {what} on record.")),
                (counts["same"], self.tr("{rows} say nothing new.")),
                (counts["review"], self.tr("{rows} wait for your decision and are kept aside.")),
                (counts["error"], self.tr("{rows} have errors and are kept aside, with the reason beside each.")),
                (counts["skipped"], self.tr("{rows} are left out, as you decided.")),
            )
            if count
        ]
        cohort = self.talk.decided.chosen.cohort
        if cohort and cohort not in summary.new_cohorts:
            said.append(self.tr("The people of the list join cohort {code}.").format(code=cohort))
        if summary.new_cohorts:
            words = self.tr("A new cohort is made: {codes}.")
            if len(summary.new_cohorts) > 1:
                words = self.tr("New cohorts are made: {codes}.")
            said.append(words.format(codes=", ".join(summary.new_cohorts)))
        names = summary.new_institutions
        if names:
            more = self.tr(" and {n} more").format(n=grouped(len(names) - _NAMED)) if len(names) > _NAMED else ""
            words = self.tr("{n} institutions are added: {names}{more}.")
            if len(names) == 1:
                words = self.tr("1 institution is added: {names}.")
            said.append(words.format(n=grouped(len(names)), names="; ".join(names[:_NAMED]), more=more))
        return said
