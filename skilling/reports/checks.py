"""What a pack is checked by before it leaves the house: sums re-added, stages in order, gaps named; refuses to hide a break."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from skilling.domain.money import grouped
from skilling.reports.figures import Question, Value
from skilling.reports.grids import Form, address
from skilling.reports.measures import MEASURES
from skilling.reports.scope import Window
from skilling.reports.sheet import Place, PlacedTable, adds_up
from skilling.reports.words import Words


@dataclass(frozen=True, slots=True)
class Check:
    """Two ways to one number. The formulas are written into the workbook; the values are those of the pack."""

    what: Words
    left: str
    right: str
    left_value: int | Decimal
    right_value: int | Decimal
    form: Form = Form.COUNT

    @property
    def ok(self) -> bool:
        return self.left_value == self.right_value


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to know before a pack is handed over; it does not make the pack wrong."""

    question: Question
    sentence: Words
    value: int


ORDER: Final = Question("out_of_order")


def _gap(dimension: str, what: Words) -> tuple[Question, Words, str]:
    """Enrolments of which something is not stated."""
    en, hi = f"no {what.en}: they count as Not stated.", f"नामांकनों का {what.hi} दर्ज नहीं: वे 'अघोषित' में गिने गए।"
    return (
        Question(f"no_{dimension}"),
        Words(f"{{count}} enrolments have {en}", f"{{count}} {hi}"),
        (f"1 enrolment has no {what.en}: it counts as Not stated."),
    )


# Each with its English for one only.
_NOTICES: Final = (
    _gap("state", Words("State/UT", "राज्य/केंद्र शासित प्रदेश")),
    _gap("gender", Words("gender", "लिंग")),
    _gap("category", Words("category", "वर्ग")),
    (
        Question("startups", where=(("state", None),)),
        Words("{count} startups have no State/UT on record.", "{count} स्टार्टअप का राज्य/केंद्र शासित प्रदेश दर्ज नहीं।"),
        "1 startup has no State/UT on record.",
    ),
    (
        Question("undated_grants"),
        Words(
            "{count} grants have no day of approval: they count from the day they were put on record.",
            "{count} अनुदानों की स्वीकृति तिथि नहीं: वे अभिलेख में आने की तिथि से गिने गए।",
        ),
        "1 grant has no day of approval: it counts from the day it was put on record.",
    ),
    (
        ORDER,
        Words(
            "{count} enrolments have a stage before, or without, the stage that comes before it. "
            "Mend their steps, or hand the pack over as a draft.",
            "{count} नामांकनों का कोई चरण अपने पिछले चरण से पहले या उसके बिना दर्ज है। चरण सुधारें, या पैक प्रारूप के रूप में दें।",
        ),
        "1 enrolment has a stage before, or without, the stage that comes before it. "
        "Mend its steps, or hand the pack over as a draft.",
    ),
)
NOTICED: Final = tuple(question for question, _, _ in _NOTICES)


def notices(answers: Mapping[Question, Value]) -> tuple[Notice, ...]:
    """What to know about this pack; nothing that counts zero."""
    found = []
    for question, sentence, one in _NOTICES:
        count = int(answers[question] or 0)
        words = sentence.filled(count=grouped(count))
        if count:
            found.append(Notice(question, Words(one, words.hi) if count == 1 else words, count))
    return tuple(found)


# -- sums --------------------------------------------------------------------------------------------------------


def checks(tables: Sequence[PlacedTable]) -> tuple[Check, ...]:
    """Every check that the tables of a pack allow."""
    found: list[Check] = []
    for table in tables:
        found += _totals(table)
        found += _margins(table)
        found += _windows(table)
    places = _by_question(tables)
    return (*found, *_same_on_sheets(places), *_identities(places))


def _number(value: Value) -> int | Decimal:
    return value if value is not None else 0


def _total(values: Iterable[Value]) -> int | Decimal:
    return sum((_number(value) for value in values), start=0)


