"""Owns which columns of a grid are shown, how wide and in what order, and that it is remembered."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPoint, QTimer

from ui.preferences import Preferences
from ui.shared.columns import ColumnChooser
from ui.shared.gridview import GridView

_KEPT_AFTER_MS = 400


class ColumnLayout(QObject):
    """The layout of one grid, kept under its name."""

    def __init__(self, view: GridView, preferences: Preferences, name: str, first: Sequence[str]) -> None:
        """`first` names the columns shown until the person chooses others; without it, those declared as listed."""
        super().__init__(view)
        self._view, self._preferences, self._key, self._first = view, preferences, f"grid/{name}/columns", tuple(first)
        self._timer = QTimer(self, singleShot=True, interval=_KEPT_AFTER_MS)
        self._timer.timeout.connect(self.keep)
        view.columns_changed.connect(self._timer.start)
        view.use_column_layout(preferences.data(self._key, self.standard()))

    def standard(self) -> list[dict[str, object]]:
        """What is shown at first; what `first` does not name follows, hidden."""
        columns = self._view.grid_model.columns
        known = {one.name: one for one in columns}
        rest = [one for one in columns if one.name not in self._first]
        return [
            {"name": one.name, "width": one.width, "hidden": one in rest if self._first else not one.listed}
            for one in (*(known[name] for name in self._first), *rest)
        ]

    def open_chooser(self, place: QPoint) -> None:
        """The column chooser, its top right corner there."""
        model = self._view.grid_model
        standing = [(model.column(str(one["name"])), bool(one["hidden"])) for one in self._view.column_layout()]
        chooser = ColumnChooser(self._view.theme, standing, self._view)
        chooser.chosen.connect(self.choose)
        chooser.reset.connect(self.reset)
        chooser.open_at(place)

    def choose(self, layout: list[dict[str, object]]) -> None:
        self._view.use_column_layout(layout)
        self._timer.start()

    def reset(self) -> None:
        self._view.use_column_layout(self.standard())
        self._timer.stop()
        self._preferences.forget(self._key)

    def keep(self) -> None:
        self._preferences.keep_data(self._key, self._view.column_layout())
