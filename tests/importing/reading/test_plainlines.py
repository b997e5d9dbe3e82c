"""Text without a delimiter is divided where its columns stand, or after the numbers of its lines; prose stays whole."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from skilling.importing.reading.plainlines import dividing
from skilling.importing.reading.textfile import decoded, dialect_of, records, spelling_of

PEOPLE = [
    ("1", "1VJ21CS001", "ASHA RAO", "OBC"),
    ("2", "1VJ21CS002", "MEERA KULKARNI", "GEN"),
    ("3", "1VJ21CS003", "IMRAN KHAN", "ST"),
    ("4", "1VJ21CS004", "KAVYA NAIR", "SC"),
    ("5", "1VJ21CS005", "ARJUN DAS", "GEN"),
    ("10", "1VJ21CS010", "SUNITA DEVI", "OBC"),
    ("11", "1VJ21CS011", "RAVI", "OBC"),
]
HEADING = ("SL", "ROLL NO", "NAME OF THE CANDIDATE", "CATEGORY")
LINE = "{:<4}{:<12}{:<23}{:<10}"
cells = st.from_regex(r"[A-Z][a-z]{1,8}( [A-Z][a-z]{1,5})?", fullmatch=True)


def _rows(text: str) -> list[list[str]]:
    data = text.encode()
    spelling = spelling_of(data)
    return list(records(data, spelling, dialect_of(decoded(data, spelling))))


def test_columns_at_constant_places_are_told_apart() -> None:
    lines = ["UNIVERSITY OF THE NORTH", "-" * 50, LINE.format(*HEADING), "-" * 50, *(LINE.format(*row) for row in PEOPLE)]
    rows = _rows("\r\n".join(lines))
    assert [row for row in rows if len(row) > 1] == [list(HEADING), *map(list, PEOPLE)]
    assert rows[0] == ["UNIVERSITY OF THE NORTH"]


def test_numbers_that_end_together_are_one_column() -> None:
    rows = _rows("\n".join(f"{at:>3}  {row[2]:<16}{9 ** (at % 6):>6}" for at, row in enumerate(PEOPLE, 1)))
    assert [row[2] for row in rows] == [str(9 ** (at % 6)) for at in range(1, len(PEOPLE) + 1)]
    assert [row[1] for row in rows] == [row[2] for row in PEOPLE]


def test_names_after_the_number_of_their_line_are_told_from_it() -> None:
    lines = ["Selected students", "", *(f"{at}. {row[2]}" for at, row in enumerate(PEOPLE, 1))]
    assert _rows("\n".join(lines))[2:4] == [["1", "ASHA RAO"], ["2", "MEERA KULKARNI"]]


def test_names_after_bullets_are_names_alone() -> None:
    assert _rows("Names\n" + "".join(f"- {row[2]}\n" for row in PEOPLE)) == [["Names"], *([row[2]] for row in PEOPLE)]


def test_running_text_and_a_column_of_names_stay_whole() -> None:
    prose = ["The course begins on Monday.", "It ends  in June.", "Bring a pen.", "Come early, all of you.", "Thank you."]
    for lines in (prose, [row[2] for row in PEOPLE], ["98450-12345", "98450-12346", "98450-12347", "98450-12348"]):
        assert dividing(lines) is None


@given(st.lists(st.tuples(cells, cells, cells), min_size=8, max_size=30))
def test_no_letter_is_lost_or_moved_wherever_the_lines_are_cut(rows: list[tuple[str, str, str]]) -> None:
    lines = ["{:<18}{:<18}{:<18}".format(*row) for row in rows]
    divide = dividing(lines)
    if divide is not None:
        for line in lines:
            assert "".join("".join(divide(line)).split()) == "".join(line.split())
