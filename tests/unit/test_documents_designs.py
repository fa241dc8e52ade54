from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from itertools import product

import pypdfium2
import pytest

from assessor_app.documents import phrases
from assessor_app.documents.assets import MemoryAssets
from assessor_app.documents.certificate import draw_back, draw_certificate, draw_stamp
from assessor_app.documents.certificate_design import (
    SIZES,
    OpenDesign,
    open_certificate_design,
    shipped_names,
)
from assessor_app.documents.content import CertificateContent, Signatory
from assessor_app.documents.elsewhere_assets import NamedAssets
from assessor_app.documents.layout.back import plan_back
from assessor_app.documents.layout.plan import plan_page
from assessor_app.documents.layout.proof import Proof
from assessor_app.documents.page import FrozenPage, decode, encode
from assessor_app.documents.reading import codes_in
from assessor_app.documents.sheets import Sheet
from assessor_app.documents.typeset import Block
from assessor_app.domain.badge_design import contrast
from assessor_app.domain.design import Overleaf, PaperSize, Way
from assessor_app.domain.form import Form
from assessor_app.formats.form_yaml import parse_form
from assessor_app.resources import forms_folder
from documents_samples import NAMES, PAYLOAD, certificate, pdf_of

LONG = certificate(
    holder="Maximiliana Konstantinopolitanskaya-Featherstonehaugh de la Cruz y Villanueva",
    title="Advanced Circuitry, Fault Finding and the Verification of Protective Measures in Installations",
    outcomes=("Explain, plan and carry out the inspection of a distribution board with every reading",) * 7,
    centre="Vocational Education and Training Centre for the Electrical and Allied Trades of the North",
    assessor=Signatory("Oluwaseunfunmi Adebayo-Featherstonehaugh", "A-20418-2026"),
    participation="Face to face, one learner to a panel",
    quality_assurance="Internal quality assurance; certificates wait for release by a verifier",
)
EVERY = [pytest.param(*one, id="-".join(map(str, one))) for one in product(shipped_names(), PaperSize, Way)]


def opened(name: str, size: PaperSize = PaperSize.A4, way: Way | None = None) -> OpenDesign:
    return open_certificate_design(name).on(size=size, way=way)


def drawn(content: CertificateContent, design: OpenDesign) -> tuple[FrozenPage, bytes]:
    assets = MemoryAssets()
    page = draw_certificate(content, design, assets)
    return page, pdf_of([Sheet(page)], assets)


