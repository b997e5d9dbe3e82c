"""What a person said of two who look alike is never asked again: not for the next list, nor after an import was taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

from skilling.database.tables import MatchDecision, table_of
from skilling.importing import undo
from skilling.importing.planning.fixes import Fix
from skilling.importing.planning.plan import Plan
from skilling.services.desk import Desk
from tests.importing.trials import ACTOR, a_list, imported, outcomes, planned, ready

HEADERS = ["S.No", "Name of Student", "Date of Birth", "Father Name", "College"]
TWO = (
    [1, "Tarun Rao", "05/09/2004", None, None],
    [2, "Taran Rao", "05/09/2004", None, None],
)


def listed(folder: Path, *, remark: str | None = None) -> Path:
    rows = [[*row, *([remark] if remark else [])] for row in TWO]
    return a_list(folder, *rows, headers=[*HEADERS, *(["Remarks"] if remark else [])])


def waiting(plan: Plan) -> list[int]:
    return [plan.numbers[position] for position in plan.positions("review")]


def said(number: int, value: str) -> Fix:
    return Fix("decide", rows=(number,), value=value)


def apart(desk: Desk) -> list[tuple[int, int, str]]:
    table = table_of(MatchDecision)
    wanted = select(table.c.a, table.c.b, table.c.verdict).order_by(table.c.a, table.c.b)
    return desk.read(lambda session: [tuple(row) for row in session.execute(wanted)])


@pytest.fixture
def asked(desk: Desk, tmp_path: Path) -> Desk:
    """A desk on which the two rows of a list are a question."""
    ready(desk)
    assert waiting(planned(desk, listed(tmp_path))) == [3]
    return desk


def test_two_rows_judged_apart_become_two_developers_judged_apart(asked: Desk, tmp_path: Path) -> None:
    imported(asked, listed(tmp_path), said(3, "new"))
    assert apart(asked) == [(1, 2, "different")]
    assert outcomes(planned(asked, listed(tmp_path))) == {"same": 2}
    assert waiting(planned(asked, listed(tmp_path, remark="came late"))) == []


def test_not_the_same_stands_after_the_import_was_taken_back(asked: Desk, tmp_path: Path) -> None:
    run = imported(asked, listed(tmp_path), said(3, "new"))
    asked.change(ACTOR, undo.ACTION, undo.undo, run)
    assert outcomes(planned(asked, listed(tmp_path))) == {"new": 2}
    assert outcomes(planned(asked, listed(tmp_path, remark="came late"))) == {"new": 2}
    imported(asked, listed(tmp_path, remark="came late"))
    assert apart(asked) == [(1, 2, "different"), (3, 4, "different")]


def test_not_the_same_stands_after_undo_and_redo(asked: Desk, tmp_path: Path) -> None:
    run = imported(asked, listed(tmp_path), said(3, "new"))
    asked.change(ACTOR, undo.ACTION, undo.undo, run)
    asked.change(ACTOR, undo.ACTION, undo.redo, run)
    assert apart(asked) == [(1, 2, "different")]
    assert waiting(planned(asked, listed(tmp_path, remark="came late"))) == []


def test_not_the_same_as_a_developer_stands_though_the_new_one_was_taken_back(asked: Desk, tmp_path: Path) -> None:
    imported(asked, a_list(tmp_path, TWO[0], headers=HEADERS))
    second = a_list(tmp_path, TWO[1], headers=HEADERS)
    assert waiting(planned(asked, second)) == [2]
    run = imported(asked, second, said(2, "new"))
    asked.change(ACTOR, undo.ACTION, undo.undo, run)
    assert outcomes(planned(asked, second)) == {"new": 1}


def test_the_same_stands_as_long_as_the_import_in_which_it_was_said(asked: Desk, tmp_path: Path) -> None:
    run = imported(asked, listed(tmp_path), said(3, "row:2"))
    again = planned(asked, listed(tmp_path, remark="came late"))
    assert (waiting(again), again.records) == ([], [1, 1])
    asked.change(ACTOR, undo.ACTION, undo.undo, run)
    assert waiting(planned(asked, listed(tmp_path))) == [3]


def test_the_same_as_a_developer_is_remembered_for_a_changed_list(asked: Desk, tmp_path: Path) -> None:
    imported(asked, a_list(tmp_path, TWO[0], headers=HEADERS))
    imported(asked, a_list(tmp_path, TWO[1], headers=HEADERS), said(2, "record:1"))
    changed = a_list(tmp_path, [*TWO[1], "came late"], headers=[*HEADERS, "Remarks"])
    assert planned(asked, changed).records == [1]


def test_a_later_answer_overrules_an_earlier_one(asked: Desk, tmp_path: Path) -> None:
    run = imported(asked, listed(tmp_path), said(3, "new"))
    asked.change(ACTOR, undo.ACTION, undo.undo, run)
    imported(asked, listed(tmp_path), said(3, "row:2"))
    assert planned(asked, listed(tmp_path, remark="came late")).records == [1, 1]


def test_an_answer_on_bare_names_holds_for_these_rows_and_not_for_all_namesakes(sqlite_desk: Desk, tmp_path: Path) -> None:
    ready(sqlite_desk)
    headers = ["Name of Student", "Father Name", "Trade"]
    rows = ["Vasundhara Nilakanth", "Suresh Nilakanth", "Fitter"], ["Vasundhara Nilakanth", "Suresh Nilakanth", "Turner"]
    path = a_list(tmp_path, *rows, headers=headers)
    assert planned(sqlite_desk, path).firsts == [0, 0]
    run = imported(sqlite_desk, path, said(3, "new"))
    sqlite_desk.change(ACTOR, undo.ACTION, undo.undo, run)
    assert planned(sqlite_desk, path).firsts == [0, 1]
    others = [[*row[:2], "Welder"] for row in rows]
    assert planned(sqlite_desk, a_list(tmp_path, *others, headers=headers)).firsts == [0, 0]
