"""What a person decides about a list: asked, answered with keys, taken back, kept until the list is in."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from skilling.services.desk import Desk
from tests.builders import a_developer
from tests.ui.importing.walking import PATIENCE, ROWS, a_list, applied, fixed, opened, press, sealed, settled, step, words
from ui.context import Context
from ui.importing.page import FILE, FIX, MATCH, ImportPage


@pytest.mark.parametrize("patience", [0, 350], ids=["slow child", "quick child"])
@pytest.mark.parametrize(("key", "outcome"), [(Qt.Key.Key_S, "update"), (Qt.Key.Key_D, "new")])
def test_who_may_be_known_already_is_asked_and_answered_with_a_key(
    qtbot: QtBot, page: ImportPage, desk: Desk, tmp_path: Path, key: Qt.Key, outcome: str, patience: int
) -> None:
    page.patience.slow.setInterval(patience)
    a_developer(desk, full_name="Sunita Kulkarni", mobile="+917582963499", father_name="Rahul Kulkarni")
    path = a_list(
        tmp_path / "rampur.xlsx",
        (("S. Kulkarni", "Mohan Kulkarni", "7582963499"), ("Gopal Jha", "Anil Jha", "9811100099")),
        ("Name of Student", "Father's Name", "Mobile No"),
    )
    fixed(qtbot, page, path, cohort="RMP-2026-A")
    assert page.fix.summary is not None
    assert page.fix.summary.counts["review"] == 1
    assert "Is “S. Kulkarni” in row 4 somebody you have already?" in words(page)
    assert "different father's name" in words(page)
    assert page.fix.review.isAncestorOf(QApplication.focusWidget())
    page._foot.main.setFocus()
    QTest.keyClick(page._foot.main, key)
    settled(qtbot, page)
    counts = page.fix.summary.counts
    assert counts["review"] == 0
    assert counts[outcome] == (1 if outcome == "update" else 2)


def test_decisions_survive_the_end_of_the_child(qtbot: QtBot, page: ImportPage, tmp_path: Path) -> None:
    fixed(qtbot, page, a_list(tmp_path / "rampur.xlsx"), cohort="RMP-2026-A")
    press(page, "Leave blank")
    settled(qtbot, page)
    page.talk.cancel()
    step(qtbot, page, FILE, page.resume)
    step(qtbot, page, MATCH, page.go_on)
    step(qtbot, page, FIX, page.go_on)
    assert page.fix.summary is not None
    assert page.fix.summary.counts["new"] == 3


def test_the_keys_of_undo_take_decisions_back_over_all_steps(qtbot: QtBot, page: ImportPage, tmp_path: Path) -> None:
    fixed(qtbot, page, a_list(tmp_path / "rampur.xlsx"), cohort="RMP-2026-A")
    step(qtbot, page, MATCH, page.go_back)
    page.talk.map({"State": None}, page.match.fill)
    settled(qtbot, page)
    step(qtbot, page, FIX, page.go_on)
    press(page, "Leave blank")
    settled(qtbot, page)
    summary = page.fix.summary
    assert summary is not None
    assert summary.counts["new"] == 3
    with qtbot.waitSignal(page.arrived, timeout=PATIENCE, check_params_cb=lambda shown: shown == FIX):
        QTest.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, page)
    summary = page.fix.summary
    assert summary is not None
    assert summary.counts["error"] == 1
    with qtbot.waitSignal(page.arrived, timeout=PATIENCE, check_params_cb=lambda shown: shown == MATCH):
        QTest.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, page)
    assert {one.source: one.field for one in page.match.columns}["State"] == "developer.state"
    assert not page.talk.can_undo
    redo = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    with qtbot.waitSignal(page.arrived, timeout=PATIENCE, check_params_cb=lambda shown: shown == MATCH):
        QTest.keyClick(page, Qt.Key.Key_Z, redo)
    settled(qtbot, page)
    assert {one.source: one.field for one in page.match.columns}["State"] is None


def test_a_list_is_gone_on_with_after_the_program_ended(
    qtbot: QtBot, page: ImportPage, context: Context, desk: Desk, tmp_path: Path
) -> None:
    path = a_list(tmp_path / "rampur.xlsx")
    fixed(qtbot, page, path, cohort="RMP-2026-A")
    press(page, "Leave blank")
    settled(qtbot, page)
    after = ImportPage(context)  # as after a crash: nobody closed anything
    qtbot.addWidget(after)
    after.resize(1060, 600)
    after.show()
    after.opened()
    assert "You were importing rampur.xlsx" in words(after)
    step(qtbot, after, FILE, lambda: press(after, "Go on"))
    step(qtbot, after, MATCH, after.go_on)
    step(qtbot, after, FIX, after.go_on)
    assert after.fix.summary is not None
    assert after.fix.summary.counts["new"] == 3
    applied(qtbot, after)
    after.start_over()
    after.opened()
    assert "You were importing" not in words(after)
    after.talk.cancel()


def test_a_list_under_a_password_is_gone_on_with_once_the_password_is_given_again(
    qtbot: QtBot, page: ImportPage, context: Context, tmp_path: Path
) -> None:
    path = sealed(a_list(tmp_path / "plain.xlsx"), tmp_path / "rampur.xlsx", "rampur-2026")
    step(qtbot, page, FILE, lambda: page.open_file(str(path), "rampur-2026"))
    page.file.choices._cohort.setEditText("RMP-2026-A")
    step(qtbot, page, MATCH, page.go_on)
    step(qtbot, page, FIX, page.go_on)
    press(page, "Leave blank")
    settled(qtbot, page)
    after = ImportPage(context)
    qtbot.addWidget(after)
    after.show()
    after.opened()
    press(after, "Go on")
    settled(qtbot, after)
    assert "password" in words(after).lower()
    step(qtbot, after, FILE, lambda: after.open_file(str(path), "rampur-2026"))
    step(qtbot, after, MATCH, after.go_on)
    step(qtbot, after, FIX, after.go_on)
    assert after.fix.summary is not None
    assert after.fix.summary.counts["new"] == 3
    after.talk.cancel()


def test_another_file_may_be_opened_instead_of_the_one_whose_password_is_asked(
    qtbot: QtBot, page: ImportPage, context: Context, tmp_path: Path
) -> None:
    path = sealed(a_list(tmp_path / "plain.xlsx"), tmp_path / "rampur.xlsx", "rampur-2026")
    step(qtbot, page, FILE, lambda: page.open_file(str(path), "rampur-2026"))
    after = ImportPage(context)
    qtbot.addWidget(after)
    after.show()
    after.opened()
    press(after, "Go on")
    settled(qtbot, after)
    step(qtbot, after, FILE, lambda: after.open_file(str(tmp_path / "plain.xlsx")))
    assert "was changed since" not in words(after)
    assert after.talk.asked is not None
    assert after.talk.asked.name == "plain.xlsx"
    after.talk.cancel()


def test_a_file_that_was_changed_since_is_begun_anew(qtbot: QtBot, page: ImportPage, context: Context, tmp_path: Path) -> None:
    path = a_list(tmp_path / "rampur.xlsx")
    fixed(qtbot, page, path, cohort="RMP-2026-A")
    a_list(path, ROWS[:2])
    after = ImportPage(context)
    qtbot.addWidget(after)
    after.show()
    after.opened()
    step(qtbot, after, FILE, lambda: press(after, "Go on"))
    settled(qtbot, after)
    assert "was changed since" in words(after)
    assert not after.talk.decided.fixes
    after.talk.cancel()


def test_rows_that_a_filter_hides_are_asked_about(qtbot: QtBot, page: ImportPage, tmp_path: Path) -> None:
    path = a_list(tmp_path / "rampur.xlsx")
    book = load_workbook(path)
    book.active.row_dimensions[5].hidden = True
    book.save(path)
    opened(qtbot, page, path, cohort="RMP-2026-A")
    assert "1 row is hidden by a filter" in words(page)
    press(page, "Leave it out")
    assert "1 row hidden by a filter in the sheet will be left out" in words(page)
    step(qtbot, page, MATCH, page.go_on)
    step(qtbot, page, FIX, page.go_on)
    assert page.fix.summary is not None
    assert page.fix.summary.counts["skipped"] == 1
    assert "Hidden by a filter in the sheet, and left out: 1 row." in page.fix.summary.warnings


def test_a_newer_version_is_offered_as_an_update_and_each_field_has_its_winner(
    qtbot: QtBot, page: ImportPage, desk: Desk, tmp_path: Path
) -> None:
    many = tuple((n, f"Asha Rao {chr(64 + n)}", f"98450123{n:02}", f"p{n}@example.in", "Karnataka") for n in range(10, 20))
    fixed(qtbot, page, a_list(tmp_path / "may.xlsx", many), cohort="RMP-2026-A")
    applied(qtbot, page)
    newer = (*many[:-1], (*many[-1][:4], "Kerala"))
    opened(qtbot, page, a_list(tmp_path / "june.xlsx", newer), cohort="RMP-2026-A")
    assert "newer version of may.xlsx" in words(page)
    assert "(import 1)" in words(page)
    press(page, "Update those on record")
    step(qtbot, page, MATCH, page.go_on)
    step(qtbot, page, FIX, page.go_on)
    summary = page.fix.summary
    assert summary is not None
    assert (summary.counts["update"], summary.counts["same"]) == (1, 9)
    page.fix.show_only("update")
    settled(qtbot, page)
    assert "1 replaced" in words(page)
    page.fix._on_fixed([{"what": "policy", "column": "state_id", "value": "keep"}])
    settled(qtbot, page)
    assert page.fix.summary.counts["update"] == 0
    assert "1 stay" in words(page)


def test_another_table_of_the_sheet_is_chosen_by_its_name(qtbot: QtBot, page: ImportPage, tmp_path: Path) -> None:
    path = a_list(tmp_path / "rampur.xlsx")
    book = load_workbook(path)
    sheet = book.active
    below = sheet.max_row + 5
    others = (("Name of Student", "Mobile No", "State"), *((name, mobile, state) for _, name, mobile, _, state in ROWS[:2]))
    for row, cells in enumerate(others, below):
        for place, value in enumerate(cells, 1):
            sheet.cell(row, place, value)
    book.save(path)
    opened(qtbot, page, path)
    tables = page.file._tables
    assert tables.isVisible()
    assert page.file._look is not None
    first = page.file._look.header_rows
    tables.setCurrentIndex(1)
    step(qtbot, page, FILE, lambda: tables.activated.emit(1))
    assert page.file._look.header_rows != first
    step(qtbot, page, FILE, page.undo_decision)
    assert page.file._look.header_rows == first
