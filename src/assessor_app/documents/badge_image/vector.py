"""A drawing as filled and stroked paths, and its two files: SVG as text, PNG by way of a page.

Paths are SVG's own path data with absolute M, L, C, Q and Z alone; y runs downwards.
"""

import io
import re
from dataclasses import dataclass, replace
from html import unescape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image

SIDE = 1000
"""A badge is a square of so many units."""
PNG_SIDE = 640
"""Pixels of a badge's side: crisp on a page of credentials, small enough to send by mail."""
_NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")
_COMMAND = re.compile(r"([MLCQZ])([^MLCQZ]*)")
_DRAWN = re.compile(
    r'<path fill="(?P<fill>none|#[0-9A-Fa-f]{6})"(?: stroke="(?P<stroke>#[0-9A-Fa-f]{6})" stroke-width="(?P<width>[0-9.]+)"'
    r' stroke-linecap="round" stroke-linejoin="round")? d="(?P<data>[MLCQZ0-9. -]+)"/>'
)
_TITLE = re.compile(r"<title>([^<]*)</title>")
_ARGUMENTS = {"M": 2, "L": 2, "C": 6, "Q": 4, "Z": 0}

Command = tuple[str, tuple[float, ...]]


@dataclass(frozen=True, kw_only=True)
class Path:
    """A path with its paint: `fill` and `stroke` are `#RRGGBB` or empty; `width` of the stroke in units."""

    commands: tuple[Command, ...]
    fill: str = ""
    stroke: str = ""
    width: float = 0.0

    def moved(self, *, scale: float, x: float, y: float) -> "Path":
        """Scaled about the origin, then moved."""
        commands = tuple(
            (
                name,
                tuple(value * scale + (y if index % 2 else x) for index, value in enumerate(values)),
            )
            for name, values in self.commands
        )
        return replace(self, commands=commands, width=self.width * scale)


def path_data(text: str) -> tuple[Command, ...]:
    """Commands of SVG path data; ValueError for what is not drawn here."""
    found: list[Command] = []
    for name, rest in _COMMAND.findall(text):
        values = [float(number) for number in _NUMBER.findall(rest)]
        count = _ARGUMENTS[name]
        if (len(values) % count if count else len(values)) or (count and not values):
            raise ValueError(f"path data: {name}{rest}")
        if not count:
            found.append((name, ()))
        found += [(name, tuple(values[at : at + count])) for at in range(0, len(values), count or 1)]
    if not found or _COMMAND.sub("", text).strip():
        raise ValueError(f"path data: {text}")
    return tuple(found)


def svg_of(paths: tuple[Path, ...], *, title: str) -> str:
    """An SVG file with the title for screen readers. Nothing in it is fetched, runs, or needs a font."""
    drawn = "\n".join(f"  {_svg_path(path)}" for path in paths)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE} {SIDE}" width="{PNG_SIDE}" height="{PNG_SIDE}"'
        f' role="img">\n  <title>{escaped(title)}</title>\n{drawn}\n</svg>\n'
    )


def paths_of(svg: str) -> tuple[Path, ...]:
    """The drawing that `svg_of` wrote; ValueError for any other."""
    paths = tuple(
        Path(
            commands=path_data(found["data"]),
            fill="" if found["fill"] == "none" else found["fill"],
            stroke=found["stroke"] or "",
            width=float(found["width"] or 0),
        )
        for found in _DRAWN.finditer(svg)
    )
    title = _TITLE.search(svg)
    if title is None or svg_of(paths, title=unescape(title[1])) != svg:
        raise ValueError("a drawing that was not made here")
    return paths


def escaped(text: str) -> str:
    """As text of an element."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def png_of(paths: tuple[Path, ...]) -> bytes:
    """The same drawing as a PNG with a transparent ground."""
    import pypdfium2

    document = pypdfium2.PdfDocument(_pdf(paths))
    try:
        bitmap = document[0].render(scale=PNG_SIDE / SIDE, fill_color=(0, 0, 0, 0), maybe_alpha=True)
        picture: Image = bitmap.to_pil().convert("RGBA")
    finally:
        document.close()
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()


def _svg_path(path: Path) -> str:
    drawn = "".join(
        name + " ".join(f"{value:.1f}".removesuffix(".0") for value in values)
        for name, values in path.commands
    )
    paint = f'fill="{path.fill or "none"}"'
    if path.stroke:
        paint += f' stroke="{path.stroke}" stroke-width="{path.width:g}" stroke-linecap="round" stroke-linejoin="round"'
    return f'<path {paint} d="{drawn}"/>'


def _pdf(paths: tuple[Path, ...]) -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(SIDE, SIDE), invariant=1)
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    for path in paths:
        _draw(canvas, path)
    canvas.save()
    return out.getvalue()


def _draw(canvas: Any, path: Path) -> None:
    from reportlab.lib.colors import HexColor
    from reportlab.pdfgen.canvas import FILL_NON_ZERO

    drawn = _outline(canvas.beginPath(), path)
    if path.fill:
        canvas.setFillColor(HexColor(path.fill))
    if path.stroke:
        canvas.setStrokeColor(HexColor(path.stroke))
        canvas.setLineWidth(path.width)
    canvas.drawPath(drawn, fill=int(bool(path.fill)), stroke=int(bool(path.stroke)), fillMode=FILL_NON_ZERO)


def _outline(drawn: Any, path: Path) -> Any:
    """The commands given to a path of reportlab, whose y runs upwards."""
    acts = {"M": drawn.moveTo, "L": drawn.lineTo, "C": drawn.curveTo, "Q": drawn.curveTo, "Z": drawn.close}
    at = (0.0, 0.0)
    for name, values in path.commands:
        points = [value if index % 2 == 0 else SIDE - value for index, value in enumerate(values)]
        acts[name](*(_cubic(at, points) if name == "Q" else points))
        at = (points[-2], points[-1]) if points else at
    return drawn


def _cubic(at: tuple[float, float], points: list[float]) -> tuple[float, ...]:
    """A quadratic curve as the cubic that is the same."""
    (x, y), (cx, cy, ex, ey) = at, points
    return (
        x + 2 / 3 * (cx - x),
        y + 2 / 3 * (cy - y),
        ex + 2 / 3 * (cx - ex),
        ey + 2 / 3 * (cy - ey),
        ex,
        ey,
    )
