"""Words on a badge as outlines: a badge looks the same where no font is installed, in every script."""

from typing import Any

from assessor_app.documents.badge_image.vector import Command, Path
from assessor_app.documents.shaped import Line
from assessor_app.documents.typeset import Block


class _Outline:
    """Takes one glyph's outline down, in em units with y downwards (the protocol of fontTools' pens)."""

    def __init__(self, units: int) -> None:
        self.commands: list[Command] = []
        self._units = units

    def _take(self, name: str, *points: tuple[float, float]) -> None:
        values = tuple(part for x, y in points for part in (x / self._units, -y / self._units))
        self.commands.append((name, values))

    def moveTo(self, point: tuple[float, float]) -> None:  # noqa: N802 (the protocol's own names)
        self._take("M", point)

    def lineTo(self, point: tuple[float, float]) -> None:  # noqa: N802
        self._take("L", point)

    def curveTo(self, *points: tuple[float, float]) -> None:  # noqa: N802
        self._take("C", *points)

    def qCurveTo(self, *points: tuple[float, float]) -> None:  # noqa: N802
        self._take("Q", *points)

    def closePath(self) -> None:  # noqa: N802
        self._take("Z")


def lettered(block: Block, *, middle: float, top: float, colour: str) -> tuple[Path, ...]:
    """Lines under each other about a middle line; the first begins at `top`."""
    paths = []
    baseline = top + block.size
    for line in block.lines:
        x = middle - line.width * block.size / 2
        commands = _line(line)
        if commands:
            drawn = Path(commands=commands, fill=colour)
            paths.append(drawn.moved(scale=block.size, x=x, y=baseline))
        baseline += block.step
    return tuple(paths)


def _line(line: Line) -> tuple[Command, ...]:
    """A line's outlines in ems, its baseline at the origin."""
    commands: list[Command] = []
    at = 0.0
    for run in line.runs:
        for cluster in run.clusters:
            for glyph in cluster.glyphs:
                outline = _glyph(run.face.shaper, glyph.gid, run.face.units)
                placed = Path(commands=outline).moved(scale=1, x=at + glyph.dx, y=-glyph.dy)
                commands += placed.commands
                at += glyph.advance
    return tuple(commands)


def _glyph(font: Any, gid: int, units: int) -> tuple[Command, ...]:
    outline = _Outline(units)
    font.draw_glyph_with_pen(gid, outline)
    return tuple(outline.commands)
