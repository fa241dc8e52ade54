"""A root that a test makes, and certificates under it, as a centre would get one: PKCS#12 with a passphrase."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates
from cryptography.x509.oid import NameOID

PASSPHRASE = "anchor chain"


@dataclass(frozen=True)
class Made:
    root: x509.Certificate
    pkcs12: bytes

    @property
    def root_der(self) -> bytes:
        return self.root.public_bytes(Encoding.DER)


def make(kind: str = "ec", *, days: tuple[int, int] = (-30, 700)) -> Made:
    """A certificate of a centre, in force from so many days from now until so many."""
    root_key = ec.generate_private_key(ec.SECP256R1())
    root_name = _name("Root of a test")
    root = _certificate(root_name, root_name, root_key.public_key(), root_key, days=(-400, 4000), ca=True)
    key = _key(kind)
    own = _certificate(
        _name("Seal of Harbour Street", "Harbour Street Training Centre"),
        root_name,
        key.public_key(),
        root_key,
        days=days,
        ca=False,
    )
    sealed = serialize_key_and_certificates(
        b"centre", key, own, [root], BestAvailableEncryption(PASSPHRASE.encode())
    )
    return Made(root=root, pkcs12=sealed)


def _key(kind: str) -> ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey | ed25519.Ed25519PrivateKey:
    if kind == "ed25519":
        return ed25519.Ed25519PrivateKey.generate()
    if kind == "ec":
        return ec.generate_private_key(ec.SECP256R1())
    return rsa.generate_private_key(65537, {"rsa": 2048, "short": 1024}[kind])


def _name(common: str, organisation: str = "") -> x509.Name:
    parts = [x509.NameAttribute(NameOID.COMMON_NAME, common)]
    if organisation:
        parts.append(x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation))
    return x509.Name(parts)


def _certificate(
    subject: x509.Name,
    issuer: x509.Name,
    public: object,
    signer: ec.EllipticCurvePrivateKey,
    *,
    days: tuple[int, int],
    ca: bool,
) -> x509.Certificate:
    now = datetime.now(UTC)
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=not ca,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=ca,
        crl_sign=ca,
        encipher_only=False,
        decipher_only=False,
    )
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public)  # type: ignore[arg-type]
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + timedelta(days=days[0]))
        .not_valid_after(now + timedelta(days=days[1]))
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .sign(signer, hashes.SHA256())
    )
