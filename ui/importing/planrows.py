"""Owns the table of rows as they would go in: what happens to each, why, and its cells, which can be mended in place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QBrush
from PySide6.QtWidgets import QAbstractItemView, QVBoxLayout, QWidget

from skilling.domain.problems import Severity
from skilling.importing.planning.plan import IssueCard
from skilling.importing.showing import Page, RowLook
from ui.importing.blocks import CHANGES_ROLE, NOWHERE, BlockModel, Index, plain_table
from ui.importing.talk import ListTalk
from ui.importing.words import cell_words, outcome_words, short_heading, value_words
from ui.theme import Theme

ROW, OUTCOME, WHY, FIRST = range(4)
_TONES = {"new": "good", "update": "accent", "same": "muted", "review": "warn", "error": "bad", "skipped": "muted"}


class PlanRows(BlockModel):
    """Signals:
    mended: row of the sheet, heading of the column, what was typed.
    """

    mended = Signal(int, str, str)

    def __init__(self, theme: Theme, talk: ListTalk, parent: QObject) -> None:
        super().__init__(self._fetch_rows, parent)
        self._theme, self._talk = theme, talk
        self._outcome: str | None = None
        self._headers: tuple[str, ...] = ()
        self._wrong: dict[str, frozenset[int]] = {}
        self.editable = True

    def show_outcome(self, outcome: str | None, page: Page, issues: Sequence[IssueCard]) -> None:
        """The rows with an outcome, or all; `page` are the first of them. Cells with an issue are marked."""
        self._outcome, self._headers = outcome, page.headers
        wrong: dict[str, set[int]] = {}
        for card in issues:
            if card.column and card.severity is not Severity.NOTE:
                wrong.setdefault(card.column, set()).update(card.rows)
        self._wrong = {column: frozenset(rows) for column, rows in wrong.items()}
        self.show_rows(page.total, page.rows)

    @property
    def headers(self) -> tuple[str, ...]:
        return self._headers

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else FIRST + len(self._headers)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if section >= FIRST:
            whole = self._headers[section - FIRST]
            return whole if role == Qt.ItemDataRole.ToolTipRole else short_heading(whole)
        why = self.tr("What changes") if self._outcome == "update" else self.tr("Why")
        return (self.tr("Row"), self.tr("What happens"), why)[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row: RowLook | None = self.row_at(index.row())
        if row is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.ToolTipRole):
            return self._text(row, index.column())
        if role == CHANGES_ROLE and index.column() == WHY:
            return [(name, value_words(old), value_words(new)) for name, old, new in row.changes]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            heading = self.headerData(index.column(), Qt.Orientation.Horizontal)
            return f"{heading}: {self._text(row, index.column())}"
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == OUTCOME:
            return QBrush(self._theme.colour(_TONES[row.outcome]))
        if role == Qt.ItemDataRole.BackgroundRole and self._is_wrong(row, index.column()):
            return QBrush(self._theme.colour("bad_soft" if row.outcome == "error" else "warn_soft"))
        if role == Qt.ItemDataRole.FontRole and self._mended(row, index.column()) is not None:
            return self._theme.font("strong")
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if self.editable and index.column() >= FIRST else flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row: RowLook | None = self.row_at(index.row())
        if role != Qt.ItemDataRole.EditRole or row is None or str(value) == self._text(row, index.column()):
            return False
        self.mended.emit(row.number, self._headers[index.column() - FIRST], str(value))
        return True

    def _text(self, row: RowLook, column: int) -> str:
        if column == ROW:
            return row.place
        if column == OUTCOME:
            return outcome_words(row.outcome)
        if column == WHY:
            return self._why(row)
        mended = self._mended(row, column)
        return mended if mended is not None else cell_words(row.cells[column - FIRST]).replace("\n", " ")

    def says_why(self, row: RowLook) -> bool:
        """Whether there is anything to say beside a row."""
        return bool(self._why(row))

    def _why(self, row: RowLook) -> str:
        if row.changes:
            parts = []
            for name, old, new in row.changes:
                before = value_words(old) or self.tr("blank")
                parts.append(self.tr("{field}: {old} → {new}").format(field=name, old=before, new=value_words(new)))
            return "; ".join(parts)
        return " ".join(row.why) or "; ".join(", ".join(match["why"]) for match in row.matches)

    def _mended(self, row: RowLook, column: int) -> str | None:
        """What was set instead of what the list says: for the cell, for every cell that says the same, or for all alike."""
        if column < FIRST:
            return None
        heading = self._headers[column - FIRST]
        typed = self._talk.decided.meant(row.number, heading, cell_words(row.cells[column - FIRST]))
        if typed is None and heading in row.remedied:
            return value_words(row.remedied[heading])
        return typed

    def _is_wrong(self, row: RowLook, column: int) -> bool:
        return column >= FIRST and row.number in self._wrong.get(self._headers[column - FIRST], ())

    def _fetch_rows(self, offset: int, limit: int, then: Callable[[Sequence[Any]], None]) -> None:
        self._talk.rows(self._outcome, offset, limit, lambda page: then(page.rows))


class PlanTable(QWidget):
    """The table with its keys: F2, Enter or typing mend a cell."""

    def __init__(self, theme: Theme, talk: ListTalk) -> None:
        super().__init__()
        self._theme = theme
        self.model = PlanRows(theme, talk, self)
        self.view = plain_table(theme, self.tr("Rows of the list"))
        self.view.setModel(self.model)
        self.view.verticalHeader().hide()
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        theme.changed.connect(self.view.viewport().update)
        self._fitted: tuple[str, ...] = ()
        self._measured = 0

    def show_outcome(self, outcome: str | None, page: Page, issues: Sequence[IssueCard]) -> None:
        """Keeps the place where the same list comes again after a cell was mended."""
        at, top = self.view.currentIndex(), self.view.verticalScrollBar().value()
        held = self.model.row_at(at.row()) if at.isValid() else None
        self.model.show_outcome(outcome, page, issues)
        if page.headers != self._fitted or len(page.rows) > self._measured:
            self._fit(page)
        self.view.setColumnHidden(OUTCOME, outcome is not None)
        nothing_to_say = page.total <= len(page.rows) and not any(self.model.says_why(row) for row in page.rows)
        self.view.setColumnHidden(WHY, outcome == "new" or nothing_to_say)
        if at.isValid() and page.total:
            there = (place for place, row in enumerate(page.rows) if held is not None and row.number == held.number)
            self.view.verticalScrollBar().setValue(top)
            self.view.setCurrentIndex(self.model.index(next(there, min(at.row(), page.total - 1)), at.column()))

    def _fit(self, page: Page) -> None:
        """Widths from the first rows, and again where more of them are known."""
        self._fitted, self._measured = page.headers, len(page.rows)
        metrics, px = self.view.fontMetrics(), self._theme.px
        for column, width in ((ROW, 60), (OUTCOME, 130), (WHY, 380)):
            self.view.setColumnWidth(column, px(width))
        for place, header in enumerate(page.headers):
            texts = [short_heading(header), *(cell_words(row.cells[place]) for row in page.rows[:50])]
            widest = max(metrics.horizontalAdvance(text) for text in texts)
            self.view.setColumnWidth(FIRST + place, max(px(70), min(px(220), widest + px(24))))
