"""Sums that follow every change are what a count from the beginning gives."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

import pytest
from sqlalchemy import text
from sqlmodel import Session, select

from skilling.database import summaries
from skilling.database.changes import Change, catch_up
from skilling.database.tables import Cohort, Developer, Enrolment
from skilling.services import enrolments, history, records
from skilling.services.desk import Desk
from tests.builders import a_cohort, a_developer, an_enrolment
from tests.reports import seeded


def differing(desk: Desk) -> int:
    found: int = desk.change("tests", "sums.compared", lambda change: summaries.differing(change.connection)).value
    return found


def total(desk: Desk, milestone: str, column: str = "n") -> int:
    def ask(session: Session) -> int:
        asked = f"SELECT coalesce(sum({column}), 0) FROM tallies WHERE tally = 'day' AND milestone = :m"
        return int(session.execute(text(asked), {"m": milestone}).scalar_one())

    return desk.read(ask)


def test_a_new_programme_has_no_sums(desk: Desk) -> None:
    assert differing(desk) == 0
    assert total(desk, "enrolled") == 0


def test_a_person_enrolled_twice_is_one_person(desk: Desk) -> None:
    developer = a_developer(desk, gender="F")
    an_enrolment(desk, developer, on=date(2026, 5, 2))
    an_enrolment(desk, developer, on=date(2026, 4, 1))  # learnt later, happened earlier
    assert (total(desk, "enrolled"), total(desk, "enrolled", "persons"), total(desk, "enrolled", "women")) == (2, 1, 2)
    assert differing(desk) == 0


def test_who_was_taken_away_counts_no_more_and_counts_again_when_brought_back(desk: Desk) -> None:
    developer, cohort = a_developer(desk), a_cohort(desk)
    an_enrolment(desk, developer, cohort=cohort)
    an_enrolment(desk, cohort=cohort)
    for noun, key, left in (("developer", developer.id, 1), ("cohort", cohort.id, 0)):
        done = desk.change("tests", f"{noun}.archived", records.archive, noun, [key])
        assert (total(desk, "enrolled"), differing(desk)) == (left, 0)
        assert done.change_id is not None
        desk.change("tests", "change.undone", history.take_back, done.change_id)
        assert (total(desk, "enrolled"), differing(desk)) == (2, 0)


def test_a_change_that_fails_leaves_the_sums_as_they_were(desk: Desk) -> None:
    developer = a_developer(desk)
    an_enrolment(desk, developer)

    def work(change: Change) -> None:
        change.edit(change.session.exec(select(Enrolment)).one(), {"gender": "F"})
        raise RuntimeError("the disk went away")

    with pytest.raises(RuntimeError, match="disk"):
        desk.change("tests", "enrolment.edited", work)
    assert (total(desk, "enrolled", "women"), differing(desk)) == (0, 0)


@pytest.mark.parametrize("seed", range(3))
def test_any_row_of_changes_leaves_the_sums_true(desk: Desk, seed: int) -> None:
    seeded.fill(desk, seed, developers=25)
    assert differing(desk) == 0
    chance = random.Random(seed)
    for _ in range(12):
        desk.change("tests", "enrolment.edited", _something, chance)
        assert differing(desk) == 0


def test_sums_that_were_lost_are_found_out_and_built_anew(desk: Desk) -> None:
    seeded.fill(desk, seed=1, developers=10)
    desk.change(
        "tests", "sums.broken", lambda change: change.session.execute(text("UPDATE tallies SET n = n + 1 WHERE tally = 'state'"))
    )
    assert differing(desk) > 0
    desk.change("tests", "sums.built", lambda change: summaries.build(change.connection))
    assert differing(desk) == 0


def _something(change: Change, chance: random.Random) -> None:
    """One of the things that happen to enrolments, their people and their cohorts."""
    every = list(change.session.exec(select(Enrolment)).all())
    one: Any = chance.choice(every)
    values: list[dict[str, Any]] = [
        {"gender": chance.choice(("F", "M", "X", None))},
        {"enrolled_on": date(2026, chance.randrange(1, 12), 3)},
        {"completed_on": chance.choice((None, date(2026, 7, 7))), "certified_on": date(2026, 6, 1)},
        {"left_on": date(2026, 8, 1), "status": "dropped"},
        {"archived_at": chance.choice((None, change.at))},
        {"state_id": chance.choice((None, 29, 27)), "district_id": None},
    ]
    deed = chance.randrange(len(values) + 3)
    if deed < len(values):
        for each in chance.sample(every, 3):
            change.edit(each, values[deed])
    elif deed == len(values):
        change.session.execute(text("DELETE FROM enrolment_steps WHERE enrolment_id = :id"), {"id": one.id})
        change.remove(one)
    elif deed == len(values) + 1:
        change.edit(change.session.get_one(Developer, one.developer_id), {"archived_at": chance.choice((None, change.at))})
    else:
        change.edit(change.session.get_one(Cohort, one.cohort_id), {"archived_at": chance.choice((None, change.at))})


def test_a_step_taken_by_many_keeps_the_sums(desk: Desk) -> None:
    made = [an_enrolment(desk, status="enrolled", on=date(2026, 9, 1)) for _ in range(4)]
    desk.change("tests", "enrolment.stepped", enrolments.step, [each.id for each in made], "active", date(2026, 9, 2))
    assert (total(desk, "started"), differing(desk)) == (4, 0)


def test_what_is_made_and_changed_in_one_change_counts_as_it_became(desk: Desk) -> None:
    developer, cohort = a_developer(desk), a_cohort(desk)

    def work(change: Change) -> None:
        made = change.add(Enrolment(developer_id=developer.id or 0, cohort_id=cohort.id or 0, enrolled_on=date(2026, 5, 1)))
        change.edit(made, {"enrolled_on": date(2026, 6, 1), "gender": "F"})

    desk.change("tests", "enrolment.made", work)
    assert (total(desk, "enrolled"), total(desk, "enrolled", "women"), differing(desk)) == (1, 1, 0)


def _many_new(change: Change, people: list[int], count: int, first: int) -> None:
    """`count` enrolments inserted as a set, each person into one cohort after the other."""
    columns = (
        "id",
        "uid",
        "created_at",
        "updated_at",
        "row_version",
        "developer_id",
        "cohort_id",
        "status",
        "gender",
        "enrolled_on",
    )
    cohorts = [change.add(Cohort(code=f"SET-{first}-{number}", programme_id=1)).id for number in range(-(-count // len(people)))]
    stamp = "2026-04-01 00:00:00.000000"
    rows = [
        (first + n, f"SET{first + n}", stamp, stamp, 1, people[n % len(people)], cohorts[n // len(people)], "enrolled",
         ("F", "M", None)[n % 3], f"2026-0{1 + n % 9}-11")
        for n in range(count)
    ]  # fmt: skip
    change.insert_many(Enrolment, columns, rows)


def _all_persons(desk: Desk) -> tuple[int, int]:
    """Enrolments and people, counted over the records."""
    asked = "SELECT count(*), count(DISTINCT developer_id) FROM enrolments WHERE archived_at IS NULL AND enrolled_on IS NOT NULL"
    return desk.read(lambda session: tuple(session.execute(text(asked)).one()))  # type: ignore[return-value]  # two numbers


def test_many_new_enrolments_are_due_and_counted_before_figures_are_read(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(summaries, "_AT_ONCE", 5)
    monkeypatch.setattr(summaries, "_PORTION", 4)
    people = [a_developer(desk).id or 0 for _ in range(6)]
    known = an_enrolment(desk, desk.read(lambda session: session.get_one(Developer, people[0])), on=date(2026, 5, 5))
    first = (known.id or 0) + 100
    desk.change("tests", "list.imported", _many_new, people, 15, first)
    assert desk.read(lambda session: summaries.due(session.connection())) == [(first, first + 14)]
    assert (total(desk, "enrolled"), differing(desk)) == (1, 0), "the sums are still of all others, and right for them"

    def changed(change: Change) -> None:
        change.edit(change.session.get_one(Enrolment, first + 3), {"gender": "F", "enrolled_on": date(2026, 1, 1)})
        change.edit(change.session.get_one(Enrolment, known.id), {"enrolled_on": date(2026, 12, 1)})
        change.remove(change.session.get_one(Enrolment, first + 6))

    desk.change("tests", "enrolment.edited", changed)
    assert differing(desk) == 0, "an edit of one that is due changes no sum"
    desk.change("tests", "developer.archived", records.archive, "developer", [people[1]])
    assert differing(desk) == 0
    assert catch_up(desk.database)
    assert desk.read(lambda session: summaries.due(session.connection())) == []
    assert differing(desk) == 0
    gone = desk.read(
        lambda s: s.execute(text("SELECT count(*) FROM enrolments WHERE developer_id = :d"), {"d": people[1]}).scalar_one()
    )
    every, persons = _all_persons(desk)
    assert (total(desk, "enrolled"), total(desk, "enrolled", "persons")) == (every - gone, persons - 1)


def test_few_new_enrolments_of_a_set_are_counted_at_once(desk: Desk) -> None:
    people = [a_developer(desk).id or 0 for _ in range(3)]
    a_cohort(desk)
    desk.change("tests", "list.imported", _many_new, people, 7, 500)
    assert desk.read(lambda session: summaries.due(session.connection())) == []
    assert (total(desk, "enrolled"), total(desk, "enrolled", "persons"), differing(desk)) == (7, 3, 0)
