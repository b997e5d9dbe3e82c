"""Headings and notes in places where lists of colleges and missions have them: the right rows are the heading, nobody is a note."""

from __future__ import annotations

from skilling.importing.reading.grid import Cell
from skilling.importing.table import layout
from tests.importing.builders import a_grid, known_header

NAMES = ("Asha Devi", "Ravi Kumar", "Sunita Rao", "Imran Khan", "Kavya Nair", "Arjun Das")


def _people(*more: Cell) -> list[list[Cell]]:
    return [[float(number), name, f"98765432{number:02}", *more] for number, name in enumerate(NAMES, 1)]


def test_a_serial_number_beside_the_groups_of_a_heading_belongs_to_it() -> None:
    upper: list[Cell] = ["S.No", "Candidate Details", None, "Address", None]
    lower: list[Cell] = [None, "Name", "Mobile", "District", "Pin code"]
    rows: list[list[Cell]] = [["Skill Mission"], [], upper, lower, *_people("Gaya", 823001.0)]
    merges = [(3, 1, 4, 1), (3, 2, 3, 3), (3, 4, 3, 5)]
    for grid in (a_grid(rows, merges=merges), a_grid(rows)):
        table = layout.find(grid, known_header)
        assert table.header_rows == (3, 4)
        assert table.headers[0] == "S.No"
        assert len(table.rows) == len(NAMES)


def test_a_title_above_a_column_without_a_heading_is_no_part_of_the_heading() -> None:
    rows: list[list[Cell]] = [["Nodal list", None, None], [None, "Name", "Mobile"], *_people()]
    assert layout.find(a_grid(rows), known_header).header_rows == (2,)


def test_choices_kept_beside_the_headings_do_not_hide_the_heading() -> None:
    choices: list[Cell] = ["Male", "Female", "Other", *map(str, range(1, 13))]
    heading: list[Cell] = ["S.No", "Name", "Mobile", "Email", "Class", None, *choices]
    table = layout.find(a_grid([heading, *_people("asha@example.in", "10")]), known_header)
    assert table.header_rows == (1,)
    assert len(table.rows) == len(NAMES)


def test_a_room_named_above_a_repeated_heading_is_nobody() -> None:
    heading: list[Cell] = ["Seat", "Name", "Mobile"]
    rows: list[list[Cell]] = [["Room No: 101"], heading, *_people(), ["Room No: 102"], heading, *_people()]
    table = layout.find(a_grid(rows), known_header)
    assert [row[1] for row in table.rows] == [*NAMES, *NAMES]
    assert table.confidence >= layout.ASK_BELOW


def test_words_beneath_the_list_in_another_column_than_the_names_are_notes() -> None:
    heading: list[Cell] = ["Name", "Trade", "Mobile", "Email"]
    rows: list[list[Cell]] = [[name, "Fitter", f"98765432{at:02}", f"a{at}@example.in"] for at, name in enumerate(NAMES)]
    notes: list[list[Cell]] = [[None, "also learns welding", None, None], [None, None, "till the end of March", None]]
    assert [row[0] for row in layout.find(a_grid([heading, *rows, *notes]), known_header).rows] == list(NAMES)


def test_a_group_named_under_a_heading_beside_a_blank_column_divides_no_heading() -> None:
    heading: list[Cell] = ["S.No", None, "Name", "Mobile"]
    people: list[list[Cell]] = [[float(at), None, name, f"98765432{at:02}"] for at, name in enumerate(NAMES, 1)]
    table = layout.find(a_grid([heading, ["Group 3"], *people[:3], ["Morning Shift"], *people[3:]]), known_header)
    assert table.header_rows == (1,)
    assert [row[table.headers.index("Name")] for row in table.rows] == list(NAMES)


def test_departments_beneath_a_full_heading_do_not_make_it_a_form() -> None:
    heading: list[Cell] = ["Name", "Class", "Mobile", "Email"]
    people: list[list[Cell]] = [["Group", name, f"98765432{at:02}", f"a{at}@example.in"] for at, name in enumerate(NAMES)]
    people = [["Branch" if at % 2 else "Course" if at % 3 else "Category", *row[1:]] for at, row in enumerate(people)]
    table = layout.find(a_grid([heading, *people]), known_header)
    assert (table.kind, len(table.rows)) == ("list", len(NAMES))


def test_serial_numbers_that_nobody_stands_beside_are_blank_rows_in_gujarati_too() -> None:
    heading: list[Cell] = ["અનુ. નં.", "Name", "Mobile"]
    rows: list[list[Cell]] = [["Course:", "Python", None], *_people(), [7.0, None, None], [8.0, None, None]]
    assert len(layout.find(a_grid([heading, *rows]), known_header).rows) == len(NAMES)


def test_what_pandas_writes_for_a_heading_that_is_none_says_nothing() -> None:
    upper: list[Cell] = ["Unnamed: 0", "Name", "Mobile", "Marks", "Unnamed: 4", "Unnamed: 5"]
    lower: list[Cell] = [None, None, None, "Python", "Maths", "AI"]
    table = layout.find(a_grid([upper, lower, *_people(45.0, 56.0, 67.0)]), known_header)
    assert table.header_rows == (1, 2)
    assert table.headers == ["Column A", "Name", "Mobile", "Marks / Python", "Marks / Maths", "Marks / AI"]
    assert [row[1] for row in table.rows] == list(NAMES)
