"""Owns a child process for long jobs, seen from the window: calls in, answers and progress out, cancel is
ending it.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

Then = Callable[[Any], object]
Failed = Callable[[Exception], object]


class ChildFailed(Exception):  # a fact that is told, as Refused is
    """The child could not finish. The sentence is for the person; `details` names only places in the code."""

    def __init__(self, sentence: str, details: str = "") -> None:
        super().__init__(sentence)
        self.details = details


class ChildJob(QObject):
    """One child process in which functions of `skilling` run one after another and keep a state between them.

    A function is a top-level one and takes `(state, progress, *args)`. It starts with the first call.

    Signals:
        progressed: stage, done, total; total is 0 while nobody can know it.
        ended: the child is gone, by cancel, by close or by an accident.
    """

    progressed = Signal(str, int, int)
    ended = Signal()
    _heard = Signal(int, object)

    def __init__(self, address: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._address = address
        self._process: SpawnProcess | None = None
        self._connection: Connection | None = None
        self._waiting: dict[int, tuple[Then, Failed | None]] = {}
        self._number = 0
        self._life = 0
        self._heard.connect(self._on_heard)

    @property
    def busy(self) -> bool:
        return bool(self._waiting)

    def call(self, function: Callable[..., Any], *args: Any, then: Then, failed: Failed | None = None) -> None:
        """Runs `function(state, progress, *args)` in the child, then `then(answer)` or `failed(problem)`
        here.

        `problem` is the `Refused` of the function, or a `ChildFailed`. Without `failed` it is raised here.
        """
        connection = self._connection or self._begin()
        self._number += 1
        self._waiting[self._number] = (then, failed)
        try:
            connection.send_bytes(pickle.dumps((self._number, function, args)))
        except OSError:
            # The child died since it was last heard of; its reader brings the news and answers this call too.
            return

    def cancel(self) -> None:
        """Ends the child and all it started. What it had not committed is gone; no answer comes."""
        self._waiting.clear()
        self._end()

    def close(self) -> None:
        """The same as cancel; for when the page or the window goes."""
        self.cancel()

    def _begin(self) -> Connection:
        from multiprocessing import get_context

        from ui.childloop import serve

        spawn = get_context("spawn")
        self._connection, theirs = spawn.Pipe()
        self._process = spawn.Process(target=serve, args=(theirs, self._address), name="skilling-desk-job")
        self._process.start()
        theirs.close()
        self._life += 1
        ears = threading.Thread(target=self._listen, args=(self._connection, self._life), name="job-ears", daemon=True)
        ears.start()
        return self._connection

    def _listen(self, connection: Connection, life: int) -> None:
        """Waits for the child on a thread of its own: Qt cannot watch pipes on every system."""
        with connection:
            while True:
                try:
                    event = pickle.loads(connection.recv_bytes())  # noqa: S301  # our own child
                except (EOFError, OSError):
                    event = ("ended",)
                try:
                    self._heard.emit(life, event)
                except RuntimeError:
                    return  # the window went while the child was still talking
                if event[0] == "ended":
                    return

    def _on_heard(self, life: int, event: tuple[Any, ...]) -> None:
        if life != self._life:
            return  # news of a child that was cancelled
        if event[0] == "progress":
            self.progressed.emit(*event[1:])
        elif event[0] == "ended":
            self._on_died()
        else:
            self._on_answered(event)

    def _on_answered(self, event: tuple[Any, ...]) -> None:
        then, failed = self._waiting.pop(event[1])
        if event[0] == "done":
            then(event[2])
            return
        problem: Exception = event[2] if event[0] == "refused" else self._bug(event[2], event[3])
        if failed is None:
            raise problem
        failed(problem)

    def _bug(self, kind: str, where: str) -> ChildFailed:
        sentence = self.tr("The job stopped because of a mistake in the program. Nothing was saved.")
        return ChildFailed(sentence, f"{kind} at {where}")

    def _on_died(self) -> None:
        code = self._end()
        waiting, self._waiting = self._waiting, {}
        sentence = self.tr(
            "The job ended without an answer, perhaps for lack of memory. Nothing was saved; close other programs and try again."
        )
        for _, failed in waiting.values():
            problem = ChildFailed(sentence, f"exit code {code}")
            if failed is None:
                raise problem
            failed(problem)

    def _end(self) -> int | None:
        process, self._process, self._connection = self._process, None, None
        self._life += 1
        if process is None:
            return None
        _kill_with_children(process)
        process.join(5)
        code = process.exitcode
        self.ended.emit()
        return code


def _kill_with_children(process: SpawnProcess) -> None:
    pid = process.pid
    if pid is None or not process.is_alive():
        return
    if sys.platform == "win32":
        import subprocess

        subprocess.run(  # noqa: S603  # a number of our own
            ["taskkill", "/F", "/T", "/PID", str(pid)],  # noqa: S607  # Windows keeps it on the path
            capture_output=True,
            check=False,
        )
        return
    try:
        group = os.getpgid(pid)
    except ProcessLookupError:
        return
    # Killed before it made its own group, it still stands in ours: then only the child itself is meant.
    if group == pid:
        os.killpg(pid, signal.SIGKILL)
    else:
        process.kill()
