"""Composes a list from a seed: columns, people, and up to eight damages; the same seed gives the same list for ever."""

from __future__ import annotations

import random

from tests.generator import damaged_books, damaged_columns, damaged_headings, damaged_lines, damaged_rows, damaged_values
from tests.generator.damages import DAMAGES, Damage
from tests.generator.draft import BESIDE, PASSED, Column, Draft, MadeList, rendered
from tests.generator.nonlists import a_nonlist
from tests.generator.people import Person, invent
from tests.generator.words import ENGLISH

__all__ = ["DAMAGES", "MOST_DAMAGES", "a_list"]

ROOMS = (damaged_columns, damaged_values, damaged_headings, damaged_rows, damaged_lines, damaged_books)
MOST_DAMAGES = 8
_NO_LISTS = 0.05

# How often a list has a column, and what it is in truth.
_USUAL: tuple[tuple[str, float, str | None, str], ...] = (
    ("serial", 0.75, PASSED, ""),
    ("roll", 0.6, "developer.roll_no", "study"),
    ("name", 1.0, "developer.full_name", "personal"),
    ("father", 0.5, "developer.father_name", "personal"),
    ("gender", 0.65, "developer.gender", "personal"),
    ("born", 0.6, "developer.born_on", "personal"),
    ("category", 0.4, "developer.category", "personal"),
    ("mobile", 0.9, "developer.mobile", "contact"),
    ("email", 0.6, "developer.email", "contact"),
    ("college", 0.6, "developer.institution", "study"),
    ("branch", 0.35, BESIDE, "study"),
    ("batch", 0.2, "cohort.code", "study"),
    ("district", 0.4, "developer.district", "contact"),
    ("state", 0.5, "developer.state", "contact"),
    ("pin", 0.35, "developer.pin", "contact"),
)


def a_list(seed: int, *only: str) -> MadeList:
    """The list of a seed; with the named damages instead of random ones where some are named."""
    rng = random.Random(seed)
    if not only and rng.random() < _NO_LISTS:
        return a_nonlist(rng, seed)
    draft = _draft(rng)
    chosen = [DAMAGES[name] for name in only] or _chosen(rng)
    done = [damage.name for damage in sorted(chosen, key=lambda damage: damage.stage) if damage.deed(draft)]
    return rendered(draft, seed, tuple(done))


def _chosen(rng: random.Random) -> list[Damage]:
    """Nought to eight damages, no two of the same kind."""
    chosen: list[Damage] = []
    wanted = rng.randint(0, MOST_DAMAGES)
    for damage in rng.sample(list(DAMAGES.values()), len(DAMAGES)):
        if len(chosen) == wanted:
            break
        if not damage.of or all(damage.of != other.of for other in chosen):
            chosen.append(damage)
    return chosen


def _draft(rng: random.Random) -> Draft:
    devanagari = rng.random() < 0.12
    people = invent(rng, rng.choice((3, 5, 8, 12, 20, 30, 45)), devanagari=devanagari)
    columns = [_column(rng, kind, field, group, people) for kind, share, field, group in _USUAL if rng.random() < share]
    if len(columns) < 3:
        columns.append(_column(rng, "college", "developer.institution", "study", people))
    columns = list({column.kind: column for column in columns}.values())
    while len(columns) < 3:
        columns.append(_column(rng, "branch", BESIDE, "study", people))
    return Draft(rng, people, columns, list(range(len(people))), devanagari=devanagari)


def _column(rng: random.Random, kind: str, field: str | None, group: str, people: list[Person]) -> Column:
    batch = f"AI-{rng.randint(1, 20):02d}"
    truth: list[str | None] | None = None
    if kind == "serial":
        cells: list[object] = list(range(1, len(people) + 1))
    elif kind == "batch":
        cells = [batch for _ in people]
    elif kind == "born":
        cells = [person.born.strftime("%d/%m/%Y") for person in people]
        truth = [person.born.isoformat() for person in people]
    else:
        cells = [getattr(person, kind) for person in people]
        if kind in ("mobile", "pin", "roll"):
            truth = [str(cell) for cell in cells]
    return Column(kind, field, rng.choice(ENGLISH[kind]), cells, truth, group=group)
