"""The back of a certificate: every outcome with its criteria, how it was assessed, and how to check the paper."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assessor_app.documents import phrases
from assessor_app.documents.certificate_design import OpenDesign
from assessor_app.documents.content import CertificateContent
from assessor_app.documents.layout.pieces import Abreast, Ink, Piece, Pile, Placed, Stack
from assessor_app.documents.typeset import Block, columned, fitted, set_block, wrapped
from assessor_app.domain.errors import KnownError

_GAP = 26.0
_SMALLER = 0.97
_SIZE, _SMALLEST = 11.4, 4.8
_BOX_AIR = 9.0


@dataclass(frozen=True, slots=True)
class Entry:
    """An outcome's text, or a criterion under it."""

    block: Block
    inset: float
    above: float
    mark: str

    @property
    def height(self) -> float:
        return self.above + self.block.height

    def draw(self, ink: Ink, *, x: float, top: float, width: float) -> None:  # noqa: ARG002 - planned
        start = top + self.above
        if self.mark:
            side = self.block.size * 0.28
            place = (x + self.inset - self.block.size * 0.9, start + self.block.step * 0.56 - side / 2)
            ink.pen.box(place, (side, side), colour=self.mark)
        set_block(ink.pen, self.block, x=x + self.inset, top=start)


@dataclass(frozen=True, slots=True)
class Boxed:
    """Pieces on a pale ground."""

    inner: Piece
    ground: str

    @property
    def height(self) -> float:
        return self.inner.height + 2 * _BOX_AIR

    def draw(self, ink: Ink, *, x: float, top: float, width: float) -> None:
        ink.pen.box((x, top), (width, self.height), colour=self.ground)
        self.inner.draw(ink, x=x + _BOX_AIR, top=top + _BOX_AIR, width=width - 2 * _BOX_AIR)


@dataclass(frozen=True, slots=True)
class Ended:
    """A line that ends where the column ends."""

    block: Block

    @property
    def height(self) -> float:
        return self.block.height

    def draw(self, ink: Ink, *, x: float, top: float, width: float) -> None:
        set_block(ink.pen, self.block, x=x + width, top=top, align="right")


@dataclass(frozen=True, slots=True)
class Ruled:
    """A fine rule over the whole width."""

    colour: str
    height: float = 1.0

    def draw(self, ink: Ink, *, x: float, top: float, width: float) -> None:
        ink.pen.rule((x, top), (x + width, top), weight=0.6, colour=self.colour)


def plan_back(content: CertificateContent, design: OpenDesign) -> tuple[Placed, ...]:
    """Every piece with its place. KnownError `certificate-too-full` when the criteria would be too small to read."""
    side = max(design.spec.margins.side * 0.9, 54)
    top, bottom = max(design.spec.margins.top, 60), design.height - max(design.spec.margins.bottom, 56)
    width = design.width - 2 * side
    head = _head(content, design, width)
    foot = _foot(content, design, width)
    placed = [Placed(head, side, top, width), Placed(foot, side, bottom - foot.height, width)]
    start = top + head.height + 12
    columns = _columns(content, design, width=width, height=bottom - foot.height - 12 - start)
    wide = (width - _GAP * (len(columns) - 1)) / len(columns)
    return (
        *placed,
        *(
            Placed(Pile(column), side + number * (wide + _GAP), start, wide)
            for number, column in enumerate(columns)
        ),
    )


def _head(content: CertificateContent, design: OpenDesign, width: float) -> Piece:
    """Whose paper this is the back of: number, holder, title."""
    narrow = width * 0.26
    room = width - narrow - _GAP
    # The front may have its number in white on a dark ground; here it stands on paper.
    numbered = replace(design.style("number"), colour=design.colour("ink"))
    number = fitted(design.shaper, content.number, numbered, narrow)
    title = fitted(design.shaper, content.title, replace(design.style("award"), size=17, smallest=11), room)
    holder = columned(design.shaper, content.holder, replace(design.style("value"), size=11), room)
    label = fitted(design.shaper, phrases.outcomes_label(content), design.style("label"), width)
    told = Abreast(((room, Stack((title, holder))), (narrow, Ended(number))), gap=_GAP)
    return Pile((told, Ruled(design.colour("rule")), Stack((label,))), gap=7)


