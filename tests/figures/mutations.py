"""Ways in which files break, on their way or on purpose; each is told a seeded `random.Random` and decides nothing itself."""

from __future__ import annotations

import io
import random
import re
import struct
import warnings
import zipfile
from collections.abc import Callable

Mutation = Callable[[random.Random, bytes], bytes]

_EXTREMES = (0, 1, 0x7F, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 0xFFFFFFFE)
_NUMBERS = (b"0", b"-1", b"1048577", b"16385", b"2147483648", b"99999999999999999999", b"1e308", b"NaN", b"", b"0x10", b"1.5")
_WORDS = (
    b"\x00", b"\xff\xfe", b"]]>", b"<!--", b"<![CDATA[", b"&#0;", b"&lt", b'"', b"'", b"\r", b"\n" * 40, b"<row>", b"</row>", b"<c/>",
    b"</sheetData>", b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"<table>" * 50, b"<td colspan=99999>", b"\xe0\xa4\x86", "𝟗".encode(),
    b"_x0000_", b"_xD800_", b"=1+1", b"\x1f\x8b", b"PK\x03\x04", b"," * 500, b";", b"\xed\xa0\x80", b'<?xml version="1.0" encoding="utf-7"?>',
)  # fmt: skip
_TOKEN = re.compile(rb"<[^<>]{1,200}>|[0-9]+|\"[^\"]{0,60}\"")


def flip_bits(pick: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(pick.choice((1, 1, 2, 5, 30))):
        changed[pick.randrange(len(changed))] ^= 1 << pick.randrange(8)
    return bytes(changed)


def cut_off(pick: random.Random, data: bytes) -> bytes:
    return data[: pick.randrange(len(data))]


def cut_out(pick: random.Random, data: bytes) -> bytes:
    at = pick.randrange(len(data))
    return data[:at] + data[at + pick.choice((1, 2, 4, 16, 128, 1024)) :]


def repeat(pick: random.Random, data: bytes) -> bytes:
    at, length = pick.randrange(len(data)), pick.choice((1, 8, 64, 512))
    return data[:at] + data[at : at + length] * pick.choice((2, 3, 50)) + data[at + length :]


def insert(pick: random.Random, data: bytes) -> bytes:
    at = pick.randrange(len(data) + 1)
    word = pick.choice(_WORDS) if pick.random() < 0.8 else pick.randbytes(pick.choice((1, 4, 100)))
    return data[:at] + word + data[at:]


def extreme(pick: random.Random, data: bytes) -> bytes:
    """A size, a place or a count becomes absurd."""
    width, form = pick.choice(((1, "<B"), (2, "<H"), (4, "<I"), (4, ">I")))
    at = pick.randrange(max(1, len(data) - width))
    value = pick.choice(_EXTREMES) & ((1 << 8 * width) - 1)
    return data[:at] + struct.pack(form, value) + data[at + width :]


def token(pick: random.Random, data: bytes) -> bytes:
    """A tag, a number or an attribute's value goes, doubles or becomes another one."""
    found = [match.span() for match in _TOKEN.finditer(data)]
    if not found:
        return insert(pick, data)
    start, end = pick.choice(found)
    other = pick.choice(found)
    piece = data[start:end]
    instead = pick.choice(
        (b"", piece * 2, data[slice(*other)], pick.choice(_NUMBERS), b'"' + pick.choice(_NUMBERS) + b'"', piece * 3000)
    )
    return data[:start] + instead + data[end:]


def deepen(pick: random.Random, data: bytes) -> bytes:
    """One element stands inside itself thousands of times."""
    names = re.findall(rb"<([A-Za-z:]{1,30})[ >]", data)
    name = pick.choice(names) if names else b"a"
    at = data.find(b"<" + name)
    times = pick.choice((10, 1_000, 100_000))
    opened = (b"<" + name + b">") * times
    return data[: max(at, 0)] + opened + data[max(at, 0) :] + (b"</" + name + b">") * pick.choice((0, times))


PLAIN: tuple[Mutation, ...] = (flip_bits, cut_off, cut_out, repeat, insert, extreme, token, deepen)


def mutated(pick: random.Random, data: bytes, others: list[bytes]) -> bytes:
    """The file after one to three breakages; zips mostly inside, where they still open."""
    if data.startswith(b"PK") and pick.random() < 0.75:
        return _inside_zip(pick, data, others)
    if pick.random() < 0.05:
        other = pick.choice(others)
        return data[: pick.randrange(len(data))] + other[pick.randrange(len(other)) :]
    for _ in range(pick.choice((1, 1, 2, 3))):
        data = pick.choice(PLAIN)(pick, data) if data else data
    return data


def _inside_zip(pick: random.Random, data: bytes, others: list[bytes]) -> bytes:
    parts = _unpacked(data)
    for _ in range(pick.choice((1, 1, 2))):
        at = pick.randrange(len(parts))
        name, content = parts[at]
        what = pick.random()
        if what < 0.7:
            for _ in range(pick.choice((1, 1, 3))):
                content = pick.choice(PLAIN)(pick, content) if content else content
            parts[at] = name, content
        elif what < 0.78:
            parts.append((name, pick.choice(parts)[1]))
        elif what < 0.86:
            parts[at] = name, pick.choice(parts)[1]
        elif what < 0.92 and len(parts) > 1:
            del parts[at]
        elif what < 0.96:
            parts[at] = pick.choice(("../" + name, "/" + name, name.upper(), name.replace("/", "\\"), name + "\x01")), content
        else:
            parts[at] = name, content + b" " * pick.choice((1_000, 30_000_000))
    packed = _packed(parts, pick.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)))
    return pick.choice((extreme, flip_bits))(pick, packed) if pick.random() < 0.1 else packed


def _unpacked(data: bytes) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


def _packed(parts: list[tuple[str, bytes]], method: int) -> bytes:
    made = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a part that is there twice is meant
        with zipfile.ZipFile(made, "w", method, compresslevel=1) as archive:
            for name, content in parts:
                archive.writestr(name, content)
    return made.getvalue()
