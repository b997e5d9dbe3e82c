"""Report periods and waivers on record: moves from state to state, waivers given and taken back; refuses to take a
submission back.

What a move did to a period stands in the facts of its change (`before`, `after`), so that History can take it back
as a whole, and only while nobody moved the period on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from sqlmodel import Session, col, select

from skilling.database.changes import Change
from skilling.database.periodtables import FrozenPack, HandedOver, ReportPeriod, RuleWaiver
from skilling.database.tables import Programme
from skilling.domain import periods
from skilling.domain.calendar import Period
from skilling.domain.periods import Named
from skilling.domain.problems import Refused

SUBMISSION: Final = "submission"
RESTATEMENT: Final = "restatement"
_KEPT: Final = ("state", "frozen_id", "reason")
_MONTHS_TEXT: Final = "%d.%m.%Y"


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """A period for reading; `None` where it did not come to that yet."""

    name: str
    kind: str
    label: str
    starts_on: date
    ends_on: date
    profile: str
    state: str
    reason: str | None = None
    at: datetime | None = None  # of the last move
    actor: str | None = None
    as_on: date | None = None  # of the frozen figures
    locked_at: datetime | None = None
    report: str | None = None
    submitted_at: datetime | None = None
    submitted_by: str | None = None
    sha256: str | None = None
    reference: str | None = None
    signature_sha256: str | None = None
    restated_at: datetime | None = None
    programme: str | None = None  # its code; None where the figures are of all programmes


@dataclass(frozen=True, slots=True)
class WaiverRow:
    """A waiver that was given and stands."""

    code: str
    reason: str
    until: date
    actor: str
    at: datetime


def find(session: Session, named: Named, profile: str, programme_id: int | None = None) -> ReportPeriod | None:
    """What is on record of a period; None while it is open."""
    return session.exec(select(ReportPeriod).where(ReportPeriod.key == _key(named, profile, programme_id))).one_or_none()


def held(change: Change, named: Named, profile: str, programme_id: int | None = None) -> ReportPeriod:
    """The period, locked against other writers; a new one is open."""
    key = _key(named, profile, programme_id)
    found = change.session.exec(select(ReportPeriod).where(ReportPeriod.key == key).with_for_update()).one_or_none()
    if found is not None:
        return found
    return ReportPeriod(
        key=key, programme_id=programme_id, name=named.name, kind=named.kind, starts_on=named.period.start,
        ends_on=named.period.end, profile=profile, state=periods.OPEN, actor=change.actor, at=change.at,
    )  # fmt: skip


def move(change: Change, period: ReportPeriod, to: str, *, reason: str | None = None, frozen_id: int | None = None) -> None:
    """Takes a period to a state, with its frozen figures if it has any there. Refused as `periods.check_move` says."""
    label = label_of(change.session, period)
    periods.check_move(label, period.state, to)
    before = {name: getattr(period, name) for name in _KEPT}
    period.state, period.reason, period.frozen_id = to, reason, frozen_id
    period.at, period.actor = change.at, change.actor
    change.session.add(period)
    change.session.flush()
    after = {name: getattr(period, name) for name in _KEPT}
    change.facts |= {"title": label, "period": period.id, "profile": period.profile, "before": before, "after": after}
    if reason:
        change.facts["reason"] = reason


def unlock(change: Change, named: Named, profile: str, reason: str, programme_id: int | None = None) -> None:
    """A locked period is a draft again: its figures follow the records. Refused without a reason, or where it is not locked."""
    reason = periods.check_reason(reason, "Unlocking a period")
    period = held(change, named, profile, programme_id)
    periods.check_unlock(label_of(change.session, period), period.state)
    move(change, period, periods.DRAFT, reason=reason)


def rows(session: Session, today: date) -> list[PeriodRow]:
    """The periods on record, the latest first."""
    newest = select(ReportPeriod).order_by(
        col(ReportPeriod.ends_on).desc(), col(ReportPeriod.starts_on).desc(), ReportPeriod.profile
    )
    return [row(session, periods.named(each.name), each.profile, today, each.programme_id) for each in session.exec(newest)]


def row(session: Session, named: Named, profile: str, today: date, programme_id: int | None = None) -> PeriodRow:
    """One period, on record or not, of one programme or of all."""
    found = find(session, named, profile, programme_id)
    state = found.state if found else periods.NOT_BEGUN if named.period.start > today else periods.OPEN
    said = PeriodRow(
        named.name, named.kind, named.period.label, named.period.start, named.period.end, profile, state,
        programme=_code_of(session, programme_id),
    )  # fmt: skip
    if found is None:
        return said
    said = replace(said, reason=found.reason, at=found.at, actor=found.actor)
    frozen = session.get(FrozenPack, found.frozen_id) if found.frozen_id else None
    if frozen is not None:
        said = replace(said, as_on=frozen.as_on, locked_at=frozen.known_at, report=frozen.report)
    for each in handed_over(session, found.id or 0):
        if each.kind == RESTATEMENT:
            said = replace(said, restated_at=each.at)
        else:
            said = replace(
                said, submitted_at=each.at, submitted_by=each.actor, sha256=each.sha256, reference=each.reference,
                signature_sha256=each.signature_sha256,
            )  # fmt: skip
    return said


def handed_over(session: Session, period_id: int) -> list[HandedOver]:
    """What left the house for a period, oldest first."""
    return list(session.exec(select(HandedOver).where(HandedOver.period_id == period_id).order_by(col(HandedOver.id))))


def label_of(session: Session, period: ReportPeriod) -> str:
    """'FY 2026-27 Q2', with the programme where it is of one, and the profile where it is not the ministry's."""
    label = periods.named(period.name).period.label
    code = _code_of(session, period.programme_id)
    of_one = f"{label} of {code}" if code else label
    return of_one if period.profile == "ministry" else f"{of_one} ({period.profile})"


