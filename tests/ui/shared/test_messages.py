"""Toast, banner, panel, progress and flow: what is said stays long enough and is never cut."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from tests.ui.accessibility import assert_all_named
from ui.shared.flow import FlowLayout
from ui.shared.messages import SHOWN_MS, Banner, Covered, EmptyState, Toast
from ui.shared.panel import SidePanel
from ui.shared.progress import ProgressCard
from ui.shared.widgets import Elided
from ui.theme import Theme


@pytest.fixture
def parent(qtbot: Any) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(800, 400)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_a_toast_stays_at_least_six_seconds_and_longer_under_the_focus(qtbot: Any, theme: Theme, parent: QWidget) -> None:
    assert SHOWN_MS >= 6_000
    toast = Toast(theme, parent)
    toast.show_text("3 developers moved to BLR-2026-A.", undo=7)
    assert_all_named(toast)
    parent.activateWindow()
    toast._undo.setFocus()
    qtbot.waitUntil(toast._undo.hasFocus)
    toast._on_time_over()
    assert toast.isVisible()
    parent.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    parent.setFocus()
    toast._on_time_over()
    assert not toast.isVisible()


def test_a_long_toast_wraps_inside_its_window(theme: Theme, parent: QWidget) -> None:
    toast = Toast(theme, parent)
    toast.show_text("One very long sentence about a great many developers. " * 6)
    assert toast.width() <= parent.width()
    assert parent.rect().contains(toast.geometry())


def test_a_banner_without_words_takes_no_room(theme: Theme, parent: QWidget) -> None:
    banner = Banner(theme)
    assert banner.isHidden()
    banner.say("14 developers have no state.", "warn")
    assert not banner.isHidden()
    assert banner.property("tone") == "warn"


def test_the_panel_shows_its_whole_subtitle(qtbot: Any, theme: Theme) -> None:
    panel = SidePanel(theme)
    qtbot.addWidget(panel)
    panel.resize(320, 600)
    subtitle = "BLR-2026-A · Karnataka · since 14 Aug 2026, by the import of karnataka_nov.xlsx"
    panel.show_record("Meera Kulkarni", subtitle)
    label = next(one for one in panel.findChildren(QLabel) if one.text() == subtitle)
    assert label.wordWrap()
    assert_all_named(panel)
    with qtbot.waitSignals([panel.closed, panel.shown]):
        qtbot.keyClick(panel, Qt.Key.Key_Escape)


def test_a_covered_list_comes_back(qtbot: Any, theme: Theme) -> None:
    content = QLabel("rows")
    covered = Covered(content)
    qtbot.addWidget(covered)
    first, second = (EmptyState(theme, "users", title, "Why.") for title in ("None yet", "Nothing matches"))
    covered.cover(first)
    covered.cover(second)
    assert (content.isHidden(), first.isHidden(), second.isHidden()) == (True, True, False)
    covered.cover(None)
    assert not content.isHidden()


def test_an_empty_state_is_as_high_as_its_words(qtbot: Any, theme: Theme) -> None:
    short, long = EmptyState(theme, "users", "None", "Why."), EmptyState(theme, "users", "None", "Why. " * 80)
    for state in (short, long):
        qtbot.addWidget(state)
    assert long.sizeHint().height() > short.sizeHint().height() + 40


@pytest.mark.parametrize("width", [1000, 700, 420])
def test_no_line_of_an_empty_state_is_cut_however_broad_the_page(qtbot: Any, theme: Theme, parent: QWidget, width: int) -> None:
    parent.resize(width, 500)
    covered = Covered(QLabel("rows"))
    QVBoxLayout(parent).addWidget(covered)
    text = "Three steps: drop a college's list on this window, look at what was understood, press Import. Nothing else is asked."
    state = EmptyState(theme, "sprout", "Nobody is enrolled yet", text)
    covered.cover(state)
    qtbot.waitUntil(lambda: state._text.height() > 0 and state.width() > 300)
    assert state._text.height() >= state._text.heightForWidth(state._text.width())


def test_progress_says_how_many_of_how_many(qtbot: Any, theme: Theme) -> None:
    card = ProgressCard(theme, "Nothing is saved until the end.")
    qtbot.addWidget(card)
    card.begin("Reading the list")
    assert card.words == "Starting…"
    card.report("Matching people", 61_234, 100_000)
    assert card.words == "61,234 of 1,00,000"
    assert_all_named(card)
    with qtbot.waitSignal(card.cancelled):
        card._cancel.click()
    assert not card._cancel.isEnabled()


def test_a_flow_wraps_and_keeps_one_base_line(qtbot: Any) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    flow = FlowLayout(box, gap=8, line_gap=6)
    buttons = [QLabel(f"Button {number}") for number in range(6)]
    for number, one in enumerate(buttons):
        one.setFixedSize(100, 20 + number % 2 * 10)
        flow.addWidget(one)
    flow.setGeometry(QRect(0, 0, 330, 400))
    lines = [[one.geometry().center().y() for one in buttons[:3]], [one.geometry().center().y() for one in buttons[3:]]]
    assert all(max(line) - min(line) <= 1 for line in lines)
    assert lines[1][0] > lines[0][0]
    assert box.minimumSizeHint().width() <= 110
    assert flow.heightForWidth(330) == 66


def test_words_too_long_for_their_room_end_in_an_ellipsis_and_a_tip(qtbot: Any) -> None:
    elided = Elided("A subtitle that is far too long for where it stands")
    qtbot.addWidget(elided)
    elided.resize(120, 20)
    with qtbot.waitExposed(elided):
        elided.show()
    assert elided.text().endswith("…")
    assert elided.toolTip() == elided.accessibleName() == elided.whole
    elided.resize(900, 20)
    assert elided.text() == elided.whole
    assert elided.toolTip() == ""
