"""The list that somebody was importing when the program ended: where its file lies, and what was decided about it.

Refuses to keep anything of the list itself: no cell, no copy of the file, so that what must never be kept is in no file of ours.
What a person typed into a cell is kept, as it is theirs to lose. The file must be where it was and be the same, byte for byte.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from skilling.services.desk import default_address

_LARGEST: Final = 8 << 20  # bytes; decisions about more are not worth the wait


@dataclass(frozen=True, slots=True)
class Waiting:
    """One list with the decisions about it, as plain data."""

    path: str
    sha256: str
    actor: str
    sheet: str | None = None
    sender: str = ""
    cohort: str | None = None
    mode: str = "fill"
    header_row: int | None = None
    column: int | None = None
    noun: str | None = None
    mapping: dict[str, str | None] = field(default_factory=dict)
    fixes: list[dict[str, Any]] = field(default_factory=list)
    also: list[str] = field(default_factory=list)  # further sheets on which the list goes on
    programme: str | None = None  # code of the one that new cohorts belong to
    at: str = ""

    @property
    def name(self) -> str:
        return Path(self.path).name

    @property
    def since(self) -> datetime:
        """When it was left."""
        return datetime.fromisoformat(self.at)


def keep(address: str, waiting: Waiting) -> None:
    """Keeps it until it is imported or given up; only the newest is kept."""
    text = json.dumps({**asdict(waiting), "at": datetime.now(UTC).isoformat(timespec="seconds")}, ensure_ascii=False)
    if len(text) > _LARGEST:
        forget(address)
        return
    target = _place(address)
    part = target.with_name(target.name + ".part")
    # A folder that cannot be written must not keep anybody from importing.
    with contextlib.suppress(OSError):
        part.write_text(text, encoding="utf-8")
        part.replace(target)


def kept(address: str, actor: str) -> Waiting | None:
    """What this person was importing, if its file is still there."""
    try:
        found = Waiting(**json.loads(_place(address).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    return found if found.actor == actor and Path(found.path).is_file() else None


def forget(address: str) -> None:
    """It was imported or given up."""
    with contextlib.suppress(OSError):
        _place(address).unlink(missing_ok=True)


def _place(address: str) -> Path:
    """Beside the embedded database; for a server, in this person's own folder."""
    if "://" not in address:
        path = Path(address)
        return path.with_name(f"{path.stem}.importing.json")
    return default_address().with_name(f"server-{hashlib.sha256(address.encode()).hexdigest()[:12]}.importing.json")
