"""Owns the grid that every list is shown in: bar, selection, table, empty states; refuses to know what a row
is about.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QDate, QPersistentModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from skilling.domain.problems import Refused
from ui.context import Context
from ui.shared import gridcopy
from ui.shared.columns import ColumnChooser
from ui.shared.filterpopup import FilterPopup
from ui.shared.filters import FilterBar
from ui.shared.gridcells import words_to_mark
from ui.shared.gridmenus import heading_menu, row_menu
from ui.shared.gridmodel import TICK, GridModel
from ui.shared.gridsource import Filter, GridSource, Query
from ui.shared.gridview import GridView
from ui.shared.messages import Covered, EmptyState
from ui.shared.numbers import grouped
from ui.shared.panel import SidePanel
from ui.shared.refusal import RefusalBubble
from ui.shared.selectionbar import SelectionBar
from ui.shared.totals import totals_text


@dataclass(frozen=True, slots=True)
class CellEdit:
    """What was typed into one cell; several together (paste, fill, clear) are one change and one undo."""

    id: int
    column: str
    text: str


Answered = Callable[[Refused | None], None]
Edit = Callable[[Sequence[CellEdit], Answered], None]
"""Given by the page: makes the change, then calls `answered(None)`, or `answered(refused)` when a rule said
no.
"""


class Grid(QWidget):
    """A list with search, sort, filters, ticks and keys.

    Signals:
        record_opened: Enter or a double click: the record's own page or panel is wanted.
        panel_wanted: Space: the side panel is wanted for this id.
        current_moved: the cursor is on another record: its id, or -1.
        summarised: how many of how many are shown and ticked, for the page's subtitle.
        query_changed: what is asked is another `Query` now.
    """

    record_opened = Signal(int)
    panel_wanted = Signal(int)
    current_moved = Signal(int)
    summarised = Signal(str)
    query_changed = Signal(object)

    def __init__(
        self,
        context: Context,
        source: GridSource,
        name: str,
        *,
        title: str,
        what: str = "",
        search: str = "",
        order: tuple[tuple[str, bool], ...] = (),
        columns: Sequence[str] = (),
        edit: Edit | None = None,
        editable: Sequence[str] = (),
        empty: EmptyState | None = None,
    ) -> None:
        """`name` keeps the columns apart from those of other grids; `title` names the table to a screen
        reader, `what` the records ("developers"); `columns` names those that are shown, in their order, until the
        person chooses others.
        """
        super().__init__()
        self.context, self.theme = context, context.theme
        self._name, self._what, self._edit, self._empty, self._order = name, what or title, edit, empty, order
        self._columns = tuple(columns)
        self._held: set[int] = set()
        self._words: dict[str, dict[Any, str]] = {}
        self._stale = False
        self._total = -1
        self.model = GridModel(source, context.readers, self)
        self.model.editable = frozenset(editable) if edit is not None else frozenset()
        self.bar = FilterBar(self.theme, self.model.columns, search or self.tr("Search"))
        self.selection_bar = SelectionBar(self.theme)
        self.view = GridView(self.theme, self.model, self)
        self.view.setAccessibleName(title)
        self._covered = Covered(self.view)
        self._refusal = RefusalBubble(self.theme, self.view)
        self._no_match = self._make_no_match()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.bar)
        column.addWidget(self.selection_bar)
        column.addWidget(self._covered, 1)
        self._layout_timer = QTimer(self, singleShot=True, interval=400)
        self._layout_timer.timeout.connect(self._keep_layout)
        self._totals_timer = QTimer(self, singleShot=True, interval=120)
        self._totals_timer.timeout.connect(self._tell_totals)
        self._listen()
        self.view.use_column_layout(context.preferences.data(self._layout_key, self._standard_layout()))

    # For pages

    @property
    def query(self) -> Query:
        return self.model.query

    @property
    def current_id(self) -> int | None:
        """The record under the cursor."""
        return self.model.id_at(self.view.currentIndex().row())

    def chosen(self) -> Sequence[int]:
        """The ticked ids."""
        return self.model.ticks.chosen()

    def load(self, text: str = "", filters: tuple[Filter, ...] = (), order: tuple[tuple[str, bool], ...] = ()) -> None:
        """Shows the first rows at once. Call it from the page's `opened`."""
        query = Query(text, filters, order or self._order)
        self.model.show_first(query)
        self._on_query_changed(query)
        self._count_all()

    def ask(self, query: Query) -> None:
        """Shows another query; the old rows stay until the new ones are there."""
        self.model.ask(query)
        self._on_query_changed(query)

    def refresh(self) -> None:
        """Looks again, after a change. A row that was just edited stays until the cursor leaves it."""
        if self._held:
            self.model.reload(*self._held)
            self._stale = True
            return
        self.model.refresh()
        self._count_all()

    def go_to(self, record: int) -> bool:
        """Puts the cursor on a record; False when it is not among the rows shown."""
        return self.view.go_to(record)

    def step(self, by: int) -> None:
        """Moves the cursor by rows: for a panel that walks the records."""
        index = self.view.currentIndex()
        record = self.model.id_at(index.row() + by)
        if record is not None:
            self.view.setCurrentIndex(self.model.index(index.row() + by, max(1, index.column())))

    def attach(self, panel: SidePanel, show: Callable[[int], object]) -> None:
        """Lets a side panel follow the cursor: `show(id)` fills it; Space and Enter open it, its arrows walk
        the records.
        """

        def follow(record: int) -> None:
            if panel.isVisible() and record >= 0:
                show(record)

        self.panel_wanted.connect(show)
        self.record_opened.connect(show)
        self.current_moved.connect(follow)
        panel.stepped.connect(self.step)
        panel.closed.connect(self.view.setFocus)
        panel.shown.connect(self.view.set_compact)

    def add_bulk_action(self, text: str, run: Callable[[Sequence[int]], object], icon: str = "") -> QPushButton:
        """A button in the selection bar; `run` gets the ticked ids."""
        return self.selection_bar.add_action(text, lambda: run(self.chosen()), icon)

    def shown_columns(self) -> list[str]:
        """The names of the columns as they stand, for an export that is to look like the screen."""
        return [str(entry["name"]) for entry in self.view.column_layout() if not entry["hidden"]]

    # Wiring

    @property
    def _layout_key(self) -> str:
        return f"grid/{self._name}/columns"

    def _listen(self) -> None:
        view, bar, model = self.view, self.bar, self.model
        view.record_opened.connect(self.record_opened)
        view.panel_wanted.connect(self.panel_wanted)
        view.current_moved.connect(self._on_current_moved)
        view.copy_wanted.connect(self._on_copy)
        view.paste_wanted.connect(self._on_paste)
        view.fill_wanted.connect(self._on_fill)
        view.clear_wanted.connect(lambda: self._write_over_selection(""))
        view.today_wanted.connect(self._on_today)
        view.filter_wanted.connect(self._open_filter)
        view.menu_wanted.connect(lambda place: row_menu(self).popup(place))
        view.columns_changed.connect(self._layout_timer.start)
        view.delegate.written.connect(self._on_written)
        view.selectionModel().selectionChanged.connect(lambda *_: self._totals_timer.start())
        view.verticalScrollBar().valueChanged.connect(lambda _: self._refusal.hide())
        for heading in view.headings:
            heading.sort_wanted.connect(self._on_sort)
            heading.filter_wanted.connect(self._open_filter)
            heading.tick_wanted.connect(self._on_tick_on_screen)
            heading.customContextMenuRequested.connect(partial(self._on_heading_menu, heading))
        bar.text_changed.connect(lambda text: self.ask(Query(text, self.query.filters, self.query.order)))
        bar.filter_wanted.connect(self._open_filter)
        bar.filter_removed.connect(lambda name: self._on_filtered(name, None))
        bar.cleared.connect(lambda: self.ask(Query("", (), self.query.order)))
        bar.columns_wanted.connect(self.open_columns)
        bar.left_downwards.connect(self._on_left_downwards)
        self.selection_bar.all_wanted.connect(lambda: model.ticks.put_all_matching(model.ids))
        self.selection_bar.cleared.connect(model.ticks.clear)
        model.ticks.changed.connect(self._on_ticks_changed)
        model.counted.connect(self._on_counted)
        model.modelAboutToBeReset.connect(self._remember_place)
        model.modelReset.connect(self._return_to_place)
        QShortcut(QKeySequence.StandardKey.Find, self, bar.search.setFocus)

    # Asking

    def _on_query_changed(self, query: Query) -> None:
        self.view.delegate.shared.marked = words_to_mark(query.text)
        self.bar.show_query(query, self._words)
        self._learn_words(query)
        for heading in self.view.headings:
            heading.viewport().update()
        self.query_changed.emit(query)

    def _learn_words(self, query: Query) -> None:
        """Ids in a filter that a page or a link has set: their words are asked for, once."""
        for one in query.filters:
            named = self.view.has_column(one.column) and not self.model.column(one.column).choices
            strangers = set(one.values) - set(self._words.get(one.column, ())) - {None}
            if named and one.operator == "is" and any(isinstance(value, int) for value in strangers):
                facets = partial(self.model.source.facets, one.column, Query(), "")
                self.context.readers.submit(facets, partial(self._on_facets, one.column))

    def _on_facets(self, column: str, values: list[tuple[Any, str, int]]) -> None:
        self._on_learnt(column, {value: words for value, words, _ in values if value is not None})
        self.bar.show_query(self.query, self._words)

    def _on_learnt(self, column: str, words: dict[Any, str]) -> None:
        self._words.setdefault(column, {}).update(words)

    def _on_sort(self, name: str, adding: bool) -> None:
        """First click sorts upwards, second downwards, third not at all."""
        before = dict(self.query.order) if adding or len(self.query.order) == 1 else {}
        kept = {column: down for column, down in before.items() if adding and column != name}
        if name not in before:
            order = (*kept.items(), (name, False))
        elif not before[name]:
            order = tuple(
                (column, True if column == name else down) for column, down in (before if adding else {name: False}).items()
            )
        else:
            order = tuple(kept.items()) or self._order
        self.ask(Query(self.query.text, self.query.filters, order))

    def sort_by(self, name: str, descending: bool) -> None:
        self.ask(Query(self.query.text, self.query.filters, ((name, descending),)))

    def _on_filtered(self, name: str, one: Filter | None) -> None:
        others = tuple(kept for kept in self.query.filters if kept.column != name)
        self.ask(Query(self.query.text, (*others, one) if one is not None else others, self.query.order))

    def filter_by(self, one: Filter) -> None:
        """Sets the filter of its column, leaving the others."""
        self._on_filtered(one.column, one)

    def _open_filter(self, name: str, place: QPoint) -> None:
        column = self.model.column(name)
        popup = FilterPopup(
            self.theme,
            source=self.model.source,
            readers=self.context.readers,
            column=column,
            query=self.query,
            parent=self,
        )
        popup.learnt.connect(self._on_learnt)
        popup.applied.connect(self._on_filtered)
        popup.open_at(place)

    def _on_heading_menu(self, heading: QWidget, place: QPoint) -> None:
        section = self.view.heading.logicalIndexAt(place)
        if section > TICK:
            heading_menu(self, section, heading.mapToGlobal(place)).popup(heading.mapToGlobal(place))

    def _count_all(self) -> None:
        self.context.readers.submit(lambda: self.model.source.count(Query()), self._on_total)

    def _on_total(self, total: int) -> None:
        self._total = total
        self._on_counted(self.model.rowCount())

    def _on_counted(self, matching: int) -> None:
        self._summarise()
        ticks = self.model.ticks
        self.selection_bar.show_count(len(ticks), matching, ticks.all_matching)
        if not matching and self.view.hasFocus():
            self.bar.search.setFocus()
        if matching:
            self._covered.cover(None)
        elif self.query.text or self.query.filters:
            self._covered.cover(self._no_match)
        elif self._empty is not None and self._total <= 0:
            self._covered.cover(self._empty)

    def _summarise(self) -> None:
        matching, ticked = self.model.rowCount(), len(self.model.ticks)
        count = grouped(matching) if self.model.whole else self.tr("the first {count}").format(count=grouped(matching))
        narrowed = self._total >= 0 and bool(self.query.text or self.query.filters)
        parts = [
            self.tr("{count} shown of {total}").format(count=count, total=grouped(self._total))
            if narrowed
            else f"{count} {self._what}"
        ]
        if ticked:
            parts.append(self.tr("{count} selected").format(count=grouped(ticked)))
        self.summarised.emit(" · ".join(parts))

    def _make_no_match(self) -> EmptyState:
        state = EmptyState(
            self.theme,
            "search-x",
            self.tr("Nothing matches"),
            self.tr("No record fits the search and the filters."),
        )
        state.add_action(self.tr("Clear search and filters"), self.bar.cleared.emit, main=True)
        return state

    # Place

    def _remember_place(self) -> None:
        self._place = (
            self.current_id,
            max(1, self.view.currentIndex().column()),
            self.view.verticalScrollBar().value(),
        )
        self._asked_before = getattr(self, "_shown_query", None)

    def _return_to_place(self) -> None:
        record, column, scrolled = self._place
        row = self.model.row_of(record) if record is not None else -1
        same = self._asked_before == self.query
        self._shown_query = self.query
        if same:
            self.view.verticalScrollBar().setValue(scrolled)
        if row >= 0 or self.model.rowCount():
            index = self.model.index(max(0, row), column)
            self.view.setCurrentIndex(index)

    def _on_left_downwards(self) -> None:
        self.view.setFocus()
        if not self.view.currentIndex().isValid() and self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(0, 1))

    def _on_current_moved(self, record: int) -> None:
        if self._held and record not in self._held:
            self._held.clear()
            if self._stale:
                self._stale = False
                QTimer.singleShot(0, self.refresh)
        self.current_moved.emit(record)

    # Ticks, totals, columns, copying

    def _on_ticks_changed(self) -> None:
        ticks, matching = self.model.ticks, self.model.rowCount()
        self.selection_bar.show_count(len(ticks), matching, ticks.all_matching)
        state = 0 if not len(ticks) else 2 if len(ticks) >= matching else 1
        for heading in self.view.headings:
            heading.tick_state = state
            heading.viewport().update()
        self._summarise()
        self.view.viewport().update()

    def _on_tick_on_screen(self) -> None:
        """The box over the ticks: takes all away when there are any, else ticks the rows on the screen."""
        if len(self.model.ticks):
            self.model.ticks.clear()
        elif self.model.rowCount():
            last = self.view.rowAt(self.view.viewport().height() - 1)
            self.view.tick_rows(self.view.rowAt(0), last if last >= 0 else self.model.rowCount() - 1, True)

    def _tell_totals(self) -> None:
        text = totals_text(self.model, self.view.selectionModel().selection())
        self.context.note(text)

    def open_columns(self, place: QPoint) -> None:
        """The column chooser, its top right corner there."""
        standing = [(entry["name"], bool(entry["hidden"])) for entry in self.view.column_layout()]
        columns = {column.name: column for column in self.model.columns}
        chooser = ColumnChooser(self.theme, [(columns[str(name)], hidden) for name, hidden in standing], self)
        chooser.chosen.connect(self._on_columns_chosen)
        chooser.reset.connect(self._on_columns_reset)
        chooser.open_at(place)

    def _on_columns_chosen(self, layout: list[dict[str, object]]) -> None:
        self.view.use_column_layout(layout)
        self._layout_timer.start()

    def _on_columns_reset(self) -> None:
        self.view.use_column_layout(self._standard_layout())
        self.context.preferences.forget(self._layout_key)

    def _standard_layout(self) -> list[dict[str, object]]:
        """What the page shows at first; what it does not name follows, hidden."""
        known = {one.name: one for one in self.model.columns}
        first = [known[name] for name in self._columns]
        rest = [one for one in self.model.columns if one.name not in self._columns]
        return [
            {"name": one.name, "width": one.width, "hidden": one in rest if self._columns else not one.listed}
            for one in (*first, *rest)
        ]

    def _keep_layout(self) -> None:
        self.context.preferences.keep_data(self._layout_key, self.view.column_layout())

    def _on_copy(self, headings: bool) -> None:
        shown = [section for section in self.view.standing_sections() if section != TICK]
        rows, columns = gridcopy.selected_ranges(self.model, self.view.selectionModel().selection(), shown)
        if not rows or not columns:
            return
        self.context.readers.submit(
            partial(
                gridcopy.gather,
                self.model.source,
                self.model.columns,
                [self.model.ids[row] for row in rows],
                columns,
                headings,
            ),
            partial(self._on_gathered, headings),
        )

    def _on_gathered(self, headings: bool, cells: gridcopy.Cells) -> None:
        QGuiApplication.clipboard().setMimeData(gridcopy.to_clipboard(cells, headings=headings))
        rows = len(cells) - headings
        if rows >= gridcopy.MOST_COPIED:
            text = self.tr("Copied the first {count} rows. Export the list to have all of it.")
        else:
            text = self.tr("Copied {count} rows")
        self.context.note(text.format(count=grouped(rows)))

    # Editing

    def _on_written(self, index: QPersistentModelIndex, text: str) -> None:
        if index.isValid():
            self._write([(index.row(), index.column(), text)])

    def _write_over_selection(self, text: str) -> None:
        chosen = self.view.selectionModel().selectedIndexes()
        self._write([(index.row(), index.column(), text) for index in chosen])

    def _on_fill(self) -> None:
        top = min(self.view.selectionModel().selectedIndexes(), key=lambda index: index.row(), default=None)
        if top is not None:
            self._write_over_selection(self.model.text(top.row(), top.column() - 1))

    def _on_today(self) -> None:
        self._write_over_selection(QDate.currentDate().toString(Qt.DateFormat.ISODate))

    def _on_paste(self) -> None:
        """One value goes onto every selected cell; a block goes down and right from the cursor."""
        cells = gridcopy.from_clipboard(QGuiApplication.clipboard().text())
        if len(cells) == 1 and len(cells[0]) == 1:
            self._write_over_selection(cells[0][0])
            return
        start, standing = self.view.currentIndex(), self.view.standing_sections()
        first = standing.index(start.column())
        self._write(
            [
                (start.row() + down, standing[first + right], text)
                for down, line in enumerate(cells)
                for right, text in enumerate(line)
                if start.row() + down < self.model.rowCount() and first + right < len(standing)
            ]
        )

    def _write(self, cells: list[tuple[int, int, str]]) -> None:
        edits = [
            CellEdit(self.model.ids[row], self.model.columns[section - 1].name, text)
            for row, section, text in cells
            if section != TICK and self.model.columns[section - 1].name in self.model.editable
        ]
        if not edits or self._edit is None:
            return
        self._refusal.hide()
        self._held = {edit.id for edit in edits}
        self._edit(
            edits,
            partial(self._on_answered, QPersistentModelIndex(self.model.index(cells[0][0], cells[0][1]))),
        )

    def _on_answered(self, index: QPersistentModelIndex, refused: Refused | None) -> None:
        if refused is not None and index.isValid():
            cell = self.view.visualRect(self.model.index(index.row(), index.column()))
            cell.moveTopLeft(cell.topLeft() + self.view.viewport().pos())
            self._refusal.show_at(cell, refused.message)
        self.model.reload(*self._held)
