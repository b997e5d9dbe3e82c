"""The sheet of learning resources, and how they are spread over languages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlalchemy import select as core_select
from sqlmodel import Session, col, select

from skilling.database.tables import Resource
from skilling.domain.lists import RESOURCE_KINDS
from skilling.reports import facts
from skilling.reports.dimensions import language_words
from skilling.reports.grids import Form
from skilling.reports.scope import Scope
from skilling.reports.sheet import FigureColumn, Row, Sheet, Table, TextColumn
from skilling.reports.words import NOT_STATED, Words, chosen

_YES: Final = Words("Yes", "हाँ")
_NO: Final = Words("No", "नहीं")
_LANGUAGE: Final = Words("Language", "भाषा")
_COHORTS: Final = Words("Cohorts that use it", "उपयोग करने वाले कोहोर्ट")


def _register(session: Session, scope: Scope) -> Sequence[Row]:
    found = session.exec(select(Resource).where(col(Resource.id).in_(facts.RESOURCES.ids(scope))))
    return [
        Row(
            (
                resource.title, chosen(RESOURCE_KINDS, resource.kind), resource.provider,
                language_words(resource.language), _YES if resource.url else _NO,
            ),
            (("resource", resource.id),),
        )
        for resource in sorted(found, key=lambda each: (each.title.casefold(), each.id))
    ]  # fmt: skip


def _languages(session: Session, scope: Scope) -> Sequence[Row]:
    found = set(session.execute(core_select(facts.RESOURCES.source(scope).c.language).distinct()).scalars())
    named = sorted((code for code in found if code), key=lambda code: language_words(code).en)
    rows = [Row((language_words(code),), (("language", code),)) for code in named]
    unstated = [Row((NOT_STATED,), (("language", None),))] if None in found else []
    return [*rows, *unstated]


RESOURCES: Final = Sheet(
    "Resources",
    Words("Learning resources", "शिक्षण संसाधन"),
    (
        Table(
            (
                TextColumn(Words("Title", "शीर्षक"), 44),
                TextColumn(Words("Kind", "प्रकार"), 22),
                TextColumn(Words("Host", "मेज़बान"), 24),
                TextColumn(_LANGUAGE, 20),
                TextColumn(Words("Link on record", "लिंक उपलब्ध"), 14, Form.CENTRED),
            ),
            (
                FigureColumn("resources", Words("On record", "अभिलेख में")),
                FigureColumn("resource_hours", form=Form.AMOUNT),
                FigureColumn("resource_cohorts", _COHORTS, width=14),
            ),
            _register,
        ),
        Table(
            (TextColumn(_LANGUAGE, 44),),
            (
                FigureColumn("resources", Words("Resources", "संसाधन")),
                FigureColumn("resource_hours", form=Form.AMOUNT),
                FigureColumn("resource_cohorts", Words("Cohorts that use them", "उपयोग करने वाले कोहोर्ट"), width=14),
            ),
            _languages,
        ),
    ),
    (
        Words(
            "Hours as their hosts state them; '–' where they are not on record. Cohorts are counted once each in the totals.",
            "घंटे मेज़बान के अनुसार; अभिलेख में न होने पर '–'। कुल में प्रत्येक कोहोर्ट एक बार।",
        ),
    ),
)
