"""Possible pairs among the developers of the register."""

from __future__ import annotations

from skilling.importing.matching.duplicates import pairs
from skilling.services import duplicates
from skilling.services.desk import Desk
from tests.builders import a_developer
from tests.importing.trials import ACTOR


def asked(desk: Desk) -> list[tuple[int, int]]:
    return [(pair.a, pair.b) for pair in desk.read(pairs)]


def test_who_is_not_the_likeliest_is_compared_with_the_next_likeliest(desk: Desk) -> None:
    mailbox, phone = {"email": "tarun.l@example.in"}, {"mobile": "+919845012345"}
    first, second, third = (
        a_developer(desk, full_name=name, **known).id
        for name, known in (("Tarun Lakra", mailbox), ("T Lakra", phone), ("Tarun Lakra", mailbox | phone))
    )
    assert (first, third) in asked(desk)
    desk.change(ACTOR, "duplicate.judged", duplicates.decide, first, third, "different")
    assert asked(desk) == [(second, third)]


def test_a_judgement_that_named_the_younger_first_stands_too(desk: Desk) -> None:
    first, second = (a_developer(desk, full_name="Tarun Lakra", email="tarun.l@example.in").id for _ in range(2))
    desk.change(ACTOR, "duplicate.judged", duplicates.decide, second, first, "different")
    assert asked(desk) == []


def test_two_bare_records_of_a_rare_name_are_asked_about_and_two_of_a_common_one_are_not(desk: Desk) -> None:
    rare = [a_developer(desk, full_name=name).id for name in ("Trilochana Vadlamudi", "Vadlamudi Trilochana")]
    a_developer(desk, full_name="Sunita Devi"), a_developer(desk, full_name="Sunita Devi")
    assert asked(desk) == [tuple(rare)]
