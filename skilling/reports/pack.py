"""The ministry's pack: a period becomes sheets of figures, as plain data; refuses a profile that is not there."""

from __future__ import annotations

import base64
import hashlib
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as version_of
from typing import Any, Final

from sqlmodel import Session, col, select

from skilling.database import jsontext
from skilling.database.tables import Programme
from skilling.domain.calendar import Period
from skilling.domain.problems import Refused
from skilling.reports import checks, knowledge
from skilling.reports.checks import Check, Notice
from skilling.reports.figures import answer
from skilling.reports.grids import Figure, Grid, GridRow
from skilling.reports.measures import MEASURES, Measure
from skilling.reports.periods import restatement
from skilling.reports.scope import Scope, scope_of
from skilling.reports.sheet import Head, lay_out
from skilling.reports.sheets import SHEETS
from skilling.reports.sheets import checks as checks_sheet
from skilling.reports.sheets import cover as cover_sheet
from skilling.reports.suppression import public
from skilling.reports.suppression.stated import Stated
from skilling.reports.words import Language, Words

MINISTRY: Final = "ministry"
PUBLIC: Final = "public"  # without names, and with small figures protected
PROPERTY: Final = "SkillingDeskReport"  # custom document property of a workbook that holds the report's uid
PROFILES: Final = {MINISTRY: Words("Ministry", "मंत्रालय"), PUBLIC: Words("Public", "सार्वजनिक")}
_SEVERAL: Final = Words("All programmes", "सभी कार्यक्रम")
_LETTERS: Final = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "0123456789ABCDEFGHJKMNPQRSTVWXYZ")


@dataclass(frozen=True)
class Pack:
    """A report before it is written: grids with a question behind every figure, and the checks they passed.

    The same data, dates and options give the same pack, the same `uid` and, written, the same bytes.
    """

    title: str
    head: Head
    made_on: date
    made_by: str
    sheets: tuple[Grid, ...]
    checks: tuple[Check, ...]
    notices: tuple[Notice, ...]
    out_of_order: int
    data_hash: str
    uid: str
    stated: tuple[Stated, ...] = ()  # of a public pack: what becomes known by handing it over

    @property
    def scope(self) -> Scope:
        return self.head.scope

    @property
    def draft(self) -> bool:
        """A check does not agree, so the pack says DRAFT."""
        return self.broken > 0

    @property
    def broken(self) -> int:
        return _broken(self.checks, self.out_of_order)

    def parameters(self) -> dict[str, Any]:
        """What is recorded of a pack, so that its figures can be asked again."""
        return self.scope.parameters() | {
            "profile": self.head.profile.en, "language": self.head.language.value, "version": self.head.version,
            "made_on": self.made_on.isoformat(), "made_by": self.made_by,
        }  # fmt: skip

    def map_of_figures(self) -> bytes:
        """Sheet and address of every figure with its question and value, compressed; `figures_of` reads it."""
        found = {grid.name: {at: [figure.question.key(), figure.value] for at, figure in grid.figures()} for grid in self.sheets}
        return zlib.compress(jsontext.dumps(found).encode())


def figures_of(recorded: bytes) -> dict[str, dict[str, list[Any]]]:
    """Sheet -> address -> [key of the question, value]; amounts are text, as JSON has no decimals."""
    found: dict[str, dict[str, list[Any]]] = jsontext.loads(zlib.decompress(recorded).decode())
    return found


