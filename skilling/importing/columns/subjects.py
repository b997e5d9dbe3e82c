"""Says what a table is a list of; refuses by name what is no list of our nouns: counts, attendance, a meeting's log, a form."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Final

from skilling.domain.calendar import day_in_india
from skilling.domain.fieldsets import Noun
from skilling.domain.places import Gazetteer
from skilling.domain.problems import Refused
from skilling.domain.text import heading
from skilling.importing.columns import guard, headings, nolists
from skilling.importing.columns.evidence import COMPANY_WORDS, STUDY_WORDS, Evidence
from skilling.importing.columns.headerwords import likeness
from skilling.importing.columns.headings import ColumnMatch
from skilling.importing.columns.targets import EXTRA, SUBJECTS, target, title_of
from skilling.importing.table.layout import Table
from skilling.importing.table.rowkinds import TOTAL
from skilling.services.places import gazetteer as own_gazetteer

_COUNTED: Final = re.compile(
    r"\b(?:total|count|number|no of|nos|age|male|female|boys|girls|sum|percent|target|achieve)|कुल|संख्या|योग"
)
_WOMEN: Final = re.compile(r"\b(?:female|females|girls|women)\b|महिला|छात्राएँ|बालिका")
_MEN: Final = re.compile(r"\b(?:male|males|boys|men)\b|पुरुष|बालक")
_IN_ALL: Final = re.compile(r"\b(?:total|sum|in all)\b|कुल|योग")
_SHARE_OF_NUMBERS: Final = 0.4
_FEWEST_COUNTS: Final = 2
_SHARE_OF_WORDS: Final = 0.5
_SHARE_OF_COMPANIES: Final = 0.4
_PLAINLY: Final = 0.9
_PEOPLE_OF_COLLEGES: Final = 6.0
_NAMED_ONCE: Final = frozenset({"institution", "resource"})
_FEWEST_NAMED: Final = 4
_SHARE_NAMED_ONCE: Final = 0.5
_LEAST_WEIGHT: Final = 0.1
_PERSONAL: Final = frozenset(
    {"developer.mobile", "developer.email", "developer.born_on", "developer.gender", "developer.father_name"}
)


def what_list(table: Table, *, gazetteer: Gazetteer | None = None, today: date | None = None) -> Noun:
    """The noun that a table lists. Raises Refused('not-a-list') with the name of what it is instead."""
    if table.kind != "list":
        raise Refused("empty" if table.kind == "empty" else "not-a-list", table.reason)
    places, day = gazetteer or own_gazetteer(), today or day_in_india(datetime.now(UTC))
    nolists.refuse_by_name(table)
    blocked = guard.inspect(table)[0]
    matches = {noun.name: headings.match(table, noun.name, blocked=blocked, gazetteer=places, today=day) for noun in SUBJECTS}
    weights = {name: _weight(table, name, found, places, day) for name, found in matches.items()}
    if _names_people(table, matches):
        weights["institution"] -= _PEOPLE_OF_COLLEGES
    best = max(SUBJECTS, key=lambda noun: weights[noun.name])
    if best.name == "institution" and (_by_sex(matches["developer"]) or any(each.why == TOTAL for each in table.dropped)):
        _refuse_counts(table, matches["developer"], places, day)  # they are added up, so they count people by college
    if weights[best.name] <= 0:
        raise _not_ours(table, matches["developer"], places, day)
    return best


def _weight(table: Table, noun: str, columns: list[ColumnMatch], places: Gazetteer, day: date) -> float:
    """How well a table reads as a list of a noun; nothing without the column that names its records."""
    found = {column.field: column for column in columns if column.field and not column.field.startswith(EXTRA)}
    title = found.get(title_of(noun))
    if title is None:
        return 0.0
    names = Evidence([row[title.index] for row in table.rows], places, day)
    if noun in _NAMED_ONCE and len(names.cells) >= _FEWEST_NAMED and names.distinct < _SHARE_NAMED_ONCE:
        return _LEAST_WEIGHT  # the same college again and again: its people are listed, or its courses, if anybody is
    said = likeness(title.source, target(title_of(noun)).field)
    weight = 2 * title.confidence + 0.5 * said
    weight += sum(column.confidence for name, column in found.items() if name != title_of(noun)) * 0.5
    if noun == "developer":
        weight += 0.5 * len(_PERSONAL & found.keys())
    return weight + _kinship(noun, names)


def _by_sex(columns: list[ColumnMatch]) -> bool:
    """Whether a column is about women, and another about men."""
    said = [heading(column.source) for column in columns]
    return any(map(_WOMEN.search, said)) and any(map(_MEN.search, said))


def _names_people(table: Table, matches: Mapping[str, list[ColumnMatch]]) -> bool:
    """Whether a heading says plainly whose name stands there, beside the column of colleges: their students are listed."""
    people = next((column for column in matches["developer"] if column.field == title_of("developer")), None)
    if people is None:
        return False
    colleges = {column.index for column in matches["institution"] if column.field == title_of("institution")}
    said = likeness(people.source, target(title_of("developer")).field)
    return people.index not in colleges and (said >= _PLAINLY or len(people.parts) > 1)


def _kinship(noun: str, names: Evidence) -> float:
    """What the names themselves say: colleges end in College, companies in Ltd."""
    study = names.share(lambda i: STUDY_WORDS.search(names.texts[i]) is not None)
    company = names.share(lambda i: COMPANY_WORDS.search(names.texts[i]) is not None)
    if noun == "institution":
        return 2.0 if study > _SHARE_OF_WORDS else -2.0
    if noun == "startup":
        return 1.0 if company > _SHARE_OF_COMPANIES else 0.0
    if noun == "developer":
        return -2.0 if study > _SHARE_OF_WORDS or company > _SHARE_OF_WORDS else 0.5
    return 0.0


def _refuse_counts(table: Table, columns: list[ColumnMatch], places: Gazetteer, day: date) -> None:
    """Raises Refused where at least two columns, and many of all, are counts."""
    shown = [column for column in columns if not column.blocked]
    numbers = [column for column in shown if _holds_numbers(table, column, places, day)]
    counts = [column for column in numbers if _COUNTED.search(heading(column.source))]
    if any(each.why == TOTAL for each in table.dropped) and any(_IN_ALL.search(heading(each.source)) for each in counts):
        counts = numbers  # added up both ways
    if len(counts) >= _FEWEST_COUNTS and len(numbers) >= _SHARE_OF_NUMBERS * len(shown):
        by = " and ".join(f"'{c.source}'" for c in shown if c.field in ("developer.state", "developer.district"))
        raise Refused(
            "not-a-list",
            f"This is a table of counts{f' by {by}' if by else ''}, not a list of people: it has no column of names "
            "(such as 'Name' or 'Student Name'), and its numbers stand for many people at once. Ask for the list "
            "behind these counts, with one person in each row.",
        )


def _not_ours(table: Table, columns: list[ColumnMatch], places: Gazetteer, day: date) -> Refused:
    _refuse_counts(table, columns, places, day)
    nolists.refuse_as_likely(table)
    if not table.header_rows:
        return Refused(
            "not-a-list",
            "No row of column headings was found, and no column holds names beside phones, e-mails or birthdays, so nobody can "
            "say what the columns mean. Click the row that holds the headings, or add such a row in Excel and choose the file again.",
        )
    named = ", ".join(f"'{column.source}'" for column in columns[:6])
    return Refused(
        "not-a-list",
        "This list has no column of names, so nobody can be recorded from it. "
        f"Its columns are {named}{' and others' if len(columns) > 6 else ''}. If one of them holds the names, "
        "give it the heading 'Name' in the file, or choose it by hand.",
    )


def _holds_numbers(table: Table, column: ColumnMatch, places: Gazetteer, day: date) -> bool:
    if column.field in ("developer.pin", "developer.mobile", "developer.roll_no"):
        return False
    return Evidence([row[column.index] for row in table.rows], places, day).is_number()
