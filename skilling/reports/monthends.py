"""What happened on the rest of a month, after a day at which time is cut within it: sums by month hold it before the cut;
refuses to keep anything beyond the session.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from sqlmodel import Session

from skilling.database import summaries
from skilling.database.collector import resting
from skilling.reports.earlier import Sums, by_tally

_KEPT: Final = "sums after a day"  # in the session, which sees one state of the data


def rest_of_month(day: date) -> tuple[date, date] | None:
    """The first and the last of the days after this one in its month; None where it is the last."""
    after = day + timedelta(days=1)
    return None if after.day == 1 else (after, (day.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1))


def summed_after(session: Session, day: date) -> Sums:
    """What the sums of its month, as they are now, hold of the days after this one; worked out once in a session."""
    kept: dict[date, Sums] = session.info.setdefault(_KEPT, {})
    if day not in kept:
        rest = rest_of_month(day)
        with resting():
            kept[day] = by_tally(summaries.on_days(session.connection(), *rest)) if rest else {}
    return kept[day]
