"""The fields that the columns of a list may become, derived from the fields' own declarations; refuses to know any of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from skilling.domain.cohorts import COHORT
from skilling.domain.developers import DEVELOPER
from skilling.domain.enrolments import EFFECTIVE_ON, ENROLMENT
from skilling.domain.fields import Field
from skilling.domain.fieldsets import Noun
from skilling.domain.grants import GRANT
from skilling.domain.institutions import INSTITUTION
from skilling.domain.resources import RESOURCE
from skilling.domain.startups import STARTUP

EXTRA: Final = "extra."  # prefix of what is kept beside the declared fields

SUBJECTS: Final = (DEVELOPER, STARTUP, RESOURCE, GRANT, INSTITUTION)
"""The nouns that a list may be about."""

# What else the rows of such a list may say: who a grant goes to, which cohort a developer joins.
_BESIDE: Final[Mapping[str, tuple[tuple[Noun, tuple[str, ...]], ...]]] = {
    "developer": ((COHORT, ("code",)), (ENROLMENT, ("status",))),
    "grant": ((DEVELOPER, ("full_name", "mobile", "email")), (STARTUP, ("legal_name", "cin"))),
}


@dataclass(frozen=True, slots=True)
class Target:
    """A declared field as the columns of a list see it: `name` is public, such as 'developer.mobile'."""

    name: str
    field: Field


@cache
def targets(noun: str) -> tuple[Target, ...]:
    """What the columns of a list about `noun` may become. KeyError where lists about it are not read."""
    subject = next((known for known in SUBJECTS if noun in (known.name, known.plural)), None)
    if subject is None:
        raise KeyError(noun)
    found = [Target(f"{subject.name}.{field.name}", field) for field in subject.fields if field.importable]
    for other, names in _BESIDE.get(subject.name, ()):
        found += [Target(f"{other.name}.{name}", other.field(name)) for name in names]
    if subject is DEVELOPER:
        found.append(Target(f"{ENROLMENT.name}.{EFFECTIVE_ON.name}", EFFECTIVE_ON))
    return tuple(found)


@cache
def target(name: str) -> Target:
    """The target of a public name, whatever list it stands in. KeyError where there is none."""
    for subject in SUBJECTS:
        for found in targets(subject.name):
            if found.name == name:
                return found
    raise KeyError(name)


def title_of(noun: str) -> str:
    """The public name of the field that a record of `noun` cannot do without."""
    subject = next(known for known in SUBJECTS if known.name == noun)
    return f"{noun}.{subject.field(subject.title).name}"
