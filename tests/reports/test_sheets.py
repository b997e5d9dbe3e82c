"""Every cell of every sheet, counted again by other means."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from skilling.domain.calendar import financial_year, month, quarter
from skilling.reports.checks import checks
from skilling.reports.figures import records
from skilling.reports.grids import Form
from skilling.reports.sheet import FigureColumn, Sheet, Table, TextColumn, lay_out
from skilling.reports.sheet import Row as SheetRow
from skilling.reports.words import Words
from skilling.services.desk import Desk
from tests.builders import a_developer, an_enrolment
from tests.reports import seeded
from tests.reports.packs import a_pack, figure, grid_named, words_of
from tests.reports.recount import Row, recount
from tests.reports.recount_people import every_sheet

EXPECTED = Path(__file__).parents[1] / "expected"


def test_the_pack_is_what_the_stored_grids_say(desk: Desk) -> None:
    seeded.fill(desk, seed=2026)
    pack = a_pack(desk)
    for grid in pack.sheets[1:-1]:
        name = grid.name.lower().replace(" ", "_")
        with (EXPECTED / f"report_{name}.csv").open(encoding="utf-8", newline="") as file:
            assert words_of(grid) == list(csv.reader(file)), grid.name


@pytest.mark.parametrize("seed", range(1, 5))
def test_a_recount_over_the_records_finds_the_same_in_every_cell(sqlite_desk: Desk, seed: int) -> None:
    seeded.fill(sqlite_desk, seed)
    period = (quarter("2026-27", 2), month("2026-06"), financial_year("2026-27"))[seed % 3]
    as_of = date(2026, 9, 10) if seed % 2 and period.end > date(2026, 9, 10) else None
    as_on = min(as_of or period.end, period.end, seeded.TODAY)
    pack = a_pack(sqlite_desk, period, as_of=as_of)
    for name, rows in _recount(sqlite_desk, period.start, as_on).items():
        assert words_of(grid_named(pack, name)) == rows, name


@pytest.mark.parametrize("known_on", [date(2026, 5, 31), date(2026, 6, 10), date(2026, 8, 15)])
def test_a_recount_of_the_steps_finds_what_was_known_on_an_earlier_day(desk: Desk, known_on: date) -> None:
    seeded.fill(desk, seed=5)
    _backdate(desk)
    period = quarter("2026-27", 1)
    pack = a_pack(desk, period, known_on=known_on)
    for name, rows in _recount(desk, period.start, period.end, known_on).items():
        assert words_of(grid_named(pack, name)) == rows, name


def test_a_new_sheet_is_one_declaration(sqlite_desk: Desk) -> None:
    by_gender = Sheet(
        "Gender",
        Words("Progress by gender", "लिंग-वार प्रगति"),
        (
            Table(
                (TextColumn(Words("Gender", "लिंग"), 20),),
                (FigureColumn("enrolled"), FigureColumn("certified", per="enrolled", form=Form.PERCENT)),
                lambda _session, _scope: [
                    SheetRow((Words("Women", "महिलाएँ"),), (("gender", "F"),)),
                    SheetRow((Words("Men", "पुरुष"),), (("gender", "M"),)),
                ],
            ),
        ),
    )  # fifteen lines, and it counts, adds up, is checked and leads back to its people
    women = [an_enrolment(sqlite_desk, a_developer(sqlite_desk, gender="F")) for _ in range(2)]
    an_enrolment(sqlite_desk, a_developer(sqlite_desk, gender="M"))
    head = a_pack(sqlite_desk).head
    laid = sqlite_desk.read(lay_out, by_gender, head)
    assert words_of(laid.grid) == [["1", "Women", "2", "0.0"], ["2", "Men", "1", "0.0"], ["", "Total", "3", "0.0"]]
    first = next(figure for _, figure in laid.grid.figures())
    assert sqlite_desk.read(records, head.scope, first.question) == [each.id for each in women]
    assert [check.ok for check in checks(laid.tables)] == [True]


def test_all_states_have_their_row_in_an_empty_programme(desk: Desk) -> None:
    rows = words_of(grid_named(a_pack(desk), "State UT"))
    assert len(rows) == 36 + 1 + 2
    assert [row[2] for row in rows[:2]] == ["Andaman and Nicobar Islands", "Andhra Pradesh"]
    assert rows[36][2] == "Not stated"
    assert all(value in ("0", "") for row in rows for value in row[3:])


def test_a_person_in_two_states_is_counted_once_in_the_total(desk: Desk) -> None:
    developer = a_developer(desk, state_id=29)
    an_enrolment(desk, developer)
    an_enrolment(desk, developer, state_id=27)
    pack = a_pack(desk)
    assert figure(pack, "State UT", "Karnataka", "Unique persons") == 1
    assert figure(pack, "State UT", "Maharashtra", "Unique persons") == 1
    assert figure(pack, "State UT", "Less: counted in more than one State/UT", "Unique persons") == 1
    assert figure(pack, "State UT", "Total", "Unique persons") == 1
    assert figure(pack, "State UT", "Total", "Enrolled") == 2


def test_units_of_ai_tools_are_never_added(desk: Desk) -> None:
    from decimal import Decimal

    from tests.builders import a_grant

    a_grant(desk, amount=Decimal("100.50"))
    a_grant(desk, product="ChatGPT Edu", unit="seat_month", amount=Decimal(6))
    rows = words_of(grid_named(a_pack(desk), "AI tools"))
    totals = [row for row in rows if row[1:2] == ["Total"]]
    assert [row[5] for row in totals] == ["100.50", "6.00"]


def test_a_programme_counts_its_own_cohorts_only(desk: Desk) -> None:
    from tests.builders import a_cohort, a_programme, an_enrolment

    first, second = a_programme(desk, name="First"), a_programme(desk, name="Second")
    an_enrolment(desk, cohort=a_cohort(desk, programme_id=first.id))
    for _ in range(2):
        an_enrolment(desk, cohort=a_cohort(desk, programme_id=second.id))
    pack = a_pack(desk, programme_id=second.id)
    assert pack.head.programme.en == "Second"
    assert figure(pack, "State UT", "Total", "Enrolled") == 2
    assert figure(pack, "Summary", "Cohorts begun", "Cumulative") == 2
    assert a_pack(desk).head.programme.en == "All programmes"


def _recount(desk: Desk, start: date, as_on: date, known_on: date | None = None) -> dict[str, list[Row]]:
    return desk.read(lambda session: every_sheet(session, recount(session, start, as_on, known_on)))


def _backdate(desk: Desk) -> None:
    """Puts the records' own beginnings before the days asked about; a few begin later."""
    from datetime import UTC, datetime

    from sqlmodel import select

    from skilling.database.changes import Change
    from skilling.database.tables import RECORDS

    def work(change: Change) -> None:
        for table in RECORDS.values():
            for record in change.session.exec(select(table)):
                record.created_at = datetime(2026, 7 if record.id % 9 == 0 else 1, 5, tzinfo=UTC)
        change.session.flush()

    desk.change("tests", "record.backdated", work)
