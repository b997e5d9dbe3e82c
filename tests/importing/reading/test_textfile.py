"""Text is decoded and divided by trial, and keeps every value as it was written."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skilling.importing.reading import child
from skilling.importing.reading.textfile import decoded, dialect_of, records, spelling_of

HINDI = "नाम\nबाग\nहोटल\nझील\nकंबल\nदीवार\nपर्वत\n"


def _read(data: bytes) -> tuple[str, str | None, list[list[str]]]:
    spelling = spelling_of(data)
    dialect = dialect_of(decoded(data, spelling))
    return spelling.encoding, dialect.delimiter, list(records(data, spelling, dialect))


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
    ],
)
def test_a_hindi_list_is_decoded_from_any_unicode_spelling(encoding: str, named: str) -> None:
    text = "Name,नाम\r\nAsha,आशा\r\nRavi,रवि\r\n"
    found, delimiter, rows = _read(text.encode(encoding))
    assert (found, delimiter) == (named, ",")
    assert rows == [["Name", "नाम"], ["Asha", "आशा"], ["Ravi", "रवि"]]


def test_what_is_not_utf8_is_windows_western_and_loses_no_byte() -> None:
    encoding, _, rows = _read(b"Name,City\nBYJU\x92S,Bengaluru\n\x81,x\n")
    assert encoding == "cp1252"
    assert rows[1][0] == "BYJU’S"
    assert rows[2][0] == "\x81"


def test_a_few_broken_bytes_do_not_turn_hindi_into_western_letters() -> None:
    data = ("नाम,राज्य\n" + "आशा देवी,बिहार\n" * 20).encode() + b"\xff\xfe,x\n"
    spelling = spelling_of(data)
    assert (spelling.encoding, spelling.lost > 0) == ("utf-8", True)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_one_that_divides_evenly(delimiter: str) -> None:
    lines = [["Name", "Address", "Fee"], ["Asha", "Ward 3, Gaya", "1,200"], ["Ravi", "12, Main Road, Kochi", "900"]]
    target = io.StringIO()
    csv.writer(target, delimiter=delimiter).writerows(lines)
    assert _read(target.getvalue().encode())[1:] == (delimiter, lines)


def test_a_single_column_has_no_delimiter_whatever_its_script() -> None:
    assert _read(HINDI.encode())[1] is None
    assert _read(b"Name\nAsha Devi\nRavi Kumar\nRao, Sunita\n")[1] is None


def test_title_lines_and_blank_lines_keep_their_row_numbers() -> None:
    rows = _read(b"List of students\n\nName,Mobile,State\nAsha,1,Bihar\nRavi,2,Kerala\n")[2]
    assert rows[0] == ["List of students"]
    assert rows[1] == []
    assert rows[2] == ["Name", "Mobile", "State"]


def test_an_address_of_data_that_a_web_page_left_before_the_list_is_not_read() -> None:
    text = b'data:text/csv;charset=utf-8,"Name","Day 1"\n"Asha","present"\n'
    assert _read(text) == ("utf-8", ",", [["Name", "Day 1"], ["Asha", "present"]])
    assert _read(b"data:text,Name\n1,Asha\n")[2] == [["data:text", "Name"], ["1", "Asha"]]


def test_the_separator_line_of_excel_is_obeyed_and_not_read() -> None:
    assert _read(b"sep=;\nName;Fee\nAsha;1,5\n") == ("utf-8", ";", [["Name", "Fee"], ["Asha", "1,5"]])


def test_lines_wrapped_in_quotes_are_unwrapped() -> None:
    data = b'"Name,City"\n"Asha,""Gaya, Bihar"""\n"Ravi,Kochi"\n'
    assert _read(data)[2] == [["Name", "City"], ["Asha", "Gaya, Bihar"], ["Ravi", "Kochi"]]


def test_a_quote_that_never_closes_swallows_nothing(tmp_path: Path) -> None:
    path = tmp_path / "quote.csv"
    lines = ["Name,City", '"Asha,Gaya', *[f"Learner number {number},Kochi" for number in range(200)]]
    path.write_text("\n".join(lines))
    grid = child.read(path).grid
    assert len(grid.rows) == 202
    assert "quotation mark" in grid.warnings[0]


def test_an_open_quote_costs_only_its_own_row_its_marks(tmp_path: Path) -> None:
    path = tmp_path / "quote.csv"
    path.write_text('Name,Nick,Town\nAsha,"Bob,Gaya\nRavi,x,Kochi\nSunita,"two\nlines",Salem\nImran,y,Patna\n')
    grid = child.read(path).grid
    assert [row[0] for row in grid.rows] == ["Name", "Asha", "Ravi", "Sunita", "Imran"]
    assert grid.rows[1] == ["Asha", '"Bob', "Gaya"]
    assert grid.rows[3] == ["Sunita", "two\nlines", "Salem"]
    assert "row 2 is opened and never closed" in grid.warnings[0]


def test_values_stay_the_strings_they_were(tmp_path: Path) -> None:
    path = tmp_path / "values.csv"
    path.write_text('Roll,Phone,Note\n007,+91 98765 43210,"two\nlines"\n9.87654E+09,, =1+1\n')
    assert child.read(path).grid.rows == [
        ["Roll", "Phone", "Note"],
        ["007", "+91 98765 43210", "two\nlines"],
        ["9.87654E+09", None, " =1+1"],
    ]


CELLS = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufeff"), max_size=12)


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=2, max_size=12), st.sampled_from(",;\t|"))
def test_whatever_is_written_evenly_comes_back(rows: list[list[str]], delimiter: str) -> None:
    plain = [["Name", "State", "Note"], *([cell.translate({ord(c): "-" for c in ",;|"}) for cell in row] for row in rows)]
    target = io.StringIO()
    csv.writer(target, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(plain)
    spelling = spelling_of(target.getvalue().encode())
    dialect = dialect_of(decoded(target.getvalue().encode(), spelling))
    assert dialect.delimiter == delimiter
    assert list(records(target.getvalue().encode(), spelling, dialect)) == plain
