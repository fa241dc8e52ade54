"""A badge by rule: the sector's shape, colour and sign, and the words of the form. Nobody has to draw."""

import json
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path as FilePath
from typing import Any

from assessor_app.documents.badge_image.lettering import lettered
from assessor_app.documents.badge_image.vector import SIDE, Path, path_data, png_of, svg_of
from assessor_app.documents.design import Design, Style, designs_folder, open_design
from assessor_app.documents.typeset import fitted
from assessor_app.domain.badge_design import BadgeDesign

_MIDDLE = SIDE / 2
_MOST_STARS = 7
_TEXT_TOP = 486
"""Between the sign and the title."""
_STAR = "M0 -1 L0.235 -0.324 L0.951 -0.309 L0.380 0.124 L0.588 0.809 L0 0.4 L-0.588 0.809 L-0.380 0.124 L-0.951 -0.309 L-0.235 -0.324 Z"
_ICON = 100
"""Signs are drawn in a square of so many units."""


@dataclass(frozen=True, kw_only=True)
class BadgeWords:
    """What stands on a badge; `sample` marks invented data. Nobody's name: a badge is the same for all who earn it.

    `parts` of a qualification are drawn as so many stars; 0 for a micro-credential. `design` is what somebody chose; None for the
    sector's own.
    """

    title: str
    line: str
    sector: str
    sample: bool = False
    parts: int = 0
    design: BadgeDesign | None = None


@dataclass(frozen=True)
class BadgeLook:
    """The look of badges: pure data (`resources/designs/badges.json`)."""

    data: dict[str, Any]

    def of(self, sector: str) -> dict[str, str]:
        """Shape, sign and colours of a sector; those of any other sector where it is not known."""
        known: dict[str, dict[str, str]] = self.data["sectors"]
        return known.get(sector, known["*"])

    def shape(self, name: str) -> Path:
        return Path(commands=path_data(self.data["shapes"][name]))

    def sign(self, name: str) -> tuple[Path, ...]:
        """A sign's strokes, or its fills where they are marked so."""
        return tuple(
            Path(commands=path_data(item["d"]), stroke=item.get("stroke", ""), width=item.get("width", 6.0))
            if "fill" not in item
            else Path(commands=path_data(item["d"]), fill=item["fill"])
            for item in self.data["signs"][name]
        )


class BadgeArtist:
    """Draws badges; keep it while drawing: it remembers typefaces."""

    def __init__(self, designs: FilePath | None = None) -> None:
        self._folder = designs or designs_folder()

    @cached_property
    def _look(self) -> BadgeLook:
        return BadgeLook(json.loads((self._folder / "badges.json").read_text(encoding="utf-8")))

    @cached_property
    def _design(self) -> Design:
        return open_design("plain", designs=self._folder)

    def svg(self, words: BadgeWords) -> str:
        return svg_of(self.paths(words), title=words.title)

    def png(self, words: BadgeWords) -> bytes:
        return png_of(self.paths(words))

    def shape_svg(self, design: BadgeDesign) -> str:
        """Shape and colours alone: what a choice looks like, quickly."""
        look = _look_of(design)
        return svg_of(_ground(self._look.shape(look["shape"]), look), title="")

    def sign_svg(self, design: BadgeDesign) -> str:
        """The sign, as large as it goes, on its colour."""
        look = _look_of(replace(design, shape="rounded", rim="plain"))
        sign = _placed_sign(self._look.sign(design.sign), design.paper, size=700, top=150)
        return svg_of((*_ground(self._look.shape("rounded"), look), *sign), title="")

    def shipped(self, sector: str) -> BadgeDesign:
        """The design that a sector has while nobody chose another."""
        look = self._look.of(sector)
        return BadgeDesign(**{name: look[name] for name in ("shape", "sign", "colour", "accent", "paper")})

    def paths(self, words: BadgeWords) -> tuple[Path, ...]:
        """The drawing itself, in a square of `SIDE` units."""
        look = self._of(words)
        return (*self._bare(look), *self._words(words, look))

    def _bare(self, look: dict[str, str]) -> tuple[Path, ...]:
        return (
            *_ground(self._look.shape(look["shape"]), look),
            *_placed_sign(self._look.sign(look["sign"]), look["paper"]),
        )

    def _of(self, words: BadgeWords) -> dict[str, str]:
        return self._look.of(words.sector) if words.design is None else {**_look_of(words.design)}

    def _words(self, words: BadgeWords, look: dict[str, str]) -> tuple[Path, ...]:
        title = self._block(words.title, size=84, smallest=62, width=640, lines=3, bold=True)
        top = 645 - title.height / 2
        drawn = lettered(title, middle=_MIDDLE, top=top - title.size * 0.08, colour=look["paper"])
        line = self._block(words.line, size=40, smallest=26, width=520, lines=1, bold=False)
        under = max(top + title.height + 12, 772)
        drawn += lettered(line, middle=_MIDDLE, top=under, colour=look["accent"])
        if words.design is not None and words.design.text:
            said = self._block(words.design.text, size=46, smallest=26, width=520, lines=1, bold=True)
            drawn += lettered(said, middle=_MIDDLE, top=_TEXT_TOP, colour=look["accent"])
        drawn += _stars(words.parts, look["accent"])
        return drawn + (self._sample(look) if words.sample else ())

    def _sample(self, look: dict[str, str]) -> tuple[Path, ...]:
        """A band that nobody overlooks."""
        band = Path(
            commands=path_data("M180 466 L820 466 L820 536 L180 536 Z"),
            fill=look["paper"],
            stroke="",
            width=0,
        )
        word = self._block("SAMPLE", size=52, smallest=52, width=600, lines=1, bold=True)
        return (band, *lettered(word, middle=_MIDDLE, top=466, colour=look["dark"]))

    def _block(self, text: str, *, size: float, smallest: float, width: float, lines: int, bold: bool) -> Any:
        stack = "sans-bold" if bold else "sans"
        style = Style(stack, size, smallest, 1.14, "#000000", 0, lines)
        return fitted(self._design.shaper, text, style, width)


