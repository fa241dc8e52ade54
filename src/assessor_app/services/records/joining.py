"""The chain that a device signs on once an awarding body has delegated to its new key: behind the old one, which is whole."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from assessor_app.domain.clock import doubt
from assessor_app.domain.errors import KnownError
from assessor_app.domain.record_types import RecordType
from assessor_app.formats.signed_record import first_prev
from assessor_app.services.clock import stamp
from assessor_app.services.records.ledger import Ledger, Recorded, require_may_sign, signing
from assessor_app.services.records.ports import Chain
from assessor_app.services.records.restart import bundles, new_chain
from assessor_app.trust.certifying import window_of
from assessor_app.trust.keys import SigningKey

JOINED = "joined"
"""The reason in the record that starts the chain."""


@dataclass(frozen=True, kw_only=True)
class Begun:
    """The chain that begins: `adopted` is the last record of the chain in use that the awarding body was told of (0: none)."""

    chain: str
    key: SigningKey
    delegation: bytes
    adopted: int


def begin_joined(
    ledger: Ledger, begun: Begun, *, by: str, beside: Callable[[], None], clock_confirmed: bool = False
) -> Recorded:
    """Ends the chain in use where it stands, and signs the first record of the next.

    What was signed on the old one since it was proved is enclosed: the new key vouches for it. `beside` is done in the same
    transaction. Raises KnownError: `clock-question`, and what `require_may_sign` raises of the chain in use.
    """
    ended: list[Chain] = []

    def first() -> None:
        old = require_may_sign(ledger)
        _require_clock(ledger, old, begun.delegation, confirmed=clock_confirmed)
        chain = new_chain(begun.chain, begun.key, at=stamp(ledger.clock.now()))
        ledger.records.begin_chain(chain, at=chain.started_at)
        ledger.records.put_delegation(chain.id, begun.delegation)
        ended.append(old)

    with signing(ledger, clock_confirmed=clock_confirmed, first=first) as pen:
        (old,) = ended
        since = [record.jws for record in ledger.records.of_chain(old.id) if record.seq > begun.adopted]
        enclosed, *more = bundles(since)
        body = {
            "reason": JOINED,
            "old": old.id,
            "seq": begun.adopted,
            "hash": ledger.records.hash_at(old.id, begun.adopted) or first_prev(old.id),
            "enclosed": enclosed,
            **({"stranded": len(since)} if more else {}),
            "public": begun.key.public.hex(),
            "delegation": begun.delegation.hex(),
        }
        about = {"chain": old.id}
        started = pen.sign(RecordType.CHAIN_STARTED, by=by, about=about, body=body)
        for bundle in more:
            pen.sign(
                RecordType.CHAIN_ENCLOSED, by=by, about=about, needs=[started.id], body={"enclosed": bundle}
            )
        beside()
        return started


def _require_clock(ledger: Ledger, old: Chain, delegation: bytes, *, confirmed: bool) -> None:
    """A person is asked by what the old chain says of the clock too: the new one has no record yet that could tell."""
    now = ledger.clock.now().replace(microsecond=0)
    last = datetime.fromisoformat(old.head_at) if old.head_at else None
    asked = doubt(now, last_record=last, window=window_of(delegation))
    if asked is not None and not confirmed:
        raise KnownError("clock-question", doubt=asked.value, now=stamp(now), last=old.head_at)
