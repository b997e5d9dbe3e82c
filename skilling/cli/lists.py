"""Commands on lists: import, imports, undo, duplicates; refuses nothing that importing does not."""

from __future__ import annotations

import json
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from skilling.cli.call import Call, with_rows
from skilling.domain.money import grouped, numbered
from skilling.domain.problems import Refused

if TYPE_CHECKING:
    from skilling.importing.buckets import Held
    from skilling.importing.planning.plan import Plan

_OUTCOMES: Final = ("new", "update", "same", "review", "error", "skipped")


class ListOf(StrEnum):
    """What a list may be of."""

    developers = "developers"
    startups = "startups"
    resources = "resources"
    institutions = "institutions"
    grants = "grants"


# Refused by name, with a sentence, but not offered: the contract of the commands names them.
_LATER: Final = frozenset({"attendance", "completions", "usage"})


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


def _list_of(given: str | None) -> str | None:
    """Checks what --as was given; the plan refuses what is read only later."""
    if given is not None and given not in _LATER and given not in set(ListOf):
        raise typer.BadParameter(f"'{given}' is no kind of list. Known: {', '.join(ListOf)}.")
    return given


def register(app: typer.Typer) -> None:
    """Adds the commands of this room."""
    app.command("import")(take_in)
    app.command("imports")(imports)
    app.command("list-template")(list_template)
    app.command("undo")(undo)
    app.command("duplicates")(duplicates)


def take_in(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="A spreadsheet or CSV file.")],
    cohort: Annotated[str | None, typer.Option(help="Cohort of rows that name none; made if it does not exist.")] = None,
    programme: Annotated[
        str | None, typer.Option(help="Code of the programme of cohorts that are made; needed where there are several.")
    ] = None,
    sheet: Annotated[
        list[str] | None,
        typer.Option(help="Name of the sheet; else the one that looks most like a list. Give several that go on as one list."),
    ] = None,
    all_sheets: Annotated[
        bool, typer.Option("--all-sheets", help="Take every sheet with the same headings as one list.")
    ] = False,
    noun: Annotated[
        str | None,
        typer.Option("--as", metavar="|".join(ListOf), callback=_list_of, help="What the list is of; else as it looks."),
    ] = None,
    mapping: Annotated[
        Path | None, typer.Option("--map", help='JSON file: {"Column": "developer.mobile", "Other": null}.')
    ] = None,
    mode: Annotated[Mode, typer.Option(help="Fill what is missing, let the list win, or add new people only.")] = Mode.fill,
    review: Annotated[Review, typer.Option(help="Rows that may be somebody known: hold, new or skip.")] = Review.hold,
    password: Annotated[str | None, typer.Option(help="Of a protected workbook.")] = None,
    sender: Annotated[str, typer.Option(help="Who sent it; layouts are remembered per sender.")] = "",
    rejects: Annotated[Path | None, typer.Option(help="Save rows kept aside here, with their reasons.")] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what would happen. Ends with 0 whatever the rows would come to.")
    ] = False,
    rows: Annotated[bool, typer.Option("--rows", help="With --json: every row.")] = False,
) -> int:
    """Take a list in: plan it, and unless --dry-run, apply it as one change."""
    call: Call = context.obj
    from skilling.database.collector import resting
    from skilling.importing.reading import child

    if rejects is not None:
        _must_be_xlsx("--rejects", rejects)
    fields = _mapping(mapping)
    # The file is read in a child process while this one still loads what works on its rows.
    with resting(), child.begun(file, sheet=sheet[0] if sheet else None, password=password) as reading:
        from skilling.cli.taking import Taking

        taking = Taking(
            file, cohort, programme, noun, fields, mode.value, review.value, sender, rows, reading, tuple(sheet or ())[1:],
            all_sheets, password,
        )  # fmt: skip
        with taking.documented(), call.desk() as desk:
            plan = taking.plan_for(desk, call.progress)
            found = taking.told_of(plan) if dry_run else taking.apply(desk, call.actor, plan, rejects, call.progress)
            if dry_run and rejects is not None:
                taking.keep_aside(plan, rejects)
    call.answer(found, lambda: _told(plan, found, rejects))
    counts = plan.counts()
    return 1 if not dry_run and counts["error"] + counts["review"] else 0


def imports(
    context: typer.Context,
    run: Annotated[int | None, typer.Argument(help="Number of one import, with --rejects.")] = None,
    rejects: Annotated[Path | None, typer.Option(help="Save the rows that import kept aside here, with their reasons.")] = None,
) -> None:
    """List the imports, newest first; or save what one of them kept aside."""
    call: Call = context.obj
    from skilling.domain.calendar import IST
    from skilling.services import runs

    if (run is None) != (rejects is None):
        raise typer.BadParameter("A number and --rejects FILE.xlsx belong together: they save the rows that import kept aside.")
    if run is not None and rejects is not None:
        _save_rejects(call, run, rejects)
        return
    with call.desk() as desk:
        found = desk.read(runs.rows)
    call.answer(
        {"runs": [run.as_plain() for run in found]},
        [
            f"{run.id:>5}  {run.at.astimezone(IST):%d %b %Y %H:%M}  {run.file_name}  {_counted(run.counts)}"
            + ("  (taken back)" if run.state == "undone" else "")
            for run in found
        ]
        or ["No list was taken in yet."],
    )


def list_template(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="The workbook to write, ending in .xlsx.")],
    of: Annotated[
        ListOf, typer.Option("--as", "--of", help="What the list is of, as `import --as` says it.")
    ] = ListOf.developers,
) -> None:
    """Write an empty list for partners to fill in; it comes back without a question."""
    call: Call = context.obj
    from skilling.importing import templates

    _must_be_xlsx("FILE", file)
    with call.desk() as desk:
        columns = desk.read(templates.write, of.value, file)
    call.answer(
        {"file": str(file), "of": of.value, "columns": columns},
        [f"A list of {of.value} with {numbered(columns, 'column')} to fill in is in {file}."],
    )


