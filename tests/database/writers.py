"""Many processes that each count one number up: run as `python writers.py ADDRESS COHORT PROCESSES TIMES`.

It loads the desk once and then forks, before any database is open. Prints how many changes were acknowledged.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from skilling.database.changes import Change
from skilling.database.tables import Cohort
from skilling.services.desk import open_desk


def count_up(change: Change, cohort_id: int) -> None:
    cohort = change.get(Cohort, cohort_id)
    change.edit(cohort, {"seats": (cohort.seats or 0) + 1})


def write(address: str, cohort_id: int, times: int) -> int:
    desk = open_desk(address)
    for _ in range(times):
        desk.change("tests", "cohort.counted", count_up, cohort_id)
    desk.close()
    return times


def main() -> None:
    address, cohort_id, processes, times = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
    children = []
    for _ in range(processes):
        child = os.fork()
        if child == 0:
            write(address, cohort_id, times)
            os._exit(0)
        children.append(child)
    failed = [child for child in children if os.waitpid(child, 0)[1]]
    print((processes - len(failed)) * times)


if __name__ == "__main__":
    main()
