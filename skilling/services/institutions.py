"""Institutions: making and editing the colleges, partners and offices; refuses to take away one that others point to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import func, select

from skilling.database.changes import Change
from skilling.database.tables import Cohort, Developer, Institution, table_of
from skilling.domain.problems import Refused
from skilling.services import records


def create(change: Change, given: Mapping[str, object]) -> int:
    """A new institution from a form's or a program's values."""
    return records.create(change, "institution", given)


def edit(change: Change, institution_id: int, given: Mapping[str, object], version: int | None = None) -> None:
    """New values for an institution."""
    records.edit(change, "institution", institution_id, given, version)


def archive(change: Change, institution_ids: Sequence[int]) -> int:
    """Takes institutions away; Refused where developers or cohorts belong to one."""
    for institution_id in institution_ids:
        institution = change.get(Institution, institution_id)
        held = sum(
            int(
                change.session.execute(
                    select(func.count())
                    .select_from(table)
                    .where(table.c.institution_id == institution_id, table.c.archived_at.is_(None))
                ).scalar_one()
            )
            for table in (table_of(Developer), table_of(Cohort))
        )
        if held:
            raise Refused(
                "institution-used",
                f"{institution.name} has developers or cohorts ({held}). Give them another institution first.",
            )
    return records.archive(change, "institution", institution_ids)
