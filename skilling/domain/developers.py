"""Developers: the people being skilled, each field declared once; has no place for government identity numbers."""

from __future__ import annotations

from datetime import date
from typing import Final

from skilling.domain import developerwords as words
from skilling.domain.fields import Kind
from skilling.domain.fieldsets import Fieldset, Noun, declared, declared_district, declared_state
from skilling.domain.lists import CATEGORIES, DISABILITY, EDUCATION_LEVELS, GENDERS, LEARNER_TYPES, YES_NO

CONTACT, ABOUT, STUDY = "Contact", "About", "Study and work"


class DeveloperFields(Fieldset):
    """What is kept of a person. Only the name is required: many people have one name, no e-mail, or no phone of their own."""

    full_name: str = declared(
        "Name",
        "नाम",
        Kind.NAME,
        required=True,
        personal=True,
        max_length=200,
        width=200,
        example="Asha Rao",
        synonyms=words.FULL_NAME,
    )
    name_hi: str | None = declared(
        "Name in Hindi",
        "हिंदी में नाम",
        Kind.NAME,
        personal=True,
        max_length=200,
        listed=False,
        synonyms=words.NAME_HI,
    )
    mobile: str | None = declared(
        "Mobile",
        "मोबाइल",
        Kind.MOBILE,
        personal=True,
        index=True,
        example="+91 98450 12345",
        group=CONTACT,
        width=150,
        overflow="phone2",
        synonyms=words.MOBILE,
    )
    phone2: str | None = declared(
        "Other phone",
        "अन्य फ़ोन",
        Kind.PHONE,
        personal=True,
        group=CONTACT,
        listed=False,
        width=150,
        example="080 2345 6789",
        help="A second mobile or a landline with its area code.",
        synonyms=words.PHONE2,
    )
    email: str | None = declared(
        "Email",
        "ईमेल",
        Kind.EMAIL,
        personal=True,
        index=True,
        example="asha@example.in",
        group=CONTACT,
        width=220,
        synonyms=words.EMAIL,
    )
    gender: str | None = declared(
        "Gender",
        "लिंग",
        Kind.CHOICE,
        choices=GENDERS,
        group=ABOUT,
        width=100,
        help="As the person stated it; never guessed from the name.",
        synonyms=words.GENDER,
    )
    born_on: date | None = declared(
        "Date of birth",
        "जन्म तिथि",
        Kind.DATE,
        personal=True,
        group=ABOUT,
        width=130,
        example="05/09/2004",
        synonyms=words.BORN_ON,
    )
    category: str | None = declared(
        "Category",
        "वर्ग",
        Kind.CHOICE,
        choices=CATEGORIES,
        group=ABOUT,
        width=100,
        synonyms=words.CATEGORY,
    )
    pwd: str | None = declared(
        "PwD",
        "दिव्यांग",
        Kind.CHOICE,
        choices=DISABILITY,
        group=ABOUT,
        width=90,
        listed=False,
        help="Person with disability, as stated (RPwD Act 2016).",
        synonyms=words.PWD,
    )
    minority: str | None = declared(
        "Minority",
        "अल्पसंख्यक",
        Kind.CHOICE,
        choices=YES_NO,
        group=ABOUT,
        width=90,
        listed=False,
        importable=False,
    )
    state_id: int | None = declared_state(
        index=True,
        group=CONTACT,
        width=150,
        help="The developer's own state, not the place of training.",
        synonyms=words.STATE,
    )
    district_id: int | None = declared_district(
        group=CONTACT,
        width=150,
        synonyms=words.DISTRICT,
    )
    pin: str | None = declared(
        "PIN code",
        "पिन कोड",
        Kind.PIN,
        group=CONTACT,
        listed=False,
        width=90,
        example="560001",
        synonyms=words.PIN,
    )
    address: str | None = declared(
        "Address",
        "पता",
        Kind.LONG_TEXT,
        personal=True,
        group=CONTACT,
        listed=False,
        width=260,
        help="Where letters reach the developer.",
        synonyms=words.ADDRESS,
    )
    institution_id: int | None = declared(
        "Institution",
        "संस्थान",
        Kind.LINK,
        link="institution",
        foreign_key="institutions.id",
        index=True,
        group=STUDY,
        width=240,
        synonyms=words.INSTITUTION,
    )
    roll_no: str | None = declared(
        "Roll number",
        "अनुक्रमांक",
        Kind.CODE,
        personal=True,
        group=STUDY,
        width=130,
        synonyms=words.ROLL_NO,
    )
    father_name: str | None = declared(
        "Father's or guardian's name",
        "पिता/अभिभावक का नाम",
        Kind.NAME,
        personal=True,
        group=ABOUT,
        listed=False,
        width=180,
        synonyms=words.FATHER_NAME,
    )
    learner_type: str | None = declared(
        "Learner type",
        "शिक्षार्थी प्रकार",
        Kind.CHOICE,
        choices=LEARNER_TYPES,
        group=STUDY,
        width=140,
        synonyms=words.LEARNER_TYPE,
    )
    education: str | None = declared(
        "Education",
        "शिक्षा",
        Kind.CHOICE,
        choices=EDUCATION_LEVELS,
        group=STUDY,
        listed=False,
        synonyms=words.EDUCATION,
    )


DEVELOPER: Final = Noun(
    "developer", "developers", "Developer", "डेवलपर", "Developers", "डेवलपर", DeveloperFields, "full_name", searched=True
)

# What a report groups by: copied onto the enrolment when it is made, so that a later move or correction
# does not change figures already handed over.
FROZEN: Final = ("gender", "category", "pwd", "minority", "state_id", "district_id", "learner_type")

AGE_BANDS: Final = (("<18", 0, 17), ("18-24", 18, 24), ("25-34", 25, 34), ("35-44", 35, 44), ("45+", 45, 200))


def age_band(born_on: date | None, on: date) -> str | None:
    """The age band on a day; None where the date of birth is not known."""
    if born_on is None:
        return None
    age = on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))
    return next((band for band, low, high in AGE_BANDS if low <= age <= high), None)
