"""Owns the numbers at the top of the third step, written as the sum that they are; counts nothing."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy

from ui.shared.numbers import grouped
from ui.shared.widgets import Elided, label
from ui.theme import restyle, set_kind

_TONES = {"review": "warn", "error": "bad"}


class Tally(QFrame):
    """Rows in the file = new + updated + the same + to decide + errors + skipped."""

    def __init__(self) -> None:
        super().__init__()
        set_kind(self, "card")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(16, 8, 16, 8)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(0)
        self._figures = {name: label("0", "figure") for name in ("rows", "new", "update", "same", "review", "error", "skipped")}
        self._names = {name: Elided("", "caption") for name in self._figures}
        for place, name in enumerate(self._figures):
            self._names[name].setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            self._grid.addWidget(self._figures[name], 0, 2 * place)
            self._grid.addWidget(self._names[name], 1, 2 * place)
            self._grid.setColumnStretch(2 * place, 3)
            if place:
                sign = label("=" if place == 1 else "+", "muted")
                sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
                self._grid.addWidget(sign, 0, 2 * place - 1)

    def show_counts(self, file: str, total: int, counts: Mapping[str, int]) -> None:
        words = {
            "rows": self.tr("rows in {file}").format(file=file),
            "new": self.tr("new"), "update": self.tr("to update"), "same": self.tr("the same"),
            "review": self.tr("need a decision"), "error": self.tr("with errors"), "skipped": self.tr("skipped"),
        }  # fmt: skip
        numbers = {"rows": total, **counts}
        for name, figure in self._figures.items():
            figure.setText(grouped(numbers[name]))
            restyle(figure, "tone", _TONES.get(name, "") if numbers[name] else "")
            self._names[name].say(words[name])
        said = ", ".join(f"{grouped(numbers[name])} {words[name]}" for name in self._figures)
        self.setAccessibleName(said)
