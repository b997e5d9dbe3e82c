"""What commands on reports share: the words of their options; refuses a day that nobody can read."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import typer

from skilling.domain import dates
from skilling.domain.problems import Problem


class InLanguage(StrEnum):
    """Language of a pack's headings; English words are always there."""

    en = "en"
    hi = "hi"
    both = "both"


class Profile(StrEnum):
    """Whom a pack is for."""

    ministry = "ministry"
    public = "public"


def day_given(text: str | None, option: str) -> date | None:
    """The day written after an option; the command line is wrong where it is none."""
    if text is None:
        return None
    day = dates.read(text)
    if isinstance(day, Problem):
        raise typer.BadParameter(f"{option}: {day.message}")
    return day
