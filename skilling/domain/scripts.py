"""Writes names of nine Indian scripts in Latin letters, to compare and to search; refuses to be a transliteration for show.

The Unicode blocks of these scripts follow one plan (that of ISCII, IS 13194:1991): the same sound stands at the same place of
each block, so one table serves all of them, with what differs named beside it.
"""

from __future__ import annotations

import unicodedata
from typing import Final

_DEVANAGARI, _BENGALI, _GURMUKHI, _GUJARATI, _ODIA, _TAMIL, _TELUGU, _KANNADA, _MALAYALAM = range(9)
_FIRST, _LAST, _BLOCK = 0x0900, 0x0D7F, 0x80
# Where the vowel that a consonant carries falls silent at the end of a word: राम is Ram, but రామ is Rama.
_SILENT_END: Final = frozenset((_DEVANAGARI, _BENGALI, _GURMUKHI, _GUJARATI))

_VOWELS: Final = {
    0x05: "a", 0x06: "a", 0x07: "i", 0x08: "i", 0x09: "u", 0x0A: "u", 0x0B: "ri", 0x0C: "li", 0x0D: "e", 0x0E: "e",
    0x0F: "e", 0x10: "ai", 0x11: "o", 0x12: "o", 0x13: "o", 0x14: "au", 0x60: "ri", 0x72: "e",
}  # fmt: skip
_SIGNS: Final = {
    0x3E: "a", 0x3F: "i", 0x40: "i", 0x41: "u", 0x42: "u", 0x43: "ri", 0x44: "ri", 0x45: "e", 0x46: "e", 0x47: "e",
    0x48: "ai", 0x49: "o", 0x4A: "o", 0x4B: "o", 0x4C: "au", 0x57: "au",
}  # fmt: skip
_CONSONANTS: Final = {
    0x15: "k", 0x16: "kh", 0x17: "g", 0x18: "gh", 0x19: "n", 0x1A: "ch", 0x1B: "chh", 0x1C: "j", 0x1D: "jh", 0x1E: "n",
    0x1F: "t", 0x20: "th", 0x21: "d", 0x22: "dh", 0x23: "n", 0x24: "t", 0x25: "th", 0x26: "d", 0x27: "dh", 0x28: "n",
    0x29: "n", 0x2A: "p", 0x2B: "ph", 0x2C: "b", 0x2D: "bh", 0x2E: "m", 0x2F: "y", 0x30: "r", 0x31: "r", 0x32: "l",
    0x33: "l", 0x34: "zh", 0x35: "v", 0x36: "sh", 0x37: "sh", 0x38: "s", 0x39: "h", 0x58: "k", 0x59: "kh", 0x5A: "g",
    0x5B: "z", 0x5C: "d", 0x5D: "dh", 0x5E: "f", 0x5F: "y",
}  # fmt: skip
_VIRAMA, _NUKTA, _CANDRABINDU, _ANUSVARA = 0x4D, 0x3C, 0x01, 0x02
# Letters without a vowel of their own, which only one script has.
_BARE: Final = {
    "ৎ": "t", "ੰ": "n", "ൺ": "n", "ൻ": "n", "ർ": "r", "ൽ": "l", "ൾ": "l", "ൿ": "k",
}  # fmt: skip
_OWN_CONSONANTS: Final = {"ৰ": "r", "ৱ": "v", "ೞ": "zh"}
_LIPS: Final = frozenset("pbm")
_SONORANTS: Final = ("r", "y", "n", "m")
_AFTER_NUKTA: Final = {"j": "z", "ph": "f"}
# One letter of Tamil stands for a voiced and an unvoiced sound; which one, its neighbours say.
_TAMIL_VOICED: Final = {"k": "g", "t": "d", "p": "b"}
_TAMIL_VOICELESS_DENTAL: Final = 0x24


def in_latin(text: str) -> str:
    """The text with Indian scripts in Latin letters, in lower case, without marks; the rest is left as it stands.

    `सुनीता` gives `sunita` (vowels short, as most lists write them), `వెంకటేశ్వర` gives `venkateshvara`. Letters of other
    scripts stay, so that they still compare.
    """
    if text.isascii():
        return text.lower()
    words = unicodedata.normalize("NFKC", text).lower().split()
    return " ".join(_unmarked(_word(word)) for word in words)


def _unmarked(word: str) -> str:
    """Without the accents of Latin letters: é becomes e."""
    if word.isascii():
        return word
    return "".join(letter for letter in unicodedata.normalize("NFKD", word) if not unicodedata.combining(letter))


