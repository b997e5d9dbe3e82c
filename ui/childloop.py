"""Owns what runs inside a child process: one call after another, over a pipe; knows nothing of Qt.

The parent sends `(number, function, args)`. The child answers with frames of bytes, pickled one by one:
`("progress", stage, done, total)`, `("done", number, value)`, `("refused", number, problem)`,
`("failed", number, kind, where)`. A value is small by contract: rows stay in the database or in the state.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable
from multiprocessing import parent_process
from multiprocessing.connection import Connection
from pathlib import Path
from types import SimpleNamespace
from typing import Any

Progress = Callable[[str, int, int], None]
LARGEST_ANSWER = 4 * 1024 * 1024  # bytes; unpickling more holds the interpreter lock long enough to be felt
_BETWEEN_REPORTS = 0.05  # seconds


def serve(connection: Connection, address: str) -> None:
    """Answers calls until the parent hangs up. Functions get `(state, progress, *args)`.

    `state` is a namespace that lives as long as the child; `state.address` says how to reopen the desk.
    """
    _leave_with_parent()
    state = SimpleNamespace(address=address)
    while True:
        try:
            number, function, args = pickle.loads(connection.recv_bytes())  # noqa: S301  # our own parent
        except EOFError:
            return
        connection.send_bytes(_answer(number, function, args, state, _Reporter(connection)))


def _answer(number: int, function: Callable[..., Any], args: tuple[Any, ...], state: Any, progress: Progress) -> bytes:
    try:
        frame = pickle.dumps(("done", number, function(state, progress, *args)))
        if len(frame) > LARGEST_ANSWER:
            raise ValueError(f"{function.__qualname__} answered with {len(frame)} bytes; answers must be small.")
        return frame
    except Exception as problem:
        if _is_refusal(problem):
            return pickle.dumps(("refused", number, problem))
        # Only the places of the code travel: a message may quote somebody's data.
        frames = traceback.extract_tb(problem.__traceback__)
        where = " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(frames[-6:]))
        return pickle.dumps(("failed", number, type(problem).__name__, where))


def _is_refusal(problem: Exception) -> bool:
    from skilling.domain.problems import Refused

    return isinstance(problem, Refused)


class _Reporter:
    """Sends how far a job is, at most twenty times a second, but never loses the end of a stage."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._stage, self._sent_at = "", 0.0

    def __call__(self, stage: str, done: int, total: int) -> None:
        now = time.monotonic()
        if stage == self._stage and done != total and now - self._sent_at < _BETWEEN_REPORTS:
            return
        self._stage, self._sent_at = stage, now
        self._connection.send_bytes(pickle.dumps(("progress", stage, done, total)))


def _leave_with_parent() -> None:
    """A child never outlives the window, nor do the children it starts itself."""
    if sys.platform != "win32":
        os.setsid()
    parent = parent_process()
    if parent is None:
        return

    def watch() -> None:
        parent.join()
        if sys.platform != "win32":
            os.killpg(os.getpgrp(), signal.SIGKILL)
        os._exit(1)

    threading.Thread(target=watch, name="watch-parent", daemon=True).start()
