"""Old Excel and LibreOffice sheets lose nothing that their programs show."""

from __future__ import annotations

import datetime
import struct
import zipfile
from pathlib import Path

import pytest

from skilling.domain.problems import Refused
from skilling.importing.reading import child
from skilling.importing.reading.grid import CellError

_SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)


def _an_ods(path: Path, rows: str, *, manifest: str = "<m/>", styles: str = "") -> Path:
    content = (
        f"<office:document-content {_SPACES}><office:automatic-styles>{styles}</office:automatic-styles><office:body>"
        f'<office:spreadsheet><table:table table:name="List">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", content)
    return path


def _text(text: str, more: str = "") -> str:
    return f'<table:table-cell office:value-type="string" {more}><text:p>{text}</text:p></table:table-cell>'


def _number(value: int, shown: str) -> str:
    return f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{shown}</text:p></table:table-cell>'


def test_a_libreoffice_sheet_shows_what_its_reader_hides(tmp_path: Path) -> None:
    error = (
        '<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" '
        'calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>'
    )
    legacy = _text("vk&apos;kk", 'table:style-name="ce1"')
    rows = (
        f"<table:table-row>{_text('Name')}{_text('PIN')}{_text('Marks')}</table:table-row>"
        f'<table:table-row table:number-rows-repeated="2" table:visibility="filter">'
        f"{legacy}{_number(1234, '001234')}{error}</table:table-row>"
        '<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/>'
        "</table:table-row>"
    )
    styles = '<style:style style:name="ce1"><style:text-properties style:font-name="Kruti Dev 010"/></style:style>'
    book = child.read(_an_ods(tmp_path / "list.ods", rows, styles=styles))
    assert (book.format, book.grid.hidden_rows) == ("ods", {2, 3})
    assert (book.grid.zero_pads, book.grid.legacy_fonts) == ({1: 6}, {0: "Kruti Dev 010"})
    assert book.grid.rows[1] == ["vk'kk", 1234.0, CellError("#DIV/0!")]
    assert len(book.grid.rows) == 3


def test_a_libreoffice_sheet_with_a_password_says_how_to_take_it_off(tmp_path: Path) -> None:
    path = _an_ods(tmp_path / "secret.ods", "", manifest="<m:file-entry><m:encryption-data/></m:file-entry>")
    with pytest.raises(Refused, match="LibreOffice") as refused:
        child.read(path)
    assert refused.value.code == "encrypted"


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def test_a_worksheet_of_excel_2_is_read(tmp_path: Path) -> None:
    def place(row: int, column: int) -> bytes:
        return struct.pack("<HH", row, column) + b"\0\0\0"

    path = tmp_path / "ancient.dat"
    path.write_bytes(
        _record(0x0009, struct.pack("<HH", 2, 0x10))
        + _record(0x0004, place(0, 0) + b"\x04Name")
        + _record(0x0004, place(0, 1) + b"\x03Fee")
        + _record(0x0004, place(1, 0) + b"\x04Asha")
        + _record(0x0003, place(1, 1) + struct.pack("<d", 12.5))
        + _record(0x000A, b"")
    )
    book = child.read(path)
    assert (book.format, book.grid.rows) == ("xls", [["Name", "Fee"], ["Asha", 12.5]])


def test_a_day_of_the_1904_calendar_in_an_old_workbook() -> None:
    from tests.importing.builders import shared_lists

    folder = shared_lists()
    if folder is None:
        pytest.skip("the real lists are not at hand")
    grid = child.read(folder / "n_1904.xls").grid
    assert (grid.date1904, grid.rows[0][0]) == (True, datetime.date(2000, 1, 1))
