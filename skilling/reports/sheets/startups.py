"""The register of startups that the programme supports."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlmodel import Session, col, select

from skilling.database.tables import Startup, State
from skilling.domain.lists import STARTUP_STAGES
from skilling.reports import facts
from skilling.reports.grids import Form
from skilling.reports.scope import Scope
from skilling.reports.sheet import FigureColumn, Row, Sheet, Table, TextColumn
from skilling.reports.words import NOT_STATED, Words, chosen


def _rows(session: Session, scope: Scope) -> Sequence[Row]:
    statement = (
        select(Startup, State)
        .outerjoin(State, col(State.id) == Startup.state_id)
        .where(col(Startup.id).in_(facts.STARTUPS.ids(scope)))
    )
    found = sorted(session.exec(statement), key=lambda row: (row[0].legal_name.casefold(), row[0].id))
    return [
        Row(
            (
                startup.legal_name, startup.cin or startup.llpin, startup.dpiit,
                Words(state.name, state.name_hi) if state is not None else NOT_STATED,
                chosen(STARTUP_STAGES, startup.stage),
            ),
            (("startup", startup.id),),
        )
        for startup, state in found
    ]  # fmt: skip


STARTUPS: Final = Sheet(
    "Startups",
    Words("Register of startups", "स्टार्टअप पंजिका"),
    (
        Table(
            (
                TextColumn(Words("Startup", "स्टार्टअप"), 40),
                TextColumn(Words("CIN/LLPIN", "सीआईएन/एलएलपीआईएन"), 25),
                TextColumn(Words("DPIIT number", "डीपीआईआईटी संख्या"), 15),
                TextColumn(Words("State/UT", "राज्य/केंद्र शासित प्रदेश"), 28),
                TextColumn(Words("Stage", "चरण"), 22),
            ),
            (
                FigureColumn("startups", Words("On record", "अभिलेख में")),
                FigureColumn("recognised", Words("With DPIIT no.", "डीपीआईआईटी सं. सहित")),
                FigureColumn("women_led", Words("Women-led", "महिला-नेतृत्व")),
                FigureColumn("founders"),
                FigureColumn(
                    "granted_to_startups", Words("API credit granted, US$", "स्वीकृत एपीआई क्रेडिट, यूएस$"),
                    where=(("unit", "usd"),), form=Form.AMOUNT, width=15,
                ),
            ),
            _rows,
        ),
    ),
    (
        Words(
            "Women-led: at least one founder on record is a woman. Founders are counted once each in the total. "
            "API credit: grants to startups themselves; grants to their founders stand in the sheet AI tools.",
            "महिला-नेतृत्व: अभिलेख में कम से कम एक संस्थापक महिला। कुल में प्रत्येक संस्थापक एक बार। "
            "एपीआई क्रेडिट: स्वयं स्टार्टअप को अनुदान; संस्थापकों के अनुदान 'AI tools' शीट में।",
        ),
    ),
)  # fmt: skip
