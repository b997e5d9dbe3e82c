"""Identity between databases: ULIDs made in batches; refuses to give two records the same one."""

from __future__ import annotations

import os
import time

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford base 32, as the ULID specification says
_LOW = (1 << 20) - 1  # what four characters carry
_PAIRS = [a + b for a in _ALPHABET for b in _ALPHABET]  # two characters carry ten bits


def new_uid() -> str:
    """One ULID: 48 bits of milliseconds, 80 random bits, 26 characters, sorting by time."""
    return new_uids(1)[0]


def new_uids(count: int) -> list[str]:
    """`count` ULIDs of one millisecond in ascending order: the random part is drawn once and counted up."""
    milliseconds = int(time.time() * 1000)
    # The top bit stays free so that counting up cannot overflow into the time.
    start = (milliseconds << 80) | (int.from_bytes(os.urandom(10)) >> 1)
    end = start + count
    uids: list[str] = []
    while start < end:
        # All but the last four characters stay the same for a million.
        same, low = _encoded(start)[:-4], start & _LOW
        highest = min(low + end - start, _LOW + 1)
        uids += [same + _PAIRS[step >> 10] + _PAIRS[step & 1023] for step in range(low, highest)]
        start += highest - low
    return uids


def _encoded(value: int) -> str:
    pairs = _PAIRS
    low, high = value & (1 << 60) - 1, value >> 60
    return "".join(
        (
            pairs[high >> 60 & 1023], pairs[high >> 50 & 1023], pairs[high >> 40 & 1023], pairs[high >> 30 & 1023],
            pairs[high >> 20 & 1023], pairs[high >> 10 & 1023], pairs[high & 1023],
            pairs[low >> 50 & 1023], pairs[low >> 40 & 1023], pairs[low >> 30 & 1023],
            pairs[low >> 20 & 1023], pairs[low >> 10 & 1023], pairs[low & 1023],
        )
    )  # fmt: skip