def _stars(count: int, colour: str) -> tuple[Path, ...]:
    """A row of stars under the words: one for each micro-credential that a qualification was made of."""
    count = min(count, _MOST_STARS)
    apart = min(60, 250 / max(count, 1))
    left = _MIDDLE - (count - 1) * apart / 2
    return tuple(
        Path(commands=path_data(_STAR), fill=colour).moved(scale=apart * 0.42, x=left + place * apart, y=868)
        for place in range(count)
    )


@dataclass(frozen=True, kw_only=True)
class Palette:
    """Colours that go together."""

    name: str
    colour: str
    accent: str
    paper: str


@dataclass(frozen=True, kw_only=True)
class BadgeParts:
    """What a badge can be made of: names of shapes and signs, and palettes."""

    shapes: tuple[str, ...]
    signs: tuple[str, ...]
    palettes: tuple[Palette, ...]


def badge_parts() -> BadgeParts:
    """What ships, in the order of the file."""
    data = json.loads((designs_folder() / "badges.json").read_text(encoding="utf-8"))
    return BadgeParts(
        shapes=tuple(data["shapes"]),
        signs=tuple(data["signs"]),
        palettes=tuple(Palette(**one) for one in data["palettes"]),
    )


def _look_of(design: BadgeDesign) -> dict[str, str]:
    names = ("shape", "sign", "colour", "accent", "paper", "dark", "rim")
    return {name: getattr(design, name) for name in names}


def _ground(shape: Path, look: dict[str, str]) -> tuple[Path, ...]:
    """The shape three times over, each a little smaller: rim, line, field."""
    rims = {
        "line": ((0.945, look["accent"]), (0.92, look["colour"])),
        "double": (
            (0.955, look["accent"]),
            (0.937, look["dark"]),
            (0.915, look["accent"]),
            (0.9, look["colour"]),
        ),
        "plain": ((0.945, look["colour"]),),
    }
    layers = ((1.0, look["dark"]), *rims[look.get("rim", "line")])
    return tuple(
        Path(commands=shape.commands, fill=colour).moved(
            scale=scale, x=_MIDDLE * (1 - scale), y=_MIDDLE * (1 - scale)
        )
        for scale, colour in layers
    )


def _placed_sign(
    sign: tuple[Path, ...], paper: str, *, size: float = 300, top: float = 165
) -> tuple[Path, ...]:
    scale = size / _ICON
    painted = (
        Path(
            commands=path.commands,
            fill=path.fill and paper,
            stroke="" if path.fill else paper,
            width=path.width,
        )
        for path in sign
    )
    return tuple(path.moved(scale=scale, x=_MIDDLE - size / 2, y=top) for path in painted)
