"""The demo: the bundled messy list is taken into a new programme and the ministry's workbook written, with every step said."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from importlib.resources import as_file, files
from pathlib import Path
from typing import Annotated, Any

import typer

from skilling.cli.session import CommandSession
from skilling.domain.money import grouped

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
    session: CommandSession = context.obj
    folder.mkdir(parents=True, exist_ok=True)
    address = session.database or str(_unused(folder))
    asked = CommandSession(address, session.as_json, session.actor)
    told = _carried_out(asked, folder)
    session.answer(told, [*told["lines"], f"The database is {address}, the workbook {told['workbook']}."])
    if window and not session.as_json and _has_display():
        import subprocess

        # The window paints before anything of the desk is imported, so it starts in a process of its own.
        subprocess.run([sys.executable, "main.py", "--database", address], check=False)  # noqa: S603  # our own program


def _carried_out(session: CommandSession, folder: Path) -> dict[str, Any]:
    from skilling.domain.calendar import day_in_india, financial_year, fy_of
    from skilling.importing import apply, child, document, planning, rejects
    from skilling.reports import behind, delivery, pack
    from skilling.services import programmes

    with session.desk(create=True) as desk, as_file(files("resources") / "demo" / "enrolment-list.xlsx") as path:
        desk.change(
            session.actor, "programme.created", programmes.create, {"code": "OAI-2026", "name": "OpenAI Academy India (demo)"}
        )
        book = child.read(path, progress=session.progress)
        plan = desk.read(planning.make, book, cohort=COHORT, progress=session.progress)
        run = desk.change(session.actor, "import.applied", apply.apply, plan).value
        kept_aside = rejects.save(plan, folder / "kept-aside.xlsx")
        today = day_in_india(datetime.now(UTC))
        made = desk.read(pack.ministry, financial_year(fy_of(today)), today, made_by=session.actor)
        written = delivery.deliver(desk, session.actor, made, folder / "ministry-pack.xlsx")
        traced = _traced(made)
        found = desk.read(behind.behind, written.path, *traced)
    lines = _told_of(document.document(plan, run=run), kept_aside, folder)
    lines.append(
        f"{found.sheet} {found.cell} of the workbook says {found.figure}: {found.definition} These are {len(found.ids)} records."
    )
    return {"lines": lines, "run": run, "workbook": str(written.path), "counts": plan.counts(), "behind": found.figure}


def _traced(made: Any) -> tuple[str, str]:
    """Sheet and cell of the first figure that counts anybody."""
    return next((grid.name, at) for grid in made.sheets for at, figure in grid.figures() if figure.value)


def _told_of(found: dict[str, Any], kept_aside: int, folder: Path) -> list[str]:
    counts = ", ".join(f"{grouped(count)} {name}" for name, count in found["counts"].items() if count)
    blocked = [str(column["source"]) for column in found["columns"] if column.get("blocked")]
    dropped: dict[str, int] = {}
    for row in found["dropped_rows"]:
        dropped[row["why"]] = dropped.get(row["why"], 0) + 1
    return [
        f"Read {found['file']}: the list has {found['data_rows']} rows below the heading in rows "
        f"{' and '.join(str(row) for row in found['header_rows'])}.",
        f"Set aside: {', '.join(f'{count} {why}' for why, count in dropped.items())} rows.",
        f"Never kept: {', '.join(blocked)}.",
        *(issue["message"] for issue in found["issues"]),
        f"Taken in as import {found['run']}: {counts}.",
        *([f"{kept_aside} rows were kept aside with their reasons in {folder / 'kept-aside.xlsx'}."] if kept_aside else []),
    ]


def _unused(folder: Path) -> Path:
    """A name for a new database, so that a second demo does not meet the first."""
    number = 1
    while (folder / f"demo-{number}.db").exists():
        number += 1
    return folder / f"demo-{number}.db"


def _has_display() -> bool:
    return sys.platform != "linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
