"""The look switches live, grows with the zoom, and steps back in high contrast."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtGui import QColor, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication, QPushButton

from ui import fonts, stylesheet
from ui.icons import Drawings
from ui.shared.widgets import button
from ui.theme import LARGEST, SMALLEST, Theme, of_palette
from ui.tokens import DARK, LIGHT


def ink_of(made: QPushButton) -> QColor:
    """The strongest colour in the picture of a button's icon."""
    image = made.icon().pixmap(18, 18).toImage()
    colours = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return max(colours, key=QColor.alpha)


def test_dark_and_light_switch_live_with_every_icon(qtbot: Any, theme: Theme) -> None:
    made = button(theme, "Import", icon="upload")
    qtbot.addWidget(made)
    with qtbot.waitSignal(theme.changed):
        theme.use(mode="dark")
    assert theme.tokens is DARK
    assert QApplication.palette().color(QPalette.ColorRole.Window).name().upper() == DARK.page
    assert ink_of(made).lightness() > 180
    theme.use(mode="light")
    assert ink_of(made).lightness() < 80


def test_the_zoom_stays_within_its_limits(theme: Theme) -> None:
    theme.use(zoom=500)
    assert (theme.zoom, theme.px(10)) == (LARGEST, 20)
    theme.use(zoom=10)
    assert theme.zoom == SMALLEST


def test_sizes_grow_but_hairlines_do_not() -> None:
    images = dict.fromkeys(("check", "dash", "dot", "arrow"), "x.svg")
    sheet = stylesheet.render(LIGHT, 200, images)
    assert "border: 1px solid" in sheet and "border: 2px solid" in sheet
    assert "min-height: 40px" in sheet
    assert "$" not in sheet


def test_strong_words_are_really_stronger(theme: Theme) -> None:
    """The packaged Noto Sans is one variable file: `font-weight` alone would change nothing."""
    plain, strong = fonts.of_kind("", QApplication.font()), fonts.of_kind("strong", QApplication.font())
    assert QFontMetricsF(strong).horizontalAdvance("Developers") > QFontMetricsF(plain).horizontalAdvance("Developers")


def test_hindi_puts_devanagari_first() -> None:
    assert fonts.families("hi").index("Noto Sans Devanagari") < fonts.families("hi").index("Noto Sans")
    assert fonts.families("en").index("Noto Sans") < fonts.families("en").index("Noto Sans Devanagari")


def test_in_high_contrast_the_systems_own_colours_are_kept() -> None:
    palette = QPalette(QColor("black"))
    palette.setColor(QPalette.ColorRole.WindowText, QColor("yellow"))
    tokens = of_palette(palette)
    assert (tokens.page, tokens.text, tokens.outline) == ("#000000", "#ffff00", "#ffff00")


def test_icons_are_found_by_name_and_alias_and_a_stranger_is_a_mistake() -> None:
    drawings = Drawings()
    assert drawings.svg("users").startswith("<svg")
    assert drawings.svg("history") == drawings.svg("rotate-ccw-clock")
    with pytest.raises(KeyError):
        drawings.svg("no-such-icon")
