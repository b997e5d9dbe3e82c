"""The proofs themselves are sound: their faults are reached, and they notice what is wrong. `make proofs` runs them at length."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from skilling.database import backup, embedded
from tests.proofs import faults, strace, truth

needs_strace = pytest.mark.skipif(not strace.available(), reason=strace.MISSING)


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> faults.Ground:
    return faults.Ground(tmp_path_factory.mktemp("proofs") / "ground")


@needs_strace
@pytest.mark.slow
@pytest.mark.parametrize("effect", ["kill -9", "ENOSPC for ever"])
def test_a_fault_while_writing_breaks_no_promise(ground: faults.Ground, effect: str) -> None:
    tally = faults.prove(ground, "edit", effect, runs=1, seed=1)
    assert (tally.runs, tally.hit, tally.bad) == (1, 1, {})


def spoil(path: Path, statement: str) -> None:
    connection = embedded.library().connect(str(path))
    connection.execute(statement)
    connection.commit()
    connection.close()


SPOILT: dict[str, Callable[[Path], None]] = {
    "a change of several records of which a part is there": lambda path: spoil(
        path, "UPDATE developers SET roll_no = 'R8' WHERE id = 3"
    ),
    "a cohort that another turn changed than its developers": lambda path: spoil(path, "UPDATE cohorts SET seats = 1001"),
    "somebody whom search does not know, or knows twice": lambda path: spoil(
        path, "DELETE FROM developer_search WHERE rowid = 4"
    ),
    "a developer of an import that is not there": lambda path: spoil(path, "UPDATE developers SET run_id = 9 WHERE id = 5"),
    "an enrolment without a step": lambda path: spoil(path, "DELETE FROM enrolment_steps WHERE enrolment_id = 2"),
    "the audit chain is broken": lambda path: spoil(path, "UPDATE changes SET actor = 'x' WHERE id = 4"),
    "an acknowledged change is lost": lambda path: spoil(path, "DELETE FROM changes WHERE id = (SELECT max(id) FROM changes)"),
    "links that lead nowhere": lambda path: spoil(path, "UPDATE enrolments SET cohort_id = 77 WHERE id = 3"),
}


def test_an_untouched_database_has_no_findings(ground: faults.Ground) -> None:
    ground.fresh("edit")
    assert truth.findings(ground.address, set(range(1, ground.known + 1)), None, ground.known) == []


@pytest.mark.parametrize("finding", SPOILT)
def test_what_is_wrong_is_found(ground: faults.Ground, finding: str) -> None:
    ground.fresh("edit")
    SPOILT[finding](ground.address)
    assert finding in truth.findings(ground.address, set(range(1, ground.known + 1)), None, ground.known)


def test_a_promise_that_nothing_was_changed_is_checked(ground: faults.Ground) -> None:
    ground.fresh("edit")
    broken = "something was changed although the sentence said that nothing was"
    assert broken in truth.findings(ground.address, set(), "nothing", ground.known - 1)
    assert broken not in truth.findings(ground.address, set(), "unknown", ground.known - 1)


def test_half_a_backup_and_a_lost_restore_are_found(ground: faults.Ground) -> None:
    ground.fresh("backup")
    folder = backup.folder_of(ground.address)
    folder.mkdir()
    (folder / "00001-2026-11-05-0900-proof.db").write_bytes(ground.address.read_bytes()[:-4096])
    (folder / "x.part").touch()
    assert truth.after_backup(ground.address, {2}, killed=False) == [
        "a backup that is not whole", "an acknowledged backup is lost", "half a backup is left",
    ]  # fmt: skip
    assert truth.after_restore(ground.address, ground.place, restored=True) == ["an acknowledged restore is lost"]
    assert truth.after_restore(ground.address, ground.place, restored=False) == []
    ground.address.write_bytes((ground.place / "older.db").read_bytes())
    assert truth.after_restore(ground.address, ground.place, restored=True) == ["the replaced database is lost"]
    ground.address.unlink()
    assert truth.after_restore(ground.address, ground.place, restored=False)[0].startswith("neither")
