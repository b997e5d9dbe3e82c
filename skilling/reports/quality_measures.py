"""The measures of the quality of records that are not about stages: seats, dates, telephones, duplicates; refuses guesses:
each counts records that can be listed and mended.
"""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select, true, union

from skilling.database.tables import Developer, Enrolment, MatchDecision, table_of
from skilling.reports.facts import COHORTS, ENROLMENTS, Facts
from skilling.reports.measure import Measure
from skilling.reports.scope import Month, Scope, Window
from skilling.reports.words import Words

SHARED_BY: Final = 4  # people with one telephone, from whom on somebody should look; a family of three is usual
_SINCE_ENROLLED: Final = ("enrolled", "active", "completed", "certified", "not_certified", "dropped", "transferred")


def _overfull(scope: Scope) -> Select[Any]:
    """Cohorts with more people on a day than they have seats."""
    cohort, each = COHORTS.source(scope), ENROLMENTS.source(scope)
    there = and_(each.c.enrolled_on <= scope.as_on, or_(each.c.left_on.is_(None), each.c.left_on > scope.as_on))
    taken = select(each.c.cohort, func.count().label("taken")).where(there).group_by(each.c.cohort).subquery("taken_seats")
    return (
        select(cohort.c.id, cohort.c.cohort)
        .join(taken, taken.c.cohort == cohort.c.id)
        .where(cohort.c.seats.is_not(None), taken.c.taken > cohort.c.seats)
    )


def _undated(scope: Scope) -> Select[Any]:
    """Enrolments whose status says that they were enrolled, without a day on which they were."""
    enrolment, each = table_of(Enrolment), ENROLMENTS.source(scope)
    return (
        select(each.c.id, each.c.developer_id, each.c.cohort)
        .join(enrolment, enrolment.c.id == each.c.id)
        .where(enrolment.c.enrolled_on.is_(None), enrolment.c.status.in_(_SINCE_ENROLLED))
    )


def _shared(scope: Scope) -> Select[Any]:
    """Developers who were enrolled and share their telephone with many others who were."""
    developer, each = table_of(Developer), ENROLMENTS.source(scope)
    # Read from the index of telephones alone; only of the few that are left is asked who was enrolled.
    often = select(developer.c.mobile).where(developer.c.mobile.is_not(None)).group_by(developer.c.mobile)
    enrolled = exists().where(each.c.developer_id == developer.c.id, each.c.enrolled_on <= scope.as_on)
    some = (
        select(developer.c.id, developer.c.mobile)
        .where(developer.c.mobile.in_(often.having(func.count() >= SHARED_BY)), developer.c.archived_at.is_(None), enrolled)
        .cte("with_such_a_telephone")
    )
    shared = select(some.c.mobile).group_by(some.c.mobile).having(func.count() >= SHARED_BY)
    return select(some.c.id, some.c.id.label("developer")).where(some.c.mobile.in_(shared))


def _pending(scope: Scope) -> Select[Any]:
    """Developers whom somebody judged to be the same person as another, while both are on the register."""
    developer, other, pair = table_of(Developer), table_of(Developer).alias("other"), table_of(MatchDecision)
    sides = (
        select(here).join(other, other.c.id == there).where(pair.c.verdict == "same", other.c.archived_at.is_(None))
        for here, there in ((pair.c.a, pair.c.b), (pair.c.b, pair.c.a))
    )
    found = select(developer.c.id, developer.c.id.label("developer")).where(
        developer.c.archived_at.is_(None), developer.c.id.in_(union(*sides))
    )
    if scope.programme_id is None:
        return found
    return found.where(developer.c.id.in_(select(ENROLMENTS.source(scope).c.developer_id)))


def _all(_row: Any, _scope: Scope, _window: Window | Month) -> ColumnElement[bool]:
    return true()


_PERSONS: Final = Words("persons", "व्यक्ति")
OF_QUALITY: Final = (
    Measure(
        "overfull", Words("Cohorts over their seats", "सीटों से अधिक वाले कोहोर्ट"),
        Words("cohorts with more developers enrolled, and not left, than they have seats",
              "वे कोहोर्ट जिनमें नामांकित (और न छोड़े हुए) डेवलपर सीटों से अधिक हैं"),
        Facts("overfull_cohorts", "cohort", _overfull), _all, Words("cohorts", "कोहोर्ट"),
    ),
    Measure(
        "undated", Words("No day of enrolment", "नामांकन तिथि नहीं"),
        Words("enrolments whose status says that they were enrolled, without the day, so that no sheet can count them",
              "वे नामांकन जिनकी स्थिति नामांकित बताती है पर तिथि दर्ज नहीं, इसलिए कोई पत्रक उन्हें नहीं गिन सकता"),
        Facts("undated_enrolments", "enrolment", _undated), _all, Words("enrolments", "नामांकन"),
    ),
    Measure(
        "shared_phone", Words("Telephone shared by many", "कई का एक ही फ़ोन"),
        Words(f"enrolled developers whose telephone is that of {SHARED_BY} or more of them",
              f"वे नामांकित डेवलपर जिनका फ़ोन {SHARED_BY} या अधिक का एक ही है"),
        Facts("shared_phones", "developer", _shared), _all, _PERSONS,
    ),
    Measure(
        "pending_duplicates", Words("Duplicates waiting", "लंबित दोहराव"),
        Words("developers judged to be the same person as another, while both are on the register",
              "वे डेवलपर जिन्हें किसी और के समान व्यक्ति माना गया, जबकि दोनों पंजी में हैं"),
        Facts("pending_duplicates", "developer", _pending), _all, _PERSONS,
    ),
)  # fmt: skip
