"""A template filled for the public: small figures protected as in a public pack; refuses figures that no public pack has.

What is filled becomes known, so it is recorded as published: packs and templates after it withhold what it would give away.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlmodel import Session

from skilling.database import jsontext
from skilling.domain.problems import Refused
from skilling.domain.text import first_few
from skilling.reports.figures import Question, Value, answer
from skilling.reports.grids import Figure
from skilling.reports.scope import Scope
from skilling.reports.sheet import Head, lay_out
from skilling.reports.sheets import SHEETS
from skilling.reports.suppression import public
from skilling.reports.suppression.stated import Stated
from skilling.reports.words import Language, Words

_SHOWN = 6  # cells that a refusal names


def protected(
    session: Session, scope: Scope, bound: Mapping[str, Mapping[str, Any]], answers: Mapping[Question, Value]
) -> tuple[dict[Question, Value | str], tuple[Stated, ...]]:
    """What the public sees of each bound figure, and what becomes known by it. Refused where no public pack has one of them."""
    _check(session, scope, bound)
    parts = [part for question in answers if question.per for part in public.parts_of(question)]
    counted = {**answers, **answer(session, scope, parts)}
    figures = [Figure(value, question) for question, value in counted.items()]
    stated = public.protected_figures(session, scope, figures)
    shown = {each.key: each.shown for each in stated}
    cells = {question: public.masked(Figure(value, question), scope, shown) for question, value in answers.items()}
    return {each: cell.value if isinstance(cell, Figure) else str(cell.value) for each, cell in cells.items()}, stated


def name_of(template: str, stated: tuple[Stated, ...]) -> str:
    """A name for what was published: the same template with the same figures has the same."""
    plain = [[each.key.plain(), each.value, each.shown.value] for each in stated]
    return hashlib.sha256(jsontext.dumps([template, plain]).encode()).hexdigest()[:26]


def _check(session: Session, scope: Scope, bound: Mapping[str, Mapping[str, Any]]) -> None:
    head = Head(Words("", ""), replace(scope, known_before=None), Words("", ""), "", Language.EN)
    grids = (lay_out(session, sheet, head).grid for sheet in SHEETS)
    known = {_kind(figure.question) for grid in grids if not public.names_somebody(grid) for _, figure in grid.figures()}
    never = [
        f"{sheet} {cell}" for sheet, cells in bound.items() for cell, key in cells.items()
        if not isinstance(key, str) and _kind(Question.of_key(key)) not in known
    ]  # fmt: skip
    if never:
        raise Refused(
            "template-public",
            f"These cells hold figures that are never published, such as those of single cohorts, startups or institutions: "
            f"{first_few(never, _SHOWN)}. Free these cells, or fill the template for the ministry.",
        )


def _kind(question: Question) -> tuple[str, tuple[str, ...], str]:
    """What a figure counts, by which things it is parted, and of what it is a percentage."""
    return question.measure, tuple(sorted(name for name, _ in question.where)), question.per
