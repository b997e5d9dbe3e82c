"""Ten templates made by hand, with all that a re-save loses, filled and compared part by part.

python -m tests.figures.templates
"""

# ruff: noqa: E501  # parts of workbooks stand as they are written
from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import python_calamine

from skilling.domain.calendar import quarter
from skilling.reports.scope import scope_of
from skilling.reports.template import binding, filling
from skilling.services.desk import Desk, open_desk
from tests.figures.goals import say
from tests.reports import seeded

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_REL = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c020000000b4944415478da6364f80f00010501012718e3660000000049454e44ae426082"
)


@dataclass(frozen=True)
class Form:
    """What makes one template different from the next."""

    name: str
    parts: dict[str, bytes | str]
    after_data: str = ""  # elements of the sheet behind its cells
    attributes: str = ""
    prefix: str = ""
    strict: bool = False
    formula: bool = False
    suffix: str = ".xlsx"


def sheet(form: Form) -> str:
    """Rows 2, 4, 5 and 7 with words, styles, odd white space and comments; C5 styled, row 9 missing."""
    p = f"{form.prefix}:" if form.prefix else ""
    space = f'xmlns{":" + form.prefix if form.prefix else ""}="{STRICT if form.strict else MAIN}"'
    links = STRICT_REL if form.strict else REL
    sums = f"<{p}f>SUM(C5:D5)</{p}f><{p}v>0</{p}v>" if form.formula else f"<{p}v>7</{p}v>"
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<{p}worksheet {space} xmlns:r="{links}" {form.attributes}>'
        f"<!-- the ministry's own --><{p}sheetData>"
        f'<{p}row r="2" ht="30" customHeight="1"><{p}c r="A2" t="s"><{p}v>0</{p}v></{p}c><{p}c r="B2" s="1"/></{p}row>'
        f'<{p}row r="4" spans="1:4"><{p}c r="C4" t="inlineStr"><{p}is><{p}t>Enrolled</{p}t></{p}is></{p}c>'
        f'<{p}c r="D4" t="s"><{p}v>1</{p}v></{p}c></{p}row>\n'
        f"<{p}row  r='5' ><{p}c r='A5' t=\"s\"><{p}v>2</{p}v></{p}c><{p}c r='C5'   s = '1' t=\"n\" ><{p}v>12</{p}v></{p}c></{p}row>"
        f'<{p}row r="7"><{p}c r="E7" s="1">{sums}</{p}c></{p}row></{p}sheetData>{form.after_data.replace("{p}", p)}</{p}worksheet>'
    )


def build(form: Form, folder: Path) -> Path:
    """The template as a file."""
    space, links = (STRICT, STRICT_REL) if form.strict else (MAIN, REL)
    strings = f'<sst xmlns="{space}" count="3" uniqueCount="3"><si><t>Period &amp; year</t></si><si><r><t>Tra</t></r><r><t>ined</t></r></si><si><t>All States</t></si></sst>'
    styles = (
        f'<styleSheet xmlns="{space}"><fonts count="1"><font><sz val="11"/><name val="Arial"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill>'
        f'<fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
        f'<cellXfs count="2"><xf/><xf applyProtection="1"><protection locked="0"/></xf></cellXfs></styleSheet>'
    )
    sheet_links = [(kind, target) for kind, target in (("drawing", "../drawings/drawing1.xml"), ("ctrlProp", "../ctrlProps/ctrlProp1.xml"),
                   ("pivotTable", "../pivotTables/pivotTable1.xml")) if "xl/" + target[3:] in form.parts]  # fmt: skip
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="png" ContentType="image/png"/>'
        '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
        '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
        '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
        '<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
        '<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{links}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{space}" xmlns:r="{links}"><workbookProtection lockStructure="1"/><sheets><sheet name="Form A" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{links}/worksheet" Target="/xl/worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{links}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId3" Type="{links}/styles" Target="styles.xml"/></Relationships>',
        "xl/sharedStrings.xml": strings,
        "xl/styles.xml": styles,
        "xl/worksheets/sheet1.xml": sheet(form),
    }
    if sheet_links:
        parts["xl/worksheets/_rels/sheet1.xml.rels"] = f'<Relationships xmlns="{PACKAGE}">' + "".join(
            f'<Relationship Id="rId{n}" Type="{links}/{kind}" Target="{target}"/>' for n, (kind, target) in enumerate(sheet_links, 1)
        ) + "</Relationships>"  # fmt: skip
    path = folder / f"{form.name}{form.suffix}"
    with ZipFile(path, "w") as archive:
        for number, (name, content) in enumerate((parts | form.parts).items()):
            archive.writestr(name, content, ZIP_STORED if number % 3 == 0 else ZIP_DEFLATED)
    return path