def _save_rejects(call: Call, run: int, path: Path) -> None:
    from skilling.importing import rejects

    _must_be_xlsx("--rejects", path)
    with call.desk() as desk:
        count = desk.read(rejects.save_run, run, path)
    call.answer(
        {"run": run, "rejects": str(path), "rows": count},
        [
            f"{numbered(count, 'row')} kept aside by import {run}, saved to {path} with reasons. Mend them there and import that file."
        ],
    )


def _must_be_xlsx(option: str, path: Path) -> None:
    if path.suffix.lower() != ".xlsx":
        raise typer.BadParameter(f"{option}: '{path.name}' needs a name that ends in .xlsx.")


def undo(
    context: typer.Context,
    run: Annotated[int, typer.Argument(help="Number of the import, as `imports` lists it.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would happen.")] = False,
    again: Annotated[bool, typer.Option("--redo", help="Take an undo back.")] = False,
) -> int:
    """Take a whole import back; ends with 1 where something of it was kept."""
    call: Call = context.obj
    from skilling.cli.taking import back_up
    from skilling.importing import undo as undoing

    with call.desk() as desk:
        if dry_run:
            undone = desk.read(undoing.preview, run)
        elif again:
            undone = desk.change(call.actor, undoing.ACTION, undoing.redo, run).value
        else:
            back_up(desk, "undo")
            undone = desk.change(call.actor, undoing.ACTION, undoing.undo, run).value
    kept = [_held(held) for held in undone.kept]
    stuck = [_held(held) for held in undone.could_not]
    verb = "Would take back" if dry_run else "Brought again" if again else "Took back"
    call.answer(
        {"run": run, "reversed": undone.reversed, "kept": kept, "could_not": stuck},
        [
            f"{verb} {numbered(undone.reversed, 'record')} of import {run}.",
            *(f"Kept: {held['record']}: {held['why']}" for held in kept[:20]),
            *(f"Could not take back: {held['record']}: {held['why']}" for held in stuck[:20]),
        ],
    )
    return 1 if (kept or stuck) and not dry_run else 0


def duplicates(
    context: typer.Context,
    limit: Annotated[int, typer.Option(min=1, help="How many pairs at most.")] = 1000,
) -> None:
    """Possible pairs among the developers of the register, most likely first."""
    call: Call = context.obj
    from skilling.importing.matching import duplicates as pairing

    with call.desk() as desk:
        pairs = desk.read(pairing.pairs, limit)
    call.answer(
        {"pairs": [pair.as_plain() for pair in pairs]},
        [f"{pair.a:>7} {pair.b:>7}  {pair.score:5.1f}  {pair.verdict:6}  {', '.join(pair.why)}" for pair in pairs]
        or ["No possible duplicates."],
    )


def _mapping(path: Path | None) -> Mapping[str, str | None]:
    """Field by heading, from a file of just that, or from the document of a dry run whose columns were edited."""
    if path is None:
        return {}
    try:
        found = json.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        raise Refused("map", f"{path} cannot be opened: {error.strerror}. Name the file with the mapping.") from error
    except ValueError as error:
        raise Refused(
            "map", f'{path.name} cannot be read as a mapping. It is JSON such as {{"Mobile No": "developer.mobile"}}.'
        ) from error
    if isinstance(found, dict) and isinstance(found.get("columns"), list):
        columns = [column for column in found["columns"] if isinstance(column, dict) and "source" in column]
        found = {column["source"]: column.get("field") for column in columns if not column.get("blocked")}
    if not isinstance(found, dict) or not all(value is None or isinstance(value, str) for value in found.values()):
        raise Refused("map", f'{path.name} must name a field, or null, for each heading: {{"Mobile No": "developer.mobile"}}.')
    return found


def _held(held: Held) -> dict[str, Any]:
    return {"kind": held.kind, "id": held.id, "record": held.label, "why": held.why}


def _counted(counts: Mapping[str, int]) -> str:
    """The outcomes that occurred, always in the same order."""
    return ", ".join(f"{grouped(counts[name])} {name}" for name in _OUTCOMES if counts.get(name))


def _told(plan: Plan, found: dict[str, Any], rejects: Path | None) -> list[str]:
    """The document for a person."""
    where = f", sheet {plan.file.sheet}" if plan.file.sheet else ""
    rows = " and ".join(str(row) for row in plan.place.header_rows)
    heading = f"heading in row {rows}" if rows else "without a heading"
    lines = [
        f"{plan.file.name}{where}: {numbered(len(plan), 'row')} of {plan.about.noun.label_plural.lower()}, {heading}.",
        f"{_counted(plan.counts()) or 'nothing'}.",
    ]
    blocked = [column["source"] for column in found["columns"] if column.get("blocked")]
    if blocked:
        lines.append(f"Never kept: {', '.join(blocked)}.")
    lines += [with_rows(issue) for issue in found["issues"]]
    told = {issue["message"] for issue in found["issues"]}
    lines += [sentence for sentence in found["warnings"] if sentence not in told]
    run = found.get("run")
    lines.append(f"Taken in as import {run}. Take it back with: undo {run}" if run else "Nothing was changed.")
    aside = found["counts"]["error"] + found["counts"]["review"]
    if aside and rejects is not None:
        lines.append(f"{numbered(aside, 'row')} kept aside in {rejects}, with reasons. Mend them there and import that file.")
    elif aside:
        lines.append(f"{numbered(aside, 'row')} kept aside. To have them as a workbook with reasons, add --rejects FILE.xlsx.")
    return lines
