"""One backup a day, made by the window behind its first page."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta

from skilling.services import upkeep
from skilling.services.desk import Desk
from tests.builders import a_developer


def test_a_backup_is_made_once_a_day(sqlite_desk: Desk) -> None:
    a_developer(sqlite_desk)
    now = datetime.now(UTC)
    assert upkeep.back_up_today(sqlite_desk, now) is not None
    upkeep.back_up_today(sqlite_desk, now)
    [only] = upkeep.backups(sqlite_desk)
    yesterday = (now - timedelta(days=1)).timestamp()
    os.utime(only, (yesterday, yesterday))
    upkeep.back_up_today(sqlite_desk, now)
    assert len(upkeep.backups(sqlite_desk)) == 2
