"""Whatever many programs acknowledge at the same time is there afterwards."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from skilling.database import audit
from skilling.database.tables import Cohort
from skilling.services.desk import Desk
from tests import builders


@pytest.mark.slow
def test_many_processes_counting_one_number_up_lose_nothing(desk: Desk) -> None:
    processes, times = (8, 20) if desk.database.is_file else (16, 10)
    cohort = builders.a_cohort(desk, seats=0)
    done = subprocess.run(
        [sys.executable, Path(__file__).with_name("writers.py"), desk.address, str(cohort.id), str(processes), str(times)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (int(done.stdout or 0), done.stderr) == (processes * times, "")
    counted = builders.stored(desk, "cohort", cohort.id or 0)
    assert isinstance(counted, Cohort)
    assert counted.seats == processes * times
    chain = desk.read(audit.examine)
    assert chain.ok and chain.changes == processes * times + 2  # the programme and the cohort came first
