"""Draws a certificate once and freezes it."""

from assessor_app.documents.assets import Assets
from assessor_app.documents.certificate_foot import column, draw_foot
from assessor_app.documents.certificate_head import draw_head, head_height, plan_head
from assessor_app.documents.certificate_outcomes import draw_outcomes, plan_outcomes
from assessor_app.documents.content import CertificateContent, Signatory
from assessor_app.documents.design import Design
from assessor_app.documents.page import FontUse, FrozenPage
from assessor_app.documents.pen import Pen
from assessor_app.documents.phrases import phrase, right_to_left
from assessor_app.documents.shaping import clean
from assessor_app.documents.sheets import Stamp
from assessor_app.documents.typeset import fitted, set_block

__all__ = ["CertificateContent", "Signatory", "draw_certificate", "draw_stamp"]


def draw_certificate(content: CertificateContent, design: Design, assets: Assets) -> FrozenPage:
    """The certificate as a page that never changes; its fonts and line art are put into `assets`.

    KnownError `certificate-too-full` when the outcomes do not fit at a readable size, `letters-missing` when no
    font has a letter, `qr-too-large` when the code would be too fine to read.
    """
    pen = Pen(width=design.width, height=design.height, mirrored=right_to_left(content.language))
    pen.art(assets.put(design.art))
    if content.sample:
        _sample(pen, content, design)
    _text(pen, content, design)
    fonts = pen.fonts()
    _keep(fonts, design, assets)
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


def draw_stamp(text: str, design: Design, assets: Assets) -> Stamp:
    """A line over the foot of a frozen page, as "Replacement 1 of 2026-…, date, reason"."""
    pen = Pen(width=design.width, height=design.height)
    style = design.style("stamp")
    room = design.measure("stamp", "width")
    block = fitted(design.shaper, text, style, room - 16)
    middle = design.width / 2
    foot = design.height - design.measure("stamp", "bottom")
    corner = (middle - block.width / 2 - 8, foot - block.height - 4)
    pen.box(corner, (block.width + 16, block.height + 4), colour=design.colour("paper"))
    pen.outline(corner, (block.width + 16, block.height + 4), weight=0.8, colour=style.colour)
    set_block(pen, block, x=middle, top=foot - block.height - 2, align="centre")
    fonts = pen.fonts()
    _keep(fonts, design, assets)
    return Stamp(content=pen.content(), fonts=fonts)


def _text(pen: Pen, content: CertificateContent, design: Design) -> None:
    """Head and foot as they come, the outcomes in the space between; spare white goes to the head first."""
    parts = plan_head(content, design)
    ends = design.measure("margins", "top") + head_height(parts)
    foot = draw_foot(pen, content, design)
    left, width = column(design)
    air = design.measure("air", "around")
    outcomes = plan_outcomes(content, design, width=width, height=foot - ends - 2 * air)
    spare = foot - ends - 2 * air - outcomes.height
    stretch = min(spare * 0.5, design.measure("air", "stretch"))
    draw_head(pen, parts, design, stretch=stretch)
    top = ends + stretch + air + (spare - stretch) * 0.5
    draw_outcomes(pen, outcomes, design, left=left, width=width, top=top)


def _keep(fonts: tuple[FontUse, ...], design: Design, assets: Assets) -> None:
    for use in fonts:
        assets.put(design.faces.data(use.sha256))


def _sample(pen: Pen, content: CertificateContent, design: Design) -> None:
    """SAMPLE across the page, pale, under everything; and a band along the top that no copier loses."""
    _ = phrase(content.language)
    mark = design.style("mark")
    block = fitted(design.shaper, _("SAMPLE"), mark, design.width * 0.62)
    pen.turned_text(
        block.lines[0],
        (design.width / 2, design.height * 0.52),
        size=block.size,
        colour=mark.colour,
        angle=(0.906, 0.423),
    )
    band = design.style("band")
    inset, high = design.measure("band", "inset"), design.measure("band", "height")
    pen.box((inset, inset), (design.width - 2 * inset, high), colour=design.colour("sample"))
    told = fitted(design.shaper, _("SAMPLE: nobody has earned this certificate"), band, design.width * 0.7)
    set_block(pen, told, x=design.width / 2, top=inset + (high - told.height) / 2, align="centre")
