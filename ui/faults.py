"""Owns what happens when the program is wrong: every way an error can escape ends in one log and one plain
sentence.

The log and the dialog name places in the code only. An error's own message may quote somebody's data, so it
is left out.
"""

from __future__ import annotations

import faulthandler
import logging
import sys
import threading
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler

_LOG_BYTES = 500_000
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def details_of(problem: BaseException) -> str:
    """The kind of an error and the places it passed, without its message: that may quote personal data."""
    places = [
        f"  {Path(frame.filename).name}:{frame.lineno} in {frame.name}" for frame in traceback.extract_tb(problem.__traceback__)
    ]
    cause = problem.__cause__ or problem.__context__
    chained = [f"caused by {type(cause).__name__}"] if cause is not None else []
    return "\n".join([type(problem).__name__, *chained, *places])


class Faults(QObject):
    """Catches what nobody expected, on any thread, logs it, and tells the window on its own thread.

    Signals:
        happened: the details of an error, for the one dialog that shows them.
    """

    happened = Signal(str)

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._log = logging.getLogger("skilling.desk")
        self._log.setLevel(logging.INFO)
        handler = RotatingFileHandler(folder / "desk.log", maxBytes=_LOG_BYTES, backupCount=3, encoding="utf-8", delay=True)
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        self._log.addHandler(handler)
        self._log.propagate = False
        self._handler = handler

    def install(self) -> None:
        """Takes over the hooks of Python and Qt, for as long as the program runs."""
        sys.excepthook = self._on_exception
        threading.excepthook = lambda args: self._report(args.exc_value)
        sys.unraisablehook = lambda args: self._report(args.exc_value)
        qInstallMessageHandler(self._on_qt_message)
        # Held open on purpose: it is written when the interpreter itself is dying.
        self._crash = (self.folder / "crash.log").open("a", encoding="utf-8")
        faulthandler.enable(self._crash)

    def uninstall(self) -> None:
        """Gives the hooks back: for tests, and just before the program ends."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        sys.unraisablehook = sys.__unraisablehook__
        qInstallMessageHandler(None)
        faulthandler.disable()
        self._crash.close()
        self._log.removeHandler(self._handler)
        self._handler.close()

    def report(self, problem: BaseException) -> None:
        """Logs an error that was brought home from a worker, and tells the window."""
        self._report(problem)

    def _on_exception(self, kind: type[BaseException], problem: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, problem, trace)
        else:
            self._report(problem)

    def _report(self, problem: BaseException | None) -> None:
        if problem is None:
            return
        details = details_of(problem)
        self._log.error(details)
        # Queued to the window's thread by Qt, whichever thread this is.
        self.happened.emit(details)

    def _on_qt_message(self, kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        self._log.log(_LEVELS.get(kind, logging.WARNING), "Qt: %s", message)
