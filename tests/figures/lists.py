"""Invented lists against the truth of each: `python -m tests.figures.lists [--count 2000] [--seed 1]` prints what was found.

A miss is shown with its seed and its damages; `--seed N --count 1` makes it again, `--keep FOLDER` keeps its file.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from skilling.services.desk import open_desk
from tests.figures.goals import say
from tests.generator.compose import a_list
from tests.generator.damages import DAMAGES
from tests.generator.files import write
from tests.generator.judging import Judged, judge, reading_here

_SHOWN = 40


def judged(seeds: Iterable[int], folder: Path) -> list[Judged]:
    """Every list of these seeds, written, taken in against an empty database, and judged."""
    desk = open_desk(str(folder / "empty.db"), create=True)
    found = []
    try:
        with reading_here():
            for seed in seeds:
                made = a_list(seed)
                path = write(made, folder)
                found.append(judge(desk, made, path))
    finally:
        desk.close()
    return found


def report(found: list[Judged], misses: int = _SHOWN) -> list[str]:
    """The figures of these lists, as lines."""
    lists, right = len(found), [each for each in found if each.place_right]
    wrong = [each for each in found if not each.place_right]
    asked = [each for each in wrong if each.asked]
    kept = [each for each in found if each.made.refused is None and each.columns]
    columns = sum(each.columns for each in kept)
    mistaken = sum(len(each.wrong_columns) for each in kept)
    left = sum(len(each.left_columns) for each in kept)
    whole = sum(not each.wrong_columns and not each.left_columns for each in kept)
    digits, changed = sum(each.digits for each in found), sum(len(each.changed_digits) for each in found)
    sure = [each for each in right if each.made.refused is None]
    doubted = sum(each.asked for each in sure)
    lines = [
        f"{lists:,} invented lists, {len(DAMAGES)} kinds of damage, up to 8 of them in a list",
        f"  heading and rows right          {len(right):7,} of {lists:,}  {len(right) / lists:7.2%}   goal 97 %",
        f"  of the misses, shown as unsure  {len(asked):7,} of {len(wrong):,}              goal: every one",
        f"  right, yet shown as unsure      {doubted:7,} of {len(sure):,}  {doubted / max(1, len(sure)):7.2%}",
        f"  every column right              {whole:7,} of {len(kept):,}  {whole / max(1, len(kept)):7.2%}",
        f"  columns right                   {columns - mistaken - left:7,} of {columns:,}  {1 - (mistaken + left) / max(1, columns):7.2%}",
        f"  columns left for a person       {left:7,}",
        f"  columns taken for another field {mistaken:7,}",
        f"  phones, PINs, rolls, days read  {digits:7,}",
        f"  of them changed without a word  {changed:7,}              goal: none",
    ]
    return [*lines, *_misses(found, misses)]


def _misses(found: list[Judged], most: int) -> list[str]:
    lines = []
    by_damage: Counter[str] = Counter()
    for each in found:
        said = [] if each.place_right else [("" if each.asked else "UNASKED ") + f"{each.confidence:.2f} " + each.what]
        said += [f"column {text}" for text in each.wrong_columns] + [f"left {text}" for text in each.left_columns]
        said += [f"DIGITS {text}" for text in each.changed_digits[:2]]
        if not each.place_right:
            by_damage.update(each.made.damages)
        if said:
            lines.append(f"  list {each.made.seed}: {', '.join(each.made.damages)}")
            lines += [f"      {text}" for text in said]
    if by_damage:
        lines.append("  damages of the misses: " + ", ".join(f"{name} {count}" for name, count in by_damage.most_common(12)))
    return lines[: 3 * most] if most else []


def main(arguments: list[str] | None = None) -> int:
    """Prints the figures; the exit code is 1 where a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1, help="of the first list; the others follow")
    parser.add_argument("--misses", type=int, default=_SHOWN, help="how many misses to show")
    parser.add_argument("--keep", type=Path, help="a folder to keep the files in")
    given = parser.parse_args(arguments)
    began = time.process_time()
    with TemporaryDirectory() as scratch:
        folder = given.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        found = judged(range(given.seed, given.seed + given.count), folder)
    print("\n".join(report(found, given.misses)))
    print(f"  {time.process_time() - began:.0f} s of processor time")
    met = [say(*goal) for goal in goals(found)]  # every one is said
    return 0 if all(met) else 1


def goals(found: list[Judged]) -> Iterator[tuple[str, str, str, bool]]:
    """What is promised of invented lists, and what it came to."""
    wrong = [each for each in found if not each.place_right]
    unasked, changed = sum(not each.asked for each in wrong), sum(len(each.changed_digits) for each in found)
    right = 1 - len(wrong) / len(found)
    yield f"{len(found):,} lists: heading and rows right", f"{right:.2%}", "at least 97%", right >= 0.97
    yield "misses that are not shown as unsure", str(unasked), "none", unasked == 0
    yield "digits changed without a word", str(changed), "none", changed == 0


if __name__ == "__main__":
    raise SystemExit(main())
