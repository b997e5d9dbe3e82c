"""What an enrolment is to a figure, told from its record alone: the same as the counts say."""

from __future__ import annotations

from datetime import date

import pytest

from skilling.domain.calendar import quarter
from skilling.reports.figures import Question
from skilling.reports.periods.membership import of_enrolment
from skilling.reports.scope import Scope

SCOPE = Scope(quarter("2026-27", 2), date(2026, 9, 30))


@pytest.mark.parametrize(
    ("enrolled", "left", "counted"),
    [
        ("2026-08-01", "2026-08-20", True),
        ("2026-10-02", "2026-08-20", False),  # left after it was enrolled, so not yet
        (None, "2026-08-20", False),  # an applicant who was rejected never left
        ("2026-08-01", None, False),
    ],
)
def test_who_was_never_enrolled_has_not_left(enrolled: str | None, left: str | None, counted: bool) -> None:
    row = {"id": 1, "enrolled_on": enrolled, "left_on": left}
    assert (of_enrolment(row, SCOPE, Question("left")) is not None) is counted
