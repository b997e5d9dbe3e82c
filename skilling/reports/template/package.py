"""A workbook as a zip of parts, read and written part by part; refuses encrypted, damaged and overgrown files.

Everything that is not changed is copied as it is stored, byte for byte, in its order and with its dates.
"""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element
from zipfile import BadZipFile, ZipFile

from skilling.domain.problems import Refused

SUFFIXES: Final = (".xlsx", ".xlsm")
_LARGEST_FILE: Final = 64 * 2**20
_LARGEST_PART: Final = 256 * 2**20  # unpacked
_OLE: Final = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True)
class Package:
    """The parts of a workbook by name, and the names of its sheets with their parts, in order."""

    name: str
    content: bytes
    parts: Mapping[str, bytes]
    sheets: Mapping[str, str]
    workbook: str  # the part of the workbook itself

    @property
    def hash(self) -> str:
        return hashlib.sha256(self.content).hexdigest()

    def related(self, part: str) -> dict[str, tuple[str, str]]:
        """What a part refers to: id -> (the last word of the kind, the other part or address)."""
        folder, name = posixpath.split(part)
        content = self.parts.get(f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels")
        if content is None:
            return {}
        found = {}
        for each in xml(content, self.name):
            target = each.get("Target", "")
            if each.get("TargetMode") != "External":
                target = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[each.get("Id", "")] = (each.get("Type", "").rpartition("/")[2], target)
        return found


def opened(path: Path) -> Package:
    """The workbook of a file. Refused where it is none that can be filled."""
    if path.suffix.lower() not in SUFFIXES:
        raise Refused(
            "template-format", f"{path.name} is not an .xlsx or .xlsm workbook. Save it as one in Excel, and choose that."
        )
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise Refused("missing", f"There is no file {path.name} in {path.parent}. Check the name and the folder.") from None
    except PermissionError as error:
        raise Refused("read-only", f"{path.name} may not be read by you. Copy it to a folder of your own.") from error
    if content.startswith(_OLE):
        raise Refused("template-locked", f"{path.name} opens with a password. Save a copy without one, and choose that.")
    if len(content) > _LARGEST_FILE:
        raise Refused("template-large", f"{path.name} is larger than 64 MB. Take out what is not part of the form.")
    try:
        parts = _parts(path)
        return _package(path.name, content, parts)
    except (BadZipFile, KeyError, StopIteration) as error:
        raise _damaged(path.name) from error


def local(element: Element) -> str:
    """The name of an element without its namespace, of which there are two: transitional and strict."""
    return str(element.tag).rpartition("}")[2]


def xml(content: bytes, name: str) -> Element:
    """The part as a tree. Refused where it is no XML, or declares entities."""
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    try:
        root: Element = fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException) as error:
        raise _damaged(name) from error
    return root


def _damaged(name: str) -> Refused:
    return Refused("template-damaged", f"{name} is damaged or no workbook. Open it in Excel, save it again, and choose that.")


def _parts(path: Path) -> dict[str, bytes]:
    with ZipFile(path) as archive:
        if sum(each.file_size for each in archive.infolist()) > _LARGEST_PART:
            raise Refused("template-large", f"{path.name} is too large when unpacked. Take out what is not part of the form.")
        return {each.filename: archive.read(each) for each in archive.infolist() if not each.is_dir()}


def _package(name: str, content: bytes, parts: dict[str, bytes]) -> Package:
    bare = Package(name, content, parts, {}, "")
    workbook = next(target for kind, target in bare.related("").values() if kind == "officeDocument")
    links = bare.related(workbook)
    sheets = {}
    for each in xml(parts[workbook], name).iter():
        if local(each) == "sheet":
            link = next(value for key, value in each.attrib.items() if key.rpartition("}")[2] == "id")
            kind, target = links[link]
            if kind == "worksheet":
                sheets[each.get("name", "")] = target
    return Package(name, content, parts, sheets, workbook)
