"""How an Indian name sounds, however it is spelled: three keys of one word; refuses to judge whether two people are one.

The rules are those by which the same name is spelled two ways in India: sh/s, ph/f, th/t, ee/i, oo/u, w/v, z/j, ksh/x, -der/-dra.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

# In this order: a pair is read before its letters.
_LETTERS: Final = (
    ("zh", "l"), ("ksh", "ks"), ("x", "ks"), ("dny", "gy"), ("jn", "gy"), ("tch", "C"), ("chh", "C"), ("ch", "C"),
    ("sh", "s"), ("th", "t"), ("dh", "d"), ("bh", "b"), ("gh", "g"), ("kh", "k"), ("ph", "f"), ("jh", "j"), ("z", "j"),
    ("ck", "k"), ("c", "k"), ("q", "k"), ("C", "c"),
)  # fmt: skip
_LONG_VOWELS: Final = (("aa", "a"), ("ee", "i"), ("ii", "i"), ("oo", "u"), ("uu", "u"), ("ou", "o"), ("au", "o"), ("iy", "i"))
_OW: Final = re.compile(r"ow(?=[^aeiou]|$)")
_AYA: Final = re.compile(r"aya(?=[^aeiouy])")  # Narayan and Narain, Nayak and Naik
_AY: Final = re.compile(r"[ae][yi](?=[^aeiouy]|$)")
_Y_IS_I: Final = re.compile(r"(?<=[^aeiouy])y")
_DOUBLED_CONSONANT: Final = re.compile(r"([^aeiou])\1+")
_DOUBLED: Final = re.compile(r"(.)\1+")
_ISH: Final = re.compile(r"(?<=[^aeiou])(?:ee?|i)sh$")
_DER: Final = re.compile(r"(?<=d)(?:ra|er|ar|ara)$")
_COARSE_VOWELS: Final = str.maketrans("eo", "au")
_NO_VOWELS: Final = str.maketrans("", "", "aeiouy")
_VOWEL_CLASS: Final = {"e": "i", "o": "u"}


class Sound(NamedTuple):
    """One word's keys. Equal `fine` or equal `loose`: one name in two spellings. Equal `skeleton`: worth comparing."""

    fine: str  # vowels folded, the short a inside left out: kamalesh and kamlesh are kmles
    loose: str  # e with a, o with u, the a's kept: ahmed and ahmad are ahmad
    skeleton: str  # consonants, and the class of a vowel that begins the word


def sound(word: str) -> Sound:
    """The keys of one word in lower-case Latin letters. Letters of no known script pass as they are."""
    text = _ISH.sub("esh", _OW.sub("o", _DOUBLED_CONSONANT.sub(r"\1", word)))
    for written, spoken in _LETTERS:
        if written in text:
            text = text.replace(written, spoken)
    text = text.replace("w", "v")
    for written, spoken in _LONG_VOWELS:
        if written in text:
            text = text.replace(written, spoken)
    if "y" in text or "ai" in text or "ei" in text:
        text = _Y_IS_I.sub("i", _AY.sub("e", _AYA.sub("ai", text)))
    text = _DOUBLED.sub(r"\1", text)
    if len(text) > 2 and text[-1] == "h" and text[-2] in "aeiou":
        text = text[:-1]
    text = _DER.sub("r", text)
    if text.endswith("vara"):
        text = text[:-1]
    first = text[:1]
    skeleton = _VOWEL_CLASS.get(first, first) + text[1:].translate(_NO_VOWELS)
    return Sound(first + text[1:-1].replace("a", "") + text[1:][-1:], text.translate(_COARSE_VOWELS), skeleton)
