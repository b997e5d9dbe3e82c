"""Tables on demand: rows x columns of any measure, declared as a sheet like those of the pack; refuses what cannot be crossed.

Because it is a sheet, its cells lead to their records, its small figures are protected, and it is written as a workbook.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from sqlalchemy import select as core_select
from sqlmodel import Session, select

from skilling.database.changes import Change
from skilling.database.reporttables import SavedTable
from skilling.database.tables import State
from skilling.domain.calendar import Period, financial_year, fy_of
from skilling.domain.problems import Refused
from skilling.reports import knowledge
from skilling.reports import pack as packs
from skilling.reports.dimensions import described
from skilling.reports.figures import Where
from skilling.reports.grids import Form, Grid, Picture
from skilling.reports.measures import MEASURES
from skilling.reports.pack import Pack
from skilling.reports.scope import Scope, Window, Year, scope_of
from skilling.reports.sheet import Chart, FigureColumn, Row, Sheet, Table, TextColumn, lay_out
from skilling.reports.suppression import public
from skilling.reports.suppression.stated import Stated
from skilling.reports.words import NOT_STATED, TOTAL, Language, Words

YEAR: Final = "year"  # a column dimension that is no attribute: the financial year in which it happened
NAME: Final = "Table"
_YEARS: Final = 3  # of a table over years, up to that of the day
_MOST_COLUMNS: Final = 60


@dataclass(frozen=True, slots=True)
class Definition:
    """What a table counts: `columns` are up to two dimensions, the outer first; `year` may be one of them."""

    rows: str
    columns: tuple[str, ...] = ()
    measure: str = "enrolled"
    filters: Where = ()
    years: int = _YEARS

    def plain(self) -> dict[str, Any]:
        return {"rows": self.rows, "columns": list(self.columns), "measure": self.measure,
                "filters": [list(pair) for pair in self.filters], "years": self.years}  # fmt: skip

    @classmethod
    def of_plain(cls, given: dict[str, Any]) -> Definition:
        filters = tuple((name, value) for name, value in given["filters"])
        return cls(given["rows"], tuple(given["columns"]), given["measure"], filters, given["years"])


# State x year x gender, as Parliament asks for it.
PARLIAMENT: Final = Definition("state", (YEAR, "gender"))


def dimensions_of(scope: Scope, measure: str) -> tuple[str, ...]:
    """By what a measure can be crossed."""
    if measure not in MEASURES:
        raise Refused("measure", f"There is no measure '{measure}'. There are: {', '.join(sorted(MEASURES))}.")
    columns = set(MEASURES[measure].facts.source(scope).c.keys())
    names = ("state", "district", "gender", "category", "pwd", "minority", "age_band", "learner_type", "institution", "cohort",
             "unit", "product", "language")  # fmt: skip
    return tuple(name for name in names if name in columns)


def sheet_of(session: Session, definition: Definition, scope: Scope, name: str = NAME) -> Sheet:
    """The table as a declared sheet. Refused for dimensions that its measure does not have, and too many columns."""
    known = dimensions_of(scope, definition.measure)
    asked = (definition.rows, *(each for each in definition.columns if each != YEAR), *(each for each, _ in definition.filters))
    for each in asked:
        if each not in known:
            raise Refused(
                "dimension",
                f"{MEASURES[definition.measure].words.en} cannot be counted by '{each}'. Choose from: {', '.join((*known, YEAR))}.",
            )
    if len({definition.rows, *definition.columns}) < 1 + len(definition.columns) or len(definition.columns) > 2:
        raise Refused("dimension", "A table has one dimension for its rows and up to two others for its columns.")
    columns = _columns(session, definition, scope)
    if len(columns) > _MOST_COLUMNS:
        raise Refused(
            "too-wide", f"This table would have {len(columns)} columns. Swap rows and columns, or leave one dimension out."
        )
    measure, row_words = MEASURES[definition.measure].words, _words_of(session, definition.rows)
    title = Words(f"{measure.en} by {row_words.en}", f"{row_words.hi}-वार {measure.hi}")
    rows = _rows(session, definition, scope)
    total = FigureColumn(definition.measure, TOTAL, form=_form(definition))
    chart = Chart(Picture.BARS, title, (definition.measure,)) if not definition.columns else None
    table = Table((TextColumn(row_words, 40),), (*columns, total), lambda *_: rows, where=definition.filters, chart=chart)
    note = Words(
        f"{measure.en}: {MEASURES[definition.measure].definition.en}.",
        f"{measure.hi}: {MEASURES[definition.measure].definition.hi}।",
    )
    return Sheet(name, title, (table,), (note,))


def pack_of(
    session: Session,
    definition: Definition,
    period: Period,
    today: date,
    as_of: date | None = None,
    known_on: date | None = None,
    profile: str = packs.MINISTRY,
    language: str = Language.EN,
    made_by: str = "",
    programme_id: int | None = None,
) -> Pack:
    """The table as a pack of one sheet, which is previewed, protected, written and looked behind like any other."""
    scope = knowledge.told(session, scope_of(period, today, as_of, known_on, programme_id))
    head = packs.head_of(session, scope, profile, language)
    sheet = sheet_of(session, definition, scope)
    grids: tuple[Grid, ...] = (lay_out(session, sheet, head).grid,)
    stated: tuple[Stated, ...] = ()
    if profile == packs.PUBLIC:
        sheets = public.protected(session, scope, head, grids)
        grids, stated = sheets.grids, sheets.stated
        if not grids:
            raise Refused("names", "A public table has no rows of cohorts, institutions or startups: they are names.")
    return packs.sealed(f"{sheet.title.en}, {period.label}", head, today, made_by, grids, stated)


def save(change: Change, name: str, definition: Definition) -> None:
    """Keeps a table under a name; the same name again replaces it."""
    name = name.strip()
    if not name:
        raise Refused("table-name", "A saved table needs a name. Example: States by year and gender.")
    row = change.session.exec(select(SavedTable).where(SavedTable.name == name)).one_or_none()
    row = row or SavedTable(name=name, definition={}, actor="", at=change.at)
    row.definition, row.actor, row.at = definition.plain(), change.actor, change.at
    change.session.add(row)
    change.facts |= {"table": name}


def rename(change: Change, name: str, new: str) -> None:
    """Gives a saved table another name. Refused where it is gone, or another table has that name."""
    row, new = _saved(change.session, name), new.strip()
    if not new:
        raise Refused("table-name", "A saved table needs a name. Example: States by year and gender.")
    if new != name and change.session.exec(select(SavedTable).where(SavedTable.name == new)).first() is not None:
        raise Refused("table-name", f"Another table is saved as '{new}'. Choose another name.")
    row.name, row.actor, row.at = new, change.actor, change.at
    change.session.add(row)
    change.facts |= {"table": new, "before": name}


def forget(change: Change, name: str) -> None:
    """Deletes a saved table; workbooks that were made of it stay. Refused where it is gone."""
    change.session.delete(_saved(change.session, name))
    change.facts |= {"table": name}


def _saved(session: Session, name: str) -> SavedTable:
    row = session.exec(select(SavedTable).where(SavedTable.name == name)).one_or_none()
    if row is None:
        raise Refused("table-unknown", f"No table is saved as '{name}' any more. Refresh the page.")
    return row


def saved(session: Session) -> dict[str, Definition]:
    """The saved tables by name."""
    rows = session.exec(select(SavedTable).order_by(SavedTable.name))
    return {row.name: Definition.of_plain(row.definition) for row in rows}


def _form(definition: Definition) -> Form:
    return Form.AMOUNT if MEASURES[definition.measure].kind.value == "sum" else Form.COUNT


def _words_of(session: Session, dimension: str) -> Words:
    said = described(session, dimension, None)
    return Words(said.en.partition(":")[0], said.hi.partition(":")[0])


def values_of(session: Session, definition: Definition, scope: Scope, dimension: str) -> list[tuple[Words, Any]]:
    """Every value of a dimension with its words, 'Not stated' last; all States, whatever their figures."""
    if dimension == "state":
        keys: Sequence[Any] = [*session.exec(select(State.id)), None]
    else:
        column = MEASURES[definition.measure].facts.source(scope).c[dimension]
        keys = list(session.execute(core_select(column).distinct()).scalars())
    found = []
    for key in dict.fromkeys(keys):
        said = described(session, dimension, key)
        words = NOT_STATED if key is None else Words(said.en.partition(": ")[2], said.hi.partition(": ")[2])
        found.append((words, key))
    return sorted(found, key=lambda each: (each[1] is None, each[0].en))


def _rows(session: Session, definition: Definition, scope: Scope) -> list[Row]:
    return [Row((words,), ((definition.rows, key),)) for words, key in values_of(session, definition, scope, definition.rows)]


def _columns(session: Session, definition: Definition, scope: Scope) -> tuple[FigureColumn, ...]:
    columns: tuple[FigureColumn, ...] = ()
    for dimension in reversed(definition.columns):
        columns = _crossed(session, definition, scope, dimension, columns)
    return columns


def _crossed(
    session: Session, definition: Definition, scope: Scope, dimension: str, inner: tuple[FigureColumn, ...]
) -> tuple[FigureColumn, ...]:
    """The columns of a dimension; with inner ones, a group for each value of it that ends with its own total."""
    made: list[FigureColumn] = []
    form = _form(definition)
    for words, where, window in _places(session, definition, scope, dimension):
        group = words if inner else None
        for each in inner:
            when = window if isinstance(each.window, Window) else each.window
            made.append(replace(each, where=(*where, *each.where), window=when, group=group))
        made.append(FigureColumn(definition.measure, TOTAL if inner else words, window, where, group=group, form=form))
    return tuple(made)


def _places(session: Session, definition: Definition, scope: Scope, dimension: str) -> list[tuple[Words, Where, Window | Year]]:
    if dimension != YEAR:
        values = values_of(session, definition, scope, dimension)
        return [(words, ((dimension, key),), Window.CUMULATIVE) for words, key in values]
    last = int(fy_of(scope.as_on)[:4])
    years = [financial_year(f"{year}-{(year + 1) % 100:02}") for year in range(last - definition.years + 1, last + 1)]
    return [
        (Words(each.label, each.label_hi), (), Year(f"FY{each.start.year}-{each.end.year % 100:02}")) for each in years
    ]  # fmt: skip
