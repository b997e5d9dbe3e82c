"""States and districts stand in every new database as the official directories number them."""

from __future__ import annotations

import csv
import re
from collections import Counter
from importlib.resources import files

from sqlalchemy import select, text

from skilling.database import reference
from skilling.database.changes import Change
from skilling.database.tables import District, PlaceAlias, State, table_of
from skilling.services.desk import Desk

# Local Government Directory code, GST code, ISO 3166-2 code: from the directories, not from our file.
KNOWN = {
    "Jammu and Kashmir": (1, "01", "JK"), "Delhi": (7, "07", "DL"), "Uttar Pradesh": (9, "09", "UP"), "Assam": (18, "18", "AS"),
    "Odisha": (21, "21", "OD"), "Gujarat": (24, "24", "GJ"), "Maharashtra": (27, "27", "MH"), "Andhra Pradesh": (28, "37", "AP"),
    "Karnataka": (29, "29", "KA"), "Goa": (30, "30", "GA"), "Kerala": (32, "32", "KL"), "Tamil Nadu": (33, "33", "TN"),
    "Telangana": (36, "36", "TS"), "Ladakh": (37, "38", "LA"),
    "Dadra and Nagar Haveli and Daman and Diu": (38, "26", "DH"),
}  # fmt: skip


def plain(name: str) -> str:
    return re.sub(r"^the | and | & |\W", "", name.casefold().replace("&", "and"))


def states(desk: Desk) -> list[State]:
    return desk.read(lambda session: list(session.scalars(select(State))))


def test_there_are_36_states_and_union_territories(desk: Desk) -> None:
    found = states(desk)
    kinds = Counter(state.kind for state in found)
    assert len(found) == 36
    assert sorted(kinds.values()) == [8, 28]
    for attribute in ("name", "name_hi", "iso", "gst"):
        assert len({getattr(state, attribute) for state in found}) == 36
    assert all(re.search(r"[\u0900-\u097f]", state.name_hi) for state in found)


def test_the_directory_and_the_tax_office_number_states_differently(desk: Desk) -> None:
    found = {plain(state.name): (state.id, state.gst, state.iso) for state in states(desk)}
    assert {name: found[plain(name)] for name in KNOWN} == KNOWN
    assert {state.name for state in states(desk) if f"{state.id:02d}" != state.gst} >= {"Andhra Pradesh", "Ladakh"}


def test_every_district_lies_in_a_state_and_five_names_occur_twice(desk: Desk) -> None:
    found = desk.read(lambda session: list(session.scalars(select(District))))
    assert len(found) == len({district.id for district in found}) >= 763
    assert {district.state_id for district in found} <= {state.id for state in states(desk)}
    current = Counter(district.name for district in found if district.valid_to is None)
    twice = {name for name, count in current.items() if count > 1}
    assert {"Balrampur", "Bilaspur", "Hamirpur", "Pratapgarh"} <= twice


def test_an_alias_leads_to_a_place_that_is_there(desk: Desk) -> None:
    found = desk.read(lambda session: list(session.scalars(select(PlaceAlias))))
    districts = {d.id: d.state_id for d in desk.read(lambda session: list(session.scalars(select(District))))}
    assert len(found) > 100
    for alias in found:
        assert alias.district_id is None or districts[alias.district_id] == alias.state_id


def test_every_row_of_the_shipped_files_is_there(desk: Desk) -> None:
    for name, model in (("states.csv", State), ("districts.csv", District), ("aliases.csv", PlaceAlias)):
        with (files("resources") / "reference" / name).open(encoding="utf-8") as file:
            shipped = sum(1 for _ in csv.DictReader(file))
        query = select(text("count(*)")).select_from(table_of(model))
        assert desk.read(lambda session, query=query: session.execute(query).scalar_one()) == shipped


def test_what_an_office_added_is_not_overwritten(desk: Desk) -> None:
    def add(change: Change) -> None:
        change.session.add(PlaceAlias(alias="bengalooru", state_id=29))
        change.connection.execute(text("UPDATE states SET name = 'Our Karnataka' WHERE id = 29"))
        reference.fill(change.connection)

    desk.change("tests", "test", add)
    assert desk.read(lambda session: session.get(State, 29).name) == "Our Karnataka"  # type: ignore[union-attr]
    aliases = select(table_of(PlaceAlias).c.state_id).where(table_of(PlaceAlias).c.alias == "bengalooru")
    assert desk.read(lambda session: session.scalar(aliases)) == 29
