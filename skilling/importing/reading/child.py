"""Reads an untrusted file in a child process and brings the rows home; refuses to parse anything itself.

Whatever the file does to its reader, the caller gets a Book or a Refused: never a crash, never a hang or
memory past the limit. The child dies with the process that called.
"""

from __future__ import annotations

import hashlib
import logging
import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO, NoReturn, cast

from skilling.domain.problems import Refused
from skilling.importing.reading import ranking
from skilling.importing.reading.assembling import Assembly
from skilling.importing.reading.frames import receive
from skilling.importing.reading.grid import Book, SheetInfo
from skilling.importing.reading.limits import MEBIBYTE, Limits, hold_child, ran_out_of_time
from skilling.importing.reading.opening import damaged

__all__ = ["Limits", "begun", "preview", "read", "sha256_of"]

Progress = Callable[[str, int, int], None]
"""Called with the stage ('opening', 'reading', 'done'), what is done and what is to do; 0 when not known."""

_About = tuple[str, str | None, str | None, str, int]
"""Format, encoding, delimiter, sheet and expected rows, as readings.send packs them."""

_LOG = logging.getLogger(__name__)
_LADDER = (False, True)
"""Whether a child passes by the first reader of a format, because it took the child before down."""
_STANDARD = Limits()
_START = "import sys; sys.path[:] = {path!r}; from skilling.importing.reading.reader import main; main()"


def read(
    path: Path,
    *,
    sheet: str | None = None,
    password: str | None = None,
    limits: Limits = _STANDARD,
    progress: Progress | None = None,
) -> Book:
    """Read one sheet of a list completely: the named one, or the visible one that looks most like a list.

    Raises Refused: 'missing', 'empty', 'encrypted' (a password is needed or wrong), 'damaged', 'too-large',
    'unsafe' or 'unsupported'. When `progress` raises, the child is ended and the exception goes on.
    """
    return _Call(path, sheet=sheet, password=password, limits=limits, progress=progress, rows=None).book()


@contextmanager
def begun(path: Path, *, sheet: str | None = None, password: str | None = None) -> Iterator[Callable[[Progress], Book]]:
    """The same, started at once, beside whatever the caller has to do first: what is given waits for it, and refuses as `read`.

    A child that nobody waited for is ended.
    """
    try:
        call = _Call(path, sheet=sheet, password=password, limits=_STANDARD, progress=None, rows=None)
    except Refused:
        # The file is no list; the caller is told so when it comes to the file.
        yield lambda progress: read(path, sheet=sheet, password=password, progress=progress)
        return
    call.begin()
    try:
        yield call.book_telling
    finally:
        call.end()


def preview(
    path: Path,
    rows: int = 200,
    *,
    sheet: str | None = None,
    password: str | None = None,
    limits: Limits = _STANDARD,
) -> Book:
    """The same for the first filled rows only, at once. Checksums and what lies below are not looked at."""
    return _Call(path, sheet=sheet, password=password, limits=limits, progress=None, rows=rows).book()


class _Died(Exception):
    """The child ended without a last word."""


class _Broken(Exception):
    """The child's reader failed in a way nobody foresaw."""


class _Call:
    """One file to be read: up the ladder of readers, one child after the other if need be."""

    def __init__(
        self,
        path: Path,
        *,
        sheet: str | None,
        password: str | None,
        limits: Limits,
        progress: Progress | None,
        rows: int | None,
    ) -> None:
        self._path = path
        self.limits = limits
        self._progress = progress or (lambda stage, done, of: None)
        self.size = _size_of(path, limits)
        self.request: dict[str, Any] = {
            "path": os.fspath(path.absolute()),
            "sheet": sheet,
            "password": password,
            "rows": rows,
            "limits": asdict(limits),
        }
        self._timed_out = False
        self._started: _Started | None = None

    def begin(self) -> None:
        """Starts the first child; what is wrong with it is found out when it is waited for."""
        try:
            self._started = _Started(self, second_reader=False)
        except _Died:
            self._started = None

    def end(self) -> None:
        """Ends a child that was begun and not waited for."""
        if self._started is not None:
            self._started.end()

    def book_telling(self, progress: Progress) -> Book:
        """As `book`, with progress."""
        self._progress = progress
        return self.book()

    def book(self) -> Book:
        last: Exception | None = None
        for second_reader in _LADDER:
            try:
                return self._attempt(second_reader)
            except (_Died, _Broken) as error:
                last = error
                if self._timed_out:
                    break
        self._give_up(last)

    def _attempt(self, second_reader: bool) -> Book:
        self._progress("opening", 0, 0)
        started = self._started or _Started(self, second_reader)
        self._started = None
        started.listened_to()
        try:
            return self._received(started.child, sha256_of(self._path) or "")
        finally:
            started.end()
            self._timed_out |= ran_out_of_time(started.child)

    def time_out(self, child: subprocess.Popen[bytes]) -> None:
        """The child took longer than any list should."""
        self._timed_out = True
        child.kill()

    def _received(self, child: subprocess.Popen[bytes], digest: str) -> Book:
        assembly = Assembly(self.limits)
        about: _About = ("", None, None, "", 0)
        try:
            for kind, *payload in receive(_pipe_home(child)):
                if kind == "rows":
                    assembly.add(*payload)
                    self._progress("reading", assembly.height, max(about[4], assembly.height))
                elif kind == "sheet":
                    *described, first_column = payload
                    about = cast(_About, tuple(described))
                    assembly = Assembly(self.limits, first_column)
                elif kind == "done":
                    return self._finished(assembly, about, *payload, digest=digest)
                elif kind == "refused":
                    raise Refused(*payload)
                else:
                    _LOG.warning("A reader failed with %s at %s", payload[0], " < ".join(reversed(payload[1])))
                    raise _Broken(payload[0])
        except (EOFError, pickle.UnpicklingError) as error:
            raise _Died("in the middle of a message") from error
        raise _Died("without a last word")

    def _finished(
        self,
        assembly: Assembly,
        about: _About,
        lines: list[tuple[str, bool, int, int, float]],
        notes: dict[str, Any],
        *,
        digest: str,
    ) -> Book:
        form, encoding, delimiter, name, height = about
        claimed = 0 if self.request["rows"] is None else height
        grid = assembly.grid(name, notes)
        sheets = [SheetInfo(*line) for line in lines]
        if self.request["rows"] is None or len(sheets) == 1:
            score = ranking.score(name, grid.rows[: ranking.ROWS_LOOKED_AT])
            bottom, right = grid.first_row + len(grid.rows) - 1, grid.first_column + grid.width - 1
            read_one = (max(bottom, claimed), right) if grid.rows else (0, 0)
            sheets = [SheetInfo(info.name, info.hidden, *read_one, score) if info.name == name else info for info in sheets]
        self._progress("done", len(grid.rows), len(grid.rows))
        path = self._path
        return Book(path, path.name, digest, self.size, form, encoding, delimiter, tuple(sheets), grid)

    def _give_up(self, last: Exception | None) -> NoReturn:
        if self._timed_out:
            raise Refused(
                "too-large",
                "Reading this file takes longer than any list should, so it was stopped. "
                "Copy the list alone into a new workbook and choose that, or split it into several files.",
            ) from last
        if self.size > 64 * MEBIBYTE:
            raise Refused(
                "too-large",
                "This file needs more memory than can be given to it. Split the list into several files.",
            ) from last
        raise damaged("Every reader breaks off in this file, as happens when it was damaged on its way") from last


