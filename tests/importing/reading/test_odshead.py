"""A first look at a long LibreOffice sheet takes its first rows only; what could lose rows is left whole."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from skilling.importing.reading import odshead
from skilling.importing.reading.limits import Limits
from skilling.importing.reading.opening import Source
from skilling.importing.reading.workbookfile import calamine_sheets

_DOCUMENT = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content office:version="1.2" '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>{}'
    "</office:spreadsheet></office:body></office:document-content>"
)
_MANIFEST = (
    '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
    "</manifest:manifest>"
)
_CELL = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(odshead, "_WORTH_CUTTING", 1_000)
    monkeypatch.setattr(odshead, "_KEPT", 4_000)
    monkeypatch.setattr(odshead, "_CHUNK", 1_000)


def _ods(path: Path, *sheets: int, around: str = "{}") -> Source:
    def rows(number: int) -> str:
        return "".join(f"<table:table-row>{_CELL.format(f'Asha {at}')}</table:table-row>" for at in range(number))

    tables = (f'<table:table table:name="S{at}">{around.format(rows(number))}</table:table>' for at, number in enumerate(sheets))
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", _MANIFEST)
        archive.writestr("content.xml", _DOCUMENT.format("".join(tables)))
    return Source(path)


def test_the_first_rows_of_a_long_sheet_are_read_as_they_are(tmp_path: Path) -> None:
    source = _ods(tmp_path / "long.ods", 500)
    short = odshead.head_of(source)
    assert short.data is not None
    whole, cut = (calamine_sheets(each, Limits()).first_rows("S0") for each in (source, short))
    assert cut[:20] == whole[:20]
    assert calamine_sheets(short, Limits()).size("S0")[0] < 100


def test_several_sheets_and_grouped_rows_are_left_whole(tmp_path: Path) -> None:
    for name, source in (
        ("two", _ods(tmp_path / "two.ods", 300, 300)),
        ("grouped", _ods(tmp_path / "grouped.ods", 300, around="<table:table-row-group>{}</table:table-row-group>")),
        ("short", _ods(tmp_path / "short.ods", 3)),
    ):
        assert odshead.head_of(source).data is None, name


def test_a_broken_document_is_left_to_its_reader(tmp_path: Path) -> None:
    path = tmp_path / "broken.ods"
    path.write_bytes(b"PK\x03\x04 no zip")
    assert odshead.head_of(Source(path)).data is None