def _foot(content: CertificateContent, design: OpenDesign, width: float) -> Piece:
    """How it was assessed on one side, how to check the paper on the other; two languages, two lines of columns."""
    tint = design.colour("tint")
    wide = (width - 2 * _BOX_AIR - _GAP) / 2
    rows: list[Piece] = []
    for one in content.both():
        _ = phrases.phrase(one.language)
        left = _told(design, wide, _("How it was assessed"), list(_assessed(one)))
        right = _told(design, wide, _("How to check this certificate"), list(phrases.checking(one)))
        rows.append(Abreast(((wide, left), (wide, right)), gap=_GAP))
    return Boxed(Pile(tuple(rows), gap=8), tint)


def _told(design: OpenDesign, width: float, label: str, texts: Sequence[str]) -> Piece:
    style = design.style("small")
    size = min(style.size * 1.06, 7.6)
    blocks = [fitted(design.shaper, label, design.style("label"), width)]
    blocks += [wrapped(design.shaper, text, style, size=size, width=width) for text in texts if text]
    return Stack(tuple(blocks), gap=1.5)


def _assessed(content: CertificateContent) -> Iterator[str]:
    yield " · ".join(text for text in (content.assessment_method, content.environment) if text)
    yield phrases.learning_text(content)
    yield phrases.limits_text(content)


def _columns(
    content: CertificateContent, design: OpenDesign, *, width: float, height: float
) -> tuple[tuple[Entry, ...], ...]:
    """The entries in as many columns as the sheet has room for, as large as they fit."""
    many = 3 if width > _THREE else 2
    wide = (width - _GAP * (many - 1)) / many
    size = _SIZE
    while size >= _SMALLEST:
        entries = list(_entries(content, design, size=size, width=wide))
        columns = _dealt(entries, many, height)
        if columns is not None:
            return columns
        size *= _SMALLER
    raise KnownError("certificate-too-full", holder=content.holder)


_THREE = 640.0


def _entries(
    content: CertificateContent, design: OpenDesign, *, size: float, width: float
) -> Iterator[Entry]:
    outcome, criterion = design.style("signer"), design.style("outcome")
    for number, text in enumerate(content.outcomes):
        block = wrapped(design.shaper, text, outcome, size=size * 1.04, width=width)
        yield Entry(block, 0.0, size * 0.7 if number else 0.0, "")
        for told in content.criteria[number] if number < len(content.criteria) else ():
            inset = size * 1.1
            block = wrapped(design.shaper, told, criterion, size=size * 0.92, width=width - inset)
            yield Entry(block, inset, size * 0.18, design.colour("rule"))


def _dealt(entries: list[Entry], many: int, height: float) -> tuple[tuple[Entry, ...], ...] | None:
    """Entries down the columns in order, about evenly; None when they need more columns. An outcome is never last."""
    whole = sum(entry.height for entry in entries)
    for most in (whole / many * share for share in (1.0, 1.06, 1.12, 1.2, 1.3)):
        columns = _filled(entries, min(most, height))
        if len(columns) <= many:
            return tuple(columns)
    columns = _filled(entries, height)
    return tuple(columns) if len(columns) <= many else None


def _filled(entries: list[Entry], height: float) -> list[tuple[Entry, ...]]:
    columns: list[list[Entry]] = [[]]
    at = 0.0
    for number, entry in enumerate(entries):
        following = entries[number + 1].height if not entry.mark and number + 1 < len(entries) else 0.0
        if columns[-1] and at + entry.height + following > height:
            columns.append([])
            at = 0.0
        # Columns begin on one line: white above an entry is from the one before.
        set_ = entry if columns[-1] else replace(entry, above=0.0)
        columns[-1].append(set_)
        at += set_.height
    return (
        [tuple(column) for column in columns]
        if all(_high(column) <= height for column in columns)
        else [()] * 9
    )


def _high(column: list[Entry]) -> float:
    return sum(entry.height for entry in column)
