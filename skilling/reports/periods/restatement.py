"""What moved since figures were handed over: cell, submitted, now, difference, cause; refuses to pass a changed definition
off as changed data.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from sqlalchemy import or_
from sqlmodel import Session, col, select

from skilling.database.periodtables import FrozenPack, ReportPeriod
from skilling.database.tables import ChangeEntry, District
from skilling.domain import periods as rules
from skilling.domain.calendar import day_in_india
from skilling.reports.figures import Value, answer
from skilling.reports.grids import Band, Cell, Form, Formula, Grid, Sketch, Text
from skilling.reports.measures import MEASURES
from skilling.reports.periods import causes
from skilling.reports.periods.causes import Since
from skilling.reports.periods.cells import FrozenCell, FrozenFigures, cells_of, meaning, unpacked
from skilling.reports.scope import Scope
from skilling.reports.sheet import SERIAL, Head, lay_out
from skilling.reports.sheets import SHEETS
from skilling.reports.words import Language, Words, day
from skilling.services.sentences import sentence

NAME: Final = "Restatement"
TITLE: Final = Words("Restatement of submitted figures", "सौंपे गए आँकड़ों का पुनर्कथन")
_HEADINGS: Final = (
    SERIAL,
    Words("Period", "अवधि"),
    Words("Sheet", "पत्रक"),
    Words("Cell", "कक्ष"),
    Words("Row", "पंक्ति"),
    Words("Column", "स्तंभ"),
    Words("Submitted", "सौंपा गया"),
    Words("Now", "अब"),
    Words("Difference", "अंतर"),
    Words("Cause", "कारण"),
)
_CHANGES: Final = Words(
    "Changes since the figures were frozen that moved a cell", "आँकड़े स्थिर होने के बाद के परिवर्तन जिनसे कोई कक्ष बदला"
)
_OF_CHANGES: Final = (
    SERIAL,
    Words("Change", "परिवर्तन"),
    Words("On", "तिथि"),
    Words("Cells", "कक्ष"),
    Words("What was done", "क्या किया गया"),
    Words("By", "द्वारा"),
)
_NIL: Final = Words("Nil", "कुछ नहीं")
_NOTE: Final = Words(
    "Each figure of the submitted packs was asked again, as on the same day, from what is known now. The workbooks that were "
    "handed over stay as they are.",
    "सौंपे गए पैकों का प्रत्येक आँकड़ा उसी तिथि की स्थिति के अनुसार, अब ज्ञात अभिलेखों से फिर पूछा गया। सौंपी गई फ़ाइलें जैसी थीं वैसी ही रहती हैं।",
)


@dataclass(frozen=True, slots=True)
class Mover:
    """A change that moved cells."""

    number: int
    on: date  # the day in India
    actor: str
    what: str


@dataclass(frozen=True, slots=True)
class Moved:
    """One cell that says something else now. None: there was, or is, no such cell."""

    period: str
    sheet: str
    cell: str
    row: str
    column: str
    submitted: Value
    now: Value
    cause: str
    changes: tuple[Mover, ...] = ()  # all that moved it, in order

    @property
    def difference(self) -> int | Decimal:
        return (self.now or 0) - (self.submitted or 0)


def moved(session: Session, period: ReportPeriod, head: Head) -> list[Moved]:
    """Every cell of a period's frozen figures that would be another now, with the cause."""
    frozen = session.get_one(FrozenPack, period.frozen_id)
    named = rules.named(period.name)
    scope = Scope(named.period, frozen.as_on, programme_id=period.programme_id)
    then = unpacked(frozen.figures)
    # The lock is a change itself: what came after it comes after the last one that the figures know of.
    found = causes.since(session, frozen.change_id)
    if found.nothing and all(meaning(name) == kept for name, kept in then.definitions.items()):
        return []
    return list(
        _compared(session, named.period.label, then, replace(head, scope=scope, language=Language(frozen.language)), found)
    )


def _compared(session: Session, label: str, then: FrozenFigures, head: Head, found: Since) -> Iterator[Moved]:
    grids = [lay_out(session, sheet, head).grid for sheet in SHEETS]
    now = {(cell.sheet, cell.key, cell.turn): cell for grid in grids for cell in cells_of(grid)}
    kept = {(cell.sheet, cell.key, cell.turn): cell for cell in then.cells}
    gone = [cell for key, cell in kept.items() if key not in now and all(name in MEASURES for name in cell.measures)]
    asked = answer(session, head.scope, [cell.question for cell in gone])
    left = {(cell.sheet, cell.key, cell.turn): asked[cell.question] for cell in gone}
    split = _reorganised(session, head.scope)
    for key, cell in kept.items():
        value = now[key].value if key in now else left.get(key)
        if value != cell.value and (value or cell.value):
            yield _moved_cell(label, head.scope, cell, value, then, found, split)
    for key, cell in now.items():
        if key not in kept and cell.value:
            yield replace(_moved_cell(label, head.scope, cell, cell.value, then, found, split), submitted=None)


def _moved_cell(
    label: str, scope: Scope, cell: FrozenCell, now: Value, then: FrozenFigures, found: Since, split: dict[int, str]
) -> Moved:
    known = all(name in MEASURES for name in cell.measures)
    changes = found.movers(scope, cell.question) if known else ()
    cause = _cause(cell, found.said(changes), then, split)
    movers = tuple(_mover(found.entry(number)) for number in changes)
    return Moved(label, cell.sheet, cell.at, cell.row, cell.column, cell.value, now, cause, movers)


