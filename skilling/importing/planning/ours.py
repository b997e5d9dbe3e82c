"""The columns that the desk itself adds to a list it hands back; refuses to take them for the sender's."""

from __future__ import annotations

from typing import Final

from skilling.domain.text import heading

WHY: Final = "Why it was kept aside"
ROW: Final = "Row in the list"
SHEET: Final = "Sheet of the list"
COHORT: Final = "Cohort chosen for the list"
_FIELDS: Final[dict[str, str | None]] = {
    heading(WHY): None,
    heading(ROW): None,
    heading(SHEET): None,
    heading(COHORT): "cohort.code",
}


def is_ours(header: str) -> bool:
    """Whether a heading is one that the desk wrote beside the sender's columns."""
    return heading(header) in _FIELDS


def field_of(header: str) -> str | None:
    """What a column of ours becomes when it comes back; None where it is passed over."""
    return _FIELDS[heading(header)]
