"""Draws one page as PDF operators: a few lines and shapes, and shaped text, which no canvas sets glyph by glyph.

All places are points from the page's top left corner, downwards, as people read; text stands on its baseline.
"""

import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from typing import Literal

from assessor_app.documents.page import ArtUse, FontUse
from assessor_app.documents.qr import Matrix, dark_boxes
from assessor_app.documents.shaping import Cluster, Line, Run

Align = Literal["left", "centre", "right"]
Place = tuple[float, float]
_TURNED: dict[Align, Align] = {"left": "right", "centre": "centre", "right": "left"}
_SHIFT = {"left": 0.0, "centre": 0.5, "right": 1.0}
# Letters of these scripts join, or carry marks above and below: space between them would tear words apart.
_SPACED_SCRIPTS = ("NotoSerif-", "NotoSans-", "NotoSansMono-", "NotoSerifDisplay-", "NotoSansDisplay-")

_MOST_REMEMBERED = 4096
# A tenth larger than the slowest level would make it, in a tenth of the time (docs/performance.md).
_LEVEL = 4
# Letters that overlap by more (in ems) are taken for separate words by programs that read PDF.
_NOTICED = 0.15


class Pen:
    """Collects a page's operators, and which fonts, glyphs and art they name.

    A `mirrored` pen lays the page out for a language that reads from right to left: places are counted from the
    right edge, and "left" means where a line begins.
    """

    def __init__(self, *, width: float, height: float, mirrored: bool = False) -> None:
        self.mirrored = mirrored
        self.width = width
        self.height = height
        self._code: list[str] = []
        self._used: list[_Used] = []
        self._art: dict[str, str] = {}
        self.put("q")

    def put(self, operators: str) -> None:
        """Adds operators as they are."""
        self._code.append(operators)

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
        told = _set(line, size, spacing)
        self._used.append(told.used)
        self.put(f"{filling(colour)}\nBT {number(x)} {number(self.height - y)} Td\n{told.operators}\nET")

    def rule(self, start: Place, end: Place, *, weight: float, colour: str) -> None:
        """A straight line."""
        (x, y), (end_x, end_y) = self._place(start), self._place(end)
        line = f"{number(x)} {number(y)} m {number(end_x)} {number(end_y)} l S"
        self.put(f"{_stroking(colour, weight)} {line}")

    def _place(self, place: Place, width: float = 0) -> Place:
        """A place in PDF's own coordinates; of something `width` wide, its left edge."""
        x = self.width - place[0] - width if self.mirrored else place[0]
        return x, self.height - place[1]

    def box(self, corner: Place, size: tuple[float, float], *, colour: str) -> None:
        """A filled rectangle from its top left corner."""
        self.put(f"{filling(colour)} {self._rectangle(corner, size)} f")

    def outline(self, corner: Place, size: tuple[float, float], *, weight: float, colour: str) -> None:
        """A rectangle's edge, from its top left corner."""
        self.put(f"{_stroking(colour, weight)} {self._rectangle(corner, size)} S")

    def _rectangle(self, corner: Place, size: tuple[float, float]) -> str:
        x, top = self._place(corner, size[0])
        return f"{number(x)} {number(top - size[1])} {number(size[0])} {number(size[1])} re"

    def modules(self, matrix: Matrix, corner: Place, *, side: float, colour: str) -> None:
        """A QR code's dark modules as one path, so that no seams show; `side` is across the modules."""
        module = side / len(matrix)
        x, top = self._place(corner, side)
        self.put(f"{filling(colour)} q {number(module)} 0 0 {number(-module)} {number(x)} {number(top)} cm")
        # One line of boxes and one that paints them: so the code is found again in a frozen page (documents/derived).
        self.put(dark_boxes(matrix))
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
        return zlib.compress("\n".join(self._code).encode("ascii"), _LEVEL)

    def record(self, draw: Callable[[], None]) -> "Drawn":
        """Draws, and says what was drawn, so that pages that say the same can have it by `replay`."""
        begun, used, art = len(self._code), self._used, self._art
        self._used, self._art = [], {}
        draw()
        drawn = Drawn("\n".join(self._code[begun:]), _together(self._used), self._art)
        self._used, self._art = [*used, drawn.used], art | self._art
        return drawn

    def replay(self, drawn: "Drawn") -> None:
        """Adds what a pen of the same page recorded."""
        self.put(drawn.operators)
        self._used.append(drawn.used)
        self._art.update(drawn.art)

    def fonts(self) -> tuple[FontUse, ...]:
        return tuple(
            FontUse(
                name="F" + sha256[:12], sha256=sha256, glyphs=tuple((gid, told[gid]) for gid in sorted(told))
            )
            for sha256, told in sorted(_together(self._used).items())
        )

    def arts(self) -> tuple[ArtUse, ...]:
        return tuple(ArtUse(name=name, sha256=sha256) for name, sha256 in sorted(self._art.items()))


_Used = dict[str, dict[int, str]]
"""Glyphs, each with the text it stands for, by the SHA-256 of their font."""


@dataclass(frozen=True, slots=True, eq=False)
class _Told:
    """A line's operators at a size, wherever it stands; and what it uses."""

    operators: str
    used: _Used


