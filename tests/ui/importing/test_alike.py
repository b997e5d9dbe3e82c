"""Questions that are alike are answered together with one key; a template is a menu away."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from skilling.services.desk import Desk
from tests.builders import a_developer
from tests.ui.importing.walking import a_list, fixed, settled
from ui.importing.page import ImportPage


@pytest.mark.parametrize(("key", "counts"), [(Qt.Key.Key_S, (0, 3)), (Qt.Key.Key_D, (3, 0))], ids=["S", "D"])
def test_shift_answers_all_that_ask_the_same(
    qtbot: QtBot, page: ImportPage, desk: Desk, tmp_path: Path, key: Qt.Key, counts: tuple[int, int]
) -> None:
    people = (("Sunita", "Kulkarni", "7582963499"), ("Mohan", "Deshpande", "7582963411"), ("Farida", "Chaudhari", "7582963422"))
    for given, family, mobile in people:
        a_developer(desk, full_name=f"{given} {family}", mobile=f"+91{mobile}", father_name=f"Rahul {family}")
    rows = tuple((f"{given[0]}. {family}", f"Anil {family}", mobile) for given, family, mobile in people)
    path = a_list(tmp_path / "rampur.xlsx", rows, ("Name of Student", "Father's Name", "Mobile No"))
    fixed(qtbot, page, path, cohort="RMP-2026-A")
    summary = page.fix.summary
    assert summary is not None
    assert summary.counts["review"] == 3
    QTest.keyClick(page.fix.review, key, Qt.KeyboardModifier.ShiftModifier)
    settled(qtbot, page)
    summary = page.fix.summary
    assert summary is not None
    assert (summary.counts["new"], summary.counts["update"]) == counts


def test_the_menu_of_templates_writes_an_empty_list(
    qtbot: QtBot, page: ImportPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "empty.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    (menu,) = [one.menu() for one in page.start.findChildren(QPushButton) if one.menu() is not None]
    menu.actions()[0].trigger()
    qtbot.waitUntil(target.is_file)
    settled(qtbot, page)
    assert load_workbook(target).active.max_column > 3