def _code_of(session: Session, programme_id: int | None) -> str | None:
    return None if programme_id is None else session.get_one(Programme, programme_id).code


def frozen_of(session: Session, period: Period, profile: str, programme_id: int | None = None) -> FrozenPack | None:
    """The frozen figures of a period; None while they follow the records."""
    named = periods.named(periods.name_of(period))
    found = find(session, named, profile, programme_id)
    return session.get(FrozenPack, found.frozen_id) if found is not None and found.frozen_id else None


# -- waivers ---------------------------------------------------------------------------------------------------------


def waive(change: Change, code: str, reason: str, until: date, today: date) -> None:
    """A rule is borne until a day. Refused without a reason, and for a day that is past. The rule itself is the caller's."""
    reason = periods.check_reason(reason, "Waiving a rule")
    if until < today:
        raise Refused("until", f"{until:%d.%m.%Y} is past, so the waiver would never hold. Choose today or a later day.")
    waiver = RuleWaiver(code=code, reason=reason, until=until, actor=change.actor, at=change.at)
    change.session.add(waiver)
    change.session.flush()
    change.facts |= {"title": code, "reason": reason, "until": until.strftime(_MONTHS_TEXT), "waiver": waiver.id}


def waivers(session: Session, on: date, known_before: datetime | None = None) -> dict[str, WaiverRow]:
    """The waivers that hold on a day, by rule: the newest of each."""
    wanted = select(RuleWaiver).where(RuleWaiver.until >= on).order_by(col(RuleWaiver.id))
    return {
        each.code: WaiverRow(each.code, each.reason, each.until, each.actor, each.at)
        for each in session.exec(wanted)
        if (each.ended_at is None or (known_before is not None and each.ended_at >= known_before))
        and (known_before is None or each.at < known_before)
    }


# -- taking back -----------------------------------------------------------------------------------------------------


def _put_back(change: Change, _change_id: int, facts: Mapping[str, Any], *, again: bool) -> None:
    """A move taken back, or made again: only while the period is as the move left it."""
    period = change.session.get(ReportPeriod, facts["period"], with_for_update=True)
    there, back = (facts["before"], facts["after"]) if again else (facts["after"], facts["before"])
    if period is None or any(getattr(period, name) != there[name] for name in _KEPT):
        raise Refused("changed-since", f"{facts['title']} was moved on since. Take the newer change back first.")
    for name in _KEPT:
        setattr(period, name, back[name])
    period.at, period.actor = change.at, change.actor
    change.session.add(period)


def _end_waiver(change: Change, _change_id: int, facts: Mapping[str, Any], *, again: bool) -> None:
    waiver = change.session.get(RuleWaiver, facts["waiver"], with_for_update=True)
    if waiver is None:
        raise Refused("gone", "This waiver is not on record any more.")
    waiver.ended_at = None if again else change.at
    change.session.add(waiver)


def _never(_change: Change, _change_id: int, facts: Mapping[str, Any]) -> None:
    raise Refused(
        "submitted",
        f"{facts['title']} was handed over: a submitted pack is never taken back. Account for later corrections by restating it.",
    )


def taken_back(change: Change, action: str, change_id: int, facts: Mapping[str, Any], *, again: bool) -> bool:
    """Takes one of the changes of this file back, or makes it again; says whether it was one."""
    if action in ("report.submitted", "report.restated"):
        _never(change, change_id, facts)
    if action in ("report.locked", "report.unlocked"):
        _put_back(change, change_id, facts, again=again)
    elif action == "report.waived":
        _end_waiver(change, change_id, facts, again=again)
    else:
        return False
    return True


def _key(named: Named, profile: str, programme_id: int | None) -> str:
    return f"{'all' if programme_id is None else programme_id}/{named.name}/{profile}"
