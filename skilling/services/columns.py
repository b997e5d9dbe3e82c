"""What a list of records can show, sort and filter by, derived from the declared fields; refuses to declare a field
again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Table, func, select

from skilling.database.tables import (
    RECORDS,
    Cohort,
    CohortResource,
    Developer,
    District,
    Enrolment,
    Founder,
    ImportRow,
    ImportRun,
    Record,
    Resource,
    State,
    table_of,
)
from skilling.database.tallying import counts
from skilling.domain.fields import NUMERIC, Choice, Field, Kind
from skilling.domain.fieldsets import Noun
from skilling.domain.languages import choices_of
from skilling.domain.lists import ENROLMENT_STATUSES
from skilling.domain.nouns import noun_named

__all__ = ["ListColumn", "columns_of", "table_of"]


@dataclass(frozen=True)
class ListColumn:
    """One column: its words for people, and how storage answers for it."""

    name: str
    label: str
    hindi: str
    kind: str
    width: int
    choices: tuple[Choice, ...]
    listed: bool
    sortable: bool
    filterable: bool
    value: Any  # what filters compare and facets count: the stored value, an id for places and links
    shown: Any  # what a cell shows
    ordered: Any  # what sorting compares
    join: tuple[FromClause, Any] | None = None  # table that `shown` needs, and on what
    editable: bool = False
    among: Callable[[Sequence[Any]], ColumnElement[bool]] | None = None  # what "is any of" means, where not `value`

    @property
    def align_right(self) -> bool:
        return self.kind in NUMERIC


def columns_of(noun: Noun, table: Table) -> tuple[ListColumn, ...]:
    """The declared fields in their order, then what the noun adds by looking at other records."""
    own = [_declared(field, table) for field in noun.fields]
    return tuple(own) + tuple(make(table) for make in _ADDED.get(noun.name, ()))


def _declared(field: Field, table: Table) -> ListColumn:
    stored = table.c[field.attribute]
    shown: Any = stored
    ordered: Any = stored
    join: tuple[FromClause, Any] | None = None
    if field.kind in (Kind.STATE, Kind.DISTRICT):
        place = table_of(State if field.kind is Kind.STATE else District).alias(f"{field.attribute}_place")
        shown = ordered = place.c.name
        join = (place, place.c.id == stored)
    elif field.kind is Kind.LINK:
        other = RECORDS[field.link]
        linked = table_of(other).alias(f"{field.attribute}_link")
        shown = linked.c[noun_named(field.link).title]
        ordered = func.lower(shown)
        join = (linked, linked.c.id == stored)
    elif field.kind in (Kind.TEXT, Kind.NAME, Kind.EMAIL, Kind.CODE, Kind.URL):
        ordered = func.lower(stored)
    return ListColumn(
        field.name, field.label, field.hindi, field.kind.value, field.width, choices_of(field), field.listed,
        sortable=True, filterable=True, value=stored, shown=shown, ordered=ordered, join=join,
        editable=field.editable and field.kind not in (Kind.LINK, Kind.STATE, Kind.DISTRICT),
    )  # fmt: skip


def _counted(name: str, label: str, hindi: str, count: Callable[[Table], Any]) -> Callable[[Table], ListColumn]:
    def make(table: Table) -> ListColumn:
        number = count(table)
        return ListColumn(
            name, label, hindi, Kind.WHOLE.value, 100, (), True, sortable=True, filterable=True,
            value=number, shown=number, ordered=number,
        )  # fmt: skip

    return make


def _count_of(record: type[Record], link: str, **far: type[Record]) -> Callable[[Table], Any]:
    """How many living records point here; `far` names their other links, whose records must not be taken away either."""

    def count(table: Table) -> Any:
        other = table_of(record)
        gone = {name: table_of(to) for name, to in far.items()}
        return _number_of(table, other.c[link], other.c.archived_at.is_(None), *(
            other.c[name].not_in(select(to.c.id).where(to.c.archived_at.is_not(None))) for name, to in gone.items()
        ))  # fmt: skip

    return count


def _enrolled(table: Table) -> Any:
    """How many enrolments of a cohort reached the milestone of that name: the figure of the ministry's workbook."""
    enrolment = table_of(Enrolment)
    return _number_of(table, enrolment.c.cohort_id, counts(), enrolment.c.enrolled_on.is_not(None))


