"""Names what a file is by its content, never by its extension, and takes a password off; refuses the rest."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from skilling.domain.problems import Refused

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
EVERYBODYS_PASSWORD = "VelvetSweatshop"  # noqa: S105  a constant of the format, no secret
"""Excel encrypts with this word when a workbook is only write-protected, and opens it without asking."""

_OPEN_AND_SAVE = "Open it in Excel or LibreOffice, save it as an Excel workbook (.xlsx), and choose that file."

_HOW_TO_MEND = {
    "a picture": "A list cannot be read from it: ask the sender for the workbook or CSV file that it was taken from.",
    "a PDF document": "Ask the sender for the workbook or CSV file that it was printed from.",
    "a Word document": "Copy its table into an empty Excel workbook, save that (.xlsx), and choose it.",
    "a formatted text document (RTF)": "Copy its table into an empty Excel workbook, save that (.xlsx), and choose it.",
    "a compressed archive": "Unpack it and choose the workbook or CSV file inside.",
}

_FOREIGN_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\x00", "a picture"),
    (b"MM\x00*", "a picture"),
    (b"{\\rtf", "a formatted text document (RTF)"),
    (b"\x1f\x8b", "a compressed archive"),
    (b"Rar!", "a compressed archive"),
    (b"7z\xbc\xaf\x27\x1c", "a compressed archive"),
    (b"BZh", "a compressed archive"),
    (b"\xfd7zXZ", "a compressed archive"),
    (b"SQLite format 3\x00", "a database"),
    (b"PAR1", "a Parquet data file"),
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
    (b"\x00\x00\x1a\x00", "a Lotus 1-2-3 file"),
    (b"\x00\x00\x02\x00", "a Lotus 1-2-3 file"),
)
# A list whose first headings are ID and Phone begins with the same four signs, so the second record must be one too.
_SYLK = re.compile(rb"ID;P[A-Z0-9;]*\s*\n(?:[BCEFOPW]|N[ENUL])(?:;|\s)")
_RAW_BIFF_MAGIC = (
    b"\x09\x00\x04\x00",
    b"\x09\x02\x06\x00",
    b"\x09\x04\x06\x00",
    b"\x09\x08\x10\x00",
    b"\x09\x08\x08\x00",
)
_FOREIGN_ZIP_PARTS: tuple[tuple[str, str], ...] = (
    ("word/document.xml", "a Word document"),
    ("ppt/presentation.xml", "a PowerPoint presentation"),
    ("index/document.iwa", "an Apple Numbers, Pages or Keynote document"),
    ("index.zip", "an Apple Numbers, Pages or Keynote document"),
    ("androidmanifest.xml", "a program"),
)
_ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)
_ODF_SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of a list: on disk, or in memory after a password was taken off."""

    path: Path
    data: bytes | None = None

    def open(self) -> BinaryIO:
        return self.path.open("rb") if self.data is None else io.BytesIO(self.data)

    @property
    def size(self) -> int:
        return self.path.stat().st_size if self.data is None else len(self.data)

    def head(self, length: int = 4096) -> bytes:
        with self.open() as stream:
            return stream.read(length)

    def everything(self) -> bytes:
        if self.data is not None:
            return self.data
        return self.path.read_bytes()


def classify(source: Source) -> str:
    """What the file is: 'xlsx', 'xlsm', 'xlsb', 'ods', 'xls', 'encrypted', 'html', 'xml' or 'text'.

    Raises Refused 'empty' for a file without a byte, 'damaged' for a zip without an ending, 'unsupported'
    with its proper name for anything that cannot hold a list.
    """
    head = source.head()
    if not head:
        raise Refused("empty", "This file is empty (0 bytes). Ask the sender for the list once more.")
    if head.startswith(b"PK"):
        return _classify_zip(source)
    if head.startswith(OLE_MAGIC):
        return _classify_ole(source.everything())
    if head.startswith(_RAW_BIFF_MAGIC):
        return "xls"
    for magic, name in _FOREIGN_MAGIC:
        if head.startswith(magic):
            raise _unsupported(name)
    if _SYLK.match(head):
        raise _unsupported("a SYLK file of an old spreadsheet program")
    return _classify_text(head)


