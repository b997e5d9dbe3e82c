"""Owns the grid that every list is shown in: bar, selection, table, empty states; refuses to know what a row
is about.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from skilling.domain.queries import CellEdit
from ui.context import Context
from ui.shared import gridcopy
from ui.shared.filterpopup import FilterPopup
from ui.shared.filters import FilterBar
from ui.shared.gridcells import words_to_mark
from ui.shared.gridediting import Answered, Edit, Editing
from ui.shared.gridlayout import ColumnLayout
from ui.shared.gridmenus import heading_menu, row_menu
from ui.shared.gridmodel import TICK, GridModel
from ui.shared.gridsource import Filter, GridSource, Query
from ui.shared.gridview import GridView
from ui.shared.messages import Covered, EmptyState
from ui.shared.numbers import grouped
from ui.shared.panel import SidePanel
from ui.shared.selectionbar import SelectionBar
from ui.shared.totals import totals_text

__all__ = ["Answered", "CellEdit", "Edit", "Grid"]


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
        one: str = "",
        search: str = "",
        order: tuple[tuple[str, bool], ...] = (),
        columns: Sequence[str] = (),
        edit: Edit | None = None,
        editable: Sequence[str] = (),
        empty: EmptyState | None = None,
    ) -> None:
        """`name` keeps the columns apart from those of other grids; `title` names the table to a screen reader, `what` the
        records ("developers") and `one` a single one ("developer"); `columns` names those that are shown, in their order,
        until the person chooses others.
        """
        super().__init__()
        self.context, self.theme = context, context.theme
        self._what, self._one, self._empty, self._order = what or title, one or what or title, empty, order
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
        self.editing = Editing(self.view, edit) if edit is not None else None
        self.column_layout = ColumnLayout(self.view, context.preferences, name, columns)
        self._no_match = self._make_no_match()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.bar)
        column.addWidget(self.selection_bar)
        column.addWidget(self._covered, 1)
        self._totals_timer = QTimer(self, singleShot=True, interval=120)
        self._totals_timer.timeout.connect(self._tell_totals)
        self._listen()

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
        if self.editing is not None and self.editing.held:
            self.model.reload(*self.editing.held)
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

    def _listen(self) -> None:
        view, bar, model = self.view, self.bar, self.model
        view.record_opened.connect(self.record_opened)
        view.panel_wanted.connect(self.panel_wanted)
        view.current_moved.connect(self._on_current_moved)
        view.copy_wanted.connect(self._on_copy)
        view.filter_wanted.connect(self._open_filter)
        view.menu_wanted.connect(lambda place: row_menu(self).popup(place))
        view.selectionModel().selectionChanged.connect(lambda *_: self._totals_timer.start())
        for heading in view.headings:
            heading.sort_wanted.connect(self._on_sort)
            heading.filter_wanted.connect(self._open_filter)
            heading.tick_wanted.connect(self._on_tick_on_screen)
            heading.customContextMenuRequested.connect(partial(self._on_heading_menu, heading))
        bar.text_changed.connect(lambda text: self.ask(Query(text, self.query.filters, self.query.order)))
        bar.filter_wanted.connect(self._open_filter)
        bar.filter_removed.connect(lambda name: self._on_filtered(name, None))
        bar.cleared.connect(lambda: self.ask(Query("", (), self.query.order)))
        bar.columns_wanted.connect(self.column_layout.open_chooser)
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
            else f"{count} {self._one if matching == 1 else self._what}"
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
        held = self.editing.held if self.editing is not None else set()
        if held and record not in held:
            held.clear()
            if self._stale:
                self._stale = False
                QTimer.singleShot(0, self.refresh)
        self.current_moved.emit(record)

    # Ticks, totals, copying

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
