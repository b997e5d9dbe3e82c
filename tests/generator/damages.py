"""The register of damages: each is named, belongs to a stage, and says whether it could be done to a draft."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum

from tests.generator.draft import Draft


class Stage(IntEnum):
    """When a damage is done: first the columns are chosen, last the file is."""

    COLUMNS = 0
    VALUES = 1
    HEADINGS = 2
    BAND = 3
    ROWS = 4
    LAYOUT = 5
    BOOK = 6


Deed = Callable[[Draft], bool]
"""Does the damage; False where the draft has nothing to be damaged in this way."""


@dataclass(frozen=True)
class Damage:
    """A way in which lists are messy. Two of the same `of` are never done to one list."""

    name: str
    stage: Stage
    deed: Deed
    of: str = ""


DAMAGES: dict[str, Damage] = {}


def damage(stage: Stage, of: str = "") -> Callable[[Deed], Deed]:
    """Registers a damage under the name of its function."""

    def register(deed: Deed) -> Deed:
        name = deed.__name__.strip("_")
        DAMAGES[name] = Damage(name, stage, deed, of)
        return deed

    return register
