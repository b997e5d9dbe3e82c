"""Putting a finished file where a person asked for it; refuses to touch the older file before the new one is whole."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from skilling.domain.problems import Refused

# What Excel and LibreOffice leave beside a workbook while they have it open.
_OWNERS: Final = ("~${name}", ".~lock.{name}#")


@dataclass(frozen=True, slots=True)
class Staged:
    """A whole file beside its place, not yet in it."""

    target: Path
    temporary: Path

    def place(self) -> Path:
        """Moves the file into its place, in one step; Refused where that is held by another program."""
        with _sentences(self.target):
            self.temporary.replace(self.target)
        return self.target

    def discard(self) -> None:
        self.temporary.unlink(missing_ok=True)


@contextmanager
def staged(path: Path, suffixes: tuple[str, ...], write: Callable[[Path], None]) -> Iterator[Staged]:
    """The file that `write(temporary path)` makes, for as long as it is being put into its place.

    Refused, with nothing left behind, where the name, the folder, the disk or another program is in the way.
    """
    target = _checked(path, suffixes)
    temporary = target.with_name(f".{target.stem}.{secrets.token_hex(4)}{target.suffix}")
    found = Staged(target, temporary)
    try:
        with _sentences(target):
            write(temporary)
            with temporary.open("rb+") as file:
                os.fsync(file.fileno())
        yield found
    finally:
        found.discard()


def _checked(path: Path, suffixes: tuple[str, ...]) -> Path:
    target = Path(os.path.realpath(path.expanduser()))  # through a link, so that the file it leads to is replaced
    if target.suffix.lower() not in suffixes:
        endings = " or ".join(suffixes)
        raise Refused("file-name", f"'{path.name}' needs a name that ends in {endings}. Example: report{suffixes[0]}.")
    if not target.parent.is_dir():
        raise Refused("folder", f"There is no folder {target.parent}. Make it first, or choose another.")
    if target.is_dir():
        raise Refused("folder", f"{target.name} is a folder. Choose a name for the file in it.")
    if not os.access(target.parent, os.W_OK):
        raise _read_only(target.parent.name or str(target.parent))
    if target.exists() and not os.access(target, os.W_OK):
        raise _read_only(target.name)
    if any(target.with_name(owner.format(name=target.name)).exists() for owner in _OWNERS):
        raise _open_elsewhere(target)
    return target


def _read_only(name: str) -> Refused:
    return Refused(
        "read-only",
        f"{name} is read-only for you, so nothing was written. Choose a folder and a name that you may write to.",
    )


def _open_elsewhere(target: Path) -> Refused:
    return Refused(
        "open-elsewhere",
        f"{target.name} is open in another program, so it was left as it is. "
        "Close it there and try again, or choose another name.",
    )


@contextmanager
def _sentences(target: Path) -> Iterator[None]:
    try:
        yield
    except PermissionError as error:
        # Windows refuses to replace a file that a program holds open.
        raise (_open_elsewhere(target) if target.exists() else _read_only(target.parent.name)) from error
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise Refused(
                "disk-full", f"The disk is full, so {target.name} was not written. Free some space and try again."
            ) from error
        if error.errno == errno.EROFS:
            raise _read_only(target.parent.name) from error
        if error.errno == errno.ENAMETOOLONG:
            raise Refused("file-name", "The name of the file is too long. Choose a shorter one.") from error
        # A stick that was pulled out, a share that went away: the system knows a hundred reasons, and each is said in its words.
        why = error.strerror or str(error)
        raise Refused(
            "not-written",
            f"{target.name} could not be written to {target.parent} ({why}). Look whether that folder can be reached, "
            "or choose another.",
        ) from error
