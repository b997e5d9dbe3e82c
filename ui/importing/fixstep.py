"""Owns the third step: what is wrong, who may be known already, and every row as it would go in; the child makes the plan."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from skilling.importing.planning.plan import IssueCard
from skilling.importing.showing import Page, Summary, TargetLook
from ui.importing.blocks import BLOCK
from ui.importing.issues import IssueList, to_fix
from ui.importing.planrows import FIRST, PlanTable
from ui.importing.policies import FieldPolicies
from ui.importing.review import ReviewPanel
from ui.importing.steps import Stack, Step
from ui.importing.talk import Fix, ListTalk
from ui.importing.tally import Tally
from ui.importing.words import rows_words
from ui.shared.flow import FlowLayout
from ui.shared.messages import Banner
from ui.shared.numbers import grouped
from ui.shared.widgets import button
from ui.theme import Theme

ISSUES: Final = "issues"
ALL: Final = "all"
_CHIPS: Final = (ISSUES, "review", "error", "update", "new", "same", "skipped", ALL)


class FixStep(Step):
    """Signals:
    planned: the plan was made anew: its summary.
    said: a sentence in passing.
    """

    planned = Signal(object)
    said = Signal(str)

    def __init__(self, theme: Theme, talk: ListTalk) -> None:
        super().__init__(theme, talk)
        self._summary: Summary | None = None
        self._fields: Sequence[TargetLook] = ()
        self._shown = ISSUES
        self._card: IssueCard | None = None
        self._tally = Tally()
        self._blocked = Banner(theme, "bad")
        self._chips: dict[str, QPushButton] = {}
        self._issues = IssueList(theme)
        self._issues.fixed.connect(self._on_fixed)
        self._issues.rows_wanted.connect(self._on_rows_wanted)
        self.review = ReviewPanel(theme, talk)
        self.review.fixed.connect(self._on_fixed)
        self.review.gathered.connect(self._on_gathered)
        self.table = PlanTable(theme, talk)
        self.table.model.mended.connect(self._on_mended)
        self._changes = FieldPolicies(theme)
        self._changes.decided.connect(self._on_fixed)
        self._views = Stack()
        for view in (self._issues, self.review, self.table):
            self._views.addWidget(view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._tally)
        column.addWidget(self._blocked)
        column.addLayout(self._bar())
        column.addWidget(self._changes)
        column.addWidget(self._views, 1)

    def _bar(self) -> QHBoxLayout:
        chips = QWidget()
        flow = FlowLayout(chips, 8, 6)
        group = QButtonGroup(self)
        for name in _CHIPS:
            made = button(self.theme, name, partial(self.show_only, name), kind="chip")
            made.setCheckable(True)
            group.addButton(made)
            flow.addWidget(made)
            self._chips[name] = made
        self._save = button(self.theme, self.tr("Save rows to Excel"), self.save_rejects, icon="download", kind="ghost")
        row = QHBoxLayout()
        row.addWidget(chips, 1)
        row.addWidget(self._save)
        return row

    # The plan

    def begin(self, fields: Sequence[TargetLook]) -> None:
        """Another list, or the same with other columns: what needs a person comes first."""
        self._fields, self._card, self._shown = fields, None, ""
        self._issues.begin()

    def show_plan(self, summary: Summary) -> None:
        """The plan as it is now."""
        self._summary = summary
        counts = summary.counts
        self._tally.show_counts(self.talk.asked.name if self.talk.asked else "", summary.data_rows, counts)
        self._blocked.say(" ".join(sentence for _, sentence in summary.blockers))
        self._name_chips(summary)
        aside = counts["review"] + counts["error"]
        words = self.tr("Save this row to Excel") if aside == 1 else self.tr("Save these {rows} to Excel")
        self._save.setText(words.format(rows=rows_words(aside)))
        self._save.setVisible(aside > 0)
        self._issues.show_issues(summary.issues, self.talk.decided.chosen.sender, summary.parts)
        self._changes.show_changes(summary.fields, self._save)
        self.show_only(self._shown if self._is_there(self._shown) else self._first())
        self.planned.emit(summary)
        self.ready_changed.emit()

    @property
    def summary(self) -> Summary | None:
        return self._summary

    @property
    def reason(self) -> str:
        if self._summary is None:
            return self.tr("The list is being checked")
        return self.tr("See above why it cannot go in yet") if self._summary.blockers else ""

    @property
    def hint(self) -> str:
        if self._summary is None:
            return ""
        aside = self._summary.counts["review"] + self._summary.counts["error"]
        return self.tr("{rows} would be kept aside").format(rows=rows_words(aside)) if aside else ""

    def take_focus(self) -> bool:
        if self._views.currentWidget() is self.review:
            self.review.take_focus()
        elif self._shown != ISSUES or not self._issues.take_focus():
            self._chips[self._shown].setFocus()
        return True

    def leave(self, then: Callable[[], object]) -> None:
        """Takes what was answered and not taken yet, then goes on."""
        waiting = self.review.answers
        if waiting:
            self.talk.fix(waiting, partial(self._on_left, then))
        else:
            then()

    def _on_left(self, then: Callable[[], object], summary: Summary) -> None:
        self.show_plan(summary)
        then()

    # Chips

    def _counts(self, summary: Summary) -> dict[str, int]:
        return {ISSUES: len(to_fix(summary.issues)), ALL: summary.data_rows, **summary.counts}

    def _name_chips(self, summary: Summary) -> None:
        words = {
            ISSUES: self.tr("To fix {n}"), "review": self.tr("Needs decision {n}"), "error": self.tr("Errors {n}"),
            "update": self.tr("Will update {n}"), "new": self.tr("New {n}"), "same": self.tr("Same {n}"),
            "skipped": self.tr("Skipped {n}"), ALL: self.tr("All {n}"),
        }  # fmt: skip
        for name, count in self._counts(summary).items():
            chip = self._chips[name]
            chip.setText(words[name].format(n=grouped(count)))
            chip.setVisible(count > 0 or name in (ISSUES, ALL) or (name == "update" and bool(summary.fields)))

    def _is_there(self, name: str) -> bool:
        if self._summary is None or not name:
            return False
        return name in (ISSUES, ALL) or (name == "update" and self._changes.there) or self._counts(self._summary)[name] > 0

    def _first(self) -> str:
        """What wants a person first: what is wrong, then whom it may be, else every row."""
        if self._summary is not None and to_fix(self._summary.issues):
            return ISSUES
        return "review" if self._is_there("review") else ALL

    def show_only(self, name: str) -> None:
        """Shows the cards, the questions, or the rows with one outcome."""
        if name != ISSUES:
            self._card = None if name != ALL else self._card
        self._shown = name
        self._changes.setVisible(name == "update" and self._changes.there)
        self._chips[name].setChecked(True)
        if name == ISSUES:
            self._views.setCurrentWidget(self._issues)
        elif self._card is not None:
            self.talk.rows_numbered(self._card.rows[:BLOCK], self._on_card_rows)
        else:
            self.talk.rows(None if name == ALL else name, 0, BLOCK, partial(self._on_rows, name))

    def _on_rows(self, name: str, page: Page) -> None:
        if name != self._shown or self._summary is None:
            return
        if name == "review":
            self.review.show_page(page, self._fields, self._summary.data_rows)
            self._views.setCurrentWidget(self.review)
            self.review.take_focus()
            return
        self.table.show_outcome(None if name == ALL else name, page, self._summary.issues)
        self._views.setCurrentWidget(self.table)

    def _on_card_rows(self, page: Page) -> None:
        card, self._card = self._card, None
        if self._summary is None or card is None:
            return
        self.table.show_outcome(None, page, self._summary.issues)
        self._views.setCurrentWidget(self.table)
        place = page.headers.index(card.column) + FIRST if card.column in page.headers else FIRST
        self.table.view.setCurrentIndex(self.table.model.index(0, place))
        self.table.view.setFocus()

    def _on_rows_wanted(self, card: IssueCard) -> None:
        self._card = card
        self.show_only(ALL)

    # Deciding

    def _on_fixed(self, fixes: list[Fix]) -> None:
        self.talk.fix(fixes, self._on_planned)

    def _on_planned(self, summary: Summary) -> None:
        """After a remedy comes the next card; after the last of them whatever else wants a person."""
        if self._shown == ISSUES and not to_fix(summary.issues):
            self._shown = ""
        self.show_plan(summary)
        if self._views.currentWidget() is self._issues:
            self.take_focus()

    def _on_mended(self, row: int, column: str, text: str) -> None:
        self.talk.fix([{"what": "cell", "column": column, "rows": (row,), "value": text.strip() or None}], self.show_plan)

    def _on_gathered(self, count: int) -> None:
        words = self.tr("1 answer is taken when you go on.") if count == 1 else self.tr("{n} answers are taken when you go on.")
        self.said.emit(words.format(n=grouped(count)))

    # Rejects

    def save_rejects(self) -> None:
        """Asks where, then writes the rows kept aside as a workbook that can be mended and imported again."""
        asked = self.talk.asked
        suggested = self.tr("{name} kept aside.xlsx").format(name=Path(asked.name).stem if asked else "")
        folder = Path(asked.path).parent if asked else Path.home()
        path, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save rows kept aside"), str(folder / suggested), self.tr("Excel workbooks (*.xlsx)")
        )
        if path:
            self.save_rejects_to(path)

    def save_rejects_to(self, path: str) -> None:
        """The same without asking."""
        words = self.tr("{rows} saved to {file}. Mend them there and import that file again.")
        self.talk.save_rejects(path, lambda n: self.said.emit(words.format(rows=rows_words(n), file=Path(path).name)))
