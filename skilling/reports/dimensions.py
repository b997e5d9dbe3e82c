"""What figures are grouped by, and the words of each value; refuses to drop a value that it does not know."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from sqlmodel import Session

from skilling.database.tables import RECORDS, District, Institution, Resource, State
from skilling.domain.fields import Choice
from skilling.domain.languages import LANGUAGES
from skilling.domain.lists import CATEGORIES, GENDERS, GRANT_UNITS, LEARNER_TYPES, YES_NO
from skilling.reports.words import NOT_STATED, Words, chosen
from skilling.services.records import title_of

Naming = Callable[[Session, Any], Words]


def _choice(choices: tuple[Choice, ...]) -> Naming:
    return lambda _session, code: chosen(choices, code)


def _state(session: Session, key: int) -> Words:
    state = session.get(State, key)
    return Words(state.name, state.name_hi) if state is not None else NOT_STATED


def _district(session: Session, key: int) -> Words:
    district = session.get(District, key)
    return Words(district.name, district.name) if district is not None else NOT_STATED


def age_words(band: str) -> Words:
    """'18-24' as it is printed."""
    return Words(*(band.replace("-", "–"),) * 2)


def _age(_session: Session, band: str) -> Words:
    return age_words(band)


def _titled(noun: str) -> Naming:
    def name(session: Session, key: int) -> Words:
        record = session.get(RECORDS[noun], key)
        title = title_of(record) if record is not None else f"{noun} {key}"
        return Words(title, title)

    return name


def _as_it_stands(_session: Session, value: str) -> Words:
    return Words(value, value)


def language_words(code: str | None) -> Words:
    """The words of a language by its code."""
    if code is None:
        return NOT_STATED
    return next((Words(each.label, each.hindi) for each in LANGUAGES if each.code == code), Words(code, code))


def _language(_session: Session, code: str) -> Words:
    return language_words(code)


_DIMENSIONS: Final[dict[str, tuple[Words, Naming]]] = {
    "state": (Words("State/UT", "राज्य/केंद्र शासित प्रदेश"), _state),
    "district": (Words("District", "ज़िला"), _district),
    "gender": (Words("Gender", "लिंग"), _choice(GENDERS)),
    "category": (Words("Category", "वर्ग"), _choice(CATEGORIES)),
    "pwd": (Words("PwD", "दिव्यांग"), _choice(YES_NO)),
    "minority": (Words("Minority", "अल्पसंख्यक"), _choice(YES_NO)),
    "age_band": (Words("Age at enrolment", "नामांकन के समय आयु"), _age),
    "learner_type": (Words("Learner type", "शिक्षार्थी प्रकार"), _choice(LEARNER_TYPES)),
    "institution": (Words("Institution", "संस्थान"), _titled(Institution.noun)),
    "cohort": (Words("Cohort", "कोहोर्ट"), _titled("cohort")),
    "startup": (Words("Startup", "स्टार्टअप"), _titled("startup")),
    "resource": (Words("Resource", "संसाधन"), _titled(Resource.noun)),
    "unit": (Words("Unit", "इकाई"), _choice(GRANT_UNITS)),
    "product": (Words("AI tool", "एआई उपकरण"), _as_it_stands),
    "language": (Words("Language", "भाषा"), _language),
}


def described(session: Session, dimension: str, value: Any) -> Words:
    """'State/UT: Karnataka' of a row or column."""
    words, name = _DIMENSIONS[dimension]
    of = NOT_STATED if value is None else name(session, value)
    return Words(f"{words.en}: {of.en}", f"{words.hi}: {of.hi}")
