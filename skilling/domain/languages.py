"""Languages by ISO 639 code, in English, Hindi and their own words; refuses a language that it does not know."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from skilling.domain.fields import Choice, Field, Kind
from skilling.domain.problems import Problem
from skilling.domain.text import key


@dataclass(frozen=True, slots=True)
class Language:
    """One language. The code is ISO 639-1, or 639-3 for the six scheduled languages that have no two-letter code."""

    code: str
    label: str
    hindi: str
    own: str
    synonyms: tuple[str, ...] = ()


# English and the 22 languages of the Eighth Schedule to the Constitution, in the order of their use.
LANGUAGES: Final = (
    Language("hi", "Hindi", "हिंदी", "हिन्दी", ("hin", "hindi medium")),
    Language("en", "English", "अंग्रेज़ी", "English", ("eng", "english medium", "इंग्लिश")),
    Language("bn", "Bengali", "बांग्ला", "বাংলা", ("bangla", "ben", "बंगाली")),
    Language("mr", "Marathi", "मराठी", "मराठी", ("mar",)),
    Language("te", "Telugu", "तेलुगु", "తెలుగు", ("tel", "telegu", "तेलुगू")),
    Language("ta", "Tamil", "तमिल", "தமிழ்", ("tam", "thamizh")),
    Language("gu", "Gujarati", "गुजराती", "ગુજરાતી", ("guj", "gujrati")),
    Language("ur", "Urdu", "उर्दू", "اردو", ("urd",)),
    Language("kn", "Kannada", "कन्नड़", "ಕನ್ನಡ", ("kan", "kannad", "canarese")),
    Language("or", "Odia", "ओड़िया", "ଓଡ଼ିଆ", ("oriya", "ori", "ory", "उड़िया")),
    Language("ml", "Malayalam", "मलयालम", "മലയാളം", ("mal",)),
    Language("pa", "Punjabi", "पंजाबी", "ਪੰਜਾਬੀ", ("panjabi", "pan", "gurmukhi")),
    Language("as", "Assamese", "असमिया", "অসমীয়া", ("asm", "axomiya", "asamiya")),
    Language("mai", "Maithili", "मैथिली", "मैथिली"),
    Language("sat", "Santali", "संताली", "ᱥᱟᱱᱛᱟᱲᱤ", ("santhali",)),
    Language("ks", "Kashmiri", "कश्मीरी", "کٲشُر", ("kas",)),
    Language("ne", "Nepali", "नेपाली", "नेपाली", ("nep",)),
    Language("sd", "Sindhi", "सिंधी", "سنڌي", ("snd",)),
    Language("doi", "Dogri", "डोगरी", "डोगरी", ("dgo",)),
    Language("kok", "Konkani", "कोंकणी", "कोंकणी", ("gom",)),
    Language("mni", "Manipuri", "मणिपुरी", "মৈতৈলোন্", ("meitei", "meiteilon", "meetei")),
    Language("brx", "Bodo", "बोड़ो", "बड़ो", ("boro",)),
    Language("sa", "Sanskrit", "संस्कृत", "संस्कृतम्", ("san",)),
)


def choices_of(field: Field) -> tuple[Choice, ...]:
    """What can be chosen in a field: its own choices, or the languages."""
    return CHOICES if field.kind is Kind.LANGUAGE else field.choices


CHOICES: Final = tuple(Choice(one.code, one.label, one.hindi) for one in LANGUAGES)


@cache
def _by_word() -> dict[str, str]:
    return {
        key(word): language.code
        for language in LANGUAGES
        for word in (language.code, language.label, language.hindi, language.own, *language.synonyms)
    }


def read(raw: str) -> str | Problem:
    """The ISO 639 code of a language given by code, English, Hindi or own name."""
    code = _by_word().get(key(raw))
    if code is None:
        return Problem("language", "This language is not known here. Write its English name or its code. Example: Hindi or hi.")
    return code


def label(code: str | None) -> str:
    """The English name of a code; an unknown code is shown as it stands."""
    return next((language.label for language in LANGUAGES if language.code == code), code or "")
