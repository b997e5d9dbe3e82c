"""How history takes back what an import did, for whoever opens a desk; loads the importing code only when it is needed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from skilling.database.changes import Change
    from skilling.services.desk import Taker, Takers

# The last two name what was taken back by command before there was one road for all undoing; histories still hold them.
ACTIONS: Final = ("import.applied", "import.redone", "import.undone")


def _taker(action: str, direction: int) -> Taker:
    def take(change: Change, change_id: int, facts: Mapping[str, Any]) -> None:
        from skilling.importing import undo

        undo.carry_out(action, direction, change, facts)

    return take


TAKERS: Final[Takers] = {action: (_taker(action, 0), _taker(action, 1)) for action in ACTIONS}
