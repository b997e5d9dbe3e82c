"""Beginning a programme: where its database may lie, what its code is, the sample to try; refuses to overwrite a file."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Final

from skilling.database import folders
from skilling.domain.names import name_key
from skilling.domain.problems import Refused
from skilling.services import programmes, sample
from skilling.services.desk import Desk, Takers, default_address, open_desk

SUFFIX: Final = ".db"
_LONGEST: Final = 40
_OF_NO_WEIGHT: Final = frozenset({"of", "the", "for", "and", "in", "on", "to", "a"})


def proposed_place() -> Path:
    """The folder that a new programme is put into unless the person says otherwise."""
    return default_address().parent


def proposed_file(name: str, folder: Path) -> Path:
    """A file for a programme of that name that is not there yet; the very first one is the default database."""
    default = default_address()
    if folder == default.parent and not default.exists():
        return default
    stem = _slug(name) or "programme"
    return next(path for path in _numbered(folder, stem) if not path.exists())


def cautions(file: Path) -> list[str]:
    """What should be known about a place before a database is put there, as sentences."""
    network = folders.network_type(file.parent)
    if network is not None:
        return ["This folder lies on a network share, where the database can be damaged. Choose a folder of this computer."]
    return [problem.message for problem in folders.cautions(file)]


def code_of(name: str, today: date) -> str:
    """A short code for a programme: initials and year, "IndiaAI Skilling Mission" -> ISM-2026. It can be changed later."""
    words = [word for word in re.findall(r"\w+", name_key(name) or name) if not word.isdigit()]
    # The key sorts its words; the initials stand in the order in which they were written.
    written = [word for word in re.findall(r"\w+", name) if word.casefold() not in _OF_NO_WEIGHT and not word.isdigit()]
    if all(word[0].isascii() for word in written):
        words = written
    initials = "".join(word[0] for word in words).upper()[:6]
    return f"{initials or 'PRG'}-{today.year}"


def start(file: Path, name: str, actor: str, today: date, takers: Takers | None = None) -> Desk:
    """A new database with one programme of that name; Refused or Unusable where it cannot be, and then no file is left."""
    if file.exists():
        raise Refused("exists", f"{file.name} is there already. Open it, or give the new programme another name.")
    if not name.strip():
        raise Refused("name", "Give the programme a name. Example: OpenAI Academy 2026.")
    desk = open_desk(file, create=True, takers=takers)
    try:
        given = {"code": code_of(name, today), "name": name.strip(), "starts_on": today}
        desk.change(actor, "programme.created", programmes.create, given)
    except BaseException:
        desk.close()
        file.unlink()
        raise
    return desk


def open_sample(actor: str, takers: Takers | None = None) -> Desk:
    """The sample programme, made and filled where it is not there yet."""
    file = proposed_place() / "sample-programme.db"
    if file.exists():
        return open_desk(file, takers=takers)
    desk = open_desk(file, create=True, takers=takers)
    try:
        sample.fill(desk, actor)
    except BaseException:
        desk.close()
        file.unlink()
        raise
    return desk


def _slug(name: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", name.casefold()))[:_LONGEST].strip("-")


def _numbered(folder: Path, stem: str) -> list[Path]:
    return [folder / f"{stem}{f'-{number}' if number > 1 else ''}{SUFFIX}" for number in range(1, 1000)]
