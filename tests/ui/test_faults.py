"""Every way an error can escape ends in the log and one signal, without anybody's data."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import qWarning

from ui.faults import Faults


@pytest.fixture
def faults(qapp: Any, tmp_path: Path) -> Iterator[Faults]:
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook
    made = Faults(tmp_path / "logs")
    made.install()
    yield made
    made.uninstall()
    sys.excepthook, threading.excepthook, sys.unraisablehook = hooks


def log_of(faults: Faults) -> str:
    return (faults.folder / "desk.log").read_text(encoding="utf-8")


def fail(secret: str) -> None:
    raise ValueError(f"cannot read {secret}")


def test_an_error_names_its_place_and_not_its_data(qtbot: Any, faults: Faults) -> None:
    with qtbot.waitSignal(faults.happened) as happened:
        try:
            fail("asha@example.in")
        except ValueError:
            sys.excepthook(*sys.exc_info())  # type: ignore[arg-type]
    assert "ValueError" in happened.args[0]
    assert "test_faults.py" in happened.args[0]
    assert "asha@example.in" not in happened.args[0] + log_of(faults)


def test_an_error_on_another_thread_comes_home(qtbot: Any, faults: Faults) -> None:
    seen: list[int] = []
    faults.happened.connect(lambda details: seen.append(threading.get_ident()))
    with qtbot.waitSignal(faults.happened):
        worker = threading.Thread(target=fail, args=("x",))
        worker.start()
        worker.join()
    assert seen == [threading.get_ident()]


def test_what_qt_says_is_logged(faults: Faults) -> None:
    qWarning("a button was lost")
    assert "a button was lost" in log_of(faults)


def test_control_c_is_no_fault(faults: Faults, capsys: Any) -> None:
    told: list[str] = []
    faults.happened.connect(told.append)
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert told == []
