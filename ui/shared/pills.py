"""Owns the pill that shows a status: words on a soft ground, never colour alone."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QLabel

from ui.theme import Theme, restyle, set_kind
from ui.tokens import tone_colours


class Pill(QLabel):
    """A status in a form, a panel or a card."""

    def __init__(self, text: str = "", tone: str = "plain") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        set_kind(self, "pill")
        self.say(text, tone)

    def say(self, text: str, tone: str = "plain") -> None:
        self.setText(text)
        restyle(self, "tone", tone)


def paint_pill(painter: QPainter, theme: Theme, rect: QRectF, text: str, tone: str, *, ringed: bool = False) -> None:
    """Draws a pill at the left of `rect`, in the middle of its height; what does not fit is elided. `ringed` where the ground
    below may have the colour of the pill, as that of a chosen row.
    """
    font = theme.font("pill")
    ink, ground = tone_colours(theme.tokens, tone)
    pad = theme.px(9)
    metrics = QFontMetricsF(font)
    fitting = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width() - 2 * pad)
    height = metrics.height() + theme.px(5)
    body = QRectF(rect.left(), rect.center().y() - height / 2, metrics.horizontalAdvance(fitting) + 2 * pad, height)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(ink) if ringed or theme.high_contrast else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(body, height / 2, height / 2)
    painter.setPen(QColor(ink))
    painter.setFont(font)
    painter.drawText(body, Qt.AlignmentFlag.AlignCenter, fitting)
    painter.restore()
