"""Owns two records side by side, field by field: what differs is marked, and whose value is kept may be chosen; decides nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import escape

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QGridLayout, QHBoxLayout, QLabel, QRadioButton, QScrollArea, QWidget

from ui.shared.widgets import Card, label, rule
from ui.theme import Theme, set_kind


@dataclass(frozen=True, slots=True)
class SideLine:
    """One field of both, in words (blank for none). `kept` says whose is kept where that can be chosen: 0 left, 1 right."""

    name: str
    label: str
    left: str
    right: str
    kept: int | None = None


class SideBySide(QScrollArea):
    """Signals:
    chosen: the name of a field, and whose value is to be kept: 0 left, 1 right.
    """

    chosen = Signal(str, int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_lines(self, left: str, right: str, lines: Sequence[SideLine]) -> None:
        """Under their headings; a line in which one side is blank says so."""
        body = QWidget()
        set_kind(body, "clear")
        outer = QHBoxLayout(body)
        outer.setContentsMargins(0, 0, 4, 0)
        card = Card(margin=12)
        outer.addWidget(card, 1, Qt.AlignmentFlag.AlignTop)
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(5)
        for place, (words, stretch) in enumerate((("", 2), (left, 4), (right, 4), ("", 2))):
            grid.addWidget(label(words, "strong", wraps=True), 0, place)
            grid.setColumnStretch(place, stretch)
        for number, line in enumerate(lines):
            self._add_line(grid, 2 * number + 1, line)
        card.body.addLayout(grid)
        self.setWidget(body)

    def _add_line(self, grid: QGridLayout, row: int, line: SideLine) -> None:
        grid.addWidget(rule(), row, 0, 1, 4)
        grid.addWidget(label(line.label, "muted", wraps=True), row + 1, 0)
        differ = bool(line.left and line.right) and line.left != line.right
        marked = self._marked(line.left, line.right) if differ else (escape(line.left), escape(line.right))
        plain = (line.left, line.right)
        cells = [self._cell(line.label, html, text) for html, text in zip(marked, plain, strict=True)]
        if line.kept is not None and line.left != line.right:
            cells = self._choosable(line, cells)
        for place, cell in enumerate(cells, 1):
            grid.addWidget(cell, row + 1, place)
        if not line.left or not line.right:
            verdict, tone = (self.tr("only on the left") if line.left else self.tr("only on the right")), ""
        else:
            verdict, tone = (self.tr("differs"), "warn") if differ else (self.tr("the same"), "good")
        said = label(verdict, "caption")
        if tone:
            said.setProperty("tone", tone)
        grid.addWidget(said, row + 1, 3)

    def _cell(self, name: str, html: str, plain: str) -> QWidget:
        cell = QLabel(html or "—")
        cell.setTextFormat(Qt.TextFormat.RichText)
        cell.setWordWrap(True)
        cell.setAccessibleName(f"{name}: {plain or self.tr('blank')}")
        return cell

    def _choosable(self, line: SideLine, cells: Sequence[QWidget]) -> list[QWidget]:
        """Each value behind a button of a pair; arrows go from one to the other, Tab to the next field."""
        group = QButtonGroup(self.widget() or self)
        found: list[QWidget] = []
        for place, (cell, plain) in enumerate(zip(cells, (line.left, line.right), strict=True)):
            choice = QRadioButton()
            choice.setAccessibleName(self.tr("{field}: keep {value}").format(field=line.label, value=plain or self.tr("blank")))
            with QSignalBlocker(choice):
                choice.setChecked(line.kept == place)
            group.addButton(choice, place)
            box = QWidget()
            inner = QHBoxLayout(box)
            inner.setContentsMargins(0, 0, 0, 0)
            inner.setSpacing(6)
            inner.addWidget(choice, 0, Qt.AlignmentFlag.AlignVCenter)
            inner.addWidget(cell, 1)
            group.setParent(box)
            found.append(box)
        group.idClicked.connect(lambda place: self.chosen.emit(line.name, place))
        return found

    def _marked(self, left: str, right: str) -> tuple[str, str]:
        """Both texts with the characters that differ marked, in words' colour and underlined."""
        colour = self._theme.tokens.warn
        ours, theirs = [], []
        for what, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
            one, two = escape(left[a:b]), escape(right[c:d])
            if what != "equal":
                one, two = (f'<u style="color:{colour}">{part}</u>' if part else "" for part in (one, two))
            ours.append(one)
            theirs.append(two)
        return "".join(ours), "".join(theirs)
