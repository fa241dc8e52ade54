"""The chain that a device signs on once an awarding body has delegated to its new key: behind the old one, which is whole."""

from collections.abc import Callable
from datetime import datetime

from assessor_app.domain.clock import doubt
from assessor_app.domain.errors import KnownError
from assessor_app.domain.record_types import RecordType
from assessor_app.services.clock import stamp
from assessor_app.services.records.ledger import Ledger, Recorded, require_may_sign, signing
from assessor_app.services.records.ports import Chain
from assessor_app.services.records.restart import new_chain
from assessor_app.trust.certifying import window_of
from assessor_app.trust.keys import SigningKey

JOINED = "joined"
"""The reason in the record that starts the chain."""


def begin_joined(
    ledger: Ledger,
    *,
    by: str,
    chain_id: str,
    key: SigningKey,
    delegation: bytes,
    beside: Callable[[], None],
    clock_confirmed: bool = False,
) -> Recorded:
    """Ends the chain in use where it stands, and signs the first record of the next with `key`.

    `beside` is done in the same transaction. Raises KnownError: `clock-question`, and what `require_may_sign` raises of the
    chain in use.
    """
    ended: list[Chain] = []

    def first() -> None:
        old = require_may_sign(ledger)
        _require_clock(ledger, old, delegation, confirmed=clock_confirmed)
        chain = new_chain(chain_id, key, at=stamp(ledger.clock.now()))
        ledger.records.begin_chain(chain, at=chain.started_at)
        ledger.records.put_delegation(chain_id, delegation)
        ended.append(old)

    with signing(ledger, clock_confirmed=clock_confirmed, first=first) as pen:
        (old,) = ended
        body = {
            "reason": JOINED,
            "old": old.id,
            "seq": old.head_seq,
            "hash": old.head_hash,
            "enclosed": [],
            "public": key.public.hex(),
            "delegation": delegation.hex(),
        }
        begun = pen.sign(RecordType.CHAIN_STARTED, by=by, about={"chain": old.id}, body=body)
        beside()
        return begun


def _require_clock(ledger: Ledger, old: Chain, delegation: bytes, *, confirmed: bool) -> None:
    """A person is asked by what the old chain says of the clock too: the new one has no record yet that could tell."""
    now = ledger.clock.now().replace(microsecond=0)
    last = datetime.fromisoformat(old.head_at) if old.head_at else None
    asked = doubt(now, last_record=last, window=window_of(delegation))
    if asked is not None and not confirmed:
        raise KnownError("clock-question", doubt=asked.value, now=stamp(now), last=old.head_at)
