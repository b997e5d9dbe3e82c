"""Owns the charts of the desk: grouped and stacked bars, lines, bars with a share; refuses to become a
plotting library.

Drawn with QPainter, so that screen, print and file look the same and digits are grouped the Indian way.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui.shared.numbers import CRORE, grouped, share, short
from ui.theme import Theme

Kind = Literal["grouped", "stacked", "line", "shares"]
_ROLES = ("accent", "good", "warn", "bad", "muted")


class Looks(Protocol):
    """What a chart is painted with: the window's theme, or a page's."""

    def px(self, size: float) -> int: ...
    def colour(self, role: str) -> QColor: ...
    def font(self, kind: str = "") -> QFont: ...


@dataclass(frozen=True, slots=True)
class Series:
    """One row of numbers, one for each category."""

    name: str
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class ChartData:
    """What a chart shows. For `shares` there is one series, and `whole` is what 100 % is."""

    title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    whole: float = 0

    def sentence(self) -> str:
        """The chart in words, for who cannot see it."""
        told = [
            f"{one.name}: "
            + ", ".join(f"{name} {grouped(value)}" for name, value in zip(self.categories, one.values, strict=True))
            for one in self.series
        ]
        return f"{self.title}. " + ". ".join(told)


@dataclass(frozen=True, slots=True)
class Mark:
    """One bar or point on the screen."""

    rect: QRectF
    category: int
    series: int


class Chart(QWidget):
    """One chart; the mouse or the arrow keys read its values.

    Signals:
        chosen: a bar was clicked, or Enter pressed on it: index of the category, index of the series.
    """

    chosen = Signal(int, int)

    def __init__(self, theme: Theme, kind: Kind) -> None:
        super().__init__()
        self._theme, self._kind = theme, kind
        self._data = ChartData("", (), ())
        self._marks: list[Mark] = []
        self._at = -1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.update)

    def use_kind(self, kind: Kind) -> None:
        """Draws what is shown next in another way."""
        self._kind = kind

    def show_data(self, data: ChartData) -> None:
        self._data, self._at = data, -1
        self.setAccessibleName(data.title)
        self.setAccessibleDescription(data.sentence())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        rows = len(self._data.categories)
        return QSize(320, self._theme.px(max(120, rows * 38 + 8) if self._kind == "shares" else 220))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self._theme.px(len(self._data.categories) * 30 if self._kind == "shares" else 150))

    def words_of(self, mark: Mark) -> str:
        """What a mark says: category, series, number, and the share where there is a whole."""
        one = self._data.series[mark.series]
        value = one.values[mark.category]
        part = f" ({share(value, self._data.whole)})" if self._data.whole else ""
        return f"{self._data.categories[mark.category]} · {one.name}: {grouped(value)}{part}"

    @property
    def marks(self) -> Sequence[Mark]:
        return self._marks

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._marks = paint_chart(painter, QRectF(self.rect()).adjusted(2, 2, -2, -2), self._theme, self._kind, self._data)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            rect = (
                self._marks[self._at].rect.adjusted(-3, -3, 3, 3)
                if 0 <= self._at < len(self._marks)
                else QRectF(self.rect()).adjusted(1, 1, -1, -1)
            )
            painter.drawRoundedRect(rect, 4, 4)
        painter.end()

    # Reading values

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        found = self._mark_at(event.position())
        self.setCursor(
            Qt.CursorShape.PointingHandCursor
            if found is not None and self.receivers("2chosen(int,int)")
            else Qt.CursorShape.ArrowCursor
        )
        if found is not None:
            QToolTip.showText(event.globalPosition().toPoint(), self.words_of(found), self)
        else:
            QToolTip.hideText()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        found = self._mark_at(event.position())
        if found is not None and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(found.category, found.series)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is not None and self._marks:
            self._at = (self._at + step) % len(self._marks)
            mark = self._marks[self._at]
            self.setAccessibleDescription(self.words_of(mark))
            QToolTip.showText(self.mapToGlobal(mark.rect.topRight().toPoint()), self.words_of(mark), self)
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and 0 <= self._at < len(self._marks):
            self.chosen.emit(self._marks[self._at].category, self._marks[self._at].series)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.update()

    def _mark_at(self, place: QPointF) -> Mark | None:
        return next((mark for mark in self._marks if mark.rect.adjusted(-3, -6, 3, 3).contains(place)), None)


def colour_of(theme: Looks, series: int) -> QColor:
    """The colour of the series of that number."""
    return theme.colour(_ROLES[series % len(_ROLES)])


def axis_text(value: float) -> str:
    """1,00,000 on the axis, and crores in words, where the zeros could no more be counted."""
    return short(value) if value >= CRORE else grouped(value, 0 if value == int(value) else 1)


def nice_steps(highest: float, wanted: int = 4) -> list[float]:
    """Round numbers from 0 to at or above `highest`: 1, 2, 2.5 or 5 times a power of ten apart."""
    if highest <= 0:
        return [0, 1]
    raw = highest / wanted
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= raw)
    step = max(1.0, step)
    return [step * number for number in range(math.ceil(highest / step) + 1)]


def paint_chart(painter: QPainter, rect: QRectF, theme: Looks, kind: Kind, data: ChartData) -> list[Mark]:
    """Draws a chart into `rect` on any device, and says where its bars and points came to stand."""
    painter.setFont(theme.font("axis"))
    if not data.categories or not data.series:
        painter.setPen(theme.colour("muted"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, QCoreApplication.translate("charts", "Nothing to show yet"))
        return []
    if kind == "shares":
        return _paint_shares(painter, rect, theme, data)
    inside = rect.adjusted(0, theme.px(26) if len(data.series) > 1 else theme.px(6), 0, 0)
    if len(data.series) > 1:
        _paint_legend(painter, rect, theme, data)
    steps = nice_steps(_highest(kind, data))
    plot = _paint_axes(painter, inside, theme, data.categories, steps)
    scale = plot.height() / steps[-1]
    return (
        _paint_line(painter, plot, theme, data, scale)
        if kind == "line"
        else _paint_bars(painter, plot, theme, data, scale, kind=kind)
    )


def _highest(kind: Kind, data: ChartData) -> float:
    if kind == "stacked":
        return max(float(sum(values)) for values in zip(*(one.values for one in data.series), strict=True))
    return float(max(max(one.values) for one in data.series))


def _paint_legend(painter: QPainter, rect: QRectF, theme: Looks, data: ChartData) -> None:
    metrics, x = QFontMetricsF(painter.font()), rect.left()
    for number, one in enumerate(data.series):
        side = theme.px(10)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour_of(theme, number))
        painter.drawRoundedRect(QRectF(x, rect.top() + (metrics.height() - side) / 2, side, side), 3, 3)
        painter.setPen(theme.colour("muted"))
        painter.drawText(QPointF(x + side + theme.px(6), rect.top() + metrics.ascent()), one.name)
        x += side + metrics.horizontalAdvance(one.name) + theme.px(26)


def _paint_axes(painter: QPainter, rect: QRectF, theme: Looks, categories: Sequence[str], steps: Sequence[float]) -> QRectF:
    metrics = QFontMetricsF(painter.font())
    left = max(metrics.horizontalAdvance(axis_text(step)) for step in steps) + theme.px(10)
    plot = rect.adjusted(left, metrics.height() / 2, 0, -metrics.height() - theme.px(6))
    for step in steps:
        y = plot.bottom() - plot.height() * step / steps[-1]
        painter.setPen(theme.colour("outline" if step == 0 else "divider"))
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
        painter.setPen(theme.colour("muted"))
        words = QRectF(rect.left(), y - metrics.height() / 2, left - theme.px(8), metrics.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, axis_text(step))
    slot = plot.width() / len(categories)
    every = (
        max(1, math.ceil(max(metrics.horizontalAdvance(name) for name in categories) / max(1.0, slot - 4))) if slot < 60 else 1
    )
    for number, name in enumerate(categories):
        if number % every == 0:
            place = QRectF(
                plot.left() + slot * number - slot * (every - 1) / 2,
                plot.bottom() + theme.px(4),
                slot * every,
                metrics.height(),
            )
            shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, place.width())
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, shown)
    return plot


def _paint_bars(painter: QPainter, plot: QRectF, theme: Looks, data: ChartData, scale: float, *, kind: Kind) -> list[Mark]:
    marks, slot = [], plot.width() / len(data.categories)
    side_by_side = len(data.series) if kind == "grouped" else 1
    width = min(theme.px(26), slot * 0.7 / side_by_side)
    for category in range(len(data.categories)):
        start = plot.left() + slot * (category + 0.5) - width * side_by_side / 2
        bottom = plot.bottom()
        for number, one in enumerate(data.series):
            height = one.values[category] * scale
            x = start + width * number if kind == "grouped" else start
            bar = QRectF(x + 1, bottom - height, width - 2, height)
            is_top = kind == "grouped" or all(not after.values[category] for after in data.series[number + 1 :])
            _paint_bar(painter, bar, colour_of(theme, number), theme.px(3) if is_top else 0)
            marks.append(Mark(bar, category, number))
            if kind == "stacked":
                bottom -= height
    return marks


def _paint_bar(painter: QPainter, bar: QRectF, colour: QColor, radius: float) -> None:
    """A bar with round shoulders and square feet."""
    radius = min(radius, bar.height(), bar.width() / 2)
    path = QPainterPath(bar.bottomLeft())
    path.lineTo(bar.left(), bar.top() + radius)
    path.quadTo(bar.topLeft(), QPointF(bar.left() + radius, bar.top()))
    path.lineTo(bar.right() - radius, bar.top())
    path.quadTo(bar.topRight(), QPointF(bar.right(), bar.top() + radius))
    path.lineTo(bar.bottomRight())
    painter.fillPath(path, colour)


def _paint_line(painter: QPainter, plot: QRectF, theme: Looks, data: ChartData, scale: float) -> list[Mark]:
    marks, slot = [], plot.width() / len(data.categories)
    for number, one in enumerate(data.series):
        points = [
            QPointF(plot.left() + slot * (place + 0.5), plot.bottom() - value * scale) for place, value in enumerate(one.values)
        ]
        painter.setPen(QPen(colour_of(theme, number), 2.2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(points))
        painter.setBrush(theme.colour("card"))
        for place, point in enumerate(points):
            painter.drawEllipse(point, 3.5, 3.5)
            marks.append(Mark(QRectF(point.x() - 6, point.y() - 6, 12, 12), place, number))
    return marks


def _paint_shares(painter: QPainter, rect: QRectF, theme: Looks, data: ChartData) -> list[Mark]:
    """Horizontal bars on a track, each with its number and its share of the whole."""
    marks, one = [], data.series[0]
    metrics = QFontMetricsF(painter.font())
    numbers = [f"{grouped(value)}  ({share(value, data.whole)})" for value in one.values]
    names = min(max(metrics.horizontalAdvance(name) for name in data.categories) + 14, rect.width() * 0.4)
    figures = max(metrics.horizontalAdvance(text) for text in numbers) + 14
    row = min(rect.height() / len(data.categories), theme.px(44))
    for place, (name, value) in enumerate(zip(data.categories, one.values, strict=True)):
        line = QRectF(rect.left(), rect.top() + row * place, rect.width(), row)
        shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, names - 8)
        painter.setPen(theme.colour("text"))
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.setPen(theme.colour("muted"))
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, numbers[place])
        height = min(theme.px(16), row * 0.6)
        track = QRectF(
            line.left() + names,
            line.center().y() - height / 2,
            max(10.0, line.width() - names - figures),
            height,
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("sunken"))
        painter.drawRoundedRect(track, 4, 4)
        bar = QRectF(track)
        bar.setWidth(track.width() * min(1.0, value / data.whole) if data.whole else 0)
        painter.setBrush(theme.colour("accent"))
        painter.drawRoundedRect(bar, 4, 4)
        marks.append(Mark(track, place, 0))
    return marks
