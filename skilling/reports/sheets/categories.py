"""The sheet of social category by gender, with both margins."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlmodel import Session

from skilling.domain.lists import CATEGORIES, GENDERS
from skilling.reports.scope import Scope
from skilling.reports.sheet import FigureColumn, Row, Sheet, Table, TextColumn
from skilling.reports.words import NOT_STATED, TOTAL, Words, words_of

_GENDERS: Final = tuple((words_of(choice), choice.code) for choice in GENDERS if choice.code != "X")
_CATEGORIES: Final = tuple((words_of(choice), choice.code) for choice in CATEGORIES if choice.code != "NS")


def _rows(_session: Session, _scope: Scope) -> Sequence[Row]:
    named = [Row((words,), (("category", code),)) for words, code in _CATEGORIES]
    return [*named, Row((NOT_STATED,), (("category", None),))]


def _columns(measure: str, group: Words) -> list[FigureColumn]:
    each = [
        FigureColumn(measure, words, where=(("gender", code),), group=group, width=9.5)
        for words, code in (*_GENDERS, (NOT_STATED, None))
    ]
    return [*each, FigureColumn(measure, TOTAL, group=group, width=9.5)]


CATEGORIES_AND_GENDER: Final = Sheet(
    "Category x gender",
    Words("Progress by social category and gender, cumulative", "सामाजिक वर्ग और लिंग-वार संचयी प्रगति"),
    (
        Table(
            (TextColumn(Words("Category", "वर्ग"), 30),),
            (
                *_columns("enrolled", Words("Enrolled", "नामांकित")),
                *_columns("trained", Words("Trained", "प्रशिक्षित")),
                *_columns("certified", Words("Certified", "प्रमाणित")),
            ),
            _rows,
        ),
    ),
    (
        Words(
            "Category and gender as they stood at enrolment. "
            "Gender is never guessed from a name: what a list did not say is 'Not stated'.",
            "वर्ग और लिंग जैसे नामांकन के समय थे। लिंग का अनुमान नाम से नहीं लगाया जाता: सूची में न होने पर 'अघोषित'।",
        ),
    ),
)
