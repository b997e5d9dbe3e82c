"""The demo: the bundled messy list is taken into a new programme and the ministry's workbook written, with every step said."""

from __future__ import annotations

import shlex
import sys
from collections import Counter
from datetime import UTC, datetime
from importlib.resources import as_file, files
from pathlib import Path
from typing import Annotated, Any

import typer

from skilling.cli.call import Call, with_rows
from skilling.domain.money import numbered
from skilling.domain.problems import Refused

COHORT = "BLR-2026-A"


def register(app: typer.Typer) -> None:
    """Adds the command of this room."""
    app.command("demo")(demo)


def demo(
    context: typer.Context,
    folder: Annotated[Path, typer.Option(help="Where the database and the workbook are written.")] = Path("out"),
    window: Annotated[
        bool, typer.Option("--window/--no-window", help="Open the window at the end where there is a display.")
    ] = True,
) -> None:
    """Take in the bundled messy list, write the ministry's workbook, say what was done, open the window."""
    from skilling.services.display import name_of_display

    call: Call = context.obj
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refused(
            "folder", f"The folder {folder} cannot be made: {error.strerror}. Choose another one with --folder."
        ) from error
    address = call.database or str(_unused(folder))
    asked = Call(address, call.as_json, call.actor)
    told = _carried_out(asked, folder)
    call.answer(told, told["lines"])
    if window and not call.as_json and name_of_display():
        import subprocess

        # The window paints before anything of the desk is imported, so it starts in a process of its own.
        subprocess.run([sys.executable, sys.argv[0], "--database", address], check=False)  # noqa: S603  # our own program


def _carried_out(call: Call, folder: Path) -> dict[str, Any]:
    from skilling.domain.calendar import day_in_india, financial_year, fy_of
    from skilling.importing import apply, document, rejects
    from skilling.importing.planning import planner
    from skilling.importing.reading import child
    from skilling.reports import behind, delivery, pack
    from skilling.services import programmes

    with call.desk(create=True) as desk, as_file(files("resources") / "demo" / "enrolment-list.xlsx") as path:
        desk.read(programmes.check_none)  # invented people never join those of an office
        desk.change(
            call.actor, "programme.created", programmes.create, {"code": "OAI-2026", "name": "OpenAI Academy India (demo)"}
        )
        book = child.read(path, progress=call.progress)
        plan = desk.read(planner.make, book, cohort=COHORT, progress=call.progress)
        run = desk.change(call.actor, "import.applied", apply.apply, plan).value
        aside = folder / "kept-aside.xlsx"
        rejects.save(plan, aside)
        today = day_in_india(datetime.now(UTC))
        made = desk.read_figures(pack.ministry, financial_year(fy_of(today)), today, made_by=call.actor)
        written = delivery.deliver(desk, call.actor, made, folder / "ministry-pack.xlsx")
        found = desk.read(behind.behind, written.path, *_traced(made))
    lines = [
        *_came_in(document.document(plan, run=run), aside),
        "",
        f"3. The workbook for the ministry went out: {written.path}",
        *(f"   {sentence}" for sentence in written.sentences),
        "",
        "4. Every figure can be walked back",
        f"   Cell {found.cell} of its sheet {found.sheet} says {found.figure}. {found.definition}",
        f"   These are {numbered(len(found.ids), f'{found.noun} record')}. To list them:",
        f"   {_command('behind', written.path, found.sheet, found.cell, '--database', call.address)}",
        "",
        f"Look around in the window: {_command('--database', call.address)}",
    ]
    return {
        "lines": lines, "run": run, "database": call.address, "workbook": str(written.path), "kept_aside": str(aside),
        "counts": plan.counts(), "behind": found.figure,
    }  # fmt: skip


def _command(*words: object) -> str:
    """A command as it is typed."""
    return shlex.join(["python", "main.py", *map(str, words)])


def _traced(made: Any) -> tuple[str, str]:
    """Sheet and cell of the first figure that counts anybody."""
    return next((grid.name, at) for grid in made.sheets for at, figure in grid.figures() if figure.value)


def _came_in(found: dict[str, Any], aside: Path) -> list[str]:
    """What became of the list, for somebody who has never seen the program."""
    counts, dropped = found["counts"], Counter(row["why"] for row in found["dropped_rows"])
    passed = ", ".join(numbered(count, f"{why} row") for why, count in dropped.items())
    understood = [column for column in found["columns"] if str(column["field"] or "").startswith("developer.")]
    blocked = [column["source"] for column in found["columns"] if column.get("blocked")]
    kept_aside = counts["error"] + counts["review"]
    return [
        f"1. A messy list came in: {found['file']} (everybody in it is invented)",
        f"   Sheet {found['sheet']} holds {numbered(found['data_rows'], 'row')} about people, under a heading in rows "
        f"{' and '.join(map(str, found['header_rows']))}. Passed by: {passed}.",
        f"   {len(understood)} of its {len(found['columns'])} columns were understood. Never kept: {', '.join(blocked)}.",
        "   What it should be asked about:",
        *(f"   - {with_rows(issue)}" for issue in found["issues"] if issue["severity"] != "note"),
        "",
        f"2. {numbered(counts['new'], 'developer')} joined cohort {COHORT} (import {found['run']}; it can be taken back)",
        f"   {numbered(counts['same'], 'row')} named somebody a second time and made nobody new.",
        *(
            [f"   {numbered(kept_aside, 'row')} kept aside, with reasons, to be mended and imported again: {aside}"]
            * bool(kept_aside)
        ),
    ]


def _unused(folder: Path) -> Path:
    """A name for a new database, so that a second demo does not meet the first."""
    number = 1
    while (folder / f"demo-{number}.db").exists():
        number += 1
    return folder / f"demo-{number}.db"
