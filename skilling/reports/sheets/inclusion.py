"""Inclusion: age, disability and minority, each block adding up to all who were enrolled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlmodel import Session

from skilling.domain.developers import AGE_BANDS
from skilling.domain.fields import Choice
from skilling.domain.lists import YES_NO
from skilling.reports.dimensions import age_words
from skilling.reports.scope import Scope
from skilling.reports.sheet import FigureColumn, Row, Rows, Sheet, Table, TextColumn
from skilling.reports.words import NOT_STATED, Words, words_of

STAGES: Final = tuple(FigureColumn(name, width=14) for name in ("enrolled", "started", "trained", "certified", "women"))


def by_choice(dimension: str, named: Sequence[tuple[str, Words]]) -> Rows:
    """One row for each value of a closed list, and one for those who did not say."""

    def rows(_session: Session, _scope: Scope) -> Sequence[Row]:
        of_values = [Row((words,), ((dimension, code),)) for code, words in named]
        return [*of_values, Row((NOT_STATED,), ((dimension, None),))]

    return rows


def stated(choices: Sequence[Choice], unstated: str = "NS") -> list[tuple[str, Words]]:
    """The codes of a closed list with their words, without the one that says nothing."""
    return [(choice.code, words_of(choice)) for choice in choices if choice.code != unstated]


def _block(dimension: str, title: Words, named: Sequence[tuple[str, Words]]) -> Table:
    return Table((TextColumn(Words("Group", "समूह"), 44),), STAGES, by_choice(dimension, named), title)


INCLUSION: Final = Sheet(
    "Inclusion",
    Words("Progress by age, disability and minority, cumulative", "आयु, दिव्यांगता और अल्पसंख्यक-वार संचयी प्रगति"),
    (
        _block("age_band", Words("Age at enrolment", "नामांकन के समय आयु"), [(band, age_words(band)) for band, _, _ in AGE_BANDS]),
        _block("pwd", Words("Persons with disabilities", "दिव्यांगजन"), stated(YES_NO)),
        _block("minority", Words("Minority", "अल्पसंख्यक"), stated(YES_NO)),
    ),
    (
        Words(
            "All as they stood at enrolment; age in completed years on the day of enrolment. Each block adds up to all enrolments.",
            "सभी विवरण नामांकन के समय के; आयु नामांकन के दिन पूर्ण वर्षों में। प्रत्येक खंड का योग सभी नामांकन है।",
        ),
    ),
)
