"""Draws one page as PDF operators: a few lines and shapes, and shaped text, which no canvas sets glyph by glyph.

All places are points from the page's top left corner, downwards, as people read; text stands on its baseline.
"""

from bisect import insort
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import starmap
from typing import Literal

from assessor_app.documents.operators import filling, number, stroking
from assessor_app.documents.page import ArtUse, FontUse
from assessor_app.documents.qr import Matrix, dark_boxes, first_column
from assessor_app.documents.set_line import Used, set_line, together, width_of
from assessor_app.documents.shaped import Line
from assessor_app.documents.stream import deflated

Align = Literal["left", "centre", "right"]
Place = tuple[float, float]
_TURNED: dict[Align, Align] = {"left": "right", "centre": "centre", "right": "left"}
_Pairs = tuple[tuple[int, str], ...]
_MOST_REMEMBERED, _MOST_PAIRS = 64, 4096
_SHIFT = {"left": 0.0, "centre": 0.5, "right": 1.0}


class Pen:
    """Collects a page's operators, and which fonts, glyphs and art they name.

    A `mirrored` pen lays the page out for a language that reads from right to left: places are counted from the
    right edge, and "left" means where a line begins.
    """

    def __init__(self, *, width: float, height: float, mirrored: bool = False) -> None:
        self.mirrored = mirrored
        self.width = width
        self.height = height
        self._code: list[bytes] = []
        self._shared = 0
        self._replayed: Drawn | None = None
        self._used: list[Used] = []
        self._art: dict[str, str] = {}
        self.put("q")

    def put(self, operators: str) -> None:
        """Adds operators as they are."""
        self._code.append(operators.encode("ascii"))

    def text(
        self, line: Line, at: Place, *, size: float, colour: str, align: Align = "left", spacing: float = 0
    ) -> None:
        """Sets a shaped line. `spacing` is added after each letter, in ems, where the script allows it."""
        if not line.runs:
            return
        x, y = at
        if self.mirrored:
            x, align = self.width - x, _TURNED[align]
        x -= _SHIFT[align] * width_of(line, size=size, spacing=spacing)
        told = set_line(line, size, spacing)
        self._used.append(told.used)
        self.put(f"{filling(colour)}\nBT {number(x)} {number(self.height - y)} Td\n{told.operators}\nET")

    def rule(self, start: Place, end: Place, *, weight: float, colour: str) -> None:
        """A straight line."""
        (x, y), (end_x, end_y) = self._place(start), self._place(end)
        line = f"{number(x)} {number(y)} m {number(end_x)} {number(end_y)} l S"
        self.put(f"{stroking(colour, weight)} {line}")

    def _place(self, place: Place, width: float = 0) -> Place:
        """A place in PDF's own coordinates; of something `width` wide, its left edge."""
        x = self.width - place[0] - width if self.mirrored else place[0]
        return x, self.height - place[1]

    def box(self, corner: Place, size: tuple[float, float], *, colour: str) -> None:
        """A filled rectangle from its top left corner."""
        self.put(f"{filling(colour)} {_rectangle(self._place(corner, size[0]), size)} f")

    def outline(self, corner: Place, size: tuple[float, float], *, weight: float, colour: str) -> None:
        """A rectangle's edge, from its top left corner."""
        self.put(f"{stroking(colour, weight)} {_rectangle(self._place(corner, size[0]), size)} S")

    def modules(self, matrix: Matrix, corner: Place, *, side: float, colour: str) -> None:
        """A QR code's dark modules as one path, so that no seams show; `side` is across the modules."""
        module = number(side / len(matrix))
        x, top = self._place(corner, side)
        left = round(x, 3) - first_column(matrix) * float(module)
        # A code is made column by column, so its boxes count downwards first and then across.
        self.put(f"{filling(colour)} q 0 -{module} {module} 0 {number(left)} {number(top)} cm")
        # One line of boxes and one that paints them: so the code is found again in a frozen page (documents/derived).
        self._code.append(dark_boxes(matrix))
        self.put("f Q")

    def art(self, sha256: str) -> None:
        """Lays line art over the whole page."""
        name = "A" + sha256[:12]
        self._art[name] = sha256
        self.put(f"/{name} Do")

    def turned_text(
        self, line: Line, at: Place, *, size: float, colour: str, angle: tuple[float, float]
    ) -> None:
        """A line centred on a place and turned; `angle` is (cosine, sine)."""
        cosine, sine = (number(part) for part in angle)
        origin = self.width if self.mirrored else 0.0
        self.put(
            f"q {cosine} {sine} {number(-angle[1])} {cosine} {number(at[0])} {number(self.height - at[1])} cm"
        )
        self.text(
            line, (origin, self.height + 0.36 * size), size=size, colour=colour, align="centre", spacing=0.08
        )
        self.put("Q")

    def content(self) -> bytes:
        """The stream, deflated. Call it once, at the end."""
        self.put("Q")
        shared, own = self._code[: self._shared], self._code[self._shared :]
        return deflated(tuple(shared), b"\n".join(own))

    def record(self, draw: Callable[[], None]) -> "Drawn":
        """Draws, and says what was drawn, so that pages that say the same can have it by `replay`."""
        begun, used, art = len(self._code), self._used, self._art
        self._used, self._art = [], {}
        draw()
        drawn_with = together(self._used)
        told = {
            sha256: {gid for gid, text in glyphs.items() if text} for sha256, glyphs in drawn_with.items()
        }
        drawn = Drawn(b"\n".join(self._code[begun:]), drawn_with, told, _font_uses(drawn_with), self._art)
        self._used, self._art = [*used, drawn_with], art | self._art
        return drawn

    def replay(self, drawn: "Drawn") -> None:
        """Adds what a pen of the same page recorded: once a page, which shares it and all before it with others."""
        self._code.append(drawn.operators)
        self._shared, self._replayed = len(self._code), drawn
        self._art.update(drawn.art)

    def fonts(self) -> tuple[FontUse, ...]:
        own = together(self._used)
        if self._replayed is None:
            return tuple(_font_uses(own).values())
        fonts = dict(self._replayed.fonts)
        for sha256, glyphs in own.items():
            known = self._replayed.used.get(sha256)
            if known is None:
                fonts |= _font_uses({sha256: glyphs})
            elif more := set(glyphs).difference(self._replayed.told[sha256]):
                use = fonts[sha256]
                pairs = [_pair(gid, glyphs[gid]) for gid in more]
                fonts[sha256] = FontUse(use.name, sha256, _with_more(use.glyphs, known, pairs))
        return tuple(map(fonts.__getitem__, sorted(fonts)))

    def arts(self) -> tuple[ArtUse, ...]:
        return _art_uses(tuple(self._art.items()))


