"""The outcomes between head and foot, as large as the page allows."""

from collections.abc import Sequence
from dataclasses import dataclass

from assessor_app.documents import phrases
from assessor_app.documents.certificate_design import OpenDesign
from assessor_app.documents.content import CertificateContent
from assessor_app.documents.layout.pieces import Ink
from assessor_app.documents.typeset import Block, fitted, set_block, wrapped
from assessor_app.domain.design import Overleaf
from assessor_app.domain.errors import KnownError

GAP = 20.0
_SMALLER = 0.97
_UNDER_LABEL = 2.0
_PLEASANT = 0.74
_NARROW = 300.0
"""Two columns of outcomes in less than this would be one word wide."""


@dataclass(frozen=True, slots=True)
class Outcomes:
    """The label, the columns of fitted outcomes, and their whole height in points."""

    label: tuple[Block, ...]
    columns: tuple[tuple[Block, ...], ...]
    size: float
    height: float
    bullet: str

    def draw(self, ink: Ink, *, x: float, top: float, width: float) -> None:
        for block in self.label:
            top = set_block(ink.pen, block, x=x, top=top)
        many = len(self.columns)
        wide = (width - GAP * (many - 1)) / max(many, 1)
        for number, column in enumerate(self.columns):
            at = top + _UNDER_LABEL
            start = x + number * (wide + GAP)
            for block in column:
                self._bullet(ink, block, x=start, top=at)
                at = set_block(ink.pen, block, x=start + self.size, top=at) + between(self.size)

    def _bullet(self, ink: Ink, block: Block, *, x: float, top: float) -> None:
        """A small square before an outcome's first line."""
        side = block.size * 0.3
        ink.pen.box((x, top + block.step * 0.56 - side / 2), (side, side), colour=self.bullet)


def plan_outcomes(
    content: CertificateContent, design: OpenDesign, *, width: float, height: float, readable: bool = False
) -> Outcomes:
    """Fits the outcomes into a space; KnownError `certificate-too-full` when they would be too small to read.

    `readable` asks for more than that: for letters that are pleasant to read.
    """
    layout, style = design.spec.layout, design.style("outcome")
    if design.spec.overleaf is Overleaf.OUTCOMES:
        return _overleaf(content, design, width=width)
    told = phrases.outcomes_label(content) if layout.label else ""
    label = (fitted(design.shaper, told, design.style("label"), width),) if told else ()
    above = sum(block.height for block in label) + _UNDER_LABEL
    many = layout.columns if width >= _NARROW else 1
    texts = tuple(text for text in content.outcomes if text.strip())
    if not texts:
        return Outcomes((), (), style.size, 0.0, design.colour("rule"))
    wide = (width - GAP * (many - 1)) / many
    size = style.size
    smallest = max(style.smallest, style.size * _PLEASANT) if readable else style.smallest
    while size >= smallest:
        columns = _columns(texts, design, size=size, width=wide, many=many)
        needed = above + max(_height(column, size) for column in columns)
        if needed <= height:
            return Outcomes(label, columns, size, needed, design.colour("rule"))
        size *= _SMALLER
    raise KnownError("certificate-too-full", holder=content.holder)


def _overleaf(content: CertificateContent, design: OpenDesign, *, width: float) -> Outcomes:
    """Where the outcomes stand on the back, the front says so."""
    told = dict.fromkeys(phrases.overleaf_text(one) for one in content.both())
    label = tuple(fitted(design.shaper, text, design.style("code"), width) for text in told)
    return Outcomes(label, (), 0.0, sum(block.height for block in label), design.colour("rule"))


def between(size: float) -> float:
    """White between two outcomes."""
    return size * 0.22


def _height(column: Sequence[Block], size: float) -> float:
    return sum(block.height + between(size) for block in column)


def _columns(
    texts: Sequence[str], design: OpenDesign, *, size: float, width: float, many: int
) -> tuple[tuple[Block, ...], ...]:
    """In reading order down the columns, cut where the longer one is shortest, the first one never less."""
    style = design.style("outcome")
    blocks = tuple(wrapped(design.shaper, text, style, size=size, width=width - size) for text in texts)
    if many == 1:
        return (blocks,)
    cuts = range((len(blocks) + 1) // 2, len(blocks) + 1)
    cut = min(cuts, key=lambda place: max(_height(blocks[:place], size), _height(blocks[place:], size)))
    return blocks[:cut], blocks[cut:]
