"""Words of a report in English and Hindi; refuses a heading without its English, which machines and old files look for.

Source of the two languages: Official Languages Act 1963, section 3(3): administrative reports in Hindi and English.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from skilling.domain.fields import Choice


class Language(StrEnum):
    """The language of a pack; the two with Hindi differ in which comes first."""

    EN = "en"
    HI = "hi"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Words:
    """The same words in both languages."""

    en: str
    hi: str

    def filled(self, **values: object) -> Words:
        """With the places marked {name} filled in."""
        return Words(self.en.format(**values), self.hi.format(**values))

    def heading(self, language: Language) -> str:
        """For a column: one language below the other."""
        return self._joined(language, "\n")

    def line(self, language: Language) -> str:
        """For a row or a title: one language after the other."""
        return self._joined(language, " / ")

    def sentence(self, language: Language) -> str:
        """For what people read rather than look up: Hindi alone in a Hindi pack, both in one for both."""
        return self.hi if language is Language.HI else self._joined(language, "\n")

    def _joined(self, language: Language, between: str) -> str:
        if language is Language.EN or self.en == self.hi:
            return self.en
        return between.join((self.en, self.hi) if language is Language.BOTH else (self.hi, self.en))


NOT_STATED: Final = Words("Not stated", "अघोषित")
TOTAL: Final = Words("Total", "कुल")


def words_of(choice: Choice) -> Words:
    """The words of one value of a closed list."""
    return Words(choice.label, choice.hindi)


def chosen(choices: Sequence[Choice], code: str | None) -> Words:
    """The words for a stored code; 'Not stated' for none; an unknown code as it stands, so that nothing disappears."""
    if code is None:
        return NOT_STATED
    return next((words_of(choice) for choice in choices if choice.code == code), Words(code, code))


def day(on: date) -> str:
    """A day as Indian offices write it: 30.09.2026."""
    return f"{on:%d.%m.%Y}"
