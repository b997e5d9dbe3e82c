"""Commands on records: init, generate, search, export, cohorts; refuses nothing that the services do not."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from skilling.cli.call import Call
from skilling.cli.words import day_given
from skilling.domain.money import grouped
from skilling.domain.problems import Refused


def register(app: typer.Typer) -> None:
    """Adds the commands of this room."""
    app.command("init")(init)
    app.command("generate")(generate)
    app.command("search")(search)
    app.command("export")(export)
    cohorts = typer.Typer(help="Make cohorts and move them on.", rich_markup_mode=None)
    cohorts.command("create")(create_cohort)
    cohorts.command("step")(step_cohort)
    app.add_typer(cohorts, name="cohorts")


def init(
    context: typer.Context,
    sample: Annotated[bool, typer.Option("--sample", help="Fill it with a believable, invented programme.")] = False,
    code: Annotated[str, typer.Option(help="Code of the programme.")] = "OAI-2026",
    name: Annotated[str, typer.Option(help="Name of the programme.")] = "OpenAI Academy India",
) -> None:
    """Make a programme database."""
    call: Call = context.obj
    from skilling.services import programmes
    from skilling.services import sample as samples

    with call.desk(create=True) as desk:
        if sample:
            samples.fill(desk, call.actor)
        else:
            desk.read(programmes.check_none)
            desk.change(call.actor, "programme.created", programmes.create, {"code": code, "name": name})
        call.answer(
            {"database": desk.address, "sample": sample},
            [f"Made {desk.location}{' with the sample programme' if sample else ''}: {desk.address}"],
        )


def generate(
    context: typer.Context,
    developers: Annotated[int, typer.Option(min=1, max=5_000_000, help="How many people to invent.")],
    seed: Annotated[int, typer.Option(help="The same seed, as of the same day, gives the same programme.")] = 1,
    as_of: Annotated[str | None, typer.Option("--as-of", help="The day up to which lives are invented; else today.")] = None,
) -> None:
    """Fill the database with an invented programme at scale, for trials and measurements."""
    call: Call = context.obj
    from skilling.services import synthetic

    day = day_given(as_of, "--as-of")
    with call.desk(create=True) as desk:
        made = desk.change(call.actor, "database.generated", synthetic.fill, developers, seed, day).value
        call.answer(
            {"database": desk.address, **asdict(made)},
            [f"Made {grouped(made.developers)} developers in {grouped(made.cohorts)} cohorts, "
             f"{grouped(made.startups)} startups and {grouped(made.grants)} grants. All are invented."],
        )  # fmt: skip


def search(
    context: typer.Context,
    text: Annotated[str, typer.Argument(help="A few letters of a name, digits of a phone, a code ...")],
    limit: Annotated[int, typer.Option(min=1, max=1000, help="How many of each kind at most.")] = 20,
) -> None:
    """Find developers, cohorts, startups and resources."""
    call: Call = context.obj
    from skilling.services import records

    with call.desk() as desk:
        hits = desk.read(records.search, text, limit)
    call.answer(
        {"hits": [{"kind": hit.noun, "id": hit.id, "label": hit.label} for hit in hits]},
        [f"{hit.noun:10} {hit.id:>8}  {hit.label}" for hit in hits] or ["Nothing found. Try fewer letters."],
    )


def export(
    context: typer.Context,
    noun: Annotated[str, typer.Argument(help="developers, cohorts, enrolments, startups, resources, grants ...")],
    output: Annotated[Path, typer.Option("-o", "--output", help="An .xlsx or .csv file.")],
    view: Annotated[str | None, typer.Option(help="A saved view; without it all records.")] = None,
) -> None:
    """Write the rows of a view to Excel or CSV."""
    call: Call = context.obj
    from skilling.domain.queries import Query
    from skilling.reports import rows
    from skilling.services import savedviews
    from skilling.services.views import LISTED, listing

    if noun not in LISTED:
        raise typer.BadParameter(f"There is no list '{noun}'. Choose one of: {', '.join(LISTED)}.")
    with call.desk() as desk:
        query, columns = Query(), None
        if view is not None:
            found = desk.read(savedviews.find, noun, view)
            query, columns = found.query, found.shown or None
        count = desk.read(rows.export_listing, listing(noun), query, columns, output, call.progress)
    call.answer({"file": str(output), "rows": count}, [f"Wrote {grouped(count)} {noun} to {output}."])


def create_cohort(
    context: typer.Context,
    code: Annotated[str, typer.Argument(help="Such as BLR-2026-A.")],
    name: Annotated[str | None, typer.Option(help="What it is called, beside its code.")] = None,
    seats: Annotated[int | None, typer.Option(min=1, help="How many can join; without it anybody can.")] = None,
    starts_on: Annotated[str | None, typer.Option(help="Day first: 05/09/2026.")] = None,
    ends_on: Annotated[str | None, typer.Option(help="Day first: 30/11/2026.")] = None,
    programme: Annotated[str | None, typer.Option(help="Code of its programme; needed where there are several.")] = None,
    opened: Annotated[bool, typer.Option("--open/--draft", help="Open it for enrolment at once.")] = True,
) -> None:
    """Make a cohort by hand."""
    call: Call = context.obj
    from skilling.services import cohorts, programmes

    given = {"code": code, "name": name, "seats": seats, "starts_on": starts_on, "ends_on": ends_on}
    with call.desk() as desk:
        values = {name: value for name, value in given.items() if value is not None}
        values["programme_id"] = desk.read(programmes.chosen, programme)
        done = desk.change(call.actor, "cohort.created", cohorts.create, values)
        if opened:
            desk.change(call.actor, "cohort.moved", cohorts.step, done.value, "open")
    call.answer({"cohort": done.value, "code": code}, [f"Made cohort {code}."])


def step_cohort(
    context: typer.Context,
    code: Annotated[str, typer.Argument(help="Such as BLR-2026-A.")],
    to: Annotated[str, typer.Argument(help="open, running, closed, archived or cancelled")],
) -> None:
    """Move a cohort to its next status."""
    call: Call = context.obj
    from skilling.services import cohorts

    with call.desk() as desk:
        cohort_id = desk.read(cohorts.by_code, code)
        if cohort_id is None:
            raise Refused("cohort", f"There is no cohort {code}. Make it with: cohorts create {code}")
        desk.change(call.actor, "cohort.moved", cohorts.step, cohort_id, to)
    call.answer({"cohort": cohort_id, "code": code, "status": to}, [f"Cohort {code} is now {to}."])
