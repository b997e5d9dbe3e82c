"""Says which part of a name a heading asks for: initials, the first, the middle or the last; refuses to look at the names."""

from __future__ import annotations

from typing import Final

from skilling.importing.columns.headerwords import spoken

# The parts that a full name may come in, in the order in which they are joined.
_NAME_PARTS: Final[tuple[frozenset[str], ...]] = (
    frozenset({"initial", "initials"}),
    frozenset({"first name", "firstname", "given name", "first", "name first", "fname", "प्रथम नाम", "पहला नाम"}),
    frozenset({"middle name", "middlename", "middle", "mname", "मध्य नाम"}),
    frozenset({"last name", "lastname", "surname", "family name", "last", "name last", "lname", "उपनाम", "अंतिम नाम", "आडनाव"}),
)
FIRST: Final = 1
_LONG_ENOUGH: Final = 7  # letters of a heading that may have a slip in it


def part_of(header: str) -> int | None:
    """The place of a heading among the parts of a name, in the order in which they are joined; None for any other heading."""
    said = spoken(header)
    found = next((number for number, words in enumerate(_NAME_PARTS) if said & words), None)
    return _misspelt_part(said) if found is None else found


def _misspelt_part(said: frozenset[str]) -> int | None:
    """Which part of a name a heading means that has one letter wrong or two swapped: 'Lastanme'."""
    from rapidfuzz.distance import OSA  # takes its time to import; headings that are spelt well never come here

    close = [word.replace(" ", "") for word in said if word.isascii()]
    for number, words in enumerate(_NAME_PARTS):
        known = [word.replace(" ", "") for word in words if word.isascii()]
        if any(len(one) >= _LONG_ENOUGH and OSA.distance(one, other, score_cutoff=1) <= 1 for one in known for other in close):
            return number
    return None
