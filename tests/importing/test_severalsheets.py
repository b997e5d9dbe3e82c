"""A list that goes on over further sheets comes in as one, and each of its rows is still found in its own sheet."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from skilling.domain.problems import Refused
from skilling.importing import rejects, severalsheets
from skilling.importing.document import document
from skilling.importing.planning import planner
from skilling.importing.reading import child
from skilling.services.desk import Desk
from tests.importing.trials import TODAY, applied, ready

HEADINGS = ("S.No.", "Name of Student", "Mobile No")
FIRST = ((1, "Asha Rao", "9845012345"), (2, "Kabir Das", "9845012346"), (3, "Meera Nair", "9845012347"))
SECOND = ((4, "Rohan Bora", "9845012348"), (5, "Zoya Khan", "984501234"), (6, "Imran Ali", "9845012349"))


def two_sheets(path: Path, headings: tuple[str, ...] = HEADINGS) -> Path:
    """Batch A from row 1, batch B below a title."""
    book = Workbook()
    first, second = book.active, book.create_sheet("Batch B")
    first.title = "Batch A"
    for row in (HEADINGS, *FIRST):
        first.append(row)
    for row in (("Second batch",), headings, *SECOND):
        second.append(row)
    book.save(path)
    return path


def test_sheets_with_the_same_headings_are_found_and_read_as_one(sqlite_desk: Desk, tmp_path: Path) -> None:
    ready(sqlite_desk)
    book = child.read(two_sheets(tmp_path / "batches.xlsx"))
    assert severalsheets.alike(book) == ("Batch B",)
    whole = severalsheets.continued(book, ["Batch B"])
    plan = sqlite_desk.read(planner.make, whole, cohort="BLR-1", today=TODAY)
    assert (len(plan), plan.counts()["new"], plan.counts()["error"]) == (6, 5, 1)
    told = document(plan, rows=True)
    assert [(row["sheet"], row["sheet_row"]) for row in told["rows"]] == [
        ("", 2), ("", 3), ("", 4), ("Batch B", 3), ("Batch B", 4), ("Batch B", 5)
    ]  # fmt: skip
    assert told["parts"] == [{"sheet": "Batch B", "first_row": 5, "rows": 3}]


def test_rows_kept_aside_name_their_sheet_and_row_before_and_after(sqlite_desk: Desk, tmp_path: Path) -> None:
    ready(sqlite_desk)
    whole = severalsheets.continued(child.read(two_sheets(tmp_path / "batches.xlsx")), ["Batch B"])
    plan = sqlite_desk.read(planner.make, whole, cohort="BLR-1", today=TODAY)
    run = applied(sqlite_desk, plan)
    rejects.save(plan, tmp_path / "plan.xlsx")
    sqlite_desk.read(rejects.save_run, run, tmp_path / "run.xlsx")
    for name in ("plan.xlsx", "run.xlsx"):
        head, kept = load_workbook(tmp_path / name).active.iter_rows(values_only=True)
        said = dict(zip(head, kept, strict=True))
        assert (said["Row in the list"], said["Sheet of the list"], said["Name of Student"]) == (4, "Batch B", "Zoya Khan")
    again = sqlite_desk.read(planner.make, child.read(tmp_path / "run.xlsx"), today=TODAY)
    assert (len(again), again.layout) == (1, plan.layout)


def test_sheets_with_other_headings_are_no_part_of_the_list(tmp_path: Path) -> None:
    book = child.read(two_sheets(tmp_path / "batches.xlsx", ("S.No.", "Name of Student", "E-mail")), sheet="Batch A")
    assert severalsheets.alike(book) == ()
    with pytest.raises(Refused, match="different headings"):
        severalsheets.continued(book, ["Batch B"])


def test_a_sheet_that_looks_like_a_list_and_is_not_read_is_said(sqlite_desk: Desk, tmp_path: Path) -> None:
    ready(sqlite_desk)
    book = child.read(two_sheets(tmp_path / "batches.xlsx"))
    alone = sqlite_desk.read(planner.make, book, cohort="BLR-1", today=TODAY)
    whole = sqlite_desk.read(planner.make, severalsheets.continued(book, ["Batch B"]), cohort="BLR-1", today=TODAY)
    assert [text for text in alone.assumptions if "'Batch B'" in text]
    assert not [text for text in whole.assumptions if "'Batch B'" in text]
