"""A plan says what would happen to every row, and writes nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from skilling.domain.problems import Refused, Severity
from skilling.importing.document import document
from skilling.importing.planning.fixes import Fix
from skilling.importing.planning.joining import Step
from skilling.services.desk import Desk
from tests.builders import a_cohort, a_developer, a_resource, a_startup, an_enrolment
from tests.importing.trials import (
    ASHA,
    KABIR,
    MEERA,
    TODAY,
    a_list,
    applied,
    card,
    codes,
    counts,
    imported,
    outcomes,
    planned,
    ready,
    rows,
)

BAD_PHONE = (4, "Rohan Mehta", "98450123", "11/05/2001", "M", "Gujarat", "Surat College")
NAMES = ("Anita", "Bina", "Chitra", "Deepa", "Esha", "Farida", "Gauri", "Heena", "Indu", "Jaya", "Kamala", "Lata")
NO_NAME = (5, None, "9845012349", "11/05/2001", "M", "Gujarat", "Surat College")


def test_the_six_counts_add_up_to_the_data_rows(sqlite_desk: Desk, tmp_path: Path) -> None:
    ready(sqlite_desk)
    again = (6, "Rao Asha", "+91 98450 12345", "25/09/2004", "Female", "Karnatak", None)
    path = a_list(tmp_path, ASHA, KABIR, MEERA, BAD_PHONE, NO_NAME, again, (None, "Total", 6))
    plan = planned(sqlite_desk, path, Fix("skip-rows", rows=(4,)))
    assert outcomes(plan) == {"new": 2, "same": 1, "error": 2, "skipped": 1}
    assert sum(plan.counts().values()) == len(plan) == 6
    assert [dropped.why for dropped in plan.place.dropped] == ["total"]


def test_planning_writes_nothing(desk: Desk, tmp_path: Path) -> None:
    ready(desk)
    before = desk.read(lambda session: session.connection().exec_driver_sql("SELECT max(id) FROM changes").scalar())
    planned(desk, a_list(tmp_path, ASHA, KABIR))
    after = desk.read(lambda session: session.connection().exec_driver_sql("SELECT max(id) FROM changes").scalar())
    assert (before, counts(desk, "developer", "cohort", "institution")) == (after, (0, 0, 0))


def test_a_row_without_a_name_or_with_a_broken_phone_is_kept_aside_with_its_reason(sqlite_desk: Desk, tmp_path: Path) -> None:
    ready(sqlite_desk)
    plan = planned(sqlite_desk, a_list(tmp_path, ASHA, BAD_PHONE, NO_NAME))
    assert card(plan, "phone-length").rows == (3,)
    assert card(plan, "missing").rows == (4,)
    assert "8 digits" in plan.reasons[1][0]
    assert card(plan, "missing").severity is Severity.ERROR


def test_somebody_listed_twice_is_one_person_with_what_both_rows_say(desk: Desk, tmp_path: Path) -> None:
    ready(desk)
    first = (1, "Asha Rao", "9845012345", "25/09/2004", "F", None, None)
    again = (2, "Asha Rao", "9845012345", "25/09/2004", "F", "Karnataka", None)
    plan = planned(desk, a_list(tmp_path, first, again))
    assert outcomes(plan) == {"new": 1, "update": 1}
    applied(desk, plan)
    assert rows(desk, "developer", "full_name", "state_id") == [("Asha Rao", 29)]


def test_the_same_file_again_adds_nobody_and_says_so(desk: Desk, tmp_path: Path) -> None:
    ready(desk)
    path = a_list(tmp_path, ASHA, KABIR, MEERA)
    imported(desk, path)
    again = planned(desk, path)
    assert outcomes(again) == {"same": 3}
    assert "imported on" in card(again, "same-file").message
    assert "by Ritu" in card(again, "same-file").message
    assert [again.candidates[position][0].record for position in range(3)] == again.records
    applied(desk, again)
    assert counts(desk, "developer", "enrolment", "institution", "cohort") == (3, 3, 2, 1)


def test_the_same_file_of_bare_names_adds_nobody_either(desk: Desk, tmp_path: Path) -> None:
    ready(desk)
    path = a_list(tmp_path, ["Ravi Kumar"], ["Ravi Kumar"], ["Sunita Devi"], headers=["Name of Student"])
    first = planned(desk, path)
    assert outcomes(first) == {"new": 3}  # two people may have one name; nothing else is known of them
    applied(desk, first)
    assert outcomes(planned(desk, path)) == {"same": 3}


def test_a_newer_version_of_a_list_is_recognised_and_shows_what_changed(desk: Desk, tmp_path: Path) -> None:
    ready(desk)
    many = [(n, f"{name} Nair", f"98450123{n:02}", None, "F", None, None) for n, name in enumerate(NAMES)]
    imported(desk, a_list(tmp_path, *many))
    many[4] = (4, many[4][1], many[4][2], None, "F", "Kerala", None)
    many[5] = (5, many[5][1], many[5][2], None, "M", None, None)
    newer = a_list(tmp_path, *many)
    fill, update = planned(desk, newer), planned(desk, newer, mode="update")
    assert "newer-version" in codes(fill)
    assert outcomes(fill) == {"update": 1, "same": 11}
    assert outcomes(update) == {"update": 2, "same": 10}
    assert [(d.attribute, d.old, d.new) for d in update.diffs_of(5)] == [("gender", "F", "M")]
    assert any("differ from the register" in sentence and "there: 1." in sentence for sentence in fill.assumptions)


def test_blanks_never_overwrite(desk: Desk, tmp_path: Path) -> None:
    ready(desk)
    imported(desk, a_list(tmp_path, ASHA, KABIR))
    plan = planned(desk, a_list(tmp_path, (1, "Asha Rao", "9845012345", None, None, None, None), KABIR), mode="update")
    assert outcomes(plan) == {"same": 2}


def test_add_only_changes_nobody_and_leaves_differing_rows_out(desk: Desk, tmp_path: Path) -> None:
    ready(desk)
    imported(desk, a_list(tmp_path, ASHA))
    moved = (1, "Asha Rao", "9845012345", "25/09/2004", "F", "Kerala", None)
    plan = planned(desk, a_list(tmp_path, moved, KABIR), mode="add-only")
    assert outcomes(plan) == {"new": 1, "skipped": 1}
    assert not plan.changes


def test_a_person_known_from_another_cohort_only_gets_a_further_enrolment(desk: Desk, tmp_path: Path) -> None:
    ready(desk)
    path = a_list(tmp_path, ASHA)
    imported(desk, path)
    plan = planned(desk, path, cohort="PUN-2")
    assert outcomes(plan) == {"update": 1}
    assert not plan.changes
    applied(desk, plan)
    assert counts(desk, "developer", "cohort", "enrolment") == (1, 2, 2)


# -- cohorts and steps -----------------------------------------------------------------------------


def test_a_cohort_that_does_not_exist_is_made_with_a_warning(sqlite_desk: Desk, tmp_path: Path) -> None:
    ready(sqlite_desk)
    plan = planned(sqlite_desk, a_list(tmp_path, ASHA), cohort="NEW-7")
    assert card(plan, "cohort-new").severity is Severity.WARNING
    assert "NEW-7" in card(plan, "cohort-new").message
    assert not plan.blockers


def test_each_row_may_name_its_own_cohort_by_code_or_name(sqlite_desk: Desk, tmp_path: Path) -> None:
    ready(sqlite_desk)
    known = a_cohort(sqlite_desk, code="LKO-3", name="Lucknow evening")
    headers = ["Name of Student", "Mobile No", "Batch Code"]
    path = a_list(
        tmp_path, ["Asha Rao", "9845012345", "lko-3"], ["Kabir Das", "9845012346", "Lucknow Evening"],
        ["Meera Nair", "9845012347", "NEW-1"], ["Rohan Bora", "9845012348", None], headers=headers,
    )  # fmt: skip
    plan = planned(sqlite_desk, path, cohort=None)
    assert [(cohort.code, cohort.id) for cohort in plan.cohorts] == [("LKO-3", known.id), ("NEW-1", 0)]
    assert plan.joins.places == [0, 0, 1]
    assert card(plan, "cohort-missing").rows == (5,)


def test_a_code_that_no_cohort_can_have_is_refused(sqlite_desk: Desk, tmp_path: Path) -> None:
    ready(sqlite_desk)
    with pytest.raises(Refused, match="cannot be the code of a new cohort"):
        planned(sqlite_desk, a_list(tmp_path, ASHA), cohort="B" * 41)
    headers = ["Name of Student", "Batch Code"]
    plan = planned(sqlite_desk, a_list(tmp_path, ["Asha Rao", "C" * 41], headers=headers), cohort=None)
    assert card(plan, "cohort-code").rows == (2,)


def test_a_list_that_names_no_cohort_waits_for_one(sqlite_desk: Desk, tmp_path: Path) -> None:
    ready(sqlite_desk)
    plan = planned(sqlite_desk, a_list(tmp_path, ASHA), cohort=None)
    assert [problem.code for problem in plan.blockers] == ["cohort-needed"]
    assert document(plan)["refused"] is None
    assert outcomes(plan) == {"new": 1}


@pytest.mark.parametrize(("values", "code"), [({"seats": 1}, "cohort-full"), ({"status": "closed"}, "cohort-closed")])
def test_a_full_or_closed_cohort_stands_against_the_plan(
    sqlite_desk: Desk, tmp_path: Path, values: dict[str, object], code: str
) -> None:
    a_cohort(sqlite_desk, code="BLR-1", **values)
    plan = planned(sqlite_desk, a_list(tmp_path, ASHA, KABIR))
    assert [problem.code for problem in plan.blockers] == [code]
    assert document(plan)["refused"]["code"] == code
    if code == "cohort-full":
        assert "2 developers" in plan.blockers[0].message


def test_a_new_person_who_is_active_was_enrolled_on_that_day(sqlite_desk: Desk, tmp_path: Path) -> None:
    ready(sqlite_desk)
    headers = ["Name of Student", "Mobile No", "Status", "Effective Date"]
    path = a_list(
        tmp_path, ["Asha Rao", "9845012345", "Active", "25/09/2026"], ["Kabir Das", "9845012346", None, "26/09/2026"],
        ["Meera Nair", "9845012347", "Completed", "27/09/2026"], ["Rohan Bora", "9845012348", None, None], headers=headers,
    )  # fmt: skip
    plan = planned(sqlite_desk, path)
    on = date(2026, 9, 25)
    assert plan.joins.steps == [
        (Step("enrolled", on), Step("active", on)),
        (Step("enrolled", date(2026, 9, 26)),),
        tuple(Step(status, date(2026, 9, 27)) for status in ("enrolled", "active", "completed")),
        (Step("enrolled", TODAY),),
    ]
    assert card(plan, "steps-filled-in").rows == (4,)


def test_a_status_since_a_day_that_has_not_come_is_an_error(sqlite_desk: Desk, tmp_path: Path) -> None:
    ready(sqlite_desk)
    headers = ["Name of Student", "Status", "Effective Date"]
    plan = planned(sqlite_desk, a_list(tmp_path, ["Asha Rao", "Active", "25/12/2026"], headers=headers))
    assert outcomes(plan) == {"error": 1}
    assert "enrolment-future" in codes(plan)


def test_further_steps_of_known_people_come_with_update_and_only_legal_ones(desk: Desk, tmp_path: Path) -> None:
    cohort = a_cohort(desk, code="BLR-1")
    people = [a_developer(desk, full_name=name, mobile=f"+91984501234{n}") for n, name in enumerate(("Asha Rao", "Kabir Das"))]
    for person in people:
        an_enrolment(desk, person, cohort, on=date(2026, 9, 1))
    headers = ["Name of Student", "Mobile No", "Status", "Effective Date"]
    path = a_list(
        tmp_path, ["Asha Rao", "9845012340", "Active", "25/09/2026"], ["Kabir Das", "9845012341", "Certified", "25/09/2026"],
        headers=headers,
    )  # fmt: skip
    fill, update = planned(desk, path), planned(desk, path, mode="update")
    assert outcomes(fill) == {"same": 2}
    assert card(fill, "status-kept").rows == (2, 3)
    assert outcomes(update) == {"update": 1, "error": 1}
    assert "cannot become certified" in card(update, "enrolment-step").message


# -- who is who ------------------------------------------------------------------------------------


def test_a_doubtful_row_is_held_taken_as_new_or_left_out_as_chosen(desk: Desk, tmp_path: Path) -> None:
    ready(desk)
    a_developer(desk, full_name="Asha Rao", born_on=date(2004, 5, 9), gender="F")
    path = a_list(tmp_path, ["Asha Rao", "05/09/2004", "M"], headers=["Name of Student", "Date of Birth", "Gender"])
    held = planned(desk, path)
    assert outcomes(held) == {"review": 1}
    assert held.candidates[0][0].record == 1
    assert 0 <= held.candidates[0][0].score < 10
    assert outcomes(planned(desk, path, review="new")) == {"new": 1}
    assert outcomes(planned(desk, path, review="skip")) == {"skipped": 1}
    assert outcomes(planned(desk, path, Fix("decide", rows=(2,), value="record:1"))) == {"update": 1}
    decided = planned(desk, path, Fix("decide", rows=(2,), value="new"))
    assert outcomes(decided) == {"new": 1}
    assert [(each.row, each.verdict, each.record) for each in decided.judged] == [(0, "different", 1)]


def test_somebody_said_to_be_new_stays_so_with_all_their_rows(sqlite_desk: Desk, tmp_path: Path) -> None:
    ready(sqlite_desk)
    a_developer(sqlite_desk, full_name="Asha Rao", mobile="+919845012345", born_on=date(2004, 9, 25))
    plan = planned(sqlite_desk, a_list(tmp_path, ASHA, (2, *ASHA[1:])), Fix("decide", rows=(2, 3), value="new"))
    assert (plan.records, outcomes(plan)) == ([0, 0], {"new": 2})
    both = planned(sqlite_desk, a_list(tmp_path, ASHA, (2, *ASHA[1:])), Fix("decide", rows=(3,), value="row:2"))
    assert (both.records, outcomes(both)) == ([1, 1], {"update": 1, "same": 1})


def test_doubtful_rows_taken_as_new_stay_one_person_with_their_repeats(sqlite_desk: Desk, tmp_path: Path) -> None:
    ready(sqlite_desk)
    a_developer(sqlite_desk, full_name="Asha Rao", born_on=date(2004, 5, 9), gender="F")
    row = ("Asha Rao", "05/09/2004", "M", "21CS001", "Hassan Engineering College")
    headers = ["Name of Student", "Date of Birth", "Gender", "Roll No", "College"]
    plan = planned(sqlite_desk, a_list(tmp_path, row, row, headers=headers), review="new")
    assert (plan.firsts, outcomes(plan)) == ([0, 0], {"new": 1, "same": 1})


def test_people_added_or_edited_by_hand_are_recognised(desk: Desk, tmp_path: Path) -> None:
    ready(desk)
    a_developer(desk, full_name="Asha Rao", mobile="+919845012345")
    plan = planned(desk, a_list(tmp_path, ASHA))
    assert plan.records == [1]


def test_institutions_are_found_again_by_name_and_new_ones_are_said(desk: Desk, tmp_path: Path) -> None:
    ready(desk)
    imported(desk, a_list(tmp_path, ASHA))
    shouted = (3, *MEERA[1:6], "HASSAN  ENGINEERING COLLEGE.")
    plan = planned(desk, a_list(tmp_path, KABIR, shouted))
    assert plan.institutions.names == ("Thrissur Polytechnic College",)
    assert plan.values["developer.institution"][1] == 1
    assert card(plan, "institution-new").rows == (2,)


# -- other nouns -----------------------------------------------------------------------------------


def test_startups_are_known_by_their_numbers_and_by_name_with_state(desk: Desk, tmp_path: Path) -> None:
    a_startup(desk, legal_name="Disha Labs Private Limited", state_id=29)
    a_startup(desk, legal_name="Vayu Agritech Private Limited", udyam="UDYAM-KR-03-0012345")
    headers = ["Startup Name", "Udyam No", "State", "Sector"]
    path = a_list(
        tmp_path, ["M/s Disha Labs Pvt. Ltd.", None, "Karnataka", "Health"], ["Vayu Agri", "UDYAM-KR-03-0012345", None, "Farming"],
        ["Disha Labs", None, "Kerala", "Health"], ["disha labs pvt ltd", None, "Kerala", None], headers=headers,
    )  # fmt: skip
    plan = planned(desk, path, cohort=None, as_noun="startups")
    assert plan.records == [1, 2, 0, 0]
    assert outcomes(plan) == {"update": 2, "new": 1, "same": 1}
    assert not plan.blockers


def test_resources_are_known_by_link_else_by_title_with_provider_and_language(desk: Desk, tmp_path: Path) -> None:
    a_resource(desk, title="Prompting", url="https://example.in/prompting")
    a_resource(desk, title="Responsible AI", provider="IndiaAI", language="en")
    headers = ["Course Title", "URL", "Provider", "Language", "Hours"]
    path = a_list(
        tmp_path, ["Prompting for all", "http://www.example.in/prompting/", None, None, 3],
        ["Responsible AI", None, "IndiaAI", "Hindi", 2], ["responsible ai", None, "indiaai", "English", 2], headers=headers,
    )  # fmt: skip
    plan = planned(desk, path, cohort=None, as_noun="resources")
    assert plan.records == [1, 0, 2]


def test_a_name_that_does_not_fit_is_kept_aside_and_never_cut(sqlite_desk: Desk, tmp_path: Path) -> None:
    path = a_list(tmp_path, ["Disha " * 60], headers=["Startup Name"])
    plan = planned(sqlite_desk, path, cohort=None, as_noun="startups")
    assert (outcomes(plan), card(plan, "too-long").rows) == ({"error": 1}, (2,))


def test_grants_go_to_holders_of_the_register_only(desk: Desk, tmp_path: Path) -> None:
    a_developer(desk, full_name="Asha Rao", mobile="+919845012345")
    headers = ["AI Tool", "Unit", "Amount", "Name of Student", "Mobile No", "Approved on"]
    path = a_list(
        tmp_path, ["API credit", "USD", 500, "Asha Rao", "9845012345", "25/09/2026"],
        ["API credit", "USD", 500, "Nobody Here", "9845019999", "25/09/2026"], headers=headers,
    )  # fmt: skip
    plan = planned(desk, path, cohort=None, as_noun="grants")
    assert outcomes(plan) == {"new": 1, "error": 1}
    applied(desk, plan)
    assert rows(desk, "grant", "product", "unit", "developer_id", "startup_id") == [("API credit", "usd", 1, None)]
    assert outcomes(planned(desk, path, cohort=None, as_noun="grants")) == {"same": 1, "error": 1}


def test_lists_that_cannot_be_taken_in_are_refused_by_name(sqlite_desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        planned(sqlite_desk, a_list(tmp_path, ASHA), as_noun="attendance")
    assert refused.value.code == "unsupported"


def test_the_question_on_which_most_rows_hang_comes_first_then_the_likeliest(sqlite_desk: Desk, tmp_path: Path) -> None:
    ready(sqlite_desk)
    a_developer(sqlite_desk, full_name="Tarun Rao", born_on=date(2004, 9, 5))
    a_developer(sqlite_desk, full_name="Asha Nilima Das", born_on=date(2003, 2, 7), father_name="Mohan Das")
    headers = ["Name of Student", "Date of Birth", "Mobile No", "Father Name"]
    likely = ["Asha Nilima Das", "07/02/2003", None, "Suresh Das"]
    twice = ["Taran Rao", "05/09/2004", "9845012345", None]
    plan = planned(sqlite_desk, a_list(tmp_path, likely, twice, twice, headers=headers))
    best = [plan.candidates[position][0].score for position in plan.questions()]
    assert plan.questions() == [1, 2, 0]
    assert best[2] > best[0]
