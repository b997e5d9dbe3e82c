"""What became of a column of a list, and how sure that is; decides nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

LEAST: Final = 0.55  # below this confidence a column is kept beside the fields instead
ASK_BELOW: Final = 0.7  # and below this one a person should look
REMEMBERED: Final = "Remembered from an earlier list."


@dataclass(frozen=True, slots=True)
class ColumnMatch:
    """What becomes of one column of a table.

    `index` is its place in the table. `field` is a public name ('developer.mobile'), 'extra.<heading>' for what is kept
    beside, or None for what is passed over (`why` says why) or never kept (`blocked`, a code of `guard.REASONS`).
    `parts` are the columns that together make the field, in order, where there are several; each of them has a match.
    """

    index: int
    source: str
    field: str | None
    confidence: float
    blocked: str | None = None
    samples: tuple[str, ...] = ()
    date_order: str | None = None
    why: str = ""
    parts: tuple[int, ...] = ()

    @property
    def leads(self) -> bool:
        """True for the one column of a joined field that stands for it; True for every other column."""
        return not self.parts or self.parts[0] == self.index
