"""Columns become values; whatever is changed, left out or doubted on the way is said for each cell."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from skilling.domain.developers import DEVELOPER
from skilling.domain.problems import Severity
from skilling.domain.resources import RESOURCE
from skilling.domain.startups import STARTUP
from skilling.importing.columns.targets import target
from skilling.importing.reading.grid import UNCACHED, Cell, CellError
from skilling.importing.values.cells import Cleaned, Reading, grouped, read_column, read_extra
from skilling.services.places import gazetteer

PLACES = gazetteer()
TODAY = date(2026, 10, 1)
KARNATAKA, BIHAR = 29, 10
ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE


def _read(name: str, *cells: Cell, **about: object) -> Cleaned:
    return read_column(target(name).field, cells, Reading(PLACES, today=TODAY, **about))  # type: ignore[arg-type]


def _codes(found: Cleaned) -> list[tuple[int, str, Severity]]:
    return [(issue.index, issue.code, issue.severity) for issue in found.issues]


@pytest.mark.parametrize(
    "cell", [None, "", " ", "-", "--", "N/A", "nan", "NIL", "null", "None", "n.a.", float("nan"), "#N/A", "अनुपलब्ध"]
)
@pytest.mark.parametrize("name", ["developer.mobile", "developer.email", "developer.born_on", "developer.state", "developer.pin",
                                  "developer.gender", "developer.roll_no", "startup.sector"])  # fmt: skip
def test_what_says_nothing_is_nothing_without_a_word(name: str, cell: Cell) -> None:
    assert _read(name, cell) == Cleaned([None])


def test_a_person_may_be_called_nil() -> None:
    found = _read("developer.full_name", "Nil", "N/A", "Asha")
    assert found.values == ["Nil", None, "Asha"]
    assert _codes(found) == [(0, "name-nil", WARNING)]


# Phones


def test_phones_of_one_column_are_read_each_by_its_own_kind() -> None:
    found = _read("developer.mobile", "9845012345", 9845012346.0, 9845012347, "9845012348.0", "+91 98450 12349")
    assert found.values == [f"+91984501234{n}" for n in (5, 6, 7, 8, 9)]
    assert _codes(found) == [(3, "phone-float", NOTE)]


@pytest.mark.parametrize(
    ("cell", "code", "severity"),
    [("9.87654E+09", "phone-digits-lost", ERROR),
     ("984501234", "phone-length", ERROR), ("080-22334455", "phone-landline", WARNING),
     ("9999999999", "phone-placeholder", WARNING), ("see office", "phone", ERROR), (CellError(UNCACHED), "formula", ERROR),
     (CellError("#REF!"), "cell-error", ERROR)],
)  # fmt: skip
def test_a_phone_that_is_not_whole_is_never_completed(cell: Cell, code: str, severity: Severity) -> None:
    found = _read("developer.mobile", "9845012345", cell)
    assert found.values == ["+919845012345", None]
    assert _codes(found) == [(1, code, severity)]


def test_of_two_numbers_the_first_is_taken_and_the_second_said() -> None:
    found = _read("developer.mobile", "9845012345 / 9845054321")
    assert found.values == ["+919845012345"]
    assert found.issues[0].code == "phone-two"
    assert found.issues[0].proposed == "+91 98450 54321"


def test_all_digits_in_scientific_notation_are_kept_and_it_is_said() -> None:
    found = _read("developer.mobile", "9.845012345E+09")
    assert found.values == ["+919845012345"]
    assert _codes(found) == [(0, "phone-float", NOTE)]


# Mails


def test_mails_are_taken_lower_case_and_slips_are_pointed_out() -> None:
    found = _read(
        "developer.email", " Asha@Example.IN", "ravi@gmial.com", "asha @example.in", "no mail", "a@example.in; b@example.in"
    )
    assert found.values == ["asha@example.in", "ravi@gmial.com", None, None, "a@example.in"]
    assert _codes(found) == [(1, "email-slip", WARNING), (2, "email", ERROR), (3, "email", ERROR), (4, "email-two", NOTE)]
    assert [issue.proposed for issue in found.issues] == ["ravi@gmail.com", "asha@example.in", None, "b@example.in"]


# Dates


def _born(*cells: Cell, **about: object) -> Cleaned:
    return _read("developer.born_on", *cells, **about)


def test_one_day_above_twelve_orders_the_whole_column() -> None:
    found = _born("05/09/2004", "13/01/2003")
    assert found == Cleaned([date(2004, 9, 5), date(2003, 1, 13)], [], "DMY")
    found = _born("05/09/2004", "01/13/2003")
    assert found == Cleaned([date(2004, 5, 9), date(2003, 1, 13)], [], "MDY")


def test_without_evidence_day_first_is_assumed_for_the_ambiguous_only() -> None:
    found = _born("05/09/2004", "06/06/2004", "2004-01-02")
    assert found.values == [date(2004, 9, 5), date(2004, 6, 6), date(2004, 1, 2)]
    assert _codes(found) == [(0, "date-order-assumed", NOTE)]
    assert found.issues[0].proposed == date(2004, 5, 9)


def test_a_person_can_say_the_order() -> None:
    found = _born("05/09/2004", date_order="MDY")
    assert found == Cleaned([date(2004, 5, 9)], [], "MDY")


def test_a_date_that_only_fits_the_other_order_is_an_error_with_a_proposal() -> None:
    found = _born("25/09/2004", "26/09/2004", "27/09/2004", "09/28/2004")
    assert found.values[3] is None
    assert _codes(found) == [(3, "date-impossible", ERROR)]
    assert found.issues[0].proposed == date(2004, 9, 28)


def test_a_column_in_two_orders_is_doubted_where_it_matters() -> None:
    found = _born(*[f"{day}/09/2004" for day in range(20, 26)], *[f"09/{day}/2004" for day in range(26, 30)], "05/09/2004")
    assert [code for _, code, _ in _codes(found)] == ["date-impossible"] * 4 + ["date-order-mixed"]


def test_dates_that_excel_misread_in_another_country_are_put_back_and_said() -> None:
    # The sender wrote day first; Excel set to the United States made dates of what it could and left the rest as text.
    written = [f"{day}/03/2004" for day in range(13, 21)]
    misread = [datetime(2004, day, 3) for day in range(1, 9)]  # 03 March ... 08 March would be days 1-8 of month 3
    found = _born(*written, *misread)
    assert found.values[8:] == [date(2004, 3, day) for day in range(1, 9)]
    assert {issue.code for issue in found.issues} == {"date-swapped"}
    assert [issue.index for issue in found.issues] == [8, 9, 11, 12, 13, 14, 15]  # 3 March is the same both ways


def test_real_dates_beside_written_ones_are_believed_where_nothing_speaks_against_them() -> None:
    found = _born("13/03/2004", datetime(2004, 3, 25), datetime(2004, 2, 3))
    assert found == Cleaned([date(2004, 3, 13), date(2004, 3, 25), date(2004, 2, 3)], [], "DMY")


def test_day_counts_are_dates_in_either_system() -> None:
    # Both numbers are shown as 5 September 2004 by Excel.
    assert _born(38235.0).values == [date(2004, 9, 5)]
    assert _born(36773.0, date1904=True).values == [date(2004, 9, 5)]
    assert _codes(_born(38235.0)) == [(0, "date-serial", NOTE)]


@pytest.mark.parametrize(
    ("cell", "code", "severity"),
    [("31/02/2004", "date-impossible", ERROR), ("2004", "date", ERROR), (2004.0, "date", ERROR), ("May 2003", "date", ERROR),
     ("05/09/2024", "birthday-range", WARNING), ("05/09/1931", "birthday-range", WARNING), (True, "date", ERROR)],
)  # fmt: skip
def test_a_birthday_that_cannot_be_is_not_taken(cell: Cell, code: str, severity: Severity) -> None:
    found = _born("13/01/2003", cell)
    assert found.values == [date(2003, 1, 13), None]
    assert _codes(found) == [(1, code, severity)]


def test_default_birthdays_are_taken_and_noted() -> None:
    assert _codes(_born("01/01/2003", "13/02/2003", "01/07/2002")) == [
        (0, "birthday-default", NOTE),
        (2, "birthday-default", NOTE),
    ]


def test_zeros_that_a_number_format_showed_make_a_packed_date_whole() -> None:
    assert _born(5092004.0, zero_pad=8, date_order="DMY").values == [date(2004, 9, 5)]
    assert _born(5092004.0).values == [None]


def test_the_days_of_a_status_may_lie_anywhere() -> None:
    assert _read("enrolment.effective_on", "13/01/2026").values == [date(2026, 1, 13)]


# Places


def test_states_become_directory_codes_and_misspellings_are_said() -> None:
    found = _read("developer.state", "Karnataka", "Bihar", "Karnatakaa", "ME")
    assert found.values == [KARNATAKA, BIHAR, KARNATAKA, None]
    assert _codes(found) == [(2, "state-spelling", NOTE), (3, "state-unknown", WARNING)]


def test_districts_are_read_within_the_state_of_their_row() -> None:
    found = _read(
        "developer.district",
        "Aurangabad",
        "Mysore",
        "Patna",
        "Aurangabad",
        "Nowhere",
        states=[BIHAR, KARNATAKA, KARNATAKA, None, BIHAR],
    )
    assert [PLACES.districts[int(str(code))].name if code else None for code in found.values] == [
        "Aurangabad", "Mysuru", None, None, None,
    ]  # fmt: skip
    assert _codes(found) == [(2, "district-state", WARNING), (3, "district-ambiguous", WARNING), (4, "district-unknown", WARNING)]
    assert "Bihar" in found.issues[0].message
    assert "Karnataka" in found.issues[0].message


def test_pin_codes_are_text_and_their_zone_is_only_a_check() -> None:
    found = _read("developer.pin", "560 001", 560002.0, "04001", "110001", states=[KARNATAKA] * 4)
    assert found.values == ["560001", "560002", None, "110001"]
    assert _codes(found) == [(2, "pin", WARNING), (3, "pin-state", NOTE)]


# Names, codes, choices


def test_names_stay_as_written_and_odd_ones_are_pointed_out() -> None:
    found = _read(
        "developer.full_name", "Smt. ASHA  RAO", "Frank2 McKee", "asha@example.in", "@%#", 12345.0, "आशा\u00a0राव", "K. V. Rao"
    )
    assert found.values == ["Smt. ASHA RAO", "Frank2 McKee", "asha@example.in", None, None, "आशा राव", "K. V. Rao"]
    assert _codes(found) == [
        (1, "name-digits", WARNING),
        (2, "name-is-email", WARNING),
        (4, "name", ERROR),
    ]  # signs alone are no name: nothing is known, and a row without a name is kept aside for that


def test_a_number_beside_a_name_is_proposed_to_be_left_out_and_stays_until_then() -> None:
    written = ("21CS045 Asha Rao", "Ravi Kumar - 9845012345", "3. Sunita Devi", "Imran Khan (21CS046)")
    found = _read("developer.full_name", *written)
    assert found.values == list(written)
    assert _codes(found) == [
        (0, "name-number", WARNING),
        (1, "name-phone", WARNING),
        (2, "name-row-number", WARNING),
        (3, "name-number", WARNING),
    ]
    assert [issue.proposed for issue in found.issues] == ["Asha Rao", "Ravi Kumar", "Sunita Devi", "Imran Khan"]


def test_what_follows_a_name_after_a_comma_is_pointed_out() -> None:
    written = ("Asha Rao, Assistant Director", "Kumar, Ravi", "Sunita Devi, B.Tech", "Asha Rao, D/o Ram Rao")
    found = _read("developer.full_name", *written)
    assert found.values == list(written)
    assert [(issue.index, issue.code, issue.proposed) for issue in found.issues] == [
        (0, "name-designation", "Asha Rao"),
        (1, "name-reversed", "Ravi Kumar"),
        (2, "name-designation", "Sunita Devi"),
    ]


def test_two_names_in_the_lines_of_a_cell_are_pointed_out() -> None:
    found = _read("developer.full_name", "Asha Rao\nRavi Kumar", "Sunita\nDevi")
    assert found.values == ["Asha Rao Ravi Kumar", "Sunita Devi"]
    assert [(issue.index, issue.code, issue.proposed) for issue in found.issues] == [(0, "name-lines", "Asha Rao")]


def test_codes_keep_their_zeros_and_lose_only_a_tail_that_the_whole_column_has() -> None:
    assert _read("developer.roll_no", "00123", "21A91A0501", 101.0, 102).values == ["00123", "21A91A0501", "101", "102"]
    found = _read("developer.roll_no", "101.0", "102.0", "103.0", "104.0", "105.0")
    assert found.values == ["101", "102", "103", "104", "105"]
    assert {code for _, code, _ in _codes(found)} == {"code-float"}
    assert _read("developer.roll_no", "A1", "A2", "101.0").values == ["A1", "A2", "101.0"]


def test_zeros_that_a_number_format_showed_are_put_back_and_said() -> None:
    found = _read("developer.roll_no", 123.0, 123456.0, zero_pad=6)
    assert found.values == ["000123", "123456"]
    assert _codes(found) == [(0, "leading-zeros", NOTE)]


@pytest.mark.parametrize("cell", ["1.23E+11", 1.2345678901234567e16, 101.5])
def test_a_code_that_lost_digits_is_an_error(cell: Cell) -> None:
    assert _codes(_read("developer.roll_no", cell)) == [(0, "digits-lost", ERROR)]


def test_a_code_that_became_a_date_is_left_out_and_said() -> None:
    found = _read("cohort.code", datetime(2026, 2, 1))
    assert found.values == [None]
    assert _codes(found) == [(0, "code-date", WARNING)]


def test_choices_are_read_and_unknown_ones_left_out() -> None:
    found = _read("developer.gender", "Female", "म", "M", True, "purple")
    assert found.values == ["F", "F", "M", None, None]
    assert [code for _, code, _ in _codes(found)] == ["choice", "choice"]
    assert _read("developer.pwd", True, "NIL", 0.0).values == ["Y", "N", "N"]


def test_a_status_is_never_guessed() -> None:
    found = _read("enrolment.status", "Active", "dropped out", "passed away")
    assert found.values == ["active", "dropped", None]
    assert _codes(found) == [(2, "choice", ERROR)]


def test_yes_answers_the_question_of_a_heading() -> None:
    found = _read("enrolment.status", "YES", "No", "Dropped", heading="Active?")
    assert found.values == ["active", None, "dropped"]
    assert _codes(found) == [(1, "status-no", WARNING)]


# What stands beside


def test_startups_have_their_identifiers_checked() -> None:
    assert _read("startup.gstin", "27AAPFU0939F1ZV", "27AAPFU0939F1ZW").values == ["27AAPFU0939F1ZV", None]
    assert _codes(_read("startup.dpiit", "DIPP12345", "XYZ/12/2021")) == [(1, "dpiit-shape", WARNING)]
    assert _codes(_read("startup.legal_name", "https://example.in/")) == [(0, "name-is-link", WARNING)]


def test_resources_have_hours_as_lists_write_them() -> None:
    assert [str(hours) for hours in _read("resource.hours", "40 hrs", 12.5, "१०").values] == ["40", "12.5", "10"]


def test_extras_are_kept_as_text_and_broken_formulas_in_them_hold_up_nobody() -> None:
    found = read_extra(
        ["20,00,000", 0.75, 7.0, date(2026, 4, 1), True, CellError("#REF!"), "nan", r"a\\xc2\\xa0b"], Reading(PLACES)
    )
    assert found.values == ["20,00,000", "0.75", "7", "2026-04-01", "Yes", None, None, "a b"]
    assert _codes(found) == [(5, "cell-error", WARNING)]


def test_text_that_our_export_guarded_comes_back_without_the_guard() -> None:
    assert _read("startup.sector", "'=1+1", "'+91", "'quoted'").values == ["=1+1", "+91", "'quoted'"]


def test_the_same_remark_about_many_cells_is_one_sentence_that_counts_them_all() -> None:
    found = _read("developer.mobile", *["984501234"] * 412, "9845012345", "see office")
    groups = grouped(found.issues, "Mobile")
    assert [(group.code, group.count) for group in groups] == [("phone-length", 412), ("phone", 1)]
    assert groups[0].message.startswith("Mobile, 412 cells: Each has 9 digits; an Indian mobile number has ten.")
    assert groups[1].message.startswith("Mobile, 1 cell: This is not a phone number.")
    assert groups[0].indices == tuple(range(412))
    assert groups[0].examples == ("984501234",)


def test_every_message_is_a_sentence_for_a_person() -> None:
    cells: list[Cell] = [
        "x",
        "9.8E+09",
        "31/02/2004",
        CellError(UNCACHED),
        CellError("#N/A"),
        1e16,
        "a@b",
        True,
        datetime(2026, 2, 1),
    ]
    for noun in (DEVELOPER, STARTUP, RESOURCE):
        for field in noun.fields:
            for issue in read_column(field, cells, Reading(PLACES, today=TODAY)).issues:
                assert issue.message[0].isupper(), issue
                assert issue.message.endswith("."), issue


# Digits of every script, names that are none, and why a column has its order


@pytest.mark.parametrize("zero", "०௦౦೦০૦੦൦୦")
def test_digits_of_every_indian_script_are_the_same_digits(zero: str) -> None:
    def written(text: str) -> str:
        return "".join(chr(ord(zero) + int(sign)) if sign.isdecimal() else sign for sign in text)

    assert _read("developer.mobile", written("9845012345")).values == ["+919845012345"]
    assert _read("developer.born_on", written("25/09/2004")).values == [date(2004, 9, 25)]
    assert _read("developer.pin", written("560001")).values == ["560001"]
    found = _read("developer.roll_no", written("007CS12"))
    assert (found.values, _codes(found)) == (["007CS12"], [(0, "code-digits", NOTE)])


@pytest.mark.parametrize("word", ["Unknown", "NA", "-", "test", "No Name", "अज्ञात", "தெரியாது", "Same as above", "XYZ"])
def test_words_that_stand_for_nobody_are_no_names(word: str) -> None:
    assert _read("developer.full_name", word).values == [None]
    assert _read("developer.full_name", f"{word} Sharma", "Testa Rossi", "Abcd").values[1:] == ["Testa Rossi", None]


def test_the_order_of_a_column_is_told_with_a_date_that_proves_it() -> None:
    found = _read("developer.born_on", "25/09/2004", "05/09/2004", "26/10/2003")
    assert found.evidence == "2 different dates such as 25/09/2004 make sense day first only, and none speaks against it."
    mixed = _read("developer.born_on", "25/09/2004", "26/10/2003", "09/25/2004")
    assert mixed.evidence.endswith("and 1 such as 09/25/2004 do not.")
    assert _read("developer.born_on", "05/09/2004").evidence == ""
    assert _read("developer.born_on", "2004-09-25").evidence == ""
