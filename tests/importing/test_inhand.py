"""A list in hand: every step of the wizard as the window calls it, with answers that are small and plain."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest

from skilling.domain.problems import Refused
from skilling.importing import inhand
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
    again = hand.undo_fix()
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
    own, (other,) = hand.compare(2)
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
