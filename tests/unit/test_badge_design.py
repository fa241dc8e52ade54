"""Badge designs: what can be read, for every colour; and that both files are one drawing."""

import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from assessor_app.documents.badge_image.badge import BadgeArtist, BadgeWords, badge_parts
from assessor_app.domain.badge_design import (
    LEAST_CONTRAST,
    RIMS,
    BadgeDesign,
    contrast,
    require_usable,
    tinted,
)
from assessor_app.domain.errors import KnownError

colours = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06X}")
GOOD = BadgeDesign(shape="hexagon", sign="bolt", colour="#1E3A5F", accent="#F2C14E", paper="#FFFFFF")


@given(colours)
def test_what_is_chosen_for_a_colour_can_be_read_on_it(colour: str) -> None:
    accent, paper = tinted(colour)
    assert contrast(accent, colour) >= LEAST_CONTRAST
    assert contrast(paper, colour) >= LEAST_CONTRAST
    require_usable(replace(GOOD, colour=colour, accent=accent, paper=paper))


@given(colours, colours)
def test_contrast_is_a_ratio(one: str, other: str) -> None:
    assert 1 <= contrast(one, other) == contrast(other, one) <= 21.001
    assert contrast(one, one) == pytest.approx(1)


def test_what_nobody_could_read_is_refused() -> None:
    for changes, code in (
        ({"accent": "#2A4A70"}, "badge-contrast"),
        ({"paper": "#1E3A60"}, "badge-contrast"),
        ({"colour": "red"}, "badge-colour"),
        ({"colour": "#1e3a5f"}, "badge-colour"),
        ({"text": "x" * 25}, "badge-text"),
        ({"text": "a\nb"}, "badge-text"),
        ({"rim": "wavy"}, "badge-colour"),
    ):
        with pytest.raises(KnownError, match=f"^{code}"):
            require_usable(replace(GOOD, **changes))


def test_every_palette_that_ships_can_be_read() -> None:
    for palette in badge_parts().palettes:
        require_usable(replace(GOOD, colour=palette.colour, accent=palette.accent, paper=palette.paper))


@settings(max_examples=12, deadline=None)
@given(st.data())
def test_svg_and_png_are_one_drawing(data: st.DataObject) -> None:
    """The PNG is drawn from the same paths: the colours of the SVG's middle and rim are the PNG's."""
    parts = badge_parts()
    colour = data.draw(colours)
    accent, paper = tinted(colour)
    design = BadgeDesign(
        shape=data.draw(st.sampled_from(parts.shapes)),
        sign=data.draw(st.sampled_from(parts.signs)),
        colour=colour,
        accent=accent,
        paper=paper,
        rim=data.draw(st.sampled_from(RIMS)),
        text=data.draw(st.sampled_from(("", "Harbour Street"))),
    )
    words = BadgeWords(title="A title", line="AAA-ONE v1", sector="electrical", design=design)
    artist = BadgeArtist()
    svg, png = artist.svg(words), Image.open(io.BytesIO(artist.png(words))).convert("RGBA")
    assert design.colour in svg
    assert f"#{png.getpixel((320, 350))[0]:02X}" == colour[:3]  # type: ignore[index]  # RGBA
    assert png.getpixel((1, 1))[3] == 0  # type: ignore[index]  # RGBA
