"""The sums as they were known at an earlier moment: those of now, less what became known since; refuses to keep anything.

Only what changed since is counted again: what it comes to now, less what it came to then by the facts themselves.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

from sqlalchemy import select
from sqlmodel import Session

from skilling.database import dialects, recorded, summaries
from skilling.database.collector import resting
from skilling.database.tallying import SUMS, Counts, Row, add, by_id, row_of, summed
from skilling.reports.facts import enrolments_among
from skilling.reports.scope import Scope

_PORTION: Final = 25_000  # enrolments that are held at once
_KEPT: Final = "sums known earlier"  # in the session, which sees one state of the data

Sums = dict[tuple[str, str], list[tuple[str, str, str, dict[str, int]]]]  # tally, milestone -> a, b, at, sums


def less_since(session: Session, scope: Scope) -> Sums:
    """What has to be taken off the sums of now; worked out once in a session."""
    kept: dict[Any, tuple[Any, Sums]] = session.info.setdefault(_KEPT, {})
    key = scope.known_before, id(scope.then)
    if key not in kept:
        total: Counts = {}
        with resting():
            for portion in _portions(session, scope):
                add(total, summaries.difference(session.connection(), portion, _then(session, scope, portion), []))
        kept[key] = scope.then, by_tally(total)  # held, so that no other is taken for it
    return kept[key][1]


def by_tally(counts: Counts) -> Sums:
    """Counts as sums, those of a tally and milestone together."""
    found: Sums = {}
    for (tally, milestone, a, b, at), sums in summed(counts).items():
        found.setdefault((tally, milestone), []).append((a, b, at, dict(zip(SUMS, sums, strict=True))))
    return found


def _portions(session: Session, scope: Scope) -> Iterator[set[int]]:
    """The enrolments that may have counted otherwise; all of a person, then and now, within one portion."""
    if scope.known_before is None:
        raise RuntimeError("the sums of now are those that are kept")
    named, developers, cohorts = (scope.then.touched(noun) if scope.then else () for noun in ("enrolment", "developer", "cohort"))
    changed = recorded.changed_since(session.connection(), scope.known_before, named, developers, cohorts)
    owners = sorted(map(tuple, session.execute(changed).all()))
    portion = set(named)
    # Only an enrolment that was edited may have been another person's.
    entangled = {who for who, key in owners if key in portion} | {row[1] for row in _then(session, scope, portion).values()}
    portion.update(key for who, key in owners if who in entangled)
    for _, theirs in groupby((each for each in owners if each[0] not in entangled), key=itemgetter(0)):
        portion.update(key for _, key in theirs)
        if len(portion) >= _PORTION:
            yield portion
            portion = set()
    if portion:
        yield portion


def _then(session: Session, scope: Scope, keys: Collection[int]) -> dict[int, Row]:
    """What these enrolments counted as, of those that counted."""
    if not keys:
        return {}
    connection = session.connection()
    given = dialects.one_column(connection, sorted(keys))
    facts = enrolments_among(replace(scope, programme_id=None), given).subquery("then_counted")
    return by_id(session.execute(select(*row_of(connection, dict(facts.c.items())))))
