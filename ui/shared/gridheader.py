"""Owns the heading of a grid: names, sort arrows with their order, filter signs, the tick over all."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPainterPath, QPolygonF, QRegion, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from ui.shared.griddelegate import paint_tick_box
from ui.shared.gridmodel import TICK, GridModel
from ui.theme import Theme

_PAD = 10


class GridHeader(QHeaderView):
    """Click sorts, Shift+click adds a key, the sign at the right edge filters, the right button has the rest.

    Signals:
        sort_wanted: name of a column, and whether it is added to the keys there are.
        filter_wanted: name of a column, and where its pop-up belongs (global).
        tick_wanted: the box over the ticks was clicked.
    """

    sort_wanted = Signal(str, bool)
    filter_wanted = Signal(str, QPoint)
    tick_wanted = Signal()

    def __init__(self, theme: Theme, model: GridModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme, self._model = theme, model
        self.tick_state = 0
        self._pressed_at: QPoint | None = None
        self._hovered = -1
        self.setSectionsMovable(True)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMouseTracking(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setMinimumSectionSize(theme.px(36))
        self.setAccessibleName(self.tr("Column headings"))
        self._resize_to_theme()
        theme.changed.connect(self._resize_to_theme)

    def _resize_to_theme(self) -> None:
        self.setFixedHeight(self._theme.px(36))
        self.viewport().update()

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        theme = self._theme
        hovered = section == self._hovered
        painter.save()
        painter.fillRect(rect, theme.colour("hover" if hovered and section != TICK else "sunken"))
        painter.setPen(theme.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setPen(theme.colour("divider"))
        painter.drawLine(rect.topRight() + QPoint(0, 8), rect.bottomRight() - QPoint(0, 8))
        if section == TICK:
            paint_tick_box(painter, theme, rect, self.tick_state)
        else:
            self._paint_name(painter, rect, section, hovered)
        painter.restore()

    def _paint_name(self, painter: QPainter, rect: QRect, section: int, hovered: bool) -> None:
        theme, column = self._theme, self._model.columns[section - 1]
        inner = QRectF(rect).adjusted(theme.px(_PAD), 0, -theme.px(_PAD), 0)
        filtered = any(one.column == column.name for one in self._model.query.filters)
        if column.filterable and (filtered or hovered):
            self._paint_sign(painter, self._sign_rect(rect), filtered)
            inner.setRight(self._sign_rect(rect).left() - 2)
        font = theme.font("columnName")
        metrics = QFontMetricsF(font)
        place, keys = self._sorted_as(column.name)
        arrow_room = theme.px(22 if keys > 1 else 14) if place else 0
        words = metrics.elidedText(column.label, Qt.TextElideMode.ElideRight, max(0.0, inner.width() - arrow_room))
        width = metrics.horizontalAdvance(words)
        left = inner.right() - width - arrow_room if column.align_right else inner.left()
        painter.setFont(font)
        painter.setPen(theme.colour("text" if hovered or place else "muted"))
        base = inner.center().y() + (metrics.ascent() - metrics.descent()) / 2
        painter.drawText(QPointF(left, base), words)
        if place:
            self._paint_arrow(painter, QPointF(left + width + theme.px(6), inner.center().y()), place, keys)

    def _sorted_as(self, name: str) -> tuple[int, int]:
        """Which key of the order the column is, negative when descending, 0 when none; and how many keys
        there are.
        """
        order = self._model.query.order
        for number, (column, descending) in enumerate(order, 1):
            if column == name:
                return (-number if descending else number), len(order)
        return 0, len(order)

    def _paint_arrow(self, painter: QPainter, at: QPointF, place: int, keys: int) -> None:
        size = self._theme.px(4)
        up = size if place > 0 else -size
        points = [
            QPointF(at.x(), at.y() + up / 2),
            QPointF(at.x() + 2 * size, at.y() + up / 2),
            QPointF(at.x() + size, at.y() - up / 2),
        ]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("accent"))
        painter.drawPolygon(QPolygonF(points))
        if keys > 1:
            painter.setPen(self._theme.colour("accent"))
            painter.setFont(self._theme.font("tiny"))
            painter.drawText(QPointF(at.x() + 2 * size + 2, at.y() + size), str(abs(place)))

    def _paint_sign(self, painter: QPainter, rect: QRect, filtered: bool) -> None:
        role = "accent" if filtered else "muted"
        picture = self._theme.icons.pixmap("list-filter", role, rect.width(), self.devicePixelRatio())
        painter.drawPixmap(rect.topLeft(), picture)

    def _sign_rect(self, section: QRect) -> QRect:
        side = self._theme.px(14)
        return QRect(section.right() - side - self._theme.px(8), section.center().y() - side // 2, side, side)

    def _section_rect(self, section: int) -> QRect:
        return QRect(self.sectionViewportPosition(section), 0, self.sectionSize(section), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The corners are cut, so that the heading does not cover the round ones of the table."""
        super().resizeEvent(event)
        path = QPainterPath()
        path.addRoundedRect(QRectF(0, 0, self.width(), self.height() + 12), 6, 6)
        self.setMask(QRegion(path.toFillPolygon().toPolygon()))

    # The mouse

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        hovered = self.logicalIndexAt(event.position().toPoint())
        if hovered != self._hovered:
            self._hovered = hovered
            self.viewport().update()
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = -1
        self.viewport().update()
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = event.position().toPoint() if event.button() == Qt.MouseButton.LeftButton else None
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed, self._pressed_at = self._pressed_at, None
        place = event.position().toPoint()
        # Dragged to resize or move is no click.
        if pressed is None or (place - pressed).manhattanLength() > 4 or self.cursor().shape() == Qt.CursorShape.SplitHCursor:
            return
        section = self.logicalIndexAt(place)
        if section == TICK:
            self.tick_wanted.emit()
        elif section > TICK:
            self._on_name_clicked(section, place, bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))

    def _on_name_clicked(self, section: int, place: QPoint, adding: bool) -> None:
        column = self._model.columns[section - 1]
        rect = self._section_rect(section)
        if column.filterable and self._sign_rect(rect).adjusted(-5, -8, 5, 8).contains(place):
            self.filter_wanted.emit(column.name, self.mapToGlobal(rect.bottomLeft()))
        elif column.sortable:
            self.sort_wanted.emit(column.name, adding)
