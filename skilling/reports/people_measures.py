"""The measures of people: enrolments, persons and cohorts by the stages they reached; refuses to differ from their sentence.

The definitions are those of the count definitions that every pack prints. *Started* is reaching `active` until
attendance is kept.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from sqlalchemy import ColumnElement, and_

from skilling.database.tallying import COMPLETE
from skilling.reports import facts
from skilling.reports.measure import Kind, Measure, dated, is_in, reached
from skilling.reports.words import Words

_ENROLMENTS = Words("enrolments", "नामांकन")
_PERSONS = Words("persons", "व्यक्ति")
_COHORTS = Words("cohorts", "कोहोर्ट")


def _stage(name: str, milestone: str, words: Words, status: Words) -> Measure:
    return Measure(
        name, words,
        Words(
            f"enrolments that reached the status {status.en}",
            f"वे नामांकन जो '{status.hi}' स्थिति तक पहुँचे",
        ),
        facts.ENROLMENTS, reached(milestone), _ENROLMENTS,
    )  # fmt: skip


def _stated(column: str) -> Callable[[Any], ColumnElement[bool]]:
    return lambda row: row[column].is_not(None)


def _unstated(column: str, what: Words) -> Measure:
    """Enrolments of which something that reports group by is not on record."""
    return Measure(
        f"no_{column}", Words(f"No {what.en}", f"{what.hi} नहीं"),
        Words(f"enrolments that reached the status Enrolled and for which no {what.en} is on record",
              f"'नामांकित' स्थिति तक पहुँचे वे नामांकन जिनका {what.hi} दर्ज नहीं"),
        facts.ENROLMENTS, reached("enrolled_on", lambda row: row[column].is_(None)), _ENROLMENTS,
    )  # fmt: skip


OF_PEOPLE: Final = (
    _stage("enrolled", "enrolled_on", Words("Enrolled", "नामांकित"), Words("Enrolled", "नामांकित")),
    _stage("started", "started_on", Words("Started", "प्रशिक्षण आरंभ"), Words("Active", "सक्रिय")),
    _stage("trained", "completed_on", Words("Trained", "प्रशिक्षित"), Words("Completed", "पूर्ण")),
    _stage("certified", "certified_on", Words("Certified", "प्रमाणित"), Words("Certified", "प्रमाणित")),
    Measure(
        "women", Words("Women", "महिलाएँ"),
        Words("enrolments of women that reached the status Enrolled", "महिलाओं के वे नामांकन जो 'नामांकित' स्थिति तक पहुँचे"),
        facts.ENROLMENTS, reached("enrolled_on", is_in("gender", "F")), _ENROLMENTS,
    ),
    Measure(
        "women_trained", Words("Women trained", "प्रशिक्षित महिलाएँ"),
        Words("enrolments of women that reached the status Completed", "महिलाओं के वे नामांकन जो 'पूर्ण' स्थिति तक पहुँचे"),
        facts.ENROLMENTS, reached("completed_on", is_in("gender", "F")), _ENROLMENTS,
    ),
    Measure(
        "women_certified", Words("Women certified", "प्रमाणित महिलाएँ"),
        Words("enrolments of women that reached the status Certified", "महिलाओं के वे नामांकन जो 'प्रमाणित' स्थिति तक पहुँचे"),
        facts.ENROLMENTS, reached("certified_on", is_in("gender", "F")), _ENROLMENTS,
    ),
    Measure(
        "pwd", Words("PwD", "दिव्यांग"),
        Words("enrolments of persons with disabilities that reached the status Enrolled",
              "दिव्यांग व्यक्तियों के वे नामांकन जो 'नामांकित' स्थिति तक पहुँचे"),
        facts.ENROLMENTS, reached("enrolled_on", is_in("pwd", "Y")), _ENROLMENTS,
    ),
    Measure(
        "left", Words("Left", "छोड़ा"),
        Words("enrolments that dropped out, withdrew or were transferred after they were enrolled, and have not come back",
              "नामांकन के बाद बीच में छोड़े, वापस लिए या स्थानांतरित नामांकन, जो लौटे नहीं"),
        facts.ENROLMENTS, reached("left_on"), _ENROLMENTS,
    ),
    Measure(
        "persons", Words("Unique persons", "विशिष्ट व्यक्ति"),
        Words("different persons behind the enrolments that reached the status Enrolled, each counted once",
              "'नामांकित' स्थिति तक पहुँचे नामांकनों के अलग-अलग व्यक्ति, प्रत्येक की गिनती एक बार"),
        facts.ENROLMENTS, reached("enrolled_on"), _PERSONS, Kind.UNIQUE, "developer_id", "developer", adds_up=False,
    ),
    Measure(
        "persons_again", Words("Counted in more than one State/UT", "एक से अधिक राज्य/केंद्र शासित प्रदेश में गिने गए"),
        Words("enrolments by which a person already counted in one row is counted again in another; taken off the total",
              "वे नामांकन जिनसे एक पंक्ति में गिना जा चुका व्यक्ति दूसरी पंक्ति में फिर गिना जाता है; कुल से घटाए गए"),
        facts.ENROLMENTS, reached("enrolled_on"), _ENROLMENTS, Kind.AGAIN, "developer_id",
        adds_up=False, again_of="persons", across=("state",),
    ),
    Measure(
        "cohorts", Words("Cohorts", "कोहोर्ट"),
        Words("different cohorts behind the enrolments that reached the status Enrolled",
              "'नामांकित' स्थिति तक पहुँचे नामांकनों के अलग-अलग कोहोर्ट"),
        facts.ENROLMENTS, reached("enrolled_on"), _COHORTS, Kind.UNIQUE, "cohort", "cohort", adds_up=False,
    ),
    Measure(
        "cohorts_again", Words("Counted in more than one State/UT", "एक से अधिक राज्य/केंद्र शासित प्रदेश में गिने गए"),
        Words("enrolments by which a cohort already counted in one row is counted again in another; taken off the total",
              "वे नामांकन जिनसे एक पंक्ति में गिना जा चुका कोहोर्ट दूसरी पंक्ति में फिर गिना जाता है; कुल से घटाए गए"),
        facts.ENROLMENTS, reached("enrolled_on"), _ENROLMENTS, Kind.AGAIN, "cohort",
        adds_up=False, again_of="cohorts", across=("state",),
    ),
    Measure(
        "out_of_order", Words("Stages out of order", "क्रम से बाहर चरण"),
        Words("enrolments with a stage reached before, or without, the stage that comes before it "
              "(enrolled, started, trained, certified)",
              "वे नामांकन जिनका कोई चरण अपने पिछले चरण से पहले या उसके बिना दर्ज है"),
        facts.ENROLMENTS, reached("broken_on"), _ENROLMENTS,
    ),
    Measure(
        "persons_again_by_district", Words("Counted in more than one district", "एक से अधिक ज़िले में गिने गए"),
        Words("enrolments by which a person already counted in one district is counted again in another; taken off the total",
              "वे नामांकन जिनसे एक ज़िले में गिना जा चुका व्यक्ति दूसरे ज़िले में फिर गिना जाता है; कुल से घटाए गए"),
        facts.ENROLMENTS, reached("enrolled_on"), _ENROLMENTS, Kind.AGAIN, "developer_id",
        adds_up=False, again_of="persons", across=("state", "district"),
    ),
    *(_unstated(*each) for each in (
        ("gender", Words("gender", "लिंग")),
        ("category", Words("social category", "सामाजिक वर्ग")),
        ("state", Words("State/UT", "राज्य/केंद्र शासित प्रदेश")),
        ("district", Words("district", "ज़िला")),
        ("age_band", Words("date of birth", "जन्म तिथि")),
        ("learner_type", Words("learner type", "शिक्षार्थी प्रकार")),
    )),
    Measure(
        "complete", Words("Complete records", "पूर्ण अभिलेख"),
        Words("enrolments for which gender, social category, State/UT, district and date of birth are all on record",
              "वे नामांकन जिनके लिंग, सामाजिक वर्ग, राज्य, ज़िला और जन्म तिथि सभी दर्ज हैं"),
        facts.ENROLMENTS, reached("enrolled_on", *(_stated(name) for name in COMPLETE)), _ENROLMENTS,
    ),
    Measure(
        "new_persons", Words("Unique persons", "विशिष्ट व्यक्ति"),
        Words("different persons enrolled, each counted once, on the day of the person's first enrolment",
              "नामांकित अलग-अलग व्यक्ति, प्रत्येक की गिनती एक बार, उसके पहले नामांकन की तिथि पर"),
        facts.RANKED, reached("enrolled_on", is_in("turn", 1)), _PERSONS, Kind.UNIQUE, "developer_id", "developer",
    ),
    Measure(
        "further", Words("Further enrolments of the same persons", "उन्हीं व्यक्तियों के अतिरिक्त नामांकन"),
        Words("enrolments of persons who had been enrolled before: enrolled less unique persons",
              "पहले से नामांकित व्यक्तियों के नामांकन: नामांकित में से विशिष्ट व्यक्ति घटाकर"),
        facts.RANKED, reached("enrolled_on", lambda row: row["turn"] > 1), _ENROLMENTS,
    ),
    Measure(
        "cohorts_begun", Words("Cohorts begun", "आरंभ हुए कोहोर्ट"),
        Words("cohorts, cancelled ones left out, whose first day (or first enrolment, where no day is given) had come",
              "रद्द को छोड़कर वे कोहोर्ट जिनकी आरंभ तिथि (या तिथि न होने पर पहला नामांकन) आ चुकी थी"),
        facts.BEGUN,
        lambda row, scope, window: and_(dated(row["began_on"], scope, window), row["status"] != "cancelled"),
        _COHORTS,
    ),
)  # fmt: skip
