"""The measures of the pack, by name; those of startups, grants and resources stand here, those of people beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, or_, true

from skilling.reports import facts
from skilling.reports.measure import Condition, Kind, Measure, dated
from skilling.reports.people_measures import OF_PEOPLE
from skilling.reports.quality_measures import OF_QUALITY
from skilling.reports.scope import Month, Scope, Window, end_of_day, start_of_day
from skilling.reports.words import Words

__all__ = ["GIVEN", "MEASURES", "Kind", "Measure"]


def _all(_row: Any, _scope: Scope, _window: Window | Month) -> ColumnElement[bool]:
    return true()


def _granted(*also: Callable[[Any, Scope], ColumnElement[bool]]) -> Condition:
    """Approved in the window; a grant without that date counts from the day it was put on record."""

    def counts(row: Any, scope: Scope, window: Window | Month) -> ColumnElement[bool]:
        first, last = scope.days(window)
        entered = row["created_at"] < end_of_day(last)
        if first is not None:
            entered = and_(entered, row["created_at"] >= start_of_day(first))
        approved = or_(dated(row["approved_on"], scope, window), and_(row["approved_on"].is_(None), entered))
        return and_(row["status"].in_(GIVEN), approved, *(each(row, scope) for each in also))

    return counts


GIVEN: Final = ("approved", "issued", "active", "exhausted", "expired", "revoked")
_HANDED_OVER: Final = ("issued", "active", "exhausted", "expired", "revoked")
_STILL_OPEN: Final = ("approved", "issued", "active")


def _lapsed(row: Any, scope: Scope) -> ColumnElement[bool]:
    """Taken back, marked expired, or past its last day while still open."""
    past = and_(row["status"].in_(_STILL_OPEN), row["expires_on"] < scope.as_on)
    return or_(row["status"].in_(("expired", "revoked")), past)


_PERSONS = Words("persons", "व्यक्ति")
_COHORTS = Words("cohorts", "कोहोर्ट")
_HOURS = Words("hours", "घंटे")
_GRANTS = Words("grants", "अनुदान")
_OWN_UNIT = Words("in the unit of the grant", "अनुदान की इकाई में")

_DECLARED: Final = (
    Measure(
        "seats", Words("Seats", "सीटें"), Words("seats of the cohorts on record", "अभिलेख के कोहोर्टों की सीटें"),
        facts.COHORTS, _all, Words("seats", "सीटें"), Kind.SUM, "seats", blank=True,
    ),
    Measure(
        "planned_hours", Words("Planned hours", "नियोजित घंटे"),
        Words("hours planned for the cohorts on record", "अभिलेख के कोहोर्टों के नियोजित घंटे"),
        facts.COHORTS, _all, _HOURS, Kind.SUM, "planned_hours", blank=True,
    ),
    Measure(
        "startups", Words("Startups on record", "अभिलेख में स्टार्टअप"),
        Words("startups on record (they carry no date of joining, so no period)",
              "अभिलेख में स्टार्टअप (जुड़ने की तिथि नहीं, इसलिए कोई अवधि नहीं)"),
        facts.STARTUPS, _all, Words("startups", "स्टार्टअप"),
    ),
    Measure(
        "women_led", Words("Women-led startups", "महिला-नेतृत्व वाले स्टार्टअप"),
        Words("startups with at least one founder on record who is a woman",
              "वे स्टार्टअप जिनकी अभिलेख में कम से कम एक संस्थापक महिला हैं"),
        facts.STARTUPS, lambda row, *_: row["women_led"] == 1, Words("startups", "स्टार्टअप"),
    ),
    Measure(
        "recognised", Words("With a DPIIT number", "डीपीआईआईटी संख्या सहित"),
        Words("startups on record with a DPIIT recognition number", "डीपीआईआईटी मान्यता संख्या वाले स्टार्टअप"),
        facts.STARTUPS, lambda row, *_: row["dpiit"].is_not(None), Words("startups", "स्टार्टअप"),
    ),
    Measure(
        "founders", Words("Founders", "संस्थापक"),
        Words("different founders on record, each counted once", "अभिलेख में अलग-अलग संस्थापक, प्रत्येक की गिनती एक बार"),
        facts.FOUNDERS, _all, _PERSONS, Kind.UNIQUE, "developer_id", "developer", adds_up=False,
    ),
    Measure(
        "grants", Words("Grants", "अनुदान"),
        Words("grants of AI tools that were approved (whatever became of them)", "स्वीकृत एआई उपकरण अनुदान (आगे जो भी हुआ हो)"),
        facts.GRANTS, _granted(), _GRANTS,
    ),
    Measure(
        "granted", Words("Amount granted", "स्वीकृत मात्रा"),
        Words("amount of the approved grants, in their own unit", "स्वीकृत अनुदानों की मात्रा, अपनी इकाई में"),
        facts.GRANTS, _granted(), _OWN_UNIT, Kind.SUM, "amount",
    ),
    Measure(
        "granted_to_startups", Words("Granted to startups", "स्टार्टअप को स्वीकृत"),
        Words("amount of the approved grants that a startup itself holds, in their own unit",
              "स्वयं स्टार्टअप को स्वीकृत अनुदानों की मात्रा, अपनी इकाई में"),
        facts.GRANTS, _granted(lambda row, _scope: row["startup"].is_not(None)), _OWN_UNIT, Kind.SUM, "amount",
    ),
    Measure(
        "issued", Words("Of which issued", "जिसमें से जारी"),
        Words("amount of the approved grants that were issued to their holder", "धारक को जारी अनुदानों की मात्रा"),
        facts.GRANTS, _granted(lambda row, _scope: row["status"].in_(_HANDED_OVER)), _OWN_UNIT, Kind.SUM, "amount",
    ),
    Measure(
        "lapsed", Words("Of which expired or revoked", "जिसमें से कालातीत या निरस्त"),
        Words("amount of the approved grants that were revoked, or whose last day had passed before they were used up",
              "निरस्त, या उपयोग से पहले अवधि बीत चुके अनुदानों की मात्रा"),
        facts.GRANTS, _granted(_lapsed), _OWN_UNIT, Kind.SUM, "amount",
    ),
    Measure(
        "grant_developers", Words("Developers", "डेवलपर"),
        Words("different developers who hold an approved grant", "स्वीकृत अनुदान वाले अलग-अलग डेवलपर"),
        facts.GRANTS, _granted(), _PERSONS, Kind.UNIQUE, "developer_id", "developer", adds_up=False,
    ),
    Measure(
        "grant_startups", Words("Startups", "स्टार्टअप"),
        Words("different startups that hold an approved grant", "स्वीकृत अनुदान वाले अलग-अलग स्टार्टअप"),
        facts.GRANTS, _granted(), Words("startups", "स्टार्टअप"), Kind.UNIQUE, "startup", "startup", adds_up=False,
    ),
    Measure(
        "waiting", Words("Requests waiting", "लंबित अनुरोध"),
        Words("grants that were requested and not yet decided", "वे अनुदान जिनका अनुरोध हुआ पर निर्णय नहीं"),
        facts.GRANTS, lambda row, *_: row["status"] == "requested", _GRANTS,
    ),
    Measure(
        "undated_grants", Words("Grants without a day of approval", "बिना स्वीकृति तिथि के अनुदान"),
        Words("approved grants without a day of approval; they count from the day they were put on record",
              "बिना स्वीकृति तिथि के स्वीकृत अनुदान; अभिलेख में आने की तिथि से गिने गए"),
        facts.GRANTS, lambda row, *_: and_(row["status"].in_(GIVEN), row["approved_on"].is_(None)), _GRANTS,
    ),
    Measure(
        "resources", Words("Resources on record", "अभिलेख में संसाधन"),
        Words("learning resources on record", "अभिलेख में शिक्षण संसाधन"),
        facts.RESOURCES, _all, Words("resources", "संसाधन"),
    ),
    Measure(
        "resource_hours", Words("Hours", "घंटे"),
        Words("hours of the learning resources on record", "अभिलेख के शिक्षण संसाधनों के घंटे"),
        facts.RESOURCES, _all, _HOURS, Kind.SUM, "hours", blank=True,
    ),
    Measure(
        "resource_cohorts", Words("Cohorts that use it", "उपयोग करने वाले कोहोर्ट"),
        Words("different cohorts that learn from the resources", "संसाधनों से सीखने वाले अलग-अलग कोहोर्ट"),
        facts.USES, _all, _COHORTS, Kind.UNIQUE, "cohort_id", "cohort", adds_up=False,
    ),
)  # fmt: skip

MEASURES: Final = {measure.name: measure for measure in (*OF_PEOPLE, *_DECLARED, *OF_QUALITY)}
