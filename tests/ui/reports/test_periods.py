"""A period is looked at, locked, submitted, restated and verified from the window, over a real desk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QPushButton
from pytestqt.qtbot import QtBot

from skilling.database.changes import Change
from skilling.database.tables import Enrolment
from skilling.domain import periods as rules
from skilling.domain.calendar import day_in_india, fy_of, quarter_of
from skilling.services import periods
from skilling.services.desk import Desk
from tests.builders import a_cohort, a_developer, an_enrolment
from tests.ui.accessibility import assert_all_named
from tests.ui.reports.inline import InlineJob, use_inline_jobs
from ui.context import Context
from ui.reports.perioddialogs import ReasonDialog, SubmitDialog
from ui.reports.periods import PeriodsRoom

TODAY = day_in_india(datetime.now(UTC))
NAME = f"{fy_of(TODAY)}-Q{quarter_of(TODAY)}"


@pytest.fixture
def whole(sqlite_desk: Desk) -> Enrolment:
    """One enrolment of this quarter of which everything is on record, so that no rule of quality stops."""
    state, district = sqlite_desk.read(_a_place)
    person = a_developer(
        sqlite_desk, full_name="Asha Rao", gender="F", category="OBC", state_id=state, district_id=district,
        born_on=TODAY.replace(year=TODAY.year - 20, day=1), learner_type="student",
    )  # fmt: skip
    return an_enrolment(sqlite_desk, person, a_cohort(sqlite_desk, starts_on=TODAY, ends_on=TODAY), on=TODAY)


def _a_place(session: object) -> tuple[int, int]:
    from skilling.services import records

    state = records.states(session)[0][0]  # type: ignore[arg-type]
    return state, records.districts(session, state)[0][0]  # type: ignore[arg-type]


@pytest.fixture
def room(qtbot: QtBot, office: Context, whole: Enrolment) -> Iterator[PeriodsRoom]:
    jobs: list[InlineJob] = use_inline_jobs(office)
    made = PeriodsRoom(office)
    qtbot.addWidget(made)
    made.resize(1100, 640)
    made.show()
    made.choices.fill_years([fy_of(TODAY)])
    made.opened()
    yield made
    for job in jobs:
        if hasattr(job.state, "desk"):
            job.state.desk.close()


def state(desk: Desk) -> str:
    return desk.read(periods.row, rules.named(NAME), "ministry", TODAY).state


def dialog(room: PeriodsRoom, kind: type[QDialog] = QDialog) -> QDialog:
    return next(each for each in room.findChildren(kind) if each.isVisible())


def press(dialog: QDialog, verb: str) -> None:
    next(each for each in dialog.findChildren(QPushButton) if each.text() == verb).click()


def locked(room: PeriodsRoom) -> None:
    room.ask_lock()
    press(dialog(room), "Lock")


def submitted(room: PeriodsRoom, path: Path) -> None:
    room.ask_submit()
    asked = dialog(room, SubmitDialog)
    asked.path.setText(str(path))  # type: ignore[attr-defined]
    asked.reference.setText("OAI/7")  # type: ignore[attr-defined]
    press(asked, "Submit")


def test_a_period_says_how_far_it_is_and_what_its_quality_is(room: PeriodsRoom) -> None:
    assert room._pill.text() == "Open"
    assert "It may be locked" in room._told.text()
    assert room._lock.isVisible()
    assert not room._submit.isVisible()
    assert_all_named(room)


def test_locking_can_be_undone_and_unlocking_asks_why(room: PeriodsRoom, sqlite_desk: Desk) -> None:
    locked(room)
    assert (state(sqlite_desk), room._pill.text()) == ("locked", "Locked")
    room.context.undo()
    assert state(sqlite_desk) == "open"
    room.look()
    locked(room)
    room.ask_unlock()
    asked = dialog(room, ReasonDialog)
    press(asked, "Unlock")
    assert state(sqlite_desk) == "locked"  # without a reason nothing happens
    asked.reason.setText("A late list")  # type: ignore[attr-defined]
    press(asked, "Unlock")
    assert state(sqlite_desk) == "draft"
    assert "A late list" in room._told.text()


def test_a_submitted_period_is_verified_restated_and_never_taken_back(
    room: PeriodsRoom, sqlite_desk: Desk, whole: Enrolment, tmp_path: Path
) -> None:
    locked(room)
    path = tmp_path / "q.xlsx"
    submitted(room, path)
    content = path.read_bytes()
    assert (state(sqlite_desk), room._pill.text()) == ("submitted", "Submitted")
    assert "Covering letter OAI/7" in room._told.text()
    assert room._hash.text().startswith("SHA-256")
    room.verify(str(path))
    assert "byte for byte" in room.wrong.text

    def corrected(change: Change) -> None:
        change.edit(change.get(Enrolment, whole.id), {"gender": "M"})

    sqlite_desk.change("Meera", "enrolment.corrected", corrected)
    room.account()
    assert not room._moved._nothing.isVisible()
    room.restate_to(str(tmp_path / "again.xlsx"), "en")
    assert state(sqlite_desk) == "restated"
    assert (tmp_path / "again.xlsx").is_file()
    assert path.read_bytes() == content


def test_a_file_that_is_there_is_only_taken_where_it_is_the_frozen_one(
    room: PeriodsRoom, sqlite_desk: Desk, tmp_path: Path
) -> None:
    locked(room)
    other = tmp_path / "other.xlsx"
    other.write_bytes(b"another workbook")
    submitted(room, other)
    assert state(sqlite_desk) == "locked"
    assert "is not the workbook that was frozen" in room.wrong.text
    assert other.read_bytes() == b"another workbook"


def test_a_rule_above_its_limit_stops_the_lock_until_it_is_waived(room: PeriodsRoom, sqlite_desk: Desk) -> None:
    an_enrolment(sqlite_desk, a_developer(sqlite_desk), a_cohort(sqlite_desk), on=TODAY)
    room.look()
    assert "stops it from being locked" in room._told.text()
    locked(room)
    assert state(sqlite_desk) == "open"
    assert "was not locked" in room.wrong.text
    assert room._look is not None
    for rule in [each for each in room._look.gate if each.above]:
        room.ask_waive(rule)
        asked = dialog(room, ReasonDialog)
        asked.reason.setText("Colleges still collect it")  # type: ignore[attr-defined]
        press(asked, "Waive")
    locked(room)
    assert state(sqlite_desk) == "locked"
