"""What the values of a column show by themselves, whatever its heading says; refuses to be sure: a person is asked about each.

A column of phones may have digits missing, but only whole ones prove that it is one.
"""

from __future__ import annotations

from typing import Final

from skilling.domain import values
from skilling.domain.fields import Field, Kind
from skilling.domain.problems import Problem
from skilling.importing.columns.evidence import STUDY_WORDS, Evidence
from skilling.importing.columns.targets import Target

# Without a heading only these can be told by their values beyond doubt.
TELLTALE: Final = frozenset({"developer.mobile", "developer.email"})
TOLD: Final = 0.65  # the confidence of what is told so: a person should look

_COLLEGE: Final = "developer.institution"
# Under a heading that nobody knows these are told by their values well enough to ask a person.
_KINDS: Final = frozenset({Kind.MOBILE, Kind.EMAIL, Kind.STATE, Kind.CIN, Kind.LLPIN, Kind.GSTIN, Kind.UDYAM})
_FIELDS: Final = frozenset({"developer.gender", "developer.category", "developer.born_on", "developer.district"})
_FEWEST: Final = 4  # values
_SURELY: Final = 0.9  # of them
_LIFETIMES: Final = 0.7  # of the days, to be birthdays


def may_be_shown(each: Target, *, nameless: bool) -> bool:
    """Whether values alone can show a field at all; a college only where no heading says what else the column is."""
    return each.field.kind in _KINDS or each.name in _FIELDS or (nameless and each.name == _COLLEGE)


def shows(column: Evidence, each: Target) -> bool:
    """Whether nearly all cells of a column can hardly be anything but values of the field."""
    one = each.field.kind is Kind.STATE or each.name == _COLLEGE  # everybody may be of one state, and of one college
    if len(column.cells) < _FEWEST or len(set(column.texts)) < 2 - one:
        return False
    if each.field.name == "born_on" and column.of(each.field) < _LIFETIMES:
        return False  # days of other things than births
    return proven(column, each.field) >= _SURELY


def proven(column: Evidence, field: Field) -> float:
    """The share of the cells that can hardly be anything but values of the field."""
    return column.share(lambda place: _proves(column, field, place))


def _proves(column: Evidence, field: Field, place: int) -> bool:
    if field.kind is Kind.LINK:
        return STUDY_WORDS.search(column.texts[place]) is not None
    whole = field.kind not in (Kind.MOBILE, Kind.EMAIL) or not isinstance(values.read(field.kind, column.cells[place]), Problem)
    return whole and column.fits(field, place)
