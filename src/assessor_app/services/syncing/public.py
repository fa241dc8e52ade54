"""What lies on the issuer's public host, where a conversation with it needs that."""

from collections.abc import Sequence

from assessor_app.domain.errors import KnownError
from assessor_app.formats.feed import RegisterItem
from assessor_app.services.clock import stamp
from assessor_app.services.enrolling.ports import Enrolment
from assessor_app.services.syncing.carriers import Carrier
from assessor_app.services.syncing.desk import SyncDesk, trust_of
from assessor_app.services.syncing.tell import anchors, keep_register

REGISTER_PATH, ANCHORS_PATH = "register/register.cbor", "anchors"
_MOST_PUBLIC = 64 * 1024 * 1024


def renewed_anchors(desk: SyncDesk, enrolment: Enrolment, carrier: Carrier) -> bool:
    """A key that is not known here signed the answer: the issuer's newest list, by the root that is held, may name it."""
    try:
        text = carrier.public(ANCHORS_PATH, most=_MOST_PUBLIC).decode("ascii", "replace")
        with desk.ledger.transactions.atomic():
            return anchors(desk, enrolment, text, at=stamp(desk.ledger.clock.now()))
    except KnownError:
        return False


def fetch_register(desk: SyncDesk, carrier: Carrier, named: RegisterItem) -> Sequence[KnownError]:
    """A newer register was named. Without it everything else stands: what went wrong is told."""
    try:
        content = carrier.public(REGISTER_PATH, most=_MOST_PUBLIC)
        with desk.ledger.transactions.atomic():
            keep_register(desk, content, trust=trust_of(desk), at=stamp(desk.ledger.clock.now()))
            desk.told.drop_thing(named.sha256)
    except KnownError as error:
        return [error]
    return ()
