"""Sealed parcels of the centre's other devices, as the issuer passes them on."""

from hashlib import sha256

from assessor_app.domain.errors import KnownError
from assessor_app.formats.feed import RefusedItem
from assessor_app.formats.piece import PARCEL, Piece, data_of
from assessor_app.formats.sync_limits import MOST_PARCEL_BYTES, PIECE_BYTES
from assessor_app.services.enrolling.ports import Enrolment
from assessor_app.services.syncing.desk import SyncDesk

REFUSED = frozenset({"parcel-not-passed-on", "parcel-too-large", "parcel-too-many"})
"""Why the issuer does not pass a parcel on: nobody to give it to, too long, too much waits already."""


def come(desk: SyncDesk, enrolment: Enrolment, item: Piece, *, at: str) -> bool:
    """Keeps a piece of a parcel for this device; True once it is whole. Raises KnownError `piece-differs`."""
    if item.to != enrolment.device or item.count * PIECE_BYTES > MOST_PARCEL_BYTES:
        return False
    desk.told.name_thing(item.sha256, what=PARCEL, at=at)
    desk.told.keep_piece(item.sha256, n=item.n, of=item.count, data=data_of(item))
    whole = desk.told.whole_thing(item.sha256)
    if whole is None:
        return False
    desk.told.drop_thing(item.sha256)
    if sha256(whole).hexdigest() != item.sha256:
        raise KnownError("piece-differs")
    desk.parcels.came(whole, at=at)
    return True


def refusal(desk: SyncDesk, item: RefusedItem) -> KnownError:
    """What to tell of a parcel that the issuer does not pass on; `chain` says for whom it was."""
    device = desk.others.chain(item.chain) if item.chain else None
    name = device.name if device else ""
    return KnownError(item.code, device=name or (item.chain or "")[:8])
