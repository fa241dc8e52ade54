"""What handing out credentials needs: keys, evidence, whoever makes the files, and where they go."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from assessor_app.domain.credential import CredentialFacts
from assessor_app.domain.evidence import Evidence
from assessor_app.domain.form import Form
from assessor_app.services.awards.desk import AwardDesk
from assessor_app.services.awards.sheets import SheetToPrint


class EvidenceReads(Protocol):
    def of_assessment(self, assessment: str) -> tuple[Evidence, ...]: ...


class IssuingSeeds(Protocol):
    def issuing_seed(self, use: str) -> bytes:
        """32 bytes; raises KnownError `no-own-root`."""


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

    def bake(self, signed: bytes, form: Form, *, sample: bool) -> CredentialFiles:
        """The files of a credential that somebody else made; raises KnownError `credential-unreadable`."""


class IssuedReads(Protocol):
    def of_paper(self, number: str) -> bytes | None:
        """The credential (JSON) that the issuer made of this paper; None where none has come."""


class PageWriter(Protocol):
    """Whoever writes frozen pages to a PDF, whole or not at all."""

    def write(self, sheets: Sequence[SheetToPrint], path: Path) -> None: ...


class FileWriter(Protocol):
    def __call__(self, path: Path, content: bytes) -> None:
        """Writes a file whole or not at all. Raises KnownError `disk-full`, `file-not-written`."""


@dataclass(frozen=True, kw_only=True)
class CredentialDesk:
    """The parts that credentials are built from."""

    awards: AwardDesk
    evidence: EvidenceReads
    seeds: IssuingSeeds
    issued: IssuedReads
    maker: CredentialMaker
    pages: PageWriter
    write: FileWriter
