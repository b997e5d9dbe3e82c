"""Row exports: real types, no formulas, exactly the rows and columns asked for."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from skilling.domain.fields import Choice
from skilling.domain.problems import Refused
from skilling.domain.queries import Filter, Query
from skilling.reports import rows
from skilling.reports.rows import Sheetful, export, export_listing
from skilling.services.desk import Desk
from skilling.services.views import listing
from tests.builders import a_cohort, a_developer

PAYLOADS = ('=HYPERLINK("https://example.in","x")', "+cmd|' /c calc'!A1", "-1+1", "@SUM(A1)", "\t=1", "=1+1")


@dataclass(frozen=True)
class AColumn:
    name: str
    label: str
    kind: str
    width: int = 100
    choices: tuple[Choice, ...] = ()


COLUMNS = (
    AColumn("name", "Name", "name"),
    AColumn("mobile", "Mobile", "mobile"),
    AColumn("pin", "PIN", "pin"),
    AColumn("born_on", "Born on", "date"),
    AColumn("hours", "Hours", "decimal"),
    AColumn("seats", "Seats", "whole"),
    AColumn("gender", "Gender", "choice", choices=(Choice("F", "Female", "महिला"),)),
    AColumn("language", "Language", "language"),
    AColumn("seen", "Seen", "text"),
)
ROW = (
    "आशा Rao", "+919876543210", "056001", date(2000, 9, 5), Decimal("12.50"), 30, "F", "hi",
    datetime(2026, 9, 5, 20, 0, tzinfo=UTC),
)  # fmt: skip


def write(path: Path, *given: tuple[Any, ...], columns: tuple[AColumn, ...] = COLUMNS) -> Path:
    assert export(Sheetful("Developers", columns, iter(given), len(given)), path) == len(given)
    return path


def cells(path: Path) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in openpyxl.load_workbook(path).worksheets[0].iter_rows()]


def test_an_excel_export_keeps_types(tmp_path: Path) -> None:
    heading, row = cells(write(tmp_path / "out.xlsx", ROW))
    assert heading == [column.label for column in COLUMNS]
    assert row == [
        "आशा Rao", "+919876543210", "056001", datetime(2000, 9, 5), 12.5, 30, "Female", "Hindi", "2026-09-06 01:30",
    ]  # fmt: skip
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets[0]
    assert (sheet.title, sheet.freeze_panes, sheet.auto_filter.ref) == ("Developers", "B2", "A1:I2")
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight, sheet.print_title_rows) == ("landscape", 0, "$1:$1")
    assert (sheet["B2"].number_format, sheet["D2"].number_format) == ("@", "dd.mm.yyyy")


def test_a_csv_export_is_utf8_with_a_mark(tmp_path: Path) -> None:
    path = write(tmp_path / "out.csv", ROW, (None,) * 9)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        found = list(csv.reader(file))
    assert found[1] == [
        "आशा Rao", "+919876543210", "056001", "2000-09-05", "12.5", "30", "Female", "Hindi", "2026-09-06 01:30",
    ]  # fmt: skip
    assert found[2] == [""] * 9


@pytest.mark.parametrize("payload", PAYLOADS)
def test_text_is_never_calculated(tmp_path: Path, payload: str) -> None:
    columns = (AColumn("name", "Name", "name"),)
    path = write(tmp_path / "out.xlsx", (payload,), columns=columns)
    cell = openpyxl.load_workbook(path).worksheets[0]["A2"]
    assert (cell.value, cell.data_type) == (payload, "s")
    with write(tmp_path / "out.csv", (payload,), columns=columns).open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file))[1] == [f"'{payload}"]


@pytest.mark.parametrize("number", ["+919876543210", "-5", "+91 98765 43210", "-12.5"])
def test_a_number_with_a_sign_stays_as_it_is_in_csv(tmp_path: Path, number: str) -> None:
    path = write(tmp_path / "out.csv", (number,), columns=(AColumn("x", "X", "text"),))
    assert path.read_text(encoding="utf-8-sig").splitlines() == ["X", number]


def test_no_rows_still_have_their_headings(tmp_path: Path) -> None:
    assert cells(write(tmp_path / "out.xlsx"))[0] == [column.label for column in COLUMNS]
    assert write(tmp_path / "out.csv").read_text(encoding="utf-8-sig").splitlines() == [",".join(c.label for c in COLUMNS)]


def test_more_rows_than_a_sheet_holds_go_on_in_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "MOST_ROWS", 2)
    path = write(tmp_path / "out.xlsx", *((str(n),) for n in range(5)), columns=(AColumn("x", "X", "text"),))
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Developers", "Developers 2", "Developers 3"]
    assert [[cell.value for cell in sheet["A"]] for sheet in book] == [["X", "0", "1"], ["X", "2", "3"], ["X", "4"]]


def test_two_columns_of_one_label_are_told_apart(tmp_path: Path) -> None:
    columns = (AColumn("state", "State/UT", "text"), AColumn("home", "State/UT", "text"))
    assert cells(write(tmp_path / "out.xlsx", ("a", "b"), columns=columns)) == [
        ["State/UT (state)", "State/UT (home)"],
        ["a", "b"],
    ]


@pytest.mark.parametrize("name", ["out.csv", "out.xlsx"])
def test_rows_that_fail_halfway_leave_the_older_file(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("older")

    def failing() -> Iterator[tuple[str]]:
        yield ("one",)
        raise RuntimeError("a bug")

    with pytest.raises(RuntimeError):
        export(Sheetful("X", (AColumn("x", "X", "text"),), failing(), 2), path)
    assert path.read_text() == "older"
    assert len(list(tmp_path.iterdir())) == 1


# -- a list of the desk ------------------------------------------------------------------------------------------


def test_a_view_is_exported_with_its_filter_order_and_columns(desk: Desk, tmp_path: Path) -> None:
    for name, gender in (("Meera Das", "F"), ("Asha Rao", "F"), ("Kabir Khan", "M")):
        a_developer(desk, full_name=name, gender=gender, mobile="+919876543210", state_id=29)
    query = Query(filters=(Filter("gender", "is", ("F",)),), order=(("full_name", False),))
    seen: list[tuple[str, int, int]] = []
    path = tmp_path / "women.xlsx"
    columns = ["full_name", "state", "gender", "mobile"]
    count = desk.read(export_listing, listing("developers"), query, columns, path, lambda *told: seen.append(told))
    assert count == 2
    found = cells(path)
    assert found[0] == [listing("developers").column(name).label for name in columns]
    assert found[1:] == [
        ["Asha Rao", "Karnataka", "Female", "+919876543210"],
        ["Meera Das", "Karnataka", "Female", "+919876543210"],
    ]
    assert seen == [("Writing", 2, 2)]


def test_every_list_can_be_exported_whole(desk: Desk, tmp_path: Path) -> None:
    from skilling.services.views import LISTED
    from tests.reports import seeded

    seeded.fill(desk, seed=3, developers=5)
    for noun in LISTED:
        count = desk.read(export_listing, listing(noun), Query(), None, tmp_path / f"{noun}.xlsx")
        found = cells(tmp_path / f"{noun}.xlsx")
        assert len(found) == max(count, 1) + 1
        assert len(found[0]) == len(listing(noun).columns)


def test_blocks_keep_the_order(sqlite_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "_BLOCK", 2)
    for number in range(5):
        a_cohort(sqlite_desk, code=f"C-{number}")
    query = Query(order=(("code", True),))
    sqlite_desk.read(export_listing, listing("cohorts"), query, ["code"], tmp_path / "out.csv")
    lines = (tmp_path / "out.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[1:] == ["C-4", "C-3", "C-2", "C-1", "C-0"]


def test_an_unknown_column_is_refused(sqlite_desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="There is no column 'shoe'"):
        sqlite_desk.read(export_listing, listing("cohorts"), Query(), ["shoe"], tmp_path / "out.csv")
    with pytest.raises(Refused):
        sqlite_desk.read(export_listing, listing("cohorts"), Query(), None, tmp_path / "out.pdf")
