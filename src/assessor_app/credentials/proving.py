"""Whether a credential was signed by the key that its issuer names, and all of it."""

import json
from dataclasses import dataclass
from typing import Any

from openbadgeslib.ob3 import OB3LdpVerifier, OB3VerificationError, OB3Verifier, resolve_did

from assessor_app.credentials.closed import kind_of, verify_closed, verify_closed_jwt
from assessor_app.credentials.published import did_keys
from assessor_app.domain.credential_answer import Finding
from assessor_app.domain.errors import KnownError
from assessor_app.trust import p256

_SUITE = "eddsa-rdfc-2022"
_MOST_DEPTH = 100
_MOST_WHY = 200
# What openbadgeslib says of dates comes after the signature was found good; our own eye on dates follows.
_OF_DATES = ("Credential has expired", "Credential is not yet valid")
_OF_TERMS = ("no pinned context defines", "spells a property", "members that are not read", "undefined")
_OF_SIGNATURE = (
    "signature mismatch",
    "Invalid signature",
    "does not belong to",
    "64-byte Ed25519",
    "multibase base58btc string",
)


@dataclass(frozen=True, kw_only=True)
class Proved:
    """A credential with what became of its signature; `pem` is the key, None where nobody here has it."""

    content: dict[str, Any]
    signature: Finding
    pem: bytes | None
    public: bytes | None = None


def prove_document(text: str, *, keys: dict[str, dict[str, str]], published: str) -> Proved:
    """A Data Integrity credential. Raises KnownError `credential-unreadable`, `-unsigned`, `-other-proof`, `-refused`, `-too-hard`."""
    content = parsed(text)
    proof = _proof(content)
    issuer, method = issuer_of(content), proof.get("verificationMethod")
    pem = key_named(issuer, method if isinstance(method, str) else "", keys=keys, published=published)
    if pem is None:
        return Proved(content=content, signature=Finding.UNCHECKED, pem=None)
    if not isinstance(method, str) or method.partition("#")[0] != issuer:
        return Proved(content=content, signature=Finding.BAD, pem=pem)
    if kind_of(content):
        return _proved(content, pem, lambda: verify_closed(content, pem))
    return _proved(content, pem, lambda: OB3LdpVerifier(pubkey_pem=pem).verify(content))


def prove_jwt(text: str, *, keys: dict[str, dict[str, str]], published: str) -> Proved:
    """A VC-JWT; what its header says of keys counts for nothing but the choice among the issuer's own."""
    try:
        header, content = _parts(text)
    except (ValueError, RecursionError, UnicodeError) as error:
        raise KnownError("credential-unreadable") from error
    kid = header.get("kid")
    pem = key_named(issuer_of(content), kid if isinstance(kid, str) else "", keys=keys, published=published)
    if pem is None:
        return Proved(content=content, signature=Finding.UNCHECKED, pem=None)
    if kind_of(content):
        return _proved(content, pem, lambda: verify_closed_jwt(text, content, pem))
    return _proved(content, pem, lambda: OB3Verifier(pubkey_pem=pem).verify(text))


def parsed(text: str) -> dict[str, Any]:
    """A JSON object that is nested no deeper than people nest. Raises KnownError `credential-unreadable`, `-too-hard`."""
    try:
        found = json.loads(text)
    except RecursionError as error:
        raise KnownError("credential-too-hard") from error
    except ValueError as error:
        raise KnownError("credential-unreadable") from error
    if not isinstance(found, dict):
        raise KnownError("credential-unreadable")
    return found


def issuer_of(content: dict[str, Any]) -> str:
    """The issuer's id; empty where it has none."""
    issuer = content.get("issuer")
    name = issuer.get("id") if isinstance(issuer, dict) else issuer
    return name if isinstance(name, str) else ""


def _proved(content: dict[str, Any], pem: bytes, verify: Any) -> Proved:
    try:
        verify()
        signature = Finding.GOOD
    except OB3VerificationError as error:
        signature = _what_failed(str(error))
    return Proved(content=content, signature=signature, pem=pem, public=_raw(pem))


def _what_failed(why: str) -> Finding:
    if why.startswith(_OF_DATES):
        return Finding.GOOD
    if any(said in why for said in _OF_SIGNATURE):
        return Finding.BAD
    hard = "refusing to canonicalize" in why or "refusing the credential" in why or "too deep" in why
    if hard:
        raise KnownError("credential-too-hard", detail=_plain(why))
    raise KnownError("credential-refused", refused=_kind(why), detail=_plain(why))


def _kind(why: str) -> str:
    """What is wrong in one word of ours: `term`, `context`, or `form` for whatever else its form is."""
    if any(said in why for said in _OF_TERMS):
        return "term"
    return "context" if "context" in why.lower() else "form"


def _plain(why: str) -> str:
    """A library's words on one line, cut short: they may hold a piece of the file."""
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in why).split())
    return line if len(line) <= _MOST_WHY else f"{line[:_MOST_WHY]}…"


def _proof(content: dict[str, Any]) -> dict[str, Any]:
    proofs = content.get("proof")
    listed = proofs if isinstance(proofs, list) else [proofs]
    if not any(isinstance(one, dict) for one in listed):
        raise KnownError("credential-unsigned")
    ours = [one for one in listed if isinstance(one, dict) and one.get("cryptosuite") == _SUITE]
    if len(ours) != 1:
        raise KnownError("credential-other-proof")
    return ours[0]


def _parts(text: str) -> tuple[dict[str, Any], dict[str, Any]]:
    from base64 import urlsafe_b64decode

    head, payload, _signature = text.split(".")
    header, content = (
        json.loads(urlsafe_b64decode(part + "=" * (-len(part) % 4))) for part in (head, payload)
    )
    if not isinstance(header, dict) or not isinstance(content, dict):
        raise ValueError("no objects")  # noqa: TRY004 - one kind of error for all that cannot be read
    return header, content


def key_named(issuer: str, method: str, *, keys: dict[str, dict[str, str]], published: str) -> bytes | None:
    """The key of an issuer that a method names, in PEM: inside a did:key, of the lists held here, or of the did document in the published folder."""
    if issuer.startswith("did:key:"):
        try:
            return resolve_did(issuer)
        except OB3VerificationError as error:
            raise KnownError("did-unreadable") from error
    fragment = method.partition("#")[2]
    known = {**did_keys(published, issuer), **keys.get(issuer, {})}
    public = known.get(fragment)
    return None if public is None else _pem(bytes.fromhex(public))


def _pem(public: bytes) -> bytes | None:
    """Of 33 bytes a P-256 key, of 32 an Ed25519 key; None for a point that is on no curve."""
    if len(public) == p256.PUBLIC_BYTES:
        try:
            return p256.public_pem(public)
        except ValueError:
            return None
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    return Ed25519PublicKey.from_public_bytes(public).public_bytes(
        Encoding.PEM, PublicFormat.SubjectPublicKeyInfo
    )


def _raw(pem: bytes) -> bytes | None:
    """The key as lists name it: 32 bytes of Ed25519, or the compressed point of P-256."""
    from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key

    key = load_pem_public_key(pem)
    if isinstance(key, Ed25519PublicKey):
        return key.public_bytes_raw()
    if isinstance(key, EllipticCurvePublicKey) and isinstance(key.curve, SECP256R1):
        return key.public_bytes(Encoding.X962, PublicFormat.CompressedPoint)
    return None
