"""A list of teams and a log of what people did are refused as what they are; a list of people stays one."""

from __future__ import annotations

import pytest

from skilling.domain.problems import Refused
from skilling.importing.columns.manyrows import further_people
from skilling.importing.columns.subjects import what_list
from skilling.importing.table.layout import Table
from tests.importing.tables import a_table

NAMES = ("Asha Rao", "Ravi Kumar", "Sunita Devi", "Imran Khan", "Kavya Nair", "Arjun Das")


def _refused(table: Table) -> str:
    with pytest.raises(Refused) as caught:
        what_list(table)
    return caught.value.message


def _log(*headings: str, people: int = 3, days: int = 5) -> Table:
    rows = [
        [f"{day:02}/09/2026", name, f"Lab {day}", 2, f"98450{at}1234"]
        for day in range(1, days + 1)
        for at, name in enumerate(NAMES[:people])
    ]
    return a_table(list(headings), *[row[: len(headings)] for row in rows])


@pytest.mark.parametrize(
    "headings", [("Date", "Student Name", "Activity"), ("Timestamp", "Name", "Task done", "Hours", "Mobile")]
)
def test_the_same_people_on_several_days_are_a_log(headings: tuple[str, ...]) -> None:
    assert "log of what people did" in _refused(_log(*headings))


def test_somebody_who_stands_twice_makes_no_log() -> None:
    rows = [["01/09/2026", name, "Lab", f"98450{at}1234"] for at, name in enumerate(NAMES)]
    rows.append(["02/09/2026", NAMES[0], "Lab", "9845001234"])
    assert what_list(a_table(["Date", "Name", "Activity", "Mobile"], *rows)).name == "developer"


@pytest.mark.parametrize(
    ("heading", "answers"),
    [("Are you a student?", ("Yes", "No")), ("School Name", ("DAV School", "Govt School")), ("Student Type", ("UG", "PG"))],
)
def test_what_many_people_have_in_common_beside_their_names_makes_no_log(heading: str, answers: tuple[str, str]) -> None:
    rows = [[f"0{at + 1}/09/2026", answers[at % 2], name, f"98450{at}1234", "ok"] for at, name in enumerate(NAMES)]
    assert what_list(a_table(["Date", heading, "Student Name", "Mobile", "Remarks"], *rows)).name == "developer"


def test_courses_that_people_completed_are_no_log() -> None:
    rows = [[name, course, "01/09/2026"] for name in NAMES for course in ("AI", "Data")]
    assert what_list(a_table(["Name", "Course", "Completed on"], *rows)).name == "developer"


def test_several_people_in_each_row_are_teams() -> None:
    teams = [[f"Team {i}", *NAMES[i : i + 4]] for i in range(3)]
    assert "list of teams or groups" in _refused(
        a_table(["Team Name", "Team Leader", "Member 1", "Member 2", "Member 3"], *teams)
    )
    phones = [[f"Team {i}", NAMES[i], f"98450{i}1234", *NAMES[i + 1 : i + 3]] for i in range(3)]
    assert "list of teams or groups" in _refused(
        a_table(["Team", "Leader Name", "Leader Phone", "Member 2", "2nd Member Name"], *phones)
    )
    listed = [[f"G{i}", ", ".join(NAMES[i : i + 3]), "Crop prices"] for i in range(3)]
    assert "list of teams or groups" in _refused(a_table(["Group Name", "Group Members", "Project"], *listed))


def test_several_names_in_each_cell_are_a_group_and_no_name() -> None:
    rows = [[f"Village {i}", "\n".join(NAMES[i : i + 3])] for i in range(4)]
    assert "each row names several people" in _refused(a_table(["Village", "Names of trainees"], *rows))
    homes = [[f"{name}\nWard No Four\nGaya Bihar", f"98450{at}1234"] for at, name in enumerate(NAMES)]
    assert what_list(a_table(["Name & Address", "Mobile"], *homes)).name == "developer"
    broken = [["Asha\nRao", "9845012340"], ["Ravi Kumar", "9845012341"], ["Sunita\nDevi", "9845012342"]]
    assert what_list(a_table(["Name", "Mobile"], *broken)).name == "developer"


@pytest.mark.parametrize("beneath", ["D/o Suresh Rao", "W/o Ravi Kumar", "Assistant Professor", "Roll No 21"])
def test_what_stands_beneath_a_name_about_the_same_person_makes_no_group(beneath: str) -> None:
    rows = [[f"{name}\n{beneath}", f"98450{at}1234"] for at, name in enumerate(NAMES)]
    assert what_list(a_table(["Name", "Mobile"], *rows)).name == "developer"


def test_a_name_in_two_scripts_makes_no_group() -> None:
    hindi = ("आशा राव", "रवि कुमार", "सुनीता देवी", "इमरान खान", "काव्या नायर", "अर्जुन दास")
    rows = [[f"{name}\n{also}", f"98450{at}1234"] for at, (name, also) in enumerate(zip(NAMES, hindi, strict=True))]
    assert what_list(a_table(["Name", "Mobile"], *rows)).name == "developer"


def test_a_startup_with_its_team_is_a_startup() -> None:
    rows = [[f"{word} Labs Pvt Ltd", ", ".join(NAMES[:3]), "EdTech"] for word in ("Disha", "Nava", "Setu", "Bindu")]
    assert what_list(a_table(["Name of Startup", "Team members", "Sector"], *rows)).name == "startup"


def test_whoever_brings_two_members_of_the_family_is_listed() -> None:
    rows = [[NAMES[i], f"98450{i}1234", *NAMES[i + 1 : i + 3]] for i in range(3)]
    assert what_list(a_table(["Trainee Name", "Mobile", "Member 1", "Member 2"], *rows)).name == "developer"


def test_whoever_registers_a_team_under_their_own_name_is_listed() -> None:
    rows = [[NAMES[i], f"a{i}@example.in", f"Team {i}", *NAMES[i + 1 : i + 3]] for i in range(3)]
    headings = ["Name", "Email", "Team Name", "Member 2 Name", "Member 3 Name"]
    assert what_list(a_table(headings, *rows)).name == "developer"
    assert further_people(headings) == ["Member 2 Name", "Member 3 Name"]
