"""Owns the words for codes of an import that more than one step shows; decides nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from PySide6.QtCore import QCoreApplication

from skilling.domain.problems import Refused
from skilling.importing.planning.plan import IssueCard
from ui.shared.numbers import day, grouped

_NAMED: Final = 4  # sheets
_SHORT: Final = 28  # letters of a heading
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


def rows_words(count: int) -> str:
    """1 row, 1,380 rows."""
    translate = QCoreApplication.translate
    return translate("importing", "1 row") if count == 1 else translate("importing", "{n} rows").format(n=grouped(count))


def columns_words(count: int) -> str:
    """1 column, 25 columns."""
    translate = QCoreApplication.translate
    return translate("importing", "1 column") if count == 1 else translate("importing", "{n} columns").format(n=grouped(count))


def taken_as(kind: str) -> str:
    """What a row of the sheet was taken for; nothing for a row of the list."""
    translate = QCoreApplication.translate
    return {
        "header": translate("importing", "Heading"),
        "title": translate("importing", "Left out: title"),
        "blank": translate("importing", "Left out: empty"),
        "total": translate("importing", "Left out: total"),
        "subtotal": translate("importing", "Left out: subtotal"),
        "note": translate("importing", "Left out: note"),
        "repeated header": translate("importing", "Left out: heading again"),
        "junk": translate("importing", "Left out: no record"),
        "outside": translate("importing", "Left out: outside the list"),
    }.get(kind, "")


def why_dropped(kind: str, count: int) -> str:
    """3 titles, 1 total: for a sentence."""
    translate = QCoreApplication.translate
    one, many = {
        "title": (translate("importing", "1 title"), translate("importing", "{n} titles")),
        "blank": (translate("importing", "1 empty"), translate("importing", "{n} empty")),
        "total": (translate("importing", "1 total"), translate("importing", "{n} totals")),
        "subtotal": (translate("importing", "1 subtotal"), translate("importing", "{n} subtotals")),
        "note": (translate("importing", "1 note"), translate("importing", "{n} notes")),
        "repeated header": (translate("importing", "1 heading again"), translate("importing", "{n} headings again")),
        "junk": (translate("importing", "1 without a record"), translate("importing", "{n} without a record")),
        "outside": (translate("importing", "1 outside the list"), translate("importing", "{n} outside the list")),
    }.get(kind, (kind, kind))
    return one if count == 1 else many.format(n=grouped(count))


def outcome_words(outcome: str) -> str:
    """What would happen to a row."""
    translate = QCoreApplication.translate
    return {
        "new": translate("importing", "New"),
        "update": translate("importing", "Update"),
        "same": translate("importing", "Same"),
        "review": translate("importing", "Needs decision"),
        "error": translate("importing", "Error"),
        "skipped": translate("importing", "Skipped"),
    }[outcome]


def stage_words(stage: str) -> str:
    """What the child is doing."""
    translate = QCoreApplication.translate
    return {
        "opening": translate("importing", "Opening the file"),
        "reading": translate("importing", "Reading rows"),
        "done": translate("importing", "Reading rows"),
        "Finding the list": translate("importing", "Finding the list"),
        "Matching columns": translate("importing", "Matching columns"),
        "Checking values": translate("importing", "Checking values"),
        "Recognising records": translate("importing", "Recognising people"),
        "Planning": translate("importing", "Planning what happens to each row"),
        "Making a backup": translate("importing", "Making a backup"),
        "Importing": translate("importing", "Importing"),
    }.get(stage, stage)


def issue_words(issue: IssueCard) -> str:
    """What is wrong without the count, which stands beside it."""
    column, message = issue.column, issue.message
    if not column or not message.startswith(f"{column}, "):
        return message
    return f"{column}: {message[len(column) :].partition(': ')[2]}"


def short_heading(column: str) -> str:
    """The heading of a column; without those above it where the whole would take too much room."""
    return column if len(column) <= _SHORT else column.rpartition(" / ")[2]


def cell_words(value: Any) -> str:
    """A cell as it came, as a person reads it."""
    if value is None:
        return ""
    if isinstance(value, dict):
        return str(value.get("error", ""))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def value_words(value: Any) -> str:
    """A value as it would be kept, as a person reads it: days in words, whichever way the list wrote them."""
    text = cell_words(value)
    return day(date.fromisoformat(text)) if _DAY.fullmatch(text) else text


def inside_a_sentence(words: str) -> str:
    """A name as it stands within a sentence: its first letter small, unless it is an abbreviation."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def problem_words(problem: Exception) -> str:
    """What went wrong, for the person."""
    return problem.message if isinstance(problem, Refused) else str(problem)


def quoted(sheets: Sequence[str]) -> str:
    """Some names of sheets within a sentence."""
    names = [f"“{name}”" for name in sheets[:_NAMED]]
    translate = QCoreApplication.translate
    if len(sheets) > _NAMED:
        names.append(translate("importing", "{n} more").format(n=grouped(len(sheets) - _NAMED)))
    return ", ".join(names[:-1]) + translate("importing", " and ") + names[-1] if len(names) > 1 else names[0]
