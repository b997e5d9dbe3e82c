"""Institutions: the colleges, partners and offices that send developers; refuses nothing but a missing name."""

from __future__ import annotations

from typing import Final

from skilling.domain.fields import Kind
from skilling.domain.fieldsets import Fieldset, Noun, declared
from skilling.domain.lists import INSTITUTION_KINDS


class InstitutionFields(Fieldset):
    """A college, school, training partner or office."""

    name: str = declared(
        "Institution", "संस्थान", required=True, max_length=300, width=260,
        synonyms=("institution name", "college name", "name of institution", "university name", "संस्था का नाम"),
    )
    kind: str | None = declared("Type", "प्रकार", Kind.CHOICE, choices=INSTITUTION_KINDS, synonyms=("institution type",))
    aishe: str | None = declared(
        "AISHE code", "एआईएसएचई कोड", Kind.AISHE, example="C-12345", index=True, synonyms=("aishe", "aishe id"),
        help="Code of the All India Survey on Higher Education.",
    )
    state_id: int | None = declared("State/UT", "राज्य/केंद्र शासित प्रदेश", Kind.STATE, foreign_key="states.id", index=True)
    district_id: int | None = declared("District", "ज़िला", Kind.DISTRICT, foreign_key="districts.id")
    city: str | None = declared("City", "शहर", synonyms=("town", "place", "शहर"))


INSTITUTION: Final = Noun(
    "institution", "institutions", "Institution", "संस्थान", "Institutions", "संस्थान", InstitutionFields, "name"
)
