"""Column types and names of constraints, alike on SQLite and PostgreSQL; refuses naive instants and floating point amounts."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from sqlalchemy import BigInteger, DateTime, Dialect, Text
from sqlalchemy.dialects.sqlite import DATETIME
from sqlalchemy.types import TypeDecorator, TypeEngine

from skilling.database import jsontext

_CENT: Final = Decimal("0.01")

# Named constraints from the first day: without names, later migrations cannot find them on SQLite.
CONSTRAINT_NAMES: Final = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Instant(TypeDecorator[datetime]):
    """A moment in UTC, to the second. Stored without offset, since SQLite would drop it; always aware in Python."""

    impl = DateTime(timezone=False)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        # SQLite compares moments as text, so there must be one text for one moment, the one of `stored_instant`.
        if dialect.name == "sqlite":
            return DATETIME(truncate_microseconds=True)  # type: ignore[no-untyped-call]  # SQLAlchemy leaves it untyped
        return DateTime(timezone=False)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else _in_utc(value)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


class Hundredths(TypeDecorator[Decimal]):
    """An amount with two decimals, stored as an integer so that sums are exact on every engine."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | int | None, dialect: Dialect) -> int | None:
        return None if value is None else int(two_decimals(value) * 100)

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(int(value)).scaleb(-2)


class Json(TypeDecorator[Any]):
    """Plain data as text in one canonical form, so that the audit's hashes agree on both engines."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else jsontext.dumps(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else jsontext.loads(value)


def stored_instant(moment: datetime) -> str:
    """An aware moment as `bulk_insert` takes it, in the text that both engines compare correctly: UTC, to the second."""
    return _in_utc(moment).isoformat(" ")


def two_decimals(amount: Decimal | int) -> Decimal:
    """The amount as it is kept: two decimals, half a hundredth rounded up. TypeError for a float, which is never exact."""
    if not isinstance(amount, Decimal | int):
        raise TypeError("an amount is a Decimal or a whole number")
    return Decimal(amount).quantize(_CENT, ROUND_HALF_UP)


def as_kept(kind: TypeEngine[Any], value: Any) -> Any:
    """A value as it will be read back, so that the audit says what the table holds."""
    if isinstance(kind, Hundredths) and value is not None:
        return two_decimals(value)
    if isinstance(kind, Instant) and value is not None:
        return _in_utc(value).replace(tzinfo=UTC)
    return value


def _in_utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("an instant needs its time zone")
    return moment.astimezone(UTC).replace(tzinfo=None, microsecond=0)
