"""Cells typed over while another office types into them too."""

from __future__ import annotations

from datetime import date

import pytest

from skilling.domain.problems import Refused
from skilling.domain.queries import CellEdit
from skilling.services import cohorts, developers, history
from skilling.services.cells import edit_cells
from skilling.services.desk import Desk
from skilling.services.views import listing
from tests.builders import a_cohort, a_developer, a_startup, stored


def typed(desk: Desk, who: str, *cells: CellEdit) -> int | None:
    return desk.change(who, "developer.edited", edit_cells, "developer", developers.edit, cells).change_id


def shown(desk: Desk, noun: str, record: int | None, column: str) -> object:
    listed = listing(noun)
    [row] = desk.read(listed.block, [record or 0])
    return row[1 + [one.name for one in listed.columns].index(column)]


def test_the_later_of_two_offices_is_told_what_the_first_wrote(desk: Desk) -> None:
    asha = a_developer(desk, email="asha@example.in").id or 0
    seen = shown(desk, "developer", asha, "email")
    typed(desk, "Meera", CellEdit(asha, "email", "asha.rao@example.in", seen))

    with pytest.raises(Refused, match=r"by Meera to asha\.rao@example\.in; yours was a\.rao@example\.in"):
        typed(desk, "Kabir", CellEdit(asha, "email", "a.rao@example.in", seen))
    assert stored(desk, "developer", asha).email == "asha.rao@example.in"

    typed(desk, "Kabir", CellEdit(asha, "email", "a.rao@example.in", "asha.rao@example.in"))
    assert stored(desk, "developer", asha).email == "a.rao@example.in"


def test_another_cell_of_the_same_person_is_no_clash(desk: Desk) -> None:
    asha = a_developer(desk, email="asha@example.in", born_on=date(2004, 9, 5)).id or 0
    seen = {column: shown(desk, "developer", asha, column) for column in ("email", "born_on", "gender")}
    typed(desk, "Meera", CellEdit(asha, "email", "asha.rao@example.in", seen["email"]))

    typed(desk, "Kabir", CellEdit(asha, "born_on", "06/09/2004", seen["born_on"]), CellEdit(asha, "gender", "F", seen["gender"]))

    kept = stored(desk, "developer", asha)
    assert (kept.email, kept.born_on, kept.gender) == ("asha.rao@example.in", date(2004, 9, 6), "F")


def test_a_paste_over_what_others_wrote_is_refused_as_a_whole_in_the_words_of_the_list(desk: Desk) -> None:
    first, second = (a_developer(desk, gender="M").id or 0 for _ in range(2))
    typed(desk, "Meera", CellEdit(second, "gender", "X", "M"))

    with pytest.raises(Refused, match=r"Gender was changed meanwhile by Meera to .*; yours was Female") as refused:
        typed(desk, "Kabir", CellEdit(first, "gender", "F", "M"), CellEdit(second, "gender", "F", "M"))
    assert refused.value.code == "changed-meanwhile"
    assert stored(desk, "developer", first).gender == "M"


def test_a_cell_that_was_blank_and_is_not_any_more_is_told(desk: Desk) -> None:
    cohort = a_cohort(desk).id or 0
    desk.change("Meera", "cohort.edited", cohorts.edit, cohort, {"seats": 30})

    with pytest.raises(Refused, match="Seats was changed meanwhile by Meera to 30; yours was 40"):
        desk.change("Kabir", "cohort.edited", edit_cells, "cohort", cohorts.edit, [CellEdit(cohort, "seats", "40", None)])


def test_the_history_of_a_record_speaks_in_words_not_in_numbers(desk: Desk) -> None:
    college = desk.change("a", "institution.created", _college).value
    asha = a_developer(desk, full_name="Asha Rao", state_id=29).id or 0
    given = {"state_id": 32, "institution_id": college, "born_on": "5/9/2004"}
    done = desk.change("a", "developer.edited", developers.edit, asha, given)

    told = {one.field: (one.record, one.before, one.after) for one in desk.read(history.details, done.change_id or 0)}

    assert told["State/UT"] == ("Asha Rao", "Karnataka", "Kerala")
    assert told["Institution"] == ("Asha Rao", "", "Government College Mysuru")
    assert told["Date of birth"] == ("Asha Rao", "", "05 Sep 2004")


def test_the_history_of_a_link_names_both_its_ends(desk: Desk) -> None:
    from skilling.services import startups

    startup, asha = a_startup(desk, legal_name="Disha Labs"), a_developer(desk, full_name="Asha Rao")
    done = desk.change("a", "founder.added", startups.add_founder, startup.id or 0, asha.id or 0)

    told = {one.field: one.after for one in desk.read(history.details, done.change_id or 0)}

    assert (told["Startup"], told["Developer"]) == ("Disha Labs", "Asha Rao")


def _college(change):  # type: ignore[no-untyped-def]
    from skilling.services import records

    return records.create(change, "institution", {"name": "Government College Mysuru"})
