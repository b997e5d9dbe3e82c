"""What reports group by: unknown values are filled in where somebody enrolled before they were known; known ones stay, until a
person takes over what is known now."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from skilling.database.tables import Enrolment
from skilling.domain.calendar import quarter
from skilling.domain.problems import Refused
from skilling.importing import undo
from skilling.reports.figures import Question, answer
from skilling.reports.scope import scope_of
from skilling.services import developers, frozen, records
from skilling.services.desk import Desk
from tests.builders import a_cohort, a_developer, an_enrolment
from tests.importing.trials import a_list, imported, ready, rows

ON = date(2026, 8, 3)
ACTOR = "Ritu"


def copy_of(desk: Desk, enrolment: int) -> dict[str, Any]:
    row = desk.read(lambda session: session.get_one(Enrolment, enrolment))
    return {name: getattr(row, name) for name in ("gender", "category", "state_id", "district_id", "age_band", "learner_type")}


def places(desk: Desk) -> tuple[int, int, int]:
    """Two states, and a district of the first."""
    states = [key for key, *_ in desk.read(records.states)]
    return states[0], states[1], desk.read(records.districts, states[0])[0][0]


def edited(desk: Desk, developer: int, **values: object) -> int:
    told = desk.change(ACTOR, "developer.edited", developers.edit, developer, values)
    assert told.change_id is not None
    return told.change_id


def enrolled(desk: Desk, question: Question) -> int:
    scope = scope_of(quarter("2026-27", 2), date(2026, 10, 5))
    found = desk.read_figures(answer, scope, [question])
    return int(found[question] or 0)


def test_what_was_unknown_is_filled_in_and_reports_count_it(desk: Desk) -> None:
    state, _, district = places(desk)
    person = a_developer(desk, full_name="Asha Rao")
    enrolment = an_enrolment(desk, person, on=ON)
    unknown, women = Question("enrolled", where=(("gender", None),)), Question("enrolled", where=(("gender", "F"),))
    assert (enrolled(desk, unknown), enrolled(desk, women)) == (1, 0)

    change = edited(desk, person.id, gender="F", district_id=district, born_on=date(2008, 8, 4), learner_type="student")

    # On 3 August 2026 somebody born on 4 August 2008 is seventeen.
    expected = {"gender": "F", "category": None, "state_id": state, "district_id": district, "age_band": "<18"}
    assert copy_of(desk, enrolment.id) == expected | {"learner_type": "student"}
    assert (enrolled(desk, unknown), enrolled(desk, women)) == (0, 1)

    desk.take_back(ACTOR, change)
    assert set(copy_of(desk, enrolment.id).values()) == {None}
    assert (enrolled(desk, unknown), enrolled(desk, women)) == (1, 0)


def test_what_was_known_stays_as_it_was_when_somebody_enrolled(desk: Desk) -> None:
    state, other, district = places(desk)
    person = a_developer(desk, gender="F", category="OBC", state_id=state, born_on=date(2004, 9, 25))
    enrolment = an_enrolment(desk, person, on=ON)
    before = copy_of(desk, enrolment.id)

    edited(desk, person.id, category="SC", state_id=other, born_on=date(1990, 1, 1))
    assert copy_of(desk, enrolment.id) == before

    # A district of where somebody lives now is none of where they lived then.
    edited(desk, person.id, district_id=desk.read(records.districts, other)[0][0])
    assert copy_of(desk, enrolment.id) == before
    assert copy_of(desk, an_enrolment(desk, a_developer(desk), on=ON).id)["district_id"] != district


def test_whoever_was_wrong_is_corrected_by_taking_over_what_is_known_now(desk: Desk) -> None:
    state, other, _ = places(desk)
    person = a_developer(desk, gender="M", state_id=state, born_on=date(1980, 1, 1))
    wrong, untouched = an_enrolment(desk, person, on=ON), an_enrolment(desk, person, a_cohort(desk), on=ON)
    edited(desk, person.id, gender="F", state_id=other, born_on=date(2004, 1, 1))

    told = desk.change(ACTOR, "enrolment.taken_over", frozen.take_over, [wrong.id])

    assert told.value == 1
    assert told.sentence == "Corrected 1 enrolment from the developers"
    copied = copy_of(desk, wrong.id)
    assert (copied["gender"], copied["state_id"], copied["age_band"]) == ("F", other, "18-24")
    assert copy_of(desk, untouched.id)["gender"] == "M"
    again = desk.change(ACTOR, "enrolment.taken_over", frozen.take_over, [wrong.id])
    assert (again.value, again.change_id) == (0, None)  # nothing happened, so there is nothing to undo
    assert told.change_id is not None
    desk.take_back(ACTOR, told.change_id)
    assert copy_of(desk, wrong.id)["gender"] == "M"


def test_an_enrolment_that_is_gone_is_not_corrected(desk: Desk) -> None:
    enrolment = an_enrolment(desk, on=ON)
    desk.change(ACTOR, "enrolment.archived", records.archive, "enrolment", [enrolment.id])
    with pytest.raises(Refused, match="no longer exists"):
        desk.change(ACTOR, "enrolment.taken_over", frozen.take_over, [enrolment.id])


def test_a_list_that_says_what_was_missing_fills_it_in_and_its_undo_takes_it_back(desk: Desk, tmp_path: Path) -> None:
    ready(desk)
    few, more = ("Name of Student", "Mobile No"), ("Name of Student", "Mobile No", "Gender", "State", "Status", "Date")
    imported(desk, a_list(tmp_path, ("Asha Rao", "9845012345"), headers=few))
    ((enrolment,),) = rows(desk, "enrolment", "id")
    assert copy_of(desk, enrolment)["gender"] is None

    run = imported(desk, a_list(tmp_path, ("Asha Rao", "9845012345", "F", "Karnataka", "Active", "20/11/2026"), headers=more))
    copied = copy_of(desk, enrolment)
    assert (copied["gender"], copied["state_id"] is not None) == ("F", True)

    desk.change(ACTOR, undo.ACTION, undo.undo, run)
    assert set(copy_of(desk, enrolment).values()) == {None}
    desk.change(ACTOR, undo.ACTION, undo.redo, run)
    assert copy_of(desk, enrolment)["gender"] == "F"
