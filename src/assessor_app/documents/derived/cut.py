"""Cuts a frozen stream between its lines, so that marks can stand around its texts: every byte stays, in its order.

The pieces in a row are the stream. What each shows is read from its operators and the page's own glyph lists; where a
text is, how large and what it says is needed to say in which order, and as what, it is to be read aloud.
"""

import re
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from assessor_app.documents.derived.reading_order import as_read, is_right_to_left
from assessor_app.documents.page import FrozenPage

Advance = Callable[[str, int], float]
"""The advance, in ems, of a glyph of the font with this resource name."""

_NUMBER = rb"(-?[0-9]*\.?[0-9]+)"
_BEGINS = re.compile(rb"BT " + _NUMBER + rb" " + _NUMBER + rb" Td\s")
_FONT = re.compile(rb"/([A-Za-z][A-Za-z0-9]*) " + _NUMBER + rb" Tf")
_TURNED = re.compile(rb"q (?:" + _NUMBER + rb" ){6}cm\s")
_BULLET = re.compile(rb"(?:^|\s)" + rb" ".join([_NUMBER] * 4) + rb" re f\*?\s*\Z")
_SHOWN = re.compile(
    rb"/Span <</ActualText <FEFF([0-9A-F]*)>>> BDC|(EMC)|/([A-Za-z][A-Za-z0-9]*) "
    + _NUMBER
    + rb" Tf|\[([^\]]*)\] TJ"
)
_CODE = re.compile(rb"[0-9A-F]{4}")
_STRING = re.compile(rb"<([0-9A-F]*)>|(-?[0-9]*\.?[0-9]+)")
_PAINTS = re.compile(rb"(?:^|\s)(?:Do|S|s|f\*?|F|B\*?|b\*?|sh)(?:\s|\Z)")
_OF_BOXES = b"0123456789 re\r\n"
"""What stands in lines of dark modules, a unit a module: papers have them all on one line, or one for each row or column."""
_LARGEST_BULLET = 6.0
_FEWEST_RUNS = 100
"""A code has more dark runs than any ornament has boxes."""
# Pages of a cohort say most things alike, in the same places.
_REMEMBERED = lru_cache(1024)


class Kind(StrEnum):
    """What a piece does: nothing that is seen, ornament, text, or the code."""

    STATE = "state"
    ORNAMENT = "ornament"
    TEXT = "text"
    CODE = "code"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """So many bytes of the stream. Of a text: its baseline's ends and size in points, its first font and its words.

    `plain` is whether its glyphs, in their order on the page, tell those words without help.
    """

    kind: Kind
    content: bytes
    left: float = 0.0
    right: float = 0.0
    baseline: float = 0.0
    size: float = 0.0
    font: str = ""
    text: str = ""
    turned: bool = False
    bullet: bool = False
    plain: bool = True


def cut(page: FrozenPage, advance: Advance) -> tuple[Piece, ...]:
    """The stream of a page in pieces, in their order; joined they are its operators byte for byte."""
    fonts = {use.name: use for use in page.fonts}
    glyphs = {use.name: dict(use.glyphs) for use in page.fonts}

    def letters(content: bytes) -> tuple[_Letters, ...]:
        names, codes = _named(content)
        return tuple(
            _Letters(
                name=name,
                sha256=fonts[name].sha256,
                told=tuple((gid, glyphs[name][gid]) for gid in codes if gid in glyphs[name]),
                advance=advance,
            )
            for name in names
            if name in fonts
        )

    pieces: list[Piece] = []
    for content, is_text in _parts(zlib.decompress(page.content)):
        if is_text:
            drawn = bool(pieces) and pieces[-1].kind is not Kind.CODE
            pieces.append(_text(content, pieces[-1].content if drawn else b"", letters(content)))
        else:
            pieces += _drawings(content)
    return tuple(pieces)


def _parts(stream: bytes) -> Iterator[tuple[bytes, bool]]:
    """Texts (from BT to ET, whole lines) and what stands between them."""
    held: list[bytes] = []
    inside = False
    for line in stream.splitlines(keepends=True):
        if not inside and line.startswith(b"BT"):
            if held:
                yield b"".join(held), False
            held, inside = [line], True
            continue
        held.append(line)
        if inside and line.strip() == b"ET":
            yield b"".join(held), True
            held, inside = [], False
    if held:
        yield b"".join(held), inside


