"""Owns how cells of a grid are typed over: one, a block pasted, a column filled; refuses to change a record itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import QObject, QPersistentModelIndex
from PySide6.QtGui import QGuiApplication

from skilling.domain.calendar import day_in_india
from skilling.domain.problems import Refused
from skilling.domain.queries import UNSEEN, CellEdit
from ui.shared.gridcopy import from_clipboard
from ui.shared.gridmodel import TICK
from ui.shared.gridview import GridView
from ui.shared.refusal import RefusalBubble

Answered = Callable[[Refused | None], None]
Edit = Callable[[Sequence[CellEdit], Answered], None]
"""Given by the page: makes the change, then always calls `answered`: with the Refused when a rule said no, else with None,
also where a bug ended it, so that the cells show again what is stored."""


class Editing(QObject):
    """Turns keys and the clipboard into edits for the page, and shows its answer beside the cell.

    Attributes:
        held: records just edited: they stay where they are until the cursor leaves them.
    """

    def __init__(self, view: GridView, edit: Edit) -> None:
        super().__init__(view)
        self._view, self._model, self._edit = view, view.grid_model, edit
        self.held: set[int] = set()
        self._under_way = 0  # edits that the page has not answered yet
        self.refusal = RefusalBubble(view.theme, view)
        view.delegate.written.connect(self._on_written)
        view.paste_wanted.connect(self.paste)
        view.fill_wanted.connect(self.fill)
        view.clear_wanted.connect(partial(self.write_over_selection, ""))
        view.today_wanted.connect(self._on_today)
        view.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    def write(self, cells: Sequence[tuple[int, int, str]]) -> None:
        """Row, column of the model and text of each cell; what may not be edited is passed over."""
        edits = [
            CellEdit(self._model.ids[row], self._model.columns[section - 1].name, text, self._seen(row, section - 1))
            for row, section, text in cells
            if section != TICK and self._model.columns[section - 1].name in self._model.editable
        ]
        if not edits:
            return
        self._under_way += 1
        self.refusal.hide()
        self.held = {edit.id for edit in edits}
        first = QPersistentModelIndex(self._model.index(cells[0][0], cells[0][1]))
        self._edit(edits, partial(self._on_answered, first))

    def _seen(self, row: int, column: int) -> object:
        """What stands in a cell. While an edit is under way it may be older than what the person has just written."""
        return UNSEEN if self._under_way else self._model.value(row, column)

    def write_over_selection(self, text: str) -> None:
        """The same text into every selected cell."""
        chosen = self._view.selectionModel().selectedIndexes()
        self.write([(index.row(), index.column(), text) for index in chosen])

    def fill(self) -> None:
        """The top selected cell into those below it."""
        chosen = self._view.selectionModel().selectedIndexes()
        top = min(chosen, key=lambda index: index.row(), default=None)
        if top is not None and top.column() != TICK:
            self.write_over_selection(self._model.text(top.row(), top.column() - 1))

    def paste(self) -> None:
        """One value goes onto every selected cell; a block goes down and right from the cursor."""
        cells = from_clipboard(QGuiApplication.clipboard().text())
        if len(cells) == 1 and len(cells[0]) == 1:
            self.write_over_selection(cells[0][0])
            return
        start, standing = self._view.currentIndex(), self._view.standing_sections()
        first = standing.index(start.column())
        self.write(
            [
                (start.row() + down, standing[first + right], text)
                for down, line in enumerate(cells)
                for right, text in enumerate(line)
                if start.row() + down < self._model.rowCount() and first + right < len(standing)
            ]
        )

    def _on_today(self) -> None:
        self.write_over_selection(day_in_india(datetime.now(UTC)).isoformat())

    def _on_written(self, index: QPersistentModelIndex, text: str) -> None:
        if index.isValid():
            self.write([(index.row(), index.column(), text)])

    def _on_scrolled(self) -> None:
        self.refusal.hide()

    def _on_answered(self, index: QPersistentModelIndex, refused: Refused | None) -> None:
        self._under_way -= 1
        if refused is not None and index.isValid():
            cell = self._view.visualRect(self._model.index(index.row(), index.column()))
            cell.moveTopLeft(cell.topLeft() + self._view.viewport().pos())
            self.refusal.show_at(cell, refused.message)
        self._model.reload(*self.held)
