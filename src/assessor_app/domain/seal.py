"""The certificate with which a centre signs PDF files."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Seal:
    """Whose it is, by whom, and its days (both inside).

    `certificates` is the chain in PEM, its own first; `private` the key as PKCS #8 in DER.
    """

    subject: str
    issuer: str
    begins: date
    until: date
    certificates: bytes
    private: bytes = field(repr=False)

    def holds(self, day: date) -> bool:
        """Whether it may sign on this day."""
        return self.begins <= day <= self.until
