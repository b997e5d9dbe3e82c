"""A list without a heading goes in by the page: it is found unasked, said to have none, and a person can say so."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook
from pytestqt.qtbot import QtBot

from skilling.database.tables import Developer
from skilling.importing.table.layout import NO_HEADING
from skilling.services.desk import Desk
from tests.ui.importing.walking import applied, names, opened, press, settled, step, words
from ui.importing.page import FIX, MATCH, ImportPage

PEOPLE = (
    ("Asha Rao", "9845012345", "asha.rao@example.in"),
    ("Kabir Das", "9845012346", "kabir.das@example.in"),
    ("Meera Nair", "9845012347", "meera.nair@example.in"),
    ("Rohan Bora", "9845012348", "rohan.bora@example.in"),
)


def _a_list(path: Path, *above: tuple[str, ...]) -> Path:
    book = Workbook()
    for row in (*above, *PEOPLE):
        book.active.append(row)
    book.save(path)
    return path


def test_everybody_of_a_list_without_a_heading_goes_in(qtbot: QtBot, page: ImportPage, desk: Desk, tmp_path: Path) -> None:
    opened(qtbot, page, _a_list(tmp_path / "bare.xlsx"), cohort="RMP-2026-A")
    assert "4 rows, without a heading" in words(page)
    assert "no row of headings" in words(page)
    step(qtbot, page, MATCH, page.go_on)
    step(qtbot, page, FIX, page.go_on)
    applied(qtbot, page)
    assert names(desk, Developer, Developer.full_name) == [name for name, _, _ in PEOPLE]


def test_a_person_says_that_there_is_no_heading(qtbot: QtBot, page: ImportPage, desk: Desk, tmp_path: Path) -> None:
    path = _a_list(tmp_path / "odd.xlsx", ("State Kumar", "9845012344", "state.kumar@example.in"))
    opened(qtbot, page, path, cohort="RMP-2026-A")
    press(page, "No heading")
    settled(qtbot, page)
    assert page.talk.decided.header_row == NO_HEADING
    assert "5 rows, without a heading" in words(page)
    step(qtbot, page, MATCH, page.go_on)
    step(qtbot, page, FIX, page.go_on)
    applied(qtbot, page)
    assert len(names(desk, Developer, Developer.full_name)) == 5
