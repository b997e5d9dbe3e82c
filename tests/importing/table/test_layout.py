"""The table is found wherever it stands, and every other row is named for what it is."""

from __future__ import annotations

import datetime

import pytest

from skilling.importing.reading.grid import Cell, Grid
from skilling.importing.table import layout
from tests.importing.builders import a_grid, known_header
from tests.importing.messy import a_messy_list

ASHA: list[Cell] = [1.0, "Asha Devi", 9876543210.0, "Bihar"]
RAVI: list[Cell] = [2.0, "Ravi Kumar", 9876543211.0, "Kerala"]
SUNITA: list[Cell] = [3.0, "Sunita Rao", 9876543212.0, "Assam"]
YOGESH: list[Cell] = [4.0, "योगेश Singh", 9876543213.0, "Odisha"]
HEADING: list[Cell] = ["S.No", "Name", "Mobile", "State"]
PEOPLE = [ASHA, RAVI, SUNITA, YOGESH]


def _find(grid: Grid, header_row: int | None = None) -> layout.Table:
    return layout.find(grid, known_header, header_row)


def _why(table: layout.Table) -> dict[int, str]:
    return {dropped.row: dropped.why for dropped in table.dropped}


def test_a_plain_list_is_its_heading_and_its_rows() -> None:
    table = _find(a_grid([HEADING, *PEOPLE]))
    assert (table.kind, table.header_rows, table.headers) == ("list", (1,), HEADING)
    assert table.row_numbers == [2, 3, 4, 5]
    assert table.rows == PEOPLE
    assert table.dropped == ()
    assert table.confidence > 0.9


def test_titles_and_blank_rows_above_the_heading_are_dropped_by_name() -> None:
    grid = a_grid([["Government Polytechnic, Kadapa"], ["List of students"], [], HEADING, *PEOPLE])
    table = _find(grid)
    assert table.header_rows == (4,)
    assert _why(table) == {1: "title", 2: "title", 3: "blank"}


def test_a_table_away_from_the_corner_keeps_the_row_numbers_of_the_sheet() -> None:
    table = _find(a_grid([HEADING, *PEOPLE], first_row=7, first_column=3))
    assert table.header_rows == (7,)
    assert table.row_numbers == [8, 9, 10, 11]


def test_a_merged_group_row_is_joined_to_the_headings_beneath_it() -> None:
    rows: list[list[Cell]] = [
        ["S.No", "Name", "Contact Details", None, "State"],
        [None, None, "Mobile", "Email", None],
        [1.0, "Asha Devi", 9876543210.0, "asha@example.in", "Bihar"],
        [2.0, "Ravi Kumar", 9876543211.0, "ravi@example.in", "Kerala"],
    ]
    merges = [(1, 3, 1, 4), (1, 1, 2, 1), (1, 2, 2, 2), (1, 5, 2, 5)]
    for told in (merges, []):
        table = _find(a_grid(rows, merges=told))
        assert table.header_rows == (1, 2)
        assert table.headers == [
            "S.No",
            "Name",
            "Contact Details / Mobile",
            "Contact Details / Email",
            "State",
        ]
        assert table.row_numbers == [3, 4]


def test_three_heading_rows_are_one_band() -> None:
    rows: list[list[Cell]] = [
        ["S.No", "Name", "Address", None, None, None],
        [None, None, "Permanent", None, "Present", None],
        [None, None, "District", "State", "District", "State"],
        [1.0, "Asha Devi", "Gaya", "Bihar", "Patna", "Bihar"],
        [2.0, "Ravi Kumar", "Kollam", "Kerala", "Kochi", "Kerala"],
    ]
    table = _find(a_grid(rows, merges=[(1, 3, 1, 6), (2, 3, 2, 4), (2, 5, 2, 6), (1, 1, 3, 1), (1, 2, 3, 2)]))
    assert table.header_rows == (1, 2, 3)
    assert table.headers[2] == "Address / Permanent / District"
    assert table.headers[5] == "Address / Present / State"


def test_a_second_language_under_the_heading_is_part_of_it() -> None:
    hindi: list[Cell] = ["क्र.सं.", "नाम", "मोबाइल", "राज्य"]
    table = _find(a_grid([HEADING, hindi, *PEOPLE]))
    assert table.header_rows == (1, 2)
    assert table.headers[1] == "Name / नाम"
    assert len(table.rows) == 4


