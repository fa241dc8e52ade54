"""What syncing needs of whoever carries its envelopes: a network, or a stick."""

from collections.abc import Iterator
from typing import Protocol

from assessor_app.services.enrolling.by_stick import EnrolFile as StickFile
from assessor_app.services.enrolling.by_stick import EnrolFolder

__all__ = ["NOBODY", "PASSING", "Carrier", "StickFile", "StickFolder"]


class Carrier(Protocol):
    """Whoever carries to the issuer what is said to it, and brings its answer.

    Each raises KnownError: one of `PASSING` or `NOBODY` where nobody that counts answered, else the code with which the
    issuer refused: then nothing was stored.
    """

    def enrol(self, request: bytes, /) -> bytes:
        """The answer to a request for a chain that was begun anew; nothing of it was checked."""

    def envelope(self, data: bytes, /) -> bytes:
        """The answer to an envelope, which is one itself; nothing of it was checked."""

    def piece(self, address: str, place: int, data: bytes, /) -> None:
        """A piece (at most 1 MiB) of evidence that was announced."""

    def public(self, path: str, /, *, most: int) -> bytes:
        """A public file of the issuer's (`anchors`, `register/register.cbor`), at most so many bytes."""


PASSING = frozenset(
    {"issuer-away", "issuer-slow", "connection-lost", "issuer-fault", "too-often", "sent-too-slowly"}
)
"""Nobody answered, and the next moment may mend it. What was sent may have been stored: it is sent again."""
NOBODY = frozenset({"network-away", "issuer-not-proved", "answer-not-issuer"})
"""Nobody that counts answered, and trying again at once changes nothing."""


class StickFolder(EnrolFolder, Protocol):
    """A folder that goes to the issuer and comes back. What is written is whole or not there."""

    def envelopes(self) -> Iterator[StickFile]:
        """Everything that is named as an envelope, in the order of the names."""

    def write_piece(self, address: str, place: int, content: bytes, /) -> bool:
        """False where it lies there already; raises KnownError `file-not-written`."""

    def remove(self, name: str, /) -> None: ...
    def evidence(self) -> Iterator[str]:
        """The addresses of evidence of which pieces lie there, whosesoever they are."""

    def remove_evidence(self, address: str, /) -> None:
        """Takes away the pieces of an address."""

    def sweep(self) -> int:
        """Takes away what was left half written here."""
