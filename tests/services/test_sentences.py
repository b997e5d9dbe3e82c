"""The history in the words of the office, for one and for many."""

from __future__ import annotations

import pytest

from skilling.services.sentences import sentence


@pytest.mark.parametrize(
    ("action", "facts", "said"),
    [
        ("grant.given", {"count": 1}, "Gave 1 grant"),
        ("grant.given", {"count": 12}, "Gave 12 grants"),
        ("enrolment.moved", {"count": 1, "status": "Active"}, "Set 1 enrolment to Active"),
        ("enrolment.moved", {"count": 123456, "status": "Active"}, "Set 1,23,456 enrolments to Active"),
        ("cohort.resources_linked", {"count": 1, "title": "BLR-1"}, "Cohort BLR-1 uses 1 resource more"),
        ("developer.archived", {"count": 1}, "Took away 1 developer"),
        ("view.renamed", {"old": "A", "title": "B"}, "Renamed the view A to B"),
    ],
)
def test_one_is_no_plural(action: str, facts: dict[str, object], said: str) -> None:
    assert sentence(action, facts) == said
