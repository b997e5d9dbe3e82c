"""Builds workbooks that no library here writes: xls of every age, xlsb, ods, by the records of their specifications.

Sources: Microsoft, [MS-XLS], [MS-XLSB] and [MS-CFB]; the OpenOffice documentation of BIFF2 to BIFF5; OASIS OpenDocument 1.3.
"""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Sequence
from pathlib import Path

Values = Sequence[Sequence[str | float | None]]

_BOF = {2: 0x0009, 3: 0x0209, 4: 0x0409, 5: 0x0809, 8: 0x0809}
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
ODS_SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)


def record(kind: int, body: bytes = b"") -> bytes:
    """One BIFF record."""
    return struct.pack("<HH", kind, len(body)) + body


def biff(version: int, rows: Values, *, hidden: Sequence[int] = ()) -> bytes:
    """A workbook of Excel 2 (version 2) to Excel 97 (version 8) as a bare stream. `hidden` are 0-based rows, from BIFF3 on."""
    sheet = _bof(version, 0x0010)
    for row in hidden:
        sheet += record(0x0208, struct.pack("<HHHHHHHH", row, 0, 2, 255, 0, 0, 0x0020, 15))
    sheet += b"".join(
        _cell(version, number, column, value)
        for number, row in enumerate(rows)
        for column, value in enumerate(row)
        if value is not None
    )
    sheet += record(0x000A)
    if version < 5:
        return sheet
    name = b"\x04" + (b"\x00" if version == 8 else b"") + b"List"
    start = len(_bof(version, 0x0005)) + 4 + 6 + len(name) + 4
    return _bof(version, 0x0005) + record(0x0085, struct.pack("<IBB", start, 0, 0) + name) + record(0x000A) + sheet


def _bof(version: int, kind: int) -> bytes:
    body = struct.pack("<HH", {5: 0x0500, 8: 0x0600}.get(version, version), kind)
    padding = {2: 0, 3: 2, 4: 2, 5: 4, 8: 12}[version]
    return record(_BOF[version], body + bytes(padding))


def _cell(version: int, row: int, column: int, value: str | float) -> bytes:
    place = struct.pack("<HH", row, column) + (bytes(3) if version == 2 else bytes(2))
    if not isinstance(value, str):
        return record(0x0003 if version == 2 else 0x0203, place + struct.pack("<d", value))
    if version == 8:
        return record(0x0204, place + struct.pack("<HB", len(value), 1) + value.encode("utf-16-le"))
    text = value.encode("cp1252")
    length = struct.pack("<B" if version == 2 else "<H", len(text))
    return record(0x0004 if version == 2 else 0x0204, place + length + text)


def ole(stream: bytes, name: str = "Workbook") -> bytes:
    """A compound file around one stream, as Excel 5 ('Book') and later ('Workbook') save."""
    stream = stream.ljust(4096, b"\0")
    stream += bytes(-len(stream) % 512)
    count = len(stream) // 512
    table = [_FAT, _END, *range(3, count + 2), _END]
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, _END, 0, _END, 0) + struct.pack("<I", 0) + b"\xff" * 432
    entries = _entry("Root Entry", 5, 1, _END, 0) + _entry(name, 2, _FREE, 2, len(stream))
    if len(table) > 128:
        raise ValueError("this builder has one table sector: at most 64,512 bytes")
    return header + struct.pack(f"<{len(table)}I", *table).ljust(512, b"\xff") + entries.ljust(512, b"\0") + stream


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    raw = name.encode("utf-16-le")
    named = raw.ljust(64, b"\0") + struct.pack("<HBB", len(raw) + 2, kind, 1)
    return named + struct.pack("<III", _FREE, _FREE, child) + bytes(36) + struct.pack("<IQ", start, size)


def brt(kind: int, body: bytes = b"") -> bytes:
    """One BIFF12 record: its kind and its length in seven bits a byte."""
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length = len(body)
    size = b""
    while length > 127:
        size += bytes([length & 0x7F | 0x80])
        length >>= 7
    return head + size + bytes([length]) + body


