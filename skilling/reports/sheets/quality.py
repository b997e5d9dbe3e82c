"""Quality: the rules that the records are held to, how many do not keep them, and the share that is borne."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlmodel import Session

from skilling.reports.grids import Form
from skilling.reports.measures import MEASURES
from skilling.reports.quality import RULES
from skilling.reports.scope import Scope
from skilling.reports.sheet import FigureColumn, Row, Sheet, Table, TextColumn
from skilling.reports.words import Words, day
from skilling.services import periods
from skilling.services.periods import WaiverRow


def _rows(session: Session, scope: Scope) -> Sequence[Row]:
    waived = periods.waivers(session, scope.as_on, scope.known_before)
    return [
        Row(
            (rule.code, rule.words, _sentence(MEASURES[rule.measure].definition), rule.borne, _waiver(waived.get(rule.code))),
            measure=rule.measure, per=rule.per,
        )
        for rule in RULES
    ]  # fmt: skip


def _waiver(waiver: WaiverRow | None) -> Words | None:
    if waiver is None:
        return None
    return Words(
        f"By {waiver.actor} until {day(waiver.until)}: {waiver.reason}",
        f"{waiver.actor} द्वारा {day(waiver.until)} तक: {waiver.reason}",
    )


def _sentence(words: Words) -> Words:
    return Words(f"{words.en[0].upper()}{words.en[1:]}", words.hi)


QUALITY: Final = Sheet(
    "Quality",
    Words("Quality of the records", "अभिलेखों की गुणवत्ता"),
    (
        Table(
            (
                TextColumn(Words("Code", "कोड"), 9, Form.CENTRED),
                TextColumn(Words("Rule", "नियम"), 34),
                TextColumn(Words("What is found", "क्या पाया गया"), 66),
                TextColumn(Words("Limit", "सीमा"), 10, Form.CENTRED),
                TextColumn(Words("Waived", "छूट"), 34),
            ),
            (
                FigureColumn(heading=Words("Open", "खुले")),
                FigureColumn(heading=Words("Share %", "अंश %"), form=Form.PERCENT, width=13),
            ),
            _rows,
            total=False,
            named_by=1,
        ),
    ),
    (
        Words(
            "A record may break several rules, so the rows are not added up. Mend what is above its limit before handing over.",
            "एक अभिलेख कई नियम तोड़ सकता है, इसलिए पंक्तियाँ जोड़ी नहीं जातीं। सौंपने से पहले सीमा से ऊपर वाले सुधारें।",
        ),
    ),
)
