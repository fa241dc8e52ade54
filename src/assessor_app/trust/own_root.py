"""A centre that stands alone: it is its own root, lists its own on-line key, and delegates to its own device."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from assessor_app.formats.anchor_list import (
    Anchors,
    Centre,
    Es256Key,
    OnlineKey,
    Use,
    with_days,
    with_es256,
)
from assessor_app.formats.delegation import Delegation
from assessor_app.trust.anchors import read_anchor_list, sign_anchor_list
from assessor_app.trust.cose_sign import sign_delegation
from assessor_app.trust.keys import SigningKey, did_key, key_id

DELEGATION_DAYS = 400
LISTED_YEARS = 10
_USES: tuple[Use, ...] = ("delegation", "receipts", "register", "credentials")


@dataclass(frozen=True, kw_only=True)
class OwnCentre:
    """How the centre names itself. `host` is its verifier page's, None for none; `id` at most 64 bytes."""

    id: str
    name: str
    approval_number: str = ""
    phone: str = ""
    host: str | None = None


def own_anchor_list(centre: OwnCentre, *, root: SigningKey, online: SigningKey, now: datetime) -> str:
    """The JWS of an anchor list with one on-line key for every use, and the centre itself; `now` has its zone."""
    key = OnlineKey(
        kid=online.kid.hex(),
        x=online.public.hex(),
        use=list(_USES),
        from_=_first_day(now).isoformat(),
        until=_last_day(now).isoformat(),
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


def relisted(text: str, *, root: SigningKey, now: datetime) -> str | None:
    """The centre's own list again, its on-line key's days held open; None where they reach past any delegation of today.

    Ten years pass; and where the clock was wrong when the centre was set up, today may lie outside from the start.
    """
    content = read_anchor_list(text).content
    (key,) = content.keys
    first, last = date.fromisoformat(key.from_), date.fromisoformat(key.until)
    today = now.astimezone(UTC).date()
    if first <= today <= last - timedelta(days=DELEGATION_DAYS):
        return None
    # Whoever holds the list of before takes the newer one, whatever the clock said then.
    issued_at = max(now, datetime.fromisoformat(content.issued_at) + timedelta(seconds=1))
    again = with_days(
        content,
        issued_at=issued_at.isoformat(timespec="seconds"),
        from_=min(first, _first_day(now)).isoformat(),
        until=max(last, _last_day(now)).isoformat(),
    )
    return sign_anchor_list(again, root=root)


def with_jwt_key(text: str, *, public: bytes, root: SigningKey, now: datetime) -> str:
    """The centre's own list again, with its P-256 key (33 bytes) for credentials as JWT; in use as long as its other key."""
    content = read_anchor_list(text).content
    (key,) = content.keys
    added = Es256Key(kid=key_id(public).hex(), x=public.hex(), from_=key.from_, until=key.until)
    issued_at = max(now, datetime.fromisoformat(content.issued_at) + timedelta(seconds=1))
    again = with_es256(content, added, issued_at=issued_at.isoformat(timespec="seconds"))
    return sign_anchor_list(again, root=root)


def _first_day(now: datetime) -> date:
    return (now - timedelta(days=1)).date()


def _last_day(now: datetime) -> date:
    return (now + timedelta(days=366 * LISTED_YEARS)).date()


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
