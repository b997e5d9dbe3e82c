"""Which figure belongs in which cell of a template, remembered by the file's hash; refuses a template that changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sqlmodel import Session, col, select

from skilling.database.changes import Change
from skilling.database.reporttables import ReportTemplate
from skilling.domain.problems import Refused
from skilling.reports.grids import Band, Figure, Grid, Text, place_of
from skilling.reports.scope import Month, Scope
from skilling.reports.sheet import Head, lay_out
from skilling.reports.sheets import SHEETS
from skilling.reports.template import cells, inventory, looking, package
from skilling.reports.template.package import Package
from skilling.reports.words import Language, day
from skilling.reports.words import Words as Bilingual

WORDS: Final = {
    "programme": "Name of the programme", "period": "Name of the period", "start": "First day of the period",
    "end": "Last day of the period", "as_on": "Day of the figures",
}  # fmt: skip
_WORD: Final = "word:"
_SHOWN: Final = 6


@dataclass(frozen=True, slots=True)
class Choice:
    """A figure of the declared pack that a cell can be bound to."""

    path: str  # 'State UT / Karnataka / Enrolled'
    key: str | tuple[Any, ...]  # of the question; or 'word:period'


@dataclass(frozen=True, slots=True)
class Registered:
    """A template on record."""

    uid: str
    name: str
    at_risk: tuple[str, ...]
    bound: int


def register(change: Change, path: Path) -> Registered:
    """Takes a template on record, with what a re-save would lose. The same file again is the same template."""
    found = package.opened(path)
    row = _by_hash(change.session, found)
    if row is None:
        words = looking.words_of(found)
        row = ReportTemplate(
            name=found.name, path=str(path), hash=found.hash, bindings={}, words=looking.packed(words),
            actor=change.actor, at=change.at,
        )  # fmt: skip
    row.path = str(path)
    change.session.add(row)
    change.facts |= {"template": found.name}
    change.session.flush()
    return Registered(row.uid, row.name, inventory.at_risk(found), sum(map(len, row.bindings.values())))


def bind(change: Change, path: Path, sheet: str, cell: str, key: Any) -> None:
    """Binds a cell to a figure (or `word:...`); None frees it. Refused for cells that cannot be filled."""
    found = package.opened(path)
    row = template_of(change.session, found)
    if sheet not in found.sheets:
        raise Refused("sheet", f"{found.name} has no sheet '{sheet}'. Its sheets are: {', '.join(found.sheets)}.")
    at = cell.strip().replace("$", "").upper()
    _check(cells.read(found.parts[found.sheets[sheet]]), at)
    bound = {name: dict(each) for name, each in row.bindings.items()}
    if key is None:
        bound.get(sheet, {}).pop(at, None)
    else:
        if isinstance(key, str) and key.removeprefix(_WORD) not in WORDS:
            raise Refused("template-word", f"There are no words '{key}' to put in a cell. There are: {', '.join(WORDS)}.")
        bound.setdefault(sheet, {})[at] = key if isinstance(key, str) else list(key)
    row.bindings = {name: each for name, each in bound.items() if each}
    change.session.add(row)
    change.facts |= {"template": found.name, "cell": f"{sheet} {at}"}


def carry_over(change: Change, path: Path) -> list[looking.Moved]:
    """Takes the bindings of the older template of that name to the changed one: cells that moved go with their words.

    Those not found again are left out. Returns what moved or was left out.
    """
    found = package.opened(path)
    before = _by_name(change.session, found.name)
    if _by_hash(change.session, found) is not None or before is None:
        raise Refused("template-same", f"{found.name} has not changed, or was never bound. Register it, and bind its cells.")
    words = looking.words_of(found)
    changed = looking.moved(looking.unpacked(before.words), words, before.bindings)
    places = {(each.sheet, each.cell): each.now for each in changed}
    bindings: dict[str, dict[str, Any]] = {}
    for sheet, bound in before.bindings.items():
        for cell, key in bound.items():
            now = places.get((sheet, cell), cell)
            if now:
                bindings.setdefault(sheet, {})[now] = key
    change.session.add(
        ReportTemplate(name=found.name, path=str(path), hash=found.hash, bindings=bindings, words=looking.packed(words),
                       actor=change.actor, at=change.at)
    )  # fmt: skip
    change.facts |= {"template": found.name}
    return changed


def template_of(session: Session, found: Package) -> ReportTemplate:
    """The record of a file by its hash. Refused, saying which cells moved, where only an older one of that name is known."""
    row = _by_hash(session, found)
    if row is not None:
        return row
    before = _by_name(session, found.name)
    if before is None:
        raise Refused("template-unknown", f"{found.name} is not on record as a template yet. Register it first.")
    changed = looking.moved(looking.unpacked(before.words), looking.words_of(found), before.bindings)
    said = "; ".join(each.sentence for each in changed[:_SHOWN]) + (
        f"; and {len(changed) - _SHOWN} more" if changed[_SHOWN:] else ""
    )
    cells_said = f"These cells moved: {said}." if changed else "Its bound cells stand where they stood."
    raise Refused(
        "template-changed",
        f"{found.name} is not the file whose cells were bound: it has changed since. {cells_said} "
        "Carry the bindings over (template rebind), look at them, and fill it then.",
    )


def choices(session: Session, scope: Scope) -> list[Choice]:
    """Every figure of the declared pack by sheet, row and column, and the words that a cell can hold."""
    found = [Choice(f"Words / {said}", _WORD + name) for name, said in WORDS.items()]
    head = Head(Bilingual("", ""), scope, Bilingual("", ""), "", Language.EN)
    for sheet in SHEETS:
        found += _of_grid(lay_out(session, sheet, head).grid)
    return found


def word_of(key: str, scope: Scope, programme: str) -> str:
    """The words that `word:...` stands for."""
    said: Mapping[str, str] = {
        "programme": programme, "period": scope.period.label, "start": day(scope.period.start), "end": day(scope.period.end),
        "as_on": day(scope.as_on),
    }  # fmt: skip
    return said[key.removeprefix(_WORD)]


def _of_grid(grid: Grid) -> list[Choice]:
    headings: dict[int, str] = {}
    group: dict[int, str] = {}
    found: list[Choice] = []
    section, whole, above = "", "", Band.BLANK
    for row in grid.rows:
        said = {place: str(cell.value) for place, cell in enumerate(row.cells) if isinstance(cell, Text) and cell.value}
        if row.band is Band.SECTION:
            section = said.get(0, "")
        elif row.band is Band.GROUP:
            group = _spread(said, len(row.cells))
        elif row.band is Band.HEADING:
            headings, section = said, ""
            group = group if above is Band.GROUP else {}
        above = row.band
        figures = [(place, cell) for place, cell in enumerate(row.cells) if isinstance(cell, Figure)]
        label = _label(said, min((place for place, _ in figures), default=0))
        whole = label if row.band is Band.BODY else whole
        label = f"{whole} / {label}" if row.band is Band.INNER else label
        for place, cell in figures:
            if not isinstance(cell.question.window, Month):  # a month of a trend is another one in the next pack
                column = " ".join(
                    filter(None, (group.get(place, ""), headings.get(place, "").split("\n(")[0].replace("\n", " ")))
                )
                key = tuple(cell.question.key())
                found.append(Choice(" / ".join(filter(None, (grid.name, section, label, column))), key))
    return found


def _label(said: Mapping[int, str], before: int) -> str:
    """What a row says before its figures; codes alone say nothing to people."""
    return " ".join(text for place, text in said.items() if place < before and any(sign.isalpha() for sign in text))


def _spread(said: Mapping[int, str], count: int) -> dict[int, str]:
    """A group heading stands over its own column and those after it, up to the next."""
    found, last = {}, ""
    for place in range(count):
        last = said.get(place, last)
        found[place] = last
    return found


def _check(part: cells.SheetPart, cell: str) -> None:
    row, column = place_of(cell)
    if cell in part.formulas:
        raise Refused(
            "template-formula", f"{cell} holds a formula of the template, which would be lost. Choose the cells it adds up."
        )
    for area in part.merged:
        first, _, last = area.partition(":")
        top, left = place_of(first)
        bottom, right = place_of(last or first)
        if top <= row <= bottom and left <= column <= right and (row, column) != (top, left):
            raise Refused("template-merged", f"{cell} lies under the merged cell {first}. Choose {first}.")


def _by_hash(session: Session, found: Package) -> ReportTemplate | None:
    return session.exec(select(ReportTemplate).where(ReportTemplate.hash == found.hash)).one_or_none()


def _by_name(session: Session, name: str) -> ReportTemplate | None:
    newest = select(ReportTemplate).where(ReportTemplate.name == name).order_by(col(ReportTemplate.id).desc())
    return session.exec(newest.limit(1)).first()
