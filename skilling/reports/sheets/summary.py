"""The summary sheet: one row an indicator, three columns of time, as progress proformas have them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlmodel import Session

from skilling.domain.lists import GRANT_UNITS
from skilling.reports.grids import Band, Form
from skilling.reports.measures import MEASURES
from skilling.reports.scope import Scope, Window
from skilling.reports.sheet import FigureColumn, Row, Sheet, Table, TextColumn
from skilling.reports.words import Words, words_of

_ON_RECORD: Final = frozenset({Window.CUMULATIVE})
_WOMEN: Final = Words("of which women", "जिसमें महिलाएँ")
_PWD: Final = Words("of which PwD", "जिसमें दिव्यांग")
_WOMEN_LED: Final = Words("of which women-led", "जिसमें महिला-नेतृत्व वाले")
_GRANTED: Final = Words("Granted: {unit}", "स्वीकृत: {unit}")


def _row(measure: str, per: str = "") -> Row:
    declared = MEASURES[measure]
    return Row((declared.words, declared.unit), measure=measure, per=per)


def _part(words: Words, measure: str, per: str) -> Row:
    return Row((words, MEASURES[measure].unit), measure=measure, per=per, band=Band.INNER)


def _now(measure: str, words: Words | None = None, per: str = "") -> Row:
    declared = MEASURES[measure]
    band = Band.INNER if words else Band.BODY
    return Row((words or declared.words, declared.unit), measure=measure, per=per, windows=_ON_RECORD, band=band)


def _granted() -> list[Row]:
    """One row a unit: units are never added together."""
    return [
        Row(
            (Words(_GRANTED.en.format(unit=unit.label), _GRANTED.hi.format(unit=unit.hindi)), words_of(unit)),
            (("unit", unit.code),), "granted", form=Form.AMOUNT,
        )
        for unit in GRANT_UNITS
    ]  # fmt: skip


def _rows(_session: Session, _scope: Scope) -> Sequence[Row]:
    return [
        _row("enrolled"),
        _part(_WOMEN, "women", "enrolled"),
        _part(_PWD, "pwd", "enrolled"),
        _row("started", "enrolled"),
        _row("trained", "enrolled"),
        _part(_WOMEN, "women_trained", "trained"),
        _row("certified", "enrolled"),
        _part(_WOMEN, "women_certified", "certified"),
        _row("new_persons"),
        _row("further", "enrolled"),
        _row("cohorts_begun"),
        _now("startups"),
        _now("women_led", _WOMEN_LED, "startups"),
        _now("resources"),
        _row("grants"),
        *_granted(),
    ]


SUMMARY: Final = Sheet(
    "Summary",
    Words("Summary of progress", "प्रगति का सारांश"),
    (
        Table(
            (
                TextColumn(Words("Indicator", "संकेतक"), 46),
                TextColumn(Words("Unit", "इकाई"), 28, Form.CENTRED),
            ),
            (
                FigureColumn(
                    heading=Words("Up to previous period\n(to {before})", "पिछली अवधि तक\n({before} तक)"),
                    window=Window.PREVIOUS, width=20,
                ),
                FigureColumn(
                    heading=Words("During the period\n({start} – {as_on})", "अवधि के दौरान\n({start} – {as_on})"),
                    window=Window.DURING, width=26,
                ),
                FigureColumn(heading=Words("Cumulative\n(to {as_on})", "संचयी\n({as_on} तक)"), width=20),
                FigureColumn(
                    heading=Words("Cumulative, % of\nthe whole", "संचयी, पूर्ण का %"), form=Form.PERCENT, width=18,
                ),
            ),
            _rows,
            total=False,
        ),
    ),
    (
        Words(
            "Enrolled = unique persons + further enrolments of the same persons. "
            "Percentages: women, PwD, started, trained, certified and further enrolments of enrolled; women trained of trained; "
            "women certified of certified; women-led of startups.",
            "नामांकित = विशिष्ट व्यक्ति + उन्हीं व्यक्तियों के अतिरिक्त नामांकन। "
            "प्रतिशत: महिलाएँ, दिव्यांग, प्रशिक्षण आरंभ, प्रशिक्षित, प्रमाणित और अतिरिक्त नामांकन — नामांकित का; "
            "प्रशिक्षित महिलाएँ — प्रशिक्षित का; प्रमाणित महिलाएँ — प्रमाणित का; महिला-नेतृत्व वाले — स्टार्टअप का।",
        ),
        Words(
            "Startups and resources carry no date of joining, so only what is on record now is shown. "
            "Units of AI tools are never added together.",
            "स्टार्टअप और संसाधनों में जुड़ने की तिथि नहीं होती, इसलिए केवल वर्तमान अभिलेख दिखाया गया है। "
            "एआई उपकरणों की इकाइयाँ कभी जोड़ी नहीं जातीं।",
        ),
    ),
)  # fmt: skip
