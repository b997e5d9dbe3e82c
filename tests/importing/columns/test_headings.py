"""Columns become fields by what their heading says and what their values are; what is unsure is kept beside."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skilling.importing.columns import headings
from skilling.importing.columns.assignment import assign
from skilling.importing.columns.headerwords import asked_about, is_serial, known_header, likeness
from skilling.importing.columns.headings import ColumnMatch, match, values_of
from skilling.importing.columns.targets import SUBJECTS, target, targets
from skilling.importing.reading.grid import Cell, CellError
from skilling.importing.table.layout import Table
from tests.importing.tables import a_column, a_table

TODAY = date(2026, 10, 1)
NAMES = ("Asha Rao", "Ravi Kumar", "Sunita Devi", "Imran Khan", "Kavya Nair", "Arjun Das")
PHONES = ("9845012345", "9845012346", "9845012347", "9845012348", "9845012349", "9845012350")


def _fields(table: Table, noun: str = "developer", **more: object) -> list[str | None]:
    return [column.field for column in match(table, noun, today=TODAY, **more)]  # type: ignore[arg-type]


def _field(header: str, *cells: Cell) -> str | None:
    return _fields(a_column(header, *cells))[0]


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Name of the Student", "developer.full_name"),
        ("Candidate Name *", "developer.full_name"),
        ("StudentName", "developer.full_name"),
        ("छात्र का नाम", "developer.full_name"),
        ("नाम / Name", "developer.full_name"),
        ("మీ పేరు (Name)", "developer.full_name"),
        ("Student Details / Name", "developer.full_name"),
        ("Name as per Aadhaar", "developer.full_name"),
        ("Father's Name", "developer.father_name"),
        ("Father/Husband Name", "developer.father_name"),
        ("पिता का नाम", "developer.father_name"),
        ("Name of College", "developer.institution"),
    ],
)
def test_names_are_told_apart_by_whose_they_are(header: str, field: str) -> None:
    assert _field(header, *NAMES) == field


@pytest.mark.parametrize(
    "header",
    ["Mob. No.", "Mobile Number", "WhatsApp No", "Contact No.", "Phone", "Moblie No", "मोबाइल नं.", "கைபேசி எண்", "ఫోన్ నంబర్",
     "ಮೊಬೈಲ್ ಸಂಖ್ಯೆ", "মোবাইল নম্বর", "Mobile No. (WhatsApp)", "Contact Details / Mobile"],
)  # fmt: skip
def test_a_mobile_column_is_known_in_many_words(header: str) -> None:
    assert _field(header, *PHONES) == "developer.mobile"


@pytest.mark.parametrize(
    "header",
    ["Father's Mobile", "Parent Contact No", "Emergency Contact No", "Office Phone", "Parent / Mobile"],
)
def test_somebody_elses_number_does_not_become_the_developers(header: str) -> None:
    assert _field(header, *PHONES) == f"extra.{header}"


@pytest.mark.parametrize(
    ("header", "cells", "field"),
    [
        ("D.O.B", ("05/09/2004", "13/01/2003"), "developer.born_on"),
        ("DOB (DD/MM/YYYY)", ("05/09/2004", "13/01/2003"), "developer.born_on"),
        ("जन्म तिथि", ("05/09/2004", "13/01/2003"), "developer.born_on"),
        ("E-Mail ID", ("a@example.in", "b@example.in"), "developer.email"),
        ("Gender (M/F)", ("M", "F"), "developer.gender"),
        ("लिंग", ("पुरुष", "महिला"), "developer.gender"),
        ("Social Category (SC/ST/OBC/Gen)", ("SC", "OBC"), "developer.category"),
        ("PwD", ("No", "Yes"), "developer.pwd"),
        ("Hall Ticket No", ("21A91A0501", "21A91A0502"), "developer.roll_no"),
        ("USN", ("1RV20CS001", "1RV20CS002"), "developer.roll_no"),
        ("Regd. No", ("1234", "1235"), "developer.roll_no"),
        ("State", ("Karnataka", "Orissa"), "developer.state"),
        ("जिला", ("लखनऊ", "पटना"), "developer.district"),
        ("Pincode", ("560001", "560002"), "developer.pin"),
        ("Batch Code", ("B1", "B1"), "cohort.code"),
        ("Current Status", ("Active", "Dropped"), "enrolment.status"),
        ("Effective Date", ("05/09/2026", "06/09/2026"), "enrolment.effective_on"),
        ("Branch", ("CSE", "ECE"), "extra.Branch"),
        ("Address", ("12, MG Road", "13, MG Road"), "developer.address"),
        ("Marital Status", ("Single", "Married"), "extra.Marital Status"),
        ("Category", ("Engineering", "Medicine", "Law", "Arts", "Science", "Commerce"), "extra.Category"),
    ],
)
def test_a_column_becomes_the_field_that_both_heading_and_values_say(header: str, cells: tuple[str, ...], field: str) -> None:
    assert _field(header, *cells * 3) == field


def test_a_mailbox_that_a_college_gives_each_student_is_theirs_and_the_colleges_own_is_not() -> None:
    own = [f"{name.split()[0].lower()}.cse@college.example.in" for name in NAMES]
    for mails, field in ((own, "developer.email"), (["office@college.example.in"] * 6, "extra.College Email ID")):
        assert _fields(a_table(("Name", "College Email ID"), *zip(NAMES, mails, strict=True)))[1] == field


def test_a_heading_alone_does_not_make_a_column_of_names_a_column_of_phones() -> None:
    assert _field("Mobile", *NAMES * 5) == "extra.Mobile"


def test_phones_and_mails_without_a_heading_are_proposed_by_their_values() -> None:
    table = a_table(["Name", "Column2", "Unnamed: 2"], *[[n, p, f"u{p}@example.in"] for n, p in zip(NAMES, PHONES, strict=True)])
    assert _fields(table) == ["developer.full_name", "developer.mobile", "developer.email"]


def test_names_under_an_unknown_heading_are_proposed_with_low_confidence() -> None:
    table = a_table(["Particulars of Incumbent", "Mobile"], *zip(NAMES, PHONES, strict=True))
    found = match(table, "developer", today=TODAY)
    assert found[0].field == "developer.full_name"
    assert headings.LEAST <= found[0].confidence < headings.ASK_BELOW


def test_first_and_last_names_are_joined_in_order() -> None:
    table = a_table(["Last Name", "First Name", "Mobile"], ["Rao", "Asha", PHONES[0]], [None, "Ravi", PHONES[1]])
    found = match(table, "developer", today=TODAY)
    assert [column.field for column in found[:2]] == ["developer.full_name"] * 2
    assert found[0].parts == found[1].parts == (1, 0)
    assert [column.leads for column in found] == [False, True, True]
    assert list(values_of(table, found[1])) == ["Asha Rao", "Ravi"]


def test_a_whole_name_beats_its_parts() -> None:
    rows = [[name, *name.split()] for name in NAMES]
    table = a_table(["Full Name", "First Name", "Last Name"], *rows)
    assert _fields(table) == ["developer.full_name", "extra.First Name", "extra.Last Name"]


def test_a_name_of_one_word_beside_a_surname_is_a_part() -> None:
    rows = [name.split() for name in NAMES]
    assert match(a_table(["Name", "Surname"], *rows), "developer", today=TODAY)[0].parts == (0, 1)


def test_serial_numbers_and_empty_columns_are_passed_over() -> None:
    table = a_table(["S.No.", "Name", "Remarks"], *[[i, name, None] for i, name in enumerate(NAMES, 1)])
    found = match(table, "developer", today=TODAY)
    assert [column.field for column in found] == [None, "developer.full_name", None]
    assert [column.why for column in found[::2]] == ["Only counts the rows.", "Holds no values."]


def test_each_field_is_given_once() -> None:
    table = a_table(["Mobile 1", "Mobile", "Name"], *[[p, PHONES[0], n] for p, n in zip(PHONES, NAMES, strict=True)])
    assert _fields(table) == ["extra.Mobile 1", "developer.mobile", "developer.full_name"]


def test_what_was_remembered_beats_what_is_computed() -> None:
    table = a_table(["Name", "Ref.", "Mobile"], *[[n, f"A{i}", PHONES[i]] for i, n in enumerate(NAMES)])
    remembered = {"REF": "developer.roll_no", "mobile": None, "Name": "developer.father_name"}
    found = match(table, "developer", remembered, today=TODAY)
    assert [column.field for column in found] == ["developer.father_name", "developer.roll_no", None]
    assert {column.confidence for column in found} == {1.0}


def test_remembered_parts_of_a_name_are_joined_again() -> None:
    table = a_table(["Last Name", "First Name"], ["Rao", "Asha"], ["Khan", "Imran"])
    both = dict.fromkeys(("First Name", "Last Name"), "developer.full_name")
    found = match(table, "developer", both, today=TODAY)
    assert [column.field for column in found] == ["developer.full_name"] * 2
    assert found[0].parts == (1, 0)


def test_the_lines_of_an_address_are_one_address() -> None:
    table = a_table(
        ["Name", "Address Line 2", "Address Line 1", "City"],
        ["Asha Rao", "Gandhi Road", "12, Rama Nilaya,", "Mysuru"],
        ["Imran Khan", None, "At/Po Naraj", "Cuttack"],
    )
    found = match(table, "developer", today=TODAY)
    assert [column.field for column in found] == ["developer.full_name", "developer.address", "developer.address", "extra.City"]
    assert found[1].parts == (2, 1)
    assert values_of(table, found[1]) == ["12, Rama Nilaya, Gandhi Road", "At/Po Naraj"]


def test_of_two_columns_remembered_as_one_phone_the_first_is_taken() -> None:
    table = a_table(["Mobile", "Phone"], [PHONES[0], PHONES[1]])
    both = dict.fromkeys(("Mobile", "Phone"), "developer.mobile")
    assert _fields(table, remembered=both) == ["developer.mobile", "extra.Phone"]


def test_a_remembered_field_that_no_longer_exists_is_forgotten() -> None:
    assert _fields(a_column("Name", *NAMES), remembered={"name": "developer.nickname"}) == ["developer.full_name"]


def test_blocked_columns_have_no_field_no_samples_and_a_reason() -> None:
    table = a_table(["Name", "Aadhaar No"], *[[name, "234123412346"] for name in NAMES])
    found = match(table, "developer", today=TODAY)[1]
    assert (found.field, found.blocked, found.samples) == (None, "aadhaar", ())
    assert found.why


def test_samples_show_three_different_values() -> None:
    assert match(a_column("State", "Bihar", "Bihar", None, "Goa", "Assam", "Kerala"), "developer")[0].samples == (
        "Bihar",
        "Goa",
        "Assam",
    )


@pytest.mark.parametrize(
    ("cells", "order"),
    [(("05/09/2004", "13/01/2003"), "DMY"), (("05/09/2004", "01/13/2003"), "MDY"), (("2004-09-05", "2003-01-13"), "YMD"),
     ((date(2004, 9, 5),), None), (("5 Sep 2004",), None)],
)  # fmt: skip
def test_the_order_of_written_dates_is_shown_for_any_column(cells: tuple[Cell, ...], order: str | None) -> None:
    assert match(a_column("When", *cells), "developer", today=TODAY)[0].date_order == order


def test_two_dates_that_could_each_date_the_status_are_both_kept_beside() -> None:
    table = a_table(
        ["Name", "Status", "Enrolment Date", "Completion Date"],
        *[[name, "Completed", "01/04/2026", "30/06/2026"] for name in NAMES],
    )
    assert _fields(table)[2:] == ["extra.Enrolment Date", "extra.Completion Date"]


def test_a_date_that_says_it_dates_the_status_is_believed_beside_others() -> None:
    table = a_table(
        ["Name", "Status", "Enrolment Date", "Status Date"],
        *[[name, "Completed", "01/04/2026", "30/06/2026"] for name in NAMES],
    )
    assert _fields(table)[2:] == ["extra.Enrolment Date", "enrolment.effective_on"]


def test_a_question_about_a_status_is_a_status() -> None:
    assert _field("Active?", "YES", "NO", "YES", "YES", "YES", "YES") == "enrolment.status"
    assert asked_about("Is Active (Y/N)", target("enrolment.status").field) == "active"
    assert asked_about("Status", target("enrolment.status").field) is None


def test_startups_resources_and_grants_have_columns_of_their_own() -> None:
    startups = a_table(
        ["StartupName", "Industry Vertical", "CIN", "DPIIT No", "City", "Date of Incorporation", "Amount"],
        ["Disha Labs Pvt Ltd", "EdTech", "U72900KA2021PTC123456", "DIPP12345", "Pune", "05/09/2021", "20,00,000"],
    )
    assert _fields(startups, "startup") == [
        "startup.legal_name", "startup.sector", "startup.cin", "startup.dpiit", "startup.city", "startup.founded_on",
        "extra.Amount",
    ]  # fmt: skip
    resources = a_table(["Course Name", "Platform", "Link", "Language", "Duration (Hours)"],
                        ["AI for All", "FutureSkills", "https://example.in/ai", "Hindi", "40"])  # fmt: skip
    assert _fields(resources, "resource") == [
        "resource.title", "resource.provider", "resource.url", "resource.language", "resource.hours",
    ]  # fmt: skip


def test_every_field_is_recognised_under_its_own_labels_and_synonyms() -> None:
    for noun in SUBJECTS:
        for each in targets(noun.name):
            for word in (each.field.label, each.field.hindi, *each.field.synonyms):
                assert likeness(word, each.field) == 1.0, (each.name, word)
                assert known_header(word) == 1.0, (each.name, word)


@pytest.mark.parametrize("header", ["S.No.", "Sr No", "SL NO", "#", "क्र.सं.", "क्रमांक", "Sl. No", "S. No", "வரிசை எண்"])
def test_headings_of_serial_numbers_are_known(header: str) -> None:
    assert is_serial(header)


@pytest.mark.parametrize(
    "text", ["John Doe", "BTech CSE", "Bengaluru", "9845012345", "LIST OF STUDENTS ENROLLED IN 2026", "", "Female"]
)
def test_values_and_titles_are_no_headings(text: str) -> None:
    assert known_header(text) < 0.5


@given(st.lists(st.lists(st.sampled_from([0.0, 0.2, 0.4, 0.6, 0.8, 1.0]), min_size=3, max_size=3), min_size=1, max_size=4))
def test_the_assignment_is_the_best_of_all(scores: list[list[float]]) -> None:
    found = assign(scores, 0.55)
    assert len(set(found.values())) == len(found)
    assert all(scores[row][column] >= 0.55 for row, column in found.items())
    choices = [*range(3), *[None] * len(scores)]
    best = max(
        sum(scores[row][column] for row, column in enumerate(order) if column is not None and scores[row][column] >= 0.55)
        for order in permutations(choices, len(scores))
    )
    assert sum(scores[row][column] for row, column in found.items()) == pytest.approx(best)


@given(
    st.lists(st.text(max_size=15), min_size=1, max_size=5),
    st.lists(st.one_of(st.none(), st.text(max_size=12), st.floats()), max_size=5),
)
def test_any_table_gets_one_match_for_each_column(headers: list[str], cells: list[Cell]) -> None:
    table = a_table(headers, *[[cell] * len(headers) for cell in cells])
    found: list[ColumnMatch] = match(table, "developer", today=TODAY)
    assert [column.index for column in found] == list(range(len(headers)))
    fields = [column.field for column in found if column.field and not column.field.startswith("extra.") and column.leads]
    assert len(fields) == len(set(fields))


@pytest.mark.parametrize(
    ("header", "field"),
    [("Parent / Guardian Name", "developer.father_name"), ("Guardian Details / Name", "developer.father_name"),
     ("Candidate Email", "developer.email"), ("College and home / State / UT", "developer.state")],
)  # fmt: skip
def test_a_field_is_heard_beneath_the_words_that_belong_to_it(header: str, field: str) -> None:
    assert likeness(header, target(field).field) > 0.65


@pytest.mark.parametrize(
    "header",
    ["College Address", "College Mobile", "Class Teacher Name", "Team Name", "Project Guide Name", "Fee Status", "State Rank",
     "District Code", "Exam Centre Code", "Course Name", "Account Holder Name", "Student Code Type"],
)  # fmt: skip
def test_a_heading_about_another_thing_sounds_like_no_field(header: str) -> None:
    assert all(likeness(header, each.field) < 0.11 for each in targets("developer"))


def test_the_more_telling_of_two_headings_for_a_cohort_wins() -> None:
    table = a_table(
        ["Name", "Batch", "Cohort Code"],
        ["Asha Rao", "A", "BLR-2026-A"],
        ["Kabir Das", "A", "BLR-2026-A"],
        ["Meera Iyer", "B", "BLR-2026-A"],
    )
    found = {column.source: column.field for column in match(table, "developer")}
    assert found["Cohort Code"] == "cohort.code"
    assert found["Batch"] == "extra.Batch"


@pytest.mark.parametrize("header", ["1. Mobile No", "(3) Mobile No", "c) Mobile No", "[iv] Mobile No*", "12 - Mobile No"])
def test_the_number_that_a_form_puts_before_a_heading_is_no_part_of_it(header: str) -> None:
    table = a_table([header], ["9845012345"], ["9845012346"])
    assert match(table, "developer")[0].field == "developer.mobile"


def test_a_numbered_heading_of_a_number_that_is_never_kept_is_seen() -> None:
    assert match(a_table(["5. PAN"], ["ABCPK1234L"]), "developer")[0].blocked == "pan"


def test_a_column_of_formulas_without_results_is_not_taken_for_an_empty_one() -> None:
    table = a_table(["Name", "E-mail"], ["Asha Rao", CellError("uncached")], ["Kabir Das", CellError("uncached")])
    assert match(table, "developer")[1].field == "developer.email"


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("மாணவரின் பெயர்", "full_name"), ("தந்தையின் பெயர்", "father_name"), ("பிறந்த நாள்", "born_on"), ("கல்லூரியின் பெயர்", "institution"),
        ("అభ్యర్థి పేరు", "full_name"), ("చరవాణి సంఖ్య", "mobile"), ("నమోదు సంఖ్య", "roll_no"), ("పిన్‌కోడ్", "pin"),
        ("ಅಭ್ಯರ್ಥಿಯ ಹೆಸರು", "full_name"), ("ಇ-ಮೇಲ್ ವಿಳಾಸ", "email"), ("ಜಿಲ್ಲೆ", "district"), ("ಲಿಂಗ", "gender"),
        ("ছাত্র/ছাত্রীর নাম", "full_name"), ("বাবার নাম", "father_name"), ("রেজিস্ট্রেশন নম্বর", "roll_no"), ("রাজ্য", "state"),
        ("उमेदवाराचे नाव", "full_name"), ("भ्रमणध्वनी क्रमांक", "mobile"), ("जात प्रवर्ग", "category"), ("संस्थेचे नाव", "institution"),
        ("ઉમેદવારનું નામ", "full_name"), ("પિતાનું નામ", "father_name"), ("જન્મ તારીખ", "born_on"), ("જિલ્લો", "district"),
    ],
)  # fmt: skip
def test_headings_in_six_more_languages_say_their_field(header: str, field: str) -> None:
    assert likeness(header, target(f"developer.{field}").field) >= 0.9


def test_numbers_of_people_beneath_the_heading_of_a_serial_number_are_kept() -> None:
    codes = [f"26E10{place}A1{place}" for place in range(6)]
    assert _field("SERIAL_NO", *codes) == "extra.SERIAL_NO"
    assert _field("S.No", 1, 2.0, "3.", "(4)", "5)", "vi") is None


def test_regions_and_a_lone_word_are_no_names_of_people() -> None:
    places = ("Pune", "Nagpur", "Nashik", "Kolhapur", "Jalgaon", "Solapur")
    marks = ("Patent", None, None, None, None, None)
    heads = [
        _fields(a_table(["Xyz", "Mobile"], *zip(cells, PHONES, strict=True)))[0] == "developer.full_name"
        for cells in (places, marks, NAMES)
    ]
    assert heads == [False, False, True]


def test_of_two_titles_the_one_that_differs_from_row_to_row_names_the_resource() -> None:
    rows = [["python", "Python for Everybody"], ["python", "Python at Work"], ["sql", "SQL Bootcamp"], ["sql", "SQL Basics"]]
    assert _fields(a_table(["topic", "course"], *rows), "resource") == ["extra.topic", "resource.title"]


def test_a_name_with_more_in_its_column_is_a_name() -> None:
    for header in ("Name & Address", "Name and Designation", "Student Name, Class", "Name with address of beneficiary"):
        assert _field(header, "Asha Rao", "Ravi Kumar", "Sunita Devi") == "developer.full_name", header
    for header in ("Name and Address of College", "Name & Address of Firm", "Father Name and Occupation"):
        assert _field(header, "Asha Rao", "Ravi Kumar", "Sunita Devi") != "developer.full_name", header


def test_marks_for_the_cell_above_are_no_evidence_against_a_column() -> None:
    rows = [[f"Asha {word}", district, "-do-"] for word, district in zip("ABCDEFGH", ["Gaya", *["-do-"] * 7], strict=True)]
    rows[0][2] = "Bihar"
    assert _fields(a_table(["Name", "District", "State"], *rows)) == [
        "developer.full_name",
        "developer.district",
        "developer.state",
    ]
