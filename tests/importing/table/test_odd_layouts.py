"""Layouts that colleges, missions and portals really send: what is a list is read whole, what is none is told by its name."""

from __future__ import annotations

import pytest

from skilling.importing.reading.grid import Cell
from skilling.importing.table import layout
from skilling.importing.table.totals import is_total_label
from tests.importing.builders import a_grid, known_header

HEADING: list[Cell] = ["S.No", "Name", "Mobile", "Email"]
NAMES = ("Asha Devi", "Ravi Kumar", "Sunita Rao", "Imran Khan", "Kavya Nair", "Arjun Das")


def _person(number: int, name: str) -> list[Cell]:
    return [float(number), name, f"98765432{number:02}", f"learner{number}@example.in"]


PEOPLE = [_person(number, name) for number, name in enumerate(NAMES, 1)]


def _find(rows: list[list[Cell]]) -> layout.Table:
    return layout.find(a_grid(rows), known_header)


def _names(table: layout.Table, place: int = 1) -> list[Cell]:
    return [row[place] for row in table.rows]


def test_lines_that_begin_alike_are_sections_and_nobody() -> None:
    rows = [[None, "Cohort 1 (from 3 June)"], *PEOPLE[:3], [None, "Cohort 2 (from 9 June)"], *PEOPLE[3:]]
    table = _find([HEADING, *rows])
    assert _names(table) == list(NAMES)
    assert table.confidence >= layout.ASK_BELOW


def test_a_name_alone_in_its_row_stays_somebody_and_makes_the_list_unsure() -> None:
    table = _find([HEADING, *PEOPLE[:3], [None, "Md Irfan"], [None, "Md Arif"], *PEOPLE[3:]])
    assert {"Md Irfan", "Md Arif"} <= set(_names(table))
    assert table.confidence < layout.ASK_BELOW


def test_labels_with_a_colon_between_the_people_are_said_about_them() -> None:
    rows: list[list[Cell]] = [
        ["Course:", "Python", "Strength:", 3.0],
        *PEOPLE,
        ["Nodal Officer:", "Dr S Raman", "9812345678", None],
    ]
    assert _names(_find([HEADING, *rows])) == list(NAMES)


def test_a_title_that_comes_back_on_every_page_is_no_record() -> None:
    title: list[Cell] = ["Trainee register of Salem", None, None, "Page 1 of 2"]
    again: list[Cell] = ["Trainee register of Salem", None, None, "Page 2 of 2"]
    assert _names(_find([title, HEADING, *PEOPLE[:3], again, HEADING, *PEOPLE[3:]])) == list(NAMES)


def test_headings_repeated_in_hindi_are_no_record() -> None:
    heading: list[Cell] = ["Name", "Father Name", "State", "Mobile"]
    people: list[list[Cell]] = [[name, "Ram Lal", "Bihar", f"987654321{n}"] for n, name in enumerate(NAMES)]
    table = _find([heading, *people[:3], ["नाम", None, "राज्य", "मोबाइल"], *people[3:]])
    assert _names(table, 0) == list(NAMES)


@pytest.mark.parametrize("word", ["Class average", "Highest", "Lowest", "6 students"])
def test_a_row_that_sums_the_list_up_is_dropped(word: str) -> None:
    rows = [[*row[:3], 60.0 + n] for n, row in enumerate(PEOPLE)]
    assert _names(_find([["S.No", "Name", "Mobile", "Marks"], *rows, [None, word, None, 62.5]])) == list(NAMES)


def test_a_row_that_tells_how_to_fill_the_columns_is_neither_heading_nor_record() -> None:
    table = _find([HEADING, [None, "As on the certificate", "Ten digits only", "Valid address"], *PEOPLE])
    assert table.header_rows == (1,)
    assert table.headers == HEADING
    assert _names(table) == list(NAMES)


def test_marks_above_the_headings_are_no_part_of_them() -> None:
    table = _find([["Optional", "Mandatory", "Mandatory", "Optional"], HEADING, *PEOPLE])
    assert table.header_rows == (2,)
    assert table.confidence >= layout.ASK_BELOW


def test_a_list_set_in_two_columns_of_rows_asks_which_half_is_meant() -> None:
    for gap in ([], [None], [None, None]):
        rows = [[*one, *gap, *two] for one, two in zip([HEADING, *PEOPLE[:3]], [HEADING, *PEOPLE[3:]], strict=True)]
        table = _find(rows)
        assert table.headers == HEADING
        assert _names(table) == list(NAMES[:3])
        (other,) = table.others
        assert (other.agrees, other.column, other.records) == (True, 5 + len(gap), 3)
        assert table.confidence < layout.ASK_BELOW


def test_a_short_list_beneath_labels_and_values_is_no_form() -> None:
    labels: list[list[Cell]] = [["Partner:", "Skill Trust", "Centre:", "Nashik"], ["Batch:", "B-07", "District:", "Nashik"]]
    table = _find([*labels, HEADING, *PEOPLE[:3]])
    assert (table.kind, table.header_rows) == ("list", (3,))


def test_a_total_above_the_next_table_ends_the_one_before() -> None:
    counts: list[list[Cell]] = [["College", "Boys", "Girls", "Total"], ["Salem", 15.0, 11.0, 26.0], ["Thrissur", 6.0, 13.0, 19.0]]
    blanks: list[list[Cell]] = [[None], [None]]
    table = _find([*counts, *blanks, ["Total students", 6.0], HEADING, *PEOPLE])
    assert table.header_rows == (7,)
    assert _names(table) == list(NAMES)


def _refused(rows: list[list[Cell]]) -> str:
    table = _find(rows)
    assert table.kind != "list"
    assert table.rows == []
    return table.reason


