"""What syncing needs of the store for what an issuer signs: credentials, transcripts, and how badges look."""

from collections.abc import Sequence
from typing import Protocol

from assessor_app.services.badge_designs.designs import Chosen


class TranscriptsCome(Protocol):
    """Transcripts that were asked for, and those that came."""

    def wanted(self, *, most: int) -> tuple[str, ...]:
        """Learners (ids), the longest waiting first."""

    def expect(self, learner: str, files: Sequence[str], *, at: str) -> None:
        """Files with these SHA-256 (hex) are to come: nothing is asked for any more."""

    def fill(self, sha256: str, content: bytes) -> None:
        """Keeps the one with this hash, if it is expected; any other is passed over."""


class ChosenBadges(Protocol):
    """How badges look here, which whoever signs their credentials is told of."""

    def in_force(self) -> tuple[Chosen, ...]:
        """The newest version for each sector and form, the oldest first."""


class CredentialsCome(Protocol):
    """Credentials that the issuer made of this centre's papers."""

    def expect(self, number: str, sha256: str, *, jwt: str | None, at: str) -> None:
        """A credential is to come: its JSON, and (None: not yet) the same as a JWT, each with this SHA-256 (hex)."""

    def fill(self, sha256: str, content: bytes) -> None:
        """Keeps the one with this hash, if it is expected; any other is passed over."""

    def without_jwt(self, *, most: int) -> tuple[str, ...]:
        """Numbers of credentials that are here, and no JWT of them."""
