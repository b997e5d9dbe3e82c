"""Cohorts: a group that learns together, its fields and its life from draft to archived; refuses a step its life does not know."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from skilling.domain.fields import Kind, headings, label_of
from skilling.domain.fieldsets import Fieldset, Noun, declared, declared_district, declared_state
from skilling.domain.lists import COHORT_STATUSES, MODES
from skilling.domain.money import numbered
from skilling.domain.problems import Problem, Refused


class CohortFields(Fieldset):
    """What is kept of a cohort."""

    code: str = declared(
        "Cohort",
        "कोहोर्ट",
        Kind.CODE,
        required=True,
        unique=True,
        max_length=40,
        example="BLR-2026-A",
        width=130,
        synonyms=headings("""
            cohort; cohort code; cohort no; cohort id; cohort name; batch; batch code; batch no; batch id;
            batch number; batch name; training batch; training batch code; group; group no; कोहोर्ट; बैच;
            बैच कोड; बैच संख्या; बैच क्रमांक; बैच नंबर; தொகுதி எண்; బ్యాచ్; ಬ್ಯಾಚ್; ব্যাচ
        """),
    )
    name: str | None = declared("Name", "नाम", max_length=200, width=240, synonyms=("cohort name", "batch name"))
    programme_id: int = declared(
        "Programme",
        "कार्यक्रम",
        Kind.LINK,
        link="programme",
        required=True,
        foreign_key="programmes.id",
        index=True,
        width=200,
        listed=False,
        importable=False,
    )
    institution_id: int | None = declared(
        "Institution",
        "संस्थान",
        Kind.LINK,
        link="institution",
        foreign_key="institutions.id",
        index=True,
        width=220,
        importable=False,
    )
    mode: str | None = declared("Mode", "माध्यम", Kind.CHOICE, choices=MODES, importable=False)
    language: str | None = declared("Language", "भाषा", Kind.LANGUAGE, example="Hindi", importable=False)
    state_id: int | None = declared_state(
        index=True,
        importable=False,
        help="Where the training takes place.",
        group="Place",
    )
    district_id: int | None = declared_district(group="Place", importable=False)
    place: str | None = declared("Venue", "स्थान", group="Place", importable=False)
    starts_on: date | None = declared("Starts on", "आरंभ तिथि", Kind.DATE, group="Dates and seats", importable=False)
    ends_on: date | None = declared("Ends on", "समाप्ति तिथि", Kind.DATE, group="Dates and seats", importable=False)
    seats: int | None = declared(
        "Seats",
        "सीटें",
        Kind.WHOLE,
        group="Dates and seats",
        width=90,
        importable=False,
        help="Leave empty where there is no limit.",
    )
    planned_hours: int | None = declared("Planned hours", "नियोजित घंटे", Kind.WHOLE, group="Dates and seats", importable=False)
    status: str = declared(
        "Status",
        "स्थिति",
        Kind.CHOICE,
        choices=COHORT_STATUSES,
        default="draft",
        editable=False,
        width=120,
        importable=False,
    )


COHORT: Final = Noun("cohort", "cohorts", "Cohort", "कोहोर्ट", "Cohorts", "कोहोर्ट", CohortFields, "code", searched=True)

# draft -> open -> running -> closed -> archived; closed may be reopened by a supervisor.
STEPS: Final[Mapping[str, frozenset[str]]] = {
    "draft": frozenset({"open", "cancelled"}),
    "open": frozenset({"running", "cancelled"}),
    "running": frozenset({"closed", "cancelled"}),
    "closed": frozenset({"archived", "running"}),
    "archived": frozenset(),
    "cancelled": frozenset(),
}

# Whoever is put into a cohort in another state would be counted in a cohort that is over.
TAKES_DEVELOPERS: Final = frozenset({"draft", "open", "running"})
OVER: Final = frozenset({"archived", "cancelled"})  # nobody starts in these any more


def check_step(now: str, to: str) -> None:
    """Refused where a cohort may not go from `now` to `to`."""
    if to in STEPS.get(now, frozenset()):
        return
    allowed = ", ".join(label_of(COHORT_STATUSES, s).lower() for s in sorted(STEPS.get(now, ()))) or "nothing else"
    raise Refused(
        "cohort-step",
        f"A cohort that is {label_of(COHORT_STATUSES, now).lower()} cannot become "
        f"{label_of(COHORT_STATUSES, to).lower()}. From here it can become: {allowed}.",
    )


def check_dates(starts_on: date | None, ends_on: date | None) -> None:
    """Refused where the end lies before the start."""
    if starts_on and ends_on and ends_on < starts_on:
        raise Refused.of(
            [
                Problem(
                    "dates",
                    "The end lies before the start. Check both dates; days come first: 05/09/2026.",
                    "ends_on",
                )
            ]
        )


def check_takes(code: str, status: str) -> None:
    """Refused where a cohort takes nobody any more."""
    if status not in TAKES_DEVELOPERS:
        raise Refused(
            "cohort-closed",
            f"Cohort {code} is {label_of(COHORT_STATUSES, status).lower()} and takes nobody any more. "
            "Choose another cohort, or reopen this one.",
        )


def check_seats(code: str, seats: int | None, taken: int, coming: int) -> None:
    """Refused where `coming` more developers do not fit beside the `taken` seats."""
    if seats is not None and taken + coming > seats:
        free = max(seats - taken, 0)
        raise Refused(
            "cohort-full",
            f"Cohort {code} has {numbered(seats, 'seat')}, {free or 'none'} free, and {numbered(coming, 'developer')} "
            f"more {'does' if coming == 1 else 'do'} not fit. "
            f"Raise the seats of {code}, or choose another cohort.",
        )
