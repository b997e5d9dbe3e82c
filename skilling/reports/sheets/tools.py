"""The sheet of AI tools: one block a unit, because dollars, seats and hours are never added together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlalchemy import select
from sqlmodel import Session

from skilling.domain.fields import Choice
from skilling.domain.lists import GRANT_UNITS
from skilling.reports.facts import GRANTS
from skilling.reports.grids import Form
from skilling.reports.scope import Scope
from skilling.reports.sheet import FigureColumn, Row, Rows, Sheet, Table, TextColumn
from skilling.reports.words import Words, words_of


def _products(unit: str) -> Rows:
    def rows(session: Session, scope: Scope) -> Sequence[Row]:
        grant = GRANTS.source(scope).c
        found = session.execute(select(grant.product).where(grant.unit == unit).distinct()).scalars()
        return [Row((product,), (("product", product),)) for product in sorted(found, key=lambda p: (p.casefold(), p))]

    return rows


def _block(unit: Choice) -> Table:
    return Table(
        (TextColumn(Words("AI tool", "एआई उपकरण"), 40),),
        (
            FigureColumn("grants"),
            FigureColumn("grant_developers", width=12),
            FigureColumn("grant_startups", width=12),
            FigureColumn("granted", form=Form.AMOUNT, width=16),
            FigureColumn("issued", form=Form.AMOUNT, width=16),
            FigureColumn("lapsed", form=Form.AMOUNT, width=16),
            FigureColumn("waiting", width=12),
        ),
        _products(unit.code),
        title=words_of(unit),
        where=(("unit", unit.code),),
    )


TOOLS: Final = Sheet(
    "AI tools",
    Words("Access to AI tools, cumulative", "एआई उपकरणों तक पहुँच, संचयी"),
    tuple(_block(unit) for unit in GRANT_UNITS),
    (
        Words(
            "Amounts are in the unit of their block; there is no total over units. "
            "Developers and startups are counted once each. "
            "A grant without a day of approval counts from the day it was put on record.",
            "मात्राएँ अपने खंड की इकाई में हैं; इकाइयों का कोई कुल योग नहीं। डेवलपर और स्टार्टअप एक-एक बार गिने गए। "
            "बिना स्वीकृति तिथि का अनुदान अभिलेख में आने की तिथि से गिना गया।",
        ),
    ),
)
