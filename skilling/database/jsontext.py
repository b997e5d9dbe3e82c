"""One canonical text for plain data: sorted keys, no spaces, dates as ISO; refuses what it does not know."""

from __future__ import annotations

import json
from datetime import date, datetime
from decimal import Decimal
from typing import Any


def dumps(value: Any) -> str:
    """The canonical text; the same data gives the same text on every machine."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False, default=_plain)


def loads(text: str) -> Any:
    """The plain data again; dates stay ISO text."""
    return json.loads(text)


def _plain(value: object) -> object:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"no plain form for {type(value).__name__}")
