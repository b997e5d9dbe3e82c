"""One journey through the real window: a list is dropped, looked at, imported; the ministry's workbook is written from it;
a figure of the workbook leads back to the people of the list."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from skilling.importing.takers import TAKERS
from skilling.reports import behind
from skilling.services.desk import Desk, open_desk
from tests.builders import a_programme
from ui import pages
from ui.background import Background, Pool
from ui.bus import Bus
from ui.context import Context
from ui.importing.page import APPLY, FILE, FIX, MATCH, ImportPage
from ui.preferences import Preferences
from ui.shared.page import Page
from ui.theme import Theme
from ui.window import MainWindow

PATIENCE = 120_000
NEW = 54  # of the 60 rows of the bundled list: 2 are repeated, 4 have errors; counted by hand


@pytest.fixture
def desk(sqlite_address: str) -> Iterator[Desk]:
    made = open_desk(sqlite_address, takers=TAKERS)
    a_programme(made)
    yield made
    made.close()


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, desk: Desk, tmp_path: Path) -> Iterator[MainWindow]:
    context = Context(
        theme=Theme(qapp, "light"), preferences=Preferences(tmp_path / "window.ini"), bus=Bus(),
        readers=Background(Pool(2)), writer=Background(Pool(1)), actor="asha", desk=desk,
    )  # fmt: skip
    made = MainWindow(context, pages.entries(Page))
    qtbot.addWidget(made)
    made.resize(1280, 680)
    with qtbot.waitExposed(made):
        made.show()
    made.start("dashboard")
    yield made
    made.close()


def dropped(window: MainWindow, path: Path) -> ImportPage:
    """Drops a file on whatever page is shown."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    nothing = Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPointF(400, 300), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, nothing))
    page = window.stack.current
    assert isinstance(page, ImportPage)
    return page


@pytest.mark.slow
def test_a_dropped_list_becomes_a_workbook_whose_figures_lead_back_to_its_people(
    qtbot: QtBot, window: MainWindow, desk: Desk, tmp_path: Path
) -> None:
    with as_file(files("resources") / "demo" / "enrolment-list.xlsx") as path:
        page = dropped(window, path)
        reached(qtbot, page, FILE)
        for step in (MATCH, FIX, APPLY, APPLY + 1):
            qtbot.waitUntil(lambda: not page.talk.busy, timeout=PATIENCE)
            qtbot.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
            reached(qtbot, page, step)
        assert window.toast.text.startswith("Imported enrolment-list.xlsx")

    page.result.records_wanted.emit()
    developers = window.stack.current
    assert developers is not None
    qtbot.waitUntil(lambda: developers.grid.model.rowCount() == NEW, timeout=PATIENCE)  # type: ignore[attr-defined]  # its grid

    window.open_page("reports", {})
    reports = window.stack.current
    assert reports is not None
    qtbot.waitUntil(lambda: reports.pack.choices.year.count() > 0, timeout=PATIENCE)  # type: ignore[attr-defined]  # what the person sees filled
    reports.pack.choices.whole_year()  # type: ignore[attr-defined]  # the whole year
    reports.pack.show_pack()  # type: ignore[attr-defined]  # the button
    qtbot.waitUntil(lambda: reports.pack.prepared is not None, timeout=PATIENCE)  # type: ignore[attr-defined]  # counted
    target = tmp_path / "pack.xlsx"
    reports.pack.write_to(str(target))  # type: ignore[attr-defined]  # a ReportsPage
    qtbot.waitUntil(target.is_file, timeout=PATIENCE)

    book = load_workbook(target)
    found = [(sheet.title, cell.coordinate) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value == NEW]
    assert found, "no figure of the workbook counts the people of the list"
    sheet, at = found[0]
    assert len(desk.read(behind.behind, target, sheet, at).ids) == NEW


def reached(qtbot: QtBot, page: ImportPage, step: int) -> None:
    shown = (page.file, page.match, page.fix, page.finish, page.result)[step]
    qtbot.waitUntil(shown.isVisible, timeout=PATIENCE)
