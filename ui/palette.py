"""Owns the command palette: pages, commands, the open page's actions, records; refuses to be the only way to
any of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsDropShadowEffect,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from ui.background import Background, Token
from ui.commands import Record
from ui.preferences import Preferences
from ui.shared.widgets import label
from ui.theme import Theme, set_kind

EntryRole = Qt.ItemDataRole.UserRole
SearchRecords = Callable[[str], Sequence[Record]]
_MOST = 12
_FROM_LETTERS = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the palette."""

    words: str
    detail: str
    icon: str
    run: Callable[[], object]
    keywords: str = ""
    name: str = ""  # what typing is compared with first: "Cohorts" for "Go to Cohorts"


class Palette(QFrame):
    """A field and what fits the words in it, over the window's top.

    Signals:
        opened_record: a `Record` was chosen.
    """

    opened_record = Signal(object)

    def __init__(self, theme: Theme, preferences: Preferences, readers: Background, window: QWidget) -> None:
        super().__init__(window)
        self._theme, self._preferences, self._readers = theme, preferences, readers
        self._entries: Sequence[Entry] = ()
        self._search: SearchRecords | None = None
        self._token = Token()
        self._focus_before: QWidget | None = None
        self._over = window
        set_kind(self, "palette")
        self.setAccessibleName(self.tr("Command palette"))
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(36)
        shadow.setOffset(0, 8)
        shadow.setColor(QColor(0, 0, 0, 90))
        self.setGraphicsEffect(shadow)
        self._field = QLineEdit(placeholderText=self.tr("Find anything or type a command…"))
        self._field.setAccessibleName(self.tr("Find anything or type a command"))
        self._field.textChanged.connect(self._on_typed)
        self._field.installEventFilter(self)
        self._list = QListWidget()
        self._list.setAccessibleName(self.tr("What fits"))
        self._list.setItemDelegate(_Line(theme, self._list))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.itemClicked.connect(self._run)
        self._hint = label(self.tr("↑ ↓ choose   ·   Enter opens   ·   Esc closes"), "caption")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 10)
        column.setSpacing(8)
        for part in (self._field, self._list, self._hint):
            column.addWidget(part)
        self._timer = QTimer(self, singleShot=True, interval=120)
        self._timer.timeout.connect(self._ask)
        window.installEventFilter(self)
        self.hide()

    def search_with(self, search: SearchRecords) -> None:
        """How records are found; runs on a reader."""
        self._search = search

    def open(self, entries: Sequence[Entry]) -> None:
        """Shows the palette over what can be done now."""
        self._entries = entries
        self._focus_before = self.window().focusWidget()
        self._field.clear()
        self._fill(())
        self._place()
        self.show()
        self.raise_()
        self._field.setFocus()

    def close_palette(self) -> None:
        self._token.cancel()
        self.hide()
        if self._focus_before is not None:
            self._focus_before.setFocus()

    @property
    def words_shown(self) -> list[str]:
        """The lines as they stand."""
        return [self._list.item(row).data(EntryRole).words for row in range(self._list.count())]

    def _on_typed(self) -> None:
        self._fill(())
        self._timer.start()

    def _ask(self) -> None:
        text, search = self._field.text().strip(), self._search
        self._token.cancel()
        if search is not None and len(text) >= _FROM_LETTERS and self.isVisible():
            self._token = self._readers.submit(lambda: search(text), self._fill, token=Token())

    def _fill(self, records: Sequence[Record]) -> None:
        found = [Entry(one.words, one.detail, one.icon, self._opener(one)) for one in records]
        chosen = self._list.currentRow()
        self._list.clear()
        for entry in (
            *fitting(self._entries, self._field.text(), self._preferences.recent("commands")),
            *found,
        )[: _MOST + len(found)]:
            item = QListWidgetItem(entry.words)
            item.setData(EntryRole, entry)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{entry.words}, {entry.detail}")
            self._list.addItem(item)
        if not self._list.count():
            item = QListWidgetItem(self.tr("Nothing fits. Try fewer letters."))
            item.setData(EntryRole, Entry(item.text(), "", "search-x", lambda: None))
            self._list.addItem(item)
        self._list.setCurrentRow(max(0, chosen) if records else 0)
        self._place()

    def _opener(self, record: Record) -> Callable[[], None]:
        return lambda: self.opened_record.emit(record)

    def _run(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        entry: Entry = item.data(EntryRole)
        self.close_palette()
        if any(entry is known for known in self._entries):
            self._preferences.used("commands", entry.words)
        entry.run()

    def _place(self) -> None:
        window = self._over
        width = min(self._theme.px(620), window.width() - 48)
        lines = min(10, max(1, self._list.count()))
        self._list.setFixedHeight(lines * self._theme.px(38) + 6)
        self.setGeometry(QRect((window.width() - width) // 2, self._theme.px(64), width, self.sizeHint().height()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._field:
            if event.type() == QEvent.Type.Resize and self.isVisible():
                self._place()
            return False
        if event.type() == QEvent.Type.FocusOut and self.isVisible() and not self.isAncestorOf(self.window().focusWidget()):
            self.hide()
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if key == Qt.Key.Key_Down else -1
            self._list.setCurrentRow((self._list.currentRow() + step) % max(1, self._list.count()))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run(self._list.currentItem())
        elif key == Qt.Key.Key_Escape:
            self.close_palette()
        else:
            return False
        return True


def fitting(entries: Sequence[Entry], text: str, recent: Sequence[str]) -> list[Entry]:
    """The entries that fit the words, best first; without words the recent ones lead."""
    words = text.casefold().split()
    ranked = []
    for place, entry in enumerate(entries):
        score = _score(entry, words)
        if score is not None:
            used = recent.index(entry.words) if entry.words in recent else len(recent)
            ranked.append((score, used, place, entry))
    return [entry for *_, entry in sorted(ranked, key=lambda one: one[:3])][:_MOST]


def _score(entry: Entry, words: Sequence[str]) -> int | None:
    """0 for the beginning of the text, then of a word, then inside, then among the keywords; None when a word
    is nowhere.
    """
    text, name, total = entry.words.casefold(), entry.name.casefold(), 0
    for word in words:
        if text.startswith(word) or name.startswith(word):
            continue
        if f" {word}" in text:
            total += 1
        elif word in text:
            total += 2
        elif word in entry.keywords.casefold():
            total += 3
        else:
            return None
    return total


class _Line(QStyledItemDelegate):
    """Icon, words, and the shortcut or detail at the right."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, self._theme.px(38))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        entry: Entry = index.data(EntryRole)
        rect: QRect = option.rect
        theme, px = self._theme, self._theme.px
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent_soft"))
            painter.drawRoundedRect(rect, 7, 7)
        ratio = painter.device().devicePixelRatio()
        picture = theme.icons.pixmap(entry.icon or "chevron-right", "muted", px(18), ratio)
        painter.drawPixmap(rect.left() + px(10), rect.center().y() - px(9) + 1, picture)
        inner = rect.adjusted(px(40), 0, -px(12), 0)
        metrics = painter.fontMetrics()
        room = inner.width() - metrics.horizontalAdvance(entry.words) - px(16)
        painter.setPen(theme.colour("muted"))
        detail = metrics.elidedText(entry.detail, Qt.TextElideMode.ElideRight, max(0, room))
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, detail)
        painter.setPen(theme.colour("text"))
        words = metrics.elidedText(entry.words, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()
