"""History gives the rows that an import of any time kept aside."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from skilling.services.desk import Desk
from tests.importing.trials import a_list, imported, ready
from ui.context import Context
from ui.history.page import HistoryPage


def test_the_button_of_an_import_saves_the_rows_kept_aside(
    qtbot: QtBot, office: Context, sqlite_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready(sqlite_desk)
    headers = ["Name of Student", "Mobile No"]
    imported(sqlite_desk, a_list(tmp_path, ["Asha Rao", "9845012345"], ["Kabir Das", "98450"], headers=headers))
    page = HistoryPage(office)
    qtbot.addWidget(page)
    page.resize(1060, 600)
    page.show()
    page.opened()
    page._table.setCurrentCell(0, 2)
    page._show(0)
    target = tmp_path / "aside.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))

    def buttons() -> list[QPushButton]:
        return [one for one in page.panel.findChildren(QPushButton) if one.text() == "Save the row kept aside"]

    qtbot.waitUntil(lambda: len(buttons()) == 1)
    buttons()[0].click()
    qtbot.waitUntil(target.is_file)
    kept = list(load_workbook(target).active.iter_rows(min_row=2, values_only=True))
    assert [row[-2] for row in kept] == ["Kabir Das"]
