"""Developers: the people being skilled, each field declared once; refuses government identity numbers by not having a place for them."""

from __future__ import annotations

from datetime import date
from typing import Final

from skilling.domain.fields import Kind
from skilling.domain.fieldsets import Fieldset, Noun, declared
from skilling.domain.lists import CATEGORIES, EDUCATION_LEVELS, GENDERS, LEARNER_TYPES, YES_NO

CONTACT, ABOUT, STUDY = "Contact", "About", "Study and work"


class DeveloperFields(Fieldset):
    """What is kept of a person. Only the name is required: many people have one name, no e-mail, or no phone of their own."""

    full_name: str = declared(
        "Name", "नाम", Kind.NAME, required=True, personal=True, max_length=200, width=200, example="Asha Rao",
        synonyms=("name", "full name", "student name", "name of student", "name of the student", "candidate name",
                  "name of candidate", "participant name", "learner name", "trainee name", "नाम", "छात्र का नाम",
                  "विद्यार्थी का नाम", "अभ्यर्थी का नाम", "प्रतिभागी का नाम"),
    )
    name_hi: str | None = declared(
        "Name in Hindi", "हिंदी में नाम", Kind.NAME, personal=True, max_length=200, listed=False,
        synonyms=("name in hindi", "hindi name", "नाम हिंदी में"),
    )
    mobile: str | None = declared(
        "Mobile", "मोबाइल", Kind.MOBILE, personal=True, index=True, example="+91 98450 12345", group=CONTACT, width=150,
        synonyms=("mobile", "mobile no", "mobile number", "phone", "phone no", "contact", "contact no", "contact number",
                  "whatsapp", "whatsapp no", "mob no", "cell", "मोबाइल", "मोबाइल नंबर", "दूरभाष", "फोन"),
    )
    email: str | None = declared(
        "Email", "ईमेल", Kind.EMAIL, personal=True, index=True, example="asha@example.in", group=CONTACT, width=220,
        synonyms=("email", "e-mail", "email id", "mail id", "email address", "ईमेल", "ई-मेल"),
    )
    gender: str | None = declared(
        "Gender", "लिंग", Kind.CHOICE, choices=GENDERS, group=ABOUT, width=100, synonyms=("gender", "sex", "m/f", "लिंग"),
        help="As the person stated it; never guessed from the name.",
    )
    born_on: date | None = declared(
        "Date of birth", "जन्म तिथि", Kind.DATE, personal=True, group=ABOUT, width=130, example="05/09/2004",
        synonyms=("dob", "d.o.b", "date of birth", "birth date", "birthdate", "जन्म तिथि", "जन्मतिथि"),
    )
    category: str | None = declared(
        "Category", "वर्ग", Kind.CHOICE, choices=CATEGORIES, group=ABOUT, width=100,
        synonyms=("category", "social category", "caste category", "community", "reservation category", "वर्ग", "श्रेणी"),
    )
    pwd: str | None = declared(
        "PwD", "दिव्यांग", Kind.CHOICE, choices=YES_NO, group=ABOUT, width=90, listed=False,
        help="Person with disability, as stated (RPwD Act 2016).",
        synonyms=("pwd", "ph", "disability", "disabled", "divyang", "person with disability", "दिव्यांग"),
    )
    minority: str | None = declared(
        "Minority", "अल्पसंख्यक", Kind.CHOICE, choices=YES_NO, group=ABOUT, width=90, listed=False, importable=False
    )
    state_id: int | None = declared(
        "State/UT", "राज्य/केंद्र शासित प्रदेश", Kind.STATE, foreign_key="states.id", index=True, group=CONTACT, width=150,
        synonyms=("state", "state/ut", "state name", "domicile state", "home state", "राज्य", "प्रदेश"),
        help="The developer's own state, not the place of training.",
    )
    district_id: int | None = declared(
        "District", "ज़िला", Kind.DISTRICT, foreign_key="districts.id", group=CONTACT, width=150,
        synonyms=("district", "dist", "district name", "home district", "ज़िला", "जिला", "जनपद"),
    )
    pin: str | None = declared(
        "PIN code", "पिन कोड", Kind.PIN, group=CONTACT, listed=False, width=90, example="560001",
        synonyms=("pin", "pin code", "pincode", "postal code", "zip", "पिन कोड", "पिन"),
    )
    institution_id: int | None = declared(
        "Institution", "संस्थान", Kind.LINK, link="institution", foreign_key="institutions.id", index=True, group=STUDY,
        width=240,
        synonyms=("institution", "college", "college name", "institute", "name of college", "university", "school",
                  "school name", "organisation", "company", "संस्थान", "महाविद्यालय", "कॉलेज", "विद्यालय"),
    )
    roll_no: str | None = declared(
        "Roll number", "अनुक्रमांक", Kind.CODE, personal=True, group=STUDY, width=130,
        synonyms=("roll no", "roll number", "rollno", "enrolment no", "enrollment no", "registration no", "reg no",
                  "regd no", "admission no", "student id", "hall ticket no", "usn", "prn", "अनुक्रमांक", "रोल नंबर"),
    )
    father_name: str | None = declared(
        "Father's or guardian's name", "पिता/अभिभावक का नाम", Kind.NAME, personal=True, group=ABOUT, listed=False, width=180,
        synonyms=("father name", "father's name", "fathers name", "father/husband name", "guardian name", "s/o",
                  "पिता का नाम", "पिता/पति का नाम"),
    )
    learner_type: str | None = declared(
        "Learner type", "शिक्षार्थी प्रकार", Kind.CHOICE, choices=LEARNER_TYPES, group=STUDY, width=140,
        synonyms=("learner type", "type of learner", "occupation", "profession", "participant type", "पेशा"),
    )
    education: str | None = declared(
        "Education", "शिक्षा", Kind.CHOICE, choices=EDUCATION_LEVELS, group=STUDY, listed=False,
        synonyms=("education", "qualification", "highest qualification", "education level", "शिक्षा", "योग्यता"),
    )


DEVELOPER: Final = Noun(
    "developer", "developers", "Developer", "डेवलपर", "Developers", "डेवलपर", DeveloperFields, "full_name"
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
