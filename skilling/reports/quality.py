"""The rules that records are held to before figures are frozen, and what is found; refuses a rule without a limit.

Limits are the proposal of the programme, not of a circular: a share of the enrolments in per cent, or a number of records.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from sqlmodel import Session

from skilling.domain.money import grouped
from skilling.domain.problems import Problem, Refused
from skilling.reports.figures import Question, answer
from skilling.reports.measures import MEASURES
from skilling.reports.scope import Scope
from skilling.reports.words import Words
from skilling.services import periods
from skilling.services.periods import WaiverRow


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what it counts, and how much of it is borne. With `per`, the limit is a percentage of that measure."""

    code: str
    measure: str
    limit: int
    per: str = ""

    @property
    def words(self) -> Words:
        return MEASURES[self.measure].words

    @property
    def borne(self) -> str:
        return f"{self.limit} %" if self.per else grouped(self.limit)


RULES: Final = (
    Rule("DQ001", "out_of_order", 0, "enrolled"),
    Rule("DQ002", "no_gender", 5, "enrolled"),
    Rule("DQ003", "no_category", 10, "enrolled"),
    Rule("DQ004", "no_state", 5, "enrolled"),
    Rule("DQ005", "no_district", 20, "enrolled"),
    Rule("DQ006", "no_age_band", 20, "enrolled"),
    Rule("DQ007", "no_learner_type", 20, "enrolled"),
    Rule("DQ008", "undated", 0),
    Rule("DQ009", "overfull", 0),
    Rule("DQ010", "shared_phone", 5, "persons"),
    Rule("DQ011", "pending_duplicates", 0),
)
_BY_CODE: Final = {rule.code: rule for rule in RULES}


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule finds: how many records, of how many, and the waiver that bears them."""

    rule: Rule
    found: int
    of: int
    waiver: WaiverRow | None

    @property
    def share(self) -> Decimal | None:
        """Per cent, exact; None of nothing, and where the limit is a number."""
        return Decimal(self.found * 100) / self.of if self.rule.per and self.of else None

    @property
    def above(self) -> bool:
        """More is found than is borne without a waiver."""
        share = self.share
        return (share if share is not None else Decimal(self.found)) > self.rule.limit

    @property
    def stops(self) -> bool:
        return self.above and self.waiver is None

    @property
    def sentence(self) -> str:
        """'DQ002 No gender: 21 of 62 (33.9 %), limit 5 %.'"""
        share = self.share
        part = f"{grouped(self.found)} of {grouped(self.of)} ({share:.1f} %)" if share is not None else grouped(self.found)
        return f"{self.rule.code} {self.rule.words.en}: {part}, limit {self.rule.borne}."


def rule_named(code: str) -> Rule:
    """The rule of that code. Refused where there is none."""
    found = _BY_CODE.get(code.strip().upper())
    if found is None:
        raise Refused("rule", f"There is no rule '{code}'. There are: {', '.join(_BY_CODE)}.")
    return found


def findings(session: Session, scope: Scope, today: date) -> list[Finding]:
    """Every rule with what it finds in a scope, and the waiver that holds today."""
    parts = {rule: (Question(rule.measure), Question(rule.per) if rule.per else None) for rule in RULES}
    answers = answer(session, scope, [question for pair in parts.values() for question in pair if question])
    waived = periods.waivers(session, today)
    return [
        Finding(rule, int(answers[found] or 0), int(answers[of] or 0) if of else 0, waived.get(rule.code))
        for rule, (found, of) in parts.items()
    ]


def check(label: str, found: Sequence[Finding]) -> None:
    """The gate: Refused where more is found than is borne and no waiver bears it."""
    stopping = [each for each in found if each.stops]
    if not stopping:
        return
    said = " ".join(each.sentence for each in stopping)
    raise Refused(
        "quality",
        f"{label} was not locked: {said} Mend these records (the sheet Quality leads to them), "
        "or waive the rule with a reason and a last day.",
        [Problem(each.rule.code, each.sentence) for each in stopping],
    )
