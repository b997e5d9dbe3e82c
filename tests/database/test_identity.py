"""Identities between databases are ULIDs: 26 signs, sorted by time, never the same twice."""

from __future__ import annotations

import os
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skilling.database import identity

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def number_of(uid: str) -> int:
    """A ULID read by the specification: 26 digits to the base of 32."""
    number = 0
    for sign in uid:
        number = number * 32 + ALPHABET.index(sign)
    return number


def test_a_batch_is_unique_and_sorted() -> None:
    made = identity.new_uids(10_000)
    assert len(set(made)) == 10_000
    assert made == sorted(made)
    assert {len(uid) for uid in made} == {26}
    assert set("".join(made)) <= set(ALPHABET)


def test_batches_of_later_milliseconds_come_later_and_batches_never_meet() -> None:
    first = identity.new_uids(1000)
    while int(time.time() * 1000) <= number_of(first[0]) >> 80:
        pass
    second = identity.new_uids(1000)
    assert max(first) < min(second)
    assert not set(first) & set(identity.new_uids(1000))


def test_a_ulid_says_when_it_was_made() -> None:
    before = int(time.time() * 1000)
    uid = identity.new_uid()
    assert before <= number_of(uid) >> 80 <= int(time.time() * 1000)


def test_a_batch_never_counts_into_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "urandom", lambda size: b"\xff" * size)
    monkeypatch.setattr(time, "time", lambda: 1_793_880_000.0)
    made = identity.new_uids(1000)
    assert {number_of(uid) >> 80 for uid in made} == {1_793_880_000_000}
    assert made == sorted(made)


@given(st.integers(0, 2**128 - 1))
def test_the_spelling_is_that_of_the_specification(value: int) -> None:
    assert number_of(identity._encoded(value)) == value
    assert len(identity._encoded(value)) == 26
