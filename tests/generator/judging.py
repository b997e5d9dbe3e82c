"""Takes invented lists in as the desk does, and says where it differs from the truth; the only neighbour that knows the desk."""

from __future__ import annotations

import io
import pickle
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from unittest import mock

from skilling.domain.problems import Refused
from skilling.importing.columns.targets import EXTRA
from skilling.importing.planning import planner, sheetlist
from skilling.importing.planning.fixes import Fixes
from skilling.importing.planning.plan import ERROR, Choices, Plan
from skilling.importing.reading import child, reader, readings
from skilling.importing.reading.frames import Outbox
from skilling.importing.table.layout import ASK_BELOW
from skilling.services.desk import Desk
from tests.generator.draft import BESIDE, BLOCKED, PASSED, MadeList, Place

TODAY = date(2026, 11, 22)
_DIGITS = ("developer.mobile", "developer.pin", "developer.roll_no", "developer.born_on")
_SIGNS = re.compile(r"[\W_]+")


@dataclass
class Judged:
    """One list: what was right, and in words what was not. `asked`: a person would have been asked about the table."""

    made: MadeList
    place_right: bool = False
    asked: bool = False
    confidence: float = 0.0
    what: str = ""
    columns: int = 0
    wrong_columns: list[str] = field(default_factory=list)  # became another field, unasked
    left_columns: list[str] = field(default_factory=list)  # kept beside, or asked about, though they are a field
    digits: int = 0
    changed_digits: list[str] = field(default_factory=list)


class _Here:
    """Stands in for the child: serves the request in this process, when its answer is first read."""

    returncode = 0

    def __init__(self) -> None:
        self.stdin = io.BytesIO()
        self.stdout = self
        self._answer: io.BytesIO | None = None

    def read(self, size: int = -1) -> bytes:
        if self._answer is None:
            request = pickle.loads(self.stdin.getvalue())
            limits = child.Limits(**request["limits"])
            self._answer = io.BytesIO()
            outbox = Outbox(self._answer, limits.text_length)
            try:
                reader.serve(request, limits, outbox)
            except Refused as refused:
                outbox.send("refused", refused.code, str(refused))
            self._answer.seek(0)
        return self._answer.read(size)

    def kill(self) -> None:
        """Nothing runs that could be ended."""

    def communicate(self) -> None:
        """Nothing is left to be said."""


@contextmanager
def reading_here() -> Iterator[None]:
    """Files are read in this process: what is read is the same, and nothing is bound to limits or started."""
    with (
        mock.patch.object(reader, "hold_this_process"),
        mock.patch.object(readings, "hold_this_process"),
        mock.patch.object(child, "hold_child"),
        mock.patch.object(child, "_start_child", _Here),
    ):
        yield


def judge(desk: Desk, made: MadeList, path: Path) -> Judged:
    """What the desk makes of a list, step by step as the window does it, against the truth."""
    found = Judged(made)
    try:
        book = child.read(path)
        taken = sheetlist.take(book)
        about = desk.read(planner.subject, taken, None)
        matches = desk.read(planner.match_columns, taken, about, {})
        plan = desk.read(planner.plan, taken, about, matches, Choices(cohort="AI-1"), Fixes(), today=TODAY)
    except Refused as refused:
        found.asked = True
        found.what = f"refused {refused.code}: {refused.message}"
        found.place_right = made.refused is not None and refused.code == "not-a-list"
        return found
    found.confidence = plan.place.confidence
    found.asked = plan.place.confidence < ASK_BELOW
    if made.refused is not None:
        found.what = f"taken for a list about {plan.about.noun.plural}"
        return found
    place = made.places.get(plan.file.sheet or next(iter(made.places)))
    if place is None:
        found.what = f"sheet {plan.file.sheet!r} instead of {list(made.places)}"
        return found
    found.what = _place(plan, place)
    found.place_right = not found.what
    _columns(found, plan, place, [book.grid.first_column + at for at in taken.table.columns])
    return found


def _place(plan: Plan, place: Place) -> str:
    if plan.place.header_rows != place.header_rows:
        return f"heading in {plan.place.header_rows} instead of {place.header_rows}"
    numbers = tuple(plan.numbers)
    if numbers != place.data_rows:
        more, fewer = set(numbers) - set(place.data_rows), set(place.data_rows) - set(numbers)
        return f"rows too many {sorted(more)[:9]}, rows lost {sorted(fewer)[:9]} of {len(place.data_rows)}"
    if plan.place.hidden_rows != place.hidden:
        return f"{plan.place.hidden_rows} hidden rows instead of {place.hidden}"
    return ""


def _columns(found: Judged, plan: Plan, place: Place, columns: list[int]) -> None:
    for match in plan.columns:
        at = columns[match.index]
        true = place.mapping.get(at, BESIDE)
        if match.blocked:
            got: str | None = BLOCKED
        elif match.field is None:
            got = PASSED
        else:
            got = BESIDE if match.field.startswith(EXTRA) else match.field
        found.columns += 1
        said = (
            f"{match.source!r}: {got or 'passed over'} instead of {true or 'passed over'} ({match.confidence:.2f}; {match.why})"
        )
        if got == true:
            _digits(found, plan, place, match, at)
        elif got in (BESIDE, PASSED) or (true is PASSED and got is BLOCKED):
            if true not in (BESIDE, PASSED):
                found.left_columns.append(said)
        else:
            found.wrong_columns.append(said)


def _digits(found: Judged, plan: Plan, place: Place, match: Any, at: int) -> None:
    name = match.field
    if name not in _DIGITS or at not in place.digits:
        return
    flagged = {row for card in plan.issues if card.column == match.source or not card.column for row in card.rows}
    for position, number in enumerate(plan.numbers):
        true = place.digits[at].get(number)
        got = _shown(name, plan.values[name][position])
        found.digits += 1
        if got == _plain(true):
            continue
        if number in flagged or plan.outcomes[position] == ERROR:
            continue
        found.changed_digits.append(f"{match.source!r} row {number}: {got!r} instead of {true!r}")


def _plain(text: str | None) -> str:
    return _SIGNS.sub("", text or "").upper()


def _shown(name: str, value: Any) -> str:
    if value is None:
        return ""
    text = _plain(value.isoformat() if isinstance(value, date) else str(value))
    return text[-10:] if name == "developer.mobile" else text
