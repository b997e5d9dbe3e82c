"""The District sheet: every district from which somebody was enrolled, with a sub-total for each State/UT."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlmodel import Session, select

from skilling.database.tables import District, State
from skilling.reports.figures import Question, parts
from skilling.reports.grids import Band, Form
from skilling.reports.scope import Scope
from skilling.reports.sheet import FigureColumn, Row, Sheet, Table, TextColumn
from skilling.reports.words import NOT_STATED, Words

_WHOLE: Final = Words("Sub-total", "उप-योग")


def _rows(session: Session, scope: Scope) -> Sequence[Row]:
    found = parts(session, scope, Question("enrolled"), ("state", "district"))
    states = {state.id: Words(state.name, state.name_hi) for state in session.exec(select(State))} | {None: NOT_STATED}
    names = {district.id: district.name for district in session.exec(select(District))}
    rows: list[Row] = []
    for state in sorted({key for key, _ in found}, key=lambda key: (key is None, states[key].en)):
        here = sorted((key for of, key in found if of == state), key=lambda key: (key is None, names.get(key, "")))
        for key in here:
            name = Words(names[key], names[key]) if key is not None else NOT_STATED
            rows.append(Row((states[state], key, name), (("state", state), ("district", key))))
        rows.append(Row((states[state], None, _WHOLE), (("state", state),), band=Band.SUBTOTAL))
    return rows


DISTRICTS: Final = Sheet(
    "District",
    Words("Progress by district, cumulative", "ज़िला-वार संचयी प्रगति"),
    (
        Table(
            (
                TextColumn(Words("State/UT", "राज्य/केंद्र शासित प्रदेश"), 40),
                TextColumn(Words("LGD", "एलजीडी"), 8, Form.CENTRED),
                TextColumn(Words("District", "ज़िला"), 34),
            ),
            tuple(FigureColumn(name) for name in ("enrolled", "started", "trained", "certified", "women", "persons")),
            _rows,
            named_by=2,
            overlaps={"persons": "persons_again_by_district"},
        ),
    ),
    (
        Words(
            "District is the developer's own, as it stood at enrolment; not the place of training. "
            "Districts from which nobody was enrolled are left out. "
            "Unique persons of a State/UT are not the sum of its districts: whoever is counted in two of them is one person.",
            "ज़िला डेवलपर का अपना है, जैसा नामांकन के समय था; प्रशिक्षण का स्थान नहीं। जिन ज़िलों से कोई नामांकित नहीं, वे नहीं दिखाए गए। "
            "राज्य के विशिष्ट व्यक्ति उसके ज़िलों का योग नहीं: दो ज़िलों में गिना गया व्यक्ति एक ही है।",
        ),
    ),
    frozen_columns=4,
)
