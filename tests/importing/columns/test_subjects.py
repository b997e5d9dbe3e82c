"""A table is recognised for what it lists, and what is no list of ours is refused by its name."""

from __future__ import annotations

import pytest

from skilling.domain.problems import Refused
from skilling.importing.columns.subjects import what_list
from skilling.importing.table.layout import Dropped, Table
from skilling.importing.table.rowkinds import TOTAL
from tests.importing.tables import a_column, a_table

NAMES = ("Asha Rao", "Ravi Kumar", "Sunita Devi", "Imran Khan", "Kavya Nair", "Arjun Das")
COLLEGES = tuple(
    f"Government {kind} of {place}" for kind in ("College", "Institute", "Polytechnic") for place in ("Patna", "Gaya")
)


def _people(**more: object) -> Table:
    return a_table(["Name", "Mobile", *more], *[[name, f"98450123{i:02}", *more.values()] for i, name in enumerate(NAMES)])


def test_names_and_phones_are_a_list_of_developers() -> None:
    assert what_list(_people()).name == "developer"
    assert what_list(_people(College="Government College Patna", Branch="CSE")).name == "developer"


def test_a_single_column_of_names_is_a_list_of_developers() -> None:
    assert what_list(a_column("Names", *NAMES)).name == "developer"


def test_colleges_under_the_heading_name_are_institutions() -> None:
    assert what_list(a_table(["name", "city", "state"], *[[name, "Patna", "Bihar"] for name in COLLEGES])).name == "institution"


def test_companies_are_startups() -> None:
    rows = [[f"{word} Labs Pvt Ltd", "EdTech", "Pune"] for word in ("Disha", "Nava", "Setu", "Bindu")]
    assert what_list(a_table(["Company Name", "Sector", "City"], *rows)).name == "startup"
    assert what_list(a_table(["StartupName", "Industry Vertical", "CityLocation"], *rows)).name == "startup"


def test_courses_are_resources_and_credits_are_grants() -> None:
    assert what_list(a_table(["Course Name", "Language"], ["AI for All", "Hindi"], ["Prompting", "English"])).name == "resource"
    grants = a_table(
        ["AI Tool", "Unit", "Amount", "Startup", "Expiry Date"], ["API credit", "USD", 500, "Disha Labs", "31/03/2027"]
    )
    assert what_list(grants).name == "grant"


def _refused(table: Table) -> str:
    with pytest.raises(Refused) as caught:
        what_list(table)
    assert caught.value.code == "not-a-list"
    return caught.value.message


def test_a_table_of_counts_is_refused_as_one() -> None:
    table = a_table(
        ["State", "District", "Total", "Male", "Female"],
        *[["Bihar", "Patna", 120 + i, 70 + i, 50] for i in range(8)],
    )
    message = _refused(table)
    assert "table of counts by 'State' and 'District'" in message
    assert "no column of names" in message


def test_an_attendance_sheet_is_refused_as_one() -> None:
    days = [f"{day:02}/09/2026" for day in range(1, 9)]
    table = a_table(["Roll No", "Name", *days], *[[str(i), name, *"PPAPPLPP"] for i, name in enumerate(NAMES)])
    assert "attendance sheet: 8 of its columns are days" in _refused(table)


def test_a_meeting_log_is_refused_as_one() -> None:
    table = a_table(["Name (Original Name)", "User Email", "Join Time", "Leave Time", "Duration (Minutes)"],
                    *[[name, "a@example.in", "01/09/2026 10:00", "01/09/2026 11:00", 60] for name in NAMES])  # fmt: skip
    assert "meeting's log" in _refused(table)


def test_a_list_without_names_says_which_columns_it_has() -> None:
    message = _refused(a_table(["group", "subgroup", "id"], ["1", "A", 1], ["1", "B", 2]))
    assert "'group', 'subgroup', 'id'" in message
    assert "Name" in message


def test_what_the_layout_refused_keeps_its_own_reason() -> None:
    with pytest.raises(Refused, match="running text"):
        what_list(Table("Sheet1", kind="not-a-list", reason="This sheet holds running text."))