def ministry(
    session: Session,
    period: Period,
    today: date,
    as_of: date | None = None,
    known_on: date | None = None,
    profile: str = MINISTRY,
    language: str = Language.BOTH,
    made_by: str = "",
    programme_id: int | None = None,
) -> Pack:
    """The pack of a period as made on `today`, the day in India.

    `as_of` is the day its figures stand as on (the period's end or today, if earlier), `known_on` the day from whose
    knowledge they are told. Refused for a period to come, a profile or a language that is not there.
    """
    scope = knowledge.told(session, scope_of(period, today, as_of, known_on, programme_id))
    programme = _programme(session, programme_id)
    head = head_of(session, scope, profile, language)
    laid = [lay_out(session, sheet, head) for sheet in SHEETS]
    tables = [table for each in laid for table in each.tables]
    answers = answer(session, scope, (*checks.NOTICED, checks.ORDER))
    found, out_of_order = checks.checks(tables), int(answers[checks.ORDER] or 0)
    notices = checks.notices(answers)
    inner: tuple[Grid, ...] = tuple(each.grid for each in laid)
    titles = {sheet.name: sheet.title for sheet in SHEETS}
    stated: tuple[Stated, ...] = ()
    if profile == PUBLIC:
        sheets, notices = public.protected(session, scope, head, inner), ()
        inner, stated = (*sheets.grids, public.closing_sheet(head, sheets)), sheets.stated
    else:
        again = restatement.sheet(session, head, profile)
        inner = (*inner, *([again] if again else []), checks_sheet.checks_sheet(head, found, out_of_order, notices))
    titles |= {checks_sheet.NAME: checks_sheet.TITLE, public.NAME: public.TITLE, restatement.NAME: restatement.TITLE}
    data_hash = _hash(head, made_by, today, inner)
    facts = cover_sheet.CoverFacts(
        programme.funder if programme else None, programme.mou_ref if programme else None, today, made_by,
        data_hash, _broken(found, out_of_order),
    )  # fmt: skip
    first = cover_sheet.cover(head, facts, [(grid.name, titles[grid.name]) for grid in inner], _measures(inner))
    return Pack(
        f"{cover_sheet.TITLE.en}, {period.label}", head, today, made_by, (first, *inner), found, notices, out_of_order,
        data_hash, _uid(data_hash), stated,
    )  # fmt: skip


def head_of(session: Session, scope: Scope, profile: str, language: str) -> Head:
    """What stands above every sheet of a report. Refused for a profile or a language that is not there."""
    programme = _programme(session, scope.programme_id)
    name = Words(programme.name, programme.name_hi or programme.name) if programme else _SEVERAL
    return Head(name, scope, _profile(profile), f"Skilling Desk {_version()}", _language(language))


def sealed(title: str, head: Head, made_on: date, made_by: str, grids: tuple[Grid, ...], stated: tuple[Stated, ...] = ()) -> Pack:
    """Sheets that are no ministry's pack, as one that can be written and looked behind."""
    data_hash = _hash(head, made_by, made_on, grids)
    return Pack(title, head, made_on, made_by, grids, (), (), 0, data_hash, _uid(data_hash), stated)


def _programme(session: Session, programme_id: int | None) -> Programme | None:
    """The programme that the title names: the one asked for, or the only one there is."""
    statement = select(Programme).where(col(Programme.archived_at).is_(None))
    if programme_id is not None:
        statement = statement.where(Programme.id == programme_id)
    found = list(session.exec(statement.limit(2)))
    if programme_id is not None and not found:
        raise Refused("gone", "This programme no longer exists. Refresh the page and choose another.")
    return found[0] if len(found) == 1 else None


def _profile(name: str) -> Words:
    if name not in PROFILES:
        raise Refused("profile", f"There is no profile '{name}'. Choose one of: {', '.join(PROFILES)}.")
    return PROFILES[name]


def _language(name: str) -> Language:
    try:
        return Language(name)
    except ValueError:
        known = ", ".join(each.value for each in Language)
        raise Refused("language", f"There is no language '{name}' for a report. Choose one of: {known}.") from None


def _version() -> str:
    try:
        return version_of("skilling-desk")
    except PackageNotFoundError:
        return "from source"


def _measures(grids: Iterable[Grid]) -> Iterator[Measure]:
    seen: dict[str, None] = {}
    for grid in grids:
        for _, figure in grid.figures():
            seen.setdefault(figure.question.measure)
    yield from (MEASURES[name] for name in seen)


def _broken(found: tuple[Check, ...], out_of_order: int) -> int:
    return sum(not check.ok for check in found) + (out_of_order > 0)


def _hash(head: Head, made_by: str, made_on: date, grids: tuple[Grid, ...]) -> str:
    """One hash over everything that is written but the cover, which shows it."""
    total = hashlib.sha256(jsontext.dumps([*head.lines(), head.language.value, made_by, made_on]).encode())
    for grid in grids:
        total.update(jsontext.dumps([grid.name, *(_plain(row) for row in grid.rows)]).encode())
    return total.hexdigest()


def _plain(row: GridRow) -> list[Any]:
    return [row.band.value] + [
        [cell.value, cell.question.key()] if isinstance(cell, Figure) else cell and [cell.value] for cell in row.cells
    ]


def _uid(data_hash: str) -> str:
    """26 signs like any other `uid`, but told from the data: the same pack is the same file."""
    return base64.b32encode(hashlib.sha256(data_hash.encode()).digest())[:26].decode().translate(_LETTERS)
