"""What lists may be about, one declaration for each noun; another list is one more entry. Refuses lists it does not know."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from skilling.domain.developers import DEVELOPER
from skilling.domain.fieldsets import Noun
from skilling.domain.grants import GRANT
from skilling.domain.institutions import INSTITUTION
from skilling.domain.nouns import noun_named
from skilling.domain.problems import Refused
from skilling.domain.resources import RESOURCE
from skilling.domain.startups import STARTUP
from skilling.domain.text import key

Compared = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Identity:
    """Two records are one where all `attributes` are stated and agree, unless one of `apart` is stated by both and differs."""

    attributes: tuple[str, ...]
    words: str
    apart: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list about one noun: how its records are recognised again, and what stands beside them.

    `scored` nouns are matched by weighing everything known of two people; the others by `identities`, the strongest
    first. `compared` says how values of an attribute are compared where it is not as they stand.
    """

    noun: Noun
    identities: tuple[Identity, ...] = ()
    compared: Mapping[str, Compared] = field(default_factory=dict)
    scored: bool = False
    joins_cohorts: bool = False
    has_holder: bool = False

    @property
    def title(self) -> str:
        """Public name of the field that no row can do without."""
        return f"{self.noun.name}.{self.noun.field(self.noun.title).name}"

    @property
    def required(self) -> tuple[str, ...]:
        """Attributes without which there is no record."""
        return tuple(found.attribute for found in self.noun.fields if found.required)

    @property
    def longest(self) -> dict[str, int]:
        """How many signs fit, by public name, for fields that say so."""
        found: dict[str, int] = {}
        for declared in self.noun.fields:
            holder = noun_named(declared.link) if declared.link else self.noun
            attribute = holder.title if declared.link else declared.attribute
            limits = (getattr(rule, "max_length", None) for rule in holder.fieldset.model_fields[attribute].metadata)
            limit = next((limit for limit in limits if isinstance(limit, int)), None)
            if limit is not None:
                found[f"{self.noun.name}.{declared.name}"] = limit
        return found

    @property
    def attributes(self) -> dict[str, str]:
        """The attribute behind each public name of the noun's own fields."""
        return {f"{self.noun.name}.{found.name}": found.attribute for found in self.noun.fields if found.importable}


_LEGAL_FORM: Final = re.compile(
    r"\b(?:private|pvt|limited|ltd|llp|opc|inc|incorporated|company|co|m s|messrs|the|p)\b|प्राइवेट|लिमिटेड"
)


def company_key(name: str) -> str:
    """A company's name without its legal form: `M/s. Disha Labs Pvt. Ltd.` and `DISHA LABS PRIVATE LIMITED` are one."""
    words = key(name)
    return " ".join(_LEGAL_FORM.sub(" ", words).split()) or words


def address_key(url: str) -> str:
    """A web address as it is compared: without scheme, www and a slash at its end."""
    return re.sub(r"^https?://(?:www\.)?", "", url.casefold()).rstrip("/")


DEVELOPERS: Final = ListOf(DEVELOPER, scored=True, joins_cohorts=True)

STARTUPS: Final = ListOf(
    STARTUP,
    (
        Identity(("cin",), "same CIN"),
        Identity(("llpin",), "same LLPIN"),
        Identity(("udyam",), "same Udyam number"),
        Identity(("dpiit",), "same DPIIT number", apart=("cin", "llpin")),
        Identity(("gstin",), "same GSTIN", apart=("cin", "llpin")),
        Identity(("legal_name", "state_id"), "same name in the same state", apart=("cin", "llpin", "dpiit")),
        Identity(("legal_name",), "same name", apart=("cin", "llpin", "dpiit", "state_id")),
    ),
    {"legal_name": company_key},
)

RESOURCES: Final = ListOf(
    RESOURCE,
    (
        Identity(("url",), "same link"),
        Identity(("title", "provider", "language"), "same title, provider and language", apart=("url",)),
        Identity(("title",), "same title", apart=("url", "provider", "language")),
    ),
    {"url": address_key, "title": key, "provider": key},
)

INSTITUTIONS: Final = ListOf(
    INSTITUTION,
    (
        Identity(("aishe",), "same AISHE code"),
        Identity(("name", "state_id"), "same name in the same state", apart=("aishe", "city")),
        Identity(("name",), "same name", apart=("aishe", "city", "state_id")),
    ),
    {"name": key, "city": key},
)

GRANTS: Final = ListOf(
    GRANT,
    (
        Identity(("product", "holder", "approval_ref"), "same tool, holder and approval"),
        Identity(("product", "unit", "amount", "holder", "approved_on"), "same grant on the same day", ("approval_ref",)),
    ),
    {"product": key, "approval_ref": key},
    has_holder=True,
)

LISTS: Final = (DEVELOPERS, STARTUPS, RESOURCES, GRANTS, INSTITUTIONS)


def list_of(noun: str) -> ListOf:
    """The list about a noun, by its singular or plural name. Refused for lists that are not read."""
    found = next((known for known in LISTS if noun in (known.noun.name, known.noun.plural)), None)
    if found is not None:
        return found
    known = ", ".join(each.noun.plural for each in LISTS)
    raise Refused("unsupported", f"Lists of {noun} are not read. Say what else the list is about, one of: {known}.")
