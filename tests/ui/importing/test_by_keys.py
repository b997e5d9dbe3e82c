"""The four steps by keys alone: where the focus is, where the Tab key leads, and what the keys of undo take back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from skilling.database.tables import Developer
from skilling.services.desk import Desk
from tests.ui.importing.walking import HEADINGS, a_list, applied, fixed, names, opened, sealed, settled, step, words
from ui.importing.choices import ListChoices
from ui.importing.page import APPLY, FILE, FIX, MATCH, ImportPage

TWO_KINDS = (
    (1, "Asha Rao", "9845012345", "asha.rao@example.in", "Karnataka"),
    (2, "Kabir Das", "984501234", "kabir.das@example.in", "Karnataka"),
    (3, "Meera Nair", "9845012347", "meera.nair", "Kerala"),
)


def a_list_of_two_kinds(folder: Path) -> Path:
    return a_list(folder / "two kinds.xlsx", TWO_KINDS, HEADINGS)


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focused(), key, modifiers)


def test_the_tab_key_goes_through_the_cards_before_it_leaves_the_step(qtbot: QtBot, page: ImportPage, tmp_path: Path) -> None:
    fixed(qtbot, page, a_list_of_two_kinds(tmp_path), cohort="RAM-2026-A")
    chip, passed = focused_chip(page), list[str]()
    chip.setFocus()
    while not (isinstance(focused(), QPushButton) and focused().text() == "&Back"):
        press(Qt.Key.Key_Tab)
        passed.append(focused().accessibleName() or focused().text())
        assert len(passed) < 40
    fields = [name for name in passed if name.startswith("What “")]
    assert fields == ["What “984501234” should say", "What “meera.nair” should say"]


def focused_chip(page: ImportPage) -> QPushButton:
    return next(one for one in page.findChildren(QPushButton) if one.isVisible() and one.isChecked())


def test_the_tab_key_goes_through_the_columns_before_it_leaves_the_step(qtbot: QtBot, page: ImportPage, tmp_path: Path) -> None:
    opened(qtbot, page, a_list_of_two_kinds(tmp_path), cohort="RAM-2026-A")
    step(qtbot, page, MATCH, page.go_on)
    page.match.lines[-1].chooser.setFocus()
    press(Qt.Key.Key_Tab)
    assert focused() in page._foot.findChildren(QPushButton)


@pytest.mark.parametrize("patience", [60_000, 0], ids=["quick child", "slow child"])
def test_after_a_remedy_the_next_card_has_the_focus_and_after_the_last_the_rows(
    qtbot: QtBot, page: ImportPage, tmp_path: Path, patience: int
) -> None:
    page.patience.slow.setInterval(patience)
    fixed(qtbot, page, a_list_of_two_kinds(tmp_path), cohort="RAM-2026-A")
    for said, meant, left in (("984501234", "9845012346", 1), ("meera.nair", "meera.nair@example.in", 0)):
        field = focused()
        assert isinstance(field, QLineEdit)
        assert said in field.accessibleName()
        field.setText(meant)
        with qtbot.waitSignal(page.fix.planned, timeout=60_000):
            press(Qt.Key.Key_Return)
        settled(qtbot, page)
        assert f"To fix {left}" in [one.text() for one in page.findChildren(QPushButton)]
    assert focused_chip(page).text() == "All 3"
    assert focused() is focused_chip(page)


def test_undo_in_a_field_takes_back_what_was_typed_first_and_then_what_was_decided(
    qtbot: QtBot, page: ImportPage, tmp_path: Path
) -> None:
    fixed(qtbot, page, a_list_of_two_kinds(tmp_path), cohort="RAM-2026-A")
    field = focused()
    QTest.keyClicks(field, "9845012346")
    press(Qt.Key.Key_Return)
    settled(qtbot, page)
    QTest.keyClicks(focused(), "meera@example.in")
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    now = focused()
    assert isinstance(now, QLineEdit)
    assert now.text() == ""
    assert "To fix 1" in [one.text() for one in page.findChildren(QPushButton)]
    step(qtbot, page, FIX, lambda: press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier))
    assert "To fix 2" in [one.text() for one in page.findChildren(QPushButton)]


def test_undo_among_the_columns_takes_the_last_choice_back(qtbot: QtBot, page: ImportPage, tmp_path: Path) -> None:
    opened(qtbot, page, a_list_of_two_kinds(tmp_path), cohort="RAM-2026-A")
    step(qtbot, page, MATCH, page.go_on)
    page.match.lines[2].chooser.field_chosen.emit("extra")
    settled(qtbot, page)
    assert page.talk.decided.mapping
    page.match.lines[2].chooser.setFocus()
    step(qtbot, page, MATCH, lambda: press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier))
    assert not page.talk.decided.mapping


def test_the_last_step_begins_on_its_button_and_giving_up_on_choosing_a_file(
    qtbot: QtBot, page: ImportPage, tmp_path: Path
) -> None:
    fixed(qtbot, page, a_list_of_two_kinds(tmp_path), cohort="RAM-2026-A")
    step(qtbot, page, APPLY, page.go_on)
    assert focused() is page._foot.main
    page.start_over()
    assert isinstance(focused(), QPushButton)
    assert focused().text() == "&Choose file…"


def test_an_import_is_taken_back_brought_again_and_taken_back_from_its_result(
    qtbot: QtBot, page: ImportPage, desk: Desk, tmp_path: Path
) -> None:
    fixed(qtbot, page, a_list_of_two_kinds(tmp_path), cohort="RAM-2026-A")
    applied(qtbot, page)
    for key, there in (("Undo import", []), ("Bring it again", ["Asha Rao"]), ("Undo import", [])):
        button = next(one for one in page.result.findChildren(QPushButton) if one.text().replace("&", "") == key)
        button.setFocus()
        press(Qt.Key.Key_Return)
        qtbot.waitUntil(lambda pressed=button: not pressed.isVisible(), timeout=60_000)  # type: ignore[misc]  # its default is its type
        assert names(desk, Developer, Developer.full_name) == there
        assert focused() in page.result.findChildren(QPushButton), "the focus stays on the page"
    assert "taken back" in words(page)


def test_a_field_of_the_first_step_hands_undo_on_until_something_is_typed(qtbot: QtBot, page: ImportPage, tmp_path: Path) -> None:
    opened(qtbot, page, a_list_of_two_kinds(tmp_path))
    choices = page.findChildren(ListChoices)[0]
    choices.focus_cohort()
    QTest.keyClicks(focused(), "RAM-2026-A")
    press(Qt.Key.Key_Tab)
    assert page.talk.decided.chosen.cohort == "RAM-2026-A"
    step(qtbot, page, FILE, lambda: press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier))
    assert page.talk.decided.chosen.cohort is None


def test_a_mended_row_stays_the_current_one_and_every_cell_shows_what_was_set(
    qtbot: QtBot, page: ImportPage, tmp_path: Path
) -> None:
    rows = (*TWO_KINDS, (4, None, "9845012348", "deepa@example.in", "Kerala"))
    headings = ("S.No.", "Name", "Mobile / WhatsApp", "E-mail", "State")
    fixed(qtbot, page, a_list(tmp_path / "rampur.xlsx", rows, headings), cohort="RAM-2026-A")
    assert any(said.startswith("Mobile / WhatsApp: This has 9 digits") for said in texts(page))
    QTest.keyClicks(focused(), "9845012346")
    press(Qt.Key.Key_Return)
    settled(qtbot, page)
    card = next(one for one in page.fix.summary.issues if one.code == "missing")  # type: ignore[union-attr]  # it was planned
    page.fix._on_rows_wanted(card)
    settled(qtbot, page)
    view = page.fix.table.view
    index = view.currentIndex()
    with qtbot.waitSignal(page.fix.planned, timeout=60_000):
        view.model().setData(index, "Deepa Kumari")
    settled(qtbot, page)
    assert view.currentIndex().data() == "Deepa Kumari"
    cells = [view.model().index(row, index.column() + 1).data() for row in range(4)]
    assert cells == ["9845012345", "9845012346", "9845012347", "9845012348"], "one was set on its card, for all that say the same"


def texts(page: ImportPage) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def test_what_was_understood_without_a_question_is_told_before_it_goes_in(qtbot: QtBot, page: ImportPage, tmp_path: Path) -> None:
    two = (1, "Asha Rao", "9845012345", "asha.rao@example.in; asha@example.in", "Karnataka")
    fixed(qtbot, page, a_list(tmp_path / "rampur.xlsx", (two, *TWO_KINDS[1:])), cohort="RAM-2026-A")
    step(qtbot, page, APPLY, page.go_on)
    assert "two or more e-mail addresses. The first was taken" in words(page)
    assert "(1 row)" in words(page)


def test_a_title_runs_over_the_empty_cells_beside_it(qtbot: QtBot, page: ImportPage, tmp_path: Path) -> None:
    opened(qtbot, page, a_list_of_two_kinds(tmp_path))
    view = page.file.grid.view
    assert [view.columnSpan(row, 1) for row in range(4)] == [5, 5, 1, 1]


@pytest.mark.parametrize("patience", [60_000, 0], ids=["quick child", "slow child"])
def test_a_password_is_typed_where_it_is_asked_and_another_file_chosen_instead(
    qtbot: QtBot, page: ImportPage, tmp_path: Path, patience: int
) -> None:
    page.patience.slow.setInterval(patience)
    path = sealed(a_list(tmp_path / "plain.xlsx"), tmp_path / "rampur.xlsx", "rampur-2026")
    focused().clearFocus()
    page.open_file(str(path))
    qtbot.waitUntil(lambda: "protected with a password" in words(page), timeout=60_000)
    settled(qtbot, page)
    assert focused().accessibleName() == "Password of the file"
    QTest.keyClicks(focused(), "wrong")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "does not open this workbook" in words(page), timeout=60_000)
    settled(qtbot, page)
    assert focused().accessibleName() == "Password of the file"
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Return)
    now = focused()
    assert isinstance(now, QPushButton)
    assert now.text() == "&Choose file…"


def test_escape_stops_what_takes_long_and_a_file_that_was_being_opened_is_let_go(
    qtbot: QtBot, page: ImportPage, tmp_path: Path
) -> None:
    page.patience.slow.setInterval(0)
    path = a_list_of_two_kinds(tmp_path)
    with qtbot.waitSignal(page.patience.came, timeout=60_000):
        page.open_file(str(path))
    assert focused() is page.patience.card
    press(Qt.Key.Key_Escape)
    assert "Stopped. Nothing was saved." in words(page)
    assert focused() is page.start._choose
    assert not page.talk.busy
    fixed(qtbot, page, path, cohort="RAM-2026-A")
    step(qtbot, page, FILE, page.patience.card.cancelled.emit)
    assert "the list is opened again with your decisions" in words(page)
    step(qtbot, page, MATCH, page.go_on)
    assert "Stopped" not in words(page)
