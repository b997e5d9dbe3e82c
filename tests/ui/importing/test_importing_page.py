"""The page of imports over a real desk: from a dropped file to records, and back."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from skilling.database.tables import Cohort, Developer, Enrolment
from skilling.services.desk import Desk
from tests.ui.accessibility import assert_all_named
from tests.ui.importing.walking import HEADINGS, ROWS, a_list, applied, fixed, names, opened, press, settled, step, words
from ui.importing.chooser import NOTE
from ui.importing.page import APPLY, FILE, FIX, MATCH, ImportPage
from ui.importing.planrows import FIRST


def test_a_list_goes_in_and_the_rows_with_errors_are_kept_aside(
    qtbot: QtBot, page: ImportPage, desk: Desk, tmp_path: Path
) -> None:
    fixed(qtbot, page, a_list(tmp_path / "rampur.xlsx"), cohort="RMP-2026-A")
    assert_all_named(page)
    summary = page.fix.summary
    assert summary is not None
    assert (summary.counts["new"], summary.counts["error"], summary.data_rows) == (2, 1, 3)
    applied(qtbot, page)
    assert_all_named(page)
    assert names(desk, Developer, Developer.full_name) == ["Asha Rao", "Kabir Das"]
    assert names(desk, Cohort, Cohort.code) == ["RMP-2026-A"]
    assert len(names(desk, Enrolment, Enrolment.uid)) == 2


def test_every_control_of_every_step_has_a_name_and_none_is_too_wide(qtbot: QtBot, page: ImportPage, tmp_path: Path) -> None:
    assert_all_named(page)
    opened(qtbot, page, a_list(tmp_path / "rampur.xlsx"), cohort="RMP-2026-A")
    assert_all_named(page)
    assert page.minimumSizeHint().width() <= 1060
    step(qtbot, page, MATCH, page.go_on)
    assert_all_named(page)
    step(qtbot, page, FIX, page.go_on)
    step(qtbot, page, APPLY, page.go_on)
    assert_all_named(page)
    assert page.minimumSizeHint().width() <= 1060


def test_the_sheet_is_shown_with_what_each_row_was_taken_for(qtbot: QtBot, page: ImportPage, tmp_path: Path) -> None:
    opened(qtbot, page, a_list(tmp_path / "rampur.xlsx"))
    model = page.file.grid.model
    taken = [model.index(row, 0).data() for row in range(4)]
    assert taken == ["Left out: title", "Left out: title", "Heading", ""]
    assert model.index(0, 1).data(Qt.ItemDataRole.FontRole).strikeOut()
    assert model.headerData(0, Qt.Orientation.Vertical) == "1"


def test_a_press_on_a_row_number_makes_it_the_heading(qtbot: QtBot, page: ImportPage, tmp_path: Path) -> None:
    opened(qtbot, page, a_list(tmp_path / "rampur.xlsx"))
    numbers = page.file.grid.view.verticalHeader()
    step(qtbot, page, FILE, lambda: numbers.sectionClicked.emit(3))
    assert page.file.reason == "Say what the list is about, or choose another heading"
    step(qtbot, page, FILE, lambda: numbers.sectionClicked.emit(2))
    assert page.file.reason == ""
    assert "3 rows below the headings in row 3." in words(page)


def test_a_cohort_named_in_the_title_is_proposed(qtbot: QtBot, page: ImportPage, tmp_path: Path) -> None:
    path = a_list(tmp_path / "rampur.xlsx")
    book = load_workbook(path)
    book.active["A2"] = "AI for All, Batch RMP-2026-B"
    book.save(path)
    opened(qtbot, page, path)
    assert page.talk.decided.chosen.cohort == "RMP-2026-B"


def test_without_a_cohort_it_does_not_go_on(qtbot: QtBot, page: ImportPage, tmp_path: Path) -> None:
    opened(qtbot, page, a_list(tmp_path / "rampur.xlsx"))
    step(qtbot, page, MATCH, page.go_on)
    assert page.match.reason == "Choose a cohort first"
    page.go_on()
    assert not page.talk.busy


def test_a_column_is_matched_otherwise_or_kept_as_a_note(qtbot: QtBot, page: ImportPage, tmp_path: Path) -> None:
    opened(qtbot, page, a_list(tmp_path / "rampur.xlsx"), cohort="RMP-2026-A")
    step(qtbot, page, MATCH, page.go_on)
    assert [column.field for column in page.match.columns][1:4] == ["developer.full_name", "developer.mobile", "developer.email"]
    chooser = page.match.lines[3].chooser
    chooser.setCurrentIndex(chooser.findData(NOTE))
    chooser.activated.emit(chooser.currentIndex())
    settled(qtbot, page)
    assert page.match.columns[3].field == "extra.E-mail"
    assert page.match.lines[3].sure.text().endswith("Chosen by you")


def test_a_needed_column_that_is_missing_is_said(qtbot: QtBot, page: ImportPage, tmp_path: Path) -> None:
    opened(qtbot, page, a_list(tmp_path / "rampur.xlsx"), cohort="RMP-2026-A")
    step(qtbot, page, MATCH, page.go_on)
    page.talk.map({"Name of Student": None}, page.match.fill)
    settled(qtbot, page)
    assert page.match.reason == "A column that every record needs is missing"
    assert "No column is matched to Name" in words(page)


def test_a_blocked_column_is_said_to_be_never_kept(qtbot: QtBot, page: ImportPage, tmp_path: Path) -> None:
    rows = tuple((name, mobile, "234123412346") for _, name, mobile, *_ in ROWS)
    path = a_list(tmp_path / "rampur.xlsx", rows, ("Name of Student", "Mobile No", "Aadhaar No"))
    opened(qtbot, page, path, cohort="RMP-2026-A")
    step(qtbot, page, MATCH, page.go_on)
    line = page.match.lines[2]
    assert line.sure.text().endswith("Never kept")
    assert not line.chooser.isEnabled()
    assert "Aadhaar numbers are never kept." in line.why.text()
    assert "2341" not in words(page)


def test_a_kind_of_error_is_mended_for_all_at_once_and_taken_back(qtbot: QtBot, page: ImportPage, tmp_path: Path) -> None:
    fixed(qtbot, page, a_list(tmp_path / "rampur.xlsx"), cohort="RMP-2026-A")
    press(page, "Leave blank")
    settled(qtbot, page)
    assert page.fix.summary is not None
    assert page.fix.summary.counts["new"] == 3
    press(page, "Take back")
    settled(qtbot, page)
    assert page.fix.summary.counts["error"] == 1


def test_a_cell_is_mended_in_the_table(qtbot: QtBot, page: ImportPage, desk: Desk, tmp_path: Path) -> None:
    fixed(qtbot, page, a_list(tmp_path / "rampur.xlsx"), cohort="RMP-2026-A")
    page.fix.show_only("error")
    settled(qtbot, page)
    model = page.fix.table.model
    place = FIRST + model.headers.index("Mobile No")
    assert model.index(0, place).data() == "984501234"
    assert model.setData(model.index(0, place), "9845012347")
    settled(qtbot, page)
    assert page.fix.summary is not None
    assert page.fix.summary.counts["new"] == 3
    applied(qtbot, page)
    assert "+919845012347" in names(desk, Developer, Developer.mobile)


def test_rows_kept_aside_are_saved_with_their_reasons(qtbot: QtBot, page: ImportPage, tmp_path: Path) -> None:
    fixed(qtbot, page, a_list(tmp_path / "rampur.xlsx"), cohort="RMP-2026-A")
    page.fix.save_rejects_to(str(tmp_path / "aside.xlsx"))
    settled(qtbot, page)
    sheet = load_workbook(tmp_path / "aside.xlsx").active
    kept = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert len(kept) == 1
    assert str(kept[0][0]) == "6"
    assert "9 digits" in kept[0][1]


def test_an_undone_import_leaves_nothing(qtbot: QtBot, page: ImportPage, desk: Desk, tmp_path: Path) -> None:
    fixed(qtbot, page, a_list(tmp_path / "rampur.xlsx"), cohort="RMP-2026-A")
    applied(qtbot, page)
    press(page, "Undo import")
    assert names(desk, Developer, Developer.full_name) == []
    assert "was taken back" in words(page)


def test_the_same_file_again_is_said_and_adds_nobody(qtbot: QtBot, page: ImportPage, desk: Desk, tmp_path: Path) -> None:
    path = a_list(tmp_path / "rampur.xlsx")
    fixed(qtbot, page, path, cohort="RMP-2026-A")
    applied(qtbot, page)
    opened(qtbot, page, path, cohort="RMP-2026-A")
    assert "This file was imported on" in words(page)
    step(qtbot, page, MATCH, page.go_on)
    assert page.match.lines[1].sure.text().endswith("Remembered")
    step(qtbot, page, FIX, page.go_on)
    assert page.fix.summary is not None
    assert (page.fix.summary.counts["new"], page.fix.summary.counts["same"]) == (0, 2)


def test_a_file_that_is_no_list_is_refused_with_what_to_do(qtbot: QtBot, page: ImportPage, tmp_path: Path) -> None:
    path = tmp_path / "empty.xlsx"
    path.touch()
    page.opened(file=str(path))
    settled(qtbot, page)
    assert "Ask the sender for the list once more" in words(page)


def test_a_table_is_pasted_from_the_clipboard(qtbot: QtBot, page: ImportPage) -> None:
    QGuiApplication.clipboard().setText("Name\tMobile\nAsha Rao\t9845012345\nKabir Das\t9845012346\n")
    step(qtbot, page, FILE, page.start.paste)
    assert page.file.choices.noun == "developer"
    assert "2 rows below the headings" in words(page)


def test_a_clipboard_without_a_table_is_refused(qtbot: QtBot, page: ImportPage) -> None:
    QGuiApplication.clipboard().setText("hello")
    page.start.paste()
    assert "There is no table in the clipboard" in words(page)


def test_a_list_over_two_sheets_is_offered_taken_and_parted_again(qtbot: QtBot, page: ImportPage, tmp_path: Path) -> None:
    path = a_list(tmp_path / "rampur.xlsx")
    book = load_workbook(path)
    book.active.title = "Batch A"
    further = book.create_sheet("Batch B")
    for row in (HEADINGS, (4, "Rohan Bora", "9845012348", "rohan@example.in", "Assam"), (5, "Zoya Khan", "98450123", None, "Goa"),
                (6, "Imran Ali", "9845012349", "imran@example.in", "Goa")):  # fmt: skip
        further.append(row)
    book.save(path)
    opened(qtbot, page, path, cohort="RMP-2026-A")
    assert "Sheets “Batch A” and “Batch B” have the same headings: take both?" in words(page)
    step(qtbot, page, FILE, lambda: press(page, "Take both"))
    assert "6 rows below the headings in row 3." in words(page)
    assert page.file.grid.model.headerData(6, Qt.Orientation.Vertical) == "Batch B, 2"
    step(qtbot, page, MATCH, page.go_on)
    step(qtbot, page, FIX, page.go_on)
    assert "Row Batch B, 3: “98450123” →" in words(page)
    step(qtbot, page, MATCH, page.go_back)
    step(qtbot, page, FILE, page.go_back)
    step(qtbot, page, FILE, lambda: press(page, "Take one alone"))
    assert "3 rows below the headings in row 3." in words(page)


def test_of_a_large_file_the_beginning_is_shown_while_the_whole_is_read(
    qtbot: QtBot, page: ImportPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.importing.talk._LARGE", 10)
    path = a_list(tmp_path / "rampur.xlsx")
    with qtbot.waitSignal(page.talk.began):
        page.opened(file=str(path), cohort="RMP-2026-A")
    assert page.file.isVisible()
    assert "Asha Rao" in [page.file.grid.model.index(3, column).data() for column in range(6)]
    assert "The first 6 rows, while the whole list is read." in words(page)
    assert not page._foot.isVisible()
    qtbot.waitUntil(lambda: page._foot.isVisible() and not page.talk.busy, timeout=60_000)
    assert "3 rows below the headings in row 3." in words(page)
