"""Typefaces: opened once, known by the hash of their file, stacked so that every script finds its letters."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assessor_app.domain.errors import KnownError

# Joiners and direction marks are understood by the shaper whether or not the font has them.
INVISIBLE = frozenset("\u200c\u200d\u200e\u200f\u061c\u034f\ufe0e\ufe0f")


@dataclass(frozen=True, eq=False, slots=True)
class Face:
    """An opened TrueType file. `units` is the em in font units; `letters` the code points it has."""

    name: str
    sha256: str
    data: bytes
    shaper: Any
    units: int
    letters: frozenset[int]

    @property
    def resource(self) -> str:
        """Its name in a content stream: the same on every page, so that pages can share a file."""
        return "F" + self.sha256[:12]

    @property
    def even(self) -> bool:
        """Whether all letters are as wide as each other: those of ASCII look alike beside any other (a test shapes them)."""
        return self.name.startswith("NotoSansMono-")

    def has(self, cluster: str) -> bool:
        """Whether every visible letter of a cluster is in this face."""
        return self.letters.issuperset(map(ord, cluster)) or all(
            letter in INVISIBLE or ord(letter) in self.letters for letter in cluster
        )


def open_face(name: str, data: bytes) -> Face:
    """Opens a TrueType file for shaping."""
    import uharfbuzz

    face = uharfbuzz.Face(data)
    return Face(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        data=data,
        shaper=uharfbuzz.Font(face),
        units=face.upem,
        letters=frozenset(face.unicodes),
    )


class Faces:
    """Font stacks of a design over a folder of fonts; a file is opened when the first letter needs it."""

    def __init__(self, folder: Path, stacks: Mapping[str, Sequence[str]]) -> None:
        self._folder = folder
        self._stacks = stacks
        self._open: dict[str, Face] = {}
        self._files: dict[str, bytes] = {}
        self._chosen: dict[tuple[str, str], Face] = {}

    def face_for(self, stack: str, cluster: str) -> Face:
        """The first face of the stack that has the cluster.

        KnownError `letters-missing` when none has it: a box instead of a letter never reaches paper.
        """
        key = (stack, cluster)
        if key not in self._chosen:
            faces = (self._face(name) for name in self._stacks[stack])
            found = next((face for face in faces if face.has(cluster)), None)
            if found is None:
                raise KnownError("letters-missing", letters=cluster)
            self._chosen[key] = found
        return self._chosen[key]

    def first(self, stack: str) -> Face:
        """The face that is asked before the others of the stack."""
        return self._face(self._stacks[stack][0])

    def data(self, sha256: str) -> bytes:
        """The file of a face that has been used."""
        return self._files[sha256]

    def _face(self, name: str) -> Face:
        if name not in self._open:
            path = self._folder / f"{name}.ttf"
            try:
                data = path.read_bytes()
            except FileNotFoundError as reason:
                raise KnownError("font-missing", name=path.name) from reason
            face = self._open[name] = open_face(name, data)
            self._files[face.sha256] = data
        return self._open[name]
