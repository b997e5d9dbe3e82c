"""Owns what every page of records has in common: the grid, adding, editing, removing, the panel; refuses to know any one noun."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from skilling.domain.fieldsets import Noun
from skilling.domain.problems import Refused
from skilling.services import views
from skilling.services.cells import edit_cells
from skilling.services.records import RecordRow
from ui.context import Context
from ui.shared.adding import AddDialog
from ui.shared.changelines import ChangeLines
from ui.shared.exporting import Exporter
from ui.shared.grid import Answered, CellEdit, Grid
from ui.shared.gridsource import Filter, Query
from ui.shared.messages import EmptyState
from ui.shared.page import Page
from ui.shared.panel import SidePanel
from ui.shared.recordform import RecordForm
from ui.shared.tabs import Tabs
from ui.shared.viewmenu import ViewMenu

PANEL_WIDTH = 348  # four short tabs in one line


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one page of records, in the person's language."""

    title: str  # "Developers"
    what: str  # "developers", after a number
    one: str  # "developer", after 1
    search: str
    add: str  # "Add developer": button, dialog and verb
    none: str  # "No developers yet"
    none_hint: str


@dataclass(frozen=True, slots=True)
class Work:
    """What the services do for one noun."""

    noun: Noun
    create: Callable[..., int]  # (change, given)
    edit: Callable[..., object]  # (change, id, given, version)
    archive: Callable[..., object]  # (change, ids)


