"""Cuts a long LibreOffice sheet down to its first rows, for a first look; refuses where more than one sheet would lose rows."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Final

from skilling.importing.reading.limits import MEBIBYTE
from skilling.importing.reading.opening import Source

_CONTENT: Final = "content.xml"
_BESIDE: Final = ("mimetype", "META-INF/manifest.xml", "styles.xml")
_WORTH_CUTTING: Final = 16 * MEBIBYTE
_KEPT: Final = 4 * MEBIBYTE
_CHUNK: Final = MEBIBYTE
_TABLE, _TABLE_END, _ROW_END = b"<table:table ", b"</table:table>", b"</table:table-row>"
_AROUND_ROWS: Final = (b"table:table-row-group", b"table:table-header-rows", b"table:table-rows")


def head_of(source: Source) -> Source:
    """The same document with the first rows of its only sheet; as it is where it is short, or cannot be cut without doubt."""
    try:
        with source.open() as stream, zipfile.ZipFile(stream) as archive:
            if archive.getinfo(_CONTENT).file_size < _WORTH_CUTTING:
                return source
            content = _cut(archive)
            if content is None:
                return source
            return Source(source.path, _packed(archive, content))
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError):
        return source  # whoever reads it says what is wrong


def _cut(archive: zipfile.ZipFile) -> bytes | None:
    """The content up to the end of a row, and what follows the sheet."""
    head, tail, tables = b"", b"", 0
    with archive.open(_CONTENT) as content:
        while chunk := content.read(_CHUNK):
            if len(head) < _KEPT:
                head += chunk
            # What is looked for may lie across two pieces.
            tables += (tail[-len(_TABLE) + 1 :] + chunk).count(_TABLE)
            tail = tail[-_CHUNK:] + chunk
    row, end = head.rfind(_ROW_END), tail.rfind(_TABLE_END)
    kept = head[: row + len(_ROW_END)]
    if tables != 1 or row < 0 or end < 0 or any(kept.count(b"<" + name) != kept.count(b"</" + name) for name in _AROUND_ROWS):
        return None
    return kept + tail[end:]


def _packed(archive: zipfile.ZipFile, content: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as short:
        for name in _BESIDE:
            if name in archive.namelist():
                short.writestr(name, archive.read(name))
        short.writestr(_CONTENT, content)
    return packed.getvalue()
