"""A list in hand: every step of the wizard as the window calls it, with answers that are small and plain."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest
from sqlalchemy import func, select
from sqlmodel import SQLModel

from skilling.domain.problems import Refused, Severity
from skilling.importing import altering, inhand, writing
from skilling.importing.matching import recognising
from skilling.importing.planning import cleaning
from skilling.services.desk import Desk
from tests.builders import a_developer
from tests.importing.trials import ACTOR, ASHA, HEADERS, KABIR, MEERA, a_list, counts, ready

BAD_PHONE = (4, "Rohan Mehta", "98450123", "11/05/2001", "M", "Gujarat", "Surat College")


class Hand:
    """Calls the functions as `ui.childloop` does, and holds each answer to what may travel."""

    def __init__(self, address: str) -> None:
        self.state = SimpleNamespace(address=address)
        self.stages: list[str] = []

    def __getattr__(self, name: str) -> Any:
        def call(*given: Any) -> Any:
            answer = getattr(inhand, name)(self.state, lambda stage, done, total: self.stages.append(stage), *given)
            assert len(pickle.dumps(answer)) < 4 * 1024 * 1024
            return answer

        return call


@pytest.fixture
def hand(sqlite_desk: Desk) -> Iterator[Hand]:
    ready(sqlite_desk)
    hand = Hand(sqlite_desk.address)
    yield hand
    hand.close_list()


def test_a_file_is_shown_as_it_was_understood(hand: Hand, tmp_path: Path) -> None:
    path = a_list(tmp_path, ASHA, KABIR, (None, "Total", 2))
    look = hand.open_list(str(path))
    assert (look.noun, look.header_rows, look.data_rows, look.dropped, look.refused) == ("developer", (1,), 2, {"total": 1}, None)
    assert [(row.number, row.kind) for row in look.rows] == [(1, "header"), (2, "data"), (3, "data"), (4, "total")]
    assert look.rows[1].cells[1] == "Asha Rao"


def test_columns_that_are_never_kept_are_not_even_shown(hand: Hand, tmp_path: Path) -> None:
    path = a_list(tmp_path, [*ASHA, "234567890124"], headers=[*HEADERS, "Aadhaar No"])
    look = hand.open_list(str(path))
    assert look.rows[1].cells[-1] == ""
    blocked = hand.columns()[-1]
    assert (blocked.blocked, blocked.samples) == ("aadhaar", ())
    assert "never kept" in blocked.blocked_why


def test_a_sheet_without_a_list_is_shown_with_the_reason_and_the_heading_can_be_pointed_at(hand: Hand, tmp_path: Path) -> None:
    path = a_list(tmp_path, ["zx", "zy"], ["Asha Rao", "9845012345"], headers=["q1", "q2"])
    look = hand.open_list(str(path))
    assert look.refused is not None
    assert look.rows[2].cells == ("Asha Rao", "9845012345")
    with pytest.raises(Refused):
        hand.make_plan("BLR-1")
    moved = hand.move_header(1)
    chosen = hand.choose_noun("developer")
    assert (moved.header_rows, chosen.refused) == ((1,), None)
    columns = hand.set_mapping({"q1": "developer.full_name", "q2": "developer.mobile"})
    assert [column.field for column in columns] == ["developer.full_name", "developer.mobile"]
    assert hand.make_plan("BLR-1").data_rows == 2


def test_what_a_column_may_become_is_offered_with_words(hand: Hand, tmp_path: Path) -> None:
    hand.open_list(str(a_list(tmp_path, ASHA)))
    offered = {field.name: field for field in hand.fields()}
    assert offered["developer.full_name"].required
    assert offered["developer.mobile"].label == "Mobile"
    assert {"cohort.code", "enrolment.status", "enrolment.effective_on"} <= offered.keys()
    assert ("startup", "Startups") in hand.nouns()


def test_problems_are_mended_step_by_step_and_each_step_taken_back(hand: Hand, tmp_path: Path) -> None:
    hand.open_list(str(a_list(tmp_path, ASHA, BAD_PHONE)))
    plan = hand.make_plan("BLR-1")
    assert (plan.counts["new"], plan.counts["error"], plan.new_cohorts) == (1, 1, ("BLR-1",))
    mended = hand.fix({"what": "cell", "column": "Mobile No", "rows": [3], "value": "98450 12399"})
    assert (mended.counts["new"], mended.counts["error"], mended.fixes) == (2, 0, 1)
    again = hand.make_plan("BLR-1", "fill", None, [])
    assert (again.counts["error"], again.fixes) == (1, 0)


def test_rows_come_in_pages_by_outcome(hand: Hand, tmp_path: Path) -> None:
    hand.open_list(str(a_list(tmp_path, ASHA, KABIR, MEERA, BAD_PHONE)))
    hand.make_plan("BLR-1")
    page = hand.rows_page("new", 1, 1)
    assert (page.total, [row.title for row in page.rows]) == (3, ["Kabir Das"])
    assert page.rows[0].values["developer.state"] == "Kerala"
    (broken,) = hand.rows_page("error", 0, 10).rows
    assert (broken.number, broken.cells[2]) == (5, "98450123")
    assert "8 digits" in broken.why[0]
    assert [row.number for row in hand.rows_numbered([3, 5]).rows] == [3, 5]


def test_a_row_and_whom_it_may_be_are_laid_side_by_side(hand: Hand, sqlite_desk: Desk, tmp_path: Path) -> None:
    a_developer(sqlite_desk, full_name="Asha Rao", mobile="+919845012345", gender="M", state_id=32)
    hand.open_list(str(a_list(tmp_path, ASHA)))
    hand.make_plan("BLR-1", "update")
    (row,) = hand.rows_page("update", 0, 5).rows
    assert ("State/UT", "Kerala", "Karnataka") in row.changes
    compared = hand.compare(2)
    own, (other,) = compared.row, compared.others
    assert (own["developer.state"], other["values"]["developer.state"], other["developer"]) == ("Karnataka", "Kerala", 1)
    assert "same phone" in " ".join(other["why"])


def test_a_list_is_imported_and_its_rejects_saved(hand: Hand, sqlite_desk: Desk, tmp_path: Path) -> None:
    hand.open_list(str(a_list(tmp_path, ASHA, KABIR, BAD_PHONE)))
    hand.make_plan("BLR-1")
    applied = hand.apply_list(ACTOR)
    assert (applied.counts["new"], applied.kept_aside, applied.done.facts["run"]) == (2, 1, applied.run)
    assert counts(sqlite_desk, "developer", "enrolment") == (2, 2)
    assert hand.save_rejects(str(tmp_path / "aside.xlsx")) == 1
    assert openpyxl.load_workbook(tmp_path / "aside.xlsx").active.max_row == 2
    assert "Importing" in hand.stages


def test_steps_that_need_a_list_say_so(hand: Hand, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="Choose a file first"):
        hand.make_plan("BLR-1")
    hand.open_list(str(a_list(tmp_path, ASHA)))
    with pytest.raises(Refused, match="Check the list first"):
        hand.rows_page(None, 0, 10)


def test_rows_that_ask_the_same_for_the_same_reasons_are_answered_together(hand: Hand, sqlite_desk: Desk, tmp_path: Path) -> None:
    headers = ["Name of Student", "Date of Birth", "Gender", "Mobile No"]
    people = {"Asha Joshi": "9845012341", "Kabir Das": "9845012352", "Meera Sharma": "9845012363"}
    for name, mobile in people.items():
        a_developer(sqlite_desk, full_name=name, born_on=date(2004, 5, 9), gender="F", mobile=f"+91{mobile}")
    listed = [[name, "05/09/2004", "M", f"97010{mobile[5:]}"] for name, mobile in people.items()]
    hand.open_list(str(a_list(tmp_path, *listed, headers=headers)))
    summary = hand.make_plan("BLR-1")
    assert summary.counts["review"] == 3
    compared = hand.compare(2)
    both = (compared.row, compared.others[0]["values"])
    assert [one["developer.gender"] for one in both] == ["Male", "Female"], "by their words, not their codes"
    alike = compared.alike
    assert alike == ((2, "record:1"), (3, "record:2"), (4, "record:3"))
    after = hand.fix(*[{"what": "decide", "rows": (row,), "value": value} for row, value in alike])
    assert (after.counts["review"], after.counts["new"]) == (0, 0)


def test_a_decision_costs_what_it_changes(hand: Hand, sqlite_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    weighed, read = [], []
    weigh, column = recognising.weigh, cleaning.read_column
    monkeypatch.setattr(recognising, "weigh", lambda *given: weighed.append(1) or weigh(*given))
    monkeypatch.setattr(cleaning, "read_column", lambda field, *given: read.append(field.name) or column(field, *given))
    hand.open_list(str(a_list(tmp_path, ASHA, KABIR, (*MEERA[:5], "Blahland", None))))
    hand.make_plan("BLR-1")
    first = list(read)
    summary = hand.fix({"what": "word", "column": "State", "original": "Blahland", "value": "Kerala"})
    assert (len(weighed), read[len(first) :]) == (1, ["state"])
    assert (summary.counts["new"], summary.issues) == (3, tuple(i for i in summary.issues if i.code != "state-unknown"))
    hand.fix({"what": "cell", "column": "Name of Student", "rows": (2,), "value": "Asha Rau"})
    assert len(weighed) == 2


def test_what_a_remedy_for_all_alike_set_is_shown_in_its_rows(hand: Hand, tmp_path: Path) -> None:
    in_kruti_dev = [(1, "jke dqekj", *ASHA[2:]), (2, "nhik dqekjh", *KABIR[2:]), (3, "vfuy ;kno", *MEERA[2:5], "Blahland", None)]
    hand.open_list(str(a_list(tmp_path, *in_kruti_dev)))
    codes = {card.column: card.code for card in hand.make_plan("BLR-1").issues if card.severity is not Severity.NOTE}
    hand.fix(
        {"what": "accept", "column": "Name of Student", "code": codes["Name of Student"]},
        {"what": "ignore", "column": "State", "code": codes["State"]},
    )
    assert [row.remedied for row in hand.rows_page(None, 0, 10).rows] == [
        {"Name of Student": "राम कुमार"},
        {"Name of Student": "दीपा कुमारी"},
        {"Name of Student": "अनिल यादव", "State": None},
    ]


def test_what_was_worked_out_holds_only_as_long_as_the_register(hand: Hand, sqlite_desk: Desk, tmp_path: Path) -> None:
    hand.open_list(str(a_list(tmp_path, ASHA)))
    assert hand.make_plan("BLR-1").counts["new"] == 1
    a_developer(sqlite_desk, full_name="Asha Rao", mobile="+919845012345", gender="F")
    assert hand.make_plan("BLR-1").counts["new"] == 0


def test_what_a_list_would_change_is_counted_by_field(hand: Hand, sqlite_desk: Desk, tmp_path: Path) -> None:
    a_developer(sqlite_desk, full_name="Asha Rao", mobile="+919845012345", gender="M")
    hand.open_list(str(a_list(tmp_path, ASHA)))
    fields = {one.attribute: (one.filled, one.replaced, one.kept, one.policy) for one in hand.make_plan("BLR-1").fields}
    assert fields["gender"] == (0, 0, 1, "fill")
    assert fields["state_id"] == (1, 0, 0, "fill")
    after = hand.fix({"what": "policy", "column": "gender", "value": "update"}).fields
    assert [(one.replaced, one.kept, one.policy) for one in after if one.attribute == "gender"] == [(1, 0, "update")]


def test_decisions_are_told_anew_as_a_whole(hand: Hand, tmp_path: Path) -> None:
    hand.open_list(str(a_list(tmp_path, ASHA, BAD_PHONE)))
    skip = {"what": "skip-rows", "rows": (3,)}
    assert hand.make_plan("BLR-1", "fill", None, [skip]).counts["skipped"] == 1
    look = hand.restate(None, None, {"College": None}, [])
    assert look.data_rows == 2
    assert [c.field for c in hand.columns() if c.source == "College"] == [None]
    assert hand.make_plan("BLR-1").counts["skipped"] == 0


class Stopped(BaseException):
    """As hard as the end of a process: nothing catches it on the way."""


@pytest.mark.parametrize(
    ("stage", "rows"),
    [
        ("Finding the list", 0), ("Checking values", 1), ("Recognising records", 1), ("Planning", 0), ("Making a backup", 0),
        ("Importing", 0), ("Importing", 1), ("Importing", 2),
    ],
)  # fmt: skip
def test_stopping_at_any_stage_leaves_nothing_behind(sqlite_desk: Desk, tmp_path: Path, stage: str, rows: int) -> None:
    ready(sqlite_desk)
    a_developer(sqlite_desk, full_name="Zoya Khan")
    before = desk_rows(sqlite_desk)
    state = SimpleNamespace(address=sqlite_desk.address)
    path = a_list(tmp_path, ASHA, KABIR)
    files = {one for one in tmp_path.iterdir() if one.is_file()}

    def progress(reached: str, done: int, total: int) -> None:
        if reached == stage and done >= rows:
            raise Stopped

    def whole_way() -> None:
        inhand.open_list(state, progress, str(path))
        inhand.make_plan(state, progress, "BLR-1")
        inhand.apply_list(state, progress, ACTOR)

    with pytest.raises(Stopped):
        whole_way()
    inhand.close_list(state, lambda *_: None)
    assert desk_rows(sqlite_desk) == before
    assert {one for one in tmp_path.iterdir() if one.is_file()} == files


def test_ending_the_work_in_the_middle_of_writing_leaves_nothing_behind(
    sqlite_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = SimpleNamespace(address=ready(sqlite_desk).address)
    before = desk_rows(sqlite_desk)
    for room, step in ((writing, "records"), (altering, "changes"), (writing, "enrolments"), (writing, "rows")):
        inhand.open_list(state, lambda *_: None, str(a_list(tmp_path, ASHA, KABIR)))
        inhand.make_plan(state, lambda *_: None, "BLR-1")
        with monkeypatch.context() as patched, pytest.raises(Stopped):
            patched.setattr(room, step, stop)
            inhand.apply_list(state, lambda *_: None, ACTOR)
        assert desk_rows(sqlite_desk) == before, step
    inhand.close_list(state, lambda *_: None)


def stop(*_: object) -> None:
    """The end comes here."""
    raise Stopped


def desk_rows(desk: Desk) -> dict[str, int]:
    """How many rows each table holds."""
    tables = [table for table in SQLModel.metadata.sorted_tables if table.name != "settings"]
    return desk.read(lambda session: {t.name: session.execute(select(func.count()).select_from(t)).scalar_one() for t in tables})
