"""Reading a certificate with its key from a PKCS#12 file, as authorities hand them out."""

from datetime import date
from typing import TYPE_CHECKING

from assessor_app.domain.errors import KnownError
from assessor_app.domain.seal import Seal

if TYPE_CHECKING:
    from cryptography.x509 import Certificate, Name

MOST_BYTES = 1024 * 1024
_FEWEST_RSA_BITS = 2048


def read_pkcs12(content: bytes, passphrase: str) -> Seal:
    """The certificate, its chain and its key.

    Raises KnownError `seal-unreadable` (no PKCS#12, a wrong passphrase, or no key in it), `seal-key-kind` (a key that
    readers of PDF do not take: RSA from 2048 bits and ECDSA they do).
    """
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
    from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12

    if len(content) > MOST_BYTES:
        raise KnownError("seal-unreadable")
    try:
        found = load_pkcs12(content, passphrase.encode("utf-8") or None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise KnownError("seal-unreadable") from error
    if found.key is None or found.cert is None:
        raise KnownError("seal-unreadable")
    own = found.cert.certificate
    _require_kind(found.key, own)
    chain = [own, *(one.certificate for one in found.additional_certs)]
    return Seal(
        subject=_shown(own.subject),
        issuer=_shown(own.issuer),
        begins=own.not_valid_before_utc.date(),
        until=own.not_valid_after_utc.date(),
        certificates=b"".join(one.public_bytes(Encoding.PEM) for one in chain),
        private=found.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()),
    )


def first_day(certificates: bytes) -> date:
    """From when the first certificate of a chain (PEM) holds."""
    from cryptography.x509 import load_pem_x509_certificate

    return load_pem_x509_certificate(certificates).not_valid_before_utc.date()


def _require_kind(key: object, own: "Certificate") -> None:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

    if (isinstance(key, RSAPrivateKey) and key.key_size >= _FEWEST_RSA_BITS) or isinstance(
        key, EllipticCurvePrivateKey
    ):
        same = key.public_key() == own.public_key()
    else:
        raise KnownError("seal-key-kind")
    if not same:
        raise KnownError("seal-unreadable")


def _shown(name: "Name") -> str:
    """The common name and the organisation, as people know it."""
    from cryptography.x509.oid import NameOID

    found = [
        str(attribute.value)
        for kind in (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME)
        for attribute in name.get_attributes_for_oid(kind)
    ]
    return ", ".join(dict.fromkeys(found)) or name.rfc4514_string()
