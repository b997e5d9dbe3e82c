"""Commands of upkeep: backup, restore, check, doctor; refuses nothing that the services do not."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from skilling.cli.call import Call
from skilling.domain.money import grouped, numbered

if TYPE_CHECKING:
    from skilling.services.upkeep import Finding, Health

_TO_MEND: Final = 1  # answered, and something is left for a person to mend
_UNUSABLE: Final = 4


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
    call: Call = context.obj
    from skilling.services import upkeep

    with call.desk() as desk:
        made = upkeep.back_up(desk, output)
    call.answer(
        {"file": str(made.path), "size": made.size, "sha256": made.sha256},
        [f"Backed up to {made.path} ({grouped(made.size // 1024)} KB, checked)."],
    )


def restore(context: typer.Context, file: Annotated[Path, typer.Argument(help="A backup made by this program.")]) -> None:
    """Bring a backup back; the database it replaces is kept beside it."""
    call: Call = context.obj
    from skilling.services import upkeep

    kept = upkeep.restore(call.address, file)
    lines = [f"Restored {file.name}."] + ([f"What was there before is kept as {kept.name}."] if kept else [])
    call.answer({"restored": str(file), "kept": str(kept) if kept else None}, lines)


def check(context: typer.Context) -> None:
    """Examine the database: pages, links, audit chain, and the rules between records."""
    call: Call = context.obj
    from skilling.services import upkeep

    with call.desk() as desk:
        health = upkeep.check(desk)
    counts = ", ".join(numbered(count, name.removesuffix("s")) for name, count in health.counts.items())
    call.answer(
        health.as_plain(),
        [f"Pages: {health.integrity}. Links that lead nowhere: {health.foreign_keys}. Audit chain: {health.audit_chain}.", counts,
         *(f"{found.message} (numbers: {', '.join(map(str, found.records))})\n   {found.mend}." for found in health.findings),
         _verdict(health)],
    )  # fmt: skip
    if not health.ok:
        raise typer.Exit(_TO_MEND if health.readable else _UNUSABLE)


def _verdict(health: Health) -> str:
    if health.ok:
        return "Everything is sound."
    if health.readable:
        return "The file is whole, but its records do not agree: see above, and mend it there."
    return "Something is wrong: restore the newest backup with: restore FILE"


def doctor(context: typer.Context) -> None:
    """What this machine lacks for the desk, and the line that mends it."""
    call: Call = context.obj
    from skilling.services import upkeep

    findings = upkeep.doctor(call.address)
    to_mend = any(finding.needed and not finding.ok for finding in findings)
    call.answer(
        {"ok": not to_mend, "findings": [asdict(finding) for finding in findings]},
        [f"{_mark(f):8} {f.name}: {f.detail}" + ("" if f.ok else f"\n         {f.mend}") for f in findings],
    )
    if to_mend:
        raise typer.Exit(_TO_MEND)


def _mark(finding: Finding) -> str:
    if finding.ok:
        return "ok"
    return "missing" if finding.needed else "without"
