"""Owns the menu of saved views above a grid: opening, saving, renaming, deleting; refuses to change a view unasked."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from skilling.domain.fields import Field, Kind
from skilling.domain.problems import Refused
from skilling.domain.queries import Query
from skilling.services import savedviews
from skilling.services.savedviews import SavedView
from ui.context import Context, Done
from ui.shared.dialogs import Dialog
from ui.shared.form import Form
from ui.shared.grid import Grid
from ui.shared.widgets import button


class ViewMenu(QObject):
    """The button that says which view is open, and what can be done with it.

    Attributes:
        current: the name of the view that was opened last, or "". It stays while the person looks further from there, and
            its menu then offers to save what has become of it.
    """

    def __init__(self, context: Context, grid: Grid, noun: str) -> None:
        """`noun` in the plural: each list has views of its own."""
        super().__init__(grid)
        self._context, self._grid, self._noun = context, grid, noun
        self.current = ""
        self.button = button(context.theme, self.tr("Views"), self._open, icon="bookmark", kind="ghost")
        self.button.setToolTip(self.tr("Search, filters, order and columns, kept by name"))
        grid.bar.add_tool(self.button)

    def menu(self, views: list[SavedView]) -> QMenu:
        """What the button opens."""
        menu = QMenu(self.button)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for view in views:
            action = self._add(menu, view.name.replace("&", "&&"), partial(self.show_view, view))
            action.setCheckable(True)
            action.setChecked(view.name == self.current)
        self._add(menu, self.tr("All records"), self._show_all)
        menu.addSeparator()
        known = next((view for view in views if view.name == self.current), None)
        if known is not None:
            name = known.name.replace("&", "&&")
            if self._standing(known.name) != known:
                self._add(menu, self.tr("Save “{name}”").format(name=name), partial(self._save, known.name, over=True))
            self._add(menu, self.tr("Rename “{name}”…").format(name=name), partial(self._ask_rename, known.name))
            self._add(menu, self.tr("Delete “{name}”").format(name=name), partial(self._delete, known.name))
        self._add(menu, self.tr("Save as a new view…"), self._ask_name)
        return menu

    def show_view(self, view: SavedView) -> None:
        """Opens a view: its question and its columns."""
        self.current = view.name
        self._tell()
        if view.columns:
            self._grid.column_layout.choose([dict(column) for column in view.columns])
        self._grid.ask(view.query)

    def _show_all(self) -> None:
        self.current = ""
        self._tell()
        self._grid.ask(Query("", (), self._grid.query.order))

    def _standing(self, name: str) -> SavedView:
        """What is on the screen, as a view."""
        return SavedView(name, self._grid.query, tuple(self._grid.view.column_layout()))

    def _add(self, menu: QMenu, text: str, run: Callable[[], object]) -> QAction:
        action = QAction(text, menu)
        action.triggered.connect(lambda _checked=False: run())
        menu.addAction(action)
        return action

    def _open(self) -> None:
        place = self.button.mapToGlobal(self.button.rect().bottomLeft() + QPoint(0, 4))
        self.menu(self._context.read(savedviews.saved, self._noun)).popup(place)

    def _tell(self) -> None:
        self.button.setText(self.current.replace("&", "&&") or self.tr("Views"))
        self.button.setAccessibleName(self.tr("View: {name}").format(name=self.current) if self.current else self.tr("Views"))

    # Changing

    def _ask_name(self) -> None:
        NameDialog(self._context, self.tr("Save as a new view"), "", self._save, self._grid).present()

    def _ask_rename(self, old: str) -> None:
        NameDialog(self._context, self.tr("Rename the view"), old, partial(self._rename, old), self._grid).present()

    def _save(self, name: str, dialog: NameDialog | None = None, *, over: bool = False) -> None:
        self._change("view.saved", dialog, savedviews.save, self._noun, self._standing(name), over=over)

    def _rename(self, old: str, new: str, dialog: NameDialog) -> None:
        self._change("view.renamed", dialog, savedviews.rename, self._noun, old, new)

    def _change(self, action: str, dialog: NameDialog | None, function: Callable[..., str], *args: object, **named: bool) -> None:
        refused = dialog.refused if dialog is not None else None
        self._context.change(action, partial(function, **named), *args, then=partial(self._on_named, dialog), refused=refused)

    def _on_named(self, dialog: NameDialog | None, done: Done) -> None:
        self.current = str(done.value)
        self._tell()
        if dialog is not None:
            dialog.accept()

    def _delete(self, name: str) -> None:
        """At once: the toast brings it back."""

        def on_done(_done: Done) -> None:
            self.current = ""
            self._tell()

        self._context.change("view.deleted", savedviews.delete, self._noun, name, then=on_done)


class NameDialog(Dialog):
    """Asks for the name of a view."""

    def __init__(
        self, context: Context, title: str, name: str, run: Callable[[str, NameDialog], object], parent: QWidget
    ) -> None:
        super().__init__(context.theme, title, "", parent)
        self._run = run
        field = Field("name", "name", self.tr("Name"), "", Kind.TEXT, required=True, example=self.tr("Karnataka, no e-mail"))
        self.form = Form(context, (field,), "as a whole")
        self.form.load({"name": name})
        self.body.addWidget(self.form)
        self.add_buttons(self.tr("Save"), self._on_save)

    def _on_save(self) -> None:
        self._run(self.form.values()["name"] or "", self)

    def refused(self, refused: Refused) -> None:
        super().refused(refused)
        self.form.focus_first()
