"""A record opened for a decision: its centre held, so that nobody else decides beside it."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from assessor_app.domain.errors import KnownError
from assessor_app.issuer.store import centres, chains, records, settings
from assessor_app.issuer.store.bodies import centre as centre_table
from assessor_app.issuer.store.chains import Chain
from assessor_app.issuer.store.records import Kept, Place


@dataclass(frozen=True, kw_only=True)
class Which:
    """The record that is meant, and the number of the verdict that was on the screen (0 for none)."""

    centre: str
    chain: str
    seq: int
    seen: int


@dataclass(frozen=True, kw_only=True)
class Opened:
    """`policy` is the centre's award policy."""

    chain: Chain
    kept: Kept
    place: Place
    policy: str


def hold_centre(connection: Connection, centre: str) -> str:
    """Waits until nobody else judges or decides for this centre; its award policy. Raises KnownError("no-such-centre")."""
    row = connection.execute(
        select(centre_table.c.policy).where(centre_table.c.id == centre).with_for_update()
    ).one_or_none()
    if row is None:
        raise KnownError("no-such-centre", centre=centre)
    centres.lock_devices(connection, centre)
    return row.policy or settings.needed(connection, "policy")


def open_record(connection: Connection, which: Which) -> Opened:
    """Raises KnownError: "record-not-here"; "decided-meanwhile" where its newest verdict is another than was seen."""
    policy = hold_centre(connection, which.centre)
    chain = chains.find(connection, which.chain)
    kept = records.between(
        connection, centre=which.centre, chain=which.chain, first=which.seq, last=which.seq
    )
    if chain is None or not kept:
        raise KnownError("record-not-here")
    place = records.place(connection, centre=which.centre, chain=which.chain, seq=which.seq)
    if place.n != which.seen:
        raise KnownError("decided-meanwhile")
    return Opened(chain=chain, kept=kept[0], place=place, policy=policy)
