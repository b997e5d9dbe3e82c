"""Owns the colours of the desk, light and dark, by what they are for; refuses any other colour in the window.

The contrast of each pair that can meet on screen is held by `tests/ui/test_tokens.py`
(WCAG 2.1: text 4.5:1, outlines of controls and icons 3:1).
"""

from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Tokens:
    """One colour per purpose, each as #RRGGBB.

    `line` and `divider` only decorate (the edge of a card, a rule in a table): nobody must see them;
    `outline` draws the edge of whatever can be operated and must be seen.
    """

    page: str
    card: str
    sunken: str
    hover: str
    line: str
    divider: str
    outline: str
    text: str
    muted: str
    accent: str
    accent_strong: str
    accent_soft: str
    on_accent: str
    good: str
    good_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    toast: str
    on_toast: str
    toast_action: str
    mark: str

    def named(self) -> dict[str, str]:
        """The colours by name, as the style sheet's template wants them."""
        return asdict(self)

    def of(self, role: str) -> str:
        """The colour of a role; an unknown role is a bug and raises AttributeError."""
        colour: str = getattr(self, role)
        return colour


LIGHT = Tokens(
    page="#F6F7F9", card="#FFFFFF", sunken="#F0F2F5", hover="#EDF1F6",
    line="#DDE1E7", divider="#E8EBEF", outline="#7D8898",
    text="#1B2430", muted="#56616F",
    accent="#0B5CAD", accent_strong="#094C8F", accent_soft="#E5F0FB", on_accent="#FFFFFF",
    good="#17713A", good_soft="#E3F4E8", warn="#8A5300", warn_soft="#FFF3DC",
    bad="#B3261E", bad_soft="#FCE8E6",
    toast="#1B2430", on_toast="#F6F7F9", toast_action="#9CCBFA", mark="#FFE9A8",
)  # fmt: skip

DARK = Tokens(
    page="#14181E", card="#1C222A", sunken="#232A34", hover="#28303B",
    line="#313A46", divider="#29313C", outline="#76849A",
    text="#E8ECF1", muted="#A3AEBC",
    accent="#6CB2F7", accent_strong="#8CC4FA", accent_soft="#1B3450", on_accent="#0B1A2A",
    good="#79D196", good_soft="#18372A", warn="#F2BF62", warn_soft="#3B2F16",
    bad="#F59A92", bad_soft="#45201D",
    toast="#E8ECF1", on_toast="#14181E", toast_action="#0B5CAD", mark="#5C4A12",
)  # fmt: skip

_ROLES = {"info": "accent", "accent": "accent", "good": "good", "warn": "warn", "bad": "bad"}


def tone_colours(tokens: Tokens, tone: str) -> tuple[str, str]:
    """The text and the ground of a pill, a banner or a figure of that tone; `plain` and what is not known are
    quiet.
    """
    role = _ROLES.get(tone)
    if role is None:
        return tokens.muted, tokens.sunken
    return tokens.of(role), tokens.of(f"{role}_soft")
