"""Institutions: the colleges, partners and offices that send developers; refuses nothing but a missing name."""

from __future__ import annotations

from typing import Final

from skilling.domain.fields import Kind, headings
from skilling.domain.fieldsets import Fieldset, Noun, declared, declared_district, declared_state
from skilling.domain.lists import INSTITUTION_KINDS


class InstitutionFields(Fieldset):
    """A college, school, training partner or office."""

    name: str = declared(
        "Institution",
        "संस्थान",
        required=True,
        max_length=300,
        width=260,
        synonyms=headings("""
            institution; institution name; name of institution; name of the institution; college; college
            name; name of college; name of the college; university; university name; name of university;
            school; school name; name of school; institute; institute name; name of institute; organisation
            name; organization name; organisation; training centre; training centre name; training partner;
            partner name; name; संस्था का नाम; संस्थान; संस्थान का नाम; महाविद्यालय का नाम; विद्यालय का नाम
        """),
    )
    kind: str | None = declared(
        "Type",
        "प्रकार",
        Kind.CHOICE,
        choices=INSTITUTION_KINDS,
        synonyms=headings("""
            institution type; type of institution; type of institute; college type; type; management type;
            school category; संस्थान का प्रकार
        """),
    )
    aishe: str | None = declared(
        "AISHE code",
        "एआईएसएचई कोड",
        Kind.AISHE,
        example="C-12345",
        index=True,
        help="Code of the All India Survey on Higher Education.",
        synonyms=headings("""
            aishe; aishe id; aishe code; aishe no; aishe number; एआईएसएचई कोड
        """),
    )
    state_id: int | None = declared_state(
        index=True,
        synonyms=headings("""
            state; state/ut; state name; राज्य; राज्य का नाम; மாநிலம்; రాష్ట్రం; ರಾಜ್ಯ; রাজ্য
        """),
    )
    district_id: int | None = declared_district(
        synonyms=headings("""
            district; dist; distt; district name; name of district; जिला; ज़िला; जनपद; மாவட்டம்; జిల్లా;
            ಜಿಲ್ಲೆ; জেলা
        """),
    )
    city: str | None = declared(
        "City",
        "शहर",
        synonyms=headings("""
            city; town; place; location; city/town; city name; शहर; नगर
        """),
    )


INSTITUTION: Final = Noun(
    "institution", "institutions", "Institution", "संस्थान", "Institutions", "संस्थान", InstitutionFields, "name"
)
