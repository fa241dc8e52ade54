"""P-256 keys for credentials as JWT (ES256), which the verifiers that refuse Ed25519 take. Nothing else is signed with one."""

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from assessor_app.trust.keys import base58, base58_bytes

PRIVATE_BYTES = 32
PUBLIC_BYTES = 33
_CODEC = b"\x80\x24"
_LONGEST = 60


def generate() -> bytes:
    """A private key: 32 bytes, big-endian (RFC 7518, `d`)."""
    value = ec.generate_private_key(ec.SECP256R1()).private_numbers().private_value
    return value.to_bytes(PRIVATE_BYTES, "big")


def public_of(private: bytes) -> bytes:
    """The public key as its compressed point (SEC 1): 33 bytes."""
    return _key(private).public_key().public_bytes(Encoding.X962, PublicFormat.CompressedPoint)


def pem_of(private: bytes) -> bytes:
    """The private key as PKCS #8 in PEM."""
    return _key(private).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def public_pem(public: bytes) -> bytes:
    """A public key (33 bytes) in PEM; ValueError for bytes that are no point of the curve."""
    point = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), public)
    return point.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def multibase(public: bytes) -> str:
    """The public key (33 bytes) as a Multikey: base58btc of the multicodec prefix 8024 and the point."""
    return "z" + base58(_CODEC + public)


def public_of_multibase(text: str) -> bytes | None:
    """The 33 bytes inside; None for any other text."""
    if not text.startswith("z") or len(text) > _LONGEST:
        return None
    raw = base58_bytes(text[1:])
    if raw is None or len(raw) != len(_CODEC) + PUBLIC_BYTES or not raw.startswith(_CODEC):
        return None
    return raw.removeprefix(_CODEC)


def _key(private: bytes) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(int.from_bytes(private, "big"), ec.SECP256R1())
