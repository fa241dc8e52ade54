"""The first page: does the count close, what waits for a person, whom has nobody heard of."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from litestar import Response, get
from sqlalchemy import Connection

from assessor_app.issuer.counting.status import Status, status
from assessor_app.issuer.deciding import across, queue, same
from assessor_app.issuer.keys import anchors
from assessor_app.issuer.stacking.due import waiting as stacking_waiting
from assessor_app.issuer.store import stranded
from assessor_app.issuer.store.centres import Centre, Device
from assessor_app.issuer.web.asking import PublicRequest
from assessor_app.issuer.web.console.visits import visit

QUIET_DAYS = 30
ENDING_DAYS = 60
_MOST_PAIRS = 20


@dataclass(frozen=True, kw_only=True)
class Watched:
    """A device that somebody should ask about, with its centre."""

    centre: Centre
    device: Device


@get("/", sync_to_thread=True)
def overview(request: PublicRequest) -> Response[str]:
    here = visit(request)
    with here.parts.store.read() as connection:
        found = status(connection)
        return here.page(
            "overview.html",
            here="overview",
            counts=found,
            lengths=queue.lengths(connection),
            questions=same.waiting(connection),
            qualifications=stacking_waiting(connection, now=here.parts.now()),
            pairs=len(across.pairs(connection, now=here.parts.now(), most=_MOST_PAIRS)),
            stranded=len(stranded.waiting(connection)),
            quiet=_quiet(found, now=here.parts.now()),
            ending=_ending(found, now=here.parts.now()),
            listed=_is_listed(connection),
            quiet_days=QUIET_DAYS,
            ending_days=ENDING_DAYS,
        )


def _quiet(found: Status, *, now: datetime) -> tuple[Watched, ...]:
    """Devices in use of which nobody heard for long, the longest first."""
    since = now - timedelta(days=QUIET_DAYS)
    quiet = [
        Watched(centre=centre.centre, device=row.device)
        for centre in found.centres
        for row in centre.devices
        if row.device.retired_at is None and _heard(row.device) < since
    ]
    return tuple(sorted(quiet, key=lambda one: _heard(one.device)))


def _ending(found: Status, *, now: datetime) -> tuple[Watched, ...]:
    """Devices in use whose delegation ends soon or has ended."""
    until = now + timedelta(days=ENDING_DAYS)
    ending = [
        Watched(centre=centre.centre, device=row.device)
        for centre in found.centres
        for row in centre.devices
        if row.device.retired_at is None and datetime.fromisoformat(row.device.delegated_until) < until
    ]
    return tuple(sorted(ending, key=lambda one: one.device.delegated_until))


def _heard(device: Device) -> datetime:
    return datetime.fromisoformat(device.last_contact or device.enrolled_at)


def _is_listed(connection: Connection) -> bool:
    return anchors.newest(connection).current
