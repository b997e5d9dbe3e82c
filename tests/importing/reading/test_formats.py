"""Every format in which a list arrives is named by its content, and gives the same list."""

from __future__ import annotations

import codecs
import datetime
import struct
import zipfile
from pathlib import Path

import pytest

from skilling.domain.problems import Refused
from skilling.importing.reading import child
from skilling.importing.reading.grid import CellError
from tests.importing import binaries
from tests.importing.binaries import (
    an_ods,
    an_xlsb,
    biff,
    brt,
    brt_error,
    brt_number,
    brt_row,
    brt_styles,
    brt_text,
    ods_row,
    ole,
)
from tests.importing.builders import a_package, number_cell, sheet_xml, text_cell

PEOPLE: list[list[str | float | None]] = [["Name", "Mobile"], ["Asha", 9876543210.0], ["Ravi", 9876543211.0]]


@pytest.mark.parametrize("version", [2, 3, 4, 5, 8])
def test_a_worksheet_of_any_excel_before_2007_is_read(tmp_path: Path, version: int) -> None:
    """Excel 2.1, 3, 4, 5/95 and 97-2003, as bare records and in the compound file of the last two."""
    hidden = [2] if version > 2 else []
    stream = biff(version, PEOPLE, hidden=hidden)
    forms = [stream, ole(stream, "Book" if version == 5 else "Workbook")] if version >= 5 else [stream]
    for number, content in enumerate(forms):
        path = tmp_path / f"old{number}.csv"
        path.write_bytes(content)
        book = child.read(path)
        assert (book.format, book.grid.rows) == ("xls", PEOPLE)
        assert book.grid.hidden_rows == {row + 1 for row in hidden}


def test_a_binary_workbook_shows_what_its_reader_hides(tmp_path: Path) -> None:
    rows = brt_row(0, brt_text(0, "Name") + brt_text(1, "PIN") + brt_text(2, "Marks"))
    rows += brt_row(1, brt_text(0, "jke", 2) + brt_number(1, 1234, 1) + brt_error(2, 0x17), hidden=True)
    styles = brt_styles([(0, 0), (164, 0), (0, 1)], [(164, "000000")], ["Calibri", "Kruti Dev 010"])
    merge = brt(177, struct.pack("<I", 1)) + brt(176, struct.pack("<IIII", 3, 3, 0, 1)) + brt(178)
    book = child.read(an_xlsb(tmp_path / "list.xlsb", rows, styles=styles, after=merge))
    grid = book.grid
    assert book.format == "xlsb"
    assert grid.rows == [["Name", "PIN", "Marks"], ["jke", 1234.0, CellError("#REF!")]]
    assert (grid.hidden_rows, grid.merges) == ({2}, ((4, 1, 4, 2),))
    assert (grid.zero_pads, grid.legacy_fonts) == ({1: 6}, {0: "Kruti Dev 010"})
    assert grid.warnings == ()


@pytest.mark.parametrize(("flags", "serial"), [(0, 38113), (1, 36651)])
def test_days_of_a_binary_workbook_are_the_same_days_in_either_calendar(tmp_path: Path, flags: int, serial: int) -> None:
    rows = brt_row(0, brt_text(0, "DOB")) + brt_row(1, brt_number(0, serial, 1))
    path = an_xlsb(tmp_path / "days.xlsb", rows, styles=brt_styles([(0, 0), (14, 0)]), flags=flags)
    grid = child.read(path).grid
    assert grid.rows == [["DOB"], [datetime.date(2004, 5, 6)]]
    assert grid.date1904 is bool(flags)


def test_the_second_look_survives_a_binary_sheet_that_breaks_off(tmp_path: Path) -> None:
    from skilling.importing.reading import xlsbnotes

    path = an_xlsb(tmp_path / "cut.xlsb", brt_row(0, brt_text(0, "Name")) + b"\x05\xff\xff\xff\x7f\x01")
    with zipfile.ZipFile(path) as archive:
        look = xlsbnotes.look(archive, "List", 1 << 20)
    assert look is not None
    assert look.notes.patches == {}


def test_a_workbook_with_macros_is_read_and_the_macros_are_not(tmp_path: Path) -> None:
    rows = f'<row r="1">{text_cell("A1", "Name")}</row><row r="2">{text_cell("A2", "Asha")}</row>'
    path = a_package(tmp_path / "macros.xlsm", sheet_xml(rows), extra={"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0macro"})
    grid = child.read(path).grid
    assert grid.rows == [["Name"], ["Asha"]]
    assert any("macros" in warning for warning in grid.warnings)


