"""The quieter lists: enrolments, institutions, programmes."""

from __future__ import annotations

from datetime import date

from pytestqt.qtbot import QtBot

from skilling.domain.problems import Refused
from skilling.services import developers
from skilling.services.desk import Desk
from tests.builders import a_cohort, a_developer, a_programme, an_enrolment, an_institution, stored
from tests.ui.accessibility import assert_all_named
from ui.context import Context
from ui.enrolments.page import EnrolmentsPage
from ui.institutions.page import InstitutionsPage
from ui.programmes.page import ProgrammesPage
from ui.shared.moving import StatusDialog
from ui.shared.page import Page


def shown(qtbot: QtBot, office: Context, page: Page, **where: object) -> None:
    qtbot.addWidget(page)
    office.bus.changed.connect(page.refresh)
    page.resize(1060, 640)
    page.show()
    page.opened(**where)


def test_enrolments_show_who_is_where_since_when_and_are_found_by_name(qtbot: QtBot, office: Context, sqlite_desk: Desk) -> None:
    cohort = a_cohort(sqlite_desk, code="BLR-2026-A")
    person = a_developer(sqlite_desk, full_name="Asha Rao")
    an_enrolment(sqlite_desk, person, cohort, on=date(2026, 9, 1))
    an_enrolment(sqlite_desk, a_developer(sqlite_desk, full_name="Kabir Das"), cohort)
    page = EnrolmentsPage(office)
    shown(qtbot, office, page)
    page.grid.load("asha")
    texts = [page.grid.model.text(0, page.grid.view.section_of(name) - 1) for name in ("developer", "cohort", "enrolled_on")]
    assert page.grid.model.rowCount() == 1 and texts == ["Asha Rao", "BLR-2026-A", "1 Sep 2026"]
    asked: list[tuple[str, dict[str, object]]] = []
    office.bus.opened.connect(lambda name, where: asked.append((name, where)))
    page.grid.record_opened.emit(page.grid.model.ids[0])
    assert asked == [("developers", {"id": person.id})]
    assert_all_named(page)


def test_the_status_of_one_enrolment_moves_and_not_that_of_a_newer_one(qtbot: QtBot, office: Context, sqlite_desk: Desk) -> None:
    person = a_developer(sqlite_desk)
    older, newer = (an_enrolment(sqlite_desk, person, a_cohort(sqlite_desk)) for _ in range(2))
    page = EnrolmentsPage(office)
    shown(qtbot, office, page)
    page.set_status([older.id])
    dialog = page.findChild(StatusDialog)
    dialog.form.load({"status": "active", "on": date(2026, 9, 2)})
    dialog._on_apply()
    assert [stored(sqlite_desk, "enrolment", one.id).status for one in (older, newer)] == ["active", "enrolled"]


def test_chosen_enrolments_are_corrected_from_their_developers(qtbot: QtBot, office: Context, sqlite_desk: Desk) -> None:
    person = a_developer(sqlite_desk, gender="M")
    wrong = an_enrolment(sqlite_desk, person, a_cohort(sqlite_desk))
    right = an_enrolment(sqlite_desk, person, a_cohort(sqlite_desk))
    sqlite_desk.change("Ritu", "developer.edited", developers.edit, person.id, {"gender": "F"})
    page = EnrolmentsPage(office)
    shown(qtbot, office, page)
    sentences: list[str] = []
    office.bus.said.connect(lambda sentence, *_: sentences.append(sentence))
    for _ in range(2):
        page.correct([wrong.id])
    assert [stored(sqlite_desk, "enrolment", one.id).gender for one in (wrong, right)] == ["F", "M"]
    assert [each.split(":")[0] for each in sentences] == ["Corrected 1 enrolment from the developers", "Nothing to correct"]


def test_an_institution_that_developers_belong_to_is_not_removed(qtbot: QtBot, office: Context, sqlite_desk: Desk) -> None:
    used, spare = an_institution(sqlite_desk), an_institution(sqlite_desk)
    a_developer(sqlite_desk, institution_id=used.id)
    page = InstitutionsPage(office)
    shown(qtbot, office, page, id=used.id)
    refusals: list[Refused] = []
    office.bus.refused.connect(refusals.append)
    page.archive([used.id])
    page.archive([spare.id])
    assert len(refusals) == 1 and list(page.grid.model.ids) == [used.id]
    assert_all_named(page)


def test_a_programme_with_cohorts_is_not_removed_and_its_dates_hold_together(
    qtbot: QtBot, office: Context, sqlite_desk: Desk
) -> None:
    programme = a_programme(sqlite_desk, starts_on=date(2026, 4, 1))
    a_cohort(sqlite_desk, programme_id=programme.id)
    page = ProgrammesPage(office)
    shown(qtbot, office, page, id=programme.id)
    refusals: list[Refused] = []
    office.bus.refused.connect(refusals.append)
    page.archive([programme.id])
    assert "has cohorts" in refusals[0].message
    page.form.editor("ends_on").edit.setText("1/3/2026")
    page.form.editor("ends_on").left.emit()
    assert next(row.wrong for row in page.form.rows() if row.field.attribute == "ends_on")
