"""What must never be kept is gone before anything else sees the table, and is never spoken of by value."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skilling.domain.identifiers import verhoeff_holds
from skilling.importing.columns import guard
from skilling.importing.reading.grid import Cell
from skilling.importing.table.layout import Table
from tests.importing.tables import a_column, a_table


def _aadhaar(eleven: str) -> str:
    return next(eleven + check for check in "0123456789" if verhoeff_holds(eleven + check))


aadhaars = st.from_regex(r"[2-9][0-9]{10}", fullmatch=True).map(_aadhaar).filter(lambda digits: digits != digits[::-1])
SOME = [_aadhaar(f"23412341{number:03}") for number in range(100, 110)]


def _blocked(table: Table) -> dict[int, str]:
    return guard.inspect(table)[0]


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("Aadhaar No", "aadhaar"), ("AADHAR CARD NO.", "aadhaar"), ("Adhaar", "aadhaar"), ("Adhar Number", "aadhaar"),
        ("आधार नंबर", "aadhaar"), ("ஆதார் எண்", "aadhaar"), ("Student Details / Aadhaar", "aadhaar"), ("UIDAI No", "aadhaar"),
        ("APAAR ID", "apaar"), ("PEN", "pen"), ("Student PEN", "pen"), ("PEN No.", "pen"), ("Permanent Education Number", "pen"), ("PAN", "pan"),
        ("PAN Card", "pan"), ("Voter ID", "epic"), ("EPIC No", "epic"), ("ABHA ID", "abha"), ("Passport No", "licence"),
        ("Password", "password"), ("पासवर्ड", "password"), ("OTP", "password"), ("API Key", "secret"), ("Bank Account No", "bank"),
        ("Samagra ID", "family"), ("Family ID", "family"), ("Parivar Pehchan Patra No", "family"), ("Jan Aadhaar No", "aadhaar"),
        ("A/C No", "bank"), ("IFSC Code", "bank"), ("खाता संख्या", "bank"), ("Account Number", "bank"),
    ],
)  # fmt: skip
def test_a_heading_is_enough_to_block_a_column(header: str, code: str) -> None:
    assert _blocked(a_column(header, "x1", None, "x2")) == {0: code}
    assert code in guard.REASONS


@pytest.mark.parametrize(
    "header",
    ["Name as per Aadhaar", "Aadhaar linked mobile", "Aadhaar verified (Y/N)", "Company", "Adarsh Gram", "Pan India rank",
     "Token No", "Samagra Shiksha school",
     "Bank Name", "Open Category", "UPSC Rank", "Pension", "Spending", "PwD", "Guidance", "ID", "Secretary", "Happen"],
)  # fmt: skip
def test_a_heading_about_something_else_blocks_nothing(header: str) -> None:
    assert guard.inspect(a_column(header, "Yes", "No", "Yes", "No", "Yes", "No")) == ({}, [])


def test_a_uid_is_blocked_where_it_is_an_aadhaar_number_only() -> None:
    assert _blocked(a_column("UID", *SOME)) == {0: "aadhaar"}
    assert _blocked(a_column("UID", "STU001", "STU002")) == {}


def test_pwd_is_disability_or_a_password_as_the_values_tell() -> None:
    assert _blocked(a_column("PWD", "Yes", "No", "No")) == {}
    assert _blocked(a_column("PWD", "Qw3rty!9", "welcome@123", "Pune#2026")) == {0: "password"}


@pytest.mark.parametrize("dress", [str, float, int, lambda n: f"{n[:4]} {n[4:8]} {n[8:]}", lambda n: f"{n[:4]}-{n[4:8]}-{n[8:]}"])
def test_a_column_of_aadhaar_numbers_is_blocked_under_any_heading(dress: type) -> None:
    assert _blocked(a_column("Student Code", *map(dress, SOME))) == {0: "aadhaar"}


def test_masked_numbers_under_their_heading_are_blocked_too() -> None:
    assert _blocked(a_column("Aadhaar verified no", *[f"XXXX XXXX {n[8:]}" for n in SOME])) == {}
    assert _blocked(a_column("Aadhaar", *[f"XXXX XXXX {n[8:]}" for n in SOME])) == {0: "aadhaar"}


def test_a_phone_with_its_country_is_a_phone_and_no_aadhaar_number() -> None:
    numbers = [n for n in (f"919{i:09}" for i in range(450_123_000, 450_124_000)) if verhoeff_holds(n)][:20]
    assert len(numbers) == 20
    assert guard.inspect(a_column("Mobile", *numbers)) == ({}, [])
    assert guard.inspect(a_column("Mobile", *[f"+{n}" for n in numbers])) == ({}, [])


def test_other_numbers_of_twelve_digits_are_kept_though_some_pass_by_chance() -> None:
    drawn = random.Random(7)
    numbers = [str(drawn.randrange(2 * 10**11, 10**12)) for _ in range(300)]
    assert any(map(verhoeff_holds, numbers))
    assert guard.inspect(a_column("Enrolment No", *numbers)) == ({}, [])


def test_single_numbers_are_withheld_wherever_they_hide() -> None:
    number = SOME[0]
    spaced = f"{number[:4]} {number[4:8]} {number[8:]}"
    cells: list[Cell] = [
        "fine",
        number,
        f"his aadhaar is {spaced}, copy attached",
        float(number),
        "PAN ACUPA7085R",
        None,
        "sk-proj-" + "a1" * 12,
    ]
    blocked, withheld = guard.inspect(a_column("Remarks", *cells))
    assert blocked == {}
    assert withheld == [(1, 0, "aadhaar"), (2, 0, "aadhaar"), (3, 0, "aadhaar"), (4, 0, "pan"), (6, 0, "secret")]


def test_a_few_aadhaar_numbers_among_phones_go_and_the_phones_stay() -> None:
    phones = [f"98450{number:05}" for number in range(200)]
    table = a_column("Mobile", *phones, *SOME[:7])
    blocked, withheld = guard.inspect(table)
    assert blocked == {}
    assert [row for row, _, _ in withheld] == list(range(200, 207))


def test_roll_numbers_in_the_shape_of_voter_cards_are_kept() -> None:
    assert guard.inspect(a_column("Roll No", *[f"CSE{2021000 + i}" for i in range(50)])) == ({}, [])


def test_a_firms_gstin_and_pan_are_no_secrets_of_a_person() -> None:
    assert guard.inspect(a_column("GSTIN", "27AAPFU0939F1ZV", "29AAGCB7383J1Z4")) == ({}, [])
    assert guard.inspect(a_column("Firm", "AAPFU0939F")) == ({}, [])


def test_pan_numbers_of_companies_are_kept_and_a_persons_among_them_is_not() -> None:
    assert guard.inspect(a_column("PAN", "AAPFU0939F", "AAACR5055K", "ACUPA7085R")) == ({}, [(2, 0, "pan")])
    assert _blocked(a_column("PAN", "ACUPA7085R", "AAPFU0939F")) == {0: "pan"}


def test_the_cleaned_table_is_blank_there_and_the_given_one_is_untouched() -> None:
    table = a_table(["Name", "Aadhaar", "Note"], ["Asha", SOME[0], "ok"], ["Ravi", SOME[1], SOME[2]])
    clean = guard.cleaned(table)
    assert clean.rows == [["Asha", None, "ok"], ["Ravi", None, None]]
    assert table.rows[0][1] == SOME[0]
    assert clean.row_numbers == table.row_numbers


@given(aadhaars, st.sampled_from(["{}", "{} ", "No {}.", "({})", "a\n{}"]), st.sampled_from(["", " ", "-"]), st.integers(0, 3))
def test_no_aadhaar_number_survives_in_any_text(number: str, dress: str, gap: str, others: int) -> None:
    written = dress.format(gap.join((number[:4], number[4:8], number[8:])))
    clean = guard.cleaned(a_column("Remarks", written, *[f"word {i}" for i in range(others)]))
    assert clean.rows[0] == [None]
    assert clean.rows[1:] == [[f"word {i}"] for i in range(others)]


def test_reasons_never_hold_a_value() -> None:
    assert not any(sign.isdigit() for reason in guard.REASONS.values() for sign in reason)
