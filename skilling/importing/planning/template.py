"""The columns of the list that the desk hands out for partners to fill in; a list in that layout is known without being looked at.

Refuses to be half of itself: a list whose headings were changed is matched like any other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from skilling.domain.nouns import noun_named
from skilling.importing.columns.targets import SUBJECTS, Target, targets
from skilling.importing.planning.memory import fingerprint

VERSION: Final = 2
"""Of the layout; written into every template that is handed out."""

# What a version asked for that those before it did not: lists in an older layout still come in.
_SINCE: Final[Mapping[str, int]] = {"developer.phone2": 2, "developer.address": 2}

_JOINS: Final = frozenset({"cohort", "enrolment"})  # said of the people of the list themselves


@dataclass(frozen=True, slots=True)
class Template:
    """What a list about `noun` asks for, heading by heading, in order."""

    noun: str
    columns: tuple[tuple[str, Target], ...]

    @property
    def mapping(self) -> Mapping[str, str | None]:
        """The field of each heading."""
        return {heading: target.name for heading, target in self.columns}


@cache
def template_of(noun: str, version: int = VERSION) -> Template:
    """The template of a list about that noun, by its singular or plural name. KeyError where there is none."""
    subject = next((known for known in SUBJECTS if noun in (known.name, known.plural)), None)
    if subject is None:
        raise KeyError(noun)
    asked = [each for each in targets(subject.name) if _SINCE.get(each.name, 1) <= version]
    return Template(subject.name, tuple((_heading(subject.name, each), each) for each in asked))


def _heading(noun: str, target: Target) -> str:
    """The field's own words; of a field of another noun, with whose it is."""
    other = target.name.partition(".")[0]
    if other == noun or other in _JOINS:
        return target.field.label
    declared = noun_named(other)
    return declared.label if target.field.attribute == declared.title else f"{target.field.label} of {declared.label.lower()}"


@cache
def _by_layout() -> Mapping[str, Template]:
    made = [template_of(subject.name, version) for version in range(1, VERSION + 1) for subject in SUBJECTS]
    return {fingerprint([heading for heading, _ in each.columns]): each for each in made}


def known(layout: str) -> Template | None:
    """The template whose layout that is."""
    return _by_layout().get(layout)
