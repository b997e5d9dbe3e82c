"""Report periods by command: locked, handed over, known again, restated."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.cli.made import PEOPLE, a_csv

Q2 = "2026-27-Q2"


@pytest.fixture
def enrolled(office: Command, tmp_path: Path) -> Command:
    """Three people enrolled on the first of September 2026."""
    rows = [["Name", "Mobile", "State", "Gender", "Batch code", "Status", "Effective date"]]
    rows += [[name, mobile, state, gender, "N-1", "enrolled", "01/09/2026"] for name, mobile, _, _, gender, state in PEOPLE]
    assert office("import", a_csv(tmp_path / "enrolled.csv", rows)).code == 0
    return office


def waived(command: Command) -> None:
    for each in command("report", "status", Q2, "--json").document["quality"]:
        if each["above"]:
            assert command("report", "waive", each["code"], "--reason", "asked for", "--until", "2099-12-31").code == 0


def test_a_quarter_from_open_to_restated(enrolled: Command, tmp_path: Path) -> None:
    stopped = enrolled("report", "lock", Q2, "--json")
    assert (stopped.code, stopped.document["refused"]["code"]) == (3, "quality")
    assert "waive" in stopped.err
    waived(enrolled)
    assert enrolled("report", "lock", Q2, "--json").document["state"] == "locked"
    first, second, sent = (tmp_path / f"{name}.xlsx" for name in ("first", "second", "sent"))
    assert enrolled("report", "ministry", "--fy", "2026-27", "--quarter", "2", "-o", first).code == 0
    more = [["Name", "Mobile", "State", "Gender", "Batch code", "Status", "Effective date"]]
    more += [["Gauri Bora", "9812345670", "Assam", "F", "N-1", "enrolled", "02/09/2026"]]
    assert enrolled("import", a_csv(tmp_path / "late.csv", more)).code == 0
    assert (
        enrolled("report", "ministry", "--fy", "2026-27", "--quarter", "2", "-o", second, "--json").document["sheets"][0]
        == "Cover"
    )
    assert first.read_bytes() == second.read_bytes()
    submitted = enrolled("report", "submit", Q2, "--out", sent, "--reference", "F.No. 7", "--json")
    assert (submitted.code, submitted.document["state"]) == (0, "submitted")
    assert sent.read_bytes() == first.read_bytes()
    assert enrolled("report", "verify", sent, "--json").document["submitted"] is True
    restated = enrolled("report", "restate", Q2, "-o", tmp_path / "again.xlsx", "--json")
    cells = [each for each in restated.document["cells"] if (each["sheet"], each["row"], each["column"]) == ASKED]
    assert [(each["submitted"], each["now"], each["difference"]) for each in cells] == [(3, 4, 1)]
    assert "late.csv" in cells[0]["cause"] and "enrolled.csv" not in cells[0]["cause"]
    assert enrolled("report", "verify", second, "--json").document["kind"] == "submission"
    (one,) = enrolled("report", "status", "--json").document["periods"]
    assert (one["name"], one["state"], one["reference"]) == (Q2, "restated", "F.No. 7")


ASKED = ("State UT", "Total / कुल", "Enrolled / नामांकित")


def test_what_may_not_be_done_now_is_refused(enrolled: Command, tmp_path: Path) -> None:
    refusals = {
        ("lock", "2090-91-Q1"): "period-not-begun",
        ("lock", "soon"): "period",
        ("submit", Q2, "--out", tmp_path / "s.xlsx"): "not-locked",
        ("restate", Q2): "not-submitted",
        ("unlock", Q2, "--reason", "wrong"): "not-locked",
        ("unlock", Q2): "reason",
        ("waive", "DQ002"): "reason",
        ("waive", "DQ999", "--reason", "asked for"): "rule",
        ("verify", tmp_path / "none.xlsx"): "missing",
    }
    for words, code in refusals.items():
        done = enrolled("report", *words, "--json")
        assert (done.code, done.document["refused"]["code"]) == (3, code), words
    assert not (tmp_path / "s.xlsx").exists()
    waived(enrolled)
    assert enrolled("report", "lock", Q2).code == 0
    assert enrolled("report", "lock", Q2, "--json").document["refused"]["code"] == "locked"
    other = tmp_path / "other.xlsx"
    assert enrolled("report", "ministry", "--fy", "2026-27", "-o", other).code == 0
    assert enrolled("report", "submit", Q2, other, "--json").document["refused"]["code"] == "other-workbook"
    assert enrolled("report", "verify", other, "--json").document["submitted"] is False
    assert enrolled("report", "unlock", Q2, "--reason", "a list was forgotten").code == 0
