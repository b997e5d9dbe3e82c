"""Owns the table on the screen: columns that fit, a name that stays, Excel's keys; refuses to change records
itself.
"""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QWidget

from ui.shared.griddelegate import Shared
from ui.shared.gridheader import GridHeader
from ui.shared.gridkeys import Move, landing, meaning
from ui.shared.gridmodel import TICK, GridModel, Index
from ui.shared.gridsource import GridColumn
from ui.shared.gridtable import FrozenPart, Table
from ui.theme import Theme

TICK_WIDTH = 42
_NARROWEST = 0.65  # of the declared width, for words; phones, codes, dates, numbers and pills keep theirs
_WIDEST = 1.8
_GIVING_WAY = frozenset({"text", "long_text", "name", "email", "url", "state", "district", "link", "language"})


class GridView(Table):
    """The table of a grid.

    Signals:
        record_opened: Enter or a double click on a record that is not edited there.
        panel_wanted: Space on a record.
        current_moved: the id under the cursor, or -1.
        copy_wanted: whether with the headings.
        paste_wanted, fill_wanted, clear_wanted, today_wanted: Excel's keys on cells that may be edited.
        filter_wanted: name of the current column, and where its pop-up belongs.
        menu_wanted: the context menu, at a global place.
        columns_changed: a width, an order or a hidden column is another one.
    """

    record_opened = Signal(int)
    panel_wanted = Signal(int)
    current_moved = Signal(int)
    copy_wanted = Signal(bool)
    paste_wanted = Signal()
    fill_wanted = Signal()
    clear_wanted = Signal()
    today_wanted = Signal()
    filter_wanted = Signal(str, QPoint)
    menu_wanted = Signal(QPoint)
    columns_changed = Signal()

    _frozen: FrozenPart | None = None  # Qt lays out, and calls us, before our own __init__ is through

    def __init__(self, theme: Theme, model: GridModel, parent: QWidget) -> None:
        super().__init__(theme, model, Shared(), parent)
        self.frozen_count = 2
        self._fitting, self._compact = False, False
        self._tick_anchor = -1
        # By the person, or as declared; beside a panel others may be off the screen too.
        self.hidden = {column.name for column in model.columns if not column.listed}
        self.widths = {column.name: column.width for column in model.columns}
        frozen = self._frozen = FrozenPart(self)
        self.heading.sectionResized.connect(self._on_section_resized)
        self.heading.sectionMoved.connect(self._on_section_moved)
        self.horizontalScrollBar().valueChanged.connect(self._place_frozen)
        self.horizontalScrollBar().rangeChanged.connect(self._place_frozen)
        model.modelReset.connect(self._place_frozen)
        self.delegate.moved.connect(self._on_moved_on)
        for table in (self, frozen):
            table.clicked.connect(self._on_clicked)
            table.doubleClicked.connect(self._on_double_clicked)

    @property
    def headings(self) -> tuple[GridHeader, ...]:
        """The heading of the table and that of its frozen part."""
        return (self.heading, self._frozen.heading) if self._frozen is not None else (self.heading,)

    # Columns

    def section_of(self, name: str) -> int:
        """The model's column of that name; ValueError for a name that is not there."""
        return [column.name for column in self.grid_model.columns].index(name) + 1

    def has_column(self, name: str) -> bool:
        return name in self.widths

    def column_layout(self) -> list[dict[str, object]]:
        """Name, width and visibility of the columns in the order they stand, to be kept."""
        names = [column.name for column in self.grid_model.columns]
        standing = [self.heading.logicalIndex(place) for place in range(self.heading.count())]
        return [
            {
                "name": names[section - 1],
                "width": self.widths[names[section - 1]],
                "hidden": names[section - 1] in self.hidden,
            }
            for section in standing
            if section != TICK
        ]

    def use_column_layout(self, layout: list[dict[str, object]]) -> None:
        """Takes up a kept layout; columns it does not know stay at the end, ones that are gone are passed
        over.
        """
        known = set(self.widths)
        kept = [entry for entry in layout if entry.get("name") in known]
        names = [str(entry["name"]) for entry in kept]
        names += [column.name for column in self.grid_model.columns if column.name not in names]
        for place, name in enumerate(names, 1):
            self.heading.moveSection(self.heading.visualIndex(self.section_of(name)), place)
        for entry in kept:
            width = entry.get("width")
            if isinstance(width, int) and width > 20:
                self.widths[str(entry["name"])] = width
        said = {entry["name"]: bool(entry.get("hidden")) for entry in kept}
        self.hidden = {one.name for one in self.grid_model.columns if said.get(one.name, not one.listed)}
        self.fit()

    def set_compact(self, compact: bool) -> None:
        """Beside an open panel the last columns make room, so that the status of a record is never cut."""
        if compact != self._compact:
            self._compact = compact
            self.fit()

    def fit(self) -> None:
        """Lets the shown columns share the room: words give way first, and take what is left over."""
        wished = [column for column in self.grid_model.columns if column.name not in self.hidden]
        if not wished or self._fitting:
            return
        self._fitting = True
        px = self.theme.px
        self.setColumnWidth(TICK, px(TICK_WIDTH))
        room = self.viewport().width() - px(TICK_WIDTH)
        shown = self._that_fit(wished, room) if self._compact else wished
        widths = {column.name: px(self.widths[column.name]) for column in shown}
        words = {column.name for column in shown if column.kind in _GIVING_WAY and not column.choices}
        self._share(widths, words or set(widths), room - sum(widths.values()))
        for column in self.grid_model.columns:
            self.setColumnHidden(self.section_of(column.name), column.name not in widths)
        for name, width in widths.items():
            self.setColumnWidth(self.section_of(name), width)
        self._fitting = False
        self._place_frozen()

    def _that_fit(self, wished: list[GridColumn], room: int) -> list[GridColumn]:
        """The columns that fit at their narrowest: the first and those with pills stay, the last of the
        others go.
        """
        px = self.theme.px
        standing = sorted(wished, key=lambda column: self.heading.visualIndex(self.section_of(column.name)))
        need = sum(px(self.widths[one.name]) * (_NARROWEST if one.kind in _GIVING_WAY else 1) for one in standing)
        gone: set[str] = set()
        for column in reversed(standing[1:]):
            if need <= room:
                break
            if column.name not in self.grid_model.statuses:
                need -= px(self.widths[column.name]) * (_NARROWEST if column.kind in _GIVING_WAY else 1)
                gone.add(column.name)
        return [column for column in wished if column.name not in gone]

    @staticmethod
    def _share(widths: dict[str, int], words: set[str], spare: int) -> None:
        """Adds `spare` to the columns of words by their widths, within limits; takes away when it is
        negative.
        """
        total = sum(widths[name] for name in words)
        factor = max(_NARROWEST, min(_WIDEST, 1 + spare / total)) if total else 1.0
        left = spare
        for name in words:
            grown = round(widths[name] * factor) - widths[name]
            widths[name] += grown
            left -= grown
        # Rounding, or the limit reached: the last column closes the row, so that no strip stays empty.
        last = list(widths)[-1]
        if left > 0 or -len(words) <= left < 0:
            widths[last] += left

    def hide_column(self, name: str) -> None:
        """Takes the column off the screen; the chooser brings it back."""
        self.hidden.add(name)
        self.fit()
        self.columns_changed.emit()

    def freeze_to(self, section: int) -> None:
        """Lets everything up to that column stay when the rest is scrolled sideways."""
        self.frozen_count = self.heading.visualIndex(section) + 1
        self._place_frozen()
        self.columns_changed.emit()

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def updateGeometries(self) -> None:
        super().updateGeometries()
        self._place_frozen()

    def scrollTo(self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible) -> None:
        super().scrollTo(index, hint)
        if (
            self._frozen is not None
            and self._frozen.isVisible()
            and self.heading.visualIndex(index.column()) >= self.frozen_count
        ):
            hidden = self._frozen.width() - self.visualRect(index).left()
            if hidden > 0:
                bar = self.horizontalScrollBar()
                bar.setValue(bar.value() - hidden)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            record = self.grid_model.id_at(current.row())
            self.current_moved.emit(-1 if record is None else record)

    def keyboardSearch(self, search: str) -> None:
        """Letters never jump about: in a cell that may be edited they start an edit, elsewhere they do
        nothing.
        """

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        found = meaning(event)
        if isinstance(found, Move) and index.isValid():
            self._go(
                *landing(found, index.row(), index.column(), self.standing_sections(), self.grid_model.rowCount()),
                event,
            )
        elif isinstance(found, str) and self._do(found, index):
            event.accept()
        elif index.isValid() and self._may_edit(index) and _is_written(event):
            self._start_edit(index, event.text())
        else:
            super().keyPressEvent(event)

    def _do(self, what: str, index: QModelIndex) -> bool:
        """Does what a key means here; False when it means nothing here."""
        editable = index.isValid() and self._may_edit(index)
        record = self.grid_model.id_at(index.row()) if index.isValid() else None
        if what in ("copy", "copy with headings"):
            self.copy_wanted.emit(what == "copy with headings")
        elif what == "select all":
            self.selectAll()
        elif record is None:
            return False
        elif what == "open":
            self._start_edit(index) if editable else self.record_opened.emit(record)
        elif what == "edit" and editable:
            self._start_edit(index)
        elif what == "space":
            self._toggle(index.row()) if index.column() == TICK else self.panel_wanted.emit(record)
        elif what == "tick":
            self._toggle(index.row())
            self._go(index.row() + 1, index.column(), None)
        elif what == "filter" and index.column() != TICK:
            place = self.visualRect(index).bottomLeft()
            self.filter_wanted.emit(self.grid_model.columns[index.column() - 1].name, self.viewport().mapToGlobal(place))
        elif what == "row":
            self._select(self.model().index(index.row(), 1), QItemSelectionModel.SelectionFlag.Rows)
        elif what == "column":
            self._select(index, QItemSelectionModel.SelectionFlag.Columns)
        elif editable and what in ("paste", "fill", "clear", "today"):
            {
                "paste": self.paste_wanted,
                "fill": self.fill_wanted,
                "clear": self.clear_wanted,
                "today": self.today_wanted,
            }[what].emit()
        else:
            return False
        return True

    # Moving and selecting

    def go_to(self, record: int, column: int = 1) -> bool:
        """Puts the cursor on a record; False when it is not among the rows."""
        row = self.grid_model.row_of(record)
        if row >= 0:
            self._go(row, column, None)
        return row >= 0

    def _go(self, row: int, column: int, event: QKeyEvent | None) -> None:
        row = max(0, min(row, self.grid_model.rowCount() - 1))
        index = self.grid_model.index(row, column)
        keep = QItemSelectionModel.SelectionFlag
        if event is not None and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.selectionModel().select(_range(self.currentIndex(), index), keep.Select)
            self.selectionModel().setCurrentIndex(index, keep.NoUpdate)
        else:
            self.selectionModel().setCurrentIndex(index, keep.ClearAndSelect)
        self.scrollTo(index)

    def _select(self, index: QModelIndex, what: QItemSelectionModel.SelectionFlag) -> None:
        self.selectionModel().select(index, QItemSelectionModel.SelectionFlag.ClearAndSelect | what)

    def standing_sections(self) -> list[int]:
        """The shown columns of the model as they stand on the screen, the ticks first."""
        standing = (self.heading.logicalIndex(place) for place in range(self.heading.count()))
        return [section for section in standing if not self.isColumnHidden(section)]

    def _on_moved_on(self, rows: int, columns: int) -> None:
        index, shown = self.currentIndex(), self.standing_sections()
        place = shown.index(index.column()) + columns
        self._go(index.row() + rows, shown[max(1, min(place, len(shown) - 1))], None)
        self.setFocus()

    # Ticking, opening, editing

    def _toggle(self, row: int) -> None:
        record = self.grid_model.id_at(row)
        if record is not None:
            self._tick_anchor = row
            self.grid_model.ticks.put(record, not self.grid_model.ticks.has(record))

    def tick_rows(self, first: int, last: int, ticked: bool) -> None:
        low, high = sorted((first, last))
        self.grid_model.ticks.put_many(self.grid_model.ids[low : high + 1], ticked)

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.column() != TICK:
            return
        if QApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier and self._tick_anchor >= 0:
            anchor = self.grid_model.id_at(self._tick_anchor)
            ticked = anchor is not None and self.grid_model.ticks.has(anchor)
            self.tick_rows(self._tick_anchor, index.row(), ticked)
        else:
            self._toggle(index.row())

    def _on_double_clicked(self, index: QModelIndex) -> None:
        record = self.grid_model.id_at(index.row())
        if index.column() == TICK or record is None:
            return
        if self._may_edit(index):
            self._start_edit(index)
        else:
            self.record_opened.emit(record)

    def _may_edit(self, index: QModelIndex) -> bool:
        return bool(self.grid_model.flags(index) & Qt.ItemFlag.ItemIsEditable)

    def _start_edit(self, index: QModelIndex, typed: str = "") -> None:
        self.scrollTo(index)
        self.edit(index)
        editor = self.indexWidget(index)
        if typed and isinstance(editor, QLineEdit):
            editor.setText(typed)
            editor.setModified(True)

    # The frozen part

    def _place_frozen(self, *_: object) -> None:
        if self._frozen is not None:
            scrolled = self.horizontalScrollBar().value() > 0
            kept = range(self.frozen_count if scrolled else 0)
            self._frozen.place({self.heading.logicalIndex(place) for place in kept})

    def _on_section_resized(self, section: int, _: int, width: int) -> None:
        if not self._fitting and section != TICK and width > 0:
            self.widths[self.grid_model.columns[section - 1].name] = round(width * 100 / self.theme.zoom)
            self.columns_changed.emit()
        self._place_frozen()

    def _on_section_moved(self, section: int, _: int, place: int) -> None:
        if self.heading.visualIndex(TICK) != 0:
            self.heading.moveSection(self.heading.visualIndex(TICK), 0)
        for other in self.headings[1:]:
            other.moveSection(other.visualIndex(section), place)
        self.columns_changed.emit()
        self._place_frozen()


def _range(one: QModelIndex, other: QModelIndex) -> QItemSelection:
    rows, columns = sorted((one.row(), other.row())), sorted((one.column(), other.column()))
    model = one.model()
    return QItemSelection(model.index(rows[0], columns[0]), model.index(rows[1], columns[1]))


def _is_written(event: QKeyEvent) -> bool:
    bare = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
    return bare == Qt.KeyboardModifier.NoModifier and event.text().isprintable() and bool(event.text().strip())
