"""From letters to glyphs: direction runs, a face for each script, HarfBuzz for the shapes.

Widths and offsets are in ems, so a line is shaped once and set at any size.
"""

import unicodedata
from collections.abc import Callable, Hashable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, groupby, repeat
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

import regex  # type: ignore[import-untyped]  # it ships no types

from assessor_app.documents.faces import INVISIBLE, Face, Faces
from assessor_app.documents.shaped import Cluster, Glyph, Line, Run, Word

if TYPE_CHECKING:
    import uharfbuzz

_GRAPHEME = regex.compile(r"\X")
_RIGHT_TO_LEFT = regex.compile(r"[\p{Bidi_Class=R}\p{Bidi_Class=AL}\p{Bidi_Class=AN}]")
_NEUTRAL = regex.compile(r"[\p{Script=Common}\p{Script=Inherited}]+")
_SPACES = regex.compile(r"\s+")
_JOINS = regex.compile(r"[\p{M}\p{Cf}]")
_KEPT_FORMAT = INVISIBLE
_MOST_REMEMBERED = 4096

_START, _GLYPH, _PLACE = attrgetter("cluster"), attrgetter("codepoint"), attrgetter("position")

_Kept = TypeVar("_Kept")
_Place = tuple[int, int, int, int]
"""Where a glyph goes: moved along and across the line, then its advance along and across, in the font's units."""


@lru_cache(_MOST_REMEMBERED)
def clean(text: str) -> str:
    """Text fit for paper: composed, spaces single, no control, private or unassigned characters."""
    composed = unicodedata.normalize("NFC", text)
    if composed.isprintable() and "  " not in composed:
        return composed.strip()
    composed = _SPACES.sub(" ", composed)
    return "".join(letter for letter in composed if _printable(letter)).strip()


def _printable(letter: str) -> bool:
    return letter in _KEPT_FORMAT or unicodedata.category(letter)[0] != "C"


class Shaper:
    """Shapes lines over one set of faces and remembers the words that every page repeats."""

    def __init__(self, faces: Faces) -> None:
        self._faces = faces
        self._remembered: dict[Hashable, Any] = {}
        self._before: dict[Hashable, Any] = {}

    def aside(self) -> "Shaper":
        """For what only one page says: over the same faces, and whatever it remembers goes with it."""
        return Shaper(self._faces)

    def line(self, text: str, stack: str) -> Line:
        """One line of text in a font stack; the base direction is the text's own."""
        text = clean(text)
        return self.once((text, stack), lambda: self._shape(text, stack))

    def once(self, key: Hashable, work_out: Callable[[], _Kept]) -> _Kept:
        """What was worked out for this key over these faces, or works it out: most pages say most words again.

        Of the many words of a long run, those that nobody asked for again are forgotten.
        """
        kept = self._remembered.get(key)
        if kept is None:
            kept = self._before.pop(key, None) or work_out()
            if len(self._remembered) >= _MOST_REMEMBERED:
                self._before, self._remembered = self._remembered, {}
            self._remembered[key] = kept
        found: _Kept = kept
        return found

    def _shape(self, text: str, stack: str) -> Line:
        plain = self._faces.first(stack)
        apart = _apart(plain, text) if text else None
        if apart is not None:
            return _line(text, (Run(face=plain, right_to_left=False, words=apart),))
        levels = _levels(text)
        parts: list[tuple[Face, int, str]] = []
        face: Face | None = None
        for match in _GRAPHEME.finditer(text):
            cluster = match.group()
            # A space, digit or comma stays in the face of the word it follows.
            if face is None or not (_NEUTRAL.fullmatch(cluster) and face.has(cluster)):
                face = self._faces.face_for(stack, cluster)
            parts.append((face, levels[match.start()], cluster))
        runs = [
            (level, _run(face, "".join(cluster for _, _, cluster in group), right_to_left=bool(level % 2)))
            for (face, level), group in groupby(parts, key=lambda part: (part[0], part[1]))
        ]
        return _line(text, tuple(_visual(runs)))


def _line(text: str, runs: tuple[Run, ...]) -> Line:
    advances = chain.from_iterable([word.advances for run in runs for word in run.words])
    return Line(text=text, runs=runs, width=sum(advances))


def _levels(text: str) -> list[int]:
    """The bidirectional level of each letter (UAX 9)."""
    if not _RIGHT_TO_LEFT.search(text):
        return [0] * len(text)
    from bidi import algorithm

    storage: dict[str, Any] = algorithm.get_empty_storage()
    base = algorithm.get_base_level(text)
    storage["base_level"], storage["base_dir"] = base, "LR"[base]
    algorithm.get_embedding_levels(text, storage)
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    algorithm.resolve_neutral_types(storage, debug=False)
    algorithm.resolve_implicit_levels(storage, debug=False)
    known = iter(storage["chars"])
    levels: list[int] = []
    for letter in text:
        # The algorithm takes joiners out (rule X9); they go with the letter before them.
        if unicodedata.bidirectional(letter) in algorithm.X9_REMOVED:
            levels.append(levels[-1] if levels else base)
        else:
            levels.append(next(known)["level"])
    return levels


