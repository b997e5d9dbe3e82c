"""Owns what the window remembers of itself between two starts, in one ini file; refuses anything about
people.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QSettings

_KEPT_RECENT = 12


class Preferences:
    """Geometry, last page, zoom, theme, columns. A value that cannot be read any more counts as not there."""

    def __init__(self, file: Path) -> None:
        self._settings = QSettings(str(file), QSettings.Format.IniFormat)

    def text(self, key: str, default: str = "") -> str:
        return str(self._settings.value(key, default))

    def number(self, key: str, default: int) -> int:
        try:
            return int(str(self._settings.value(key, default)))
        except ValueError:
            return default

    def state(self, key: str) -> QByteArray:
        """What a Qt widget made of itself by saveState or saveGeometry; empty when there is none."""
        value = self._settings.value(key)
        return value if isinstance(value, QByteArray) else QByteArray()

    def data(self, key: str, default: Any) -> Any:
        """Plain lists and dicts, kept as JSON."""
        try:
            return json.loads(self.text(key)) if self.text(key) else default
        except ValueError:
            return default

    def keep(self, key: str, value: str | int | QByteArray) -> None:
        self._settings.setValue(key, value)

    def keep_data(self, key: str, value: Any) -> None:
        self._settings.setValue(key, json.dumps(value, ensure_ascii=False))

    def forget(self, key: str) -> None:
        self._settings.remove(key)

    def recent(self, kind: str) -> list[str]:
        """What was used last, newest first: kind is `pages`, `commands` or `files`."""
        return [str(entry) for entry in self.data(f"recent/{kind}", [])]

    def used(self, kind: str, entry: str) -> None:
        """Moves the entry to the front of the recent ones."""
        others = [known for known in self.recent(kind) if known != entry]
        self.keep_data(f"recent/{kind}", [entry, *others][:_KEPT_RECENT])
