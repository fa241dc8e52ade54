"""The closed count as the issuer sees it: by device, by centre, and in sum."""

from dataclasses import dataclass
from datetime import datetime
from functools import reduce

from sqlalchemy import Connection, select

from assessor_app.domain.count import Count
from assessor_app.domain.verdict import HeldCode, Outcome
from assessor_app.issuer.store import centres, stranded, tally
from assessor_app.issuer.store.centres import Centre, Device
from assessor_app.issuer.store.facts import chain

NOTHING = Count(captured=0, unsent=0, held=0, accepted=0, rejected=0)


@dataclass(frozen=True, kw_only=True)
class DeviceCount:
    device: Device
    count: Count


@dataclass(frozen=True, kw_only=True)
class CentreCount:
    """A centre with its devices; `count` is the sum of theirs."""

    centre: Centre
    devices: tuple[DeviceCount, ...]
    count: Count


@dataclass(frozen=True, kw_only=True)
class Status:
    """Everything, by centre; `undecided` of those held have no verdict yet."""

    centres: tuple[CentreCount, ...]
    count: Count
    undecided: int

    @property
    def closes(self) -> bool:
        """Whether the count of every device closes: two that do not could hide each other in the sum."""
        return all(row.count.closes for centre in self.centres for row in centre.devices)


def status(connection: Connection) -> Status:
    """Captured is read from the heads of the chains, every other number from where records stand, as it was kept (`tally`)."""
    by_device = _counts(connection)
    found = tuple(_of_centre(connection, centre, by_device) for centre in centres.all_centres(connection))
    undecided = tally.by_code(connection)[Outcome.HELD.value, HeldCode.UNDECIDED.value]
    return Status(
        centres=found, count=reduce(plus, (one.count for one in found), NOTHING), undecided=undecided
    )


def plus(one: Count, other: Count) -> Count:
    return Count(
        captured=one.captured + other.captured,
        unsent=one.unsent + other.unsent,
        held=one.held + other.held,
        accepted=one.accepted + other.accepted,
        rejected=one.rejected + other.rejected,
    )


def expires_soon(device: Device, now: datetime, *, days: int) -> bool:
    """Whether a device's delegation ends within so many days."""
    return (datetime.fromisoformat(device.delegated_until) - now).days < days


def _of_centre(connection: Connection, centre: Centre, by_device: dict[str, Count]) -> CentreCount:
    devices = tuple(
        DeviceCount(device=row, count=by_device.get(row.id, NOTHING))
        for row in centres.devices_of(connection, centre.id)
    )
    return CentreCount(
        centre=centre, devices=devices, count=reduce(plus, (one.count for one in devices), NOTHING)
    )


def _counts(connection: Connection) -> dict[str, Count]:
    owners: dict[str, str] = {}
    counts: dict[str, Count] = {}
    for row in connection.execute(select(chain.c.id, chain.c.device, chain.c.head_seq)):
        owners[row.id] = row.device
        counts[row.device] = plus(counts.get(row.device, NOTHING), _of(captured=row.head_seq))
    for (chain_id, outcome), number in tally.by_chain(connection).items():
        owner = owners[chain_id]
        counts[owner] = plus(counts[owner], _of(**{outcome: number}))
    # A restarted chain encloses them; they stand on no chain here until somebody decides.
    for (device, outcome), number in stranded.counts(connection).items():
        counts[device] = plus(counts.get(device, NOTHING), _of(captured=number, **{outcome: number}))
    return counts


def _of(*, captured: int = 0, held: int = 0, accepted: int = 0, rejected: int = 0) -> Count:
    return Count(captured=captured, unsent=0, held=held, accepted=accepted, rejected=rejected)
