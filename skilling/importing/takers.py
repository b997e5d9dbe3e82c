"""How history takes back what an import did, for whoever opens a desk; loads the importing code only when it is needed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from skilling.database.changes import Change
    from skilling.services.desk import Takers


def _carry_out(action: str, direction: int, change: Change, change_id: int, facts: Mapping[str, Any]) -> None:
    from skilling.importing import undo

    undo.TAKERS[action][direction](change, change_id, facts)


TAKERS: Final[Takers] = {
    action: (partial(_carry_out, action, 0), partial(_carry_out, action, 1))
    for action in ("import.applied", "import.redone", "import.undone")
}