def test_the_numbered_row_of_a_government_form_is_no_record() -> None:
    table = _find(a_grid([HEADING, ["(1)", "(2)", "(3)", "(4)"], *PEOPLE]))
    assert _why(table) == {2: "repeated header"}


@pytest.mark.parametrize("label", ["Total", "GRAND TOTAL:", "कुल योग", "Kadapa Total", "Total students - 4", "మొత్తం"])
def test_a_totals_row_is_dropped_in_any_of_our_languages(label: str) -> None:
    table = _find(a_grid([HEADING, *PEOPLE, [None, label, None, None]]))
    assert _why(table) == {6: "total"}


@pytest.mark.parametrize("name", ["योगेश", "कुलदीप", "Totaram Meena", "Subhash", "Averaj Noteman"])
def test_a_person_whose_name_begins_like_a_total_stays_a_person(name: str) -> None:
    table = _find(a_grid([HEADING, *PEOPLE, [5.0, name, 9876543214.0, "Bihar"], [6.0, name, None, None]]))
    assert len(table.rows) == 6


def test_totals_above_the_records_and_subtotals_between_them_are_dropped() -> None:
    rows: list[list[Cell]] = [
        ["Name", "State", "Marks"],
        [None, "Total", 100.0],
        ["Asha Devi", "Bihar", 10.0],
        ["Ravi Kumar", "Bihar", 20.0],
        ["Bihar Total", None, 30.0],
        ["Sunita Rao", "Kerala", 30.0],
        ["Yogesh Singh", "Kerala", 40.0],
        ["Sub-total", None, 70.0],
    ]
    table = _find(a_grid(rows))
    assert _why(table) == {2: "total", 5: "subtotal", 8: "subtotal"}
    assert table.row_numbers == [3, 4, 6, 7]


def test_a_sum_without_a_label_is_a_total_but_other_numbers_are_a_record() -> None:
    rows: list[list[Cell]] = [["Name", "State", "Marks"], ["Asha", "Bihar", 10.0], ["Ravi", "Kerala", 20.0]]
    assert _why(_find(a_grid([*rows, [None, None, 30.0]]))) == {4: "total"}
    assert _why(_find(a_grid([*rows, [None, None, 31.0]]))) == {}


def test_notes_and_signatures_below_the_list_are_no_records() -> None:
    below: list[list[Cell]] = [[], ["Note: * provisional admission"], [None, None, None, "Principal"]]
    table = _find(a_grid([HEADING, *PEOPLE, *below]))
    assert _why(table) == {6: "blank", 7: "note", 8: "note"}


def test_a_last_record_with_only_a_name_is_still_a_record() -> None:
    table = _find(a_grid([HEADING, *PEOPLE, [None, "Imran Khan", None, None]]))
    assert table.row_numbers[-1] == 6


def test_blank_rows_inside_and_headings_repeated_on_each_page_do_not_end_the_list() -> None:
    table = _find(a_grid([HEADING, ASHA, [], [], RAVI, HEADING, SUNITA, [None, " ", None], YOGESH]))
    assert _why(table) == {3: "blank", 4: "blank", 6: "repeated header", 8: "blank"}
    assert table.row_numbers == [2, 5, 7, 9]


def test_rows_with_a_serial_number_only_are_blank() -> None:
    table = _find(a_grid([HEADING, *PEOPLE, [5.0], [6.0]]))
    assert _why(table) == {6: "blank", 7: "blank"}


def test_a_line_merged_across_the_list_is_no_record() -> None:
    rows = [HEADING, ["Batch A"], *PEOPLE[:2], ["Evening learners"], *PEOPLE[2:]]
    table = _find(a_grid(rows, merges=[(2, 1, 2, 4), (5, 1, 5, 4)]))
    assert _why(table) == {2: "note", 5: "note"}


def test_junk_counts_as_a_record_only_under_a_heading_that_is_known() -> None:
    heading: list[Cell] = ["Name", "Mobile", "Remarks"]
    rows: list[list[Cell]] = [heading, ["Asha", 9876543210.0, "ok"], ["@%#", None, None], [None, None, "?!"]]
    table = _find(a_grid(rows))
    assert table.row_numbers == [2, 3]
    assert _why(table) == {4: "junk"}


def test_another_table_below_is_outside() -> None:
    below: list[list[Cell]] = [
        [],
        [],
        ["Summary by state"],
        ["State", "Count"],
        ["Bihar", 2.0],
        ["Kerala", 2.0],
    ]
    table = _find(a_grid([HEADING, *PEOPLE, *below]))
    assert table.row_numbers == [2, 3, 4, 5]
    assert {_why(table)[row] for row in (8, 9, 10, 11)} == {"outside"}


