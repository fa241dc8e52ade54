"""The next envelope to the issuer: how the device is, records that are unsent, and what it asks for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from assessor_app.domain.errors import KnownError
from assessor_app.domain.record_types import RecordType
from assessor_app.formats.body import Packer
from assessor_app.formats.items import Known, line_of, record_line
from assessor_app.formats.sync_limits import MOST_ITEMS
from assessor_app.services.enrolling.ports import Enrolment
from assessor_app.services.records.ledger import require_own_chain
from assessor_app.services.records.ports import Chain
from assessor_app.services.syncing.batch import Batch
from assessor_app.services.syncing.desk import SyncDesk
from assessor_app.services.syncing.due import is_due
from assessor_app.services.syncing.given import carry, give, page_items
from assessor_app.services.syncing.heartbeat import ask, heartbeat
from assessor_app.services.syncing.ports import Outgoing, Wanted
from assessor_app.trust import envelopes
from assessor_app.trust.envelopes import Route
from assessor_app.trust.keys import SigningKey

_AT_ONCE = 500
_BESIDE = 1_000
"""Items that have room beside records that were made ready before anybody knew what else goes along."""


@dataclass
class Journey:
    """What was handed over in this conversation: `sent` by chain up to a place, so that nothing goes round in circles.

    `again` are chains of which the issuer misses what it had: all is sent from that place on, wherever it stands here.
    `shut` are chains of which the issuer takes nothing more; `given` is what was asked for and was in an
    envelope that was answered. `spoke`: the device said how it is. `failures` counts tries in a row that nobody answered,
    `pageless` answers without a page that could be applied.
    """

    sent: dict[str, int] = field(default_factory=dict)
    again: dict[str, int] = field(default_factory=dict)
    told_missing: set[str] = field(default_factory=set)
    given: set[Wanted] = field(default_factory=set)
    shut: set[str] = field(default_factory=set)
    spoke: bool = False
    failures: int = 0
    pageless: int = 0


@dataclass(frozen=True, kw_only=True)
class Composed:
    """An envelope that may leave the device: its counter is on disk. `hash` names it.

    `through` is, by chain, the last place in it, `given` what was asked for; `more` whether something is left that did not fit.
    """

    data: bytes = field(repr=False)
    hash: str
    counter: int
    records: int
    through: dict[str, int]
    given: tuple[Wanted, ...] = ()
    more: bool = False


@dataclass(frozen=True, kw_only=True)
class Ready:
    """Records that were read and packed while the envelope before them was on its way, and where each chain stood before them."""

    sent: dict[str, int]
    packer: Packer = field(repr=False)
    through: dict[str, int]
    records: int
    more: bool

    def fits(self, journey: Journey, batch: Batch) -> bool:
        """Whether the envelope before them was answered as was expected, in the time that was."""
        as_expected = journey.sent == self.sent and not (journey.again or journey.shut)
        return as_expected and self.packer.items <= batch.items and self.packer.plain <= batch.plain


def prepare(
    desk: SyncDesk, enrolment: Enrolment, journey: Journey, batch: Batch, *, before: Composed
) -> Ready | None:
    """Reads and packs what follows this envelope, as it will be if all goes well; None where nothing is foreseen."""
    if not (before.more and before.records) or journey.again or journey.shut:
        return None
    sent = journey.sent | before.through
    packer = Packer(most_items=min(batch.items, MOST_ITEMS - _BESIDE), most_plain=batch.plain)
    with desk.ledger.records.at_one_moment():
        through, records, more = _add_records(desk, enrolment, replace(journey, sent=sent), packer)
    return Ready(sent=sent, packer=packer, through=through, records=records, more=more) if records else None


def compose(
    desk: SyncDesk,
    enrolment: Enrolment,
    journey: Journey,
    batch: Batch,
    *,
    extra: Sequence[Known] = (),
    ready: Ready | None = None,
) -> Composed:
    """Makes the next envelope, of what is `ready` where that fits. The counter is taken and committed before this returns.

    Raises KnownError: why this folder may not sign (`chain-…`), `enrolment-waits` while the issuer does not know the chain
    in use.
    """
    now = desk.ledger.clock.now()
    with desk.ledger.transactions.atomic():
        # Nobody signs meanwhile: a mark that was raised between two looks would seem to be ahead of the chain.
        chain = speaking_chain(desk, enrolment)
        counter = desk.enrolment.next_counter(enrolment.issuer)
    with desk.ledger.records.at_one_moment():
        given = give(desk, besides=frozenset(journey.given))
        # Counting everything takes as long as a batch: beside the first, and when nothing is left to hand over.
        says = not journey.spoke or not desk.states.unsent_chains()
        first = (
            *([heartbeat(desk, enrolment, chain, now=now)] if says else []),
            ask(desk, enrolment, chain, now=now),
            *extra,
            *given.items,
        )
        if ready is None or not ready.fits(journey, batch) or not _add_beside(ready.packer, first):
            ready = _read(desk, enrolment, journey, batch, first)
    data = envelopes.seal(
        ready.packer.finish(),
        Route(issuer=enrolment.issuer, sender=enrolment.device, receiver=enrolment.issuer),
        counter=counter,
        at=now,
        key=SigningKey(chain.seed),
        seen=desk.ledger.records.newest_receipt(),
    )
    name = envelopes.hash_of(data)
    if given.wanted:
        with desk.ledger.transactions.atomic():
            carry(desk, given, envelope=name)
    return Composed(
        data=data,
        hash=name,
        counter=counter,
        records=ready.records,
        through=ready.through,
        given=given.wanted,
        more=ready.more or given.more,
    )


def speaking_chain(desk: SyncDesk, enrolment: Enrolment) -> Chain:
    """The chain whose key signs envelopes; a folder that may not sign may not speak for the device either."""
    chain = require_own_chain(desk.ledger)
    if chain.id != enrolment.device:
        raise KnownError("enrolment-waits")
    return chain


def _read(
    desk: SyncDesk, enrolment: Enrolment, journey: Journey, batch: Batch, first: Sequence[Known]
) -> Ready:
    """Records behind what goes beside them."""
    packer = Packer()
    if not _add_beside(packer, first):
        raise ValueError("what goes beside the records is too much for one envelope")
    packer.make_room(items=batch.items, plain=batch.plain)
    through, records, more = _add_records(desk, enrolment, journey, packer)
    return Ready(sent=journey.sent, packer=packer, through=through, records=records, more=more)


def _add_beside(packer: Packer, items: Sequence[Known]) -> bool:
    """Whether all of them went in; where not, what is in this packer is of no use."""
    packer.make_room(items=len(items), plain=sum(len(line_of(item)) + 1 for item in items))
    return all(packer.add(item) for item in items)


def _add_records(
    desk: SyncDesk, enrolment: Enrolment, journey: Journey, packer: Packer
) -> tuple[dict[str, int], int, bool]:
    through: dict[str, int] = {}
    count, company = 0, desk.elsewhere.company()
    for chain in dict.fromkeys((*journey.again, *desk.states.unsent_chains())):
        if chain in journey.shut:
            continue
        for record in _waiting(desk, journey, chain):
            personal = record.personal if is_due(record.type, enrolment.policy) else None
            line = record_line(record.jws, chain=chain, seq=record.seq, personal=personal)
            if not packer.add_line(line):
                return through, count, True
            through[chain] = record.seq
            count += 1
            if company and record.type == RecordType.CERTIFICATE_ISSUED:
                for page in page_items(desk, chain, record.seq):
                    packer.add(page)  # one that has no room is asked for
    return through, count, False


def _waiting(desk: SyncDesk, journey: Journey, chain: str) -> Iterator[Outgoing]:
    """What is to be sent of a chain, oldest first."""
    missing = journey.again.get(chain)
    after = max(journey.sent.get(chain, 0), missing or 0)
    read = desk.states.unsent if missing is None else desk.states.from_place
    while found := read(chain, after=after, most=_AT_ONCE):
        yield from found
        after = found[-1].seq
