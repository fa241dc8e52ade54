"""A page drawn after a thousand others of its cohort is the page that it would be alone."""

import unicodedata
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessor_app.documents.assets import MemoryAssets
from assessor_app.documents.certificate import draw_certificate
from assessor_app.documents.certificate_design import open_certificate_design, shipped_names
from assessor_app.documents.faces import Face
from assessor_app.documents.shaped import Run
from assessor_app.documents.shaping import clean
from assessor_app.documents.stacks import stacks
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


def shaped_together(face: Face, text: str) -> list[tuple[int, int, int, int]]:
    """Glyphs of a text that the shaper gets whole: number, moved along and across, advance."""
    import uharfbuzz

    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(face.shaper, buffer)
    return [
        (info.codepoint, place.x_offset, place.y_offset, place.x_advance)
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    ]


def shaped_apart(run: Run) -> list[tuple[int, int, int, int]]:
    """The same of a run."""
    glyphs = [glyph for cluster in run.clusters for glyph in cluster.glyphs]
    units = run.face.units
    return [
        (glyph.gid, round(glyph.dx * units), round(glyph.dy * units), round(glyph.advance * units))
        for glyph in glyphs
    ]


def test_letters_that_are_shaped_apart_are_what_the_face_makes_of_them_together() -> None:
    """Every letter of ASCII beside every other, in the face of numbers."""
    letters = [chr(letter) for letter in range(0x21, 0x7F)]
    text = "".join(one + other for one in letters for other in letters)
    opened = open_certificate_design()
    stack = opened.style("number").stack
    face = opened.faces.first(stack)
    assert face.even
    (run,) = opened.shaper.line(text, stack).runs
    assert shaped_apart(run) == shaped_together(face, text)
    assert len(set(map(id, run.clusters))) == len(letters)


@pytest.mark.parametrize("stack", sorted({faces[0]: stack for stack, faces in stacks().items()}.values()))
@pytest.mark.parametrize("first", ["A", "Α", "А"])
def test_words_that_are_shaped_apart_are_what_the_face_makes_of_them_together(stack: str, first: str) -> None:
    """Every letter of every face that comes first, before a space and behind one, in the script of the first letter."""
    opened = open_certificate_design()
    face = opened.faces.first(stack)
    kinds = {letter: unicodedata.category(letter)[0] for letter in map(chr, sorted(face.letters))}
    letters = [letter for letter, kind in kinds.items() if kind not in "CMZ"]
    text = clean(" ".join([first, *letters]))
    line = opened.shaper.line(text, stack)
    (run,) = line.runs
    assert len(run.words) == 2 * len(text.split(" ")) - 1
    assert shaped_apart(run) == shaped_together(face, text)


def test_a_mark_behind_a_space_is_shaped_with_it() -> None:
    opened = open_certificate_design()
    stack = opened.style("name").stack
    for text in ("A \u0301B", "A \u200dB"):
        assert len(opened.shaper.line(text, stack).runs[0].words) == 1


def test_a_line_of_one_page_is_not_remembered() -> None:
    shaper = open_certificate_design().shaper
    assert shaper.line("Amina Bello", "serif") is shaper.line("Amina Bello", "serif")
    found = shaper.aside().line("Tunde Okafor", "serif")
    assert shaper.line("Tunde Okafor", "serif") is not found
    assert shaper.line("Tunde Okafor", "serif").runs == found.runs
