"""Owns the frame around the four steps: the line that says where one is, and what every step has; no step itself."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QStackedWidget, QWidget

from ui.importing.talk import ListTalk
from ui.shared.widgets import label, rule
from ui.theme import Theme, restyle


class StepBar(QFrame):
    """Numbered circles with their names, a line between them; done ones carry a tick."""

    def __init__(self, theme: Theme, names: Sequence[str]) -> None:
        super().__init__()
        self._theme, self._names = theme, list(names)
        self._at, self._finished = 0, False
        self._circles: list[QLabel] = []
        self._labels: list[QLabel] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for number, name in enumerate(names, 1):
            circle, words = label(str(number), "step"), label(name)
            circle.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._circles.append(circle)
            self._labels.append(words)
            row.addWidget(circle)
            row.addWidget(words)
            if number < len(names):
                row.addWidget(rule(), 1)
        theme.changed.connect(self._size)
        self._size()

    def show_step(self, at: int, *, finished: bool = False) -> None:
        self._at, self._finished = at, finished
        for place, (circle, words) in enumerate(zip(self._circles, self._labels, strict=True)):
            done = place < at or finished
            restyle(circle, "state", "done" if done else "on" if place == at else "")
            circle.setText("✓" if done else str(place + 1))
            restyle(words, "kind", "strong" if place == at else "muted")
            words.setFont(self._theme.font("strong" if place == at else ""))
        said = self.tr("Step {n} of {all}: {name}")
        self.setAccessibleName(said.format(n=at + 1, all=len(self._names), name=self._names[at]))

    def _size(self) -> None:
        for circle in self._circles:
            circle.setFixedSize(self._theme.px(24), self._theme.px(24))
        self.show_step(self._at, finished=self._finished)


class Step(QWidget):
    """One of the four.

    Signals:
        ready_changed: `reason`, `hint` or `main_words` are others now.
    """

    ready_changed = Signal()

    def __init__(self, theme: Theme, talk: ListTalk) -> None:
        super().__init__()
        self.theme, self.talk = theme, talk

    @property
    def main_words(self) -> str:
        """What the button that goes on says."""
        return self.tr("Con&tinue")

    @property
    def reason(self) -> str:
        """Why it cannot go on; nothing where it can."""
        return ""

    @property
    def hint(self) -> str:
        """What stands beside the button where it can go on."""
        return ""

    def take_focus(self) -> bool:
        """Puts the focus where the work begins; False where there is nothing to do but to go on."""
        return False


class Stack(QStackedWidget):
    """Asks for no room, so that the widest step does not widen the window."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)