_DRAW = (
    '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<xdr:absoluteAnchor><xdr:pos x="0" y="0"/><xdr:ext cx="900000" cy="300000"/>{inner}<xdr:clientData/></xdr:absoluteAnchor></xdr:wsDr>'
)
_BOX = (
    '<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="2" name="TextBox 1"/><xdr:cNvSpPr txBox="1"/></xdr:nvSpPr><xdr:spPr/><xdr:txBody><a:bodyPr/>'
    "<a:p><a:r><a:t>Form A, to be signed by the Nodal Officer</a:t></a:r></a:p></xdr:txBody></xdr:sp>"
)
_X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
_SPARK = (
    f'<extLst><ext uri="{{05C60535-1F16-4fd2-B633-F4F36F0B64E0}}" xmlns:x14="{_X14}"><x14:sparklineGroups xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">'
    "<x14:sparklineGroup><x14:sparklines><x14:sparkline><xm:f>'Form A'!C5:D5</xm:f><xm:sqref>F5</xm:sqref></x14:sparkline></x14:sparklines></x14:sparklineGroup></x14:sparklineGroups></ext></extLst>"
)
FORMS = (
    Form("textbox", {"xl/drawings/drawing1.xml": _DRAW.format(inner=_BOX)}, '<drawing r:id="rId1"/>'),
    Form("sparklines", {}, _SPARK, formula=True),
    Form("picture", {"xl/media/image1.png": PIXEL, "xl/drawings/drawing1.xml": _DRAW.format(inner=_BOX)}, '<drawing r:id="rId1"/>'),
    Form("protected", {}, '<sheetProtection sheet="1" objects="1" scenarios="1"/><protectedRanges><protectedRange sqref="B2" name="a"/></protectedRanges>'),
    Form("conditions", {}, '<conditionalFormatting sqref="C5"><cfRule type="dataBar" priority="1"><dataBar><cfvo type="min"/><cfvo type="max"/><color rgb="FF0B5CAD"/></dataBar>'
         f'</cfRule></conditionalFormatting><extLst><ext uri="{{78C0D931-6437-407d-A8EE-F0AAD7539E65}}" xmlns:x14="{_X14}"><x14:conditionalFormattings><x14:conditionalFormatting/></x14:conditionalFormattings></ext></extLst>'),
    Form("macros", {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0 invented macros \x00\x01" * 40}, suffix=".xlsm", formula=True),
    Form("controls", {"xl/ctrlProps/ctrlProp1.xml": '<formControlPr xmlns="urn:x" objectType="CheckBox"/>'}, "<!-- controls -->"),
    Form("pivot", {"xl/pivotTables/pivotTable1.xml": "<pivotTableDefinition/>", "xl/externalLinks/externalLink1.xml": "<externalLink/>"}),
    Form("prefixed", {"customXml/item1.xml": "<ministry/>"}, prefix="x", formula=True),
    Form("strict", {"_xmlsignatures/sig1.xml": "<Signature/>"}, strict=True, attributes='conformance="strict"'),
)  # fmt: skip


@dataclass(frozen=True)
class Compared:
    """Parts of a filled copy against its template."""

    parts: int
    beyond: list[str]  # parts changed outside the filled cells
    cells: int


_FILLED_CELL = rb"<(?:\w+:)?c\s[^>]*r=[\"'](?:B2|C5|D5|C9)[\"'][^>]*?(?:/>|>.*?</(?:\w+:)?c>)"
_FILLED_ROW = rb"<(?:\w+:)?row r=\"9\"></(?:\w+:)?row>"


def compared(template: Path, copy: Path) -> Compared:
    """Compares every part; filled cells, and the wish to calculate, are taken out of both first."""
    beyond = []
    with ZipFile(template) as old, ZipFile(copy) as new:
        if old.namelist() != new.namelist():
            beyond.append("list of parts")
        for name in old.namelist():
            before, after = (_without_cells(archive.read(name), name) for archive in (old, new))
            if before != after:
                beyond.append(name)
        return Compared(
            len(old.namelist()), beyond, len(re.findall(_FILLED_CELL, new.read("xl/worksheets/sheet1.xml"), re.DOTALL))
        )


def _without_cells(content: bytes, name: str) -> bytes:
    if name.startswith("xl/worksheets/sheet"):
        return re.sub(_FILLED_ROW, b"", re.sub(_FILLED_CELL, b"", content, flags=re.DOTALL))
    return content.replace(b'<calcPr fullCalcOnLoad="1"/>', b"") if name == "xl/workbook.xml" else content


def filled(desk: Desk, path: Path, copy: Path) -> None:
    """Registers a template, binds four cells (one empty, one with a value, one missing, one in a missing row) and fills it."""
    scope = scope_of(quarter("2026-27", 2), date(2026, 11, 22))
    known = {each.path: each.key for each in desk.read(binding.choices, scope)}
    enrolled = next(
        key for path_, key in known.items() if path_.startswith("State UT / ") and path_.endswith("Karnataka / Enrolled")
    )
    trained = next(
        key for path_, key in known.items() if path_.startswith("State UT / ") and path_.endswith("Karnataka / Trained")
    )
    desk.change("tests", "template.registered", binding.register, path)
    for cell, key in (("B2", "word:period"), ("C5", enrolled), ("D5", trained), ("C9", "word:programme")):
        desk.change("tests", "template.bound", binding.bind, path, "Form A", cell, key)
    filling.write(desk.read(filling.prepared, path, scope), copy)


def main(arguments: Sequence[str] = ()) -> int:
    """Prints what changed; 1 where anything outside filled cells did."""
    parts = beyond = cells = 0
    with tempfile.TemporaryDirectory() as folder:
        desk = open_desk(Path(folder) / "desk.db", create=True)
        seeded.fill(desk, 1)
        for form in FORMS:
            path = build(form, Path(folder))
            copy = path.with_name(f"filled-{path.name}")
            filled(desk, path, copy)
            found = compared(path, copy)
            # And it still opens, in a reader of its own.
            rows = python_calamine.load_workbook(copy).get_sheet_by_name("Form A").to_python(skip_empty_area=False)
            assert rows[1][1] == "FY 2026-27 Q2"
            parts, beyond, cells = parts + found.parts, beyond + len(found.beyond), cells + found.cells
            for name in found.beyond:
                print(f"  {form.name}: {name}")
        desk.close()
    what = f"{len(FORMS)} templates, {parts} parts, {cells} cells filled: other parts changed"
    say(what, str(beyond), "none", not beyond)
    return 1 if beyond else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
