"""The builders make what they say, on both engines."""

from __future__ import annotations

from skilling.services.desk import Desk
from tests import builders


def test_every_builder_saves_a_record_that_can_be_read_back(desk: Desk) -> None:
    startup, developer = builders.a_startup(desk), builders.a_developer(desk)
    made = [
        builders.a_programme(desk), builders.an_institution(desk), builders.a_cohort(desk, seats=1), developer,
        builders.an_enrolment(desk), startup, builders.a_founder(desk, startup, developer), builders.a_resource(desk),
        builders.a_grant(desk),
    ]  # fmt: skip
    for record in made:
        found = builders.stored(desk, record.noun, record.id or 0)
        assert found is not None and found.uid == record.uid
