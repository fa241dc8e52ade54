"""What handing out credentials needs: keys, evidence, whoever makes the files, and where they go."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from assessor_app.domain.credential import CredentialFacts, QualificationFacts
from assessor_app.domain.evidence import Evidence
from assessor_app.domain.form import Form
from assessor_app.services.awards.desk import AwardDesk
from assessor_app.services.qualifications.ports import QualificationDesk

WITHOUT = frozenset({"no-credential", "credential-elsewhere", "appeal-open", "credential-too-long"})
"""Why one certificate has no credential: told of it, and no reason to keep the others back."""


class EvidenceReads(Protocol):
    def of_assessment(self, assessment: str) -> tuple[Evidence, ...]: ...


class IssuingSeeds(Protocol):
    """The keys of a centre under its own root, and its list of them."""

    def issuing_seed(self, use: str) -> bytes:
        """32 bytes; raises KnownError `no-own-root`."""

    def own_anchors(self) -> str: ...
    def put_anchors(self, issuer: str, text: str, *, own: bool, at: str, by: str | None) -> None: ...


class JwtKeys(Protocol):
    """The P-256 key with which a centre under its own root signs JWTs: 32 bytes, its public half 33."""

    def jwt_key(self) -> bytes | None: ...
    def put_jwt_key(self, private: bytes, *, public: bytes, at: str) -> None: ...


class LearnerFile(Protocol):
    """Whoever wraps frozen pages as the file that the learner keeps."""

    def make(self, *, pages: Sequence[bytes], qr: str, issued_at: str, credential: bytes | None) -> bytes:
        """PDF/A-3u with the proof and the credential attached; the same each time, as long as nobody signs it.

        Raises KnownError `page-unreadable`, `asset-…`.
        """


class PdfSealer(Protocol):
    def __call__(self, pdf: bytes) -> bytes:
        """The file signed with the centre's certificate; as it was where the centre has none. Raises KnownError `seal-…`."""


@dataclass(frozen=True, kw_only=True)
class CredentialFiles:
    """A signed credential: the JSON, baked into a PNG and an SVG, and as a JWT (None where no key can sign one)."""

    json: bytes
    png: bytes
    svg: bytes
    jwt: str | None = None


class CredentialMaker(Protocol):
    """Whoever signs credentials and draws badges."""

    def issuer_of(self, seed: bytes) -> str:
        """The did of the issuer whose key this is."""

    def make(self, facts: CredentialFacts, *, seed: bytes, jwt_key: bytes | None = None) -> CredentialFiles:
        """The same facts and seed give the same bytes; a JWT, which `jwt_key` (PEM) signs, differs each time."""

    def make_qualification(self, facts: QualificationFacts, *, seed: bytes) -> CredentialFiles:
        """Of a qualification; the same facts and seed give the same bytes."""

    def achievement_name(self, seed: bytes, code: str, version: str) -> str:
        """The URI that credentials of whoever has this seed give to a form version."""

    def require_endorsement(self, content: dict[str, Any], *, about: str) -> None:
        """Raises KnownError `endorsement-unreadable`, `endorsement-other`."""

    def transcript(
        self, members: Sequence[bytes], *, name: str, seed: bytes, at: datetime
    ) -> tuple[bytes, ...]:
        """Signed transcripts of these credentials: one, or more where they do not fit."""

    def bake_qualification(self, signed: bytes, sectors: Mapping[str, str]) -> CredentialFiles:
        """The files of a qualification's credential that an issuer made; `sectors` by the code. KnownError `credential-unreadable`."""

    def bake(self, signed: bytes, form: Form, *, sample: bool) -> CredentialFiles:
        """The files of a credential that somebody else made; raises KnownError `credential-unreadable`."""


@dataclass(frozen=True, kw_only=True)
class KeptEndorsement:
    """A signed word as it is kept; `at` and `ended_at` (empty while it is embedded) are ISO 8601."""

    id: int
    code: str
    version: str
    content: Mapping[str, Any]
    at: str
    ended_at: str = ""


class EndorsementStore(Protocol):
    """Signed words on forms, each in force from a moment on, until it is taken away."""

    def add(self, code: str, version: str, content: str, *, at: str, by: str) -> bool: ...
    def of_form(self, code: str, version: str, *, at: datetime) -> tuple[dict[str, Any], ...]: ...
    def kept(self) -> tuple[KeptEndorsement, ...]: ...
    def end(self, endorsement: int, *, at: str, by: str) -> None: ...


class IssuedReads(Protocol):
    def without_paper(self) -> tuple[str, ...]:
        """Numbers of credentials that are of no paper known here: of qualifications."""

    def of_paper(self, number: str) -> bytes | None:
        """The credential (JSON) that the issuer made of this paper; None where none has come."""

    def jwt_of(self, number: str) -> str | None:
        """The same as a JWT that the issuer signed; None where none has come."""


class TranscriptShelf(Protocol):
    """Transcripts that an issuer signed."""

    def of_learner(self, learner: str) -> tuple[bytes, ...]:
        """The files of the newest; none where none has come."""

    def want(self, learner: str, *, at: str) -> None:
        """Asks for one with the next sync."""


class FileWriter(Protocol):
    def __call__(self, path: Path, content: bytes) -> None:
        """Writes a file whole or not at all. Raises KnownError `disk-full`, `file-not-written`."""


@dataclass(frozen=True, kw_only=True)
class CredentialDesk:
    """The parts that credentials are built from. `signs` is whether `seal` does anything: the centre has a certificate."""

    awards: AwardDesk
    qualifications: QualificationDesk
    endorsements: EndorsementStore
    evidence: EvidenceReads
    seeds: IssuingSeeds
    issued: IssuedReads
    transcripts: TranscriptShelf
    maker: CredentialMaker
    jwt_keys: JwtKeys
    learner_file: LearnerFile
    seal: PdfSealer
    signs: Callable[[], bool]
    write: FileWriter
