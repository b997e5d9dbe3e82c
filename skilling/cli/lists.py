"""Commands on lists: import, imports, undo, duplicates; refuses nothing that importing does not."""

from __future__ import annotations

import json
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from skilling.cli.session import CommandSession
from skilling.domain.money import grouped
from skilling.domain.problems import Refused

if TYPE_CHECKING:
    from skilling.importing.grid import Book
    from skilling.importing.plan import Plan
    from skilling.importing.undo import Held
    from skilling.services.desk import Desk


class As(StrEnum):
    """What a list may be said to be a list of."""

    developers = "developers"
    startups = "startups"
    resources = "resources"
    institutions = "institutions"
    grants = "grants"
    attendance = "attendance"
    completions = "completions"
    usage = "usage"


class Mode(StrEnum):
    """What becomes of records that are there already."""

    fill = "fill"
    update = "update"
    add_only = "add-only"


class Review(StrEnum):
    """What becomes of rows that may be somebody known."""

    hold = "hold"
    new = "new"
    skip = "skip"


def register(app: typer.Typer) -> None:
    """Adds the commands of this room."""
    app.command("import")(take_in)
    app.command("imports")(imports)
    app.command("undo")(undo)
    app.command("duplicates")(duplicates)


def take_in(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="A spreadsheet or CSV file.")],
    cohort: Annotated[str | None, typer.Option(help="Cohort of rows that name none; made if it does not exist.")] = None,
    sheet: Annotated[str | None, typer.Option(help="Name of the sheet; else the one that looks most like a list.")] = None,
    as_noun: Annotated[As | None, typer.Option("--as", help="What the list is of; else as it looks.")] = None,
    mapping: Annotated[
        Path | None, typer.Option("--map", help='JSON file: {"Column": "developer.mobile", "Other": null}.')
    ] = None,
    mode: Annotated[Mode, typer.Option(help="Fill what is missing, let the list win, or add new people only.")] = Mode.fill,
    review: Annotated[Review, typer.Option(help="Rows that may be somebody known: hold, new or skip.")] = Review.hold,
    password: Annotated[str | None, typer.Option(help="Of a protected workbook.")] = None,
    sender: Annotated[str, typer.Option(help="Who sent it; layouts are remembered per sender.")] = "",
    rejects: Annotated[Path | None, typer.Option(help="Save rows kept aside here, with their reasons.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would happen.")] = False,
    rows: Annotated[bool, typer.Option("--rows", help="With --json: every row.")] = False,
) -> int:
    """Take a list in: plan it, and unless --dry-run, apply it as one change."""
    session: CommandSession = context.obj
    from skilling.importing import apply, child, document, planning
    from skilling.importing import rejects as kept_aside

    if as_noun in (As.attendance, As.completions, As.usage):
        raise Refused("unsupported", f"Lists of {as_noun} cannot be taken in yet. Lists of developers, startups, resources can.")
    book: Book | None = None
    try:
        with session.desk() as desk:
            book = child.read(file, sheet=sheet, password=password, progress=session.progress)
            plan = desk.read(
                planning.make, book, cohort=cohort, as_noun=as_noun and as_noun.value, mapping=_mapping(mapping),
                mode=mode.value, review=review.value, sender=sender, progress=session.progress,
            )  # fmt: skip
            if not dry_run:
                if plan.blockers:
                    raise Refused(plan.blockers[0].code, plan.blockers[0].message, plan.blockers)
                _back_up(desk)
                run = desk.change(session.actor, "import.applied", apply.apply, plan).value
            else:
                run = None
            if rejects is not None:
                kept_aside.save(plan, rejects)
            found = document.document(plan, rows=rows, run=run)
    except Refused as refused:
        refused.document = document.refusal(file.name, refused, book)  # type: ignore[attr-defined]  # printed by `app.run`
        raise
    session.answer(found, lambda: _told(plan, found, run))
    counts = plan.counts()
    return 1 if not dry_run and counts["error"] + counts["review"] else 0


