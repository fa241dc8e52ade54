"""The outcomes between head and foot, in two columns, as large as the page allows."""

from collections.abc import Sequence
from dataclasses import dataclass

from assessor_app.documents import phrases
from assessor_app.documents.content import CertificateContent
from assessor_app.documents.design import Design
from assessor_app.documents.pen import Pen
from assessor_app.documents.typeset import Block, fitted, set_block, wrapped
from assessor_app.domain.errors import KnownError

_SMALLER = 0.97
_UNDER_LABEL = 2.0


@dataclass(frozen=True, slots=True)
class Outcomes:
    """The label, the columns of fitted outcomes, and their whole height in points."""

    label: Block
    columns: tuple[tuple[Block, ...], ...]
    size: float
    height: float


def plan_outcomes(content: CertificateContent, design: Design, *, width: float, height: float) -> Outcomes:
    """Fits the outcomes into a space; KnownError `certificate-too-full` when they would be too small to read."""
    _ = phrases.phrase(content.language)
    style = design.style("outcome")
    label = fitted(design.shaper, _("Learning outcomes shown"), design.style("label"), width)
    wide = (width - design.measure("columns", "outcomes")) / 2
    size = style.size
    while size >= style.smallest:
        columns = _columns(content.outcomes, design, size=size, width=wide)
        needed = label.height + _UNDER_LABEL + max(_height(column, size) for column in columns)
        if needed <= height:
            return Outcomes(label=label, columns=columns, size=size, height=needed)
        size *= _SMALLER
    raise KnownError("certificate-too-full", holder=content.holder)


def draw_outcomes(
    pen: Pen, outcomes: Outcomes, design: Design, *, left: float, width: float, top: float
) -> None:
    """Draws them from `top`."""
    gap = design.measure("columns", "outcomes")
    start = set_block(pen, outcomes.label, x=left, top=top) + _UNDER_LABEL
    for number, column in enumerate(outcomes.columns):
        at = start
        x = left + number * ((width - gap) / 2 + gap)
        for block in column:
            _bullet(pen, block, design, x=x, top=at)
            at = set_block(pen, block, x=x + outcomes.size, top=at) + _between(outcomes.size)


def _bullet(pen: Pen, block: Block, design: Design, *, x: float, top: float) -> None:
    """A small square before an outcome's first line."""
    side = block.size * 0.3
    pen.box((x, top + block.step * 0.56 - side / 2), (side, side), colour=design.colour("rule"))


def _between(size: float) -> float:
    return size * 0.22


def _height(column: Sequence[Block], size: float) -> float:
    return sum(block.height + _between(size) for block in column)


def _columns(
    outcomes: Sequence[str], design: Design, *, size: float, width: float
) -> tuple[tuple[Block, ...], ...]:
    """Outcomes in reading order down two columns, cut where the longer one is shortest, the left one never less."""
    style = design.style("outcome")
    blocks = tuple(
        wrapped(design.shaper, text, style, size=size, width=width - size)
        for text in outcomes
        if text.strip()
    )
    cuts = range((len(blocks) + 1) // 2, len(blocks) + 1)
    cut = min(cuts, key=lambda place: max(_height(blocks[:place], size), _height(blocks[place:], size)))
    return blocks[:cut], blocks[cut:]