def test_five_days_of_attendance_beside_an_enrolment_list_do_not_make_it_an_attendance_sheet() -> None:
    more = {
        "College": "Government College",
        "Gender": "F",
        "State": "Bihar",
        "District": "Patna",
        "Branch": "CSE",
        "Year": "2",
        "DOB": "05/09/2004",
    }
    assert what_list(_people(**more, **{f"Day {day}": "P" for day in range(1, 4)})).name == "developer"


def test_students_of_few_colleges_are_no_list_of_colleges() -> None:
    rows = [[COLLEGES[i % 2], "Patna", "Bihar", name, "Ramesh"] for i, name in enumerate(NAMES)]
    assert what_list(a_table(["Institute Name", "District", "State", "Candidate Name", "Father Name"], *rows)).name == "developer"


def test_players_of_one_college_are_no_list_of_colleges() -> None:
    rows = [[name, COLLEGES[0]] for name in NAMES]
    assert what_list(a_table(["PlayerName", "CollegeName"], *rows)).name == "developer"
    assert what_list(
        a_table(["Leader Name", "Leader Phone", "College"], *[[n, "9845012345", COLLEGES[0]] for n in NAMES])
    ).name == ("developer")


def test_courses_of_one_institute_are_no_list_of_institutes() -> None:
    titles = ("Introduction to Machine Learning", "Deep Learning", "Programming in Java", "Cloud Computing", "Prompting")
    rows = [[title, "Indian Institute of Examples", "12 weeks"] for title in titles]
    assert what_list(a_table(["Course Name", "Institute", "Duration"], *rows)).name == "resource"


def test_a_heading_that_says_whose_name_it_is_makes_a_list_of_people_whatever_is_written_beneath() -> None:
    rows = [[f"25B11DS{at:03}", f"{name}   25B11DS{at:03}"] for at, name in enumerate(NAMES)]
    assert what_list(a_table(["Roll Number", "Full Name"], *rows)).name == "developer"


def test_counts_by_college_that_are_added_up_both_ways_are_refused() -> None:
    table = a_table(["College", "CSE", "ECE", "Total"], *[[name, 3 + at, 4, 7 + at] for at, name in enumerate(COLLEGES)])
    table.dropped = (Dropped(9, TOTAL),)
    assert "table of counts" in _refused(table)


def test_what_has_a_name_and_is_nobody_is_no_list_of_people() -> None:
    tools = ("Desktop PC", "Projector", "Printer", "Switch", "Router", "Scanner")
    assert "register of goods" in _refused(
        a_table(["S.No", "Item Name", "Make", "Qty", "Unit Price"], *[[at, tool, "HP", 2, 500] for at, tool in enumerate(tools)])
    )
    assert "schedule of sessions" in _refused(
        a_table(["Name of Programme", "Start Date", "Venue"], *[[f"Workshop on {tool}", "01/07/2026", "Hall"] for tool in tools])
    )


def test_payments_books_and_jobs_are_refused_by_name_and_a_registration_with_a_payment_is_not() -> None:
    paid = ["Receipt No", "Name", "Amount", "Balance"]
    assert "register of payments" in _refused(a_table(paid, *[[at, name, 500, 0] for at, name in enumerate(NAMES)]))
    assert what_list(a_table([*paid, "Email"], *[[at, n, 500, 0, f"a{at}@example.in"] for at, n in enumerate(NAMES)])).name == (
        "developer"
    )
    lent = ["Title", "Author", "Issued To", "Due Date"]
    assert "library" in _refused(a_table(lent, *[[f"Book {at}", "S Rao", name, "15/06/2026"] for at, name in enumerate(NAMES)]))
    exams = ["Date", "Day", "Subject Name", "Branch"]
    assert "timetable" in _refused(a_table(exams, *[["12/07/2026", "Mon", f"Paper {at}", "CSE"] for at in range(6)]))
    visits = ["Time In", "Name", "Purpose", "Time Out"]
    assert "meeting's log" in _refused(a_table(visits, *[["10:00", name, "Visit", "11:00"] for name in NAMES]))
    calls = ["Full Name", "User Action", "Timestamp"]
    assert "meeting's log" in _refused(a_table(calls, *[[name, "Joined", "8/12/2026, 10:01 AM"] for name in NAMES]))
    jobs = ["Job Title", "Company", "Stipend", "Apply by"]
    assert "jobs or internships" in _refused(
        a_table(jobs, *[[f"{name} role", f"{name} Labs", 15000, "07/02/2026"] for name in NAMES])
    )
