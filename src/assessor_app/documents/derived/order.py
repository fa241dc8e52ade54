"""Which texts of a page belong together, what they are, and in which order they are read aloud.

A page is drawn in the order that suits its layout (the foot before the head). It is read from the top; what stands
beside the code is read last, with it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from assessor_app.documents.derived.cut import Kind, Piece

_NEXT_LINE = (0.8, 1.9)
"""The next line of a paragraph lies so many sizes beneath."""
_NEAR = 3.0
_SAME_EDGE = 1.5
_HEADING = 1.9
"""A text so many times as large as most of the page's is a heading."""


class Role(StrEnum):
    """Standard structure types of PDF (ISO 32000-1, 14.8.4)."""

    TITLE = "H1"
    HEADING = "H2"
    PARAGRAPH = "P"
    ITEM = "LI"
    CODE = "Figure"


@dataclass(slots=True, kw_only=True)
class Element:
    """Texts that are read as one. `pieces` are places in the page's cut stream."""

    role: Role
    pieces: list[int]
    lines: list[Piece] = field(default_factory=list)

    @property
    def words(self) -> str:
        """What it says, on one line."""
        return " ".join(line.text for line in self.lines)

    @property
    def plain(self) -> bool:
        """Whether the page's own glyphs tell it."""
        return all(line.plain for line in self.lines)

    @property
    def top(self) -> float:
        return max(line.baseline + line.size for line in self.lines)

    @property
    def start(self) -> float:
        """The baseline of its first line."""
        return self.lines[0].baseline

    @property
    def foot(self) -> float:
        return min(line.baseline for line in self.lines)

    @property
    def edges(self) -> tuple[float, float, float]:
        left, right = min(line.left for line in self.lines), max(line.right for line in self.lines)
        return left, (left + right) / 2, right


def elements_of(pieces: Sequence[Piece], *, mirrored: bool = False) -> tuple[Element, ...]:
    """Everything that is read, in its order. The code is one of them; ornaments are not."""
    gathered = _paired(list(_gathered(pieces)))
    _head(gathered)
    clusters = _clusters(gathered)
    codes = [place for place, piece in enumerate(pieces) if piece.kind is Kind.CODE]
    figures = [Element(role=Role.CODE, pieces=[place]) for place in codes]
    beside = _beside_code(pieces, codes)
    ordered = sorted(
        clusters,
        key=lambda cluster: (
            not cluster[0].lines[0].turned,
            -round(max(one.top for one in cluster)),
            (-1 if mirrored else 1) * cluster[0].edges[0],
        ),
    )
    main = [one for cluster in ordered if cluster[0].pieces[0] not in beside for one in cluster]
    proof = [one for cluster in ordered if cluster[0].pieces[0] in beside for one in cluster]
    return (*main, *figures, *proof)


def _gathered(pieces: Sequence[Piece]) -> Iterator[Element]:
    """Lines that follow each other in the same lettering, one beneath the other, are one paragraph."""
    current: Element | None = None
    for place, piece in enumerate(pieces):
        if piece.kind is not Kind.TEXT:
            continue
        if current is not None and _goes_on(current.lines[-1], piece):
            current.pieces.append(place)
            current.lines.append(piece)
            continue
        if current is not None:
            yield current
        role = Role.ITEM if piece.bullet else Role.PARAGRAPH
        current = Element(role=role, pieces=[place], lines=[piece])
    if current is not None:
        yield current


def _goes_on(last: Piece, piece: Piece) -> bool:
    step = last.baseline - piece.baseline
    least, most = (share * last.size for share in _NEXT_LINE)
    alike = (last.font, last.size, last.turned) == (piece.font, piece.size, piece.turned)
    return alike and not piece.bullet and not piece.turned and least <= step <= most


def _paired(elements: Sequence[Element]) -> list[Element]:
    """A row of labels over a row of values is read label by label, each with its value."""
    rows: list[list[Element]] = []
    for one in elements:
        beside = rows and abs(rows[-1][-1].start - one.start) <= _SAME_EDGE and not one.lines[0].turned
        if beside:
            rows[-1].append(one)
        else:
            rows.append([one])
    told: list[Element] = []
    at = 0
    while at < len(rows):
        values = rows[at + 1] if at + 1 < len(rows) else []
        if _stands_over(rows[at], values):
            told += [one for pair in zip(rows[at], values, strict=True) for one in pair]
            at += 2
        else:
            told += rows[at]
            at += 1
    return told


def _stands_over(labels: Sequence[Element], values: Sequence[Element]) -> bool:
    if len(labels) < 2 or len(labels) != len(values):  # noqa: PLR2004 - one label over one value is no row
        return False
    step = labels[0].foot - values[0].start
    near = 0 < step <= _NEXT_LINE[1] * max(labels[0].lines[0].size, values[0].lines[0].size)
    return near and all(_is_aligned(label, value) for label, value in zip(labels, values, strict=True))


def _is_aligned(one: Element, other: Element) -> bool:
    return any(abs(a - b) <= _SAME_EDGE for a, b in zip(one.edges, other.edges, strict=True))


def _head(elements: Sequence[Element]) -> None:
    """The largest text is the page's title; others that stand out are headings."""
    sizes = sorted(one.lines[0].size for one in elements)
    if not sizes:
        return
    usual = sizes[len(sizes) // 2]
    large = [one for one in elements if not one.lines[0].turned and one.lines[0].size >= _HEADING * usual]
    first = max(large, key=lambda one: one.top, default=None)
    for one in large:
        one.role = Role.TITLE if one is first else Role.HEADING


def _clusters(elements: Sequence[Element]) -> list[list[Element]]:
    """What was drawn one after the other, near and in line: a label with its value, an outcome with the next."""
    clusters: list[list[Element]] = []
    for one in elements:
        last = clusters[-1][-1] if clusters else None
        if last is not None and _in_line(last, one):
            clusters[-1].append(one)
        else:
            clusters.append([one])
    return clusters


def _in_line(last: Element, one: Element) -> bool:
    if last.lines[0].turned or one.lines[0].turned:
        return False
    near = 0 <= last.foot - one.top <= _NEAR * one.lines[0].size or 0 <= last.foot - one.foot <= _NEAR * max(
        last.lines[0].size, one.lines[0].size
    )
    return near and _is_aligned(last, one)


def _beside_code(pieces: Sequence[Piece], codes: Sequence[int]) -> frozenset[int]:
    """The texts that were drawn with the code: those that follow it directly, in its column."""
    found: set[int] = set()
    for code in codes:
        column: Piece | None = None
        for place in range(code + 1, len(pieces)):
            piece = pieces[place]
            if piece.kind is not Kind.TEXT:
                continue
            middle = (piece.left + piece.right) / 2
            if column is not None and abs(middle - (column.left + column.right) / 2) > _SAME_EDGE:
                break
            column = column or piece
            found.add(place)
    return frozenset(found)
