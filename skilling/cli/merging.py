"""Commands on two records of one person: merge, unmerge; refuses nothing that the services do not."""

from __future__ import annotations

from typing import Annotated

import typer

from skilling.cli.call import Call
from skilling.domain.money import numbered


def register(app: typer.Typer) -> None:
    """Adds the commands of this room."""
    app.command("merge")(merge)
    app.command("unmerge")(unmerge)


def merge(
    context: typer.Context,
    survivor: Annotated[int, typer.Argument(metavar="A", help="Number of the developer who stays.")],
    other: Annotated[int, typer.Argument(metavar="B", help="Number of the developer who becomes one with A.")],
    take: Annotated[
        list[str] | None, typer.Option(metavar="FIELD", help="Keep B's value of this field, such as mobile; once for each field.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would happen.")] = False,
) -> None:
    """Make two developers one: A's values stay, B's fill what is blank; nothing is lost."""
    call: Call = context.obj
    from skilling.services import mergeplan, merging

    choices = dict.fromkeys(take or (), "other")
    number = None
    with call.desk() as desk:
        if dry_run:
            plan = desk.read(mergeplan.plan, survivor, other, choices)
        else:
            done = desk.change(call.actor, merging.MERGED, merging.merge, survivor, other, choices)
            plan, number = done.value, done.change_id
    said = "Nothing was changed." if dry_run else f"Merged. Take it back with: unmerge {other}"
    call.answer(plan.as_plain() | {"change": number}, [*plan.sentences(), said])


def unmerge(
    context: typer.Context,
    developer: Annotated[int, typer.Argument(metavar="ID", help="Number of the developer who was merged away.")],
) -> None:
    """Take a merge back: both stand again; what happened since stays where it belongs."""
    call: Call = context.obj
    from skilling.services import duplicates, history

    with call.desk() as desk:
        done = desk.change(call.actor, history.TAKEN_BACK, duplicates.unmerge, developer)
    parted = done.value
    back = ", ".join(numbered(count, noun) for noun, count in parted.back.items() if count)
    went = f" {back} went back to {parted.other_name}." if back else ""
    call.answer(
        parted.as_plain() | {"change": done.change_id},
        [
            f"{parted.survivor_name} ({parted.survivor}) and {parted.other_name} ({parted.other}) are two records again.{went}",
            *parted.stays,
        ],
    )
