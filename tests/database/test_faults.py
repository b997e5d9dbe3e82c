"""Every state of an engine has its own sentence, known by the engine's code and not by the words of its message."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy.exc import OperationalError

from skilling.database import embedded, faults
from skilling.domain.problems import Refused, Unusable


def of_sqlite(code: int) -> Exception:
    error: Exception = embedded.library().OperationalError("words that may change")
    error.sqlite_errorcode = code  # type: ignore[attr-defined]
    return error


def of_postgresql(state: str | None, said: str = "words in any language") -> Exception:
    kind = psycopg.errors.lookup(state) if state in psycopg.errors._sqlcodes else psycopg.OperationalError
    return kind(said)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (of_sqlite(5), "busy"), (of_sqlite(517), "busy"), (of_sqlite(6), "busy"), (of_sqlite(8), "read-only"),
        (of_sqlite(1032), "replaced"), (of_sqlite(778), "disk-error"), (of_sqlite(11), "damaged"), (of_sqlite(26), "damaged"),
        (of_sqlite(13), "disk-full"), (of_sqlite(14), "cannot-open"),
        (of_postgresql("55P03"), "busy"), (of_postgresql("40P01"), "busy"), (of_postgresql("57014"), "too-long"),
        (of_postgresql("25006"), "read-only"), (of_postgresql("53100"), "disk-full"), (of_postgresql("53300"), "crowded"),
        (of_postgresql("57P01"), "unreachable"), (of_postgresql("08006"), "unreachable"), (of_postgresql("28P01"), "password"),
        (of_postgresql("3D000"), "no-database"), (of_postgresql("XX001"), "damaged"),
        (of_postgresql(None), "unreachable"), (of_postgresql(None, "FATAL: password authentication failed"), "password"),
        (of_postgresql(None, 'FATAL: database "x" does not exist'), "no-database"),
        (of_postgresql(None, "FATAL: sorry, too many clients already"), "crowded"),
    ],
)  # fmt: skip
def test_a_state_is_known_by_its_code_wrapped_or_not(error: Exception, code: str) -> None:
    for raised in (error, OperationalError("SELECT 1", {}, error)):
        with pytest.raises(Unusable) as refused, faults.sentences():
            raise raised
        assert refused.value.code == code
        assert refused.value.message.endswith(".") and refused.value.__cause__ is raised


@pytest.mark.parametrize(("said", "code"), [("disk I/O error", "disk-error"), ("database or disk is full", "disk-full")])
def test_an_error_of_sqlite_without_a_code_is_known_by_its_text(said: str, code: str) -> None:
    with pytest.raises(Unusable) as refused, faults.sentences():
        raise embedded.library().OperationalError(said)
    assert refused.value.code == code


def test_a_disk_error_does_not_promise_that_nothing_was_changed() -> None:
    assert "Nothing was changed" not in faults.unusable("disk-error").message


@pytest.mark.parametrize(
    "bug", [of_sqlite(1), of_sqlite(19), of_postgresql("42601"), of_postgresql("23502"), ValueError("x"), Refused("no", "No.")]
)
def test_what_is_no_state_of_the_engine_passes_as_it_is(bug: Exception) -> None:
    with pytest.raises(type(bug)) as passed, faults.sentences():
        raise bug
    assert passed.value is bug


def test_every_code_has_a_sentence() -> None:
    used = set(faults._SQLITE.values()) | set(faults._POSTGRESQL.values()) | {code for _, code in faults._NO_CONNECTION}
    assert used | {"replaced", "cannot-open"} == set(faults._SENTENCES)


def test_a_disk_that_is_full_is_told_also_from_under_the_bulk_insert(tmp_path: Path) -> None:
    connection: Any = embedded.library().connect(str(tmp_path / "small.db"))
    connection.execute("PRAGMA max_page_count=3")
    connection.execute("CREATE TABLE t (content)")
    with pytest.raises(Unusable) as refused, faults.sentences():
        connection.executemany("INSERT INTO t VALUES (?)", [(b"x" * 4000,)] * 10)
    assert refused.value.code == "disk-full"
    connection.close()