def test_a_legend_beside_the_list_is_not_among_its_columns() -> None:
    rows = [[*HEADING, None, None, "Legend"], [*ASHA, None, None, "P = present"], *PEOPLE[1:]]
    table = _find(a_grid(rows))
    assert table.headers == HEADING
    assert table.columns == [0, 1, 2, 3]


def test_columns_without_a_heading_keep_their_values_and_get_the_letter_of_their_place() -> None:
    table = _find(a_grid([[*HEADING, None], *[[*person, "x"] for person in PEOPLE]]))
    assert table.headers == [*HEADING, "Column E"]


def test_equal_headings_are_told_apart() -> None:
    table = _find(a_grid([["Name", "Mobile", "mobile", "Name"], ["Asha", 1.0, 2.0, "Devi"]]))
    assert table.headers == ["Name", "Mobile", "mobile (2)", "Name (2)"]


def test_values_of_vertical_merges_are_filled_down_and_the_grid_stays_as_it_was() -> None:
    rows: list[list[Cell]] = [
        ["Group", "Name"],
        ["A", "Asha"],
        [None, "Ravi"],
        ["B", "Sunita"],
        [None, "Imran"],
    ]
    grid = a_grid(rows, merges=[(2, 1, 3, 1), (4, 1, 5, 1)])
    assert [row[0] for row in _find(grid).rows] == ["A", "A", "B", "B"]
    assert grid.rows[2][0] is None


def test_hidden_records_are_counted_and_included() -> None:
    table = _find(a_grid([["Title"], HEADING, *PEOPLE], hidden_rows=frozenset({1, 4, 5})))
    assert table.hidden_rows == 2
    assert len(table.rows) == 4


def test_a_person_may_point_at_another_heading() -> None:
    rows: list[list[Cell]] = [["Name", "State"], ["alpha", "beta"], ["Asha", "Bihar"]]
    table = _find(a_grid(rows), header_row=2)
    assert (table.header_rows, table.headers, table.row_numbers) == ((2,), ["alpha", "beta"], [3])
    assert _why(table) == {1: "title"}
    assert _find(a_grid(rows), header_row=9).kind == "not-a-list"


def test_an_empty_sheet_says_so() -> None:
    assert _find(a_grid([])).kind == "empty"
    assert _find(a_grid([[None, " "]])).kind == "empty"


def test_headings_without_records_are_an_empty_list() -> None:
    table = _find(a_grid([HEADING]))
    assert table.kind == "empty"
    assert "no record" in table.reason


def test_a_form_is_called_a_form() -> None:
    rows: list[list[Cell]] = [
        ["Enrolment form"],
        ["Name", "Asha Devi"],
        ["Father's Name:", "Ram Kumar"],
        ["DOB", datetime.date(2003, 4, 5)],
        ["Mobile", "9876543210"],
        ["State", "Bihar"],
    ]
    table = _find(a_grid(rows))
    assert table.kind == "form"
    assert "form" in table.reason
    assert table.rows == []


def test_running_text_is_no_list() -> None:
    rows: list[list[Cell]] = [
        ["Dear Sir or Madam, please find below the particulars of the learners who joined us this year."],
        ["They have been attending since the month of April, and all of them are doing very well indeed."],
        ["Yours faithfully, on behalf of the institute and of everybody who has been teaching in it."],
    ]
    assert _find(a_grid(rows)).kind == "not-a-list"


def test_values_without_any_heading_are_no_list_and_no_crash() -> None:
    day = datetime.date(2000, 1, 1)
    assert _find(a_grid([[day] * 5])).kind == "not-a-list"
    assert _find(a_grid([[9876543210.0, "Asha Devi"], [9876543211.0, "Ravi Kumar"]])).kind == "not-a-list"


def test_of_six_hundred_messy_lists_at_least_ninety_eight_percent_are_found_to_the_row() -> None:
    missed = []
    for seed in range(600):
        messy = a_messy_list(seed)
        table = _find(messy.grid())
        found = (table.header_rows[-1:], table.row_numbers)
        if found != ((messy.heading + 1,), [row + 1 for row in messy.data]):
            missed.append((seed, messy.damages, table.confidence))
    assert len(missed) <= 12, missed
