"""Filling a template: its bound cells get the figures of a period, everything else stays; refuses one without bound cells."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any, Final
from zipfile import ZipFile

from sqlmodel import Session, col, select

from skilling.database.changes import Change
from skilling.database.tables import Programme
from skilling.domain.problems import Refused
from skilling.reports import knowledge, placing
from skilling.reports.figures import Question, Value, answer
from skilling.reports.pack import MINISTRY, PUBLIC
from skilling.reports.placing import Staged
from skilling.reports.scope import Scope
from skilling.reports.suppression import published
from skilling.reports.suppression.stated import Stated
from skilling.reports.template import binding, cells, package, publicfilling
from skilling.reports.template.package import Package
from skilling.services.desk import Desk

DASH: Final = "–"  # a figure that is unknown
_CALC: Final = re.compile(rb"<((?:\w+:)?)calcPr\b([^>]*?)(/?)>")
_FULL: Final = re.compile(rb"\s+fullCalcOnLoad\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_BEFORE_CALC: Final = ("definedNames", "externalReferences", "functionGroups", "sheets")  # what calcPr follows, nearest first


@dataclass(frozen=True)
class Filling:
    """What goes into which cell: sheet -> cell -> value."""

    source: Package
    values: Mapping[str, Mapping[str, Decimal | int | str]]
    as_on: date
    stated: tuple[Stated, ...] = ()  # for the public: what becomes known by handing it over

    @property
    def count(self) -> int:
        return sum(map(len, self.values.values()))


def prepared(session: Session, path: Path, scope: Scope, profile: str = MINISTRY) -> Filling:
    """The values of the bound cells; for the public, small figures are protected.

    Refused where the template changed, is unknown, or has no bound cell, and for the public one that is never published.
    """
    found = package.opened(path)
    bound = binding.template_of(session, found).bindings
    if not any(bound.values()):
        raise Refused(
            "template-unbound",
            f"No cell of {found.name} is bound to a figure yet, so there is nothing to fill. Bind its cells first.",
        )
    questions = [Question.of_key(key) for each in bound.values() for key in each.values() if not isinstance(key, str)]
    programme = programme_of(session, scope)
    told = knowledge.told(session, scope)
    answers: Mapping[Question, Value | str] = answer(session, told, questions) if questions else {}
    stated: tuple[Stated, ...] = ()
    if profile == PUBLIC:
        answers, stated = publicfilling.protected(session, told, bound, answer(session, told, questions))

    def value(key: Any) -> Decimal | int | str:
        if isinstance(key, str):
            return binding.word_of(key, scope, programme)
        counted = answers[Question.of_key(key)]
        return DASH if counted is None else counted

    return Filling(
        found, {sheet: {cell: value(key) for cell, key in each.items()} for sheet, each in bound.items()}, scope.as_on, stated
    )


def programme_of(session: Session, scope: Scope) -> str:
    """The programme asked for, or the only one there is."""
    statement = select(Programme.name).where(col(Programme.archived_at).is_(None))
    if scope.programme_id is not None:
        statement = statement.where(Programme.id == scope.programme_id)
    names = list(session.exec(statement.limit(2)))
    return names[0] if len(names) == 1 else "All programmes"


def write(filling: Filling, path: Path) -> Path:
    """Writes the filled copy; an older file of that name stays until the new one is whole. The template is never its own copy."""
    suffix = Path(filling.source.name).suffix.lower()
    with placing.staged(path, (suffix,), partial(_write, filling)) as staged:
        return staged.place()


def deliver(desk: Desk, actor: str, filling: Filling, path: Path) -> Path:
    """Writes the filled copy; what the public learns by it is recorded as one change, `template.filled`."""
    if not filling.stated:
        return write(filling, path)
    suffix = Path(filling.source.name).suffix.lower()
    with placing.staged(path, (suffix,), partial(_write, filling)) as staged:
        return desk.change(actor, "template.filled", _published, filling, staged).value


def _published(change: Change, filling: Filling, staged: Staged) -> Path:
    name = publicfilling.name_of(filling.source.hash, filling.stated)
    published.record(change, name, filling.as_on, filling.stated)
    change.facts |= {"template": filling.source.name, "file": staged.target.name}
    return staged.place()


def parts_of(filling: Filling) -> dict[str, bytes]:
    """The parts that filling changes: sheets with filled cells, and the workbook where its formulas have to be worked out again."""
    source, changed, calculates = filling.source, {}, False
    for name, part_name in source.sheets.items():
        content = source.parts[part_name]
        part = cells.read(content)
        calculates = calculates or bool(part.formulas)
        if filling.values.get(name):
            changed[part_name] = cells.filled(part, filling.values[name])
    if calculates:
        changed[source.workbook] = _calculated_on_opening(source.parts[source.workbook])
    return changed


def _write(filling: Filling, path: Path) -> None:
    changed = parts_of(filling)
    with ZipFile(io.BytesIO(filling.source.content)) as old, ZipFile(path, "w") as new:
        new.comment = old.comment
        for each in old.infolist():
            new.writestr(each, changed.get(each.filename, old.read(each)))


def _calculated_on_opening(content: bytes) -> bytes:
    """Formulas show what they last came to until they are worked out again: the workbook asks for that on opening."""
    found = _CALC.search(content)
    if found is not None:
        attributes = _FULL.sub(b"", found[2]).rstrip()
        made = b"<" + found[1] + b"calcPr" + attributes + b' fullCalcOnLoad="1"' + found[3] + b">"
        return content[: found.start()] + made + content[found.end() :]
    for element in _BEFORE_CALC:
        after = re.search(rb"</((?:\w+:)?)" + element.encode() + rb">", content)
        if after is not None:
            return content[: after.end()] + b"<" + after[1] + b'calcPr fullCalcOnLoad="1"/>' + content[after.end() :]
    return content
