"""Counts how often matching is right on invented people whose truth is known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from skilling.importing.matching.blocking import asked_keys, kept_keys
from skilling.importing.matching.matching import Outcome, Verdict, against, in_file
from skilling.importing.matching.people import People
from tests.synthetic.register import Sample


class Measured(NamedTuple):
    """Shares: of links that are right, of repeated people that were linked, of rows left for a person to judge."""

    precision: float
    recall: float
    review: float

    @classmethod
    def of(cls, linked: int, right: int, to_find: int, review: int, rows: int) -> Measured:
        return cls(right / max(1, linked), right / max(1, to_find), review / max(1, rows))


def people_of(sample: Sample) -> People:
    return People(**sample.columns)


def measured_against(register: Sample, incoming: Sample) -> Measured:
    """Everyone of the register who shares a key with a row is a candidate; positions serve as ids."""
    by_key: dict[int, list[int]] = {}
    known, listed = people_of(register), people_of(incoming)
    for key, developer in kept_keys(known):
        by_key.setdefault(key, []).append(developer)
    candidates = [(row, developer) for key, row in asked_keys(listed) for developer in by_key.get(key, ())]
    return judged(against(listed, known, range(len(known)), candidates, len(known)), incoming.truth)


def judged(verdicts: Sequence[Verdict], truth: Sequence[int | None]) -> Measured:
    links = [(row, verdict) for row, verdict in enumerate(verdicts) if verdict.outcome is Outcome.LINK]
    right = sum(truth[row] == verdict.developer for row, verdict in links)
    review = sum(verdict.outcome is Outcome.REVIEW for verdict in verdicts)
    return Measured.of(len(links), right, sum(who is not None for who in truth), review, len(truth))


def measured_in_file(listed: Sample) -> Measured:
    found = in_file(people_of(listed))
    truth = listed.truth
    right = 0
    for row in found.repeats:
        first = truth[row]
        right += first is not None and found.first[row] == found.first[first]
    return Measured.of(len(found.repeats), right, sum(first is not None for first in truth), len(found.review), len(truth))
