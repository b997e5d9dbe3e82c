"""Learner types: students, teachers, officials and professionals, each for itself."""

from __future__ import annotations

from typing import Final

from skilling.domain.lists import LEARNER_TYPES
from skilling.reports.sheet import Sheet, Table, TextColumn
from skilling.reports.sheets.inclusion import STAGES, by_choice, stated
from skilling.reports.words import Words

LEARNERS: Final = Sheet(
    "Learner type",
    Words("Progress by learner type, cumulative", "शिक्षार्थी प्रकार-वार संचयी प्रगति"),
    (
        Table(
            (TextColumn(Words("Learner type", "शिक्षार्थी प्रकार"), 44),), STAGES, by_choice("learner_type", stated(LEARNER_TYPES))
        ),
    ),
    (Words("Learner type as it stood at enrolment.", "शिक्षार्थी प्रकार जैसा नामांकन के समय था।"),),
)
