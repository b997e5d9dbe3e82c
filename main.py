"""Owns how everything is put together: without a command the window, with one the command line; holds no rule of its own.

The window is painted before the database layer is imported: Qt first, one frame, then the desk behind it.
"""

from __future__ import annotations

import atexit
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from skilling.services import loading

if TYPE_CHECKING:
    from ui.desktop import Wanted

NAME = "Skilling Desk"
_NO_DISPLAY = (
    "The window cannot be opened: this session has no display. Start from a desktop session, or use the commands, "
    "which need none: python main.py --help\n"
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the program and returns its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    loading.begin()
    try:
        wanted = wanted_of(given)
        if wanted is None:
            from skilling.cli.app import run

            return run(given)
        return open_window(wanted)
    finally:
        loading.done()


def wanted_of(arguments: Sequence[str]) -> Wanted | None:
    """What the window is to open: nothing in particular, a database, a file to take in; None for a command."""
    rest, database = list(arguments), ""
    if rest[:1] == ["--database"] and len(rest) > 1:
        database, rest = rest[1], rest[2:]
    elif rest and rest[0].startswith("--database="):
        database, rest = rest[0].partition("=")[2], rest[1:]
    file = ""
    if len(rest) == 1 and _names_a_file(rest[0]):
        file, rest = str(Path(rest[0]).absolute()), []
    if rest:
        return None
    from ui.desktop import Wanted

    if file.endswith(".db") and not database:
        return Wanted(database=file)
    return Wanted(database, file)


def _names_a_file(argument: str) -> bool:
    """A word alone is a command, also where a file of that name happens to lie here."""
    path = Path(argument)
    return not argument.startswith("-") and (bool(path.suffix) or len(path.parts) > 1) and path.is_file()


def open_window(wanted: Wanted, then: Callable[[object], object] | None = None) -> int:
    """The window, until it is closed; 2 where there is no display for it. `then` gets the desktop before the first event,
    for measuring and tests.
    """
    from skilling.services.display import name_of_display

    if not os.environ.get("QT_QPA_PLATFORM") and not name_of_display():
        sys.stderr.write(_NO_DISPLAY)
        return 2
    from ui.desktop import Desktop

    desktop = Desktop.build(NAME, wanted)
    if desktop is None:
        return 0
    if then is not None:
        then(desktop)
    return desktop.run()


def _end_at_once(codes: Sequence[int]) -> None:
    """Ends the process of a command that is done: Python would give the millions of cells of a long list back one by one, for
    more than a second, and the system does it in an instant. Whatever was open is closed and written by then.
    """
    if codes and "ui.desktop" not in sys.modules:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(codes[0])


if __name__ == "__main__":
    if getattr(sys, "frozen", False):
        # In a frozen program the child processes start this file again, and are sent to their own work here.
        from multiprocessing import freeze_support

        freeze_support()
    ended: list[int] = []
    atexit.register(_end_at_once, ended)  # what is registered first is called last
    ended.append(main())
    sys.exit(ended[0])
