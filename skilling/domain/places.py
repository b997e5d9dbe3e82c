"""The gazetteer: states and districts under all the names that lists give them; refuses to guess between two places.

Codes are those of the Local Government Directory (LGD). They are not GST or ISO codes: LGD 37 is Ladakh, GST 37 is
Andhra Pradesh. The rows come from outside; this module reads no file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from skilling.domain.text import key

How = Literal["exact", "alias", "fuzzy"]

ALIKE_ENOUGH: Final = 92.0  # similarity (0..100) from which a misspelling is taken for a place
MARGIN: Final = 4.0  # and how much nearer it must be than the next place
_SHORTEST_FUZZY: Final = 5
_SHORTEST_ALONE: Final = 4  # a shorter alias of a district needs its state

_NOISE: Final = re.compile(
    r"^(?:state of|ut of|district of|dist|distt|district|जिला|राज्य)\s+"
    r"|\s+(?:state|ut|india|dist|distt|district|जिला|राज्य|जिल्हा|மாவட்டம்|மாநிலம்|జిల్లా|రాష్ట్రం|ಜಿಲ್ಲೆ|ರಾಜ್ಯ|জেলা|রাজ্য|જિલ્લો|રાજ્ય"
    r"|ജില്ല|സംസ്ഥാനം|ਜ਼ਿਲ੍ਹਾ|ਰਾਜ|ଜିଲ୍ଲା|ରାଜ୍ୟ)$"
)
_NUMBERED: Final = re.compile(r"^\s*\d{1,3}\s*[-.:)]?\s*(?=[^\W\d_])")
_PARTS: Final = re.compile(r"\s*[/,(|)\n]\s*|\s+-\s+|-(?=\s)|(?<=\s)-")
# East and West of a place differ in two letters only.
_DIRECTIONS: Final = frozenset(
    {"north", "south", "east", "west", "central", "uttar", "dakshin", "purba", "purbi", "paschim", "pashchim"}
    | {"upper", "lower", "urban", "rural", "nagar", "dehat", "city", "suburban"}
)

# The first digit of a PIN code is a postal zone; these are the states each serves (Department of Posts).
_ZONES: Final[Mapping[str, frozenset[int]]] = {
    "1": frozenset({1, 2, 3, 4, 6, 7, 37}),
    "2": frozenset({5, 9}),
    "3": frozenset({8, 24, 38}),
    "4": frozenset({22, 23, 27, 30}),
    "5": frozenset({28, 29, 34, 36}),
    "6": frozenset({31, 32, 33, 34}),
    "7": frozenset({11, 12, 13, 14, 15, 16, 17, 18, 19, 21, 35}),
    "8": frozenset({10, 20}),
}


@dataclass(frozen=True, slots=True)
class StateRow:
    """One of the 36 states and union territories. `gst_code` differs from `code`."""

    code: int
    name: str
    name_hi: str
    kind: Literal["state", "ut"]
    iso: str
    gst_code: str
    census_2011: str
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class DistrictRow:
    """One district, under the name in force; earlier names are aliases with the day on which they ended."""

    code: int
    state_code: int
    name: str
    name_hi: str
    census_2011: str
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class AliasRow:
    """Another way of writing a place. `why` is former, spelling, hindi, city or alias; `until` ends a former name."""

    kind: Literal["state", "district"]
    code: int
    alias: str
    why: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """A place that was recognised: its LGD code, by which way, and how sure (0..100)."""

    code: int
    how: How
    score: float


Names = dict[str, dict[int, How]]


class Gazetteer:
    """Recognises states and districts. Answers are remembered per distinct text, so a column costs what its variety costs."""

    def __init__(self, states: Iterable[StateRow], districts: Iterable[DistrictRow], aliases: Iterable[AliasRow]) -> None:
        self.states: Final = {row.code: row for row in states}
        self.districts: Final = {row.code: row for row in districts}
        self._state_names: Names = {}
        self._district_names: dict[int | None, Names] = {None: {}, **{code: {} for code in self.states}}
        for state in self.states.values():
            for word in (state.name, state.name_hi, state.iso):
                _enter(self._state_names, word, state.code, "exact")
        for district in self.districts.values():
            for word in (district.name, district.name_hi):
                self._enter_district(word, district.code, "exact")
        for alias in aliases:
            if alias.kind == "state":
                _enter(self._state_names, alias.alias, alias.code, "alias")
            else:
                self._enter_district(alias.alias, alias.code, "alias")
        self._known_states: dict[str, Match | None] = {}
        self._known_districts: dict[tuple[str, int | None], Match | None] = {}

    def _enter_district(self, word: str, code: int, how: How) -> None:
        if word:
            _enter(self._district_names[self.districts[code].state_code], word, code, how)
            _enter(self._district_names[None], word, code, how)

    def state(self, text: str) -> Match | None:
        """The state that `text` names in any of its spellings; None where it is none or could be two."""
        if text not in self._known_states:
            self._known_states[text] = _recognised(text, self._state_names)
        return self._known_states[text]

    def district(self, text: str, state: int | None = None) -> Match | None:
        """The district (or a large city's district) that `text` names.

        With a state only that state is searched. Without one, a name that several states have is None.
        """
        asked = (text, state)
        if asked not in self._known_districts:
            found = _recognised(text, self._district_names.get(state, {}))
            if found and state is None and found.how != "exact" and _too_short_alone(text):
                found = None
            self._known_districts[asked] = found
        return self._known_districts[asked]

    def could_be_district(self, text: str) -> bool:
        """True where `text` names a district, even one that several states have."""
        return _written(text, self._district_names[None]) is not None or self.district(text) is not None

    def district_elsewhere(self, text: str, state: int) -> Match | None:
        """The district of that name outside `state`, to say 'this is in Bihar'; None where the name is unknown or in several."""
        found = self.district(text)
        return found if found and self.districts[found.code].state_code != state else None

    def state_of(self, district: int) -> int:
        """The LGD code of the state in which a district lies."""
        return self.districts[district].state_code


def pin_fits(pin: str, state: int) -> bool:
    """False where the zone of a PIN code does not serve the state; a check only, never a source (army PINs fit all)."""
    zone = _ZONES.get(pin[:1])
    return zone is None or state in zone


def _enter(names: Names, word: str, code: int, how: How) -> None:
    for spelling in {_plain(word), _plain(word).replace(" ", "")}:
        found = names.setdefault(spelling, {})
        if found.get(code) != "exact":
            found[code] = how


def _plain(text: str) -> str:
    words = key(text)
    while True:
        shorter = _NOISE.sub("", words).strip()
        if shorter == words or not shorter:
            return words
        words = shorter


def _too_short_alone(text: str) -> bool:
    word = _plain(text)
    return word in _DIRECTIONS or len(word) < _SHORTEST_ALONE


def _recognised(text: str, names: Names) -> Match | None:
    whole = _written(text, names)
    if whole is not None:
        return _single(whole)
    parts = [part for part in _PARTS.split(_NUMBERED.sub("", text)) if part.strip()]
    if len(parts) > 1 or parts != [text]:
        found = {code: how for part in parts for code, how in (_written(part, names) or {}).items()}
        if found:
            # KA - Karnataka and Delhi (NCT) agree with themselves; Bihar/Jharkhand does not.
            return _single(dict.fromkeys(found, "alias"))
    return _nearest(_plain(text).replace(" ", ""), names)


def _written(text: str, names: Names) -> dict[int, How] | None:
    word = _plain(text)
    return names.get(word) or names.get(word.replace(" ", ""))


def _single(found: Mapping[int, How]) -> Match | None:
    if len(found) != 1:
        return None  # even an exact hit: the name of one district is the old name of another (Aurangabad)
    code, how = next(iter(found.items()))
    return Match(code, how, 100.0)


def _nearest(word: str, names: Names) -> Match | None:
    if len(word) < _SHORTEST_FUZZY:
        return None
    # rapidfuzz takes its time to import, and most lists are spelt well enough.
    from rapidfuzz import fuzz, process

    near = process.extract(word, names.keys(), scorer=fuzz.ratio, score_cutoff=ALIKE_ENOUGH - MARGIN, limit=None)
    best: dict[int, float] = {}
    for spelling, score, _ in near:
        if _directions_differ(word, spelling):
            continue
        for code in names[spelling]:
            best[code] = max(best.get(code, 0.0), score)
    ranked = sorted(best.items(), key=lambda pair: -pair[1])
    if not ranked or ranked[0][1] < ALIKE_ENOUGH:
        return None
    if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < MARGIN:
        return None
    return Match(ranked[0][0], "fuzzy", ranked[0][1])


def _directions_differ(one: str, other: str) -> bool:
    return {d for d in _DIRECTIONS if d in one} != {d for d in _DIRECTIONS if d in other}
