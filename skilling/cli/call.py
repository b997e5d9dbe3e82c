"""What every command is given: the desk, who asks, and how answers are written; refuses to open a database before it
is needed."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from skilling.domain.problems import Unusable
from skilling.services import loading

if TYPE_CHECKING:
    from skilling.domain.problems import Refused
    from skilling.services.desk import Desk


_ROWS_SHOWN: Final = 8


class RefusedWith(Exception):  # said like Refused, and no bug
    """A refusal whose document says more than the refusal: what was understood of the input until then."""

    def __init__(self, refused: Refused, document: dict[str, Any]) -> None:
        super().__init__(refused.message)
        self.refused = refused
        self.document = document


@dataclass
class Call:
    """One call of one command: on which database, by whom, and how it is answered."""

    database: str | None
    as_json: bool
    actor: str

    @property
    def address(self) -> str:
        """Path or URL of the database: the one named, else this person's own."""
        if self.database:
            return self.database
        # Only what needs a database waits for the library behind it.
        from skilling.services.desk import default_address

        return str(default_address())

    @contextmanager
    def desk(self, *, create: bool = False) -> Iterator[Desk]:
        """The open desk; closed at the end whatever happens. A database is made in a folder that is there, or in its own."""
        from skilling.services.desk import open_desk

        if create and self.database and "://" not in self.database:
            _check_folder(Path(self.database).expanduser().absolute())
        desk = open_desk(self.address, create=create)
        loading.done()
        try:
            yield desk
        finally:
            desk.close()

    def answer(self, document: dict[str, Any], sentences: Callable[[], list[str]] | list[str]) -> None:
        """The result: one JSON document, or sentences for a person. A reader who has had enough changes nothing of it."""
        try:
            if self.as_json:
                write_json(document)
            else:
                sys.stdout.writelines(f"{line}\n" for line in (sentences() if callable(sentences) else sentences))
            sys.stdout.flush()
        except BrokenPipeError:
            unheard()

    def progress(self, stage: str, done: int, total: int) -> None:
        """How far a long command is, on a terminal only."""
        if self.as_json or not sys.stderr.isatty():
            return
        share = f" {done * 100 // total} %" if total else ""
        sys.stderr.write(f"\r\033[K{stage}{share}")
        if total and done >= total:
            sys.stderr.write("\r\033[K")
        sys.stderr.flush()


def _check_folder(file: Path) -> None:
    """Unusable where a database would be made in folders that nobody has made: their name is most likely mistyped."""
    if not file.parent.is_dir():
        raise Unusable("no-folder", f"There is no folder {file.parent}. Check how it is written, or make it first.")


def with_rows(issue: Mapping[str, Any]) -> str:
    """What is wrong, and in which rows of the sheet where a person has to look at them."""
    rows = issue["rows"]
    if issue["severity"] == "note" or not rows or not issue["column"]:
        return str(issue["message"])
    shown = ", ".join(map(str, rows[:_ROWS_SHOWN])) + (" ..." if len(rows) > _ROWS_SHOWN else "")
    return f"{issue['message']} (row{'' if len(rows) == 1 else 's'} {shown})"


def unheard() -> None:
    """Nobody reads the standard output any more: what is still written there goes nowhere, and is no error."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def write_json(document: dict[str, Any]) -> None:
    """One document on standard output; dates as ISO text."""
    sys.stdout.write(json.dumps(document, ensure_ascii=False, default=_plain, indent=1) + "\n")


def _plain(value: object) -> object:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, frozenset | set | tuple):
        return list(value)
    raise TypeError(f"no JSON form for {type(value).__name__}")