@lru_cache(_MOST_REMEMBERED)
def _set(line: Line, size: float, spacing: float) -> _Told:
    told = []
    used: _Used = {}
    for run in line.runs:
        glyphs = used.setdefault(run.face.sha256, {})
        for cluster in run.clusters:
            for glyph in cluster.glyphs:
                glyphs[glyph.gid] = glyphs.get(glyph.gid) or glyph.text
        told.append(f"/{run.face.resource} {number(size)} Tf")
        told.append(" ".join(_shown(run, size=size, spacing=spacing if spaced(run) else 0)))
    return _Told("\n".join(told), used)


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a piece of a page was drawn with: operators, the glyphs they use and the art they name."""

    operators: str
    used: _Used
    art: dict[str, str]


def _together(all_used: Sequence[_Used]) -> _Used:
    """Glyphs of several lines; the first text that a glyph stands for is the one that is kept."""
    together: _Used = {}
    for used in all_used:
        for sha256, glyphs in used.items():
            known = together.get(sha256)
            together[sha256] = glyphs if known is None else {**glyphs, **known}
    for used in all_used:
        for sha256, glyphs in used.items():
            known = together[sha256]
            if "" in known.values():
                together[sha256] = known | {gid: text for gid, text in glyphs.items() if not known[gid]}
    return together


@cache
def filling(colour: str) -> str:
    """The operator that makes #RRGGBB the colour of text and surfaces."""
    return f"{_parts(colour)} rg"


@cache
def _stroking(colour: str, weight: float) -> str:
    return f"{_parts(colour)} RG {number(weight)} w"


def _parts(colour: str) -> str:
    return " ".join(number(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))


def width_of(line: Line, *, size: float, spacing: float = 0) -> float:
    """The width of a set line in points, without the space after its last letter."""
    if not spacing:
        return line.width * size
    return (line.width + spacing * max(_letters(line) - 1, 0)) * size


@lru_cache(_MOST_REMEMBERED)
def _letters(line: Line) -> int:
    """How many letters of a line may be set apart."""
    return sum(len(_advancing(run)) for run in line.runs if spaced(run))


def spaced(run: Run) -> bool:
    """Whether letters of this run may be set apart."""
    return run.face.name.startswith(_SPACED_SCRIPTS)


def _advancing(run: Run) -> Sequence[Cluster]:
    return [cluster for cluster in run.clusters if any(glyph.advance for glyph in cluster.glyphs)]


def number(value: float) -> str:
    """A number as PDF writes it: at most three decimals, no exponent, no minus before nothing."""
    told = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if told == "-0" else told


def _shown(run: Run, *, size: float, spacing: float) -> Iterator[str]:
    """The operators that show a run, word after word; a word whose glyphs do not tell its letters is told whole."""
    for blank, group in groupby(run.clusters, key=lambda cluster: cluster.text == " "):
        word = list(group)
        if blank or all(_speaks_for_itself(cluster) for cluster in word):
            yield from _array(word, size=size, spacing=spacing)
            continue
        told = _told(word, right_to_left=run.right_to_left).encode("utf-16-be").hex().upper()
        yield f"/Span <</ActualText <FEFF{told}>>> BDC"
        yield from _array(word, size=size, spacing=spacing)
        yield "EMC"


def _told(word: Sequence[Cluster], *, right_to_left: bool) -> str:
    """A word's letters as readers of PDF want them.

    They turn right-to-left text around themselves, so it is told as it lies on the page, from left to right,
    behind a mark that says which way it reads (measured with poppler).
    """
    if not right_to_left:
        return "".join(cluster.text for cluster in word)
    return "\u200f" + "".join(cluster.text for cluster in reversed(word))[::-1]


def _speaks_for_itself(cluster: Cluster) -> bool:
    """One letter, one glyph, in its own place: the font's own map back to text is enough."""
    glyph = cluster.glyphs[0]
    moved = glyph.dx or glyph.dy or not glyph.natural or abs(glyph.advance - glyph.natural) > _NOTICED
    return len(cluster.glyphs) == 1 and len(cluster.text) == 1 and not moved


def _array(clusters: Sequence[Cluster], *, size: float, spacing: float) -> Iterator[str]:
    """TJ operators for clusters; marks are moved by TJ numbers along and by text rise across the line."""
    pending: list[str] = []
    owed = 0.0
    for cluster in clusters:
        for glyph in cluster.glyphs:
            before = owed + glyph.dx
            if glyph.dy:
                yield from _flushed(pending)
                yield f"{number(glyph.dy * size)} Ts"
            _move(pending, before)
            pending.append(f"<{glyph.gid:04X}>")
            if glyph.dy:
                yield from _flushed(pending)
                yield "0 Ts"
            owed = glyph.advance - glyph.natural - glyph.dx
        if spacing and any(glyph.advance for glyph in cluster.glyphs):
            owed += spacing
    _move(pending, owed)
    yield from _flushed(pending)


def _move(pending: list[str], ems: float) -> None:
    if abs(ems) >= 0.00005:  # noqa: PLR2004 - below a tenth of a thousandth of an em nothing moves
        pending.append(number(-1000 * ems))


def _flushed(pending: list[str]) -> Iterator[str]:
    if pending:
        yield f"[{' '.join(pending)}] TJ".replace("> <", "")
        pending.clear()
