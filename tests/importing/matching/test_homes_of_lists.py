"""Where people live counts in an import as it does in matching: from the cell of a list to the question that is asked."""

from __future__ import annotations

from pathlib import Path

from skilling.importing.planning.plan import Plan
from skilling.services.desk import Desk
from tests.importing.trials import a_list, imported, outcomes, planned, ready

HEADERS = ["Name of Student", "Date of Birth", "PIN Code", "Permanent Address"]
HOME = "14 Tulsi Lane, Behind Water Tank, Vadgaon"


def said_of(plan: Plan, position: int) -> set[str]:
    return {reason for candidate in plan.candidates.get(position, ()) for reason in candidate.why}


def test_pin_and_address_of_two_rows_are_weighed(sqlite_desk: Desk, tmp_path: Path) -> None:
    ready(sqlite_desk)
    listed = a_list(
        tmp_path, ["Asha Nilamben Rao", "05/09/2004", "411041", HOME], ["Asha Nilamben Rav", "05/09/2004", "411041", HOME.upper()],
        headers=HEADERS,
    )  # fmt: skip
    assert {"same address", "same PIN"} <= said_of(planned(sqlite_desk, listed), 1)


def test_pin_district_and_address_are_weighed_against_the_register(desk: Desk, tmp_path: Path) -> None:
    ready(desk)
    imported(desk, a_list(tmp_path, ["Asha Nilamben Rao", "05/09/2004", "411041", HOME], headers=HEADERS))
    again = a_list(tmp_path, ["Asha Rao", "05/09/2004", "411041", f"{HOME} (near school)"], headers=HEADERS)
    plan = planned(desk, again)
    assert {"same address", "same PIN"} <= said_of(plan, 0)
    assert plan.records == [1]


def test_a_district_is_weighed_where_no_pin_is_known(sqlite_desk: Desk, tmp_path: Path) -> None:
    ready(sqlite_desk)
    headers = ["Name of Student", "Date of Birth", "State", "District"]
    rows = ["Asha Nilamben Rao", "05/09/2004", "Karnataka", "Mysuru"], ["Asha Nilima Rao", "05/09/2004", "Karnataka", "Mandya"]
    plan = planned(sqlite_desk, a_list(tmp_path, *rows, ["Asha Rao", "05/09/2004", "Karnataka", "Mysuru"], headers=headers))
    assert "same district" in said_of(plan, 2)


def test_another_home_does_not_make_the_owner_of_a_phone_a_stranger(sqlite_desk: Desk, tmp_path: Path) -> None:
    ready(sqlite_desk)
    headers = ["Name of Student", "Mobile No", "PIN Code"]
    imported(sqlite_desk, a_list(tmp_path, ["Asha Rao", "9845012345", "411041"], headers=headers))
    assert outcomes(planned(sqlite_desk, a_list(tmp_path, ["Asha Rao", "9845012345", "560001"], headers=headers))) == {"same": 1}
