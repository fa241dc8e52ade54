"""A device that belongs to an issuer and begins another chain asks it, by the key of the chain that it leaves."""

import secrets
from collections.abc import Iterator

from assessor_app.formats.enrolment import OldChain
from assessor_app.formats.sync_limits import MOST_OLD_CHAINS
from assessor_app.services.clock import stamp
from assessor_app.services.enrolling.answer import Carrier, Joined, ask_and_take
from assessor_app.services.enrolling.by_stick import EnrolFolder, take_from, write_request
from assessor_app.services.enrolling.desk import EnrolDesk
from assessor_app.services.enrolling.ports import Enrolment, PendingRequest
from assessor_app.services.enrolling.proving import head_of
from assessor_app.services.enrolling.request import signed_text
from assessor_app.services.people.pin import PinDesk
from assessor_app.services.records.ledger import Delegate, Recorded
from assessor_app.services.records.ports import Chain
from assessor_app.services.records.restart import restart
from assessor_app.trust import hpke_box
from assessor_app.trust.enrolling import RESTARTING, prove_chain
from assessor_app.trust.keys import SigningKey

_SEED_BYTES = 32


def restart_chain(
    desk: EnrolDesk, pins: PinDesk, *, by: str, pin: str, delegate: Delegate, clock_confirmed: bool = False
) -> Recorded:
    """`records.restart`, and in the same transaction the request for the new key's delegation, where there is an issuer.

    What was asked with a code and not answered is dropped: its proofs are of a chain that another folder may go on with.
    Raises what `records.restart` raises.
    """
    return restart(
        desk.ledger,
        pins,
        by=by,
        pin=pin,
        delegate=delegate,
        clock_confirmed=clock_confirmed,
        beside=lambda old: _ask(desk, old, by=by),
    )


def send_restart(desk: EnrolDesk, carrier: Carrier) -> Joined | None:
    """Carries the request of a restart that waits, and applies its answer; None where none waits.

    Until it is answered the issuer does not know the chain in use. Raises KnownError: what `ask_and_take` raises.
    """
    pending = _waiting(desk)
    return None if pending is None else ask_and_take(desk, pending, carrier, by=pending.by)


def restart_by_stick(desk: EnrolDesk, folder: EnrolFolder) -> Joined | None:
    """Takes the answer from a stick, and writes the request there while there is none; None where none waits or came.

    Raises KnownError: what `take_from` and `write_request` raise.
    """
    pending = _waiting(desk)
    if pending is None:
        return None
    joined = take_from(desk, folder, by=pending.by)
    if joined is None:
        write_request(desk, folder, pending)
    return joined


def _waiting(desk: EnrolDesk) -> PendingRequest | None:
    pending = desk.store.pending()
    return pending if pending is not None and pending.purpose == RESTARTING else None


def _ask(desk: EnrolDesk, old: Chain, *, by: str) -> None:
    current, pending = desk.store.current(), desk.store.pending()
    at = stamp(desk.ledger.clock.now())
    if current is not None:
        # Of a restart that was not answered, the issuer may know either chain.
        before = pending.seed if pending is not None and pending.purpose == RESTARTING else b""
        seeds = (before + old.seed)[-_SEED_BYTES * MOST_OLD_CHAINS :]
        desk.store.ask(_request(desk, current, seeds, by=by, at=at))
    elif pending is not None:
        desk.store.close_request(pending.id, answered=False, at=at)


def _request(desk: EnrolDesk, current: Enrolment, seeds: bytes, *, by: str, at: str) -> PendingRequest:
    new = desk.ledger.records.active_chain()
    request_id, box = secrets.token_hex(16), hpke_box.new_private()
    text = signed_text(
        desk,
        request_id,
        purpose=RESTARTING,
        key=SigningKey(new.seed),
        head=head_of(new),
        box=box,
        old=list(_proved(desk, request_id, seeds, public=new.public)),
        issuer=current.issuer,
    )
    return PendingRequest(
        id=request_id,
        purpose=RESTARTING,
        url=current.url,
        chain=new.id,
        public=new.public,
        seed=seeds,
        box=box,
        code=None,
        text=text,
        made_at=at,
        by=by,
    )


def _proved(desk: EnrolDesk, request_id: str, seeds: bytes, *, public: bytes) -> Iterator[OldChain]:
    chains = {chain.public: chain for chain in desk.ledger.records.chains()}
    for start in range(0, len(seeds), _SEED_BYTES):
        key = SigningKey(seeds[start : start + _SEED_BYTES])
        yield prove_chain(request_id, public=public, head=head_of(chains[key.public]), key=key)