def test_a_list_on_its_side_is_told() -> None:
    across: list[list[Cell]] = [[HEADING[place], *(row[place] for row in PEOPLE)] for place in (1, 2, 3)]
    assert "lies on its side" in _refused([*across, ["State", *["Bihar"] * 6]])


def test_two_rows_to_a_person_are_told() -> None:
    lines = [line for n, name, phone, mail in PEOPLE for line in ([n, name, phone], [None, mail, "Bihar"])]
    assert "takes 2 rows" in _refused([["S.No", "Name", "Mobile"], [None, "Email", "State"], *lines])


def test_a_card_for_each_person_is_told_as_a_form() -> None:
    cards = [
        line for _, name, phone, mail in PEOPLE for line in (["Name", name], ["Mobile", phone], ["Email", mail], [None, None])
    ]
    assert "form" in _refused(cards)


def test_a_description_of_columns_is_told() -> None:
    names = ("Name", "Mobile", "Email", "State", "District")
    assert "describes the columns" in _refused([["Field", "Meaning"], *[[name, f"The {name} of the learner"] for name in names]])


def test_a_register_numbered_by_days_has_its_heading_where_the_days_are_numbered() -> None:
    days: list[Cell] = [float(day) for day in range(1, 13)]
    rows: list[list[Cell]] = [[float(n), name, *["P"] * 12] for n, name in enumerate(NAMES, 1)]
    table = _find([["ATTENDANCE REGISTER"], ["Sl", "Name", *days], *rows])
    assert table.header_rows == (2,)
    assert table.headers[2:] == [str(day) for day in range(1, 13)]


def test_teams_numbered_below_each_other_are_no_description_of_columns() -> None:
    rows: list[list[Cell]] = [[f"Team {place}", name, NAMES[place - 1]] for place, name in enumerate(NAMES)]
    assert _find([["Team Name", "Leader", "Member 1"], *rows]).kind == "list"


def test_every_column_between_blank_ones_belongs_to_the_list() -> None:
    rows: list[list[Cell]] = [[f"R{n:03}", None, name, None, phone, mail] for n, name, phone, mail in PEOPLE]
    table = _find([["Roll No", None, "Name", None, "Mobile", "Email"], *rows])
    assert [header for header in table.headers if not header.startswith("Column")] == ["Roll No", "Name", "Mobile", "Email"]


@pytest.mark.parametrize("words", [("BOYS", "GIRLS"), ("Male", "Female"), ("छात्र", "छात्राएँ")])
def test_a_half_of_the_list_is_headed_and_nobody(words: tuple[str, str]) -> None:
    rows: list[list[Cell]] = [[None, words[0]], *PEOPLE[:3], [None, words[1]], *PEOPLE[3:]]
    table = _find([HEADING, *rows])
    assert table.row_numbers == [3, 4, 5, 7, 8, 9]
    assert table.confidence >= layout.ASK_BELOW


def test_a_total_of_women_among_the_people_is_a_total() -> None:
    rows: list[list[Cell]] = [*PEOPLE[:3], [None, "Total Female", 3], *PEOPLE[3:], [None, "Total Male", 3]]
    table = _find([HEADING, *rows])
    assert table.row_numbers == [2, 3, 4, 6, 7, 8]
    assert not is_total_label("Total Solutions Private")


def test_who_prepared_the_list_is_nobody_of_it_even_with_a_phone() -> None:
    rows: list[list[Cell]] = [
        *[row[1:] for row in PEOPLE],
        ["Prepared by", "9845000001", "Ravi"],
        ["Checked by", "9845000002", "Asha"],
    ]
    assert _find([HEADING[1:], *rows]).row_numbers == [2, 3, 4, 5, 6, 7]


def test_a_heading_that_comes_again_in_another_order_is_a_doubt() -> None:
    again: list[Cell] = ["S.No", "Name", "Email", "Mobile"]
    table = _find([HEADING, *PEOPLE[:3], again, *[[*row[:2], row[3], row[2]] for row in PEOPLE[3:]]])
    assert (_names(table), table.confidence < layout.ASK_BELOW) == (list(NAMES), True)
    assert _find([HEADING, *PEOPLE[:3], HEADING, *PEOPLE[3:]]).confidence >= layout.ASK_BELOW


@pytest.mark.parametrize("numbers", [("(i)", "(ii)", "(iii)", "(iv)"), ("a)", "b)", "c)", "d)"), ("1.", "2.", "3.", "4.")])
def test_a_row_that_only_numbers_the_columns_is_no_part_of_the_heading(numbers: tuple[str, ...]) -> None:
    table = _find([HEADING, list(numbers), *PEOPLE])
    assert (table.header_rows, table.headers) == ((1,), HEADING)
    assert _names(table) == list(NAMES)


def test_a_row_that_says_how_to_fill_is_no_part_of_the_heading() -> None:
    how: list[Cell] = [
        "Running number",
        "Enter full name as per Aadhaar",
        "10 digit mobile without 0",
        "e.g. asha@example.in (no spaces)",
    ]
    table = _find([HEADING, how, *PEOPLE])
    assert (table.headers, _names(table)) == (HEADING, list(NAMES))


def test_years_beside_known_headings_are_headings() -> None:
    rows: list[list[Cell]] = [[name, f"EN{place}01", 70 + place, 71, 72] for place, name in enumerate(NAMES)]
    table = _find([["Name", "Enrollment No", "2023", "2024", "2025"], *rows])
    assert (table.header_rows, table.headers[2]) == ((1,), "2023")


def test_a_batch_called_after_somebody_is_nobody() -> None:
    table = _find([HEADING, [None, "Rani Channamma Batch"], *PEOPLE])
    assert (_names(table), table.confidence >= layout.ASK_BELOW) == (list(NAMES), True)
