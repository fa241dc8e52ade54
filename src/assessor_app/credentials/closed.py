"""Kinds of credential beside the achievement: transcripts and endorsements, whose members are read from a closed list.

openbadgeslib's own verifier, which refuses undefined terms, knows achievements alone. Here every member that may stand in one
is one that its contexts define: what is read is what was signed.
"""

from typing import Any

from openbadgeslib.ob3 import OB3VerificationError, verify_data_integrity_proof
from openbadgeslib.ob3.clr import CLR_CONTEXT_URL, bundled_clr_contexts

from assessor_app.formats.credential import CONTEXTS

# How a public key of Ed25519 begins in PEM.
_ED25519 = b"MCowBQYDK2Vw"
TRANSCRIPT, ENDORSEMENT = "ClrCredential", "EndorsementCredential"
_HEAD = frozenset(
    {
        "@context",
        "id",
        "type",
        "name",
        "description",
        "issuer",
        "validFrom",
        "validUntil",
        "credentialSubject",
        "proof",
    }
)
_TRANSCRIPT = _HEAD | {"partial"}
_TRANSCRIPT_SUBJECT = frozenset({"id", "type", "identifier", "verifiableCredential", "association"})
_ENDORSEMENT_SUBJECT = frozenset({"id", "type", "endorsementComment"})


def kind_of(content: dict[str, Any]) -> str:
    """`ClrCredential`, `EndorsementCredential`, or empty for any other, by what the credential says of itself."""
    types = content.get("type")
    listed = types if isinstance(types, list) else [types]
    return next((kind for kind in (TRANSCRIPT, ENDORSEMENT) if kind in listed), "")


def verify_closed(content: dict[str, Any], pem: bytes) -> None:
    """The proof of a transcript or an endorsement, not of what is inside. Raises openbadgeslib's `OB3VerificationError`."""
    transcript = kind_of(content) == TRANSCRIPT
    members, inside = (_TRANSCRIPT, _TRANSCRIPT_SUBJECT) if transcript else (_HEAD, _ENDORSEMENT_SUBJECT)
    contexts = [*CONTEXTS[:2], CLR_CONTEXT_URL] if transcript else list(CONTEXTS[:2])
    subject = content.get("credentialSubject")
    plain = (
        content.get("@context") == contexts
        and set(content) <= members
        and isinstance(subject, dict)
        and set(subject) <= inside
    )
    if not plain:
        raise OB3VerificationError("a credential with members that are not read here")
    extra = bundled_clr_contexts() if transcript else None
    verify_data_integrity_proof(content, pem, extra_contexts=extra)


def verify_closed_jwt(text: str, content: dict[str, Any], pem: bytes) -> None:
    """The same of a JWT: its signature, and that its registered claims say what the credential says (VC-JWT, Open Badges 3.0, 8.2.4.1).

    All that stands in a JWT is signed; its dates are minded by whoever reads it.
    """
    import jwt

    algorithms = ["EdDSA"] if _ED25519 in pem else ["ES256"]
    try:
        jwt.decode(
            text,
            pem,
            algorithms=algorithms,
            options={"verify_aud": False, "verify_exp": False, "verify_nbf": False, "verify_iat": False},
        )
    except jwt.exceptions.InvalidSignatureError as error:
        raise OB3VerificationError("Invalid signature") from error
    except (jwt.exceptions.PyJWTError, ValueError, TypeError) as error:
        raise OB3VerificationError("a JWT that is not read here") from error
    issuer, subject = content.get("issuer"), content.get("credentialSubject")
    agree = (
        content.get("iss") == (issuer.get("id") if isinstance(issuer, dict) else issuer)
        and isinstance(content.get("nbf"), int | float)
        and ("id" not in content or content.get("jti") == content["id"])
        and isinstance(subject, dict)
        and content.get("sub") == subject.get("id")
    )
    if not agree:
        raise OB3VerificationError("a JWT whose claims say something else than its credential")
