"""What moved a cell is named: also where only the number of rows changed in which a cohort is counted."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from skilling.domain import periods as rules
from skilling.reports.periods import freezing, handing, restating
from skilling.services import periods, records
from skilling.services.desk import Desk
from tests.builders import a_cohort, a_developer, an_enrolment

Q2, TODAY = rules.named("2026-27-Q2"), date(2026, 10, 5)


def test_a_cohort_that_is_counted_in_one_state_less_is_traced_to_who_left_that_state(desk: Desk, tmp_path: Path) -> None:
    cohort = a_cohort(desk)
    states = [key for key, *_ in desk.read(records.states)][:3]
    here = [an_enrolment(desk, a_developer(desk, state_id=state, gender="F"), cohort, on=date(2026, 8, 3)) for state in states]
    for rule in ("DQ003", "DQ005", "DQ006", "DQ007"):  # what is not known of these three
        desk.change("head", "report.waived", periods.waive, rule, "Only three people", date(2026, 12, 31), TODAY)
    desk.change("head", "report.locked", freezing.lock, Q2, TODAY, "ministry", "en")
    handing.submit(desk, "head", Q2, "ministry", None, tmp_path / "q2.xlsx")
    freed = desk.change("Ritu", "enrolment.archived", records.archive, "enrolment", [here[2].id])

    cells = desk.read_figures(restating.account, Q2, TODAY).cells

    again = [each for each in cells if "more than one State" in each.row and each.column.startswith("Cohorts")]
    assert {(each.submitted, each.now) for each in again} == {(2, 1)}
    assert all(f"change {freed.change_id}" in each.cause for each in again)
