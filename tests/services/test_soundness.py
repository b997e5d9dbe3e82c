"""`check` finds records that do not agree with each other, whatever wrote them."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text

from skilling.database.engine import open_database
from skilling.services import sample, synthetic, upkeep
from skilling.services.desk import Desk
from tests.builders import ACTOR, a_cohort, a_developer, a_founder, a_grant, a_resource, a_startup, an_enrolment


def tampered(desk: Desk, statement: str, **values: Any) -> None:
    """As another program would: past the one door."""
    with desk.database.writing() as session:
        session.execute(text(statement), values)
        session.commit()


def test_a_programme_made_by_this_program_is_sound(sqlite_desk: Desk) -> None:
    sample.fill(sqlite_desk, ACTOR)
    sqlite_desk.change(ACTOR, "database.generated", synthetic.fill, 300, 1)
    assert upkeep.check(sqlite_desk).findings == []


@pytest.mark.parametrize(
    ("code", "statement"),
    [
        ("steps-missing", "DELETE FROM enrolment_steps"),
        ("status-steps", "UPDATE enrolments SET status = 'active'"),
        ("status-unknown", "UPDATE enrolments SET status = 'promoted'"),
        ("milestones-steps", "UPDATE enrolments SET completed_on = '2026-09-09'"),
        ("milestones-steps", "UPDATE enrolments SET enrolled_on = NULL"),
        ("days-order", "UPDATE enrolments SET started_on = '2026-01-01'"),
        ("seats", "UPDATE cohorts SET seats = 0"),
        ("cohort-dates", "UPDATE cohorts SET starts_on = '2026-09-02', ends_on = '2026-09-01'"),
        ("grant-dates", "UPDATE grants SET expires_on = '2020-01-01'"),
        ("enrolment-orphan", "UPDATE cohorts SET archived_at = '2026-09-01 00:00:00'"),
        ("enrolment-orphan", "UPDATE developers SET archived_at = '2026-09-01 00:00:00'"),
        ("grant-orphan", "UPDATE developers SET archived_at = '2026-09-01 00:00:00'"),
        ("founder-orphan", "UPDATE startups SET archived_at = '2026-09-01 00:00:00'"),
        ("link-orphan", "UPDATE resources SET archived_at = '2026-09-01 00:00:00'"),
    ],
)
def test_what_does_not_agree_is_named_with_its_mending(desk: Desk, code: str, statement: str) -> None:
    from skilling.services import cohorts

    cohort = a_cohort(desk)
    an_enrolment(desk, a_developer(desk), cohort)
    a_grant(desk)
    a_founder(desk, a_startup(desk), a_developer(desk))
    desk.change(ACTOR, "cohort.resources_linked", cohorts.use_resources, cohort.id or 0, [a_resource(desk).id or 0])
    assert upkeep.check(desk).ok
    tampered(desk, statement)

    health = upkeep.check(desk)

    assert (health.ok, health.readable) == (False, True)
    found = {one.code: one for one in health.findings}
    assert code in found
    assert (found[code].count, len(found[code].records)) == (1, 1)
    assert found[code].message.startswith("1 ") and found[code].mend


def test_a_grant_with_two_holders_is_found_where_the_table_let_it_in(sqlite_desk: Desk) -> None:
    grant = a_grant(sqlite_desk)
    startup = a_startup(sqlite_desk)
    with sqlite_desk.database.driver() as driver:
        driver.execute("PRAGMA ignore_check_constraints=ON")
        driver.execute("UPDATE grants SET startup_id = ? WHERE id = ?", (startup.id, grant.id))
    address = sqlite_desk.address
    open_database(address).close()

    assert [one.code for one in upkeep.check(sqlite_desk).findings] == ["holder"]
