"""Beginning a chain: the first one, and a new one where a restored or copied folder must not go on with the old."""

import secrets
from collections.abc import Callable, Sequence
from datetime import datetime

from assessor_app.domain.clock import doubt
from assessor_app.domain.errors import KnownError
from assessor_app.domain.record_types import RecordType
from assessor_app.formats.signed_record import first_prev
from assessor_app.services.clock import stamp
from assessor_app.services.people.pin import PinDesk, require_pin
from assessor_app.services.records.ledger import Delegate, Ledger, Recorded, require_may_sign, signing
from assessor_app.services.records.ports import Chain
from assessor_app.trust import keys
from assessor_app.trust.keys import SigningKey

__all__ = ["Delegate", "begin", "restart"]

MOST_ENCLOSED_BYTES = 1024 * 1024
"""Of records enclosed in one record: far below the most that one may hold, since it may be enclosed itself one day."""


def begin(ledger: Ledger, *, by: str | None, delegate: Delegate) -> Recorded:
    """Makes the device key and its chain, and signs the record that starts it.

    `delegate` gives the delegation for the new key, None where an issuer must send it first.
    """
    return _begin(ledger, by=by, delegate=delegate, body={"reason": "new"}, about={})


def restart(
    ledger: Ledger,
    pins: PinDesk,
    *,
    by: str,
    pin: str,
    delegate: Delegate,
    clock_confirmed: bool = False,
    beside: Callable[[Chain], None] = lambda _old: None,
) -> Recorded:
    """Starts a new chain where the old one may not go on; its first record names the old one and where it stood.

    It encloses the stranded records; those that it has no room for stand in the records behind it, in their order.
    `beside` is given the old chain, with its key for the last time, and is done in the same transaction.
    Raises KnownError: what `require_pin` raises; `restart-not-needed` where the chain in use may still sign;
    `clock-question`.
    """
    require_pin(pins, staff_id=by, pin=pin)
    old = ledger.records.active_chain()
    reason = _why_not(ledger)
    if reason is None:
        raise KnownError("restart-not-needed")
    asked = _clock_doubt(ledger, old)
    if asked and not clock_confirmed:
        raise KnownError("clock-question", doubt=asked, now=stamp(ledger.clock.now()), last=old.head_at)
    common = _last_common(ledger, old, reason)
    stranded = [record.jws for record in ledger.records.of_chain(old.id) if record.seq > common]
    first, *more = bundles(stranded)
    body = {
        "reason": reason,
        "old": old.id,
        "seq": common,
        "hash": ledger.records.hash_at(old.id, common) or first_prev(old.id),
        "enclosed": first,
        **({"stranded": len(stranded)} if more else {}),
        **({"clock": asked} if asked else {}),
    }
    about = {"chain": old.id}
    return _begin(
        ledger, by=by, delegate=delegate, body=body, about=about, more=more, beside=lambda: beside(old)
    )


def bundles(stranded: Sequence[str]) -> list[list[str]]:
    """The records in their order, as many together as one record holds; a single empty bundle where there are none."""
    found: list[list[str]] = [[]]
    room = MOST_ENCLOSED_BYTES
    for text in stranded:
        if found[-1] and len(text) > room:
            found.append([])
            room = MOST_ENCLOSED_BYTES
        found[-1].append(text)
        room -= len(text)
    return found


def _clock_doubt(ledger: Ledger, old: Chain) -> str:
    """Why the clock is in doubt by the old chain: the new one has no record yet that could tell, and no window."""
    now = ledger.clock.now().replace(microsecond=0)
    found = doubt(now, last_record=datetime.fromisoformat(old.head_at) if old.head_at else None, window=None)
    return found.value if found else ""


def _last_common(ledger: Ledger, old: Chain, reason: str) -> int:
    """The last record that both chains may have: all that is here, or what came before the fork.

    Where another folder signed on, this one's records from the marked place on are stranded; they are enclosed
    whole, to be judged one by one.
    """
    mark = ledger.high_water.read(old.id)
    common = old.head_seq
    if old.told_fork is not None:
        common = min(common, old.told_fork - 1)
    if (
        reason == "chain-forked"
        and mark is not None
        and ledger.records.hash_at(old.id, mark.seq) != mark.hash
    ):
        common = min(common, mark.seq - 1)
    return common


def _why_not(ledger: Ledger) -> str | None:
    try:
        require_may_sign(ledger)
    except KnownError as error:
        return error.code
    return None


def _begin(
    ledger: Ledger,
    *,
    by: str | None,
    delegate: Delegate,
    body: dict[str, object],
    about: dict[str, str],
    more: Sequence[list[str]] = (),
    beside: Callable[[], None] = lambda: None,
) -> Recorded:
    """A chain with a key that is made here."""
    key = keys.generate()
    chain = new_chain(secrets.token_hex(16), key, at=stamp(ledger.clock.now()))
    delegated: list[bytes | None] = []

    def first() -> None:
        ledger.records.begin_chain(chain, at=chain.started_at)
        delegated.append(delegate(chain))
        if delegated[0] is not None:
            ledger.records.put_delegation(chain.id, delegated[0])

    with signing(ledger, first=first) as pen:
        started = {**body, "public": key.public.hex(), "delegation": _hex(delegated[0])}
        begun = pen.sign(RecordType.CHAIN_STARTED, by=by, about=about, body=started)
        for bundle in more:
            enclosed = {"enclosed": bundle}
            pen.sign(RecordType.CHAIN_ENCLOSED, by=by, about=about, needs=[begun.id], body=enclosed)
        beside()
        return begun


def _hex(content: bytes | None) -> str | None:
    return None if content is None else content.hex()


def new_chain(chain_id: str, key: SigningKey, *, at: str) -> Chain:
    """A chain with nothing on it yet."""
    return Chain(
        id=chain_id,
        public=key.public,
        seed=key.seed,
        started_at=at,
        head_seq=0,
        head_hash=first_prev(chain_id),
        head_at="",
    )
