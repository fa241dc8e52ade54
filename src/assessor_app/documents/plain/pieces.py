"""What a plain paper is made of: lines of text, rules and gaps, each knowing its height."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import regex  # type: ignore[import-untyped]  # it ships no types

from assessor_app.documents.design import Design, Style
from assessor_app.documents.pen import Align, Pen
from assessor_app.documents.shaping import clean
from assessor_app.documents.typeset import Block, fitted, set_block, wrapped
from assessor_app.domain.errors import KnownError

_GRAPHEME = regex.compile(r"\X")
_STRONG = regex.compile(r"\p{Bidi_Class=L}|\p{Bidi_Class=R}|\p{Bidi_Class=AL}")
_RIGHT_TO_LEFT = regex.compile(r"\p{Bidi_Class=R}|\p{Bidi_Class=AL}")
MISSING = "□"
"""Stands for a letter that no font of ours has: a working paper is never held up by one."""

POINTS_PER_MM = 72 / 25.4


class Piece(Protocol):
    """Something of a height that can be drawn; `keep` holds it together with the piece after it."""

    @property
    def height(self) -> float:
        """In points."""

    @property
    def keep(self) -> bool: ...
    def draw(self, pen: Pen, *, x: float, top: float) -> None: ...


@dataclass(frozen=True, kw_only=True)
class Words:
    """One or several lines; `indent` from the left, `after` below; `align` within `width`; a `mark` hangs before.

    `by_script` is whether `align` came of the letters alone.
    """

    block: Block
    width: float
    indent: float = 0
    after: float = 0
    align: Align = "left"
    by_script: bool = False
    keep: bool = False
    mark: Block | None = None

    @property
    def height(self) -> float:
        return self.block.height + self.after

    def draw(self, pen: Pen, *, x: float, top: float) -> None:
        # On a page that is read from the right, a line begins there whatever its letters are.
        align: Align = "left" if self.by_script and pen.mirrored else self.align
        shift = {"left": self.indent, "centre": self.width / 2, "right": self.width}[align]
        set_block(pen, self.block, x=x + shift, top=top, align=align)
        if self.mark is not None:
            set_block(pen, self.mark, x=x, top=top + (self.block.step - self.mark.step) / 2)


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A line across, with so much room below."""

    width: float
    weight: float = 0.6
    after: float = 4
    keep: bool = True

    @property
    def height(self) -> float:
        return self.after

    def draw(self, pen: Pen, *, x: float, top: float) -> None:
        pen.rule((x, top), (x + self.width, top), weight=self.weight, colour="#000000")


@dataclass(frozen=True, kw_only=True)
class Gap:
    """Nothing, so high."""

    height: float
    keep: bool = False

    def draw(self, pen: Pen, *, x: float, top: float) -> None:
        """Draws nothing."""


@dataclass(frozen=True, kw_only=True)
class Band:
    """White words on black across the width: it must not be overlooked."""

    block: Block
    width: float
    after: float = 4
    keep: bool = True

    @property
    def height(self) -> float:
        return self.block.height + 4 + self.after

    def draw(self, pen: Pen, *, x: float, top: float) -> None:
        pen.box((x, top), (self.width, self.block.height + 4), colour="#000000")
        set_block(pen, self.block, x=x + self.width / 2, top=top + 2, align="centre")


@dataclass(frozen=True, kw_only=True)
class Setter:
    """Makes pieces of one width, all lettering in one scale."""

    design: Design
    width: float
    scale: float = 1.0

    def style(self, name: str) -> Style:
        """A style in this scale."""
        from dataclasses import replace

        found = self.design.style(name)
        return replace(found, size=found.size * self.scale, smallest=found.smallest * self.scale)

    def fit(self, text: str, style: str = "body", *, after: float = 0, align: Align = "left") -> Words:
        """Text at its size where one line holds it, else smaller, else over a few lines."""
        block = fitted(self.design.shaper, printable(self.design, text), self.style(style), self.width)
        return Words(block=block, width=self.width, after=after * self.scale, align=align)

    def text(
        self,
        text: str,
        style: str = "body",
        *,
        indent: float = 0,
        after: float = 0,
        keep: bool = False,
        mark: str = "",
    ) -> Iterator[Words]:
        """A paragraph, line by line, so that it may go on over a page; paragraphs of the text stay apart.

        What reads from right to left stands at the right. `mark` hangs in the indent of the first line.
        """
        hung = self.block(mark, style, width=self.width) if mark else None
        parts = [part for part in text.splitlines() if part.strip()]
        shift = indent * self.scale
        for part in parts:
            block = self.block(part, style, width=self.width - shift)
            align: Align = "right" if reads_leftwards(part) else "left"
            for index, line in enumerate(block.lines):
                last = index == len(block.lines) - 1
                yield Words(
                    block=Block(lines=(line,), style=block.style, size=block.size),
                    width=self.width,
                    indent=shift,
                    after=after * self.scale if last else 0,
                    align=align,
                    by_script=True,
                    # No line of a paragraph is left alone at the foot of a page.
                    keep=keep or (index == 0 and not last),
                    mark=hung if index == 0 else None,
                )

    def block(self, text: str, style: str, *, width: float) -> Block:
        """Text over as many lines as it needs."""
        made = self.style(style)
        return wrapped(self.design.shaper, printable(self.design, text), made, size=made.size, width=width)

    def rule(self, *, after: float = 4, weight: float = 0.6) -> Rule:
        return Rule(width=self.width, after=after * self.scale, weight=weight)

    def gap(self, height: float) -> Gap:
        return Gap(height=height * self.scale)

    def band(self, text: str) -> Band:
        block = fitted(self.design.shaper, printable(self.design, text), self.style("band"), self.width - 8)
        return Band(block=block, width=self.width, after=5 * self.scale)


def printable(design: Design, text: str) -> str:
    """The text with a box for each letter that no font has."""
    text = clean(text)
    try:
        design.shaper.line(text, "sans")
    except KnownError:
        return "".join(_known(design, cluster) for cluster in _GRAPHEME.findall(text))
    return text


def _known(design: Design, cluster: str) -> str:
    try:
        design.faces.face_for("sans", cluster)
    except KnownError:
        return MISSING
    return cluster


def reads_leftwards(text: str) -> bool:
    """Whether the first letter that has a direction reads from right to left."""
    first = _STRONG.search(text)
    return bool(first and _RIGHT_TO_LEFT.fullmatch(first.group()))


def height_of(pieces: Sequence[Piece]) -> float:
    """Of pieces under each other, in points."""
    return sum(piece.height for piece in pieces)


def draw_column(pen: Pen, pieces: Sequence[Piece], *, x: float, top: float) -> float:
    """Draws pieces under each other; returns where they end."""
    for piece in pieces:
        piece.draw(pen, x=x, top=top)
        top += piece.height
    return top


def pages_of(pieces: Sequence[Piece], room: float) -> list[list[Piece]]:
    """Pieces dealt to pages of so much room; one that keeps with the next goes on together with it."""
    pages: list[list[Piece]] = [[]]
    used = 0.0
    for together in _kept_together(pieces):
        high = height_of(together)
        if pages[-1] and used + high > room:
            pages.append([])
            used = 0.0
        pages[-1].extend(together)
        used += high
    return pages


def _kept_together(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    group: list[Piece] = []
    for piece in pieces:
        group.append(piece)
        if not piece.keep:
            yield group
            group = []
    if group:
        yield group
