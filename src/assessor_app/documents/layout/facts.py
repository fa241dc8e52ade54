"""The facts of a certificate: labels over values, in a row, two abreast, or under each other."""

from collections.abc import Sequence

from assessor_app.documents import phrases
from assessor_app.documents.certificate_design import OpenDesign
from assessor_app.documents.content import CertificateContent
from assessor_app.documents.layout.pieces import Abreast, Piece, Pile, Stack
from assessor_app.documents.typeset import fitted, wrapped

Told = tuple[tuple[str, ...], tuple[str, ...]]
"""A fact: its label and its value, in one language or in two."""
GAP = 20.0
_ROW_GAP = 5.0
_SMALLER = 0.97
_LONGEST_FACT = (0.36, 0.3, 0.25, 0.2)


def plan_facts(content: CertificateContent, design: OpenDesign, *, width: float, abreast: int = 0) -> Piece:
    """So many facts in a row (all of them when 0); values of one size, a long one over several lines."""
    told = _told(content)
    if abreast == 1:
        # In a narrow column the labels of two languages share a line: height is what it has least of.
        told = [(("  ·  ".join(labels),), values) for labels, values in told]
    many = abreast or len(told)
    rows = [told[at : at + many] for at in range(0, len(told), many)]
    if many == len(told):
        return _row(told, design, width=width, even=False)
    return Pile(tuple(_row(row, design, width=width, even=True, many=many) for row in rows), gap=_ROW_GAP)


def _told(content: CertificateContent) -> list[Told]:
    """Each fact in both languages where there are two; a value that both say alike is said once."""
    own, *beside = (phrases.facts(one) for one in content.both())
    if not beside:
        return [((label,), (value,)) for label, value in own]
    pairs = zip(own, beside[0], strict=True)
    return [(_once(label, other), _once(value, second)) for (label, value), (other, second) in pairs]


def _once(one: str, other: str) -> tuple[str, ...]:
    return (one,) if one == other else (one, other)


def _row(told: Sequence[Told], design: OpenDesign, *, width: float, even: bool, many: int = 0) -> Piece:
    style = design.style("value")
    if even:
        wide = (width - GAP * (many - 1)) / many
        widths, size = [wide] * len(told), style.size
    else:
        widths, size = _fitting(told, design, room=width)
    labels, values = [], []
    for (names, said), wide in zip(told, widths, strict=True):
        labels.append(Stack(tuple(fitted(design.shaper, one, design.style("label"), wide) for one in names)))
        values.append(Stack(tuple(wrapped(design.shaper, one, style, size=size, width=wide) for one in said)))
    return Pile(
        (
            Abreast(tuple(zip(widths, labels, strict=True)), gap=GAP),
            Abreast(tuple(zip(widths, values, strict=True)), gap=GAP),
        )
    )


def _fitting(told: Sequence[Told], design: OpenDesign, *, room: float) -> tuple[list[float], float]:
    """First a little smaller, then a narrower column for the longest, then the smallest."""
    style = design.style("value")
    free = room - GAP * (len(told) - 1)
    sizes = [*(style.size * _SMALLER**step for step in range(4)), style.smallest]
    tries = [(share, size) for share in _LONGEST_FACT for size in sizes[:-1]] + [
        (_LONGEST_FACT[-1], sizes[-1])
    ]
    widths: list[float] = []
    size = style.size
    for share, size in tries:
        widths = [_wide(one, design, size=size, most=room * share) for one in told]
        if sum(widths) <= free:
            break
    return [wide * min(free / sum(widths), 1) for wide in widths], size


def _wide(told: Told, design: OpenDesign, *, size: float, most: float) -> float:
    """What a fact needs at a size: its value on one line, at most so much, and never less than its label."""
    style = design.style("value")
    labels = [fitted(design.shaper, label, design.style("label"), most).width for label in told[0]]
    values = [min(design.shaper.line(value, style.stack).width * size * 1.01, most) for value in told[1]]
    return max(*labels, *values)
