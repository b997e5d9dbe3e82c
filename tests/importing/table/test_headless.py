"""A list without any heading is found and nobody of it is lost, but never taken as if it were sure."""

from __future__ import annotations

from pathlib import Path

import pytest

from skilling.domain.problems import Refused
from skilling.importing.columns.headings import ASK_BELOW, known_header, match
from skilling.importing.columns.subjects import what_list
from skilling.importing.planning import sheetlist
from skilling.importing.reading.grid import Book, Cell, Grid
from skilling.importing.table import layout
from skilling.importing.table.layout import NO_HEADING, Table, find
from tests.importing.builders import a_grid

NAMES = ("Asha Rao", "Ravi Kumar", "Sunita Devi", "Imran Khan", "Kavya Nair", "Arjun Das")
PEOPLE: list[list[Cell]] = [
    [name, "Female" if place % 2 else "Male", f"0{place + 1}/07/2004", f"98450{place}1234", f"p{place}@example.in"]
    for place, name in enumerate(NAMES)
]


def _fields(table: Table) -> dict[str, tuple[str | None, float]]:
    return {found.source: (found.field, found.confidence) for found in match(table, what_list(table).name)}


def test_the_first_row_of_a_list_without_a_heading_is_somebody() -> None:
    table = find(a_grid(PEOPLE), known_header)
    assert (table.kind, table.header_rows, table.row_numbers) == ("list", (), [1, 2, 3, 4, 5, 6])
    assert table.rows == PEOPLE
    assert table.headers == ["Column A", "Column B", "Column C", "Column D", "Column E"]


def test_a_list_without_a_heading_is_asked_about_column_by_column() -> None:
    table = find(a_grid(PEOPLE), known_header)
    assert table.confidence < layout.ASK_BELOW
    found = _fields(table)
    assert [field for field, _ in found.values()] == [
        "developer.full_name",
        "developer.gender",
        "developer.born_on",
        "developer.mobile",
        "developer.email",
    ]
    assert all(confidence < ASK_BELOW for _, confidence in found.values())


def test_words_alone_that_come_back_are_records_too() -> None:
    rows: list[list[Cell]] = [[name, "Patna", "Bihar", "Government Polytechnic Patna"] for name in NAMES]
    table = find(a_grid(rows), known_header)
    assert (table.header_rows, len(table.rows)) == ((), 6)
    assert _fields(table)["Column A"] == ("developer.full_name", 0.56)


def test_titles_and_totals_around_a_list_without_a_heading_are_told() -> None:
    rows: list[list[Cell]] = [["List of trainees at the centre"], [], *PEOPLE, ["Total", 6]]
    table = find(a_grid(rows), known_header)
    assert table.row_numbers == [3, 4, 5, 6, 7, 8]
    assert [(each.row, each.why) for each in table.dropped] == [(1, "title"), (2, "blank"), (9, "total")]


def test_the_first_of_a_list_without_a_heading_is_not_lost_for_a_phone_that_nobody_knew() -> None:
    rows: list[list[Cell]] = [[place + 1, name, f"98450{place}1234", "Gaya"] for place, name in enumerate(NAMES)]
    rows[0][2:] = ["nil", "Patna"]
    assert find(a_grid(rows), known_header).row_numbers == [1, 2, 3, 4, 5, 6]


def test_a_long_title_right_above_names_heads_nothing() -> None:
    rows: list[list[Cell]] = [["Names of volunteers for the camp"], *[[name, f"98450{at}1234"] for at, name in enumerate(NAMES)]]
    assert find(a_grid(rows), known_header).row_numbers == [2, 3, 4, 5, 6, 7]


def test_a_heading_that_nobody_knows_stays_one() -> None:
    rows: list[list[Cell]] = [
        ["Shubh naam", "Zila", "Sampark"],
        *[[name, "Patna", f"98450{i}1234"] for i, name in enumerate(NAMES)],
    ]
    assert find(a_grid(rows), known_header).header_rows == (1,)


def test_numbers_alone_are_no_list() -> None:
    assert find(a_grid([[place, place * 3, place * 7] for place in range(1, 9)]), known_header).kind == "not-a-list"


def test_a_person_can_say_that_there_is_no_heading() -> None:
    rows: list[list[Cell]] = [["State Kumar", "9845012344"], ["Asha Rao", None], ["Ravi Kumar", "9845012346"]]
    table = find(a_grid(rows), known_header, NO_HEADING)
    assert (table.header_rows, table.row_numbers, table.confidence) == ((), [1, 2, 3], 1.0)


@pytest.mark.parametrize("rows", [[], [[None]], [["Total", 3]], [["Prepared by", "Asha Rao", "9845012345"]]])
def test_who_says_that_a_sheet_without_records_has_no_heading_is_told_so(rows: list[list[Cell]]) -> None:
    table = find(a_grid(rows), known_header, NO_HEADING)
    assert (table.kind, table.header_rows, table.row_numbers) == ("empty", (), [])
    assert table.reason.endswith("Choose another sheet or file.")


def test_rows_of_which_nobody_can_say_what_they_are_ask_for_a_heading() -> None:
    rows: list[list[Cell]] = [[f"Lab {'ABCDEF'[place]}", "Open", 40 + place] for place in range(6)]
    with pytest.raises(Refused) as caught:
        what_list(find(a_grid(rows), known_header))
    assert "No row of column headings was found" in caught.value.message


def _taken(grid: Grid, sha256: str) -> sheetlist.SheetList:
    return sheetlist.take(Book(Path("list.csv"), "list.csv", sha256, 1, "csv", "utf-8", ",", (), grid))


def test_what_was_decided_for_a_list_without_a_heading_is_remembered_for_that_file_alone() -> None:
    one, other = _taken(a_grid(PEOPLE), "1" * 64), _taken(a_grid([list(reversed(row)) for row in PEOPLE]), "2" * 64)
    assert one.headers == other.headers
    assert one.layout != other.layout
    assert "no row of headings" in one.warnings[-1]
