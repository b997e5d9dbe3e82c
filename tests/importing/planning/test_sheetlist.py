"""A list as it was read says what a person should know of its rows before anything is decided."""

from __future__ import annotations

from pathlib import Path

from skilling.importing.planning import sheetlist
from skilling.importing.reading.grid import Book, Cell, Grid
from tests.importing.builders import a_grid

NAMES = ("Asha Rao", "Ravi Kumar", "Sunita Devi", "Imran Khan", "Kavya Nair", "Arjun Das")
PEOPLE: list[list[Cell]] = [[place + 1, name, f"98450{place}1234"] for place, name in enumerate(NAMES)]


def _warnings(grid: Grid) -> tuple[str, ...]:
    return sheetlist.take(Book(Path("list.csv"), "list.csv", "0" * 64, 1, "csv", "utf-8", ",", (), grid)).warnings


def test_lines_that_head_parts_of_a_list_are_named_because_their_words_are_not_kept() -> None:
    rows: list[list[Cell]] = [
        ["S.No", "Name", "Mobile"],
        ["Girls"],
        *PEOPLE[:3],
        ["Boys"],
        *PEOPLE[3:],
        ["Note: as on 1 October"],
    ]
    (said,) = _warnings(a_grid(rows))
    assert "'Girls' (row 2), 'Boys' (row 6)" in said
    assert "Note" not in said


def test_a_list_without_such_lines_says_nothing() -> None:
    assert _warnings(a_grid([["S.No", "Name", "Mobile"], *PEOPLE])) == ()
