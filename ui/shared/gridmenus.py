"""Owns the two context menus of a grid: over a heading and over a row; everything in them is reachable
otherwise too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint, Qt, QTimer
from PySide6.QtWidgets import QMenu

from ui.shared.gridmodel import TICK
from ui.shared.gridsource import Filter

if TYPE_CHECKING:
    from ui.shared.grid import Grid


def _new_menu(grid: Grid) -> QMenu:
    menu = QMenu(grid)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return menu


def heading_menu(grid: Grid, section: int, place: QPoint) -> QMenu:
    """Sort, filter, hide, freeze, choose."""
    translate, view = QCoreApplication.translate, grid.view
    column = grid.model.columns[section - 1]
    menu = _new_menu(grid)
    if column.sortable:
        menu.addAction(translate("gridmenus", "Sort &upwards"), lambda: grid.sort_by(column.name, False))
        menu.addAction(translate("gridmenus", "Sort &downwards"), lambda: grid.sort_by(column.name, True))
    if column.filterable:
        later = lambda: QTimer.singleShot(0, lambda: view.filter_wanted.emit(column.name, place))  # noqa: E731
        menu.addAction(translate("gridmenus", "&Filter…"), later)
    menu.addSeparator()
    menu.addAction(translate("gridmenus", "Keep everything up to here in &view"), lambda: view.freeze_to(section))
    hide = menu.addAction(translate("gridmenus", "&Hide this column"), lambda: view.hide_column(column.name))
    hide.setEnabled(len(grid.shown_columns()) > 1)
    menu.addAction(
        translate("gridmenus", "&Columns…"), lambda: QTimer.singleShot(0, lambda: grid.column_layout.open_chooser(place))
    )
    return menu


def row_menu(grid: Grid) -> QMenu:
    """Open, copy, filter by the value under the cursor."""
    translate, view, model = QCoreApplication.translate, grid.view, grid.model
    menu, index = _new_menu(grid), view.currentIndex()
    record = grid.current_id
    if record is not None:
        menu.addAction(translate("gridmenus", "&Open\tEnter"), lambda: grid.record_opened.emit(record))
        menu.addAction(translate("gridmenus", "Show in &panel\tSpace"), lambda: grid.panel_wanted.emit(record))
        menu.addSeparator()
    menu.addAction(translate("gridmenus", "&Copy\tCtrl+C"), lambda: view.copy_wanted.emit(False))
    menu.addAction(translate("gridmenus", "Copy with &headings\tCtrl+Shift+C"), lambda: view.copy_wanted.emit(True))
    if record is not None and index.column() != TICK and model.columns[index.column() - 1].filterable:
        column, value = model.columns[index.column() - 1], model.value(index.row(), index.column() - 1)
        words = model.text(index.row(), index.column() - 1) or translate("conditions", "(blank)")
        # Of a place or a linked record the cell has the words, the filter would want the id.
        linked = column.kind in ("state", "district", "link") and value
        made = Filter(column.name, "contains" if linked else "is", (value,))
        text = translate("gridmenus", "&Filter by “{value}”").format(value=words.replace("&", "&&")[:40])
        menu.addSeparator()
        menu.addAction(text, lambda: grid.filter_by(made))
    return menu
