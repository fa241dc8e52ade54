"""Adoption: chains that a device signed before it joined go on under this issuer, each record judged one by one."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection

from assessor_app.domain.errors import KnownError
from assessor_app.formats import cose, signed_record
from assessor_app.formats.delegation import decode as decode_delegation
from assessor_app.formats.enrolment import OldChain, Request
from assessor_app.issuer.enrolling.delegate import delegations_of, keep_delegation
from assessor_app.issuer.store import adopted_keys, audit, centres, chains, feed, stranded, wants
from assessor_app.issuer.store.adopted_keys import Adopted
from assessor_app.issuer.store.centres import Device
from assessor_app.issuer.store.chains import Chain
from assessor_app.issuer.store.metadata import moment
from assessor_app.issuer.telling.sharing import ranges
from assessor_app.trust.anchors import Signer, TrustStore, read_anchor_list
from assessor_app.trust.cose_sign import DELEGATION_CONTEXT, is_genuine
from assessor_app.trust.enrolling import is_proved_by_key, own_root_of


def adopt(connection: Connection, device: Device, request: Request, *, now: datetime) -> tuple[OldChain, ...]:
    """The chains that were taken over; `read_request` has checked the word of every old key.

    Raises KnownError("enrolment-proof-wrong") for a chain of another device or with another key than is known here.
    """
    trust = _own_trust(request)
    adopted = []
    for old in request.old:
        if is_proved_by_key(request, old):
            _keep_own_keys(connection, device, old, trust, now=now)
        if old.chain != request.chain and _take(connection, device, request, old, now=now):
            _keep_old_delegations(connection, device, old, trust, now=now)
            adopted.append(old)
            detail = {"device": device.id, "seq": old.seq, "hash": old.hash}
            audit.note(connection, "chain-adopted", by=device.id, subject=old.chain, at=now, detail=detail)
    return tuple(adopted)


def _take(connection: Connection, device: Device, request: Request, old: OldChain, *, now: datetime) -> bool:
    known = chains.find(connection, old.chain, locked=True)
    if known is None:
        chains.add(
            connection,
            Chain(
                centre=device.centre,
                id=old.chain,
                device=device.id,
                public=old.public,
                head_seq=0,
                head_hash=signed_record.first_prev(old.chain),
                started_at=moment(now),
                adopted_at=moment(now),
                ends_seq=old.seq,
                ends_hash=old.hash,
            ),
        )
        return True
    if known.centre != device.centre or known.public != old.public:
        raise KnownError("enrolment-proof-wrong", subject=old.chain)
    brought = known.head_seq > 0 or known.device == known.id
    if brought and not is_proved_by_key(request, old):
        # Another device of the centre brought it, and goes on bringing it.
        return False
    last = max(known.head_seq, old.seq)
    chains.end(connection, known, device=device.id, seq=last, digest=old.hash if last == old.seq else None)
    _go_on(connection, device, known, now=now)
    if known.device == known.id:
        # With the device's own chain go those that it had brought before.
        for other in chains.of_device(connection, centre=known.centre, device=known.id):
            chains.hand_on(connection, other, device=device.id)
            _go_on(connection, device, other, now=now)
    return True


def _go_on(connection: Connection, device: Device, known: Chain, *, now: datetime) -> None:
    """What was told the device that had the chain, and what was asked of it, goes to the one that goes on."""
    told = list(ranges("verdicts", known.id, 1, known.head_seq))
    feed.append(connection, centre=device.centre, to=device.id, items=told, at=now)
    stranded.move(connection, chain=known.id, device=device.id)
    wants.ask_again(connection, centre=device.centre, chain=known.id, of=device.id, at=now)


def _own_trust(request: Request) -> TrustStore:
    return TrustStore.of([own_root_of(request, request.own_root)] if request.own_root else [])


def _keep_old_delegations(
    connection: Connection, device: Device, old: OldChain, trust: TrustStore, *, now: datetime
) -> None:
    """The delegations that the old papers carry, where the centre's own root stands behind them."""
    if old.delegation is None or centres.find_device(connection, old.chain) is not None:
        return
    known = set(delegations_of(connection, centre=device.centre, chain=old.chain))
    for text in dict.fromkeys([*old.earlier, old.delegation]):
        content = bytes.fromhex(text)
        if content not in known and _is_vouched_for(content, old, trust):
            keep_delegation(connection, device, chain=old.chain, content=content, at=now)


def _keep_own_keys(
    connection: Connection, device: Device, old: OldChain, trust: TrustStore, *, now: datetime
) -> None:
    """The centre's own keys, for the anchor list: those that delegated to a chain whose own key vouches for this request.

    Anybody can list anybody's key; that it signed for a device which is here to say so is what nobody else can show.
    What a device of this issuer shows is the issuer's own key.
    """
    if centres.find_device(connection, old.chain) is not None:
        return
    texts = dict.fromkeys([*old.earlier, *([old.delegation] if old.delegation else [])])
    _keep_signers(connection, device, old, map(bytes.fromhex, texts), trust, now=now)


def _keep_signers(
    connection: Connection,
    device: Device,
    old: OldChain,
    delegations: Iterable[bytes],
    trust: TrustStore,
    *,
    now: datetime,
) -> None:
    for content in delegations:
        signer = _voucher(content, old, trust)
        if signer is not None:
            key = signer.key
            own = Adopted(
                kid=key.kid, public=key.x, centre=device.centre, from_day=key.from_, until_day=key.until
            )
            adopted_keys.keep(connection, own, at=now)


def list_own_keys(connection: Connection, text: str, *, by: str, now: datetime) -> tuple[Adopted, ...]:
    """The keys of a centre's own list (a JWS) that delegated to chains which were adopted here: they are to be in the anchor list.

    For centres that were adopted before the issuer kept such keys. The chains proved themselves then, and their delegations are
    here; the list adds the keys behind them, and nothing that did not sign one of those. Raises what reading a list raises.
    """
    trust = TrustStore.of([read_anchor_list(text)])
    for centre in centres.all_centres(connection):
        for chain in chains.of_centre(connection, centre.id):
            device = centres.find_device(connection, chain.device)
            if chain.adopted_at is not None and device is not None and chain.id != device.id:
                own = OldChain(
                    chain=chain.id, public=chain.public, seq=chain.head_seq, hash=chain.head_hash, proof=""
                )
                kept = delegations_of(connection, centre=centre.id, chain=chain.id)
                _keep_signers(connection, device, own, kept, trust, now=now)
    kids = {key.kid for anchors in trust.lists for key in anchors.content.keys}
    found = tuple(one for one in adopted_keys.all_adopted(connection) if one.kid in kids)
    for one in found:
        audit.note(
            connection, "adopted-key-listed", by=by, subject=one.kid, at=now, detail={"centre": one.centre}
        )
    return found


def _is_vouched_for(content: bytes, old: OldChain, trust: TrustStore) -> bool:
    return _voucher(content, old, trust) is not None


def _voucher(content: bytes, old: OldChain, trust: TrustStore) -> Signer | None:
    """The centre's own key that signed this delegation for the old chain, None where none of its list did."""
    try:
        message = cose.decode(content)
        said = decode_delegation(message.payload)
    except KnownError:
        return None
    signer = trust.signer(message.kid, use="delegation")
    if signer is None or not is_genuine(message, context=DELEGATION_CONTEXT, public=signer.public):
        return None
    return signer if said.public.hex() == old.public and said.device == old.chain[:16] else None
