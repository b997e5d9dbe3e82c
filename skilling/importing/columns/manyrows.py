"""Tells lists in which a row is not one person: teams with several people in a row, logs with one person in many rows.

Refuses to call either by its headings alone: a column of contacts, or a name of each row's own, makes it a list of people.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from skilling.domain.likeness import COMPATIBLE, compare
from skilling.domain.names import names_in_lines, read_name, split_relation
from skilling.domain.text import heading, key
from skilling.importing.columns.certainty import like_a_person
from skilling.importing.columns.headerwords import likeness
from skilling.importing.columns.targets import target, title_of
from skilling.importing.reading.grid import Cell
from skilling.importing.table.layout import Table
from skilling.importing.table.looks import is_blank, plain_text

_TEAM: Final = re.compile(r"\b(?:team|group|squad)s?\b")
_MEMBER: Final = re.compile(
    r"(?:name of )?(?:the )?(?:team |group )?(?:members?|mates?|teammates?|participants?|players?|students?|candidates?) ?(?:no )?\d"
    r"(?: (?:full )?name)?|(?:\d(?:st|nd|rd|th)?|first|second|third|fourth|fifth) (?:team )?(?:member|mate|participant|player|student)"
    r"(?: (?:full )?name)?"
)
_MEMBERS: Final = re.compile(r"\b(?:members|mates|teammates|team members|group members|players)\b(?: names?)?$")
_LEADS: Final = re.compile(r"\b(?:leader|captain|head|lead|member|mate|teammate)s?\b")
_SEVERAL: Final = re.compile(r"[,;\n&/|]|\band\b|\s\d\s*[.)]")
_NAME: Final = re.compile(
    r"\b(?:names?|students?|trainees?|participants?|candidates?|learners?|farmers?|intern|employee|volunteer|worker|staff|officer|mobiliser|mobilizer)\b|नाम"
)
_NO_PERSONS: Final = re.compile(
    r"\b(?:father|mother|guide|trainer|mentor|course|college|institute|school|university|department|cent(?:re|er)|company|startup|"
    r"village|block|district|state|batch|activity|event|task|type|category|are you)\b"
)
_DAY: Final = re.compile(
    r"(?:date|day|time ?stamp|दिनांक)|(?:date|day) of (?:the )?(?:activity|visit|work|session|event|task)|"
    r"(?:activity|visit|work|session|event|task|log|entry) date"
)
_DONE: Final = re.compile(
    r"\b(?:activity|activities|tasks?|work done|work|purpose|progress|hours|hrs|time spent|minutes|session|topic|visited|remarks?)\b"
)
_MORE: Final = re.compile(r"\b(?:address|details?|particulars?|designation|contact|father|husband|info)\b|पता")
_PLAINLY: Final = 0.9
_LIKE_PEOPLE: Final = 0.4
_FEWEST_MEMBERS: Final = 2
_MOSTLY: Final = 0.5
_ROWS_EACH: Final = 1.5  # of a person, on average, for a log
_FEWEST_ROWS: Final = 4


def names_teams(table: Table) -> bool:
    """Whether each row names several people, and none whose row it is."""
    said = [heading(header) for header in table.headers]
    for index, words in enumerate(said):
        if _NAME.search(words) and not _MORE.search(words) and _several_lines([row[index] for row in table.rows]):
            return True
    if any(map(_asks_for_own_name, table.headers)):
        return False
    if sum(_MEMBER.fullmatch(words) is not None for words in said) >= _FEWEST_MEMBERS:
        return True
    listed = [index for index, words in enumerate(said) if _MEMBERS.search(words)]
    return any(map(_TEAM.search, said)) and any(_several([row[index] for row in table.rows]) for index in listed)


def _asks_for_own_name(header: str) -> bool:
    """Whether a heading names whose row it is: a person, or the startup whose team follows."""
    said = heading(header)
    plainly = any(likeness(header, target(title_of(noun)).field) >= _PLAINLY for noun in ("developer", "startup"))
    return plainly and not _LEADS.search(said) and not _TEAM.search(said)


def further_people(headers: Sequence[str]) -> list[str]:
    """The headings under which further people stand beside the one whose row it is."""
    return [header for header in headers if _MEMBER.fullmatch(heading(header))]


def logs_what_people_did(table: Table) -> bool:
    """Whether the same people come again and again, each time with a day and with what they did."""
    said = [heading(header) for header in table.headers]
    days = [index for index, words in enumerate(said) if _DAY.fullmatch(words)]
    done = [index for index, words in enumerate(said) if _DONE.search(words) and not _DAY.fullmatch(words)]
    names = [index for index, words in enumerate(said) if _NAME.search(words) and not _NO_PERSONS.search(words)]
    names = [index for index in names if index not in done]
    # Everybody's school comes again, too: not one of the columns may have a name of each row's own.
    return bool(days and done and names) and all(_comes_again(table, name, days[0]) for name in names)


def _comes_again(table: Table, name: int, day: int) -> bool:
    """Whether most people have several rows, on several days."""
    seen: dict[str, set[str]] = {}
    rows = [row for row in table.rows if not is_blank(row[name])]
    for row in rows:
        seen.setdefault(key(plain_text(row[name])), set()).add(plain_text(row[day]))
    often = sum(len(days) > 1 for days in seen.values())
    return len(rows) >= max(_FEWEST_ROWS, _ROWS_EACH * len(seen)) and often >= _MOSTLY * len(seen)


def _several_lines(cells: Sequence[Cell]) -> bool:
    """Whether most of the cells hold several lines, each like a name of somebody else."""
    filled = [cell for cell in cells if not is_blank(cell)]
    several = [[line.strip() for line in cell.splitlines() if line.strip()]
               for cell in filled if isinstance(cell, str) and names_in_lines(cell)]  # fmt: skip
    further = [_somebody_else(line, first) for first, *lines in several for line in lines]
    return len(several) > _MOSTLY * len(filled) > 0 and sum(further) >= _LIKE_PEOPLE * len(further)


def _somebody_else(line: str, first: str) -> bool:
    """Whether a line beneath a name names another person: not the father, and not the same one in another script."""
    if not like_a_person(line) or not split_relation(line)[0]:
        return False
    return compare(read_name(line), read_name(first)) < COMPATIBLE


def _several(cells: Sequence[Cell]) -> bool:
    """Whether most of the cells name more than one."""
    filled = [plain_text(cell) if not isinstance(cell, str) else cell for cell in cells if not is_blank(cell)]
    return bool(filled) and sum(_SEVERAL.search(text) is not None for text in filled) > _MOSTLY * len(filled)
