"""A shaped line as PDF operators: glyph after glyph, with the words that they stand for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, groupby, repeat

from assessor_app.documents.operators import number
from assessor_app.documents.shaped import Cluster, Line, Run, Word

# Letters of these scripts join, or carry marks above and below: space between them would tear words apart.
_SPACED_SCRIPTS = ("NotoSerif-", "NotoSans-", "NotoSansMono-", "NotoSerifDisplay-", "NotoSansDisplay-")
# Letters that overlap by more (in ems) are taken for separate words by programs that read PDF.
_NOTICED = 0.15
_MOST_REMEMBERED = 4096

Used = dict[str, dict[int, str]]
"""Glyphs, each with the text it stands for, by the SHA-256 of their font."""
_PlainWord = tuple[str, tuple[tuple[int, str], ...]]
"""What shows a word, and its glyphs with their texts, from behind."""


@dataclass(frozen=True, slots=True, eq=False)
class SetLine:
    """A line's operators at a size, wherever it stands; and what it uses."""

    operators: str
    used: Used


def set_line(line: Line, size: float, spacing: float) -> SetLine:
    """A line at a size in points, letters `spacing` ems apart; worked out once for a line, since most pages say most lines again."""
    found: SetLine | None = line.known.get((size, spacing))
    if found is None:
        found = line.known[size, spacing] = _set(line, size, spacing)
    return found


def _set(line: Line, size: float, spacing: float) -> SetLine:
    told, used = [], []
    for run in line.runs:
        apart = spacing if spaced(run) else 0.0
        told.append(f"/{run.face.resource} {number(size)} Tf")
        plain = [word for word in [_plain_word(word, apart) for word in run.words] if word]
        if len(plain) == len(run.words):
            shown = " ".join([word for word, _ in plain])
            told.append(f"[{shown}] TJ".replace("> <", ""))
            # From behind: where two letters have one glyph, the first is kept.
            used.append({run.face.sha256: dict(chain.from_iterable([pairs for _, pairs in reversed(plain)]))})
        else:
            told.append(" ".join(_shown(run, size=size, spacing=apart)))
            used.append({run.face.sha256: _glyphs(run)})
    return SetLine("\n".join(told), used[0] if len(used) == 1 else together(used))


def _glyphs(run: Run) -> dict[int, str]:
    """The glyphs of a run, each with the first text that it stands for."""
    glyphs: dict[int, str] = {}
    for cluster in run.clusters:
        for glyph in cluster.glyphs:
            glyphs[glyph.gid] = glyphs.get(glyph.gid) or glyph.text
    return glyphs


def together(all_used: Sequence[Used]) -> Used:
    """Glyphs of several lines; the first text that a glyph stands for is the one that is kept."""
    found: Used = {}
    for used in all_used:
        for sha256, glyphs in used.items():
            known = found.get(sha256)
            found[sha256] = glyphs if known is None else {**glyphs, **known}
    for used in all_used:
        for sha256, glyphs in used.items():
            known = found[sha256]
            if "" in known.values():
                found[sha256] = known | {gid: text for gid, text in glyphs.items() if not known[gid]}
    return found


def width_of(line: Line, *, size: float, spacing: float = 0) -> float:
    """The width of a set line in points, without the space after its last letter."""
    if not spacing:
        return line.width * size
    return (line.width + spacing * max(_letters(line) - 1, 0)) * size


def _letters(line: Line) -> int:
    """How many letters of a line may be set apart."""
    return sum([word.letters for run in line.runs if spaced(run) for word in run.words])


def spaced(run: Run) -> bool:
    """Whether letters of this run may be set apart."""
    return run.face.name.startswith(_SPACED_SCRIPTS)


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


def _plain_word(word: Word, spacing: float) -> _PlainWord | None:
    """A word whose letters stand in their own places; they may be nearer to each other, or further.

    None where its glyphs alone do not tell its letters.
    """
    if spacing not in word.known:
        plain = [*map(_plain, word.clusters, repeat(spacing))]
        word.known[spacing] = None
        if None not in plain:
            shown, pairs = zip(*plain, strict=True)
            word.known[spacing] = " ".join(shown), pairs[::-1]
    found: _PlainWord | None = word.known[spacing]
    return found


@lru_cache(_MOST_REMEMBERED)
def _plain(cluster: Cluster, spacing: float) -> tuple[str, tuple[int, str]] | None:
    """What shows such a letter, and its glyph with its text."""
    if not _speaks_for_itself(cluster):
        return None
    glyph = cluster.glyphs[0]
    told = [f"<{glyph.gid:04X}>"]
    _move(told, glyph.advance - glyph.natural + spacing)
    return " ".join(told), (glyph.gid, glyph.text)


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
        if spacing and cluster.advance:
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
