"""A centre that is its own root gives its own device leave to certify, at set-up and again before it ends."""

from typing import Protocol

from assessor_app.domain.centre import Centre
from assessor_app.services.clock import Clock, stamp
from assessor_app.services.records.ledger import Delegate
from assessor_app.services.records.ports import Chain
from assessor_app.trust.keys import SigningKey, did_key
from assessor_app.trust.own_root import OwnCentre, own_delegation, relisted


class IssuingKeys(Protocol):
    """The keys of a centre that stands alone, and its list of them."""

    def issuing_seed(self, use: str) -> bytes: ...
    def own_anchors(self) -> str: ...
    def put_anchors(self, issuer: str, text: str, *, own: bool, at: str, by: str | None) -> None: ...


def own_centre(centre: Centre) -> OwnCentre:
    """The centre as its own anchor list names it."""
    return OwnCentre(
        id=centre.id,
        name=centre.name,
        approval_number=centre.approval_number,
        phone=centre.phone,
        host=centre.host or None,
    )


def own_word(issuing: IssuingKeys, centre: Centre, *, clock: Clock) -> Delegate:
    """Delegations by the centre's own on-line key, which its list then holds to be in use; none under another root."""

    def delegate(chain: Chain) -> bytes | None:
        if not centre.own_root:
            return None
        now = clock.now()
        root = SigningKey(issuing.issuing_seed("root"))
        again = relisted(issuing.own_anchors(), root=root, now=now)
        if again is not None:
            issuing.put_anchors(did_key(root.public), again, own=True, at=stamp(now), by=None)
        return own_delegation(
            own_centre(centre),
            device_id=chain.id,
            device_public=chain.public,
            online=SigningKey(issuing.issuing_seed("on-line")),
            now=now,
        )

    return delegate
