"""The beginning of a file is shown at once, whatever its size, and nothing of it is shown that is never kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from skilling.domain.problems import Refused
from skilling.importing import beginning
from skilling.importing.reading import child
from tests.importing.builders import a_workbook

HEADERS = ["S.No", "Student Name", "Mobile No", "Password"]


def _look(path: Path) -> beginning.Beginning:
    return beginning.look(None, lambda stage, done, total: None, str(path))


def test_the_first_rows_come_with_the_heading_and_the_claimed_size(tmp_path: Path) -> None:
    rows = [[n, f"Asha {n}", 9845000000 + n, "Monsoon"] for n in range(1, 1501)]
    seen = _look(a_workbook(tmp_path / "long.xlsx", [["List of 2026"], HEADERS, *rows]))
    assert (len(seen.rows), seen.claimed, seen.header_rows) == (beginning.ROWS, 1502, (2,))
    assert "Asha 1" in seen.rows[2].cells
    assert "Monsoon" not in repr(seen)


def test_a_text_of_any_length_is_read_for_its_first_megabyte_only(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write("Student Name,Mobile No\n")
        file.writelines(f"आशा {n},{9845000000 + n}\n" for n in range(200_000))
    assert path.stat().st_size > 4 << 20
    few = child.Limits(cells=1_000)
    assert len(child.preview(path, beginning.ROWS, limits=few).grid.rows) == beginning.ROWS
    with pytest.raises(Refused):
        child.read(path, limits=few)
    seen = _look(path)
    assert len(seen.rows) == beginning.ROWS
    assert seen.rows[1].cells[:2] == ("आशा 0", "9845000000")


def test_a_file_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    (tmp_path / "empty.xlsx").write_bytes(b"")
    with pytest.raises(Refused, match="empty"):
        _look(tmp_path / "empty.xlsx")


def test_a_sheet_without_a_list_is_shown_all_the_same(tmp_path: Path) -> None:
    seen = _look(a_workbook(tmp_path / "letter.xlsx", [["Dear all, please find the list in the second sheet."]]))
    assert (seen.header_rows, len(seen.rows)) == ((), 1)
