"""How much two names agree, from 0 (another person's) to 4 (the same words); refuses to weigh anything else.

4 the same words in any order or spacing, whatever the script or the usual spelling of a word
3 the same sounds: Suneeta and Sunita, Venkateshwar and Venkateswara
2 nothing speaks against it: initials, missing parts, letters swapped by a slip
1 alike, but perhaps another person's name: Ramesh and Rajesh, Ankit and Ankita
0 another name: Harish and Mahesh beside the same family name
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import permutations
from typing import Final, NamedTuple

from rapidfuzz.distance import OSA, JaroWinkler

from skilling.domain.names import FILLER, NameKey, Word
from skilling.domain.sounds import sound

SAME, SOUNDS_SAME, COMPATIBLE, SIMILAR, DIFFERENT = 4, 3, 2, 1, 0

_alike_by_letters = JaroWinkler.normalized_similarity
# Letters that begin the same name in two spellings: Vikas and Wikas, Zakir and Jakir, Faizal and Phaizal.
_SAME_LETTER: Final = dict(zip("wzqcxfeo", "vjkkspiu", strict=True))


class Likeness(NamedTuple):
    """The level, and what it rests on."""

    level: int
    shared: tuple[str, ...] = ()  # skeletons of the words that agree
    initials: int = 0  # initials that stand on both sides, or stand for a word of the other
    left: tuple[Word, ...] = ()  # words of the one that nothing answers in the other
    right: tuple[Word, ...] = ()  # and of the other
    similar: tuple[Word, Word] | None = None  # of these, two that are alike
    same_given: bool = False  # known to be so, although the level is low: only the family's name differs


def compare(one: NameKey, other: NameKey) -> int:
    """The level, 0 to 4. An empty name contradicts nothing: 2."""
    return likeness(one, other).level


def likeness(one: NameKey, other: NameKey) -> Likeness:
    """The level and on what it rests."""
    if one.words == other.words and one.initials == other.initials:
        return Likeness(SAME, tuple([word[3] for word in one.words]), len(one.initials))
    if not one.words or not other.words:
        return _initials_only(one, other)
    if len(one.words) != len(other.words) and _same_letters(one, other):
        return Likeness(SAME, tuple([word[3] for word in one.words]), len(one.initials))
    if len(one.words) == 2 == len(other.words) and not (one.initials or other.initials):
        return _two_and_two(one, other)
    return _Alignment(one, other).likeness()


def _two_and_two(one: NameKey, other: NameKey) -> Likeness:
    """The commonest case: brothers and sisters, a family name and two given names. The rest goes the long way."""
    (first, second), others = one.words, other.words
    if first in others:
        shared, left = first, second
    elif second in others:
        shared, left = second, first
    else:
        return _Alignment(one, other).likeness()
    right = others[1] if others[0] == shared else others[0]
    found = alike(left, right)
    if found == DIFFERENT and not left[4] and not right[4]:
        return Likeness(DIFFERENT, (shared[3],), 0, (left,), (right,))
    if shared in (left, right):  # Ram Ram
        return _Alignment(one, other).likeness()
    if found >= COMPATIBLE:
        return Likeness(found, (shared[3], left[3]))
    similar = (left, right) if found == SIMILAR else None
    return Likeness(_with_both_left((shared,), (left,), (right,), similar), (shared[3],), 0, (left,), (right,), similar)


def _initials_only(one: NameKey, other: NameKey) -> Likeness:
    """At least one side has no full word: its letters must all be found on the other side, if that has anything."""
    letters, others = _first_letters(one), _first_letters(other)
    fits = not letters or not others or (not one.words and letters <= others) or (not other.words and others <= letters)
    return Likeness(COMPATIBLE if fits else DIFFERENT)


def _first_letters(name: NameKey) -> set[str]:
    return {_letter(word.text) for word in name.words} | {_letter(initial) for initial in name.initials}


def _same_letters(one: NameKey, other: NameKey) -> bool:
    """Ram Prakash, Ramprakash and Prakashram: the same words, otherwise spaced and ordered."""
    few, many = (one, other) if len(one.words) < len(other.words) else (other, one)
    if one.initials != other.initials or len(few.joined) != len(many.joined):
        return False
    if few.joined == many.joined:
        return True
    if len(few.words) > 1 or len(many.words) > 3 or sorted(few.joined) != sorted(many.joined):
        return False
    return any("".join(words) == few.joined for words in permutations([word.text for word in many.words]))


class _Alignment:
    """The words of one name laid against those of the other; `left` and `right` are what has no partner yet."""

    __slots__ = ("initials", "left", "level", "one", "other", "right", "shared", "similar")

    def __init__(self, one: NameKey, other: NameKey) -> None:
        self.one, self.other = one, other
        self.shared = [word for word in one.words if word in other.words]
        self.left = [word for word in one.words if word not in self.shared]
        self.right = [word for word in other.words if word not in self.shared]
        self.level = SAME
        self.initials = 0
        self.similar: tuple[Word, Word] | None = None

    def likeness(self) -> Likeness:
        if self.left and self.right:
            if len(self.left) != len(self.right):
                self._take_joined()
            self._take_alike()
        unanswered = self._take_initials() if self.one.initials or self.other.initials else 0
        level = self._judged(unanswered)
        shared = tuple([word[3] for word in self.shared])
        return Likeness(level, shared, self.initials, tuple(self.left), tuple(self.right), self.similar)

    def _take_joined(self) -> None:
        """Venkat Eswara and Venkateshwara; Ram Chandra and Ramchander."""
        few, many = (self.left, self.right) if len(self.left) < len(self.right) else (self.right, self.left)
        for word in few[:]:
            for first, second in permutations(many, 2):
                if first.fine[0] == word.fine[0] and _sounds_joined(first, second, word):
                    few.remove(word)
                    many.remove(first)
                    many.remove(second)
                    self.shared.append(word)
                    self.level = SOUNDS_SAME
                    break

    def _take_alike(self) -> None:
        """Each word with the likest of the other side, where that is no other name."""
        for word in self.left[:]:
            best, match = DIFFERENT, word
            for candidate in self.right:
                found = alike(word, candidate)
                if found > best:
                    best, match = found, candidate
            if best >= COMPATIBLE:
                self.left.remove(word)
                self.right.remove(match)
                self.shared.append(word)
                self.level = min(self.level, best)
            elif best == SIMILAR and self.similar is None:
                self.similar = word, match

    def _take_initials(self) -> int:
        """Lays initials against initials and words of the other side. 2 where both sides have some left, 1 where one has."""
        left, right = list(self.one.initials), list(self.other.initials)
        for initial in left[:]:
            if initial in right:
                left.remove(initial)
                right.remove(initial)
                self.initials += 1
        left = [initial for initial in left if not self._answered(initial, self.right)]
        right = [initial for initial in right if not self._answered(initial, self.left)]
        return bool(left) + bool(right)

    def _answered(self, initial: str, words: list[Word]) -> bool:
        for word in words:
            if _letter(word.text) == _letter(initial):
                words.remove(word)
                self.initials += 1
                self.level = COMPATIBLE
                return True
        return False

    def _judged(self, unanswered: int) -> int:
        if self.left and self.right:
            return _with_both_left(self.shared, self.left, self.right, self.similar)
        if not self.shared or unanswered > 1:
            return SIMILAR
        if self.left or self.right or unanswered:
            return COMPATIBLE if any(word.common != FILLER for word in self.shared) else SIMILAR
        return self.level


def _with_both_left(
    shared: Sequence[Word], left: Sequence[Word], right: Sequence[Word], similar: tuple[Word, Word] | None
) -> int:  # fmt: skip
    """The level where words are left on both sides: fillers come and go, family names change at marriage, given names do neither."""
    own = [word for word in left if word[4] != FILLER]
    others = [word for word in right if word[4] != FILLER]
    if not (own and others) and not any(word.given for word in shared) and _given(left) and _given(right):
        return DIFFERENT  # Kavya Nimode and Rani Nimode: a filler that is all the given name there is
    telling = any(word[4] == 0 for word in shared)
    if telling and not (own and others):
        return COMPATIBLE
    own, others = own or list(left), others or list(right)
    if telling and all(word[4] for word in own) and all(word[4] for word in others):
        return SIMILAR
    return SIMILAR if similar and similar[0] in own and similar[1] in others else DIFFERENT


def _given(words: Iterable[Word]) -> bool:
    return any(word.given for word in words)


def _letter(word: str) -> str:
    """The letter that stands for a word's beginning."""
    return _SAME_LETTER.get(word[0], word[0])


