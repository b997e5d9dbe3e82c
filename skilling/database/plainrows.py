"""Rows of any table as plain data and back: what is kept of records that are taken away as a set."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Date, DateTime, Table
from sqlalchemy.types import TypeEngine

from skilling.database import jsontext
from skilling.database.changes import Change
from skilling.database.columns import Hundredths, Instant
from skilling.database.sets import rows_where


def plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values as the audit writes them: dates and moments as ISO text, amounts as text."""
    return dict(jsontext.loads(jsontext.dumps(dict(values))))


def typed(table: Table, values: Mapping[str, Any]) -> dict[str, Any]:
    """Plain values as the table's own types again."""
    return {name: _typed(table.c[name].type, value) for name, value in values.items() if name in table.c}


def whole_rows(change: Change, table: Table, ids: Iterable[int]) -> list[dict[str, Any]]:
    """The rows with these ids, every column, as the table's own types."""
    columns = list(table.c)
    names = [column.name for column in columns]
    return [dict(zip(names, row, strict=True)) for row in rows_where(change.session, columns, table.c.id, list(ids))]


def _typed(kind: TypeEngine[Any], value: Any) -> Any:
    if isinstance(value, str):
        if isinstance(kind, Instant | DateTime):
            return datetime.fromisoformat(value)
        if isinstance(kind, Date):
            return date.fromisoformat(value)
        if isinstance(kind, Hundredths):
            return Decimal(value)
    return value
