"""Limits and the rest at the foot: small, and never too small to read."""

from assessor_app.documents import phrases
from assessor_app.documents.certificate_design import OpenDesign
from assessor_app.documents.content import CertificateContent
from assessor_app.documents.layout.pieces import PAIR_GAP, Abreast, Piece, Stack
from assessor_app.documents.typeset import wrapped
from assessor_app.domain.design import Align, Overleaf

_SMALLER = 0.97
_MOST = 56.0
"""What it takes at full size, in points, in one language; more makes it smaller."""


def plan_print(content: CertificateContent, design: OpenDesign, *, width: float, align: Align) -> Piece:
    """One column, or two of two languages; smaller where it would take much of the page, never too small to read."""
    told = content.both()
    wide = width if len(told) == 1 else (width - PAIR_GAP) / 2
    most = _MOST * (1.0 if len(told) == 1 else 1.6) * max(320 / width, 1)
    if len(told) > 1:
        align = Align.START
    share = 1.0
    while True:
        stacks = [_stack(one, design, width=wide, share=share, align=align) for one in told]
        smaller = share * _SMALLER
        least = any(
            block.style.size * smaller < block.style.smallest for stack in stacks for block in stack.blocks
        )
        # Long limits of a long form take what they need: whether the page has that room is judged where it is full.
        if least or max(stack.height for stack in stacks) <= most:
            return (
                stacks[0] if len(stacks) == 1 else Abreast(tuple((wide, one) for one in stacks), gap=PAIR_GAP)
            )
        share = smaller


def _stack(
    content: CertificateContent, design: OpenDesign, *, width: float, share: float, align: Align
) -> Stack:
    learning = design.spec.overleaf is Overleaf.NOTHING
    told = [
        ("limits", phrases.limits_text(content)),
        ("small", phrases.small_print(content, learning=learning)),
    ]
    return Stack(
        tuple(
            wrapped(
                design.shaper, text, design.style(style), size=design.style(style).size * share, width=width
            )
            for style, text in told
            if text
        ),
        align=align,
    )
