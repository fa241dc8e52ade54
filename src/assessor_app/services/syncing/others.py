"""What other devices of the centre signed, as the issuer hands it on: kept read-only, in its own chains."""

from collections.abc import Sequence
from hashlib import sha256

from assessor_app.domain import number as numbers
from assessor_app.domain.errors import KnownError
from assessor_app.domain.record_types import RecordType
from assessor_app.formats import compact, signed_record
from assessor_app.formats.centre_bundle import PaperItem, page_of
from assessor_app.formats.feed import DeviceItem, PaperState
from assessor_app.formats.record_item import RecordItem
from assessor_app.services.elsewhere.reading import read_again, read_chain
from assessor_app.services.syncing import again
from assessor_app.services.syncing.desk import SyncDesk
from assessor_app.services.syncing.ports import OtherChain, OtherPaper, OtherRecord
from assessor_app.trust.anchors import TrustStore
from assessor_app.trust.arrived import arrived
from assessor_app.trust.batch import Known, judge

ASSET = "asset"


def device(desk: SyncDesk, item: DeviceItem, *, at: str) -> None:
    """Another device of the centre; its key, once known, stays. What is said of this device itself is passed over."""
    if any(chain.id == item.chain for chain in desk.ledger.records.chains()):
        return
    public = bytes.fromhex(item.public)
    known = desk.others.chain(item.chain)
    if known is not None and known.public != public:
        raise KnownError("envelope-unknown-sender", sender=item.chain[:16])
    chain = OtherChain(
        chain=item.chain,
        public=public,
        box=None if item.box is None else bytes.fromhex(item.box),
        centre=item.centre,
        name=item.name,
        state=item.state,
        delegation=None if item.delegation is None else bytes.fromhex(item.delegation),
        head_seq=0,
        head_hash=signed_record.first_prev(item.chain),
    )
    desk.others.put_chain(chain, at=at)


def record(desk: SyncDesk, item: RecordItem, *, at: str) -> bool:
    """A record behind the ones that are here; False for one that is here already, or of a chain that nobody named.

    Of a chain that this device left in a restart, it is one that was handed over before the folder was put back.
    """
    chain = desk.others.chain(item.chain) or again.opened(desk, item.chain, at=at)
    if chain is None:
        return False
    known = Known(
        chain=chain.chain,
        head_seq=chain.head_seq,
        head_hash=chain.head_hash,
        # Of a chain that this device left, what came before stands among its own records.
        hash_at=lambda seq: (
            desk.others.hash_at(chain.chain, seq) or desk.ledger.records.hash_at(chain.chain, seq)
        ),
    )
    judged = judge(known, [arrived(item)])
    kept = [
        OtherRecord(
            chain=chain.chain,
            seq=one.seq,
            id=one.record.id if one.record else "",
            type=one.record.type if one.record else "",
            jws=one.jws,
            hash=one.hash,
            personal=one.personal,
        )
        for one in judged.stored
    ]
    desk.others.add(kept, at=at)
    for seq, personal in judged.late:
        desk.others.add_personal(chain.chain, seq, personal)
        read_again(desk.elsewhere, chain.chain, seq)
    return bool(kept)


def paper(desk: SyncDesk, item: PaperItem, *, at: str) -> bool:
    """The page of a certificate of another device, where its record is here and has the hashes of page and code.

    Raises KnownError `paper-not-the-record`, and what reading the page raises.
    """
    kept = desk.others.record(item.chain, item.seq) if item.seq is not None else None
    if kept is None or kept.type != RecordType.CERTIFICATE_ISSUED:
        return False
    page = page_of(item)
    body = signed_record.decode(compact.split(kept.jws).payload).body
    digests = (sha256(page).hexdigest(), sha256(item.qr.encode("utf-8")).hexdigest())
    if digests != (body.get("page"), body.get("qr")):
        raise KnownError("paper-not-the-record")
    number = numbers.normalise(item.number)
    found = OtherPaper(
        chain=kept.chain, seq=kept.seq, number=number, qr=item.qr, page=page, assets=tuple(item.assets)
    )
    desk.others.put_paper(found, at=at)
    _want_assets(desk, found.assets, at=at)
    return True


def _want_assets(desk: SyncDesk, assets: Sequence[str], *, at: str) -> None:
    """Fonts and drawings that are not here are asked for from now on."""
    missing = desk.assets.missing(assets)
    desk.elsewhere.want_assets(missing)
    for one in missing:
        desk.told.name_thing(one, what=ASSET, at=at)


def read(desk: SyncDesk, *, trust: TrustStore, issuer: str) -> list[KnownError]:
    """Reads what is new of every chain, in the caller's transaction; what was wrong with any, which blocks no other."""
    problems = []
    for name in desk.others.chains():
        chain = desk.others.chain(name)
        try:
            if chain is not None:
                read_chain(desk.elsewhere, chain, trust=trust, issuer=issuer)
        except KnownError as error:
            problems.append(error)
    return problems


def state(desk: SyncDesk, item: PaperState) -> None:
    """How the register has a paper that this device did not issue."""
    desk.others.put_state(
        numbers.normalise(item.number),
        state=item.state,
        since=item.on,
        successor=item.successor or "",
        reason=item.reason,
    )
