"""Runs inside the child: reads one untrusted file and sends its rows home; refuses to raise anything.

Started by `child.py` with a request on standard input. Nothing here may import more than the format needs,
for the child's start is part of every preview.
"""

from __future__ import annotations

import gc
import os
import pickle
import sys
import threading
import traceback
from pathlib import Path
from typing import Any, BinaryIO

from skilling.domain.problems import Refused
from skilling.importing.reading.frames import Outbox
from skilling.importing.reading.limits import Limits, die_with_parent, hold_this_process
from skilling.importing.reading.opening import Source, classify, decrypted
from skilling.importing.reading.workbookfile import NeedsPassword, Unreadable


def main() -> None:
    """Read the request, serve it, and end. The exit code tells nothing; the last message does."""
    die_with_parent()
    out = _private_stdout()
    request: dict[str, Any] = pickle.load(sys.stdin.buffer)  # noqa: S301  from our own parent
    threading.Thread(target=_end_with_parent, daemon=True).start()
    gc.disable()
    limits = Limits(**request["limits"])
    outbox = Outbox(out, limits.text_length)
    try:
        serve(request, limits, outbox)
    except Refused as refused:
        outbox.send("refused", refused.code, str(refused))
    except BrokenPipeError:
        pass  # whoever asked is gone: there is nobody left to tell
    except BaseException as error:
        # A panic of calamine is no Exception. The parent reports it.
        outbox.send("broken", type(error).__name__, _frames_of(error), isinstance(error, MemoryError))
    out.close()
    # Ends at once, whatever a library's threads still do.
    os._exit(0)


def _private_stdout() -> BinaryIO:
    """The pipe home, out of reach of libraries that print."""
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return out


def _end_with_parent() -> None:
    """The parent keeps our standard input open while it lives and wants us."""
    sys.stdin.buffer.read()
    os._exit(1)


def _frames_of(error: BaseException) -> list[str]:
    """Where it happened, without the message, which may quote a cell."""
    return [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)]


def serve(request: dict[str, Any], limits: Limits, outbox: Outbox) -> None:
    """Read the requested file up the ladder of readers and send what it holds."""
    from skilling.importing.reading import readings

    source = Source(Path(request["path"]))
    hold_this_process(limits.memory_for(source.size), limits.seconds_for(source.size))
    kind = classify(source)
    password = request["password"]
    if kind == "encrypted":
        source = decrypted(source, password)
        kind = classify(source)
    sheet, rows, second_reader = request["sheet"], request["rows"], request["second_reader"]
    job = readings.Job(source, kind, sheet, rows, limits, outbox, second_reader)
    try:
        readings.read(job)
    except NeedsPassword:
        readings.read(job.with_source(decrypted(source, password)))
    except Unreadable as error:
        raise readings.broken(kind) from error


if __name__ == "__main__":
    main()
