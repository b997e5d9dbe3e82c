"""Commands on the ministry's own templates: register, bind, fill; refuses nothing that reports do not."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from skilling.cli.call import Call
from skilling.cli.words import FromProgramme, Profile, day_given, programme_given
from skilling.domain.money import numbered
from skilling.domain.problems import Refused

if TYPE_CHECKING:
    from skilling.services.desk import Desk

_MOST = 60  # figures listed
File = Annotated[Path, typer.Argument(help="The ministry's workbook.")]


def register(app: typer.Typer) -> None:
    """Adds the commands of this room."""
    templates = typer.Typer(help="Fill the ministry's own workbook.", rich_markup_mode=None)
    for command in (add, bind, figures, fill, rebind):
        templates.command("register" if command is add else command.__name__)(command)
    app.add_typer(templates, name="template")


def add(context: typer.Context, file: File) -> None:
    """Take a workbook on record, and say what saving it again with other programs would lose."""
    call: Call = context.obj
    from skilling.reports.template import binding

    with call.desk() as desk:
        found = desk.change(call.actor, "template.registered", binding.register, file).value
    risk = [f"It holds {', '.join(found.at_risk)}: all of it is kept as it is."] if found.at_risk else []
    call.answer(
        {"template": found.name, "uid": found.uid, "bound": found.bound, "kept": list(found.at_risk)},
        [f"{found.name} is on record. {numbered(found.bound, 'cell')} bound to figures.", *risk],
    )


def figures(
    context: typer.Context,
    words: Annotated[list[str] | None, typer.Argument(help="Words that the figure's name has.")] = None,
) -> None:
    """List the figures that a cell can be bound to."""
    call: Call = context.obj
    with call.desk() as desk:
        found = [path for path in _paths(desk) if all(word.casefold() in path.casefold() for word in words or ())]
    rest = [f"and {len(found) - _MOST} more: add words to find them."] if len(found) > _MOST else []
    call.answer({"figures": found}, [*found[:_MOST], *rest])


def bind(
    context: typer.Context,
    file: File,
    sheet: Annotated[str, typer.Argument(help="Name of its sheet.")],
    cell: Annotated[str, typer.Argument(help="Such as D8.")],
    figure: Annotated[str, typer.Argument(help="Its name as `template figures` lists it, or a dash to free the cell.")],
) -> None:
    """Say which figure belongs in a cell."""
    call: Call = context.obj
    from skilling.reports.template import binding

    with call.desk() as desk:
        key = None
        if figure not in ("-", "–"):
            known = _paths(desk)
            exact = [path for path in known if path.casefold() == figure.strip().casefold()]
            if not exact:
                near = [path for path in known if all(word in path.casefold() for word in figure.casefold().split())][:5]
                hint = f" Perhaps: {'; '.join(near)}." if near else " List them with: template figures"
                raise Refused("template-figure", f"There is no figure '{figure}'.{hint}")
            key = known[exact[0]]
        desk.change(call.actor, "template.bound", binding.bind, file, sheet, cell, key)
    call.answer({"sheet": sheet, "cell": cell, "figure": figure}, [f"{sheet} {cell.upper()}: {figure}"])


def rebind(context: typer.Context, file: File) -> None:
    """Carry the bindings over to a template that changed."""
    call: Call = context.obj
    from skilling.reports.template import binding

    with call.desk() as desk:
        moved = desk.change(call.actor, "template.rebound", binding.carry_over, file).value
    call.answer(
        {"moved": [{"sheet": m.sheet, "cell": m.cell, "now": m.now or None} for m in moved]},
        [each.sentence for each in moved] or ["Every bound cell stands where it stood."],
    )


def fill(
    context: typer.Context,
    file: File,
    out: Annotated[Path, typer.Option("-o", "--out", help="The filled copy to write.")],
    fy: Annotated[str | None, typer.Option(help="Financial year, such as 2026-27.")] = None,
    quarter: Annotated[int | None, typer.Option(min=1, max=4, help="1 (April to June) to 4 (January to March).")] = None,
    month: Annotated[str | None, typer.Option(help="Such as 2026-10.")] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", help="Figures as on this day.")] = None,
    known_on: Annotated[str | None, typer.Option("--known-on", help="As known on this day.")] = None,
    programme: FromProgramme = None,
    profile: Annotated[Profile, typer.Option(help="Whom the copy is for.")] = Profile.ministry,
) -> None:
    """Write a copy of a template with its bound cells filled, and everything else as it was."""
    call: Call = context.obj
    from skilling.domain.calendar import day_in_india, period
    from skilling.reports.scope import scope_of
    from skilling.reports.template import filling

    chosen = period(fy, quarter, month)
    today, as_on, known = day_in_india(datetime.now(UTC)), day_given(as_of, "--as-of"), day_given(known_on, "--known-on")
    with call.desk() as desk:
        scope = scope_of(chosen, today, as_on, known, programme_given(desk, programme, profile))
        made = desk.read_figures(filling.prepared, file, scope, profile.value)
        path = filling.deliver(desk, call.actor, made, out)
    call.answer(
        {"file": str(path), "cells": made.count, "period": chosen.label}, [f"Filled {numbered(made.count, 'cell')} into {path}."]
    )


def _paths(desk: Desk) -> dict[str, object]:
    from skilling.domain.calendar import day_in_india, fy_of, period
    from skilling.reports.scope import scope_of
    from skilling.reports.template import binding

    today = day_in_india(datetime.now(UTC))
    scope = scope_of(period(fy_of(today)), today)
    return {choice.path: choice.key for choice in desk.read(binding.choices, scope)}
