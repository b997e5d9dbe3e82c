"""The cover: what the pack is, what its sheets are, how each of its figures is counted, and the place for a signature."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from skilling.reports.grids import Band, Grid, Sketch, Text
from skilling.reports.measures import Measure
from skilling.reports.sheet import Head
from skilling.reports.words import Language, Words, day

NAME: Final = "Cover"

TITLE: Final = Words("Progress report to the ministry", "मंत्रालय को प्रगति प्रतिवेदन")
_DRAFT: Final = Words(
    "DRAFT: {count} of the checks do not agree; see the sheet Checks and sources.",
    "प्रारूप: {count} जाँच मेल नहीं खातीं; 'Checks and sources' शीट देखें।",
)
_FIELDS: Final = {
    "programme": Words("Programme", "कार्यक्रम"),
    "funder": Words("Funded by", "वित्तपोषक"),
    "mou": Words("MoU reference", "समझौता संदर्भ"),
    "period": Words("Period", "अवधि"),
    "as_on": Words("As on", "स्थिति की तिथि"),
    "known_on": Words("As known on", "ज्ञात तिथि"),
    "profile": Words("Profile", "प्रोफ़ाइल"),
    "made_on": Words("Prepared on", "तैयार करने की तिथि"),
    "made_by": Words("Prepared by", "तैयारकर्ता"),
    "version": Words("Version", "संस्करण"),
    "data_hash": Words("Hash of the data", "डेटा हैश"),
}
_ASKED: Final = Words(
    "asked for {day}; nothing beyond the end of the period or the day of preparation is counted",
    "माँगी गई तिथि {day}; अवधि के अंत या तैयारी की तिथि के बाद कुछ नहीं गिना गया",
)
_KNOWN: Final = Words(
    "stages as recorded by the end of that day; attributes of people as they stand now",
    "चरण उस दिन के अंत तक के अभिलेख अनुसार; व्यक्तियों के विवरण वर्तमान अनुसार",
)
_CONTENTS: Final = Words("Sheets", "शीट")
_DEFINITIONS: Final = Words("How the figures are counted", "आँकड़े कैसे गिने गए")
_WINDOWS: Final = Words(
    "Up to previous period: before the first day of the period. During the period: from its first day to the day of the report. "
    "Cumulative: both together; a figure is cumulative unless its heading says otherwise. "
    "'–' means not on record; zero is shown as 0.",
    "पिछली अवधि तक: अवधि के पहले दिन से पूर्व। अवधि के दौरान: पहले दिन से प्रतिवेदन की तिथि तक। "
    "संचयी: दोनों मिलाकर; शीर्षक में अन्यथा न होने पर आँकड़ा संचयी है। '–' का अर्थ अभिलेख में नहीं; शून्य 0 दिखाया गया है।",
)
_CERTIFICATE: Final = Words(
    "Certified that the figures in this report are drawn from the records of the programme as on the date stated above.",
    "प्रमाणित किया जाता है कि इस प्रतिवेदन के आँकड़े ऊपर दी गई तिथि को कार्यक्रम के अभिलेखों से लिए गए हैं।",
)
_SIGNATURE: Final = (
    Words("Signature", "हस्ताक्षर"),
    Words("Name and designation", "नाम और पदनाम"),
    Words("Date and seal", "दिनांक और मुहर"),
)


@dataclass(frozen=True, slots=True)
class CoverFacts:
    """What the cover says beside the head of every sheet."""

    funder: str | None
    mou_ref: str | None
    made_on: date
    made_by: str
    data_hash: str
    broken: int  # checks that do not agree


def cover(head: Head, facts: CoverFacts, contents: Sequence[tuple[str, Words]], measures: Iterable[Measure]) -> Grid:
    """The cover of a pack with these sheets, which count these measures."""
    language = head.language
    sketch = Sketch(NAME, (34.0, 74.0), landscape=False)
    sketch.line(Band.BANNER, head.programme.line(language))
    sketch.line(Band.BANNER, TITLE.line(language))
    if facts.broken:
        sketch.line(Band.DRAFT, _DRAFT.filled(count=facts.broken).line(language))
    sketch.put(Band.BLANK)
    for name, value in _particulars(head, facts).items():
        if value:
            sketch.put(Band.BODY, Text(_FIELDS[name].line(language)), Text(value))
    sketch.put(Band.BLANK)
    sketch.line(Band.SECTION, _CONTENTS.line(language))
    for name, title in contents:
        sketch.put(Band.BODY, Text(name, link=name), Text(title.line(language)))
    sketch.put(Band.BLANK)
    _certify(sketch, language)
    sketch.page_breaks.append(sketch.put(Band.BLANK))
    sketch.line(Band.SECTION, _DEFINITIONS.line(language))
    for measure in _different(measures):
        sketch.put(Band.BODY, Text(measure.words.line(language)), Text(_sentence(measure.definition, language)))
    for line in _WINDOWS.sentence(language).split("\n"):
        sketch.line(Band.NOTE, line)
    return sketch.grid()


def _certify(sketch: Sketch, language: Language) -> None:
    for line in _CERTIFICATE.sentence(language).split("\n"):
        sketch.line(Band.NOTE, line)
    for words in _SIGNATURE:
        sketch.put(Band.SIGN, Text(words.line(language)), Text(""))


def _particulars(head: Head, facts: CoverFacts) -> dict[str, str | None]:
    scope, language = head.scope, head.language
    as_on = day(scope.as_on)
    if scope.asked is not None:
        as_on += f" ({_ASKED.filled(day=day(scope.asked)).line(language)})"
    known = f"{day(scope.known_on)} ({_KNOWN.line(language)})" if scope.known_on else None
    period = Words(scope.period.label, scope.period.label_hi).line(language)
    return {
        "programme": head.programme.line(language), "funder": facts.funder, "mou": facts.mou_ref,
        "period": f"{period} ({day(scope.period.start)} – {day(scope.period.end)})", "as_on": as_on, "known_on": known,
        "profile": head.profile.line(language), "made_on": day(facts.made_on), "made_by": facts.made_by,
        "version": head.version, "data_hash": facts.data_hash,
    }  # fmt: skip


def _different(measures: Iterable[Measure]) -> list[Measure]:
    """Each definition once, in the order of the sheets."""
    found: dict[str, Measure] = {}
    for measure in measures:
        found.setdefault(measure.definition.en, measure)
    return list(found.values())


def _sentence(words: Words, language: Language) -> str:
    ended = Words(f"{words.en[0].upper()}{words.en[1:]}.", f"{words.hi}।")
    return ended.sentence(language)
