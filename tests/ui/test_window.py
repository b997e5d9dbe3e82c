"""The window around the pages: navigation, menus, palette, messages, what it remembers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QRect, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QMenu

from skilling.domain.problems import Refused
from tests.ui.accessibility import assert_all_named
from tests.ui.pages import NotedPage, entries
from ui.commands import Command, Record
from ui.context import Context
from ui.shared.messages import UnexpectedError
from ui.window import MainWindow

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot: Any, context: Context) -> Iterator[MainWindow]:
    made = MainWindow(context, entries())
    qtbot.addWidget(made)
    made.resize(1280, 680)
    with qtbot.waitExposed(made):
        made.show()
    made.start()
    yield made


def page(window: MainWindow) -> NotedPage:
    shown = window.current_page
    assert isinstance(shown, NotedPage)
    return shown


def test_every_control_of_the_window_has_a_name(window: MainWindow) -> None:
    assert_all_named(window)


def test_a_wide_page_does_not_push_the_window_off_a_small_screen(window: MainWindow) -> None:
    assert window.minimumSizeHint().width() <= 1280
    assert window.width() == 1280


def test_pages_are_built_when_first_opened_and_kept(window: MainWindow) -> None:
    first = page(window)
    window.open_page("developers", {"id": 7})
    assert page(window).seen == [{"id": 7}]
    window.open_page("dashboard", {})
    assert page(window) is first


def test_control_and_a_number_opens_a_page(qtbot: Any, window: MainWindow) -> None:
    window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_3, CTRL)
    qtbot.waitUntil(lambda: page(window).title == "Developers")
    assert page(window).title == "Developers"


def test_the_way_back_leads_through_the_pages_as_they_were(window: MainWindow) -> None:
    window.open_page("developers", {"id": 7})
    window.open_page("cohorts", {})
    window.go_back()
    assert (page(window).title, page(window).seen[-1]) == ("Developers", {"id": 7})
    window.go_back()
    assert page(window).title == "Dashboard"
    window.go_back()
    assert page(window).title == "Dashboard"


def test_a_page_that_may_not_be_left_stays(window: MainWindow) -> None:
    page(window).leaves = False
    window.open_page("developers", {})
    assert page(window).title == "Dashboard"


def test_only_pages_that_a_change_concerns_are_refreshed(window: MainWindow, context: Context) -> None:
    dashboard = page(window)
    window.open_page("developers", {})
    context.bus.changed.emit(frozenset({"startups"}))
    assert page(window).refreshed == []
    context.bus.changed.emit(frozenset({"developers"}))
    assert page(window).refreshed == [frozenset({"developers"})]
    assert dashboard.refreshed == []
    window.open_page("dashboard", {})
    assert dashboard.refreshed == [frozenset({"developers"})]


def test_a_file_dropped_on_any_page_opens_the_import(window: MainWindow, tmp_path: Any) -> None:
    file = tmp_path / "karnataka.xlsx"
    file.touch()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    event = QDropEvent(
        QPointF(300, 300),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)
    assert page(window).title == "Import"
    assert page(window).seen[-1]["file"] == str(file)


def test_the_palette_finds_pages_commands_actions_and_records(qtbot: Any, window: MainWindow, context: Context) -> None:
    asked: list[str] = []

    def search(text: str) -> list[Record]:
        asked.append(text)
        return [Record("Asha Rao", "Developer, Karnataka", "user", "developers", {"id": 5})]

    window.search_with(search)
    window.open_palette()
    palette = window.palette_box
    assert_all_named(palette)
    assert "Add one" in palette.words_shown
    qtbot.keyClicks(palette._field, "coh")
    assert palette.words_shown[0] == "Go to Cohorts"
    palette._field.setText("asha")
    qtbot.waitUntil(lambda: "Asha Rao" in palette.words_shown)
    assert asked == ["asha"]
    qtbot.keyClick(palette._field, Qt.Key.Key_Return)
    assert page(window).seen[-1] == {"id": 5}
    assert palette.isHidden()


def test_what_was_used_last_leads_the_palette(qtbot: Any, window: MainWindow) -> None:
    window.open_palette()
    window.palette_box._field.setText("dark colours")
    qtbot.keyClick(window.palette_box._field, Qt.Key.Key_Return)
    assert window.context.theme.dark
    window.open_palette()
    assert window.palette_box.words_shown[0] == "Dark colours"
    qtbot.keyClick(window.palette_box._field, Qt.Key.Key_Escape)
    assert window.palette_box.isHidden()


def test_everything_in_the_palette_is_in_a_menu_or_on_the_page(window: MainWindow) -> None:
    in_menus = {action.text().replace("&", "") for menu in window.menuBar().findChildren(QMenu) for action in menu.actions()}
    assert {command.words for command in window.commands} <= in_menus


def test_shortcuts_are_given_once(window: MainWindow) -> None:
    keys = [one for command in window.commands for one in command.shortcut.split(" or ") if one]
    assert len(keys) == len(set(keys))


def test_a_command_of_main_stands_in_its_menu(window: MainWindow) -> None:
    ran: list[int] = []
    action = window.add_command(Command("&New programme…", lambda: ran.append(1), "&File", "plus", "Ctrl+Shift+N"))
    assert action is not None
    action.trigger()
    assert ran == [1]


def test_a_toast_has_the_undo_of_its_change(qtbot: Any, window: MainWindow, context: Context) -> None:
    def rename(records: dict[str, Any]) -> None:
        records["name"] = "A"

    context.change("cohort.renamed", rename)
    assert window.toast.isVisible()
    assert window.toast.text == "cohort renamed"
    assert "cohort renamed" in window.top_bar._undo.toolTip()
    window.toast._undo.click()
    assert context.read(dict) == {}
    assert window.top_bar._redo.isEnabled()


def test_a_refusal_without_a_field_stands_above_the_page(window: MainWindow, context: Context) -> None:
    context.refuse(Refused("full", "The cohort is full. Raise its seats."))
    assert page(window)._banner.text == "The cohort is full. Raise its seats."


def test_the_status_line_says_saved_only_when_it_is(window: MainWindow, context: Context) -> None:
    context.bus.waited.emit(2)
    assert window.status_line.saved_text == "Saving…"
    context.bus.waited.emit(0)
    assert window.status_line.saved_text == "All changes saved"


def test_a_mistake_is_one_sentence_and_details_without_messages(window: MainWindow, context: Context) -> None:
    try:
        raise ValueError("asha@example.in")
    except ValueError as problem:
        context.bus.failed.emit(problem)
    dialog = window.findChild(UnexpectedError)
    assert dialog is not None
    assert_all_named(dialog)
    dialog._on_copy()
    copied = QGuiApplication.clipboard().text()
    assert "ValueError" in copied and "test_window.py" in copied
    assert "asha@example.in" not in copied
    dialog.close()


def test_the_last_page_zoom_and_theme_are_found_again(qtbot: Any, window: MainWindow, context: Context) -> None:
    window.open_page("reports", {})
    window.zoom_by(2)
    window.use_mode("dark")
    window.close()
    assert context.preferences.number("window/zoom", 100) == 120
    assert context.preferences.text("window/mode") == "dark"
    again = MainWindow(context, entries())
    qtbot.addWidget(again)
    again.start()
    assert page(again).title == "Reports"


def test_a_window_left_on_a_screen_that_is_gone_is_pulled_back(qtbot: Any, window: MainWindow, context: Context) -> None:
    window.move(QPoint(9_000, 9_000))
    context.preferences.keep("window/geometry", window.saveGeometry())
    again = MainWindow(context, entries())
    qtbot.addWidget(again)
    screens: list[QRect] = [screen.availableGeometry() for screen in QGuiApplication.screens()]
    assert any(screen.intersects(again.geometry()) for screen in screens)


def test_text_grows_with_the_zoom_everywhere(window: MainWindow) -> None:
    title, before = page(window)._title, page(window)._title.font().pointSizeF()
    window.zoom_by(5)
    assert title.font().pointSizeF() == pytest.approx(before * 1.5)
    assert window.navigation.width() == window.context.theme.px(206)
    window.zoom_by(0)
    assert title.font().pointSizeF() == pytest.approx(before)


def test_the_shortcut_sheet_lists_what_the_window_listens_to(window: MainWindow) -> None:
    from ui.shortcuts import ShortcutSheet

    window.show_shortcuts()
    sheet = window.findChild(ShortcutSheet)
    assert sheet is not None
    assert_all_named(sheet)
    sheet.close()


def test_another_desk_starts_with_fresh_pages(window: MainWindow, context: Context) -> None:
    before = page(window)
    context.use_desk(type(context.desk)(location="second.db"))
    window.stack.clear()
    window.start()
    assert page(window) is not before
    assert "second.db" in window.windowTitle()


@pytest.mark.parametrize("key", ["Up", "Down"])
def test_arrow_keys_walk_the_navigation(qtbot: Any, window: MainWindow, key: str) -> None:
    buttons = list(window.navigation._buttons.values())
    buttons[1].setFocus()
    press: Callable[..., None] = qtbot.keyClick
    press(buttons[1], Qt.Key[f"Key_{key}"])
    assert window.focusWidget() is buttons[0 if key == "Up" else 2]


def test_a_window_that_is_closed_is_gone_at_once_whatever_still_runs(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    monkeypatch.setattr(window.context, "close", lambda: seen.append(window.isVisible()))
    window.close()
    assert seen == [False]
