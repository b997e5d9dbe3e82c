"""What becomes of every row: new, update, same, review, error or skipped; refuses to leave a row out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlmodel import Session

from skilling.database import sets
from skilling.database.tables import RECORDS, table_of
from skilling.domain.money import grouped
from skilling.importing.columns.targets import EXTRA
from skilling.importing.matching.recognising import Recognised
from skilling.importing.planning.plan import ERROR, NEW, REVIEW, SAME, SKIPPED, UPDATE, Plan

_MISSING: Final = object()


class Outcomes:
    """Fills in a plan, in two steps: `settle` says which rows go on, `decide` what becomes of all.

    `errors` and `skipped` say why rows are kept aside or left out, by position.
    """

    def __init__(
        self,
        session: Session,
        plan: Plan,
        found: Recognised,
        errors: dict[int, list[str]],
        skipped: Mapping[int, list[str]],
    ) -> None:
        self._session, self._plan, self._found = session, plan, found
        self._errors, self._skipped = errors, skipped
        self._aside = set(errors) | set(skipped)
        self._differ = 0  # values of the list that say otherwise than the register, and are not taken
        self._changing: set[int] = set()  # positions that change something
        self._differing: set[int] = set()

    def settle(self) -> list[int]:
        """Who is whose: records and first rows in the plan. Returns the positions that go on, in order."""
        self._settle_review()
        self._plan.records, self._plan.firsts = self._found.record, self._found.first
        self._plan.candidates = self._found.candidates
        return self._taken()

    def fail(self, position: int, sentence: str) -> None:
        """A row cannot be taken after all."""
        self._errors.setdefault(position, []).append(sentence)
        self._aside.add(position)

    def decide(self) -> None:
        """The outcome of every row, in the plan."""
        plan, taken = self._plan, self._taken()
        self._merge_repeats([p for p in taken if plan.firsts[p] != p and not plan.records[p]])
        self._compare([p for p in taken if plan.records[p]])
        plan.outcomes = bytearray(map(self._outcome, range(len(plan))))
        plan.reasons = {**self._errors, **self._skipped, **plan.reasons}
        if self._differ:
            plan.assumptions += (
                f"Values that differ from the register and are left as they are there: {grouped(self._differ)}. "
                "Let the list win ('update') to take those of the list.",
            )

    def _taken(self) -> list[int]:
        return [position for position in range(len(self._plan)) if position not in self._aside]

    def _settle_review(self) -> None:
        """Rows that may be known already: held, taken as new, or left out, as was chosen."""
        found, review = self._found, self._plan.choices.review
        found.doubtful -= self._aside
        if review == "new":
            for position in found.doubtful:
                found.record[position] = 0
            found.doubtful.clear()
            return
        for position in found.doubtful:
            reason = "It may be somebody who is known already. Decide who it is."
            self._plan.reasons[position] = [reason]
        if review == "skip":
            self._aside |= found.doubtful
            for position in found.doubtful:
                self._plan.reasons[position] = ["Left out: it may be somebody who is known already."]
        else:
            self._aside |= found.doubtful

    def _merge_repeats(self, repeats: Sequence[int]) -> None:
        """What later rows of a new record say where its first row says nothing goes into the first."""
        plan = self._plan
        for name, column in plan.values.items():
            if name not in plan.about.attributes and not name.startswith(EXTRA):
                continue
            changed = column
            for position in repeats:
                first = plan.firsts[position]
                if changed[first] is None and changed[position] is not None:
                    if changed is column:
                        changed = list(column)
                    changed[first] = changed[position]
                    self._changing.add(position)
            plan.values[name] = changed

    def _compare(self, known: Sequence[int]) -> None:
        """What the rows of known records would change in them."""
        plan = self._plan
        ids = {plan.records[position] for position in known}
        if not ids:
            return
        columns = {name: attribute for name, attribute in plan.about.attributes.items() if name in plan.values}
        extras = {name.removeprefix(EXTRA): values for name, values in plan.values.items() if name.startswith(EXTRA)}
        table = table_of(RECORDS[plan.about.noun.name])
        wanted = [*columns.values(), *(["extra"] if extras else [])]
        rows = sets.rows_where(self._session, [table.c.id, table.c.row_version, *(table.c[n] for n in wanted)], table.c.id, ids)
        plan.versions = {int(row[0]): int(row[1]) for row in rows}
        stored = {attribute: {int(row[0]): row[place] for row in rows} for place, attribute in enumerate(wanted, 2)}
        for name, attribute in columns.items():
            self._compare_column(attribute, plan.values[name], stored[attribute], known)
        if extras:
            self._compare_extras(extras, stored["extra"], known)

    def _compare_column(self, attribute: str, values: Sequence[Any], stored: Mapping[int, Any], known: Sequence[int]) -> None:
        mode, changes = self._plan.choices.mode_of(attribute), {}
        differ = 0
        latest: dict[int, Any] = {}
        for position in known:
            new = values[position]
            if new is None:
                continue
            record = self._plan.records[position]
            old = latest.get(record, _MISSING)
            if old is _MISSING:
                old = stored.get(record)
            if old == new:
                continue
            if mode in ("add-only", "keep") or (mode == "fill" and old is not None):
                differ += 1
                self._differing.add(position)
                continue
            changes[record] = (position, stored.get(record), new)
            latest[record] = new
            self._changing.add(position)
        if differ:
            self._differ += differ
            self._plan.differing[attribute] = differ
        if changes:
            self._plan.changes[attribute] = changes

    def _compare_extras(self, extras: Mapping[str, Sequence[Any]], stored: Mapping[int, Any], known: Sequence[int]) -> None:
        mode = self._plan.choices.mode
        latest: dict[int, dict[str, Any]] = {}
        rows: dict[int, int] = {}
        for position in known:
            record = self._plan.records[position]
            kept = latest.get(record)
            before = kept if kept is not None else (stored.get(record) or {})
            said = {name: values[position] for name, values in extras.items() if values[position] is not None}
            new = {name: value for name, value in said.items() if before.get(name) != value}
            if mode != "update":
                self._differ += sum(name in before for name in new)
                new = {name: value for name, value in new.items() if name not in before}
            if new and mode != "add-only":
                latest[record], rows[record] = {**before, **new}, position
                self._changing.add(position)
        if latest:
            self._plan.changes["extra"] = {key: (rows[key], stored.get(key), value) for key, value in latest.items()}

    def _outcome(self, position: int) -> int:
        plan = self._plan
        if position in self._skipped:
            return SKIPPED
        if position in self._errors:
            return ERROR
        if position in self._found.doubtful:
            return SKIPPED if plan.choices.review == "skip" else REVIEW
        if position in self._changing:
            return UPDATE
        if plan.records[position]:
            if position in plan.joins.touched:
                return UPDATE
            return self._left_alone(position)
        if plan.firsts[position] != position:
            return UPDATE if position in plan.joins.touched else SAME
        return NEW

    def _left_alone(self, position: int) -> int:
        """A known record that the row does not change: the same, or passed over because only new ones were wanted."""
        if self._plan.choices.mode == "add-only" and position in self._differing:
            self._plan.reasons[position] = ["Known already; only new records were to be added."]
            return SKIPPED
        return SAME
