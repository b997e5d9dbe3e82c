"""The open programme database as the window and the command line hold it; refuses nothing itself, it opens the two
doors."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar

from sqlmodel import Session

from skilling.database import backup
from skilling.database.changes import Change, Done, catch_up, change
from skilling.database.engine import Database, open_database

P = ParamSpec("P")
T = TypeVar("T")

# Takes one change back, or makes it again: given the change under way, the number of that one, and its facts.
Taker = Callable[[Change, int, Mapping[str, Any]], None]
# By action: how to take it back, and how to make it again.
Takers = Mapping[str, tuple[Taker, Taker]]


@dataclass(frozen=True, slots=True)
class Told(Done[T], Generic[T]):
    """A change that was committed, and the sentence for it."""

    @property
    def sentence(self) -> str:
        """What happened, in the words of the history."""
        from skilling.services.sentences import sentence

        return sentence(self.action, self.facts)


class Desk:
    """Reading and changing one programme database. Safe to use from several threads; hands out plain rows only."""

    def __init__(self, database: Database, takers: Takers | None = None) -> None:
        self.database = database
        self._takers = dict(takers or {})

    @property
    def address(self) -> str:
        """What another process needs to open the same database: a path or a URL."""
        return self.database.address

    @property
    def location(self) -> str:
        """What a title shows: the file's name, or the server's database without user and password."""
        if self.database.path is not None:
            return self.database.path.name
        return self.database.address.rsplit("@", 1)[-1].split("?", 1)[0]

    def read(self, function: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """`function(session, ...)` in a short session that sees one state of the data and cannot change it."""
        with self.database.reading() as session:
            return function(session, *args, **kwargs)

    def read_figures(self, function: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """As `read`, after the sums have been brought up to date with what imports left for later."""
        catch_up(self.database)
        return self.read(function, *args, **kwargs)

    def change(
        self,
        actor: str,
        action: str,
        function: Callable[Concatenate[Change, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Told[T]:
        """`function(change, ...)` as one transaction with its audit, named by a dotted action such as
        `cohort.closed`."""
        done = change(self.database, actor, action, function, *args, **kwargs)
        return Told(done.value, done.change_id, done.touched, done.action, done.facts)

    def take_back(self, actor: str, change_id: int) -> Told[str]:
        """Takes one change back, whatever it was; Refused where a record was changed since."""
        from skilling.services import history

        return self.change(actor, "change.taken_back", history.take_back, change_id, self._takers)

    def backup_before(self, why: str) -> backup.Backup | None:
        """An automatic backup of an embedded database; None on a server, whose administrator makes them."""
        path = self.database.path
        return backup.make(self.database, backup.folder_of(path), why) if path is not None else None

    def sweep_backups(self) -> None:
        """Takes away what a program left of a backup when it was ended while it made one."""
        if self.database.path is not None:
            backup.sweep(backup.folder_of(self.database.path))

    def close(self) -> None:
        self.database.close()


def open_desk(address: str | Path, *, create: bool = False, takers: Takers | None = None) -> Desk:
    """The desk on the database at that path or URL; `Unusable` says why it cannot be used.

    `takers` says by action how floors above take their own changes back, such as a whole import.
    """
    return Desk(open_database(address, create=create), takers)


def default_address() -> Path:
    """Where the embedded database of this person lies when none is named."""
    from platformdirs import user_data_path

    return user_data_path("Skilling Desk", appauthor=False) / "programme.db"