def _word(word: str) -> str:
    """One word; runs of an Indian script within it are written out, each run by the rules of its script."""
    written: list[str] = []
    run: list[str] = []
    script = -1
    for letter in word:
        if letter in "\u200c\u200d":  # joiners shape letters and have no sound
            continue
        code = ord(letter)
        block = (code - _FIRST) // _BLOCK if _FIRST <= code <= _LAST else -1
        if block != script:
            written.append(_written(run, script))
            run, script = [], block
        run.append(letter)
    written.append(_written(run, script))
    return "".join(written)


def _written(run: list[str], script: int) -> str:
    if script < 0:
        return "".join(run)
    syllables = _syllables(run, script)
    if script == _TAMIL:
        _voice(syllables)
    if script in _SILENT_END:
        _silence(syllables)
    text = "".join(sound for syllable in syllables for sound in (syllable.consonant, syllable.vowel))
    if script == _TAMIL:
        return text.replace("tch", "ksh").replace("ntir", "ndr")
    return text.replace("jny", "gy")


class _Syllable:
    """A consonant and the vowel after it; either may be empty. `plain` marks a vowel that is not written but carried."""

    __slots__ = ("consonant", "place", "plain", "vowel")

    def __init__(self, consonant: str, vowel: str, place: int, plain: bool = False) -> None:
        self.consonant, self.vowel, self.place, self.plain = consonant, vowel, place, plain


def _syllables(run: list[str], script: int) -> list[_Syllable]:
    found: list[_Syllable] = []
    for letter in run:
        place = ord(letter) % _BLOCK
        if letter in _BARE:
            found.append(_Syllable(_BARE[letter], "", place))
        elif letter in _OWN_CONSONANTS:
            found.append(_Syllable(_OWN_CONSONANTS[letter], "a", place, plain=True))
        elif place in _CONSONANTS:
            found.append(_consonant(found, place, script))
        elif place in _VOWELS:
            found.append(_Syllable("", _VOWELS[place], place))
        elif place in (_CANDRABINDU, _ANUSVARA):
            found.append(_Syllable("n", "", place))
        elif found and (place in _SIGNS or place == _VIRAMA):
            found[-1].vowel, found[-1].plain = _SIGNS.get(place, ""), False
        elif found and place == _NUKTA:
            found[-1].consonant = _AFTER_NUKTA.get(found[-1].consonant, found[-1].consonant)
    _settle_nasals(found, script)
    return found


def _consonant(before: list[_Syllable], place: int, script: int) -> _Syllable:
    sound = _CONSONANTS[place]
    if place == 0x1E and before and before[-1].consonant == "j" and not before[-1].vowel:
        sound = "ny"  # ज्ञ is j + ny, said gy
    if script == _BENGALI and place == 0x2F:
        sound = "j" if not before else "y"  # যাদব is Jadav
    if script == _TAMIL and place == 0x1A:
        sound = "ch" if before and not before[-1].vowel else "s"
    return _Syllable(sound, "a", place, plain=True)


def _settle_nasals(found: list[_Syllable], script: int) -> None:
    """A dot above is n or m by what follows; at the end of a word it is m in the south."""
    for index, syllable in enumerate(found):
        if syllable.place != _ANUSVARA or syllable.vowel:
            continue
        if index + 1 < len(found):
            syllable.consonant = "m" if found[index + 1].consonant[:1] in _LIPS else "n"
        elif script in (_TELUGU, _KANNADA, _MALAYALAM):
            syllable.consonant = "m"


def _voice(found: list[_Syllable]) -> None:
    """Tamil: a stop between vowels or after a nasal is voiced; doubled or first in the word it is not."""
    for index in range(1, len(found)):
        here, before = found[index], found[index - 1]
        if here.consonant not in _TAMIL_VOICED or here.place == _TAMIL_VOICELESS_DENTAL:
            continue
        if here.vowel and (before.vowel or before.consonant in ("n", "m")):
            here.consonant = _TAMIL_VOICED[here.consonant]


def _silence(found: list[_Syllable]) -> None:
    """Northern scripts: the carried vowel is silent at the end of a word, and between vowel + consonant and consonant + vowel."""
    if len(found) < 2:
        return
    last, before = found[-1], found[-2]
    cluster = bool(last.consonant) and not before.vowel
    if last.plain and not (cluster and last.consonant in _SONORANTS):
        last.vowel = ""
    for index in range(len(found) - 2, 0, -1):
        here, before, after = found[index], found[index - 1], found[index + 1]
        if here.plain and before.vowel and here.consonant and after.consonant and after.vowel:
            here.vowel = ""
