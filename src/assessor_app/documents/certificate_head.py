"""The upper part of a certificate, on the page's axis: centre, title and state, holder, award."""

from dataclasses import dataclass

from assessor_app.documents import phrases
from assessor_app.documents.content import CertificateContent
from assessor_app.documents.design import Design
from assessor_app.documents.pen import Pen
from assessor_app.documents.typeset import Block, fitted, set_block


@dataclass(frozen=True, slots=True)
class Part:
    """A block and the white above it, in points."""

    above: float
    block: Block
    ruled: bool = False


def plan_head(content: CertificateContent, design: Design) -> list[Part]:
    """The blocks of the head, each fitted to the page's width."""
    _ = phrases.phrase(content.language)
    told = (
        (0, "centre", content.centre),
        (0, "under", phrases.centre_text(content)),
        (8, "heading", _("Certificate of Competence")),
        (0, "state", phrases.state_text(content)),
        (7, "says", _("This is to certify that")),
        (1, "name", content.holder),
        (1, "identity", content.identity),
        (5, "says", _("has been assessed and found competent in")),
        (2, "award", content.title),
        (0, "code", phrases.award_text(content)),
    )
    room = design.width - 2 * design.measure("margins", "side")
    return [
        Part(above, fitted(design.shaper, text, design.style(style), room), ruled=style == "state")
        for above, style, text in told
        if text
    ]


def head_height(parts: list[Part]) -> float:
    """In points, without any stretch."""
    return sum(part.above + part.block.height for part in parts)


def draw_head(pen: Pen, parts: list[Part], design: Design, *, stretch: float) -> float:
    """Draws it with `stretch` points more white between its parts; returns where it ends, from the page's top."""
    at = design.measure("margins", "top")
    white = sum(part.above for part in parts)
    for part in parts:
        at += part.above * (1 + stretch / white)
        ends = set_block(pen, part.block, x=design.width / 2, top=at, align="centre")
        if part.ruled:
            _wings(pen, part.block, design, (at + ends) / 2)
        at = ends
    return at


def _wings(pen: Pen, block: Block, design: Design, height: float) -> None:
    """A fine rule to each side of a line."""
    middle, gap, reach = design.width / 2, block.width / 2 + 12, design.measure("wings", "reach")
    for side in (-1, 1):
        start, end = (middle + side * gap, height), (middle + side * (gap + reach), height)
        pen.rule(start, end, weight=0.5, colour=design.colour("rule"))
