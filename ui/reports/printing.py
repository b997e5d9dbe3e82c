"""Owns a report on paper: sheets laid out on A4 pages with their headings repeated, painted one page at a time; refuses to count.

The window goes on living: each page is a turn of the event loop of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, QMarginsF, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPen, QTransform

from skilling.reports.job import ChartView, SheetRow, SheetView
from ui.reports.preview import chart_of
from ui.shared.charts import paint_chart
from ui.theme import Theme
from ui.tokens import LIGHT

UNITS: Final = 96.0  # of an inch: what widths, fonts and charts are given in
_MARGIN: Final = 12.0  # mm
_FOOT: Final = 26.0
_CHARACTER: Final = 7.2
_PAD: Final = 4.0
_SMALLEST: Final = 0.45  # wider sheets are not made smaller than that
_CHART_ROW: Final = 20.0
_POINTS: Final = {"banner": 16, "title": 15, "section": 11, "heading": 9, "note": 9, "draft": 12}
_STRONG: Final = frozenset({"banner", "title", "section", "heading", "group", "total", "subtotal", "draft"})
_RULED: Final = frozenset({"heading", "group", "body", "inner", "total", "subtotal", "bridge", "sign"})
_QUIET: Final = frozenset({"facts", "note", "inner", "bridge"})
_GROUND: Final = {"heading": "accent_soft", "group": "accent_soft", "total": "sunken", "subtotal": "sunken"}


class Paper:
    """The look of a page: light whatever the window's, at 100 %. Charts are painted with it as with a theme."""

    def __init__(self, theme: Theme) -> None:
        self._family = theme.font().families()

    def px(self, size: float) -> int:
        return round(size)

    def colour(self, role: str) -> QColor:
        return QColor(LIGHT.of(role))

    def font(self, kind: str = "") -> QFont:
        made = QFont(self._family)
        made.setPixelSize(12)
        return made

    def of_band(self, band: str) -> QFont:
        made = self.font()
        made.setPixelSize(round(_POINTS.get(band, 10) * UNITS / 72))
        made.setBold(band in _STRONG)
        return made


