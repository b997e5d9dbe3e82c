"""How much two names agree, from 0 (another person's) to 4 (the same words); refuses to weigh anything but the names.

4 the same words in any order or spacing, whatever the script or the usual spelling of a word
3 the same sounds: Suneeta and Sunita, Venkateshwar and Venkateswara
2 nothing speaks against it: initials, missing parts, letters swapped by a slip
1 alike, but perhaps another person's name: Ramesh and Rajesh, Ankit and Ankita
0 another name: Harish and Mahesh beside the same family name
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import permutations
from typing import Final, NamedTuple

from rapidfuzz.distance import OSA, JaroWinkler

from skilling.domain.names import NameKey, Word
from skilling.domain.sounds import sound

SAME, SOUNDS_SAME, COMPATIBLE, SIMILAR, DIFFERENT = 4, 3, 2, 1, 0
_SLIP: Final = 2  # of two words: one is a slip of the pen for the other
_FILLER: Final = 2

_alike_by_letters = JaroWinkler.normalized_similarity
_SAME_LETTER: Final = str.maketrans("wzqcxfeoy", "vjkkspiui")


class Likeness(NamedTuple):
    """The level, the skeletons of the words that agree, and the pair of words that differ where the level is 0 or 1."""

    level: int
    shared: tuple[str, ...]
    differ: tuple[Word, Word] | None = None
    initials: int = 0  # initials that stand on both sides, or stand for a word of the other


def compare(one: NameKey, other: NameKey) -> int:
    """The level 0 to 4 of this module's head. An empty name agrees with nothing and contradicts nothing: 2."""
    return likeness(one, other).level


def likeness(one: NameKey, other: NameKey) -> Likeness:
    """The level and on what it rests."""
    if one.words == other.words and one.initials == other.initials:
        return Likeness(SAME, tuple([word[3] for word in one.words]), None, len(one.initials))
    if not one.words or not other.words:
        return _initials_only(one, other)
    return _Alignment(one, other).likeness()


def _initials_only(one: NameKey, other: NameKey) -> Likeness:
    """At least one side has no full word."""
    letters = {_letter(word.text) for word in (*one.words, *other.words)} | set(other.initials if one.words else one.initials)
    wanted = one.initials if not one.words else other.initials
    agree = not (one.words or one.initials) or not (other.words or other.initials)
    agree = agree or all(_letter(initial) in letters or initial in letters for initial in wanted)
    return Likeness(COMPATIBLE if agree else DIFFERENT, ())


class _Alignment:
    """The words of one name laid against those of the other."""

    def __init__(self, one: NameKey, other: NameKey) -> None:
        self._one, self._other = one, other
        self._left, self._right = list(one.words), list(other.words)
        self._level = SAME
        self._shared: list[Word] = []
        self._differ: tuple[Word, Word] | None = None
        self._agreeing_initials = 0

    def likeness(self) -> Likeness:
        self._take_equal()
        if self._same_letters_joined():
            return Likeness(SAME, tuple(word.skeleton for word in self._one.words))
        self._take_alike(SOUNDS_SAME, SOUNDS_SAME)
        self._take_joined()
        self._take_alike(_SLIP, COMPATIBLE)
        self._take_shortened()
        left_initials, right_initials = self._take_initials()
        level = self._judged(left_initials, right_initials)
        return Likeness(level, tuple([word.skeleton for word in self._shared]), self._differ, self._agreeing_initials)

    def _take_equal(self) -> None:
        equal = [word for word in self._left if word in self._right]
        for word in equal:
            if word in self._right:
                self._left.remove(word)
                self._right.remove(word)
                self._shared.append(word)

    def _same_letters_joined(self) -> bool:
        """Ram Kumar and Kumarram: the same words, otherwise spaced."""
        one, other = self._one, self._other
        if one.initials != other.initials or len(one.joined) != len(other.joined) or len(one.words) == len(other.words):
            return False
        if one.joined == other.joined:
            return True
        few, many = sorted((one, other), key=lambda key: len(key.words))
        if len(few.words) > 1 or len(many.words) > 3 or sorted(few.joined) != sorted(many.joined):
            return False
        return any("".join(words) == few.joined for words in permutations(word.text for word in many.words))

    def _take_alike(self, least: int, level: int) -> None:
        for word in self._left[:]:
            match = next((candidate for candidate in self._right if alike(word, candidate) >= least), None)
            if match is not None:
                self._take(word, match, level)

    def _take(self, word: Word, match: Word, level: int) -> None:
        self._left.remove(word)
        self._right.remove(match)
        self._shared.append(word)
        self._level = min(self._level, level)

    def _take_joined(self) -> None:
        """Venkat Eswara and Venkateshwara; Ram Chandra and Ramchander."""
        if len(self._left) == len(self._right) or not self._left or not self._right:
            return
        few, many = (self._left, self._right) if len(self._left) < len(self._right) else (self._right, self._left)
        for word in few[:]:
            pair = next((pair for pair in permutations(many, 2) if sound(pair[0].text + pair[1].text).fine == word.fine), None)
            if pair is not None:
                few.remove(word)
                many.remove(pair[0])
                many.remove(pair[1])
                self._shared.append(word)
                self._level = min(self._level, SOUNDS_SAME)

    def _take_shortened(self) -> None:
        """Venkat for Venkateswara, Satya for Satyanarayana."""
        for word in self._left[:]:
            match = next((candidate for candidate in self._right if _shortened(word.text, candidate.text)), None)
            if match is not None:
                self._take(word, match, COMPATIBLE)

    def _take_initials(self) -> tuple[list[str], list[str]]:
        """Initials laid against words and initials of the other side; returned are those that nothing answers."""
        left, right = list(self._one.initials), list(self._other.initials)
        for initial in left[:]:
            if initial in right:
                left.remove(initial)
                right.remove(initial)
                self._agreeing_initials += 1
        left = [initial for initial in left if not self._answered(initial, self._right)]
        right = [initial for initial in right if not self._answered(initial, self._left)]
        return left, right

    def _answered(self, initial: str, words: list[Word]) -> bool:
        match = next((word for word in words if _letter(word.text) == _letter(initial)), None)
        if match is None:
            return False
        words.remove(match)
        self._agreeing_initials += 1
        self._level = COMPATIBLE
        return True

    def _judged(self, left_initials: list[str], right_initials: list[str]) -> int:
        left, right = self._left, self._right
        telling = any(word.common == 0 for word in self._shared)
        if not self._shared:
            return self._alike_at_best() if left and right else SIMILAR
        if left and right:
            return self._both_left(telling)
        if left_initials and right_initials:
            return SIMILAR
        if left or right or left_initials or right_initials:
            return COMPATIBLE if telling or any(word.common != _FILLER for word in self._shared) else SIMILAR
        return self._level

    def _both_left(self, telling: bool) -> int:
        """Words remain on both sides: fillers come and go, family names change at marriage, given names do neither."""
        left, right = self._left, self._right
        if telling and (all(word.common == _FILLER for word in left) or all(word.common == _FILLER for word in right)):
            return COMPATIBLE
        if telling and all(word.common for word in left) and all(word.common for word in right):
            self._differ = left[0], right[0]
            return SIMILAR
        return self._alike_at_best()

    def _alike_at_best(self) -> int:
        apart = [word for word in self._left if word.common != _FILLER] or self._left
        against = [word for word in self._right if word.common != _FILLER] or self._right
        for word, candidate in _pairs(apart, against):
            if alike(word, candidate) == SIMILAR:
                self._differ = word, candidate
                return SIMILAR
        self._differ = apart[0], against[0]
        return DIFFERENT


