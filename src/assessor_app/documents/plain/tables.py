"""Tables on plain papers: rows of wrapped cells between fine lines, the head again on each page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assessor_app.documents.pen import Pen
from assessor_app.documents.plain.pieces import Setter, reads_leftwards
from assessor_app.documents.typeset import Block, set_block

_PAD = 3.0


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row: a block a column, `lefts` and `widths` in points; `box` draws lines between the columns too."""

    blocks: tuple[Block, ...]
    lefts: tuple[float, ...]
    widths: tuple[float, ...]
    rightwards: tuple[bool, ...]
    least: float = 0
    weight: float = 0.3
    box: bool = False
    keep: bool = False

    @property
    def height(self) -> float:
        return max([self.least, *(block.height + 2 * _PAD for block in self.blocks)])

    def draw(self, pen: Pen, *, x: float, top: float) -> None:
        for block, left, width, rightwards in zip(
            self.blocks, self.lefts, self.widths, self.rightwards, strict=True
        ):
            if rightwards or pen.mirrored:
                set_block(pen, block, x=x + left + _PAD, top=top + _PAD)
            else:
                set_block(pen, block, x=x + left + width - _PAD, top=top + _PAD, align="right")
        right = x + self.lefts[-1] + self.widths[-1]
        foot = top + self.height
        pen.rule((x, foot), (right, foot), weight=self.weight, colour="#000000")
        if self.box:
            for place in (*(x + left for left in self.lefts), right):
                pen.rule((place, top), (place, foot), weight=self.weight, colour="#000000")


@dataclass(frozen=True, kw_only=True)
class Columns:
    """The columns of a table: titles, and shares of the width."""

    setter: Setter
    titles: tuple[str, ...]
    shares: tuple[float, ...]

    def head(self) -> Row:
        """The titles."""
        return self._row(self.titles, "label", least=0, weight=1.0, box=False)

    def row(self, cells: Sequence[str], *, least: float = 0, box: bool = False, style: str = "cell") -> Row:
        """A row of texts; `least` is how high it is at least, in points."""
        return self._row(cells, style, least=least, weight=0.3, box=box)

    def _row(self, cells: Sequence[str], style: str, *, least: float, weight: float, box: bool) -> Row:
        widths = tuple(self._widths())
        lefts = tuple(sum(widths[:index]) for index in range(len(widths)))
        blocks = tuple(
            self.setter.block(cell, style, width=width - 2 * _PAD)
            for cell, width in zip(cells, widths, strict=True)
        )
        return Row(
            blocks=blocks,
            lefts=lefts,
            widths=widths,
            rightwards=tuple(not reads_leftwards(cell) for cell in cells),
            least=least,
            weight=weight,
            box=box,
        )

    def _widths(self) -> Iterator[float]:
        for share in self.shares:
            yield self.setter.width * share / sum(self.shares)
