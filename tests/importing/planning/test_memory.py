"""What the desk remembers of lists, and what it never does."""

from __future__ import annotations

from pathlib import Path

import pytest

from skilling.importing.planning import memory
from skilling.importing.planning.ours import ROW, WHY
from skilling.services.desk import Desk
from tests.importing.trials import ACTOR, ASHA, KABIR, MEERA, a_list, imported, planned, ready


def test_a_layout_is_the_same_whatever_the_case_and_the_columns_we_add() -> None:
    plain = memory.fingerprint(["Name of Student", "Mobile No", "State"])
    assert memory.fingerprint(["NAME OF STUDENT ", "Mobile_No.", "state"]) == plain
    assert memory.fingerprint([ROW, WHY, "Name of Student", "Mobile No", "State"]) == plain
    assert memory.fingerprint(["Mobile No", "Name of Student", "State"]) != plain
    assert memory.fingerprint(["Name of Student", "Mobile No"]) != plain


def test_a_mapping_is_remembered_for_the_layout_and_sender(desk: Desk, tmp_path: Path) -> None:
    ready(desk)
    headers = ["Trainee", "Contact 1", "Contact 2"]
    path = a_list(tmp_path, ["Asha Rao", "9845012345", "9845012346"], headers=headers)
    chosen = {"Contact 1": None, "Contact 2": "developer.mobile"}
    imported(desk, path, mapping=chosen, sender="GPT Hassan")
    other = a_list(tmp_path, ["Kabir Das", "9845012355", "9845012356"], headers=headers)
    plan = planned(desk, other, sender="GPT Hassan")
    assert plan.values["developer.mobile"] == ["+919845012356"]
    assert [column.why for column in plan.columns[1:]] == ["Remembered from an earlier list."] * 2
    imported(desk, other, mapping={"Contact 1": "developer.mobile", "Contact 2": None}, sender="GPT Mysuru")
    assert planned(desk, path, sender="GPT Hassan").values["developer.mobile"] == ["+919845012346"]
    assert planned(desk, path, sender="GPT Mysuru").values["developer.mobile"] == ["+919845012345"]
    assert desk.read(memory.senders) == ["GPT Hassan", "GPT Mysuru"]


def test_what_a_list_is_about_is_remembered_for_its_layout(desk: Desk, tmp_path: Path) -> None:
    ready(desk)
    headers = ["Name", "City"]
    path = a_list(tmp_path, ["Disha Labs", "Hubballi"], headers=headers)
    imported(desk, path, cohort=None, as_noun="startups", mapping={"Name": "startup.legal_name"})
    other = planned(desk, a_list(tmp_path, ["Vayu Agritech", "Patna"], headers=headers), cohort=None)
    assert other.about.noun.name == "startup"


def test_a_column_that_was_empty_once_is_not_forgotten(desk: Desk, tmp_path: Path) -> None:
    ready(desk)
    headers = ["Name of Student", "Ph"]
    imported(desk, a_list(tmp_path, ["Asha Rao", "9845012345"], headers=headers), mapping={"Ph": "developer.mobile"})
    imported(desk, a_list(tmp_path, ["Kabir Das", None], headers=headers))
    third = planned(desk, a_list(tmp_path, ["Meera Nair", "9845012347"], headers=headers))
    assert third.values["developer.mobile"] == ["+919845012347"]


@pytest.mark.parametrize("field", ["developer.full_name", "developer.mobile", "developer.roll_no", "extra.Branch", "no.such"])
def test_values_of_people_are_never_learnt(sqlite_desk: Desk, field: str) -> None:
    assert not memory.may_learn(field)
    learnt = sqlite_desk.change(ACTOR, "alias.learnt", memory.learn, field, {"Asha": "Asha Rao"}).value
    assert (learnt, sqlite_desk.read(memory.aliases)) == (0, {})


def test_a_senders_own_meaning_comes_before_everybodys(desk: Desk) -> None:
    for value, sender in (("Kerala", ""), ("Karnataka", "GPT Hassan")):
        desk.change(ACTOR, "alias.learnt", memory.learn, "developer.state", {"KA / KL": value}, sender)
    assert desk.read(memory.aliases) == {"developer.state": {"ka kl": "Kerala"}}
    assert desk.read(memory.aliases, "GPT Hassan") == {"developer.state": {"ka kl": "Karnataka"}}
    desk.change(ACTOR, "alias.learnt", memory.learn, "developer.state", {"ka/kl": "Goa"})
    assert desk.read(memory.aliases) == {"developer.state": {"ka kl": "Goa"}}


def test_a_layout_with_other_rows_is_another_list(desk: Desk, tmp_path: Path) -> None:
    ready(desk)
    imported(desk, a_list(tmp_path, ASHA, KABIR))
    assert planned(desk, a_list(tmp_path, ASHA, MEERA)).earlier is None
