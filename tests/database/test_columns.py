"""Moments, amounts and plain data come back as they went in, on both engines."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select, text
from sqlalchemy.exc import StatementError

from skilling.database import columns, jsontext
from skilling.database.tables import Grant, Resource, table_of
from skilling.services.desk import Desk
from tests import builders

INDIA = timezone(timedelta(hours=5, minutes=30))


@pytest.mark.parametrize(
    ("given_moment", "in_utc"),
    [
        (datetime(2026, 11, 5, 4, 30, tzinfo=INDIA), datetime(2026, 11, 4, 23, 0, tzinfo=UTC)),
        (datetime(2026, 3, 31, 23, 59, 59, tzinfo=UTC), datetime(2026, 3, 31, 23, 59, 59, tzinfo=UTC)),
        (datetime(2026, 3, 31, 23, 59, 59, 999_999, tzinfo=UTC), datetime(2026, 3, 31, 23, 59, 59, tzinfo=UTC)),
        (datetime(1901, 1, 1, tzinfo=UTC), datetime(1901, 1, 1, tzinfo=UTC)),
        (datetime(9999, 12, 31, tzinfo=UTC), datetime(9999, 12, 31, tzinfo=UTC)),
    ],
)
def test_a_moment_comes_back_in_utc_to_the_second(desk: Desk, given_moment: datetime, in_utc: datetime) -> None:
    made = builders.a_programme(desk, archived_at=given_moment)
    kept = builders.stored(desk, "programme", made.id or 0)
    assert kept is not None and kept.archived_at == in_utc
    assert kept.archived_at is not None and kept.archived_at.utcoffset() == timedelta(0)


def test_a_moment_without_its_zone_is_refused(desk: Desk) -> None:
    with pytest.raises(StatementError, match="time zone"):
        builders.saved(desk, builders.Programme(code="P", name="P", archived_at=datetime(2026, 11, 5)))
    with pytest.raises(ValueError, match="time zone"):
        columns.stored_instant(datetime(2026, 11, 5))


def test_a_moment_stored_as_text_equals_the_same_moment_stored_as_a_record(desk: Desk) -> None:
    moment = datetime(2026, 11, 5, 4, 30, tzinfo=INDIA)
    made = builders.a_programme(desk, archived_at=moment)
    with desk.database.reading() as session:
        same = text("SELECT id FROM programmes WHERE archived_at = :moment")
        given_as: Any = columns.stored_instant(moment)
        if not desk.database.is_file:
            given_as = datetime.fromisoformat(given_as)
        assert session.execute(same, {"moment": given_as}).scalar() == made.id


def test_an_amount_is_kept_to_the_hundredth_and_sums_are_exact(desk: Desk) -> None:
    developer = builders.a_developer(desk)
    for _ in range(10):
        builders.a_grant(desk, developer_id=developer.id, amount=Decimal("0.10"))
    builders.a_grant(desk, developer_id=developer.id, amount=Decimal("12345678901.23"))
    total = desk.read(lambda session: session.scalar(select(func.sum(table_of(Grant).c.amount))))
    assert total == Decimal("12345678902.23") and isinstance(total, Decimal)
    large = desk.read(lambda session: session.scalar(select(func.count()).where(table_of(Grant).c.amount > Decimal("0.10"))))
    assert large == 1
    raw = desk.read(lambda session: session.execute(text("SELECT min(amount), max(amount) FROM grants")).one())
    assert tuple(raw) == (10, 1_234_567_890_123)


@pytest.mark.parametrize(
    ("typed", "kept"), [("2.345", "2.35"), ("2.344", "2.34"), ("2", "2.00"), ("-0.005", "-0.01"), ("5E+2", "500.00")]
)
def test_half_a_hundredth_is_rounded_up(desk: Desk, typed: str, kept: str) -> None:
    made = builders.a_resource(desk, hours=Decimal(typed))
    found = builders.stored(desk, "resource", made.id or 0)
    assert isinstance(found, Resource) and str(found.hours) == kept


def test_an_amount_in_floating_point_is_refused(desk: Desk) -> None:
    with pytest.raises((TypeError, StatementError), match="Decimal"):
        builders.a_resource(desk, hours=2.5)


def test_days_stay_days_whatever_zone_the_server_lives_in(desk: Desk) -> None:
    for day in (date(2026, 4, 1), date(1, 1, 1), date(9999, 12, 31)):
        made = builders.a_programme(desk, starts_on=day)
        kept = builders.stored(desk, "programme", made.id or 0)
        assert isinstance(kept, builders.Programme) and kept.starts_on == day


PLAIN = {"ä": [1, 2.5, None, True], "nested": {"देवी": "\u200d\t\n\"'\\"}, "a": "", "emoji": "🧪"}


def test_plain_data_comes_back_as_it_went_in(desk: Desk) -> None:
    made = builders.a_developer(desk, extra=PLAIN)
    kept = builders.stored(desk, "developer", made.id or 0)
    assert isinstance(kept, builders.Developer) and kept.extra == PLAIN
    empty = builders.stored(desk, "developer", builders.a_developer(desk, extra={}).id or 0)
    assert isinstance(empty, builders.Developer) and empty.extra == {}


PLAIN_DATA = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(PLAIN_DATA)
def test_one_text_for_one_thing(data: Any) -> None:
    assert jsontext.loads(jsontext.dumps(data)) == data
    assert jsontext.dumps(jsontext.loads(jsontext.dumps(data))) == jsontext.dumps(data)


def test_the_order_of_keys_does_not_matter_and_days_and_amounts_are_text() -> None:
    assert jsontext.dumps({"b": 1, "a": 2}) == '{"a":2,"b":1}' == jsontext.dumps({"a": 2, "b": 1})
    moment = datetime(2026, 11, 5, 4, 30, tzinfo=UTC)
    written = jsontext.dumps([date(2026, 4, 1), moment, Decimal("1.50"), "é"])
    assert written == '["2026-04-01","2026-11-05T04:30:00+00:00","1.50","é"]'


def test_what_has_no_plain_form_is_refused() -> None:
    for odd in ({1, 2}, b"bytes", object(), float("nan"), float("inf")):
        with pytest.raises((TypeError, ValueError)):
            jsontext.dumps({"x": odd})
