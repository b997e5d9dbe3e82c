"""Web pages and XML spreadsheets saved as .xls are tables like any other."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from skilling.domain.problems import Refused
from skilling.importing.reading import child
from skilling.importing.reading.grid import CellError

PAGE = """<html><head><meta charset="utf-8"><style>td{mso-number-format:"\\@"}</style></head><body>
<table><tr><td>menu</td></tr></table>
<table><tr><th rowspan=2>Name</th><th colspan=2>Contact</th></tr>
<tr><th>Mobile</th><th>Email</th></tr>
<tr style="display:none"><td>Asha&nbsp;Devi</td><td x:num="9876543210">9.87654E+09</td><td>a@example.in<br>b@example.in</td></tr>
<tr><td>आशा</td><td></td><td>x</td></tr></table></body></html>"""

SPREADSHEET = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel">
<Worksheet ss:Name="List"><Table>
<Row><Cell ss:MergeAcross="1"><Data ss:Type="String">Title</Data></Cell><Cell><Data ss:Type="String">x</Data></Cell></Row>
<Row ss:Index="3" ss:Hidden="1"><Cell><Data ss:Type="Number">7</Data></Cell>
<Cell ss:Index="3"><Data ss:Type="DateTime">2004-05-06T00:00:00.000</Data></Cell></Row>
<Row><Cell ss:Formula="=1"/><Cell><Data ss:Type="Error">#REF!</Data></Cell></Row></Table></Worksheet>
<Worksheet ss:Name="Away"><Table/><x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions></Worksheet>
</Workbook>"""


def test_the_table_of_a_web_page_is_read_with_its_spans(tmp_path: Path) -> None:
    path = tmp_path / "portal.xls"
    path.write_text(PAGE, "utf-8")
    book = child.read(path)
    assert (book.format, [sheet.name for sheet in book.sheets]) == ("html", ["Table 1", "Table 2"])
    assert book.grid.rows == [
        ["Name", "Contact", None],
        [None, "Mobile", "Email"],
        ["Asha Devi", "9876543210", "a@example.in\nb@example.in"],
        ["आशा", None, "x"],
    ]
    assert book.grid.merges == ((1, 1, 2, 1), (1, 2, 1, 3))
    assert book.grid.hidden_rows == {3}


def test_an_xml_spreadsheet_is_read_with_its_types(tmp_path: Path) -> None:
    path = tmp_path / "old.xls"
    path.write_text(SPREADSHEET, "utf-8")
    book = child.read(path)
    assert book.format == "xml"
    assert [(sheet.name, sheet.hidden) for sheet in book.sheets] == [("List", False), ("Away", True)]
    assert book.grid.rows == [
        ["Title", None, "x"],
        [None, None, None],
        [7.0, None, datetime.date(2004, 5, 6)],
        [CellError("uncached"), CellError("#REF!"), None],
    ]
    assert book.grid.hidden_rows == {3}
    assert book.grid.merges == ((1, 1, 1, 2),)


def test_a_web_archive_is_read_for_its_table(tmp_path: Path) -> None:
    path = tmp_path / "archive.xls"
    path.write_text(
        "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=cut\n\n"
        "--cut\nContent-Type: text/html\n\n<html>no table</html>\n"
        "--cut\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n"
        "<table><tr><td>Name</td></tr><tr><td>Asha =3D A</td></tr></table>\n--cut--\n"
    )
    assert child.read(path).grid.rows == [["Name"], ["Asha = A"]]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("<html><body>Please log in</body></html>", "empty"),
        ("<?xml version='1.0'?><people><person name='Asha'/></people>", "unsupported"),
        ("<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><Workbook>&b;</Workbook>", "unsafe"),
        (SPREADSHEET[:700], "damaged"),
    ],
)
def test_what_holds_no_table_is_refused_by_name(tmp_path: Path, content: str, code: str) -> None:
    path = tmp_path / "page.xls"
    path.write_text(content, "utf-8")
    with pytest.raises(Refused) as refused:
        child.read(path)
    assert refused.value.code == code
