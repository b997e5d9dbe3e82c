"""A pack that does not agree with itself says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from skilling.domain.problems import Refused
from skilling.reports import checks, sheet
from skilling.reports.grids import Band
from skilling.reports.pack import ministry
from skilling.services.desk import Desk
from tests.builders import a_developer, a_startup, an_enrolment
from tests.reports import seeded
from tests.reports.packs import a_pack, grid_named


def test_a_sound_pack_is_no_draft(desk: Desk) -> None:
    an_enrolment(desk)
    pack = a_pack(desk)
    assert not pack.draft
    assert len(pack.checks) > 60
    assert all(check.ok for check in pack.checks)


def test_every_sheet_is_checked_against_the_others(sqlite_desk: Desk) -> None:
    seeded.fill(sqlite_desk, seed=1)
    said = " ".join(check.what.en for check in a_pack(sqlite_desk).checks)
    for words in (
        "State UT · Unique persons: rows add up to the total",
        "Category x gender · Enrolled: columns add up to the total",
        "Summary · Enrolled: previous + during = cumulative",
        "Enrolled: Summary = Cohort register",
        "Unique persons + Further enrolments of the same persons = Summary · Enrolled (cumulative)",
        "Unique persons = State UT · Unique persons",
        "Women = Category x gender · Enrolled",
    ):
        assert words in said


def test_stages_out_of_order_make_a_draft(desk: Desk) -> None:
    an_enrolment(desk, status="completed", on=date(2026, 9, 1))  # never enrolled, never started
    pack = a_pack(desk)
    assert (pack.draft, pack.broken, pack.out_of_order) == (True, 1, 1)
    assert any(row.band is Band.DRAFT for row in pack.sheets[0].rows)
    assert [n.sentence.en.split(".")[0] for n in pack.notices if n.question is checks.ORDER] == [
        "1 enrolment has a stage before, or without, the stage that comes before it"
    ]


def test_a_total_that_does_not_add_up_makes_a_draft(sqlite_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    an_enrolment(sqlite_desk)
    real = sheet.values

    def wrong(session: object, scope: object, questions: object) -> object:
        found = real(session, scope, questions)  # type: ignore[arg-type]
        return [
            v + 1 if q.measure == "trained" and q.where and q.where[0] == ("state", 29) else v
            for q, v in zip(questions, found, strict=True)  # type: ignore[call-overload]
        ]

    monkeypatch.setattr(sheet, "values", wrong)
    pack = a_pack(sqlite_desk)
    assert [check.what.en for check in pack.checks if not check.ok] == ["State UT · Trained: rows add up to the total"]
    assert pack.draft
    words = [cell.value for row in grid_named(pack, "Checks and sources").rows for cell in row.cells if cell is not None]
    assert words.count("CHECK") == 1


def test_what_is_not_stated_is_named_before_handing_over(desk: Desk) -> None:
    for _ in range(2):
        an_enrolment(desk, a_developer(desk, gender="F", category="SC"))
    a_startup(desk, state_id=None)
    said = [notice.sentence.en for notice in a_pack(desk).notices]
    assert said == [
        "2 enrolments have no State/UT: they count as Not stated.",
        "1 startup has no State/UT on record.",
    ]


@pytest.mark.parametrize(
    ("option", "code"), [({"profile": "x"}, "profile"), ({"language": "fr"}, "language"), ({"programme_id": 99}, "gone")]
)
def test_an_option_that_is_not_there_is_refused(sqlite_desk: Desk, option: dict[str, object], code: str) -> None:
    with pytest.raises(Refused) as refused:
        a_pack(sqlite_desk, **option)
    assert refused.value.code == code


def test_a_pack_is_asked_of_a_reading_session(sqlite_desk: Desk) -> None:
    from skilling.domain.calendar import financial_year

    pack = sqlite_desk.read(ministry, financial_year("2026-27"), date(2026, 11, 22))
    assert pack.head.language == "both"
    assert replace(pack, made_by="x") != pack
