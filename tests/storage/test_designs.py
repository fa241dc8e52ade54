"""A centre's own designs: made, changed, chosen; and certificates that keep the design they were issued in."""

import io
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageDraw

sys.path.insert(0, str(Path(__file__).parents[1] / "e2e"))

from assessor_app.documents.files import PdfFiles
from assessor_app.documents.page import decode
from assessor_app.documents.raster import page_png
from assessor_app.documents.reading import codes_in
from assessor_app.domain.certificate import Certificate, Target
from assessor_app.domain.design import CertificateDesign, Overleaf, PaperSize, Picture, Way
from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import Role
from assessor_app.formats.design_yaml import parse_design
from assessor_app.formats.paper_sides import join_sides, sides_of
from assessor_app.services.awards.issue import issue
from assessor_app.services.awards.sheets import send_sheets
from assessor_app.services.awards.wallet import badge_stickers, wallet_cards
from assessor_app.services.credentials.files import learners_pdf
from assessor_app.services.deciding.finalise import finalise
from assessor_app.services.deciding.release import release
from assessor_app.services.designs.change import (
    add_logo,
    choose_design,
    copy_design,
    put_signature,
    save_design,
    take_design,
)
from assessor_app.services.designs.desk import CENTRE, form_scope, sector_scope
from story import ADMIN, ASSESSOR, ASSURER, PINS, Story, begin

AT_ONCE = ("CUL-KNI", "1")


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    found = begin(tmp_path / "data", tmp_path / "state")
    found.add_learner("Amina Bello", "2031")
    yield found
    found.device.close()


def certificates(story: Story) -> list[Certificate]:
    """A new sitting in which everybody is found competent, and the certificates of it."""
    sitting, entries = story.open_sitting(AT_ONCE)
    made = []
    for entry in entries:
        work = story.start(entry)
        story.show_everything(work, sitting.id)
        story.decide_competent(work)
        finalise(story.device.deciding, by=ASSESSOR, pin=PINS[ASSESSOR], assessments=[work.id])
        release(story.device.deciding, by=ASSURER, pin=PINS[ASSURER], assessments=[work.id])
        number = issue(story.device.awards, by=ASSESSOR, assessments=[work.id])[0]
        made.append(story.device.tables.certificates.get(number))
    return made


def picture(size: tuple[int, int] = (400, 160), kind: str = "PNG") -> bytes:
    drawn = Image.new("RGB", size, "#EEEAE0")
    ImageDraw.Draw(drawn).line([(20, 120), (120, 30), (200, 130), (380, 40)], fill="#20304A", width=7)
    out = io.BytesIO()
    drawn.save(out, kind)
    return out.getvalue()


def own(story: Story, like: str = "modern", title: str = "Ours") -> CertificateDesign:
    desk = story.device.designs
    name = copy_design(desk, by=ADMIN, name=like, title=title)
    return parse_design(desk.text(name))


def test_a_centre_that_chose_nothing_prints_in_the_programs_own(story: Story) -> None:
    page = decode(certificates(story)[0].page)
    assert (page.design, page.design_version) == ("engraver", 2)


def test_the_design_of_the_form_comes_before_that_of_its_sector_and_the_centres(story: Story) -> None:
    desk, form = story.device.designs, story.device.shelf.offered()[AT_ONCE].form
    names = []
    for scope, name in (
        (CENTRE, "modern"),
        (sector_scope(form.sector), "trade"),
        (form_scope(form.code), "diploma"),
    ):
        choose_design(desk, by=ADMIN, scope=scope, name=name)
        chosen = desk.chosen(form)
        assert chosen is not None
        names.append(parse_design(chosen.text).id)
    assert names == ["modern", "trade", "diploma"]
    choose_design(desk, by=ADMIN, scope=form_scope(form.code), name="")
    assert [one.design for one in desk.store.history()] == ["", "diploma", "trade", "modern"]


def test_a_new_version_is_for_new_certificates_and_an_issued_one_never_changes(story: Story) -> None:
    desk, design = story.device.designs, own(story)
    choose_design(desk, by=ADMIN, scope=CENTRE, name=design.id)
    first = certificates(story)[0]
    assert save_design(desk, by=ADMIN, design=design) == 1, "nothing changed"
    changed = replace(design, colours={**design.colours, "accent": "#0A5A8C"})
    assert save_design(desk, by=ADMIN, design=changed) == 2
    second_one = story.add_learner("Kofi Mensah", "2032")
    story.learners[:] = [second_one]
    second = certificates(story)[0]
    assert story.device.tables.certificates.get(first.number).page == first.page
    assert [decode(one.page).design_version for one in (first, second)] == [1, 2]
    assert decode(second.page).design == design.id


def test_a_version_in_the_store_cannot_be_changed(story: Story) -> None:
    own(story)
    for sql in ("UPDATE design SET title = 'x'", "DELETE FROM design"):
        with pytest.raises(Exception, match="frozen"):
            story.device.store.raw().execute(sql)


def test_a_design_that_lacks_something_is_not_kept(story: Story) -> None:
    design = own(story)
    small = replace(design, code=replace(design.code, side=20))
    with pytest.raises(KnownError, match="design-invalid"):
        save_design(story.device.designs, by=ADMIN, design=small)
    for title in ("", "Engraver"):
        with pytest.raises(KnownError, match="design-title"):
            save_design(story.device.designs, by=ADMIN, design=replace(design, title=title))


