"""A few broken files of every format: each is a table or a sentence. `python -m tests.figures.fuzz` takes thousands."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import msoffcrypto.format.ooxml
import pytest

from skilling.domain.problems import Refused
from skilling.importing.reading import child
from tests.importing.binaries import biff, ole
from tests.importing.builders import a_package, a_workbook, sheet_xml, text_cell

PEOPLE: list[list[str | float | None]] = [["Name", "Mobile"], ["Asha", 9876543210.0], ["Ravi", 9876543211.0]]


@pytest.mark.skipif(sys.platform == "win32", reason="its children are forks, so that thousands take minutes")
def test_broken_files_of_every_format_are_tables_or_sentences() -> None:
    from tests.figures import fuzz

    tally = fuzz.run(count=30, seed=7, shipped_too=False)
    assert tally.faults == []
    assert tally.files >= 30 + 20
    assert tally.outcomes["crash"] == 0


def test_a_mutation_is_the_same_for_the_same_seed() -> None:
    from tests.figures.mutations import mutated
    from tests.figures.seeds import seeds

    data = seeds()["comma.csv"]
    twice = [mutated(random.Random("1-5"), data, [data]) for _ in range(2)]
    assert twice[0] == twice[1] != data


def _refusal(path: Path) -> str:
    with pytest.raises(Refused) as refused:
        child.read(path)
    return refused.value.code


@pytest.mark.parametrize(("old", "new"), [(b"<encryption", b"<encr\x00ption"), (b'spinCount="1', b'spinCount="x')])
def test_a_workbook_whose_encryption_is_broken_is_damaged_and_no_reader_fails(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, old: bytes, new: bytes
) -> None:
    plain, sealed = a_workbook(tmp_path / "plain.xlsx", PEOPLE), tmp_path / "sealed.xlsx"
    with plain.open("rb") as source, sealed.open("wb") as target:
        msoffcrypto.format.ooxml.OOXMLFile(source).encrypt("VelvetSweatshop", target)
    content = sealed.read_bytes()
    assert old in content
    sealed.write_bytes(content.replace(old, new))
    assert _refusal(sealed) in ("damaged", "encrypted")
    assert caplog.records == []


def test_a_part_that_does_not_unpack_is_damaged_and_no_reader_fails(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = a_package(tmp_path / "part.xlsx", sheet_xml(f'<row r="1">{text_cell("A1", "Name")}</row>'))
    content = bytearray(path.read_bytes())
    at = content.find(b"xl/_rels/workbook.xml.rels") + len(b"xl/_rels/workbook.xml.rels")
    content[at + 30 : at + 40] = bytes(10)
    path.write_bytes(bytes(content))
    assert _refusal(path) == "damaged"
    assert caplog.records == []


def test_an_old_workbook_that_points_past_its_tables_is_read_by_the_next_reader(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    stream = biff(8, PEOPLE)
    # The cell at row 1, column 1 names a cell format that no table has.
    place = b"\x01\x00\x01\x00\x00\x00"
    assert place in stream
    path = tmp_path / "formats.xls"
    path.write_bytes(ole(stream.replace(place, b"\x01\x00\x01\x00\xff\x7f")))
    assert child.read(path).grid.rows == PEOPLE
    assert caplog.records == []