def _classify_zip(source: Source) -> str:
    try:
        with source.open() as stream, zipfile.ZipFile(stream) as archive:
            parts = {plain_part_name(name): name for name in archive.namelist()}
            if "mimetype" in parts:
                return _classify_odf(archive.open(parts["mimetype"]).read(200))
            if any(name.endswith("workbook.bin") for name in parts):
                return "xlsb"
            if "[content_types].xml" in parts:
                types = archive.open(parts["[content_types].xml"]).read(1_000_000).lower()
                if b"spreadsheetml" in types or b"ms-excel" in types:
                    return "xlsm" if b"macroenabled" in types else "xlsx"
    except _ZIP_ERRORS as error:
        raise damaged("The file was cut short or changed on its way") from error
    if "xl/workbook.xml" in parts:
        return "xlsx"
    for part, name in _FOREIGN_ZIP_PARTS:
        if part in parts:
            raise _unsupported(name)
    raise Refused(
        "unsupported",
        "This file is a zip archive, not a list. Unpack it and choose the workbook or CSV file inside.",
    )


def _classify_odf(mimetype: bytes) -> str:
    if mimetype.startswith(_ODF_SPREADSHEET):
        return "ods"
    raise _unsupported("a LibreOffice document that is not a spreadsheet")


def _classify_ole(content: bytes) -> str:
    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in content

    if holds("EncryptedPackage"):
        return "encrypted"
    if holds("Workbook") or holds("Book"):
        return "xls"
    if holds("WordDocument"):
        raise _unsupported("a Word document")
    if holds("PowerPoint Document"):
        raise _unsupported("a PowerPoint presentation")
    if len(content) < 1536:
        raise damaged("The file was cut short")
    raise _unsupported("an Office file without a worksheet")


def _classify_text(head: bytes) -> str:
    start = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if start.startswith(b"mime-version:") and b"multipart/related" in start:
        return "html"
    if not start.startswith(b"<"):
        if start.startswith((b"{", b"[{")):
            raise _unsupported("a JSON data file")
        return "text"
    if b"urn:schemas-microsoft-com:office:spreadsheet" in start:
        return "xml"
    if b"urn:oasis:names:tc:opendocument" in start:
        raise _unsupported("a flat LibreOffice document (.fods)")
    if any(tag in start for tag in (b"<html", b"<table", b"<!doctype html", b"<head", b"<body", b"<meta", b"<tr")):
        return "html"
    if start.startswith((b"<?xml", b"<!doctype", b"<!entity")):
        return "xml"
    return "text"


def plain_part_name(name: str) -> str:
    """A zip part's name as every reader should see it: forward slashes, no leading one, no case."""
    return name.replace("\\", "/").lstrip("/").lower()


def decrypted(source: Source, password: str | None) -> Source:
    """The same workbook without its password. Tries Excel's own default first, silently.

    Raises Refused 'encrypted' when a password is needed or the given one is wrong.
    """
    import msoffcrypto
    from msoffcrypto.exceptions import DecryptionError, InvalidKeyError

    # A broken header makes the library fail in every way that Python knows; they all mean the same to a person.
    broken = damaged("Its encryption is broken, or of a kind that cannot be read")
    try:
        office = msoffcrypto.OfficeFile(io.BytesIO(source.everything()))
    except Exception as error:
        raise broken from error
    for attempt in (EVERYBODYS_PASSWORD, password):
        if attempt is None:
            continue
        plain = io.BytesIO()
        try:
            office.load_key(password=attempt)
            office.decrypt(plain)
        except (InvalidKeyError, DecryptionError):
            continue
        except Exception as error:
            raise broken from error
        content = plain.getvalue()
        if content.startswith((b"PK", OLE_MAGIC)):
            return Source(source.path, content)
    if password:
        raise Refused("encrypted", "That password does not open this workbook. Check it and type it again.")
    raise Refused(
        "encrypted",
        "This workbook is protected with a password. Type the password, or ask the sender for a copy without one.",
    )


def damaged(why: str) -> Refused:
    """A Refused for a file of the right kind that is broken. `why` is a sentence without its full stop."""
    return Refused("damaged", f"{why}, so it cannot be read. Ask the sender for the list once more.")


def _unsupported(name: str) -> Refused:
    return Refused("unsupported", f"This file is {name}, not a list. {_HOW_TO_MEND.get(name, _OPEN_AND_SAVE)}")
