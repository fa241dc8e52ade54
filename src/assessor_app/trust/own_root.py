"""A centre that stands alone: it is its own root, lists its own on-line key, and delegates to its own device."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from assessor_app.formats.anchor_list import Anchors, Centre, OnlineKey, Use
from assessor_app.formats.delegation import Delegation
from assessor_app.trust.anchors import sign_anchor_list
from assessor_app.trust.cose_sign import sign_delegation
from assessor_app.trust.keys import SigningKey, did_key

DELEGATION_DAYS = 400
_USES: tuple[Use, ...] = ("delegation", "receipts", "register", "credentials")


@dataclass(frozen=True, kw_only=True)
class OwnCentre:
    """How the centre names itself. `host` is its verifier page's, None for none; `id` at most 64 bytes."""

    id: str
    name: str
    approval_number: str = ""
    phone: str = ""
    host: str | None = None


def own_anchor_list(
    centre: OwnCentre, *, root: SigningKey, online: SigningKey, now: datetime, years: int = 10
) -> str:
    """The JWS of an anchor list with one on-line key for every use, and the centre itself; `now` has its zone."""
    key = OnlineKey(
        kid=online.kid.hex(),
        x=online.public.hex(),
        use=list(_USES),
        from_=(now - timedelta(days=1)).date().isoformat(),
        until=(now + timedelta(days=366 * years)).date().isoformat(),
    )
    listed = Centre(name=centre.name, approval_number=centre.approval_number, phone=centre.phone)
    content = Anchors(
        issuer=did_key(root.public),
        name=centre.name,
        own_award=True,
        host=centre.host.upper() if centre.host else None,
        phone=centre.phone,
        issued_at=now.isoformat(timespec="seconds"),
        keys=[key],
        centres={centre.id: listed},
    )
    return sign_anchor_list(content, root=root)


def own_delegation(
    centre: OwnCentre,
    *,
    device_id: str,
    device_public: bytes,
    online: SigningKey,
    now: datetime,
    scope: tuple[str, ...] = ("*",),
    days: int = DELEGATION_DAYS,
) -> bytes:
    """An encoded delegation for the device with this id (32 hex characters), from `now` for so many days."""
    start = int(now.timestamp())
    content = Delegation(
        centre=centre.id,
        device=device_id[:16],
        public=device_public,
        scope=scope,
        not_before=start,
        expires=start + days * 86_400,
        issued_at=start,
    )
    return sign_delegation(content, key=online)
