"""Owns how those are named over the page whom a change of many left as they were; refuses to pass over them in silence."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from skilling.domain.problems import Refused
from skilling.services.enrolments import Aside
from ui.context import Context
from ui.shared.numbers import grouped

_NAMED = 3  # the others are counted


def say_aside(context: Context, aside: Sequence[Aside]) -> None:
    """How many, and of the first three who and why; nothing where nobody was put aside."""
    if not aside:
        return
    named = " ".join(f"{one.name}: {one.why}" for one in aside[:_NAMED])
    stayed = QCoreApplication.translate("Aside", "{count} stayed as they were. {named}")
    context.refuse(Refused("stayed", stayed.format(count=grouped(len(aside)), named=named)))
