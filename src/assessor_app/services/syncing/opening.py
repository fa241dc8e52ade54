"""Opening what came from the issuer, though it changed its keys while this device was away."""

from assessor_app.domain.errors import KnownError
from assessor_app.formats import body, compact, envelope
from assessor_app.formats.feed import AnchorsItem
from assessor_app.services.clock import stamp
from assessor_app.services.enrolling.ports import Enrolment
from assessor_app.services.syncing.desk import SyncDesk, trust_of
from assessor_app.services.syncing.tell import anchors
from assessor_app.trust import envelopes
from assessor_app.trust.envelopes import Opened


def opened(desk: SyncDesk, enrolment: Enrolment, data: bytes) -> Opened:
    """An envelope that the issuer signed. Raises what opening an envelope raises, and KnownError `issuer-key-unknown`.

    One by a key that is not known here may bring the list that names it: a list is believed by its root's signature, which is
    held, whoever brings it. (By stick there is no other way; by network the list lies on the public host too.)
    """
    try:
        return _open(desk, enrolment, data)
    except KnownError as error:
        if error.code != "envelope-unknown-sender":
            raise
        if not _introduced(desk, enrolment, data):
            raise KnownError("issuer-key-unknown", name=enrolment.name) from error
        return _open(desk, enrolment, data)


def _open(desk: SyncDesk, enrolment: Enrolment, data: bytes) -> Opened:
    known = envelopes.issuer_key(trust_of(desk), enrolment.issuer)
    return envelopes.open_envelope(data, receiver=enrolment.device, public_of=known)


def _introduced(desk: SyncDesk, enrolment: Enrolment, data: bytes) -> bool:
    """Whether a newer list of keys stood in it; nothing else of what nobody vouched for is looked at."""
    try:
        carried = envelope.read(data)
        head = envelope.decode_head(compact.split(carried.jws).payload)
        for item in body.unpack(carried.body, plain=head.plain, items=head.items):
            if isinstance(item, AnchorsItem):
                with desk.ledger.transactions.atomic():
                    return anchors(desk, enrolment, item.jws, at=stamp(desk.ledger.clock.now()))
    except KnownError as error:
        if error.code.startswith(("disk-", "database-")):
            raise
    return False
