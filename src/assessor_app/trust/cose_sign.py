"""Signing and checking papers and delegations. What each signature is for stands in the signed bytes."""

from assessor_app.formats import cose, delegation, paper_claims, qr_text
from assessor_app.formats.cose import CoseSign1
from assessor_app.formats.delegation import Delegation
from assessor_app.formats.paper_claims import PaperClaims
from assessor_app.formats.qr_text import QrText
from assessor_app.trust.keys import SigningKey, is_signed

DELEGATION_CONTEXT = b"assessor-delegation/1"
_PAPER_CONTEXT = b"assessor-paper/1"


def paper_context(host: str | None) -> bytes:
    """The external_aad of a paper. The host is part of it: nobody can make a code point to another page."""
    return _PAPER_CONTEXT + (b" " + host.encode("ascii") if host else b"")


def sign_delegation(content: Delegation, *, key: SigningKey) -> bytes:
    """An encoded COSE_Sign1, by an on-line key of the issuer."""
    return _sign(delegation.encode(content), context=DELEGATION_CONTEXT, key=key, carries=None)


def sign_paper(claims: PaperClaims, *, key: SigningKey, delegation: bytes, host: str | None) -> str:
    """The text for the QR code, by the device's key, with the delegation for that key inside.

    `host` is the verifier page's, in any case of letters; None where the centre has no page.
    """
    host = host.upper() if host else None
    data = _sign(paper_claims.encode(claims), context=paper_context(host), key=key, carries=delegation)
    return qr_text.write(QrText(host=host, data=data))


def is_genuine(message: CoseSign1, *, context: bytes, public: bytes) -> bool:
    """Whether this key signed this message in this context."""
    signed = cose.to_sign(kid=message.kid, payload=message.payload, context=context)
    return is_signed(signed, signature=message.signature, public=public)


def _sign(payload: bytes, *, context: bytes, key: SigningKey, carries: bytes | None) -> bytes:
    signature = key.sign(cose.to_sign(kid=key.kid, payload=payload, context=context))
    return cose.encode(CoseSign1(kid=key.kid, payload=payload, signature=signature, delegation=carries))
