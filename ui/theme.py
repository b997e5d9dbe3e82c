"""Owns how the window looks: which tokens, which zoom, the palette, the style sheet; switches them live.

In high contrast the desk keeps its hands off: no style sheet, and the system's own palette.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from PySide6.QtCore import QObject, Qt, QTemporaryDir, Signal
from PySide6.QtGui import QAction, QColor, QFont, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from ui import fonts, stylesheet
from ui.icons import Dressed, Icons
from ui.tokens import DARK, LIGHT, Tokens

Mode = Literal["system", "light", "dark"]
MODES: tuple[Mode, ...] = ("system", "light", "dark")
SMALLEST, LARGEST, STEP = 80, 200, 10


class Theme(QObject):
    """The look of the moment.

    Signals:
        changed: the colours or sizes are others now; whoever paints by itself paints again.
    """

    changed = Signal()

    def __init__(self, app: QApplication, mode: str = "system", zoom: int = 100, language: str = "en") -> None:
        super().__init__()
        self._app = app
        self._hints = app.styleHints()
        # Kept: a wrapper of a passing wrapper is said to be deleted at once. Qt has it from 6.10 on.
        self._accessibility = self._hints.accessibility() if hasattr(self._hints, "accessibility") else None
        self._images = QTemporaryDir()
        self._mode: Mode = mode if mode in MODES else "system"
        self._zoom = _within(zoom)
        self._language = language
        self._fonts: dict[str, QFont] = {}
        self.tokens = LIGHT
        self.icons = Icons(lambda: self.tokens, lambda: self._zoom, app.devicePixelRatio)
        app.setStyle("Fusion")
        fonts.register()
        self._apply()
        self._hints.colorSchemeChanged.connect(self._on_system_changed)
        if self._accessibility is not None:
            self._accessibility.contrastPreferenceChanged.connect(self._on_system_changed)

    @property
    def mode(self) -> Mode:
        return self._mode

    @property
    def zoom(self) -> int:
        return self._zoom

    @property
    def language(self) -> str:
        return self._language

    @property
    def dark(self) -> bool:
        if self._mode == "system":
            return self._hints.colorScheme() == Qt.ColorScheme.Dark
        return self._mode == "dark"

    @property
    def high_contrast(self) -> bool:
        if self._accessibility is None:
            return False
        return self._accessibility.contrastPreference() == Qt.ContrastPreference.HighContrast

    def use(self, *, mode: Mode | None = None, zoom: int | None = None, language: str | None = None) -> None:
        """Switches what is given, at once and everywhere."""
        self._mode = mode or self._mode
        self._zoom = _within(zoom) if zoom is not None else self._zoom
        self._language = language or self._language
        self._apply()
        self._redress()
        self.changed.emit()

    def px(self, size: float) -> int:
        """A length given at 100 %, in pixels at the zoom of the moment."""
        return round(size * self._zoom / 100)

    def icon(self, name: str, role: str = "text") -> QIcon:
        return self.icons.icon(name, role)

    def put_icon(self, target: Dressed, name: str, role: str = "text", gap: int = 0) -> None:
        """Gives a button or action an icon that follows the theme, with `gap` between it and the words."""
        self.icons.put(target, name, role, gap)

    def font(self, kind: str = "") -> QFont:
        """The font of a kind of text (see `ui.fonts`), for whoever paints by itself."""
        if kind not in self._fonts:
            self._fonts[kind] = fonts.of_kind(kind, self._app.font())
        return self._fonts[kind]

    def colour(self, role: str) -> QColor:
        return QColor(self.tokens.of(role))

    def _on_system_changed(self) -> None:
        self.use()

    def _apply(self) -> None:
        self._app.setFont(fonts.base_font(self._language, self._zoom))
        if self.high_contrast:
            self._app.setStyleSheet("")
            self._app.setPalette(self._app.style().standardPalette())
            self.tokens = of_palette(self._app.palette())
        else:
            self.tokens = DARK if self.dark else LIGHT
            self._app.setPalette(palette_of(self.tokens))
            self._app.setStyleSheet(stylesheet.render(self.tokens, self._zoom, self._write_images()))
        self.icons.forget()
        self._fonts.clear()

    def _write_images(self) -> dict[str, str]:
        """The four small pictures of the sheet. Their names carry the colour, since Qt keeps pictures by
        path.
        """
        wanted = {
            "arrow": ("chevron-down", self.tokens.muted),
            "check": ("check", self.tokens.on_accent),
            "dash": ("minus", self.tokens.on_accent),
            "dot": ("dot", self.tokens.accent),
        }
        written = {}
        for key, (name, colour) in wanted.items():
            file = Path(self._images.path()) / f"{key}-{colour[1:]}.svg"
            if not file.exists():
                self.icons.save(name, colour, file, stroke={"dot": 14.0, "arrow": 2.0}.get(key, 3.2))
            written[key] = file.as_posix()
        return written

    def _redress(self) -> None:
        for widget in self._app.allWidgets():
            self.icons.redress(widget)
            kind = widget.property("kind")
            if isinstance(kind, str) and fonts.has_kind(kind):
                widget.setFont(self.font(kind))
        for window in self._app.topLevelWidgets():
            for action in window.findChildren(QAction):
                self.icons.redress(action)


def set_kind(widget: QWidget, kind: str) -> None:
    """Says what a widget is: the style sheet colours it by that, and it gets the font of that kind."""
    if fonts.has_kind(kind):
        widget.setFont(fonts.of_kind(kind, QApplication.font()))
    restyle(widget, "kind", kind)


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Sets a property that the style sheet looks at, and lets the widget be styled anew."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    # What was never shown is styled when it is: styling it twice is a third of building a window.
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        style = widget.style()
        style.unpolish(widget)
        style.polish(widget)


def palette_of(tokens: Tokens) -> QPalette:
    """Qt's palette in the colours of the tokens: what the style sheet does not name looks right by it."""
    role = QPalette.ColorRole
    colours = {
        role.Window: tokens.page, role.WindowText: tokens.text, role.Base: tokens.card, role.AlternateBase:
        tokens.sunken,
        role.Text: tokens.text, role.Button: tokens.card, role.ButtonText: tokens.text, role.BrightText:
        tokens.bad,
        role.Highlight: tokens.accent, role.HighlightedText: tokens.on_accent, role.Link: tokens.accent,
        role.LinkVisited: tokens.accent_strong, role.ToolTipBase: tokens.card, role.ToolTipText: tokens.text,
        role.PlaceholderText: tokens.muted, role.Light: tokens.hover, role.Midlight: tokens.sunken,
        role.Mid: tokens.line, role.Dark: tokens.outline, role.Shadow: tokens.outline, role.Accent:
        tokens.accent,
    }  # fmt: skip
    palette = QPalette()
    for name, colour in colours.items():
        palette.setColor(name, QColor(colour))
    for name in (role.Text, role.ButtonText, role.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(tokens.muted))
    return palette


def of_palette(palette: QPalette) -> Tokens:
    """Tokens made of the system's own colours, for high contrast: only what that palette promises to be
    readable.
    """
    role = QPalette.ColorRole
    ground, ink = palette.color(role.Window).name(), palette.color(role.WindowText).name()
    base, link = palette.color(role.Base).name(), palette.color(role.Link).name()
    chosen, on_chosen = palette.color(role.Highlight).name(), palette.color(role.HighlightedText).name()
    return Tokens(
        page=ground, card=base, sunken=ground, hover=ground,
        line=ink, divider=ink, outline=ink, text=ink, muted=ink,
        accent=link, accent_strong=chosen, accent_soft=ground, on_accent=on_chosen,
        good=ink, good_soft=ground, warn=ink, warn_soft=ground, bad=ink, bad_soft=ground,
        toast=ink, on_toast=ground, toast_action=ground, mark=ground,
    )  # fmt: skip


def _within(zoom: int) -> int:
    return max(SMALLEST, min(LARGEST, zoom))
