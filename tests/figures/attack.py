"""An attack on public packs in monthly sequence: reads them as a reader does, and tries to work out each withheld figure.

    python -m tests.figures attack              (or: python -m tests.figures.attack --packs 20)

Programmes of different sizes publish a pack a month, some of them also tables on demand. From the cells of every sheet of
every pack so far (`publicreader`) what is withheld is worked out by every way there is (`solving`).
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from zipfile import ZipFile

from skilling.domain.calendar import financial_year, month
from skilling.domain.problems import Refused
from skilling.reports import crosstab, delivery
from skilling.reports import pack as packs
from skilling.reports.pack import Pack
from skilling.services.desk import Desk, open_desk
from tests.figures import publicreader, solving
from tests.figures.publicreader import Knowledge
from tests.reports import seeded

MONTHS = ("2026-02", "2026-03", "2026-04", "2026-05", "2026-06", "2026-07", "2026-08", "2026-09", "2026-10", "2026-11")
SIZES = (12, 30, 60, 150, 400, 900)  # developers
TODAY = date(2026, 11, 22)
TABLES = (
    crosstab.PARLIAMENT,
    crosstab.Definition("learner_type", ("gender",), "trained"),
    crosstab.Definition("category", ("state",), "certified"),
)


@dataclass
class Attack:
    """What was published, and what came of it."""

    packs: int = 0
    withheld: int = 0
    shown: int = 0
    refused: int = 0
    recovered: list[str] = field(default_factory=list)


def attacked(desk: Desk, folder: Path, months: Iterable[str] = MONTHS, tables: bool = True) -> Attack:
    """Publishes a pack a month, and a table on demand after some; then tries everything on all of them together."""
    known, found = Knowledge(), Attack()
    for place, name in enumerate(months):
        public = desk.read(packs.ministry, month(name), TODAY, profile="public", language="en")
        truth = desk.read(packs.ministry, month(name), TODAY, language="en")
        found.recovered += _published(desk, known, public, truth, folder / f"{name}.xlsx")
        found.packs += 1
        if tables and place % 3 == 2:
            asked = (TABLES[place // 3 % len(TABLES)], financial_year("2026-27"), TODAY, month(name).end, None)
            with suppress(Refused):
                table = desk.read(crosstab.pack_of, *asked, "public")
                found.recovered += _published(desk, known, table, desk.read(crosstab.pack_of, *asked), folder / "table.xlsx")
    # What can be worked out from the packs up to a month can be worked out from all of them.
    found.recovered += [f"{name} = {value}" for name, value in solving.solve(known).items()]
    found.recovered += [*known.leaks, *known.shares_given_away()]
    found.withheld, found.shown = len(known.withheld), len(known.values)
    return found


def _published(desk: Desk, known: Knowledge, public: Pack, truth: Pack, path: Path) -> list[str]:
    """Hands a pack over and reads it, the file too; says what the file holds beside its cells."""
    delivery.deliver(desk, "attack", public, path)
    known.read(public.sheets, truth.sheets, public.scope)
    with ZipFile(path) as package:
        return publicreader.written_apart({name: package.read(name) for name in package.namelist()})


def main(arguments: Sequence[str] = ()) -> int:
    """Prints how many figures were withheld and how many of them were recovered; 1 where one was."""
    parser = argparse.ArgumentParser(description="Attack random public packs in monthly sequence.")
    parser.add_argument("--packs", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args(list(arguments))
    total, seed = Attack(), given.seed
    while total.packs < given.packs:
        with tempfile.TemporaryDirectory() as folder:
            desk = open_desk(Path(folder) / "desk.db", create=True)
            try:
                seeded.fill(desk, seed, SIZES[seed % len(SIZES)])
                found = attacked(desk, Path(folder), MONTHS[: given.packs - total.packs])
            finally:
                desk.close()
        total.packs, total.withheld = total.packs + found.packs, total.withheld + found.withheld
        total.shown += found.shown
        total.recovered += [f"programme {seed}: {each}" for each in found.recovered]
        print(
            f"programme {seed} of {SIZES[seed % len(SIZES)]}: {found.packs} packs, {found.shown:,} figures shown, "
            f"{found.withheld:,} withheld, {len(found.recovered)} recovered", flush=True,
        )  # fmt: skip
        seed += 1
    print(
        f"{total.packs} packs, {total.shown:,} figures shown, {total.withheld:,} withheld, {len(total.recovered)} recovered"
        f" ({'with' if solving.find_spec('scipy') else 'without'} linear programming)"
    )
    for each in total.recovered[:20]:
        print(f"  {each}")
    return int(bool(total.recovered))


if __name__ == "__main__":
    import sys

    raise SystemExit(main(sys.argv[1:]))
