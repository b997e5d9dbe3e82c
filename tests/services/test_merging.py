"""Two records of one person become one, and two again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlmodel import Session, col

from skilling.database import summaries
from skilling.database.changes import Change
from skilling.database.tables import (
    AuditEntry,
    ChangeEntry,
    Developer,
    Enrolment,
    EnrolmentStep,
    Grant,
    MatchDecision,
    table_of,
)
from skilling.domain.calendar import quarter
from skilling.domain.problems import Refused
from skilling.domain.queries import Query
from skilling.services import developers, duplicates, enrolments, history, mergeplan, merging, records, soundness
from skilling.services.desk import Desk
from skilling.services.views import listing
from tests.builders import a_cohort, a_developer, a_founder, a_grant, a_startup, an_enrolment, enrolments_of, stored
from tests.reports.packs import a_pack, figure

Q2 = quarter("2026-27", 2)


def merged(desk: Desk, survivor: Any, other: Any, **choices: str) -> int:
    """Merges them; the number of the change."""
    done = desk.change("Meera", merging.MERGED, merging.merge, survivor.id, other.id, choices)
    assert done.change_id is not None
    sound(desk)
    return done.change_id


def parted(desk: Desk, other: Any) -> Any:
    done = desk.change("Meera", history.TAKEN_BACK, duplicates.unmerge, other.id)
    sound(desk)
    return done.value


def sound(desk: Desk) -> None:
    """The sums are what a count over the records comes to, and no rule between records is broken."""

    def differing(change: Change) -> int:
        change.alone()
        return summaries.differing(change.connection)

    assert desk.change("tests", "sums.compared", differing).value == 0
    assert desk.read(soundness.examine) == []


def everything(session: Session) -> dict[str, Any]:
    """All that a merge may touch, without what only says when a row was written."""
    found: dict[str, Any] = {}
    for table in (Developer, Enrolment, Grant, MatchDecision):
        rows = session.execute(select(table_of(table)).order_by(table_of(table).c.id)).mappings()
        found[table.__name__] = [{k: v for k, v in row.items() if k not in ("row_version", "updated_at")} for row in rows]
    step = table_of(EnrolmentStep)
    standing = select(step.c.enrolment_id, step.c.status, step.c.effective_on).where(step.c.retracted_at.is_(None))
    return found | {"steps": sorted(tuple(row) for row in session.execute(standing))}


def persons(desk: Desk, **options: object) -> tuple[int, int]:
    """Enrolments and different people of the second quarter, in a pack."""
    pack = a_pack(desk, Q2, **options)
    return figure(pack, "State UT", "Total", "Enrolled"), figure(pack, "State UT", "Total", "Unique persons")


def test_the_survivors_values_are_kept_and_blanks_are_filled(desk: Desk) -> None:
    survivor = a_developer(desk, full_name="Asha Rao", mobile="+919845012345", gender="X")
    other = a_developer(desk, full_name="Asha R", mobile="+919845099999", email="asha@example.in", gender="F", extra={"T": "1"})
    planned = desk.read(mergeplan.plan, survivor.id, other.id)
    lines = {line.attribute: line for line in planned.fields}
    assert [lines[name].kept for name in ("full_name", "mobile", "email", "gender")] == ["survivor", "survivor", "other", "other"]
    assert lines["full_name"].differs
    assert not lines["email"].differs
    merged(desk, survivor, other)
    now = stored(desk, "developer", survivor.id)
    assert (now.full_name, now.mobile, now.email, now.gender) == ("Asha Rao", "+919845012345", "asha@example.in", "F")
    assert now.extra == {"T": "1"}


def test_a_person_chooses_whose_value_is_kept(desk: Desk) -> None:
    survivor, other = a_developer(desk, full_name="Asha R"), a_developer(desk, full_name="Asha Rao Kulkarni")
    merged(desk, survivor, other, full_name="other")
    assert stored(desk, "developer", survivor.id).full_name == "Asha Rao Kulkarni"
    found = desk.read(listing("developers").newest, "kulkarni", 5)
    assert list(found) == [survivor.id]


def test_a_district_goes_with_its_state(desk: Desk) -> None:
    def places(session: Session) -> list[tuple[int, int]]:
        states = [key for key, _ in records.states(session)][:2]
        return [(state, records.districts(session, state)[0][0]) for state in states]

    (state, district), (elsewhere, far) = desk.read(places)
    survivor = a_developer(desk, state_id=state)
    other = a_developer(desk, state_id=elsewhere, district_id=far)
    assert {line.attribute: line.kept for line in desk.read(mergeplan.plan, survivor.id, other.id).fields}[
        "district_id"
    ] == "survivor"
    with pytest.raises(Refused, match="another state"):
        merged(desk, survivor, other, district="other")
    merged(desk, survivor, other, state="other")
    now = stored(desk, "developer", survivor.id)
    assert (now.state_id, now.district_id) == (elsewhere, far)
    assert district != far


def test_what_belonged_to_the_other_is_the_survivors(desk: Desk) -> None:
    survivor, other, startup = a_developer(desk), a_developer(desk), a_startup(desk)
    enrolment, grant = an_enrolment(desk, other), a_grant(desk, developer_id=other.id)
    a_founder(desk, startup, other)
    merged(desk, survivor, other)
    seen = desk.read(developers.portrait, survivor.id)
    assert [place.enrolment_id for place in seen.cohorts] == [enrolment.id]
    assert [held.id for held in seen.grants] == [grant.id]
    assert [one.startup_id for one in seen.startups] == [startup.id]
    assert desk.read(listing("developers").count, Query()) == 1


def test_the_other_stays_on_record_and_says_who_it_is_now(desk: Desk) -> None:
    survivor, other = a_developer(desk, full_name="Asha Rao"), a_developer(desk, full_name="A. Rao", mobile="+919845012345")
    merged(desk, survivor, other)
    with pytest.raises(Refused, match=rf"A\. Rao was merged into Asha Rao \({survivor.id}\)"):
        desk.read(developers.portrait, other.id)
    for typed in ("9845012345", other.uid):
        assert list(desk.read(listing("developers").newest, typed, 5)) == [survivor.id]
    with pytest.raises(Refused, match="was merged into"):
        merged(desk, survivor, other)


@pytest.mark.parametrize(("ours", "theirs", "stays"), [("enrolled", "completed", "completed"), ("completed", "enrolled", "completed"),
                                                      ("dropped", "active", "active"), ("enrolled", "enrolled", "enrolled")])  # fmt: skip
def test_of_two_enrolments_in_one_cohort_the_further_one_stays(desk: Desk, ours: str, theirs: str, stays: str) -> None:
    survivor, other, cohort = a_developer(desk), a_developer(desk), a_cohort(desk)
    days = {"dropped": {"started_on": None}}
    mine = an_enrolment(desk, survivor, cohort, status=ours, **days.get(ours, {}))
    yours = an_enrolment(desk, other, cohort, status=theirs, on=date(2026, 9, 2))
    planned = desk.read(mergeplan.plan, survivor.id, other.id)
    assert len(planned.collisions) == 1
    assert planned.moves["enrolment"] == 0
    before = desk.read(everything)
    merged(desk, survivor, other)
    assert [(e.id, e.status) for e in desk.read(enrolments_of, survivor.id)] == [(mine.id, stays)]
    assert stored(desk, "enrolment", yours.id).archived_at is not None
    parted(desk, other)
    assert desk.read(everything) == before


def test_people_and_enrolments_are_counted_once_and_as_known_before_they_stand_apart(desk: Desk) -> None:
    survivor, other, both = a_developer(desk), a_developer(desk), a_cohort(desk)
    for person, cohort in ((survivor, both), (other, both), (other, a_cohort(desk)), (survivor, a_cohort(desk))):
        an_enrolment(desk, person, cohort, on=date(2026, 8, 1))
    backdated(desk, datetime(2026, 8, 2, tzinfo=UTC))
    assert persons(desk) == (4, 2)
    merged(desk, survivor, other)
    assert persons(desk) == (3, 1)
    assert persons(desk, known_on=date(2026, 10, 10)) == (4, 2)
    parted(desk, other)
    assert persons(desk) == (4, 2)
    assert persons(desk, known_on=date(2026, 10, 10)) == (4, 2)


def backdated(desk: Desk, moment: datetime) -> None:
    """Everything until now is as if it had been recorded at that moment."""

    def work(change: Change) -> None:
        change.connection.execute(update(table_of(ChangeEntry)).values(at=moment))
        change.connection.execute(update(table_of(EnrolmentStep)).values(recorded_at=moment))
        for record in (Developer, Enrolment):
            change.connection.execute(update(table_of(record)).values(created_at=moment))

    desk.change("tests", "clock.set", work)


def test_history_takes_a_merge_back_and_makes_it_again(desk: Desk) -> None:
    survivor, other = a_developer(desk, full_name="Asha Rao"), a_developer(desk, full_name="A Rao", email="a@example.in")
    an_enrolment(desk, other)
    before = desk.read(everything)
    number = merged(desk, survivor, other)
    assert desk.read(history.rows, 1)[0].sentence == "Merged developer A Rao into Asha Rao"
    after = desk.read(everything)
    undone = desk.take_back("Meera", number)
    assert desk.read(everything) == before
    redone = desk.take_back("Meera", undone.change_id)
    sound(desk)
    again = desk.read(everything)
    for now, then in zip(again["Developer"], after["Developer"], strict=True):
        assert {**now, "archived_at": None} == {**then, "archived_at": None}
    desk.take_back("Meera", redone.change_id)
    sound(desk)
    assert desk.read(everything) == before


def test_what_happened_since_stays_where_it_belongs_and_is_said(desk: Desk) -> None:
    survivor, other, cohort = (
        a_developer(desk, full_name="Asha Rao"),
        a_developer(desk, email="a@example.in"),
        a_cohort(desk, code="NEW-1"),
    )
    theirs = an_enrolment(desk, other)
    merged(desk, survivor, other)
    desk.change("Meera", "cohort.filled", enrolments.enrol, [survivor.id], cohort.id)
    desk.change("Meera", "enrolment.moved", enrolments.step, [theirs.id], "active", None, None)
    desk.change("Meera", "developer.edited", developers.edit, survivor.id, {"email": "rao@example.in"})
    said = parted(desk, other)
    assert said.back == {"enrolment": 1, "grant": 0, "founder": 0}
    assert said.stays == (
        "Email was changed after the merge and stays as it is.",
        "The enrolment in NEW-1, made after the merge, stays with Asha Rao.",
    )
    assert [(e.id, e.status) for e in desk.read(enrolments_of, other.id)] == [(theirs.id, "active")]
    assert [e.cohort_id for e in desk.read(enrolments_of, survivor.id)] == [cohort.id]
    assert stored(desk, "developer", survivor.id).email == "rao@example.in"
    assert stored(desk, "developer", other.id).email == "a@example.in"


def test_a_step_after_the_merge_stays_with_the_life_it_follows(desk: Desk) -> None:
    survivor, other, cohort = a_developer(desk), a_developer(desk), a_cohort(desk, code="BOTH-1")
    mine = an_enrolment(desk, survivor, cohort)
    yours = an_enrolment(desk, other, cohort)
    desk.change("Meera", "enrolment.moved", enrolments.step, [yours.id], "active", None, None)
    merged(desk, survivor, other)
    desk.change("Meera", "enrolment.moved", enrolments.step, [mine.id], "completed", None, None)
    said = desk.change("Meera", history.TAKEN_BACK, duplicates.unmerge, other.id).value
    assert said.stays == ("What followed in BOTH-1 after the merge stays there with the steps before it.",)
    assert stored(desk, "enrolment", mine.id).status == "completed"
    assert stored(desk, "enrolment", yours.id).archived_at is None


def test_who_was_merged_on_is_parted_in_order(desk: Desk) -> None:
    first, second, third = (a_developer(desk) for _ in range(3))
    enrolment = an_enrolment(desk, third)
    before = desk.read(everything)
    merged(desk, second, third)
    merged(desk, first, second)
    assert desk.read(duplicates.now, third.id) == first.id
    assert [each.id for each in desk.read(duplicates.merged_into, first.id)] == [second.id, third.id]
    with pytest.raises(Refused, match=rf"\({second.id}\) was itself merged into {first.id} since"):
        parted(desk, third)
    parted(desk, first)  # a survivor of one merge: that one is meant
    assert stored(desk, "enrolment", enrolment.id).developer_id == second.id
    parted(desk, third)
    assert desk.read(everything) == before


def test_a_judgement_on_one_of_the_two_holds_for_both(desk: Desk) -> None:
    survivor, other, third = (a_developer(desk) for _ in range(3))

    def apart(change: Change) -> None:
        change.session.add(MatchDecision(a=other.id, b=third.id, verdict="different", actor="Meera"))
        change.session.add(MatchDecision(a=survivor.id, b=other.id, verdict="different", actor="Meera"))

    desk.change("Meera", "duplicate.decided", apart)
    before = desk.read(everything)
    assert "said on" in desk.read(mergeplan.plan, survivor.id, other.id).warnings[0]
    merged(desk, survivor, other)
    wanted = select(MatchDecision).where(col(MatchDecision.a) == survivor.id)
    verdicts = desk.read(lambda session: {each.b: each.verdict for each in session.scalars(wanted)})
    assert verdicts == {other.id: "same", third.id: "different"}
    parted(desk, other)
    assert desk.read(everything) == before


@pytest.mark.parametrize("refused", ["itself", "gone", "field"])
def test_what_cannot_be_merged_is_refused(desk: Desk, refused: str) -> None:
    one, two = a_developer(desk), a_developer(desk)
    asked: dict[str, Callable[[], object]] = {
        "itself": lambda: merged(desk, one, one),
        "gone": lambda: desk.read(mergeplan.plan, one.id, 4711),
        "field": lambda: merged(desk, one, two, aadhaar="other"),
    }
    with pytest.raises(Refused):
        asked[refused]()
    assert stored(desk, "developer", two.id).archived_at is None


def test_the_audit_names_every_record_that_moved(desk: Desk) -> None:
    survivor, other = a_developer(desk), a_developer(desk)
    enrolment = an_enrolment(desk, other)
    number = merged(desk, survivor, other)
    entries = select(AuditEntry.kind, AuditEntry.record_id).where(col(AuditEntry.change_id) == number)  # type: ignore[call-overload]
    assert set(desk.read(lambda session: session.execute(entries).all())) == {
        ("developer", other.id),
        ("enrolment", enrolment.id),
    }
