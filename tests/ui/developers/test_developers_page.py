"""The page of the developers over a real desk."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from skilling.domain.problems import Refused
from skilling.domain.queries import Filter
from skilling.services import developers, enrolments, records
from skilling.services.desk import Desk
from tests.builders import a_cohort, a_developer, a_grant, an_enrolment, stored
from tests.ui.accessibility import assert_all_named
from ui.context import Context
from ui.developers.page import DevelopersPage
from ui.shared.enrolling import EnrolDialog
from ui.shared.granting import GrantDialog
from ui.shared.moving import StatusDialog
from ui.shared.refusal import RefusalBubble


@pytest.fixture
def said(office: Context) -> list[str]:
    """What the toast says."""
    heard: list[str] = []
    office.bus.said.connect(lambda text, undo: heard.append(text))
    return heard


def shown(qtbot: QtBot, office: Context, **where: object) -> DevelopersPage:
    page = DevelopersPage(office)
    qtbot.addWidget(page)
    office.bus.changed.connect(page.refresh)
    page.resize(1060, 640)
    page.show()
    page.opened(**where)
    return page


def cells(page: DevelopersPage, column: str = "full_name") -> list[str]:
    place = page.grid.view.section_of(column) - 1
    return [page.grid.model.text(row, place) for row in range(page.grid.model.rowCount())]


def _refusal(page: DevelopersPage) -> RefusalBubble:
    bubble = page.findChild(RefusalBubble)
    assert bubble is not None
    return bubble


def write(page: DevelopersPage, column: str, text: str, rows: int = 1) -> None:
    """Pastes one value over the first cells of a column, as Ctrl+V would."""
    model, view = page.grid.model, page.grid.view
    section = view.section_of(column)
    chosen = QItemSelection(model.index(0, section), model.index(rows - 1, section))
    view.selectionModel().setCurrentIndex(model.index(0, section), QItemSelectionModel.SelectionFlag.NoUpdate)
    view.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
    QGuiApplication.clipboard().setText(text)
    view.paste_wanted.emit()


def test_developers_are_listed_by_name(qtbot: QtBot, office: Context, sqlite_desk: Desk) -> None:
    for name in ("Meera Nair", "Asha Rao", "kabir das"):
        a_developer(sqlite_desk, full_name=name)
    page = shown(qtbot, office)
    assert cells(page) == ["Asha Rao", "kabir das", "Meera Nair"]
    assert_all_named(page)


def test_a_register_without_people_says_so_and_offers_to_add_one(qtbot: QtBot, office: Context) -> None:
    page = shown(qtbot, office)
    assert page.grid._empty is not None and page.grid._empty.isVisible()
    page.add_record()
    assert page._adding is not None and page._adding.isVisible()
    assert_all_named(page._adding)


def test_what_matches_nothing_is_told_apart_from_nothing_at_all(qtbot: QtBot, office: Context, sqlite_desk: Desk) -> None:
    a_developer(sqlite_desk, full_name="Asha Rao")
    page = shown(qtbot, office, text="Zubeida")
    assert page.grid._no_match.isVisible() and not page.grid._empty.isVisible()


def test_a_developer_is_added_by_the_form(qtbot: QtBot, office: Context, said: list[str]) -> None:
    page = shown(qtbot, office)
    page.add_record()
    form = page._adding.form
    form.editor("full_name").edit.setText("Asha Rao")
    form.editor("mobile").edit.setText("98450-12345")
    page._adding._add(another=False)
    assert cells(page) == ["Asha Rao"]
    assert cells(page, "mobile") == ["+91 98450 12345"]
    assert said == ["Added developer Asha Rao"] and not page._adding.isVisible()


def test_a_form_that_is_refused_says_why_beside_each_field_and_adds_nobody(qtbot: QtBot, office: Context) -> None:
    page = shown(qtbot, office)
    page.add_record()
    page._adding.form.editor("mobile").edit.setText("98450")
    page._adding._add(another=False)
    wrong = {row.field.attribute: row.wrong for row in page._adding.form.rows() if row.wrong}
    assert set(wrong) == {"full_name", "mobile"} and "ten" in wrong["mobile"]
    assert cells(page) == [] and page._adding.isVisible()


def test_what_was_typed_into_the_form_is_still_there_when_it_is_opened_again(qtbot: QtBot, office: Context) -> None:
    page = shown(qtbot, office)
    page.add_record()
    page._adding.form.editor("full_name").edit.setText("Asha")
    page._adding.reject()
    page.add_record()
    assert page._adding.form.values()["full_name"] == "Asha"


def test_a_new_developer_takes_over_what_the_list_is_filtered_by(qtbot: QtBot, office: Context) -> None:
    page = shown(qtbot, office, filters=(Filter("state", "is", (29,)), Filter("gender", "is", ("F",))))
    page.add_record()
    assert (page._adding.form.values()["state_id"], page._adding.form.values()["gender"]) == (29, "F")


def test_the_panel_shows_the_person_the_journey_and_the_support(qtbot: QtBot, office: Context, sqlite_desk: Desk) -> None:
    person = a_developer(sqlite_desk, full_name="Asha Rao", state_id=29)
    cohort = a_cohort(sqlite_desk, code="BLR-2026-A")
    an_enrolment(sqlite_desk, person, cohort, on=date(2026, 9, 1))
    a_grant(sqlite_desk, developer_id=person.id, product="OpenAI API credit")
    page = shown(qtbot, office, id=person.id)
    assert page.panel.isVisible() and page.panel._title.text() == "Asha Rao"
    assert page.panel._subtitle.text() == "BLR-2026-A · Enrolled since 1 Sep 2026 · Karnataka"
    page.tabs.show_tab(2)
    assert "OpenAI API credit" in [each.accessibleName() for each in page.tabs.findChildren(QPushButton)]
    assert_all_named(page)


def test_a_field_is_saved_when_it_is_left(qtbot: QtBot, office: Context, sqlite_desk: Desk) -> None:
    person = a_developer(sqlite_desk, full_name="Asha Rao")
    page = shown(qtbot, office, id=person.id)
    editor = page.form.editor("email")
    editor.edit.setText("asha@example.in")
    editor.left.emit()
    assert stored(sqlite_desk, "developer", person.id).email == "asha@example.in"
    assert cells(page, "email") == ["asha@example.in"]


def test_two_fields_left_in_a_row_are_both_saved(qtbot: QtBot, office: Context, sqlite_desk: Desk) -> None:
    person = a_developer(sqlite_desk)
    page = shown(qtbot, office, id=person.id)
    for attribute, text in (("email", "asha@example.in"), ("roll_no", "007")):
        page.form.editor(attribute).edit.setText(text)
        page.form.editor(attribute).left.emit()
    kept = stored(sqlite_desk, "developer", person.id)
    assert (kept.email, kept.roll_no) == ("asha@example.in", "007")


def test_an_edit_that_is_refused_says_why_beside_its_field_and_keeps_what_was_typed(
    qtbot: QtBot, office: Context, sqlite_desk: Desk
) -> None:
    person = a_developer(sqlite_desk, mobile="+919845012345")
    page = shown(qtbot, office, id=person.id)
    editor = page.form.editor("mobile")
    editor.edit.setText("98450 1234")
    editor.left.emit()
    row = next(row for row in page.form.rows() if row.field.attribute == "mobile")
    assert "9 digits" in row.wrong
    assert editor.edit.text() == "98450 1234"
    assert stored(sqlite_desk, "developer", person.id).mobile == "+919845012345"


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(qtbot: QtBot, office: Context, sqlite_desk: Desk) -> None:
    person = a_developer(sqlite_desk, email="old@example.in")
    page = shown(qtbot, office, id=person.id)
    sqlite_desk.change("kabir", "developer.edited", developers.edit, person.id, {"email": "kabir@example.in"})
    page.form.editor("roll_no").edit.setText("12")
    page.form.editor("roll_no").left.emit()
    row = next(row for row in page.form.rows() if row.field.attribute == "roll_no")
    assert "Someone else" in row.wrong
    assert page.form.values()["email"] == "kabir@example.in"  # what they wrote is shown now
    page.form.editor("roll_no").left.emit()
    kept = stored(sqlite_desk, "developer", person.id)
    assert (kept.email, kept.roll_no) == ("kabir@example.in", "12")


def test_another_state_takes_the_district_of_the_old_one_away(qtbot: QtBot, office: Context, sqlite_desk: Desk) -> None:
    district = sqlite_desk.read(records.districts, 29)[0][0]
    person = a_developer(sqlite_desk, state_id=29, district_id=district)
    page = shown(qtbot, office, id=person.id)
    state = page.form.editor("state_id")
    state.show_value(10)
    state.left.emit()
    assert page.form.values()["district_id"] is None
    assert stored(sqlite_desk, "developer", person.id).district_id is None


def test_several_are_put_into_a_cohort_and_the_seats_are_said_before(
    qtbot: QtBot, office: Context, sqlite_desk: Desk, said: list[str]
) -> None:
    people = [a_developer(sqlite_desk) for _ in range(3)]
    cohort = a_cohort(sqlite_desk, code="BLR-2026-A", seats=10)
    an_enrolment(sqlite_desk, people[0], cohort)
    page = shown(qtbot, office)
    page.grid.model.ticks.put_many([person.id for person in people], True)
    page.enrol(page.grid.chosen())
    dialog = page.findChild(EnrolDialog)
    dialog.choose(cohort.id)
    assert dialog.about.text() == ("3 developers. BLR-2026-A: seats taken 1 now, 3 after. In it already: 1.")
    assert_all_named(dialog)
    dialog._on_apply()
    assert said == ["Put 2 into cohort BLR-2026-A"]
    assert cells(page, "cohort") == ["BLR-2026-A"] * 3
    assert len(page.grid.model.ticks) == 0


def test_whoever_was_in_the_cohort_already_is_named_over_the_page(qtbot: QtBot, office: Context, sqlite_desk: Desk) -> None:
    asha, kabir = a_developer(sqlite_desk, full_name="Asha Rao"), a_developer(sqlite_desk, full_name="Kabir Das")
    cohort = a_cohort(sqlite_desk, code="BLR-2026-A", seats=10)
    page = shown(qtbot, office)
    refusals: list[Refused] = []
    office.bus.refused.connect(refusals.append)
    page.enrol([asha.id, kabir.id])
    dialog = page.findChild(EnrolDialog)
    dialog.choose(cohort.id)
    an_enrolment(sqlite_desk, asha, cohort)  # by somebody else, while the dialog is open
    dialog._on_apply()
    assert [one.message for one in refusals] == ["1 stayed as they were. Asha Rao: In BLR-2026-A already."]


def test_a_cohort_without_room_is_said_before_the_button_can_be_pressed(qtbot: QtBot, office: Context, sqlite_desk: Desk) -> None:
    people = [a_developer(sqlite_desk) for _ in range(2)]
    cohort = a_cohort(sqlite_desk, code="PUN-2026-B", seats=1)
    page = shown(qtbot, office)
    page.enrol([person.id for person in people])
    dialog = page.findChild(EnrolDialog)
    dialog.choose(cohort.id)
    assert "PUN-2026-B" in dialog.wrong and not dialog._apply.isEnabled() and dialog._apply.toolTip()


def test_only_legal_steps_are_offered_and_those_who_cannot_take_it_stay(qtbot: QtBot, office: Context, sqlite_desk: Desk) -> None:
    people = [a_developer(sqlite_desk) for _ in range(3)]
    cohort = a_cohort(sqlite_desk)
    for person, status in zip(people, ("enrolled", "enrolled", "completed"), strict=True):
        an_enrolment(sqlite_desk, person, cohort, status=status, on=date(2026, 9, 1))
    page = shown(qtbot, office)
    page.set_status([person.id for person in people])
    dialog = page.findChild(StatusDialog)
    combo = dialog.form.editor("status").combo
    offered = {combo.itemData(place): combo.itemText(place) for place in range(1, combo.count())}
    assert set(offered) == {"active", "withdrawn", "transferred", "certified", "not_certified"}
    assert offered["active"] == "Active, 2 of 3 can"
    dialog.form.load({"status": "active", "on": date(2026, 9, 2)})
    dialog._tell()
    assert dialog.about.text() == "Now: 2 Enrolled, 1 Completed. Becoming Active: 2. Unchanged: 1."
    dialog._on_apply()
    newest = sqlite_desk.read(enrolments.timeline, people[0].id)[0]
    assert (newest.status, newest.effective_on) == ("active", date(2026, 9, 2))


def test_leaving_needs_a_reason(qtbot: QtBot, office: Context, sqlite_desk: Desk) -> None:
    person = a_developer(sqlite_desk)
    an_enrolment(sqlite_desk, person, a_cohort(sqlite_desk))
    page = shown(qtbot, office)
    page.set_status([person.id])
    dialog = page.findChild(StatusDialog)
    dialog.form.load({"status": "withdrawn", "on": date(2026, 9, 2)})
    dialog._on_apply()
    assert "reason" in dialog.wrong and dialog.isVisible()


def test_who_is_in_no_cohort_has_no_status_to_set(qtbot: QtBot, office: Context, sqlite_desk: Desk) -> None:
    page = shown(qtbot, office)
    page.set_status([a_developer(sqlite_desk).id])
    assert "no cohort" in page._banner.text and page.findChild(StatusDialog) is None


def test_a_cell_is_edited_in_place_and_a_wrong_one_is_refused_beside_it(qtbot: QtBot, office: Context, sqlite_desk: Desk) -> None:
    person = a_developer(sqlite_desk, email="old@example.in")
    page = shown(qtbot, office)
    write(page, "email", "new@example.in")
    assert stored(sqlite_desk, "developer", person.id).email == "new@example.in"
    write(page, "email", "nothing like it")
    assert "e-mail" in _refusal(page).text and _refusal(page).isVisible()
    assert stored(sqlite_desk, "developer", person.id).email == "new@example.in"


def test_several_cells_are_one_change_and_one_undo(qtbot: QtBot, office: Context, sqlite_desk: Desk) -> None:
    people = [a_developer(sqlite_desk, full_name=f"Asha {sign}", roll_no="old") for sign in "ABC"]
    page = shown(qtbot, office)
    write(page, "roll_no", "R7", rows=3)
    assert [stored(sqlite_desk, "developer", person.id).roll_no for person in people] == ["R7"] * 3
    office.undo()
    assert [stored(sqlite_desk, "developer", person.id).roll_no for person in people] == ["old"] * 3


def broken(*_: object) -> None:
    raise ZeroDivisionError("a bug")


def test_after_an_edit_that_ended_in_a_bug_cells_are_compared_again(qtbot: QtBot, office: Context, sqlite_desk: Desk) -> None:
    person = a_developer(sqlite_desk, email="old@example.in")
    page = shown(qtbot, office)
    failed: list[Exception] = []
    office.bus.failed.connect(failed.append)
    edit = page.work.edit
    page.work = replace(page.work, edit=broken)
    write(page, "email", "mine@example.in")
    page.work = replace(page.work, edit=edit)
    assert len(failed) == 1 and cells(page, "email") == ["old@example.in"]
    sqlite_desk.change("kabir", "developer.edited", developers.edit, person.id, {"email": "kabir@example.in"})
    write(page, "email", "mine@example.in")
    assert stored(sqlite_desk, "developer", person.id).email == "kabir@example.in"
    assert _refusal(page).isVisible()


def test_after_a_bug_the_form_still_saves_its_other_fields(qtbot: QtBot, office: Context, sqlite_desk: Desk) -> None:
    person = a_developer(sqlite_desk)
    page = shown(qtbot, office, id=person.id)
    edit, page.form._edit = page.form._edit, broken
    page.form.editor("roll_no").edit.setText("12")
    page.form.editor("roll_no").left.emit()
    page.form._edit = edit
    page.form.editor("email").edit.setText("asha@example.in")
    page.form.editor("email").left.emit()
    assert stored(sqlite_desk, "developer", person.id).email == "asha@example.in"
    assert page.form.values()["roll_no"] == "12"


def test_what_is_removed_comes_back_with_its_enrolments(
    qtbot: QtBot, office: Context, sqlite_desk: Desk, said: list[str]
) -> None:
    person = a_developer(sqlite_desk, full_name="Asha Rao")
    enrolment = an_enrolment(sqlite_desk, person, a_cohort(sqlite_desk))
    page = shown(qtbot, office)
    page.archive([person.id])
    assert cells(page) == [] and said == ["Took away 1 developer"]
    assert stored(sqlite_desk, "enrolment", enrolment.id).archived_at is not None
    office.undo()
    assert cells(page) == ["Asha Rao"]
    assert stored(sqlite_desk, "enrolment", enrolment.id).archived_at is None


def test_who_holds_a_grant_is_not_removed(qtbot: QtBot, office: Context, sqlite_desk: Desk) -> None:
    person = a_developer(sqlite_desk)
    a_grant(sqlite_desk, developer_id=person.id)
    refusals: list[Refused] = []
    office.bus.refused.connect(refusals.append)
    page = shown(qtbot, office)
    page.archive([person.id])
    assert "grants" in refusals[0].message and len(cells(page)) == 1


def test_a_cohort_lists_everybody_who_was_in_it_whatever_came_after(qtbot: QtBot, office: Context, sqlite_desk: Desk) -> None:
    person, first, second = a_developer(sqlite_desk, full_name="Asha Rao"), a_cohort(sqlite_desk), a_cohort(sqlite_desk)
    an_enrolment(sqlite_desk, person, first)
    an_enrolment(sqlite_desk, person, second)
    page = shown(qtbot, office, filters=(Filter("cohort", "is", (first.code,)),))
    assert cells(page) == ["Asha Rao"]


def test_the_same_grant_goes_to_each_of_the_selected(qtbot: QtBot, office: Context, sqlite_desk: Desk) -> None:
    people = [a_developer(sqlite_desk) for _ in range(2)]
    page = shown(qtbot, office)
    page.grant([person.id for person in people])
    dialog = page.findChild(GrantDialog)
    dialog.form.load({"product": "OpenAI API credit", "unit": "usd", "amount": 500})
    dialog._tell()
    assert dialog.about.text() == "To each of 2 developers. 500 each, 1,000 in all (US$ of API credit)."
    dialog._on_apply()
    held = [sqlite_desk.read(developers.grants_of, "developer_id", person.id) for person in people]
    assert [(len(one), one[0].amount) for one in held] == [(1, 500), (1, 500)]


def test_nothing_makes_the_page_wider_than_a_small_screen(qtbot: QtBot, office: Context, sqlite_desk: Desk) -> None:
    person = a_developer(sqlite_desk)
    page = shown(qtbot, office, id=person.id)
    assert page.minimumSizeHint().width() <= 1280 - 206  # what the navigation leaves


def test_the_panel_says_who_changed_what(qtbot: QtBot, office: Context, sqlite_desk: Desk) -> None:
    person = a_developer(sqlite_desk, email="old@example.in")
    page = shown(qtbot, office, id=person.id)
    page.form.editor("email").edit.setText("new@example.in")
    page.form.editor("email").left.emit()
    page.tabs.show_tab(page.tabs.place_of(page._changes))
    said = [each.text() for each in page._changes.findChildren(QLabel)]
    assert "Email: old@example.in → new@example.in" in said
    assert any(text.endswith("· asha") for text in said)
