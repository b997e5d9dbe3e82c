"""What words of a list point to: institutions by name, holders of grants; refuses to guess between two."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import select
from sqlmodel import Session

from skilling.database import dialects
from skilling.database.tables import Developer, Institution, Startup, table_of
from skilling.domain.text import key
from skilling.importing.planning.lists import company_key
from skilling.importing.planning.plan import NewInstitutions

INSTITUTION: Final = "developer.institution"


@dataclass
class Linked:
    """Ids by position, what the ids are called, and what is not in the register yet."""

    ids: list[int | None]
    words: dict[int, str] = field(default_factory=dict)
    new: NewInstitutions = field(default_factory=NewInstitutions)
    rows_of_new: dict[int, list[int]] = field(default_factory=dict)  # positions by the id that a new one would get


def institutions(
    session: Session, names: Sequence[str | None], states: Sequence[int | None] | None, rows: Collection[int]
) -> Linked:
    """The institutions that the rows name. Names that only other rows have make no institution.

    Of several institutions of one name, the one in the row's state is meant, else the first.
    """
    table = table_of(Institution)
    known: dict[str, list[tuple[int, int | None, str]]] = {}
    for row in session.execute(select(table.c.id, table.c.state_id, table.c.name).where(table.c.archived_at.is_(None))):
        known.setdefault(key(row.name), []).append((int(row.id), row.state_id, row.name))
    linked = Linked([None] * len(names))
    first = dialects.next_key(session.connection(), table)
    made: dict[str, int] = {}
    written: list[str] = []
    for position in rows:
        name = names[position]
        if name is None:
            continue
        said = key(name)
        same = known.get(said)
        if same:
            state = states[position] if states is not None else None
            found = next((each for each in same if state is not None and each[1] == state), same[0])
            linked.ids[position] = found[0]
            linked.words[found[0]] = found[2]
            continue
        if said not in made:
            made[said] = first + len(written)
            written.append(name)
            linked.words[made[said]] = name
        linked.ids[position] = made[said]
        linked.rows_of_new.setdefault(made[said], []).append(position)
    linked.new = NewInstitutions(first, tuple(written))
    return linked


class Holders:
    """Who in the register holds a grant: developers by phone, e-mail or name, startups by CIN or name."""

    def __init__(self, session: Session) -> None:
        people, companies = table_of(Developer), table_of(Startup)
        self._under: dict[tuple[str, str], set[tuple[str, int]]] = {}
        for row in session.execute(
            select(people.c.id, people.c.full_name, people.c.mobile, people.c.email).where(people.c.archived_at.is_(None))
        ):
            self._enter("developer", row.id, full_name=key(row.full_name), mobile=row.mobile, email=row.email)
        for row in session.execute(
            select(companies.c.id, companies.c.legal_name, companies.c.cin).where(companies.c.archived_at.is_(None))
        ):
            self._enter("startup", row.id, legal_name=company_key(row.legal_name), cin=row.cin)

    def _enter(self, noun: str, record: int, **said: str | None) -> None:
        for name, value in said.items():
            if value:
                self._under.setdefault((f"{noun}.{name}", value), set()).add((noun, int(record)))

    def find(self, said: dict[str, Any]) -> tuple[str, int] | str:
        """The holder that a row names by public field names; a sentence where there is none or more than one."""
        compared = {
            name: key(value) if name == "developer.full_name" else company_key(value) if name == "startup.legal_name" else value
            for name, value in said.items()
            if value is not None
        }
        if not compared:
            return "It does not say who the grant is for. Add a column with the phone, e-mail or CIN of the holder."
        found: set[tuple[str, int]] | None = None
        for name in ("startup.cin", "developer.mobile", "developer.email", "startup.legal_name", "developer.full_name"):
            if name not in compared:
                continue
            under = self._under.get((name, compared[name]), set())
            narrowed = under if found is None else found & under
            found = narrowed or found
            if found and len(found) == 1:
                return next(iter(found))
        if not found:
            return "Whoever the grant is for is not in the register. Import the developers or startups first."
        return "Several in the register fit the holder of this grant. Add their phone, e-mail or CIN to the row."
