"""The demo: one command from the messy list to a workbook whose figures lead back."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Command


def test_the_demo_tells_its_story_and_leaves_what_it_names(command: Command, tmp_path: Path) -> None:
    out = tmp_path / "out"
    for number in (1, 2):
        done = command("demo", "--folder", out, "--no-window", "--json", database=None)
        assert done.code == 0, done.err
        found = done.document
        assert found["database"] == str(out / f"demo-{number}.db")
        assert all(Path(found[name]).is_file() for name in ("database", "workbook", "kept_aside"))
    assert found["counts"]["new"] > 0
    story = "\n".join(found["lines"])
    for word in ("Never kept: ", "Aadhaar", "kept aside", "ministry-pack.xlsx", "behind", "invented"):
        assert word in story
    assert command("check", "--json", database=found["database"]).document["ok"] is True


def test_the_demo_never_joins_the_records_of_an_office(office: Command, tmp_path: Path) -> None:
    done = office("demo", "--folder", tmp_path / "out", "--no-window")
    assert done.code == 3
    assert office("check", "--json").document["counts"]["developers"] == 0


def test_a_folder_that_cannot_be_made_is_said(command: Command, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    assert command("demo", "--folder", tmp_path / "file" / "out", "--no-window", database=None).code == 3
