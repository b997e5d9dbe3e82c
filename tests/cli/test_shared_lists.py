"""Every real list against its truth, as the document of a dry run tells it. Skipped quietly where the lists are not at hand."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from tests.cli.conftest import Command
from tests.importing.builders import shared_lists
from tests.importing.test_shared_meanings import OURS, SUBJECTS

FOLDER = shared_lists()
ENTRIES: list[dict[str, Any]] = json.loads((FOLDER / "truth.json").read_text("utf-8"))["entries"] if FOLDER is not None else []
LISTS = [entry for entry in ENTRIES if entry["category"] != "survival"]
SURVIVALS = [entry for entry in ENTRIES if entry["category"] == "survival"]
NOT_LISTS = {"n_1904.xls", "n_strict.xlsx", "n_hidden_first.xls"}
"""Files that must be read, and are then refused because no list stands in them."""


def told(command: Command, entry: dict[str, Any], *options: str) -> tuple[int, Any]:
    assert FOLDER is not None
    sheet = ["--sheet", entry["sheet"]] if entry["sheet"] and entry["category"] != "survival" else []
    done = command("import", FOLDER / entry["file"], "--cohort", "C-1", "--dry-run", "--json", *sheet, *options)
    return done.code, done.document


def mismatches(entry: dict[str, Any], found: Any) -> list[str]:
    """Columns whose field is not the one of the truth, in the words of the desk (see OURS)."""
    columns = {" ".join(column["source"].split()): column for column in found["columns"]}
    noun = SUBJECTS.get(entry["file"], "developer") or "developer"
    wrong = []
    for source, truth in entry["mapping"].items():
        column = columns.get(" ".join(source.split()))
        field = column["field"] if column else "no such column"
        if truth in OURS:
            wanted = "developer.institution" if truth == "institution.name" and noun == "developer" else OURS[truth]
            right = field == wanted
        elif truth == "person.address":  # a second line that is empty is left out
            right = column is not None and field == ("developer.address" if column["why"] != "Holds no values." else None)
        elif truth == "person.phone_alt":  # two further columns of phones, and one field for them
            right = field in ("developer.phone2", None) or field.startswith("extra.")
        elif truth == "block":
            right = column is not None and bool(column.get("blocked")) and field is None
        else:
            right = field is None or field.startswith("extra.")
        if not right:
            wrong.append(f"{source}: {field} for {truth}")
    return wrong


@pytest.mark.parametrize("entry", LISTS, ids=lambda entry: entry["file"])
def test_the_document_tells_a_real_list_as_its_truth_does(office: Command, entry: dict[str, Any]) -> None:
    code, found = told(office, entry, "--rows")
    expected = entry.get("expect", {})
    assert (found["format"], found["sha256"], found["sheet"]) == (entry["format"], entry["sha256"], entry["sheet"])
    assert (found["encoding"], found["delimiter"]) == (entry.get("encoding"), entry.get("delimiter"))
    assert found["header_rows"] == entry.get("header_rows", [entry["header_row"]])
    assert (found["first_data_row"], found["last_data_row"]) == (entry["first_data_row"], entry["last_data_row"])
    assert found["data_rows"] == entry["data_rows"] == sum(found["counts"].values()) == len(found["rows"])
    assert found["hidden_rows"] == expected.get("hidden_rows", 0)
    assert mismatches(entry, found) == []
    refused = SUBJECTS.get(entry["file"], "developer") is None
    assert (code, bool(found["refused"])) == ((3, True) if refused else (0, False))
    assert (
        found["counts"]["error"] == found["data_rows"] if refused else found["counts"]["error"] <= 0.01 * len(found["rows"]) + 1
    )
    orders = {column["date_order"] for column in found["columns"] if column.get("date_order")}
    assert expected.get("date_order", "DMY") in orders or "date_order" not in expected


@pytest.mark.parametrize("entry", SURVIVALS, ids=lambda entry: entry["file"])
def test_a_difficult_file_ends_as_its_truth_says(office: Command, entry: dict[str, Any]) -> None:
    expected = entry["expect"]
    started = time.monotonic()
    code, found = told(office, entry)
    assert time.monotonic() - started < expected.get("max_s", 60)
    outcome, _, reason = expected["outcome"].partition(":")
    assert code == 3
    if outcome == "refuse":
        assert found["refused"]["code"] == reason
    elif outcome == "read":
        assert entry["file"] in NOT_LISTS
        assert (found["format"], found["sheet"]) == (entry["format"], expected.get("default_sheet", entry["sheet"]))
        assert found["refused"]["code"] == "not-a-list"
    else:
        assert found["refused"]["code"] == "encrypted"
        assert told(office, entry, "--password", "wrong")[1]["refused"]["code"] == "encrypted"
        opened = told(office, entry, "--password", expected["password"])[1]
        assert (opened["format"], opened["refused"]["code"]) == (entry["format"], "not-a-list")


def test_vertical_merges_are_filled_down(office: Command) -> None:
    entry = next((entry for entry in LISTS if entry["file"] == "r4ds_roster.xlsx"), None)
    if entry is None:
        pytest.skip("the lists are not at hand")
    groups = [row["values"]["cohort.code"] for row in told(office, entry, "--rows")[1]["rows"]]
    assert [groups.count(name) for name in ("1", "2")] == [7, 5]
