"""A page drawn after a thousand others of its cohort is the page that it would be alone."""

import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessor_app.documents.assets import MemoryAssets
from assessor_app.documents.certificate import draw_certificate
from assessor_app.documents.certificate_design import open_certificate_design, shipped_names
from documents_samples import BASE32, NAMES, certificate, url_segments

people = st.fixed_dictionaries(
    {
        "holder": st.sampled_from([*NAMES.values(), "Al", "Bartholomew Featherstonehaugh-Cholmondeley " * 3]),
        "identity": st.sampled_from(["", "Born 4 March 1998", "Document ending in 77A9"]),
        "number": st.from_regex(r"[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}", fullmatch=True),
        "qr": st.text(BASE32, min_size=300, max_size=760).map(
            lambda claims: url_segments("HTTPS://CHECK.EXAMPLE.ORG/", claims)
        ),
    }
)


@pytest.mark.parametrize("name", shipped_names())
@settings(max_examples=6)
@given(cohort=st.lists(people, min_size=2, max_size=4))
def test_what_was_drawn_before_changes_no_page(name: str, cohort: list[dict[str, object]]) -> None:
    warm = open_certificate_design(name)
    for person in [cohort[0], *cohort]:
        content = certificate(**person)
        page = draw_certificate(content, warm, MemoryAssets())
        alone = draw_certificate(content, open_certificate_design(name), MemoryAssets())
        assert zlib.decompress(page.content) == zlib.decompress(alone.content)
        assert page == alone


def test_letters_that_are_shaped_apart_are_what_the_face_makes_of_them_together() -> None:
    """Every letter of ASCII beside every other, in the face of numbers."""
    import uharfbuzz

    letters = [chr(letter) for letter in range(0x21, 0x7F)]
    text = "".join(one + other for one in letters for other in letters)
    opened = open_certificate_design()
    stack = opened.style("number").stack
    face = opened.faces.first(stack)
    assert face.even
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(face.shaper, buffer)
    together = [
        (info.codepoint, place.x_offset, place.y_offset, place.x_advance)
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    ]
    (run,) = opened.shaper.line(text, stack).runs
    apart = [
        (glyph.gid, *(round(ems * face.units) for ems in (glyph.dx, glyph.dy, glyph.advance)))
        for cluster in run.clusters
        for glyph in cluster.glyphs
    ]
    assert apart == together
    assert len(set(map(id, run.clusters))) == len(letters)
