"""Papers that are no lists are refused by their own names, and lists that share words with them are not."""

from __future__ import annotations

import pytest

from skilling.domain.problems import Refused
from skilling.importing.columns.subjects import what_list
from skilling.importing.reading.grid import Cell
from skilling.importing.table.layout import Dropped, Table
from skilling.importing.table.rowkinds import TOTAL
from tests.importing.tables import a_table

NAMES = ("Asha Rao", "Ravi Kumar", "Sunita Devi", "Imran Khan", "Kavya Nair", "Arjun Das")


@pytest.mark.parametrize(
    ("said", "headers", "row"),
    [
        (
            "schedule of sessions",
            ["Session No", "Date", "Topic", "Trainer", "Venue"],
            [1, "05/09/2026", "Intro", "Dr Rao", "Lab"],
        ),
        ("timetable", ["Day", "9:00-10:00", "10:00-11:00"], ["Monday", "Python", "Lab"]),
        ("bank statement", ["Txn Date", "Description", "Debit", "Credit", "Balance"], ["01/09/2026", "UPI", 100, None, 900]),
        ("invoice, a bill", ["S.No", "Description", "Qty", "Rate", "Amount"], [1, "Lab hire", 2, 500, 1000]),
        ("invoice, a bill", ["Item", "Model", "Qty", "Unit price", "Location"], ["Laptop", "L5420", 2, 45000, "Lab 1"]),
        ("question paper", ["Q.No", "Question", "Option A", "Option B"], [1, "Which of these?", "This", "That"]),
        ("minutes of a meeting", ["Agenda", "Decision", "Due date"], ["Enrolment is slow", "Speed up", "05/09/2026"]),
        ("timetable", ["Day", "Period", "Start time", "Subject", "Faculty name"], ["Monday", 1, "9:00", "Python", "Ravi Kumar"]),
        ("timetable", ["Day_of_Week", "Subject_Name"], ["Monday", "Python"]),
        ("register of donations", ["donorName", "donorMobile", "amount"], ["Asha Rao", "9876500011", 551]),
        ("log of who came", ["Name", "Roll Number", "Branch", "Time"], ["Asha Rao", 2026334, "CSD", "14:03:40"]),
        ("log of who came", ["Name", "ID", "2026-05-01"], ["Asha Rao", "S001", "present"]),
        ("log of who came", ["USN", "Name", "Date", "Status"], ["1AB26CS001", "Asha Rao", "14/07/2026", "Present"]),
        ("log of a program", ["timestamp", "level", "message"], ["2026-09-05 10:00:00", "INFO", "GET /index"]),
    ],
)
def test_a_paper_is_refused_by_its_name_and_the_sentence_says_what_to_bring(
    said: str, headers: list[str], row: list[Cell]
) -> None:
    with pytest.raises(Refused) as caught:
        what_list(a_table(headers, *[row] * 6))
    assert caught.value.code == "not-a-list"
    assert said in caught.value.message
    assert "not a list of people to enrol" in caught.value.message
    assert "bring a list with their names" in caught.value.message


@pytest.mark.parametrize(
    ("headers", "row"),
    [
        (["Name", "Mobile", "Date", "Attendance"], ["9876500011", "14/07/2026", "Present"]),
        (["Student Name", "Father's Name", "Course", "Day"], ["Mohan Rao", "Python", "Monday"]),
        (["Name", "College", "Date", "Time"], ["Government College Salem", "14/07/2026", "14:03"]),
        (["Name", "Course", "Time"], ["Python", "2 months"]),
    ],
)
def test_a_list_that_says_more_of_its_people_is_one_though_it_says_a_day_too(headers: list[str], row: list[Cell]) -> None:
    assert what_list(a_table(headers, *[[name, *row] for name in NAMES])).name == "developer"


def test_who_was_absent_may_be_left_blank_in_an_attendance_sheet() -> None:
    days = [f"Day {day}" for day in range(1, 7)]
    rows = [[i, name, *("✓" if (i + day) % 2 else None for day in range(6))] for i, name in enumerate(NAMES)]
    table = a_table(["Sl", "Name", *days], *rows)
    with pytest.raises(Refused, match="attendance sheet: 6 of its columns"):
        what_list(table)


def test_a_meeting_log_beneath_the_summary_of_the_meeting_is_told() -> None:
    rows: list[list[Cell]] = [["812 345", "AI for All", "10:00", None], ["Name", "Join Time", "Leave Time", "Email"]]
    people: list[list[Cell]] = [[name, "10:01", "10:58", "a@example.in"] for name in NAMES]
    with pytest.raises(Refused, match="meeting's log"):
        what_list(a_table(["Meeting ID", "Topic", "Start Time", "Host"], *rows, *people))


def test_students_counted_by_college_and_added_up_are_no_list_of_colleges() -> None:
    table: Table = a_table(
        ["Name of the College", "No. of students registered", "No. of students trained"],
        *[[f"Government College of {place}", 40 + n, 30 + n] for n, place in enumerate(("Salem", "Gaya", "Patna", "Kochi"))],
    )
    assert what_list(table).name == "institution"
    table.dropped = (Dropped(9, TOTAL),)
    with pytest.raises(Refused, match="table of counts"):
        what_list(table)


def test_boys_and_girls_counted_by_college_are_no_list_of_colleges() -> None:
    rows = [[f"Government College of {place}", 4 + n, 3 + n, 7 + 2 * n] for n, place in enumerate(("Salem", "Gaya", "Patna"))]
    with pytest.raises(Refused, match="table of counts"):
        what_list(a_table(["College", "Boys", "Girls", "Total"], *rows))


def test_people_with_a_subject_a_hall_ticket_and_a_date_of_birth_are_a_list() -> None:
    rows = [[name, "05/09/2004", "Physics", f"H{i:04}", "Room 2"] for i, name in enumerate(NAMES)]
    assert what_list(a_table(["Student Name", "Date of Birth", "Subject", "Hall Ticket No", "Room"], *rows)).name == "developer"
