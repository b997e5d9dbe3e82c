"""Sound files of every format, from which the fuzz makes broken ones."""

from __future__ import annotations

import datetime
import io
import sysconfig
import tempfile
from pathlib import Path

import openpyxl
from openpyxl.styles import Font

from tests.importing import binaries as old
from tests.importing.builders import MAIN, a_package, shared_lists, sheet_xml

_PEOPLE: list[list[str | float | None]] = [
    ["S.No", "Student Name", "Mobile No", "DOB", "State"],
    *([float(n), f"Asha {chr(65 + n)}", 9876543210.0 + n, "05/09/2004", "Bihar"] for n in range(1, 9)),
]
_SUFFIXES = (".xlsx", ".xlsm", ".xltx", ".xls", ".xlsb", ".ods", ".csv", ".tsv", ".htm", ".html", ".xml", ".slk", ".dif", ".dbf")
_LARGEST = 20_000_000


def seeds() -> dict[str, bytes]:
    """Small files by name; the same each time."""
    with tempfile.TemporaryDirectory() as folder:
        return {**_zipped(Path(folder)), **_old(), **_text(), **_ours()}


def shipped() -> list[Path]:
    """Every file in a list's format that an installed package brings along, mostly for its own tests."""
    folders = {Path(sysconfig.get_path(name)) for name in ("purelib", "platlib")}
    found = (path for folder in folders for path in sorted(folder.rglob("*")) if path.suffix.lower() in _SUFFIXES)
    return [path for path in found if path.is_file() and path.stat().st_size < _LARGEST]


def _ours() -> dict[str, bytes]:
    """The real lists, where they are at hand."""
    folder = shared_lists()
    files = sorted(folder.iterdir()) if folder is not None else []
    return {
        f"list-{path.name}": path.read_bytes() for path in files if path.suffix != ".json" and 0 < path.stat().st_size < 400_000
    }


def _zipped(folder: Path) -> dict[str, bytes]:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Enrolment list 2026"])
    for row in _PEOPLE:
        sheet.append(row)
    sheet.merge_cells("A1:E1")
    sheet["F3"] = "=1+1"
    sheet["D4"] = datetime.date(2004, 5, 6)
    sheet["C5"].number_format = "000000000000"
    sheet["B6"].font = Font(name="Kruti Dev 010")
    sheet.row_dimensions[7].hidden = True
    book.create_sheet("Summary").append(["Total", 8])
    book.save(folder / "styled.xlsx")
    rows = "".join(
        f'<x:row r="{n}"><x:c r="A{n}" t="s"><x:v>{n % 3}</x:v></x:c><x:c r="B{n}"><x:v>987654321{n}</x:v></x:c></x:row>'
        for n in range(1, 9)
    )
    a_package(
        folder / "prefixed.xlsx",
        f'<x:worksheet xmlns:x="{MAIN}"><x:dimension ref="A1:B8"/><x:sheetData>{rows}</x:sheetData></x:worksheet>',
        strings=["Name", "Asha", "Ravi"],
    )
    inline = "".join(f"<row><c t='inlineStr'><is><t>Asha {n}</t></is></c><c><v>987654321{n}</v></c></row>" for n in range(9))
    a_package(folder / "inline.xlsm", sheet_xml(inline), extra={"xl/vbaProject.bin": b"macro"})
    records = b"".join(
        old.brt_row(n, old.brt_text(0, f"Asha {n}") + old.brt_number(1, 9876543210 + n) + old.brt_error(2, 7)) for n in range(9)
    )
    old.an_xlsb(folder / "binary.xlsb", records, styles=old.brt_styles([(0, 0), (14, 0)]))
    old.an_ods(
        folder / "office.ods", "".join(old.ods_row(*(cell if cell is not None else "" for cell in row)) for row in _PEOPLE)
    )
    found = {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
    return {**found, "secret.xlsx": _encrypted(found["styled.xlsx"])}


def _encrypted(plain: bytes) -> bytes:
    import msoffcrypto.format.ooxml

    sealed = io.BytesIO()
    msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(plain)).encrypt("VelvetSweatshop", sealed)
    return sealed.getvalue()


def _old() -> dict[str, bytes]:
    found = {f"biff{version}.xls": old.biff(version, _PEOPLE) for version in (2, 3, 4, 5, 8)}
    found["excel5.xls"] = old.ole(found["biff5.xls"], "Book")
    found["excel97.xls"] = old.ole(found["biff8.xls"])
    return found


def _text() -> dict[str, bytes]:
    lines = [["" if cell is None else str(cell) for cell in row] for row in _PEOPLE]
    comma, semicolon, tab = ("".join(sign.join(line) + "\r\n" for line in lines) for sign in (",", ";", "\t"))
    hindi = comma.replace("Asha", "आशा").replace("Bihar", '"बिहार, भारत"')
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in line)}</tr>" for line in lines)
    page = f"<html><head><meta charset='utf-8'></head><body><table border=1>{cells}</table></body></html>"
    rows = "".join(
        "<Row>" + "".join(f'<Cell><Data ss:Type="String">{cell}</Data></Cell>' for cell in line) + "</Row>" for line in lines
    )
    xml = (
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        f'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="List"><Table>{rows}</Table></Worksheet></Workbook>'
    )
    heading = 'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n'
    archive = f"{heading}{page}\r\n--b--\r\n"
    return {
        "comma.csv": comma.encode(), "semicolon.csv": semicolon.encode("cp1252"), "tab.tsv": tab.encode("utf-16"),
        "hindi.csv": hindi.encode(), "hindi16.csv": hindi.encode("utf-16-be"), "quoted.csv": comma.replace("Asha", '"A\n""B"').encode(),
        "page.xls": page.encode(), "sheet.xml": xml.encode(), "archive.mht": archive.encode(),
    }  # fmt: skip
