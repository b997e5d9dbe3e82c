"""The page of the AI tools over a real desk."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from pytestqt.qtbot import QtBot

from skilling.domain.queries import Filter
from skilling.services.desk import Desk
from tests.builders import a_developer, a_grant, a_startup, stored
from tests.ui.accessibility import assert_all_named
from ui.context import Context
from ui.grants.page import GrantsPage, GrantStatusDialog


def shown(qtbot: QtBot, office: Context, **where: object) -> GrantsPage:
    page = GrantsPage(office)
    qtbot.addWidget(page)
    office.bus.changed.connect(page.refresh)
    page.resize(1060, 640)
    page.show()
    page.opened(**where)
    return page


def test_units_are_never_added_to_each_other(qtbot: QtBot, office: Context, sqlite_desk: Desk) -> None:
    for amount, unit in ((500, "usd"), (700, "usd"), (40, "gpu_hour")):
        a_grant(sqlite_desk, amount=Decimal(amount), unit=unit)
    page = shown(qtbot, office)
    assert page._totals.text() == "40 GPU-hours (grants: 1)   ·   1,200 US$ of API credit (grants: 2)"
    page.grid.filter_by(Filter("unit", "is", ("usd",)))
    assert page._totals.text() == "1,200 US$ of API credit (grants: 2)"
    assert_all_named(page)


def test_a_grant_has_exactly_one_holder(qtbot: QtBot, office: Context, sqlite_desk: Desk) -> None:
    person, startup = a_developer(sqlite_desk, full_name="Asha Rao"), a_startup(sqlite_desk, legal_name="Disha Labs")
    page = shown(qtbot, office)
    page.add_record()
    given = {"product": "OpenAI API credit", "unit": "usd", "amount": Decimal(50)}
    form = page._adding.form
    form.load(given | {"developer_id": (person.id, "Asha Rao"), "startup_id": (startup.id, "Disha Labs")})
    page._adding._add(another=False)
    row = next(row for row in form.rows() if row.field.attribute == "developer_id")
    assert "one holder" in row.wrong and page.grid.model.rowCount() == 0
    form.load(given | {"startup_id": (startup.id, "Disha Labs")})
    page._adding._add(another=False)
    assert stored(sqlite_desk, "grant", page.grid.model.ids[0]).startup_id == startup.id


def test_an_expiry_before_the_approval_is_refused_beside_it(qtbot: QtBot, office: Context, sqlite_desk: Desk) -> None:
    grant = a_grant(sqlite_desk, approved_on=date(2026, 9, 1))
    page = shown(qtbot, office, id=grant.id)
    page.form.editor("expires_on").edit.setText("1/8/2026")
    page.form.editor("expires_on").left.emit()
    row = next(row for row in page.form.rows() if row.field.attribute == "expires_on")
    assert "before the approval" in row.wrong


def test_next_steps_stand_as_buttons_and_in_bulk_with_who_can_take_them(qtbot: QtBot, office: Context, sqlite_desk: Desk) -> None:
    first, second = a_grant(sqlite_desk, status="approved"), a_grant(sqlite_desk, status="active")
    page = shown(qtbot, office, id=first.id)
    assert [page._next.itemAt(place).widget().text() for place in range(page._next.count())] == [
        "Mark as Issued", "Mark as Cancelled",
    ]  # fmt: skip
    page.set_status([first.id, second.id])
    dialog = page.findChild(GrantStatusDialog)
    dialog.form.load({"status": "issued"})
    dialog._tell()
    assert dialog.about.text() == "Now: 1 Approved, 1 Active. Becoming Issued: 1. Unchanged: 1."
    dialog._on_apply()
    assert [stored(sqlite_desk, "grant", one.id).status for one in (first, second)] == ["issued", "active"]


def test_grants_are_found_by_their_holder(qtbot: QtBot, office: Context, sqlite_desk: Desk) -> None:
    grant = a_grant(sqlite_desk, developer_id=a_developer(sqlite_desk, full_name="Asha Rao").id)
    a_grant(sqlite_desk, developer_id=a_developer(sqlite_desk, full_name="Kabir Das").id)
    page = shown(qtbot, office, text="asha")
    assert list(page.grid.model.ids) == [grant.id]