def imports(context: typer.Context) -> None:
    """List the imports, newest first."""
    session: CommandSession = context.obj
    from skilling.services import runs

    with session.desk() as desk:
        found = desk.read(runs.rows)
    session.answer(
        {"runs": [run.as_plain() for run in found]},
        [
            f"{run.id:>5}  {run.at:%d %b %Y %H:%M}  {run.file_name}  {_counted(run.counts)}"
            + ("  (taken back)" if run.state == "undone" else "")
            for run in found
        ]
        or ["No list was taken in yet."],
    )


def undo(
    context: typer.Context,
    run: Annotated[int, typer.Argument(help="Number of the import, as `imports` lists it.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would happen.")] = False,
    again: Annotated[bool, typer.Option("--redo", help="Take an undo back.")] = False,
) -> int:
    """Take a whole import back."""
    session: CommandSession = context.obj
    from skilling.importing import undo as undoing

    with session.desk() as desk:
        if dry_run:
            undone = desk.read(undoing.preview, run)
        elif again:
            undone = desk.change(session.actor, "import.redone", undoing.redo, run).value
        else:
            _back_up(desk)
            undone = desk.change(session.actor, "import.undone", undoing.undo, run).value
    kept = [_held(held) for held in undone.kept]
    stuck = [_held(held) for held in undone.could_not]
    verb = "Would take back" if dry_run else "Brought again" if again else "Took back"
    session.answer(
        {"run": run, "reversed": undone.reversed, "kept": kept, "could_not": stuck},
        [
            f"{verb} {grouped(undone.reversed)} records of import {run}.",
            *(f"Kept: {held['record']}: {held['why']}" for held in kept[:20]),
            *(f"Could not take back: {held['record']}: {held['why']}" for held in stuck[:20]),
        ],
    )
    return 1 if kept or stuck else 0


def duplicates(
    context: typer.Context,
    limit: Annotated[int, typer.Option(min=1, help="How many pairs at most.")] = 1000,
) -> None:
    """Possible pairs among the developers of the register, most likely first."""
    session: CommandSession = context.obj
    from skilling.importing import duplicates as pairing

    with session.desk() as desk:
        pairs = desk.read(pairing.pairs, limit)
    session.answer(
        {"pairs": [pair.as_plain() for pair in pairs]},
        [f"{pair.a:>7} {pair.b:>7}  {pair.score:5.1f}  {pair.verdict:6}  {', '.join(pair.why)}" for pair in pairs]
        or ["No possible duplicates."],
    )


def _mapping(path: Path | None) -> Mapping[str, str | None] | None:
    if path is None:
        return None
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise Refused(
            "map", f'{path.name} cannot be read as a mapping. It is JSON such as {{"Mobile No": "developer.mobile"}}.'
        ) from error
    if not isinstance(found, dict) or not all(value is None or isinstance(value, str) for value in found.values()):
        raise Refused("map", f"{path.name} must name a field, or null, for each column heading.")
    return found


def _back_up(desk: Desk) -> None:
    from skilling.services.records import developer_count

    if desk.read(developer_count):
        desk.backup_before("import")


def _held(held: Held) -> dict[str, Any]:
    return {"kind": held.kind, "id": held.id, "record": held.label, "why": held.why}


def _counted(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{grouped(count)} {name}" for name, count in counts.items() if count)


def _told(plan: Plan, found: dict[str, Any], run: int | None) -> list[str]:
    """The document for a person."""
    where = f", sheet {plan.file.sheet}" if plan.file.sheet else ""
    lines = [
        f"{plan.file.name}{where}: {grouped(len(plan))} rows of {plan.about.noun.label_plural.lower()}, heading in row "
        f"{', '.join(str(row) for row in plan.place.header_rows)}.",
        f"{_counted(plan.counts()) or 'nothing'}.",
    ]
    blocked = [column["source"] for column in found["columns"] if column.get("blocked")]
    if blocked:
        lines.append(f"Never kept: {', '.join(blocked)}.")
    lines += [issue["message"] for issue in found["issues"]]
    lines += list(found["warnings"]) + [need["message"] for need in found["needs"]]
    if run is not None:
        lines.append(f"Taken in as import {run}. Take it back with: undo {run}")
    else:
        lines.append("Nothing was changed.")
    return lines