@dataclass(frozen=True, slots=True)
class Line:
    """A row or a chart on a page, with its height at the size of its sheet."""

    height: float
    row: SheetRow | None = None
    chart: ChartView | None = None


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page."""

    sheet: SheetView
    scale: float
    lines: tuple[Line, ...]


def leaves_of(sheet: SheetView, paper: Paper, room: QRectF) -> list[Leaf]:
    """The pages of a sheet: as wide as the paper, headings again on each, breaks where the workbook has them."""
    widths = [width * _CHARACTER + 2 * _PAD for width in sheet.widths]
    scale = max(_SMALLEST, min(1.0, room.width() / max(sum(widths), 1.0)))
    height = (room.height() - _FOOT) / scale
    lines = _lines(sheet, paper, widths, height)
    repeated = [line for at, line in lines if sheet.headings and sheet.headings[0] <= at <= sheet.headings[1]]
    last_heading = sheet.headings[1] if sheet.headings else 0
    pages: list[list[Line]] = [[]]
    used = 0.0
    for at, line in lines:
        if pages[-1] and (used + line.height > height or (at - 1) in sheet.page_breaks):
            again = [] if at <= last_heading or line.chart else repeated
            pages.append([*again])
            used = sum(each.height for each in again)
        pages[-1].append(line)
        used += line.height
    return [Leaf(sheet, scale, tuple(page)) for page in pages if any(line.chart or _says(line) for line in page)]


def _says(line: Line) -> bool:
    return line.row is not None and any(line.row.cells)


def _lines(sheet: SheetView, paper: Paper, widths: Sequence[float], most: float) -> list[tuple[int, Line]]:
    charts = {chart.at: chart for chart in sheet.charts}
    covered = {row for chart in sheet.charts for row in range(chart.at + 1, chart.at + chart.rows)}
    found = []
    for at, row in enumerate(sheet.rows, 1):
        if at in charts:
            found.append((at, Line(min(most, charts[at].rows * _CHART_ROW), chart=charts[at])))
        elif at not in covered:
            found.append((at, Line(_height(row, paper, widths), row=row)))
    return found


def _height(row: SheetRow, paper: Paper, widths: Sequence[float]) -> float:
    metrics = QFontMetricsF(paper.of_band(row.band))
    highest = metrics.height()
    for column, words in enumerate(row.cells):
        if words:
            width = sum(widths[: row.span]) if row.span > 1 and column == 0 else widths[min(column, len(widths) - 1)]
            box = QRectF(0, 0, max(width - 2 * _PAD, 8.0), 10_000)
            highest = max(highest, metrics.boundingRect(box, int(Qt.TextFlag.TextWordWrap), words).height())
    return highest + (12 if row.band in ("heading", "banner") else 6)


def paint_leaf(painter: QPainter, room: QRectF, leaf: Leaf, paper: Paper, foot: tuple[str, str, str]) -> None:
    """One page: its rows from the top, and the foot."""
    painter.save()
    widths = [width * _CHARACTER + 2 * _PAD for width in leaf.sheet.widths]
    beside = max(0.0, room.width() - sum(widths) * leaf.scale) / 2
    painter.setTransform(QTransform.fromTranslate(room.left() + beside, room.top()), True)
    painter.scale(leaf.scale, leaf.scale)
    top = 0.0
    for line in leaf.lines:
        if line.chart is not None:
            _paint_chart(painter, QRectF(0, top, sum(widths), line.height), paper, line.chart)
        elif line.row is not None:
            _paint_row(painter, top, line.height, line.row, widths, paper)
        top += line.height
    painter.restore()
    painter.setFont(_foot_font(paper))
    painter.setPen(paper.colour("muted"))
    strip = QRectF(room.left(), room.bottom() - _FOOT + 8, room.width(), _FOOT - 8)
    sides = (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignRight)
    for words, side in zip(foot, sides, strict=True):
        painter.drawText(strip, side | Qt.AlignmentFlag.AlignBottom, words)


def _foot_font(paper: Paper) -> QFont:
    made = paper.font()
    made.setPixelSize(10)
    return made


def _paint_chart(painter: QPainter, room: QRectF, paper: Paper, chart: ChartView) -> None:
    data, kind = chart_of(chart)
    painter.setFont(paper.of_band("section"))
    painter.setPen(paper.colour("text"))
    painter.drawText(QRectF(room.left(), room.top(), room.width(), 26), Qt.AlignmentFlag.AlignVCenter, chart.title)
    paint_chart(painter, room.adjusted(0, 32, 0, -8), paper, kind, data)


def _paint_row(painter: QPainter, top: float, height: float, row: SheetRow, widths: Sequence[float], paper: Paper) -> None:
    painter.setFont(paper.of_band(row.band))
    left = 0.0
    for column, words in enumerate(row.cells):
        across = row.span > 1 and column == 0
        width = sum(widths[: row.span]) if across else widths[min(column, len(widths) - 1)]
        if row.band == "group":  # its words run over the empty cells after it
            rest = next((n for n in range(column + 1, len(row.cells)) if row.cells[n]), len(row.cells))
            width = sum(widths[column:rest]) if words else width
        box = QRectF(left, top, width, height)
        _paint_cell(painter, box, words, row, column, paper)
        left += widths[min(column, len(widths) - 1)]
        if across:
            break


def _paint_cell(painter: QPainter, box: QRectF, words: str, row: SheetRow, column: int, paper: Paper) -> None:
    if row.band in ("banner", "draft"):
        painter.fillRect(box, paper.colour("accent_strong" if row.band == "banner" else "bad"))
    elif row.band in _GROUND and (words or row.band != "group"):
        painter.fillRect(box, paper.colour(_GROUND[row.band]))
    if row.band in _RULED and (words or row.band != "group"):
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(paper.colour("line"), 0.7))
        painter.drawRect(box)
    if not words:
        return
    role = "on_accent" if row.band in ("banner", "draft") else "muted" if row.band in _QUIET else "text"
    painter.setPen(paper.colour(role))
    side = Qt.AlignmentFlag.AlignLeft
    if row.band in ("heading", "group"):
        side = Qt.AlignmentFlag.AlignHCenter
    elif column in row.numbers:
        side = Qt.AlignmentFlag.AlignRight
    painter.drawText(
        box.adjusted(_PAD, 0, -_PAD, 0), int(side | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextWordWrap), words
    )


def page_layout(*, landscape: bool) -> QPageLayout:
    """A4 with the margins of the workbook."""
    way = QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait
    margins = QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
    return QPageLayout(QPageSize(QPageSize.PageSizeId.A4), way, margins, QPageLayout.Unit.Millimeter)


def room_of(sheet: SheetView) -> QRectF:
    """What can be painted on of a page of that sheet."""
    inner = page_layout(landscape=sheet.landscape).paintRect(QPageLayout.Unit.Inch)
    return QRectF(0, 0, inner.width() * UNITS, inner.height() * UNITS)


class PrintRun(QObject):
    """Paints sheets on a device, page by page.

    Signals:
        progressed: pages done, pages in all.
        finished: all pages are on paper; how many.
        failed: the device could not be written to.
    """

    progressed = Signal(int, int)
    finished = Signal(int)
    failed = Signal()

    def __init__(self, device: QPagedPaintDevice, theme: Theme, title: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._device, self._paper, self._title = device, Paper(theme), title
        self._painter = QPainter()
        self._leaves: list[Leaf] = []
        self._at = 0
        self._stopped = False

    def start(self, sheets: Sequence[SheetView]) -> None:
        self._waiting = list(sheets)
        self._later(self._lay_out)

    def stop(self) -> None:
        """Leaves off; what is on the device is no whole report."""
        self._stopped = True
        if self._painter.isActive():
            self._painter.end()

    def _lay_out(self) -> None:
        if self._waiting:
            sheet = self._waiting.pop(0)
            self._leaves += leaves_of(sheet, self._paper, room_of(sheet))
            self._later(self._lay_out)
        else:
            self._later(self._paint)

    def _turn_page(self, leaf: Leaf) -> bool:
        """A fresh page, upright or across as its sheet is in the workbook."""
        self._device.setPageLayout(page_layout(landscape=leaf.sheet.landscape))
        if self._at:
            return self._device.newPage()
        if not self._painter.begin(self._device):
            return False
        scale = self._device.logicalDpiX() / UNITS
        self._painter.scale(scale, scale)
        return True

    def _paint(self) -> None:
        if self._at >= len(self._leaves):
            self._painter.end()
            self.finished.emit(len(self._leaves))
            return
        leaf = self._leaves[self._at]
        if not self._turn_page(leaf):
            self.stop()
            self.failed.emit()
            return
        self._at += 1
        page = QCoreApplication.translate("printing", "Page {n} of {all}").format(n=self._at, all=len(self._leaves))
        paint_leaf(self._painter, room_of(leaf.sheet), leaf, self._paper, (self._title, page, leaf.sheet.name))
        self.progressed.emit(self._at, len(self._leaves))
        self._later(self._paint)

    def _later(self, step: Callable[[], None]) -> None:
        QTimer.singleShot(0, self, lambda: None if self._stopped else step())
