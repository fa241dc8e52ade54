"""What a certificate says, as plain values, decided elsewhere. What it never says has no field here."""

from dataclasses import dataclass
from datetime import date

from assessor_app.documents.qr import QrSegment


@dataclass(frozen=True, slots=True)
class Signatory:
    """A person who answers for the decision."""

    name: str
    registration: str
    signature: bytes = b""
    """A picture of the signature (PNG), where the centre keeps one and the design prints it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateContent:
    """Everything printed on one certificate. Texts are plain, in `language` (BCP 47); names in any script.

    `level` and `credits` already say "indicative" where no body referenced them. Empty texts are left out.
    `host` is None where the centre has no verifier page. `provisional_until` None: registered. `beside` is the same
    certificate in the words of a second language, where its design sets two side by side.
    """

    holder: str
    identity: str
    title: str
    form_code: str
    form_version: str
    level: str
    credits: str
    workload: str
    outcomes: tuple[str, ...]
    environment: str
    assessment_method: str
    achieved: date
    issued: date
    valid_until: date | None
    provisional_until: date | None
    limits: str
    not_a_licence: str
    endorsement: str
    guideline: str
    centre: str
    centre_approval: str
    centre_country: str
    awarding_body: str
    own_award: bool
    assessor: Signatory
    quality_assurer: Signatory | None
    phone: str
    host: str | None
    number: str
    qr: tuple[QrSegment, ...]
    language: str = "en"
    sample: bool = False
    supersedes: str | None = None
    participation: str = ""
    quality_assurance: str = ""
    sector: str = ""
    criteria: tuple[tuple[str, ...], ...] = ()
    beside: "CertificateContent | None" = None

    def both(self) -> "tuple[CertificateContent, ...]":
        """In its own language, and in the one beside it."""
        return (self,) if self.beside is None else (self, self.beside)
