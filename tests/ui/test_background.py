"""Answers come home to the window's thread, unless nobody wants them any more."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from PySide6.QtCore import QObject
from shiboken6 import delete

from ui.background import Background, Pool, Token, inline


@pytest.fixture
def pool() -> Any:
    made = Pool(1)
    yield made
    assert made.close()


def test_work_runs_elsewhere_and_its_answer_lands_here(qtbot: Any, pool: Pool) -> None:
    threads: list[int] = []
    background = Background(pool)
    with qtbot.waitSignal(background.waited, check_params_cb=lambda waiting: waiting == 0):
        background.submit(threading.get_ident, lambda worker: threads.extend([worker, threading.get_ident()]))
    assert threads[0] != threading.get_ident() == threads[1]


def test_jobs_of_the_writer_run_one_after_another_in_order(qtbot: Any, pool: Pool) -> None:
    background, order = Background(pool), []
    for number in range(20):
        background.submit(lambda number=number: number, order.append)
    qtbot.waitUntil(lambda: len(order) == 20)
    assert order == list(range(20))


def test_a_cancelled_answer_never_lands(qtbot: Any, pool: Pool) -> None:
    background, got, gate = Background(pool), [], threading.Event()
    token = background.submit(gate.wait, got.append)
    token.cancel()
    with qtbot.waitSignal(background.waited, check_params_cb=lambda waiting: waiting == 0):
        gate.set()
    assert got == []


def test_a_job_cancelled_before_it_began_is_not_run(qapp: Any) -> None:
    ran, token = [], Token()
    token.cancel()
    Background(inline).submit(lambda: ran.append(1), ran.append, token=token)
    assert ran == []


def test_an_answer_for_a_deleted_widget_is_dropped(qtbot: Any, pool: Pool) -> None:
    class Receiver(QObject):
        def take(self, value: object) -> None:
            raise AssertionError("it is deleted")

    background, gate, receiver = Background(pool), threading.Event(), Receiver()
    background.submit(gate.wait, receiver.take)
    delete(receiver)
    with qtbot.waitSignal(background.waited, check_params_cb=lambda waiting: waiting == 0):
        gate.set()


def test_what_the_work_raises_is_handed_over(qapp: Any) -> None:
    failed: list[Exception] = []

    def work() -> None:
        raise KeyError("x")

    Background(inline).submit(work, failed.append, failed.append)
    assert isinstance(failed[0], KeyError)
