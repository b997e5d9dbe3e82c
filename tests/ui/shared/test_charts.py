"""Charts: round axes, honest bars, values by mouse, key and table."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QTableWidget

from tests.ui.accessibility import assert_all_named
from ui.shared.chartcard import ChartCard
from ui.shared.charts import Chart, ChartData, Kind, Series, axis_text, nice_steps, paint_chart
from ui.shared.figures import FigureCard
from ui.theme import Theme

MONTHS = ("Apr", "May", "Jun")
DATA = ChartData("Enrolled and completed", MONTHS, (Series("Enrolled", (100, 200, 300)), Series("Completed", (50, 0, 150))))
JOURNEY = ChartData("Journey", ("Enrolled", "Certified"), (Series("Developers", (123456, 61728)),), 123456)


def drawn(theme: Theme, kind: Kind, data: ChartData) -> list[Any]:
    image = QImage(600, 300, QImage.Format.Format_ARGB32)
    painter = QPainter(image)
    marks = paint_chart(painter, QRectF(0, 0, 600, 300), theme, kind, data)
    painter.end()
    return marks


@given(st.floats(min_value=0.001, max_value=1e12))
def test_an_axis_reaches_over_its_highest_value_in_few_round_steps(highest: float) -> None:
    steps = nice_steps(highest)
    assert steps[0] == 0
    assert steps[-1] >= highest
    assert 2 <= len(steps) <= 6


def test_the_axis_groups_digits_the_indian_way() -> None:
    assert [axis_text(step) for step in nice_steps(250_000)] == ["0", "1,00,000", "2,00,000", "3,00,000"]
    assert axis_text(20_000_000) == "2 crore"


def test_bars_are_as_high_as_their_values(theme: Theme) -> None:
    marks = drawn(theme, "grouped", DATA)
    heights = {(mark.category, mark.series): mark.rect.height() for mark in marks}
    assert heights[2, 0] == pytest.approx(3 * heights[0, 0])
    assert heights[1, 1] == 0


def test_stacked_bars_stand_on_each_other(theme: Theme) -> None:
    marks = {(mark.category, mark.series): mark.rect for mark in drawn(theme, "stacked", DATA)}
    assert marks[2, 1].bottom() == pytest.approx(marks[2, 0].top())


def test_a_share_fills_its_part_of_the_track(theme: Theme) -> None:
    assert len(drawn(theme, "shares", JOURNEY)) == 2


@pytest.mark.parametrize("kind", ["grouped", "stacked", "line", "shares"])
@pytest.mark.parametrize(
    "data",
    [
        ChartData("Nothing", (), ()),
        ChartData("Zeros", ("Apr",), (Series("Enrolled", (0,)),)),
        ChartData("Many", tuple(str(n) for n in range(60)), (Series("Enrolled", tuple(range(60))),), 0),
    ],
    ids=["nothing", "zeros", "many"],
)
def test_no_data_breaks_a_chart(theme: Theme, kind: Kind, data: ChartData) -> None:
    drawn(theme, kind, data)


def test_the_arrow_keys_read_values_and_enter_opens_them(qtbot: Any, theme: Theme) -> None:
    chart = Chart(theme, "shares")
    qtbot.addWidget(chart)
    chart.show_data(JOURNEY)
    chart.resize(500, 200)
    chart.grab()
    assert "Enrolled 1,23,456" in chart.accessibleDescription()
    qtbot.keyClick(chart, Qt.Key.Key_Down)
    qtbot.keyClick(chart, Qt.Key.Key_Down)
    assert chart.accessibleDescription() == "Certified · Developers: 61,728 (50 %)"
    with qtbot.waitSignal(chart.chosen) as chosen:
        qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert chosen.args == [1, 0]


def test_a_click_on_a_bar_opens_what_it_counts(qtbot: Any, theme: Theme) -> None:
    chart = Chart(theme, "grouped")
    qtbot.addWidget(chart)
    chart.show_data(DATA)
    chart.resize(500, 240)
    chart.grab()
    mark = next(one for one in chart.marks if (one.category, one.series) == (2, 0))
    with qtbot.waitSignal(chart.chosen) as chosen:
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=mark.rect.center().toPoint())
    assert chosen.args == [2, 0]


def test_the_same_numbers_stand_in_a_table(qtbot: Any, theme: Theme) -> None:
    card = ChartCard(theme, "shares", "Journey")
    qtbot.addWidget(card)
    card.show_data(JOURNEY, "share of 1,23,456 enrolled")
    assert_all_named(card)
    card._toggle.click()
    assert card.as_table
    table = card.findChild(QTableWidget)
    assert table is not None
    cells = [[table.item(row, column).text() for column in range(3)] for row in range(2)]
    assert cells == [["Enrolled", "1,23,456", "100 %"], ["Certified", "61,728", "50 %"]]


def test_a_figure_is_pressed_by_key_and_says_itself(qtbot: Any, theme: Theme) -> None:
    card = FigureCard("Developers enrolled")
    qtbot.addWidget(card)
    card.show_figure("1,23,456", "4,210 this month", "good")
    assert card.accessibleName() == "Developers enrolled: 1,23,456. 4,210 this month"
    with qtbot.waitSignal(card.pressed):
        qtbot.keyClick(card, Qt.Key.Key_Space)
