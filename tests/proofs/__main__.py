"""`make proofs`: kills and disk errors at random system calls while the desk writes. Ends with 1 where a promise broke."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from tests import pgserver
from tests.proofs import faults, strace, workload


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m tests.proofs", description=__doc__)
    asked.add_argument("--runs", type=int, default=10, help="runs of each fault in each phase")
    asked.add_argument("--seed", type=int, default=1, help="another seed puts the faults elsewhere")
    asked.add_argument("--phase", choices=list(workload.PHASES), action="append")
    given = asked.parse_args()
    if not strace.available():
        print(strace.MISSING)
        return 0
    began, broken, runs, hit = time.monotonic(), 0, 0, 0
    with tempfile.TemporaryDirectory(dir=pgserver.memory()) as folder:
        ground = faults.Ground(Path(folder) / "ground")
        for phase in given.phase or workload.PHASES:
            for effect in faults.EFFECTS:
                tally = faults.prove(ground, phase, effect, given.runs, given.seed)
                endings = ", ".join(f"{name} {count}" for name, count in tally.endings.most_common())
                print(
                    f"{phase:8} {effect:16} runs {tally.runs:3}, hit {tally.hit:3}, acknowledged {tally.acknowledged:3}, "
                    f"broken promises {sum(tally.bad.values())}   [{endings}]", flush=True,
                )  # fmt: skip
                for finding, count in tally.bad.items():
                    print(f"         BROKEN {count} x {finding}", flush=True)
                runs, hit, broken = runs + tally.runs, hit + tally.hit, broken + sum(tally.bad.values())
    print(f"{runs} runs, {hit} with a fault that was reached, {broken} broken promises, {time.monotonic() - began:.0f} s")
    return 1 if broken or hit * 2 < runs else 0


if __name__ == "__main__":
    sys.exit(main())
