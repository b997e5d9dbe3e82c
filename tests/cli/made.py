"""Lists as offices send them, made by code: nobody in them exists."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl

PEOPLE: tuple[tuple[str, str, str, str, str, str], ...] = (
    ("Asha Rao", "9845012345", "asha.rao@example.in", "25/09/2003", "Female", "Karnataka"),
    ("Kabir Das", "9845012346", "kabir.das@example.in", "15/10/2002", "M", "Orissa"),
    ("Meera Nair", "9845012347", "meera.nair@example.in", "28/12/2001", "महिला", "Kerala"),
)
HEADINGS = ("Name of Student", "Mobile No", "Email", "DOB", "Gender", "State")

Rows = Sequence[Sequence[Any]]


def a_csv(path: Path, rows: Rows) -> Path:
    """A comma-separated file."""
    with path.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows(rows)
    return path


def a_workbook(path: Path, rows: Rows, sheet: str = "Sheet1", **others: Rows) -> Path:
    """A workbook of one sheet, and more by their names."""
    book = openpyxl.Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append(list(row))
    for name, more in others.items():
        page = book.create_sheet(name)
        for row in more:
            page.append(list(row))
    book.save(path)
    book.close()
    return path


def an_enrolment_list(folder: Path) -> Path:
    """Three people, one per row, under one heading."""
    return a_csv(folder / "enrolment.csv", [HEADINGS, *PEOPLE])


def a_messy_list(folder: Path) -> Path:
    """Titles, a heading of two rows, a blank row inside, a wrong phone, a repeated person, a total and a note."""
    number = "2345 6789 0124"
    return a_workbook(
        folder / "messy.xlsx",
        [
            ["Government Polytechnic, Kadapa"],
            ["List of students for AI Foundations"],
            [],
            [None, "Student", None, "Contact", None, None],
            ["S.No", "Name of Student", "Aadhaar No", "Mobile", "E-mail", "Fee"],
            [1, "Asha Rao", number, 9845012345.0, "asha.rao@example.in", 100],
            [2, "Kabir Das", "3456 7890 1233", "98450", "kabir.das@example.in", 200],
            [],
            [3, "Meera Nair", "4567 8901 2342", "+91 98450 12347", "meera.nair@example.in", 300],
            [4, "ASHA RAO", number, "098450 12345", "asha.rao@example.in", 400],
            ["Total", None, None, None, None, 1000],
            ["Note: provisional list"],
        ],
        sheet="Final list",
    )
