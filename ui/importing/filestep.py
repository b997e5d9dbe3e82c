"""Owns the first step: the sheet as it is, what the list is about, who sent it, which cohort its people join, what wins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QTabBar, QVBoxLayout, QWidget

from skilling.importing.beginning import Beginning
from skilling.importing.showing import ColumnLook, Look
from skilling.importing.table.layout import ASK_BELOW
from skilling.services.cohorts import OpenCohortRow
from ui.importing.sheetgrid import SheetGrid
from ui.importing.steps import Step
from ui.importing.talk import Asked, ListTalk
from ui.importing.words import columns_words, quoted, rows_words, why_dropped
from ui.shared.flow import FlowLayout
from ui.shared.messages import Banner
from ui.shared.numbers import day, grouped
from ui.shared.widgets import label
from ui.theme import Theme

_CODE: Final = re.compile(r"\b[A-Z]{2,8}-20\d\d-[A-Z0-9]{1,6}\b")
JOINS = "developer"
COHORT_FIELD = "cohort.code"


class FileStep(Step):
    """Signals:
    looked: the list was found anew: its look.
    sheets_wanted: another sheet of the same file, and those on which its list goes on.
    """

    looked = Signal(object)
    sheets_wanted = Signal(str, tuple)

    def __init__(self, theme: Theme, talk: ListTalk) -> None:
        super().__init__(theme, talk)
        self._look: Look | None = None
        self._names_cohorts = self._asks_cohort = False
        self._places: Sequence[OpenCohortRow] = ()
        self._tabs = QTabBar()
        self._tabs.setAccessibleName(self.tr("Sheets of the file"))
        self._tabs.setExpanding(False)
        self._tabs.setUsesScrollButtons(True)
        self._tabs.setDrawBase(False)
        self._tabs.currentChanged.connect(self._on_tab)
        self._summary = label("", "muted", wraps=True)
        self._banner = Banner(theme, "warn")
        self._earlier = Banner(theme, "info")
        self._update = self._earlier.add_action(self.tr("Update those on record"), self._on_update)
        self._hidden = Banner(theme, "warn")
        self._include = self._hidden.add_action(self.tr("Leave them out"), self._on_hidden)
        self._sheets = Banner(theme, "info")
        self._take_all = self._sheets.add_action(self.tr("Take &all"), self._on_take_all)
        self._tables = QComboBox()
        self._tables.setAccessibleName(self.tr("Tables of this sheet"))
        self._tables.activated.connect(self._on_table)
        self.grid = SheetGrid(theme, talk)
        self.grid.heading_wanted.connect(self._on_heading)
        self.grid.kept_wanted.connect(self._on_kept)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(self._choices())
        for banner in (self._earlier, self._sheets, self._hidden, self._banner):
            column.addWidget(banner)
        column.addWidget(self._tabs)
        column.addWidget(self._tables)
        column.addWidget(self._summary)
        column.addWidget(self.grid, 1)

    # Building

    def _choices(self) -> FlowLayout:
        self._noun, self._cohort, self._mode, self._sender = QComboBox(), QComboBox(), QComboBox(), QComboBox()
        for code, words in (
            ("fill", self.tr("Fill in what is missing")),
            ("update", self.tr("The list wins")),
            ("add-only", self.tr("Only add new ones")),
        ):
            self._mode.addItem(words, code)
        self._mode.setToolTip(self.tr("A blank in the list never empties a field"))
        for choice, hint in (
            (self._cohort, self.tr("Choose or type a code")),
            (self._sender, self.tr("College, state or person")),
        ):
            choice.setEditable(True)
            choice.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
            field = choice.lineEdit()
            if field is not None:
                field.setPlaceholderText(hint)
            choice.currentTextChanged.connect(self._on_choice)
        self._noun.activated.connect(self._on_noun)
        self._mode.activated.connect(self._on_choice)
        row = FlowLayout(None, 14, 8)
        for name, choice, width in (
            (self.tr("List of"), self._noun, 170), (self.tr("Cohort"), self._cohort, 230),
            (self.tr("Those on record already"), self._mode, 220), (self.tr("Sender"), self._sender, 220),
        ):  # fmt: skip
            row.addWidget(box := self._named(name, choice, width))
            if choice is self._cohort:
                self._cohort_box = box
        return row

    def _named(self, name: str, choice: QComboBox, width: int) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        words = label(name)
        words.setBuddy(choice)
        choice.setAccessibleName(name)
        choice.setFixedWidth(self.theme.px(width))
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

    def offer_senders(self, names: Sequence[str]) -> None:
        text = self._sender.currentText()
        self._sender.clear()
        self._sender.addItems(list(names))
        self._sender.setCurrentIndex(-1)
        self._sender.setEditText(text)

    # The list

    def show_beginning(self, beginning: Beginning) -> None:
        """The first rows of a large file; what they are taken for is known once the whole is read."""
        for banner in (self._earlier, self._sheets, self._hidden, self._banner):
            banner.say("")
        for chooser in (self._tables, self._tabs):
            chooser.hide()
        self._summary.setText(
            self.tr("The first {rows}, while the whole list is read.").format(rows=rows_words(len(beginning.rows)))
        )
        self._summary.show()
        self.grid.show_beginning(beginning)

    def show_list(self, look: Look, columns: Sequence[ColumnLook], asked: Asked) -> None:
        """The list as it was found, and the choices that were made for it."""
        self._look = look
        self._names_cohorts = any(column.field == COHORT_FIELD for column in columns)
        self._show_tabs(look)
        self._show_tables(look)
        self._show_noun(look)
        self._show_cohort(look, asked)
        self._mode.setCurrentIndex(max(0, self._mode.findData(asked.mode)))
        if asked.sender:
            self._sender.setEditText(asked.sender)
        self._summary.setText(self._said(look))
        self._summary.setVisible(look.refused is None)
        self._banner.say(" ".join(self._warned(look)), "bad" if look.refused else "warn")
        self._earlier.say(self._said_earlier(look))
        self._update.setVisible(look.earlier is not None and not look.earlier.same_file)
        self._ask_hidden(look)
        self._offer_sheets(look)
        self.grid.show_look(look)
        self.ready_changed.emit()

    def chosen(self, asked: Asked) -> Asked:
        """The question with what was chosen here."""
        cohort = self._cohort.currentText().strip() if self._asks_cohort else ""
        sender = self._sender.currentText().strip()
        return replace(asked, cohort=cohort or None, mode=self._mode.currentData(), sender=sender)

    def clear_choices(self) -> None:
        """For another file: its cohort and sender are others."""
        self._cohort.setEditText("")
        self._sender.setEditText("")

    def ask_cohort(self) -> None:
        """Puts the focus where the cohort is chosen."""
        self._cohort.setFocus()

    @property
    def is_shown(self) -> bool:
        """Whether a list was shown, so that its choices mean something."""
        return self._look is not None

    @property
    def noun(self) -> str:
        """What the list is about, by name."""
        return str(self._noun.currentData() or "")

    @property
    def noun_words(self) -> str:
        return self._noun.currentText()

    @property
    def reason(self) -> str:
        if self._look is None:
            return self.tr("Choose a file first")
        if self._look.refused is None:
            return ""
        if self._look.header_rows:
            return self.tr("Say what the list is about, or choose another sheet")
        return self.tr("Choose the row that holds the headings")

    @property
    def hint(self) -> str:
        if self._asks_cohort and not self._cohort.currentText().strip():
            return self.tr("The list names no cohort yet: choose one above")
        return ""

    def take_focus(self) -> None:
        needed = self._asks_cohort and not self._cohort.currentText().strip()
        (self._cohort if needed else self.grid.view).setFocus()

    # Showing

    def _show_tabs(self, look: Look) -> None:
        self._tabs.blockSignals(True)
        while self._tabs.count():
            self._tabs.removeTab(0)
        for sheet in look.sheets:
            words = self.tr("{sheet} (hidden)").format(sheet=sheet.name) if sheet.hidden else sheet.name
            if sheet.score:
                words = self.tr("{sheet} · {n} % like a list").format(sheet=words, n=round(100 * sheet.score))
            at = self._tabs.addTab(words.replace("&", "&&"))
            self._tabs.setTabData(at, sheet.name)
            self._tabs.setTabToolTip(at, f"{rows_words(sheet.rows)}, {columns_words(sheet.columns)}")
            if sheet.name == look.sheet or (look.parts and look.sheet.startswith(f"{sheet.name} + ")):
                self._tabs.setCurrentIndex(at)
        self._tabs.setVisible(len(look.sheets) > 1)
        self._tabs.blockSignals(False)

    def _show_tables(self, look: Look) -> None:
        """What else stands in the sheet, by its headings; the one that is shown stands first."""
        self._tables.clear()
        self._tables.addItem(self.tr("The sheet holds {n} tables. Shown: the one of {rows}").format(
            n=grouped(1 + len(look.others)), rows=rows_words(look.data_rows)
        ))  # fmt: skip
        for words, row, column in look.others:
            self._tables.addItem(words, (row, column))
        self._tables.setVisible(bool(look.others))

    def _show_noun(self, look: Look) -> None:
        self._noun.setCurrentIndex(self._noun.findData(look.noun))
        # A list that looks like none of those known can still be said to be one; without headings there is no list.
        self._noun.setEnabled(bool(look.header_rows))

    def _show_cohort(self, look: Look, asked: Asked) -> None:
        """Rows that name their cohorts need none; people of a list that names none join the one that is chosen here."""
        joins = look.noun == JOINS
        self._asks_cohort = joins and not self._names_cohorts
        self._cohort.setEnabled(self._asks_cohort)
        self._cohort_box.setVisible(joins)
        field = self._cohort.lineEdit()
        tip, hint = "", self.tr("Choose or type a code")
        if self._names_cohorts:
            tip, hint = self.tr("The rows of this list name their cohorts"), self.tr("As the rows say")
        self._cohort.setToolTip(tip)
        if field is not None:
            field.setPlaceholderText(hint)
        if not self._asks_cohort:
            self._cohort.setEditText("")
        elif not self._cohort.currentText().strip():
            self._cohort.setEditText(asked.cohort or self._named_in(look))

    def _named_in(self, look: Look) -> str:
        """A cohort's code in the title rows: one that exists, else one that looks like a code."""
        said = " ".join(" ".join(row.cells) for row in look.rows if row.kind == "title")
        known = next((place.code for place in self._places if place.code in said), "")
        found = _CODE.search(said)
        return known or (found.group() if found else "")

    def _said(self, look: Look) -> str:
        heads = self.tr(" and ").join(str(row) for row in look.header_rows)
        place = self.tr("row {rows}") if len(look.header_rows) == 1 else self.tr("rows {rows}")
        said = self.tr("{rows} below the headings in {place}.").format(
            rows=rows_words(look.data_rows), place=place.format(rows=heads)
        )
        if look.dropped:
            parts = ", ".join(why_dropped(kind, count) for kind, count in look.dropped.items())
            said += " " + self.tr("{n} left out: {why}.").format(n=rows_words(sum(look.dropped.values())), why=parts)
        return said

    def _warned(self, look: Look) -> list[str]:
        said = [look.refused[1]] if look.refused else []
        if look.refused is None and look.confidence < ASK_BELOW and self.talk.decided.header_row is None:
            said.append(
                self.tr(
                    "Look at the coloured heading first: it is not certain that this is the list. "
                    "Go to the right row and choose Use as heading."
                )
            )
        return [*said, *look.warnings]

    def _ask_hidden(self, look: Look) -> None:
        """Rows that a filter hides are part of the list until somebody says otherwise."""
        if self._leaves_hidden(look):
            words, answer = self.tr("{rows} hidden by a filter in the sheet will be left out."), self.tr("Include them")
        else:
            words, answer = self.tr("{rows} are hidden by a filter in the sheet. They are included."), self.tr("Leave them out")
        if len(look.hidden) == 1:
            answer = self.tr("Include it") if self._leaves_hidden(look) else self.tr("Leave it out")
            if not self._leaves_hidden(look):
                words = self.tr("{rows} is hidden by a filter in the sheet. It is included.")
        self._include.setText(answer)
        self._hidden.say(words.format(rows=rows_words(len(look.hidden))) if look.hidden else "")

    def _offer_sheets(self, look: Look) -> None:
        """Sheets with the same headings may be one list; whoever takes them together can part them again."""
        if look.parts:
            self._take_all.setText(self.tr("Take one &alone"))
            words = self.tr("The rows of {sheets} follow those of the first sheet.")
            self._sheets.say(words.format(sheets=quoted([part.sheet for part in look.parts])))
            return
        both = len(look.alike) == 1
        self._take_all.setText(self.tr("Take &both") if both else self.tr("Take &all"))
        words = self.tr("Sheets {sheets} have the same headings: take both?") if both else self.tr(
            "Sheets {sheets} have the same headings: take all?"
        )  # fmt: skip
        self._sheets.say(words.format(sheets=quoted([look.sheet, *look.alike])) if look.alike else "")

    def _on_take_all(self) -> None:
        if self._look is not None:
            first = self._tabs.tabData(self._tabs.currentIndex())
            self.sheets_wanted.emit(first, () if self._look.parts else self._look.alike)

    def _leaves_hidden(self, look: Look) -> bool:
        said = [fix["what"] for fix in self.talk.decided.fixes if fix.get("rows") == look.hidden]
        return bool(said) and said[-1] == "skip-rows"

    def _said_earlier(self, look: Look) -> str:
        one = look.earlier
        if one is None:
            return ""
        if one.same_file:
            words = self.tr("This file was imported on {day} by {who} (import {run}). Importing it again adds nobody twice.")
            return words.format(day=day(one.at), who=one.actor, run=one.run)
        words = self.tr(
            "This looks like a newer version of {name}, imported on {day} by {who} (import {run}): {n} % of its rows are the same."
        )
        return words.format(name=one.file_name, day=day(one.at), who=one.actor, run=one.run, n=round(100 * one.same_rows))

    # Hearing

    def _on_tab(self, place: int) -> None:
        if place >= 0:
            self.sheets_wanted.emit(self._tabs.tabData(place), ())

    def _on_noun(self, _: int) -> None:
        self.talk.choose_noun(self._noun.currentData(), self.looked.emit)

    def _on_table(self, _: int) -> None:
        chosen = self._tables.currentData()
        if chosen is not None:
            row, column = chosen
            self.talk.move_header(row, self.looked.emit, column)

    def _on_heading(self, row: int) -> None:
        self.talk.move_header(row, self.looked.emit)

    def _on_kept(self, numbers: list[int]) -> None:
        self.talk.keep_rows(numbers, self.looked.emit)

    def _on_update(self) -> None:
        """A newer version of a list on record: what it says now is what holds; the third step shows every change first."""
        self._mode.setCurrentIndex(self._mode.findData("update"))
        self._update.hide()

    def _on_hidden(self) -> None:
        if self._look is not None:
            leave = not self._leaves_hidden(self._look)
            self.talk.decide({"what": "skip-rows" if leave else "take-rows", "rows": self._look.hidden})
            self._ask_hidden(self._look)

    def _on_choice(self, *_: object) -> None:
        self.ready_changed.emit()
