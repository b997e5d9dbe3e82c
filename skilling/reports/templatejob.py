"""A ministry's template as a conversation with a child process: its sheets and what they risk, figures by their words, the filled copy.

Registering, binding and carrying over are changes, which the window makes itself; this looks, counts and fills.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final

from sqlmodel import Session

from skilling.domain.problems import Refused
from skilling.reports import job, knowledge
from skilling.reports.figures import Question, answer
from skilling.reports.grids import address, place_of
from skilling.reports.job import Asked, Progress
from skilling.reports.scope import Scope
from skilling.reports.template import binding, cells, filling, inventory, looking, package

FOUND: Final = 80  # figures shown of a search
_ROWS, _COLUMNS = 300, 60  # of a sheet that are shown; cells beyond can be filled on the command line


@dataclass(frozen=True, slots=True)
class TemplateView:
    """A file that is to be filled. `changed` says how it differs from the one whose cells were bound; else empty."""

    name: str
    sheets: tuple[str, ...]
    at_risk: tuple[str, ...]
    signed: bool
    known: bool
    changed: str
    bound: int


@dataclass(frozen=True, slots=True)
class TemplateSheet:
    """One sheet as it stands: rows of words from A1, what is bound by address, and the cells that cannot be filled."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    bound: dict[str, str]  # address -> name of the figure
    locked: dict[str, str]  # address -> why
    merged: tuple[tuple[int, int, int, int], ...]  # row and column from 0, rows, columns


@dataclass(frozen=True, slots=True)
class FigureOffer:
    """A figure that a cell can be bound to, with its value in the chosen period."""

    name: str
    key: str | tuple[Any, ...]
    value: str


@dataclass(frozen=True, slots=True)
class Filled:
    """A copy that was filled."""

    path: str
    cells: int


def look(state: SimpleNamespace, progress: Progress, path: str) -> TemplateView:
    """What a file holds and whether its cells are bound. Refused for what is no workbook."""
    progress("Reading the template", 0, 0)
    found = package.opened(Path(path))
    known, changed, bound = True, "", 0
    try:
        row = job.desk_of(state).read(binding.template_of, found)
        bound = sum(map(len, row.bindings.values()))
    except Refused as refused:
        known = False
        changed = refused.message if refused.code == "template-changed" else ""
    return TemplateView(found.name, tuple(found.sheets), inventory.at_risk(found), inventory.signed(found), known, changed, bound)


def sheet(state: SimpleNamespace, progress: Progress, path: str, name: str, asked: Asked) -> TemplateSheet:
    """One sheet of the file, with what its cells are bound to."""
    found = package.opened(Path(path))
    part = cells.read(found.parts[found.sheets[name]])
    words = looking.words_of(found)[name]
    bound: dict[str, Any] = {}
    try:
        bound = job.desk_of(state).read(binding.template_of, found).bindings.get(name, {})
    except Refused as refused:
        if refused.code not in ("template-unknown", "template-changed"):
            raise
    names = {_key(offer.key): offer.name for offer in reversed(_offers(state, asked))} if bound else {}
    merged, locked = _merged(part)
    locked |= dict.fromkeys(part.formulas, "formula")
    places = [place_of(cell) for cell in (*words, *bound, *part.cells)]
    height = min(_ROWS, max((row for row, _ in places), default=0) + 3)
    width = min(_COLUMNS, max((column for _, column in places), default=0) + 2)
    rows = tuple(tuple(words.get(address(r, c), "") for c in range(1, width + 1)) for r in range(1, height + 1))
    return TemplateSheet(name, rows, {at: names.get(_key(key), str(key)) for at, key in bound.items()}, locked, merged)


def find(state: SimpleNamespace, progress: Progress, asked: Asked, words: str) -> tuple[FigureOffer, ...]:
    """Figures whose name has all these words, each with its value; at most FOUND."""
    wanted = words.casefold().split()
    offers = [offer for offer in _offers(state, asked) if all(word in offer.name.casefold() for word in wanted)]
    return tuple(offers[:FOUND])


def fill(state: SimpleNamespace, progress: Progress, path: str, out: str, asked: Asked, actor: str) -> Filled:
    """Writes the filled copy; one for the public is recorded as published. Refused as `filling.prepared` is."""
    progress("Filling the template", 0, 0)
    desk = job.desk_of(state)
    made = desk.read_figures(filling.prepared, Path(path), asked.scope(), asked.profile)
    return Filled(str(filling.deliver(desk, actor, made, Path(out))), made.count)


def _offers(state: SimpleNamespace, asked: Asked) -> list[FigureOffer]:
    """Every figure with its value, asked once for a period."""
    if getattr(state, "offered_for", None) != asked:
        state.offers, state.offered_for = job.desk_of(state).read_figures(_offered, asked.scope()), asked
    offers: list[FigureOffer] = state.offers
    return offers


def _offered(session: Session, scope: Scope) -> list[FigureOffer]:
    choices = binding.choices(session, scope)
    questions = {_key(choice.key): Question.of_key(choice.key) for choice in choices if not isinstance(choice.key, str)}
    answers = answer(session, knowledge.told(session, scope), list(dict.fromkeys(questions.values())))
    programme = filling.programme_of(session, scope)
    return [
        FigureOffer(
            choice.path, choice.key,
            binding.word_of(choice.key, scope, programme) if isinstance(choice.key, str)
            else job.number_words(answers[questions[_key(choice.key)]]),
        )
        for choice in choices
    ]  # fmt: skip


def _key(key: Any) -> str:
    return key if isinstance(key, str) else repr(_tupled(key))


def _tupled(key: Any) -> Any:
    return tuple(_tupled(each) for each in key) if isinstance(key, list | tuple) else key


def _merged(part: cells.SheetPart) -> tuple[tuple[tuple[int, int, int, int], ...], dict[str, str]]:
    areas: list[tuple[int, int, int, int]] = []
    under: dict[str, str] = {}
    for area in part.merged:
        first, _, last = area.partition(":")
        (top, left), (bottom, right) = place_of(first), place_of(last or first)
        areas.append((top - 1, left - 1, bottom - top + 1, right - left + 1))
        if (bottom - top + 1) * (right - left + 1) <= _ROWS * _COLUMNS:
            under |= {
                address(row, column): "merged"
                for row in range(top, bottom + 1) for column in range(left, right + 1) if (row, column) != (top, left)
            }  # fmt: skip
    return tuple(areas), under
