"""Owns the line icons: takes Lucide's drawings, recolours them and keeps the pixmaps; refuses a name that
Lucide has not.

The drawings are read straight from the database file inside the `python-lucide` package. Importing the
package
itself costs 70 ms of `urllib` and `importlib.metadata`, a third of the whole start, for one SELECT.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol, cast

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton

from ui.tokens import Tokens

_NAME, _ROLE, _GAP = "iconName", "iconRole", "iconGap"
SIZE = 18  # logical pixels at 100 %


class Dressed(Protocol):
    """Whatever shows an icon: a button, an action."""

    def setIcon(self, icon: QIcon, /) -> None: ...
    def setProperty(self, name: str, value: object, /) -> bool: ...


def _drawings_file() -> Path:
    spec = find_spec("lucide")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("python-lucide is not installed; run the set-up again.")
    return Path(spec.submodule_search_locations[0]) / "data" / "lucide-icons.db"


class Drawings:
    """The SVG text of each icon by its Lucide name."""

    def __init__(self) -> None:
        self._connection = sqlite3.connect(_drawings_file().as_uri() + "?mode=ro", uri=True)
        self._known: dict[str, str] = {}

    def svg(self, name: str) -> str:
        """The drawing in `currentColor`; KeyError for a name or alias that Lucide has not."""
        if name not in self._known:
            found = self._connection.execute(
                "SELECT svg FROM icons WHERE name = ? UNION ALL "
                "SELECT svg FROM icons JOIN icon_aliases USING (name) WHERE alias = ?",
                (name, name),
            ).fetchone()
            if found is None:
                raise KeyError(f"Lucide has no icon named {name!r}.")
            self._known[name] = found[0]
        return self._known[name]


class Icons:
    """Icons in the colours of the theme of the moment."""

    def __init__(self, tokens: Callable[[], Tokens], zoom: Callable[[], int], ratio: Callable[[], float]) -> None:
        self._tokens, self._zoom, self._ratio = tokens, zoom, ratio
        self._drawings = Drawings()
        self._icons: dict[tuple[str, str, int], QIcon] = {}
        self._pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}

    def forget(self) -> None:
        """Drops what was drawn, after the colours or sizes have changed."""
        self._icons.clear()
        self._pixmaps.clear()

    def icon(self, name: str, role: str = "text", gap: int = 0) -> QIcon:
        """The icon in the colour of `role` (a name of `Tokens`); role `nav` turns to the accent when checked.

        `gap` is empty space after the drawing, at 100 %: Fusion sets the words of a button too close to its
        icon.

        One picture is drawn per state, at the size and for the screen in use: a dozen sizes ahead of
        need cost 7 ms an icon at the start.
        """
        key = (name, role, gap)
        if key not in self._icons:
            icon, box, ratio = QIcon(), self.box(gap), self._ratio()
            if role == "nav":
                icon.addPixmap(self._drawn(name, self._tokens().muted, box, ratio))
                icon.addPixmap(self._drawn(name, self._tokens().accent, box, ratio), QIcon.Mode.Normal, QIcon.State.On)
            else:
                icon.addPixmap(self._drawn(name, self._tokens().of(role), box, ratio))
            self._icons[key] = icon
        return self._icons[key]

    def box(self, gap: int = 0) -> QSize:
        """The size of an icon with its gap at the zoom of the moment."""
        zoom = self._zoom() / 100
        return QSize(round((SIZE + gap) * zoom), round(SIZE * zoom))

    def pixmap(self, name: str, role: str, size: int, ratio: float = 1.0) -> QPixmap:
        """The icon as a picture of `size` logical pixels for a screen of that device pixel ratio; kept, for
        painting.
        """
        key = (name, role, size, ratio)
        if key not in self._pixmaps:
            self._pixmaps[key] = self._drawn(name, self._tokens().of(role), QSize(size, size), ratio)
        return self._pixmaps[key]

    def put(self, target: Dressed, name: str, role: str = "text", gap: int = 0) -> None:
        """Gives a button or action the icon, and lets `redress` find it again."""
        for key, value in ((_NAME, name), (_ROLE, role), (_GAP, gap)):
            target.setProperty(key, value)
        self._dress(target, name, role, gap)

    def redress(self, thing: QObject) -> None:
        """Draws the icon of `thing` anew, if `put` gave it one."""
        name, role, gap = thing.property(_NAME), thing.property(_ROLE), thing.property(_GAP)
        if isinstance(name, str) and isinstance(role, str) and isinstance(gap, int):
            self._dress(cast(Dressed, thing), name, role, gap)

    def _dress(self, target: Dressed, name: str, role: str, gap: int) -> None:
        target.setIcon(self.icon(name, role, gap))
        if isinstance(target, QAbstractButton):
            target.setIconSize(self.box(gap))

    def save(self, name: str, colour: str, file: Path, *, stroke: float = 2.0) -> None:
        """Writes the recoloured drawing to a file, for the style sheet, which takes images only by path."""
        file.write_text(self._coloured(name, colour, stroke), encoding="utf-8")

    def _coloured(self, name: str, colour: str, stroke: float = 2.0) -> str:
        drawing = self._drawings.svg(name).replace("currentColor", colour)
        return drawing.replace('stroke-width="2"', f'stroke-width="{stroke:g}"')

    def _drawn(self, name: str, colour: str, box: QSize, ratio: float) -> QPixmap:
        pixmap = QPixmap(box * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        # A stroke of 2 in a box of 24 is bolder than the text beside it once drawn at 18 px.
        renderer = QSvgRenderer(QByteArray(self._coloured(name, colour, 1.8).encode()))
        painter = QPainter(pixmap)
        renderer.render(painter, QRectF(0, 0, box.height(), box.height()))
        painter.end()
        return pixmap
