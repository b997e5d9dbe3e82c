"""Long jobs in a child process: state, progress, refusals, accidents, cancel."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from skilling.domain.problems import Refused
from tests.ui import jobs
from ui.childjob import ChildFailed, ChildJob

PATIENCE = 20_000


@pytest.fixture
def job(qapp: Any) -> Iterator[ChildJob]:
    made = ChildJob("programme.db")
    yield made
    made.close()


def answer_of(qtbot: Any, job: ChildJob, function: Any, *args: Any) -> Any:
    got: list[Any] = []
    job.call(function, *args, then=got.append, failed=got.append)
    qtbot.waitUntil(lambda: bool(got), timeout=PATIENCE)
    return got[0]


def test_the_functions_of_one_child_share_a_state_and_know_the_desk(qtbot: Any, job: ChildJob) -> None:
    assert answer_of(qtbot, job, jobs.remember, "asha") == ["asha"]
    assert answer_of(qtbot, job, jobs.remember, "kabir") == ["asha", "kabir"]
    address, process = answer_of(qtbot, job, jobs.where)
    assert address == "programme.db"
    assert process != os.getpid()
    assert not job.busy


def test_progress_travels_thinned_out_but_never_loses_the_end(qtbot: Any, job: ChildJob) -> None:
    heard: list[tuple[str, int, int]] = []
    job.progressed.connect(lambda *report: heard.append(report))
    assert answer_of(qtbot, job, jobs.count, 20_000) == 20_000
    assert heard[0] == ("Counting", 0, 20_000)
    assert heard[-1] == ("Counting", 20_000, 20_000)
    assert len(heard) < 2_000


def test_a_refusal_comes_home_whole(qtbot: Any, job: ChildJob) -> None:
    refused = answer_of(qtbot, job, jobs.refuse)
    assert isinstance(refused, Refused)
    assert (refused.message, refused.problems[0].field) == ("The file is empty. Choose another.", "file")


def test_a_mistake_is_told_without_what_it_was_about(qtbot: Any, job: ChildJob) -> None:
    failed = answer_of(qtbot, job, jobs.break_down, "asha@example.in")
    assert isinstance(failed, ChildFailed)
    assert "ValueError" in failed.details and "jobs.py" in failed.details
    assert "asha@example.in" not in failed.details + str(failed)
    assert answer_of(qtbot, job, jobs.remember, "still here") == ["still here"]


def test_an_answer_too_big_for_the_window_is_a_mistake(qtbot: Any, job: ChildJob) -> None:
    assert isinstance(answer_of(qtbot, job, jobs.too_much), ChildFailed)


def test_a_child_that_dies_is_one_plain_sentence_and_the_next_call_starts_another(qtbot: Any, job: ChildJob) -> None:
    failed = answer_of(qtbot, job, jobs.die)
    assert str(failed).startswith("The job ended without an answer")
    assert failed.details == "exit code 3"
    assert answer_of(qtbot, job, jobs.remember, "again") == ["again"]


def test_cancel_ends_the_child_and_its_children_and_nothing_comes_any_more(qtbot: Any, job: ChildJob) -> None:
    got: list[Any] = []
    with qtbot.waitSignal(job.progressed, timeout=PATIENCE) as report:
        job.call(jobs.sleep_with_child, then=got.append, failed=got.append)
    grandchild = report.args[1]
    job.cancel()
    qtbot.waitUntil(lambda: not _runs(grandchild), timeout=PATIENCE)
    assert got == []
    assert not job.busy


def _runs(process: int) -> bool:
    try:
        stat = Path(f"/proc/{process}/stat").read_text()
        return stat.rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
