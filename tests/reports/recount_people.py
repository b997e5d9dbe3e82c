"""The sheets of people counted again by other means: districts, inclusion, learner types, institutions, quality, months."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from sqlmodel import Session, select

from skilling.database.tables import District
from tests.reports.recount import Recount, Row, _percent

AGES = {"<18": "<18", "18-24": "18–24", "25-34": "25–34", "35-44": "35–44", "45+": "45+", None: "Not stated"}
YES_NO = {"Y": "Yes", "N": "No", None: "Not stated"}
TYPES = {
    "student": "Student", "teacher": "Teacher", "official": "Government official", "professional": "Working professional",
    "founder": "Startup founder", "ngo": "Non-profit worker", "msme": "MSME", "job_seeker": "Job seeker", None: "Not stated",
}  # fmt: skip
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
UNDATED = "Enrolments whose status says that they were enrolled, without the day, so that no sheet can count them"
OVERFULL = "Cohorts with more developers enrolled, and not left, than they have seats"
SHARED = "Enrolled developers whose telephone is that of 4 or more of them"
PENDING = "Developers judged to be the same person as another, while both are on the register"
COMPLETE = ("gender", "category", "state_id", "district_id", "age_band")


def every_sheet(session: Session, counted: Recount) -> dict[str, list[Row]]:
    """All sheets between the cover and the checks."""
    people = People(counted, {each.id: each for each in session.exec(select(District))})
    return counted.all_sheets() | {
        "Trend": people.trend(), "District": people.districts(), "Inclusion": people.inclusion(),
        "Learner type": people.learners(), "Institutions": people.institutions(), "Quality": people.quality(),
    }  # fmt: skip


class People:
    """The enrolments of a recount, told by what was frozen on them."""

    def __init__(self, counted: Recount, districts: dict[int, Any]) -> None:
        self._counted, self._districts = counted, districts
        self._all = counted.enrolments

    def trend(self) -> list[Row]:
        day, rows = self._counted.as_on, []
        for back in range(11, -1, -1):
            number = day.year * 12 + day.month - 1 - back
            year, month = divmod(number, 12)

            def here(on: date | None, year: int = year, month: int = month) -> bool:
                return on is not None and (on.year, on.month) == (year, month + 1) and on <= day

            stages = ("enrolled_on", "started_on", "completed_on", "certified_on")
            counts = [sum(here(getattr(e, stage)) for e in self._all) for stage in stages]
            rows.append([str(12 - back), f"{MONTHS[month]} {year}", *map(str, counts)])
        chain = self._stages(self._all)
        for place, (name, count) in enumerate(zip(("Enrolled", "Started", "Trained", "Certified"), chain, strict=False), 1):
            rows.append([str(place), name, str(count), _percent(count, chain[0]) or "–"])
        return rows

    def districts(self) -> list[Row]:
        states = {s.id: s.name for s in self._counted.states} | {None: "Not stated"}
        found = {(e.state_id, e.district_id) for e in self._all if self._counted.ever(e.enrolled_on)}
        rows: list[Row] = []
        serial = persons = 0
        for state in sorted({s for s, _ in found}, key=lambda s: (s is None, states[s])):
            keys = [d for s, d in found if s == state]
            for key in sorted(keys, key=lambda d: (d is None, self._districts[d].name if d else "")):
                serial += 1
                chosen = [e for e in self._all if (e.state_id, e.district_id) == (state, key)]
                name = self._districts[key].name if key else "Not stated"
                rows.append([str(serial), states[state], str(key or ""), name, *map(str, self._with_persons(chosen))])
                persons += self._with_persons(chosen)[-1]
            chosen = [e for e in self._all if e.state_id == state]
            rows.append(["", states[state], "", "Sub-total", *map(str, self._with_persons(chosen))])
        if not rows:
            return [["None on record."]]
        total = self._with_persons(self._all)
        rows.append(["", "", "", "Less: counted in more than one district", "", "", "", "", "", str(persons - total[-1])])
        return [*rows, ["", "", "", "Total", *map(str, total)]]

    def inclusion(self) -> list[Row]:
        return [
            *self._block("Age at enrolment", "age_band", AGES), *self._block("Persons with disabilities", "pwd", YES_NO),
            *self._block("Minority", "minority", YES_NO),
        ]  # fmt: skip

    def learners(self) -> list[Row]:
        return self._block("", "learner_type", TYPES)

    def institutions(self) -> list[Row]:
        cohorts = self._counted.cohorts
        named = {each.id: each for each in self._counted.institutions.values()}
        keys = sorted({c.institution_id for c in cohorts.values()}, key=lambda k: (k is None, named[k].name if k else ""))

        def numbers(chosen: Sequence[Any]) -> Row:
            enrolled = [e for e in chosen if self._counted.ever(e.enrolled_on)]
            whole = sum(all(getattr(e, name) is not None for name in COMPLETE) for e in enrolled)
            broken = sum(self._broken(e) for e in chosen)
            share = _percent(whole, len(enrolled)) or "–"
            return [str(len({e.cohort_id for e in enrolled})), *map(str, self._stages(chosen)[:4]), share, str(broken)]

        rows = []
        for place, key in enumerate(keys, 1):
            chosen = [e for e in self._all if cohorts[e.cohort_id].institution_id == key]
            said = [named[key].name, named[key].aishe or ""] if key else ["No institution on record", ""]
            rows.append([str(place), *said, "", *numbers(chosen)])
        return [*rows, ["", "Total", "", "", *numbers(self._all)]] if rows else [["None on record."]]

    def quality(self) -> list[Row]:
        enrolled = [e for e in self._all if self._counted.ever(e.enrolled_on)]
        rules: list[tuple[str, int, Callable[[], int]]] = [
            ("Stages out of order", 0, lambda: sum(self._broken(e) for e in self._all)),
            *(
                (f"No {words}", limit, lambda name=name: sum(getattr(e, name) is None for e in enrolled))
                for words, limit, name in (
                    ("gender", 5, "gender"), ("social category", 10, "category"), ("State/UT", 5, "state_id"),
                    ("district", 20, "district_id"), ("date of birth", 20, "age_band"), ("learner type", 20, "learner_type"),
                )
            ),
        ]  # fmt: skip
        rows = [
            [f"DQ{place:03}", words, _found(words), f"{limit} %", "", str(count()), _percent(count(), len(enrolled)) or "–"]
            for place, (words, limit, count) in enumerate(rules, 1)
        ]
        persons = len({e.developer_id for e in enrolled})
        # No seeded developer has a telephone or was judged a duplicate; whoever was enrolled has a day.
        rows += [
            ["DQ008", "No day of enrolment", UNDATED, "0", "", "0", ""],
            ["DQ009", "Cohorts over their seats", OVERFULL, "0", "", str(self._overfull()), ""],
            ["DQ010", "Telephone shared by many", SHARED, "5 %", "", "0", _percent(0, persons) or "–"],
            ["DQ011", "Duplicates waiting", PENDING, "0", "", "0", ""],
        ]
        return [[str(place), *row] for place, row in enumerate(rows, 1)]

    def _overfull(self) -> int:
        ever, full = self._counted.ever, 0
        for cohort in self._counted.cohorts.values():
            there = [e for e in self._all if e.cohort_id == cohort.id and ever(e.enrolled_on) and not ever(e.left_on)]
            full += cohort.seats is not None and len(there) > cohort.seats
        return full

    # -- parts -------------------------------------------------------------------------------

    def _block(self, title: str, name: str, named: dict[Any, str]) -> list[Row]:
        rows = [[title]] if title else []
        for place, (code, words) in enumerate(named.items(), 1):
            chosen = [e for e in self._all if getattr(e, name) == code]
            rows.append([str(place), words, *map(str, self._stages(chosen))])
        return [*rows, ["", "Total", *map(str, self._stages(self._all))]]

    def _stages(self, chosen: Sequence[Any]) -> list[int]:
        stages = ("enrolled_on", "started_on", "completed_on", "certified_on")
        counts = [sum(self._counted.ever(getattr(e, stage)) for e in chosen) for stage in stages]
        return [*counts, sum(e.gender == "F" and self._counted.ever(e.enrolled_on) for e in chosen)]

    def _with_persons(self, chosen: Sequence[Any]) -> list[int]:
        return [*self._stages(chosen), len({e.developer_id for e in chosen if self._counted.ever(e.enrolled_on)})]

    def _broken(self, e: Any) -> bool:
        days = (e.enrolled_on, e.started_on, e.completed_on, e.certified_on)
        for place in range(1, 4):
            earlier, later = days[place - 1], days[place]
            if later is not None and later <= self._counted.as_on and (earlier is None or earlier > later):
                return True
        return False


def _found(rule: str) -> str:
    if rule == "Stages out of order":
        order = "(enrolled, started, trained, certified)"
        return f"Enrolments with a stage reached before, or without, the stage that comes before it {order}"
    return f"Enrolments that reached the status Enrolled and for which no {rule.removeprefix('No ')} is on record"
