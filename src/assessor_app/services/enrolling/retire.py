"""Retiring a laptop: only when nothing is left that exists there alone, or when all of it is on a stick."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from assessor_app.domain.count import EvidenceCount
from assessor_app.domain.errors import KnownError
from assessor_app.domain.left_here import LeftHere
from assessor_app.domain.people import Role, require_role
from assessor_app.domain.sync_policy import EvidenceAsked
from assessor_app.services.enrolling.ports import Enrolment
from assessor_app.services.people.pin import PinDesk, require_pin
from assessor_app.services.records.ledger import Ledger
from assessor_app.services.records.ports import RETIRED_CHAIN
from assessor_app.services.safekeeping.copy import CopyDesk, LastCopy, Progress, copy_to_stick


@dataclass(frozen=True, kw_only=True)
class RetireDesk:
    """The parts.

    `open_work` counts assessments that nobody signed yet, `evidence` how far pieces of evidence are; `asks_for_evidence` says
    whether anybody wants them.
    """

    ledger: Ledger
    pins: PinDesk
    copies: CopyDesk
    open_work: Callable[[], int]
    evidence: Callable[[], EvidenceCount]
    asks_for_evidence: Callable[[], bool]


def asks_for_evidence(joined: Enrolment | None) -> bool:
    """Whether the awarding body that this device joined asks for any."""
    return joined is not None and joined.policy.evidence is not EvidenceAsked.NONE


def left_here(desk: RetireDesk) -> LeftHere:
    """All of one moment."""
    with desk.ledger.records.at_one_moment():
        return LeftHere(
            records=desk.ledger.records.count().unsent,
            open=desk.open_work(),
            evidence=desk.evidence().unsent,
            asked=desk.asks_for_evidence(),
        )


def retire(
    desk: RetireDesk, *, by: str, pin: str | None, stick: Path | None = None, progress: Progress | None = None
) -> LastCopy | None:
    """Nothing is signed in this folder from now on; it may still sync, and says to the issuer that it retires.

    `pin` is None where the passphrase that opened the folder just now says who acts. With a `stick` everything is copied there first, and the copy is given. A retired folder signs again only on a new chain.
    Raises KnownError: what `require_pin` raises, `not-allowed`, `retire-unsent` (what `LeftHere` has) without a
    stick, `retire-meanwhile` where something was signed while the copy was made, and what `copy_to_stick` raises.
    """
    staff = desk.pins.staff.get(by) if pin is None else require_pin(desk.pins, staff_id=by, pin=pin)
    require_role(staff, Role.ADMINISTRATOR)
    copy = copy_to_stick(desk.copies, by=by, stick=stick, progress=progress) if stick is not None else None
    with desk.ledger.transactions.atomic():
        left = left_here(desk)
        if copy is None and not left.nothing:
            raise KnownError("retire-unsent", **asdict(left))
        captured = desk.ledger.records.count().captured
        if copy is not None and copy.records != captured:
            raise KnownError("retire-meanwhile")
        desk.copies.settings.put(RETIRED_CHAIN, desk.ledger.records.active_chain().id)
    return copy