def test_a_sheet_without_dimensions_references_or_shared_texts_is_read(tmp_path: Path) -> None:
    rows = "<row><c t='inlineStr'><is><r><t>Na</t></r><r><t>me</t></r></is></c><c t='str'><v>PIN</v></c></row>"
    rows += "<row><c t='inlineStr'><is><t>Asha</t></is></c><c><v>560001</v></c></row>"
    assert child.read(a_package(tmp_path / "bare.xlsx", sheet_xml(rows))).grid.rows == [["Name", "PIN"], ["Asha", 560001.0]]


def test_a_libreoffice_sheet_gives_the_same_list(tmp_path: Path) -> None:
    path = an_ods(
        tmp_path / "list.ods", ods_row("Name", "Mobile") + ods_row("Asha", 9876543210.0) + ods_row("Ravi", 9876543211.0)
    )
    assert child.read(path).grid.rows == PEOPLE


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    ("encoding", "mark"),
    [("utf-8", b""), ("utf-8", codecs.BOM_UTF8), ("utf-16-le", codecs.BOM_UTF16_LE), ("utf-16-be", codecs.BOM_UTF16_BE),
     ("utf-16-le", b""), ("utf-16-be", b""), ("cp1252", b"")],
)  # fmt: skip
def test_text_in_any_usual_encoding_and_division_gives_the_same_list(
    tmp_path: Path, delimiter: str, encoding: str, mark: bytes
) -> None:
    name = "José" if encoding == "cp1252" else "सुनीता"
    lines = [["Name", "Mobile", "PIN"], [name, "9876543210", "012345"], ["Ravi – K", "9876543211", "560001"]]
    path = tmp_path / "list.xls"
    path.write_bytes(mark + "".join(delimiter.join(line) + "\r\n" for line in lines).encode(encoding))
    book = child.read(path)
    assert (book.delimiter, book.grid.rows) == (delimiter, lines)


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"ID;PWXL;N;E\r\nC;Y1;X1;K\"Name\"\r\nE\r\n", "SYLK"), (b"\x00\x00\x1a\x00" + bytes(60), "Lotus"),
     (b"\x1f\x8b\x08\x00" + bytes(60), "compressed archive"), (b'{"a": 1}', "JSON")],
)  # fmt: skip
def test_what_holds_no_list_is_refused_by_its_own_name(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "list.xls"
    path.write_bytes(content)
    with pytest.raises(Refused, match=words) as refused:
        child.read(path)
    assert refused.value.code == "unsupported"


def test_a_list_whose_first_heading_is_id_is_no_sylk_file(tmp_path: Path) -> None:
    """Excel itself stumbles here: a CSV that begins with ID is taken for SYLK."""
    path = tmp_path / "list.csv"
    path.write_text("ID;Name;Mobile\n1;Asha;9876543210\n2;Ravi;9876543211\n")
    assert child.read(path).grid.rows[0] == ["ID", "Name", "Mobile"]
    path.write_text("ID;Phone;Name\n1;9876543210;Asha\n2;9876543211;Ravi\n")
    assert child.read(path).grid.rows[0] == ["ID", "Phone", "Name"]


def test_what_the_builders_build_is_what_the_specification_says() -> None:
    """A record's kind of two bytes and a length of two bytes, as [MS-XLSB] 2.1.4 shows them."""
    assert binaries.brt(0x81) == b"\x81\x01\x00"
    assert binaries.brt(5, bytes(200))[:3] == b"\x05\xc8\x01"


def test_a_number_of_leading_zeros_survives_every_second_look(tmp_path: Path) -> None:
    styles = (
        '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1">'
        '<numFmt numFmtId="164" formatCode="000000"/></numFmts><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="164"/>'
        "</cellXfs></styleSheet>"
    )
    rows = f'<row r="1">{text_cell("A1", "Roll")}</row><row r="2">{number_cell("A2", 1234, 1)}</row>'
    assert child.read(a_package(tmp_path / "zeros.xlsx", sheet_xml(rows), styles=styles)).grid.zero_pads == {0: 6}


@pytest.mark.parametrize(
    ("name", "head", "said"),
    [
        ("photo.xlsx", b"\x89PNG\r\n\x1a\n", "a picture, not a list. A list cannot be read from it: ask the sender"),
        ("list.xlsx", b"%PDF-1.4\n", "a PDF document, not a list. Ask the sender for the workbook"),
        ("list.xls", b"{\\rtf1 }", "Copy its table into an empty Excel workbook"),
    ],
)
def test_what_is_renamed_is_told_and_how_to_get_the_list_instead(name: str, head: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(head + bytes(40))
    with pytest.raises(Refused) as refused:
        child.read(path)
    assert refused.value.code == "unsupported"
    assert said in refused.value.message
