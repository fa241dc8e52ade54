"""The anchor list: what the issuer's root says of its keys, its centres and whom it suspended."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, insert, select

from assessor_app.domain.errors import KnownError
from assessor_app.formats.anchor_list import (
    NO_ES256,
    NONE_ADOPTED,
    AdoptedKey,
    Anchors,
    Centre,
    Es256Key,
    OnlineKey,
    Suspension,
)
from assessor_app.issuer.keys.online import SIGNING, KeyUse, all_keys
from assessor_app.issuer.keys.root import Root
from assessor_app.issuer.store import adopted_keys, centres, settings, suspensions
from assessor_app.issuer.store.bodies import anchors
from assessor_app.issuer.store.metadata import moment
from assessor_app.trust.anchors import read_anchor_list, sign_anchor_list


@dataclass(frozen=True, kw_only=True)
class Standing:
    """The newest signed list (a JWS), and whether it says what the issuer would say now."""

    text: str
    current: bool


def wanted(connection: Connection, *, issued_at: datetime) -> Anchors:
    """The list as it would be signed now."""
    return Anchors(
        issuer=settings.needed(connection, "issuer"),
        root=settings.needed(connection, "root"),
        name=settings.needed(connection, "name"),
        host=settings.needed(connection, "host"),
        phone=settings.needed(connection, "phone"),
        issued_at=moment(issued_at),
        keys=[
            OnlineKey(
                kid=row.kid,
                x=row.public,
                use=[row.use],
                from_=row.from_day,
                until=row.until_day,
                state=row.state,
                compromised_at=row.compromised_at,
            )
            for row in all_keys(connection)
            if row.use in SIGNING
        ],
        centres={
            row.id: Centre(name=row.name, approval_number=row.approval_number, phone=row.phone)
            for row in centres.all_centres(connection)
        },
        suspended=[
            Suspension(device=chain[:16], after=after)
            for chain, after in suspensions.suspended_devices(connection)
        ],
        adopted=_adopted(connection) or NONE_ADOPTED,
        es256=_es256(connection) or NO_ES256,
    )


def _es256(connection: Connection) -> list[Es256Key]:
    return [
        Es256Key(kid=row.kid, x=row.point.hex(), from_=row.from_day, until=row.until_day, state=row.state)
        for row in all_keys(connection)
        if row.use == KeyUse.CREDENTIALS_JWT
    ]


def _adopted(connection: Connection) -> list[AdoptedKey]:
    return [
        AdoptedKey(kid=row.kid, x=row.public, centre=row.centre, from_=row.from_day, until=row.until_day)
        for row in adopted_keys.all_adopted(connection)
    ]


def newest_text(connection: Connection) -> str:
    """The newest signed list, a JWS. LookupError before set-up."""
    text: str | None = connection.execute(
        select(anchors.c.text).order_by(anchors.c.serial.desc()).limit(1)
    ).scalar_one_or_none()
    if text is None:
        raise LookupError("anchors")
    return text


def newer_text(connection: Connection, *, than: datetime) -> str | None:
    """The newest signed list where it was signed after this, None where it was not."""
    row = connection.execute(
        select(anchors.c.issued_at).order_by(anchors.c.serial.desc()).limit(1)
    ).scalar_one_or_none()
    if row is None or datetime.fromisoformat(row) <= than:
        return None
    return newest_text(connection)


def newest(connection: Connection) -> Standing:
    """LookupError before set-up."""
    text = newest_text(connection)
    signed = read_anchor_list(text)
    return Standing(text=text, current=signed.content == wanted(connection, issued_at=signed.issued_at))


def sign(connection: Connection, root: Root, *, now: datetime) -> str:
    """Signs and keeps a new list, newer than the one before whatever the clock says.

    Raises KnownError("root-other") for another issuer's root, or one that was replaced.
    """
    if root.key.public.hex() != settings.needed(connection, "root"):
        raise KnownError("root-other")
    before = connection.execute(
        select(anchors.c.issued_at).order_by(anchors.c.serial.desc()).limit(1)
    ).scalar_one_or_none()
    at = now.astimezone(UTC)
    if before is not None:
        at = max(at, datetime.fromisoformat(before) + timedelta(seconds=1))
    text = sign_anchor_list(wanted(connection, issued_at=at), root=root.key)
    connection.execute(insert(anchors).values(root=root.key.public.hex(), issued_at=moment(at), text=text))
    return text
