"""How clerks write that a cell says what the one above it says; repeats nothing."""

from __future__ import annotations

from typing import Final

from skilling.importing.reading.grid import Cell

# Signs and words that mean the cell above and nothing else ...
_MARKS: Final = ("do", "ditto", "तदैव", "यथोपरि")
# ... and words that may as well mean another column of the same row: 'Permanent address: same as above'.
_SAME: Final = (
    "same", "same as above", "as above", "वही", "उपरोक्त", "ऊपर के समान", "वरीलप्रमाणे", "மேற்படி", "ಮೇಲಿನಂತೆ", "পূর্ববৎ",
)  # fmt: skip
_AROUND: Final = ("{}", "-{}-", "--{}--", "- {} -", "-{}", '"{}"', "{}.", ".{}.")


def _spellings(words: tuple[str, ...]) -> frozenset[Cell]:
    """A set instead of a pattern: asking it costs next to nothing for the cells that are none of them."""
    return frozenset(
        around.format(word)
        for said in words
        for word in (said, said.upper(), said.capitalize(), said.title())
        for around in _AROUND
    )


ABOVE: Final = _spellings(_MARKS) | {'"', "〃", "''", ",,", "〞", "”", "“", "″"}
DITTOS: Final = ABOVE | _spellings(_SAME)