def _drawings(content: bytes) -> Iterator[Piece]:
    """What lies between texts: the code with the line that paints it, what else paints, what only sets colours."""
    lines = content.splitlines(keepends=True)
    start = at = 0
    while at < len(lines):
        ends = _end_of_boxes(lines, at)
        if sum(line.count(b" re") for line in lines[at:ends]) >= _FEWEST_RUNS:
            if at > start:
                yield _drawing(b"".join(lines[start:at]))
            # No mark may stand between a path and what paints it.
            yield Piece(kind=Kind.CODE, content=b"".join(lines[at : ends + 1]))
            start = ends + 1
        at = ends + 1
    if start < len(lines):
        yield _drawing(b"".join(lines[start:]))


def _end_of_boxes(lines: Sequence[bytes], at: int) -> int:
    """Where the lines end that hold boxes and nothing else, which is here where this line holds other things."""
    while at < len(lines) and _is_boxes(lines[at]):
        at += 1
    return at


def _is_boxes(line: bytes) -> bool:
    """Whether a line adds boxes to a path, each one unit high and at whole numbers, and does nothing else."""
    return 0 < line.count(b" re") == line.count(b" 1 re") and not line.translate(None, _OF_BOXES)


@_REMEMBERED
def _drawing(content: bytes) -> Piece:
    paints = _PAINTS.search(content) is not None
    return Piece(kind=Kind.ORNAMENT if paints else Kind.STATE, content=content)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Letters:
    """What a text takes from one font: its glyphs with what they stand for; how far they go on is the font's own."""

    name: str
    sha256: str
    told: tuple[tuple[int, str], ...]
    advance: Advance = field(compare=False)


def _text(content: bytes, before: bytes, letters: tuple[_Letters, ...]) -> Piece:
    x, y, font, size = _begun(content)
    turned, bullet = _prepared(before)
    said, width, plain = _said(content, letters)
    return Piece(
        kind=Kind.TEXT,
        content=content,
        left=x,
        right=x + width,
        baseline=y,
        size=size,
        font=font,
        text=said,
        turned=turned,
        bullet=bullet,
        plain=plain and not is_right_to_left(said),
    )


@_REMEMBERED
def _named(content: bytes) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Which fonts a text names, and which glyphs, in order."""
    names = {name.decode() for name, _ in _FONT.findall(content)}
    return tuple(sorted(names)), tuple(sorted({int(code, 16) for code in _CODE.findall(content)}))


@_REMEMBERED
def _begun(content: bytes) -> tuple[float, float, str, float]:
    """Where a text begins, and its first font with its size."""
    begins, font = _BEGINS.match(content), _FONT.search(content)
    x, y = (float(begins[1]), float(begins[2])) if begins else (0.0, 0.0)
    return x, y, font[1].decode() if font else "", float(font[2]) if font else 0.0


@_REMEMBERED
def _prepared(before: bytes) -> tuple[bool, bool]:
    """Whether what was drawn before a text turns it, and whether it ends in a bullet: a small filled square, colours aside."""
    turned = _TURNED.search(before) is not None and not before.rstrip().endswith(b"Q")
    painted = re.sub(rb"(?:" + _NUMBER + rb" ){3}(?:rg|RG)\s*\Z", b"", before)
    found = _BULLET.search(painted)
    return turned, found is not None and found[3] == found[4] and float(found[3]) <= _LARGEST_BULLET


@_REMEMBERED
def _said(content: bytes, letters: tuple[_Letters, ...]) -> tuple[str, float, bool]:
    """The words of a text as they are read, how wide it runs in points, and whether its glyphs alone tell them."""
    known = {one.name: one for one in letters}
    glyphs = {one.name: dict(one.told) for one in letters}
    told = [""]
    font, size, width, spoken, plain = "", 0.0, 0.0, False, True
    for found in _SHOWN.finditer(content):
        if found[1] is not None:
            told[-1] += bytes.fromhex(found[1].decode()).decode("utf-16-be")
            spoken, plain = True, False
        elif found[2]:
            spoken = False
        elif found[3]:
            font, size = found[3].decode(), float(found[4])
        else:
            for codes, moved in _STRING.findall(found[5]):
                numbers = [int(codes[at : at + 4], 16) for at in range(0, len(codes), 4)]
                width += sum(known[font].advance(font, gid) for gid in numbers if font in known) * size
                width -= float(moved or 0) / 1000 * size
                for text in (glyphs.get(font, {}).get(gid, "") for gid in numbers if not spoken):
                    told += [""] if text == " " else []
                    told[-1] += text if text != " " else ""
    return as_read(told), width, plain
