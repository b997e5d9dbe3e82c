"""An attack on public packs: reads them as a reader does, and tries to work out each withheld figure. Knows nothing of how.

    python -m tests.figures.attack [--packs 200]

From the cells alone it writes down everything that a reader knows: rows and columns that add up, sheets that say the
same, windows of time, what can never be larger, what grows from month to month, "<10" is 1 to 9 and "*" at least 10.
Then it solves that: rational elimination first, bounds after it, until nothing moves. A figure is recovered if one value
is left to it.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from pathlib import Path

from skilling.domain.calendar import month
from skilling.reports import delivery
from skilling.reports import pack as packs
from skilling.reports.grids import Band, Figure, Grid, Text
from skilling.services.desk import Desk, open_desk
from tests.reports import seeded

MONTHS = ("2026-02", "2026-03", "2026-04", "2026-05", "2026-06", "2026-07", "2026-08", "2026-09", "2026-10", "2026-11")
NO_LIMIT = Fraction(10**12)
Name = tuple[str, ...]


@dataclass
class Knowledge:
    """What a reader of the packs so far knows."""

    values: dict[Name, Fraction] = field(default_factory=dict)
    low: dict[Name, Fraction] = field(default_factory=dict)
    high: dict[Name, Fraction] = field(default_factory=dict)
    withheld: dict[Name, str] = field(default_factory=dict)  # and how each was marked
    equations: list[dict[Name, int]] = field(default_factory=list)  # sum of sign x figure is zero
    no_less: list[tuple[Name, Name]] = field(default_factory=list)  # larger, smaller

    def see(self, name: Name, cell: object) -> None:
        value = cell.value if isinstance(cell, Figure | Text) else None
        if value is None:
            return
        if value == "<10":
            self.withheld[name], self.low[name], self.high[name] = "<10", Fraction(1), Fraction(9)
        elif value == "*":
            self.withheld[name], self.low[name], self.high[name] = "*", Fraction(10), NO_LIMIT
        else:
            assert isinstance(cell, Figure), f"{name} is neither a figure nor a mark: {value!r}"
            self.values[name] = Fraction(value)

    def knows(self, *names: Name) -> bool:
        return all(name in self.values or name in self.withheld for name in names)

    def adds_up(self, whole: Name, parts: Iterable[Name], less: Iterable[Name] = ()) -> None:
        parts, less = list(parts), list(less)
        if self.knows(whole, *parts, *less):
            terms: dict[Name, int] = defaultdict(int)
            for sign, names in ((1, [whole, *less]), (-1, parts)):
                for name in names:
                    terms[name] += sign
            self.equations.append(dict(terms))

    def never_more(self, larger: Name, smaller: Name) -> None:
        if self.knows(larger, smaller):
            self.no_less.append((larger, smaller))


# -- reading -----------------------------------------------------------------------------------------

STATE = ("cohorts", "enrolled", "started", "trained", "certified", "women", "pwd", "persons")
CHAIN = (("enrolled", "started"), ("started", "trained"), ("trained", "certified"), ("enrolled", "women"), ("enrolled", "pwd"),
         ("enrolled", "persons"))  # fmt: skip
SUMMARY = {"Enrolled": "enrolled", "Started": "started", "Trained": "trained", "Certified": "certified",
           "Unique persons": "new", "Further enrolments of the same persons": "further", "Grants": "grants"}  # fmt: skip


def read(known: Knowledge, grids: Iterable[Grid], name: str, before: str | None) -> None:
    """Takes one month's pack in."""
    by_name = {grid.name: grid for grid in grids}
    _summary(known, by_name["Summary"], name, before)
    _states(known, by_name["State UT"], name)
    _categories(known, by_name["Category x gender"], name)
    _growth(known, name, before)


def _summary(known: Knowledge, grid: Grid, name: str, before: str | None) -> None:
    last = ""
    for row in grid.rows:
        if row.band not in (Band.BODY, Band.INNER):
            continue
        words = str(row.cells[1].value)  # type: ignore[union-attr]
        if row.band is Band.INNER:
            measure = f"{last} {words}"
        elif words in SUMMARY:
            measure = last = SUMMARY[words]
        else:
            last = words
            continue
        place = (measure, "", "")
        eve = before or f"before {name}"
        for window, cell in zip((("to", eve), ("in", name), ("to", name)), row.cells[3:6], strict=True):
            if cell is not None:
                known.see((*place, *window), cell)
        known.adds_up((*place, "to", name), [(*place, "to", eve), (*place, "in", name)])
    for window in (("to", name), ("in", name)):
        known.adds_up(("enrolled", "", "", *window), [("new", "", "", *window), ("further", "", "", *window)])


