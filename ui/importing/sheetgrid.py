"""Owns the sheet as it stands: which row is the heading, which are left out and why; a row can be told otherwise."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QVBoxLayout, QWidget

from skilling.importing.beginning import Beginning
from skilling.importing.reading.grid import Part, column_letters
from skilling.importing.showing import DATA, HEADER, GridRow, Look
from skilling.importing.table.layout import NO_HEADING
from skilling.importing.table.stacking import row_words
from ui.importing.blocks import NOWHERE, BlockModel, Index, plain_table
from ui.importing.talk import ListTalk
from ui.importing.words import taken_as
from ui.shared.widgets import button, label
from ui.theme import Theme

_ON_TOP, _ABOVE = 5, 2  # rows: a heading below the first is shown with the second above it
_NUMBER_WIDTH = 150
_WIDEST, _NARROWEST = 240, 60


class SheetModel(BlockModel):
    """The first column says what a row was taken for; the others are the sheet's."""

    def __init__(self, theme: Theme, talk: ListTalk, parent: QObject) -> None:
        super().__init__(talk.grid_rows, parent)
        self._theme = theme
        self._first_number, self._first_column, self._width = 1, 1, 0
        self._parts: Sequence[Part] = ()
        self._roles: dict[int, Callable[[GridRow, int], Any]] = {
            Qt.ItemDataRole.DisplayRole: self._text,
            Qt.ItemDataRole.ToolTipRole: self._tip,
            Qt.ItemDataRole.AccessibleTextRole: self._spoken,
            Qt.ItemDataRole.FontRole: self._font,
            Qt.ItemDataRole.ForegroundRole: self._ink,
            Qt.ItemDataRole.BackgroundRole: self._ground,
        }

    def show_sheet(self, rows: Sequence[GridRow], height: int, first_column: int, parts: Sequence[Part] = ()) -> None:
        """The first rows of a sheet of that height; the others are asked for as they come into sight."""
        self._first_number = rows[0].number if rows else 1
        self._first_column, self._parts = first_column, parts
        self._width = max((len(row.cells) for row in rows), default=0)
        self.show_rows(height, rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else self._width + 1

    @property
    def parts(self) -> Sequence[Part]:
        """What came from further sheets."""
        return self._parts

    def number_of(self, row: int) -> int:
        return self._first_number + row

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical:
            if role == Qt.ItemDataRole.ToolTipRole:
                return self.tr("Click to make row {n} the heading").format(n=self.number_of(section))
            return row_words(self.number_of(section), self._parts) if role == Qt.ItemDataRole.DisplayRole else None
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self.tr("Taken as") if section == 0 else column_letters(self._first_column + section - 1)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        say = self._roles.get(role)
        row = self.row_at(index.row()) if say is not None else None
        return say(row, index.column()) if say is not None and row is not None else None

    def _text(self, row: GridRow, column: int) -> str:
        if column == 0:
            return taken_as(row.kind)
        return row.cells[column - 1].replace("\n", " ") if column <= len(row.cells) else ""

    def _tip(self, row: GridRow, column: int) -> str:
        text = row.cells[column - 1] if 0 < column <= len(row.cells) else ""
        return "\n".join(part for part in (text, taken_as(row.kind)) if part)

    def _spoken(self, row: GridRow, column: int) -> str:
        return self.tr("Row {n}, {words}").format(n=row.number, words=self._text(row, column) or self.tr("empty"))

    def _font(self, row: GridRow, column: int) -> QFont | None:
        if row.kind == HEADER:
            return self._theme.font("strong")
        if row.kind == DATA or column == 0:
            return None
        struck = QFont(self._theme.font())
        struck.setStrikeOut(True)
        return struck

    def _ink(self, row: GridRow, column: int) -> Any:
        role = "accent" if row.kind == HEADER else "" if row.kind == DATA else "muted"
        return self._theme.colour(role) if role else None

    def _ground(self, row: GridRow, column: int) -> Any:
        role = "accent_soft" if row.kind == HEADER else "" if row.kind == DATA else "sunken"
        return self._theme.colour(role) if role else None


class SheetGrid(QWidget):
    """Signals:
    heading_wanted: that row of the sheet is the heading; `NO_HEADING` for a list without one.
    kept_wanted: these rows of the sheet belong to the list.
    """

    heading_wanted = Signal(int)
    kept_wanted = Signal(list)

    def __init__(self, theme: Theme, talk: ListTalk) -> None:
        super().__init__()
        self._theme, self._has_list, self._above = theme, False, 0
        self.model = SheetModel(theme, talk, self)
        self.view = plain_table(theme, self.tr("The sheet as it is"), 28)
        self.view.setModel(self.model)
        self.view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.view.verticalHeader().setSectionsClickable(True)
        self.view.verticalHeader().sectionClicked.connect(self._on_number)
        self.view.selectionModel().currentRowChanged.connect(self._on_current)
        self._heading = button(theme, self.tr("&Use as heading"), self._on_heading, icon="heading")
        self._none = button(theme, self.tr("&No heading"), lambda: self.heading_wanted.emit(NO_HEADING))
        self._none.setToolTip(self.tr("The list has no row of headings: its first row is a record"))
        self._keep = button(theme, self.tr("&Keep this row"), self._on_keep, icon="undo-2")
        self._said = label("", "caption")
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._heading)
        foot.addWidget(self._none)
        foot.addWidget(self._keep)
        foot.addWidget(self._said, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.view, 1)
        column.addLayout(foot)
        theme.changed.connect(self.view.viewport().update)

    def show_look(self, look: Look) -> None:
        self._has_list = look.refused is None
        self.model.show_sheet(look.rows, look.height, look.first_column, look.parts)
        self._fit(look.rows)
        heading = look.header_rows[-1] - self.model.number_of(0) if look.header_rows else 0
        self.view.setCurrentIndex(self.model.index(max(0, heading), 0))
        self._above = max(0, heading - _ABOVE) if heading > _ON_TOP else 0
        QTimer.singleShot(0, self, self._show_heading)  # once what stands above has taken its room
        self._on_current()

    def _show_heading(self) -> None:
        self.view.scrollTo(self.model.index(self._above, 0), QAbstractItemView.ScrollHint.PositionAtTop)

    def show_beginning(self, beginning: Beginning) -> None:
        """The first rows of a file, of which no more is known."""
        self._has_list = bool(beginning.header_rows)
        self.model.show_sheet(beginning.rows, len(beginning.rows), beginning.first_column)
        self._fit(beginning.rows)

    def _fit(self, rows: Sequence[GridRow]) -> None:
        """Widths from the first rows only; titles, which run over their cells, do not count."""
        metrics = self.view.fontMetrics()
        self.view.setColumnWidth(0, self._theme.px(_NUMBER_WIDTH))
        for place in range(self.model.columnCount() - 1):
            texts = (row.cells[place] for row in rows if row.kind in (DATA, HEADER) and place < len(row.cells))
            widest = max((metrics.horizontalAdvance(text) for text in texts), default=0)
            width = max(self._theme.px(_NARROWEST), min(self._theme.px(_WIDEST), widest + self._theme.px(22)))
            self.view.setColumnWidth(place + 1, width)
        self._run_over(rows)

    def _run_over(self, rows: Sequence[GridRow]) -> None:
        """Titles and notes are written over the empty cells beside them, as in the sheet."""
        self.view.clearSpans()
        for at, row in enumerate(rows):
            filled = [place for place, text in enumerate(row.cells) if text] if row.kind not in (DATA, HEADER) else []
            for place, following in zip(filled, [*filled[1:], len(row.cells)], strict=True) if filled else ():
                if following - place > 1:
                    self.view.setSpan(at, place + 1, 1, following - place)

    def _row(self) -> GridRow | None:
        at = self.view.currentIndex()
        found: GridRow | None = self.model.row_at(at.row()) if at.isValid() else None
        return found

    def _on_current(self, *_: object) -> None:
        row = self._row()
        self._heading.setEnabled(row is not None and row.kind != HEADER)
        self._keep.setEnabled(row is not None and row.kind not in (HEADER, DATA, "blank"))
        if row is None:
            self._said.setText("")
            return
        words = taken_as(row.kind) or (self.tr("Belongs to the list") if self._has_list else self.tr("No list was found"))
        self._said.setText(self.tr("Row {n}: {words}").format(n=row_words(row.number, self.model.parts), words=words))

    def _on_number(self, section: int) -> None:
        self.heading_wanted.emit(self.model.number_of(section))

    def _on_heading(self) -> None:
        row = self._row()
        if row is not None:
            self.heading_wanted.emit(row.number)

    def _on_keep(self) -> None:
        chosen = (self.model.row_at(index.row()) for index in self.view.selectionModel().selectedRows())
        numbers = [row.number for row in chosen if row is not None and row.kind not in (HEADER, DATA, "blank")]
        if numbers:
            self.kept_wanted.emit(numbers)