def _font_uses(used: Used) -> dict[str, FontUse]:
    """By SHA-256, in its order."""
    return {sha256: _font_use(sha256, used[sha256]) for sha256 in sorted(used)}


@lru_cache(_MOST_REMEMBERED)
def _art_uses(art: tuple[tuple[str, str], ...]) -> tuple[ArtUse, ...]:
    return tuple(ArtUse(name=name, sha256=sha256) for name, sha256 in sorted(art))


def _font_use(sha256: str, glyphs: dict[int, str]) -> FontUse:
    return FontUse(
        name="F" + sha256[:12], sha256=sha256, glyphs=tuple(sorted(starmap(_pair, glyphs.items())))
    )


@lru_cache(_MOST_PAIRS)
def _pair(gid: int, text: str) -> tuple[int, str]:
    """A glyph with its text: the same tuple on every page."""
    return gid, text


def _with_more(pairs: _Pairs, known: dict[int, str], more: Sequence[tuple[int, str]]) -> _Pairs:
    """A font's glyphs in their order and a few more, or with their texts where they had none.

    Pairs stay the tuples that they are: hundreds of new ones for every page keep the garbage collector busy.
    """
    instead = [gid for gid, _ in more if gid in known]
    merged = [pair for pair in pairs if pair[0] not in instead] if instead else [*pairs]
    for pair in more:
        insort(merged, pair)
    return tuple(merged)


def _rectangle(corner: Place, size: tuple[float, float]) -> str:
    """From its top left corner, in PDF's own coordinates."""
    return " ".join(number(part) for part in (corner[0], corner[1] - size[1], *size)) + " re"


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a piece of a page was drawn with: operators, the glyphs they use, by font, and the art they name.

    `told` are those of the glyphs that stand for a text.
    """

    operators: bytes
    used: Used
    told: dict[str, set[int]]
    fonts: dict[str, FontUse]
    art: dict[str, str]
