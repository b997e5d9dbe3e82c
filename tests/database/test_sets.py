"""Many records read and changed as one statement, on both engines."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from skilling.database import plainrows, search, sets
from skilling.database.changes import Change
from skilling.database.tables import Developer, Grant, Resource, table_of
from skilling.services.desk import Desk
from tests import builders

DEVELOPERS = table_of(Developer)


def test_rows_are_found_by_any_number_of_keys(desk: Desk) -> None:
    ids = [builders.a_developer(desk, full_name=f"N{n}", mobile=f"+9198450000{n:02d}").id or 0 for n in range(5)]
    read = (DEVELOPERS.c.id, DEVELOPERS.c.full_name)
    found = desk.read(lambda s: sorted(tuple(row) for row in sets.rows_where(s, read, DEVELOPERS.c.id, [ids[1], ids[3], 4711])))
    assert found == [(ids[1], "N1"), (ids[3], "N3")]
    mobiles = {"+919845000002", "+910000000000"}
    found = desk.read(lambda s: [tuple(row) for row in sets.rows_where(s, read, DEVELOPERS.c.mobile, mobiles)])
    assert found == [(ids[2], "N2")]
    assert len(desk.read(sets.rows_where, read, DEVELOPERS.c.id, range(1, 40_000))) == 5
    assert list(desk.read(sets.rows_where, read, DEVELOPERS.c.id, [])) == []


def test_the_versions_of_records_that_are_still_there_are_held(desk: Desk) -> None:
    one, two, gone = (builders.a_developer(desk) for _ in range(3))

    def edit(change: Change) -> None:
        change.edit(change.get(Developer, two.id or 0), {"pin": "560001"})
        change.edit(change.get(Developer, gone.id or 0), {"archived_at": change.at})

    desk.change("tests", "test", edit)
    asked = [two.id or 0, one.id or 0, gone.id or 0, 4711]
    found = desk.change("tests", "test", sets.locked_versions, DEVELOPERS, asked).value
    assert found == {one.id: 1, two.id: 2}
    assert desk.change("tests", "test", sets.locked_versions, DEVELOPERS, []).value == {}


def test_many_records_get_new_values_each_its_own(desk: Desk) -> None:
    one, two, three = (builders.a_developer(desk, full_name=name, search_text=name) for name in ("a", "b", "c"))

    def change_all(change: Change) -> int:
        return sets.update_each(
            change,
            Developer,
            [
                (one.id or 0, {"full_name": "Asha Rao", "search_text": "asha rao", "born_on": date(2004, 9, 5)}),
                (two.id or 0, {"extra": {"Batch": "7"}, "archived_at": datetime(2026, 11, 5, tzinfo=UTC)}),
            ],
        )

    done = desk.change("tests", "test", change_all)
    assert done.value == 2 and done.touched == {"developer"}
    kept = {d.id: d for d in desk.read(lambda session: list(session.scalars(select(Developer))))}
    assert (kept[one.id].full_name, kept[one.id].born_on, kept[one.id].row_version) == ("Asha Rao", date(2004, 9, 5), 2)
    assert (kept[two.id].extra, kept[two.id].archived_at) == ({"Batch": "7"}, datetime(2026, 11, 5, tzinfo=UTC))
    assert (kept[three.id].full_name, kept[three.id].row_version) == ("c", 1)
    assert found_by(desk, "asha") == [one.id]


def found_by(desk: Desk, typed: str) -> list[int]:
    def find(session: Any) -> list[int]:
        return list(session.scalars(select(DEVELOPERS.c.id).where(search.condition(session.connection(), typed))))

    return desk.read(find)


def test_many_records_get_the_same_values_and_no_new_version(desk: Desk) -> None:
    one, two = builders.a_developer(desk), builders.a_developer(desk)
    gone = {"archived_at": datetime(2026, 11, 5, tzinfo=UTC)}
    done = desk.change("tests", "test", sets.update_all, Developer, [one.id or 0], gone)
    assert done.touched == {"developer"}
    kept = {d.id: d for d in desk.read(lambda session: list(session.scalars(select(Developer))))}
    assert (kept[one.id].archived_at, kept[one.id].row_version) == (gone["archived_at"], 1)
    assert kept[two.id].archived_at is None


def test_records_are_overwritten_by_rows_as_the_driver_takes_them(desk: Desk) -> None:
    developer = builders.a_developer(desk)
    made = builders.a_grant(desk, developer_id=developer.id, amount=Decimal("12.34"))
    desk.change("tests", "test", sets.overwrite, Grant, ("amount", "expires_on"), [(made.id, 5600, "2027-03-31")])
    [kept] = desk.read(lambda session: list(session.scalars(select(Grant))))
    assert (kept.amount, kept.expires_on, kept.product) == (Decimal("56.00"), date(2027, 3, 31), made.product)


def test_a_column_that_a_table_has_no_longer_is_left_out(desk: Desk) -> None:
    made = builders.a_resource(desk, hours=Decimal("1.50"))
    found = plainrows.typed(table_of(Resource), {"id": made.id, "hours": "1.50", "colour": "green"})
    assert found == {"id": made.id, "hours": Decimal("1.50")}