def _mover(entry: ChangeEntry) -> Mover:
    return Mover(entry.id or 0, day_in_india(entry.at), entry.actor, sentence(entry.action, entry.facts))


def _cause(cell: FrozenCell, why: str, then: FrozenFigures, split: dict[int, str]) -> str:
    redefined = [each for name in cell.measures if (each := _redefined(name, then))]
    if redefined:
        return " ".join([*redefined, *([f"Changes of data beside it: {why}"] if why else ["No data changed."])])
    given = dict(cell.question.where) if all(name in MEASURES for name in cell.measures) else {}
    if "district" in given and given.get("state") in split:
        why = "; ".join(filter(None, (why, split[given["state"]])))
    return why or "Not traced to single changes: look at History since the figures were frozen"


def _redefined(measure: str, then: FrozenFigures) -> str:
    """That a measure means something else than when the figures were frozen; empty where it means the same."""
    before, now = then.definitions.get(measure, ("", "")), meaning(measure)
    if before[0] == now[0]:
        return ""
    return f"The definition changed. Submitted: {before[1] or 'not counted'}. Now: {now[1] or 'not counted'}."


def _reorganised(session: Session, scope: Scope) -> dict[int, str]:
    """States of which districts were made or ended since the period began, as far as the history of places knows."""
    begun = scope.period.start
    since = (
        select(District).where(or_(col(District.valid_from) >= begun, col(District.valid_to) >= begun)).order_by(col(District.id))
    )
    said: dict[int, list[str]] = {}
    for each in session.exec(since):
        made = each.valid_from is not None and each.valid_from >= begun
        on = each.valid_from if made else each.valid_to
        if on is not None:
            said.setdefault(each.state_id, []).append(f"{each.name} {'since' if made else 'until'} {day(on)}")
    return {state: f"the districts of this State/UT were redrawn: {', '.join(some)}" for state, some in said.items()}


# -- the sheet -------------------------------------------------------------------------------------------------------


def submitted(session: Session, head: Head, profile: str) -> list[ReportPeriod]:
    """The periods that were handed over, up to the one a pack is about, oldest first."""
    wanted = (
        select(ReportPeriod)
        .where(col(ReportPeriod.state).in_(rules.HANDED_OVER), ReportPeriod.profile == profile)
        .where(ReportPeriod.ends_on <= head.scope.period.end)
        .order_by(col(ReportPeriod.ends_on), col(ReportPeriod.starts_on).desc(), col(ReportPeriod.id))
    )
    return [each for each in session.exec(wanted) if each.programme_id == head.scope.programme_id]


def sheet(session: Session, head: Head, profile: str) -> Grid | None:
    """The sheet for a pack; None where nothing was handed over yet, or an earlier knowledge is asked for."""
    if head.scope.known_before is not None:
        return None
    periods = submitted(session, head, profile)
    return _drawn(head, [each for period in periods for each in moved(session, period, head)]) if periods else None


def _drawn(head: Head, found: Sequence[Moved]) -> Grid:
    sketch = Sketch(NAME, (6.0, 15.0, 17.0, 8.0, 34.0, 26.0, 13.0, 13.0, 13.0, 60.0), frozen_columns=4)
    sketch.line(Band.TITLE, TITLE.line(head.language))
    for line in head.lines():
        sketch.line(Band.FACTS, line)
    sketch.put(Band.BLANK)
    row = sketch.put(Band.HEADING, *(Text(words.heading(head.language)) for words in _HEADINGS))
    sketch.headings = (row, row)
    for number, each in enumerate(found, 1):
        at = sketch.next_row
        sketch.put(
            Band.BODY, Text(number, Form.SERIAL), Text(each.period), Text(each.sheet), Text(each.cell, Form.CENTRED),
            Text(each.row), Text(each.column), _number(each.submitted), _number(each.now),
            Formula(f"=N(H{at})-N(G{at})", each.difference, _form(each.difference)), Text(each.cause),
        )  # fmt: skip
    if not found:
        sketch.line(Band.NOTE, _NIL.line(head.language))
    _list_changes(sketch, head.language, found)
    sketch.put(Band.BLANK)
    for line in _NOTE.sentence(head.language).split("\n"):
        sketch.line(Band.NOTE, line)
    return sketch.grid()


def _list_changes(sketch: Sketch, language: Language, found: Sequence[Moved]) -> None:
    """Every change that moved a cell, once, with how many cells it moved: a cell above names some by their number alone."""
    cells = Counter(mover for each in found for mover in each.changes)
    if not cells:
        return
    sketch.put(Band.BLANK)
    sketch.line(Band.SECTION, _CHANGES.line(language))
    sketch.put(Band.HEADING, *(Text(words.heading(language)) for words in _OF_CHANGES))
    for serial, mover in enumerate(sorted(cells, key=lambda each: each.number), 1):
        sketch.put(
            Band.BODY, Text(serial, Form.SERIAL), Text(mover.number, Form.COUNT), Text(mover.on, Form.DATE),
            Text(cells[mover], Form.COUNT), Text(mover.what), Text(mover.actor),
        )  # fmt: skip


def _number(value: Value) -> Cell:
    return Text("–", Form.CENTRED) if value is None else Text(value, _form(value))


def _form(value: int | Decimal) -> Form:
    return Form.AMOUNT if isinstance(value, Decimal) else Form.COUNT
