"""The lists that imports are measured with: 100,000 invented people in 25 columns, or a million in 12, written once per run."""

from __future__ import annotations

import csv
import random
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from rustpy_xlsxwriter import write_worksheet

from tests.synthetic.names import REGIONS

GIVEN_NAMES = [name for region in REGIONS for name in (*region.men, *region.women)]
FAMILY_NAMES = [name for region in REGIONS for name in region.families]

HEADS = (
    "S.No.", "Student Name", "Father's Name", "Gender", "Category", "DOB", "Email ID", "Mobile No", "State", "District",
    "Address", "PIN Code", "College Name", "PwD", "Qualification", "Passing Year", "Branch", "Semester", "Regd. No", "Batch",
    "Cohort Code", "Admission Date", "Enrolment Date", "Status", "Score",
)  # fmt: skip
# The twelve columns that most lists have.
USUAL = (
    "S.No.", "Student Name", "Father's Name", "Gender", "DOB", "Email ID", "Mobile No", "State", "District", "College Name",
    "Regd. No", "Cohort Code",
)  # fmt: skip
# The phones of the invented register are 6,000,000,000 and every seventh after it. None of them is on a list: by a chance of
# arithmetic every seventh row of an earlier list had the phone of somebody else there, as no two sets of people do.
_FIRST_PHONE = 6_000_000_001
PLACES = (("Karnataka", "Mysuru"), ("Odisha", "Cuttack"), ("Uttar Pradesh", "Lucknow"), ("Tamil Nadu", "Madurai"))


def rows(count: int, seed: int = 7, first: int = 0) -> list[list[object]]:
    """`count` people from number `first` on, each once; the same seed gives the same list."""
    chance = random.Random(seed)
    made: list[list[object]] = []
    for number in range(first, first + count):
        given, family = chance.choice(GIVEN_NAMES), chance.choice(FAMILY_NAMES)
        state, district = chance.choice(PLACES)
        born = date(1985, 1, 1) + timedelta(days=chance.randrange(8000))
        made.append([
            number + 1, f"{given} {family}", f"{chance.choice(GIVEN_NAMES)} {family}", chance.choice(("Male", "Female")),
            chance.choice(("GEN", "OBC", "SC", "ST", "EWS")), born.strftime("%d-%m-%Y"), f"{given.lower()}.{number}@example.in",
            float(_FIRST_PHONE + number * 31 * 7 % 3_999_999_990), state, district, f"House {number % 997}, Ward {number % 53}",
            float(560001 + number % 90), f"College {number % 400}", chance.choice(("Yes", "No")), "B.Tech", float(2020 + number % 6),
            chance.choice(("CSE", "ECE", "Mech")), float(1 + number % 8), f"REG{number:07d}", "2026-A", f"COH-{number % 200:03d}",
            "01-08-2026", "15-08-2026", "Enrolled", float(number % 100),
        ])  # fmt: skip
    return made


def write(path: Path, count: int, seed: int = 7, first: int = 0, heads: Sequence[str] = HEADS) -> Path:
    """The list as an .xlsx or .csv file, with these columns of it."""
    places = [HEADS.index(head) for head in heads]
    chosen = [[row[place] for place in places] for row in rows(count, seed, first)]
    if path.suffix == ".csv":
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(heads)
            writer.writerows([[int(cell) if isinstance(cell, float) else cell for cell in row] for row in chosen])
    else:
        write_worksheet([dict(zip(heads, row, strict=True)) for row in chosen], str(path), sheet_name="Enrolment")
    return path
