"""The block keys of the register as sorted portions of a few thousand; refuses to know what a key stands for.

A key is a number that two records of one person are likely to share. A register has some four of them for each person: as
rows of an indexed table they would cost more to write than the people themselves. Each import adds a run of portions, sorted by
key, and a look-up meets every portion whose range it touches; small portions are put together once there are many.
"""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, Final

from sqlalchemy import BigInteger, Connection, LargeBinary, delete, func, select
from sqlmodel import Field

from skilling.database import dialects
from skilling.database.tables import Stored, table_of

_PORTION: Final = 4_096  # keys: 48 KB, so that a short list reads little
_SMALL: Final = 1_024  # keys; portions smaller than this are put together ...
_MANY: Final = 32  # ... when there are more of them than these
_SPARSE: Final = 3  # times as long takes looking for a key by halving as looking at one
_ALL_KEYS: Final = 2**64


class KeyPortion(Stored, table=True):
    """Some thousand block keys, sorted, with the developers who have them: what possible namesakes are found by.

    `hashes` are signed numbers of 64 bits, `owners` beside them ids of 32 bits, both little-endian.
    """

    __tablename__ = "key_portions"
    id: int | None = Field(default=None, primary_key=True)
    lowest: int = Field(sa_type=BigInteger)
    highest: int = Field(sa_type=BigInteger)
    first_owner: int
    last_owner: int
    size: int
    hashes: bytes = Field(sa_type=LargeBinary)
    owners: bytes = Field(sa_type=LargeBinary)


def add(connection: Connection, hashes: Sequence[int], owners: Sequence[int]) -> None:
    """Keys and, beside each, the id of the developer who has it; in ascending order of the keys."""
    _write(connection, array("q", hashes), array("I", owners))
    small = _portions_with(connection, table_of(KeyPortion).c.size < _SMALL)
    if len(small) > _MANY:
        _forget_portions(connection, [number for number, _, _ in small])
        pairs = sorted(pair for _, each, theirs in small for pair in zip(each, theirs, strict=True))
        _write(connection, array("q", [key for key, _ in pairs]), array("I", [owner for _, owner in pairs]))


def find(connection: Connection, wanted: set[int]) -> Iterator[tuple[int, int]]:
    """Every `(key, developer id)` whose key is among `wanted`.

    Keys are spread evenly. Where many of the wanted ones may lie in a portion, each of its keys is looked at; where few do, as
    in a large register or for a short list, these are looked for by halving.
    """
    table = table_of(KeyPortion)
    ranges = connection.execute(select(table.c.id, table.c.lowest, table.c.highest, table.c.size)).all()
    full = {number for number, low, high, size in ranges if (high - low) * len(wanted) * _SPARSE > size * _ALL_KEYS}
    for hashes, owners in _by_number(connection, full):
        yield from _owned(wanted.intersection(hashes), hashes, owners)
    ordered = sorted(wanted) if len(full) < len(ranges) else []
    met = {number for number, low, high, _ in ranges if bisect_left(ordered, low) < bisect_right(ordered, high)}
    for hashes, owners in _by_number(connection, met - full):
        some = ordered[bisect_left(ordered, hashes[0]) : bisect_right(ordered, hashes[-1])]
        yield from _owned(some, hashes, owners)


def _owned(wanted: Iterable[int], hashes: array[int], owners: array[int]) -> Iterator[tuple[int, int]]:
    for key in wanted:
        place = bisect_left(hashes, key)
        while place < len(hashes) and hashes[place] == key:
            yield key, owners[place]
            place += 1


def forget(connection: Connection, ids: Collection[int]) -> None:
    """Takes all keys of these developers away."""
    if not ids:
        return
    table = table_of(KeyPortion)
    gone = set(ids)
    ordered = sorted(gone)
    ranges = connection.execute(select(table.c.id, table.c.first_owner, table.c.last_owner)).all()
    met = [number for number, first, last in ranges if bisect_left(ordered, first) < bisect_right(ordered, last)]
    for start in range(0, len(met), _MANY):
        for number, hashes, owners in _portions_with(connection, table.c.id.in_(met[start : start + _MANY])):
            if gone.isdisjoint(owners):
                continue
            stay = [place for place, owner in enumerate(owners) if owner not in gone]
            _forget_portions(connection, [number])
            _write(connection, array("q", [hashes[place] for place in stay]), array("I", [owners[place] for place in stay]))


def owners(connection: Connection) -> set[int]:
    """Everybody who has a key."""
    return {owner for _, _, theirs in _portions_with(connection, table_of(KeyPortion).c.size > 0) for owner in theirs}


def newest(connection: Connection) -> int:
    """The highest id of a developer who has a key."""
    return int(connection.execute(select(func.coalesce(func.max(table_of(KeyPortion).c.last_owner), 0))).scalar_one())


def _write(connection: Connection, hashes: array[int], theirs: array[int]) -> None:
    rows = []
    for start in range(0, len(hashes), _PORTION):
        keys, own = hashes[start : start + _PORTION], theirs[start : start + _PORTION]
        rows.append((keys[0], keys[-1], min(own), max(own), len(keys), _packed(keys), _packed(own)))
    columns = ("lowest", "highest", "first_owner", "last_owner", "size", "hashes", "owners")
    dialects.bulk_insert(connection, table_of(KeyPortion), columns, rows)


def _portions_with(connection: Connection, condition: Any) -> list[tuple[int, array[int], array[int]]]:
    table = table_of(KeyPortion)
    rows = connection.execute(select(table.c.id, table.c.hashes, table.c.owners).where(condition).order_by(table.c.id))
    return [(int(number), _unpacked("q", hashes), _unpacked("I", theirs)) for number, hashes, theirs in rows]


def _by_number(connection: Connection, numbers: Collection[int]) -> Iterator[tuple[array[int], array[int]]]:
    ordered = sorted(numbers)
    for start in range(0, len(ordered), _MANY):
        found = _portions_with(connection, table_of(KeyPortion).c.id.in_(ordered[start : start + _MANY]))
        yield from ((hashes, owners) for _, hashes, owners in found)


def _forget_portions(connection: Connection, numbers: Sequence[int]) -> None:
    given = dialects.one_column(connection, list(numbers))
    table = table_of(KeyPortion)
    connection.execute(delete(table).where(table.c.id.in_(select(given.c.value))))


def _packed(numbers: array[int]) -> bytes:
    """Little-endian on every machine."""
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()


def _unpacked(kind: str, stored: bytes) -> array[int]:
    numbers = array(kind)
    numbers.frombytes(stored)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
