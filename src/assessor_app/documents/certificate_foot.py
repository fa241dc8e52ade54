"""The lower part of a certificate: outcomes, facts, signatories and limits on one side, the proof on the other."""

from collections.abc import Sequence

from assessor_app.documents import phrases
from assessor_app.documents.content import CertificateContent
from assessor_app.documents.design import Design
from assessor_app.documents.pen import Pen
from assessor_app.documents.qr import dark_runs, qr_matrix
from assessor_app.documents.typeset import Block, fitted, set_block, wrapped
from assessor_app.domain.errors import KnownError

_MILLIMETRE = 72 / 25.4
_SMALLER = 0.97


def draw_foot(pen: Pen, content: CertificateContent, design: Design, *, top: float) -> None:
    """Draws all that stands under the head, which ends at `top` (points from the page's top)."""
    side, proof, gap = (
        design.measure("margins", "side"),
        design.measure("columns", "proof"),
        design.measure("columns", "gap"),
    )
    left, right = side, design.width - side
    _proof(pen, content, design, left=right - proof, right=right)
    room = right - proof - gap - left
    at = _small_print(pen, content, design, left=left, room=room)
    at = _signatories(pen, content, design, left=left, room=room, bottom=at - 9)
    at = _facts(pen, content, design, left=left, room=room, bottom=at - 9)
    _outcomes(pen, content, design, left=left, room=room, top=top + 9, bottom=at - 8)


def _proof(pen: Pen, content: CertificateContent, design: Design, *, left: float, right: float) -> None:
    """The code with its quiet zone, its number in text, the host in clear, whom to call."""
    room, middle = right - left, (left + right) / 2
    told = [
        (4.0, "number", content.number),
        (3.0, "proof", phrases.proof_text(content)),
        (0.0, "host", content.host or ""),
        (0.0, "proof", phrases.call_text(content)),
    ]
    blocks = [
        (above, fitted(design.shaper, text, design.style(style), room)) for above, style, text in told if text
    ]
    at = design.height - design.measure("margins", "bottom") - sum(above + block.height for above, block in blocks)
    matrix = qr_matrix(content.qr)
    side = design.measure("qr", "side") * _MILLIMETRE
    module = side / len(matrix)
    quiet = design.measure("qr", "quiet") * module
    corner = (middle - side / 2, at - quiet - side)
    pen.box((corner[0] - quiet, corner[1] - quiet), (side + 2 * quiet,) * 2, colour=design.colour("paper"))
    pen.modules(dark_runs(matrix), corner, module=module, colour="#000000")
    for above, block in blocks:
        at = set_block(pen, block, x=middle, top=at + above, align="centre")


def _small_print(pen: Pen, content: CertificateContent, design: Design, *, left: float, room: float) -> float:
    """Limits and the rest at the very foot; returns its top."""
    most = design.measure("foot", "print")
    told = [("limits", phrases.limits_text(content)), ("small", phrases.small_print(content))]
    share = 1.0
    while True:
        blocks = [
            wrapped(design.shaper, text, design.style(style), size=design.style(style).size * share, width=room)
            for style, text in told
            if text
        ]
        height = sum(block.height for block in blocks)
        if height <= most:
            break
        share *= _SMALLER
        if any(block.size < block.style.smallest for block in blocks):
            raise KnownError("certificate-too-full", number=content.number)
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
    top = bottom - names - max(role.height for _, role in columns)
    for column, (name, role) in enumerate(columns):
        x = left + column * (wide + gap)
        set_block(pen, name, x=x, top=top + names - name.height)
        pen.rule((x, top + names), (x + wide, top + names), weight=0.5, colour=design.colour("rule"))
        set_block(pen, role, x=x, top=top + names + 1)
    return top


def _facts(
    pen: Pen, content: CertificateContent, design: Design, *, left: float, room: float, bottom: float
) -> float:
    """Labels over values, the width shared by what they need; returns the top."""
    told = phrases.facts(content)
    gap = design.measure("columns", "outcomes")
    style = design.style("value")
    needs = [fitted(design.shaper, value, style, room / 3).width for _, value in told]
    free = room - gap * (len(told) - 1)
    shares = [max(need, 40) for need in needs]
    widths = [share * min(free / sum(shares), 1) for share in shares]
    columns: list[tuple[Block, Block]] = [
        (
            fitted(design.shaper, label, design.style("label"), max(wide, 40)),
            fitted(design.shaper, value, style, wide),
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


def _outcomes(
    pen: Pen, content: CertificateContent, design: Design, *, left: float, room: float, top: float, bottom: float
) -> None:
    """The outcomes in two columns, as large as the space between head and facts allows."""
    _ = phrases.phrase(content.language)
    label = fitted(design.shaper, _("Learning outcomes shown"), design.style("label"), room)
    gap = design.measure("columns", "outcomes")
    wide = (room - gap) / 2
    size = design.style("outcome").size
    while True:
        columns = _columns(content.outcomes, design, size=size, width=wide)
        height = max(sum(block.height + _between(size) for block in column) for column in columns)
        if height + label.height <= bottom - top:
            break
        size *= _SMALLER
        if size < design.style("outcome").smallest:
            raise KnownError("certificate-too-full", number=content.number)
    spare = bottom - top - height - label.height
    at = top + spare * 0.4
    start = set_block(pen, label, x=left, top=at)
    for number, column in enumerate(columns):
        at = start
        x = left + number * (wide + gap)
        for block in column:
            _bullet(pen, block, design, x=x, top=at)
            at = set_block(pen, block, x=x + size, top=at) + _between(size)


def _bullet(pen: Pen, block: Block, design: Design, *, x: float, top: float) -> None:
    """A small square before an outcome's first line."""
    side = block.size * 0.3
    pen.box((x, top + block.step * 0.5 - side / 2 + block.size * 0.06), (side, side), colour=design.colour("rule"))


def _between(size: float) -> float:
    return size * 0.22


def _columns(outcomes: Sequence[str], design: Design, *, size: float, width: float) -> list[list[Block]]:
    """Outcomes in reading order down two columns, cut where the longer column is shortest."""
    style = design.style("outcome")
    blocks = [wrapped(design.shaper, text, style, size=size, width=width - size) for text in outcomes]
    heights = [block.height + _between(size) for block in blocks]
    cut = min(
        range((len(blocks) + 1) // 2, len(blocks) + 1) if len(blocks) < 2 else range(1, len(blocks)),  # noqa: PLR2004 - one outcome fills one column
        key=lambda place: max(sum(heights[:place]), sum(heights[place:])),
        default=0,
    )
    return [blocks[:cut], blocks[cut:]]