def boxes_of(pdf: bytes) -> list[tuple[float, float, float, float]]:
    """Left, bottom, right and top of every letter."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[0].get_textpage()
        return [
            page.get_charbox(at) for at in range(page.count_chars()) if page.get_text_range(at, 1).strip()
        ]
    finally:
        document.close()


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return " ".join(document[0].get_textpage().get_text_range().split())
    finally:
        document.close()


@pytest.mark.slow
@pytest.mark.parametrize(("name", "size", "way"), EVERY)
@pytest.mark.parametrize("content", [certificate(), LONG], ids=["usual", "long"])
def test_every_design_on_every_paper_keeps_its_letters_on_the_page_and_its_code_readable(
    name: str, size: PaperSize, way: Way, content: CertificateContent
) -> None:
    design = opened(name, size, way)
    page, pdf = drawn(content, design)
    across, along = SIZES[size]
    assert (page.width, page.height) == ((across, along) if way is Way.PORTRAIT else (along, across))
    boxes = boxes_of(pdf)
    assert min(box[0] for box in boxes) >= 20
    assert max(box[2] for box in boxes) <= page.width - 20
    assert min(box[1] for box in boxes) >= 40
    assert max(box[3] for box in boxes) <= page.height - 20
    assert codes_in(pdf) == [PAYLOAD]


@pytest.mark.parametrize(("name", "size", "way"), EVERY)
def test_no_piece_lies_over_another(name: str, size: PaperSize, way: Way) -> None:
    for content in (certificate(), LONG):
        placed = [one for one in plan_page(content, opened(name, size, way)) if one.piece.height]
        for at, one in enumerate(placed):
            for other in placed[at + 1 :]:
                beside = one.x >= other.x + other.width - 1 or other.x >= one.x + one.width - 1
                above = (
                    one.top >= other.top + other.piece.height - 1
                    or other.top >= one.top + one.piece.height - 1
                )
                assert beside or above, (one.piece, other.piece)


@pytest.mark.parametrize("name", shipped_names())
@pytest.mark.parametrize(
    "script", ["Arabic", "Devanagari", "Ethiopic", "Cyrillic", "Greek", "Vietnamese", "Hebrew"]
)
def test_every_design_writes_every_script(name: str, script: str) -> None:
    page, _ = drawn(certificate(holder=NAMES[script]), opened(name))
    assert decode(encode(page)) == page


@pytest.mark.parametrize("name", shipped_names())
def test_two_languages_stand_side_by_side(name: str) -> None:
    german = certificate(language="de", beside=certificate(language="en"))
    told = text_of(drawn(german, opened(name))[1])
    for text in (
        "Certificate of Competence",
        "Kompetenz",
        "Achieved on",
        "Provisional until",
        "Vorläufig bis",
    ):
        assert text in told, text


@pytest.mark.parametrize("name", shipped_names())
def test_a_page_for_a_language_from_the_right_is_the_mirror_of_one_from_the_left(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    design = opened(name)
    _, pdf = drawn(certificate(), design)
    monkeypatch.setattr("assessor_app.documents.certificate.right_to_left", lambda _language: True)
    mirrored, turned = drawn(certificate(), design)
    assert codes_in(turned) == [PAYLOAD]
    left, right = boxes_of(pdf), boxes_of(turned)
    assert abs(min(box[0] for box in left) - (mirrored.width - max(box[2] for box in right))) < 6
    assert phrases.right_to_left("en") is False


@pytest.mark.parametrize("name", shipped_names())
def test_a_module_is_never_finer_than_a_telephone_reads(name: str) -> None:
    proofs = [one.piece for one in plan_page(certificate(), opened(name)) if isinstance(one.piece, Proof)]
    assert len(proofs) == 1
    assert proofs[0].side / len(proofs[0].matrix) >= 0.42 * 72 / 25.4
    assert proofs[0].quiet / (proofs[0].side / len(proofs[0].matrix)) >= 3.99


def test_a_trade_wears_its_own_colour() -> None:
    design = opened("trade")
    arts = {
        design.of_sector(sector).art() for sector in ("electrical", "culinary", "healthcare", "unheard-of")
    }
    assert len(arts) == 4


def test_a_stamp_stands_on_the_page_it_is_for() -> None:
    assets = MemoryAssets()
    design = opened("modern")
    page = draw_certificate(certificate(), design, assets)
    stamp = draw_stamp("Replacement 1 of 7F3A-9KQ2-004X", open_certificate_design(), assets, page=page)
    pdf = pdf_of([Sheet(page, stamp)], assets)
    assert "Replacement 1 of 7F3A-9KQ2-004X" in text_of(pdf)
    assert max(box[2] for box in boxes_of(pdf)) <= page.width - 20
    assert codes_in(pdf) == [PAYLOAD]


def test_the_first_designs_drawing_is_the_one_that_issued_pages_name() -> None:
    shelf = NamedAssets(MemoryAssets())
    named = "697835714c4451b30967192d170478559638b2f866b41fed601a2b42c2207f56"
    assert shelf.missing([named]) == ()


def test_the_fonts_that_ship_need_not_travel_and_another_drawing_does() -> None:
    assets = MemoryAssets()
    design = opened("trade", PaperSize.LETTER, Way.PORTRAIT)
    page = draw_certificate(replace(certificate(), sector="culinary"), design, assets)
    shelf = NamedAssets(MemoryAssets())
    assert shelf.missing(shelf.named(encode(page))) == tuple(art.sha256 for art in page.art)


def shipped_contents() -> list[CertificateContent]:
    """A certificate of every form that ships, with all that it says."""
    return [content_of(parse_form(path.read_bytes())) for path in sorted(forms_folder().glob("*/*.yaml"))]


def content_of(form: Form) -> CertificateContent:
    return certificate(
        title=form.title,
        outcomes=tuple(outcome.text for outcome in form.outcomes),
        criteria=tuple(
            tuple(one.text for one in form.criteria() if one.outcome == outcome.id)
            for outcome in form.outcomes
        ),
        limits=form.limits,
        not_a_licence=form.not_a_licence,
        endorsement=form.endorsement,
        guideline=form.guideline,
        participation=form.participation,
        quality_assurance=form.quality_assurance,
        assessment_method=form.assessment_type,
        environment="workplace and simulated environment",
        sector=form.sector,
    )


@pytest.mark.slow
@pytest.mark.parametrize(("name", "size", "way"), EVERY)
def test_every_form_that_ships_fits_every_design_on_every_paper(name: str, size: PaperSize, way: Way) -> None:
    design = opened(name, size, way)
    for overleaf, content in product(Overleaf, shipped_contents()):
        sided = replace(design, spec=replace(design.spec, overleaf=overleaf))
        for told in (content, replace(content, beside=replace(content, language="de"))):
            draw_certificate(told, sided, MemoryAssets())
        back = draw_back(content, sided, MemoryAssets())
        assert (back is None) is (overleaf is Overleaf.NOTHING)


@pytest.mark.parametrize("name", shipped_names())
def test_the_back_says_every_criterion_and_the_front_sends_there(name: str) -> None:
    design = opened(name)
    both = replace(design, spec=replace(design.spec, overleaf=Overleaf.OUTCOMES))
    content = content_of(parse_form((forms_folder() / "electrical" / "ELE-SAF.yaml").read_bytes()))
    assets = MemoryAssets()
    back = draw_back(content, both, assets)
    assert back is not None
    told = text_of(pdf_of([Sheet(back)], assets))
    assert "How to check this certificate" in told
    squeezed = told.replace(" ", "")
    for text in (*content.outcomes, *(one for some in content.criteria for one in some)):
        assert text.replace(" ", "") in squeezed, text
    front = text_of(drawn(content, both)[1])
    assert "stand on the back" in front
    assert content.criteria[0][0] not in front


@pytest.mark.parametrize("name", shipped_names())
@pytest.mark.parametrize("script", [*NAMES, "عبد الله علي"])
def test_a_name_of_any_script_keeps_off_the_line_under_it(name: str, script: str) -> None:
    told = "Identity document ending in 5743"
    _, pdf = drawn(certificate(holder=NAMES.get(script, script), identity=told), opened(name))
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[0].get_textpage()
        found = page.search(told).get_next()
        assert found is not None
        identity = range(found[0], found[0] + found[1])
        boxes = [page.get_charbox(at) for at in identity]
        left, right, top = (
            min(box[0] for box in boxes),
            max(box[2] for box in boxes),
            max(box[3] for box in boxes),
        )
        over = [page.get_charbox(at) for at in range(page.count_chars()) if at not in identity]
        # Above it starts, into it reaches: letters of the name alone may do so.
        assert not [
            box
            for box in over
            if box[0] < right and box[2] > left and box[1] < top - 0.5 < top < box[3] < top + 80
        ]
    finally:
        document.close()


@pytest.mark.parametrize("name", shipped_names())
def test_on_the_back_the_number_is_to_be_read_and_columns_begin_on_one_line(name: str) -> None:
    design = opened(name)
    content = content_of(parse_form((forms_folder() / "electrical" / "ELE-SAF.yaml").read_bytes()))
    head, _foot, *columns = plan_back(content, design)
    number = next(block for block in _blocks(head.piece) if block.lines[0].text == content.number)
    assert contrast(number.style.colour, design.colour("paper")) >= 4.5
    assert len(columns) > 1
    assert {column.top for column in columns} == {columns[0].top}
    assert [column.piece.pieces[0].above for column in columns] == [0.0] * len(columns)  # type: ignore[attr-defined]


def _blocks(piece: object) -> Iterator[Block]:
    if isinstance(piece, Block):
        yield piece
    for value in (getattr(piece, one.name) for one in fields(piece) if is_dataclass(piece)):  # type: ignore[arg-type]
        for inner in value if isinstance(value, tuple) else (value,):
            parts = inner if isinstance(inner, tuple) else (inner,)
            for part in parts:
                if is_dataclass(part):
                    yield from _blocks(part)
