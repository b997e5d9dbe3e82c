"""The page of reports over a real desk: packs, tables and templates, what is seen, written and printed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest
import python_calamine
from openpyxl import load_workbook
from PySide6.QtWidgets import QPushButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from skilling.domain.calendar import day_in_india, fy_of
from skilling.reports import crosstab
from skilling.services.desk import Desk
from tests.builders import a_developer, an_enrolment
from tests.figures.templates import FORMS, build
from tests.ui.accessibility import assert_all_named
from tests.ui.reports.inline import InlineJob, use_inline_jobs
from ui.context import Context
from ui.reports.page import ReportsPage
from ui.reports.templategrid import TemplateModel

WOMEN, MEN = 3, 2


def today() -> date:
    return day_in_india(datetime.now(UTC))


@pytest.fixture
def people(sqlite_desk: Desk) -> None:
    """Three women and two men of Karnataka, who enrolled today."""
    for gender in ("F",) * WOMEN + ("M",) * MEN:
        an_enrolment(sqlite_desk, a_developer(sqlite_desk, state_id=29, gender=gender), on=today())


@pytest.fixture
def page(qtbot: QtBot, office: Context, people: None) -> Iterator[ReportsPage]:
    jobs: list[InlineJob] = use_inline_jobs(office)
    made = ReportsPage(office)
    qtbot.addWidget(made)
    made.resize(1160, 640)
    made.show()
    made.opened()
    for room in (made.pack, made.tables, made.template):
        room.choices.whole_year()
    yield made
    for job in jobs:
        if hasattr(job.state, "desk"):
            job.state.desk.close()


def shown(page: ReportsPage, room: str) -> list[list[str]]:
    table = getattr(page, room).sheet
    return [
        [table.item(row, column).text() if table.item(row, column) else "" for column in range(table.columnCount())]
        for row in range(table.rowCount())
    ]


def test_every_control_of_every_part_has_a_name(page: ReportsPage, tmp_path: Path) -> None:
    page.pack.show_pack()
    page.tables.opened()
    page.template.open_file(str(build(FORMS[0], tmp_path)))
    for place in range(3):
        page.tabs.show_tab(place)
        assert_all_named(page)


def test_a_pack_is_seen_and_written_and_its_figure_leads_to_its_people(page: ReportsPage, tmp_path: Path) -> None:
    page.pack.show_pack()
    assert page.pack.prepared is not None
    names = page.pack.prepared.sheets
    page.pack.names.setCurrentIndex(names.index("State UT"))
    row = next(n for n, cells in enumerate(shown(page, "pack")) if any("Karnataka" in cell for cell in cells))
    column = next(n for n, cell in enumerate(shown(page, "pack")[row]) if cell == str(WOMEN + MEN))
    page.pack.look_behind(row + 1, column + 1)
    assert page.panel.isVisible()
    page.pack.write_to(str(tmp_path / "pack.xlsx"))
    assert load_workbook(tmp_path / "pack.xlsx").sheetnames == list(names)
    assert "pack.xlsx" in page.pack.done.text


def test_figures_are_in_sight_in_a_low_window_too(qtbot: QtBot, page: ReportsPage) -> None:
    page.resize(1060, 560)
    page.pack.show_pack()
    assert page.pack.prepared is not None
    page.pack.names.setCurrentIndex(page.pack.prepared.sheets.index("State UT"))
    table = page.pack.sheet
    qtbot.waitUntil(lambda: table.verticalScrollBar().value() > 0)
    first = next(row for row, cells in enumerate(shown(page, "pack")) if cells[0] == "1")
    assert 0 < table.rowViewportPosition(first + 3) < table.viewport().height()


def test_a_public_pack_shows_no_small_figure(page: ReportsPage) -> None:
    page.pack.choices.profile.setCurrentIndex(1)
    page.pack.show_pack()
    assert page.pack.prepared is not None
    assert "Protection" in page.pack.prepared.sheets
    page.pack.names.setCurrentIndex(page.pack.prepared.sheets.index("State UT"))
    row = next(cells for cells in shown(page, "pack") if any("Karnataka" in cell for cell in cells))
    assert row[4] == "<10"  # enrolled; the cohorts before it are nobody's figure
    assert not {str(WOMEN), str(WOMEN + MEN)} & set(row[4:])


def test_a_day_before_the_period_is_refused_with_its_sentence(page: ReportsPage) -> None:
    page.pack.choices.as_of.setText("01.01.2001")
    page.pack.show_pack()
    assert "lies before" in page.pack.wrong.text
    page.pack.choices.as_of.setText("nonsense")
    page.pack.show_pack()
    assert "is not a day" in page.pack.wrong.text
    assert page.pack.prepared is None


def test_a_pack_is_printed_as_pdf(qtbot: QtBot, page: ReportsPage, tmp_path: Path) -> None:
    page.pack.show_pack()
    target = tmp_path / "pack.pdf"
    page.pack.pdf_to(str(target))
    qtbot.waitUntil(target.exists, timeout=60_000)
    content = target.read_bytes()
    assert content.startswith(b"%PDF")
    assert page.pack.prepared is not None
    assert content.count(b"/Type /Page\n") >= len(page.pack.prepared.sheets)
    assert not list(tmp_path.glob("*.part"))


def test_the_parliament_question_takes_two_clicks(page: ReportsPage, sqlite_desk: Desk) -> None:
    page.tabs.show_tab(1)
    page.tables.parliament.click()
    assert page.tables.definition() == crosstab.PARLIAMENT
    row = next(cells for cells in shown(page, "tables") if "Karnataka" in cells)
    # Of the last of three years: women, men, both; then all since the beginning.
    assert row[-4:] == [str(WOMEN), str(MEN), str(WOMEN + MEN), str(WOMEN + MEN)]


def test_a_table_is_filtered_saved_renamed_and_deleted(page: ReportsPage, sqlite_desk: Desk) -> None:
    page.tabs.show_tab(1)
    page.tables.take(crosstab.Definition("category", measure="enrolled", filters=(("gender", "F"),)))
    total = next(cells for cells in shown(page, "tables") if "Total" in cells[:2])
    assert total[-1] == str(WOMEN)
    page.tables.save_as("Women by category")
    assert list(sqlite_desk.read(crosstab.saved)) == ["Women by category"]
    page.tables.rename_to("Women")
    assert sqlite_desk.read(crosstab.saved)["Women"].filters == (("gender", "F"),)
    page.tables._on_forget()
    assert sqlite_desk.read(crosstab.saved) == {}


def test_several_conditions_hold_together_and_each_can_be_taken_away(page: ReportsPage, qtbot: QtBot) -> None:
    page.tabs.show_tab(1)
    page.tables.take(crosstab.Definition("category"))
    filters = page.tables.filters

    def add(dimension: str, value: object) -> None:
        filters.by.setCurrentIndex(filters.by.findData(dimension))
        filters.by.activated.emit(filters.by.currentIndex())
        place = next(n for n in range(filters.value.count()) if filters.value.itemData(n) == (value,))
        filters.value.setCurrentIndex(place)
        filters.value.activated.emit(place)
        page.tables.count()

    def total() -> str:
        return next(cells for cells in shown(page, "tables") if "Total" in cells[:2])[-1]

    add("gender", "F")
    assert total() == str(WOMEN)
    add("state", 29)
    assert (total(), filters.held) == (str(WOMEN), (("gender", "F"), ("state", 29)))
    assert [chip.findChild(QPushButton).text() for chip in filters._chips] == ["Gender: Female", "State/UT: Karnataka"]
    assert filters.by.findData("gender") == -1  # a dimension is asked once
    add("category", None)
    assert_all_named(page)
    filters._chips[0].removed.emit()
    page.tables.count()
    assert total() == str(WOMEN + MEN)


def test_a_bar_of_a_tables_chart_leads_to_its_people(page: ReportsPage) -> None:
    page.tabs.show_tab(1)
    page.tables.take(crosstab.Definition("gender"))
    page.tables.chart.chart.chosen.emit(0, 0)  # the largest: women
    assert page.panel.isVisible()
    assert page.tables._crossed is not None and page.tables._crossed.chart is not None
    assert page.tables._crossed.chart.series[0][1] == (WOMEN, MEN)


def test_a_template_is_bound_by_clicking_and_filled(qtbot: QtBot, page: ReportsPage, tmp_path: Path) -> None:
    path = build(next(form for form in FORMS if form.name == "textbox"), tmp_path)
    page.tabs.show_tab(2)
    page.template.open_file(str(path))
    assert "text boxes and shapes" in page.template.kept.text
    page.template.grid.go_to(4, 2)
    page.template.search.setText("State UT Karnataka Enrolled")
    page.template.search_figures()
    offer = page.template.figures.item(0).data(0x0100)
    assert offer.value == str(WOMEN + MEN)
    page.template._on_bind()
    assert page.template.grid.cells.sheet.bound == {"C5": offer.name}
    page.template.fill_to(str(tmp_path / "filled.xlsx"))
    rows = python_calamine.load_workbook(tmp_path / "filled.xlsx").get_sheet_by_name("Form A").to_python(skip_empty_area=False)
    assert rows[4][2] == WOMEN + MEN
    page.template.free()
    assert page.template.grid.cells.sheet.bound == {}


def test_a_changed_template_asks(page: ReportsPage, tmp_path: Path) -> None:
    path = build(FORMS[0], tmp_path)
    page.tabs.show_tab(2)
    page.template.open_file(str(path))
    page.template.grid.go_to(4, 2)
    page.template.search_figures()
    page.template._on_bind()
    with ZipFile(path, "a") as package:
        package.writestr("custom/new.bin", b"new")
    page.template.open_file(str(path))
    assert "has changed" in page.template.changed.text
    page.template.carry_over()
    assert page.template.changed.text == ""
    assert list(page.template.grid.cells.sheet.bound) == ["C5"]


def test_the_cells_of_a_template_are_a_sound_model(page: ReportsPage, tmp_path: Path, qtmodeltester: ModelTester) -> None:
    page.template.open_file(str(build(FORMS[0], tmp_path)))
    model = page.template.grid.cells
    assert isinstance(model, TemplateModel) and model.rowCount() > 4
    qtmodeltester.check(model)


def test_a_file_that_is_no_workbook_is_refused(page: ReportsPage, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("a,b", encoding="utf-8")
    page.template.open_file(str(path))
    assert "not an .xlsx" in page.template.wrong.text
    assert page.template.view is None


def test_the_year_of_today_is_offered(page: ReportsPage) -> None:
    assert page.pack.choices.year.findData(fy_of(today())) >= 0
