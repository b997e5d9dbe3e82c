"""Making, editing, taking away and finding records of any noun, on both engines."""

from __future__ import annotations

import pytest

from skilling.domain.problems import Refused
from skilling.services import records
from skilling.services.desk import Desk
from tests.builders import ACTOR, a_cohort, a_developer, a_programme, a_startup, stored


def create(desk: Desk, noun: str, **values: object) -> int:
    return desk.change(ACTOR, f"{noun}.created", records.create, noun, values).value


def test_a_new_developer_is_kept_as_validated_values(desk: Desk) -> None:
    key = create(
        desk, "developer", full_name="  Asha Rao ", mobile="98450-12345", born_on="5/9/2004", gender="महिला", state_id=29
    )

    row = desk.read(records.read, "developer", key)
    assert row.title == "Asha Rao"
    assert row.values["mobile"] == "+919845012345"
    assert row.values["born_on"].isoformat() == "2004-09-05"
    assert row.values["gender"] == "F"
    assert row.words["state_id"] == "Karnataka"


def test_every_wrong_field_of_a_form_is_named_at_once(desk: Desk) -> None:
    with pytest.raises(Refused) as refused:
        create(desk, "developer", full_name="", mobile="98450 1234", email="nobody")

    assert {problem.field for problem in refused.value.problems} == {"full_name", "mobile", "email"}


def test_a_code_that_is_taken_is_refused_by_name(desk: Desk) -> None:
    programme = a_programme(desk)
    create(desk, "cohort", code="BLR-1", programme_id=programme.id)

    with pytest.raises(Refused, match="BLR-1 belongs to another cohort"):
        create(desk, "cohort", code="BLR-1", programme_id=programme.id)


def test_a_code_of_a_cohort_that_was_removed_is_said_to_be_so(desk: Desk) -> None:
    programme = a_programme(desk)
    key = create(desk, "cohort", code="BLR-1", programme_id=programme.id)
    desk.change(ACTOR, "cohort.archived", records.archive, "cohort", [key])

    with pytest.raises(Refused, match=r"belongs to another cohort that was taken away\. Bring that one back in History"):
        create(desk, "cohort", code="BLR-1", programme_id=programme.id)


def test_a_startup_with_a_false_cin_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused) as refused:
        create(desk, "startup", legal_name="Navya Labs", cin="U7290KA2021PTC123456")

    assert refused.value.problems[0].field == "cin"


def test_an_edit_that_somebody_overtook_is_refused_and_changes_nothing(desk: Desk) -> None:
    developer = a_developer(desk)
    seen = desk.read(records.read, "developer", developer.id or 0).version
    desk.change("first", "developer.edited", records.edit, "developer", developer.id or 0, {"roll_no": "A1"}, seen)

    with pytest.raises(Refused, match="Someone else"):
        desk.change("second", "developer.edited", records.edit, "developer", developer.id or 0, {"roll_no": "B2"}, seen)

    assert stored(desk, "developer", developer.id or 0).roll_no == "A1"


def test_an_archived_record_leaves_lists_and_search_and_comes_back_by_undo(desk: Desk) -> None:
    developer = a_developer(desk, full_name="Zoya Lyngdoh")
    done = desk.change(ACTOR, "developer.archived", records.archive, "developer", [developer.id or 0])
    assert desk.read(records.find, "developer", "lyngdoh") == []

    desk.take_back(ACTOR, done.change_id or 0)

    assert desk.read(records.find, "developer", "lyngdoh") == [(developer.id, "Zoya Lyngdoh")]


def test_search_finds_every_kind_of_record_by_any_typed_words(desk: Desk) -> None:
    developer = create(desk, "developer", full_name="Kavya Tarang", mobile="98450 55555")
    cohort = a_cohort(desk, code="TARANG-1")
    startup = a_startup(desk, legal_name="Tarang Health AI")
    resource = create(desk, "resource", title="Tarang reader")

    hits = {(hit.noun, hit.id) for hit in desk.read(records.search, "tarang", 20)}

    assert hits == {("developer", developer), ("cohort", cohort.id), ("startup", startup.id), ("resource", resource)}
    assert [hit.id for hit in desk.read(records.search, "5055555 kavya", 20)] == [developer]


def test_a_name_in_devanagari_is_found_by_latin_letters(desk: Desk) -> None:
    key = create(desk, "developer", full_name="सुनीता वर्मा")

    assert [found for found, _ in desk.read(records.find, "developer", "sunita")] == [key]


def test_districts_are_offered_within_their_state(desk: Desk) -> None:
    names = {name for _, name in desk.read(records.districts, 30)}

    assert names == {"North Goa", "South Goa"}
