"""Finds the same person again, in the list itself and in the register; refuses to touch a database or to merge developers.

`in_file` first, then `against`. Both are pure: columns in, verdicts out. Whoever calls them keeps `blocking.block_keys` of the
register and joins them with those of the list; the pairs that come of the join are the candidates of `against`.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, NamedTuple

from skilling.domain.likeness import DIFFERENT, SIMILAR
from skilling.importing.matching.blocking import (
    LARGEST_BLOCK,
    MOST_NAMESAKES,
    BlockKeys,
    Kind,
    block_keys,
    crowded_values,
)
from skilling.importing.matching.frequency import Places, Rarity, Sharing
from skilling.importing.matching.people import People
from skilling.importing.matching.scoring import REVIEW, Score, Scorer
from skilling.importing.matching.weights import pattern

# A second candidate this far behind a certain one does not call for a person to look.
_CLEAR_LEAD: Final = 13.0
# The score of a pair that a person found to be one.
SAID: Final = 99.0
# So many members of a group must not contradict whoever joins it.
_MEMBERS_ASKED: Final = 8


class Outcome(StrEnum):
    """What becomes of a row."""

    LINK = "link"
    REVIEW = "review"
    NEW = "new"


class Candidate(NamedTuple):
    """A developer who may be the row's person, the score in bits, and why, in words."""

    developer: int
    score: float
    why: tuple[str, ...]

    @property
    def pattern(self) -> str:
        """The same for all that agree and disagree in the same things: what is answered for one may be applied to them."""
        return pattern(self.why)


class Verdict(NamedTuple):
    """What becomes of a row. `developer` is set for a link only; `candidates` are those worth showing, the likeliest first."""

    outcome: Outcome
    developer: int | None = None
    score: float = 0.0
    why: tuple[str, ...] = ()
    candidates: tuple[Candidate, ...] = ()


NEW: Final = Verdict(Outcome.NEW)


@dataclass(frozen=True, slots=True)
class Answers:
    """What people said before, remembered for ever.

    `same` and `different` hold `(position of a row, developer id)`; `rows_same` and `rows_apart` pairs of positions, the later row
    first; `apart` pairs of developer ids, the smaller first, that were found to be two people; `merged` who a developer was found
    to be.
    """

    same: frozenset[tuple[int, int]] = frozenset()
    different: frozenset[tuple[int, int]] = frozenset()
    apart: frozenset[tuple[int, int]] = frozenset()
    rows_same: frozenset[tuple[int, int]] = frozenset()
    rows_apart: frozenset[tuple[int, int]] = frozenset()
    merged: Mapping[int, int] = field(default_factory=dict)


NO_ANSWERS: Final = Answers()


@dataclass(frozen=True, slots=True)
class ComeAgain:
    """A list whose people are nearly all in a cohort under the same names: which row may be which developer, and its odds.

    `odds` are in bits, before the name itself is weighed.
    """

    cohort: str  # its code
    pairs: Mapping[int, int]
    odds: float


@dataclass(frozen=True, slots=True)
class Counted:
    """What the register knows of how common things are.

    `skeletons` and `institutions`: people by skeleton of a name's word and by institution, where that was counted. `crowded`:
    keys that more than `LARGEST_BLOCK` developers have, for which no candidates were brought. `again`: the list came before.
    """

    skeletons: Mapping[str, int] = field(default_factory=dict)
    institutions: Mapping[int | str, int] = field(default_factory=dict)
    crowded: AbstractSet[int] = frozenset()
    again: ComeAgain | None = None


class Pair(NamedTuple):
    """Two rows of a list that may be one person."""

    row: int
    earlier: int
    score: float
    why: tuple[str, ...]

    @property
    def pattern(self) -> str:
        """As that of a candidate."""
        return pattern(self.why)


@dataclass(frozen=True, slots=True)
class Duplicates:
    """For each row the position of the first row of the same person (its own, for most); `repeats` says why for the others."""

    first: list[int]
    repeats: dict[int, Pair]
    review: list[Pair]


def in_file(people: People, answers: Answers = NO_ANSWERS, keys: BlockKeys | None = None) -> Duplicates:
    """People who stand in the list more than once. The first row of a person wins; doubtful pairs are left for review.

    `keys` are those of `block_keys(people)`, where they are at hand.
    """
    rarity = Rarity(people.names)
    phones, mailboxes = _sharing((people,))
    scorer = Scorer(people, people, rarity, phones, mailboxes, Places(people.institution), len(people))
    groups = _Groups(len(people), scorer, answers)
    pairs = _pairs_within(people, keys or block_keys(people), answers.rows_same)
    scorer.look_for_families(divmod(pair, len(people)) for pair in pairs)
    for pair in pairs:
        groups.consider(*divmod(pair, len(people)))
    return groups.settled()


