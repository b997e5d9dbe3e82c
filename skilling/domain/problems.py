"""What is wrong and where, in words a programme officer can act on; refuses to carry personal data beyond the cell in question."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem matters to the row that has it."""

    ERROR = "error"  # the row, or the form, cannot be taken as it is
    WARNING = "warning"  # taken, but someone should look
    NOTE = "note"  # taken, and said


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: a code for programs, a sentence (what, why, how to mend) for people."""

    code: str
    message: str
    field: str = ""  # public field name such as "developer.mobile", or an attribute of a form
    row: int | None = None  # row number as a person sees it in the sheet
    severity: Severity = Severity.ERROR


class Refused(Exception):
    """A rule said no, and a person can mend it. Nothing was changed."""

    def __init__(self, code: str, message: str, problems: Iterable[Problem] = ()) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.problems = tuple(problems) or (Problem(code, message),)

    def __reduce__(self) -> tuple[object, ...]:
        # The sentence has to survive the way home from a child process.
        return (Refused, (self.code, self.message, self.problems))

    @classmethod
    def of(cls, problems: Iterable[Problem]) -> Refused:
        """One refusal out of several problems; the sentences follow each other."""
        found = tuple(problems)
        return cls(found[0].code, " ".join(problem.message for problem in found), found)


class Unusable(Refused):
    """The database cannot be used as it is: busy, newer, foreign, damaged, unreachable, read-only."""

    def __reduce__(self) -> tuple[object, ...]:
        return (Unusable, (self.code, self.message, self.problems))
