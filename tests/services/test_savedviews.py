"""Views that are kept by name come back as they were, can be taken back, and reach the command line."""

from __future__ import annotations

from datetime import date

import pytest

from skilling.domain.problems import Refused
from skilling.domain.queries import Filter, Query
from skilling.services import savedviews
from skilling.services.desk import Desk
from skilling.services.savedviews import SavedView
from tests.builders import ACTOR

QUERY = Query(
    "rao",
    (Filter("state", "is", (29, None)), Filter("born_on", "between", (date(2000, 1, 1), date(2005, 12, 31)))),
    (("full_name", True),),
)
COLUMNS = ({"name": "full_name", "width": 200, "hidden": False}, {"name": "mobile", "width": 120, "hidden": True})


def save(desk: Desk, name: str, query: Query = QUERY, *, over: bool = False) -> int:
    view = SavedView(name, query, COLUMNS)
    return desk.change(ACTOR, "view.saved", savedviews.save, "developers", view, over=over).change_id or 0


def test_a_view_comes_back_as_it_was_saved(desk: Desk) -> None:
    save(desk, "  Karnataka,  young ")
    assert desk.read(savedviews.saved, "developers") == [SavedView("Karnataka, young", QUERY, COLUMNS)]
    assert desk.read(savedviews.saved, "cohorts") == []
    assert desk.read(savedviews.find, "developers", "karnataka, YOUNG").shown == ["full_name"]


def test_a_name_is_taken_once_and_saving_over_it_has_to_be_asked_for(desk: Desk) -> None:
    save(desk, "Young")
    with pytest.raises(Refused, match="There is a view 'Young' already"):
        save(desk, "young", Query())
    save(desk, "young", Query(), over=True)
    assert desk.read(savedviews.find, "developers", "Young").query == Query()


def test_renaming_and_deleting_can_be_taken_back_and_made_again(desk: Desk) -> None:
    save(desk, "Young")
    renamed = desk.change(ACTOR, "view.renamed", savedviews.rename, "developers", "Young", "Under 26")
    assert renamed.sentence == "Renamed the view Young to Under 26"
    deleted = desk.change(ACTOR, "view.deleted", savedviews.delete, "developers", "Under 26")
    assert desk.read(savedviews.saved, "developers") == []

    undone = desk.take_back(ACTOR, deleted.change_id or 0)
    assert names(desk) == ["Under 26"]
    desk.take_back(ACTOR, undone.change_id or 0)
    assert names(desk) == []
    with pytest.raises(Refused, match="changed since"):
        desk.take_back(ACTOR, renamed.change_id or 0)


def names(desk: Desk) -> list[str]:
    return [view.name for view in desk.read(savedviews.saved, "developers")]


def test_a_view_that_is_not_there_is_refused_with_those_that_are(desk: Desk) -> None:
    save(desk, "Young")
    with pytest.raises(Refused, match="There are: Young"):
        desk.read(savedviews.find, "developers", "Old")
    with pytest.raises(Refused, match="at most 60 letters"):
        save(desk, " ")