def test_a_certificate_with_two_sides_is_one_run_of_bytes(story: Story) -> None:
    desk, design = story.device.designs, own(story)
    save_design(desk, by=ADMIN, design=replace(design, overleaf=Overleaf.OUTCOMES))
    choose_design(desk, by=ADMIN, scope=CENTRE, name=design.id)
    made = certificates(story)[0]
    front, back = sides_of(made.page)
    assert back is not None
    assert join_sides(front, back) == made.page
    assert decode(made.page) == decode(front)
    assert decode(back).number == made.number
    sheet = send_sheets(story.device.awards, by=ASSESSOR, numbers=[made.number], target=Target.FILE)[0]
    assert (sheet.page, sheet.back) == (front, back)


def test_a_logo_and_a_signature_stand_on_the_paper_and_its_code_is_still_read(story: Story) -> None:
    desk, design = story.device.designs, own(story, like="trade")
    logo = add_logo(desk, by=ADMIN, data=picture(kind="JPEG"))
    put_signature(desk, by=ADMIN, staff=ASSESSOR, data=picture((900, 300)))
    saved = replace(design, logo=Picture(sha256=logo, height=40), signed=True)
    save_design(desk, by=ADMIN, design=saved)
    choose_design(desk, by=ADMIN, scope=CENTRE, name=design.id)
    made = certificates(story)[0]
    page = decode(made.page)
    assert len(page.art) == 2, "the design's drawing and the logo"
    sheets = send_sheets(story.device.awards, by=ASSESSOR, numbers=[made.number], target=Target.FILE)
    pdf = PdfFiles(story.device.assets).make(sheets)
    assert codes_in(page_png(pdf, dpi=200)) == [made.qr]
    put_signature(desk, by=ADMIN, staff=ASSESSOR, data=None)
    assert desk.store.signatures() == {}


@pytest.mark.parametrize("data", [b"", b"GIF89a nothing", picture()[:200]])
def test_a_picture_that_is_none_is_refused(story: Story, data: bytes) -> None:
    with pytest.raises(KnownError, match="photo-unreadable"):
        add_logo(story.device.designs, by=ADMIN, data=data)


def test_only_administrators_touch_designs(story: Story) -> None:
    desk = story.device.designs
    somebody = next(one.id for one in story.device.tables.staff.all() if Role.ADMINISTRATOR not in one.roles)
    with pytest.raises(KnownError, match="not-allowed"):
        choose_design(desk, by=somebody, scope=CENTRE, name="modern")
    with pytest.raises(KnownError, match="not-allowed"):
        copy_design(desk, by=somebody, name="modern", title="Mine")


def test_another_paper_is_another_version(story: Story) -> None:
    design = own(story)
    page = replace(design.page, size=PaperSize.LETTER, way=Way.LANDSCAPE)
    save_design(story.device.designs, by=ADMIN, design=replace(design, page=page))
    choose_design(story.device.designs, by=ADMIN, scope=CENTRE, name=design.id)
    made = decode(certificates(story)[0].page)
    assert (made.width, made.height) == (792.0, 612.0)


def test_wallet_cards_are_of_certificates_that_stand(story: Story) -> None:
    made = certificates(story)[0]
    cards = wallet_cards(story.device.awards, by=ASSESSOR, numbers=[made.number, made.number])
    assert [(one.number, one.qr, one.holder) for one in cards] == [(made.number, made.qr, "Amina Bello")]
    (sticker,) = badge_stickers(story.device.awards, by=ASSESSOR, numbers=[made.number])
    assert (sticker.card, sticker.form.code, sticker.issued.isoformat()) == (
        cards[0],
        made.form_code,
        made.issued_at,
    )
    with pytest.raises(KnownError, match="no-such-certificate"):
        wallet_cards(story.device.awards, by=ASSESSOR, numbers=["7F3A-9KQ2-004X"])


def test_the_learners_file_has_both_sides(story: Story) -> None:
    desk, design = story.device.designs, own(story)
    save_design(desk, by=ADMIN, design=replace(design, overleaf=Overleaf.OUTCOMES))
    choose_design(desk, by=ADMIN, scope=CENTRE, name=design.id)
    made = certificates(story)[0]
    pdf = learners_pdf(story.device.credentials, made.number, credential=None)
    with pikepdf.open(io.BytesIO(pdf)) as file:
        assert len(file.pages) == 2
    assert codes_in(pdf) == [made.qr]


def test_a_design_written_as_a_file_is_taken_in(story: Story) -> None:
    desk = story.device.designs
    shipped = desk.text("engraver")
    with pytest.raises(KnownError, match="design-title-taken"):
        take_design(desk, by=ADMIN, text=shipped)
    title = parse_design(shipped).title
    text = shipped.replace(f"title: {title}".encode(), b"title: Harbour", 1)
    with pytest.raises(KnownError, match="not-allowed"):
        take_design(desk, by=ASSESSOR, text=text)
    with pytest.raises(KnownError, match="design-invalid"):
        take_design(desk, by=ADMIN, text=text.replace(b"side: 38, quiet", b"side: 20, quiet"))
    name, version = take_design(desk, by=ADMIN, text=text)
    assert (version, parse_design(desk.text(name)).title) == (1, "Harbour")
    choose_design(desk, by=ADMIN, scope=CENTRE, name=name)
    assert certificates(story)
    # The file that is kept, changed by hand, is its next version; the same again changes nothing.
    again = desk.text(name).replace(b"Harbour", b"Quay", 1)
    assert take_design(desk, by=ADMIN, text=again) == (name, 2)
    assert take_design(desk, by=ADMIN, text=desk.text(name)) == (name, 2)
