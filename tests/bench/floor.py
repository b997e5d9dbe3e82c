"""The floor of an import: calamine reads the file, `executemany` puts the same rows into the same tables; nothing is understood.

`python -m tests.bench.floor LIST DATABASE`, on a database that has its tables and the cohorts.
"""

from __future__ import annotations

import sys
from pathlib import Path

from python_calamine import CalamineWorkbook
from sqlcipher3 import dbapi2

STAMP = "2026-11-22 12:00:00"


def main(path: str, address: str) -> None:
    """Reads and inserts."""
    sheet = iter(CalamineWorkbook.from_path(Path(path)).get_sheet_by_index(0).iter_rows())
    next(sheet)
    rows = list(sheet)
    connection = dbapi2.connect(address, isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "cache_size=-65536"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("BEGIN IMMEDIATE")
    programme = connection.execute("SELECT id FROM programmes").fetchone()[0]
    codes = sorted({row[20] for row in rows})
    connection.executemany(
        "INSERT INTO cohorts (code, programme_id, status, uid, created_at, updated_at, row_version) VALUES (?,?,'open',?,?,?,1)",
        ((code, programme, f"C{code}", STAMP, STAMP) for code in codes),
    )
    cohorts = dict(connection.execute("SELECT code, id FROM cohorts"))
    connection.executemany(
        "INSERT INTO developers (id, uid, created_at, updated_at, row_version, full_name, father_name, gender, category, born_on, "
        "email, mobile, state_id, pin, pwd, education, roll_no, name_key, search_text, extra) "
        "VALUES (?,?,?,?,1,?,?,?,?,?,?,?,29,?,?,?,?,?,?,?)",
        (
            (number, f"U{number:025d}", STAMP, STAMP, row[1], row[2], row[3][0], row[4], row[5], row[6], f"+91{row[7]:.0f}",
             f"{row[11]:.0f}", row[13][0], "graduate", row[18], row[1].lower(), f"{row[1]} {row[6]}".lower(), str(row[14:17]))
            for number, row in enumerate(rows, 1)
        ),
    )  # fmt: skip
    connection.executemany(
        "INSERT INTO enrolments (id, uid, created_at, updated_at, row_version, developer_id, cohort_id, status, enrolled_on, gender, "
        "category, state_id) VALUES (?,?,?,?,1,?,?,'enrolled','2026-08-15',?,?,29)",
        (
            (number, f"E{number:025d}", STAMP, STAMP, number, cohorts[row[20]], row[3][0], row[4])
            for number, row in enumerate(rows, 1)
        ),
    )
    connection.executemany(
        "INSERT INTO enrolment_steps (enrolment_id, status, effective_on, recorded_at, actor) VALUES (?,'enrolled','2026-08-15',?,'x')",
        ((number, STAMP) for number in range(1, len(rows) + 1)),
    )
    connection.execute("COMMIT")
    connection.close()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