def _number_of(table: Table, link: ColumnElement[Any], *conditions: ColumnElement[bool]) -> Any:
    return select(func.count(link)).where(link == table.c.id, *conditions).correlate(table).scalar_subquery()


def _latest(table: Table, wanted: Any, *froms: Any) -> Any:
    """A value of the developer's newest enrolment."""
    enrolment = table_of(Enrolment)
    query = select(wanted).select_from(enrolment)
    for other, on in froms:
        query = query.join(other, on)
    return (
        query.where(enrolment.c.developer_id == table.c.id, enrolment.c.archived_at.is_(None))
        .order_by(enrolment.c.id.desc())
        .limit(1)
        .correlate(table)
        .scalar_subquery()
    )


def _latest_cohort(table: Table) -> ListColumn:
    cohort, enrolment = table_of(Cohort), table_of(Enrolment)
    code = _latest(table, cohort.c.code, (cohort, cohort.c.id == enrolment.c.cohort_id))

    def among(codes: Sequence[Any]) -> ColumnElement[bool]:
        # Who was in the cohort belongs to its list, also when a newer cohort stands in the cell.
        held = enrolment.join(cohort, cohort.c.id == enrolment.c.cohort_id)
        return table.c.id.in_(
            select(enrolment.c.developer_id).select_from(held).where(cohort.c.code.in_(codes), enrolment.c.archived_at.is_(None))
        )

    return ListColumn(
        "cohort", "Cohort", "कोहोर्ट", Kind.CODE.value, 130, (), True, sortable=True, filterable=True,
        value=code, shown=code, ordered=code, among=among,
    )  # fmt: skip


def _latest_status(table: Table) -> ListColumn:
    status = _latest(table, table_of(Enrolment).c.status)
    return ListColumn(
        "status", "Status", "स्थिति", Kind.CHOICE.value, 120, ENROLMENT_STATUSES, True, sortable=True, filterable=True,
        value=status, shown=status, ordered=status,
    )  # fmt: skip


def _import(table: Table) -> ListColumn:
    """The import that brought a record; asked for one, also the records that it only changed or found as they were."""
    run, row = table_of(ImportRun).alias("import_run"), table_of(ImportRow)

    def among(runs: Sequence[Any]) -> ColumnElement[bool]:
        return table.c.id.in_(select(row.c.record_id).where(row.c.run_id.in_(runs), row.c.record_id.is_not(None)))

    return ListColumn(
        "import", "Import", "आयात", Kind.LINK.value, 150, (), False, sortable=True, filterable=True,
        value=table.c.run_id, shown=run.c.file_name, ordered=table.c.run_id, join=(run, run.c.id == table.c.run_id), among=among,
    )  # fmt: skip


_ADDED: dict[str, Sequence[Callable[[Table], ListColumn]]] = {
    "developer": (_latest_cohort, _latest_status, _import),
    "cohort": (
        _counted("enrolled", "Enrolled", "नामांकित", _enrolled),
        _counted("resources", "Resources", "संसाधन", _count_of(CohortResource, "cohort_id", resource_id=Resource)),
    ),
    "startup": (
        _counted("founders", "Founders", "संस्थापक", _count_of(Founder, "startup_id", developer_id=Developer)),
        _import,
    ),
    "resource": (
        _counted("cohorts", "Cohorts", "कोहोर्ट", _count_of(CohortResource, "resource_id", cohort_id=Cohort)),
        _import,
    ),
    "institution": (_counted("developers", "Developers", "डेवलपर", _count_of(Developer, "institution_id")), _import),
    "grant": (_import,),
}
