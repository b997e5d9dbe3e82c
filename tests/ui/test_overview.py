"""The dashboard, the history and the quiet pages over a real programme."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from skilling.services import history, records, sample
from skilling.services.desk import Desk, open_desk
from tests.ui.accessibility import assert_all_named
from ui.background import Background
from ui.context import Context
from ui.help.page import TOPICS, HelpPage
from ui.history.page import HistoryPage
from ui.overview.page import DashboardPage
from ui.settings.page import SettingsPage
from ui.shared.figures import FigureCard


@pytest.fixture(scope="module")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "sample.db"
    desk = open_desk(path, create=True)
    sample.fill(desk, "asha")
    desk.close()
    return path


@pytest.fixture
def programme(context: Context, sample_file: Path, tmp_path: Path) -> Iterator[Desk]:
    """The sample programme, open in the context."""
    copy = tmp_path / "programme.db"
    copy.write_bytes(sample_file.read_bytes())
    desk = open_desk(copy)
    context.use_desk(desk)
    yield desk
    desk.close()


@pytest.fixture
def opened(context: Context) -> list[tuple[str, dict[str, Any]]]:
    asked: list[tuple[str, dict[str, Any]]] = []
    context.bus.opened.connect(lambda name, where: asked.append((name, where)))
    return asked


def shown(qtbot: QtBot, page: Any) -> Any:
    qtbot.addWidget(page)
    page.resize(1160, 680)
    page.show()
    page.opened()
    return page


def test_the_dashboard_asks_nothing_on_the_window_thread_and_no_old_answer_lands(
    qtbot: QtBot, context: Context, programme: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting: list[Callable[[], None]] = []
    monkeypatch.setattr(context, "readers", Background(waiting.append))
    page = shown(qtbot, DashboardPage(context))
    page._load()
    landed: list[object] = []
    monkeypatch.setattr(page, "set_subtitle", landed.append)
    asked = len(waiting)
    for job in waiting:
        job()
    assert asked >= 4 and len(landed) == 1


def test_the_dashboard_shows_the_figures_of_the_services_and_names_every_control(
    qtbot: QtBot, context: Context, programme: Desk
) -> None:
    page = shown(qtbot, DashboardPage(context))
    cards = {card.accessibleName().split(":")[0]: card.value for card in page.findChildren(FigureCard)}

    assert set(cards) == {"Enrolments this year", "Learning now", "Completed this year", "Cohorts running", "Startups"}
    assert all(value != "—" for value in cards.values())
    assert cards["Startups"] == "6"
    assert_all_named(page)


def test_a_figure_of_the_dashboard_opens_its_list(
    qtbot: QtBot, context: Context, programme: Desk, opened: list[tuple[str, dict[str, Any]]]
) -> None:
    page = shown(qtbot, DashboardPage(context))
    card = next(card for card in page.findChildren(FigureCard) if card.accessibleName().startswith("Learning now"))

    card.pressed.emit()

    assert opened[-1][0] == "developers"
    assert opened[-1][1]["filters"][0].values == ("active",)


def test_an_empty_programme_is_told_how_to_begin(qtbot: QtBot, context: Context, tmp_path: Path) -> None:
    desk = open_desk(tmp_path / "empty.db", create=True)
    context.use_desk(desk)
    page = shown(qtbot, DashboardPage(context))

    assert not page.findChild(FigureCard).isVisible()
    desk.close()


def test_history_lists_a_change_in_words_and_takes_it_back(qtbot: QtBot, context: Context, programme: Desk) -> None:
    made = programme.change("asha", "developer.created", records.create, "developer", {"full_name": "Zubina Kharkongor"})
    page = shown(qtbot, HistoryPage(context))
    table = page._table
    assert table.item(0, 2).text() == "Added developer Zubina Kharkongor"

    table.setCurrentCell(0, 2)
    page._show(0)
    assert_all_named(page)
    page._take_back(page._rows[0])

    undone = {row.change_id: row.undone_by for row in programme.read(history.rows)}
    assert undone[made.change_id or 0] is not None
    assert programme.read(records.find, "developer", "kharkongor") == []


def test_every_topic_of_the_help_is_there_and_found_by_its_words(qtbot: QtBot, context: Context) -> None:
    page = shown(qtbot, HelpPage(context))
    assert page._list.count() == len(TOPICS)

    page._search.setText("Aadhaar")

    assert [page._list.item(row).text() for row in range(page._list.count())] == ["Import a list"]
    assert "never kept" in page._text.toPlainText()
    assert_all_named(page)


def test_settings_make_a_backup_and_list_it(qtbot: QtBot, context: Context, programme: Desk) -> None:
    page = shown(qtbot, SettingsPage(context))
    assert page._list.item(0).text() == "No backups yet"

    page._back_up()

    assert page._list.item(0).text().endswith("by-hand.db")
    assert_all_named(page)
