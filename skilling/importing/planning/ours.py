"""The columns that the desk itself adds to a list it hands back; refuses to take them for the sender's."""

from __future__ import annotations

from typing import Final

from skilling.domain.text import heading

WHY: Final = "Why it was kept aside"
ROW: Final = "Row in the list"
_OURS: Final = frozenset({heading(WHY), heading(ROW)})


def is_ours(header: str) -> bool:
    """Whether a heading is one that the desk wrote beside the sender's columns."""
    return heading(header) in _OURS
