"""Pieces of a page: each knows its height and draws itself from its top. Planned once, drawn as often as asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from assessor_app.documents.assets import Assets
from assessor_app.documents.pen import Pen
from assessor_app.documents.picture_pen import PicturePen
from assessor_app.documents.typeset import Block, set_block
from assessor_app.domain.design import Align

PAIR_GAP = 22.0
"""Between two languages that stand side by side, in points."""
_BESIDE_WINGS = 12.0
_LONGEST_WING = 90.0


@dataclass(frozen=True, slots=True)
class Ink:
    """What a piece draws with."""

    pen: PicturePen
    assets: Assets


class Piece(Protocol):
    """Something that stands in a column."""

    @property
    def height(self) -> float:
        """In points."""
        ...

    def draw(self, ink: Ink, *, x: float, top: float, width: float) -> None:
        """Draws it into a column from `x`, `width` wide."""
        ...


@dataclass(frozen=True, slots=True)
class Words:
    """A text; or two, of two languages, side by side with a hairline between. `turned`: the second reads the other way."""

    blocks: tuple[Block, ...]
    align: Align
    rule: str
    wings: bool = False
    turned: bool = False

    @property
    def height(self) -> float:
        return max([block.height for block in self.blocks])

    def draw(self, ink: Ink, *, x: float, top: float, width: float) -> None:
        if len(self.blocks) == 1:
            self._one(ink.pen, self.blocks[0], x=x, top=top, width=width)
            return
        half = (width - PAIR_GAP) / 2
        middle = x + width / 2
        ink.pen.rule((middle, top + 2), (middle, top + self.height - 2), weight=0.4, colour=self.rule)
        self._one(ink.pen, self.blocks[0], x=x, top=top, width=half)
        self._one(ink.pen, self.blocks[1], x=x + half + PAIR_GAP, top=top, width=half, turned=self.turned)

    def _one(
        self, pen: Pen, block: Block, *, x: float, top: float, width: float, turned: bool = False
    ) -> None:
        if self.align is Align.CENTRE:
            set_block(pen, block, x=x + width / 2, top=top, align="centre")
        elif turned:
            set_block(pen, block, x=x + width, top=top, align="right")
        else:
            set_block(pen, block, x=x, top=top)
        if self.wings:
            self._wings(pen, block, x=x, height=top + block.height / 2, width=width)

    def _wings(self, pen: Pen, block: Block, *, x: float, height: float, width: float) -> None:
        """A fine rule to each side of a line, or after it where it stands at the start."""
        free = width - block.width
        if self.align is Align.START:
            start = x + block.width + _BESIDE_WINGS
            if free > 3 * _BESIDE_WINGS:
                pen.rule(
                    (start, height),
                    (min(start + _LONGEST_WING, x + width), height),
                    weight=0.5,
                    colour=self.rule,
                )
            return
        reach = min(free / 2 - _BESIDE_WINGS, _LONGEST_WING)
        middle, gap = x + width / 2, block.width / 2 + _BESIDE_WINGS
        for side in (-1, 1) if reach > _BESIDE_WINGS else ():
            pen.rule(
                (middle + side * gap, height),
                (middle + side * (gap + reach), height),
                weight=0.5,
                colour=self.rule,
            )


@dataclass(frozen=True, slots=True)
class Stack:
    """Texts under each other, all from the start or all on the axis."""

    blocks: tuple[Block, ...]
    align: Align = Align.START
    gap: float = 0.0

    @property
    def height(self) -> float:
        return sum(block.height for block in self.blocks) + self.gap * max(len(self.blocks) - 1, 0)

    def draw(self, ink: Ink, *, x: float, top: float, width: float) -> None:
        for block in self.blocks:
            if self.align is Align.CENTRE:
                set_block(ink.pen, block, x=x + width / 2, top=top, align="centre")
            else:
                set_block(ink.pen, block, x=x, top=top)
            top += block.height + self.gap


@dataclass(frozen=True, slots=True)
class Roomed:
    """A piece with room above and below it, in points, for ink that goes out of its lines."""

    inner: Piece
    above: float
    below: float

    @property
    def height(self) -> float:
        return self.above + self.inner.height + self.below

    def draw(self, ink: Ink, *, x: float, top: float, width: float) -> None:
        self.inner.draw(ink, x=x, top=top + self.above, width=width)


@dataclass(frozen=True, slots=True)
class Abreast:
    """Pieces side by side, each in its own width, `gap` apart; they stand on the same top."""

    pieces: "tuple[tuple[float, Piece], ...]"
    gap: float
    turned: bool = False

    @property
    def height(self) -> float:
        return max((piece.height for _, piece in self.pieces), default=0.0)

    def draw(self, ink: Ink, *, x: float, top: float, width: float) -> None:  # noqa: ARG002 - widths are planned
        for wide, piece in self.pieces:
            piece.draw(ink, x=x, top=top, width=wide)
            x += wide + self.gap


@dataclass(frozen=True, slots=True)
class Pile:
    """Pieces under each other, `gap` apart."""

    pieces: "tuple[Piece, ...]"
    gap: float = 0.0

    @property
    def height(self) -> float:
        return sum(piece.height for piece in self.pieces) + self.gap * max(len(self.pieces) - 1, 0)

    def draw(self, ink: Ink, *, x: float, top: float, width: float) -> None:
        for piece in self.pieces:
            piece.draw(ink, x=x, top=top, width=width)
            top += piece.height + self.gap


@dataclass(frozen=True, slots=True)
class Space:
    """Nothing, so high: where the line art has something."""

    height: float

    def draw(self, ink: Ink, *, x: float, top: float, width: float) -> None:
        pass


@dataclass(frozen=True, slots=True)
class Bar:
    """A short thick rule."""

    colour: str
    align: Align
    height: float = 3.0
    length: float = 44.0

    def draw(self, ink: Ink, *, x: float, top: float, width: float) -> None:
        start = x + (width - self.length) / 2 if self.align is Align.CENTRE else x
        ink.pen.box((start, top), (self.length, self.height), colour=self.colour)


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture as a drawing in the unit square, kept among the assets; on a plate where the ground is dark."""

    data: bytes
    size: tuple[float, float]
    align: Align
    plate: str = ""

    @property
    def height(self) -> float:
        return self.size[1] + (8 if self.plate else 0)

    def draw(self, ink: Ink, *, x: float, top: float, width: float) -> None:
        inset = 4 if self.plate else 0
        start = x + (width - self.size[0]) / 2 if self.align is Align.CENTRE else x + inset
        if self.plate:
            ink.pen.box((start - inset, top), (self.size[0] + 2 * inset, self.height), colour=self.plate)
        ink.pen.placed_art(ink.assets.put(self.data), (start, top + inset), self.size)


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece and its place on the page, in points from the top left corner."""

    piece: Piece
    x: float
    top: float
    width: float


def draw_placed(ink: Ink, placed: Sequence[Placed]) -> None:
    """Draws pieces where the plan put them."""
    for one in placed:
        one.piece.draw(ink, x=one.x, top=one.top, width=one.width)
