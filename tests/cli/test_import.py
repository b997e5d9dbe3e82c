"""Importing by command: the document of the contract, what a dry run promises, and what is refused."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.cli.conftest import Command
from tests.cli.made import HEADINGS, PEOPLE, a_csv, a_messy_list, a_workbook, an_enrolment_list

KEYS = {
    "file", "sha256", "format", "encoding", "delimiter", "sheet", "header_rows", "first_data_row", "last_data_row",
    "data_rows", "dropped_rows", "hidden_rows", "confidence", "columns", "counts", "issues", "refused",
}  # fmt: skip
OUTCOMES = ("new", "update", "same", "review", "error", "skipped")
CODES = {"encrypted", "not-a-list", "damaged", "empty", "too-large", "unsafe", "unsupported"}


def planned(command: Command, file: Path, *options: object) -> Any:
    done = command("import", file, "--dry-run", "--json", "--rows", *options)
    assert done.code == 0, done.err
    found = done.document
    assert sum(found["counts"][name] for name in OUTCOMES) == found["data_rows"] == len(found["rows"])
    return found


def imported(command: Command, file: Path, *options: object) -> Any:
    done = command("import", file, "--json", "--rows", *options)
    assert done.code in (0, 1), done.err
    return done.document


def outcomes(found: Any) -> dict[int, str]:
    return {row["row"]: row["outcome"] for row in found["rows"]}


def test_the_document_has_the_keys_of_the_contract(office: Command, tmp_path: Path) -> None:
    found = planned(office, an_enrolment_list(tmp_path), "--cohort", "C-1")
    assert set(found) >= KEYS
    assert set(found["counts"]) == set(OUTCOMES)
    assert (found["format"], found["encoding"], found["delimiter"], found["sheet"]) == ("csv", "utf-8", ",", None)
    assert re.fullmatch(r"[0-9a-f]{64}", found["sha256"])
    assert [(column["source"], column["field"]) for column in found["columns"]] == [
        ("Name of Student", "developer.full_name"), ("Mobile No", "developer.mobile"), ("Email", "developer.email"),
        ("DOB", "developer.born_on"), ("Gender", "developer.gender"), ("State", "developer.state"),
    ]  # fmt: skip
    assert found["columns"][3]["date_order"] == "DMY"
    assert found["refused"] is None
    assert "run" not in found


def test_values_are_said_as_the_contract_says(office: Command, tmp_path: Path) -> None:
    rows = planned(office, an_enrolment_list(tmp_path), "--cohort", "C-1")["rows"]
    assert rows[1]["values"] == {
        "developer.full_name": "Kabir Das", "developer.mobile": "+919845012346", "developer.email": "kabir.das@example.in",
        "developer.born_on": "2002-10-15", "developer.gender": "M", "developer.state": "Odisha",
    }  # fmt: skip
    assert [row["values"]["developer.gender"] for row in rows] == ["F", "M", "F"]


def test_rows_are_told_only_when_asked_for(office: Command, tmp_path: Path) -> None:
    assert "rows" not in office("import", an_enrolment_list(tmp_path), "--cohort", "C-1", "--dry-run", "--json").document


def test_a_messy_list_is_told_in_the_rows_that_a_person_sees(office: Command, tmp_path: Path) -> None:
    found = planned(office, a_messy_list(tmp_path), "--cohort", "C-1")
    assert (found["sheet"], found["header_rows"]) == ("Final list", [4, 5])
    assert (found["first_data_row"], found["last_data_row"], found["data_rows"]) == (6, 10, 4)
    assert {row["row"]: row["why"] for row in found["dropped_rows"]} == {
        1: "title", 2: "title", 3: "blank", 8: "blank", 11: "total", 12: "note"
    }  # fmt: skip
    assert outcomes(found) == {6: "new", 7: "error", 9: "new", 10: "same"}
    phone = next(issue for issue in found["issues"] if issue["code"] == "phone-length")
    assert (phone["count"], phone["rows"]) == (1, [7])
    assert phone["message"]


def test_national_numbers_are_blocked_and_nowhere_in_the_document(office: Command, tmp_path: Path) -> None:
    file = a_messy_list(tmp_path)
    done = office("import", file, "--cohort", "C-1", "--dry-run", "--json", "--rows")
    blocked = next(column for column in done.document["columns"] if "Aadhaar" in column["source"])
    assert (blocked["field"], blocked["blocked"]) == (None, "aadhaar")
    assert "6789" not in done.out + done.err


def test_a_blocked_column_stays_blocked_whatever_a_mapping_says(office: Command, tmp_path: Path) -> None:
    mapping = tmp_path / "map.json"
    mapping.write_text(json.dumps({"Student / Aadhaar No": "developer.roll_no"}))
    found = planned(office, a_messy_list(tmp_path), "--cohort", "C-1", "--map", mapping)
    assert "developer.roll_no" not in {column["field"] for column in found["columns"]}
    assert not any("developer.roll_no" in row["values"] for row in found["rows"])


def test_a_dry_run_changes_nothing(office: Command, tmp_path: Path) -> None:
    before = office("check", "--json").document["counts"]
    planned(office, an_enrolment_list(tmp_path), "--cohort", "C-1")
    assert office("check", "--json").document["counts"] == before
    assert office("imports", "--json").document == {"runs": []}


def test_an_import_says_its_run_and_makes_the_cohort_with_a_warning(office: Command, tmp_path: Path) -> None:
    found = imported(office, an_enrolment_list(tmp_path), "--cohort", "C-1")
    assert isinstance(found["run"], int)
    assert any("C-1 does not exist yet" in sentence for sentence in found["warnings"])
    counts = office("check", "--json").document["counts"]
    assert (counts["developers"], counts["cohorts"], counts["enrolments"]) == (3, 1, 3)


def test_rows_kept_aside_end_with_one(office: Command, tmp_path: Path) -> None:
    done = office("import", a_messy_list(tmp_path), "--cohort", "C-1")
    assert done.code == 1
    assert "1 row kept aside" in done.out


def test_planning_a_list_again_gives_everybodys_id(office: Command, tmp_path: Path) -> None:
    file = an_enrolment_list(tmp_path)
    imported(office, file, "--cohort", "C-1")
    rows = planned(office, file, "--cohort", "C-1")["rows"]
    assert {row["outcome"] for row in rows} == {"same"}
    for person, row in zip(PEOPLE, rows, strict=True):
        hits = office("search", person[1], "--json").document["hits"]
        assert [match["developer"] for match in row["matches"]] == [hit["id"] for hit in hits]
        assert row["matches"][0]["score"] >= 10
        assert row["matches"][0]["why"]


def test_a_list_may_name_a_cohort_in_each_row(office: Command, tmp_path: Path) -> None:
    rows = [["Name", "Mobile", "Batch code"], ["Asha Rao", "9845012345", "N-1"], ["Kabir Das", "9845012346", "N-2"]]
    found = imported(office, a_csv(tmp_path / "two.csv", rows))
    assert [row["values"]["cohort.code"] for row in found["rows"]] == ["N-1", "N-2"]
    assert {hit["label"] for hit in office("search", "N-", "--json").document["hits"]} == {"N-1", "N-2"}


def test_without_any_cohort_a_dry_run_tells_and_an_import_is_refused(office: Command, tmp_path: Path) -> None:
    file = an_enrolment_list(tmp_path)
    assert planned(office, file)["needs"][0]["code"] == "cohort-needed"
    done = office("import", file, "--json")
    assert done.code == 3
    assert done.document["refused"]["code"] == "cohort-needed"
    assert done.document["data_rows"] == 3
    assert "--cohort" in done.err
    assert office("check", "--json").document["counts"]["developers"] == 0


def test_a_full_cohort_refuses_the_whole_list(office: Command, tmp_path: Path) -> None:
    assert office("cohorts", "create", "TINY", "--seats", "2").code == 0
    for more in ((), ("--dry-run",)):
        done = office("import", an_enrolment_list(tmp_path), "--cohort", "TINY", "--json", *more)
        assert done.code == 3
        assert done.document["refused"]["code"] == "cohort-full"
        assert done.document["counts"]["new"] == 3
    assert office("check", "--json").document["counts"]["developers"] == 0


STEPS = (
    ("enrolled", "01/07/2026", "Enrolled on"),
    ("active", "20/07/2026", "Started on"),
    ("completed", "30/09/2026", "Completed on"),
)


def test_status_and_its_day_add_dated_steps(office: Command, tmp_path: Path) -> None:
    for status, day, _ in STEPS:
        rows = [["Name", "Mobile", "Batch code", "Status", "Effective date"], ["Asha Rao", "9845012345", "N-1", status, day]]
        found = imported(office, a_csv(tmp_path / f"{status}.csv", rows), "--mode", "update")
        assert found["rows"][0]["outcome"] == ("new" if status == "enrolled" else "update"), status
    out = tmp_path / "enrolments.csv"
    assert office("export", "enrolments", "-o", out).code == 0
    head, row = (line.split(",") for line in out.read_text("utf-8-sig").splitlines())
    told = dict(zip(head, row, strict=True))
    assert [told[name] for _, _, name in STEPS] == ["2026-07-01", "2026-07-20", "2026-09-30"]
    assert told["Status"] == "Completed"


def test_update_takes_what_fill_leaves(office: Command, tmp_path: Path) -> None:
    imported(office, an_enrolment_list(tmp_path), "--cohort", "C-1")
    rows = [[*HEADINGS, "District"], [*PEOPLE[0][:5], "Kerala", ""], [*PEOPLE[1], "Puri"]]
    file = a_csv(tmp_path / "moved.csv", rows)
    assert outcomes(planned(office, file, "--cohort", "C-1", "--mode", "fill")) == {2: "same", 3: "update"}
    assert outcomes(planned(office, file, "--cohort", "C-1", "--mode", "add-only")) == {2: "skipped", 3: "skipped"}
    found = planned(office, file, "--cohort", "C-1", "--mode", "update")
    assert outcomes(found) == {2: "update", 3: "update"}
    assert [row["changes"] for row in found["rows"]] == [
        {"developer.state": ["Karnataka", "Kerala"]}, {"developer.district": [None, "Puri"]}
    ]  # fmt: skip


@pytest.mark.parametrize(("review", "outcome"), [("hold", "review"), ("new", "new"), ("skip", "skipped")])
def test_somebody_who_may_be_known_is_held_made_or_skipped(office: Command, tmp_path: Path, review: str, outcome: str) -> None:
    imported(office, an_enrolment_list(tmp_path), "--cohort", "C-1")
    rows = [["Name", "Mobile"], ["Isha Rao", "9845012345"]]
    found = planned(office, a_csv(tmp_path / "maybe.csv", rows), "--cohort", "C-1", "--review", review)
    assert found["rows"][0]["outcome"] == outcome
    assert 0 <= found["rows"][0]["matches"][0]["score"] < 10


def test_a_mapping_decides(office: Command, tmp_path: Path) -> None:
    mapping = tmp_path / "map.json"
    mapping.write_text(json.dumps({"DOB": None, "State": "extra", "Mobile No": "developer.mobile"}))
    found = planned(office, an_enrolment_list(tmp_path), "--cohort", "C-1", "--map", mapping)
    fields = {column["source"]: column["field"] for column in found["columns"]}
    assert (fields["DOB"], fields["State"], fields["Mobile No"]) == (None, "extra.State", "developer.mobile")


def test_the_document_of_a_dry_run_is_a_mapping(office: Command, tmp_path: Path) -> None:
    file = a_messy_list(tmp_path)
    found = planned(office, file, "--cohort", "C-1")
    for column in found["columns"]:
        if column["source"].endswith("E-mail"):
            column["field"] = None
    mapping = tmp_path / "document.json"
    mapping.write_text(json.dumps(found))
    again = planned(office, file, "--cohort", "C-1", "--map", mapping)
    assert {column["source"]: column["field"] for column in again["columns"]} == {
        column["source"]: column["field"] for column in found["columns"]
    }


def test_the_last_row_of_a_heading_names_its_column(office: Command, tmp_path: Path) -> None:
    mapping = tmp_path / "map.json"
    mapping.write_text(json.dumps({"Mobile": None}))
    found = planned(office, a_messy_list(tmp_path), "--cohort", "C-1", "--map", mapping)
    assert next(column["field"] for column in found["columns"] if column["source"].endswith("Mobile")) is None


@pytest.mark.parametrize("text", ["[1]", "{", '{"Phone of the moon": "developer.mobile"}', '{"DOB": "developer.bananas"}'])
def test_a_wrong_mapping_is_refused(office: Command, tmp_path: Path, text: str) -> None:
    mapping = tmp_path / "map.json"
    mapping.write_text(text)
    done = office("import", an_enrolment_list(tmp_path), "--cohort", "C-1", "--json", "--map", mapping)
    assert done.code == 3
    assert done.document["refused"]["message"]
    assert office("import", an_enrolment_list(tmp_path), "--map", tmp_path / "none.json", "--json").code == 3


def test_a_sheet_is_chosen_by_its_name(office: Command, tmp_path: Path) -> None:
    file = a_workbook(tmp_path / "two.xlsx", [HEADINGS, *PEOPLE], sheet="All", Some=[HEADINGS, PEOPLE[0]])
    assert planned(office, file, "--cohort", "C-1", "--sheet", "Some")["data_rows"] == 1
    done = office("import", file, "--cohort", "C-1", "--sheet", "None", "--json")
    assert done.code == 3
    assert "All" in done.document["refused"]["message"] and "Some" in done.document["refused"]["message"]


@pytest.mark.parametrize(
    ("noun", "rows", "fields"),
    [
        ("startup", [["Startup name", "CIN", "State", "City"], ["Disha Labs Pvt Ltd", "U72900KA2024PTC100001", "Karnataka", "Hubli"],
                     ["Udaan AI LLP", "", "Goa", "Panaji"]],
         {"startup.legal_name", "startup.cin", "startup.state", "startup.city"}),
        ("resource", [["Title", "Link", "Type", "Language", "Hours"], ["Prompting", "https://example.in/p", "Course", "English", "3"],
                      ["Models", "https://example.in/m", "Video", "Hindi", "1"]],
         {"resource.title", "resource.url", "resource.kind", "resource.language", "resource.hours"}),
    ],
)  # fmt: skip
def test_startups_and_resources_are_told_apart_unasked(
    office: Command, tmp_path: Path, noun: str, rows: list[list[str]], fields: set[str]
) -> None:
    file = a_csv(tmp_path / "list.csv", rows)
    found = imported(office, file)
    assert (found["noun"], found["counts"]["new"]) == (noun, 2)
    assert {column["field"] for column in found["columns"]} == fields
    assert planned(office, file, "--as", f"{noun}s")["rows"][0]["matches"][0][noun] == 1


def refused(command: Command, file: Path, *options: object) -> Any:
    done = command("import", file, "--cohort", "C-1", "--dry-run", "--json", *options)
    assert done.code == 3
    found = done.document
    assert set(found) >= KEYS
    assert found["refused"]["code"] in CODES | {"missing"}
    assert found["refused"]["message"] in done.err
    assert sum(found["counts"].values()) == found["data_rows"]
    plain = command("import", file, "--cohort", "C-1", *options)
    assert (plain.code, plain.out) == (3, "")
    return found


def test_what_is_no_list_is_refused_with_its_reason(office: Command, tmp_path: Path) -> None:
    garbage = bytes(range(128, 256)) * 40
    truncated = a_messy_list(tmp_path).read_bytes()[:3000]
    for name, content, code in (
        ("empty.xlsx", b"", "empty"), ("picture.png", b"\x89PNG\r\n\x1a\n" + garbage, "unsupported"),
        ("cut.xlsx", truncated, "damaged"), ("paper.pdf", b"%PDF-1.4\n" + garbage, "unsupported"),
        ("blank.csv", b"\n\n\n", "empty"), ("heading.csv", b"Name,Mobile,Email\n", "empty"),
        ("form.csv", b"Name of institute,GPT Kadapa\nPrincipal,A Rao\nPhone,0877 123456\nAddress,Kadapa\n", "not-a-list"),
    ):  # fmt: skip
        file = tmp_path / name
        file.write_bytes(content)
        found = refused(office, file)
        assert found["refused"]["code"] == code, name
        assert found["sha256"] == hashlib.sha256(content).hexdigest(), name


def test_a_list_of_something_else_is_refused_with_all_that_was_found_in_it(office: Command, tmp_path: Path) -> None:
    rows = [["Item", "Quantity", "Price"], ["Bolt", "3", "2.5"], ["Nut", "5", "1.0"], ["Screw", "9", "0.5"]]
    for options in ((), ("--as", "developers")):
        found = refused(office, a_csv(tmp_path / "shop.csv", rows), *options)
        assert found["refused"]["code"] == "not-a-list"
        assert (found["header_rows"], found["first_data_row"], found["last_data_row"], found["data_rows"]) == ([1], 2, 4, 3)
        assert [column["source"] for column in found["columns"]] == rows[0]
        assert found["counts"]["error"] == 3


def test_a_missing_file_and_a_folder_are_refused(office: Command, tmp_path: Path) -> None:
    assert refused(office, tmp_path / "none.xlsx")["refused"]["code"] == "missing"
    assert refused(office, tmp_path)["refused"]["code"] == "unsupported"


def test_a_protected_workbook_asks_for_its_password(office: Command, tmp_path: Path) -> None:
    import msoffcrypto.format.ooxml

    plain = a_workbook(tmp_path / "plain.xlsx", [HEADINGS, *PEOPLE])
    locked = tmp_path / "locked.xlsx"
    with plain.open("rb") as source, locked.open("wb") as target:
        msoffcrypto.format.ooxml.OOXMLFile(source).encrypt("desk-2026", target)
    for options in ((), ("--password", "wrong")):
        found = refused(office, locked, *options)
        assert found["refused"]["code"] == "encrypted"
    assert "--password" in office("import", locked).err
    assert planned(office, locked, "--cohort", "C-1", "--password", "desk-2026")["data_rows"] == 3


def test_rows_kept_aside_come_back_mended(office: Command, tmp_path: Path) -> None:
    aside = tmp_path / "aside.xlsx"
    assert office("import", a_messy_list(tmp_path), "--cohort", "C-1", "--rejects", aside).code == 1
    book = openpyxl.load_workbook(aside)
    heads = [cell.value for cell in book.active[1]]
    assert [cell.value for cell in book.active["A"]][1:] == [7]
    assert not any("Aadhaar" in str(head) for head in heads)
    at = next(place for place, head in enumerate(heads, 1) if str(head).endswith("Mobile"))
    book.active.cell(2, at).value = "9845012346"
    book.save(aside)
    book.close()
    found = imported(office, aside, "--cohort", "C-1")
    assert found["counts"]["new"] == found["data_rows"] == 1
    assert found["rows"][0]["values"]["developer.full_name"] == "Kabir Das"


def test_where_rejects_cannot_be_saved_nothing_is_imported(office: Command, tmp_path: Path) -> None:
    done = office("import", a_messy_list(tmp_path), "--cohort", "C-1", "--rejects", tmp_path / "none" / "aside.xlsx")
    assert done.code == 3
    assert office("imports", "--json").document["runs"] == []


def test_a_run_is_listed_taken_back_and_brought_again(office: Command, tmp_path: Path) -> None:
    file = an_enrolment_list(tmp_path)
    run = imported(office, file, "--cohort", "C-1")["run"]
    listed = office("imports", "--json").document["runs"]
    assert [(each["run"], each["file"], each["state"], each["counts"]["new"]) for each in listed] == [
        (run, file.name, "applied", 3)
    ]
    assert "3 new" in office("imports").out
    assert office("undo", run, "--dry-run", "--json").document["reversed"] > 0
    assert office("check", "--json").document["counts"]["developers"] == 3
    done = office("undo", run, "--json")
    assert (done.code, done.document["run"], done.document["kept"], done.document["could_not"]) == (0, run, [], [])
    assert office("check", "--json").document["counts"]["developers"] == 0
    assert office("undo", run).code == 3
    assert office("undo", 999, "--json").document["refused"]["code"] == "run"
    assert "taken back" in office("imports").out
    assert office("undo", run, "--redo").code == 0
    assert office("check", "--json").document["counts"]["developers"] == 3


def test_two_entries_of_one_person_are_a_pair(office: Command, tmp_path: Path) -> None:
    assert office("duplicates", "--json").document == {"pairs": []}
    imported(office, an_enrolment_list(tmp_path), "--cohort", "C-1")
    rows = [["Name", "Mobile"], ["Isha Rao", "9845012345"]]
    imported(office, a_csv(tmp_path / "maybe.csv", rows), "--cohort", "C-1", "--review", "new")
    pairs = office("duplicates", "--json").document["pairs"]
    ids = sorted(hit["id"] for hit in office("search", "9845012345", "--json").document["hits"])
    assert [(pair["a"], pair["b"], pair["verdict"]) for pair in pairs] == [(*ids, "review")]
    assert pairs[0]["why"] and isinstance(pairs[0]["score"], float)
    assert str(ids[0]) in office("duplicates").out


def test_the_rows_that_an_import_kept_aside_are_had_at_any_time(office: Command, tmp_path: Path) -> None:
    file = a_csv(tmp_path / "list.csv", [HEADINGS, *PEOPLE[:2], ("Rohan Mehta", "98450", *PEOPLE[0][2:])])
    run = imported(office, file, "--cohort", "C-1")["run"]
    aside = tmp_path / "aside.xlsx"
    done = office("imports", str(run), "--rejects", aside)
    assert (done.code, "1 row kept aside by import" in done.out) == (0, True)
    sheet = openpyxl.load_workbook(aside).active
    assert [cell.value for cell in sheet[1]][:3] == ["Row in the list", "Why it was kept aside", "Cohort chosen for the list"]
    assert sheet.max_row == 2
    back = planned(office, aside)
    assert back["counts"]["error"] == 1
    assert office("imports", str(run)).code == 2
    assert office("imports", "99", "--rejects", aside).code == 3