def _sounds_joined(first: Word, second: Word, word: Word) -> bool:
    near = abs(len(first.text) + len(second.text) - len(word.text)) <= 3
    return near and sound(first.text + second.text).fine == word.fine


def _shortened(one: str, other: str) -> bool:
    """Venkat for Venkateswara, Satya for Satyanarayana."""
    short, long = (one, other) if len(one) < len(other) else (other, one)
    return len(short) >= 5 and len(long) >= len(short) + 3 and long.startswith(short)


@lru_cache(maxsize=1 << 18)
def alike(one: Word, other: Word) -> int:
    """Two words: 4 the same, 3 the same sound, 2 one is short or a slip of the pen for the other, 1 similar, 0 different."""
    if one.text == other.text:
        return SAME
    if one.fine == other.fine or one.loose == other.loose:
        return SOUNDS_SAME
    letters = _alike_by_letters(one.text, other.text)
    if one.skeleton != other.skeleton and one.skeleton.replace("b", "v") == other.skeleton.replace("b", "v"):
        # The east writes b where the west writes v: Bikash is Vikas; Bina is Veena, and Vani perhaps another.
        return COMPATIBLE if one.fine.replace("b", "v") == other.fine.replace("b", "v") else SIMILAR
    if letters < 0.83 and one.skeleton != other.skeleton:
        return DIFFERENT
    ends_in_a = one.loose.endswith("a") != other.loose.endswith("a")  # Ankit and Ankita are brother and sister
    if not ends_in_a and _is_slip(one.text, other.text):
        return COMPATIBLE
    if one.skeleton == other.skeleton:
        if len(one.skeleton) >= 5 and letters >= 0.85 and not ends_in_a:
            return SOUNDS_SAME
        return SIMILAR if letters >= 0.85 else DIFFERENT  # Kiran and Karan, Harish and Harsh
    if _shortened(one.text, other.text):
        return COMPATIBLE
    return SIMILAR if _could_be_slip(one.text, other.text, letters) else DIFFERENT


def _could_be_slip(one: str, other: str, letters: float) -> bool:
    """Letters enough in common that a clerk may have meant the same; many pairs of brothers have, too."""
    if len(one) < 4 or len(other) < 4:
        return False
    return letters >= 0.90 or OSA.distance(one, other, score_cutoff=1) <= 1


def _is_slip(one: str, other: str) -> bool:
    """Two neighbouring letters swapped. Any other slip, Baljinder for Balwinder, may be a brother's name."""
    if len(one) == len(other):
        return len(one) >= 4 and sorted(one) == sorted(other) and OSA.distance(one, other, score_cutoff=1) <= 1
    return False
