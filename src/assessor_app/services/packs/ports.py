"""What the learner's pack needs, and the certificate that the centre may sign PDF files with."""

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Seal:
    """A certificate for signing PDF files: whose, by whom, its last day (ISO); PEM, its own first; PKCS #8 in DER."""

    subject: str
    issuer: str
    until: str
    certificates: bytes
    private: bytes = field(repr=False)
