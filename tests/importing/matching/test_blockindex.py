"""Stored keys never stand for more people than have them: who has none is matched by fresh ones, and given them at the next import."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import delete

from skilling.database import keyruns
from skilling.database.changes import Change
from skilling.database.keyruns import KeyPortion
from skilling.database.tables import Setting, table_of
from skilling.importing import undo
from skilling.services.desk import Desk
from tests.importing.trials import ACTOR, ASHA, KABIR, MEERA, a_list, imported, planned, ready

ASHA_WITHOUT_PHONE = (1, "Rao Asha", "", *ASHA[3:])


def _thrown_away(change: Change) -> None:
    """As a migration leaves a register whose keys are made in another way from then on."""
    change.connection.execute(delete(table_of(KeyPortion)))
    change.connection.execute(delete(table_of(Setting)).where(table_of(Setting).c.name == "block_keys"))


@pytest.mark.parametrize("brought_again", [False, True], ids=["as it was", "an undone import brought again"])
def test_a_register_whose_keys_were_thrown_away_is_matched_before_and_after_the_next_import(
    desk: Desk, tmp_path: Path, brought_again: bool
) -> None:
    ready(desk)
    imported(desk, a_list(tmp_path, ASHA))
    run = imported(desk, a_list(tmp_path, KABIR))
    desk.change(ACTOR, undo.ACTION, undo.undo, run)
    desk.change(ACTOR, "keys.thrown_away", _thrown_away)
    if brought_again:
        desk.change(ACTOR, undo.ACTION, undo.redo, run)
    known = a_list(tmp_path, ASHA_WITHOUT_PHONE)
    assert planned(desk, known).records == [1]
    imported(desk, a_list(tmp_path, MEERA))
    assert planned(desk, known).records == [1]
    assert 1 in desk.read(lambda session: keyruns.owners(session.connection()))
