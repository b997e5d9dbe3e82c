"""Owns the question whether two are the same: a row beside who it may be, answered by S, D or L; decides nothing itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from skilling.importing.showing import Compared, Page, RowLook, TargetLook
from ui.importing.talk import Fix, ListTalk
from ui.importing.words import value_words
from ui.shared.flow import FlowLayout
from ui.shared.numbers import grouped
from ui.shared.sidebyside import SideBySide, SideLine
from ui.shared.widgets import button, label
from ui.theme import Theme

_AT_ONCE: Final = 3_000  # rows of a list whose plan is made anew after each answer; longer ones gather answers
_SURELY, _LIKELY = 10.0, 5.0


class ReviewPanel(QWidget):
    """Signals:
    fixed: decisions to be taken now.
    gathered: how many answers wait to be taken.
    """

    fixed = Signal(list)
    gathered = Signal(int)

    def __init__(self, theme: Theme, talk: ListTalk) -> None:
        super().__init__()
        self._theme, self._talk = theme, talk
        self._rows: list[RowLook] = []
        self._total = self._at = self._which = 0
        self._at_once = True
        self._answers: dict[int, str] = {}
        self._labels: Mapping[str, str] = {}
        self._others: Sequence[Mapping[str, Any]] = ()
        self._said: Mapping[str, Any] = {}
        self._alike: Sequence[tuple[int, str]] = ()
        self._head, self._why = label("", "heading", wraps=True), label("", wraps=True)
        self._pair = SideBySide(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._head)
        column.addWidget(self._why)
        column.addWidget(self._pair, 1)
        column.addLayout(self._answer_row())

    def _answer_row(self) -> FlowLayout:
        row = FlowLayout(None, 10, 6)
        self._same = button(self._theme, self.tr("Same (S)"), self._on_same, icon="check")
        self._different = button(self._theme, self.tr("Different (D)"), self._on_different, icon="user-plus")
        self._later = button(self._theme, self.tr("Later (L)"), self._on_later, icon="clock")
        self._next_other = button(self._theme, self.tr("Show another candidate (N)"), self._on_other, kind="link")
        self._all_same = button(self._theme, self.tr("All alike are the same (Shift+S)"), self._on_alike_same, kind="ghost")
        self._all_different = button(
            self._theme, self.tr("All alike are different (Shift+D)"), self._on_alike_different, kind="ghost"
        )
        self._all_new = button(self._theme, self.tr("All the rest are different"), self._on_all_different, kind="ghost")
        for made in (
            self._same, self._different, self._later, self._next_other, self._all_same, self._all_different, self._all_new,
        ):  # fmt: skip
            row.addWidget(made)
        keys: tuple[tuple[str, Callable[[], None]], ...] = (
            ("S", self._on_same), ("D", self._on_different), ("L", self._on_later), ("N", self._on_other),
            ("Shift+S", self._on_alike_same), ("Shift+D", self._on_alike_different),
        )  # fmt: skip
        for key, run in keys:
            # Wherever in the window the focus is: whoever reads a question answers it. A field that is typed into keeps its keys.
            QShortcut(QKeySequence(key), self, run).setContext(Qt.ShortcutContext.WindowShortcut)
        return row

    # Showing

    def show_page(self, page: Page, fields: Sequence[TargetLook], data_rows: int) -> None:
        """The rows that wait for a decision, from the first that was not put off."""
        self._labels = {one.name: one.hindi if self._theme.language == "hi" and one.hindi else one.label for one in fields}
        self._rows, self._total = list(page.rows), page.total
        self._answers.clear()
        self._at_once = data_rows <= _AT_ONCE
        self._at = min(self._at, max(0, len(self._rows) - 1))
        self._show()

    @property
    def answers(self) -> list[Fix]:
        """The answers that were gathered and not taken yet."""
        return [{"what": "decide", "rows": (row,), "value": value} for row, value in self._answers.items()]

    def take_focus(self) -> None:
        self._same.setFocus()

    def _show(self) -> None:
        there = self._at < len(self._rows)
        for made in (self._same, self._different, self._later, self._all_new):
            made.setEnabled(there)
        self._all_new.setVisible(len(self._rows) - self._at > 1)
        self._pair.setVisible(there)
        for made in (self._next_other, self._all_same, self._all_different):
            made.hide()
        self._alike = ()
        if not there:
            self._head.setText(self.tr("Every question is answered."))
            self._why.setText("")
            return
        self._talk.compare(self._rows[self._at].number, self._on_compared)

    def _on_compared(self, answer: Compared) -> None:
        self._said, self._others = answer.row, answer.others
        self._alike = [pair for pair in answer.alike if pair[0] not in self._answers]
        self._which = 0
        several = len(self._alike) > 1
        for made, words in (
            (self._all_same, self.tr("All {n} alike are the same (Shift+S)")),
            (self._all_different, self.tr("All {n} alike are different (Shift+D)")),
        ):
            made.setVisible(several)
            made.setText(words.format(n=grouped(len(self._alike))))
        self._show_pair()

    def _show_pair(self) -> None:
        row = self._rows[self._at]
        self._next_other.setVisible(len(self._others) > 1)
        self._head.setText(self._question(row))
        if not self._others:
            self._why.setText(" ".join(row.why))
            self._pair.show_lines(self.tr("In the list"), self.tr("Nobody like it"), self._lines({}))
            return
        other = self._others[self._which]
        score = float(other["score"])
        sure = self.tr("Very likely") if score >= _SURELY else self.tr("Likely") if score >= _LIKELY else self.tr("Possibly")
        self._why.setText(self.tr("{sure} the same: {why}.").format(sure=sure, why="; ".join(other["why"])))
        where = self.tr("Row {n} of the list").format(n=other["place"]) if "row" in other else self.tr("On record")
        words = self.tr("Row {n} of the list").format(n=row.place)
        self._pair.show_lines(words, where, self._lines(other["values"]))

    def _question(self, row: RowLook) -> str:
        """What is asked: about somebody on record, or about another row of the list."""
        asked = self.tr("Is “{name}” in row {n} somebody you have already? Question {at} of {all}.")
        other = self._others[self._which] if self._others else {}
        if "row" in other:
            asked = self.tr("Is “{name}” in row {n} the same as in row {other}? Question {at} of {all}.")
        at, total = grouped(self._at + 1), grouped(self._total)
        return asked.format(name=row.title, n=row.place, other=other.get("place", ""), at=at, all=total)

    def _lines(self, other: Mapping[str, Any]) -> list[SideLine]:
        names = [name for name in self._labels if name in self._said or name in other]
        return [
            SideLine(name, self._labels[name], value_words(self._said.get(name)), value_words(other.get(name))) for name in names
        ]

    # Answering

    def _on_other(self) -> None:
        if len(self._others) > 1:
            self._which = (self._which + 1) % len(self._others)
            self._show_pair()

    def _on_same(self) -> None:
        if self._at < len(self._rows) and self._others:
            other = self._others[self._which]
            self._answer(f"row:{other['row']}" if "row" in other else f"record:{_record_of(other)}")

    def _on_different(self) -> None:
        if self._at < len(self._rows):
            self._answer("new")

    def _on_later(self) -> None:
        if self._rows:
            self._at = (self._at + 1) % len(self._rows)
            self._show()

    def _on_alike_same(self) -> None:
        """Everybody who asks the same for the same reasons is the one they look like."""
        if len(self._alike) > 1:
            same: list[Fix] = [{"what": "decide", "rows": (row,), "value": value} for row, value in self._alike]
            self.fixed.emit([*self.answers, *same])

    def _on_alike_different(self) -> None:
        if len(self._alike) > 1:
            rows = tuple(row for row, _ in self._alike)
            self.fixed.emit([*self.answers, {"what": "decide", "rows": rows, "value": "new"}])

    def _on_all_different(self) -> None:
        rest = [row.number for row in self._rows[self._at :]]
        if rest:
            self.fixed.emit([*self.answers, {"what": "decide", "rows": tuple(rest), "value": "new"}])

    def _answer(self, value: str) -> None:
        row = self._rows.pop(self._at)
        self._answers[row.number] = value
        if self._at_once or not self._rows:
            self.fixed.emit(self.answers)
            return
        self._at = min(self._at, len(self._rows) - 1)
        self.gathered.emit(len(self._answers))
        self._show()


def _record_of(match: Mapping[str, Any]) -> int:
    """The record's id: it stands under the noun's own name."""
    return next(int(value) for key, value in match.items() if key not in ("score", "why", "values", "row", "place"))
