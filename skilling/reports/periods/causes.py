"""Why a figure moved since it was frozen: the changes that took a record behind it in or out; refuses to blame a change
that did not.

A record, or a person, is in the difference of a figure where it stood behind it when the figure was frozen and not now, or now
and not then. Of the changes that touched it, those are named at which it came or went (`lives` has what it was between them).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from sqlalchemy import select
from sqlmodel import Session

from skilling.database import dialects
from skilling.database.tables import RECORDS, ChangeEntry, Founder, table_of
from skilling.domain.calendar import day_in_india
from skilling.domain.money import grouped, numbered
from skilling.reports import knowledge
from skilling.reports.figures import Question, records
from skilling.reports.knowledge import Later, Name
from skilling.reports.measures import Kind
from skilling.reports.periods.lives import Lives, lives
from skilling.reports.periods.membership import of_enrolment, of_person
from skilling.reports.scope import Scope
from skilling.services.sentences import sentence

_NAMED: Final = 3  # changes told in words in one cell; the numbers of the others follow, and all stand in the list below
_OF_PERSONS: Final = frozenset({"persons", "persons_again", "persons_again_by_district", "new_persons", "further"})


@dataclass
class Since:
    """Everything that was changed after a change, and what it did to figures."""

    session: Session
    later: Later
    _lives: Lives | None = None
    _then: dict[Scope, Scope] = field(default_factory=dict)

    @property
    def nothing(self) -> bool:
        return self.later.nothing

    def movers(self, scope: Scope, question: Question) -> tuple[int, ...]:
        """The numbers of the changes that moved a figure, in order; empty where none of them did."""
        found = {change for asked in _parts(question) for change in self._movers(scope, asked)}
        return tuple(sorted(found & self.later.changes.keys()))

    def said(self, numbers: Sequence[int]) -> str:
        """These changes in a sentence each; of many, only the numbers."""
        told = "; ".join(self.told(number) for number in numbers[:_NAMED])
        rest = numbers[_NAMED:]
        return f"{told}; and {numbered(len(rest), 'more change')}: {_runs(rest)}" if rest else told

    def told(self, number: int) -> str:
        entry = self.entry(number)
        return (
            f"{sentence(entry.action, entry.facts)} ({entry.actor}, {day_in_india(entry.at):%d.%m.%Y}, change {grouped(number)})"
        )

    def entry(self, number: int) -> ChangeEntry:
        return self.later.changes[number]

    def _movers(self, scope: Scope, question: Question) -> Iterator[int]:
        measure = question.declared
        if measure.again_of and measure.of == "cohort":
            for row in self._rows_of(scope, question):
                yield from self._of_records(scope, row)
        elif measure.facts.name not in ("enrolments", "ranked_enrolments") or measure.of == "cohort":
            yield from self._of_records(scope, question)
        elif measure.name in _OF_PERSONS:
            for stretches in self._known_lives().persons:
                yield from _moved([(c, of_person(b, scope, question), of_person(a, scope, question)) for c, b, a in stretches])
        else:
            for spans in self._known_lives().enrolments:
                yield from _moved([(c, of_enrolment(b, scope, question), of_enrolment(a, scope, question)) for c, b, a in spans])

    def _known_lives(self) -> Lives:
        if self._lives is None:
            self._lives = lives(self.session, self.later)
        return self._lives

    def _rows_of(self, scope: Scope, question: Question) -> list[Question]:
        """Of what is counted again from row to row: the question of each row that a touched enrolment stands in, or stood in."""
        measure = question.declared
        spans = (row for spans in self._known_lives().enrolments for _, before, after in spans for row in (before, after))
        rows = {part for row in spans if isinstance(part := of_enrolment(row, scope, question), tuple)}
        return [
            replace(question, measure=measure.again_of, where=(*question.where, *zip(measure.across, row, strict=True)))
            for row in sorted(rows, key=repr)
        ]

    def _of_records(self, scope: Scope, question: Question) -> Iterator[int]:
        """Of other records than enrolments: whatever touched those in the difference, or what hangs on them."""
        then_scope = self._then.setdefault(scope, knowledge.told_after(self.session, scope, self.later.after))
        then, now = (set(records(self.session, each, question)) for each in (then_scope, scope))
        noun = question.declared.lists
        different = then ^ now
        if question.declared.kind is Kind.SUM:  # the same records may come to another amount
            different |= {record for record in then & now if (noun, record) in self.later.touched}
        for name in self._hanging_on(noun, different):
            yield from self.later.by(*name)

    def _hanging_on(self, noun: str, ids: set[int]) -> set[Name]:
        near: set[Name] = {(noun, record) for record in ids}
        if not ids:
            return near
        link = f"{noun}_id"
        for name, touches in self.later.touched.items():
            if any((touch.before or {}).get(link) in ids or (touch.after or {}).get(link) in ids for touch in touches):
                near.add(name)
        for kind, touched in self._linked(link, ids):
            near.add((kind, touched))
        return near

    def _linked(self, link: str, ids: set[int]) -> Iterator[Name]:
        """Touched records that point at these today, and the founders of startups among them."""
        given = dialects.one_column(self.session.connection(), sorted(ids))
        for kind, model in RECORDS.items():
            column = table_of(model).c.get(link)
            if column is None or not self.later.ids(kind):
                continue
            key = table_of(model).c.id
            for record in self.session.execute(select(key).join(given, given.c.value == column)).scalars():
                if (kind, record) in self.later.touched:
                    yield kind, record
        if link == "startup_id":
            founder = table_of(Founder).c
            wanted = select(founder.developer_id).join(given, given.c.value == founder.startup_id)
            yield from (("developer", person) for person in self.session.execute(wanted).scalars())


def since(session: Session, change_id: int) -> Since:
    """What was changed after a change, the moves of report periods left out."""
    return Since(session, knowledge.later(session, change_id))


def _parts(question: Question) -> Sequence[Question]:
    if not question.per:
        return (question,)
    plain = replace(question, per="")
    return plain, replace(plain, measure=question.per)


def _moved(stretches: Sequence[tuple[int, Any, Any]]) -> Iterator[int]:
    """The changes at which something came to a figure or went, where in the end it is not what it was."""
    if stretches and stretches[0][1] != stretches[-1][2]:
        yield from (change for change, before, after in stretches if before != after)


def _runs(numbers: Sequence[int]) -> str:
    """'12, 15–17': numbers that follow each other are put together."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1] = [runs[-1][0], number]
        else:
            runs.append([number])
    return ", ".join("–".join(map(grouped, run)) for run in runs)
