"""Commands on reports: the ministry's pack, and who is behind a figure; refuses nothing that reports do not."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from skilling.cli import periods, templates
from skilling.cli.call import Call
from skilling.cli.words import FromProgramme, InLanguage, Profile, day_given, programme_given
from skilling.domain.money import numbered
from skilling.domain.problems import Refused

if TYPE_CHECKING:
    from skilling.database.periodtables import FrozenPack


def register(app: typer.Typer) -> None:
    """Adds the commands of this room."""
    report = typer.Typer(help="Write reports.", rich_markup_mode=None)
    report.command("ministry")(ministry)
    report.command("table")(table)
    report.command("fill")(templates.fill)  # the contract's name; it stands with the other template commands, too
    periods.register(report)
    app.add_typer(report, name="report")
    app.command("behind")(behind)


def ministry(
    context: typer.Context,
    output: Annotated[Path, typer.Option("-o", "--output", help="The workbook to write.")],
    fy: Annotated[str | None, typer.Option(help="Financial year, such as 2026-27.")] = None,
    quarter: Annotated[int | None, typer.Option(min=1, max=4, help="1 (April to June) to 4 (January to March).")] = None,
    month: Annotated[str | None, typer.Option(help="Such as 2026-10.")] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", help="Figures as on this day.")] = None,
    known_on: Annotated[str | None, typer.Option("--known-on", help="As known on this day.")] = None,
    profile: Annotated[Profile, typer.Option(help="Whom the pack is for.")] = Profile.ministry,
    language: Annotated[InLanguage, typer.Option(help="Of the headings; English is always there.")] = InLanguage.both,
    programme: FromProgramme = None,
) -> None:
    """Write the ministry's pack for a financial year, a quarter or a month."""
    call: Call = context.obj
    from skilling.domain.calendar import day_in_india, period
    from skilling.reports import delivery, pack
    from skilling.reports.periods import freezing, handing

    try:
        chosen = period(fy, quarter, month)
    except Refused as wrong:
        raise typer.BadParameter(wrong.message) from wrong
    with call.desk() as desk:
        as_on, known = day_given(as_of, "--as-of"), day_given(known_on, "--known-on")
        of = programme_given(desk, programme, profile)
        frozen = desk.read(freezing.frozen_for, chosen, profile.value, language.value, as_on, known, of)
        if frozen is not None:
            _frozen(call, frozen, chosen.label, handing.write_frozen(frozen, output))
            return
        made = desk.read_figures(
            pack.ministry, chosen, day_in_india(datetime.now(UTC)), as_on, known, profile.value, language.value, call.actor, of,
        )  # fmt: skip
        written = delivery.deliver(desk, call.actor, made, output)
    call.answer(
        {
            "file": str(written.path), "period": chosen.label, "draft": made.draft, "data_hash": made.data_hash,
            "report": made.uid, "sheets": [grid.name for grid in made.sheets], "notices": list(written.sentences),
        },
        [
            f"Wrote {made.title} to {written.path}.",
            *(["A check does not agree: the pack is marked DRAFT. See its last sheet."] if made.draft else []),
            *written.sentences,
        ],
    )  # fmt: skip


def _frozen(call: Call, frozen: FrozenPack, label: str, path: Path) -> None:
    """A locked period gives the frozen workbook, whatever was recorded since."""
    from skilling.reports.periods import handing

    call.answer(
        {
            "file": str(path), "period": label, "draft": frozen.draft, "data_hash": frozen.data_hash, "report": frozen.report,
            "sheets": handing.sheets_of(frozen), "notices": [], "frozen": True, "sha256": frozen.sha256,
        },
        [f"Wrote {frozen.title} to {path}: the figures frozen when {label} was locked."],
    )  # fmt: skip


def table(
    context: typer.Context,
    output: Annotated[Path, typer.Option("-o", "--output", help="The workbook to write.")],
    rows: Annotated[str, typer.Option(help="What its rows are, such as state.")] = "state",
    columns: Annotated[list[str] | None, typer.Option(help="What its columns are; at most two, year may be one.")] = None,
    measure: Annotated[str, typer.Option(help="What it counts, such as enrolled.")] = "enrolled",
    only: Annotated[list[str] | None, typer.Option(help="A filter, such as gender=F.")] = None,
    fy: Annotated[str | None, typer.Option(help="Financial year, such as 2026-27.")] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", help="Figures as on this day.")] = None,
    known_on: Annotated[str | None, typer.Option("--known-on", help="As known on this day.")] = None,
    profile: Annotated[Profile, typer.Option(help="Whom the table is for.")] = Profile.ministry,
    parliament: Annotated[bool, typer.Option("--parliament", help="State x year x gender.")] = False,
    saved: Annotated[str, typer.Option(help="The name of a saved table to take.")] = "",
    save: Annotated[str, typer.Option(help="Keep it under this name.")] = "",
    programme: FromProgramme = None,
) -> None:
    """Write a table of any measure by rows and columns; its cells lead to their records."""
    call: Call = context.obj
    from skilling.domain.calendar import day_in_india, fy_of, period
    from skilling.reports import crosstab, delivery

    today = day_in_india(datetime.now(UTC))
    with call.desk() as desk:
        wanted = crosstab.Definition(rows, tuple(columns or ()), measure, tuple(_filter(each) for each in only or ()))
        if saved:
            known = desk.read(crosstab.saved)
            if saved not in known:
                raise Refused("table-unknown", f"No table is saved as '{saved}'. There are: {', '.join(known) or 'none'}.")
            wanted = known[saved]
        made = desk.read_figures(
            crosstab.pack_of, crosstab.PARLIAMENT if parliament else wanted, period(fy or fy_of(today)), today,
            day_given(as_of, "--as-of"), day_given(known_on, "--known-on"), profile.value, "en", call.actor,
            programme_given(desk, programme, profile),
        )  # fmt: skip
        if save:
            desk.change(call.actor, "table.saved", crosstab.save, save, crosstab.PARLIAMENT if parliament else wanted)
        written = delivery.deliver(desk, call.actor, made, output)
    call.answer({"file": str(written.path), "title": made.title, "report": made.uid}, [f"Wrote {made.title} to {written.path}."])


def _filter(text: str) -> tuple[str, str | int | None]:
    name, equals, value = text.partition("=")
    if not equals:
        raise typer.BadParameter(f"'{text}' is no filter. Write the dimension, =, and its code. Example: gender=F")
    return name.strip(), (int(value) if value.strip().isdigit() else value.strip() or None)


def behind(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="A pack made here, under whatever name.")],
    sheet: Annotated[str, typer.Argument(help="Name of the sheet.")],
    cell: Annotated[str, typer.Argument(help="Such as E12.")],
) -> None:
    """The people (or records) behind one figure of a pack."""
    call: Call = context.obj
    from skilling.reports import behind as looking

    with call.desk() as desk:
        found = desk.read(looking.behind, file, sheet, cell)
    people = list(found.people) if found.people else list(found.ids)
    call.answer(
        {
            "figure": found.figure, "definition": found.definition, "people": people, "count": len(found.ids), "noun": found.noun,
            "ids": list(found.ids), "now": found.now, "sheet": found.sheet, "cell": found.cell,
        },
        [
            f"{found.sheet} {found.cell}: {found.figure}. {found.definition}",
            f"{numbered(len(found.ids), f'{found.noun} record')}: {', '.join(map(str, people[:50]))}"
            + (" …" if len(people) > 50 else ""),
            *([] if found.now == found.figure else [f"Today the same question gives {found.now}: the data has changed since."]),
        ],
    )  # fmt: skip
