"""What the issuer has of this device's own chain and this folder has not: it was put back from a copy, and asks for it."""

from assessor_app.domain.record_types import RecordType
from assessor_app.formats import compact, signed_record
from assessor_app.formats.heartbeat import OwnRecords
from assessor_app.formats.sync_limits import MOST_OLD_CHAINS
from assessor_app.services.records.joining import JOINED
from assessor_app.services.records.ports import Chain
from assessor_app.services.syncing.desk import SyncDesk
from assessor_app.services.syncing.ports import OtherChain


def lacking(desk: SyncDesk) -> list[OwnRecords]:
    """By chain that was left in a restart, the first place that is not here; the newest chains, where there are many.

    What was handed over may be on its way still: each sync asks, and an answer with nothing costs nothing.
    """
    found = []
    for chain in _ended(desk):
        kept = desk.others.chain(chain.id)
        left = _left_at(desk, chain) if kept is None else (kept.head_seq, kept.head_hash)
        if left is not None:
            found.append(OwnRecords(chain=chain.id, first=left[0] + 1))
    return found[-MOST_OLD_CHAINS:]


def is_left(desk: SyncDesk, chain: str) -> bool:
    """Whether this device signed this chain and goes on with another."""
    return any(one.id == chain for one in _ended(desk))


def opened(desk: SyncDesk, chain_id: str, *, at: str) -> OtherChain | None:
    """The chain as one of which the rest is kept read-only, from where the restart left it; None for any other."""
    for chain in _ended(desk):
        left = _left_at(desk, chain) if chain.id == chain_id else None
        if left is None:
            continue
        enrolment = desk.enrolment.current()
        rest = OtherChain(
            chain=chain.id,
            public=chain.public,
            box=None,
            centre=enrolment.centre if enrolment else "",
            name=desk.device_name,
            state="retired",
            delegation=None,
            head_seq=left[0],
            head_hash=left[1],
        )
        desk.others.put_chain(rest, at=at)
        return rest
    return None


def _ended(desk: SyncDesk) -> list[Chain]:
    in_use = desk.ledger.records.active_chain().id
    return [chain for chain in desk.ledger.records.chains() if chain.id != in_use]


def _left_at(desk: SyncDesk, chain: Chain) -> tuple[int, str] | None:
    """Place and hash of the last record that this folder and whoever signed on have both, as the restart says.

    None for a chain that was left in order: all of it is here.
    """
    for kept in desk.ledger.records.about("chain", chain.id):
        if kept.type != RecordType.CHAIN_STARTED:
            continue
        body = signed_record.decode(compact.split(kept.jws).payload).body
        if body.get("old") == chain.id and body.get("reason") != JOINED:
            return int(body["seq"]), str(body["hash"])
    return None
