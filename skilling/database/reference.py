"""States and districts as rows, filled from the facts shipped with the program; refuses to overwrite what an office added."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from importlib.resources import files

from sqlalchemy import Connection, func, select

from skilling.database.tables import District, PlaceAlias, State, table_of


def fill(connection: Connection) -> None:
    """Puts the shipped states, districts and aliases into empty tables."""
    if connection.execute(select(func.count()).select_from(table_of(State))).scalar_one():
        return
    connection.execute(
        table_of(State).insert(),
        [
            {"id": int(r["lgd_code"]), "name": r["name"], "name_hi": r["name_hi"], "iso": r["iso"],
             "gst": r["gst_code"], "kind": r["kind"]}
            for r in rows("states.csv")
        ],
    )  # fmt: skip
    state_of = {int(r["lgd_code"]): int(r["state_code"]) for r in rows("districts.csv")}
    connection.execute(
        table_of(District).insert(),
        [
            {"id": int(r["lgd_code"]), "state_id": int(r["state_code"]), "name": r["name"],
             "valid_from": _day(r["valid_from"]), "valid_to": _day(r["valid_to"])}
            for r in rows("districts.csv")
        ],
    )  # fmt: skip
    connection.execute(table_of(PlaceAlias).insert(), [_alias(r, state_of) for r in rows("aliases.csv")])


def _alias(row: dict[str, str], state_of: dict[int, int]) -> dict[str, object]:
    code = int(row["code"])
    of_state = row["kind"] == "state"
    return {
        "alias": row["alias"],
        "state_id": code if of_state else state_of[code],
        "district_id": None if of_state else code,
        "valid_to": _day(row["until"]),
    }


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of one of the shipped reference files, by heading."""
    with (files("resources") / "reference" / name).open(encoding="utf-8") as file:
        yield from csv.DictReader(file)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
