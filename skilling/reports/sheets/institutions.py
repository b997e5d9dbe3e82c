"""Institutions: what the cohorts of each one reached, and how complete its records are; for use inside, not for ranking."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlalchemy import select as core_select
from sqlmodel import Session, col, select

from skilling.database.tables import Cohort, District, Institution, table_of
from skilling.reports.facts import COHORTS
from skilling.reports.grids import Form
from skilling.reports.scope import Scope
from skilling.reports.sheet import FigureColumn, Row, Sheet, Table, TextColumn
from skilling.reports.words import Words

_NONE: Final = Words("No institution on record", "संस्थान दर्ज नहीं")


def _rows(session: Session, scope: Scope) -> Sequence[Row]:
    cohort = table_of(Cohort)
    holding = set(session.execute(
        core_select(cohort.c.institution_id).where(cohort.c.id.in_(COHORTS.ids(scope))).distinct()
    ).scalars())  # fmt: skip
    statement = select(Institution, District.name).outerjoin(District, col(District.id) == Institution.district_id)
    found = [(each, district) for each, district in session.exec(statement) if each.id in holding]
    rows = [
        Row((each.name, each.aishe, district), (("institution", each.id),))
        for each, district in sorted(found, key=lambda pair: (pair[0].name.casefold(), pair[0].id))
    ]
    return [*rows, Row((_NONE, None, None), (("institution", None),))] if None in holding else rows


INSTITUTIONS: Final = Sheet(
    "Institutions",
    Words("Progress by institution, cumulative", "संस्थान-वार संचयी प्रगति"),
    (
        Table(
            (
                TextColumn(Words("Institution", "संस्थान"), 46),
                TextColumn(Words("AISHE", "एआईएसएचई"), 12, Form.CENTRED),
                TextColumn(Words("District", "ज़िला"), 22),
            ),
            (
                FigureColumn("cohorts"),
                FigureColumn("enrolled"),
                FigureColumn("started"),
                FigureColumn("trained"),
                FigureColumn("certified"),
                FigureColumn("complete", Words("Complete, %", "पूर्ण, %"), per="enrolled", form=Form.PERCENT),
                FigureColumn("out_of_order", Words("Stages out of order", "क्रम से बाहर चरण")),
            ),
            _rows,
        ),
    ),
    (
        Words(
            "The institution is that of the cohort. Complete, %: of the enrolments, those for which gender, social category, "
            "State/UT, district and date of birth are all on record.",
            "संस्थान कोहोर्ट का है। पूर्ण, %: नामांकनों में वे जिनके लिंग, सामाजिक वर्ग, राज्य, ज़िला और जन्म तिथि सभी दर्ज हैं।",
        ),
    ),
)
