"""Quality: the rules that the records are held to, how many do not keep them, and the share that is borne."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlmodel import Session

from skilling.reports.grids import Form
from skilling.reports.measures import MEASURES
from skilling.reports.scope import Scope
from skilling.reports.sheet import FigureColumn, Row, Sheet, Table, TextColumn
from skilling.reports.words import Words

# Share of the enrolments, in per cent, up to which a gap is borne. Source: the proposal of the programme, not a circular.
LIMITS: Final = {
    "out_of_order": 0, "no_gender": 5, "no_category": 10, "no_state": 5, "no_district": 20, "no_age_band": 20,
    "no_learner_type": 20,
}  # fmt: skip


def _rows(_session: Session, _scope: Scope) -> Sequence[Row]:
    return [
        Row((MEASURES[name].words, _sentence(MEASURES[name].definition), f"{limit} %"), measure=name, per="enrolled")
        for name, limit in LIMITS.items()
    ]


def _sentence(words: Words) -> Words:
    return Words(f"{words.en[0].upper()}{words.en[1:]}", words.hi)


QUALITY: Final = Sheet(
    "Quality",
    Words("Quality of the records", "अभिलेखों की गुणवत्ता"),
    (
        Table(
            (
                TextColumn(Words("Rule", "नियम"), 40),
                TextColumn(Words("What is found", "क्या पाया गया"), 78),
                TextColumn(Words("Limit", "सीमा"), 10, Form.CENTRED),
            ),
            (
                FigureColumn(heading=Words("Found", "पाए गए")),
                FigureColumn(heading=Words("% of enrolled", "नामांकित का %"), form=Form.PERCENT, width=13),
            ),
            _rows,
            total=False,
        ),
    ),
    (
        Words(
            "A record may break several rules, so the rows are not added up. Mend what is above its limit before handing over.",
            "एक अभिलेख कई नियम तोड़ सकता है, इसलिए पंक्तियाँ जोड़ी नहीं जातीं। सौंपने से पहले सीमा से ऊपर वाले सुधारें।",
        ),
    ),
)
