"""Draws a certificate once and freezes it."""

from collections.abc import Callable

from assessor_app.documents.assets import Assets
from assessor_app.documents.certificate_design import SAMPLE_RED, OpenDesign, without_seal
from assessor_app.documents.content import CertificateContent, Signatory
from assessor_app.documents.layout.back import plan_back
from assessor_app.documents.layout.cohort import draw_page
from assessor_app.documents.layout.pieces import Ink, draw_placed
from assessor_app.documents.page import FontUse, FrozenPage
from assessor_app.documents.page_art import back_art
from assessor_app.documents.pen import Pen
from assessor_app.documents.phrases import phrase, right_to_left
from assessor_app.documents.picture_pen import PicturePen
from assessor_app.documents.shaping import clean
from assessor_app.documents.sheets import Stamp
from assessor_app.documents.typeset import fitted, set_block
from assessor_app.domain.design import Overleaf
from assessor_app.domain.errors import KnownError

__all__ = ["CertificateContent", "Signatory", "draw_back", "draw_certificate", "draw_stamp"]

_STAMP_WIDTH, _STAMP_BOTTOM = 620.0, 27.5
_BAND_HEIGHT = 12.0


def draw_certificate(content: CertificateContent, design: OpenDesign, assets: Assets) -> FrozenPage:
    """The certificate as a page that never changes; its fonts and line art are put into `assets`.

    KnownError `certificate-too-full` when the outcomes do not fit at a readable size, `letters-missing` when no
    font has a letter, `qr-too-large` when the code would be too fine to read.
    """
    design = design.of_sector(content.sector)
    try:
        return _front(content, design, assets)
    except KnownError as error:
        if error.code != "certificate-too-full" or design.spec.art.seal is None:
            raise
    # What must be said comes before a seal.
    return _front(content, without_seal(design), assets)


def _front(content: CertificateContent, design: OpenDesign, assets: Assets) -> FrozenPage:
    art = design.art(mirrored=right_to_left(content.language))
    return _frozen(content, design, assets, art, lambda ink: draw_page(ink, content, design))


def draw_back(content: CertificateContent, design: OpenDesign, assets: Assets) -> FrozenPage | None:
    """What stands on the other side, frozen like the front; None for a design with one side.

    KnownError `certificate-too-full` when the criteria do not fit at a readable size, `letters-missing`.
    """
    if design.spec.overleaf is Overleaf.NOTHING:
        return None
    design = design.of_sector(content.sector)
    plan = plan_back(content, design)
    return _frozen(content, design, assets, back_art(design), lambda ink: draw_placed(ink, plan))


def _frozen(
    content: CertificateContent,
    design: OpenDesign,
    assets: Assets,
    art: bytes,
    draw: Callable[[Ink], None],
) -> FrozenPage:
    pen = PicturePen(width=design.width, height=design.height, mirrored=right_to_left(content.language))
    pen.art(assets.put(art))
    if content.sample:
        _sample(pen, content, design)
    draw(Ink(pen, assets))
    fonts = pen.fonts()
    keep_fonts(fonts, design, assets)
    _ = phrase(content.language)
    return FrozenPage(
        width=design.width,
        height=design.height,
        content=pen.content(),
        fonts=fonts,
        art=pen.arts(),
        design=design.name,
        design_version=design.version,
        number=content.number,
        title=_("Certificate {number}: {title}").format(number=content.number, title=clean(content.title)),
        language=content.language,
    )


def draw_stamp(text: str, design: OpenDesign, assets: Assets, *, page: FrozenPage | None = None) -> Stamp:
    """A line over the foot of a frozen page, as "Replacement 1 of 2026-…, date, reason"."""
    width, height = (design.width, design.height) if page is None else (page.width, page.height)
    pen = Pen(width=width, height=height)
    style = design.style("stamp")
    block = fitted(design.shaper, text, style, min(_STAMP_WIDTH, width - 80) - 16)
    middle = width / 2
    foot = height - _STAMP_BOTTOM
    corner = (middle - block.width / 2 - 8, foot - block.height - 4)
    pen.box(corner, (block.width + 16, block.height + 4), colour="#FFFFFF")
    pen.outline(corner, (block.width + 16, block.height + 4), weight=0.8, colour=style.colour)
    set_block(pen, block, x=middle, top=foot - block.height - 2, align="centre")
    fonts = pen.fonts()
    keep_fonts(fonts, design, assets)
    return Stamp(content=pen.content(), fonts=fonts)


def keep_fonts(fonts: tuple[FontUse, ...], design: OpenDesign, assets: Assets) -> None:
    """Puts what a page's text is drawn with among the assets."""
    for use in fonts:
        assets.put(design.faces.data(use.sha256))


def _sample(pen: Pen, content: CertificateContent, design: OpenDesign) -> None:
    """SAMPLE across the page, pale, under everything; and a band along the top that no copier loses."""
    _ = phrase(content.language)
    mark = design.style("mark")
    block = fitted(design.shaper, _("SAMPLE"), mark, min(design.width * 0.62, design.height * 0.9))
    pen.turned_text(
        block.lines[0],
        (design.width / 2, design.height * 0.52),
        size=block.size,
        colour=mark.colour,
        angle=(0.906, 0.423),
    )
    band = design.style("band")
    # Between the border and the head, wherever the design has them.
    inset = min(design.spec.margins.top, design.spec.margins.side) - _BAND_HEIGHT - 6
    pen.box((inset, inset), (design.width - 2 * inset, _BAND_HEIGHT), colour=SAMPLE_RED)
    told = fitted(design.shaper, _("SAMPLE: nobody has earned this certificate"), band, design.width * 0.7)
    set_block(pen, told, x=design.width / 2, top=inset + (_BAND_HEIGHT - told.height) / 2, align="centre")
