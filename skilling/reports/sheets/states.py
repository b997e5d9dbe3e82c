"""The State/UT sheet: every State and union territory has its row, whatever its figures, and so have those not stated."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlmodel import Session, select

from skilling.database.tables import State
from skilling.reports.grids import Form, Picture
from skilling.reports.scope import Scope
from skilling.reports.sheet import Chart, FigureColumn, Row, Sheet, Table, TextColumn
from skilling.reports.words import NOT_STATED, Words


def _rows(session: Session, _scope: Scope) -> Sequence[Row]:
    states = sorted(session.exec(select(State)), key=lambda state: state.name)
    rows = [Row((state.id, Words(state.name, state.name_hi)), (("state", state.id),)) for state in states]
    return [*rows, Row((None, NOT_STATED), (("state", None),))]


STATES: Final = Sheet(
    "State UT",
    Words("Progress by State/UT, cumulative", "राज्य/केंद्र शासित प्रदेश-वार संचयी प्रगति"),
    (
        Table(
            (
                TextColumn(Words("LGD", "एलजीडी"), 7, Form.CENTRED),
                TextColumn(Words("State/UT", "राज्य/केंद्र शासित प्रदेश"), 50),
            ),
            (
                FigureColumn("cohorts"),
                FigureColumn("enrolled"),
                FigureColumn("started"),
                FigureColumn("trained"),
                FigureColumn("certified"),
                FigureColumn("women"),
                FigureColumn("pwd"),
                FigureColumn("persons"),
            ),
            _rows,
            named_by=1,
            overlaps={"persons": "persons_again", "cohorts": "cohorts_again"},
            chart=Chart(
                Picture.BARS,
                Words("Enrolled by State/UT", "राज्य/केंद्र शासित प्रदेश-वार नामांकित"),
                ("enrolled",),
                new_page=True,
            ),
        ),
    ),
    (
        Words(
            "State/UT is the developer's own, as it stood at enrolment; not the place of training. "
            "Women and PwD are counted among the enrolled.",
            "राज्य/केंद्र शासित प्रदेश डेवलपर का अपना है, जैसा नामांकन के समय था; प्रशिक्षण का स्थान नहीं। "
            "महिलाएँ और दिव्यांग नामांकितों में से गिने गए हैं।",
        ),
        Words(
            "The totals of cohorts and of unique persons are not the sum of their columns: "
            "whoever is counted in more than one row is taken off in the line above the total.",
            "कोहोर्ट और विशिष्ट व्यक्तियों का कुल उनके स्तंभ का योग नहीं है: एक से अधिक पंक्ति में गिने गए, कुल के ऊपर की पंक्ति में घटाए गए हैं।",
        ),
    ),
    frozen_columns=3,
)
