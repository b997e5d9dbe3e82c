"""Names of report periods, and the steps between their states."""

from __future__ import annotations

from datetime import date

import pytest

from skilling.domain import periods
from skilling.domain.problems import Refused


@pytest.mark.parametrize(
    ("written", "name", "kind", "start", "end"),
    [
        ("2026-27", "2026-27", "year", date(2026, 4, 1), date(2027, 3, 31)),
        ("FY 2026-27", "2026-27", "year", date(2026, 4, 1), date(2027, 3, 31)),
        ("2026-27-Q2", "2026-27-Q2", "quarter", date(2026, 7, 1), date(2026, 9, 30)),
        ("2026-27 q4", "2026-27-Q4", "quarter", date(2027, 1, 1), date(2027, 3, 31)),
        ("FY2026-27Q1", "2026-27-Q1", "quarter", date(2026, 4, 1), date(2026, 6, 30)),
        ("2026-10", "2026-10", "month", date(2026, 10, 1), date(2026, 10, 31)),
    ],
)
def test_a_period_has_one_name(written: str, name: str, kind: str, start: date, end: date) -> None:
    found = periods.named(written)
    assert (found.name, found.kind, found.period.start, found.period.end) == (name, kind, start, end)
    assert periods.name_of(found.period) == name


@pytest.mark.parametrize("written", ["", "soon", "2026-27-Q5", "2026-13", "Q2"])
def test_what_is_no_period_is_refused(written: str) -> None:
    with pytest.raises(Refused) as refused:
        periods.named(written)
    assert refused.value.code == "period"


def test_only_the_listed_moves_are_allowed() -> None:
    states = ("open", "draft", "locked", "submitted", "restated")
    allowed = {
        ("open", "draft"), ("draft", "locked"), ("locked", "submitted"), ("locked", "draft"), ("submitted", "restated"),
        ("restated", "restated"),
    }  # fmt: skip
    for state in states:
        for to in ("draft", "locked", "submitted", "restated"):
            if (state, to) in allowed:
                periods.check_move("Q2", state, to)
            elif (state, to) != ("open", "locked"):  # a lock goes through draft
                with pytest.raises(Refused) as refused:
                    periods.check_move("Q2", state, to)
                assert "Q2" in refused.value.message and refused.value.code in (
                    "not-locked",
                    "not-submitted",
                    "locked",
                    "submitted",
                )


@pytest.mark.parametrize("state", ["open", "draft", "submitted", "restated"])
def test_only_a_locked_period_is_unlocked(state: str) -> None:
    periods.check_unlock("Q2", "locked")
    with pytest.raises(Refused):
        periods.check_unlock("Q2", state)
