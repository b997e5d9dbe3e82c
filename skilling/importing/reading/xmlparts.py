"""Walks an XML part as plain element names, whatever prefix or namespace it uses; refuses declarations."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable
from typing import BinaryIO
from xml.parsers import expat

from skilling.domain.problems import Refused
from skilling.importing.reading.opening import damaged

Attributes = dict[str, str]

_CHUNK = 1 << 16


class Enough(Exception):
    """Raised by a handler that has seen what it came for."""


class _Names(dict[str, str]):
    """Turns 'http://namespace name' into 'name', once per spelling."""

    def __missing__(self, full: str) -> str:
        local = self[full] = full.rpartition(" ")[2]
        return local


def walk(
    stream: BinaryIO,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None],
    text: Callable[[str], None],
    most: int | None = None,
) -> None:
    """Feed a part to three handlers, or `most` bytes from its beginning. A handler may raise Enough to stop early.

    Raises Refused 'unsafe' for a document type, 'damaged' for XML that is not well formed.
    """
    names = _Names()

    def started(name: str, attributes: Attributes) -> None:
        start(names[name], {names[key]: value for key, value in attributes.items()})

    def ended(name: str) -> None:
        end(names[name])

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = started
    parser.EndElementHandler = ended
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = refuse_declaration
    try:
        taken = 0
        while chunk := stream.read(_CHUNK):
            parser.Parse(chunk, False)
            taken += len(chunk)
            if most is not None and taken >= most:
                return
        parser.Parse(b"", True)
    except Enough:
        return
    except (expat.ExpatError, LookupError, zipfile.BadZipFile, zlib.error, EOFError) as error:
        # A LookupError names an encoding that nobody knows; the others are parts that do not unpack.
        raise damaged("Its contents break off or are garbled") from error


def refuse_declaration(*_: object) -> None:
    raise Refused(
        "unsafe",
        "This file declares its own XML entities, which can be used to attack the reader. It was not opened. "
        "Ask the sender for a copy saved from Excel.",
    )


def nothing(_: str) -> None:
    """A handler for what does not matter."""
