"""Commands in a database of two programmes: whoever makes a cohort says in which, and a report may be of one of them."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from skilling.services import programmes
from skilling.services.desk import open_desk
from tests.cli.conftest import Command
from tests.cli.made import an_enrolment_list


@pytest.fixture
def two(office: Command, sqlite_address: str) -> Command:
    """An office whose database holds OAI-2026 and BSK-2026."""
    desk = open_desk(sqlite_address)
    desk.change("tests", "programme.created", programmes.create, {"code": "BSK-2026", "name": "Bhashini Skills"})
    desk.close()
    return office


def programme_of(command: Command, folder: Path, cohort: str) -> str:
    written = folder / "cohorts.csv"
    assert command("export", "cohorts", "-o", written).code == 0
    line = next(line for line in written.read_text("utf-8-sig").splitlines() if cohort in line)
    return next(name for name in ("Bhashini Skills", "OpenAI Academy India") if name in line)


def test_a_cohort_by_hand_needs_its_programme_where_there_are_two(two: Command, tmp_path: Path) -> None:
    unsaid = two("cohorts", "create", "K-1")
    assert unsaid.code == 3
    assert "BSK-2026, OAI-2026" in unsaid.err
    assert "--programme" in unsaid.err
    assert two("cohorts", "create", "K-1", "--programme", "bsk-2026").code == 0
    assert programme_of(two, tmp_path, "K-1") == "Bhashini Skills"


def test_an_import_makes_its_cohort_in_the_programme_that_is_named(two: Command, tmp_path: Path) -> None:
    unsaid = two("import", an_enrolment_list(tmp_path), "--cohort", "C-1")
    assert unsaid.code == 3
    assert "--programme" in unsaid.err
    assert two("import", an_enrolment_list(tmp_path), "--cohort", "C-1", "--programme", "BSK-2026").code == 0
    assert programme_of(two, tmp_path, "C-1") == "Bhashini Skills"


def test_a_programme_that_is_not_there_is_refused_by_every_command(two: Command, tmp_path: Path) -> None:
    for words in (
        ("cohorts", "create", "K-1"),
        ("import", an_enrolment_list(tmp_path), "--cohort", "C-1"),
        ("report", "ministry", "--fy", "2026-27", "-o", tmp_path / "pack.xlsx"),
        ("report", "table", "-o", tmp_path / "table.xlsx"),
    ):
        done = two(*words, "--programme", "ZZ")
        assert (done.code, "There is no programme ZZ" in done.err) == (3, True), words


def test_a_pack_may_be_of_one_programme_and_a_public_one_never(two: Command, tmp_path: Path) -> None:
    assert two("import", an_enrolment_list(tmp_path), "--cohort", "C-1", "--programme", "BSK-2026").code == 0
    enrolled = {}
    for code in ("BSK-2026", "OAI-2026"):
        pack = tmp_path / f"{code}.xlsx"
        assert two("report", "table", "--rows", "gender", "--programme", code, "-o", pack).code == 0
        sheet = openpyxl.load_workbook(pack).worksheets[0]
        enrolled[code] = sum(cell for row in sheet.iter_rows(values_only=True) for cell in row[-1:] if isinstance(cell, int))
    assert enrolled["OAI-2026"] == 0
    assert enrolled["BSK-2026"] == 6  # three people, and their total
    public = two(
        "report", "ministry", "--fy", "2026-27", "--profile", "public", "--programme", "BSK-2026", "-o", tmp_path / "p.xlsx"
    )
    assert public.code == 2
