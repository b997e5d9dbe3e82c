"""The page of the startups over a real desk."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from skilling.services import developers, startups
from skilling.services.desk import Desk
from tests.builders import a_developer, a_founder, a_startup, stored
from tests.ui.accessibility import assert_all_named
from ui.context import Context
from ui.shared.granting import GrantDialog
from ui.startups.page import StartupsPage

# A GSTIN whose check digit holds: 29AAGCB7383J1Z4, the example of GSTN's own documents.
GSTIN = "29AAGCB7383J1Z4"


def shown(qtbot: QtBot, office: Context, **where: object) -> StartupsPage:
    page = StartupsPage(office)
    qtbot.addWidget(page)
    office.bus.changed.connect(page.refresh)
    page.resize(1060, 640)
    page.show()
    page.opened(**where)
    return page


def wrong(page: StartupsPage, attribute: str, text: str) -> str:
    """What stands beside a field after it was left with that text."""
    page.form.editor(attribute).edit.setText(text)
    page.form.editor(attribute).left.emit()
    return next(row.wrong for row in page.form.rows() if row.field.attribute == attribute)


def test_identifiers_are_truly_checked(qtbot: QtBot, office: Context, sqlite_desk: Desk) -> None:
    startup = a_startup(sqlite_desk)
    page = shown(qtbot, office, id=startup.id)
    assert wrong(page, "gstin", GSTIN[:-1] + "5")  # the check digit is another
    assert stored(sqlite_desk, "startup", startup.id).gstin is None
    assert wrong(page, "gstin", GSTIN.lower()) == ""
    assert stored(sqlite_desk, "startup", startup.id).gstin == GSTIN


def test_a_startup_has_no_cin_and_llpin_at_once(qtbot: QtBot, office: Context, sqlite_desk: Desk) -> None:
    startup = a_startup(sqlite_desk, cin="U72900KA2021PTC123456")
    page = shown(qtbot, office, id=startup.id)
    assert "never both" in wrong(page, "llpin", "AAB-1234")
    assert stored(sqlite_desk, "startup", startup.id).llpin is None


def test_a_founder_is_linked_and_taken_away(qtbot: QtBot, office: Context, sqlite_desk: Desk) -> None:
    startup, person = a_startup(sqlite_desk), a_developer(sqlite_desk, full_name="Asha Rao")
    page = shown(qtbot, office, id=startup.id)
    page._new_founder.load({"developer": (person.id, "Asha Rao"), "role": "Chief executive"})
    page._on_add_founder()
    assert [(one.name, one.role) for one in sqlite_desk.read(startups.founders, startup.id)] == [("Asha Rao", "Chief executive")]
    page._new_founder.load({"developer": (person.id, "Asha Rao")})
    page._on_add_founder()
    assert "already" in page._new_founder.rows()[0].wrong
    cross = next(each for each in page.findChildren(QPushButton) if each.accessibleName() == "Asha Rao is no founder")
    cross.click()
    assert sqlite_desk.read(startups.founders, startup.id) == []
    office.undo()
    assert len(sqlite_desk.read(startups.founders, startup.id)) == 1
    assert_all_named(page)


def test_a_name_that_was_not_chosen_from_the_list_is_no_founder(qtbot: QtBot, office: Context, sqlite_desk: Desk) -> None:
    page = shown(qtbot, office, id=a_startup(sqlite_desk).id)
    page._new_founder.load({"developer": "Somebody"})
    page._on_add_founder()
    assert "choose one from the list" in page._new_founder.rows()[0].wrong


def test_a_grant_to_the_startup_is_shown_with_its_unit(qtbot: QtBot, office: Context, sqlite_desk: Desk) -> None:
    startup = a_startup(sqlite_desk, legal_name="Disha Labs")
    page = shown(qtbot, office, id=startup.id)
    page._on_grant()
    dialog = page.findChild(GrantDialog)
    assert dialog.about.text() == "To Disha Labs."
    dialog.form.load({"product": "IndiaAI Compute", "unit": "gpu_hour", "amount": 40})
    dialog._on_apply()
    held = sqlite_desk.read(developers.grants_of, "startup_id", startup.id)
    assert [(one.product, one.unit, one.amount) for one in held] == [("IndiaAI Compute", "gpu_hour", 40)]


def test_a_startup_is_removed_with_the_links_to_its_founders_and_comes_back(
    qtbot: QtBot, office: Context, sqlite_desk: Desk
) -> None:
    startup, person = a_startup(sqlite_desk), a_developer(sqlite_desk)
    a_founder(sqlite_desk, startup, person)
    page = shown(qtbot, office)
    page.archive([startup.id])
    assert sqlite_desk.read(developers.portrait, person.id).startups == []
    office.undo()
    assert len(sqlite_desk.read(developers.portrait, person.id).startups) == 1


def test_a_startup_is_found_by_its_dpiit_number(qtbot: QtBot, office: Context, sqlite_desk: Desk) -> None:
    a_startup(sqlite_desk, legal_name="Disha Labs", dpiit="DIPP12345"), a_startup(sqlite_desk)
    page = shown(qtbot, office, text="dipp12345")
    assert [page.grid.model.text(row, 0) for row in range(page.grid.model.rowCount())] == ["Disha Labs"]
