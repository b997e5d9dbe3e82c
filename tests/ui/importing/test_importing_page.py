"""The page of imports over a real desk and a real child: from a dropped file to records, and back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot
from sqlmodel import select

from skilling.database.tables import Cohort, Developer, Enrolment
from skilling.domain.problems import Refused
from skilling.importing import inhand
from skilling.importing.takers import TAKERS
from skilling.services.desk import Desk, open_desk
from tests.builders import a_developer, a_programme
from tests.ui.accessibility import assert_all_named
from ui.context import Context
from ui.importing.chooser import NOTE
from ui.importing.page import APPLY, FILE, FIX, MATCH, ImportPage
from ui.importing.planrows import FIRST
from ui.importing.talk import Failed, Then

PATIENCE = 60_000
HEADINGS = ("S.No.", "Name of Student", "Mobile No", "E-mail", "State")
ROWS: tuple[tuple[Any, ...], ...] = (
    (1, "Asha Rao", "9845012345", "asha.rao@example.in", "Karnataka"),
    (2, "Kabir Das", "9845012346", "kabir.das@example.in", "Karnataka"),
    (3, "Meera Nair", "984501234", "meera.nair@example.in", "Kerala"),
)


def a_list(path: Path, rows: tuple[tuple[Any, ...], ...] = ROWS, headings: tuple[str, ...] = HEADINGS) -> Path:
    """A workbook with two title rows above the list."""
    book = Workbook()
    sheet = book.active
    sheet.append(["Government College, Rampur (invented)"])
    sheet.append(["List of students"])
    sheet.append(list(headings))
    for row in rows:
        sheet.append(list(row))
    book.save(path)
    return path


class JobHere(QObject):
    """A job without a child: its functions run in the test's own process, each a moment after it was asked for."""

    progressed, ended = Signal(str, int, int), Signal()

    def __init__(self, address: str, parent: QObject) -> None:
        super().__init__(parent)
        self._state = SimpleNamespace(address=address)

    def call(self, function: Callable[..., Any], *args: Any, then: Then, failed: Failed) -> None:
        state = self._state
        run = partial(function, state, self.progressed.emit, *args)
        QTimer.singleShot(0, self, lambda: self._answer(state, run, then, failed))

    def _answer(self, state: object, run: Callable[[], Any], then: Then, failed: Failed) -> None:
        if state is not self._state:
            return
        try:
            answer = run()
        except Refused as problem:
            failed(problem)
        else:
            then(answer)

    def cancel(self) -> None:
        inhand.close_list(self._state, self.progressed.emit)
        self._state = SimpleNamespace(address=self._state.address)
        self.ended.emit()

    close = cancel


@pytest.fixture
def desk(sqlite_address: str) -> Iterator[Desk]:
    """A desk as the program opens it: imports can be taken back."""
    made = open_desk(sqlite_address, takers=TAKERS)
    yield made
    made.close()


@pytest.fixture
def page(qtbot: QtBot, context: Context, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[ImportPage]:
    a_programme(desk)
    context.use_desk(desk)
    monkeypatch.setattr(context, "job", lambda parent: JobHere(desk.address, parent))
    made = ImportPage(context)
    qtbot.addWidget(made)
    context.bus.changed.connect(made.refresh)
    made.resize(1060, 600)
    made.show()
    made.opened()
    yield made
    made.talk.cancel()


def step(qtbot: QtBot, page: ImportPage, at: int, run: Callable[[], object]) -> None:
    """Runs something and waits until that step is shown and nothing is awaited any more."""
    with qtbot.waitSignal(page.arrived, timeout=PATIENCE, check_params_cb=lambda shown: shown == at):
        run()
    settled(qtbot, page)


def settled(qtbot: QtBot, page: ImportPage) -> None:
    qtbot.waitUntil(lambda: not page.talk.busy, timeout=PATIENCE)


def opened(qtbot: QtBot, page: ImportPage, path: Path, **where: Any) -> None:
    step(qtbot, page, FILE, lambda: page.opened(file=str(path), **where))


def fixed(qtbot: QtBot, page: ImportPage, path: Path, **where: Any) -> None:
    """As far as the third step."""
    opened(qtbot, page, path, **where)
    step(qtbot, page, MATCH, page.go_on)
    step(qtbot, page, FIX, page.go_on)


def applied(qtbot: QtBot, page: ImportPage) -> None:
    step(qtbot, page, APPLY, page.go_on)
    step(qtbot, page, APPLY + 1, page.go_on)


def names(desk: Desk, table: Any, column: Any) -> list[str]:
    return sorted(desk.read(lambda session: list(session.exec(select(column).where(table.archived_at.is_(None))))))


def words(page: ImportPage) -> str:
    return " ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def press(page: ImportPage, text: str) -> None:
    found = [one for one in page.findChildren(QPushButton) if one.isVisible() and one.text().replace("&", "") == text]
    assert found, text
    found[0].click()


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
    assert page.file.reason == "Say what the list is about, or choose another sheet"
    step(qtbot, page, FILE, lambda: numbers.sectionClicked.emit(2))
    assert page.file.reason == ""
    assert "3 rows below the headings in row 3." in words(page)


def test_a_cohort_named_in_the_title_is_proposed(qtbot: QtBot, page: ImportPage, tmp_path: Path) -> None:
    path = a_list(tmp_path / "rampur.xlsx")
    book = load_workbook(path)
    book.active["A2"] = "AI for All, Batch RMP-2026-B"
    book.save(path)
    opened(qtbot, page, path)
    assert page.file.chosen(page.talk.asked).cohort == "RMP-2026-B"  # type: ignore[arg-type]  # a list is open


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


@pytest.mark.parametrize(("key", "outcome"), [(Qt.Key.Key_S, "update"), (Qt.Key.Key_D, "new")])
def test_who_may_be_known_already_is_asked_and_answered_with_a_key(
    qtbot: QtBot, page: ImportPage, desk: Desk, tmp_path: Path, key: Qt.Key, outcome: str
) -> None:
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
    QTest.keyClick(page.fix.review, key)
    settled(qtbot, page)
    counts = page.fix.summary.counts
    assert counts["review"] == 0
    assert counts[outcome] == (1 if outcome == "update" else 2)


def test_a_file_that_is_no_list_is_refused_with_what_to_do(qtbot: QtBot, page: ImportPage, tmp_path: Path) -> None:
    path = tmp_path / "empty.xlsx"
    path.touch()
    page.opened(file=str(path))
    settled(qtbot, page)
    assert "Ask the sender for the list once more" in words(page)


def test_a_table_is_pasted_from_the_clipboard(qtbot: QtBot, page: ImportPage) -> None:
    QGuiApplication.clipboard().setText("Name\tMobile\nAsha Rao\t9845012345\nKabir Das\t9845012346\n")
    step(qtbot, page, FILE, page.start.paste)
    assert page.file.noun == "developer"
    assert "2 rows below the headings" in words(page)


def test_a_clipboard_without_a_table_is_refused(qtbot: QtBot, page: ImportPage) -> None:
    QGuiApplication.clipboard().setText("hello")
    page.start.paste()
    assert "There is no table in the clipboard" in words(page)


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
