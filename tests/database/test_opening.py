"""A database that cannot be used as it is is refused with a sentence, and not one of its bytes changes."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from skilling.database import embedded, folders
from skilling.database.engine import open_database
from skilling.database.tables import State
from skilling.domain.problems import Unusable
from skilling.services.desk import open_desk
from tests import builders
from tests.conftest import Server


def bytes_in(folder: Path) -> dict[str, str]:
    """A hash of every file below a folder."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def code_of(address: str | Path, *, create: bool = False) -> str:
    """The code with which an address is refused; its sentence has to name a way out."""
    with pytest.raises(Unusable) as refused:
        open_database(address, create=create)
    assert refused.value.message.count(".") >= 1 and len(refused.value.message) > 40
    return refused.value.code


def a_list(path: Path) -> None:
    path.write_text("Name,Mobile\nAsha Rao,9845012345\n")


def noise(path: Path) -> None:
    path.write_bytes(os.urandom(20_000))


def another_programs(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE notes (text)")
    connection.commit()
    connection.close()


def newer(path: Path) -> None:
    mark(path, f"PRAGMA user_version={embedded.SCHEMA + 1}")


def without_tables(path: Path) -> None:
    path.unlink()
    embedded.begin_file(path)


def cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-5000])


def overwritten(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[100:4096] = bytes(3996)  # the first page of the schema, behind a sound header
    path.write_bytes(content)


def only_a_header(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:60])


