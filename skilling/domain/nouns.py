"""The list of all nouns; the one place to enter a new one so that views, export, search and history know it."""

from __future__ import annotations

from typing import Final

from skilling.domain.cohorts import COHORT
from skilling.domain.developers import DEVELOPER
from skilling.domain.enrolments import ENROLMENT
from skilling.domain.fieldsets import Noun
from skilling.domain.grants import GRANT
from skilling.domain.institutions import INSTITUTION
from skilling.domain.programmes import PROGRAMME
from skilling.domain.resources import RESOURCE
from skilling.domain.startups import STARTUP

NOUNS: Final[tuple[Noun, ...]] = (
    PROGRAMME,
    INSTITUTION,
    COHORT,
    DEVELOPER,
    ENROLMENT,
    STARTUP,
    RESOURCE,
    GRANT,
)


def noun_named(name: str) -> Noun:
    """The noun of that singular or plural name; KeyError where there is none."""
    for noun in NOUNS:
        if name in (noun.name, noun.plural):
            return noun
    raise KeyError(name)
