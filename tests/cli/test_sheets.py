"""A list that goes on over further sheets, by command."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook

from tests.cli.conftest import Command

HEADINGS = ("Name of Student", "Mobile No")


def _batches(path: Path) -> Path:
    """Three sheets: two batches and something else."""
    book = Workbook()
    book.active.title = "A"
    people = {"A": ("Asha Rao", "Kabir Das", "Meera Nair"), "B": ("Rohan Bora", "Zoya Khan", "Imran Ali")}
    for number, (sheet, names) in enumerate(people.items()):
        page = book["A"] if sheet == "A" else book.create_sheet(sheet)
        page.append(HEADINGS)
        for place, name in enumerate(names):
            page.append((name, f"98450{number}{place}345"))
    book.create_sheet("Fees").append(("Head", "Rupees"))
    book["Fees"].append(("Bus", 300))
    book.save(path)
    return path


def test_a_list_over_two_sheets_is_taken_by_their_names_or_as_all(office: Command, tmp_path: Path) -> None:
    path = _batches(tmp_path / "batches.xlsx")
    plan = ("import", path, "--cohort", "BLR-1", "--dry-run", "--json", "--rows")
    assert office(*plan, "--sheet", "A").document["data_rows"] == 3
    for chosen in (("--sheet", "A", "--sheet", "B"), ("--all-sheets",)):
        told = office(*plan, *chosen).document
        assert (told["data_rows"], told["sheet"]) == (6, "A + B")
        assert [(row["sheet"], row["sheet_row"]) for row in told["rows"]][3:] == [("B", 2), ("B", 3), ("B", 4)]
    refused = office(*plan, "--sheet", "A", "--sheet", "Fees")
    assert (refused.code, refused.document["refused"]["code"]) == (3, "not-one-list")
