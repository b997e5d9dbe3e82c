"""A list that knows somebody by a record that was merged away finds whom that record became."""

from __future__ import annotations

from pathlib import Path

import pytest

from skilling.importing.matching import blockindex
from skilling.importing.matching.duplicates import pairs
from skilling.services import developers, duplicates, history, merging
from skilling.services.desk import Desk
from tests.builders import a_cohort, a_developer
from tests.importing.trials import ACTOR, a_list, imported, planned, ready

HEADERS = ["Name of Student", "Mobile No", "Email ID"]
OLD = ["Ashalata Kulkarni", "9845099999", "asha.k@example.in"]
NOW = ["Asha Rao", "9845012345", "asha@example.in"]


def merged(desk: Desk) -> tuple[int, int]:
    """Somebody whose name and phone changed, and who stood in the register under both."""
    survivor = a_developer(desk, full_name=NOW[0], mobile=f"+91{NOW[1]}", email=NOW[2])
    other = a_developer(desk, full_name=OLD[0], mobile=f"+91{OLD[1]}", email=OLD[2])
    desk.change(ACTOR, merging.MERGED, merging.merge, survivor.id, other.id)
    return survivor.id or 0, other.id or 0


def matches(desk: Desk, path: Path) -> list[int]:
    plan = planned(desk, path, cohort="BLR-1")
    return [plan.records[position] for position in range(len(plan))]


@pytest.mark.parametrize("stored", [False, True], ids=["fresh keys", "stored keys"])
def test_a_list_with_the_old_data_links_to_the_survivor(desk: Desk, tmp_path: Path, stored: bool) -> None:
    ready(desk)
    a_cohort(desk, code="BLR-1")
    survivor, _ = merged(desk)
    if stored:
        desk.change(ACTOR, "keys.stored", blockindex.catch_up)
    assert matches(desk, a_list(tmp_path, OLD, NOW, headers=HEADERS)) == [survivor, survivor]


def test_the_same_list_again_knows_who_its_rows_became(desk: Desk, tmp_path: Path) -> None:
    ready(desk)
    path = a_list(tmp_path, ["Kabir Das", "", ""], headers=HEADERS)
    imported(desk, path)
    survivor = a_developer(desk, full_name="Kabir Dev Das")
    desk.change(ACTOR, merging.MERGED, merging.merge, survivor.id, 1)
    assert matches(desk, path) == [survivor.id]
    desk.change(ACTOR, history.TAKEN_BACK, duplicates.unmerge, 1)
    assert matches(desk, path) == [1]


def test_who_was_merged_into_somebody_taken_away_matches_nobody(desk: Desk, tmp_path: Path) -> None:
    ready(desk)
    a_cohort(desk, code="BLR-1")
    survivor, _ = merged(desk)
    desk.change(ACTOR, "developer.archived", developers.archive, [survivor])
    assert matches(desk, a_list(tmp_path, OLD, headers=HEADERS)) == [0]


def test_a_merged_pair_is_no_possible_duplicate(desk: Desk) -> None:
    one, two = (a_developer(desk, full_name="Meera Nair", mobile="+919845012345") for _ in range(2))
    assert [(pair.a, pair.b) for pair in desk.read(pairs)] == [(one.id, two.id)]
    desk.change(ACTOR, merging.MERGED, merging.merge, one.id, two.id)
    assert desk.read(pairs) == []
    desk.change(ACTOR, history.TAKEN_BACK, duplicates.unmerge, two.id)
    assert [(pair.a, pair.b) for pair in desk.read(pairs)] == [(one.id, two.id)]
