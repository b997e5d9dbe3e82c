"""Giving many people their next status in one go."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from skilling.domain.problems import Refused
from skilling.services import enrolments
from tests.builders import a_developer, an_enrolment, stored
from ui.context import Context
from ui.shared.moving import StatusDialog


def test_whoever_was_moved_by_somebody_else_meanwhile_is_named(qtbot: QtBot, office: Context) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    asha = an_enrolment(office.desk, a_developer(office.desk, full_name="Asha Rao")).id or 0
    kabir = an_enrolment(office.desk).id or 0
    said: list[Refused] = []
    office.bus.refused.connect(said.append)
    dialog = StatusDialog(office, {"enrolled": [asha, kabir]}, date(2026, 9, 10), parent)
    office.desk.change("Meera", "enrolment.moved", enrolments.step, [asha], "active", date(2026, 9, 9))

    dialog.apply("active", [asha, kabir])

    assert stored(office.desk, "enrolment", kabir).status == "active"
    assert said[0].message.startswith("1 stayed as they were. Asha Rao: Someone who is active cannot become active")
