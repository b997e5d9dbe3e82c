"""The colours keep the contrast that WCAG 2.1 AA asks for, in light and in dark."""

from __future__ import annotations

import pytest

from ui.tokens import DARK, LIGHT, Tokens, tone_colours

GROUNDS = ("page", "card", "sunken", "hover")
WORDS = [
    *[(ink, ground) for ink in ("text", "muted") for ground in GROUNDS],
    *[("accent", ground) for ground in ("page", "card", "hover", "accent_soft")],
    *[("accent_strong", ground) for ground in ("card", "hover")],
    *[(tone, ground) for tone in ("good", "warn", "bad") for ground in ("card", "page", f"{tone}_soft")],
    ("text", "accent_soft"), ("muted", "accent_soft"), ("text", "mark"),
    ("on_accent", "accent"), ("on_accent", "accent_strong"),
    ("on_toast", "toast"), ("toast_action", "toast"),
]  # fmt: skip
EDGES = [
    *[("outline", ground) for ground in ("page", "card", "sunken")],
    *[("accent", ground) for ground in (*GROUNDS, "accent_soft")],
    *[("bad", ground) for ground in ("card", "bad_soft")],
]


def luminance(colour: str) -> float:
    """Relative luminance, as WCAG 2.1 defines it."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.03928 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_itself_is_right() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), WORDS)
def test_words_can_be_read(tokens: Tokens, ink: str, ground: str) -> None:
    assert contrast(tokens.of(ink), tokens.of(ground)) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_edges_of_controls_and_icons_can_be_seen(tokens: Tokens, edge: str, ground: str) -> None:
    assert contrast(tokens.of(edge), tokens.of(ground)) >= 3


@pytest.mark.parametrize("tone", ["plain", "info", "good", "warn", "bad", "never heard of"])
def test_every_tone_of_a_pill_can_be_read(tone: str) -> None:
    for tokens in (LIGHT, DARK):
        ink, ground = tone_colours(tokens, tone)
        assert contrast(ink, ground) >= 4.5
