"""The floor of an import: calamine reads the file, `executemany` puts the same rows into the same tables; nothing is understood.

Into a register with people in it, every row is looked up first by phone and by e-mail, each through its index.

`python -m tests.bench.floor LIST DATABASE`, on a database that has its tables and the cohorts.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from python_calamine import CalamineWorkbook
from sqlcipher3 import dbapi2

STAMP = "2026-11-22 12:00:00"
KEPT_BESIDE = (10, 15, 16, 17, 20, 21, 24)  # columns that have no field, as our import keeps them


def main(path: str, address: str) -> None:
    """Reads and inserts."""
    sheet = iter(CalamineWorkbook.from_path(Path(path)).get_sheet_by_index(0).iter_rows())
    heads = next(sheet)
    rows = list(sheet)
    connection = dbapi2.connect(address, isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "cache_size=-65536"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("BEGIN IMMEDIATE")
    programme = connection.execute("SELECT id FROM programmes").fetchone()[0]
    codes = sorted({row[20] for row in rows})
    connection.executemany(
        "INSERT OR IGNORE INTO cohorts (code, programme_id, status, uid, created_at, updated_at, row_version) VALUES (?,?,'open',?,?,?,1)",
        ((code, programme, f"C{code}", STAMP, STAMP) for code in codes),
    )
    cohorts = dict(connection.execute("SELECT code, id FROM cohorts"))
    places = sorted({row[12] for row in rows})
    connection.executemany(
        "INSERT INTO institutions (name, name_key, uid, created_at, updated_at, row_version, run_id) VALUES (?,?,?,?,?,1,1)",
        ((place, place.lower(), f"I{place:>025}", STAMP, STAMP) for place in places),
    )
    institutions = dict(connection.execute("SELECT name, id FROM institutions WHERE run_id = 1"))
    district = connection.execute("SELECT id FROM districts WHERE state_id = 29").fetchone()[0]
    first = connection.execute("SELECT coalesce(max(id), 0) + 1 FROM developers").fetchone()[0]
    if first > 1:
        for row in rows:
            connection.execute("SELECT id FROM developers WHERE mobile = ?", (f"+91{row[7]:.0f}",)).fetchone()
            connection.execute("SELECT id FROM developers WHERE email = ?", (row[6],)).fetchone()
    joined = connection.execute("SELECT coalesce(max(id), 0) + 1 FROM enrolments").fetchone()[0]
    connection.executemany(
        "INSERT INTO developers (id, uid, created_at, updated_at, row_version, full_name, father_name, gender, category, born_on, "
        "email, mobile, state_id, pin, pwd, education, roll_no, name_key, search_text, extra, institution_id, district_id, run_id) "
        "VALUES (?,?,?,?,1,?,?,?,?,?,?,?,29,?,?,?,?,?,?,?,?,?,1)",
        (
            (number, f"U{number:025d}", STAMP, STAMP, row[1], row[2], row[3][0], row[4], row[5], row[6], f"+91{row[7]:.0f}",
             f"{row[11]:.0f}", row[13][0], "graduate", row[18], row[1].lower(), f"{row[1]} {row[6]} {row[7]:.0f} {row[18]}".lower(),
             json.dumps({heads[place]: str(row[place]) for place in KEPT_BESIDE}), institutions[row[12]], district)
            for number, row in enumerate(rows, first)
        ),
    )  # fmt: skip
    connection.executemany(
        "INSERT INTO enrolments (id, uid, created_at, updated_at, row_version, developer_id, cohort_id, status, enrolled_on, gender, "
        "category, pwd, age_band, state_id, district_id, run_id) VALUES (?,?,?,?,1,?,?,'enrolled','2026-08-15',?,?,?,'25-34',29,?,1)",
        (
            (
                joined + place,
                f"E{joined + place:025d}",
                STAMP,
                STAMP,
                first + place,
                cohorts[row[20]],
                row[3][0],
                row[4],
                row[13][0],
                district,
            )
            for place, row in enumerate(rows)
        ),
    )
    connection.executemany(
        "INSERT INTO enrolment_steps (enrolment_id, status, effective_on, recorded_at, actor, run_id) "
        "VALUES (?,'enrolled','2026-08-15',?,'x',1)",
        ((number, STAMP) for number in range(joined, joined + len(rows))),
    )
    connection.execute("COMMIT")
    connection.close()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
