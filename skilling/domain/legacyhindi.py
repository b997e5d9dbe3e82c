"""Hindi typed in fonts that draw Latin letters as Devanagari (Kruti Dev, DevLys); refuses to convert what does not become words.

Such text is Latin to a computer: 'jke dqekj' shows as राम कुमार only where the font is installed. The layout is that of Kruti
Dev 010, which follows the Remington keyboard of Hindi typewriters; DevLys 010 has the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from skilling.domain.text import clean


def _words(text: str) -> list[str]:
    return text.split()


_EARLY_I, _LATE_R = "\ue000", "\ue001"  # typed before, or after, the letters that they belong behind, or before

_SIGNS: Final[dict[str, str]] = dict(
    zip(
        "abcdeghijklmnopqrstuvwxy",
        _words("ं इ ब क म ह ी प र ा स उ द व च ु त े ज न अ ू ग ल"),
        strict=True,
    )
) | {
    "f": _EARLY_I, "Z": _LATE_R, "z": "्र", "A": "।", "B": "ठ", "C": "ब्", "D": "क्", "E": "म्", "F": "थ्", "G": "ळ", "H": "भ्",
    "I": "प्", "J": "श्र", "K": "ज्ञ", "L": "स्", "M": "ड", "N": "छ", "O": "व्", "P": "च्", "Q": "फ", "R": "त्", "S": "ै",
    "T": "ज्", "U": "न्", "V": "ट", "W": "ॅ", "X": "ग्", "Y": "ल्",
    ";": "य", "'": "श्", '"': "ष्", "/": "ध्", "[": "ख्", ".": "ण्", ",": "ए", "|": "द्य", "{": "क्ष्", "}": "द्व", "=": "त्र",
    "+": "़", "`": "ृ", "~": "्", ">": "झ", "<": "ढ", "?": "घ्", ":": "रू", "#": "रु", ")": "द्ध", "_": "ऋ", "%": "ः",
    "]": ",", "&": "-", "-": ".", "@": "/", "(": ";", "^": "‘", "*": "’", "\\": "?", "$": "+",
    "Å": "ऊ", "Ä": "घ", "Ø": "क्र", "Ý": "फ्र", "æ": "द्र", "ç": "प्र", "Á": "प्र", "ª": "्र", "Ù": "त्त्", "é": "न्न", "™": "न्न्", "ä": "क्त",
    "à": "ह्न", "á": "ह्य", "â": "हृ", "ã": "ह्म", "º": "ह्", "í": "द्द", "Ì": "द्द", "ê": "ट्ट", "Í": "ट्ट", "ë": "ट्ठ", "Î": "ट्ठ",
    "ì": "ड्ड", "Ï": "ड्ड", "ï": "ड्ढ", "Ô": "ड्ढ", "ô": "क्क", "Ñ": "कृ", "—": "कृ", "–": "दृ", "³": "ङ", "¥": "ञ", "÷": "झ्", "Ö": "झ्",
    "è": "ध्", "Ë": "ध्", "¶": "फ्", "¸": "य्", "Ò": "भ", "Ó": "्य", "î": "्य", "Ü": "श्", "Ã": "ई", "È": "ीं", "¡": "ँ", "‚": "ॉ", "«": "त्र्",
    "•": "ऽ", "·": "ऽ", "ñ": "॰", "Œ": "॰", "¼": "(", "½": ")", "¿": "{", "À": "}", "¾": "=", "Þ": "“", "ß": "”", "±": _LATE_R + "ं",
    "å": "०", "ƒ": "१", "„": "२", "…": "३", "†": "४", "‡": "५", "ˆ": "६", "‰": "७", "Š": "८", "‹": "९",
}  # fmt: skip
_TABLE: Final = str.maketrans(_SIGNS)
# Excel and Word turn straight quotes into curly ones while somebody types.
_CURLY: Final = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"'})

_C: Final = "[क-ह]़?"
_CLUSTER: Final = f"(?:{_C}्)*{_C}"
_MATRA: Final = "[ा-ौ]"
_STEPS: Final = tuple(
    (re.compile(pattern), instead)
    for pattern, instead in (
        ("़्", "़्"),
        ("्ा", ""),  # a half letter with its stem is the whole letter
        ("इ" + _LATE_R, "ई"),
        (_EARLY_I + f"({_CLUSTER})", r"\1ि"),
        (f"({_CLUSTER}{_MATRA}*[ंँ]?){_LATE_R}", r"र्\1"),
        (f"([ंँ])({_MATRA}+)", r"\2\1"),
        ("अा", "आ"),
        ("आे", "ओ"),
        ("आै", "औ"),
        ("[आअ]ॉ|आॅ", "ऑ"),
        ("ाे|ेा", "ो"),
        ("ाै|ैा", "ौ"),
        ("ाॅ", "ॉ"),
        ("एे", "ऐ"),
        ("रु़|रू़", "रू"),
    )
)
# A word of Hindi: syllables in which a free vowel stands only in front or behind another vowel, and no sign stands alone.
_WORD: Final = re.compile(
    f"(?:[अ-औऋ][ंँः]?|{_CLUSTER}{_MATRA}?[ंँः]?)(?:{_CLUSTER}{_MATRA}?[ंँः]?|(?<=[ा-ौअ-औँं])[अ-औ][ंँः]?|(?<=[क-ह])[इईएउ](?=$|[क-ह]))*(?:्)?"
)
_LATIN_NAME: Final = re.compile(r"[A-Z][a-z]{3,}")
_BETWEEN: Final = re.compile(r"[\s.,;()/\-।॰0-9०-९]+")

_COMMON: Final = frozenset(
    _words("""
    राम श्याम मोहन सोहन कुमार कुमारी देवी सिंह सिंघ शर्मा वर्मा गुप्ता यादव मिश्रा मिश्र पाण्डेय पांडेय तिवारी शुक्ला दुबे चौबे त्रिपाठी द्विवेदी
    चतुर्वेदी श्रीवास्तव सक्सेना जैन अग्रवाल ठाकुर चौधरी राजपूत पटेल साहू वर्मन प्रसाद लाल चन्द्र चन्द चंद दास राय नाथ खान अली मोहम्मद मो बेगम खातून
    सुनीता अनीता गीता सीता रीता कविता सविता ममता संगीता पूजा आरती ज्योति प्रियंका अंजलि नेहा राधा मीना रेखा सुमन कमला विमला उषा आशा निशा शशि
    रमेश सुरेश महेश दिनेश राजेश मुकेश राकेश गणेश नरेश योगेश कमलेश अखिलेश मनोज विनोद प्रमोद संतोष सन्तोष अशोक आलोक विवेक अभिषेक दीपक पंकज
    नीरज धीरज सूरज मनीष आशीष संजय अजय विजय अनिल सुनील कपिल राहुल रोहित मोहित अमित सुमित अंकित विकास प्रकाश आकाश विशाल रवि शिव राजू
    राजेन्द्र सुरेन्द्र महेन्द्र वीरेन्द्र धर्मेन्द्र जितेन्द्र नरेन्द्र देवेन्द्र भूपेन्द्र राजकुमार रामकुमार श्री श्रीमती सुश्री पुत्र पुत्री पत्नी पिता माता नाम
    पुरुष महिला स्त्री सामान्य जाति पिछड़ा वर्ग ग्राम पोस्ट जिला जनपद तहसील राज्य उत्तर मध्य प्रदेश बिहार राजस्थान हरियाणा झारखण्ड छत्तीसगढ़ दिल्ली
    उत्तराखण्ड विद्यालय महाविद्यालय राजकीय शासकीय इण्टर कॉलेज विश्वविद्यालय संस्थान प्रथम द्वितीय तृतीय वर्ष कक्षा छात्र छात्रा हिन्दी
    """)
)
_LEAST_HITS, _LEAST_SHARE, _LEAST_WORDS = 2, 0.2, 0.7
_CONVERTIBLE: Final = re.compile(r"kruti|dev\s*lys", re.IGNORECASE)


def is_known_layout(font: str) -> bool:
    """Whether text typed in that font can be converted here; fonts such as Chanakya are laid out differently."""
    return _CONVERTIBLE.search(font) is not None


def in_unicode(text: str) -> str:
    """What the font shows, as Devanagari text. `jke dqekj` gives राम कुमार."""
    converted = text.translate(_CURLY).translate(_TABLE)
    for pattern, instead in _STEPS:
        converted = pattern.sub(instead, converted)
    return clean(unicodedata.normalize("NFC", converted))


def becomes_words(text: str) -> bool:
    """Whether the text, once converted, is made of possible Hindi words. Most English names are not: 'Ram' would be त्ंउ."""
    if any("\u0900" <= sign <= "\u097f" for sign in text):
        return False
    if any(_is_latin_name(word) for word in _BETWEEN.split(text)):
        return False
    words = [word for word in _BETWEEN.split(in_unicode(text)) if word]
    return bool(words) and all(_WORD.fullmatch(word) for word in words)


def _is_latin_name(word: str) -> bool:
    # Two vowels in five letters are usual in names; on this keyboard they are consonants, of which so many seldom meet.
    return _LATIN_NAME.fullmatch(word) is not None and sum(sign in "aeiouAEIOU" for sign in word) >= 0.4 * len(word)


def are_legacy(texts: Iterable[str]) -> bool:
    """Whether a column's texts are Hindi in such a font, by words that many lists of people hold."""
    hits: set[str] = set()
    count = plausible = holding = 0
    for text in texts:
        if not any(sign.isalpha() for sign in text):
            continue
        count += 1
        if becomes_words(text):
            plausible += 1
            known = _COMMON.intersection(_BETWEEN.split(in_unicode(text)))
            hits |= known
            holding += bool(known)
    return len(hits) >= _LEAST_HITS and holding >= _LEAST_SHARE * count and plausible >= _LEAST_WORDS * count
