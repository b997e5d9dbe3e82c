"""merge and unmerge, as a person types them."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Command
from tests.importing.builders import a_workbook

ROWS = [
    ["Name of Student", "Mobile No", "Email ID"],
    ["Asha Rao", "9845012345", ""],
    ["Ashalata Kulkarni", "9845099999", "asha@example.in"],
]


def filled(office: Command, folder: Path) -> Path:
    """Two developers, numbers 1 and 2, of cohort BLR-1; the file they came with."""
    path = a_workbook(folder / "list.xlsx", ROWS)
    assert office("import", path, "--cohort", "BLR-1").code == 0
    return path


def test_two_are_merged_and_parted_by_their_numbers(office: Command, tmp_path: Path) -> None:
    path = filled(office, tmp_path)
    tried = office("merge", 1, 2, "--dry-run", "--json").document
    assert (tried["change"], tried["collisions"]) == (
        None,
        [{"cohort": "BLR-1", "survivor": "Enrolled", "other": "Enrolled", "stays": "survivor"}],
    )
    assert office("check", "--json").document["counts"]["developers"] == 2
    merged = office("merge", 1, 2, "--take", "mobile", "--json").document
    kept = {line["attribute"]: line["kept"] for line in merged["fields"]}
    assert (kept["full_name"], kept["mobile"], kept["email"]) == ("survivor", "other", "other")
    assert merged["change"] > 0
    checked = office("check", "--json").document
    assert (checked["ok"], checked["counts"]["developers"], checked["counts"]["enrolments"]) == (True, 1, 1)
    assert [hit["id"] for hit in office("search", "Ashalata", "--json").document["hits"]] == [1]
    again = office("import", path, "--cohort", "BLR-1", "--dry-run", "--rows", "--json").document
    assert [row["matches"][0]["developer"] for row in again["rows"]] == [1, 1]
    parted = office("unmerge", 2, "--json").document
    assert (parted["survivor"], parted["other"], parted["stays"]) == (1, 2, [])
    checked = office("check", "--json").document
    assert (checked["ok"], checked["counts"]["developers"], checked["counts"]["enrolments"]) == (True, 2, 2)


def test_a_person_reads_what_was_merged_and_how_to_take_it_back(office: Command, tmp_path: Path) -> None:
    filled(office, tmp_path)
    said = office("merge", 1, 2).out.splitlines()
    assert said[0] == "Ashalata Kulkarni (2) becomes one record with Asha Rao (1)."
    assert "Email: asha@example.in" in said
    assert "Name: Asha Rao stays, not Ashalata Kulkarni" in said
    assert "Both are in BLR-1: Enrolled stays, Enrolled is kept on record." in said
    assert said[-1] == "Merged. Take it back with: unmerge 2"
    assert office("unmerge", 2).out.splitlines()[0].startswith("Asha Rao (1) and Ashalata Kulkarni (2) are two records again.")


def test_what_cannot_be_done_is_refused_with_its_sentence(office: Command, tmp_path: Path) -> None:
    filled(office, tmp_path)
    for words, sentence in (
        (("merge", 1, 1), "one and the same record"),
        (("merge", 1, 99), "There is no developer 99"),
        (("merge", 1, 2, "--take", "aadhaar"), "no field 'aadhaar'"),
        (("unmerge", 2), "was not merged"),
    ):
        ran = office(*words)
        assert (ran.code, sentence in ran.err) == (3, True), ran.err
    assert office("merge", "Asha", 2).code == 2
