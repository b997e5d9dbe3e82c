"""Owns short lists inside a panel or dialog: a line of words, a quieter line, a pill, what can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from skilling.domain.fields import Choice, Tone
from ui.shared.flow import FlowLayout
from ui.shared.pills import Pill
from ui.shared.widgets import button, label, rule
from ui.theme import Theme, set_kind


class Lines(QWidget):
    """A heading, lines, and one action under them. Filled anew for each record."""

    def __init__(self, theme: Theme, title: str, nothing: str) -> None:
        """`nothing` is what stands there while there are no lines."""
        super().__init__()
        self._theme = theme
        self._nothing = label(nothing, "muted", wraps=True)
        self._box = QVBoxLayout()
        self._box.setSpacing(7)
        foot = QWidget()
        self._foot = FlowLayout(foot, gap=8, line_gap=8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        if title:
            column.addWidget(label(title, "heading"))
        column.addWidget(self._nothing)
        column.addLayout(self._box)
        column.addWidget(foot)

    def clear(self) -> None:
        while item := self._box.takeAt(0):
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._nothing.show()

    def add(
        self,
        words: str,
        caption: str = "",
        *,
        pill: tuple[str, str] | None = None,
        opens: Callable[[], object] | None = None,
        removes: tuple[str, Callable[[], object]] | None = None,
    ) -> None:
        """One line. `pill` is words and tone; `opens` makes the words a link; `removes` names and does the taking away."""
        if self._box.count():
            self._box.addWidget(rule())
        self._nothing.hide()
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        texts = QVBoxLayout()
        texts.setSpacing(1)
        if opens is None:
            texts.addWidget(label(words, "strong" if caption else "", wraps=True))
        else:
            texts.addWidget(_Link(words, opens))
        if caption:
            quiet = label(caption, "caption", wraps=True)
            texts.addWidget(quiet)
        row.addLayout(texts, 1)
        if pill is not None:
            row.addWidget(Pill(*pill), 0, Qt.AlignmentFlag.AlignTop)
        if removes is not None:
            name, remove = removes
            row.addWidget(button(self._theme, name, remove, icon="x", kind="icon"), 0, Qt.AlignmentFlag.AlignTop)
        self._box.addWidget(line)

    def add_foot(self, widget: QWidget) -> None:
        """Something under the lines: a button that adds one."""
        self._foot.addWidget(widget)


class _Link(QPushButton):
    """Words that open something, cut where there is no room; the tool tip has them whole."""

    def __init__(self, words: str, opens: Callable[[], object]) -> None:
        super().__init__()
        self._words = words
        set_kind(self, "lineLink")
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda _checked=False: opens())
        self._elide()

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self._words), self.fontMetrics().height() + 5)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        self.setText(self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, max(20, self.width() - 2)))


def pill_of(choices: Sequence[Choice], code: str) -> tuple[str, str]:
    """Words and tone of a status."""
    choice = next((one for one in choices if one.code == code), None)
    return (choice.label, choice.tone) if choice is not None else (code, Tone.PLAIN)


def stacked(*parts: QWidget) -> QWidget:
    """Parts of a panel's tab under each other."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(20)
    for part in parts:
        column.addWidget(part)
    return box
