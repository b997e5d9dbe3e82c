"""From a cell of a workbook made here back to the records it counts; refuses cells that hold no figure of ours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Final
from zipfile import BadZipFile, ZipFile

from sqlmodel import Session, col, select

from skilling.database.periodtables import FrozenPack
from skilling.database.reporttables import ReportFile
from skilling.domain.problems import Refused
from skilling.reports import knowledge
from skilling.reports.dimensions import described
from skilling.reports.figures import Question, Value, answer, people, records
from skilling.reports.grids import address, place_of
from skilling.reports.measures import MEASURES, Kind
from skilling.reports.pack import PROPERTY, figures_of
from skilling.reports.scope import Month, Scope, Window
from skilling.reports.sheets import SHEETS
from skilling.reports.words import Language, Words, day

_ORDER: Final = {sheet.name: place for place, sheet in enumerate(SHEETS)}  # what is kept of a report is kept by name
_CUSTOM: Final = "docProps/custom.xml"
_LARGEST_PART: Final = 1_000_000  # bytes; ours has a few hundred
_SHOWN: Final = 8  # sheets or cells named in a sentence


@dataclass(frozen=True, slots=True)
class Behind:
    """One figure and what it counts."""

    sheet: str
    cell: str
    figure: Value  # as it was written
    definition: str
    kind: Kind
    noun: str  # of `ids`
    ids: tuple[int, ...]  # as many as a count says; of an amount or a percentage, the records it was drawn from
    people: tuple[int, ...]  # the developer of each record, where the figure is about people
    now: Value  # the same question asked of today's data
    report: str  # uid
    title: str
    share: bool

    @property
    def count(self) -> int:
        return len(self.ids)

    @property
    def still_true(self) -> bool:
        """Today's data still gives that figure."""
        return self.now == self.figure


def behind(session: Session, path: Path, sheet: str, cell: str) -> Behind:
    """The records behind a cell of a workbook that this database made, wherever the file lies and whatever it is called.

    They are those of today's data; where that no longer gives the figure, those known when the workbook was written.
    Those of a frozen figure are always those that were frozen. Refused for other workbooks, unknown sheets, and cells without a figure.
    """
    return behind_report(session, uid_of(path), sheet, cell)


def behind_report(session: Session, uid: str, sheet: str, cell: str) -> Behind:
    """As `behind`, for a report by its uid."""
    report = session.exec(select(ReportFile).where(ReportFile.uid == uid)).one_or_none()
    if report is None:
        raise Refused(
            "report-unknown",
            "This workbook was made from another programme database, or its record was lost. Open the database it was made from.",
        )
    name, at, (key, written) = _find(figures_of(report.figures), sheet, cell)
    question = Question.of_key(key)
    value: Value = Decimal(written) if isinstance(written, str) else written
    scope = knowledge.told(session, Scope.of(report.parameters))
    now, ids = _asked(session, scope, question)
    told = scope
    frozen = session.exec(select(FrozenPack).where(FrozenPack.report == uid).order_by(col(FrozenPack.id).desc())).first()
    if frozen is not None:
        told, ids = _frozen(session, frozen, scope, question)
    elif now != value:
        earlier = knowledge.told(session, scope.as_known_at(report.at))
        then, known = _asked(session, earlier, question)
        if then == value:
            told, ids = earlier, known
    return Behind(
        name, at, value, definition(session, scope, question), question.declared.kind, question.declared.lists,
        tuple(ids), tuple(people(session, told, question)), now, uid, report.title, bool(question.per),
    )  # fmt: skip


def _frozen(session: Session, frozen: FrozenPack, scope: Scope, question: Question) -> tuple[Scope, list[int]]:
    """The records as they stood when figures were frozen, whatever was recorded since."""
    then = knowledge.told_after(session, scope, frozen.change_id)
    return then, records(session, then, question)


def frozen_records(session: Session, frozen: FrozenPack, scope: Scope, question: Question) -> list[int]:
    """The ids of the records behind a frozen figure, ascending."""
    return _frozen(session, frozen, scope, question)[1]


def _asked(session: Session, scope: Scope, question: Question) -> tuple[Value, list[int]]:
    """The value of a question and its records; a count is as many as they are, so it needs no second query."""
    ids = records(session, scope, question)
    if question.per or question.declared.kind is Kind.SUM:
        return answer(session, scope, [question])[question], ids
    return len(ids), ids


def definition(session: Session, scope: Scope, question: Question, language: Language = Language.EN) -> str:
    """What a figure counts, in one sentence: the measure, the days, the row and the column."""
    measure = question.declared
    parts = Words(f"{measure.words.en}: {measure.definition.en}", f"{measure.words.hi}: {measure.definition.hi}")
    if question.per:
        of = MEASURES[question.per].words
        parts = Words(f"{parts.en}, as a percentage of {of.en.lower()}", f"{parts.hi}, {of.hi} के प्रतिशत में")
    days = _days(scope, question.window)
    sentences = [Words(f"{parts.en}, {days.en}", f"{parts.hi}, {days.hi}")]
    sentences += [described(session, dimension, value) for dimension, value in question.where]
    if scope.known_on is not None:
        known = day(scope.known_on)
        sentences.append(Words(f"As known on {known}", f"{known} को ज्ञात स्थिति"))
    return Words(". ".join(s.en for s in sentences) + ".", "। ".join(s.hi for s in sentences) + "।").sentence(language)


def uid_of(path: Path) -> str:
    """The uid that a workbook carries; Refused where it carries none of ours."""
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    if not path.exists():
        raise Refused("missing", f"There is no file {path.name} in {path.parent}. Check the name and the folder.")
    try:
        with ZipFile(path) as package:
            if package.getinfo(_CUSTOM).file_size > _LARGEST_PART:
                raise _foreign(path)
            properties = fromstring(package.read(_CUSTOM))
    except (BadZipFile, KeyError, ParseError, DefusedXmlException, IsADirectoryError) as error:
        raise _foreign(path) from error
    except PermissionError as error:
        raise Refused("read-only", f"{path.name} may not be read by you. Copy it to a folder of your own.") from error
    for each in properties:
        if each.get("name") == PROPERTY:
            return "".join(each.itertext()).strip()
    raise _foreign(path)


def _foreign(path: Path) -> Refused:
    return Refused(
        "not-made-here",
        f"{path.name} is not a report that was made here, so its cells cannot be looked behind. "
        "Choose a workbook written by Reports, as it was written or saved again in Excel.",
    )


def _days(scope: Scope, window: Window | Month) -> Words:
    first, last = scope.days(window)
    if first is None:
        return Words(f"on or before {day(last)}", f"{day(last)} तक")
    return Words(f"from {day(first)} to {day(last)}", f"{day(first)} से {day(last)} तक")


def _find(figures: Mapping[str, Mapping[str, Any]], sheet: str, cell: str) -> tuple[str, str, Any]:
    """The sheet's and the cell's own names, and what was recorded there."""
    name = next((known for known in figures if known.casefold() == sheet.strip().casefold()), None)
    if name is None:
        there = sorted(figures, key=lambda known: _ORDER.get(known, len(_ORDER)))
        raise Refused("sheet", f"This report has no sheet '{sheet}'. Its sheets are: {', '.join(there)}.")
    at = address(*place_of(cell))
    if at not in figures[name]:
        some = ", ".join(sorted(figures[name], key=place_of)[:_SHOWN])
        hint = f"Figures stand in {some} and others." if some else "This sheet has none."
        raise Refused("not-a-figure", f"Cell {at} of {name} holds no figure. {hint}")
    return name, at, figures[name][at]
