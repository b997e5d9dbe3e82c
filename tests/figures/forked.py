"""Children for the fuzz that start at once: a lean process forks itself for each file, under the limits of the real child.

Starting an interpreter takes ten times as long as reading a small file. What runs in the fork is `reader.main` itself.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import struct
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

_REPLY = struct.Struct("<iid")
_HOME = Path(__file__).resolve().parents[2]
_START = "import sys; sys.path[:] = {path!r}; from tests.figures.forked import serve; serve({fd})"


@dataclass(frozen=True, slots=True)
class Cost:
    """What one child took: how it ended, its largest memory in bytes, its processor seconds."""

    status: int
    memory: int
    seconds: float


class Nursery:
    """The lean process. `child()` is to stand in for `child._start_child`; `costs` grows by one with each."""

    def __init__(self) -> None:
        self.costs: list[Cost] = []
        ours, theirs = socket.socketpair()
        path = [os.fspath(_HOME), *(entry for entry in sys.path if entry and entry != os.fspath(_HOME))]
        self._process = subprocess.Popen(
            [sys.executable, "-E", "-S", "-s", "-X", "utf8", "-c", _START.format(path=path, fd=theirs.fileno())],
            pass_fds=[theirs.fileno()],
            stderr=subprocess.DEVNULL,
        )
        theirs.close()
        self._socket = ours

    def child(self) -> Forked:
        ours_in, theirs_in = os.pipe()
        theirs_out, ours_out = os.pipe()
        socket.send_fds(self._socket, [b"."], [ours_in, ours_out])
        os.close(ours_in)
        os.close(ours_out)
        (pid,) = struct.unpack("<i", self._exactly(4))
        return Forked(self, pid, os.fdopen(theirs_in, "wb"), os.fdopen(theirs_out, "rb", 1 << 20))

    def buried(self) -> int:
        """The exit code of the child that ended, negative for a signal."""
        status, memory, seconds = _REPLY.unpack(self._exactly(_REPLY.size))
        self.costs.append(Cost(status, memory * 1024, seconds))
        return os.waitstatus_to_exitcode(status)

    def _exactly(self, count: int) -> bytes:
        data = b""
        while len(data) < count:
            piece = self._socket.recv(count - len(data))
            if not piece:
                raise RuntimeError("the nursery itself died")
            data += piece
        return data

    def close(self) -> None:
        self._socket.close()
        self._process.wait(20)


class Forked:
    """One child, with the parts of `subprocess.Popen` that the desk uses."""

    def __init__(self, nursery: Nursery, pid: int, stdin: BinaryIO, stdout: BinaryIO) -> None:
        self._nursery, self.pid, self.stdin, self.stdout = nursery, pid, stdin, stdout
        self.returncode: int | None = None

    def kill(self) -> None:
        try:
            os.kill(self.pid, signal.SIGKILL)
        except ProcessLookupError:
            return

    def communicate(self) -> None:
        with contextlib.suppress(BrokenPipeError):
            self.stdin.close()
        self.stdout.close()
        self.returncode = self._nursery.buried()


def serve(descriptor: int) -> None:
    """Fork once for each pair of pipes that arrives, and tell what the fork took."""
    import python_calamine  # noqa: F401
    import xlrd  # noqa: F401

    from skilling.importing.reading import odsnotes, plainfiles, reader, xlsbnotes, xlsxfile  # noqa: F401

    calls = socket.socket(fileno=descriptor)
    while True:
        message, pipes, _, _ = socket.recv_fds(calls, 1, 2)
        if not message:
            os._exit(0)
        pid = os.fork()
        if pid == 0:
            _become_reader(calls, *pipes)
        for pipe in pipes:
            os.close(pipe)
        calls.sendall(struct.pack("<i", pid))
        _, status, used = os.wait4(pid, 0)
        calls.sendall(_REPLY.pack(status, used.ru_maxrss, used.ru_utime + used.ru_stime))


def _become_reader(calls: socket.socket, request: int, home: int) -> None:
    from skilling.importing.reading import reader

    try:
        calls.close()
        os.dup2(request, 0)
        os.dup2(home, 1)
        os.closerange(3, 64)
        sys.stdin, sys.stdout = os.fdopen(0, "r"), os.fdopen(1, "w")
        reader.main()
    finally:
        os._exit(1)