class RecordsPage(Page):
    """A list of records of one noun with a panel for one of them.

    A subclass gives words and work, says in `fill` what the panel shows of a record, and adds what only it can do.
    """

    importable = True  # whether a list of these can be imported

    def __init__(
        self,
        context: Context,
        words: Words,
        work: Work,
        icon: str,
        *,
        order: tuple[tuple[str, bool], ...],
        columns: Sequence[str] = (),
        without: Iterable[str] = (),
    ) -> None:
        """`columns` are shown until the person chooses others; `without` names attributes that the forms leave out."""
        super().__init__(context, words.title)
        self.words, self.work, self._icon = words, work, icon
        self._without = frozenset(without)
        self._adding: AddDialog | None = None
        self._wanted = 0  # a record to go to once all ids are known
        self._loaded = False
        self._add_actions()
        self.source = views.Source(context.desk, work.noun.plural)
        self.grid = self._make_grid(order, columns)
        self.body.addWidget(self.grid, 1)
        self.saved_views = ViewMenu(context, self.grid, work.noun.plural)
        self.exporter = Exporter(context, self.grid, work.noun.plural, words.what, self.body, self)
        self.panel, self.tabs = SidePanel(self.theme, width=PANEL_WIDTH), Tabs(self.theme)
        self.panel.set_foot(self.tr("Saved as you leave a field · Ctrl+Z undoes"))
        self.add_panel(self.panel)
        self.grid.attach(self.panel, self.show_record)
        self.grid.summarised.connect(self.set_subtitle)
        self.grid.model.counted.connect(self._on_counted)

    # What a subclass says

    @abstractmethod
    def fill(self, record: int) -> tuple[RecordRow, str]:
        """Fills the panel beyond the form: the record as read, and the line under its title. Refused where it is gone."""

    def preset(self) -> dict[str, Any]:
        """What a new record begins with: the values that the list is filtered by, so that it will be seen there."""
        given: dict[str, Any] = {}
        for one in self.grid.query.filters:
            field = next((f for f in self.work.noun.fields if f.name == one.column and f.editable and not f.link), None)
            if field is not None and one.operator == "is" and len(one.values) == 1:
                given[field.attribute] = one.values[0]
        return given

    def add_details(self, column: QVBoxLayout) -> None:
        """Puts something above the form, in the first tab."""

    def add_tabs(self) -> None:
        """Makes what the panel shows beside the details: one tab for each."""

    # Building

    def _add_actions(self) -> None:
        if self.importable:
            self.add_action(self.tr("&Import"), self.open_import, icon="upload", tip=self.tr("Take in a list from a file"))
        self.add_action(
            self.tr("&Export to Excel"),
            self._on_export,
            icon="download",
            tip=self.tr("The rows and columns as they stand here"),
        )
        self.add_action(f"&{self.words.add}", self.add_record, icon="plus", kind="primary", shortcut="Ctrl+N")

    def _make_grid(self, order: tuple[tuple[str, bool], ...], columns: Sequence[str]) -> Grid:
        empty = EmptyState(self.theme, self._icon, self.words.none, self.words.none_hint)
        if self.importable:
            empty.add_action(self.tr("Import a file…"), self.open_import, icon="file-up", main=True)
        empty.add_action(self.words.add, self.add_record, icon="plus", main=not self.importable)
        title = self.work.noun.title
        editable = [column.name for column in self.source.columns if column.editable and column.name != title]
        grid = Grid(
            self.context,
            self.source,
            self.work.noun.plural,
            title=self.words.title,
            what=self.words.what,
            one=self.words.one,
            search=self.words.search,
            order=order,
            columns=columns,
            edit=self._on_cells,
            editable=editable,
            empty=empty,
        )
        self.add_bulk_actions(grid)
        grid.add_bulk_action(self.tr("Remove"), self.archive, icon="trash-2")
        return grid

    def add_bulk_actions(self, grid: Grid) -> None:
        """What can be done with the ticked records, before Remove."""

    @cached_property
    def form(self) -> RecordForm:
        """The form in the panel. It is made with the rest of the panel when a record is first shown: half of what a
        page costs, and the list is wanted first.
        """
        form = RecordForm(self.context, self.work.noun, edit=self.work.edit, without=self._without)
        details = QWidget()
        column = QVBoxLayout(details)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        self.add_details(column)
        column.addWidget(form)
        self.tabs.add(self.tr("Details"), details)
        self.add_tabs()
        self._changes = ChangeLines(self.context, self.work.noun.name)
        self.tabs.add(self.tr("Changes"), self._changes)
        self.tabs.chosen.connect(lambda _: self._fill_changes())
        self.panel.body.addWidget(self.tabs)
        self.panel.body.addStretch()
        return form

    # Coming and going

    def opened(self, **where: Any) -> None:
        """`filters` narrows the list, `text` searches it, `id` shows one record, `new` begins another one."""
        record = where.get("id", 0)
        if not self._loaded or record or "filters" in where or "text" in where:
            self._loaded = True
            self.grid.load(where.get("text", ""), tuple(where.get("filters", ())))
        if record:
            self._wanted = record
            self.show_record(record)
            self._on_counted(0)
        if where.get("new"):
            self.add_record()
        elif self.isVisible():
            self.grid.view.setFocus()

    def refresh(self, touched: frozenset[str]) -> None:
        self.grid.refresh()
        if not self.panel.isHidden() and self.shown_id:
            self.show_record(self.shown_id)

    def _on_counted(self, _count: int) -> None:
        """Goes to the record that was asked for, once it is among the rows."""
        if self._wanted and (self.grid.go_to(self._wanted) or self.grid.model.whole):
            self._wanted = 0

    # One record

    @property
    def shown_id(self) -> int:
        """The record in the panel; 0 for none."""
        return 0 if self.panel.isHidden() else self._shown

    _shown = 0

    def show_record(self, record: int) -> None:
        """Opens the panel on a record; one that is gone closes it."""
        form = self.form
        try:
            row, subtitle = self.fill(record)
        except Refused as gone:
            self._shown = 0
            self.panel.close_panel()
            if gone.code != "gone":
                self.context.refuse(gone)
            return
        self._shown = record
        form.show_row(row)
        self._fill_changes()
        self.panel.show_record(row.title, subtitle)

    def _fill_changes(self) -> None:
        """Only while they are looked at: the list is wanted faster than its history."""
        if self._shown and self.tabs.current == self.tabs.place_of(self._changes):
            self._changes.show_record(self._shown)

    def add_record(self) -> None:
        """Opens the dialog for a new record."""
        if self._adding is None:
            self._adding = self._make_adding()
            self._adding.added.connect(self._on_added)
        self._adding.begin(self.preset())

    def _make_adding(self) -> AddDialog:
        return AddDialog(self.context, self.work.noun, self.work.create, self.words.add, self, without=self._without)

    def _on_added(self, record: int) -> None:
        self._wanted = record
        self._on_counted(0)

    # Doing

    def open_import(self) -> None:
        self.context.open_page("import", noun=self.work.noun.name)

    def _on_export(self) -> None:
        self.exporter.ask()

    def archive(self, ids: Sequence[int]) -> None:
        """Takes records away at once; the toast brings them back."""
        chosen = list(ids)

        def on_done(_done: object) -> None:
            self.grid.model.ticks.clear()

        self.context.change(f"{self.work.noun.name}.archived", self.work.archive, chosen, then=on_done)

    def _on_cells(self, cells: Sequence[CellEdit], answered: Answered) -> None:
        """One cell, or a paste, fill or clear: one change and one undo."""
        self.context.change(
            f"{self.work.noun.name}.edited",
            edit_cells,
            self.work.noun.name,
            self.work.edit,
            list(cells),
            then=lambda done: answered(None),
            refused=answered,
            broke=lambda: answered(None),
            said="" if len(cells) == 1 else self.tr("Changed {count} cells").format(count=len(cells)),
        )

    def narrow(self, *filters: Filter) -> Query:
        """The list with these filters in place of its own."""
        query = Query("", filters, self.grid.query.order)
        self.grid.ask(query)
        return query
