"""Addresses, PINs and districts as evidence. Small cases were judged by hand; the streets and people are invented."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

import pytest

from skilling.importing.matching.blocking import Kind, block_keys
from skilling.importing.matching.matching import Outcome, against, in_file
from skilling.importing.matching.people import People
from tests.synthetic.names import words

BORN = date(1971, 5, 17)
GIVEN = words(
    """Alice Bruno Clara Dexter Edith Felix Greta Hugo Irene Jasper Karla Louis Mabel Nolan Olive Percy Quinn Rosa Silas
    Thea"""
)
FAMILY = words("Abbott Barlow Corrigan Dunstan Everard Fairfax Gillespie Hathaway Ingram Jellicoe Kendrick Lovelace")
SYLLABLES = words("wat kur ban mul jar bot gre hak mel tua cal iro bor den fin gal hop kel lim nor pas rud sol tev vin")


def people(*rows: dict[str, Any]) -> People:
    names = sorted({name for row in rows for name in row})
    return People.of(len(rows), **{name: [row.get(name) for row in rows] for name in names})


def strangers(size: int = 240) -> list[dict[str, Any]]:
    """People who share no home with anybody."""
    rng = random.Random(5)
    place = lambda: "".join(rng.sample(SYLLABLES, 3))  # noqa: E731  # three words of one address
    return [
        {
            "full_name": f"{GIVEN[n % 20]} {FAMILY[n // 20]}", "born_on": BORN + timedelta(days=rng.randrange(12_000)),
            "address": f"{rng.randrange(1, 400)} {place()} street {place()} {place()}", "pin": str(rng.randrange(2000, 8000)),
        }
        for n in range(size)
    ]  # fmt: skip


def mistyped(text: str) -> str:
    return text[:-3] + text[-2] + text[-3] + text[-1]


def test_a_list_without_families_takes_another_given_name_in_one_home_for_a_mistake() -> None:
    everyone = strangers()
    again = [row | {"full_name": mistyped(row["full_name"])} for row in everyone[:120]]
    renamed = everyone[200] | {"full_name": f"Zelda {everyone[200]['full_name'].split()[1]}"}
    first = in_file(people(*everyone, *again, renamed)).first
    assert first[240:360] == list(range(120))
    assert first[360] == 200


def test_where_families_live_together_another_given_name_stays_another_person() -> None:
    everyone = strangers()
    again = [row | {"full_name": mistyped(row["full_name"])} for row in everyone[:120]]
    sisters = [
        row | {"full_name": f"Zelda {row['full_name'].split()[1]}", "born_on": row["born_on"] + timedelta(days=800)}
        for row in everyone[:60]
    ]
    twin = everyone[200] | {"full_name": f"Zelda {everyone[200]['full_name'].split()[1]}"}
    first = in_file(people(*everyone, *again, *sisters, twin)).first
    assert first[360:420] == list(range(360, 420)), "a sister is herself"
    assert first[420] == 420, "and so is a twin"


def test_a_short_list_cannot_show_that_there_are_no_families() -> None:
    row = {"full_name": "Asha Rao", "born_on": BORN, "address": "14 Lake View Road Mysuru", "pin": "570001"}
    assert in_file(people(row, row | {"full_name": "Usha Rao"})).first == [0, 1]


def test_the_same_name_birthday_and_home_is_one_person_however_the_address_is_written() -> None:
    row = {
        "full_name": "Asha Kulkarni",
        "born_on": BORN,
        "address": "14 Lake View Road, Jayalakshmipuram, Mysuru",
        "pin": "570012",
    }
    other = row | {"address": "14, LakeView Rd Jayalakshmipuram", "born_on": None}
    candidates = [(0, 7)]
    (verdict,) = against(people(other), people(row), [7], candidates, 100_000)
    assert "same address" in verdict.why or "similar address" in verdict.why
    assert verdict.outcome is not Outcome.NEW


def test_a_name_and_a_pin_alone_link_nobody() -> None:
    row = {"full_name": "Sunita Devi", "pin": "800001"}
    (verdict,) = against(people(row), people(row), [7], [(0, 7)], 100_000)
    assert verdict.outcome is not Outcome.LINK


@pytest.mark.parametrize(
    ("pin", "said"), [("570012", "same PIN"), ("570021", "nearly the same PIN"), ("110001", "different PIN")]
)
def test_what_a_pin_says_is_told_in_words(pin: str, said: str) -> None:
    known = {"full_name": "Trilochana Vadlamudi", "mobile": "+919845012345", "born_on": BORN}
    (verdict,) = against(people(known | {"pin": pin}), people(known | {"pin": "570012"}), [7], [(0, 7)], 100_000)
    assert said in verdict.why


def test_two_districts_speak_a_little_against_one_person() -> None:
    known = {"full_name": "Trilochana Vadlamudi", "mobile": "+919845012345"}
    same, other = (
        against(people(known | {"area": area}), people(known | {"area": 1}), [7], [(0, 7)], 100_000)[0] for area in (1, 2)
    )
    assert same.score > other.score > same.score - 5
    assert "different district" in other.why


def test_homes_have_keys_only_where_an_address_is_known() -> None:
    known = {"full_name": "Asha Kulkarni", "pin": "570012", "born_on": BORN}
    assert not [key for key, _ in block_keys(people(known)) if key & 7 == Kind.HOME]
    assert [key for key, _ in block_keys(people(known | {"address": "14 Lake View Road"})) if key & 7 == Kind.HOME]


def test_rows_that_a_later_row_shows_to_be_one_person_are_gathered_under_the_first() -> None:
    name, phone, mail = "Trilochana Vadlamudi", "+919845012345", "trilochana@example.in"
    found = in_file(
        people(
            {"full_name": name, "mobile": phone}, {"full_name": name, "email": mail},
            {"full_name": name, "mobile": phone, "email": mail},
        )
    )  # fmt: skip
    assert found.first == [0, 0, 0]
    assert found.repeats[1].earlier == 0
    assert found.repeats[1].why[0] == "a later row is both"
    assert not found.review


def test_a_row_that_is_both_of_two_who_contradict_each_other_gathers_nobody() -> None:
    shared = {"mobile": "+919845012345", "father_name": "Suresh Kori"}
    rows = {"full_name": "Ram Kori", **shared}, {"full_name": "Raj Kori", **shared}, {"full_name": "R Kori", **shared}
    assert in_file(people(*rows)).first == [0, 1, 2]
