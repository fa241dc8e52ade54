"""How far the ink of a line goes above and below it: a final ya hangs lower than any letter of Latin."""

from functools import lru_cache
from itertools import repeat

from assessor_app.documents.faces import Face
from assessor_app.documents.shaped import Cluster, Line, Word
from assessor_app.documents.typeset import ASCENT, HEIGHT, Block

_MOST_REMEMBERED = 4096
_MOST = 0.6
"""In sizes. No script reaches further; a hundred accents on one letter do, and get no more of the page."""


def overhang(block: Block) -> tuple[float, float]:
    """What a block's first line reaches above the room that its letters usually have, and its last below it, in points.

    The usual room is that of the Noto families' Latin, so nothing for a text in it.
    """
    if not block.lines:
        return 0.0, 0.0
    above, below = _reach(block.lines[0])
    if len(block.lines) > 1:
        _, below = _reach(block.lines[-1])
    above, below = above - ASCENT, below - (HEIGHT - ASCENT)
    return min(max(above, 0.0), _MOST) * block.size, min(max(below, 0.0), _MOST) * block.size


def _reach(line: Line) -> tuple[float, float]:
    """From the baseline up to the highest ink, and down to the lowest, in ems."""
    reaches = [_of_word(run.face, word) for run in line.runs for word in run.words]
    return max([0.0, *[above for above, _ in reaches]]), max([0.0, *[below for _, below in reaches]])


def _of_word(face: Face, word: Word) -> tuple[float, float]:
    """The same of a word, which other lines have too."""
    found: tuple[float, float] | None = word.known.get("reach")
    if found is None:
        above, below = zip(*map(_of_letter, repeat(face), word.clusters), strict=True)
        found = word.known["reach"] = max(above), max(below)
    return found


@lru_cache(_MOST_REMEMBERED)
def _of_letter(face: Face, cluster: Cluster) -> tuple[float, float]:
    """The same of one cluster: names differ, their letters do not."""
    highest = lowest = 0.0
    for glyph in cluster.glyphs:
        extents = face.shaper.get_glyph_extents(glyph.gid)
        if extents is None:
            continue
        top = extents.y_bearing / face.units + glyph.dy
        highest, lowest = max(highest, top), min(lowest, top + extents.height / face.units)
    return highest, -lowest
