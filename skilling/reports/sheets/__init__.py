"""The sheets of the ministry's pack, each one declaration; adding one is adding it to `SHEETS`."""

from __future__ import annotations

from typing import Final

from skilling.reports.sheet import Sheet
from skilling.reports.sheets.categories import CATEGORIES_AND_GENDER
from skilling.reports.sheets.cohorts import COHORT_REGISTER
from skilling.reports.sheets.resources import RESOURCES
from skilling.reports.sheets.startups import STARTUPS
from skilling.reports.sheets.states import STATES
from skilling.reports.sheets.summary import SUMMARY
from skilling.reports.sheets.tools import TOOLS

# Between the Cover, which explains them, and Checks and sources, which re-adds them.
SHEETS: Final[tuple[Sheet, ...]] = (
    SUMMARY,
    STATES,
    CATEGORIES_AND_GENDER,
    COHORT_REGISTER,
    STARTUPS,
    TOOLS,
    RESOURCES,
)
