"""Sealed parcels as devices hand them over: kept for another device of the same centre, and never opened."""

from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import Connection

from assessor_app.formats.feed import RefusedItem
from assessor_app.formats.piece import PARCEL, Piece, data_of
from assessor_app.formats.sync_limits import MIB, MOST_PARCEL_BYTES, PIECE_BYTES
from assessor_app.issuer.store import centres, feed, parcels, suspensions
from assessor_app.issuer.store.centres import Device
from assessor_app.issuer.store.feed import Item
from assessor_app.issuer.store.parcels import Parcel

MOST_WAITING = 200
MOST_WAITING_BYTES = 64 * MIB
"""For one device: whoever does not fetch what waits for them is sent no more."""
MOST_A_DAY = 400
"""From one device."""


def take_parcel(connection: Connection, device: Device, piece: Piece, *, now: datetime) -> RefusedItem | None:
    """Keeps a piece of a parcel for its receiver, who hears of it when it is whole; what was refused of it.

    The caller holds the rows of the centre's devices. A parcel that came before, and one that was fetched already, is passed
    over in silence.
    """
    to = centres.find_device(connection, piece.to) if piece.to else None
    if to is None or to.id == device.id or not _may_pass(connection, device, to):
        return RefusedItem(code="parcel-not-passed-on", chain=piece.to)
    if piece.count * PIECE_BYTES > MOST_PARCEL_BYTES:
        return RefusedItem(code="parcel-too-large", chain=to.id)
    known = parcels.find(connection, centre=to.centre, device=to.id, sha256=piece.sha256)
    if known is None:
        if not _has_room(connection, device, to, now=now):
            return RefusedItem(code="parcel-too-many", chain=to.id)
        known = Parcel(
            centre=to.centre,
            device=to.id,
            sha256=piece.sha256,
            sender=device.id,
            pieces=piece.count,
            size=0,
            position=None,
        )
        parcels.add(connection, known, at=now)
    if known.position is not None:
        return None
    parcels.add_piece(connection, known, piece.n, data_of(piece))
    return _finish(connection, known, now=now)


def _may_pass(connection: Connection, device: Device, to: Device) -> bool:
    """Between two devices of one centre that are in use, neither of them suspended."""
    if device.centre != to.centre or to.retired_at is not None:
        return False
    cuts = (suspensions.cut_of(connection, centre=one.centre, chain=one.id) for one in (device, to))
    return all(cut is None for cut in cuts)


def _has_room(connection: Connection, device: Device, to: Device, *, now: datetime) -> bool:
    number, size = parcels.waiting(connection, centre=to.centre, device=to.id)
    since = now - timedelta(days=1)
    today = parcels.sent_since(connection, centre=device.centre, sender=device.id, since=since)
    return number < MOST_WAITING and size < MOST_WAITING_BYTES and today < MOST_A_DAY


def _finish(connection: Connection, this: Parcel, *, now: datetime) -> RefusedItem | None:
    """Once all of it is here its receiver is told; what is not the thing that was named is forgotten."""
    found = parcels.content(connection, centre=this.centre, device=this.device, sha256=this.sha256)
    if len(found) < this.pieces:
        return None
    if sha256(b"".join(found)).hexdigest() != this.sha256:
        parcels.forget(connection, this)
        return RefusedItem(code="piece-differs", chain=this.device)
    told = Item(kind=PARCEL, ref={"sha256": this.sha256})
    position = feed.append(connection, centre=this.centre, to=this.device, items=[told], at=now)
    parcels.place(connection, this, position=position)
    return None
