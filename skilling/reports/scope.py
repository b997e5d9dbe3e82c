"""What a report looks at: a period, the day its figures stand as on, the day they are told from; refuses a period to come."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any, Protocol, Self

from sqlalchemy import FromClause, Table

from skilling.domain.calendar import IST, Period
from skilling.domain.problems import Refused


class Window(StrEnum):
    """Which part of time a figure counts: the three columns of a progress proforma."""

    PREVIOUS = "previous"  # up to the day before the period
    DURING = "during"
    CUMULATIVE = "cumulative"

    __hash__ = str.__hash__  # as quick as a word: every question is looked up by its window


@dataclass(frozen=True, slots=True)
class Month:
    """One month as a window of its own, '2026-10': what a trend is made of."""

    name: str

    def __str__(self) -> str:
        return self.name

    @property
    def value(self) -> str:
        return self.name

    @property
    def first(self) -> date:
        return date.fromisoformat(f"{self.name}-01")

    @property
    def last(self) -> date:
        return (self.first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


class Year(Month):
    """One financial year as a window of its own, 'FY2026-27': what a table over years is made of."""

    __slots__ = ()

    @property
    def first(self) -> date:
        return date(int(self.name[2:6]), 4, 1)

    @property
    def last(self) -> date:
        return date(int(self.name[2:6]) + 1, 3, 31)


def window_of(written: str) -> Window | Month:
    """The window that was written down."""
    if written.startswith("FY"):
        return Year(written)
    return Month(written) if "-" in written else Window(written)


class Then(Protocol):
    """The tables of records as they stood at an earlier time."""

    @property
    def exact(self) -> bool:
        """They stand as one change left them, so that no clock is asked what was known."""

    def table(self, table: Table) -> FromClause:
        """A table as it stood."""

    def touched(self, noun: str) -> Collection[int]:
        """The records of a noun that were changed since."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The two dates of a report, and its bounds.

    `as_on` is about when things happened, `known_before` about when we learnt of them: with an instant there, figures
    are told from the log of steps as it stood then; without, from what is known now.
    """

    period: Period
    as_on: date
    known_on: date | None = None
    known_before: datetime | None = None
    programme_id: int | None = None
    asked: date | None = None  # the day asked for, where it lies beyond what can be told
    then: Then | None = field(default=None, compare=False, repr=False)  # the records as they were, of `knowledge`

    def days(self, window: Window | Month) -> tuple[date | None, date]:
        """The first day (None: from the beginning) and the last day of a window, both counted."""
        if isinstance(window, Month):
            return window.first, min(window.last, self.as_on)
        if window is Window.PREVIOUS:
            return None, self.period.start - timedelta(days=1)
        return (self.period.start if window is Window.DURING else None), self.as_on

    def as_known_at(self, moment: datetime) -> Scope:
        """The same question, told from what had been recorded by the end of that second."""
        before = moment + timedelta(seconds=1)
        return self if self.known_before and self.known_before <= before else replace(self, known_before=before)

    def parameters(self) -> dict[str, Any]:
        """Plain data from which `of` makes the same scope again."""
        return {
            "start": self.period.start.isoformat(), "end": self.period.end.isoformat(), "label": self.period.label,
            "label_hi": self.period.label_hi, "as_on": self.as_on.isoformat(),
            "known_on": self.known_on and self.known_on.isoformat(), "programme_id": self.programme_id,
        }  # fmt: skip

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> Self:
        """The scope that `parameters` described."""
        period = Period(date.fromisoformat(given["start"]), date.fromisoformat(given["end"]), given["label"], given["label_hi"])
        known_on = date.fromisoformat(given["known_on"]) if given["known_on"] else None
        before = end_of_day(known_on) if known_on else None
        return cls(period, date.fromisoformat(given["as_on"]), known_on, before, given["programme_id"])


def scope_of(
    period: Period,
    today: date,
    as_of: date | None = None,
    known_on: date | None = None,
    programme_id: int | None = None,
) -> Scope:
    """The scope of a report made on `today` (the day in India).

    Figures stand as on the day asked for, but never beyond the period's last day or today: nothing that is still to
    come is counted. Refused where the period has not begun by then.
    """
    if period.start > today:
        raise Refused(
            "period-not-begun",
            f"{period.label} begins on {period.start:%d.%m.%Y}, so there is nothing to report yet. Choose an earlier period.",
        )
    as_on = min(as_of or period.end, period.end, today)
    if as_on < period.start:
        raise Refused(
            "as-of-before-period",
            f"{as_on:%d.%m.%Y} lies before {period.label}, which begins on {period.start:%d.%m.%Y}. "
            "Choose a later day, or the period that this day belongs to.",
        )
    if known_on is not None and known_on >= today:
        known_on = None  # everything recorded so far is known by the end of today
    known_before = end_of_day(known_on) if known_on else None
    return Scope(period, as_on, known_on, known_before, programme_id, as_of if as_of and as_of > as_on else None)


def end_of_day(on: date) -> datetime:
    """The instant at which a day ends in India: the first that no longer belongs to it."""
    return datetime.combine(on + timedelta(days=1), time(), IST)


def start_of_day(on: date) -> datetime:
    """The instant at which a day begins in India."""
    return datetime.combine(on, time(), IST)
