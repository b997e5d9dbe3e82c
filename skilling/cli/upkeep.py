"""Commands of upkeep: backup, restore, check, doctor; refuses nothing that the services do not."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from skilling.cli.session import CommandSession
from skilling.domain.money import grouped


def register(app: typer.Typer) -> None:
    """Adds the commands of this room."""
    app.command("backup")(back_up)
    app.command("restore")(restore)
    app.command("check")(check)
    app.command("doctor")(doctor)


def back_up(
    context: typer.Context,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Where to; else beside it.")] = None,
) -> None:
    """Make a checked copy of the database."""
    session: CommandSession = context.obj
    from skilling.services import upkeep

    with session.desk() as desk:
        made = upkeep.back_up(desk, output)
    session.answer(
        {"file": str(made.path), "size": made.size, "sha256": made.sha256},
        [f"Backed up to {made.path} ({grouped(made.size // 1024)} KB, checked)."],
    )


def restore(context: typer.Context, file: Annotated[Path, typer.Argument(help="A backup made by this program.")]) -> None:
    """Bring a backup back; the database it replaces is kept beside it."""
    session: CommandSession = context.obj
    from skilling.services import upkeep

    kept = upkeep.restore(session.address, file)
    lines = [f"Restored {file.name}."] + ([f"What was there before is kept as {kept.name}."] if kept else [])
    session.answer({"restored": str(file), "kept": str(kept) if kept else None}, lines)


def check(context: typer.Context) -> None:
    """Examine the database: pages, links, audit chain."""
    session: CommandSession = context.obj
    from skilling.services import upkeep

    with session.desk() as desk:
        health = upkeep.check(desk)
    counts = ", ".join(f"{grouped(count)} {name}" for name, count in health.counts.items())
    session.answer(
        health.as_plain(),
        [f"Pages: {health.integrity}. Links that lead nowhere: {health.foreign_keys}. Audit chain: {health.audit_chain}.", counts,
         "Everything is sound." if health.ok else "Something is wrong: restore the newest backup with: restore FILE"],
    )  # fmt: skip
    if not health.ok:
        raise typer.Exit(4)


def doctor(context: typer.Context) -> None:
    """What this machine lacks for the desk, and the line that mends it."""
    session: CommandSession = context.obj
    from skilling.services import upkeep

    findings = upkeep.doctor()
    session.answer(
        {
            "ok": all(finding.ok for finding in findings),
            "findings": [asdict(finding) for finding in findings],
        },
        [
            f"{'ok     ' if f.ok else 'missing'}  {f.name}: {f.detail}" + ("" if f.ok else f"\n         {f.mend}")
            for f in findings
        ],
    )
