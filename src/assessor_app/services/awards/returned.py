"""A paper that the awarding body rejected and that was handed out: it is taken back, or cannot be had."""

from assessor_app.domain.certificate import Answer, EventKind
from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import require_role
from assessor_app.services.awards.desk import AwardDesk
from assessor_app.services.awards.issue import MAY_PRINT
from assessor_app.services.clock import stamp


def say_returned(desk: AwardDesk, *, by: str, number: str, answer: Answer) -> None:
    """Notes what became of the paper; the last word holds.

    Raises KnownError: `not-allowed`, `no-such-certificate`, `paper-counts` for one that nobody rejected.
    """
    require_role(desk.staff.get(by), *MAY_PRINT)
    line = desk.certificates.line(number)
    if not any(event.kind is EventKind.REJECTED for event in line.events):
        raise KnownError("paper-counts", number=number)
    with desk.ledger.transactions.atomic():
        desk.returned.put(number, answer, at=stamp(desk.ledger.clock.now()), by=by)