def _states(known: Knowledge, grid: Grid, name: str) -> None:
    rows = [row for row in grid.rows if row.band in (Band.BODY, Band.BRIDGE, Band.TOTAL)]
    states = []
    for row in rows:
        state = {Band.TOTAL: "", Band.BRIDGE: "again"}.get(row.band, str(row.cells[2].value if row.cells[2] else ""))
        states += [state] if row.band is Band.BODY else []
        for measure, cell in zip(STATE, row.cells[3:], strict=True):
            if measure != "cohorts":
                known.see((measure, state, "", "to", name), cell)
    for measure in STATE[1:]:
        again = [(measure, "again", "", "to", name)] if measure == "persons" else []
        known.adds_up((measure, "", "", "to", name), [(measure, state, "", "to", name) for state in states], again)
    for state in (*states, ""):
        for larger, smaller in CHAIN:
            known.never_more((larger, state, "", "to", name), (smaller, state, "", "to", name))
    known.adds_up(("persons", "", "", "to", name), [("new", "", "", "to", name)])


def _categories(known: Knowledge, grid: Grid, name: str) -> None:
    genders, measures = ("F", "M", "T", "none", ""), ("enrolled", "trained", "certified")
    rows = [row for row in grid.rows if row.band in (Band.BODY, Band.TOTAL)]
    names = []
    for row in rows:
        category = f"category {row.cells[1].value}" if row.band is Band.BODY and row.cells[1] else ""
        names += [category] if category else []
        for place, cell in enumerate(row.cells[2:]):
            known.see((measures[place // 5], category, genders[place % 5], "to", name), cell)
    for measure in measures:
        for gender in genders:
            known.adds_up((measure, "", gender, "to", name), [(measure, each, gender, "to", name) for each in names])
        for category in (*names, ""):
            known.adds_up(
                (measure, category, "", "to", name), [(measure, category, each, "to", name) for each in genders if each]
            )
        women = {"enrolled": "enrolled of which women"}.get(measure, f"{measure} of which women")
        known.adds_up((measure, "", "F", "to", name), [(women, "", "", "to", name)])
    known.adds_up(("enrolled", "", "F", "to", name), [("women", "", "", "to", name)])
    known.adds_up(("pwd", "", "", "to", name), [("enrolled of which PwD", "", "", "to", name)])
    for category in (*names, ""):
        for gender in genders:
            for larger, smaller in (("enrolled", "trained"), ("trained", "certified")):
                known.never_more((larger, category, gender, "to", name), (smaller, category, gender, "to", name))


def _growth(known: Knowledge, name: str, before: str | None) -> None:
    for each in [each for each in (*known.values, *known.withheld) if each[3:] == ("to", name)]:
        if before is not None:
            known.never_more(each, (*each[:3], "to", before))


# -- solving -----------------------------------------------------------------------------------------


def solve(known: Knowledge) -> dict[Name, Fraction]:
    """Every withheld figure to which one value is left."""
    low, high = dict(known.low), dict(known.high)
    for name, value in known.values.items():
        low[name] = high[name] = value
    rows = [*known.equations, *_eliminated(known)]
    at = defaultdict(list)
    for place, row in enumerate(rows):
        for name in row:
            at[name].append(place)
    waiting = set(range(len(rows)))
    order = {larger: [] for larger, _ in known.no_less} | {smaller: [] for _, smaller in known.no_less}
    for larger, smaller in known.no_less:
        order[larger].append((larger, smaller))
        order[smaller].append((larger, smaller))
    moved = set(known.withheld)
    for _ in range(60):
        for name in list(moved):
            for larger, smaller in order.get(name, ()):
                if low[smaller] > low[larger]:
                    low[larger] = low[smaller]
                    moved.add(larger)
                if high[larger] < high[smaller]:
                    high[smaller] = high[larger]
                    moved.add(smaller)
        waiting |= {place for name in moved for place in at[name]}
        moved = set()
        for place in waiting:
            moved |= set(_narrowed(rows[place], low, high))
        waiting = set()
        if not moved:
            break
    return {name: low[name] for name in known.withheld if low[name] == high[name]}


def _eliminated(known: Knowledge) -> Iterator[dict[Name, Fraction]]:
    """The equations over the withheld figures in reduced form, by exact elimination, as equations again."""
    pivots: dict[Name, dict[Name, Fraction]] = {}
    for equation in known.equations:
        row: dict[Name, Fraction] = defaultdict(Fraction)
        for name, sign in equation.items():
            if name in known.values:
                row[("1",)] += sign * known.values[name]
            else:
                row[name] += sign
        for name in [name for name in row if name in pivots]:
            factor = row.get(name, Fraction(0))
            for other, value in pivots[name].items():
                row[other] = row.get(other, Fraction(0)) - factor * value
        row = {name: value for name, value in row.items() if value}  # type: ignore[assignment]
        unknown = [name for name in row if name != ("1",)]
        if not unknown:
            assert not row, "the published figures contradict each other"
            continue
        lead = unknown[0]
        row = {name: value / row[lead] for name, value in row.items()}  # type: ignore[assignment]
        for other in pivots.values():
            if lead in other:
                factor = other[lead]
                for name, value in row.items():
                    other[name] = other.get(name, Fraction(0)) - factor * value
                for name in [name for name, value in other.items() if not value]:
                    del other[name]
        pivots[lead] = dict(row)
    yield from pivots.values()


def _narrowed(
    row: dict[Name, Fraction] | dict[Name, int], low: dict[Name, Fraction], high: dict[Name, Fraction]
) -> Iterator[Name]:
    """The figures of an equation whose bounds the other figures narrow; whole numbers only."""
    ends = {
        name: (value, value) if name == ("1",) else tuple(sorted((value * low[name], value * high[name])))
        for name, value in row.items()
    }  # fmt: skip
    least, most = sum(e[0] for e in ends.values()), sum(e[1] for e in ends.values())
    for name, value in row.items():
        if name == ("1",) or low[name] == high[name]:
            continue
        one, other = -(most - ends[name][1]) / Fraction(value), -(least - ends[name][0]) / Fraction(value)
        lower, upper = Fraction(-((-min(one, other)) // 1)), Fraction(max(one, other) // 1)
        if lower > low[name] or upper < high[name]:
            low[name], high[name] = max(lower, low[name]), min(upper, high[name])
            yield name


# -- packs -------------------------------------------------------------------------------------------


def attacked(desk: Desk, folder: Path, months: Iterable[str] = MONTHS) -> tuple[int, int, list[str]]:
    """Publishes a pack a month and attacks each with all before it: packs, withheld figures, what was recovered."""
    known, recovered, before, made = Knowledge(), [], None, 0
    for name in months:
        pack = desk.read(packs.ministry, month(name), date(2026, 11, 22), profile="public", language="en")
        delivery.deliver(desk, "attack", pack, folder / f"{name}.xlsx")
        read(known, pack.sheets, name, before)
        truth = desk.read(packs.ministry, month(name), date(2026, 11, 22), language="en")
        recovered += _shown_small(truth.sheets, pack.sheets)
        recovered += [f"{name}: {' '.join(figure)} = {value}" for figure, value in solve(known).items()]
        before, made = name, made + 1
    return made, len(known.withheld), recovered


def _shown_small(truth: Iterable[Grid], public: Iterable[Grid]) -> list[str]:
    """Counts of enrolments from 1 to 9 that stand in the open."""
    shown = {grid.name: dict(grid.figures()) for grid in public}
    return [
        f"{grid.name} {at} shows {figure.value}"
        for grid in truth
        for at, figure in grid.figures()
        if figure.question.declared.facts.noun == "enrolment" and figure.question.declared.lists in ("enrolment", "developer")
        and "cohort" not in figure.question.measure and not figure.question.per
        and isinstance(figure.value, int) and 1 <= figure.value <= 9 and at in shown.get(grid.name, {})
    ]  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description="Attack random public packs in monthly sequence.")
    parser.add_argument("--packs", type=int, default=200)
    wanted = parser.parse_args().packs
    packs_made = withheld = seed = 0
    recovered: list[str] = []
    while packs_made < wanted:
        with tempfile.TemporaryDirectory() as folder:
            desk = open_desk(Path(folder) / "desk.db", create=True)
            try:
                seeded.fill(desk, seed, (60, 150, 400, 900)[seed % 4])
                made, hidden, found = attacked(desk, Path(folder), MONTHS[: wanted - packs_made])
            finally:
                desk.close()
        packs_made, withheld, seed = packs_made + made, withheld + hidden, seed + 1
        recovered += found
        print(f"\r{packs_made} packs, {withheld} withheld figures, {len(recovered)} recovered", end="", flush=True)
    print()
    for each in recovered[:20]:
        print(f"  {each}")
    return 1 if recovered else 0


if __name__ == "__main__":
    raise SystemExit(main())