class _Started:
    """A child that reads, under its limits."""

    def __init__(self, call: _Call, second_reader: bool) -> None:
        """Raises _Died where it did not live to hear its request."""
        self.child = _start_child()
        self._watchdog = threading.Timer(call.limits.patience_for(16 * call.size), call.time_out, [self.child])
        self._watchdog.daemon = True
        self._held: object = hold_child(self.child, call.limits.memory_bytes, call.limits.seconds)
        try:
            _hand_over(self.child, {**call.request, "second_reader": second_reader})
        except _Died:
            self.end()
            raise

    def listened_to(self) -> None:
        """Somebody waits for it from now on, and so its time runs: before, it may stand still before a full pipe."""
        self._watchdog.start()

    def end(self) -> None:
        """The child is no more."""
        self._watchdog.cancel()
        self.child.kill()
        self.child.communicate()
        self._held = None


def _start_child() -> subprocess.Popen[bytes]:
    """A bare interpreter with our search path and nothing else that would slow its start."""
    package_home = os.fspath(Path(__file__).resolve().parents[2])
    search = [package_home, *(entry for entry in sys.path if entry and entry != package_home)]
    return subprocess.Popen(  # noqa: S603  our own interpreter, no shell
        [sys.executable, "-E", "-S", "-s", "-X", "utf8", "-c", _START.format(path=search)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=1 << 20,
        cwd=package_home,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _hand_over(child: subprocess.Popen[bytes], request: dict[str, Any]) -> None:
    """Give the child its request; its input stays open, for its closing is the child's order to end."""
    try:
        if child.stdin is not None:
            child.stdin.write(pickle.dumps(request))
            child.stdin.flush()
    except OSError as error:
        raise _Died("at its start") from error


def _pipe_home(child: subprocess.Popen[bytes]) -> BinaryIO:
    """What the child writes."""
    if child.stdout is None:
        raise _Died("without a pipe")
    return cast(BinaryIO, child.stdout)


def _size_of(path: Path, limits: Limits) -> int:
    try:
        size = path.stat().st_size
        is_file = path.is_file()
        with path.open("rb"):
            pass
    except FileNotFoundError:
        where = path.absolute().parent
        raise Refused("missing", f"There is no file “{path.name}” in {where}. Check its name, or choose it again.") from None
    except IsADirectoryError:
        is_file, size = False, 0
    except PermissionError:
        if not path.is_dir():
            raise Refused(
                "missing",
                f"“{path.name}” may not be read by you, or another program has locked it. Close it there, or "
                "copy it to your own folder and choose the copy.",
            ) from None
        is_file, size = False, 0
    if not is_file:
        raise Refused("unsupported", f"“{path.name}” is a folder, not a list. Choose a file inside it.")
    if size == 0:
        raise Refused("empty", "This file is empty (0 bytes). Ask the sender for the list once more.")
    if size > limits.file_bytes:
        raise Refused(
            "too-large",
            f"This file has {size // MEBIBYTE:,} MB; at most "
            f"{limits.file_bytes // MEBIBYTE:,} MB can be read. Split the list into several files.",
        )
    return size


def sha256_of(path: Path) -> str | None:
    """The hash of a file, by which a list is known again; None where it cannot be read."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return None
