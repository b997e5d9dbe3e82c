"""A list that goes over two sheets is one list again, and every row still knows where it stood."""

from __future__ import annotations

import pytest

from skilling.domain.problems import Refused
from skilling.importing.reading.grid import Cell, SheetInfo
from skilling.importing.table import layout
from skilling.importing.table.stacking import agree, row_words, sheet_row_of, stacked, worth_a_look
from tests.importing.builders import a_grid, known_header

HEADING: list[Cell] = ["S.No", "Name", "Mobile", "State"]
FIRST: list[list[Cell]] = [
    [1.0, "Asha Devi", "9876543210", "Bihar"],
    [2.0, "Ravi Kumar", "9876543211", "Kerala"],
    [3.0, "Mita Das", "9876543213", "Assam"],
]
SECOND: list[list[Cell]] = [
    [4.0, "Sunita Rao", "9876543212", "Assam"],
    [5.0, "Kabir Das", "9876543214", "Odisha"],
    [6.0, "Imran Ali", "9876543215", "Goa"],
]


def _found(grid: layout.Grid) -> layout.Table:
    return layout.find(grid, known_header)


def test_two_sheets_with_the_same_headings_become_one_list_without_what_stands_between() -> None:
    one = a_grid([HEADING, *FIRST, ["Total", 3.0]], sheet="Sheet1")
    two = a_grid([["Page 2"], [], HEADING, *SECOND], sheet="Sheet2", first_column=3, hidden_rows=frozenset({4}))
    tables = _found(one), _found(two)
    whole = stacked(one, tables[0], two, tables[1])
    table = _found(whole)
    assert table.sheet == "Sheet1 + Sheet2"
    assert [row[1] for row in table.rows] == ["Asha Devi", "Ravi Kumar", "Mita Das", "Sunita Rao", "Kabir Das", "Imran Ali"]
    assert table.row_numbers == [2, 3, 4, 5, 6, 7]
    assert table.hidden_rows == 1
    places = [sheet_row_of(number, whole.parts) for number in table.row_numbers]
    assert places == [("", 2), ("", 3), ("", 4), ("Sheet2", 4), ("Sheet2", 5), ("Sheet2", 6)]
    assert [row_words(number, whole.parts) for number in (4, 5)] == ["4", "Sheet2, 4"]


def test_sheets_with_different_headings_are_not_put_together() -> None:
    one = a_grid([HEADING, *FIRST])
    two = a_grid([["S.No", "Name", "Mobile", "District"], *SECOND])
    assert not agree(_found(one), _found(two))
    with pytest.raises(Refused, match="different headings"):
        stacked(one, _found(one), two, _found(two))


def test_only_visible_sheets_as_likely_as_the_chosen_one_are_worth_a_look() -> None:
    sheets = (
        SheetInfo("Help", False, 9, 1, 0.1),
        SheetInfo("A", False, 40, 5, 0.8),
        SheetInfo("B", False, 20, 5, 0.79),
        SheetInfo("Old", True, 20, 5, 0.9),
    )
    assert worth_a_look(sheets, "A") == ("B",)
