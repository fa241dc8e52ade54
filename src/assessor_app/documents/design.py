"""The look of plain papers: pure data (resources/designs/plain.json), and what it opens: typefaces."""

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from assessor_app.documents.faces import Faces
from assessor_app.documents.shaping import Shaper
from assessor_app.resources import fonts_folder, resources_folder


@dataclass(frozen=True, slots=True)
class Style:
    """How a kind of text is set. Sizes in points; `smallest` is as far as one line shrinks before it wraps.

    `leading` in sizes; `spacing` after each letter in ems; `lines` at most.
    """

    stack: str
    size: float
    smallest: float
    leading: float
    colour: str
    spacing: float
    lines: int


@dataclass(frozen=True)
class Design:
    """A look opened over a folder of fonts. Keep it while drawing: it remembers faces and shaped words."""

    look: dict[str, Any]
    fonts: Path

    @property
    def name(self) -> str:
        return str(self.look["id"])

    @property
    def version(self) -> int:
        return int(self.look["version"])

    @property
    def width(self) -> float:
        """The page's width in points."""
        return float(self.look["page"]["width"])

    @property
    def height(self) -> float:
        """The page's height in points."""
        return float(self.look["page"]["height"])

    def colour(self, name: str) -> str:
        return str(self.look["colours"][name])

    def style(self, name: str) -> Style:
        return Style(**self.look["styles"][name])

    @cached_property
    def faces(self) -> Faces:
        return Faces(self.fonts, self.look["stacks"])

    @cached_property
    def shaper(self) -> Shaper:
        return Shaper(self.faces)


def designs_folder() -> Path:
    """The designs that ship."""
    return resources_folder() / "designs"


def open_design(name: str = "plain", *, designs: Path | None = None, fonts: Path | None = None) -> Design:
    """Reads a look by its name; its fonts are opened when the first letter needs them."""
    look = json.loads(((designs or designs_folder()) / f"{name}.json").read_text(encoding="utf-8"))
    return Design(look=look, fonts=fonts or fonts_folder())
