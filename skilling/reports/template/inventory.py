"""What saving a workbook again with openpyxl would lose, named in a sentence each; it is why templates are patched instead.

The list is of openpyxl 3.1, whose readers pass over these parts and elements: drawings keep their pictures and charts at
best, and nothing of what is grouped, drawn or linked beside them.
"""

from __future__ import annotations

from typing import Final

from skilling.reports.template.package import Package

_PARTS: Final = (
    ("xl/vbaproject.bin", "macros"),
    ("xl/ctrlprops/", "form controls"),
    ("xl/activex/", "ActiveX controls"),
    ("xl/slicers/", "slicers"),
    ("xl/timelines/", "timelines"),
    ("xl/pivottables/", "pivot tables"),
    ("xl/externallinks/", "links to other workbooks"),
    ("xl/threadedcomments/", "threaded comments"),
    ("xl/diagrams/", "SmartArt"),
    ("xl/charts/", "charts"),
    ("xl/media/", "pictures"),
    ("xl/embeddings/", "embedded objects"),
    ("xl/querytables/", "queries"),
    ("xl/connections.xml", "data connections"),
    ("xl/printersettings/", "printer settings"),
    ("customxml/", "custom XML"),
    ("customui/", "ribbon buttons of its own"),
    ("_xmlsignatures/", "a digital signature, which filling makes invalid in any case"),
    ("xl/richdata/", "rich data types"),
)
_MARKS: Final = (
    (b"sparklineGroup", "sparklines"),
    (b"x14:conditionalFormatting", "conditional formats with icons or bars of newer kinds"),
    (b"conditionalFormatting", "conditional formats"),
    (b"x14:dataValidation", "lists of allowed values on other sheets"),
    (b"sheetProtection", "protection of sheets"),
    (b"AlternateContent", "content for several versions of Excel"),
    (b"<extLst", "extensions of newer versions of Excel"),
)
_DRAWN: Final = ((b":sp>", "text boxes and shapes"), (b":cxnSp>", "connectors"), (b":grpSp>", "groups of shapes"))
_KEPT_BY_OPENPYXL: Final = frozenset({"conditional formats", "protection of sheets", "charts", "pictures"})


def at_risk(package: Package) -> tuple[str, ...]:
    """What the file holds that a re-save would lose or change, most telling first; each once."""
    found: dict[str, None] = {}
    names = [name.lower() for name in package.parts]
    for start, words in _PARTS:
        if any(name.startswith(start) for name in names):
            found.setdefault(words)
    for name, content in package.parts.items():
        lower = name.lower()
        marks = _DRAWN if "/drawings/" in lower else _MARKS if lower.startswith("xl/worksheets/") else ()
        for mark, words in marks:
            if mark in content:
                found.setdefault(words)
    workbook = package.parts[package.workbook]
    if b"workbookProtection" in workbook:
        found.setdefault("protection of the workbook")
    lost = [words for words in found if words not in _KEPT_BY_OPENPYXL]
    return (*lost, *(f"{words} (kept in part)" for words in found if words in _KEPT_BY_OPENPYXL))


def signed(package: Package) -> bool:
    """The file carries a digital signature, which any change makes invalid."""
    return any(name.lower().startswith("_xmlsignatures/") for name in package.parts)