def _column_words(table: PlacedTable, place: int) -> Words:
    column = table.table.figures[place]
    words = column.words
    parts = [part for part in (table.table.title, column.group, words) if part is not None]
    en = ": ".join(part.en.replace("\n", " ") for part in parts)
    return Words(f"{table.sheet} · {en}", f"{table.sheet} · {': '.join(part.hi for part in parts)}")


def _totals(table: PlacedTable) -> Iterator[Check]:
    """The rows of each column, added up, are its total."""
    if table.body is None or table.total is None:
        return
    first, last = table.body
    for place in range(len(table.table.figures)):
        column = table.first_figure + place
        total = table.places.get((table.total, column))
        if total is None:
            continue
        left = f"SUM({_range(table.sheet, first, column, last, column)})"
        rows = [row for row in range(first, last + 1) if (row, column) in table.places and row not in table.subtotals]
        value = _total(table.places[row, column].value for row in rows)
        parts = [_at(table.sheet, row, column) for row in table.subtotals]
        left += "".join(f"-{part}" for part in parts)
        bridge = table.places.get((table.bridge, column)) if table.bridge else None
        if bridge is not None and table.bridge:
            left += f"-{_at(table.sheet, table.bridge, column)}"
            value -= _number(bridge.value)
        elif not adds_up(total.question):
            continue
        what = _column_words(table, place)
        words = Words(f"{what.en}: rows add up to the total", f"{what.hi}: पंक्तियों का योग = कुल")
        yield Check(words, left, _at(table.sheet, table.total, column), value, _number(total.value), total.form)
        if parts and adds_up(total.question):
            words = Words(f"{what.en}: sub-totals add up to the total", f"{what.hi}: उप-योगों का योग = कुल")
            value = _total(table.places[row, column].value for row in table.subtotals)
            yield Check(words, "+".join(parts), _at(table.sheet, table.total, column), value, _number(total.value), total.form)


def _margins(table: PlacedTable) -> Iterator[Check]:
    """The columns under a group heading, added up over all rows, are the total of the group."""
    if table.body is None or table.total is None:
        return
    groups: dict[Words, list[int]] = {}
    for place, each in enumerate(table.table.figures):
        if each.group is not None:
            groups.setdefault(each.group, []).append(place)
    first, last = table.body
    for group, places in groups.items():
        wholes = [place for place in places if not table.table.figures[place].where]
        parts = [table.first_figure + place for place in places if table.table.figures[place].where]
        if len(wholes) != 1 or not parts:
            continue
        total = table.places[table.total, table.first_figure + wholes[0]]
        value = _total(table.places[row, column].value for row in range(first, last + 1) for column in parts)
        words = Words(f"{table.sheet} · {group.en}: columns add up to the total", f"{table.sheet} · {group.hi}: स्तंभों का योग = कुल")
        yield Check(
            words, f"SUM({_range(table.sheet, first, parts[0], last, parts[-1])})",
            _at(table.sheet, table.total, table.first_figure + wholes[0]), value, _number(total.value), total.form,
        )  # fmt: skip


def _windows(table: PlacedTable) -> Iterator[Check]:
    """Up to the previous period and during the period come to the cumulative figure."""
    rows: dict[int, dict[Window, tuple[int, Question, Value, Form]]] = {}
    for (row, column), figure in table.places.items():
        window = figure.question.window
        if isinstance(window, Window) and not figure.question.per and adds_up(figure.question):
            rows.setdefault(row, {})[window] = (column, figure.question, figure.value, figure.form)
    for row, found in rows.items():
        if len(found) < len(Window):
            continue
        (before, question, earlier, form), (during, _, now, _), (whole, _, total, _) = (found[window] for window in Window)
        words = table.labels[row] if question.where and row in table.labels else question.declared.words
        yield Check(
            Words(
                f"{table.sheet} · {words.en}: previous + during = cumulative",
                f"{table.sheet} · {words.hi}: पिछली + दौरान = संचयी",
            ),
            f"{_at(table.sheet, row, before)}+{_at(table.sheet, row, during)}", _at(table.sheet, row, whole),
            _number(earlier) + _number(now), _number(total), form,
        )  # fmt: skip


