"""Every cell of every sheet counted again by other means, and what stands behind it: `python -m tests.figures.recount`.

The recount reads the records whole and counts them in plain Python (`tests/reports/recount.py`); it shares no query with
the pack. Behind a count have to stand that many records, behind an amount the records that add up to it. A quarter is
submitted and corrected late as well, and what its Restatement sheet says is counted again (`restated`).
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

from sqlmodel import Session

from skilling.database.tables import RECORDS
from skilling.domain.calendar import financial_year, month, quarter
from skilling.reports import figures
from skilling.reports.measures import Kind
from skilling.reports.pack import Pack
from skilling.services.desk import Desk, open_desk
from tests.figures.goals import say
from tests.figures.restated import Restated, one_restatement
from tests.reports import seeded
from tests.reports.packs import a_pack, grid_named, words_of
from tests.reports.recount import recount
from tests.reports.recount_people import every_sheet

PERIODS = (quarter("2026-27", 2), month("2026-06"), financial_year("2026-27"), quarter("2025-26", 4))
DAYS = (None, date(2026, 9, 10), date(2026, 6, 17))


@dataclass
class Tally:
    """How many of how many were the same."""

    cells: int = 0
    same_cells: int = 0
    behind: int = 0
    same_behind: int = 0
    wrong: list[str] = field(default_factory=list)


def compare(desk: Desk, pack: Pack, tally: Tally, known_on: date | None = None) -> None:
    """Counts a pack again, sheet by sheet and cell by cell."""
    scope = pack.scope
    again = desk.read(lambda session: every_sheet(session, recount(session, scope.period.start, scope.as_on, known_on)))
    for name, rows in again.items():
        written = words_of(grid_named(pack, name))
        for place in range(max(len(written), len(rows))):
            left, right = (each[place] if place < len(each) else [] for each in (written, rows))
            width = max(len(left), len(right))
            pairs = zip([*left, *["?"] * (width - len(left))], [*right, *["?"] * (width - len(right))], strict=True)
            for one, other in pairs:
                tally.cells += 1
                tally.same_cells += one == other
                if one != other:
                    tally.wrong.append(f"{name} row {place}: {left} is not {right}")


def look_behind(session: Session, pack: Pack, tally: Tally) -> None:
    """Behind every figure: as many records as it says, or the records that it adds up."""
    for grid in pack.sheets:
        for at, figure in grid.figures():
            question, value = figure.question, figure.value
            ids = figures.records(session, pack.scope, question)
            if question.per:
                continue
            if question.declared.kind is Kind.SUM:
                records = [session.get(RECORDS[question.declared.lists], key) for key in ids]
                came_to = sum((Decimal(getattr(each, question.declared.of)) for each in records), Decimal(0))
                same = came_to == (value or 0)
            else:
                same = len(ids) == len(set(ids)) == value
            tally.behind += 1
            tally.same_behind += same
            if not same:
                tally.wrong.append(f"{grid.name} {at}: {value}, behind it {len(ids)}")


def one_programme(seed: int, folder: Path, tally: Tally) -> None:
    """A programme drawn from a seed, in a period and as on a day that follow from it."""
    desk = open_desk(str(folder / f"{seed}.db"), create=True)
    seeded.fill(desk, seed)
    period, as_of = PERIODS[seed % len(PERIODS)], DAYS[seed % len(DAYS)]
    if as_of is not None and not period.start <= as_of <= period.end:
        as_of = None
    pack = a_pack(desk, period, as_of=as_of)
    compare(desk, pack, tally)
    desk.read(look_behind, pack, tally)
    desk.close()


def main(arguments: Sequence[str]) -> int:
    """Prints both figures; 1 where a cell differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--programmes", type=int, default=50)
    count = parser.parse_args(list(arguments)).programmes
    tally, restated = Tally(), Restated()
    with tempfile.TemporaryDirectory(prefix="skilling-recount-") as folder:
        for seed in range(1, count + 1):
            one_programme(seed, Path(folder), tally)
            one_restatement(seed, Path(folder), restated)
    for what, same, of in (
        ("cells", tally.same_cells, tally.cells), ("behind", tally.same_behind, tally.behind),
        ("restated cells", restated.same, restated.cells), ("causes", restated.same_causes, restated.causes),
    ):  # fmt: skip
        say(f"{count} programmes, {what} equal", f"{same:,} of {of:,}", "every one", same == of)
    wrong = [*tally.wrong, *restated.wrong]
    for line in wrong[:20]:
        print(f"  {line}")
    return int(bool(wrong))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