def mark(path: Path, pragma: str) -> None:
    connection = embedded.library().connect(str(path))
    connection.execute(pragma)
    connection.close()


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (a_list, "foreign"), (noise, "foreign"), (another_programs, "foreign"), (only_a_header, "foreign"),
        (newer, "newer"), (without_tables, "empty"), (cut_off, "damaged"), (overwritten, "damaged"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_sound_database_of_ours_is_refused_untouched(
    sqlite_address: str, spoil: Callable[[Path], None], code: str
) -> None:
    path = Path(sqlite_address)
    if spoil in (a_list, noise, another_programs):
        path.unlink()
    spoil(path)
    before = bytes_in(path.parent)
    assert code_of(path) == code
    if code != "empty":
        assert code_of(path, create=True) == code  # making one does not overwrite it either
        assert bytes_in(path.parent) == before


def test_damage_behind_the_first_pages_is_refused_when_it_is_met(sqlite_address: str) -> None:
    path = Path(sqlite_address)
    connection = embedded.library().connect(sqlite_address)
    roots = [row[0] for row in connection.execute("SELECT rootpage FROM sqlite_master WHERE name IN ('states', 'cohorts')")]
    connection.close()
    content = bytearray(path.read_bytes())
    for page in roots:
        content[(page - 1) * 4096 : page * 4096] = b"\x55" * 4096
    path.write_bytes(content)
    desk = open_desk(path)
    for use in (lambda: desk.read(lambda session: session.get(State, 29)), lambda: builders.a_cohort(desk, programme_id=1)):
        with pytest.raises(Unusable) as refused:
            use()
        assert refused.value.code == "damaged"
    desk.close()
    assert path.read_bytes() == bytes(content)


def test_a_file_that_is_not_there_is_refused_and_not_made(tmp_path: Path) -> None:
    assert code_of(tmp_path / "absent" / "desk.db") == "missing"
    (tmp_path / "nothing.db").touch()
    assert code_of(tmp_path / "nothing.db") == "missing"
    assert code_of(tmp_path, create=True) == "cannot-open"
    assert bytes_in(tmp_path) == {"nothing.db": hashlib.sha256(b"").hexdigest()}


def test_a_database_is_made_in_a_folder_that_is_not_there_yet(tmp_path: Path) -> None:
    place = tmp_path / "a new folder, with 100% of signs #?&" / "programme's.db"
    open_database(place, create=True).close()
    desk = open_desk(place)
    builders.a_programme(desk)
    desk.close()
    assert [path.name for path in place.parent.iterdir()] == [place.name]


def test_a_database_whose_making_was_cut_short_can_be_made_again(tmp_path: Path) -> None:
    embedded.begin_file(tmp_path / "desk.db")
    desk = open_desk(tmp_path / "desk.db", create=True)
    assert builders.a_programme(desk).id == 1
    desk.close()


def test_changes_still_in_the_log_of_a_killed_program_are_there(sqlite_address: str, tmp_path: Path) -> None:
    desk = open_desk(sqlite_address)
    made = builders.a_programme(desk)
    left = tmp_path / "left"
    left.mkdir()
    for path in tmp_path.glob("desk.db*"):  # what a kill leaves: the file and its log
        shutil.copyfile(path, left / path.name)
    desk.close()
    assert (left / "desk.db-wal").stat().st_size > 0
    again = open_desk(left / "desk.db")
    assert builders.stored(again, "programme", made.id or 0) is not None
    again.close()


def test_two_programs_that_make_the_same_database_make_one(tmp_path: Path) -> None:
    both = "from skilling.services.desk import open_desk; import sys; open_desk(sys.argv[1], create=True).close()"
    programs = [
        subprocess.Popen([sys.executable, "-c", both, tmp_path / "desk.db"], stderr=subprocess.PIPE, text=True) for _ in range(2)
    ]
    said = [program.communicate()[1] for program in programs]
    assert said == ["", ""]
    desk = open_desk(tmp_path / "desk.db")
    assert builders.a_programme(desk).id == 1
    desk.close()


def test_a_database_that_another_program_keeps_for_itself_is_busy(sqlite_address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "BUSY_SECONDS", 0.05)
    other = embedded.library().connect(sqlite_address)
    other.isolation_level = None
    other.execute("PRAGMA locking_mode=EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    assert code_of(sqlite_address) == "busy"
    other.close()
    open_database(sqlite_address).close()


# -- places that cannot be written to ----------------------------------------------------------------

OPEN_AS_NOBODY = """
import os, sys
from skilling.database import upgrade, backup, search, tables, migrations
from skilling.database.engine import open_database
from skilling.database.tables import State
from skilling.domain.problems import Unusable
import sqlalchemy.dialects.sqlite, sqlcipher3.dbapi2
if os.geteuid() == 0:
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
try:
    open_database(sys.argv[1], create=sys.argv[2] == "create").close()
    print("opened")
except Unusable as refused:
    print(refused.code)
"""


def code_for_nobody(path: Path, how: str = "open") -> str:
    """The code that a user without any right of his own gets; root may do everything, so it steps down first."""
    done = subprocess.run([sys.executable, "-c", OPEN_AS_NOBODY, path, how], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.stdout.strip()


@pytest.fixture
def reachable() -> Iterator[Path]:
    """A folder that every user may enter; pytest's own are for one user only."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


@pytest.mark.skipif(os.name != "posix", reason="file modes of POSIX")
def test_a_read_only_file_or_folder_is_refused_untouched(sqlite_address: str, reachable: Path) -> None:
    path = Path(shutil.copyfile(sqlite_address, reachable / "desk.db"))
    path.chmod(0o444)
    before = bytes_in(reachable)
    assert code_for_nobody(path) == "read-only"
    path.chmod(0o666)
    if os.geteuid() != 0:
        reachable.chmod(0o555)
    assert code_for_nobody(path) == "read-only"  # its folder is, where the log would have to go
    assert code_for_nobody(reachable / "new.db", "create") == "read-only"
    assert code_for_nobody(reachable / "folder" / "new.db", "create") == "read-only"
    path.chmod(0o000)
    assert code_for_nobody(path) == "cannot-open"
    path.chmod(0o444)
    assert bytes_in(reachable) == before


def test_a_network_share_is_refused_before_anything_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "network_type", lambda folder: "cifs")
    assert code_of(tmp_path / "desk.db", create=True) == "network-share"
    assert list(tmp_path.iterdir()) == []


# -- servers -----------------------------------------------------------------------------------------


def test_an_empty_database_on_the_server_is_refused_until_it_is_made(server: Server) -> None:
    address = server.new()
    assert code_of(address) == "empty"
    open_desk(address, create=True).close()
    open_desk(address).close()
    server.drop(address)


def test_another_programs_database_on_the_server_is_left_alone(server: Server) -> None:
    for statement in ("CREATE TABLE settings (name text)", "CREATE TABLE alembic_version (version_num text)"):
        address = server.new()
        with server.connected(address) as connection:
            connection.execute(statement)
        assert code_of(address) == code_of(address, create=True) == "foreign"
        server.drop(address)


def test_a_newer_database_on_the_server_is_refused(server: Server, postgresql_address: str) -> None:
    with server.connected(postgresql_address) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    assert code_of(postgresql_address) == "newer"


def test_a_server_that_is_not_there_or_has_no_such_database_is_refused(server: Server, tmp_path: Path) -> None:
    assert code_of(f"postgresql://postgres@/desk?host={tmp_path}") == "unreachable"
    assert code_of(f"postgresql://postgres@/absent?host={server.folder}") == "no-database"
    assert code_of(f"postgresql://stranger@/postgres?host={server.folder}") == "password"


def test_two_programs_that_make_the_same_database_on_the_server_make_one(server: Server) -> None:
    address = server.new()
    both = "from skilling.services.desk import open_desk; import sys; open_desk(sys.argv[1], create=True).close()"
    programs = [subprocess.Popen([sys.executable, "-c", both, address], stderr=subprocess.PIPE, text=True) for _ in range(2)]
    said = [program.communicate()[1] for program in programs]
    assert said == ["", ""]
    desk = open_desk(address)
    assert builders.a_programme(desk).id == 1
    desk.close()
    server.drop(address)
