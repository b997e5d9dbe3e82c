"""The look of a pack's cells: fonts, fills and number formats by what a row and a value are for; refuses any other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from skilling.reports.grids import Band, Form

FONT: Final = "Arial"  # as wide on every machine; Hindi falls back to the machine's own Devanagari font

INK: Final = "1B2430"
QUIET: Final = "56616F"
ACCENT: Final = "0B5CAD"
DEEP: Final = "0B3A66"
TINT: Final = "E5F0FB"
DEEPER_TINT: Final = "CFE2F5"
TOTAL_TINT: Final = "F0F4F9"
BAD: Final = "B3261E"
RULE: Final = "C3CCD8"
STRONG_RULE: Final = "7D94AE"

# Indian grouping needs a condition for lakh and one for crore, and a format has only two: non-negative numbers.
COUNT: Final = r"[>=10000000]##\,##\,##\,##0;[>=100000]##\,##\,##0;##,##0"
AMOUNT: Final = r"[>=10000000]##\,##\,##\,##0.00;[>=100000]##\,##\,##0.00;##,##0.00"
FORMATS: Final = {
    Form.COUNT: COUNT,
    Form.AMOUNT: AMOUNT,
    Form.PERCENT: "0.0",
    Form.DATE: "dd.mm.yyyy",
    Form.SERIAL: "0",
    Form.TEXT: "@",
    Form.CENTRED: "General",
    Form.BROKEN: "General",
}
_NUMBERS: Final = (Form.COUNT, Form.AMOUNT, Form.PERCENT)


@dataclass(frozen=True, slots=True)
class Look:
    """Everything that a cell looks like."""

    font: Font
    fill: PatternFill | None
    border: Border | None
    alignment: Alignment
    number_format: str


def look_of(band: Band, form: Form, *, link: bool = False) -> Look:
    """The look of a value of that form in a row of that band."""
    font = Font(FONT, 10, bold=True, color=BAD) if form is Form.BROKEN else _font(band, link=link)
    return Look(font, _fill(band), _border(band), _alignment(band, form), FORMATS[form])


def _font(band: Band, *, link: bool) -> Font:
    if link:
        return Font(FONT, 10, color=ACCENT, underline="single")
    size, bold, italic, colour = _FONTS.get(band, (10, False, False, INK))
    return Font(FONT, size, bold=bold, italic=italic, color=colour)


_FONTS: Final = {
    Band.BANNER: (16, True, False, "FFFFFF"),
    Band.TITLE: (15, True, False, DEEP),
    Band.FACTS: (10, False, False, QUIET),
    Band.DRAFT: (12, True, False, "FFFFFF"),
    Band.SECTION: (11, True, False, ACCENT),
    Band.GROUP: (10, True, False, DEEP),
    Band.HEADING: (9, True, False, DEEP),
    Band.INNER: (10, False, False, QUIET),
    Band.SUBTOTAL: (10, True, False, INK),
    Band.TOTAL: (10, True, False, INK),
    Band.BRIDGE: (10, False, True, QUIET),
    Band.NOTE: (9, False, False, QUIET),
}
_FILLS: Final = {
    Band.BANNER: DEEP,
    Band.DRAFT: BAD,
    Band.GROUP: DEEPER_TINT,
    Band.HEADING: TINT,
    Band.SUBTOTAL: TOTAL_TINT,
    Band.TOTAL: TOTAL_TINT,
}


def _fill(band: Band) -> PatternFill | None:
    return PatternFill("solid", fgColor=_FILLS[band]) if band in _FILLS else None


def _border(band: Band) -> Border | None:
    fine, strong = Side("thin", color=RULE), Side("thin", color=STRONG_RULE)
    if band in (Band.GROUP, Band.HEADING):
        return Border(strong, strong, strong, strong)
    if band is Band.TOTAL:
        return Border(fine, fine, Side("medium", color=ACCENT), Side("medium", color=ACCENT))
    if band in (Band.BODY, Band.INNER, Band.BRIDGE, Band.SIGN, Band.SUBTOTAL):
        return Border(fine, fine, fine, fine)
    return None


def _alignment(band: Band, form: Form) -> Alignment:
    if band is Band.GROUP:
        return Alignment("centerContinuous", "center")
    if band is Band.HEADING:
        return Alignment("center", "center", wrap_text=True)
    if band in (Band.NOTE, Band.DRAFT, Band.BANNER):
        return Alignment("left", "center", wrap_text=True, indent=0 if band is Band.NOTE else 1)
    if band in (Band.TITLE, Band.FACTS, Band.SECTION):
        return Alignment("left", "center")
    if form in _NUMBERS:
        return Alignment("right", "center")
    if form is not Form.TEXT:
        return Alignment("center", "center")
    return Alignment("left", "center", wrap_text=True, indent=3 if band is Band.INNER else 1)
