"""A merge after a quarter was handed over: the figures of people move, each for that reason alone, and enrolments do not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from skilling.domain import periods as rules
from skilling.reports import pack as packs
from skilling.reports.periods import freezing, handing, restating
from skilling.services import duplicates, history, merging, periods
from skilling.services.desk import Desk
from tests.builders import a_cohort, a_developer, an_enrolment

TODAY = date(2026, 11, 22)
Q2 = rules.named("2026-27-Q2")


def test_a_merge_is_the_one_cause_of_what_it_moved(desk: Desk, tmp_path: Path) -> None:
    known = {"gender": "F", "category": "GEN", "learner_type": "student", "born_on": date(2000, 1, 1), "state_id": 29}
    one, two, third = (a_developer(desk, full_name=name, **known) for name in ("Asha Rao", "A Rao", "Meera Nair"))
    for person in (one, two, third):
        an_enrolment(desk, person, a_cohort(desk), on=date(2026, 8, 1))
    desk.change("head", "report.waived", periods.waive, "DQ005", "districts come later", date(2026, 12, 31), TODAY)
    freezing.freeze(desk, "head", Q2, TODAY)
    handing.submit(desk, "head", Q2, packs.MINISTRY, None, tmp_path / "q2.xlsx")
    assert desk.read_figures(restating.account, Q2, TODAY).cells == ()
    desk.change("officer", merging.MERGED, merging.merge, one.id, two.id)
    an_enrolment(desk, a_developer(desk, **known), a_cohort(desk), on=date(2026, 11, 1))  # of the next quarter
    moved = desk.read_figures(restating.account, Q2, TODAY).cells
    assert moved
    totals = [each for each in moved if each.sheet == "State UT" and each.row.startswith("Total")]
    assert [(each.submitted, each.now) for each in totals if "Unique" in each.column] == [(3, 2)]
    assert not [each for each in moved if each.column.startswith("Enrolled")]
    assert all(each.cause.startswith("Merged developer A Rao into Asha Rao (officer") for each in moved), moved
    assert not [each for each in moved if ";" in each.cause]
    desk.change("officer", history.TAKEN_BACK, duplicates.unmerge, two.id)
    assert desk.read_figures(restating.account, Q2, TODAY).cells == ()
