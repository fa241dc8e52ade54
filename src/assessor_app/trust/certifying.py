"""Whether a delegation lets its device certify a form today."""

from datetime import UTC, datetime

from assessor_app.domain.answer import in_scope
from assessor_app.domain.errors import KnownError
from assessor_app.formats import cose
from assessor_app.formats.delegation import Delegation, decode
from assessor_app.trust.anchors import TrustStore
from assessor_app.trust.cose_sign import DELEGATION_CONTEXT, is_genuine


def window_of(delegation: bytes | None) -> tuple[datetime, datetime] | None:
    """First and last moment (UTC) of an encoded delegation; None where there is none."""
    if delegation is None:
        return None
    content = decode(cose.decode(delegation).payload)
    return datetime.fromtimestamp(content.not_before, UTC), datetime.fromtimestamp(content.expires, UTC)


def certifies(delegation: bytes | None, code: str, *, at: datetime) -> bool:
    """Whether this delegation (an encoded COSE_Sign1, None where there is none) covers the form code now."""
    if delegation is None:
        return False
    content = decode(cose.decode(delegation).payload)
    moment = int(at.timestamp())
    return content.not_before <= moment <= content.expires and in_scope(code, content.scope)


def read_delegation(data: bytes, *, trust: TrustStore, issuer: str, chain: str, public: bytes) -> Delegation:
    """A delegation that was sent (an encoded COSE_Sign1), if this issuer gave it to this chain's key (32 bytes).

    Raises KnownError: "paper-unreadable", "paper-newer", "delegation-not-ours" where another issuer or key signed it, or it
    is for another device or key.
    """
    message = cose.decode(data)
    content = decode(message.payload)
    signer = trust.signer(message.kid, use="delegation")
    ours = content.public == public and content.device == chain[:16]
    if signer is None or signer.anchors.issuer != issuer or signer.is_compromised or not ours:
        raise KnownError("delegation-not-ours")
    if not is_genuine(message, context=DELEGATION_CONTEXT, public=signer.public):
        raise KnownError("delegation-not-ours")
    return content
