"""Large registers, made once and kept in a folder: `register` for figures, in a minute; `people` with names, for imports.

`SKILLING_BENCH` names a folder that outlives the run.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from sqlalchemy import text
from sqlcipher3 import dbapi2

from skilling.database import summaries
from skilling.database.changes import Change, catch_up
from skilling.services.desk import open_desk
from tests.bench import lists
from tests.bench.floor import STAMP
from tests.bench.measuring import run as run_program

_SERIES = "WITH RECURSIVE series(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM series WHERE i < {count}) "
# A number that looks drawn, from the row's own: the same register every time.
_DRAWN = "abs(((i * 2654435761 + {salt} * 40503) % 4294967296) / 65536 % {of})"
_HOUSE = "'2026-04-01 00:00:00', '2026-04-01 00:00:00', 1"
_STATES = (27, 9, 29, 33, 10, 8, 36, 24, 32, 19, 7, 21, 23, 6, 3)


def kept(folder: Path) -> Path:
    """Where large registers are kept: the folder that `SKILLING_BENCH` names, else this one, which goes with the run."""
    chosen = Path(os.environ.get("SKILLING_BENCH", folder))
    chosen.mkdir(parents=True, exist_ok=True)
    return chosen


def people(folder: Path, developers: int) -> Path:
    """The database of so many invented people with the cohorts of `lists`, ready to be imported into."""
    path = folder / f"people-{developers}.db"
    if not path.exists():
        made = path.with_suffix(".part")
        made.unlink(missing_ok=True)
        command = [sys.executable, "main.py", "--database", str(made)]
        run_program([*command, "init"])
        if developers:
            run_program([*command, "generate", "--developers", str(developers)])
        _prepare(made, [*command, "import", str(lists.write(folder / "short.xlsx", 10, seed=11, first=2_000_000))], developers)
        made.rename(path)
        shutil.rmtree(folder / f"{made.stem}-backups", ignore_errors=True)
    open_desk(str(path)).close()  # it may have been made by an older version
    _alone(path)
    return path


def _prepare(database: Path, short_import: list[str], developers: int) -> None:
    """The cohorts of the lists are there, the first import, of a short list, has had the block keys of everybody stored, and the sums
    are up to date."""
    with closing(dbapi2.connect(str(database), isolation_level=None)) as connection:
        # The invented programme is several programmes: an import could not know in which of them to make cohorts.
        programme = connection.execute("SELECT min(id) FROM programmes").fetchone()[0]
        connection.executemany(
            "INSERT INTO cohorts (code, programme_id, status, uid, created_at, updated_at, row_version) VALUES (?,?,'open',?,?,?,1)",
            ((code, programme, f"C{code}", STAMP, STAMP) for code in (f"COH-{number:03d}" for number in range(200))),
        )
    if developers:
        run_program(short_import)
        desk = open_desk(str(database))
        caught_up = catch_up(desk.database)
        desk.close()
        if not caught_up:
            raise RuntimeError("the sums cannot be brought up to date")


def _alone(database: Path) -> None:
    """Everything is in the file itself, so that it can be copied."""
    with closing(dbapi2.connect(str(database), isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE").fetchall()


def register(folder: Path, developers: int) -> Path:
    """The database of so many developers and twice as many enrolments in a five-hundredth as many cohorts."""
    path = folder / f"register-{developers}.db"
    if not path.exists():
        made = path.with_suffix(".part")
        made.unlink(missing_ok=True)
        desk = open_desk(str(made), create=True)
        desk.change("bench", "register.made", _fill, developers)
        desk.close()
        made.rename(path)
    return path


def _fill(change: Change, developers: int) -> None:
    def run(statement: str) -> None:
        change.session.execute(text(statement))

    cohorts = max(10, developers // 500)
    _fill_cohorts(run, cohorts)
    _fill_developers(run, developers)
    _fill_enrolments(run, developers, cohorts)
    summaries.build(change.connection)


def _drawn(of: int, salt: int) -> str:
    return _DRAWN.format(of=of, salt=salt)


def _fill_cohorts(run: Callable[[str], None], cohorts: int) -> None:
    """The programme, its cohorts, and a fourth as many institutions."""
    house, drawn = _HOUSE, _drawn
    run(
        "INSERT INTO programmes (id, uid, created_at, updated_at, row_version, code, name, status) "
        f"VALUES (1, 'P1', {house}, 'OAI-1', 'OpenAI Academy India (invented)', 'running')"
    )
    run(
        "INSERT INTO institutions (id, uid, created_at, updated_at, row_version, name, name_key) "
        + _SERIES.format(count=max(1, cohorts // 4))
        + f"SELECT i, 'I' || i, {house}, 'College ' || i, 'college' || i FROM series"
    )
    run(
        "INSERT INTO cohorts (id, uid, created_at, updated_at, row_version, code, programme_id, status, institution_id, starts_on, seats) "
        + _SERIES.format(count=cohorts)
        + f"SELECT i, 'C' || i, {house}, 'COH-' || i, 1, 'running', 1 + i % {max(1, cohorts // 4)}, "
        f"date('2024-06-01', '+' || {drawn(600, 1)} || ' days'), 2000 FROM series"
    )


def _fill_developers(run: Callable[[str], None], developers: int) -> None:
    """People of all States/UTs and their districts."""
    house, drawn = _HOUSE, _drawn
    state = "CASE " + " ".join(f"WHEN {{}} = {place} THEN {key}" for place, key in enumerate(_STATES)) + " END"
    run(
        "INSERT INTO developers (id, uid, created_at, updated_at, row_version, full_name, name_key, search_text, gender, category, "
        "pwd, minority, learner_type, state_id, district_id) "
        + _SERIES.format(count=developers)
        + f"SELECT i, 'D' || i, {house}, 'Person ' || i, 'person' || i, '', "
        f"CASE {drawn(20, 2)} WHEN 0 THEN NULL WHEN 1 THEN 'T' ELSE CASE {drawn(2, 3)} WHEN 0 THEN 'F' ELSE 'M' END END, "
        f"CASE {drawn(7, 4)} WHEN 0 THEN 'SC' WHEN 1 THEN 'ST' WHEN 2 THEN 'OBC' WHEN 3 THEN 'EWS' WHEN 4 THEN NULL ELSE 'GEN' END, "
        f"CASE {drawn(30, 5)} WHEN 0 THEN 'Y' WHEN 1 THEN NULL ELSE 'N' END, CASE {drawn(9, 6)} WHEN 0 THEN 'Y' ELSE 'N' END, "
        f"CASE {drawn(4, 7)} WHEN 0 THEN 'student' WHEN 1 THEN 'teacher' WHEN 2 THEN 'official' ELSE 'professional' END, "
        f"{state.format(*['i % 16'] * len(_STATES))}, NULL FROM series"
    )
    run(
        "CREATE TEMPORARY TABLE placed AS SELECT state_id, id, row_number() OVER (PARTITION BY state_id ORDER BY id) - 1 AS place, "
        "count(*) OVER (PARTITION BY state_id) AS many FROM districts"
    )
    run("CREATE INDEX placed_by ON placed (state_id, place)")
    run(
        "UPDATE developers SET district_id = (SELECT p.id FROM placed p WHERE p.state_id = developers.state_id AND p.place = "
        "(developers.id / 16) % (SELECT many FROM placed WHERE state_id = developers.state_id LIMIT 1))"
    )
    run("DROP TABLE placed")


def _fill_enrolments(run: Callable[[str], None], developers: int, cohorts: int) -> None:
    """Two enrolments of each, with their steps."""
    house, drawn = _HOUSE, _drawn
    # Most people of a cohort come from its own State/UT, and join within ten weeks of its first day.
    cohort = f"1 + ((i % 16) + 16 * {drawn(max(1, cohorts // 16), 8)}) % {cohorts}"
    run(
        "INSERT INTO enrolments (id, uid, created_at, updated_at, row_version, developer_id, cohort_id, status, gender, category, "
        "pwd, minority, learner_type, state_id, district_id, age_band, enrolled_on, started_on, completed_on, certified_on, left_on) "
        + _SERIES.format(count=2 * developers).replace("series(i)", "numbers(i)").replace("FROM series", "FROM numbers")
        + f", drawn AS (SELECT i, 1 + (i - 1) % {developers} AS who, {cohort} AS cohort, {drawn(70, 9)} AS later, "
        f"{drawn(10, 10)} AS fate FROM numbers) "
        + ", dated AS (SELECT drawn.*, date(c.starts_on, '+' || later || ' days') AS day FROM drawn JOIN cohorts c ON c.id = cohort) "
        f"SELECT i, 'E' || i, {house}, who, cohort, CASE WHEN fate < 5 THEN 'certified' WHEN fate < 7 THEN 'active' WHEN fate = 7 "
        "THEN 'dropped' ELSE 'enrolled' END, gender, category, pwd, minority, learner_type, state_id, district_id, "
        "CASE who % 6 WHEN 0 THEN '<18' WHEN 1 THEN '25-34' WHEN 2 THEN '35-44' WHEN 3 THEN NULL ELSE '18-24' END, day, "
        "CASE WHEN fate < 8 THEN date(day, '+3 days') END, CASE WHEN fate < 5 THEN date(day, '+30 days') END, "
        "CASE WHEN fate < 5 THEN date(day, '+40 days') END, CASE WHEN fate = 7 THEN date(day, '+20 days') END "
        "FROM dated JOIN developers ON developers.id = who WHERE true ON CONFLICT DO NOTHING"
    )
    run(
        "INSERT INTO enrolment_steps (enrolment_id, status, effective_on, recorded_at, actor) "
        "SELECT id, 'enrolled', enrolled_on, created_at, 'bench' FROM enrolments "
        "UNION ALL SELECT id, 'active', started_on, created_at, 'bench' FROM enrolments WHERE started_on IS NOT NULL "
        "UNION ALL SELECT id, 'completed', completed_on, created_at, 'bench' FROM enrolments WHERE completed_on IS NOT NULL"
    )
