"""The design of a badge as somebody chose it: parts by name, colours, a word; and whether it can be read."""

import colorsys
import re
from dataclasses import dataclass

from assessor_app.domain.errors import KnownError

LEAST_CONTRAST = 4.5
"""WCAG 2.2, 1.4.3, level AA: of words on their ground."""
MOST_TEXT = 24
RIMS = ("line", "double", "plain")
_COLOUR = re.compile(r"#[0-9A-F]{6}\Z")
_SECTOR, _FORM = "sector:", "form:"


@dataclass(frozen=True, kw_only=True)
class BadgeDesign:
    """Colours are `#RRGGBB` in capitals: of the field, of lines and the code (`accent`), of title and sign (`paper`).

    `text` is a short word above the title, empty for none.
    """

    shape: str
    sign: str
    colour: str
    accent: str
    paper: str
    rim: str = "line"
    text: str = ""

    @property
    def dark(self) -> str:
        """The rim's colour: the field's, darker."""
        red, green, blue = _parts(self.colour)
        return _hex(red * 0.6, green * 0.6, blue * 0.6)


def of_sector(code: str) -> str:
    """What a design is for: every form of a sector that has none of its own."""
    return _SECTOR + code


def of_form(code: str) -> str:
    """What a design is for: one form, in all its versions."""
    return _FORM + code


def require_usable(design: BadgeDesign) -> None:
    """Raises KnownError `badge-colour`, `badge-text`, `badge-contrast` (`ratio`, `what`: `title` or `line`)."""
    if not all(_COLOUR.match(one) for one in (design.colour, design.accent, design.paper)):
        raise KnownError("badge-colour")
    if len(design.text) > MOST_TEXT or not (design.text.isprintable() or not design.text):
        raise KnownError("badge-text", most=MOST_TEXT)
    if design.rim not in RIMS:
        raise KnownError("badge-colour")
    for what, colour in (("title", design.paper), ("line", design.accent)):
        ratio = contrast(colour, design.colour)
        if ratio < LEAST_CONTRAST:
            raise KnownError("badge-contrast", what=what, ratio=f"{ratio:.1f}")


def contrast(one: str, other: str) -> float:
    """The ratio of two colours by WCAG 2.2: 1 for the same, 21 for black on white."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def tinted(colour: str) -> tuple[str, str]:
    """Accent and paper that can be read on this colour: white or black, and a tint of the colour itself."""
    paper = max(("#FFFFFF", "#000000"), key=lambda one: contrast(one, colour))
    hue, light, strong = colorsys.rgb_to_hls(*_parts(colour))
    way = 1 if paper == "#FFFFFF" else -1
    for step in range(20):
        accent = _hex(*colorsys.hls_to_rgb(hue, min(max(light + way * (0.35 + step * 0.04), 0), 1), strong))
        if contrast(accent, colour) >= LEAST_CONTRAST:
            return accent, paper
    return paper, paper


def _luminance(colour: str) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - sRGB
        for part in _parts(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _parts(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _hex(*parts: float) -> str:
    return "#" + "".join(f"{round(part * 255):02X}" for part in parts)
