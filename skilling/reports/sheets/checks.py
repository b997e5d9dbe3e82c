"""The last sheet: every total worked out again by formula, what to know before handing over, and where the facts come from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from skilling.reports.checks import ORDER, Check, Notice
from skilling.reports.grids import Band, Figure, Form, Formula, Grid, Sketch, Text
from skilling.reports.sheet import SERIAL, Head
from skilling.reports.words import Words

NAME: Final = "Checks and sources"
OK: Final = "OK"
BROKEN: Final = "CHECK"

TITLE: Final = Words("Checks and sources", "जाँच और स्रोत")
_HEADINGS: Final = (
    SERIAL,
    Words("Check", "जाँच"),
    Words("Left", "बायाँ"),
    Words("Right", "दायाँ"),
    Words("Difference", "अंतर"),
    Words("Result", "परिणाम"),
)
_ORDER: Final = Words(
    "Stages in order: enrolments with a stage before, or without, the stage that comes before it = 0",
    "चरण क्रम में: वे नामांकन जिनका कोई चरण पिछले चरण से पहले या उसके बिना है = 0",
)
_NOTICES: Final = Words("To know before this pack is handed over", "पैक सौंपने से पहले जानने योग्य")
_NIL: Final = Words("Nil", "कुछ नहीं")
_SOURCES: Final = Words("Sources and licences", "स्रोत और लाइसेंस")

# The sentence that the Government Open Data License - India asks for stands word for word, in its own language.
_LICENCE: Final = (
    "Contains data of the Local Government Directory, Ministry of Panchayati Raj, Government of India, "
    "published under the Government Open Data License - India."
)
_RECORDS: Final = Words(
    "Figures: records of this programme, counted as the definitions on the Cover say. Archived records are never counted. "
    "Behind every figure stands the list of its records: ask for it in the desk, with this file and the address of the cell.",
    "आँकड़े: इस कार्यक्रम के अभिलेख, आवरण पृष्ठ की परिभाषाओं के अनुसार गिने गए। हटाए गए अभिलेख कभी नहीं गिने जाते। "
    "प्रत्येक आँकड़े के पीछे उसके अभिलेखों की सूची है: इस फ़ाइल और कक्ष के पते से डेस्क में देखें।",
)
_FY: Final = Words(
    "Financial year: 1 April to 31 March (General Clauses Act 1897, section 2). Days are those of Indian Standard Time.",
    "वित्तीय वर्ष: 1 अप्रैल से 31 मार्च (साधारण खण्ड अधिनियम 1897, धारा 2)। तिथियाँ भारतीय मानक समय की हैं।",
)


def checks_sheet(head: Head, found: Sequence[Check], order: int, notices: Sequence[Notice]) -> Grid:
    """The checks of a pack as a sheet; `order` is the number of enrolments whose stages are out of order."""
    language = head.language
    sketch = Sketch(NAME, (6.0, 92.0, 18.0, 18.0, 14.0, 12.0), frozen_columns=2)
    sketch.line(Band.TITLE, TITLE.line(language))
    for line in head.lines():
        sketch.line(Band.FACTS, line)
    sketch.put(Band.BLANK)
    row = sketch.put(Band.HEADING, *(Text(words.heading(language)) for words in _HEADINGS))
    sketch.headings = (row, row)
    for serial, check in enumerate(found, 1):
        left, right = (
            Formula(f"={formula}", value, check.form)
            for formula, value in ((check.left, check.left_value), (check.right, check.right_value))
        )
        _put(sketch, serial, check.what.line(language), left, right, check.left_value - check.right_value, check.form)
    figure = Figure(order, ORDER)
    _put(sketch, len(found) + 1, _ORDER.line(language), figure, Formula("=0", 0), order, Form.COUNT)
    sketch.put(Band.BLANK)
    sketch.line(Band.SECTION, _NOTICES.line(language))
    for serial, notice in enumerate(notices, 1):
        sketch.put(
            Band.BODY, Text(serial, Form.SERIAL), Text(notice.sentence.line(language)), Figure(notice.value, notice.question)
        )
    if not notices:
        sketch.line(Band.NOTE, _NIL.line(language))
    sketch.put(Band.BLANK)
    sketch.line(Band.SECTION, _SOURCES.line(language))
    for words in (_RECORDS, _FY):
        for line in words.sentence(language).split("\n"):
            sketch.line(Band.NOTE, line)
    sketch.line(Band.NOTE, _LICENCE)
    return sketch.grid()


def _put(sketch: Sketch, serial: int, what: str, left: Formula | Figure, right: Formula, difference: object, form: Form) -> None:
    row = sketch.next_row
    agrees = difference == 0
    verdict = Form.CENTRED if agrees else Form.BROKEN
    sketch.put(
        Band.BODY,
        Text(serial, Form.SERIAL),
        Text(what),
        left,
        right,
        Formula(f"=C{row}-D{row}", difference, form),  # type: ignore[arg-type]  # a difference of two numbers is one
        Formula(f'=IF(ROUND(E{row},2)=0,"{OK}","{BROKEN}")', OK if agrees else BROKEN, verdict),
    )
