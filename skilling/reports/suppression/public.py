"""A pack as the public gets it: names dropped, small cells protected, and a sheet that says how; refuses to show any other way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from sqlmodel import Session

from skilling.reports.figures import Question, records
from skilling.reports.grids import Band, Cell, Figure, Form, Formula, Grid, GridRow, Sketch, Text
from skilling.reports.scope import Scope
from skilling.reports.sheet import Head
from skilling.reports.suppression.protection import protect
from skilling.reports.suppression.published import published
from skilling.reports.suppression.stated import FEWEST, NAMING, Key, Shown, Stated, about_people, key_of, whole
from skilling.reports.words import Words

NAME: Final = "Protection"
_INTERNAL: Final = frozenset({"Cohort register", "Institutions", "Startups", "Quality", "Restatement"})
TITLE: Final = Words("Protection of small figures, and sources", "छोटे आँकड़ों की सुरक्षा और स्रोत")
FEW: Final = f"<{FEWEST}"
STAR: Final = "*"
UNTOLD: Final = "**"
_MARKS: Final = {Shown.FEW: FEW, Shown.WITHHELD: STAR, Shown.UNTOLD: UNTOLD}
_LEGEND: Final = Words(
    f"{FEW}: one to {FEWEST - 1}. {STAR}: withheld, so that no smaller figure can be worked out from the others. "
    f"{UNTOLD}: not published, be it none, few or many.",
    f"{FEW}: एक से {FEWEST - 1}। {STAR}: रोका गया, ताकि कोई छोटा आँकड़ा दूसरों से न निकाला जा सके। "
    f"{UNTOLD}: प्रकाशित नहीं, चाहे शून्य, कम या अधिक हो।",
)
_RULES: Final = (
    Words(
        f"Counts of 1 to {FEWEST - 1} of enrolments, persons, startups and grants are shown as {FEW}; zero is shown. "
        f"Amounts of fewer than {FEWEST} records, and percentages of a withheld figure, are not shown.",
        f"नामांकन, व्यक्ति, स्टार्टअप और अनुदान की 1 से {FEWEST - 1} तक की गिनती {FEW} दिखाई गई है; शून्य दिखाया गया है। "
        f"{FEWEST} से कम अभिलेखों की राशि और रोके गए आँकड़ों के प्रतिशत नहीं दिखाए गए।",
    ),
    Words(
        "Further figures are withheld until no row, column, total, sub-total, other sheet, period or pack published before "
        "lets a withheld figure be worked out. Each of them was shown to have more than one possible value.",
        "अन्य आँकड़े तब तक रोके गए हैं जब तक कोई पंक्ति, स्तंभ, योग, उप-योग, अन्य शीट, अवधि या पहले प्रकाशित पैक किसी रोके गए "
        "आँकड़े को प्रकट न करे। प्रत्येक के एक से अधिक संभव मान हैं।",
    ),
    Words(
        f"A figure that changed by less than {FEWEST} since it was last published is withheld until it changes by more.",
        f"पिछले प्रकाशन से {FEWEST} से कम बदला आँकड़ा तब तक रोका जाता है जब तक अंतर अधिक न हो।",
    ),
    Words(
        "Registers of cohorts, institutions and startups are not published.",
        "कोहोर्ट, संस्थान और स्टार्टअप की पंजिकाएँ प्रकाशित नहीं की जातीं।",
    ),
)


@dataclass(frozen=True)
class PublicSheets:
    """The sheets of a public pack between its cover and its end, and the figures that become known by it."""

    grids: tuple[Grid, ...]
    stated: tuple[Stated, ...]

    @property
    def withheld(self) -> int:
        return sum(each.shown is not Shown.PLAIN for each in self.stated)


def protected(session: Session, scope: Scope, head: Head, grids: Sequence[Grid]) -> PublicSheets:
    """The sheets without names and with small cells protected, against every pack published before."""
    open_grids = [grid for grid in grids if not names_somebody(grid)]
    stated = protected_figures(session, scope, (figure for grid in open_grids for _, figure in grid.figures()))
    shown = {each.key: each.shown for each in stated}
    return PublicSheets(tuple(_masked(grid, scope, shown, head) for grid in open_grids), stated)


def protected_figures(session: Session, scope: Scope, given: Iterable[Figure]) -> tuple[Stated, ...]:
    """How the public sees figures that are to be published together, against every pack published before.

    Of a percentage nothing is said: it is shown where both its parts are, which have to be among them.
    """
    figures: dict[Key, int] = {}
    questions: dict[Key, Question] = {}
    for figure in given:
        if about_people(figure.question) and not figure.question.per:
            key = key_of(figure.question, scope)
            figures[key], questions[key] = whole(figure.value, key), figure.question

    def contributors(key: Key, since: date | None) -> int:
        """Records behind an amount; with a day, those that came to it or left it since."""
        found = set(records(session, scope, questions[key]))
        if since is not None:
            found ^= set(records(session, replace(scope, as_on=min(since, scope.as_on)), questions[key]))
        return len(found)

    return protect(figures, published(session), contributors).stated


def names_somebody(grid: Grid) -> bool:
    """A sheet with a row for each cohort, institution or startup is a register of names; some are for the office alone."""
    return grid.name in _INTERNAL or any(
        dimension in NAMING for _, figure in grid.figures() for dimension, _ in figure.question.where
    )


def closing_sheet(head: Head, sheets: PublicSheets) -> Grid:
    """The last sheet: how small figures are protected."""
    sketch = Sketch(NAME, (110.0,), landscape=True)
    sketch.line(Band.TITLE, TITLE.line(head.language))
    for line in head.lines():
        sketch.line(Band.FACTS, line)
    sketch.put(Band.BLANK)
    for words in (_LEGEND, *_RULES):
        for line in words.sentence(head.language).split("\n"):
            sketch.line(Band.NOTE, line)
    sketch.put(Band.BLANK)
    said = Words("Figures withheld in this pack: {count}", "इस पैक में रोके गए आँकड़े: {count}")
    sketch.line(Band.NOTE, said.filled(count=sheets.withheld).line(head.language))
    return sketch.grid()


def _masked(grid: Grid, scope: Scope, shown: Mapping[Key, Shown], head: Head) -> Grid:
    rows = [GridRow(row.band, tuple(_cell(cell, scope, shown) for cell in row.cells), row.span) for row in grid.rows]
    while rows[-1].band is Band.BLANK:  # the room of a chart
        del rows[-1]
    note = [GridRow(Band.NOTE, (Text(line),), len(grid.widths)) for line in _LEGEND.sentence(head.language).split("\n")]
    # A chart draws, and says for those who cannot see it, what its cells no longer show.
    kept = tuple(row for row in grid.page_breaks if row < len(rows))  # none before the room of a chart
    return replace(grid, rows=(*rows, *note), drawings=(), page_breaks=kept)


def _cell(cell: Cell, scope: Scope, shown: Mapping[Key, Shown]) -> Cell:
    if isinstance(cell, Formula):
        return Text(STAR, Form.CENTRED)  # its result may hold what its cells do not show
    return masked(cell, scope, shown) if isinstance(cell, Figure) else cell


def masked(figure: Figure, scope: Scope, shown: Mapping[Key, Shown]) -> Figure | Text:
    """A figure, or the mark that stands for it."""
    question = figure.question
    if not about_people(question):
        return figure
    if question.per:
        plain = all(shown.get(key_of(part, scope)) is Shown.PLAIN for part in parts_of(question))
        return figure if plain else Text(STAR, figure.form)
    kind = shown[key_of(question, scope)]
    return figure if kind is Shown.PLAIN else Text(_MARKS[kind], figure.form)


def parts_of(question: Question) -> tuple[Question, Question]:
    """What a percentage is of what."""
    return replace(question, per=""), replace(question, measure=question.per, per="")
