"""Owns work off the window thread: one writer, a few readers, and the way home for their answers.

Refuses to let a stale or orphaned answer land: each job carries a `Token`, and an answer whose token was
cancelled, or whose receiver Qt has deleted meanwhile, is dropped.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, QThreadPool, Signal
from shiboken6 import isValid

T = TypeVar("T")
Start = Callable[[Callable[[], None]], None]
"""Starts a function somewhere, now or soon: a pool's thread, or here (`inline`) in tests."""


class Token:
    """Lets whoever asked say that the answer is not wanted any more."""

    __slots__ = ("cancelled",)

    def __init__(self) -> None:
        self.cancelled = False

    def cancel(self) -> None:
        self.cancelled = True


def inline(function: Callable[[], None]) -> None:
    """Runs the function here and now: tests need no threads and no waiting."""
    function()


class Pool:
    """Threads that last as long as the window, so that each keeps its database connection warm."""

    def __init__(self, threads: int) -> None:
        self._pool = QThreadPool()
        self._pool.setMaxThreadCount(threads)
        self._pool.setExpiryTimeout(-1)

    def __call__(self, function: Callable[[], None]) -> None:
        self._pool.start(function)

    def close(self, patience_ms: int = 5_000) -> bool:
        """Waits for what was begun; False when something still runs after `patience_ms`."""
        return self._pool.waitForDone(patience_ms)


@dataclass(frozen=True, slots=True)
class _Answer(Generic[T]):
    value: T | None
    problem: Exception | None
    then: Callable[[T], object]
    failed: Callable[[Exception], object] | None
    token: Token


class Background(QObject):
    """Runs functions elsewhere and brings what they return home to the thread it was made in.

    It lives as long as the window and owns the signal; the jobs own nothing, so none can die with a signal in
    hand.

    Signals:
        waited: how many jobs are under way now.
    """

    waited = Signal(int)
    _came_home = Signal(object)

    def __init__(self, start: Start, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._start = start
        self._under_way = 0
        self._came_home.connect(self._on_came_home)

    def submit(
        self,
        work: Callable[[], T],
        then: Callable[[T], object],
        failed: Callable[[Exception], object] | None = None,
        token: Token | None = None,
    ) -> Token:
        """Runs `work` off this thread, then `then(result)` on it.

        What `work` raises goes to `failed`; without one it is raised on this thread, as the bug it is.
        """
        token = token or Token()
        self._under_way += 1
        self.waited.emit(self._under_way)

        def job() -> None:
            if token.cancelled:
                self._came_home.emit(_Answer(None, None, then, failed, token))
                return
            try:
                answer: _Answer[T] = _Answer(work(), None, then, failed, token)
            except Exception as problem:
                answer = _Answer(None, problem, then, failed, token)
            self._came_home.emit(answer)

        self._start(job)
        return token

    def close(self) -> None:
        """Waits for running jobs and lets go of the threads."""
        if isinstance(self._start, Pool):
            self._start.close()

    def _on_came_home(self, answer: _Answer[Any]) -> None:
        self._under_way -= 1
        self.waited.emit(self._under_way)
        if answer.token.cancelled or not _still_there(answer.then):
            return
        if answer.problem is None:
            answer.then(answer.value)
        elif answer.failed is not None:
            answer.failed(answer.problem)
        else:
            raise answer.problem


def _still_there(callback: Callable[..., object]) -> bool:
    owner = getattr(callback.func if isinstance(callback, partial) else callback, "__self__", None)
    return not isinstance(owner, QObject) or isValid(owner)
