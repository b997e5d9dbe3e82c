"""The sample programme to try the desk with; refuses to mix invented people into a programme that has real ones."""

from __future__ import annotations

from typing import Final

from skilling.database.changes import Change, Done
from skilling.domain.problems import Refused
from skilling.services import synthetic
from skilling.services.desk import Desk
from skilling.services.records import developer_count

DEVELOPERS: Final = 600


def fill(desk: Desk, actor: str) -> Done[synthetic.Made]:
    """Fills an empty programme database with the sample, as one change."""
    return desk.change(actor, "sample.filled", fill_empty)


def fill_empty(change: Change) -> synthetic.Made:
    """The work of `fill` within a change; Refused where the programme has developers."""
    if developer_count(change.session):
        raise Refused("sample", "The sample goes into an empty programme only. Make a new one first, then try it there.")
    return synthetic.fill(change, DEVELOPERS, seed=2026)
