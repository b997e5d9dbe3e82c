"""Rows kept aside go out as a workbook that says why, and come back mended without a question."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest

from skilling.domain.problems import Refused
from skilling.importing import rejects
from skilling.importing.planning.ours import COHORT, ROW, WHY
from skilling.services.desk import Desk
from tests.importing.trials import ASHA, HEADERS, KABIR, a_list, applied, counts, imported, outcomes, planned, ready, rows

BAD_PHONE = (3, "Rohan Mehta", 98450123, "11/05/2001", "M", "Gujarat", "Surat College")
NO_NAME = (4, None, "9845012349", "12/06/2001", "M", "Gujarat", "Surat College")


def _cells(path: Path) -> list[list[object]]:
    return [[cell.value for cell in row] for row in openpyxl.load_workbook(path).active.iter_rows()]


def test_only_rows_kept_aside_are_saved_with_their_number_and_reason(sqlite_desk: Desk, tmp_path: Path) -> None:
    ready(sqlite_desk)
    plan = planned(sqlite_desk, a_list(tmp_path, ASHA, BAD_PHONE, KABIR, NO_NAME))
    assert rejects.save(plan, tmp_path / "aside.xlsx") == 2
    head, first, second = _cells(tmp_path / "aside.xlsx")
    assert head == [ROW, WHY, COHORT, *HEADERS]
    assert (first[0], first[3:]) == (3, [3, "Rohan Mehta", 98450123, "11/05/2001", "M", "Gujarat", "Surat College"])
    assert "8 digits" in str(first[1])
    assert (second[0], second[1]) == (5, "Name is missing; nothing can be recorded without it. Example: Asha Rao.")


def test_a_mended_workbook_comes_back_without_a_question(desk: Desk, tmp_path: Path) -> None:
    ready(desk)
    odd_headers = ["Trainee", "Ph", "Since when alive", "Branch"]
    path = a_list(
        tmp_path, ["Asha Rao", "9845012345", "05/25/2004", "CSE"], ["Rohan Mehta", "98450123", "03/04/2001", "ECE"],
        headers=odd_headers,
    )  # fmt: skip
    mapping = {"Trainee": "developer.full_name", "Ph": "developer.mobile", "Since when alive": "developer.born_on"}
    plan = planned(desk, path, as_noun="developers", mapping=mapping)
    assert outcomes(plan) == {"new": 1, "error": 1}
    applied(desk, plan)
    rejects.save(plan, tmp_path / "aside.xlsx")
    book = openpyxl.load_workbook(tmp_path / "aside.xlsx")
    book.active["E2"] = "98450 12399"
    book.save(tmp_path / "mended.xlsx")
    back = planned(desk, tmp_path / "mended.xlsx", cohort=None)  # the workbook knows which cohort was chosen
    assert outcomes(back) == {"new": 1}
    assert {column.source: column.field for column in back.columns} == {
        ROW: None, WHY: None, COHORT: "cohort.code", "Branch": "extra.Branch",
        "Trainee": "developer.full_name", "Ph": "developer.mobile", "Since when alive": "developer.born_on",
    }  # fmt: skip
    applied(desk, back)
    # The month came first in the list: one row alone could not have told.
    assert [(str(born), extra) for born, extra in rows(desk, "developer", "born_on", "extra")] == [
        ("2004-05-25", {"Branch": "CSE"}), ("2001-03-04", {"Branch": "ECE"}),
    ]  # fmt: skip
    assert counts(desk, "developer") == (2,)


def test_the_rejects_of_a_run_can_be_saved_long_after(desk: Desk, tmp_path: Path) -> None:
    ready(desk)
    plan = planned(desk, a_list(tmp_path, ASHA, BAD_PHONE, NO_NAME))
    run = applied(desk, plan)
    rejects.save(plan, tmp_path / "then.xlsx")
    assert desk.read(rejects.save_run, run, tmp_path / "later.xlsx") == 2
    assert _cells(tmp_path / "later.xlsx") == _cells(tmp_path / "then.xlsx")
    with pytest.raises(Refused, match="no import number 7"):
        desk.read(rejects.save_run, 7, tmp_path / "later.xlsx")


def test_mending_and_importing_again_touches_only_those_rows(desk: Desk, tmp_path: Path) -> None:
    ready(desk)
    run = imported(desk, a_list(tmp_path, ASHA, BAD_PHONE, KABIR))
    desk.read(rejects.save_run, run, tmp_path / "aside.xlsx")
    before = rows(desk, "developer", "id", "row_version")
    book = openpyxl.load_workbook(tmp_path / "aside.xlsx")
    assert book.active["C2"].value == "BLR-1"
    book.active["F2"] = "9845012399"
    book.save(tmp_path / "aside.xlsx")
    back = imported(desk, tmp_path / "aside.xlsx", cohort=None)
    assert rows(desk, "developer", "id", "row_version") == [*before, (3, 1)]
    assert rows(desk, "enrolment", "developer_id", "cohort_id") == [(1, 1), (2, 1), (3, 1)]
    assert rows(desk, "developer", "run_id") == [(run,), (run,), (back,)]


def test_a_list_that_names_its_cohorts_needs_no_column_of_ours(sqlite_desk: Desk, tmp_path: Path) -> None:
    ready(sqlite_desk)
    headers = ["Name of Student", "Mobile No", "Cohort Code"]
    plan = planned(sqlite_desk, a_list(tmp_path, ["Asha Rao", "98450", "PUN-2"], headers=headers))
    rejects.save(plan, tmp_path / "aside.xlsx")
    assert _cells(tmp_path / "aside.xlsx")[0] == [ROW, WHY, *headers]
    assert _cells(tmp_path / "aside.xlsx")[1][-1] == "PUN-2"


def test_rows_that_name_no_cohort_in_a_list_that_does_keep_the_one_chosen_for_them(sqlite_desk: Desk, tmp_path: Path) -> None:
    ready(sqlite_desk)
    headers = ["Name of Student", "Mobile No", "Cohort Code"]
    path = a_list(tmp_path, ["Asha Rao", "98450", "PUN-2"], ["Kabir Das", "98451", None], headers=headers)
    plan = planned(sqlite_desk, path)
    rejects.save(plan, tmp_path / "aside.xlsx")
    sqlite_desk.read(rejects.save_run, applied(sqlite_desk, plan), tmp_path / "after.xlsx")
    for name in ("aside.xlsx", "after.xlsx"):
        assert [row[-1] for row in _cells(tmp_path / name)[1:]] == ["PUN-2", "BLR-1"]


def test_rows_held_for_review_are_among_them(desk: Desk, tmp_path: Path) -> None:
    ready(desk)
    headers = ["Name of Student", "Date of Birth", "Gender"]
    imported(desk, a_list(tmp_path, ["Asha Rao", "09/05/2004", "F"], headers=headers))
    plan = planned(desk, a_list(tmp_path, ["Asha Rao", "05/09/2004", "M"], headers=headers), cohort="PUN-2")
    assert outcomes(plan) == {"review": 1}
    rejects.save(plan, tmp_path / "aside.xlsx")
    assert "known already" in str(_cells(tmp_path / "aside.xlsx")[1][1])


@pytest.mark.parametrize("text", ["=HYPERLINK('x')", "+91 98450", "-1+2", "@SUM(A1)", "=1+1"])
def test_text_never_becomes_a_formula(sqlite_desk: Desk, tmp_path: Path, text: str) -> None:
    path = tmp_path / "aside.xlsx"
    rejects.write(path, ["Remarks"], [(2, "=cmd", [text])], "Sheet/1?")
    sheet = zipfile.ZipFile(path).read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet
    (cell,) = [cell for cell in openpyxl.load_workbook(path).active[2] if cell.value == text]
    assert (cell.data_type, bool(cell.quotePrefix)) == ("s", True)


def test_leading_zeros_that_a_format_shows_are_written_out(sqlite_desk: Desk, tmp_path: Path) -> None:
    ready(sqlite_desk)
    book = openpyxl.Workbook()
    book.active.append(["Name of Student", "Roll No", "Mobile No"])
    for number, name in enumerate(("Asha Rao", "Kabir Das", "Meera Nair"), 7):
        book.active.append([name, number, "98450"])
        book.active.cell(book.active.max_row, 2).number_format = "000000"
    book.save(tmp_path / "zeros.xlsx")
    plan = planned(sqlite_desk, tmp_path / "zeros.xlsx")
    rejects.save(plan, tmp_path / "aside.xlsx")
    assert [row[4] for row in _cells(tmp_path / "aside.xlsx")[1:]] == ["000007", "000008", "000009"]


def test_a_place_that_cannot_be_written_is_said(sqlite_desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="cannot be written"):
        rejects.write(tmp_path / "no such folder" / "aside.xlsx", ["Name"], [], "")
    (tmp_path / "old.xlsx").write_bytes(b"old")
    (tmp_path / "old.xlsx.part").mkdir()
    with pytest.raises(Refused):
        rejects.write(tmp_path / "old.xlsx", ["Name"], [], "")
    assert (tmp_path / "old.xlsx").read_bytes() == b"old"
