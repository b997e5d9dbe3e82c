"""Owns what is said after an import: its numbers, which open as lists, the way back, and where to go from here."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from skilling.importing.buckets import Undone
from skilling.importing.showing import Applied, Page
from ui.importing.blocks import BLOCK
from ui.importing.planrows import PlanTable
from ui.importing.talk import ListTalk
from ui.importing.words import outcome_words, rows_words
from ui.shared.figures import FigureCard
from ui.shared.flow import FlowLayout
from ui.shared.messages import Banner
from ui.shared.numbers import grouped
from ui.shared.widgets import button, label
from ui.theme import Theme

_OUTCOMES = ("new", "update", "same", "review", "error", "skipped")


class ResultView(QWidget):
    """Signals:
    records_wanted: the page of the records that the list was about.
    cohort_wanted: the page of the cohort that its people joined.
    undo_wanted: the whole import is to be taken back.
    redo_wanted: it is to be brought again.
    save_wanted: the rows kept aside are to be saved.
    again_wanted: another list; True for the next of those that were dropped together.
    """

    records_wanted = Signal()
    cohort_wanted = Signal()
    undo_wanted = Signal()
    redo_wanted = Signal()
    save_wanted = Signal()
    again_wanted = Signal()

    def __init__(self, theme: Theme, talk: ListTalk) -> None:
        super().__init__()
        self.theme, self._talk = theme, talk
        self._shown, self._stands = "", True
        self._said = Banner(theme, "good")
        self._cards: dict[str, FigureCard] = {}
        figures = QWidget()
        row = FlowLayout(figures, 12, 12)
        for outcome in _OUTCOMES:
            card = FigureCard(outcome_words(outcome))
            card.setMinimumWidth(theme.px(130))
            card.pressed.connect(partial(self.show_rows, outcome))
            row.addWidget(card)
            self._cards[outcome] = card
        self._caption = label("", "heading")
        self._table = PlanTable(theme, talk)
        self._table.model.editable = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._said)
        column.addWidget(figures)
        column.addLayout(self._buttons())
        column.addWidget(self._caption)
        column.addWidget(self._table, 1)

    def _buttons(self) -> FlowLayout:
        row = FlowLayout(None, 10, 8)
        self._records = button(self.theme, self.tr("Show records"), self.records_wanted.emit, icon="users", kind="primary")
        self._cohort = button(self.theme, self.tr("Open cohort"), self.cohort_wanted.emit, icon="graduation-cap")
        self._save = button(self.theme, self.tr("Save rows kept aside"), self.save_wanted.emit, icon="download")
        self._undo = button(self.theme, self.tr("&Undo import"), self.undo_wanted.emit, icon="undo-2")
        self._redo = button(self.theme, self.tr("Bring it a&gain"), self.redo_wanted.emit, icon="redo-2")
        self._again = button(self.theme, self.tr("Import &another list"), self.again_wanted.emit, icon="file-up")
        for made in (self._records, self._cohort, self._save, self._undo, self._redo, self._again):
            row.addWidget(made)
        return row

    def show_result(self, applied: Applied, file: str, plural: str, cohort: str, following: str) -> None:
        """What became of the list; `following` is the next file, where several were dropped."""
        self._said.say(self.tr("{file} is imported. Undo takes the whole import back at any time.").format(file=file), "good")
        for outcome, card in self._cards.items():
            count = applied.counts[outcome]
            tone = "bad" if outcome in ("error", "review") and count else ""
            card.show_figure(grouped(count), self.tr("kept aside") if tone else "", tone)
            card.setVisible(bool(count) or outcome in ("new", "update"))
        self._records.setText(self.tr("&Show {what}").format(what=plural.lower()))
        self._cohort.setText(self.tr("Open cohort {code}").format(code=cohort))
        self._cohort.setVisible(bool(cohort))
        self._save.setText(self.tr("Save {rows} kept aside").format(rows=rows_words(applied.kept_aside)))
        self._save.setVisible(bool(applied.kept_aside))
        self._set_standing(True)
        self._again.setText(self.tr("Next: {file}").format(file=following) if following else self.tr("Import &another list"))
        first = next((name for name in _OUTCOMES if applied.counts[name]), "new")
        self.show_rows(first)

    def take_focus(self) -> None:
        (self._records if self._stands else self._redo).setFocus()

    def show_standing(self, stands: bool, *, redoable: bool) -> None:
        """Whether the import stands, or was taken back; and if that can be taken back at once, with nothing else done since."""
        if stands != self._stands:
            if stands:
                self._said.say(self.tr("The import stands again."), "good")
            else:
                self._said.say(self.tr("This import was taken back. Redo, or History, brings it again."), "info")
            self._set_standing(stands)
        self._redo.setEnabled(redoable)

    def _set_standing(self, stands: bool) -> None:
        """The way back gives its place to the way there, and the focus with it."""
        held = any(made.hasFocus() for made in (self._records, self._cohort, self._undo, self._redo))
        self._stands = stands
        for made in (self._records, self._cohort):
            made.setEnabled(stands)
            made.setToolTip("" if stands else self.tr("The import was taken back"))
        self._undo.setVisible(stands)
        self._redo.setVisible(not stands)
        self._redo.setEnabled(not stands)
        if held:
            (self._undo if stands else self._redo).setFocus()

    def say_kept(self, undone: Undone) -> None:
        """What an undo would leave as it is, because somebody worked on it since."""
        held = [*undone.kept, *undone.could_not]
        names = "; ".join(f"{one.label} ({one.why})" for one in held[:5])
        words = self.tr("{n} records were worked on since and stay: {names}.")
        if len(held) == 1:
            words = self.tr("1 record was worked on since and stays: {names}.")
        self._said.say(words.format(n=grouped(len(held)), names=names), "warn")

    def show_rows(self, outcome: str) -> None:
        """The rows with an outcome, as they went in."""
        self._shown = outcome
        self._talk.rows(outcome, 0, BLOCK, partial(self._on_rows, outcome))

    def _on_rows(self, outcome: str, page: Page) -> None:
        if outcome == self._shown:
            self._caption.setText(f"{outcome_words(outcome)}: {rows_words(page.total)}")
            self._table.show_outcome(outcome, page, ())
