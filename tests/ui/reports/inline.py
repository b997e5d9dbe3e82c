"""A child that answers at once in this process: what a page does with its answers, without waiting for one to start."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from PySide6.QtCore import QObject, Signal

from skilling.domain.problems import Refused
from ui.context import Context


class InlineJob(QObject):
    """Stands for `ChildJob`."""

    progressed = Signal(str, int, int)
    ended = Signal()

    def __init__(self, address: str) -> None:
        super().__init__()
        self.state = SimpleNamespace(address=address)

    def call(
        self, function: Callable[..., Any], *args: Any, then: Callable[[Any], Any], failed: Callable[[Exception], Any]
    ) -> None:
        try:
            answer = function(self.state, self.progressed.emit, *args)
        except Refused as refused:
            failed(refused)
        else:
            then(answer)

    def cancel(self) -> None:
        self.ended.emit()


def use_inline_jobs(context: Context) -> list[InlineJob]:
    """Every job of this context from now on is one of these; returns them as they are made."""
    made: list[InlineJob] = []

    def job(parent: QObject | None = None) -> InlineJob:
        made.append(InlineJob(context.desk.address))
        return made[-1]

    context.job = job  # type: ignore[method-assign, assignment]
    return made
