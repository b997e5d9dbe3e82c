"""Owns which fonts the desk uses: registers Noto Sans and Noto Sans Devanagari, so that every system has both
scripts.
"""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

_PACKAGES = ("fontpkg_noto_sans", "fontpkg_noto_sans_devanagari")
_OF_WINDOWS = ["Segoe UI Variable Text", "Segoe UI"]
_LATIN, _DEVANAGARI = ["Noto Sans"], ["Nirmala UI", "Noto Sans Devanagari"]
BASE_POINTS = 10.0
_STRONG = 600
_KINDS: dict[str, tuple[float, int]] = {
    "brand": (13, _STRONG), "title": (16, _STRONG), "heading": (11, _STRONG), "strong": (10, _STRONG),
    "section": (8.5, _STRONG), "figure": (22, _STRONG), "figureName": (9, _STRONG), "step": (10, _STRONG),
    "primary": (10, _STRONG), "link": (10, _STRONG), "lineLink": (10, _STRONG), "danger": (10, _STRONG), "columnName": (9, _STRONG),
    "caption": (9, 400), "hint": (9, 400), "error": (9, 400), "pill": (9, 500), "key": (9, 400),
    "tiny": (7.5, _STRONG), "toastAction": (10, 700),
    "lead": (10, 500), "axis": (9, 400),
}  # fmt: skip
"""The type scale: points at 100 % and weight of each kind of text; what is not named is running text."""


def register() -> None:
    """Makes the packaged upright fonts known to Qt; needs a running QGuiApplication."""
    for package in _PACKAGES:
        for file in _files(package):
            if QFontDatabase.addApplicationFont(str(file)) < 0:
                raise RuntimeError(f"Qt could not read the font file {file.name}; run the set-up again.")


def _files(package: str) -> list[Path]:
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(f"{package} is not installed; run the set-up again.")
    folder = Path(spec.submodule_search_locations[0]) / "files"
    return sorted(file for file in folder.glob("*.ttf") if "Italic" not in file.name)


def families(language: str) -> list[str]:
    """The families in order of choice: Devanagari first where the words are Hindi, for its fallback glyphs
    sit high.
    """
    latin = (_OF_WINDOWS if sys.platform == "win32" else []) + _LATIN
    return _DEVANAGARI + latin if language == "hi" else latin + _DEVANAGARI


def base_font(language: str, zoom: int) -> QFont:
    """The font of running text: 10 pt at 100 %."""
    font = QFont(families(language))
    font.setPointSizeF(BASE_POINTS * zoom / 100)
    return font


def has_kind(kind: str) -> bool:
    return kind in _KINDS


def of_kind(kind: str, base: QFont) -> QFont:
    """The font of a kind of text, from the base font of the moment.

    The weight is set twice: the packaged Noto Sans is one variable file, in which Qt finds a bold
    only by its axis and never by `font-weight` of a style sheet.
    """
    points, weight = _KINDS.get(kind, (BASE_POINTS, 400))
    font = QFont(base)
    font.setPointSizeF(base.pointSizeF() * points / BASE_POINTS)
    font.setWeight(QFont.Weight(weight))
    if weight != 400:
        font.setVariableAxis(QFont.Tag("wght"), weight)
    return font
