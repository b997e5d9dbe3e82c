"""Enrolments: one developer in one cohort, a log of dated steps; refuses a step that the life of an enrolment does not know."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from skilling.domain.fields import Field, Kind, headings, label_of
from skilling.domain.fieldsets import Fieldset, Noun, declared, declared_district, declared_state
from skilling.domain.lists import CATEGORIES, ENROLMENT_STATUSES, GENDERS, LEARNER_TYPES, YES_NO
from skilling.domain.problems import Refused

FIRST: Final = frozenset({"applied", "enrolled"})  # a life begins with one of these

# domain rules: applied -> ... -> certified; rejected, withdrawn and transferred end it.
STEPS: Final[Mapping[str, frozenset[str]]] = {
    "applied": frozenset({"shortlisted", "waitlisted", "enrolled", "rejected", "withdrawn"}),
    "shortlisted": frozenset({"waitlisted", "enrolled", "rejected", "withdrawn"}),
    "waitlisted": frozenset({"enrolled", "rejected", "withdrawn"}),
    "enrolled": frozenset({"active", "withdrawn", "transferred"}),
    "active": frozenset({"completed", "dropped", "transferred"}),
    "completed": frozenset({"certified", "not_certified"}),
    "not_certified": frozenset({"certified"}),
    "dropped": frozenset({"active"}),
    "certified": frozenset(),
    "rejected": frozenset(),
    "withdrawn": frozenset(),
    "transferred": frozenset(),
}

RETURN_WITHIN: Final = timedelta(days=30)  # a dropped developer may come back within this time, with a reason
NEEDS_REASON: Final = frozenset({"dropped", "withdrawn", "rejected"})

# May be recorded when the cohort is over: results come late.
AFTERWARDS: Final = frozenset({"completed", "certified", "not_certified"})

# The day on which an enrolment first reached a status is kept on it, for speed; these are the columns.
MILESTONES: Final[Mapping[str, str]] = {
    "applied": "applied_on",
    "enrolled": "enrolled_on",
    "active": "started_on",
    "completed": "completed_on",
    "certified": "certified_on",
    "dropped": "left_on",
    "withdrawn": "left_on",
    "transferred": "left_on",
    "rejected": "left_on",
}

# Seats are held by those who are in; an applicant or somebody who left holds none.
HOLDS_SEAT: Final = frozenset({"enrolled", "active", "completed", "certified", "not_certified"})


class EnrolmentFields(Fieldset):
    """One developer in one cohort; what reports group by is frozen here when the enrolment is made."""

    developer_id: int = declared(
        "Developer",
        "डेवलपर",
        Kind.LINK,
        link="developer",
        required=True,
        foreign_key="developers.id",
        importable=False,
        width=200,
    )
    cohort_id: int = declared(
        "Cohort",
        "कोहोर्ट",
        Kind.LINK,
        link="cohort",
        required=True,
        foreign_key="cohorts.id",
        importable=False,
    )
    status: str = declared(
        "Status",
        "स्थिति",
        Kind.CHOICE,
        choices=ENROLMENT_STATUSES,
        default="enrolled",
        editable=False,
        width=120,
        synonyms=headings("""
            status; enrolment status; enrollment status; current status; student status; training status;
            course status; candidate status; learner status; participant status; completion status;
            certification status; active?; is active; active (yes/no); स्थिति; वर्तमान स्थिति; प्रशिक्षण
            स्थिति; नामांकन स्थिति; நிலை; స్థితి; ಸ್ಥಿತಿ; অবস্থা
        """),
    )
    applied_on: date | None = declared("Applied on", "आवेदन तिथि", Kind.DATE, editable=False, importable=False, listed=False)
    enrolled_on: date | None = declared("Enrolled on", "नामांकन तिथि", Kind.DATE, editable=False, importable=False)
    started_on: date | None = declared("Started on", "आरंभ तिथि", Kind.DATE, editable=False, importable=False)
    completed_on: date | None = declared("Completed on", "पूर्णता तिथि", Kind.DATE, editable=False, importable=False)
    certified_on: date | None = declared("Certified on", "प्रमाणन तिथि", Kind.DATE, editable=False, importable=False)
    left_on: date | None = declared("Left on", "छोड़ने की तिथि", Kind.DATE, editable=False, importable=False, listed=False)
    gender: str | None = declared("Gender", "लिंग", Kind.CHOICE, choices=GENDERS, editable=False, importable=False)
    category: str | None = declared("Category", "वर्ग", Kind.CHOICE, choices=CATEGORIES, editable=False, importable=False)
    pwd: str | None = declared("PwD", "दिव्यांग", Kind.CHOICE, choices=YES_NO, editable=False, importable=False, listed=False)
    minority: str | None = declared(
        "Minority", "अल्पसंख्यक", Kind.CHOICE, choices=YES_NO, editable=False, importable=False, listed=False
    )
    age_band: str | None = declared("Age band", "आयु वर्ग", editable=False, importable=False, listed=False)
    state_id: int | None = declared_state(
        editable=False,
        importable=False,
    )
    district_id: int | None = declared_district(
        editable=False,
        importable=False,
        listed=False,
    )
    learner_type: str | None = declared(
        "Learner type",
        "शिक्षार्थी प्रकार",
        Kind.CHOICE,
        choices=LEARNER_TYPES,
        editable=False,
        importable=False,
        listed=False,
    )


def filled_in(copy: Mapping[str, Any], known: Mapping[str, Any]) -> dict[str, Any]:
    """What an enrolment lacks of its developer and is known now. A district goes with its state: none is filled into another."""
    new = {name: value for name, value in known.items() if copy[name] is None and value is not None}
    if copy["state_id"] is not None and copy["state_id"] != known["state_id"]:
        new.pop("district_id", None)
    return new


ENROLMENT: Final = Noun("enrolment", "enrolments", "Enrolment", "नामांकन", "Enrolments", "नामांकन", EnrolmentFields, "status")

# A list may say since when its status holds. That day belongs to a step of the log, so no column of an enrolment keeps it.
EFFECTIVE_ON: Final = Field(
    "effective_on",
    "effective_on",
    "Status since",
    "स्थिति की तिथि",
    Kind.DATE,
    help="The day on which the status of the same row took effect.",
    example="05/09/2026",
    synonyms=headings("""
        effective on; effective date; effective from; status date; date of status; status since; status as on;
        status changed on; date of status change; w.e.f; wef; date of completion; completion date; completed on;
        date of certification; certification date; certified on; date of dropping; dropout date; date of enrolment;
        date of enrollment; enrolment date; enrollment date; enrolled on; date of joining; joining date; start date;
        प्रभावी तिथि; स्थिति की तिथि; नामांकन तिथि; नामांकन की तिथि; पूर्णता तिथि; लागू तिथि
    """),
)

# How far a life has come; those who left had come as far as their last milestone.
_PROGRESS: Final = ("applied", "shortlisted", "waitlisted", "enrolled", "active", "completed", "not_certified", "certified")


def reach(enrolment: Mapping[str, Any]) -> tuple[int, bool]:
    """How far an enrolment came, to compare two of one person in one cohort: the furthest step, and whether they are still in.

    `enrolment` holds the status and the days of the milestones.
    """
    status = enrolment["status"]
    lived = [
        place for place, step in enumerate(_PROGRESS) if step == status or enrolment.get(MILESTONES.get(step, "")) is not None
    ]
    return max(lived, default=-1), status in _PROGRESS


def check_first(to: str, on: date, today: date) -> None:
    """Refused where a new enrolment may not begin in status `to`, or on a day that has not come."""
    if to not in FIRST:
        raise Refused("enrolment-step", "An enrolment begins as applied or enrolled; later steps follow with their dates.")
    if on > today:
        raise Refused("enrolment-future", f"{on:%d %b %Y} has not come yet. Somebody is enrolled on the day or later.")


def check_step(now: str, now_on: date, to: str, on: date, reason: str | None, today: date) -> None:
    """Refused where an enrolment in status `now` since `now_on` may not become `to` on `on`."""
    here, there = (label_of(ENROLMENT_STATUSES, s).lower() for s in (now, to))
    if to not in STEPS.get(now, frozenset()):
        allowed = ", ".join(sorted(label_of(ENROLMENT_STATUSES, s).lower() for s in STEPS.get(now, ()))) or "nothing else"
        raise Refused("enrolment-step", f"Someone who is {here} cannot become {there}. From here: {allowed}.")
    if on < now_on:
        raise Refused(
            "enrolment-order",
            f"The step to {there} is dated {on:%d %b %Y}, before the step to {here} on {now_on:%d %b %Y}. "
            "Check the date; days come first.",
        )
    if on > today:
        raise Refused("enrolment-future", f"{on:%d %b %Y} has not come yet. A step is entered on its day or later.")
    if now == "dropped" and on - now_on > RETURN_WITHIN:
        raise Refused(
            "enrolment-return",
            "Someone who dropped out can come back within 30 days; later, put them into another cohort.",
        )
    if (to in NEEDS_REASON or now == "dropped") and not (reason and reason.strip()):
        raise Refused("enrolment-reason", f"Say why: becoming {there} needs a reason in a few words.")