def against(
    people: People,
    register: People,
    ids: Sequence[int],
    candidates: Iterable[tuple[int, int]],
    register_size: int,
    answers: Answers = NO_ANSWERS,
    counted: Counted | None = None,
) -> list[Verdict]:
    """One verdict for each row of `people`.

    `candidates` are `(row position, developer id)`, repeats allowed; `register` holds the developers they name, `ids` their ids
    in the same order; `register_size` counts the whole register. Raises KeyError for a candidate that `ids` does not name.
    """
    counted = counted or Counted()
    rarity = Rarity(people.names, counted.skeletons, register_size)
    phones, mailboxes = _sharing((people, register), counted.crowded)
    places = Places(people.institution, counted.institutions, register_size)
    scorer = Scorer(people, register, rarity, phones, mailboxes, places, register_size)
    place = {developer: position for position, developer in enumerate(ids)}
    by_row: dict[int, set[int]] = {}
    for row, developer in candidates:
        by_row.setdefault(row, set()).add(place[developer])
    if counted.again is not None:
        scorer.expect(
            {(row, place[developer]) for row, developer in counted.again.pairs.items() if developer in place}, counted.again.odds
        )
    scorer.look_for_families((row, other) for row, found in by_row.items() for other in found)
    for row, developer in answers.same:
        if developer in place:
            by_row.setdefault(row, set()).add(place[developer])
    judge = _Judge([answers.merged.get(developer, developer) for developer in ids], answers, scorer.link)
    verdicts = [NEW] * len(people)
    for row, found in by_row.items():
        verdicts[row] = judge.verdict(row, [(other, scorer.score(row, other)) for other in _worth(people, register, row, found)])
    return verdicts


def _sharing(sets: Sequence[People], crowded: AbstractSet[int] = frozenset()) -> tuple[Sharing, Sharing]:
    phones = crowded_values(Kind.MOBILE, sets[0].mobile, crowded) if crowded else frozenset()
    mailboxes = crowded_values(Kind.EMAIL, sets[0].email, crowded) if crowded else frozenset()
    return (
        Sharing([(people.mobile, people.names) for people in sets], phones),
        Sharing([(people.email, people.names) for people in sets], mailboxes),
    )


def _worth(people: People, register: People, row: int, found: set[int]) -> Iterable[int]:
    """Of very many candidates, those who share a telling word of the name. An address brings more than the rest does."""
    if len(found) <= LARGEST_BLOCK * (4 if people.address[row] else 1):
        return found
    words = set(people.names[row].telling)
    return [other for other in found if not words.isdisjoint(register.names[other].telling)]


def _likeliest(found: Sequence[Candidate]) -> list[Candidate]:
    """Each developer once, as the likeliest of the records that stand for them; the likeliest first."""
    likeliest: dict[int, Candidate] = {}
    for candidate in sorted(found, key=lambda candidate: (-candidate.score, candidate.developer)):
        likeliest.setdefault(candidate.developer, candidate)
    return list(likeliest.values())


class _Judge:
    """Turns the scores of one row into its verdict. `ids` may name one developer several times, for several records."""

    def __init__(self, ids: Sequence[int], answers: Answers, link: float) -> None:
        self._ids, self._answers, self._link = ids, answers, link
        self._asked = bool(answers.same or answers.different)

    def verdict(self, row: int, scores: list[tuple[int, Score]]) -> Verdict:
        found = [Candidate(self._ids[other], round(score.bits, 1), score.why) for other, score in scores if score.bits >= REVIEW]
        if self._asked:
            said, found = self._heed(row, found, [self._ids[other] for other, _ in scores])
            if said is not None:
                return Verdict(Outcome.LINK, said, SAID, ("someone said it is the same person",), tuple(found))
        if not found:
            return NEW
        if len(found) > 1:
            found = _likeliest(found)
        best = found[0]
        rivals = [candidate for candidate in found[1:] if not self._known_apart(best.developer, candidate.developer)]
        doubtful = best.score < self._link or (bool(rivals) and best.score - rivals[0].score < _CLEAR_LEAD)
        if doubtful:
            return Verdict(Outcome.REVIEW, None, best.score, best.why, tuple(found))
        return Verdict(Outcome.LINK, best.developer, best.score, best.why, tuple(found))

    def _heed(self, row: int, found: list[Candidate], looked_at: list[int]) -> tuple[int | None, list[Candidate]]:
        said = next((developer for developer in looked_at if (row, developer) in self._answers.same), None)
        return said, [candidate for candidate in found if (row, candidate.developer) not in self._answers.different]

    def _known_apart(self, one: int, other: int) -> bool:
        return (min(one, other), max(one, other)) in self._answers.apart