def wide(text: str) -> bytes:
    """A text as BIFF12 keeps it."""
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def brt_row(number: int, cells: bytes, *, hidden: bool = False) -> bytes:
    """A 0-based row and its cells."""
    flags = bytes([0, 0x10 if hidden else 0, 0])
    return brt(0, struct.pack("<IIH", number, 0, 300) + flags + struct.pack("<I", 0)) + cells


def brt_text(column: int, text: str, style: int = 0) -> bytes:
    return brt(6, struct.pack("<II", column, style) + wide(text))


def brt_number(column: int, value: float, style: int = 0) -> bytes:
    return brt(5, struct.pack("<IId", column, style, value))


def brt_error(column: int, code: int) -> bytes:
    return brt(3, struct.pack("<IIB", column, 0, code))


def an_xlsb(
    path: Path, rows: bytes, *, styles: bytes = b"", after: bytes = b"", flags: int = 0, size: tuple[int, int] = (9, 9)
) -> Path:
    """An xlsb of one sheet, 'List', with these row records; `flags` are those of the workbook (1: days since 1904)."""
    package = "http://schemas.openxmlformats.org/package/2006"
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    workbook = brt(131) + brt(153, struct.pack("<II", flags, 0) + wide("")) + brt(143)
    workbook += brt(156, struct.pack("<II", 0, 1) + wide("rId1") + wide("List")) + brt(144) + brt(132)
    sheet = (
        brt(129) + brt(148, struct.pack("<IIII", 0, size[0] - 1, 0, size[1] - 1)) + brt(145) + rows + brt(146) + after + brt(130)
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{package}/content-types"><Default Extension="bin" ContentType="application/'
            'vnd.ms-excel.sheet.binary.macroEnabled.main"/><Default Extension="rels" ContentType="application/xml"/></Types>',
        )
        archive.writestr("_rels/.rels", _relations(package, [("rId1", f"{kinds}/officeDocument", "xl/workbook.bin")]))
        parts = [("rId1", f"{kinds}/worksheet", "worksheets/sheet1.bin"), ("rId2", f"{kinds}/styles", "styles.bin")]
        archive.writestr("xl/_rels/workbook.bin.rels", _relations(package, parts))
        archive.writestr("xl/workbook.bin", workbook)
        archive.writestr("xl/styles.bin", styles or brt_styles([(0, 0)]))
        archive.writestr("xl/worksheets/sheet1.bin", sheet)
    return path


def brt_styles(
    cells: Sequence[tuple[int, int]], formats: Sequence[tuple[int, str]] = (), fonts: Sequence[str] = ("Calibri",)
) -> bytes:
    """A styles part: number formats (id, code), font names, and cell formats as (number format, font)."""
    parts = brt(278) + brt(615, struct.pack("<I", len(formats)))
    parts += b"".join(brt(44, struct.pack("<H", number) + wide(code)) for number, code in formats) + brt(616)
    parts += brt(611, struct.pack("<I", len(fonts)))
    parts += b"".join(brt(43, bytes(21) + wide(name)) for name in fonts) + brt(612) + brt(617, struct.pack("<I", len(cells)))
    parts += b"".join(brt(47, struct.pack("<HHHHHBBHBB", 0, form, font, 0, 0, 0, 0, 0, 0, 0)) for form, font in cells)
    return parts + brt(618) + brt(279)


def _relations(package: str, items: Sequence[tuple[str, str, str]]) -> str:
    lines = "".join(f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/>' for name, kind, target in items)
    return f'<Relationships xmlns="{package}/relationships">{lines}</Relationships>'


def an_ods(path: Path, rows: str, *, manifest: str = "<m/>", styles: str = "") -> Path:
    """An ods of one sheet, 'List', with these row elements."""
    content = (
        f"<office:document-content {ODS_SPACES}><office:automatic-styles>{styles}</office:automatic-styles><office:body>"
        f'<office:spreadsheet><table:table table:name="List">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", content)
    return path


def ods_row(*values: str | float) -> str:
    """A table-row of texts and numbers."""
    cells = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'
        if isinstance(value, str)
        else f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{value}</text:p></table:table-cell>'
        for value in values
    )
    return f"<table:table-row>{cells}</table:table-row>"
