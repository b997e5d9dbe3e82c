"""What commands on reports share: the words of their options; refuses a day that nobody can read."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from skilling.domain import dates
from skilling.domain.problems import Problem

if TYPE_CHECKING:
    from skilling.services.desk import Desk


class InLanguage(StrEnum):
    """Language of a pack's headings; English words are always there."""

    en = "en"
    hi = "hi"
    both = "both"


class Profile(StrEnum):
    """Whom a pack is for."""

    ministry = "ministry"
    public = "public"


FromProgramme = Annotated[str | None, typer.Option("--programme", help="Code of one programme; without it all are counted.")]
"""The option by which a report counts one programme of several."""


def programme_given(desk: Desk, code: str | None, profile: Profile = Profile.ministry) -> int | None:
    """The programme that a report is asked for, None for all; Refused where there is none of that code.

    A public report is of all programmes: beside one of all, that of a single programme would give small counts away.
    """
    if code is None:
        return None
    if profile is Profile.public:
        raise typer.BadParameter(
            "--programme: a public report counts all programmes. Leave one of --programme and --profile out."
        )
    from skilling.services import programmes

    return desk.read(programmes.chosen, code)


def day_given(text: str | None, option: str) -> date | None:
    """The day written after an option; the command line is wrong where it is none."""
    if text is None:
        return None
    day = dates.read(text)
    if isinstance(day, Problem):
        raise typer.BadParameter(f"{option}: {day.message}")
    return day
