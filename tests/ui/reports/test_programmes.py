"""Where a database holds several programmes, the reports page asks which; a public report is always of all of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from pytestqt.qtbot import QtBot

from skilling.domain import periods as rules
from skilling.domain.calendar import day_in_india, fy_of, quarter_of
from skilling.services import periods
from skilling.services.desk import Desk
from skilling.services.programmes import ProgrammeRow
from tests.builders import a_cohort, a_developer, a_programme, an_enrolment
from tests.ui.reports.inline import InlineJob, use_inline_jobs
from ui.context import Context
from ui.reports.page import ReportsPage

TODAY = day_in_india(datetime.now(UTC))
NAME = f"{fy_of(TODAY)}-Q{quarter_of(TODAY)}"


@pytest.fixture
def two(sqlite_desk: Desk) -> tuple[int, int]:
    """Two programmes: one enrolment in the first, three in the second."""
    first, second = a_programme(sqlite_desk, code="ONE", name="First"), a_programme(sqlite_desk, code="TWO", name="Second")
    names = iter(("Asha Rao", "Birju Lal", "Chitra Nair", "Deepak Jha"))
    for programme, count in ((first, 1), (second, 3)):
        cohort = a_cohort(sqlite_desk, programme_id=programme.id, starts_on=TODAY, ends_on=TODAY)
        for _ in range(count):
            an_enrolment(sqlite_desk, a_developer(sqlite_desk, full_name=next(names)), cohort, on=TODAY)
    return first.id, second.id


@pytest.fixture
def page(qtbot: QtBot, office: Context, two: tuple[int, int]) -> Iterator[ReportsPage]:
    jobs: list[InlineJob] = use_inline_jobs(office)
    made = ReportsPage(office)
    qtbot.addWidget(made)
    made.resize(1100, 640)
    made.show()
    made.opened()
    qtbot.waitUntil(lambda: made.pack.choices.ready and made.pack.choices.programme.count() == 3)
    yield made
    for job in jobs:
        if hasattr(job.state, "desk"):
            job.state.desk.close()


def total(page: ReportsPage) -> str:
    """What the pack's State sheet shows as enrolled in all: the last of its three windows."""
    page.pack.show_pack()
    assert page.pack.prepared is not None
    page.pack.names.setCurrentIndex(page.pack.prepared.sheets.index("State UT"))
    table = page.pack.sheet
    rows = [
        [item.text() if (item := table.item(r, c)) else "" for c in range(table.columnCount())] for r in range(table.rowCount())
    ]
    return next(row for row in rows if "Total" in "".join(row[:3]))[4]


def test_the_programmes_are_offered_only_where_there_are_several(page: ReportsPage) -> None:
    assert [page.pack.choices.programme.itemText(at) for at in range(3)] == ["All programmes", "First", "Second"]
    assert page.pack.choices.programme.isVisible()

    page.pack.choices.fill_programmes([ProgrammeRow(1, "ONE", "Only")])

    assert not page.pack.choices.programme.isVisible()


def test_a_period_is_locked_for_the_programme_that_was_chosen(page: ReportsPage, sqlite_desk: Desk, two: tuple[int, int]) -> None:
    page.tabs.show_tab(page.tabs.place_of(page.periods))
    page.periods.choices.programme.setCurrentIndex(2)

    assert page.periods._title.text().endswith(", TWO")

    for code in rules_above(page):
        sqlite_desk.change("office", "report.waived", periods.waive, code, "Known to all of us", TODAY, TODAY)
    page.periods._on_lock("en")

    assert sqlite_desk.read(periods.row, rules.named(NAME), "ministry", TODAY, two[1]).state == rules.LOCKED
    assert sqlite_desk.read(periods.row, rules.named(NAME), "ministry", TODAY, two[0]).state == rules.OPEN
    assert sqlite_desk.read(periods.row, rules.named(NAME), "ministry", TODAY).state == rules.OPEN


def rules_above(page: ReportsPage) -> list[str]:
    look = page.periods._look
    assert look is not None
    return [rule.code for rule in look.gate if rule.above]


def test_a_public_report_is_of_all_programmes(page: ReportsPage) -> None:
    choices = page.pack.choices
    choices.programme.setCurrentIndex(1)

    choices.profile.setCurrentIndex(choices.profile.findData("public"))

    assert choices.asked().programme_id is None
    assert not choices.programme.isEnabled()


def test_the_pack_of_a_programme_counts_that_programme_alone(page: ReportsPage) -> None:
    counted = []
    for at in range(3):
        page.pack.choices.programme.setCurrentIndex(at)
        counted.append(total(page))

    assert counted == ["4", "1", "3"]