def _pairs(left: list[Word], right: list[Word]) -> Iterator[tuple[Word, Word]]:
    return ((word, candidate) for word in left for candidate in right)


def _letter(word: str) -> str:
    """The letter that stands for a word's beginning: V and W, Z and J, F and P, E and I are one."""
    return word[:1].translate(_SAME_LETTER)


def _shortened(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= 5 and len(long) >= len(short) + 3 and long.startswith(short)


def alike(one: Word, other: Word) -> int:
    """Two words: 4 the same, 3 the same sound, 2 a slip of the pen, 1 similar, 0 different."""
    if one[0] == other[0]:
        return SAME
    return _alike(one, other) if one < other else _alike(other, one)


@lru_cache(maxsize=1 << 17)
def _alike(one: Word, other: Word) -> int:
    if one.fine == other.fine or one.loose == other.loose:
        return SOUNDS_SAME
    letters = _alike_by_letters(one.text, other.text, score_cutoff=0.83)
    if not letters and one.skeleton != other.skeleton:
        # The east writes b where the west writes v: Bikash and Vikas.
        return SIMILAR if one.skeleton.replace("b", "v") == other.skeleton.replace("b", "v") else DIFFERENT
    ends_in_a = one.loose.endswith("a") != other.loose.endswith("a")  # Ankit and Ankita are brother and sister
    if not ends_in_a and _is_slip(one.text, other.text):
        return _SLIP
    if one.skeleton == other.skeleton:
        if len(one.skeleton) >= 5 and letters >= 0.85 and not ends_in_a:
            return SOUNDS_SAME
        return SIMILAR if letters >= 0.85 else DIFFERENT  # Kiran and Karan, Harish and Harsh
    return SIMILAR if _could_be_slip(one, other, letters) else DIFFERENT


def _could_be_slip(one: Word, other: Word, letters: float) -> bool:
    """Letters enough in common that a clerk may have meant the same; many pairs of brothers have, too."""
    if min(len(one.text), len(other.text)) < 4:
        return False
    return letters >= 0.90 or OSA.distance(one.text, other.text, score_cutoff=1) <= 1


def _is_slip(one: str, other: str) -> bool:
    """Two neighbouring letters swapped, or one letter of a long word missing, doubled or wrong."""
    shorter, longer = sorted((len(one), len(other)))
    if shorter < 4 or longer > shorter + 1 or OSA.distance(one, other, score_cutoff=1) > 1:
        return False
    return longer >= 8 or sorted(one) == sorted(other)
