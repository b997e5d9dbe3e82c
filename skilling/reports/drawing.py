"""The charts of a pack as Excel's own, fed by the cells beside them; refuses pictures that nobody could read the numbers of."""

from __future__ import annotations

from typing import Any, Final

from openpyxl.chart import BarChart, LineChart, Reference, Series
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties
from openpyxl.worksheet.worksheet import Worksheet

from skilling.reports.grids import Drawing, Grid, Picture, address
from skilling.reports.looks import ACCENT, COUNT, INK, QUIET, RULE

_SERIES: Final = (ACCENT, "D97706", "2E7D32", "7B3FA0")  # told apart also in grey and by who cannot see red
_POINTS: Final = 15.0  # height of a row without one
_CM: Final = 2.54 / 72  # of a point
_TITLE_ROWS, _AXIS_ROWS = 2.6, 2.2  # of a chart with bars: what is not bars
_WIDEST: Final = 30.0  # cm
_PER_SIGN: Final = 0.19  # cm that a sign of a column's width takes


def draw(sheet: Worksheet, grid: Grid) -> None:
    """Puts the charts of a grid on its sheet."""
    for each in grid.drawings:
        chart = _chart(sheet, each)
        chart.height = each.rows * _POINTS * _CM
        chart.width = min(_WIDEST, sum(grid.widths) * _PER_SIGN)
        sheet.add_chart(chart, address(each.at, 1))


def _chart(sheet: Worksheet, each: Drawing) -> Any:
    chart = LineChart() if each.picture is Picture.LINE else BarChart()
    chart.title = each.title
    chart.title.tx.rich.p[0].pPr = _letters(12, INK, bold=True)
    chart.title.overlay = False
    chart.style = 2
    labels = Reference(sheet, min_col=each.labels, min_row=each.first, max_row=each.last)
    for place, (column, name) in enumerate(zip(each.columns, each.names, strict=True)):
        series = Series(Reference(sheet, min_col=column, min_row=each.first, max_row=each.last), title=name)
        _colour(series, each.picture, _SERIES[place % len(_SERIES)])
        chart.series.append(series)
    chart.set_categories(labels)
    _axes(chart, each)
    if len(each.columns) > 1:
        chart.legend.position = "b"
    else:
        chart.legend = None
    return chart


def _colour(series: Any, picture: Picture, colour: str) -> None:
    if picture is Picture.LINE:
        series.graphicalProperties = GraphicalProperties(ln=LineProperties(w=28_000, solidFill=colour))
        series.smooth = False
        series.marker.symbol, series.marker.size = "circle", 5
        series.marker.graphicalProperties = GraphicalProperties(solidFill=colour, ln=LineProperties(solidFill=colour))
    else:
        series.graphicalProperties = GraphicalProperties(solidFill=colour, ln=LineProperties(noFill=True))


def _axes(chart: Any, each: Drawing) -> None:
    chart.x_axis.delete = chart.y_axis.delete = False  # openpyxl hides them otherwise
    chart.y_axis.number_format, chart.y_axis.numFmt.sourceLinked = COUNT, False
    chart.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill=RULE, w=6_000))
    chart.y_axis.scaling.min = 0
    for axis in (chart.x_axis, chart.y_axis):
        axis.txPr = RichText(p=[Paragraph(pPr=_letters(9, QUIET), endParaRPr=CharacterProperties(sz=900))])
        axis.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=RULE))
    if each.picture is Picture.BARS:
        chart.type, chart.gapWidth = "bar", 45
        chart.x_axis.scaling.orientation = "maxMin"  # the first row at the top, as in the table
        chart.y_axis.crosses = "max"
        chart.dataLabels = DataLabelList(showVal=True, showSerName=False, showCatName=False, showLegendKey=False, numFmt=COUNT)
        chart.dataLabels.txPr = RichText(p=[Paragraph(pPr=_letters(8, QUIET), endParaRPr=CharacterProperties(sz=800))])
        chart.x_axis.tickLblSkip = 1  # every row is named, however many there are
        top, foot = _TITLE_ROWS / each.rows, _AXIS_ROWS / each.rows
        chart.layout = Layout(
            ManualLayout(x=0.3, y=top, w=0.66, h=1 - top - foot, xMode="edge", yMode="edge", layoutTarget="inner")
        )


def _letters(size: int, colour: str, *, bold: bool = False) -> ParagraphProperties:
    return ParagraphProperties(defRPr=CharacterProperties(sz=size * 100, b=bold, solidFill=colour))