def _by_question(tables: Sequence[PlacedTable]) -> dict[Question, list[Place]]:
    found: dict[Question, list[Place]] = {}
    for table in tables:
        for (row, column), figure in table.places.items():
            question = figure.question
            if len(question.where) > 1:
                question = replace(question, where=tuple(sorted(question.where, key=str)))
            found.setdefault(question, []).append(Place(table.sheet, row, column, figure))
    return found


def _same_on_sheets(places: Mapping[Question, Sequence[Place]]) -> Iterator[Check]:
    """A figure that stands on several sheets is the same on all of them; those of many rows are compared together."""
    shared: dict[tuple[str, str, str], list[tuple[Place, Place]]] = {}
    for question, found in places.items():
        if question.per:
            continue
        first = found[0]
        for other in {place.sheet: place for place in found[1:] if place.sheet != first.sheet}.values():
            if question.where:
                shared.setdefault((question.measure, first.sheet, other.sheet), []).append((first, other))
                continue
            words = question.declared.words
            yield Check(
                Words(f"{words.en}: {first.sheet} = {other.sheet}", f"{words.hi}: {first.sheet} = {other.sheet}"),
                _at(first.sheet, first.row, first.column), _at(other.sheet, other.row, other.column),
                _number(first.figure.value), _number(other.figure.value), first.figure.form,
            )  # fmt: skip
    for (measure, left, right), pairs in shared.items():
        yield from _shared(MEASURES[measure].words, left, right, pairs)


def _shared(words: Words, left: str, right: str, pairs: Sequence[tuple[Place, Place]]) -> Iterator[Check]:
    """The rows that two sheets have in common; those that differ each for themselves."""
    whole = Words(f"{words.en}, by row: {left} = {right}", f"{words.hi}, पंक्ति-वार: {left} = {right}")
    differing = [pair for pair in pairs if pair[0].figure.value != pair[1].figure.value]
    for some in ([pair] for pair in differing) if differing else (pairs,):
        ones, others = zip(*some, strict=True)
        yield Check(
            whole, "+".join(_at(each.sheet, each.row, each.column) for each in ones),
            "+".join(_at(each.sheet, each.row, each.column) for each in others),
            _total(each.figure.value for each in ones), _total(each.figure.value for each in others), ones[0].figure.form,
        )  # fmt: skip


_IDENTITIES: Final = (
    *(((Question("new_persons", window), Question("further", window)), Question("enrolled", window)) for window in Window),
    ((Question("new_persons"),), Question("persons")),
    ((Question("women"),), Question("enrolled", where=(("gender", "F"),))),
    ((Question("women_trained"),), Question("trained", where=(("gender", "F"),))),
    ((Question("women_certified"),), Question("certified", where=(("gender", "F"),))),
)


def _identities(places: Mapping[Question, Sequence[Place]]) -> Iterator[Check]:
    """Figures that are counted differently and have to come to the same."""
    for parts, whole in _IDENTITIES:
        if whole not in places or any(part not in places for part in parts):
            continue
        left, right = [places[part][0] for part in parts], places[whole][0]
        en = " + ".join(MEASURES[part.measure].words.en for part in parts)
        hi = " + ".join(MEASURES[part.measure].words.hi for part in parts)
        yield Check(
            Words(f"{en} = {right.sheet} · {whole.declared.words.en} ({whole.window.value})",
                  f"{hi} = {right.sheet} · {whole.declared.words.hi}"),
            "+".join(_at(place.sheet, place.row, place.column) for place in left),
            _at(right.sheet, right.row, right.column),
            _total(place.figure.value for place in left), _number(right.figure.value), right.figure.form,
        )  # fmt: skip


def _at(sheet: str, row: int, column: int) -> str:
    return f"'{sheet}'!{address(row, column)}"


def _range(sheet: str, first_row: int, first_column: int, last_row: int, last_column: int) -> str:
    return f"'{sheet}'!{address(first_row, first_column)}:{address(last_row, last_column)}"
