"""The cohort register: one row a cohort."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlmodel import Session, col, select

from skilling.database.tables import Cohort, District, Institution
from skilling.domain.lists import COHORT_STATUSES, MODES
from skilling.reports.dimensions import language_words
from skilling.reports.facts import COHORTS
from skilling.reports.grids import Form
from skilling.reports.scope import Scope
from skilling.reports.sheet import FigureColumn, Row, Sheet, Table, TextColumn
from skilling.reports.words import Words, chosen


def _rows(session: Session, scope: Scope) -> Sequence[Row]:
    statement = (
        select(Cohort, Institution.name, Institution.aishe, District.name)
        .outerjoin(Institution, col(Institution.id) == Cohort.institution_id)
        .outerjoin(District, col(District.id) == Cohort.district_id)
        .where(col(Cohort.id).in_(COHORTS.ids(scope)))
    )
    found = sorted(session.exec(statement), key=lambda row: (row[0].code.casefold(), row[0].id))
    return [
        Row(
            (
                cohort.code, institution, aishe, district,
                chosen(MODES, cohort.mode) if cohort.mode else None,
                language_words(cohort.language) if cohort.language else None,
                cohort.starts_on, cohort.ends_on, chosen(COHORT_STATUSES, cohort.status),
            ),
            (("cohort", cohort.id),),
        )
        for cohort, institution, aishe, district in found
    ]  # fmt: skip


COHORT_REGISTER: Final = Sheet(
    "Cohort register",
    Words("Register of cohorts", "कोहोर्ट पंजिका"),
    (
        Table(
            (
                TextColumn(Words("Cohort", "कोहोर्ट"), 15),
                TextColumn(Words("Institution", "संस्थान"), 30),
                TextColumn(Words("AISHE", "एआईएसएचई"), 10, Form.CENTRED),
                TextColumn(Words("District", "ज़िला"), 16),
                TextColumn(Words("Mode", "माध्यम"), 12),
                TextColumn(Words("Language", "भाषा"), 12),
                TextColumn(Words("Starts on", "आरंभ तिथि"), 11, Form.DATE),
                TextColumn(Words("Ends on", "समाप्ति तिथि"), 11, Form.DATE),
                TextColumn(Words("Status", "स्थिति"), 12),
            ),
            (
                FigureColumn("seats", width=8),
                FigureColumn("enrolled", width=9),
                FigureColumn("started", width=9),
                FigureColumn("trained", width=9),
                FigureColumn("certified", width=9),
                FigureColumn("left", width=8),
                FigureColumn("left", Words("Left, %", "छोड़ा, %"), per="enrolled", form=Form.PERCENT, width=8),
            ),
            _rows,
        ),
    ),
    (
        Words(
            "Left, %: left of enrolled. '–' under Seats means that the cohort has no limit on record.",
            "छोड़ा, %: नामांकित में से छोड़े। सीटों में '–' का अर्थ है कि अभिलेख में कोई सीमा नहीं।",
        ),
    ),
)
