"""Every real list behaves as its truth says. Skipped quietly where the lists are not at hand."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest

from skilling.domain.problems import Refused
from skilling.importing.reading import child
from skilling.importing.table import layout
from skilling.importing.table.looks import is_blank, plain_text
from tests.importing.builders import known_header, shared_lists

FOLDER = shared_lists()
ENTRIES: list[dict[str, Any]] = json.loads((FOLDER / "truth.json").read_text("utf-8"))["entries"] if FOLDER is not None else []
LISTS = [entry for entry in ENTRIES if entry["category"] != "survival"]
SURVIVALS = [entry for entry in ENTRIES if entry["category"] == "survival"]


def _path(entry: dict[str, Any]) -> Path:
    assert FOLDER is not None
    return FOLDER / entry["file"]


def _table(entry: dict[str, Any]) -> tuple[child.Book, layout.Table]:
    book = child.read(_path(entry), sheet=entry["sheet"])
    return book, layout.find(book.grid, known_header)


@pytest.mark.parametrize("entry", LISTS, ids=lambda entry: entry["file"])
def test_a_real_list_is_opened_as_what_it_is(entry: dict[str, Any]) -> None:
    book = child.read(_path(entry))
    assert book.format == entry["format"]
    assert book.sha256 == entry["sha256"]
    assert book.size == entry["size"]
    if "encoding" in entry:
        assert (book.encoding, book.delimiter) == (entry["encoding"], entry["delimiter"])


@pytest.mark.parametrize("entry", LISTS, ids=lambda entry: entry["file"])
def test_a_real_list_is_found_where_it_stands(entry: dict[str, Any]) -> None:
    book, table = _table(entry)
    assert table.kind == "list"
    if entry["sheet"] is not None:
        assert book.grid.sheet == entry["sheet"]
    assert table.header_rows == tuple(entry.get("header_rows", [entry["header_row"]]))
    assert table.header_rows[-1] + 1 == entry["first_data_row"]
    assert table.row_numbers[-1] == entry["last_data_row"]
    assert len(table.rows) == entry["data_rows"]
    named = [" ".join(header.split()) for header in entry["mapping"]]
    assert table.headers[: len(named)] == named


@pytest.mark.parametrize("entry", LISTS, ids=lambda entry: entry["file"])
def test_a_real_list_keeps_what_its_truth_expects(entry: dict[str, Any]) -> None:
    _, table = _table(entry)
    expected = entry.get("expect", {})
    assert table.hidden_rows == expected.get("hidden_rows", 0)
    assert len(table.headers) == expected.get("columns", len(table.headers))
    for header in expected.get("fill_down_columns", []):
        position = table.headers.index(header)
        assert not any(is_blank(row[position]) for row in table.rows)


@pytest.mark.parametrize("entry", LISTS, ids=lambda entry: entry["file"])
def test_the_right_sheet_of_a_real_list_is_chosen_unasked(entry: dict[str, Any]) -> None:
    if entry["file"] == "sheetjs_autofilter.xlsx":
        pytest.skip("all its sheets hold the same list")
    book = child.read(_path(entry))
    assert (book.grid.sheet or None) == entry["sheet"]


@pytest.mark.parametrize("entry", SURVIVALS, ids=lambda entry: entry["file"])
def test_a_difficult_file_is_survived_as_its_truth_says(entry: dict[str, Any]) -> None:
    expected = entry["expect"]
    started = time.monotonic()
    outcome, _, reason = expected["outcome"].partition(":")
    if outcome == "read":
        book = child.read(_path(entry))
        assert plain_text(book.grid.rows[0][0]) == expected.get("A1", plain_text(book.grid.rows[0][0]))
        assert book.grid.sheet == expected.get("default_sheet", entry["sheet"])
        assert layout.find(book.grid, known_header).kind
    elif outcome == "refuse":
        with pytest.raises(Refused) as refused:
            child.read(_path(entry))
        assert refused.value.code == reason
    else:
        _asks_for_the_password(entry)
    assert time.monotonic() - started < expected.get("max_s", 60)


def _asks_for_the_password(entry: dict[str, Any]) -> None:
    for password in (None, "not the password"):
        with pytest.raises(Refused) as refused:
            child.read(_path(entry), password=password)
        assert refused.value.code == "encrypted"
    book = child.read(_path(entry), password=entry["expect"]["password"])
    assert len(book.grid.rows) == entry["expect"]["rows_after"]
