"""Setting a record aside: it is not sent until somebody takes it back, and counts as unsent all the same."""

from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import Role, require_role
from assessor_app.services.awards.ports import StaffSource
from assessor_app.services.clock import stamp
from assessor_app.services.syncing.desk import SyncDesk

MAY = (Role.ADMINISTRATOR, Role.CENTRE_STAFF)


def set_aside(desk: SyncDesk, staff: StaffSource, *, by: str, record: str) -> None:
    """Raises KnownError: `not-allowed`, `no-such-record`, `sent-already` for one that was handed over."""
    require_role(staff.get(by), *MAY)
    kept = desk.ledger.records.get(record)
    with desk.ledger.transactions.atomic():
        if not desk.states.is_unsent(kept.chain, kept.seq):
            raise KnownError("sent-already")
        desk.runs.set_aside(kept.chain, kept.seq, by=by, at=stamp(desk.ledger.clock.now()))


def take_back(desk: SyncDesk, staff: StaffSource, *, by: str, record: str) -> None:
    """It goes with the next sync. Raises KnownError: `not-allowed`, `no-such-record`."""
    require_role(staff.get(by), *MAY)
    kept = desk.ledger.records.get(record)
    with desk.ledger.transactions.atomic():
        desk.runs.take_back(kept.chain, kept.seq)
