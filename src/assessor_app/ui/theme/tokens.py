"""Every colour and stroke of the window, in one place."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """One theme. Colours are `#RRGGBB`; lengths are pixels.

    Body text on `page` and `surface` is at least 7:1, `muted` 4.5:1, `edge` (the border of what can be touched)
    3:1: paper-grey vanishes in the sun. `line` only divides and carries no meaning. `filled` says that a mark that
    holds is filled with its colour, because the theme has no tints to tell it by. `ring` is the border of what has the
    focus: where borders are black as it is, it is told by its strength.
    """

    name: str
    page: str
    surface: str
    line: str
    edge: str
    hover: str
    ink: str
    muted: str
    accent: str
    on_accent: str
    accent_tint: str
    met: str
    met_tint: str
    not_met: str
    not_met_tint: str
    not_seen: str
    danger: str
    danger_tint: str
    on_mark: str
    chosen: str
    on_chosen: str
    stroke: int = 1
    ring: int = 2
    corner: int = 8
    filled: bool = False


LIGHT = Tokens(
    name="light",
    page="#F6F5F1",
    surface="#FFFFFF",
    line="#D8D5CC",
    edge="#85817A",
    hover="#EEECE5",
    ink="#1A1D21",
    muted="#555D66",
    accent="#0A5A8C",
    on_accent="#FFFFFF",
    accent_tint="#E3EEF5",
    chosen="#E3EEF5",
    on_chosen="#1A1D21",
    met="#1C7A46",
    met_tint="#E4F1E9",
    not_met="#8A5300",
    not_met_tint="#F8EEDC",
    not_seen="#555D66",
    danger="#A8201A",
    danger_tint="#F9E6E4",
    on_mark="#FFFFFF",
)

DARK = Tokens(
    name="dark",
    page="#15181B",
    surface="#1E2226",
    line="#363C42",
    edge="#747D86",
    hover="#282D32",
    ink="#F1EFEA",
    muted="#A9B1BA",
    accent="#6CB8E6",
    on_accent="#0C1B26",
    accent_tint="#1F3340",
    chosen="#1F3340",
    on_chosen="#F1EFEA",
    met="#6FCF97",
    met_tint="#1E3428",
    not_met="#F2B866",
    not_met_tint="#382D1B",
    not_seen="#A9B1BA",
    danger="#FF8A80",
    danger_tint="#3F2423",
    on_mark="#15181B",
)

CONTRAST = Tokens(
    name="contrast",
    page="#FFFFFF",
    surface="#FFFFFF",
    line="#000000",
    edge="#000000",
    hover="#FFFFFF",
    ink="#000000",
    muted="#000000",
    accent="#000000",
    on_accent="#FFFFFF",
    accent_tint="#FFFFFF",
    chosen="#000000",
    on_chosen="#FFFFFF",
    met="#000000",
    met_tint="#FFFFFF",
    not_met="#000000",
    not_met_tint="#FFFFFF",
    not_seen="#000000",
    danger="#000000",
    danger_tint="#FFFFFF",
    on_mark="#FFFFFF",
    stroke=2,
    ring=5,
    filled=True,
)

# Below this share of full light the curve of sRGB is a straight line (IEC 61966-2-1).
_LINEAR_BELOW = 0.04045

THEMES = {tokens.name: tokens for tokens in (LIGHT, DARK, CONTRAST)}


def luminance(colour: str) -> float:
    """The relative luminance of `#RRGGBB`, 0 to 1 (WCAG 2.2, definition of relative luminance)."""

    def linear(channel: int) -> float:
        share = channel / 255
        return share / 12.92 if share <= _LINEAR_BELOW else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(int(colour[at : at + 2], 16)) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2, definition of contrast ratio)."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)
