"""Trend: the last twelve months and the journey so far, as tables and as the pictures that go with them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from sqlmodel import Session

from skilling.domain.calendar import MONTHS, MONTHS_HI, months_between
from skilling.reports.grids import Form, Picture
from skilling.reports.measures import MEASURES
from skilling.reports.scope import Month, Scope
from skilling.reports.sheet import Chart, FigureColumn, Row, Sheet, Table, TextColumn
from skilling.reports.words import Words

_YEAR: Final = 365 - 30  # days back from the month of the report to the first of twelve months
_STAGES: Final = ("enrolled", "started", "trained", "certified")


def _months(_session: Session, scope: Scope) -> Sequence[Row]:
    last = scope.as_on.replace(day=1)
    return [Row((_named(name),), window=Month(name)) for name in months_between(last - timedelta(days=_YEAR), last)[-12:]]


def _named(month: str) -> Words:
    first = date.fromisoformat(f"{month}-01")
    return Words(f"{MONTHS[first.month - 1]} {first.year}", f"{MONTHS_HI[first.month - 1]} {first.year}")


def _journey(_session: Session, _scope: Scope) -> Sequence[Row]:
    return [Row((MEASURES[name].words,), measure=name, per="enrolled") for name in _STAGES]


TREND: Final = Sheet(
    "Trend",
    Words("Month by month, and the journey so far", "माह-दर-माह, और अब तक की यात्रा"),
    (
        Table(
            (TextColumn(Words("Month", "माह"), 36),),
            tuple(FigureColumn(name, width=20) for name in _STAGES),
            _months,
            total=False,
            chart=Chart(
                Picture.LINE,
                Words("Enrolled, started, trained and certified by month", "माह-वार नामांकित, आरंभ, प्रशिक्षित और प्रमाणित"),
                _STAGES,
                new_page=True,
            ),
        ),
        Table(
            (TextColumn(Words("Stage", "चरण"), 36),),
            (
                FigureColumn(heading=Words("Cumulative", "संचयी"), width=20),
                FigureColumn(heading=Words("% of enrolled", "नामांकित का %"), form=Form.PERCENT, width=20),
            ),
            _journey,
            total=False,
            chart=Chart(Picture.BARS, Words("From enrolled to certified", "नामांकन से प्रमाणन तक"), ("",)),
        ),
    ),
    (
        Words(
            "The last twelve months up to the day of the report; the last one up to that day. "
            "Each stage is counted in the month in which it was reached.",
            "प्रतिवेदन की तिथि तक के पिछले बारह माह; अंतिम माह उस तिथि तक। प्रत्येक चरण उस माह में गिना गया जिसमें वह पूरा हुआ।",
        ),
    ),
)
