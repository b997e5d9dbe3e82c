"""The same pack counted again by other means: plain Python over the records, one loop at a time, no SQL that counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from types import SimpleNamespace
from typing import Any

from sqlmodel import Session, select

from skilling.database.tables import (
    Cohort,
    CohortResource,
    Developer,
    Enrolment,
    EnrolmentStep,
    Founder,
    Grant,
    Institution,
    Resource,
    Startup,
    State,
)

Row = list[str]
LANGUAGES = {"hi": "Hindi", "en": "English", "kn": "Kannada", None: "Not stated"}
CATEGORIES = {"SC": "SC", "ST": "ST", "OBC": "OBC", "EWS": "EWS", "GEN": "General", None: "Not stated"}
UNITS = {"usd": "US$ of API credit", "seat_month": "Seat-months", "gpu_hour": "GPU-hours"}
COHORT_STATUS = {"draft": "Draft", "open": "Open", "running": "Running", "closed": "Closed", "cancelled": "Cancelled"}
GIVEN = {"approved", "issued", "active", "exhausted", "expired", "revoked"}
IST = timedelta(hours=5, minutes=30)


@dataclass
class Recount:
    """All records of a programme, and the days of a report."""

    start: date
    as_on: date
    known_on: date | None
    enrolments: list[Any]
    cohorts: dict[int, Any]
    institutions: dict[int, Any]
    startups: dict[int, Any]
    founders: list[Any]
    grants: list[Any]
    resources: dict[int, Any]
    uses: list[Any]
    states: list[Any]
    developers: dict[int, Any]

    # -- days --------------------------------------------------------------------------------

    def before(self, day: date | None) -> bool:
        return day is not None and day < self.start

    def during(self, day: date | None) -> bool:
        return day is not None and self.start <= day <= self.as_on

    def ever(self, day: date | None) -> bool:
        return day is not None and day <= self.as_on

    # -- sheets ------------------------------------------------------------------------------

    def summary(self) -> list[Row]:
        enrolled = [e for e in self.enrolments if e.enrolled_on]
        firsts: dict[int, Any] = {}
        for e in sorted(enrolled, key=lambda e: (e.enrolled_on, e.id)):
            firsts.setdefault(e.developer_id, e)
        first_ids = {e.id for e in firsts.values()}
        begun = [SimpleNamespace(on=self._began(c)) for c in self.cohorts.values() if c.status != "cancelled"]
        women_led = sum(self._women_led(s) for s in self.startups)
        given = [g for g in self.grants if g.status in GIVEN]

        def three(things: Iterable[Any], day: Callable[[Any], date | None]) -> list[int]:
            return [sum(test(day(t)) for t in things) for test in (self.before, self.during, self.ever)]

        def stage(name: str, *tests: Callable[[Any], bool]) -> list[int]:
            return three([e for e in self.enrolments if all(t(e) for t in tests)], lambda e: getattr(e, name))

        def woman(e: Any) -> bool:
            return e.gender == "F"

        all_enrolled, certified, trained = stage("enrolled_on"), stage("certified_on"), stage("completed_on")
        further = three([e for e in enrolled if e.id not in first_ids], lambda e: e.enrolled_on)
        rows = [
            ("Enrolled", "enrolments", all_enrolled, None),
            ("of which women", "enrolments", stage("enrolled_on", woman), all_enrolled),
            ("of which PwD", "enrolments", stage("enrolled_on", lambda e: e.pwd == "Y"), all_enrolled),
            ("Started", "enrolments", stage("started_on"), all_enrolled),
            ("Trained", "enrolments", trained, all_enrolled),
            ("of which women", "enrolments", stage("completed_on", woman), trained),
            ("Certified", "enrolments", certified, all_enrolled),
            ("of which women", "enrolments", stage("certified_on", woman), certified),
            ("Unique persons", "persons", three(firsts.values(), lambda e: e.enrolled_on), None),
            ("Further enrolments of the same persons", "enrolments", further, all_enrolled),
            ("Cohorts begun", "cohorts", three(begun, lambda c: c.on), None),
            ("Startups on record", "startups", [None, None, len(self.startups)], None),
            ("of which women-led", "startups", [None, None, women_led], [0, 0, len(self.startups)]),
            ("Resources on record", "resources", [None, None, len(self.resources)], None),
            ("Grants", "grants", three(given, self._granted_on), None),
        ]
        found = [
            [str(place), words, unit, *("" if n is None else str(n) for n in numbers), _share(numbers[2], per)]
            for place, (words, unit, numbers, per) in enumerate(rows, 1)
        ]
        for code, unit in UNITS.items():
            of_unit = [g for g in given if g.unit == code]
            sums = [
                _money(sum((g.amount for g in of_unit if test(self._granted_on(g))), Decimal(0)))
                for test in (self.before, self.during, self.ever)
            ]
            found.append([str(len(found) + 1), f"Granted: {unit}", unit, *sums, ""])
        return found

    def state_table(self) -> list[Row]:
        names = sorted(((s.name, s.id) for s in self.states), key=lambda s: s[0])
        rows, sums = [], [0, 0]
        for place, (name, key) in enumerate([*names, ("Not stated", None)], 1):
            numbers = self._chain([e for e in self.enrolments if e.state_id == key])
            rows.append([str(place), "" if key is None else str(key), name, *map(str, numbers)])
            sums = [sums[0] + numbers[0], sums[1] + numbers[-1]]
        total = self._chain(self.enrolments)
        label = "Less: counted in more than one State/UT"
        rows.append(["", "", label, str(sums[0] - total[0]), "", "", "", "", "", "", str(sums[1] - total[-1])])
        rows.append(["", "", "Total", *map(str, total)])
        return rows

    def category_table(self) -> list[Row]:
        def line(label: str, chosen: Sequence[Any]) -> Row:
            numbers = []
            for milestone in ("enrolled_on", "completed_on", "certified_on"):
                reached = [e for e in chosen if self.ever(getattr(e, milestone))]
                numbers += [sum(e.gender == gender for e in reached) for gender in ("F", "M", "T", None)]
                numbers.append(len(reached))
            return [label, *map(str, numbers)]

        rows = [
            [str(place), *line(label, [e for e in self.enrolments if e.category == code])]
            for place, (code, label) in enumerate(CATEGORIES.items(), 1)
        ]
        return [*rows, ["", *line("Total", self.enrolments)]]

    def cohort_table(self) -> list[Row]:
        def numbers(chosen: Sequence[Any], seats: list[int | None]) -> Row:
            counts = [
                sum(self.ever(getattr(e, name)) for e in chosen)
                for name in ("enrolled_on", "started_on", "completed_on", "certified_on")
            ]
            left = sum(self.ever(e.left_on) and self.ever(e.enrolled_on) for e in chosen)
            known = [n for n in seats if n is not None]
            share = _percent(left, counts[0]) or "–"
            return [str(sum(known)) if known else "–", *map(str, counts), str(left), share]

        rows = []
        for place, c in enumerate(sorted(self.cohorts.values(), key=lambda c: c.code), 1):
            college = self.institutions.get(c.institution_id)
            rows.append([
                str(place), c.code, college.name if college else "", (college.aishe or "") if college else "", "",
                {"online": "Online", "hybrid": "Hybrid", None: ""}[c.mode], LANGUAGES[c.language] if c.language else "",
                *(f"{day:%d.%m.%Y}" if day else "" for day in (c.starts_on, c.ends_on)), COHORT_STATUS[c.status],
                *numbers([e for e in self.enrolments if e.cohort_id == c.id], [c.seats]),
            ])  # fmt: skip
        total = numbers(self.enrolments, [c.seats for c in self.cohorts.values()])
        return [*rows, ["", "Total", *[""] * 8, *total]]

    def startup_table(self) -> list[Row]:
        def numbers(keys: Sequence[int]) -> Row:
            founders = {f.developer_id for f in self.founders if f.startup_id in keys}
            amount = sum(
                (g.amount for g in self.grants
                 if g.startup_id in keys and g.unit == "usd" and g.status in GIVEN and self.ever(self._granted_on(g))),
                Decimal(0),
            )  # fmt: skip
            return [
                str(len(keys)), str(sum(bool(self.startups[k].dpiit) for k in keys)),
                str(sum(self._women_led(k) for k in keys)), str(len(founders)), _money(amount),
            ]  # fmt: skip

        names = {s.id: s.name for s in self.states} | {None: "Not stated"}
        stages = {None: "Not stated", "idea": "Idea", "growth": "Growth"}
        rows = [
            [str(place), s.legal_name, s.cin or "", s.dpiit or "", names[s.state_id], stages[s.stage], *numbers([s.id])]
            for place, s in enumerate(sorted(self.startups.values(), key=lambda s: s.legal_name), 1)
        ]
        return [*rows, ["", "Total", "", "", "", "", *numbers(list(self.startups))]]

    def tool_table(self) -> list[Row]:
        rows: list[Row] = []
        for code, unit in UNITS.items():
            rows.append([unit])
            of_unit = [g for g in self.grants if g.unit == code]
            for place, product in enumerate(sorted({g.product for g in of_unit}), 1):
                rows.append([str(place), product, *self._tool([g for g in of_unit if g.product == product])])
            rows.append(["", "Total", *self._tool(of_unit)] if of_unit else ["None on record."])
        return rows

    def resource_table(self) -> list[Row]:
        def numbers(chosen: Sequence[Any]) -> Row:
            hours = [r.hours for r in chosen if r.hours is not None]
            keys = {r.id for r in chosen}
            cohorts = {use.cohort_id for use in self.uses if use.resource_id in keys}
            return [str(len(chosen)), _money(sum(hours)) if hours else "–", str(len(cohorts))]

        every = sorted(self.resources.values(), key=lambda r: r.title)
        kinds = {None: "Not stated", "course": "Course", "video": "Video"}
        rows = [
            [str(place), r.title, kinds[r.kind], r.provider or "", LANGUAGES[r.language], "Yes" if r.url else "No", *numbers([r])]
            for place, r in enumerate(every, 1)
        ]
        rows.append(["", "Total", "", "", "", "", *numbers(every)])
        found = sorted({r.language for r in every}, key=lambda code: (code is None, LANGUAGES[code]))
        for place, code in enumerate(found, 1):
            rows.append([str(place), LANGUAGES[code], *numbers([r for r in every if r.language == code])])
        return [*rows, ["", "Total", *numbers(every)]]

    def all_sheets(self) -> dict[str, list[Row]]:
        return {
            "Summary": self.summary(), "State UT": self.state_table(), "Category x gender": self.category_table(),
            "Cohort register": self.cohort_table(), "Startups": self.startup_table(), "AI tools": self.tool_table(),
            "Resources": self.resource_table(),
        }  # fmt: skip

    # -- parts -------------------------------------------------------------------------------

    def _chain(self, chosen: Sequence[Any]) -> list[int]:
        enrolled = [e for e in chosen if self.ever(e.enrolled_on)]
        later = [sum(self.ever(getattr(e, m)) for e in chosen) for m in ("started_on", "completed_on", "certified_on")]
        women, pwd = sum(e.gender == "F" for e in enrolled), sum(e.pwd == "Y" for e in enrolled)
        persons = len({e.developer_id for e in enrolled})
        return [len({e.cohort_id for e in enrolled}), len(enrolled), *later, women, pwd, persons]

    def _began(self, cohort: Any) -> date | None:
        days = [e.enrolled_on for e in self.enrolments if e.cohort_id == cohort.id and e.enrolled_on]
        return cohort.starts_on or (min(days) if days else None)

    def _women_led(self, startup_id: int) -> bool:
        return any(f.startup_id == startup_id and self.developers[f.developer_id].gender == "F" for f in self.founders)

    def _granted_on(self, grant: Any) -> date:
        return grant.approved_on or (grant.created_at + IST).date()

    def _tool(self, grants: Sequence[Any]) -> Row:
        given = [g for g in grants if g.status in GIVEN and self.ever(self._granted_on(g))]
        issued = [g for g in given if g.status != "approved"]
        lapsed = [
            g for g in given
            if g.status in ("expired", "revoked")
            or (g.status in ("approved", "issued", "active") and g.expires_on and g.expires_on < self.as_on)
        ]  # fmt: skip
        return [
            str(len(given)), str(len({g.developer_id for g in given} - {None})), str(len({g.startup_id for g in given} - {None})),
            *(_money(sum((g.amount for g in some), Decimal(0))) for some in (given, issued, lapsed)),
            str(sum(g.status == "requested" for g in grants)),
        ]  # fmt: skip


def recount(session: Session, start: date, as_on: date, known_on: date | None = None) -> Recount:
    """Every record, read whole, with what is archived left out by hand."""
    moment = None
    if known_on is not None:
        moment = datetime(known_on.year, known_on.month, known_on.day, tzinfo=UTC) + timedelta(days=1) - IST

    def kept(table: Any) -> dict[int, Any]:
        """What was not taken away."""
        return {
            record.id: record
            for record in session.exec(select(table)).all()
            if record.archived_at is None or (moment is not None and record.archived_at >= moment)
        }

    def live(table: Any) -> dict[int, Any]:
        """What was there, and not taken away."""
        return {key: record for key, record in kept(table).items() if moment is None or record.created_at < moment}

    developers, startups, resources = kept(Developer), live(Startup), live(Resource)
    enrolments = [
        _life(e, session, moment)
        for e in kept(Enrolment).values()
        if e.developer_id in developers and e.cohort_id in kept(Cohort)
    ]
    seen = {e.cohort_id for e in enrolments if e is not None}
    cohorts = {key: cohort for key, cohort in kept(Cohort).items() if key in live(Cohort) or key in seen}
    return Recount(
        start, as_on, known_on, [e for e in enrolments if e is not None], cohorts, live(Institution), startups,
        [f for f in live(Founder).values() if f.startup_id in startups and f.developer_id in developers],
        [g for g in live(Grant).values()
         if g.startup_id in {None, *kept(Startup)} and g.developer_id in {None, *developers}],
        resources,
        [u for u in live(CohortResource).values() if u.cohort_id in kept(Cohort) and u.resource_id in resources],
        list(session.exec(select(State)).all()), developers,
    )  # fmt: skip


def _life(enrolment: Any, session: Session, moment: datetime | None) -> Any:
    """An enrolment with its milestones: its own, or those that its steps told by a moment."""
    names = ("enrolled_on", "started_on", "completed_on", "certified_on", "left_on")
    kept = {name: getattr(enrolment, name) for name in names}
    if moment is not None:
        steps = session.exec(
            select(EnrolmentStep).where(EnrolmentStep.enrolment_id == enrolment.id).order_by(EnrolmentStep.id)  # type: ignore[arg-type]
        ).all()
        known = [s for s in steps if s.recorded_at < moment and (s.retracted_at is None or s.retracted_at >= moment)]
        if not known:
            return None
        kept = dict.fromkeys(names)
        reached = {"enrolled": "enrolled_on", "active": "started_on", "completed": "completed_on", "certified": "certified_on"}
        for step in known:
            name = reached.get(step.status)
            if name and (kept[name] is None or step.effective_on < kept[name]):
                kept[name] = step.effective_on
        if known[-1].status in ("dropped", "withdrawn", "transferred", "rejected"):
            kept["left_on"] = known[-1].effective_on
    said = {
        "gender": None if enrolment.gender == "X" else enrolment.gender,
        "category": None if enrolment.category == "NS" else enrolment.category,
        "pwd": None if enrolment.pwd == "NS" else enrolment.pwd, "state_id": enrolment.state_id,
        "minority": None if enrolment.minority == "NS" else enrolment.minority, "age_band": enrolment.age_band,
        "learner_type": enrolment.learner_type, "district_id": enrolment.district_id,
    }  # fmt: skip
    return SimpleNamespace(id=enrolment.id, developer_id=enrolment.developer_id, cohort_id=enrolment.cohort_id, **kept, **said)


def _percent(part: int | None, whole: int | None) -> str:
    if part is None or not whole:
        return ""
    return str((Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.1"), ROUND_HALF_UP))


def _share(part: int | None, whole: Sequence[int | None] | None) -> str:
    """A share of nothing is unknown; a row that is no share of another has none."""
    return "" if whole is None else _percent(part, whole[2]) or "–"


def _money(value: Decimal | int) -> str:
    return f"{value:.2f}"
