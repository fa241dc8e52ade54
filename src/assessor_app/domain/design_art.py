"""The line art of a design, in points; every colour is a name of the design's palette."""

from dataclasses import dataclass
from enum import StrEnum


class Edge(StrEnum):
    """An edge of the page; start is where a line of the paper's language begins."""

    START = "start"
    END = "end"
    TOP = "top"
    BOTTOM = "bottom"


@dataclass(frozen=True, kw_only=True)
class Rosette:
    """Petalled rings about the page's axis, `wide` times as wide as high; `height` is its place in shares of the page."""

    colour: str
    weight: float
    lines: int
    inner: float
    outer: float
    petals: int
    depth: float
    twist: float = 0.0
    wide: float = 1.0
    height: float = 0.5


@dataclass(frozen=True, kw_only=True)
class Ribbon:
    """Sine waves woven round the page."""

    colour: str
    weight: float
    lines: int
    inset: float
    radius: float
    waves: int
    amplitude: float
    swell: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Frame:
    """A rectangle; `notch` is the radius of the quarter circles cut out of its corners."""

    colour: str
    weight: float
    inset: float
    notch: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Corners:
    """A small rosette in a ring over each corner of the border."""

    colour: str
    weight: float
    paper: str
    inset: float
    clear: float
    ring: float
    lines: int
    inner: float
    outer: float
    petals: int
    depth: float
    twist: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Band:
    """A filled stripe along an edge: `inset` from it, `size` across, its ends `ends` from the page's other edges."""

    colour: str
    edge: Edge
    size: float
    inset: float = 0.0
    ends: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Weave:
    """Fine waves over the ground of the side column, as a bank note's."""

    colour: str
    weight: float
    lines: int
    waves: float
    amplitude: float


@dataclass(frozen=True, kw_only=True)
class Seal:
    """A seal at the foot, where a line begins: a toothed disc, rings of petals, the sector's sign in its middle."""

    radius: float
    ground: str
    line: str
    paper: str
    teeth: int = 48
    ribbons: bool = True


@dataclass(frozen=True, kw_only=True)
class Art:
    """Everything that is drawn before the text, in this order."""

    bands: tuple[Band, ...] = ()
    weaves: tuple[Weave, ...] = ()
    rosettes: tuple[Rosette, ...] = ()
    ribbons: tuple[Ribbon, ...] = ()
    frames: tuple[Frame, ...] = ()
    corners: Corners | None = None
    seal: Seal | None = None
