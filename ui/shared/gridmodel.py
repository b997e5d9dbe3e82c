"""Owns the rows of a grid: a snapshot of sorted ids and a few painted blocks; refuses to hold the table
itself.

The first rows are shown at once. The snapshot of all ids is taken behind them on a reader, four bytes a row.
Cells are
fetched by primary key, 128 rows at a time, when they are painted. So the cost of scrolling does not
depend on the number of rows.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from ui.background import Background, Token
from ui.shared.gridcells import cell_text
from ui.shared.gridsource import GridColumn, GridSource, Query
from ui.shared.ticks import Ticks

BLOCK = 128
KEPT_BLOCKS = 200
TICK = 0  # the model's first column; the source's columns follow it
Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
IdRole = Role.UserRole + 1
ValueRole = Role.UserRole + 2

_NOWHERE = QModelIndex()
_CELL_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_TICK_FLAGS = _CELL_FLAGS | Qt.ItemFlag.ItemIsUserCheckable
_EDIT_FLAGS = _CELL_FLAGS | Qt.ItemFlag.ItemIsEditable


class _Block:
    """Up to 128 rows, and the words of the cells that were painted so far."""

    __slots__ = ("rows", "texts")

    def __init__(self, rows: list[tuple[Any, ...] | None], width: int) -> None:
        self.rows = rows
        self.texts: list[list[str | None]] = [[None] * width for _ in rows]


class GridModel(QAbstractTableModel):
    """Read-only to Qt: edits go through the page, and come back as a refresh.

    Signals:
        counted: how many rows match, once the snapshot knows.
        loading: whether a snapshot is under way.
        replaced: the rows are others now: the query changed, or a refresh moved rows.
    """

    counted = Signal(int)
    loading = Signal(bool)
    replaced = Signal()

    def __init__(self, source: GridSource, readers: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.source = source
        self.columns: tuple[GridColumn, ...] = tuple(source.columns)
        self._by_name = {column.name: column for column in self.columns}
        # Columns whose values have tones are shown as pills; Male or General is a plain word.
        self.statuses = frozenset(
            one.name for one in self.columns if any(choice.tone not in ("", "plain") for choice in one.choices)
        )
        self.ticks = Ticks(self)
        self.query = Query()
        self.editable: frozenset[str] = frozenset()  # names of the columns that the page lets be edited in place
        self.whole = True  # whether `ids` is all of them, or only the first rows so far
        self._readers = readers
        self._ids: array[int] = array("I")
        self._blocks: OrderedDict[int, _Block] = OrderedDict()
        self._token = Token()
        self.ticks.changed.connect(self._on_ticks_changed)

    # Asking

    def show_first(self, query: Query) -> None:
        """Shows the first rows here and now: for the first paint, which must not wait for a thread."""
        self._begin(query)
        self._on_first(query, self.source.first(query, BLOCK))

    def ask(self, query: Query) -> None:
        """Shows another query as soon as a reader has its first rows; until then the old rows stay."""
        self._begin(query)
        self._readers.submit(
            partial(self.source.first, query, BLOCK),
            partial(self._on_first, query),
            self._on_failed,
            self._token,
        )

    def refresh(self) -> None:
        """Looks again at the same query: the records were changed."""
        self._begin(self.query)
        self._take_snapshot()

    def reload(self, *ids: int) -> None:
        """Fetches these records anew where they stand, even if they no longer belong there."""
        wanted = set(ids)
        for number, block in list(self._blocks.items()):
            if any(row is not None and row[0] in wanted for row in block.rows):
                del self._blocks[number]
                first = number * BLOCK
                last = min(first + BLOCK, len(self._ids)) - 1
                self.dataChanged.emit(self.index(first, 0), self.index(last, self.columnCount() - 1))

    def stop(self) -> None:
        """No answer that is still on its way lands any more."""
        self._token.cancel()

    # Looking

    @property
    def ids(self) -> array[int]:
        """The ids shown, in order. Not to be changed."""
        return self._ids

    def column(self, name: str) -> GridColumn:
        """The column of that name; KeyError where there is none."""
        return self._by_name[name]

    def id_at(self, row: int) -> int | None:
        return self._ids[row] if 0 <= row < len(self._ids) else None

    def row_of(self, record: int) -> int:
        """Where the record stands, or -1. Looks through the snapshot: 14 ms in a million."""
        try:
            return self._ids.index(record)
        except ValueError:
            return -1

    def row(self, row: int) -> tuple[Any, ...] | None:
        """The record of a row, `(id, value, ...)`; None when it is no more."""
        return self._block(row // BLOCK).rows[row % BLOCK]

    def text(self, row: int, column: int) -> str:
        """The words of a cell; `column` counts from the source's first."""
        block = self._block(row // BLOCK)
        texts = block.texts[row % BLOCK]
        known = texts[column]
        if known is None:
            record = block.rows[row % BLOCK]
            known = cell_text(self.columns[column], record[column + 1]) if record is not None else ""
            texts[column] = known
        return known

    def value(self, row: int, column: int) -> Any:
        record = self.row(row)
        return record[column + 1] if record is not None else None

    # Qt

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns) + 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if index.column() == TICK:
            return _TICK_FLAGS
        editable = self.columns[index.column() - 1].name in self.editable
        return _EDIT_FLAGS if editable else _CELL_FLAGS

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        if role == IdRole:
            return self._ids[row]
        return self._tick_data(row, role) if column == TICK else self._cell_data(row, column - 1, role)

    def _cell_data(self, row: int, column: int, role: int) -> Any:
        if role in (Role.DisplayRole, Role.ToolTipRole, Role.EditRole):
            return self.text(row, column)
        if role == ValueRole:
            return self.value(row, column)
        declared = self.columns[column]
        if role == Role.AccessibleTextRole:
            return f"{declared.label}: {self.text(row, column) or self.tr('empty')}"
        if role == Role.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if declared.align_right else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        if not index.isValid() or index.column() != TICK or role != Role.CheckStateRole:
            return False
        self.ticks.put(self._ids[index.row()], Qt.CheckState(value) == Qt.CheckState.Checked)
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or role not in (
            Role.DisplayRole,
            Role.AccessibleTextRole,
        ):
            return None
        if section == TICK:
            return self.tr("Selected") if role == Role.AccessibleTextRole else ""
        return self.columns[section - 1].label if section <= len(self.columns) else None

    # How answers land

    def _begin(self, query: Query) -> None:
        self._token.cancel()
        self._token = Token()
        if (query.text, query.filters) != (self.query.text, self.query.filters):
            self.ticks.forget_all_matching()
        self.query = query

    def _on_first(self, query: Query, rows: list[tuple[Any, ...]]) -> None:
        self.beginResetModel()
        self._ids = array("I", (row[0] for row in rows))
        self._blocks.clear()
        if rows:
            self._blocks[0] = _Block(list(rows), len(self.columns))
        self.whole = len(rows) < BLOCK
        self.endResetModel()
        self.replaced.emit()
        if self.whole:
            self.loading.emit(False)
            self.counted.emit(len(rows))
        else:
            self._take_snapshot()

    def _take_snapshot(self) -> None:
        self.loading.emit(True)
        self._readers.submit(partial(self.source.snapshot, self.query), self._on_snapshot, self._on_failed, self._token)

    def _on_snapshot(self, ids: array[int]) -> None:
        old = self._ids
        if not self.whole and len(ids) > len(old) and ids[: len(old)] == old:
            self.beginInsertRows(QModelIndex(), len(old), len(ids) - 1)
            self._ids = ids
            self._blocks = OrderedDict(item for item in self._blocks.items() if len(item[1].rows) == BLOCK)
            self.endInsertRows()
        elif ids == old:
            self._blocks.clear()
            if ids:
                self.dataChanged.emit(self.index(0, 0), self.index(len(ids) - 1, self.columnCount() - 1))
        else:
            self.beginResetModel()
            self._ids = ids
            self._blocks.clear()
            self.endResetModel()
            self.replaced.emit()
        self.whole = True
        self.loading.emit(False)
        self.counted.emit(len(ids))

    def _on_failed(self, problem: Exception) -> None:
        self.loading.emit(False)
        raise problem

    def _block(self, number: int) -> _Block:
        block = self._blocks.get(number)
        if block is not None:
            self._blocks.move_to_end(number)
            return block
        ids = self._ids[number * BLOCK : (number + 1) * BLOCK]
        found = {row[0]: row for row in self.source.block(ids)}
        block = self._blocks[number] = _Block([found.get(record) for record in ids], len(self.columns))
        if len(self._blocks) > KEPT_BLOCKS:
            self._blocks.popitem(last=False)
        return block

    def _tick_data(self, row: int, role: int) -> Any:
        if role == Role.CheckStateRole:
            ticked = self.ticks.has(self._ids[row])
            return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        if role == Role.AccessibleTextRole:
            return self.tr("Selected") if self.ticks.has(self._ids[row]) else self.tr("Not selected")
        return None

    def _on_ticks_changed(self) -> None:
        if self._ids:
            last = self.index(len(self._ids) - 1, TICK)
            self.dataChanged.emit(self.index(0, TICK), last, [Role.CheckStateRole])
