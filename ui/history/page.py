"""Owns the page of what happened: every change in words, the fields it set, and taking it back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
)

from skilling.domain.nouns import NOUNS
from skilling.domain.problems import Refused
from skilling.services import history
from ui.background import Token
from ui.context import Context
from ui.shared.messages import Covered, EmptyState
from ui.shared.numbers import grouped, moment
from ui.shared.page import Page
from ui.shared.panel import SidePanel
from ui.shared.widgets import button, label

if TYPE_CHECKING:
    from skilling.importing.rejects import KeptAside

_PAGE = 200


class HistoryPage(Page):
    """The newest changes first; a line opens the panel with its fields and the button that takes it back."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, self.tr("History"), self.tr("Everything that was changed, and by whom"))
        self._rows: list[history.HistoryRow] = []
        self._asked: list[Token] = []
        self._add_choice()
        self._table = self._made_table()
        self._empty = EmptyState(
            self.theme,
            "history",
            self.tr("Nothing has happened yet"),
            self.tr("Every change will be listed here, with its undo."),
        )
        self._covered = Covered(self._table)
        self.body.addWidget(self._covered, 1)
        self._more = button(self.theme, self.tr("Show older changes"), self._on_more, icon="chevron-down", kind="ghost")
        foot = QHBoxLayout()
        foot.addWidget(self._more)
        foot.addStretch(1)
        self.body.addLayout(foot)
        self.panel = SidePanel(self.theme)
        self.add_panel(self.panel)
        self.panel.hide()

    def opened(self, **where: Any) -> None:
        if "only" in where:
            self._choice.setCurrentIndex(max(0, self._choice.findData(where["only"])))
        self._load()

    def refresh(self, touched: frozenset[str]) -> None:
        self._load()

    # Building

    def _add_choice(self) -> None:
        self._choice = QComboBox()
        self._choice.setAccessibleName(self.tr("Which changes"))
        for only, words in (
            ("", self.tr("All changes")),
            ("import", self.tr("Imports")),
            ("report", self.tr("Reports")),
            *((noun.name, noun.label_plural) for noun in NOUNS),
        ):
            self._choice.addItem(words, only)
        self._choice.activated.connect(lambda _: self._load())
        self.actions_row.addWidget(self._choice)

    def _made_table(self) -> QTableWidget:
        table = QTableWidget(0, 4)
        table.setAccessibleName(self.tr("Changes"))
        table.setHorizontalHeaderLabels([self.tr("When"), self.tr("Who"), self.tr("What"), self.tr("State")])
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(self.theme.px(34))
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        head = table.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in ((0, 160), (1, 140), (3, 130)):
            table.setColumnWidth(column, self.theme.px(width))
        head.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        table.currentCellChanged.connect(self._on_moved)
        table.cellClicked.connect(lambda row, _: self._show(row))
        return table

    # Loading

    def _load(self) -> None:
        self.context.read_later(history.rows, _PAGE, None, self._choice.currentData(), then=self._fill)

    def _on_more(self) -> None:
        oldest = self._rows[-1].change_id
        self.context.read_later(history.rows, _PAGE, oldest, self._choice.currentData(), then=self._add)

    def _fill(self, rows: list[history.HistoryRow]) -> None:
        kept = self._table.currentRow()
        self._rows = []
        self._table.setRowCount(0)
        self._add(rows)
        self._covered.cover(None if rows else self._empty)
        if self.panel.isVisible() and 0 <= kept < len(rows):
            self._table.setCurrentCell(kept, 2)
            self._show(kept)

    def _add(self, rows: list[history.HistoryRow]) -> None:
        first = len(self._rows)
        self._rows += rows
        self._table.setRowCount(len(self._rows))
        for place, row in enumerate(rows, first):
            for column, text in enumerate((moment(row.at), row.actor, row.sentence, self._state(row))):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self._table.setItem(place, column, item)
        self._more.setVisible(len(rows) == _PAGE)

    def _state(self, row: history.HistoryRow) -> str:
        return self.tr("Taken back") if row.undone_by is not None else ""

    # The panel

    def _on_moved(self, row: int, *_: int) -> None:
        if self.panel.isVisible():
            self._show(row)

    def _show(self, place: int) -> None:
        if not 0 <= place < len(self._rows):
            return
        row = self._rows[place]
        while self._asked:
            self._asked.pop().cancel()  # a late answer about another line must not stand beneath this one
        self.panel.clear_body()
        self.panel.show_record(row.sentence, self.tr("{actor}, {moment}").format(actor=row.actor, moment=moment(row.at)))
        for noun, count in sorted(row.touched.items()):
            if count:
                self.panel.body.addWidget(label(f"{grouped(count)} × {noun.replace('_', ' ')}", "caption"))
        if row.undone_by is not None:
            self.panel.body.addWidget(label(self.tr("This was taken back."), "muted", wraps=True))
        else:
            take_back = button(self.theme, self.tr("Take it back"), lambda: self._take_back(row), icon="undo-2")
            self.panel.body.addWidget(take_back)
        if row.run_id is not None:
            from skilling.importing import rejects  # brings all of importing with it

            self._asked.append(self.context.read_later(rejects.count, row.run_id, then=self._offer_rejects))
        self._asked.append(self.context.read_later(history.details, row.change_id, then=self._show_fields))
        self.panel.show()

    def _show_fields(self, fields: list[history.FieldChange]) -> None:
        for field in fields:
            before, after = field.before or "—", field.after or "—"
            words = label(f"{field.field}: {before} → {after}", wraps=True)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            words.setAccessibleName(words.text())
            self.panel.body.addWidget(label(field.record, "caption"))
            self.panel.body.addWidget(words)

    def _offer_rejects(self, kept: KeptAside) -> None:
        """An import of any time gives the rows that it kept aside."""
        if kept.rows:
            words = self.tr("Save the row kept aside") if kept.rows == 1 else self.tr("Save the {n} rows kept aside")
            save = button(self.theme, words.format(n=grouped(kept.rows)), lambda: self._save_rejects(kept), icon="download")
            self.panel.body.addWidget(save)

    def _save_rejects(self, kept: KeptAside) -> None:
        """Asks where, then writes the workbook that can be mended and imported again."""
        suggested = self.tr("{name} kept aside.xlsx").format(name=Path(kept.file_name).stem)
        path, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save rows kept aside"), str(Path.home() / suggested), self.tr("Excel workbooks (*.xlsx)")
        )
        if path:
            self.save_rejects_to(kept.run, path)

    def save_rejects_to(self, run: int, path: str) -> None:
        """The same without asking."""
        from skilling.importing import rejects

        words = self.tr("Saved to {file}. Mend the rows there and import that file.").format(file=Path(path).name)
        self.context.read_later(
            rejects.save_run, run, Path(path), then=lambda _: self.context.say(words), failed=self._on_not_saved
        )

    def _on_not_saved(self, problem: Exception) -> None:
        if isinstance(problem, Refused):
            self.context.refuse(problem)
        else:
            raise problem

    def _take_back(self, row: history.HistoryRow) -> None:
        self.context.undo(row.change_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._table.hasFocus():
            self._show(self._table.currentRow())
        else:
            super().keyPressEvent(event)
