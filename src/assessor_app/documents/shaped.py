"""What a shaper makes of a text: a line of runs of words of clusters of glyphs. Widths and offsets are in ems."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from assessor_app.documents.faces import Face


@dataclass(frozen=True, slots=True)
class Glyph:
    """A glyph of a line. `natural` is the font's own advance, `advance` the shaped one, `text` what it stands for."""

    gid: int
    natural: float
    advance: float
    dx: float
    dy: float
    text: str


@dataclass(frozen=True, slots=True, eq=False)
class Cluster:
    """Glyphs that belong together, from left to right, and the letters that they draw, in reading order; `advance` in ems.

    Known by identity: a letter of a face is one cluster, however often it is set.
    """

    text: str
    glyphs: tuple[Glyph, ...]
    advance: float


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """Clusters that were shaped together, from left to right; their `advances` in ems, and how many are `letters` that go on.

    Known by identity: a face has a word once, however often it is set. `known` is what was worked out for it.
    """

    clusters: tuple[Cluster, ...]
    advances: tuple[float, ...]
    letters: int
    known: dict[Hashable, Any] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of one face and one direction; its words, spaces among them, from left to right."""

    face: Face
    right_to_left: bool
    words: tuple[Word, ...]

    @property
    def clusters(self) -> tuple[Cluster, ...]:
        return tuple(chain.from_iterable(word.clusters for word in self.words))


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A shaped line; its runs from left to right; `width` in ems. Known by identity: a shaper makes it once.

    `known` is what was worked out for it, and goes when the line goes.
    """

    text: str
    runs: tuple[Run, ...]
    width: float
    known: dict[Hashable, Any] = field(default_factory=dict, repr=False)
