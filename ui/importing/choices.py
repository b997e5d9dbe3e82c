"""Owns the row that says how a list is taken: what it is about, the cohort and programme its people join, what wins, who sent it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from skilling.importing.showing import ColumnLook, Look
from skilling.services.cohorts import OpenCohortRow
from skilling.services.programmes import ProgrammeRow
from ui.importing.talk import Chosen
from ui.importing.undokeys import UndoKeys
from ui.shared.flow import FlowLayout
from ui.shared.numbers import grouped
from ui.shared.widgets import label
from ui.theme import Theme

_CODE: Final = re.compile(r"\b[A-Z]{2,8}-20\d\d-[A-Z0-9]{1,6}\b")
JOINS: Final = "developer"
COHORT_FIELD: Final = "cohort.code"


class ListChoices(QWidget):
    """Signals:
    noun_chosen: the list is said to be about something else: the noun's name.
    typing: what stands here is other than a moment ago.
    settled: a choice was made: the focus left a field, or an entry was taken.
    """

    noun_chosen = Signal(str)
    typing = Signal()
    settled = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._places: Sequence[OpenCohortRow] = ()
        self._names_cohorts = self._asks_cohort = False
        self._noun, self._cohort, self._programme = QComboBox(), QComboBox(), QComboBox()
        self._mode, self._sender = QComboBox(), QComboBox()
        for code, words in (
            ("fill", self.tr("Fill in what is missing")),
            ("update", self.tr("The list wins")),
            ("add-only", self.tr("Only add new ones")),
        ):
            self._mode.addItem(words, code)
        self._mode.setToolTip(self.tr("A blank in the list never empties a field"))
        self._programme.setToolTip(self.tr("The programme that new cohorts of this list belong to"))
        self._editable(self._cohort, self.tr("Choose or type a code"))
        self._editable(self._sender, self.tr("College, state or person"))
        self._noun.activated.connect(lambda _: self.noun_chosen.emit(self.noun))
        for choice in (self._mode, self._programme, self._cohort, self._sender):
            choice.activated.connect(lambda _: self.settled.emit())
        row = FlowLayout(self, 14, 8)
        self._cohort_box = self._named(self.tr("Cohort"), self._cohort, 230)
        self._programme_box = self._named(self.tr("Programme"), self._programme, 220)
        for box in (
            self._named(self.tr("List of"), self._noun, 170), self._cohort_box, self._programme_box,
            self._named(self.tr("Those on record already"), self._mode, 220),
            self._named(self.tr("Sender"), self._sender, 220),
        ):  # fmt: skip
            row.addWidget(box)
        self._programme_box.hide()

    def _editable(self, choice: QComboBox, hint: str) -> None:
        choice.setEditable(True)
        choice.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        choice.currentTextChanged.connect(lambda _: self.typing.emit())
        field = choice.lineEdit()
        if field is not None:
            field.setPlaceholderText(hint)
            field.editingFinished.connect(self.settled)

    def _named(self, name: str, choice: QComboBox, width: int) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        words = label(name)
        words.setBuddy(choice)
        UndoKeys(choice)
        choice.setAccessibleName(name)
        choice.setFixedWidth(self._theme.px(width))
        column.addWidget(words)
        column.addWidget(choice)
        return box

    # What is offered

    def offer_nouns(self, nouns: Sequence[tuple[str, str]]) -> None:
        chosen = self._noun.currentData()
        self._noun.clear()
        for name, words in nouns:
            self._noun.addItem(words, name)
        self._noun.setCurrentIndex(self._noun.findData(chosen))

    def offer_cohorts(self, places: Sequence[OpenCohortRow]) -> None:
        """The cohorts that take people, with their free seats."""
        self._places = places
        text = self._cohort.currentText()
        self._cohort.blockSignals(True)
        self._cohort.clear()
        for place in places:
            self._cohort.addItem(place.code)
            free = self.tr("no limit of seats") if place.free is None else self.tr("{n} seats free").format(n=grouped(place.free))
            self._cohort.setItemData(self._cohort.count() - 1, f"{place.name or place.code}, {free}", Qt.ItemDataRole.ToolTipRole)
        self._cohort.setCurrentIndex(-1)
        self._cohort.setEditText(text)
        self._cohort.blockSignals(False)

    def offer_programmes(self, programmes: Sequence[ProgrammeRow]) -> None:
        """The programmes; where there is one, new cohorts are its own without a question."""
        chosen = self._programme.currentData()
        self._programme.clear()
        self._programme.addItem(self.tr("Choose the programme"), None)
        for each in programmes if len(programmes) > 1 else ():
            self._programme.addItem(each.name, each.code)
        self._programme.setCurrentIndex(max(0, self._programme.findData(chosen)))
        self._show_boxes()

    def offer_senders(self, names: Sequence[str]) -> None:
        text = self._sender.currentText()
        self._sender.blockSignals(True)
        self._sender.clear()
        self._sender.addItems(list(names))
        self._sender.setCurrentIndex(-1)
        self._sender.setEditText(text)
        self._sender.blockSignals(False)

    # What is chosen

    def show_list(self, look: Look, columns: Sequence[ColumnLook], chosen: Chosen) -> None:
        """The choices for a list as they were made; a cohort that its title rows name is proposed."""
        self._names_cohorts = any(column.field == COHORT_FIELD for column in columns)
        self._asks_cohort = look.noun == JOINS and not self._names_cohorts
        self._noun.setCurrentIndex(self._noun.findData(look.noun))
        # A list that looks like none of those known can still be said to be one; without headings there is no list.
        self._noun.setEnabled(bool(look.header_rows))
        self._cohort.setEnabled(self._asks_cohort)
        tip, hint = "", self.tr("Choose or type a code")
        if self._names_cohorts:
            tip, hint = self.tr("The rows of this list name their cohorts"), self.tr("As the rows say")
        self._cohort.setToolTip(tip)
        field = self._cohort.lineEdit()
        if field is not None:
            field.setPlaceholderText(hint)
        self._cohort.setEditText((chosen.cohort or self._named_in(look)) if self._asks_cohort else "")
        self._programme.setCurrentIndex(max(0, self._programme.findData(chosen.programme)))
        self._mode.setCurrentIndex(max(0, self._mode.findData(chosen.mode)))
        self._sender.setEditText(chosen.sender)
        self._show_boxes()

    @property
    def chosen(self) -> Chosen:
        cohort = self._cohort.currentText().strip() if self._asks_cohort else ""
        return Chosen(
            cohort or None, self._programme.currentData(), self._mode.currentData(), self._sender.currentText().strip()
        )  # fmt: skip

    def the_list_wins(self) -> None:
        """What the list says holds against what is on record."""
        self._mode.setCurrentIndex(self._mode.findData("update"))
        self.settled.emit()

    @property
    def noun(self) -> str:
        """What the list is about, by name."""
        return str(self._noun.currentData() or "")

    @property
    def noun_words(self) -> str:
        return self._noun.currentText()

    @property
    def wants_cohort(self) -> bool:
        """Whether the rows name no cohort, and none is chosen yet."""
        return self._asks_cohort and not self._cohort.currentText().strip()

    def focus_cohort(self) -> None:
        """Puts the focus where the cohort is chosen."""
        self._cohort.setFocus()

    def _show_boxes(self) -> None:
        joins = self._asks_cohort or self._names_cohorts
        self._cohort_box.setVisible(joins)
        self._programme_box.setVisible(joins and self._programme.count() > 1)

    def _named_in(self, look: Look) -> str:
        """A cohort's code in the title rows: one that exists, else one that looks like a code."""
        said = " ".join(" ".join(row.cells) for row in look.rows if row.kind == "title")
        known = next((place.code for place in self._places if place.code in said), "")
        found = _CODE.search(said)
        return known or (found.group() if found else "")
