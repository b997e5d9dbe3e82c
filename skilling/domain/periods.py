"""Report periods: their names, and the states from open to restated; refuses every step that the list of moves does not name.

A period is open until somebody works on it, a draft until its figures are frozen, locked until the workbook is handed
over, submitted from then on, and restated once later corrections were accounted for. Nothing leads back from submitted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from skilling.domain import calendar
from skilling.domain.calendar import Period
from skilling.domain.problems import Refused

OPEN: Final = "open"
DRAFT: Final = "draft"
LOCKED: Final = "locked"
SUBMITTED: Final = "submitted"
RESTATED: Final = "restated"
NOT_BEGUN: Final = "not begun"  # said of a period to come; never kept
HANDED_OVER: Final = frozenset({SUBMITTED, RESTATED})
FROZEN: Final = frozenset({LOCKED, *HANDED_OVER})

MOVES: Final[Mapping[str, frozenset[str]]] = {
    OPEN: frozenset({DRAFT}),
    DRAFT: frozenset({LOCKED}),
    LOCKED: frozenset({SUBMITTED, DRAFT}),
    SUBMITTED: frozenset({RESTATED}),
    RESTATED: frozenset({RESTATED}),  # each later correction may be accounted for
}

_QUARTER: Final = re.compile(r"(.+?)[\s,-]*[Qq]\s*([1-4])")
_FY: Final = re.compile(r"FY\s*", re.IGNORECASE)
_WHY: Final[Mapping[tuple[str, str], tuple[str, str]]] = {
    (OPEN, SUBMITTED): ("not-locked", "{label} is not locked, so there are no frozen figures to hand over. Lock it first."),
    (DRAFT, SUBMITTED): ("not-locked", "{label} is not locked, so there are no frozen figures to hand over. Lock it first."),
    (OPEN, RESTATED): ("not-submitted", "{label} was never submitted, so there is nothing to restate. Submit it first."),
    (DRAFT, RESTATED): ("not-submitted", "{label} was never submitted, so there is nothing to restate. Submit it first."),
    (LOCKED, RESTATED): ("not-submitted", "{label} is locked but not submitted, so there is nothing to restate. Submit it first."),
    (LOCKED, LOCKED): ("locked", "{label} is locked already, and its figures are frozen. Unlock it with a reason to freeze them anew."),
    (OPEN, DRAFT): ("not-locked", "{label} is not locked, so there is nothing to unlock."),
    (DRAFT, DRAFT): ("not-locked", "{label} is not locked, so there is nothing to unlock."),
}  # fmt: skip
_HANDED: Final = (
    "submitted",
    "{label} was submitted, and what was handed over stays as it is. Account for later corrections by restating it.",
)


@dataclass(frozen=True, slots=True)
class Named:
    """A period under the name it is asked for and kept by: '2026-27', '2026-27-Q2' or '2026-10'."""

    name: str
    kind: str  # year | quarter | month
    period: Period


def named(text: str) -> Named:
    """The period of that name. Refused where it is none."""
    written = _FY.sub("", text.strip())
    found = _QUARTER.fullmatch(written)
    try:
        if found:
            year = calendar.financial_year(found[1].strip()).fy
            return Named(f"{year}-Q{found[2]}", "quarter", calendar.quarter(year, int(found[2])))
        try:
            year = calendar.financial_year(written).fy
            return Named(year, "year", calendar.financial_year(year))
        except Refused:
            month = calendar.month(written)
            return Named(calendar.month_of(month.start), "month", month)
    except Refused:
        raise Refused(
            "period", f"'{text}' is not a period. Write a year (2026-27), a quarter (2026-27-Q2) or a month (2026-10)."
        ) from None


def name_of(period: Period) -> str:
    """The name that a period is kept by."""
    days = (period.end - period.start).days
    if days > 300:  # a year; the next shorter is a quarter
        return period.fy
    return calendar.month_of(period.start) if days < 32 else f"{period.fy}-Q{calendar.quarter_of(period.start)}"


def check_move(label: str, state: str, to: str) -> None:
    """Refused where a period in that state may not become `to`."""
    if to not in MOVES[state]:
        raise _refused(label, state, to)


def check_unlock(label: str, state: str) -> None:
    """Refused where a period is not locked, or was handed over already."""
    if state != LOCKED:
        raise _refused(label, state, DRAFT)


def _refused(label: str, state: str, to: str) -> Refused:
    code, sentence = _HANDED if state in HANDED_OVER else _WHY[state, to]
    return Refused(code, sentence.format(label=label))


def check_reason(reason: str, what: str) -> str:
    """The reason, without spaces around it. Refused where there is none."""
    if not reason.strip():
        raise Refused("reason", f"{what} needs a reason: it is shown in History. Write in a few words why.")
    return reason.strip()


def check_begun(period: Period, today: date) -> None:
    """Refused where a period lies ahead."""
    if period.start > today:
        raise Refused(
            "period-not-begun",
            f"{period.label} begins on {period.start:%d.%m.%Y}, so there is nothing to report yet. Choose an earlier period.",
        )
