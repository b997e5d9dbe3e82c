"""Refuses by name what is no list of our nouns: attendance, a meeting's log, a schedule, a bill, a statement, a register of books."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from skilling.domain.problems import Refused
from skilling.domain.text import heading
from skilling.importing.columns import manyrows
from skilling.importing.columns.headerwords import BAND, names_a_thing
from skilling.importing.reading.grid import Cell
from skilling.importing.table.layout import Table
from skilling.importing.table.looks import is_blank, plain_text

_MARK: Final = re.compile(r"[paleh✓✔✗✘x10]|pr|ab|abs|present|absent|leave|late|excused|उ|अ|उपस्थित|अनुपस्थित", re.IGNORECASE)
_DAY_HEADING: Final = re.compile(
    r"\d{1,2}|(?:day|session|class|lecture|sitting|दिन)\s*\d{1,3}|\d{1,4}[-/. ]\d{1,2}(?:[-/. ]\d{2,4})?(?:[ t].*)?"
    r"|\d{1,2}[-/. ]?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*(?:[-/. ]?\d{2,4})?",
    re.IGNORECASE,
)
_CAME: Final = re.compile(r"present|absent|उपस्थित|अनुपस्थित", re.IGNORECASE)
_WHEN: Final = re.compile(r"^(?:date|time|day)\b|\b(?:date|time)$|दिनांक|समय")
_CLOCK_HEADING: Final = re.compile(r"(?:(?:in|entry|punch|arrival|check in|marked) )?time")
_CLOCK: Final = re.compile(r"\d{1,2}[:.]\d\d(?:[:.]\d\d(?:\.\d+)?)?(?: ?[ap]\.?m\.?)?", re.IGNORECASE)
_FEWEST_DAYS: Final = 4
_MARKS_LOOKED_AT: Final = 200
_ROWS_OF_A_SUMMARY: Final = 10
_SHARE_OF_DAYS: Final = 0.4
_SHARE_OF_MARKS: Final = 0.5
_OURS: Final = re.compile(
    r"\b(?:startups?|company|grantee|tools?)\b"
    r"|\b(?:names?|mobile|phone|whatsapp|e ?mail|roll|father|mother|husband|gender|sex|dob|birth)\b|नाम|मोबाइल|पिता"
)


@dataclass(frozen=True, slots=True)
class _Paper:
    """What a paper is called, and the headings that tell it: each pattern must be found in a heading of its own."""

    name: str
    told_by: tuple[re.Pattern[str], ...]
    instead: str
    always: bool = True
    """Whether it is this paper whatever else its columns could be taken for."""
    of_people: bool = False
    """Whether it says who they are, too; others are this paper only where no heading is about people."""
    unless: re.Pattern[str] | None = None
    """A heading that makes it a list all the same: who registers for a course pays for it, and leaves a number."""


def _paper(
    name: str, *told_by: str, instead: str, always: bool = True, of_people: bool = False, unless: str | None = None
) -> _Paper:
    patterns = tuple(re.compile(pattern) for pattern in told_by)
    return _Paper(name, patterns, instead, always, of_people, re.compile(unless) if unless else None)


_FOR_PEOPLE: Final = "To enrol people, bring a list with their names and mobile numbers, one person in each row."
_CONTACT: Final = r"\b(?:mobile|phone|whatsapp|contact|e ?mail|mail|dob|birth|gender|sex)\b|मोबाइल"
_MORE_OF_THEM: Final = (
    _CONTACT + r"|\b(?:fathers?|mothers?|guardians?|category|caste|qualification|education|college|institut\w+)\b|पिता"
)
_NO_ATTENDANCE: Final = (
    "Attendance is not kept here yet. To enrol these people, bring a list with their names and mobile numbers."
)
_PAPERS: Final = (
    _paper(
        "a meeting's log of who joined and left when",
        r"\b(?:join|joined|first join|entry)\b.*\btime\b|\btime in$|\bin time$|\bjoined at\b|\btime joined\b|\bfirst join\b",
        r"\b(?:leave|left|exit|last leave)\b.*\btime\b|\btime out$|\bout time$|\bleft at\b|\btime (?:left|exited)\b|\blast leave\b"
        r"|\btime in (?:call|session|meeting)\b",
        instead=_NO_ATTENDANCE,
        of_people=True,
    ),
    _paper(
        "a meeting's log of who joined and left when",
        r"\buser action\b",
        r"^time ?stamp\b|\btime\b",
        instead=_NO_ATTENDANCE,
        of_people=True,
    ),
    _paper(
        "a schedule of sessions",
        r"^(?:date|day)\b|\bdate$",
        r"\b(?:topic|subject|session|agenda|title|module|programme|program|workshop|event|activity|webinar|seminar|fdp)\b",
        r"\b(?:venue|trainer|faculty|speaker|resource person|hall|room|time|timing|slot)\b",
        instead="Sessions are set down with their cohort. " + _FOR_PEOPLE,
    ),
    _paper(
        "a register of payments",
        r"\b(?:receipt|voucher|invoice|bill|challan)\b",
        r"\b(?:amount|paid|fees?|total)\b",
        r"\b(?:balance|dues?|mode|payment|head|txn|transaction|cheque|utr)\b",
        instead=_FOR_PEOPLE,
        of_people=True,
        unless=_CONTACT,
    ),
    _paper(
        "a library's register of books",
        r"\b(?:title|book)\b",
        r"\b(?:author|publisher|accession|acc|isbn)\b",
        r"\b(?:issued? (?:to|date|on|by)|due (?:date|on)|returned?|borrower)\b",
        instead=_FOR_PEOPLE,
        of_people=True,
    ),
    _paper(
        "a list of jobs or internships",
        r"\b(?:job|vacancy|internship|position|role|profile|opening)\b",
        r"\b(?:stipend|stipened|salary|ctc|lpa|package|pay scale|openings|vacancies)\b",
        r"\b(?:apply by|last date|posted|deadline|apply before|how to apply|closing date)\b",
        instead=_FOR_PEOPLE,
        of_people=True,
        unless=_CONTACT,
    ),
    _paper("a log of what people did", r"^(?:date|day|time ?stamp)$|\b(?:activity|visit|work|session) date\b|^date of (?:activity|visit|work)\b",
           r"\b(?:activit(?:y|ies)|tasks?|work done|purpose)\b", r"\b(?:hours?|hrs|duration|minutes|time spent)\b",
           instead=_FOR_PEOPLE, of_people=True, unless=_MORE_OF_THEM),
    _paper("a log of a program", r"^time ?stamp\b|^time\b|^date\b", r"^(?:log ?)?level\b|^severity\b", r"\bmessage\b|\bevent\b",
           instead=_FOR_PEOPLE),
    _paper("a timetable", r"^(?:exam(?:ination)? )?date\b", r"^(?:session|day|time|timings?|slot|shift)\b", r"\b(?:subject|paper)\b",
           instead=_FOR_PEOPLE),
    _paper("a timetable", r"^(?:week ?)?days?(?: of (?:the )?week)?$", r"\b(?:subject|course|lecture|paper)\b",
           instead=_FOR_PEOPLE, of_people=True, unless=_MORE_OF_THEM),
    _paper("a register of donations", r"\b(?:donors?|donations?|donated)\b|\bदान", r"\b(?:amount|rupees|rs|inr)\b|\bराशि|\bblood group\b",
           instead=_FOR_PEOPLE, of_people=True),
    _paper("a timetable", r"\d{1,2}[ :.]\d\d.*\d{1,2}[ :.]\d\d", r"^(?:day|time|period)s?\b", instead=_FOR_PEOPLE),
    _paper("a bank statement", r"\b(?:debit|withdrawals?|dr)\b", r"\b(?:credit|deposits?|cr)\b", r"\bbalance\b", instead=_FOR_PEOPLE),
    _paper(
        "an invoice, a bill or a register of goods",
        r"\b(?:item|description|particulars?|goods|service|equipment|asset|material|product)\b",
        r"\b(?:qty|quantity|nos)\b",
        r"\b(?:rate|price|amount|cost)\b",
        instead=_FOR_PEOPLE,
    ),
    _paper("a question paper", r"\bquestion\b|\boption b\b", r"\b(?:option a|answer|marks|correct)\b", instead=_FOR_PEOPLE,
           always=False),
    _paper("the minutes of a meeting", r"\b(?:agenda|discussion|points? discussed)\b", r"\b(?:decision|action)\b",
           instead=_FOR_PEOPLE, always=False),
    _paper("a budget or an account", r"^(?:head|particulars?|heads? of)\b", r"\b(?:q1|q2|estimate|budget|amount|expenditure|april|apr)\b",
           instead=_FOR_PEOPLE, always=False),
)  # fmt: skip


def refuse_by_name(table: Table) -> None:
    """Raises Refused('not-a-list') for what is plainly another paper than a list, whatever its columns could be taken for."""
    if _says_who_came(table):
        raise Refused("not-a-list", f"This is a log of who came, not a list of people to enrol. {_NO_ATTENDANCE}")
    if manyrows.names_teams(table):
        raise Refused(
            "not-a-list",
            "This is a list of teams or groups: each row names several people, so only one of them could be recorded. Put every member "
            "into a row of their own, with the team or group beside the name, and choose the file again.",
        )
    if manyrows.logs_what_people_did(table):
        raise Refused(
            "not-a-list",
            "This is a log of what people did, with the same people in many rows, not a list of people to enrol. " + _FOR_PEOPLE,
        )
    for paper in _PAPERS:
        if paper.always and (_is(paper, table.headers) or any(_is(paper, each) for each in _further_headings(table, paper))):
            raise _refused(paper)
    days = sum(_is_day(header, [row[index] for row in table.rows]) for index, header in enumerate(table.headers))
    if days >= max(_FEWEST_DAYS, _SHARE_OF_DAYS * len(table.headers)):
        raise Refused(
            "not-a-list",
            f"This is an attendance sheet: {days} of its columns are days with marks such as P and A. Attendance is not "
            "kept here yet. To enrol these people, bring the list without the columns of days.",
        )


def _further_headings(table: Table, paper: _Paper) -> Iterator[Sequence[str]]:
    """Headings of a larger table in the sheet, and of the log that stands right beneath the summary of a meeting."""
    yield from (other.headers for other in table.others if other.records >= len(table.rows))
    if paper.of_people:
        yield from ([plain_text(cell) for cell in row] for row in table.rows[:_ROWS_OF_A_SUMMARY])


def refuse_as_likely(table: Table) -> None:
    """Raises Refused('not-a-list') with the name of the paper that the headings of a table without names suggest."""
    paper = next((each for each in _PAPERS if _is(each, table.headers)), None)
    if paper is not None:
        raise _refused(paper)


def _refused(paper: _Paper) -> Refused:
    return Refused("not-a-list", f"This is {paper.name}, not a list of people to enrol. {paper.instead}")


def _is(paper: _Paper, headers: Sequence[str]) -> bool:
    said = [heading(header) for header in headers]
    if not paper.of_people and any(_OURS.search(words) and not names_a_thing(words) for words in said):
        return False
    if paper.unless is not None and any(paper.unless.search(words) for words in said):
        return False
    left = list(range(len(said)))
    for pattern in paper.told_by:
        place = next((index for index in left if pattern.search(said[index])), None)
        if place is None:
            return False
        left.remove(place)
    return True


def _says_who_came(table: Table) -> bool:
    """True where a column says present or absent beside a day, or when each came, and little else is said of the people."""
    said = [heading(header) for header in table.headers]
    if any(re.search(_MORE_OF_THEM, words) for words in said):
        return False
    marks = {index for index in range(len(said)) if _mostly(_CAME, [row[index] for row in table.rows])}
    days = {index for index, words in enumerate(said) if _WHEN.search(words) or _DAY_HEADING.fullmatch(table.headers[index])}
    return bool(marks and days) or any(
        _CLOCK_HEADING.fullmatch(said[index]) and _mostly(_CLOCK, [row[index] for row in table.rows]) for index in days
    )


def _is_day(header: str, cells: Sequence[Cell]) -> bool:
    """True for a column headed by a day and filled with marks of presence; who was absent may be left blank."""
    if not _DAY_HEADING.fullmatch(header.rpartition(BAND)[2].strip()):
        return False
    return _mostly(_MARK, cells)


def _mostly(mark: re.Pattern[str], cells: Sequence[Cell]) -> bool:
    """Whether more than half of the cells that say something are such marks."""
    filled = [cell for cell in cells if not is_blank(cell)]
    marks = [plain_text(cell) for cell in filled[:: max(1, len(filled) // _MARKS_LOOKED_AT)]]
    return bool(marks) and sum(mark.fullmatch(each) is not None for each in marks) > _SHARE_OF_MARKS * len(marks)
