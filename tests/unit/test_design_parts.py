"""What the editor does to where parts stand and how large they are: whatever is done, a page stays legible."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from assessor_app.documents.certificate_design import open_certificate_design, shipped_names
from assessor_app.documents.layout.pieces import Placed, Words
from assessor_app.documents.layout.plan import plan_page
from assessor_app.documents.layout.proof import Proof
from assessor_app.documents.page_art import seal_centre
from assessor_app.domain.design import MANDATORY, Align, CertificateDesign, Part, Picture, SidePlace, Way
from assessor_app.domain.errors import KnownError
from assessor_app.formats.design_yaml import check_design_model, design_text, parse_design
from assessor_app.ui.designs import parts_edits
from assessor_app.ui.designs.parts_edits import OPTIONAL, POINTS, Column
from assessor_app.wording.designs import design_sentence
from documents_samples import certificate
from test_documents_designs import LONG

SHIPPED = {name: open_certificate_design(name) for name in shipped_names()}


def other_side(design: CertificateDesign) -> CertificateDesign:
    at_start = design.layout.side.place is SidePlace.START
    return parts_edits.with_side_place(design, SidePlace.END if at_start else SidePlace.START)


def changed(design: CertificateDesign) -> Iterator[tuple[str, CertificateDesign]]:
    """Every single step that the editor offers, and several together."""
    for name, lines in parts_edits.columns(design).items():
        for place in range(len(lines)):
            yield f"{name} {place} down", parts_edits.moved(design, name, place, 1)
            yield f"{name} {place} across", parts_edits.crossed(design, name, place)
    for part in OPTIONAL:
        shown = parts_edits.is_shown(design, part)
        yield f"{part} turned", parts_edits.with_part(design, part, on=not shown, before=design)
    yield "other side", other_side(design)
    for side in (35, 40, 45):
        yield f"code {side}", parts_edits.with_code_side(design, side)
        yield f"code {side} at the other side", other_side(parts_edits.with_code_side(design, side))
    yield "large seal", other_side(parts_edits.with_seal_width(design, 40))
    logo = replace(design, logo=Picture(sha256="0" * 64), signed=True)
    yield "logo", parts_edits.with_signature_height(parts_edits.with_logo_height(logo, 30), 18)


def inked(one: Placed) -> tuple[float, float]:
    """Where a piece's ink begins and ends across the page: a centred line takes no more of its column than its words."""
    piece = one.piece
    if not isinstance(piece, Words) or piece.align is not Align.CENTRE or len(piece.blocks) > 1:
        return one.x, one.x + one.width
    middle, wide = one.x + one.width / 2, piece.blocks[0].width
    return middle - wide / 2, middle + wide / 2


def apart(one: Placed, other: Placed) -> bool:
    (left, right), (begins, ends) = inked(one), inked(other)
    if left >= ends - 1 or begins >= right - 1:
        return True
    return one.top >= other.top + other.piece.height - 1 or other.top >= one.top + one.piece.height - 1


@pytest.mark.parametrize("name", shipped_names())
@pytest.mark.parametrize("way", Way)
def test_no_step_of_the_editor_makes_a_page_that_cannot_be_read(name: str, way: Way) -> None:
    design = SHIPPED[name].on(way=way)
    for told, made in dict(changed(design.spec)).items():
        assert check_design_model(made) == (), told
        assert parse_design(design_text(made)) == made, told
        assert set(MANDATORY) <= set(made.layout.parts()), told
        for content in (certificate(), LONG):
            try:
                placed = [one for one in plan_page(content, replace(design, spec=made)) if one.piece.height]
            except KnownError as error:
                if (error.code, content is LONG) != ("certificate-too-full", True):
                    raise
                continue
            for at, one in enumerate(placed):
                assert one.x >= 0
                assert one.x + one.width <= design.width
                for other in placed[at + 1 :]:
                    assert apart(one, other), (told, one.piece, other.piece)
                if isinstance(one.piece, Proof):
                    # One that ships has a point less than its white, which is white on either side.
                    assert one.piece.side + 2 * one.piece.quiet <= one.width + 1, told


def test_a_part_trades_places_and_the_white_stays() -> None:
    design = SHIPPED["modern"].spec
    moved = parts_edits.moved(design, Column.FOOT, 1, -1)
    assert [(line.part, line.above) for line in moved.layout.foot] == [
        (Part.PRINT, 0),
        (Part.SIGNATURES, 12),
    ]
    assert parts_edits.moved(moved, Column.FOOT, 0, 1) == design
    assert parts_edits.moved(design, Column.FOOT, 0, -1) is design


def test_what_may_be_left_out_goes_and_comes_back_to_its_place() -> None:
    design = SHIPPED["modern"].spec
    for part in (Part.LOGO, Part.CERTIFY, Part.BAR):
        without = parts_edits.with_part(design, part, on=False, before=design)
        assert part not in without.layout.parts()
        assert parts_edits.with_part(without, part, on=True, before=design) == design
    assert parts_edits.with_part(design, Part.HOLDER, on=False, before=design) is design
    assert parts_edits.with_part(design, Part.SIGN, on=True, before=design) is design, "it stands on a ground"
    plain = SHIPPED["engraver"].spec
    barred = parts_edits.with_part(plain, Part.BAR, on=True, before=plain)
    parts = [line.part for line in barred.layout.head]
    assert parts.index(Part.BAR) + 1 == parts.index(Part.FOUND)


def test_a_code_that_is_too_small_and_a_part_that_is_missing_are_named() -> None:
    design = SHIPPED["engraver"].spec
    (problem,) = check_design_model(parts_edits.with_code_side(design, 34))
    assert "under 35" in design_sentence(problem)
    layout = design.layout
    head = tuple(line for line in layout.head if line.part is not Part.IDENTITY)
    (missing,) = check_design_model(replace(design, layout=replace(layout, head=head)))
    assert design_sentence(missing).startswith("The identity mark is missing")


def test_a_seal_stands_across_from_the_column_and_grows_in_millimetres() -> None:
    design = SHIPPED["diploma"]
    turned = replace(design, spec=other_side(parts_edits.with_seal_width(design.spec, 30)))
    seal = turned.spec.art.seal
    assert seal is not None
    assert seal.radius == pytest.approx(15 * POINTS, abs=0.01)
    assert seal_centre(turned, seal)[0] > turned.width / 2
    was = design.spec.art.seal
    assert was is not None
    assert seal_centre(design, was)[0] < design.width / 2
