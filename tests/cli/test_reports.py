"""The pack by command, and who stands behind its figures."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.cli.conftest import Command
from tests.cli.made import PEOPLE, a_csv

FY = ("--fy", "2026-27")


@pytest.fixture
def enrolled(office: Command, tmp_path: Path) -> Command:
    """Three people enrolled on the first of September 2026."""
    rows = [["Name", "Mobile", "State", "Gender", "Batch code", "Status", "Effective date"]]
    rows += [[name, mobile, state, gender, "N-1", "enrolled", "01/09/2026"] for name, mobile, _, _, gender, state in PEOPLE]
    assert office("import", a_csv(tmp_path / "enrolled.csv", rows)).code == 0
    return office


def cells(file: Path, sheet: str) -> dict[str, Any]:
    book = openpyxl.load_workbook(file)
    found = {cell.coordinate: cell.value for row in book[sheet].iter_rows() for cell in row if cell.value is not None}
    book.close()
    return found


def test_a_pack_is_written_and_its_figure_leads_to_its_people(enrolled: Command, tmp_path: Path) -> None:
    file = tmp_path / "pack.xlsx"
    done = enrolled("report", "ministry", *FY, "-o", file, "--json")
    assert done.code == 0
    assert done.document["file"] == str(file)
    summary = cells(file, "Summary")
    head = next(at for at, value in summary.items() if str(value).startswith("Cumulative"))
    row = next(at[1:] for at, value in summary.items() if str(value).startswith("Enrolled"))
    at = head.rstrip("0123456789") + row
    found = enrolled("behind", file, "Summary", at, "--json")
    ids = [hit["id"] for person in PEOPLE for hit in enrolled("search", person[1], "--json").document["hits"]]
    assert (found.code, found.document["figure"], found.document["count"]) == (0, 3, 3)
    assert sorted(found.document["people"]) == sorted(ids)
    assert found.document["definition"]
    assert "3" in enrolled("behind", file, "Summary", at).out


@pytest.mark.parametrize(
    "options",
    [(*FY, "--quarter", "2"), (*FY, "--month", "2026-10"), ("--month", "2026-10"), (*FY, "--as-of", "30/09/2026"),
     (*FY, "--as-of", "2026-09-30", "--known-on", "2026-10-05"), (*FY, "--language", "en"), (*FY, "--language", "hi"),
     (*FY, "--language", "both", "--profile", "ministry"), (*FY, "--profile", "public")],
    ids=" ".join,
)  # fmt: skip
def test_every_option_of_the_pack_writes_one(enrolled: Command, tmp_path: Path, options: tuple[str, ...]) -> None:
    file = tmp_path / "pack.xlsx"
    assert enrolled("report", "ministry", *options, "-o", file).code == 0
    heads = " ".join(str(value) for value in cells(file, "Summary").values())
    assert "Indicator" in heads and "Enrolled" in heads  # the English words are always there
    assert ("नामांकित" in heads) == ("en" not in options)


@pytest.mark.parametrize(("name", "options"), [("pack.csv", FY), (".", FY), ("none/pack.xlsx", FY)])
def test_a_pack_that_cannot_be_written_leaves_nothing(
    enrolled: Command, tmp_path: Path, name: str, options: tuple[str, ...]
) -> None:
    before = sorted(tmp_path.iterdir())
    done = enrolled("report", "ministry", *options, "-o", tmp_path / name, "--json")
    assert (done.code, bool(done.document["refused"]["message"])) == (3, True)
    assert sorted(tmp_path.iterdir()) == before


def test_behind_says_why_there_is_nothing(enrolled: Command, tmp_path: Path) -> None:
    file = tmp_path / "pack.xlsx"
    assert enrolled("report", "ministry", *FY, "-o", file).code == 0
    other = tmp_path / "other.db"
    assert enrolled("init", database=other).code == 0
    strange = a_csv(tmp_path / "strange.csv", [["Name"], ["Asha Rao"]])
    for place in ((file, "Summary", "A1"), (file, "None", "D7"), (file, "Summary", "banana"), (strange, "Summary", "D7"),
                  (tmp_path / "none.xlsx", "Summary", "D7"), (tmp_path, "Summary", "D7")):  # fmt: skip
        done = enrolled("behind", *place, "--json")
        assert (done.code, bool(done.document["refused"]["message"])) == (3, True), place
    assert enrolled("behind", file, "Summary", "D7", database=other).code == 3
    # As they stand in the workbook, not by the letters of their names.
    assert "Its sheets are: Summary, Trend, State UT," in enrolled("behind", file, "None", "D7").err
    some = re.findall(r"\b([A-Z])(\d+)\b", enrolled("behind", file, "Summary", "A1").err.partition("Figures stand in")[2])
    assert len(some) > 3
    assert some == sorted(some, key=lambda at: (int(at[1]), at[0]))
