"""Owns the first step: the sheet as it is, which of its tables and rows are the list, and what is to be said about it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QComboBox, QTabBar, QVBoxLayout

from skilling.importing.beginning import Beginning
from skilling.importing.showing import ColumnLook, Look
from skilling.importing.table.layout import ASK_BELOW
from ui.importing.choices import ListChoices
from ui.importing.sheetgrid import SheetGrid
from ui.importing.steps import Step
from ui.importing.talk import ListTalk
from ui.importing.words import columns_words, quoted, rows_words, why_dropped
from ui.shared.messages import Banner
from ui.shared.numbers import day, grouped
from ui.shared.widgets import label
from ui.theme import Theme


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
        self.choices = ListChoices(theme)
        self.choices.noun_chosen.connect(lambda noun: self.talk.choose_noun(noun, self.looked.emit))
        self.choices.typing.connect(self.ready_changed)
        self.choices.settled.connect(self.settle)
        self._tabs = QTabBar()
        self._tabs.setAccessibleName(self.tr("Sheets of the file"))
        self._tabs.setExpanding(False)
        self._tabs.setUsesScrollButtons(True)
        self._tabs.setDrawBase(False)
        self._tabs.currentChanged.connect(self._on_tab)
        self._summary = label("", "muted", wraps=True)
        self._banner = Banner(theme, "warn")
        self._earlier = Banner(theme, "info")
        self._update = self._earlier.add_action(self.tr("Update those on &record"), self._on_update)
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
        column.addWidget(self.choices)
        for banner in (self._earlier, self._sheets, self._hidden, self._banner):
            column.addWidget(banner)
        column.addWidget(self._tabs)
        column.addWidget(self._tables)
        column.addWidget(self._summary)
        column.addWidget(self.grid, 1)

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

    def show_list(self, look: Look, columns: Sequence[ColumnLook]) -> None:
        """The list as it was found, and the choices that were made for it."""
        self._look = look
        self._show_tabs(look)
        self._show_tables(look)
        self.choices.show_list(look, columns, self.talk.decided.chosen)
        self.talk.propose(self.choices.chosen)
        self._summary.setText(self._said(look))
        self._summary.setVisible(look.refused is None)
        self._banner.say(" ".join(self._warned(look)), "bad" if look.refused else "warn")
        self._earlier.say(self._said_earlier(look))
        self._update.setVisible(look.earlier is not None and not look.earlier.same_file)
        self._ask_hidden(look)
        self._offer_sheets(look)
        self.grid.show_look(look)
        self.ready_changed.emit()

    def settle(self) -> None:
        """What was chosen here is decided."""
        if self._look is not None:
            self.talk.choose(self.choices.chosen)

    @property
    def reason(self) -> str:
        if self._look is None:
            return self.tr("Choose a file first")
        if self._look.refused is None:
            return ""
        if self._look.header_rows:
            if len(self._look.sheets) > 1:
                return self.tr("Say what the list is about, or choose another sheet")
            return self.tr("Say what the list is about, or choose another heading")
        return self.tr("Choose the row that holds the headings")

    @property
    def hint(self) -> str:
        if self.choices.wants_cohort:
            return self.tr("The list names no cohort yet: choose one above")
        return ""

    def take_focus(self) -> bool:
        if self.choices.wants_cohort and not self._in_grid():
            self.choices.focus_cohort()
        else:
            self.grid.view.setFocus()
        return True

    def _in_grid(self) -> bool:
        """Whether somebody is at work in the sheet, choosing its heading."""
        focused = QApplication.focusWidget()
        return focused is not None and self.grid.isAncestorOf(focused)

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

    def _said(self, look: Look) -> str:
        heads = self.tr(" and ").join(str(row) for row in look.header_rows)
        place = self.tr("row {rows}") if len(look.header_rows) == 1 else self.tr("rows {rows}")
        words = self.tr("{rows} below the headings in {place}.") if heads else self.tr("{rows}, without a heading.")
        said = words.format(rows=rows_words(look.data_rows), place=place.format(rows=heads))
        if look.dropped:
            parts = ", ".join(why_dropped(kind, count) for kind, count in look.dropped.items())
            said += " " + self.tr("{n} left out: {why}.").format(n=rows_words(sum(look.dropped.values())), why=parts)
        return said

    def _warned(self, look: Look) -> list[str]:
        said = [look.refused[1]] if look.refused else []
        if look.header_rows and look.refused is None and look.confidence < ASK_BELOW and self.talk.decided.header_row is None:
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
        offers = look.alike and look.refused is None
        self._sheets.say(words.format(sheets=quoted([look.sheet, *look.alike])) if offers else "")

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
        self.choices.the_list_wins()
        self._update.hide()

    def _on_hidden(self) -> None:
        if self._look is not None:
            leave = not self._leaves_hidden(self._look)
            self.talk.decide({"what": "skip-rows" if leave else "take-rows", "rows": self._look.hidden})
            self._ask_hidden(self._look)
