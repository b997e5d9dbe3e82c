"""What a public pack withholds stays withheld, whoever does the sums, and however many packs came before."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from skilling.database.reporttables import PublishedPack
from skilling.domain.calendar import month
from skilling.reports import crosstab, delivery
from skilling.reports.grids import Figure, Text
from skilling.services.desk import Desk
from tests.builders import a_cohort, a_developer, an_enrolment
from tests.figures.attack import attacked
from tests.reports import seeded
from tests.reports.packs import a_pack, grid_named, words_of
from tests.reports.seeded import TODAY


@pytest.mark.parametrize(("seed", "developers"), [(7, 150), (1, 12)])
def test_no_withheld_figure_of_months_of_packs_can_be_worked_out(
    sqlite_desk: Desk, tmp_path: Path, seed: int, developers: int
) -> None:
    seeded.fill(sqlite_desk, seed, developers)
    found = attacked(sqlite_desk, tmp_path, ("2026-05", "2026-06", "2026-07"))
    assert found.recovered == []
    assert found.packs == 3 and found.withheld > 100


def test_the_attack_finds_what_only_the_first_rule_protects(
    sqlite_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise the test above would prove nothing."""
    from skilling.reports.suppression import protection

    seeded.fill(sqlite_desk, 7, 150)
    monkeypatch.setattr(protection, "completed", lambda system, level, found: (system, found))
    assert len(attacked(sqlite_desk, tmp_path, ("2026-06",)).recovered) > 3


def test_a_table_on_demand_that_would_give_a_published_pack_away_withholds_more(sqlite_desk: Desk, tmp_path: Path) -> None:
    """Five women and five men of one State: the table alone could show the ten of the State, the pack shows the women as few."""
    cohort = _cohort(sqlite_desk)
    for number in range(40):
        person = a_developer(sqlite_desk, state_id=29, gender="F" if number < 5 else "M")
        an_enrolment(sqlite_desk, person, cohort, enrolled_on=date(2026, 7, 1))
    delivery.deliver(sqlite_desk, "asha", a_pack(sqlite_desk, month("2026-07"), profile="public"), tmp_path / "july.xlsx")
    table = sqlite_desk.read(
        crosstab.pack_of, crosstab.Definition("gender", (), "enrolled"), month("2026-07"), TODAY, profile="public"
    )
    men = [row for row in words_of(table.sheets[0]) if "Male" in row]
    assert men and men[0][-1] == "*"  # 40 less 35 would be 5


def test_zero_is_shown_one_to_nine_are_not_and_ten_is(sqlite_desk: Desk) -> None:
    for state, many in ((29, 9), (27, 10), (33, 30), (9, 31)):
        for _ in range(many):
            an_enrolment(
                sqlite_desk, a_developer(sqlite_desk, state_id=state), _cohort(sqlite_desk), enrolled_on=date(2026, 8, 3)
            )
    rows = {row[2]: row for row in words_of(grid_named(a_pack(sqlite_desk, profile="public"), "State UT"), notes=False)}
    assert rows["Goa"][4] == "0"
    assert rows["Karnataka"][4] == "<10"
    # One other cell is withheld, or the total would give it away: the smallest that may be.
    shown = {name: rows[name][4] for name in ("Maharashtra", "Tamil Nadu", "Uttar Pradesh", "Total") if name in rows}
    assert sorted(shown.values()).count("*") == 1
    assert rows["Total"][4] == "80" if "Total" in rows else True


def test_totals_are_the_last_to_go(sqlite_desk: Desk) -> None:
    """Ten people each in two States, with every one of ten districts of the first at least one: the districts are given up."""
    cohort = _cohort(sqlite_desk)
    for state, districts in ((29, tuple(range(524, 533))), (27, (466,))):
        for place in range(9 if state == 29 else 31):
            person = a_developer(sqlite_desk, state_id=state, district_id=districts[place % len(districts)])
            an_enrolment(sqlite_desk, person, cohort, enrolled_on=date(2026, 8, 3))
    pack = a_pack(sqlite_desk, profile="public")
    enrolled = next(row for row in words_of(grid_named(pack, "Summary"), notes=False) if "Enrolled" in row)
    assert enrolled[5] == "40"
    states = {row[2]: row[4] for row in words_of(grid_named(pack, "State UT"), notes=False) if len(row) > 4}
    assert (states["Karnataka"], states["Total"]) == ("<10", "40")
    districts_shown = [row[4] for row in words_of(grid_named(pack, "District"), notes=False) if "Karnataka" in row]
    assert "**" in districts_shown  # nine of "<10" that come to "<10" would be one each


def test_a_sheet_without_its_chart_has_no_page_for_it(sqlite_desk: Desk) -> None:
    an_enrolment(sqlite_desk)
    drawn = {grid.name for grid in a_pack(sqlite_desk).sheets if grid.drawings}
    pack = a_pack(sqlite_desk, profile="public")
    assert {"Trend", "State UT"} <= drawn
    assert all(not grid.page_breaks and not grid.drawings for grid in pack.sheets if grid.name in drawn)


def test_names_and_registers_are_dropped(sqlite_desk: Desk) -> None:
    seeded.fill(sqlite_desk, 1)
    pack = a_pack(sqlite_desk, profile="public")
    assert {"Cohort register", "Startups", "Institutions"} & {grid.name for grid in pack.sheets} == set()
    said = " ".join(str(c.value) for grid in pack.sheets for row in grid.rows for c in row.cells if isinstance(c, Text))
    assert "Disha" not in said and "Mysuru" not in said and "COH-" not in said


def test_a_figure_that_hardly_changed_since_it_was_published_is_withheld(sqlite_desk: Desk, tmp_path: Path) -> None:
    cohort = _cohort(sqlite_desk)
    for number in range(45):
        on = date(2026, 7, 1) if number < 40 else date(2026, 8, 5)
        an_enrolment(sqlite_desk, a_developer(sqlite_desk, state_id=29), cohort, enrolled_on=on)
    delivery.deliver(sqlite_desk, "asha", a_pack(sqlite_desk, month("2026-07"), profile="public"), tmp_path / "july.xlsx")
    found = {
        cell.value for row in grid_named(a_pack(sqlite_desk, month("2026-08"), profile="public"), "State UT").rows
        for cell in row.cells if isinstance(cell, Figure) and cell.question.measure == "enrolled"
    }  # fmt: skip
    assert found == {0}  # 45 less 40 would be 5


def test_what_was_published_is_kept_once_for_each_pack(desk: Desk, tmp_path: Path) -> None:
    an_enrolment(desk)
    for name in ("one.xlsx", "two.xlsx"):
        delivery.deliver(desk, "asha", a_pack(desk, profile="public"), tmp_path / name)
    delivery.deliver(desk, "asha", a_pack(desk), tmp_path / "ministry.xlsx")
    kept = desk.read(lambda session: list(session.exec(select(PublishedPack))))
    assert [(row.as_on, row.actor) for row in kept] == [(date(2026, 9, 30), "asha")]


def test_the_same_pack_published_again_is_the_same(sqlite_desk: Desk, tmp_path: Path) -> None:
    seeded.fill(sqlite_desk, 5, 100)
    first = a_pack(sqlite_desk, profile="public")
    delivery.deliver(sqlite_desk, "asha", first, tmp_path / "one.xlsx")
    assert a_pack(sqlite_desk, profile="public").uid == first.uid


def _cohort(desk: Desk) -> object:
    return a_cohort(desk)
