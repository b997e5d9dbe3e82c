"""Says where what a list is about is only likely, so that a person is asked; refuses to choose what it is about.

Of a bare 'Name' or 'Title' the heading says nothing: people, companies, courses and films have one. Then what else the list
tells must be of the noun alone, or the values must be what only its records are called.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Final

from skilling.domain.names import read_name
from skilling.domain.text import heading
from skilling.importing.columns.columnmatch import ASK_BELOW, REMEMBERED, ColumnMatch
from skilling.importing.columns.evidence import COMPANY_WORDS, STUDY_WORDS, Evidence
from skilling.importing.columns.headerwords import likeness
from skilling.importing.columns.targets import Target, target, title_of

PLAINLY: Final = 0.94  # from this likeness on a heading names a field and does not only sound like it
_ANYTHING: Final = frozenset({"name", "names", "नाम", "title", "titles", "naam"})
_LIKE_PEOPLE: Final = 0.4  # of the names, with a word that people of India are often called by
_FEWEST_NAMED: Final = 4
_MOSTLY: Final = 0.5

_LIKELY: Final = 0.6  # the confidence of what may be something else
_COLLEGE: Final = "developer.institution"
_SINCE: Final = "enrolment.effective_on"
_JOINED: Final = frozenset({"joining", "joined", "doj", "admission"})
_EMPLOYERS: Final = frozenset({"company", "employer", "firm"})

# What only records of a noun have. A link, a place and a day all have, and a language films and books, too.
_TELLING: Final = {
    "developer": frozenset(
        f"developer.{name}"
        for name in ("mobile", "email", "born_on", "gender", "father_name", "roll_no", "category", "education", "phone2")
    ),
    "startup": frozenset(
        f"startup.{name}" for name in ("cin", "llpin", "dpiit", "udyam", "gstin", "sector", "stage", "founded_on")
    ),
    "resource": frozenset(f"resource.{name}" for name in ("kind", "provider", "hours")),
    "grant": frozenset(f"grant.{name}" for name in ("unit", "amount", "expires_on", "approved_on")),
    "institution": frozenset({"institution.aishe", "institution.kind"}),
}


def says_nothing(said: str) -> bool:
    """Whether a heading, compared without case and marks, asks for a name of anything."""
    return said in _ANYTHING


def doubted(column: ColumnMatch, noun: str, cells: Evidence, surely: AbstractSet[str]) -> ColumnMatch:
    """The column, with little confidence where it may as well be something else; `surely` are the fields that columns became."""
    if column.confidence < ASK_BELOW or column.why == REMEMBERED:
        return column
    said = heading(column.source)
    if column.field == _COLLEGE and not _EMPLOYERS.isdisjoint(said.split()):
        return replace(column, confidence=_LIKELY, why=f"{column.why} It may be where they were taken on: check this one.")
    if column.field == _SINCE and not _JOINED.isdisjoint(said.split()):
        return replace(column, confidence=_LIKELY, why=f"{column.why} It may be when they joined something else: check this one.")
    title = target(title_of(noun))
    if column.field == title.name and not column.parts and _is_likely_only(noun, title, column.source, said, cells, surely):
        return replace(
            column, confidence=_LIKELY, why=f"{column.why} Other things have such names, too: check what the list is about."
        )
    return column


def _is_likely_only(noun: str, title: Target, header: str, said: str, names: Evidence, others: AbstractSet[str]) -> bool:
    """Whether a list may be about something else than `noun`, although a column became its title.

    `said` is the heading compared without case and marks, `others` are the fields that further columns surely became.
    """
    plainly = likeness(header, title.field) >= PLAINLY
    told = bool(_TELLING[noun] & others)
    if noun == "developer":
        like_people = names.share(lambda i: like_a_person(names.texts[i])) >= _LIKE_PEOPLE
        return not like_people and (not plainly or (says_nothing(said) and not told))
    if noun == "institution":
        study = names.share(lambda i: STUDY_WORDS.search(names.texts[i]) is not None) >= _MOSTLY
        return names.distinct < _MOSTLY or not (study or told or (plainly and not says_nothing(said)))
    if noun == "startup" and names.share(lambda i: COMPANY_WORDS.search(names.texts[i]) is not None) >= _MOSTLY:
        return False
    if noun == "grant":
        return not told
    if noun == "resource" and len(names.cells) >= _FEWEST_NAMED and names.distinct < _MOSTLY:
        return True  # what is listed is named once
    return not plainly or (says_nothing(said) and not told)


def like_a_person(text: str) -> bool:
    """Whether a word of the text is one that many people of India are called by."""
    return any(word.common or word.given for word in read_name(text).words)
