"""Of several tables on a sheet the likeliest is taken, and the others can be chosen by name."""

from __future__ import annotations

import pytest

from skilling.importing.reading.grid import Cell, Grid
from skilling.importing.table import layout
from tests.importing.builders import a_grid, known_header

HEADING: list[Cell] = ["S.No", "Name", "Mobile", "State", "Gender"]
PEOPLE: list[list[Cell]] = [
    [float(i), f"{name} Devi", f"987654321{i}", "Bihar", "F"]
    for i, name in enumerate(("Asha", "Mita", "Kavya", "Gauri", "Rekha", "Jyoti"))
]
STAFF: list[list[Cell]] = [
    ["Name", "Mobile"],
    ["Dr. S. Pillai", "9847011223"],
    ["Smt. R. Gowda", "9880044556"],
    ["Shri Das", "9880044557"],
]


def _find(grid: Grid, header_row: int | None = None, column: int | None = None) -> layout.Table:
    return layout.find(grid, known_header, header_row, column)


@pytest.mark.parametrize(
    ("rows", "header_row", "other"),
    [
        ([*STAFF, [], [], HEADING, *PEOPLE], 7, 1),
        ([HEADING, *PEOPLE, [], [], *STAFF], 1, 10),
    ],
    ids=["the list beneath", "the list above"],
)
def test_the_list_is_taken_and_the_smaller_table_is_offered(rows: list[list[Cell]], header_row: int, other: int) -> None:
    grid = a_grid(rows)
    table = _find(grid)
    assert table.header_rows == (header_row,)
    assert len(table.rows) == len(PEOPLE)
    (offered,) = table.others
    assert (offered.header_row, offered.column, offered.records) == (other, 1, 3)
    assert offered.title == f"Name, Mobile (3 rows, row {other}, column A)"
    chosen = _find(grid, offered.header_row, offered.column)
    assert [row[0] for row in chosen.rows][:3] == ["Dr. S. Pillai", "Smt. R. Gowda", "Shri Das"]


def test_a_table_beside_the_list_is_offered_and_can_be_taken() -> None:
    beside = [*STAFF, [None, None], [None, None], [None, None]]
    grid = a_grid([[*own, None, None, *more] for own, more in zip([HEADING, *PEOPLE], beside, strict=True)])
    table = _find(grid)
    assert table.headers == HEADING
    (offered,) = table.others
    assert (offered.header_row, offered.column) == (1, 8)
    chosen = _find(grid, offered.header_row, offered.column)
    assert chosen.headers == ["Name", "Mobile"]
    assert [row[0] for row in chosen.rows] == ["Dr. S. Pillai", "Smt. R. Gowda", "Shri Das"]


def test_a_row_of_headings_left_above_the_table_makes_it_unsure() -> None:
    grid = a_grid([["Foo", "Bar", "Baz"], HEADING, *PEOPLE])
    assert _find(grid).confidence < layout.ASK_BELOW


def test_a_row_that_may_be_nobody_makes_the_table_unsure() -> None:
    grid = a_grid([HEADING, *PEOPLE, [None, "Checked Verma", None, None, None], [7.0, "Lalita Devi", "9876543222", "Bihar", "F"]])
    assert _find(grid).confidence < layout.ASK_BELOW
