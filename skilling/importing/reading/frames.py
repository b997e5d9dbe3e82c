"""The pipe between the desk and the child that reads: plain values in pieces; refuses any other type."""

from __future__ import annotations

import datetime
import io
import math
import pickle
import struct
from collections.abc import Iterator
from typing import Any, BinaryIO

from skilling.importing.reading.grid import Cell, CellError, Row

_HEADER = struct.Struct(">I")
_LARGEST = 1 << 30
ROWS_PER_FRAME = 4_000

_PLAIN_TYPES: dict[tuple[str, str], type] = {
    ("datetime", "date"): datetime.date,
    ("datetime", "datetime"): datetime.datetime,
    ("datetime", "time"): datetime.time,
    ("datetime", "timedelta"): datetime.timedelta,
    ("skilling.importing.reading.grid", "CellError"): CellError,
}
_SHARED = frozenset((str, datetime.date, datetime.datetime))
# A float in a pickle is the letter G and its eight bytes; these begin infinity and not-a-number.
_NOT_FINITE = (b"G\x7f\xf0", b"G\x7f\xf8", b"G\xff\xf0", b"G\xff\xf8")


class _PlainUnpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        try:
            return _PLAIN_TYPES[module, name]
        except KeyError:
            raise pickle.UnpicklingError(f"{module}.{name} may not cross the pipe") from None


def receive(stream: BinaryIO) -> Iterator[tuple[Any, ...]]:
    """The messages of a child, until it closes its end. Raises EOFError when it breaks off inside one."""
    while header := stream.read(_HEADER.size):
        (length,) = _HEADER.unpack(header.ljust(_HEADER.size, b"\xff"))
        if length > _LARGEST:
            raise EOFError
        payload = stream.read(length)
        if len(payload) < length:
            raise EOFError
        message: tuple[Any, ...] = _PlainUnpickler(io.BytesIO(payload)).load()
        yield message


class Outbox:
    """The child's end of the pipe."""

    def __init__(self, stream: BinaryIO, text_length: int) -> None:
        """Texts longer than `text_length` are cut; `texts_cut` counts them."""
        self._stream = stream
        self._text_length = text_length
        self.texts_cut = 0

    def send(self, *message: object) -> None:
        self._write(pickle.dumps(message, pickle.HIGHEST_PROTOCOL))

    def send_rows(self, first: int, rows: list[Row]) -> None:
        """Rows that follow one another in the sheet, from 1-based row `first`. Empty texts become None.

        Equal texts and days become one object, which halves what crosses the pipe and what the desk keeps.
        """
        shared: dict[Any, Any] = {"": None}
        share = shared.setdefault
        tidy = [[share(cell, cell) if cell.__class__ in _SHARED else cell for cell in row] for row in rows]
        if max(map(len, [text for text in shared if text.__class__ is str]), default=0) > self._text_length:
            tidy = [[self._cut(cell) for cell in row] for row in tidy]
        packed = pickle.dumps(("rows", first, tidy), pickle.HIGHEST_PROTOCOL)
        if any(sign in packed for sign in _NOT_FINITE):
            tidy = [[_finite(cell) for cell in row] for row in tidy]
            packed = pickle.dumps(("rows", first, tidy), pickle.HIGHEST_PROTOCOL)
        self._write(packed)

    def _cut(self, cell: Cell) -> Cell:
        if isinstance(cell, str) and len(cell) > self._text_length:
            self.texts_cut += 1
            return cell[: self._text_length]
        return cell

    def _write(self, payload: bytes) -> None:
        self._stream.write(_HEADER.pack(len(payload)))
        self._stream.write(payload)
        self._stream.flush()


def _finite(cell: Cell) -> Cell:
    if isinstance(cell, float) and not math.isfinite(cell):
        return CellError("not a number")
    return cell
