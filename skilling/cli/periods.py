"""Commands on report periods: status, waive, lock, unlock, submit, restate, verify; refuses nothing that reports do not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from skilling.cli.call import Call
from skilling.cli.words import FromProgramme, InLanguage, Profile, day_given, programme_given

if TYPE_CHECKING:
    from skilling.domain.periods import Named
    from skilling.services.desk import Desk
    from skilling.services.periods import PeriodRow

_PERIOD = Annotated[str, typer.Argument(help="2026-27, 2026-27-Q2 or 2026-10.")]
_PROFILE = Annotated[Profile, typer.Option(help="Whom the pack is for.")]


def register(report: typer.Typer) -> None:
    """Adds the commands to those on reports."""
    report.command("status")(status)
    report.command("lock")(lock)
    report.command("unlock")(unlock)
    report.command("waive")(waive)
    report.command("submit")(submit)
    report.command("restate")(restate)
    report.command("verify")(verify)


def status(
    context: typer.Context,
    period: Annotated[str | None, typer.Argument(help="2026-27, 2026-27-Q2 or 2026-10; all on record without.")] = None,
    profile: _PROFILE = Profile.ministry,
    programme: FromProgramme = None,
) -> None:
    """How far periods are: open, draft, locked, submitted or restated; for one, also its quality."""
    call: Call = context.obj
    from skilling.domain import periods as rules
    from skilling.reports import quality
    from skilling.reports.scope import scope_of
    from skilling.services import periods

    today = _today()
    with call.desk() as desk:
        if period is None:
            found, findings = desk.read(periods.rows, today), []
        else:
            named = rules.named(period)
            of = programme_given(desk, programme, profile)
            found = [desk.read(periods.row, named, profile.value, today, of)]
            begun = named.period.start <= today
            scope = scope_of(named.period, today, programme_id=of) if begun else None
            findings = desk.read_figures(quality.findings, scope, today) if scope else []
    gate = [
        {
            "code": each.rule.code, "rule": each.rule.words.en, "open": each.found, "share": each.share and round(each.share, 1),
            "limit": each.rule.borne, "above": each.above,
            "waived": {"by": each.waiver.actor, "until": each.waiver.until, "reason": each.waiver.reason} if each.waiver else None,
        }
        for each in findings
    ]  # fmt: skip
    said = [_sentence(each) for each in found] or ["No period was worked on yet."]
    said += [f"{each.sentence}{'' if each.waiver is None else ' Waived.'}" for each in findings if each.above]
    call.answer({"periods": [asdict(each) for each in found], "quality": gate}, said)


def lock(
    context: typer.Context,
    period: _PERIOD,
    profile: _PROFILE = Profile.ministry,
    language: Annotated[InLanguage, typer.Option(help="Of the frozen pack's headings.")] = InLanguage.both,
    programme: FromProgramme = None,
) -> None:
    """Freeze the figures of a period; refused above the limits of quality that nobody waived."""
    call: Call = context.obj
    from skilling.reports.periods import freezing

    with _named(call, period, profile, programme) as (desk, named, of):
        done = freezing.freeze(desk, call.actor, named, _today(), profile.value, language.value, of)
    frozen = done.value
    said: dict[str, Any] = {
        "period": named.name, "state": "locked", "as_on": frozen.as_on, "report": frozen.report,
        "data_hash": frozen.data_hash, "sha256": frozen.sha256, "draft": frozen.draft, "change": done.change_id,
    }  # fmt: skip
    call.answer(
        said,
        [
            f"Locked {named.period.label}: its figures are frozen as on {said['as_on']:%d.%m.%Y}.",
            *(["A check does not agree: the frozen pack is marked DRAFT. See its last sheet."] if said["draft"] else []),
        ],
    )


def unlock(
    context: typer.Context,
    period: _PERIOD,
    reason: Annotated[str, typer.Option(help="Why; shown in History.")] = "",
    profile: _PROFILE = Profile.ministry,
    programme: FromProgramme = None,
) -> None:
    """Make a locked period a draft again."""
    call: Call = context.obj
    from skilling.services import periods

    with _named(call, period, profile, programme) as (desk, named, of):
        done = desk.change(call.actor, "report.unlocked", periods.unlock, named, profile.value, reason, of)
    call.answer({"period": named.name, "state": "draft", "change": done.change_id}, [f"{done.sentence}."])


def waive(
    context: typer.Context,
    code: Annotated[str, typer.Argument(help="Of the rule, such as DQ002.")],
    reason: Annotated[str, typer.Option(help="Why it is borne; stands on the sheet Quality.")] = "",
    until: Annotated[str | None, typer.Option(help="The last day on which it is; the end of next month without.")] = None,
) -> None:
    """Bear a rule of quality above its limit until a day."""
    call: Call = context.obj
    from skilling.domain.calendar import month, month_of
    from skilling.reports import quality
    from skilling.services import periods

    today = _today()
    rule = quality.rule_named(code)
    last = day_given(until, "--until") or month(month_of(date(today.year + today.month // 12, today.month % 12 + 1, 1))).end
    with call.desk() as desk:
        done = desk.change(call.actor, "report.waived", periods.waive, rule.code, reason, last, today)
    call.answer({"code": rule.code, "until": last, "change": done.change_id}, [f"{done.sentence}."])


def submit(
    context: typer.Context,
    period: _PERIOD,
    file: Annotated[Path | None, typer.Argument(help="The frozen workbook that is handed over.")] = None,
    out: Annotated[Path | None, typer.Option("-o", "--out", "--output", help="Or: write it there.")] = None,
    reference: Annotated[str | None, typer.Option(help="Number of the covering letter.")] = None,
    signature: Annotated[Path | None, typer.Option(help="A detached signature file; kept by its hash, not judged.")] = None,
    profile: _PROFILE = Profile.ministry,
    programme: FromProgramme = None,
) -> None:
    """Hand a locked period over; its workbook is known by its SHA-256 from then on."""
    call: Call = context.obj
    from skilling.reports.periods import handing

    with _named(call, period, profile, programme) as (desk, named, of):
        done = handing.submit(desk, call.actor, named, profile.value, file, out, reference, signature, of)
    call.answer(
        asdict(done) | {"state": "submitted", "reference": reference, "change": done.change_id},
        [f"Submitted {named.period.label} as {done.file}.", f"SHA-256 {done.sha256}"],
    )


def restate(
    context: typer.Context,
    period: _PERIOD,
    output: Annotated[Path | None, typer.Option("-o", "--out", "--output", help="The workbook to write.")] = None,
    language: Annotated[InLanguage, typer.Option(help="Of the headings; English is always there.")] = InLanguage.both,
    profile: _PROFILE = Profile.ministry,
    programme: FromProgramme = None,
) -> None:
    """Account for what moved since a period was submitted; with -o, write the restated pack."""
    call: Call = context.obj
    from skilling.reports.periods import restating

    with _named(call, period, profile, programme) as (desk, named, of):
        if output is None or profile is not Profile.ministry:
            done = desk.read_figures(restating.account, named, _today(), profile.value, of)
        else:
            done = restating.restate(desk, call.actor, named, output, _today(), language.value, of)
    cells = [asdict(each) | {"difference": each.difference} for each in done.cells]
    said = [f"{e.sheet} {e.cell} ({e.row}; {e.column}): {e.submitted} -> {e.now}. {e.cause}." for e in done.cells]
    call.answer(
        {"period": named.name, "cells": cells, "file": done.file, "sha256": done.sha256, "report": done.report},
        [*(said or ["Nil: nothing moved."]), *([f"Wrote {done.file}."] if done.file else [])],
    )


def verify(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="A workbook, under whatever name.")],
    signature: Annotated[Path | None, typer.Option(help="The signature file that came with it.")] = None,
) -> None:
    """Say whether a workbook is, byte for byte, one that was handed over. Signatures are compared by their hash only."""
    call: Call = context.obj
    from skilling.domain import periods as rules
    from skilling.reports.periods import handing

    with call.desk() as desk:
        found = desk.read(handing.verify, file, signature)
    if found.submitted:
        label = rules.named(found.period).period.label
        said = [f"{found.file} is the {found.kind} of {label}, handed over by {found.actor} on {found.at:%d.%m.%Y}."]
        if found.signature_matches is not None:
            same = "is" if found.signature_matches else "is not"
            said.append(f"The signature file {same} the one that was kept. Whether it is valid was not judged.")
    else:
        said = [f"{found.file} is no workbook that was handed over from this database, or it was saved again since."]
    call.answer(asdict(found), said)


@contextmanager
def _named(call: Call, period: str, profile: Profile, programme: str | None) -> Iterator[tuple[Desk, Named, int | None]]:
    """The desk, the period that was named, and the programme that it is of, if it is of one."""
    from skilling.domain import periods as rules

    named = rules.named(period)
    with call.desk() as desk:
        yield desk, named, programme_given(desk, programme, profile)


def _sentence(row: PeriodRow) -> str:
    of = f" of {row.programme}" if row.programme else ""
    parts = [f"{row.label}{of} ({row.profile}): {row.state}"]
    if row.as_on is not None and row.locked_at is not None:
        parts.append(f"figures as on {row.as_on:%d.%m.%Y}, locked on {row.locked_at:%d.%m.%Y}")
    if row.submitted_at is not None:
        parts.append(f"submitted on {row.submitted_at:%d.%m.%Y} by {row.submitted_by}")
    return f"{', '.join(parts)}."


def _today() -> date:
    from skilling.domain.calendar import day_in_india

    return day_in_india(datetime.now(UTC))
