"""The foot of a certificate: facts, signatories and limits on one side, the proof on the other."""

from collections.abc import Sequence

from assessor_app.documents import phrases
from assessor_app.documents.content import CertificateContent
from assessor_app.documents.design import Design
from assessor_app.documents.pen import Pen
from assessor_app.documents.qr import qr_matrix
from assessor_app.documents.typeset import Block, fitted, set_block, wrapped
from assessor_app.domain.errors import KnownError

_MILLIMETRE = 72 / 25.4
_SMALLER = 0.97
_OVER_RULE = 2.5
_LONGEST_FACT = (0.36, 0.3, 0.25, 0.2)


def draw_foot(pen: Pen, content: CertificateContent, design: Design) -> float:
    """Draws what stands at the foot, from the bottom upwards; returns its top, in points from the page's top."""
    left, room = column(design)
    _proof(pen, content, design)
    at = _small_print(pen, content, design, left=left, room=room)
    at = _signatories(pen, content, design, left=left, room=room, bottom=at - 8)
    return _facts(pen, content, design, left=left, room=room, bottom=at - 8)


def column(design: Design) -> tuple[float, float]:
    """The left edge and the width of the column beside the code, in points."""
    side = design.measure("margins", "side")
    return side, design.width - 2 * side - design.measure("columns", "proof") - design.measure(
        "columns", "gap"
    )


def _proof(pen: Pen, content: CertificateContent, design: Design) -> None:
    """The code with its quiet zone, its number in text, the host in clear, whom to call."""
    room = design.measure("columns", "proof")
    middle = design.width - design.measure("margins", "side") - room / 2
    told = [
        (4.0, "number", content.number),
        (3.0, "proof", phrases.proof_text(content)),
        (0.0, "host", content.host or ""),
        (0.0, "proof", phrases.call_text(content)),
    ]
    blocks = [
        (above, fitted(design.shaper, text, design.style(style), room)) for above, style, text in told if text
    ]
    at = (
        design.height
        - design.measure("margins", "bottom")
        - sum(above + block.height for above, block in blocks)
    )
    matrix = qr_matrix(content.qr)
    side = design.measure("qr", "side") * _MILLIMETRE
    module = side / len(matrix)
    quiet = design.measure("qr", "quiet") * module
    corner = (middle - side / 2, at - quiet - side)
    pen.box((corner[0] - quiet, corner[1] - quiet), (side + 2 * quiet,) * 2, colour=design.colour("paper"))
    pen.modules(matrix, corner, side=side, colour="#000000")
    for above, block in blocks:
        at = set_block(pen, block, x=middle, top=at + above, align="centre")


def _small_print(pen: Pen, content: CertificateContent, design: Design, *, left: float, room: float) -> float:
    """Limits and the rest at the very foot; returns its top."""
    most = design.measure("foot", "print")
    told = [("limits", phrases.limits_text(content)), ("small", phrases.small_print(content))]
    share = 1.0
    while True:
        blocks = [
            wrapped(
                design.shaper, text, design.style(style), size=design.style(style).size * share, width=room
            )
            for style, text in told
            if text
        ]
        height = sum(block.height for block in blocks)
        if height <= most:
            break
        share *= _SMALLER
        if any(block.size < block.style.smallest for block in blocks):
            raise KnownError("certificate-too-full", holder=content.holder)
    top = at = design.height - design.measure("margins", "bottom") - height
    for block in blocks:
        at = set_block(pen, block, x=left, top=at)
    return top


def _signatories(
    pen: Pen, content: CertificateContent, design: Design, *, left: float, room: float, bottom: float
) -> float:
    """Each under a fine rule, in columns; returns the top."""
    people = phrases.signatories(content)
    gap = design.measure("columns", "outcomes")
    wide = (room - gap) / 2
    columns = [
        (
            fitted(design.shaper, name, design.style("signer"), wide),
            fitted(design.shaper, role, design.style("small"), wide),
        )
        for name, role in people
    ]
    names = max(name.height for name, _ in columns)
    top = bottom - names - _OVER_RULE - max(role.height for _, role in columns)
    for column, (name, role) in enumerate(columns):
        x = left + column * (wide + gap)
        set_block(pen, name, x=x, top=top + names - name.height)
        line = top + names + _OVER_RULE
        pen.rule((x, line), (x + wide, line), weight=0.5, colour=design.colour("rule"))
        set_block(pen, role, x=x, top=line + 1)
    return top


def _facts(
    pen: Pen, content: CertificateContent, design: Design, *, left: float, room: float, bottom: float
) -> float:
    """Labels over values, all values of one size, a long one over several lines; returns the top."""
    told = phrases.facts(content)
    gap = design.measure("columns", "outcomes")
    free = room - gap * (len(told) - 1)
    style = design.style("value")
    # First a little smaller, then a narrower column for the longest, then the smallest.
    sizes = [*(style.size * _SMALLER**step for step in range(4)), style.smallest]
    tries = [(share, size) for share in _LONGEST_FACT for size in sizes[:-1]] + [
        (_LONGEST_FACT[-1], sizes[-1])
    ]
    for share, size in tries:
        widths = _fact_widths(told, design, size=size, most=room * share)
        if sum(widths) <= free:
            break
    widths = [wide * min(free / sum(widths), 1) for wide in widths]
    columns: list[tuple[Block, Block]] = [
        (
            fitted(design.shaper, label, design.style("label"), wide),
            wrapped(design.shaper, value, style, size=size, width=wide),
        )
        for (label, value), wide in zip(told, widths, strict=True)
    ]
    labels = max(label.height for label, _ in columns)
    top = bottom - labels - max(value.height for _, value in columns)
    x = left
    for (label, value), wide in zip(columns, widths, strict=True):
        set_block(pen, label, x=x, top=top)
        set_block(pen, value, x=x, top=top + labels)
        x += wide + gap
    return top


def _fact_widths(told: Sequence[tuple[str, str]], design: Design, *, size: float, most: float) -> list[float]:
    """What each fact needs at a size: its value on one line, at most so much, and never less than its label."""
    style = design.style("value")
    return [
        max(
            fitted(design.shaper, label, design.style("label"), most).width,
            min(design.shaper.line(value, style.stack).width * size * 1.01, most),
        )
        for label, value in told
    ]
