"""Owns that one database has one window: a second start hands over what it was asked to open, and ends."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalSocket

_PATIENCE_MS = 1_500


class SingleWindow(QObject):
    """Held by the window that came first.

    Signals:
        called: a second start wants this window to come forward, with a file to open or "".
    """

    called = Signal(str)

    def __init__(self, folder: Path, database: str) -> None:
        """`folder` is the user's own; `database` tells apart the windows of different databases."""
        super().__init__()
        folder.mkdir(parents=True, exist_ok=True)
        self._name = "skilling-desk-" + hashlib.sha256(f"{folder}|{database}".encode()).hexdigest()[:16]
        self._lock = QLockFile(str(folder / f"{self._name}.lock"))
        self._lock.setStaleLockTime(0)
        self._server: QObject | None = None

    def is_first(self) -> bool:
        """Takes the place if it is free. A lock whose owner died counts as free."""
        return self._lock.tryLock(0)

    def listen(self) -> None:
        """Begins to hear second starts. Called after the first paint: QtNetwork costs 15 ms to load."""
        from PySide6.QtNetwork import QLocalServer

        QLocalServer.removeServer(self._name)
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(lambda: self._on_connected(server.nextPendingConnection()))
        server.listen(self._name)
        self._server = server

    def call_first(self, file: str = "") -> bool:
        """Asks the window that came first to come forward; False when it does not answer."""
        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_PATIENCE_MS):
            return False
        socket.write(file.encode() + b"\n")
        return socket.waitForBytesWritten(_PATIENCE_MS)

    def owner(self) -> str:
        """Who holds the place, for the sentence when it does not answer: "host, process 123"."""
        pid, host, _ = self._lock.getLockInfo()
        return f"{host}, process {pid}" if pid else ""

    def release(self) -> None:
        self._lock.unlock()

    def _on_connected(self, socket: QLocalSocket) -> None:
        def on_ready() -> None:
            while socket.canReadLine():
                self.called.emit(bytes(socket.readLine().data()).decode().strip())

        socket.readyRead.connect(on_ready)
        socket.disconnected.connect(socket.deleteLater)
        on_ready()
