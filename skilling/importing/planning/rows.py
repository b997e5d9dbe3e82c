"""The rows of a list on their way to outcomes: checked, tied to what they point to, recognised, and laid into cohorts.

Refuses nothing itself: what is wrong with a row is said at the row.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from sqlmodel import Session

from skilling.database.sets import rows_where
from skilling.database.tables import RECORDS, table_of
from skilling.domain.problems import Problem, Refused, Severity
from skilling.importing.matching import answering
from skilling.importing.matching.answering import Judged, Marks
from skilling.importing.matching.people import People
from skilling.importing.matching.recognising import Decided, Recognised
from skilling.importing.planning import cohorting, keyed, linking, memory
from skilling.importing.planning.cleaning import Cleaning
from skilling.importing.planning.fixes import Fixes
from skilling.importing.planning.joining import Joiner
from skilling.importing.planning.keeping import Kept
from skilling.importing.planning.plan import IssueCard, Plan
from skilling.importing.planning.sheetlist import SheetList
from skilling.importing.telling import SILENT, Telling

_COHORT: Final = "cohort.code"
_STATUS: Final = "enrolment.status"
_SINCE: Final = "enrolment.effective_on"


class Rows:
    """Works on a plan that has values and no outcomes yet; what it finds goes into the plan and the cleaning."""

    def __init__(self, session: Session, plan: Plan, cleaning: Cleaning, kept: Kept) -> None:
        self._session, self._plan, self._cleaning, self._kept = session, plan, cleaning, kept
        self._cohorts = cohorting.Cohorts(session) if plan.about.joins_cohorts else None
        self._places: list[int | None] = []

    def good(self) -> list[int]:
        """The positions that nothing keeps aside so far."""
        done = self._cleaning
        return [p for p in range(len(self._plan)) if p not in done.errors and p not in done.skipped]

    # -- checking ----------------------------------------------------------------------------------

    def check(self) -> None:
        """What a row must have, and what its words point to."""
        for attribute in self._plan.about.required:
            self._require(attribute)
        for name, longest in self._plan.about.longest.items():
            self._fit(name, longest)
        if self._plan.about.joins_cohorts:
            self._check_days()
            self._place_in_cohorts()
            self._link_institutions()
        if self._plan.about.has_holder:
            self._link_holders()

    def _require(self, attribute: str) -> None:
        noun = self._plan.about.noun
        declared = noun.field(attribute)
        name = f"{noun.name}.{declared.name}"
        column = self._plan.values.get(name)
        example = f" Example: {declared.example}." if declared.example else ""
        sentence = f"{declared.label} is missing; nothing can be recorded without it.{example}"
        nothing: list[Any] = [None] * len(self._plan)
        missing = [
            position
            for position, value in enumerate(column if column is not None else nothing)
            if value is None and position not in self._cleaning.errors
        ]
        self._fail(missing, "missing", name, sentence)

    def _fit(self, name: str, longest: int) -> None:
        """A text that does not fit is never cut."""
        column = self._plan.values.get(name, ())
        long = [position for position, value in enumerate(column) if isinstance(value, str) and len(value) > longest]
        self._fail(long, "too-long", name, f"This is longer than the {longest} signs that fit. Shorten it.")

    def _fail(self, positions: Sequence[int], code: str, name: str, sentence: str) -> None:
        """Says the same of several rows: each is kept aside, and one card counts them."""
        if not positions:
            return
        for position in positions:
            self._cleaning.fail(position, sentence)
        numbers = tuple(self._plan.numbers[position] for position in positions)
        source = next((column.source for column in self._plan.columns if column.field == name), "")
        self._cleaning.cards.append(IssueCard(code, source, name, Severity.ERROR, sentence, numbers))

    def _check_days(self) -> None:
        """A status cannot hold since a day that has not come."""
        today = self._plan.today
        days = self._plan.values.get(_SINCE, ())
        late = [position for position, day in enumerate(days) if day is not None and day > today]
        self._fail(late, "enrolment-future", _SINCE, "This day has not come yet. A step is entered on its day or later.")

    def _place_in_cohorts(self) -> None:
        """The cohort of each row: its own, else the one chosen for the list."""
        assert self._cohorts is not None  # noqa: S101  # only lists that join cohorts come here
        fallback = self._plan.choices.cohort
        column = self._plan.values.get(_COHORT)
        words: Sequence[str | None] = column if column is not None else [None] * len(self._plan)
        self._places = [None] * len(self._plan)
        if fallback and isinstance(refused := self._cohorts.place(fallback), Problem):
            raise Refused(refused.code, refused.message)
        wrong: dict[tuple[str, str], list[int]] = {}
        lacking: list[int] = []
        for position in self.good():
            said = words[position] or fallback
            if said is None:
                lacking.append(position)
                continue
            place = self._cohorts.place(said)
            if isinstance(place, Problem):
                wrong.setdefault((place.code, place.message), []).append(position)
            else:
                self._places[position] = place
        for (code, sentence), positions in wrong.items():
            self._fail(positions, code, _COHORT, sentence)
        if column is not None:
            self._fail(lacking, "cohort-missing", _COHORT, "The cohort is missing. Write it into the row, or choose one for all.")

    def _link_institutions(self) -> None:
        names = self._plan.values.get(linking.INSTITUTION)
        if names is None:
            return
        states = self._plan.values.get("developer.state")
        linked = linking.institutions(self._session, names, states, self.good())
        self._plan.values[linking.INSTITUTION] = linked.ids
        self._plan.words[linking.INSTITUTION] = linked.words
        self._plan.institutions = linked.new

    def _link_holders(self) -> None:
        plan = self._plan
        holders = linking.Holders(self._session)
        said = {name: column for name, column in plan.values.items() if name.startswith(("developer.", "startup."))}
        found: list[tuple[str, int] | None] = [None] * len(plan)
        wrong: dict[str, list[int]] = {}
        for position in self.good():
            holder = holders.find({name: column[position] for name, column in said.items()})
            if isinstance(holder, str):
                wrong.setdefault(holder, []).append(position)
            else:
                found[position] = holder
        plan.values[keyed.HOLDER] = found
        for sentence, positions in wrong.items():
            self._fail(positions, "grant-holder", "", sentence)

    # -- recognising -------------------------------------------------------------------------------

    def recognise(self, taken: SheetList, fixes: Fixes, telling: Telling = SILENT) -> Recognised:
        """Who is who, in the list and in the register."""
        plan = self._plan
        place_of = {number: position for position, number in enumerate(plan.numbers)} if fixes.decided else {}
        decided = {
            place_of[number]: Decided(said.what, place_of[said.which]) if said.what == "row" else said
            for number, said in fixes.decided.items()
            if number in place_of and (said.what != "row" or said.which in place_of)
        }
        for position, said in decided.items():
            if said.what == "skip":
                self._cleaning.skipped.setdefault(position, []).append("Left out by you.")
        good = self.good()
        if plan.about.scored:
            people = self._kept.people(self._people(good))
            known = self._known(taken, good)
            found = self._kept.recognised(self._session, plan.newest_change, self._marks(people), known, decided, telling)
            plan.answers = found.answers
            if found.again is not None:
                there = sum(bool(found.record[row]) for row in found.again.pairs)
                plan.assumptions += (
                    f"Bare names of this list that are in cohort {found.again.cohort} already: {there:,}. They are taken for the "
                    "same people, for nearly all of the list is there.",
                )
            plan.keys, plan.name_keys = found.keys, people.name_keys
            return found
        columns = {attribute: plan.values[name] for name, attribute in plan.about.attributes.items() if name in plan.values}
        if keyed.HOLDER in plan.values:
            columns[keyed.HOLDER] = plan.values[keyed.HOLDER]
        return keyed.recognise(self._session, plan.about, columns, good, decided)

    def _people(self, good: Sequence[int]) -> People:
        """The rows as matching sees them. Rows that are kept aside look like nobody."""
        plan = self._plan
        nothing: list[Any] = [None] * len(plan)
        hidden = len(good) < len(plan)
        shown = set(good)

        def column(name: str) -> list[Any]:
            values = plan.values.get(f"developer.{name}", nothing)
            return [v if p in shown else None for p, v in enumerate(values)] if hidden else values

        return People(
            full_name=column("full_name"),
            father_name=column("father_name"),
            mobile=column("mobile"),
            email=column("email"),
            born_on=column("born_on"),
            gender=column("gender"),
            institution=column("institution"),
            roll_no=column("roll_no"),
            cohort=self._cohort_keys(),
            pin=column("pin") if "developer.pin" in plan.values else (),
            address=column("address") if "developer.address" in plan.values else (),
            area=column("district") if "developer.district" in plan.values else (),
        )

    def _cohort_keys(self) -> list[int | str | None]:
        """The cohort of each row by its id; by its code where it is yet to be made."""
        assert self._cohorts is not None  # noqa: S101  # only lists that join cohorts come here
        named = [cohort.id or cohort.code for cohort in self._cohorts.named]
        return [None if place is None else named[place] for place in self._places]

    def _known(self, taken: SheetList, good: Sequence[int]) -> dict[int, int]:
        """Rows that came in with this file, or an earlier version of it, exactly as they stand: the record that they became."""
        if self._plan.earlier is None:
            return {}
        before = memory.rows_of(self._session, self._plan.earlier.run)
        found: dict[int, int] = {}
        times: dict[str, int] = {}
        for position in good:
            raw = taken.raw[position]
            records = before.get(raw)
            if records:
                # The second of two rows that read the same is the second record that such a row became.
                turn = times[raw] = times.get(raw, -1) + 1
                found[position] = records[min(turn, len(records) - 1)]
        table = table_of(RECORDS[self._plan.about.noun.name])
        rows = rows_where(self._session, (table.c.id, table.c.archived_at), table.c.id, set(found.values()))
        living = {int(key) for key, archived in rows if archived is None}
        return {position: record for position, record in found.items() if record in living}

    def judged(self, fixes: Fixes) -> tuple[Judged, ...]:
        """What a person said of rows and whom they look like: to be remembered."""
        plan = self._plan
        if not fixes.decided or not plan.about.scored:
            return ()
        place_of = {number: position for position, number in enumerate(plan.numbers)}
        marks = self._marks(self._people(self.good()))
        found: list[Judged] = []
        for number, said in fixes.decided.items():
            position = place_of.get(number)
            if position is None or position in self._cleaning.errors:
                continue
            which = place_of.get(said.which, -1) if said.what == "row" else said.which
            found += answering.said_of(marks, position, said.what, which, plan.candidates.get(position, ()))
        return tuple(found)

    def _marks(self, people: People) -> Marks:
        return Marks(people, self._plan.words.get(linking.INSTITUTION, {}), self._plan.raw)

    # -- enrolments --------------------------------------------------------------------------------

    def join(self, settled: Sequence[int]) -> dict[int, str]:
        """Lays out the enrolments of the rows that go on; why single rows cannot be taken, by position."""
        plan = self._plan
        if self._cohorts is None:
            return {}
        known = sorted({plan.records[position] for position in settled} - {0})
        joiner = Joiner(self._session, known, moves=plan.choices.mode == "update", today=plan.today)
        nothing: list[Any] = [None] * len(plan)
        statuses, days = plan.values.get(_STATUS, nothing), plan.values.get(_SINCE, nothing)
        for position in settled:
            place = self._places[position]
            if place is None:
                continue
            record = plan.records[position]
            standing = joiner.stands(record, self._cohorts.named[place].id) if record else None
            if standing is not None:
                joiner.existing(position, standing, statuses[position], days[position])
            else:
                person = record or -1 - plan.firsts[position]
                joiner.new(position, person, place, statuses[position], days[position])
        plan.joins = joiner.joins
        plan.cohorts = self._cohorts.filled(plan.joins.coming(len(self._cohorts.named)))
        self._report(plan.joins.errors)
        return {position: sentence for position, (_, sentence) in plan.joins.errors.items()}

    def _report(self, errors: dict[int, tuple[str, str]]) -> None:
        by_words: dict[tuple[str, str], list[int]] = {}
        for position, said in errors.items():
            by_words.setdefault(said, []).append(self._plan.numbers[position])
        source = next((column.source for column in self._plan.columns if column.field == _STATUS), "")
        for (code, sentence), numbers in by_words.items():
            self._cleaning.cards.append(IssueCard(code, source, _STATUS, Severity.ERROR, sentence, tuple(numbers)))

    def problems(self) -> list[Problem]:
        """Why the list cannot go into its cohorts as it is."""
        plan = self._plan
        if self._cohorts is None:
            return []
        found = cohorting.problems(self._session, plan.cohorts, plan.joins.joining(len(plan.cohorts)), plan.choices.programme)
        if not plan.choices.cohort and _COHORT not in plan.values:
            found.append(
                Problem(
                    "cohort-needed",
                    "This list does not say which cohort its people join. Choose a cohort for the whole list.",
                    _COHORT,
                )
            )
        return found
