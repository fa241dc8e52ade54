"""A pen that lays a badge on a page: its paths as they are, sharp at any size."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from assessor_app.documents.badge_image.vector import SIDE, Path
from assessor_app.documents.operators import filling, number, stroking
from assessor_app.documents.pen import Pen, Place

_OPERATORS = {"M": "m", "L": "l", "C": "c", "Z": "h"}


class BadgePen(Pen):
    """Draws badges; one is never mirrored, whichever way the page is read."""

    def badge(self, paths: tuple[Path, ...], corner: Place, *, side: float) -> None:
        """A badge in a square of this many points, from its top left corner."""
        x, top = self._place(corner, side)
        unit = side / SIDE
        # Six decimals: three are too few for so small a scale.
        self.put(f"q {unit:.6f} 0 0 {-unit:.6f} {number(x)} {number(top)} cm 1 J 1 j {_drawn(paths)} Q")


@lru_cache(maxsize=64)
def _drawn(paths: tuple[Path, ...]) -> str:
    """A cohort's stickers show one badge a thousand times: its operators are made once."""
    return "\n".join(_path(path) for path in paths)


def _path(path: Path) -> str:
    paint = {(True, True): "B", (True, False): "f", (False, True): "S"}.get(
        (bool(path.fill), bool(path.stroke)), "n"
    )
    colours = [filling(path.fill)] if path.fill else []
    if path.stroke:
        colours.append(stroking(path.stroke, path.width))
    return " ".join([*colours, *_outline(path), paint])


def _outline(path: Path) -> Iterator[str]:
    at = (0.0, 0.0)
    for name, values in path.commands:
        if name == "Q":
            yield f"{_numbers(_cubic(at, values))} c"
        else:
            yield f"{_numbers(values)} {_OPERATORS[name]}".strip()
        at = (values[-2], values[-1]) if values else at


def _cubic(at: Place, values: Sequence[float]) -> tuple[float, ...]:
    """A quadratic curve as the cubic that is the same."""
    (x, y), (cx, cy, ex, ey) = at, values
    return x + 2 / 3 * (cx - x), y + 2 / 3 * (cy - y), ex + 2 / 3 * (cx - ex), ey + 2 / 3 * (cy - ey), ex, ey


def _numbers(values: Sequence[float]) -> str:
    return " ".join(number(value) for value in values)
