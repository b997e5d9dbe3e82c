"""A run is taken back at any time: reversed, kept because somebody did something since, or could not; and brought again."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from skilling.database import audit, keyruns
from skilling.database.changes import Change
from skilling.database.tables import Cohort, Developer, Enrolment, EnrolmentStep, ImportRun, Institution, table_of
from skilling.domain.calendar import quarter
from skilling.domain.problems import Refused
from skilling.importing import undo
from skilling.importing.buckets import Undone
from skilling.importing.takers import TAKERS
from skilling.reports.figures import Question, answer, people
from skilling.reports.scope import scope_of
from skilling.services import developers, enrolments, history, records
from skilling.services.desk import Desk
from tests.builders import a_cohort, a_developer, a_grant, an_enrolment
from tests.importing.trials import ACTOR, ASHA, KABIR, MEERA, TODAY, a_list, counts, imported, planned, ready, rows, steps

ALL = ("developer", "enrolment", "cohort", "institution")


def _undo(desk: Desk, run: int) -> Undone:
    return desk.change(ACTOR, undo.ACTION, undo.undo, run).value


def _redo(desk: Desk, run: int) -> Undone:
    return desk.change(ACTOR, undo.ACTION, undo.redo, run).value


def test_what_a_run_made_and_nobody_touched_goes_without_a_trace(desk: Desk, tmp_path: Path) -> None:
    ready(desk)
    run = imported(desk, a_list(tmp_path, ASHA, KABIR, MEERA))
    undone = _undo(desk, run)
    assert undone.removed == {"developer": 3, "enrolment": 3, "cohort": 1, "institution": 2}
    assert (undone.kept, undone.could_not) == ([], [])
    assert counts(desk, *ALL) == (0, 0, 0, 0)
    assert desk.read(records.find, "developer", "asha") == []
    left = desk.read(lambda session: len(keyruns.owners(session.connection())))
    assert (left, steps(desk)) == (0, [])
    assert desk.read(audit.examine).ok


def test_the_three_buckets_are_known_before_and_hold_after(desk: Desk, tmp_path: Path) -> None:
    ready(desk)
    run = imported(desk, a_list(tmp_path, ASHA, KABIR, MEERA))
    desk.change(ACTOR, "developer.edited", records.edit, "developer", 1, {"email": "asha@example.in"})
    a_grant(desk, developer_id=2)
    said = desk.read(undo.preview, run)
    assert counts(desk, *ALL) == (3, 3, 1, 2)
    undone = _undo(desk, run)
    assert said == undone
    assert undone.removed == {"developer": 1, "enrolment": 3, "cohort": 1}
    why = {(held.kind, held.id): held.why for held in undone.kept}
    assert why[("developer", 1)] == "edited since"
    assert why[("developer", 2)] == "referred to since by 1 grant"
    assert [held.label for held in undone.kept if held.kind == "developer"] == ["Asha Rao", "Kabir Das"]
    # Each kept developer keeps the institution they came from.
    assert {key for key in why if key[0] == "institution"} == {("institution", 1), ("institution", 2)}
    assert [name for (name,) in rows(desk, "developer", "full_name")] == ["Asha Rao", "Kabir Das"]


def test_an_enrolment_that_went_on_since_is_kept_with_its_people_and_cohort(desk: Desk, tmp_path: Path) -> None:
    ready(desk)
    run = imported(desk, a_list(tmp_path, ASHA, KABIR))
    desk.change(ACTOR, "enrolment.moved", enrolments.step, [1], "active", TODAY)
    undone = _undo(desk, run)
    assert undone.removed == {"developer": 1, "enrolment": 1, "institution": 1}
    assert counts(desk, *ALL) == (1, 1, 1, 1)
    assert [status for status, _ in steps(desk)] == ["enrolled", "active"]


def test_people_whom_a_later_list_enrolled_elsewhere_are_kept(desk: Desk, tmp_path: Path) -> None:
    ready(desk)
    path = a_list(tmp_path, ASHA, KABIR)
    first = imported(desk, path)
    second = imported(desk, path, cohort="PUN-2")
    undone = _undo(desk, first)
    assert undone.removed == {"enrolment": 2, "cohort": 1}
    assert counts(desk, *ALL) == (2, 2, 1, 2)
    _undo(desk, second)
    assert counts(desk, *ALL) == (2, 0, 0, 2)


def test_changed_values_are_restored_where_they_are_still_the_runs(desk: Desk, tmp_path: Path) -> None:
    ready(desk)
    a_developer(desk, full_name="Asha Rao", mobile="+919845012345", gender="M")
    a_developer(desk, full_name="Kabir Das", mobile="+919845012346", gender="F")
    run = imported(desk, a_list(tmp_path, ASHA, KABIR), mode="update")
    desk.change(ACTOR, "developer.edited", records.edit, "developer", 2, {"gender": "T"})
    undone = _undo(desk, run)
    assert undone.restored == {"developer": 2}
    assert [(held.kind, held.id, held.why) for held in undone.kept] == [("developer", 2, "Gender was edited since")]
    assert rows(desk, "developer", "gender", "state_id", "institution_id") == [("M", None, None), ("T", None, None)]
    assert counts(desk, "institution", "enrolment") == (0, 0)


def test_steps_that_a_run_added_are_retracted_and_stay_on_record(desk: Desk, tmp_path: Path) -> None:
    cohort = a_cohort(desk, code="BLR-1")
    an_enrolment(desk, a_developer(desk, full_name="Asha Rao", mobile="+919845012345"), cohort, on=date(2026, 9, 1))
    headers = ["Name of Student", "Mobile No", "Status", "Effective Date"]
    path = a_list(tmp_path, ["Asha Rao", "9845012345", "Active", "15/09/2026"], headers=headers)
    run = imported(desk, path, mode="update")
    undone = _undo(desk, run)
    assert undone.restored == {"enrolment": 1}
    assert rows(desk, "enrolment", "status", "started_on") == [("enrolled", None)]
    assert [status for status, _ in steps(desk)] == ["enrolled"]
    recorded = desk.read(lambda session: session.connection().exec_driver_sql("SELECT count(*) FROM enrolment_steps").scalar())
    assert recorded == 2
    _redo(desk, run)
    assert rows(desk, "enrolment", "status", "started_on") == [("active", date(2026, 9, 15))]
    assert [status for status, _ in steps(desk)] == ["enrolled", "active"]


def test_a_record_that_is_gone_could_not_be_restored(desk: Desk, tmp_path: Path) -> None:
    ready(desk)
    a_developer(desk, full_name="Asha Rao", mobile="+919845012345")
    run = imported(desk, a_list(tmp_path, ["Asha Rao", "9845012345", "F"], headers=["Name of Student", "Mobile No", "Gender"]))

    def remove(change: Change) -> None:
        change.session.delete(change.session.get_one(EnrolmentStep, 1))
        change.session.flush()
        change.remove(change.get(Enrolment, 1))
        change.remove(change.get(Developer, 1))

    desk.change(ACTOR, "developer.removed", remove)
    undone = _undo(desk, run)
    assert [(held.kind, held.id, held.why) for held in undone.could_not] == [("developer", 1, "it is gone")]


def test_an_undo_can_be_taken_back_and_the_run_undone_once_more(desk: Desk, tmp_path: Path) -> None:
    ready(desk)
    a_developer(desk, full_name="Kabir Das", mobile="+919845012346")
    run = imported(desk, a_list(tmp_path, ASHA, KABIR, MEERA))
    names = ("id", "uid", "full_name", "mobile", "born_on", "state_id", "institution_id", "extra", "name_key", "search_text")
    before, life = rows(desk, "developer", *names), steps(desk)
    _undo(desk, run)
    assert counts(desk, *ALL) == (1, 0, 0, 0)
    again = _redo(desk, run)
    assert (again.kept, again.could_not) == ([], [])
    assert (rows(desk, "developer", *names), steps(desk)) == (before, life)
    assert desk.read(records.find, "developer", "meera") == [(3, "Meera Kulkarni")]
    assert planned(desk, a_list(tmp_path, MEERA)).records == [3]
    assert _undo(desk, run).removed == {"developer": 2, "enrolment": 3, "cohort": 1, "institution": 2}
    assert desk.read(audit.examine).ok


def test_a_list_that_comes_again_brings_back_the_records_it_had(desk: Desk, tmp_path: Path) -> None:
    ready(desk)
    path = a_list(tmp_path, ASHA, KABIR, MEERA)
    first = imported(desk, path)
    names = ("id", "uid", "full_name", "mobile", "institution_id")
    before = rows(desk, "developer", *names)
    enrolled = rows(desk, "enrolment", "id", "uid", "developer_id", "cohort_id")
    _undo(desk, first)
    second = imported(desk, path)
    assert rows(desk, "developer", *names) == before
    assert rows(desk, "enrolment", "id", "uid", "developer_id", "cohort_id") == enrolled
    assert counts(desk, *ALL) == (3, 3, 1, 2)
    assert len(steps(desk)) == 3
    assert desk.read(records.find, "developer", "meera") == [(3, "Meera Kulkarni")]
    assert planned(desk, a_list(tmp_path, MEERA)).records == [3]
    with pytest.raises(Refused, match=f"came in again since with import {second}"):
        _redo(desk, first)
    _undo(desk, second)
    assert counts(desk, *ALL) == (0, 0, 0, 0)
    _redo(desk, second)
    assert rows(desk, "developer", *names) == before
    assert desk.read(audit.examine).ok


def test_only_rows_that_read_as_before_bring_back_their_record(desk: Desk, tmp_path: Path) -> None:
    ready(desk)
    _undo(desk, imported(desk, a_list(tmp_path, ASHA, KABIR)))
    mended = (2, "Kabir Das", "9845012399", *KABIR[3:])
    imported(desk, a_list(tmp_path, ASHA, mended))
    assert rows(desk, "developer", "id", "mobile") == [(1, "+919845012345"), (3, "+919845012399")]


def test_a_cohort_that_another_list_brought_back_takes_the_first_again(desk: Desk, tmp_path: Path) -> None:
    ready(desk)
    run = imported(desk, a_list(tmp_path, ASHA, KABIR))
    _undo(desk, run)
    other = imported(desk, a_list(tmp_path, MEERA))
    assert rows(desk, "developer", "id", "full_name") == [(3, "Meera Kulkarni")]
    _redo(desk, run)
    assert counts(desk, "developer", "cohort") == (3, 1)
    # The two who came again hold the cohort, which the other list brought.
    assert [(held.kind, held.why) for held in _undo(desk, other).kept] == [
        ("cohort", "referred to since by 2 enrolments"),
        ("institution", "referred to since by 1 developer"),
    ]


def test_a_startup_that_went_comes_back_by_its_cin(desk: Desk, tmp_path: Path) -> None:
    headers = ("Name of Company", "CIN", "Sector")
    old = ("Disha Labs Private Limited", "U72900KA2021PTC123456", "Health")
    _undo(desk, imported(desk, a_list(tmp_path, old, headers=headers), cohort=None, as_noun="startups"))
    new = ("Disha Labs Pvt Ltd", "U72900KA2021PTC123456", "Education")
    imported(desk, a_list(tmp_path, new, headers=headers), cohort=None, as_noun="startups")
    assert rows(desk, "startup", "id", "legal_name") == [(1, "Disha Labs Pvt Ltd")]


def test_whoever_was_taken_away_by_hand_since_stays_away(desk: Desk, tmp_path: Path) -> None:
    ready(desk)
    asha = a_developer(desk, full_name="Asha Rao", mobile="+919845012345")
    run = imported(desk, a_list(tmp_path, ASHA, KABIR))
    _undo(desk, run)
    desk.change(ACTOR, "developer.archived", developers.archive, [asha.id])
    again = _redo(desk, run)
    assert [(held.label, held.why) for held in again.could_not] == [("Asha Rao", "the developer was taken away since")]
    assert counts(desk, "enrolment") == (1,)


def test_a_figure_handed_over_before_still_lists_its_people(desk: Desk, tmp_path: Path) -> None:
    ready(desk)
    run = imported(desk, a_list(tmp_path, ASHA, KABIR, MEERA))
    earlier = datetime(2026, 11, 1, tzinfo=UTC)

    def long_ago(change: Change) -> None:
        change.connection.execute(table_of(EnrolmentStep).update().values(recorded_at=earlier))
        for record in (Developer, Enrolment, Cohort):
            change.connection.execute(table_of(record).update().values(created_at=earlier))

    desk.change(ACTOR, "time.passed", long_ago)
    _undo(desk, run)
    period, enrolled = quarter("2026-27", 3), Question("enrolled")
    now, then = scope_of(period, TODAY), scope_of(period, TODAY, known_on=date(2026, 11, 10))
    assert (desk.read(answer, now, [enrolled])[enrolled], desk.read(people, now, enrolled)) == (0, [])
    assert (desk.read(answer, then, [enrolled])[enrolled], desk.read(people, then, enrolled)) == (3, [1, 2, 3])
    _redo(desk, run)
    assert desk.read(people, now, enrolled) == [1, 2, 3]


def test_on_the_days_between_an_undo_and_its_redo_nobody_of_the_list_is_known(desk: Desk, tmp_path: Path) -> None:
    ready(desk)
    run = imported(desk, a_list(tmp_path, ASHA, KABIR, MEERA))
    taken_in, taken_back = datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 11, 8, tzinfo=UTC)
    period, enrolled = quarter("2026-27", 3), Question("enrolled")

    def set_dates(change: Change) -> None:
        """As if the list had come on the first and been taken back on the eighth."""
        connection, log = change.connection, table_of(EnrolmentStep)
        connection.execute(log.update().values(recorded_at=taken_in, retracted_at=taken_back))
        connection.execute(table_of(ImportRun).update().values(undone_at=taken_back))
        for record in (Developer, Enrolment, Cohort, Institution):
            connection.execute(table_of(record).update().values(created_at=taken_in, archived_at=taken_back))

    def known_on(day: int) -> list[int]:
        return desk.read(people, scope_of(period, TODAY, known_on=date(2026, 11, day)), enrolled)

    _undo(desk, run)
    desk.change(ACTOR, "time.passed", set_dates)
    _redo(desk, run)
    assert (known_on(5), known_on(10)) == ([1, 2, 3], [])
    assert desk.read(people, scope_of(period, TODAY), enrolled) == [1, 2, 3]
    assert _undo(desk, run).removed["enrolment"] == 3
    assert (known_on(5), known_on(10), desk.read(people, scope_of(period, TODAY), enrolled)) == ([1, 2, 3], [], [])
    _redo(desk, run)
    assert len(steps(desk)) == 3
    assert desk.read(audit.examine).ok


def test_a_run_is_not_undone_twice_nor_brought_again_unasked(desk: Desk, tmp_path: Path) -> None:
    ready(desk)
    run = imported(desk, a_list(tmp_path, ASHA))
    with pytest.raises(Refused, match="nothing to bring again"):
        _redo(desk, run)
    _undo(desk, run)
    with pytest.raises(Refused, match="taken back already"):
        _undo(desk, run)
    with pytest.raises(Refused, match="no import number 99"):
        _undo(desk, 99)


def test_an_undone_run_counts_no_more_as_the_same_file(desk: Desk, tmp_path: Path) -> None:
    ready(desk)
    path = a_list(tmp_path, ASHA)
    _undo(desk, imported(desk, path))
    plan = planned(desk, path)
    assert (plan.earlier, plan.counts()["new"]) == (None, 1)


def test_a_cohort_filled_by_hand_since_is_kept(desk: Desk, tmp_path: Path) -> None:
    ready(desk)
    run = imported(desk, a_list(tmp_path, ASHA))
    someone = a_developer(desk, full_name="Zoya Khan")
    desk.change(ACTOR, "cohort.filled", enrolments.enrol, [someone.id], 1, TODAY)
    undone = _undo(desk, run)
    assert [(held.kind, held.label, held.why) for held in undone.kept] == [
        ("cohort", "BLR-1", "referred to since by 1 enrolment")
    ]
    assert desk.read(lambda session: session.get(Cohort, 1)) is not None


def test_there_is_one_road_back_and_it_says_one_thing(desk: Desk, tmp_path: Path) -> None:
    ready(desk)
    run = imported(desk, a_list(tmp_path, ASHA, KABIR, name="students.xlsx"))
    newest = desk.read(history.rows)[0]
    assert newest.run_id == run
    by_history = desk.change(ACTOR, "change.taken_back", history.take_back, newest.change_id, TAKERS)
    assert counts(desk, *ALL) == (0, 0, 0, 0)
    with pytest.raises(Refused, match="taken back already"):
        _undo(desk, run)
    desk.change(ACTOR, "change.taken_back", history.take_back, by_history.change_id, TAKERS)
    assert counts(desk, *ALL) == (2, 2, 1, 2)
    by_command = desk.change(ACTOR, undo.ACTION, undo.undo, run)
    assert by_command.sentence == by_history.sentence == "Took back: Imported students.xlsx: 2 new, 0 updated"
    assert desk.read(history.rows)[0].sentence == by_history.sentence
    # What was undone by command is brought again by History, and the other way round.
    desk.change(ACTOR, "change.taken_back", history.take_back, by_command.change_id, TAKERS)
    _undo(desk, run)
    again = desk.change(ACTOR, undo.ACTION, undo.redo, run)
    assert again.sentence == "Made again: Imported students.xlsx: 2 new, 0 updated"
    assert counts(desk, *ALL) == (2, 2, 1, 2)


def test_the_sentence_says_what_was_kept(desk: Desk, tmp_path: Path) -> None:
    ready(desk)
    run = imported(desk, a_list(tmp_path, ASHA, KABIR, name="students.xlsx"))
    desk.change(ACTOR, "developer.edited", records.edit, "developer", 1, {"email": "asha@example.in"})
    undone = desk.change(ACTOR, undo.ACTION, undo.undo, run)
    assert undone.sentence.endswith("(2 kept, as somebody worked on them since)")
