"""One import that is cancelled in its middle, as `tests.proofs.halting` ends many at random."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.proofs import halting


@pytest.mark.skipif(sys.platform == "win32", reason="whole groups of processes are ended by a signal")
def test_an_import_cancelled_in_its_middle_leaves_nothing_and_goes_in_afterwards(tmp_path: Path) -> None:
    place = halting.ground(tmp_path, rows=400, known=40)
    place.laid_anew()
    start = time.perf_counter()
    subprocess.run(place.command(), capture_output=True, check=False)
    whole, through = time.perf_counter() - start, halting.counted(place.database)
    cancel = next(ending for ending in halting.ENDINGS if ending.name == "cancel")
    _, broken = halting.prove(place, cancel, 0.6 * whole, through)
    assert broken == []
