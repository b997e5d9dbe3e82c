"""The states and districts that the program carries with it, as rows and as a gazetteer; refuses to change them."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal, cast

from skilling.domain.places import AliasRow, DistrictRow, Gazetteer, StateRow


@dataclass(frozen=True, slots=True)
class Reference:
    """The reference tables as they stand in the package."""

    states: tuple[StateRow, ...]
    districts: tuple[DistrictRow, ...]
    aliases: tuple[AliasRow, ...]


@cache
def reference() -> Reference:
    """The rows of resources/reference (source and licence stand in its README)."""
    return Reference(tuple(_states()), tuple(_districts()), tuple(_aliases()))


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer over the program's own rows."""
    rows = reference()
    return Gazetteer(rows.states, rows.districts, rows.aliases)


def _states() -> Iterator[StateRow]:
    for row in _rows("states.csv"):
        yield StateRow(
            int(row["lgd_code"]),
            row["name"],
            row["name_hi"],
            cast(Literal["state", "ut"], row["kind"]),
            row["iso"],
            row["gst_code"],
            row["census_2011"],
            _day(row["valid_from"]),
            _day(row["valid_to"]),
        )


def _districts() -> Iterator[DistrictRow]:
    for row in _rows("districts.csv"):
        yield DistrictRow(
            int(row["lgd_code"]),
            int(row["state_code"]),
            row["name"],
            row["name_hi"],
            row["census_2011"],
            _day(row["valid_from"]),
            _day(row["valid_to"]),
        )


def _aliases() -> Iterator[AliasRow]:
    for row in _rows("aliases.csv"):
        kind = cast(Literal["state", "district"], row["kind"])
        yield AliasRow(kind, int(row["code"]), row["alias"], row["why"], _day(row["until"]))


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = files("resources").joinpath("reference", name).read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
