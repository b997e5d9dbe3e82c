"""What holds for columns of anything at all: a value or a word for each cell, and no digit changed in silence."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from skilling.domain.developers import DEVELOPER
from skilling.domain.resources import RESOURCE
from skilling.domain.startups import STARTUP
from skilling.importing.columns.targets import target
from skilling.importing.reading.grid import Cell, CellError
from skilling.importing.values.cells import Cleaned, Issue, Reading, read_column
from skilling.services.places import gazetteer

PLACES = gazetteer()
TODAY = date(2026, 10, 1)


def _read(name: str, *cells: Cell, **about: object) -> Cleaned:
    return read_column(target(name).field, cells, Reading(PLACES, today=TODAY, **about))  # type: ignore[arg-type]


def _born(*cells: Cell, **about: object) -> Cleaned:
    return _read("developer.born_on", *cells, **about)


texts = st.text(alphabet="0123456789 +-/().,:eE आशाAsh", max_size=20)
cells = st.one_of(
    st.none(), texts, st.integers(), st.floats(), st.booleans(), st.dates(), st.datetimes(), st.just(CellError("#REF!"))
)
fields = st.sampled_from([field for noun in (DEVELOPER, STARTUP, RESOURCE) for field in noun.fields])


@given(fields, st.lists(cells, max_size=6))
def test_a_column_of_anything_has_a_value_or_a_word_for_each_cell(field: object, column: list[Cell]) -> None:
    found = read_column(field, column, Reading(PLACES, today=TODAY))  # type: ignore[arg-type]
    assert len(found.values) == len(column)
    assert all(0 <= issue.index < len(column) for issue in found.issues)
    spoken_of = {issue.index for issue in found.issues}
    for index, (cell, value) in enumerate(zip(column, found.values, strict=True)):
        if isinstance(cell, str) and sum(sign.isalnum() for sign in cell) > 4 and value is None:
            assert index in spoken_of


@given(st.lists(st.from_regex(r"[0-9]{1,14}", fullmatch=True), max_size=5), st.sampled_from([str, int, float]))
def test_no_digit_of_a_phone_pin_or_roll_number_changes_in_silence(digits: list[str], dress: Callable[[str], Cell]) -> None:
    column = [dress(text) for text in digits]
    for name in ("developer.mobile", "developer.pin", "developer.roll_no"):
        found = _read(name, *column)
        spoken_of = {issue.index for issue in found.issues}
        for index, (text, value) in enumerate(zip(digits, found.values, strict=True)):
            if value is None or index in spoken_of:
                continue
            kept = re.sub(r"\D", "", str(value))
            shown = text if dress is str else str(int(text))
            assert kept.removeprefix("91") == shown[-10:] if name == "developer.mobile" else kept == shown


@given(
    st.lists(st.dates(date(1950, 1, 1), date(2014, 12, 31)), min_size=1, max_size=12), st.sampled_from(["%d/%m/%Y", "%m/%d/%Y"])
)
def test_a_date_is_right_or_the_column_says_that_it_was_assumed(days: list[date], shape: str) -> None:
    found = _born(*[day.strftime(shape) for day in days])
    spoken_of = {issue.index: issue for issue in found.issues}
    for index, day in enumerate(days):
        issue: Issue | None = spoken_of.get(index)
        if found.values[index] != day:
            assert issue is not None
            assert issue.code in ("date-order-assumed", "date-order-mixed", "birthday-range", "date-impossible")
