"""Makes the bundled demo list anew: `python -m tests.samples.demo_list`. Everybody in it is invented.

It has what real enrolment lists have: title rows, a two-row header, a totals row, notes, Devanagari names, phones as
floating point numbers, three spellings of a state, people listed twice, an Aadhaar-like column (the numbers are drawn
at random), dates as text and as serials, blanks and repeats of the heading.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill

TARGET = Path(__file__).resolve().parents[2] / "resources" / "demo" / "enrolment-list.xlsx"

WOMEN = [
    "Asha",
    "Meera",
    "Kavya",
    "Priya",
    "Ananya",
    "Gauri",
    "Sunita",
    "Lakshmi",
    "Fatima",
    "Harpreet",
    "Nandini",
    "Ishita",
    "Pooja",
    "Divya",
    "Sneha",
]
MEN = [
    "Arjun",
    "Rohan",
    "Kabir",
    "Aditya",
    "Imran",
    "Gurpreet",
    "Karthik",
    "Manoj",
    "Suresh",
    "Vikram",
    "Rahul",
    "Nikhil",
    "Sanjay",
    "Ajay",
    "Bharat",
]
FAMILIES = [
    "Rao",
    "Nair",
    "Patel",
    "Sharma",
    "Reddy",
    "Khan",
    "Das",
    "Kulkarni",
    "Verma",
    "Singh",
    "Iyer",
    "Mehta",
    "Banerjee",
    "Gowda",
    "Mishra",
    "Yadav",
    "Joshi",
]
HINDI = (("सुनीता वर्मा", "F"), ("राजेश यादव", "M"), ("आशा मिश्रा", "F"), ("विक्रम सिंह", "M"), ("लक्ष्मी जोशी", "F"))
PLACES = (
    (("Karnataka", "KARNATAKA", "Karnatka"), ("Mysuru", "Belagavi", "Tumakuru")),
    (("Odisha", "Orissa", "ODISHA"), ("Cuttack", "Khordha", "Puri")),
    (("Uttar Pradesh", "U.P.", "Uttar pradesh"), ("Lucknow", "Varanasi", "Meerut")),
    (("Tamil Nadu", "Tamilnadu", "TN"), ("Chennai", "Madurai", "Salem")),
    (("Puducherry", "Pondicherry", "PUDUCHERRY"), ("Puducherry", "Karaikal", "Puducherry")),
)
COLLEGES = (
    "Kaveri Institute of Technology",
    "Govt. Polytechnic, Rampur",
    "St. Xavier's College (Autonomous)",
)
CATEGORIES = ("GEN", "General", "OBC", "obc-ncl", "SC", "ST", "EWS", "")


def people(chance: random.Random) -> list[list[object]]:
    """The rows of the list, without serial numbers."""
    rows: list[list[object]] = []
    for number in range(58):
        woman = chance.random() < 0.5
        name = f"{chance.choice(WOMEN if woman else MEN)} {chance.choice(FAMILIES)}"
        gender = chance.choice(("F", "Female", "FEMALE", "महिला") if woman else ("M", "Male", "MALE", "पुरुष"))
        if number % 11 == 4:
            name, sex = HINDI[number // 11 % len(HINDI)]
            gender = "महिला" if sex == "F" else "पुरुष"
        spellings, districts = chance.choice(PLACES)
        born = date(1999, 1, 1) + timedelta(days=chance.randrange(2600))
        digits = f"{chance.choice('6789')}{chance.randrange(10**9):09d}"
        rows.append([
            name, f"{chance.choice(MEN)} {name.split()[-1]}", gender, chance.choice((born.strftime("%d/%m/%Y"), born.strftime("%d-%m-%Y"))),
            chance.choice(CATEGORIES), float(digits) if number % 3 else f"+91 {digits[:5]} {digits[5:]}",
            f"{name.split()[0].lower()}.{number}@example.in" if name.isascii() else f"learner{number}@example.in",
            f"{chance.randrange(2, 10)}{chance.randrange(10**11):011d}",
            f"KIT{number + 1:04d}", chance.choice(COLLEGES), chance.choice(districts), chance.choice(spellings),
        ])  # fmt: skip
    return rows


def damage(rows: list[list[object]]) -> list[list[object]]:
    """The faults that such lists have, each in a known place."""
    again = list(rows[3])
    again[0] = str(again[0]).upper()  # the same person, listed again in capitals
    spelt = list(rows[20])
    spelt[0] = str(spelt[0]).replace("a", "aa", 1)  # and one under another spelling, the phone written differently
    spelt[5] = f"0{int(float(str(spelt[5]).replace('+91', '').replace(' ', '')))}"
    rows[8][5] = 984501234.0  # a digit is missing
    rows[14][3] = "31/02/2003"  # no such day
    rows[17][11] = "Bangalore"  # a city where a state belongs
    rows[25][6] = "not available"
    rows[30][0] = ""  # nobody's row
    rows[33][5] = "9.84501E+09"  # the last digits were lost in another program
    rows[40][5] = f"{int(float(str(rows[40][5]).replace('+91', '').replace(' ', '')))} / 08025550123"
    return [*rows[:36], again, *rows[36:50], spelt, *rows[50:]]


def main() -> None:
    """Writes the list to `resources/demo`."""
    chance = random.Random(2026)
    rows = damage(people(chance))
    book = Workbook()
    sheet = book.active
    sheet.title = "Final list"
    sheet["A1"] = "KAVERI SKILLING TRUST (invented)"
    sheet["A2"] = "AI for All: list of candidates, Batch BLR-2026-A"
    sheet["A3"] = "Session 2026-27                     Date: 14.08.2026"
    for cell in ("A1", "A2", "A3"):
        sheet[cell].font = Font(bold=True, size=13)
    sheet.merge_cells("A1:M1")
    sheet.merge_cells("A2:M2")
    bands = {"B5": "Candidate details", "G5": "Contact", "I5": "Identity", "K5": "College and home"}
    for cell, words in bands.items():
        sheet[cell] = words
    for span in ("B5:F5", "G5:H5", "I5:J5", "K5:M5"):
        sheet.merge_cells(span)
    heads = ["S.No.", "Name of the Candidate", "Father's Name", "लिंग / Gender", "D.O.B", "Category", "Mob. No.", "E-mail ID",
             "Aadhaar No", "Regd. No", "Name of College", "Dist.", "State / UT"]  # fmt: skip
    sheet.append(heads)
    for cell in sheet[6]:
        cell.font, cell.fill, cell.alignment = (
            Font(bold=True),
            PatternFill("solid", fgColor="DDE6F0"),
            Alignment(wrap_text=True),
        )
    for number, row in enumerate(rows, 1):
        if number == 31:
            sheet.append(heads)  # the heading again, as on a printed second page
        sheet.append([number, *row])
    women = sum(1 for row in rows if str(row[2]) in ("F", "Female", "FEMALE", "महिला"))
    sheet.append([None, "TOTAL", None, f"F: {women}  M: {len(rows) - women}", None, None, len(rows)])
    sheet.append([])
    sheet.append(["Note: originals verified by the training coordinator. Subject to approval."])
    for column, width in zip("ABCDEFGHIJKLM", (6, 26, 22, 14, 13, 11, 18, 30, 16, 12, 32, 14, 16), strict=True):
        sheet.column_dimensions[column].width = width
    notes = book.create_sheet("Instructions")
    notes["A1"] = "Please fill all columns. Do not change the format. Send by mail to the nodal officer."
    book.save(TARGET)


if __name__ == "__main__":
    main()
