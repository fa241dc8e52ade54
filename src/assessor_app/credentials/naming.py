"""Names (URIs) of what a credential speaks of: always the same for the same thing, and to be looked up nowhere."""

from base64 import urlsafe_b64encode
from uuid import NAMESPACE_URL, UUID, uuid5


def credential_name(cti: bytes) -> str:
    """`urn:uuid:` of the paper's 16 random bytes: the credential and the paper's QR code name the same award."""
    return UUID(bytes=cti).urn


def cti_named(name: str) -> bytes | None:
    """The bytes that `credential_name` named; None for a name that is no UUID."""
    if not name.startswith("urn:uuid:"):
        return None
    try:
        return UUID(name).bytes
    except ValueError:
        return None


def named(*parts: str) -> str:
    """`urn:uuid:` of what these words say, by RFC 4122 version 5 in the name space of URLs."""
    return uuid5(NAMESPACE_URL, "\x1f".join(("assessor", *parts))).urn


def hash_name(sha256: str) -> str:
    """`ni:///sha-256;…` (RFC 6920) of a hash in hex."""
    return "ni:///sha-256;" + urlsafe_b64encode(bytes.fromhex(sha256)).rstrip(b"=").decode("ascii")
