"""Keys of Indian personal names: what two writings of one name have in common; refuses to change how a name is stored or shown.

A name stays as it was written. Its keys are Latin, without titles, one spelling per well-known word, initials apart:
`Smt. Suneeta K. Devi`, `सुनीता देवी` and `DEVI SUNITA` share their words. `likeness.compare` says how much two names agree.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from skilling.domain.namewords import (
    ALIAS_WORDS,
    FILLERS,
    GIVEN_NAMES,
    HALF_TITLES,
    ONE_WORD,
    RELATION_WORDS,
    SURNAMES,
    TITLES,
)
from skilling.domain.scripts import in_latin
from skilling.domain.sounds import sound

_WORDS: Final = re.compile(r"[^\W\d_]+").findall
_PLAIN: Final = re.compile(r"[A-Za-z. ]*").fullmatch
_APOSTROPHES: Final = str.maketrans("", "", "'`´\u2018\u2019")
_HINDI_RELATIONS: Final = "पुत्र|पुत्री|सुपुत्र|सुपुत्री|पत्नी|आत्मज|आत्मजा"
_LATIN_RELATIONS: Final = "|".join(RELATION_WORDS).replace(" ", r"\s+")
_RELATION: Final = re.compile(
    rf"(?:(?<![^\W\d_])(?:[sdwc]\s*[/\\]\s*[o0]|{_LATIN_RELATIONS})(?![^\W\d_])|(?<!\S)(?:{_HINDI_RELATIONS})(?!\S))"
    r"[\s.:,-]*(?:(?:श्री|shri|sri|sh|mr)[\s.]+)?",
    re.IGNORECASE,
)
_ALIAS: Final = rf"@.*|\b(?:{'|'.join(ALIAS_WORDS)})\b.*|(?<!\S)उर्फ\s.*"
_ASIDE: Final = re.compile(rf"\([^)]*\)?|\[[^\]]*\]?|{_ALIAS}", re.IGNORECASE | re.DOTALL)
# A cheap look for anything that the two patterns above could find.
_HAS_MORE: Final = re.compile(
    rf"[/\\@(\[]|\bof\b|\b(?:alias|urf|aka)\b|putr|patni|atmaj|{_HINDI_RELATIONS}|उर्फ", re.IGNORECASE
).search
_MORE_FOLLOWS: Final = frozenset(ALIAS_WORDS) | {"of", *(word for word in RELATION_WORDS if " " not in word)}
_CONSONANTS_ONLY: Final = re.compile(r"[bcdfghjklmnpqrstvwxz]{2,3}").fullmatch
# Ramkumar and Ram Kumar, Mohdafroz and Mohd Afroz: two words that many write as one.
_JOINED: Final = re.compile(
    r"(?:(moha?mm?[ae]d|mohd|muha?mm?ad)([a-z]{4,})|([a-z]{3,})(kumar|kumari|singh|devi|prasad))"
).fullmatch
_SEGMENT: Final = r"[A-Z]{0,6}\d[A-Z\d]*"
_NUMBER: Final = (
    r"(?P<number>(?=(?:\D*\d){3})(?!\d{1,4}[-/]\d{1,2}[-/]\d{1,4}\b)"  # no day
    rf"\+?(?:[A-Z]{{1,4}}[/-])?{_SEGMENT}(?:[/-](?:[A-Z]{{1,4}}[/-])?{_SEGMENT})*(?:[ -]\d{{2,}})*)"
)
_PERSON: Final = r"(?P<name>[^\W\d_][^\d()\[\]]*?[^\W\d_][.]?)"
_NUMBER_FIRST: Final = re.compile(rf"[(\[]?{_NUMBER}[)\]]?\s*[-:,./]?\s*{_PERSON}", re.IGNORECASE)
_NUMBER_LAST: Final = re.compile(rf"{_PERSON}\s*(?:[-:,./]|\s|(?=[(\[]))\s*[(\[]?{_NUMBER}[)\]]?", re.IGNORECASE)
_ROW_FIRST: Final = re.compile(rf"[(\[]?(?P<number>\d{{1,4}})\s*[.)\]:\s-]\s*{_PERSON}")
_LONGEST_NUMBERED: Final = 100  # signs of a cell with a name and a number: the patterns take ever longer for longer ones
FILLER: Final = 2  # of `Word.common`: a part like Kumar or Devi
_SURNAME: Final = 1
_FILLER_SOUNDS: Final = frozenset(sound(word).fine for word in FILLERS)
_GIVEN_SOUNDS: Final = frozenset(sound(word).fine for word in GIVEN_NAMES)
_SURNAME_SOUNDS: Final = frozenset(sound(word).fine for word in SURNAMES)


class Word(NamedTuple):
    """One word of a name. `text` is its usual Latin spelling; `fine`, `loose` and `skeleton` are the keys of `sounds.Sound`."""

    text: str
    fine: str
    loose: str
    skeleton: str
    common: int  # 2: a part like Kumar or Devi; 1: a family name that very many bear; 0: tells people apart
    given: bool  # a given name in common use


class NameKey(NamedTuple):
    """What is compared of a name. Words are sorted, so that the order in which they were written does not count."""

    words: tuple[Word, ...]
    initials: str  # sorted letters
    in_order: tuple[Word, ...]  # as written
    core: tuple[str, ...]  # sorted skeletons of the words that are not fillers; of all words where there is no other
    telling: tuple[
        str, ...
    ]  # sorted skeletons, each once, of the words that tell people apart; `core` where there is no such word

    @property
    def tells(self) -> bool:
        """Whether there is a word in it that is more than a title or a part like Kumar, Devi or Md."""
        return any(word.common != FILLER and word.text not in HALF_TITLES for word in self.words)

    @property
    def joined(self) -> str:
        """The words in the order written, without the spaces, of which two lists put different numbers."""
        return "".join(word.text for word in self.in_order)

    @property
    def tokens(self) -> tuple[str, ...]:
        """The words and initials, sorted."""
        return tuple(sorted([*(word.text for word in self.words), *self.initials]))

    @property
    def skeletons(self) -> tuple[str, ...]:
        """The consonant skeletons of the words, sorted."""
        return tuple(sorted(word.skeleton for word in self.words))


NO_NAME: Final = NameKey((), "", (), (), ())


def split_relation(text: str) -> tuple[str, str | None]:
    """A name cell cut before `S/o`, `D/o`, `W/o` or their Hindi words, and the relative's name after it, both as written.

    `Asha Rao D/o Shri Ramesh Rao` gives `("Asha Rao", "Ramesh Rao")`; without such a tail the second is None.
    """
    found = _RELATION.search(text) if _HAS_MORE(text) else None
    if found is None:
        return text.strip(), None
    return text[: found.start()].strip(" ,.-"), text[found.end() :].strip(" ,.-") or None


def names_in_lines(text: str) -> bool:
    """Whether a cell holds several lines of which each could be a whole name; one name may be broken over two lines, too."""
    lines = [line.split() for line in text.splitlines() if line.strip()]
    return len(lines) > 1 and all(len(words) > 1 for words in lines)


def split_number(text: str) -> tuple[str, str] | None:
    """A name cell that holds a number, too, as (name, number), both as written; None where it holds no such number.

    `21CS045 Asha Rao`, `Asha Rao (21CS045)` and `Asha Rao - 9845012345` have the name `Asha Rao`; `12. Asha Rao` as well.
    """
    text = " ".join(text.split())
    if len(text) > _LONGEST_NUMBERED:
        return None
    for pattern in (_NUMBER_FIRST, _NUMBER_LAST, _ROW_FIRST):
        found = pattern.fullmatch(text)
        if found is not None and not any(map(str.isdigit, found["name"])):
            return found["name"].strip(" ,.-:"), found["number"].strip()
    return None


def read_name(text: str | None) -> NameKey:
    """The key of a name in any of the scripts that `scripts` knows. Empty and digits-only texts give `NO_NAME`."""
    if not text:
        return NO_NAME
    written = text.lower().replace(".", " ").split()
    if not _PLAIN(text) or not _MORE_FOLLOWS.isdisjoint(written):
        written = _written(text)
    words: list[Word] = []
    initials, half_titles = "", 0
    for of_token, letters, half_title in map(_meaning, written):
        words += of_token
        initials += letters
        half_titles += half_title
    if half_titles and len(words) - half_titles >= 2:  # a given name and one more
        words = [word for word in words if word.text not in HALF_TITLES]
    return _key_of(words, "".join(sorted(initials)) if len(initials) > 1 else initials)


def _key_of(words: list[Word], initials: str) -> NameKey:
    """The key of words in the order written. What is equal in it is one object: a long list has millions of them."""
    in_order = tuple(words)
    words.sort()
    in_ranks = tuple(words)
    core = tuple(sorted([word[3] for word in words if word[4] != FILLER] or [word[3] for word in words]))
    telling = tuple(sorted({word[3] for word in words if word[4] == 0} or set(core)))
    return NameKey(in_ranks, initials, in_ranks if in_ranks == in_order else in_order, core, core if telling == core else telling)


def _written(text: str) -> list[str]:
    """The words of a name that has more than plain Latin letters in it: another script, a relative, an alias, signs."""
    if _HAS_MORE(text):
        own, relative = split_relation(text)
        text = _ASIDE.sub(" ", own or relative or "")
    return _WORDS(in_latin(text.translate(_APOSTROPHES)))


class _Meaning(NamedTuple):
    """What one written token stands for: nothing for a title, a word, two words written as one, or initials."""

    words: tuple[Word, ...] = ()
    initials: str = ""
    half_title: bool = False


@lru_cache(maxsize=1 << 17)
def _meaning(token: str) -> _Meaning:
    token = ONE_WORD.get(token, token)
    if token in TITLES:
        return _Meaning()
    if len(token) == 1 or token == "ch":  # noqa: S105  # Ch. is how Telugu writes the initial of Cherukuri
        return _Meaning(initials=token[:1])
    if len(token) <= 3 and _CONSONANTS_ONLY(token):  # no Indian name is that short without a vowel
        return _Meaning(initials=token)
    joined = _JOINED(token)
    parts = (token,) if joined is None else [ONE_WORD.get(part, part) for part in joined.groups() if part]
    return _Meaning(tuple([_word(part) for part in parts]), half_title=token in HALF_TITLES)


def _word(text: str) -> Word:
    fine, loose, skeleton = sound(text)
    common = FILLER if fine in _FILLER_SOUNDS else _SURNAME if fine in _SURNAME_SOUNDS else 0
    return Word(text, fine, loose, skeleton, common, fine in _GIVEN_SOUNDS)


def name_key(text: str | None) -> str:
    """The key kept beside a developer for search and for sorting: sorted words and initials, in Latin letters.

    `Dr. Sunita R Sharma` and `शर्मा सुनीता आर.` both hold what a typed `sunita` or `sharma` finds.
    """
    return as_text(read_name(text))


def as_text(key: NameKey) -> str:
    """`name_key` of a name already read."""
    if key.initials:
        return " ".join(sorted([*[word[0] for word in key.words], *key.initials]))
    return " ".join([word[0] for word in key.words])
