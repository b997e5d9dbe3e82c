"""Old Excel and LibreOffice sheets lose nothing that their programs show."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from skilling.domain.problems import Refused
from skilling.importing.reading import child
from skilling.importing.reading.grid import CellError
from tests.importing.binaries import an_ods


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
    book = child.read(an_ods(tmp_path / "list.ods", rows, styles=styles))
    assert (book.format, book.grid.hidden_rows) == ("ods", {2, 3})
    assert (book.grid.zero_pads, book.grid.legacy_fonts) == ({1: 6}, {0: "Kruti Dev 010"})
    assert book.grid.rows[1] == ["vk'kk", 1234.0, CellError("#DIV/0!")]
    assert len(book.grid.rows) == 3


def test_a_libreoffice_sheet_with_a_password_says_how_to_take_it_off(tmp_path: Path) -> None:
    path = an_ods(tmp_path / "secret.ods", "", manifest="<m:file-entry><m:encryption-data/></m:file-entry>")
    with pytest.raises(Refused, match="LibreOffice") as refused:
        child.read(path)
    assert refused.value.code == "encrypted"


def test_a_day_of_the_1904_calendar_in_an_old_workbook() -> None:
    from tests.importing.builders import shared_lists

    folder = shared_lists()
    if folder is None:
        pytest.skip("the real lists are not at hand")
    grid = child.read(folder / "n_1904.xls").grid
    assert (grid.date1904, grid.rows[0][0]) == (True, datetime.date(2000, 1, 1))