def _pairs_within(people: People, keys: BlockKeys, more: AbstractSet[tuple[int, int]] = frozenset()) -> array[int]:
    """Pairs `(row, earlier row)` that share a key, and `more`, in the order of the rows; each as one number, row times size and rest."""
    alone: dict[int, int] = {}
    blocks: dict[int, list[int]] = {}
    kind = -1
    for key, row in keys:
        if key & 7 != kind:
            # `block_keys` gives one kind after the other, and two kinds never meet: one at a time has to be remembered.
            kind = key & 7
            alone.clear()
        first = alone.setdefault(key, row)
        if first != row:
            block = blocks.get(key)
            if block is None:
                blocks[key] = [first, row]
            else:
                block.append(row)
    rows = len(people)
    pairs = {row * rows + earlier for row, earlier in more}
    for key, block in blocks.items():
        if key & 7 == Kind.NAME and len(block) > MOST_NAMESAKES:
            continue  # a name that many bear says nothing by itself
        for part in [block] if len(block) <= LARGEST_BLOCK else _by_word(people, block):
            for place, row in enumerate(part):
                pairs.update([row * rows + earlier for earlier in part[: min(place, LARGEST_BLOCK)]])
    return array("q", sorted(pairs))


def _by_word(people: People, block: list[int]) -> Iterator[list[int]]:
    """A block that is too large, cut into those who share a telling word of the name."""
    parts: dict[str, list[int]] = {}
    for row in block:
        for word in people.names[row].telling:
            parts.setdefault(word, []).append(row)
    return (part for part in parts.values() if len(part) > 1)


class _Groups:
    """Rows of one list gathered by person, each group under its first row."""

    def __init__(self, rows: int, scorer: Scorer, answers: Answers) -> None:
        self._scorer, self._answers = scorer, answers
        self._asked = bool(answers.rows_same or answers.rows_apart)
        self._first = list(range(rows))
        self._members: dict[int, list[int]] = {}
        self._repeats: dict[int, Pair] = {}
        self._review: list[Pair] = []
        self._row = -1
        self._found: list[Pair] = []

    def consider(self, row: int, earlier: int) -> None:
        """Pairs must come in the order of `row`."""
        if row != self._row:
            self._settle()
            self._row = row
        score = self._scorer.score(row, earlier)
        if (row, earlier) in self._answers.rows_same:
            self._found.append(Pair(row, earlier, max(round(score.bits, 1), SAID), ("someone said it is the same person",)))
        elif score.bits >= REVIEW:
            self._found.append(Pair(row, earlier, round(score.bits, 1), score.why))

    def settled(self) -> Duplicates:
        self._settle()
        doubtful = [pair for pair in self._review if self._first[pair.row] != self._first[pair.earlier]]
        return Duplicates(self._first, self._repeats, doubtful)

    def _settle(self) -> None:
        """The row whose pairs are complete joins a group, or several that it shows to be one, or is left for review."""
        found, self._found = self._found, []
        if self._asked:
            found = [pair for pair in found if not self._judged_apart(pair.row, self._first[pair.earlier])]
        if not found:
            return
        found.sort(key=lambda pair: (-pair.score, pair.earlier))
        best = found[0]
        head = self._first[best.earlier]
        rivals = {self._first[pair.earlier]: pair for pair in reversed(found) if self._first[pair.earlier] != head}
        near = {other: pair for other, pair in rivals.items() if best.score - pair.score < _CLEAR_LEAD}
        joined = {other: pair for other, pair in rivals.items() if pair.score >= self._scorer.link and self._are_one(head, other)}
        clear = near.keys() <= joined.keys() or not self._scorer.guarded
        if best.score < self._scorer.link or not clear or (best.score < SAID and self._contradicted(best.row, head)):
            self._review.append(best)
            return
        self._first[best.row] = head
        self._members.setdefault(head, [head]).append(best.row)
        self._repeats[best.row] = best
        for other, pair in joined.items():
            self._merge(self._first[best.row], other, pair)

    def _are_one(self, head: int, other: int) -> bool:
        """Whether nobody of two groups contradicts anybody of the other."""
        others = self._members.get(other, [other])
        if self._asked and any(self._judged_apart(row, head) for row in others):
            return False
        return not any(self._contradicted(row, head, SIMILAR) for row in others[:_MEMBERS_ASKED])

    def _judged_apart(self, row: int, head: int) -> bool:
        """Whether a person said of the row that it is not one of a group."""
        members = self._members.get(head, [head])
        return any((max(row, each), min(row, each)) in self._answers.rows_apart for each in members)

    def _merge(self, one: int, another: int, pair: Pair) -> None:
        """Two groups that a later row belongs to become one, under the first row of either."""
        head, other = min(one, another), max(one, another)
        rows = self._members.pop(other, [other])
        for row in rows:
            self._first[row] = head
        self._members.setdefault(head, [head]).extend(rows)
        self._repeats[other] = Pair(other, head, pair.score, ("a later row is both", *pair.why))

    def _contradicted(self, row: int, head: int, worst: int = DIFFERENT) -> bool:
        """Whether the name of anybody in a group is as unlike the row's as `worst`, or more."""
        if not self._scorer.guarded:
            return False
        members = self._members.get(head, [head])[:_MEMBERS_ASKED]
        return any(self._scorer.score(row, member).level <= worst for member in members)
