"""The sheets of the ministry's pack, each one declaration; adding one is adding it to `SHEETS`."""

from __future__ import annotations

from typing import Final

from skilling.reports.sheet import Sheet
from skilling.reports.sheets.categories import CATEGORIES_AND_GENDER
from skilling.reports.sheets.cohorts import COHORT_REGISTER
from skilling.reports.sheets.districts import DISTRICTS
from skilling.reports.sheets.inclusion import INCLUSION
from skilling.reports.sheets.institutions import INSTITUTIONS
from skilling.reports.sheets.learners import LEARNERS
from skilling.reports.sheets.quality import QUALITY
from skilling.reports.sheets.resources import RESOURCES
from skilling.reports.sheets.startups import STARTUPS
from skilling.reports.sheets.states import STATES
from skilling.reports.sheets.summary import SUMMARY
from skilling.reports.sheets.tools import TOOLS
from skilling.reports.sheets.trend import TREND

# Between the Cover, which explains them, and Checks and sources, which re-adds them.
SHEETS: Final[tuple[Sheet, ...]] = (
    SUMMARY,
    TREND,
    STATES,
    DISTRICTS,
    CATEGORIES_AND_GENDER,
    INCLUSION,
    LEARNERS,
    COHORT_REGISTER,
    INSTITUTIONS,
    STARTUPS,
    TOOLS,
    RESOURCES,
    QUALITY,
)
