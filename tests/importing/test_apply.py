"""A plan is carried out as a whole or not at all, and only while it still holds."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from skilling.database import audit, keyruns
from skilling.database.tables import Cohort, ImportChange, ImportRow, ImportRun, table_of
from skilling.domain.problems import Refused
from skilling.importing import apply, writing
from skilling.importing.planning import planner
from skilling.importing.planning.fixes import Fix
from skilling.importing.reading import child
from skilling.services import cohorts, enrolments, history, records
from skilling.services.desk import Desk
from tests.builders import a_cohort, a_developer, an_enrolment, stored
from tests.importing.trials import (
    ACTOR,
    ASHA,
    HEADERS,
    KABIR,
    MEERA,
    TODAY,
    a_list,
    applied,
    counts,
    imported,
    planned,
    ready,
    rows,
    steps,
)

AADHAAR = "234567890124"  # passes the check and belongs to nobody


def test_what_the_list_says_is_stored_as_a_form_would_store_it(desk: Desk, tmp_path: Path) -> None:
    ready(desk)
    path = a_list(tmp_path, [*ASHA, "CSE"], [*KABIR, None], headers=[*HEADERS, "Branch"])
    run = imported(desk, path)
    kept = ("full_name", "mobile", "born_on", "gender", "state_id", "name_key", "search_text", "extra", "run_id", "row_version")
    by_hand = desk.change(
        ACTOR, "developer.created", records.create, "developer",
        {"full_name": "Asha Rao", "mobile": "9845012345", "born_on": "25/09/2004", "gender": "F", "state_id": 29},
    ).value  # fmt: skip
    found = rows(desk, "developer", "id", *kept)
    same = [name for name in kept if name not in ("extra", "run_id")]
    listed, typed = (dict(zip(("id", *kept), row, strict=True)) for row in (found[0], found[-1]))
    assert typed["id"] == by_hand
    assert {name: listed[name] for name in same} == {name: typed[name] for name in same}
    assert (listed["extra"], found[1][8], listed["run_id"]) == ({"Branch": "CSE"}, None, run)


def test_enrolments_freeze_what_reports_group_by(desk: Desk, tmp_path: Path) -> None:
    ready(desk)
    known = a_developer(desk, full_name="Kabir Das", mobile="+919845012346", gender="M", state_id=32, category="OBC")
    headers = ["Name of Student", "Mobile No", "Date of Birth", "Gender", "State", "Category", "Status", "Effective Date"]
    path = a_list(
        tmp_path, ["Asha Rao", "9845012345", "25/09/2004", "F", "Karnataka", "SC", "Active", "30/09/2026"],
        ["Kabir Das", "9845012346", None, None, None, None, None, "28/09/2026"], headers=headers,
    )  # fmt: skip
    imported(desk, path)
    names = ("developer_id", "status", "enrolled_on", "started_on", "gender", "state_id", "category", "age_band")
    assert rows(desk, "enrolment", *names) == [
        (known.id + 1, "active", date(2026, 9, 30), date(2026, 9, 30), "F", 29, "SC", "18-24"),
        (known.id, "enrolled", date(2026, 9, 28), None, "M", 32, "OBC", None),
    ]
    assert steps(desk) == [("enrolled", date(2026, 9, 30)), ("active", date(2026, 9, 30)), ("enrolled", date(2026, 9, 28))]


def test_a_run_keeps_every_row_as_it_came_and_what_became_of_it(desk: Desk, tmp_path: Path) -> None:
    ready(desk)
    broken = (3, "Rohan Mehta", "98450123", None, "M", None, None)
    run = imported(desk, a_list(tmp_path, ASHA, broken, (4, *ASHA[1:])))
    table = table_of(ImportRow)
    found = desk.read(lambda session: session.execute(select(table).order_by(table.c.row)).all())
    assert [(row.run_id, row.row, row.outcome, row.record_id) for row in found] == [
        (run, 2, "new", 1), (run, 3, "error", None), (run, 4, "same", 1),
    ]  # fmt: skip
    assert found[0].raw == '[1.0,"Asha Rao","9845012345","25/09/2004","F","Karnataka","Hassan Engineering College"]'
    kept = desk.read(lambda session: session.get(ImportRun, run))
    assert (kept.state, kept.counts["new"], kept.options["headers"]) == ("applied", 1, list(HEADERS))
    assert kept.change_id == desk.read(lambda session: history.rows(session)[0].change_id)


def test_the_audit_names_the_run_and_its_chain_stays_sound(desk: Desk, tmp_path: Path) -> None:
    ready(desk)
    done = desk.change(ACTOR, apply.ACTION, apply.apply, planned(desk, a_list(tmp_path, ASHA, KABIR)))
    assert (done.facts["new"], done.facts["run"], len(done.facts["digest"])) == (2, done.value, 64)
    assert done.touched >= {"developer", "enrolment", "cohort", "institution"}
    assert desk.read(audit.examine).ok


def test_new_developers_are_found_by_search_and_by_the_next_list(desk: Desk, tmp_path: Path) -> None:
    ready(desk)
    imported(desk, a_list(tmp_path, ASHA, KABIR))
    assert desk.read(records.find, "developer", "asha") == [(1, "Asha Rao")]
    assert desk.read(lambda session: keyruns.owners(session.connection())) == {1, 2}
    plan = planned(desk, a_list(tmp_path, (7, "Rao Asha", "+91-98450-12345", None, None, None, None)))
    assert plan.records == [1]


def test_changes_to_known_people_are_noted_versioned_and_searched(desk: Desk, tmp_path: Path) -> None:
    ready(desk)
    a_developer(desk, full_name="Asha Rao", mobile="+919845012345", gender="M")
    run = imported(desk, a_list(tmp_path, ["Asha Rao", "9845012345", "F", "asha@example.in"],
                                headers=["Name of Student", "Mobile No", "Gender", "Email"]), mode="update")  # fmt: skip
    assert rows(desk, "developer", "gender", "email", "row_version") == [("F", "asha@example.in", 2)]
    table = table_of(ImportChange)
    (kept,) = desk.read(lambda session: session.execute(select(table).where(table.c.run_id == run)).all())
    assert (kept.row, kept.before, kept.after) == (2, {"gender": "M", "email": None}, {"gender": "F", "email": "asha@example.in"})
    assert desk.read(records.find, "developer", "asha@example.in") == [(1, "Asha Rao")]
    newest = desk.read(history.of_record, "developer", 1)[0]
    assert {change.field: change.after for change in newest[1]} == {"Gender": "Female", "Email": "asha@example.in"}


def test_the_next_list_finds_people_under_their_changed_phone(desk: Desk, tmp_path: Path) -> None:
    ready(desk)
    a_developer(desk, full_name="Asha Rao", email="asha@example.in", mobile="+919845000000")
    headers = ["Name of Student", "Mobile No", "Email"]
    imported(desk, a_list(tmp_path, ["Asha Rao", "9845012345", "asha@example.in"], headers=headers), mode="update")
    assert planned(desk, a_list(tmp_path, ["Asha Rao", "9845012345", None], headers=headers)).records == [1]


def test_steps_of_known_enrolments_move_status_and_milestones(desk: Desk, tmp_path: Path) -> None:
    cohort = a_cohort(desk, code="BLR-1")
    an_enrolment(desk, a_developer(desk, full_name="Asha Rao", mobile="+919845012345"), cohort, on=date(2026, 9, 1))
    headers = ["Name of Student", "Mobile No", "Status", "Effective Date"]
    path = a_list(
        tmp_path, ["Asha Rao", "9845012345", "Active", "15/09/2026"], ["Asha Rao", "9845012345", "Completed", "30/10/2026"],
        headers=headers,
    )  # fmt: skip
    run = imported(desk, path, mode="update")
    names = ("status", "enrolled_on", "started_on", "completed_on", "row_version")
    assert rows(desk, "enrolment", *names) == [("completed", date(2026, 9, 1), date(2026, 9, 15), date(2026, 10, 30), 2)]
    assert [status for status, _ in steps(desk)] == ["enrolled", "active", "completed"]
    assert run
    assert planned(desk, path, mode="update").counts()["same"] == 2


def test_a_judgement_that_two_are_two_is_never_asked_again(desk: Desk, tmp_path: Path) -> None:
    ready(desk)
    a_developer(desk, full_name="Asha Rao", born_on=date(2004, 5, 9), gender="F")
    headers = ["Name of Student", "Date of Birth", "Gender"]
    path = a_list(tmp_path, ["Asha Rao", "05/09/2004", "M"], headers=headers)
    imported(desk, path, Fix("decide", rows=(2,), value="new"))
    decided = desk.read(lambda session: session.connection().exec_driver_sql("SELECT a, b, verdict FROM match_decisions").all())
    assert [tuple(row) for row in decided] == [(1, 2, "different")]
    other = a_list(tmp_path, ["Asha Rao", "05/09/2004", "M", "x"], headers=[*headers, "Remarks"])
    assert planned(desk, other).records == [2]


def test_startups_come_in_with_what_they_were_given(desk: Desk, tmp_path: Path) -> None:
    headers = ["Startup Name", "State", "Stage", "Founded on", "Investors"]
    path = a_list(tmp_path, ["Disha Labs Private Limited", "Karnataka", "MVP", "25/09/2024", "Friends"], headers=headers)
    imported(desk, path, cohort=None, as_noun="startups")
    assert rows(desk, "startup", "legal_name", "state_id", "stage", "founded_on", "extra") == [
        ("Disha Labs Private Limited", 29, "prototype", date(2024, 9, 25), {"Investors": "Friends"})
    ]
    assert desk.read(records.find, "startup", "disha") == [(1, "Disha Labs Private Limited")]


def test_half_a_surrogate_pair_in_a_cell_stops_nothing(desk: Desk, tmp_path: Path) -> None:
    ready(desk)
    book = child.read(a_list(tmp_path, ["Asha Rao", "x"], headers=["Name of Student", "Remarks"]))
    book.grid.rows[1][1] = "odd \ud83d sign"
    applied(desk, desk.read(planner.make, book, cohort="BLR-1"))
    assert rows(desk, "developer", "extra") == [({"Remarks": "odd sign"},)]


def test_resources_keep_hours_exactly(desk: Desk, tmp_path: Path) -> None:
    path = a_list(tmp_path, ["Prompting", "https://example.in/p", 2.5], headers=["Course Title", "URL", "Hours"])
    imported(desk, path, cohort=None, as_noun="resources")
    assert [str(hours) for (hours,) in rows(desk, "resource", "hours")] == ["2.50"]


# -- refusals --------------------------------------------------------------------------------------


def _untouched(desk: Desk) -> tuple[int, ...]:
    runs = desk.read(lambda session: session.execute(select(func.count()).select_from(table_of(ImportRun))).scalar_one())
    return (*counts(desk, "developer", "enrolment", "institution"), int(runs))


def test_a_full_cohort_refuses_the_whole_list_and_names_its_seats(desk: Desk, tmp_path: Path) -> None:
    a_cohort(desk, code="BLR-1", seats=2)
    with pytest.raises(Refused, match="2 seats") as refused:
        imported(desk, a_list(tmp_path, ASHA, KABIR, MEERA))
    assert refused.value.code == "cohort-full"
    assert _untouched(desk) == (0, 0, 0, 0)


def test_a_list_without_a_cohort_is_not_applied(desk: Desk, tmp_path: Path) -> None:
    ready(desk)
    with pytest.raises(Refused, match="which cohort"):
        imported(desk, a_list(tmp_path, ASHA), cohort=None)
    assert _untouched(desk) == (0, 0, 0, 0)


def test_a_record_edited_since_the_plan_was_made_refuses_it(desk: Desk, tmp_path: Path) -> None:
    ready(desk)
    a_developer(desk, full_name="Asha Rao", mobile="+919845012345")
    plan = planned(desk, a_list(tmp_path, ASHA))
    desk.change(ACTOR, "developer.edited", records.edit, "developer", 1, {"gender": "F"})
    with pytest.raises(Refused, match="Check the list again") as refused:
        applied(desk, plan)
    assert refused.value.code == "changed-meanwhile"
    assert _untouched(desk) == (1, 0, 0, 0)


@pytest.mark.parametrize("by_list", [True, False])
def test_the_same_person_added_since_the_plan_was_made_refuses_it(desk: Desk, tmp_path: Path, by_list: bool) -> None:
    ready(desk)
    path = a_list(tmp_path, ASHA)
    plan = planned(desk, path)
    if by_list:
        imported(desk, path)
    else:
        a_developer(desk, full_name="Asha Rao", mobile="+919845012345")
    with pytest.raises(Refused):
        applied(desk, plan)
    assert counts(desk, "developer") == (1,)


def test_a_startup_or_institution_added_since_the_plan_was_made_refuses_it(desk: Desk, tmp_path: Path) -> None:
    ready(desk)
    startups = a_list(tmp_path, ["Disha Labs"], headers=["Startup Name"])
    people = a_list(tmp_path, ASHA)
    of_startups, of_people = planned(desk, startups, cohort=None, as_noun="startups"), planned(desk, people)
    imported(desk, startups, cohort=None, as_noun="startups")
    desk.change(ACTOR, "institution.created", records.create, "institution", {"name": "Hassan Engineering College"})
    for plan, sentence in (
        (of_startups, "Startups that may be on this list"),
        (of_people, "Hassan Engineering College was added"),
    ):
        with pytest.raises(Refused, match=sentence):
            applied(desk, plan)
    assert counts(desk, "startup", "developer", "institution") == (1, 0, 1)


def test_seats_taken_since_the_plan_was_made_refuse_it(desk: Desk, tmp_path: Path) -> None:
    cohort = a_cohort(desk, code="BLR-1", seats=2)
    someone = a_developer(desk, full_name="Zoya Khan")
    plan = planned(desk, a_list(tmp_path, ASHA, KABIR))
    desk.change(ACTOR, "cohort.filled", enrolments.enrol, [someone.id], cohort.id, TODAY)
    with pytest.raises(Refused) as refused:
        applied(desk, plan)
    assert refused.value.code == "cohort-full"
    assert _untouched(desk) == (1, 1, 0, 0)


def test_a_cohort_made_since_the_plan_was_made_refuses_it(desk: Desk, tmp_path: Path) -> None:
    ready(desk)
    plan = planned(desk, a_list(tmp_path, ASHA))
    desk.change(ACTOR, "cohort.created", cohorts.create, {"code": "BLR-1"})
    with pytest.raises(Refused):
        applied(desk, plan)
    assert _untouched(desk) == (0, 0, 0, 0)


@pytest.mark.parametrize("step", ["institutions", "records", "enrolments", "rows"])
def test_a_crash_in_the_middle_leaves_nothing(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    ready(desk)
    plan = planned(desk, a_list(tmp_path, ASHA, KABIR))
    whole = getattr(writing, step)

    def breaks(*given: object) -> None:
        whole(*given)
        raise OSError("the power went")

    with monkeypatch.context() as patch:
        patch.setattr(writing, step, breaks)
        with pytest.raises(OSError, match="the power went"):
            applied(desk, plan)
    assert _untouched(desk) == (0, 0, 0, 0)
    assert desk.read(audit.examine).ok
    applied(desk, plan)
    assert counts(desk, "developer", "enrolment") == (2, 2)


def test_a_difference_between_stored_and_meant_keeps_nothing(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ready(desk)
    plan = planned(desk, a_list(tmp_path, ASHA, KABIR))
    monkeypatch.setattr(writing, "rows", lambda under_way: None)
    with pytest.raises(RuntimeError, match="stored 0 rows in import_rows where it meant 2"):
        applied(desk, plan)
    assert _untouched(desk) == (0, 0, 0, 0)


def test_blocked_columns_never_reach_the_database_its_log_or_its_backup(sqlite_desk: Desk, tmp_path: Path) -> None:
    ready(sqlite_desk)
    (tmp_path / "in").mkdir()
    path = a_list(
        tmp_path / "in", [*ASHA, AADHAAR, "hunter2-secret"], [*KABIR, AADHAAR, "hunter2-secret"],
        headers=[*HEADERS, "Aadhaar No", "Password"],
    )  # fmt: skip
    imported(sqlite_desk, path)
    sqlite_desk.backup_before("test")
    database = sqlite_desk.database.path
    assert database is not None
    files = [*database.parent.glob(f"{database.name}*"), *database.parent.glob("*-backups/*.db")]
    assert len(files) >= 3  # the file, its write-ahead log, and the backup
    contents = [file.read_bytes() for file in files]
    assert sum(b"Asha Rao" in content for content in contents) >= 2  # so a number beside the name would be there too
    assert not any(AADHAAR.encode() in content or b"hunter2" in content for content in contents)


def test_foreign_keys_hold_after_an_import(sqlite_desk: Desk, tmp_path: Path) -> None:
    ready(sqlite_desk)
    imported(sqlite_desk, a_list(tmp_path, ASHA, KABIR, MEERA))
    broken = sqlite_desk.read(lambda session: session.execute(text("PRAGMA foreign_key_check")).all())
    assert broken == []
    assert isinstance(stored(sqlite_desk, "cohort", 1), Cohort)
