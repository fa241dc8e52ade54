"""Sets text into a width by rule: shrink, then wrap; never cut, never overlap."""

from collections.abc import Iterator
from dataclasses import dataclass

import regex  # type: ignore[import-untyped]  # it ships no types

from assessor_app.documents.design import Style
from assessor_app.documents.pen import Align, Pen
from assessor_app.documents.set_line import width_of
from assessor_app.documents.shaped import Line
from assessor_app.documents.shaping import Shaper, clean

_GRAPHEME = regex.compile(r"\X")
# The Noto families share these metrics closely enough: ascender and whole height in ems.
ASCENT, HEIGHT = 1.069, 1.362
_SMALLER = 0.96
_READABLE = 3.0
# Two lines at the size of one would shout: they start a little above the size at which one line gave up.
_WRAPPED = 1.25
_UNBROKEN = 0.6


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of one style and size, to be set under each other."""

    lines: tuple[Line, ...]
    style: Style
    size: float

    @property
    def step(self) -> float:
        """From one baseline to the next, in points."""
        return self.size * self.style.leading

    @property
    def height(self) -> float:
        """In points."""
        return len(self.lines) * self.step

    @property
    def width(self) -> float:
        """Of the longest line, in points."""
        return max(
            (width_of(line, size=self.size, spacing=self.style.spacing) for line in self.lines), default=0
        )


def wrapped(shaper: Shaper, text: str, style: Style, *, size: float, width: float) -> Block:
    """The text over as many lines as it needs; a word wider than a line is broken between characters people see."""
    return shaper.once(
        ("wrapped", text, style, size, width), lambda: _wrapped(shaper, text, style, size=size, width=width)
    )


def _wrapped(shaper: Shaper, text: str, style: Style, *, size: float, width: float) -> Block:
    words = [piece for word in clean(text).split(" ") for piece in _pieces(shaper, word, style, size, width)]
    space = shaper.line("a a", style.stack).width - shaper.line("aa", style.stack).width
    lines: list[str] = []
    at = 0.0
    for word, glued in words:
        wide = _wide(shaper, word, style, size)
        gap = 0.0 if glued else (space + style.spacing * 2) * size
        if lines and at + gap + wide <= width * 0.998:
            lines[-1] += word if glued else f" {word}"
            at += gap + wide
        else:
            lines.append(word)
            at = wide
    return Block(
        lines=tuple(shaper.line(line, style.stack) for line in lines if line), style=style, size=size
    )


def _pieces(shaper: Shaper, word: str, style: Style, size: float, width: float) -> Iterator[tuple[str, bool]]:
    """A word whole, or in pieces that fit; the flag says that a piece is glued to the one before."""
    if _wide(shaper, word, style, size) <= width * 0.998:
        yield word, False
        return
    piece, glued = "", False
    for cluster in _GRAPHEME.findall(word):
        if piece and _wide(shaper, piece + cluster, style, size) > width * 0.99:
            yield piece, glued
            piece, glued = "", True
        piece += cluster
    yield piece, glued


def _wide(shaper: Shaper, text: str, style: Style, size: float) -> float:
    return width_of(shaper.line(text, style.stack), size=size, spacing=style.spacing)


def fitted(shaper: Shaper, text: str, style: Style, width: float) -> Block:
    """The text at its style's size where one line holds it; else shrunk; else over more lines, evenly filled."""
    return shaper.once(("fitted", text, style, width), lambda: _fitted(shaper, text, style, width))


def _fitted(shaper: Shaper, text: str, style: Style, width: float) -> Block:
    line = shaper.line(text, style.stack)
    natural = max(width_of(line, size=1, spacing=style.spacing), 1e-6)
    size = min(style.size, width / natural)
    if size >= style.smallest or (style.lines == 1 and size >= _READABLE):
        return Block(lines=(line,) if line.runs else (), style=style, size=size)
    for lines in range(2, style.lines + 1):
        least = style.smallest * 0.72 ** (lines - 1) if lines < style.lines else 0.0
        block = _within(shaper, text, style, width=width, lines=lines, least=least)
        if block is not None:
            return block
    return wrapped(shaper, text, style, size=max(size, _READABLE), width=width)


def longest_word(shaper: Shaper, text: str, style: Style) -> float:
    """The width of the longest word, in sizes."""
    return max(_wide(shaper, word, style, 1) for word in clean(text).split(" "))


def columned(shaper: Shaper, text: str, style: Style, width: float) -> Block:
    """For a narrow column: at its style's size over more lines before it shrinks; words stay whole where they can."""
    size = min(style.size, width * 0.99 / max(longest_word(shaper, text, style), 1e-6))
    while size >= style.smallest * _UNBROKEN:
        block = wrapped(shaper, text, style, size=size, width=width)
        if len(block.lines) <= style.lines:
            return block
        size *= _SMALLER
    return fitted(shaper, text, style, width)


def _within(
    shaper: Shaper, text: str, style: Style, *, width: float, lines: int, least: float
) -> Block | None:
    """The largest size at which the text fills at most so many lines."""
    size = min(style.size, style.smallest * _WRAPPED)
    unbroken = width * 0.99 / max(longest_word(shaper, text, style), 1e-6)
    if unbroken >= style.smallest * _UNBROKEN:
        size = min(size, unbroken)  # a word in two is worse than smaller letters
    while size >= max(least, _READABLE):
        block = wrapped(shaper, text, style, size=size, width=width)
        if len(block.lines) <= lines:
            return _even(shaper, text, block, width)
        size *= _SMALLER
    return None


def _even(shaper: Shaper, text: str, block: Block, width: float) -> Block:
    """The same number of lines over the smallest width: no lonely last word."""
    best = block
    longest = longest_word(shaper, text, block.style) * block.size
    for share in (0.9, 0.8, 0.7, 0.6, 0.55):
        if longest > width * share * 0.998:
            break  # narrower than its longest word, it would be cut in two
        tried = wrapped(shaper, text, block.style, size=block.size, width=width * share)
        if len(tried.lines) > len(block.lines):
            break
        best = tried
    return best


def set_block(pen: Pen, block: Block, *, x: float, top: float, align: Align = "left") -> float:
    """Draws a block from its top; `x` is its left edge, middle or right edge. Returns where it ends."""
    baseline = top + block.size * (ASCENT + (block.style.leading - HEIGHT) / 2)
    for line in block.lines:
        pen.text(
            line,
            (x, baseline),
            size=block.size,
            colour=block.style.colour,
            align=align,
            spacing=block.style.spacing,
        )
        baseline += block.step
    return top + block.height
