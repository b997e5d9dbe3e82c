"""The measures of the pack: what each counts, in a sentence for people and a condition for the database; refuses to differ.

The definitions are those of the count definitions that every pack prints. *Started* is reaching `active` until
attendance is kept.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, or_, true

from skilling.reports import facts
from skilling.reports.facts import Facts
from skilling.reports.scope import Scope, Window, end_of_day, start_of_day
from skilling.reports.words import Words

Condition = Callable[[Any, Scope, Window], ColumnElement[bool]]


class Kind(StrEnum):
    """How a measure becomes a number."""

    COUNT = "count"  # fact rows
    UNIQUE = "unique"  # different records that the fact rows point to
    SUM = "sum"  # an amount added up
    AGAIN = "again"  # rows that stand for a record already counted in another row of the table


@dataclass(frozen=True)
class Measure:
    """One thing that is counted. `of` names the column that UNIQUE tells apart and SUM adds up."""

    name: str
    words: Words
    definition: Words
    facts: Facts
    counts: Condition
    unit: Words
    kind: Kind = Kind.COUNT
    of: str = "id"
    noun: str = ""  # of the records listed behind a UNIQUE; otherwise that of the facts
    adds_up: bool = True  # the whole is the sum of its parts
    blank: bool = False  # a SUM over nothing but empty values is unknown, not zero
    again_of: str = ""  # AGAIN: the measure whose parts overlap
    across: str = ""  # AGAIN: the dimension in whose rows they do

    @property
    def lists(self) -> str:
        """The noun of the records behind a figure."""
        return self.noun or self.facts.noun


def _dated(column: ColumnElement[Any], scope: Scope, window: Window) -> ColumnElement[bool]:
    first, last = scope.days(window)
    return column <= last if first is None else column.between(first, last)


def _reached(milestone: str, *also: Callable[[Any], ColumnElement[bool]]) -> Condition:
    def counts(row: Any, scope: Scope, window: Window) -> ColumnElement[bool]:
        return and_(_dated(row[milestone], scope, window), *(each(row) for each in also))

    return counts


def _is(column: str, *values: object) -> Callable[[Any], ColumnElement[bool]]:
    return lambda row: row[column].in_(values)


def _all(_row: Any, _scope: Scope, _window: Window) -> ColumnElement[bool]:
    return true()


def _granted(*also: Callable[[Any, Scope], ColumnElement[bool]]) -> Condition:
    """Approved in the window; a grant without that date counts from the day it was put on record."""

    def counts(row: Any, scope: Scope, window: Window) -> ColumnElement[bool]:
        first, last = scope.days(window)
        entered = row["created_at"] < end_of_day(last)
        if first is not None:
            entered = and_(entered, row["created_at"] >= start_of_day(first))
        dated = or_(_dated(row["approved_on"], scope, window), and_(row["approved_on"].is_(None), entered))
        return and_(row["status"].in_(GIVEN), dated, *(each(row, scope) for each in also))

    return counts


GIVEN: Final = ("approved", "issued", "active", "exhausted", "expired", "revoked")
_HANDED_OVER: Final = ("issued", "active", "exhausted", "expired", "revoked")
_STILL_OPEN: Final = ("approved", "issued", "active")


def _lapsed(row: Any, scope: Scope) -> ColumnElement[bool]:
    """Taken back, marked expired, or past its last day while still open."""
    past = and_(row["status"].in_(_STILL_OPEN), row["expires_on"] < scope.as_on)
    return or_(row["status"].in_(("expired", "revoked")), past)


def _out_of_order(row: Any, scope: Scope, _window: Window) -> ColumnElement[bool]:
    """A stage was reached without the one before it, or earlier than it."""
    stages = ("enrolled_on", "started_on", "completed_on", "certified_on")
    return or_(
        *(
            and_(row[later] <= scope.as_on, or_(row[earlier].is_(None), row[earlier] > row[later]))
            for earlier, later in pairwise(stages)
        )
    )


_ENROLMENTS = Words("enrolments", "नामांकन")
_PERSONS = Words("persons", "व्यक्ति")
_COHORTS = Words("cohorts", "कोहोर्ट")
_HOURS = Words("hours", "घंटे")
_GRANTS = Words("grants", "अनुदान")
_OWN_UNIT = Words("in the unit of the grant", "अनुदान की इकाई में")


def _stage(name: str, milestone: str, words: Words, status: Words) -> Measure:
    return Measure(
        name, words,
        Words(
            f"enrolments that reached the status {status.en}",
            f"वे नामांकन जो '{status.hi}' स्थिति तक पहुँचे",
        ),
        facts.ENROLMENTS, _reached(milestone), _ENROLMENTS,
    )  # fmt: skip


_DECLARED: Final = (
    _stage("enrolled", "enrolled_on", Words("Enrolled", "नामांकित"), Words("Enrolled", "नामांकित")),
    _stage("started", "started_on", Words("Started", "प्रशिक्षण आरंभ"), Words("Active", "सक्रिय")),
    _stage("trained", "completed_on", Words("Trained", "प्रशिक्षित"), Words("Completed", "पूर्ण")),
    _stage("certified", "certified_on", Words("Certified", "प्रमाणित"), Words("Certified", "प्रमाणित")),
    Measure(
        "women", Words("Women", "महिलाएँ"),
        Words("enrolments of women that reached the status Enrolled", "महिलाओं के वे नामांकन जो 'नामांकित' स्थिति तक पहुँचे"),
        facts.ENROLMENTS, _reached("enrolled_on", _is("gender", "F")), _ENROLMENTS,
    ),
    Measure(
        "women_trained", Words("Women trained", "प्रशिक्षित महिलाएँ"),
        Words("enrolments of women that reached the status Completed", "महिलाओं के वे नामांकन जो 'पूर्ण' स्थिति तक पहुँचे"),
        facts.ENROLMENTS, _reached("completed_on", _is("gender", "F")), _ENROLMENTS,
    ),
    Measure(
        "women_certified", Words("Women certified", "प्रमाणित महिलाएँ"),
        Words("enrolments of women that reached the status Certified", "महिलाओं के वे नामांकन जो 'प्रमाणित' स्थिति तक पहुँचे"),
        facts.ENROLMENTS, _reached("certified_on", _is("gender", "F")), _ENROLMENTS,
    ),
    Measure(
        "pwd", Words("PwD", "दिव्यांग"),
        Words("enrolments of persons with disabilities that reached the status Enrolled",
              "दिव्यांग व्यक्तियों के वे नामांकन जो 'नामांकित' स्थिति तक पहुँचे"),
        facts.ENROLMENTS, _reached("enrolled_on", _is("pwd", "Y")), _ENROLMENTS,
    ),
    Measure(
        "left", Words("Left", "छोड़ा"),
        Words("enrolments that dropped out, withdrew or were transferred after they were enrolled, and have not come back",
              "नामांकन के बाद बीच में छोड़े, वापस लिए या स्थानांतरित नामांकन, जो लौटे नहीं"),
        facts.ENROLMENTS,
        lambda row, scope, window: and_(_dated(row["left_on"], scope, window), row["enrolled_on"] <= scope.as_on),
        _ENROLMENTS,
    ),
    Measure(
        "persons", Words("Unique persons", "विशिष्ट व्यक्ति"),
        Words("different persons behind the enrolments that reached the status Enrolled, each counted once",
              "'नामांकित' स्थिति तक पहुँचे नामांकनों के अलग-अलग व्यक्ति, प्रत्येक की गिनती एक बार"),
        facts.ENROLMENTS, _reached("enrolled_on"), _PERSONS, Kind.UNIQUE, "developer_id", "developer", adds_up=False,
    ),
    Measure(
        "persons_again", Words("Counted in more than one State/UT", "एक से अधिक राज्य/केंद्र शासित प्रदेश में गिने गए"),
        Words("enrolments by which a person already counted in one row is counted again in another; taken off the total",
              "वे नामांकन जिनसे एक पंक्ति में गिना जा चुका व्यक्ति दूसरी पंक्ति में फिर गिना जाता है; कुल से घटाए गए"),
        facts.ENROLMENTS, _reached("enrolled_on"), _ENROLMENTS, Kind.AGAIN, "developer_id",
        adds_up=False, again_of="persons", across="state",
    ),
    Measure(
        "cohorts", Words("Cohorts", "कोहोर्ट"),
        Words("different cohorts behind the enrolments that reached the status Enrolled",
              "'नामांकित' स्थिति तक पहुँचे नामांकनों के अलग-अलग कोहोर्ट"),
        facts.ENROLMENTS, _reached("enrolled_on"), _COHORTS, Kind.UNIQUE, "cohort", "cohort", adds_up=False,
    ),
    Measure(
        "cohorts_again", Words("Counted in more than one State/UT", "एक से अधिक राज्य/केंद्र शासित प्रदेश में गिने गए"),
        Words("enrolments by which a cohort already counted in one row is counted again in another; taken off the total",
              "वे नामांकन जिनसे एक पंक्ति में गिना जा चुका कोहोर्ट दूसरी पंक्ति में फिर गिना जाता है; कुल से घटाए गए"),
        facts.ENROLMENTS, _reached("enrolled_on"), _ENROLMENTS, Kind.AGAIN, "cohort",
        adds_up=False, again_of="cohorts", across="state",
    ),
    Measure(
        "out_of_order", Words("Stages out of order", "क्रम से बाहर चरण"),
        Words("enrolments with a stage reached before, or without, the stage that comes before it "
              "(enrolled, started, trained, certified)",
              "वे नामांकन जिनका कोई चरण अपने पिछले चरण से पहले या उसके बिना दर्ज है"),
        facts.ENROLMENTS, _out_of_order, _ENROLMENTS,
    ),
    Measure(
        "new_persons", Words("Unique persons", "विशिष्ट व्यक्ति"),
        Words("different persons enrolled, each counted once, on the day of the person's first enrolment",
              "नामांकित अलग-अलग व्यक्ति, प्रत्येक की गिनती एक बार, उसके पहले नामांकन की तिथि पर"),
        facts.RANKED, _reached("enrolled_on", _is("turn", 1)), _PERSONS, Kind.UNIQUE, "developer_id", "developer",
    ),
    Measure(
        "further", Words("Further enrolments of the same persons", "उन्हीं व्यक्तियों के अतिरिक्त नामांकन"),
        Words("enrolments of persons who had been enrolled before: enrolled less unique persons",
              "पहले से नामांकित व्यक्तियों के नामांकन: नामांकित में से विशिष्ट व्यक्ति घटाकर"),
        facts.RANKED, _reached("enrolled_on", lambda row: row["turn"] > 1), _ENROLMENTS,
    ),
    Measure(
        "cohorts_begun", Words("Cohorts begun", "आरंभ हुए कोहोर्ट"),
        Words("cohorts, cancelled ones left out, whose first day (or first enrolment, where no day is given) had come",
              "रद्द को छोड़कर वे कोहोर्ट जिनकी आरंभ तिथि (या तिथि न होने पर पहला नामांकन) आ चुकी थी"),
        facts.BEGUN,
        lambda row, scope, window: and_(_dated(row["began_on"], scope, window), row["status"] != "cancelled"),
        _COHORTS,
    ),
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

MEASURES: Final = {measure.name: measure for measure in _DECLARED}
