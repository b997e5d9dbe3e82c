"""How much a list may ask of the machine, and how a child process is held to it."""

from __future__ import annotations

import ctypes
import signal
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

MEBIBYTE = 1024 * 1024
_SHARE = 4


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may cost at most. Sizes in bytes, times in seconds of the processor.

    A small file gets a small share: see `memory_for` and `seconds_for`. A part of a zip may grow past
    `part_bytes`, and all of them past `total_bytes`, only up to `honest_bytes` and while the whole file
    keeps a ratio that honest lists have: a million rows are some 600 MB of XML at about 8 : 1.
    """

    file_bytes: int = 1024 * MEBIBYTE
    memory_bytes: int = 2048 * MEBIBYTE
    seconds: float = 300.0
    rows: int = 1_100_000
    columns: int = 2_000
    cells: int = 40_000_000
    text_length: int = 32_767
    blank_rows: int = 2_000
    blank_columns: int = 200
    parts: int = 1_000
    part_bytes: int = 256 * MEBIBYTE
    total_bytes: int = 512 * MEBIBYTE
    honest_bytes: int = 2048 * MEBIBYTE
    honest_ratio: int = 60

    def memory_for(self, content_bytes: int) -> int:
        """The address space a child may use for a file with this much content once unpacked."""
        return min(self.memory_bytes, 512 * MEBIBYTE + 16 * content_bytes)

    def seconds_for(self, content_bytes: int) -> float:
        """How long a child may work on a file with this much content once unpacked."""
        return min(self.seconds, 10.0 + content_bytes / MEBIBYTE)

    def patience_for(self, content_bytes: int) -> float:
        """How long the same may take by the clock: on a busy machine a process gets only a share of the time."""
        return _SHARE * self.seconds_for(content_bytes)


def ran_out_of_time(process: subprocess.Popen[bytes]) -> bool:
    """Whether an ended process was stopped for having used all its processor time."""
    return sys.platform != "win32" and process.returncode == -signal.SIGXCPU


def hold_this_process(memory: int, seconds: float) -> None:
    """Bind the calling process to an address space in bytes and to processor seconds, where the system can.

    Windows holds a process from outside, with the job object of `hold_child`.
    """
    if sys.platform != "win32":
        import resource

        for what, limit in (
            (resource.RLIMIT_AS, memory),
            (resource.RLIMIT_CPU, int(seconds) + 1),
            (resource.RLIMIT_CORE, 0),
        ):
            hard = resource.getrlimit(what)[1]
            ceiling = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
            try:
                resource.setrlimit(what, (ceiling, hard))
            except (ValueError, OSError):
                # macOS refuses RLIMIT_AS; the wall clock of the parent still holds.
                continue


def die_with_parent() -> None:
    """Ask Linux to end this process when its parent ends. Elsewhere the closed pipe or the job does it."""
    if sys.platform == "linux":
        set_parent_death_signal = 1
        ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGKILL, 0, 0, 0)


def hold_child(process: subprocess.Popen[bytes], memory: int, seconds: float) -> Any:
    """Bind a started child from outside where it cannot bind itself; keep what is returned until it ends.

    On Windows this is a job object that limits memory and processor time and ends the child when the
    handle closes, which also happens when this process is killed. Elsewhere nothing is needed.
    """
    if sys.platform == "win32":
        return _WindowsJob(process, memory, seconds)
    return None


if sys.platform == "win32":
    from ctypes import wintypes

    class _BasicLimits(ctypes.Structure):
        _fields_ = [
            ("PerProcessUserTimeLimit", ctypes.c_int64),
            ("PerJobUserTimeLimit", ctypes.c_int64),
            ("LimitFlags", wintypes.DWORD),
            ("MinimumWorkingSetSize", ctypes.c_size_t),
            ("MaximumWorkingSetSize", ctypes.c_size_t),
            ("ActiveProcessLimit", wintypes.DWORD),
            ("Affinity", ctypes.c_size_t),
            ("PriorityClass", wintypes.DWORD),
            ("SchedulingClass", wintypes.DWORD),
        ]

    class _ExtendedLimits(ctypes.Structure):
        _fields_ = [
            ("BasicLimitInformation", _BasicLimits),
            ("IoInfo", ctypes.c_uint64 * 6),
            ("ProcessMemoryLimit", ctypes.c_size_t),
            ("JobMemoryLimit", ctypes.c_size_t),
            ("PeakProcessMemoryUsed", ctypes.c_size_t),
            ("PeakJobMemoryUsed", ctypes.c_size_t),
        ]

    class _WindowsJob:
        """A job object around one child. Source: Microsoft, JOBOBJECT_EXTENDED_LIMIT_INFORMATION."""

        _PROCESS_TIME = 0x0002
        _PROCESS_MEMORY = 0x0100
        _KILL_ON_CLOSE = 0x2000
        _EXTENDED_LIMIT_INFORMATION = 9

        def __init__(self, process: subprocess.Popen[bytes], memory: int, seconds: float) -> None:
            kernel = ctypes.WinDLL("kernel32", use_last_error=True)
            kernel.CreateJobObjectW.restype = wintypes.HANDLE
            self._close = kernel.CloseHandle
            self._close.argtypes = [wintypes.HANDLE]
            self._handle = kernel.CreateJobObjectW(None, None)
            if not self._handle:
                raise ctypes.WinError(ctypes.get_last_error())
            limits = _ExtendedLimits()
            limits.BasicLimitInformation.LimitFlags = self._PROCESS_TIME | self._PROCESS_MEMORY | self._KILL_ON_CLOSE
            limits.BasicLimitInformation.PerProcessUserTimeLimit = int(seconds * 10_000_000)
            limits.ProcessMemoryLimit = memory
            kernel.SetInformationJobObject.argtypes = [
                wintypes.HANDLE,
                ctypes.c_int,
                ctypes.c_void_p,
                wintypes.DWORD,
            ]
            kernel.AssignProcessToJobObject.argtypes = [wintypes.HANDLE, wintypes.HANDLE]
            held = kernel.SetInformationJobObject(
                self._handle, self._EXTENDED_LIMIT_INFORMATION, ctypes.byref(limits), ctypes.sizeof(limits)
            ) and kernel.AssignProcessToJobObject(self._handle, int(process._handle))
            if not held:
                error = ctypes.WinError(ctypes.get_last_error())
                self.close()
                raise error

        def close(self) -> None:
            if self._handle:
                self._close(self._handle)
                self._handle = None

        __del__ = close
