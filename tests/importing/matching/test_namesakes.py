"""People of whom a list, or the register, has nothing but the name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from skilling.importing.planning.plan import Plan
from skilling.services.desk import Desk
from tests.importing.trials import a_list, counts, imported, outcomes, planned, ready
from tests.synthetic.register import World

NAMES = [
    "Sunita Devi", "Trilochana Vadlamudi", "Rahul Kumar", "Pooja Kumari", "Mohd Arif", "Kavita Devi", "Geeta Devi", "Ramesh Oraon",
    "Bhuvana Kizhakkeveetil", "Sunita Devi", "Anil Tirkey", "Lalita Munda", "Sushil Toppo", "Rekha Devi", "Manju Kumari",
]  # fmt: skip
STRANGERS = [
    "Vimal Negi", "Irfan Khan", "Rita Das", "Kabir Jain", "Leela Nair", "Om Patil", "Tara Gill", "Ravi Sen", "Deepa Rawat",
    "Ishan Gogoi", "Farida Begum", "Joy Lakra",
]  # fmt: skip


def bare(folder: Path, names: list[str], heading: str = "Name of Student", file: str = "bare.xlsx") -> Path:
    return a_list(folder, *([name] for name in names), headers=[heading], name=file)


def numbered(folder: Path, names: list[str]) -> Path:
    """The same under another layout, each row with a number that it did not have."""
    return a_list(
        folder, *([n, name.upper()] for n, name in enumerate(names, 1)), headers=["S.No", "Trainee Name"], name="n.xlsx"
    )


def why(plan: Plan, position: int) -> tuple[str, ...]:
    return plan.candidates[position][0].why


def test_a_list_of_bare_names_come_again_in_another_layout_and_order_adds_nobody(desk: Desk, tmp_path: Path) -> None:
    ready(desk)
    imported(desk, bare(tmp_path, NAMES))
    again = planned(desk, numbered(tmp_path, NAMES[::-1]))
    assert outcomes(again) == {"same": 15}
    assert len(set(again.records)) == 15, "two of one name are still two"
    assert any("nearly all" in reason for reason in why(again, 0))
    assert any("in cohort BLR-1 already: 15" in sentence for sentence in again.assumptions)


def test_hundreds_of_bare_names_come_again_though_some_are_common(sqlite_desk: Desk, tmp_path: Path) -> None:
    ready(sqlite_desk)
    names = World(330, seed=5).register().columns["full_name"]
    imported(sqlite_desk, bare(tmp_path, names[:300]), review="new")
    again = planned(sqlite_desk, numbered(tmp_path, names[15:]))
    joined = [(position, again.records[position]) for position in range(315) if again.records[position]]
    wrong = [position for position, record in joined if record != position + 16]
    assert len(joined) >= 0.97 * 285 and len(wrong) <= 1, (len(joined), wrong)
    assert len(again.positions("review")) <= 0.03 * 315


def test_newcomers_of_a_list_come_again_are_new_and_one_more_of_a_common_name_is_not_swallowed(
    desk: Desk, tmp_path: Path
) -> None:
    ready(desk)
    imported(desk, bare(tmp_path, NAMES))
    newer = planned(desk, numbered(tmp_path, [*NAMES, "Sunita Devi", "Vimal Negi"]))
    sunitas = [0, 9, 15]
    assert {newer.outcomes[p] for p in sunitas} == {newer.outcomes[0]}
    assert 0 in [newer.records[p] for p in sunitas] or newer.positions("review"), "nobody is taken for one of the two"
    assert newer.records[16] == 0
    assert sum(map(bool, newer.records)) == 13


def test_a_list_of_other_people_with_some_common_names_is_another_list(desk: Desk, tmp_path: Path) -> None:
    ready(desk)
    imported(desk, bare(tmp_path, NAMES))
    other = planned(desk, numbered(tmp_path, [*STRANGERS, "Rahul Kumar"]))
    assert sum(map(bool, other.records)) == 0
    assert len(other.positions("review")) <= 1


@pytest.mark.parametrize("file", ["once.xlsx", "twice.xlsx"])
def test_one_common_name_never_links(desk: Desk, tmp_path: Path, file: str) -> None:
    ready(desk)
    imported(desk, bare(tmp_path, ["Sunita Devi", "Vimal Negi"]))
    again = planned(desk, numbered(tmp_path, ["Sunita Devi"]))
    assert outcomes(again) == {"review": 1}, "the cohort is the same: it is asked"
    apart = planned(desk, bare(tmp_path, ["Sunita Devi"], "Trainee Name", file), cohort="OTHER-1")
    assert outcomes(apart) == {"new": 1}, "nothing but a common name"


def test_a_rare_name_alone_is_asked_about_wherever_it_stands(desk: Desk, tmp_path: Path) -> None:
    ready(desk)
    imported(desk, bare(tmp_path, ["Trilochana Vadlamudi", "Vimal Negi"]))
    found = planned(desk, bare(tmp_path, ["Vadlamudi Trilochana"], "Trainee Name", "other.xlsx"), cohort="OTHER-1")
    assert outcomes(found) == {"review": 1}


def test_the_full_list_after_the_names_asks_whether_it_is_they(desk: Desk, tmp_path: Path) -> None:
    ready(desk)
    imported(desk, bare(tmp_path, NAMES[:5]))
    rows: list[list[Any]] = [[name, f"984501234{n}"] for n, name in enumerate(NAMES[:5])]
    full = planned(desk, a_list(tmp_path, *rows, headers=["Name", "Mobile"], name="full.xlsx"))
    assert outcomes(full) == {"review": 5}
    assert counts(desk, "developer") == (5,)