def _visual(runs: Sequence[tuple[int, Run]]) -> list[Run]:
    """Runs in reading order, put from left to right (UAX 9, rule L2)."""
    placed = list(runs)
    for level in range(max((level for level, _ in runs), default=0), 0, -1):
        reordered: list[tuple[int, Run]] = []
        for turned, group in groupby(placed, key=lambda item: item[0] >= level):
            kept = list(group)
            reordered += reversed(kept) if turned else kept
        placed = reordered
    return [run for _, run in placed]


def _apart(face: Face, text: str) -> tuple[Word, ...] | None:
    """A text of one direction word by word, or letter by letter; None where words are not all of this face and direction.

    Pages say words again that stand in no line twice. In the faces that come first, no letter looks otherwise beside a
    space, and in the one whose letters are all as wide as each other, beside any letter of ASCII (a test shapes them all).
    """
    if face.even and text.isascii():
        return (_of_clusters(tuple(map(_alone, repeat(face), text))),)
    script = _buffer(text).script
    space = _word(face, " ", script)
    words = [part for word in text.split(" ") for part in (space, _word(face, word, script))][1:]
    return None if None in words else tuple(filter(None, words))


@lru_cache(_MOST_REMEMBERED)
def _alone(face: Face, letter: str) -> Cluster:
    return _shaped(face, letter, right_to_left=False).clusters[0]


@lru_cache(_MOST_REMEMBERED)
def _word(face: Face, word: str, script: str | None) -> Word | None:
    """A word in the script of its whole line; None where the face does not have it, or it joins what is before it."""
    if not face.has(word) or _RIGHT_TO_LEFT.search(word) or _JOINS.match(word):
        return None
    return _shaped(face, word, right_to_left=False, script=script)


def _buffer(text: str) -> "uharfbuzz.Buffer":
    """A text to be shaped, in the script of its first letter that has one."""
    import uharfbuzz

    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    return buffer


def _run(face: Face, text: str, *, right_to_left: bool) -> Run:
    return Run(face, right_to_left, words=(_shaped(face, text, right_to_left=right_to_left),))


def _shaped(face: Face, text: str, *, right_to_left: bool, script: str | None = None) -> Word:
    import uharfbuzz

    buffer = _buffer(text)
    if script is not None:
        buffer.script = script
    buffer.direction = "rtl" if right_to_left else "ltr"
    uharfbuzz.shape(face.shaper, buffer)
    infos, places = buffer.glyph_infos, buffer.glyph_positions
    if list(map(_START, infos)) == list(range(len(text))):
        plain = map(_letter, repeat(face), text, map(_GLYPH, infos), map(_PLACE, places))
        return _of_clusters(tuple(plain))
    shaped = list(zip(infos, places, strict=True))
    starts = sorted({info.cluster for info, _ in shaped})
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    return _of_clusters(
        tuple(
            _cluster(face, text[start : ends[start]], list(group), right_to_left=right_to_left)
            for start, group in groupby(shaped, key=lambda item: int(item[0].cluster))
        )
    )


def _of_clusters(clusters: tuple[Cluster, ...]) -> Word:
    advances = tuple([cluster.advance for cluster in clusters])
    return Word(clusters, advances, letters=len(advances) - advances.count(0))


def _cluster(face: Face, text: str, shaped: Sequence[tuple[Any, Any]], *, right_to_left: bool) -> Cluster:
    if len(shaped) == 1:
        info, place = shaped[0]
        return _letter(face, text, info.codepoint, place.position)
    told = list(_texts(text, len(shaped)))
    if right_to_left:
        told.reverse()
    glyphs = tuple(
        _glyph(face, part, info.codepoint, place.position)
        for (info, place), part in zip(shaped, told, strict=True)
    )
    return Cluster(text=text, glyphs=glyphs, advance=sum(glyph.advance for glyph in glyphs))


@lru_cache(_MOST_REMEMBERED)
def _letter(face: Face, text: str, gid: int, place: _Place) -> Cluster:
    """A cluster of one glyph, as most letters are."""
    glyph = _glyph(face, text, gid, place)
    return Cluster(text=text, glyphs=(glyph,), advance=glyph.advance)


def _glyph(face: Face, text: str, gid: int, place: _Place) -> Glyph:
    """From the font's units to ems."""
    em = face.units
    dx, dy, advance, _ = place
    natural = face.shaper.get_glyph_h_advance(gid) / em
    return Glyph(gid=gid, natural=natural, advance=advance / em, dx=dx / em, dy=dy / em, text=text)


def _texts(text: str, count: int) -> Iterator[str]:
    """The letters of a cluster dealt to its glyphs: one each, or all to the first."""
    if count == len(text):
        yield from text
        return
    yield text
    yield from [""] * (count - 1)
