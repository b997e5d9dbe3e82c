"""The one door for writing: all or nothing, written down before and after, never over somebody else's change."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import func, select, text, update

from skilling.database import keyruns
from skilling.database.changes import Change, change_once
from skilling.database.tables import (
    AuditEntry,
    ChangeEntry,
    Cohort,
    Developer,
    Grant,
    MatchDecision,
    Programme,
    Resource,
    Setting,
    table_of,
)
from skilling.domain.problems import Refused, Unusable
from skilling.services.desk import Desk
from tests import builders


def count(desk: Desk, model: Any) -> int:
    return int(desk.read(lambda session: session.scalar(select(func.count()).select_from(table_of(model)))) or 0)


def entries_of(desk: Desk, change_id: int | None) -> list[tuple[str, int, Any, Any]]:
    t = table_of(AuditEntry).c
    query = select(t.kind, t.record_id, t.before, t.after).where(t.change_id == change_id).order_by(t.id)
    return [tuple(row) for row in desk.read(lambda session: session.execute(query).all())]


def test_a_change_that_fails_half_way_leaves_nothing(desk: Desk) -> None:
    developer = builders.a_developer(desk, full_name="Asha Rao")
    before = count(desk, ChangeEntry), count(desk, AuditEntry)

    def half(change: Change) -> None:
        change.add(Programme(code="HALF", name="Half"))
        change.edit(change.get(Developer, developer.id or 0), {"full_name": "Kabir Das", "search_text": "kabir das"})
        change.session.flush()
        raise Refused("no", "No.")

    with pytest.raises(Refused, match="No"):
        desk.change("tests", "test", half)
    assert count(desk, Programme) == 0
    assert (count(desk, ChangeEntry), count(desk, AuditEntry)) == before
    found = builders.stored(desk, "developer", developer.id or 0)
    assert isinstance(found, Developer) and (found.full_name, found.row_version) == ("Asha Rao", 1)


def test_what_was_touched_is_written_down_before_and_after(desk: Desk) -> None:
    cohort = builders.a_cohort(desk, code="BLR-1", seats=30)

    def edit(change: Change) -> None:
        change.edit(change.get(Cohort, cohort.id or 0), {"seats": 40, "place": "Bengaluru", "code": "BLR-1"})
        change.facts["title"] = "BLR-1"

    done = desk.change("asha", "cohort.edited", edit)
    assert (done.touched, done.action, done.facts) == ({"cohort"}, "cohort.edited", {"title": "BLR-1"})
    assert entries_of(desk, done.change_id) == [
        ("cohort", cohort.id, {"place": None, "seats": 30}, {"place": "Bengaluru", "seats": 40})
    ]
    entry = desk.read(lambda session: session.get(ChangeEntry, done.change_id))
    assert entry is not None
    assert (entry.actor, entry.action) == ("asha", "cohort.edited")
    assert entry.facts == {"title": "BLR-1", "touched": {"cohort": 1}}
    assert entry.at.tzinfo is not None


def test_a_removed_record_stands_whole_in_the_audit(desk: Desk) -> None:
    resource = builders.a_resource(desk, title="Prompting", hours=Decimal("2.5"), extra={"Batch": "7"})
    done = desk.change("tests", "resource.removed", lambda change: change.remove(change.get(Resource, resource.id or 0)))
    [(kind, record_id, before, after)] = entries_of(desk, done.change_id)
    assert (kind, record_id, after) == ("resource", resource.id, None)
    assert before["title"] == "Prompting" and before["hours"] == "2.50" and before["extra"] == {"Batch": "7"}
    assert before["uid"] == resource.uid
    assert builders.stored(desk, "resource", resource.id or 0) is None


def test_the_audit_says_what_the_table_holds_not_what_was_typed(desk: Desk) -> None:
    def grant(change: Change) -> Grant:
        developer = change.add(Developer(full_name="Asha Rao"))
        return change.add(Grant(product="API credit", unit="usd", amount=Decimal("500"), developer_id=developer.id))

    done = desk.change("tests", "grant.created", grant)
    assert entries_of(desk, done.change_id)[1][3]["amount"] == "500.00"
    kept = builders.stored(desk, "grant", done.value.id or 0)
    assert isinstance(kept, Grant) and str(kept.amount) == "500.00"


def test_a_change_that_changes_nothing_is_no_change(desk: Desk) -> None:
    cohort = builders.a_cohort(desk, seats=30)
    before = count(desk, ChangeEntry)
    same = desk.change("tests", "test", lambda change: change.edit(change.get(Cohort, cohort.id or 0), {"seats": 30}))
    assert (same.change_id, same.touched) == (None, frozenset())
    assert desk.change("tests", "test", lambda change: None).change_id is None
    assert count(desk, ChangeEntry) == before
    kept = builders.stored(desk, "cohort", cohort.id or 0)
    assert kept is not None and kept.row_version == 1


def test_writing_what_has_no_history_of_its_own_is_still_a_change(desk: Desk) -> None:
    done = desk.change("tests", "setting.saved", lambda change: change.session.add(Setting(name="theme", value={"dark": True})))
    assert done.change_id is not None
    changed = desk.change(
        "tests", "setting.saved", lambda change: setattr(change.session.get(Setting, "theme"), "value", {"dark": False})
    )
    assert changed.change_id == done.change_id + 1


def test_every_edit_counts_the_version_up_and_moves_the_moment(desk: Desk) -> None:
    cohort = builders.a_cohort(desk)
    for turn in range(1, 4):
        desk.change(
            "tests", "test", lambda change, seats: change.edit(change.get(Cohort, cohort.id or 0), {"seats": seats}), turn
        )
    kept = builders.stored(desk, "cohort", cohort.id or 0)
    assert kept is not None and kept.row_version == 4 and kept.updated_at >= cohort.updated_at


def test_an_edit_of_a_version_that_somebody_changed_meanwhile_is_refused(desk: Desk) -> None:
    cohort = builders.a_cohort(desk, seats=1)

    def edit(change: Change, seats: int) -> None:
        change.edit(change.get(Cohort, cohort.id or 0), {"seats": seats}, expected_version=1)

    desk.change("asha", "test", edit, 2)
    with pytest.raises(Refused, match="Someone else changed this cohort") as refused:
        desk.change("kabir", "test", edit, 3)
    assert refused.value.code == "changed-meanwhile"
    kept = builders.stored(desk, "cohort", cohort.id or 0)
    assert isinstance(kept, Cohort) and kept.seats == 2


def test_a_version_that_moved_between_reading_and_writing_is_found_out(desk: Desk) -> None:
    cohort = builders.a_cohort(desk, seats=1)

    def behind_its_back(change: Change) -> None:
        record = change.session.get(Cohort, cohort.id)  # not held, as `change.get` would
        assert record is not None
        change.connection.execute(update(table_of(Cohort)).values(row_version=7, seats=9))
        change.edit(record, {"seats": 2})

    with pytest.raises(Refused) as refused:
        desk.change("tests", "test", behind_its_back)
    assert refused.value.code == "changed-meanwhile"


def test_a_record_that_is_gone_or_taken_away_is_refused(desk: Desk) -> None:
    cohort = builders.a_cohort(desk)
    desk.change("tests", "test", lambda change: change.edit(change.get(Cohort, cohort.id or 0), {"archived_at": change.at}))
    for key in (cohort.id or 0, 4711):
        with pytest.raises(Refused, match="no longer exists") as refused:
            desk.change("tests", "test", lambda change, wanted: change.get(Cohort, wanted), key)
        assert refused.value.code == "gone"


def test_a_command_that_comes_again_is_carried_out_once(desk: Desk) -> None:
    def make(change: Change) -> None:
        change.add(Programme(code=f"ONCE-{count(desk, Programme)}", name="Once"))

    change_once(desk.database, "tests", "test", "token-1", make)
    with pytest.raises(Refused, match="already saved") as refused:
        change_once(desk.database, "tests", "test", "token-1", make)
    assert refused.value.code == "done-already"
    assert count(desk, Programme) == 1
    change_once(desk.database, "tests", "test", "token-2", make)
    assert count(desk, Programme) == 2


def test_a_code_that_somebody_took_meanwhile_is_refused_with_its_field(desk: Desk) -> None:
    taken = builders.a_cohort(desk, code="BLR-1")

    def again(change: Change) -> None:
        change.add(Cohort(code="BLR-1", programme_id=taken.programme_id))

    with pytest.raises(Refused, match="Cohort belongs to another cohort already") as refused:
        desk.change("tests", "test", again)
    assert [(problem.code, problem.field) for problem in refused.value.problems] == [("taken", "code")]


def test_a_pair_that_is_there_already_is_refused(desk: Desk) -> None:
    enrolment = builders.an_enrolment(desk)
    with pytest.raises(Refused, match="This enrolment is there already"):
        builders.saved(desk, type(enrolment)(developer_id=enrolment.developer_id, cohort_id=enrolment.cohort_id))


def test_a_record_that_others_point_to_is_not_removed(desk: Desk) -> None:
    enrolment = builders.an_enrolment(desk)
    with pytest.raises(Refused, match="Other records point to this one") as refused:
        desk.change("tests", "test", lambda change: change.remove(change.get(Cohort, enrolment.cohort_id)))
    assert refused.value.code == "linked"
    with pytest.raises(Refused):
        builders.a_founder(desk, builders.a_startup(desk), Developer(id=4711, full_name="Nobody"))


def test_a_broken_rule_that_is_nobodys_fault_stays_a_bug(desk: Desk) -> None:
    with pytest.raises(Exception, match=r"amount_positive|CHECK") as failed:
        builders.a_grant(desk, amount=Decimal(-1))
    assert not isinstance(failed.value, Refused)
    assert count(desk, Grant) == 0


def test_removing_a_developer_leaves_no_keys_and_no_judgements_behind(desk: Desk) -> None:
    gone, stays = builders.a_developer(desk), builders.a_developer(desk)

    def judge(change: Change) -> None:
        keyruns.add(change.connection, [-(2**63) + 5, -(2**63) + 5], [gone.id or 0, stays.id or 0])
        change.session.add(MatchDecision(a=gone.id, b=stays.id, verdict="different", actor="tests"))

    desk.change("tests", "test", judge)
    desk.change("tests", "developer.removed", lambda change: change.remove(change.get(Developer, gone.id or 0)))
    assert desk.read(lambda session: keyruns.owners(session.connection())) == {stays.id}
    assert count(desk, MatchDecision) == 0


def test_a_number_once_given_is_never_given_again(desk: Desk) -> None:
    first, second = builders.a_developer(desk), builders.a_developer(desk)
    desk.change("tests", "developer.removed", lambda change: change.remove(change.get(Developer, second.id or 0)))
    third = builders.a_developer(desk)
    assert (first.id, second.id, third.id) == (1, 2, 3)
    # Taking the removal back gives the old number to the old record, and to no other.
    back = builders.saved(desk, Developer(id=second.id, full_name="Asha Rao"))
    assert back.id == 2
    assert builders.a_developer(desk).id == 4


def test_the_numbers_of_changes_follow_each_other(desk: Desk) -> None:
    ids = []
    for _ in range(3):
        ids.append(builders.saved(desk, Programme(code=f"P{len(ids)}", name="P")).id)
        with pytest.raises(Refused):
            builders.saved(desk, Programme(code="P0", name="P"))
    numbers = desk.read(
        lambda session: list(session.scalars(select(table_of(ChangeEntry).c.id).order_by(table_of(ChangeEntry).c.id)))
    )
    assert len(numbers) == 3 and numbers == sorted(numbers)


# -- the answer to COMMIT gets lost ------------------------------------------------------------------


def test_a_connection_that_breaks_before_the_commit_saved_nothing(postgresql_desk: Desk) -> None:
    desk = postgresql_desk

    def cut(change: Change) -> None:
        change.add(Programme(code="CUT", name="Cut"))
        own = change.connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
        with desk.database.writer_engine.connect() as other:
            other.execute(text("SELECT pg_terminate_backend(:own, 5000)"), {"own": own})

    with pytest.raises(Unusable) as refused:
        desk.change("tests", "test", cut)
    assert refused.value.code == "unreachable"
    assert count(desk, Programme) == 0
    assert builders.a_programme(desk).id is not None  # and the next one finds a new connection


@pytest.mark.parametrize("carried_out", [True, False])
def test_an_answer_to_commit_that_was_lost_is_looked_up(
    postgresql_desk: Desk, monkeypatch: pytest.MonkeyPatch, carried_out: bool
) -> None:
    desk = postgresql_desk
    driver = type(desk.database.writer_engine.raw_connection().driver_connection)
    commit = driver.commit
    broken: list[Any] = []

    def answer_lost(connection: Any) -> None:
        if broken:
            return commit(connection)
        broken.append(connection)
        if carried_out:
            commit(connection)
        connection.close()  # what the client sees of a cable that was pulled
        return commit(connection)

    desk.change("tests", "test", lambda change: None)  # opens the connection, before the cable is pulled
    monkeypatch.setattr(driver, "commit", answer_lost)
    if carried_out:
        done = desk.change("tests", "test", lambda change: change.add(Programme(code="LOST", name="Lost")).id)
        assert builders.stored(desk, "programme", done.value or 0) is not None
    else:
        with pytest.raises(Unusable) as refused:
            desk.change("tests", "test", lambda change: change.add(Programme(code="LOST", name="Lost")).id)
        assert refused.value.code == "unreachable"
    assert count(desk, Programme) == int(carried_out)
