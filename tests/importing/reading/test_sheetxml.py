"""The bounded reader and calamine with its second look agree on every cell."""

from __future__ import annotations

import datetime
import math
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from skilling.importing.reading import child
from skilling.importing.reading.grid import Grid, column_letters, column_number
from skilling.importing.reading.package import style_of
from skilling.importing.reading.serials import elapsed, moment
from tests.importing.builders import shared_lists

CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**12), 10**12),
    st.floats(-1e9, 1e9, allow_nan=False),
    st.text(st.characters(min_codepoint=32, exclude_categories=("Cs", "Cn", "Co")), max_size=20).filter(
        lambda text: not text.startswith("=") and "_x" not in text and text == text.strip() and text != ""
    ),
    st.dates(datetime.date(1900, 3, 1), datetime.date(2100, 1, 1)),
    st.datetimes(datetime.datetime(1950, 1, 1), datetime.datetime(2100, 1, 1)).map(lambda found: found.replace(microsecond=0)),
    st.sampled_from(["#N/A", "#REF!", "=1+1"]),
)


def _both(path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Grid, Grid]:
    fast = child.read(path).grid
    with monkeypatch.context() as patch:
        patch.setattr(child, "_LADDER", (True,))
        return fast, child.read(path).grid


def _same(one: Grid, two: Grid) -> None:
    assert (one.first_row, one.first_column) == (two.first_row, two.first_column)
    assert (one.hidden_rows, set(one.merges)) == (two.hidden_rows, set(two.merges))
    assert (one.zero_pads, one.legacy_fonts) == (two.zero_pads, two.legacy_fonts)
    for row, other in zip(one.rows, two.rows, strict=True):
        for cell, twin in zip(row, other, strict=True):
            if isinstance(cell, float) and isinstance(twin, float):
                assert math.isclose(cell, twin, rel_tol=1e-12)
            else:
                assert (type(cell), cell) == (type(twin), twin)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.lists(CELLS, min_size=1, max_size=6), min_size=1, max_size=30))
def test_two_readers_see_the_same_cells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: list[list[object]]) -> None:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.active.row_dimensions[2].hidden = True
    book.save(tmp_path / "any.xlsx")
    _same(*_both(tmp_path / "any.xlsx", monkeypatch))


def test_two_readers_see_the_same_real_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    folder = shared_lists()
    if folder is None:
        pytest.skip("the real lists are not at hand")
    for path in sorted(folder.glob("[!n]*.xlsx")):
        _same(*_both(path, monkeypatch))


def test_serials_become_the_days_that_excel_shows() -> None:
    assert moment(1, False) == datetime.date(1900, 1, 1)
    assert moment(59, False) == datetime.date(1900, 2, 28)
    assert moment(60, False) == 60
    assert moment(61, False) == datetime.date(1900, 3, 1)
    assert moment(45000.25, False) == datetime.datetime(2023, 3, 15, 6)
    assert moment(0.5, False) == datetime.time(12)
    assert moment(0, True) == datetime.date(1904, 1, 1)
    assert moment(-1, False) == -1
    assert moment(2958466, False) == 2958466
    assert moment(45000.999999999, False) == datetime.date(2023, 3, 16)
    assert elapsed(1.5) == datetime.timedelta(hours=36)


@pytest.mark.parametrize(
    ("format_id", "code", "kind", "zeros"),
    [
        (0, "", "number", 0),
        (14, "", "date", 0),
        (46, "", "elapsed", 0),
        (164, "dd/mm/yyyy", "date", 0),
        (164, '"day" 0', "number", 0),
        (164, "[$-409]d-mmm-yy;@", "date", 0),
        (164, "[h]:mm", "elapsed", 0),
        (164, "000000", "number", 6),
        (164, "[Red]0000000000;@", "number", 10),
        (164, "0.000", "number", 0),
        (164, "General", "number", 0),
    ],
)
def test_a_number_format_says_what_the_number_is(format_id: int, code: str, kind: str, zeros: int) -> None:
    style = style_of(format_id, code, "Calibri")
    assert (style.kind, style.zeros) == (kind, zeros)


@given(st.integers(1, 16_384))
def test_column_letters_go_there_and_back(number: int) -> None:
    assert column_number(column_letters(number)) == number
