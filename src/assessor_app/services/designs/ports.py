"""What keeping designs needs of the store and of whoever ships and draws them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, kw_only=True)
class KeptDesign:
    """A version of a centre's own design: the bytes of its file; `at` is ISO 8601, `by` a member of staff."""

    id: str
    version: int
    title: str
    text: bytes
    at: str
    by: str


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Who chose what for which scope, and when (ISO 8601); `design` is empty for none of its own."""

    scope: str
    design: str
    at: str
    by: str


@dataclass(frozen=True, kw_only=True)
class LentSignature:
    """Whose signature, its picture (PNG), and since when (ISO 8601); None for one that was taken away then."""

    staff: str
    png: bytes | None
    at: str


class DesignStore(Protocol):
    """Designs, choices and pictures of one centre."""

    def newest(self) -> tuple[KeptDesign, ...]:
        """The newest version of each design, by title."""

    def get(self, design_id: str) -> KeptDesign | None:
        """The newest version of one."""

    def versions(self) -> tuple[KeptDesign, ...]:
        """Every version of every design, the oldest of each first."""

    def add(self, design: KeptDesign) -> None: ...
    def choices(self) -> Mapping[str, str]:
        """The design that counts for each scope."""

    def choose(self, choice: Choice) -> None: ...
    def history(self) -> tuple[Choice, ...]:
        """Every choice that was made, newest first."""

    def picture(self, sha256: str) -> bytes | None: ...
    def add_picture(self, sha256: str, png: bytes, *, at: str, by: str) -> None: ...
    def signatures(self) -> Mapping[str, bytes]:
        """Pictures of signatures (PNG) by the id of the member of staff."""

    def put_signature(self, staff: str, png: bytes, *, at: str, by: str) -> None: ...
    def drop_signature(self, staff: str, *, at: str) -> None:
        """Takes it away, and keeps that it was: no other computer brings it back."""

    def lent(self) -> tuple[LentSignature, ...]:
        """Every signature that is here, and every one that was taken away."""


class ShippedDesigns(Protocol):
    """The designs that ship with the program."""

    def names(self) -> tuple[str, ...]:
        """Ids, the program's own first."""

    def text(self, name: str) -> bytes:
        """The bytes of its file."""


class PictureReader(Protocol):
    def logo(self, data: bytes) -> bytes:
        """A logo from a file that anybody made: scaled, stripped, as PNG. KnownError `photo-unreadable`."""

    def signature(self, data: bytes) -> bytes:
        """The same of a signature: dark strokes on clear ground, cut to what was written."""
