"""What a person should be told of a plan as a whole: what would be made, what was assumed; decides nothing."""

from __future__ import annotations

from collections.abc import Iterator

from skilling.domain.calendar import IST
from skilling.domain.money import numbered
from skilling.domain.problems import Severity
from skilling.domain.text import first_few
from skilling.importing.columns.manyrows import further_people
from skilling.importing.columns.targets import EXTRA
from skilling.importing.planning.plan import SKIPPED, IssueCard, Plan


def notices_of(plan: Plan) -> Iterator[IssueCard]:
    """Cards for the list as a whole: warnings, never errors."""
    yield from _new_cohorts(plan)
    yield from _new_institutions(plan)
    yield from _further_people(plan)
    if plan.joins.filled_in:
        yield IssueCard(
            "steps-filled-in",
            _source(plan, "enrolment.status"),
            "enrolment.status",
            Severity.WARNING,
            "The earlier steps of these new enrolments (enrolled, active) are entered on the same day as the status that the "
            "list gives, because the list does not say when they happened.",
            _numbers(plan, plan.joins.filled_in),
        )
    if plan.joins.passed_over:
        yield IssueCard(
            "status-kept",
            _source(plan, "enrolment.status"),
            "enrolment.status",
            Severity.WARNING,
            "These people are in the cohort already with another status, which is kept. Let the list win ('update') to take the "
            "steps that the list gives.",
            _numbers(plan, plan.joins.passed_over),
        )
    if plan.earlier is not None:
        day = plan.earlier.at.astimezone(IST)
        said = "This file was" if plan.earlier.same_file else "An earlier version of this list was"
        tail = "" if plan.earlier.same_file else " To take over what changed since, let the list win ('update')."
        yield IssueCard(
            "same-file" if plan.earlier.same_file else "newer-version",
            "",
            "",
            Severity.WARNING,
            f"{said} imported on {day.day} {day:%B %Y} by {plan.earlier.actor} (import {plan.earlier.run}).{tail}",
            (),
        )


def _new_cohorts(plan: Plan) -> Iterator[IssueCard]:
    joining: dict[int, list[int]] = {}
    for row, place in zip(plan.joins.rows, plan.joins.places, strict=True):
        joining.setdefault(place, []).append(row)
    for place, rows in sorted(joining.items()):
        cohort = plan.cohorts[place]
        if cohort.is_new:
            yield IssueCard(
                "cohort-new",
                _source(plan, "cohort.code"),
                "cohort.code",
                Severity.WARNING,
                f"Cohort {cohort.code} does not exist yet and will be made.",
                _numbers(plan, rows),
            )


def _further_people(plan: Plan) -> Iterator[IssueCard]:
    beside = [column.source for column in plan.columns if column.field and column.field.startswith(EXTRA)]
    named = further_people(beside) if plan.about.scored else []
    if named:
        shown = first_few([f"'{source}'" for source in named])
        yield IssueCard(
            "further-people",
            named[0],
            "",
            Severity.WARNING,
            f"Each row names further people ({shown}). They are kept beside the row, but not recorded: to enrol them, too, give "
            "everyone a row of their own.",
            tuple(plan.numbers),
        )


def _new_institutions(plan: Plan) -> Iterator[IssueCard]:
    names = plan.institutions.names
    if not names:
        return
    ids = plan.values.get("developer.institution", ())
    rows = [position for position, key in enumerate(ids) if key is not None and key >= plan.institutions.first]
    yield IssueCard(
        "institution-new",
        _source(plan, "developer.institution"),
        "developer.institution",
        Severity.NOTE,
        f"{numbered(len(names), 'institution')} not on record yet, to be added: {first_few(names)}.",
        _numbers(plan, rows),
    )


def assumptions_of(plan: Plan) -> Iterator[str]:
    """What was taken for granted, in sentences."""
    hidden = [at for at, number in enumerate(plan.numbers) if number in plan.place.hidden] if plan.place.hidden else []
    left_out = sum(plan.outcomes[at] == SKIPPED for at in hidden)
    if len(hidden) > left_out:
        yield f"Hidden by a filter in the sheet, and taken as part of the list: {numbered(len(hidden) - left_out, 'row')}."
    if left_out:
        yield f"Hidden by a filter in the sheet, and left out: {numbered(left_out, 'row')}."
    statuses, days = plan.values.get("enrolment.status"), plan.values.get("enrolment.effective_on")
    if statuses is not None and plan.joins.rows:
        undated = sum(statuses[row] is not None and (days is None or days[row] is None) for row in plan.joins.touched)
        if undated:
            yield f"{numbered(undated, 'row')} with a status but no day for it: {plan.today:%d %b %Y} is taken."


def _numbers(plan: Plan, positions: list[int]) -> tuple[int, ...]:
    return tuple(plan.numbers[position] for position in positions)


def _source(plan: Plan, name: str) -> str:
    return next((column.source for column in plan.columns if column.field == name), "")
