"""Looks a zipped workbook over before anything parses it; refuses bombs, entities and broken parts."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable, Mapping

from skilling.domain.problems import Refused
from skilling.importing.reading.limits import MEBIBYTE, Limits
from skilling.importing.reading.opening import damaged, plain_part_name

_CHUNK = 1 << 20
_HEAD = 65_536
_PICTURES = (
    "xl/media/",
    "docprops/thumbnail",
    "pictures/",
    "thumbnails/",
    "xl/printersettings/",
    "customxml/",
)
_ROOT_ELEMENT = re.compile(rb"<[A-Za-z_]")
_DECLARATION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)

Watcher = Callable[[bytes], None]


def content_bytes(archive: zipfile.ZipFile) -> int:
    """What the zip says it holds once unpacked, in bytes. Readers never unpack more than is said."""
    return sum(part.file_size for part in archive.infolist())


def check_directory(archive: zipfile.ZipFile, limits: Limits) -> tuple[str, ...]:
    """Judge the zip by its table of contents alone; return warnings for the person.

    Raises Refused 'unsafe' (a bomb, two parts of one name), 'too-large' or 'encrypted'.
    """
    parts = archive.infolist()
    if len(parts) > limits.parts:
        raise Refused(
            "unsafe",
            f"This workbook is made of {len(parts):,} parts; a list has fewer than {limits.parts:,}. "
            "Copy the list into a new workbook and choose that.",
        )
    seen: set[str] = set()
    for part in parts:
        name = plain_part_name(part.filename)
        if name in seen and not name.endswith("/"):
            raise Refused(
                "unsafe",
                "This workbook holds one of its parts twice, so two programs would read two different lists. "
                "Open it in Excel, save it under a new name and choose that.",
            )
        seen.add(name)
        if part.flag_bits & 0x1:
            raise Refused("encrypted", "This file is a zip with a password. Unpack it and choose the list inside.")
    _check_sizes(archive, parts, limits)
    if "xl/vbaproject.bin" in seen:
        return ("The workbook contains macros. They were not run; only the values were read.",)
    return ()


def _check_sizes(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo], limits: Limits) -> None:
    total = sum(part.file_size for part in parts)
    largest = max((part.file_size for part in parts), default=0)
    if total <= limits.total_bytes and largest <= limits.part_bytes:
        return
    packed = max(1, sum(part.compress_size for part in parts))
    if total / packed > limits.honest_ratio:
        raise Refused(
            "unsafe",
            f"This small file would unpack to {total // MEBIBYTE:,} MB, as no list does. It was not opened.",
        )
    if total > limits.honest_bytes:
        raise Refused(
            "too-large",
            f"This workbook unpacks to {total // MEBIBYTE:,} MB; the most that can be read is "
            f"{limits.honest_bytes // MEBIBYTE:,} MB. Split the list into several files.",
        )


def check_declarations(archive: zipfile.ZipFile) -> None:
    """Raise Refused 'unsafe' when an XML part declares a document type or entities; no Office file does."""
    for part in archive.infolist():
        if not plain_part_name(part.filename).endswith((".xml", ".rels", ".vml")):
            continue
        if _DECLARATION.search(_prologue(archive, part)):
            raise Refused(
                "unsafe",
                "This workbook declares its own XML entities, which no spreadsheet program writes and which "
                "can be used to attack the reader. It was not opened. Ask for a copy saved from Excel.",
            )


def _prologue(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    """Everything before the root element of a part, as single-byte text."""
    prologue = b""
    try:
        with archive.open(part) as stream:
            while chunk := stream.read(_HEAD):
                prologue += chunk.replace(b"\x00", b"")
                root = _ROOT_ELEMENT.search(prologue)
                if root:
                    return prologue[: root.start()]
                if len(prologue) > 16 * _HEAD:
                    raise damaged("One of its parts begins with a megabyte of nothing")
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
        raise damaged("Part of the workbook is broken") from error
    return prologue


def check_content(archive: zipfile.ZipFile, watchers: Mapping[str, Watcher]) -> None:
    """Unpack every part that can hold a value and compare its checksum; feed some of them to watchers.

    `watchers` maps a part's name in the zip to what receives its unpacked bytes, in pieces and order.
    Raises Refused 'damaged' for a part whose bytes are not those that were packed.
    """
    for part in archive.infolist():
        if plain_part_name(part.filename).startswith(_PICTURES):
            continue
        watch = watchers.get(part.filename)
        try:
            with archive.open(part) as stream:
                while chunk := stream.read(_CHUNK):
                    if watch is not None:
                        watch(chunk)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
            raise damaged("Part of the workbook was changed or lost on its way (its checksum is wrong)") from error
