"""What moved a cell is named: also where a record that nobody touched is the one counted again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from skilling.database.tables import Enrolment
from skilling.domain import periods as rules
from skilling.reports.periods import freezing, handing, restating
from skilling.services import periods, records
from skilling.services.desk import Desk
from tests.builders import a_cohort, a_developer, an_enrolment

Q2, TODAY = rules.named("2026-27-Q2"), date(2026, 10, 5)


def test_a_cohort_that_comes_to_be_counted_in_a_second_state_is_traced_to_the_correction(desk: Desk, tmp_path: Path) -> None:
    cohort = a_cohort(desk)
    state, other = [key for key, *_ in desk.read(records.states)][:2]
    first, _ = [an_enrolment(desk, a_developer(desk, state_id=state, gender="F"), cohort, on=date(2026, 8, 3)) for _ in range(2)]
    for rule in ("DQ003", "DQ005", "DQ006", "DQ007"):  # what is not known of these two
        desk.change("head", "report.waived", periods.waive, rule, "Only two people", date(2026, 12, 31), TODAY)
    desk.change("head", "report.locked", freezing.lock, Q2, TODAY, "ministry", "en")
    handing.submit(desk, "head", Q2, "ministry", None, tmp_path / "q2.xlsx")
    # The second enrolment is the one that is counted again now, and nobody touched it.
    moved = desk.change(
        "Ritu", "enrolment.edited", lambda change: change.edit(change.get(Enrolment, first.id), {"state_id": other})
    )

    cells = desk.read_figures(restating.account, Q2, TODAY).cells

    again = [each for each in cells if "more than one State" in each.row and each.column.startswith("Cohorts")]
    assert {(each.submitted, each.now) for each in again} == {(0, 1)}
    assert all(f"change {moved.change_id}" in each.cause for each in again)
