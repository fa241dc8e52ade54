"""Applying what came down: each item by its kind, a page whole or not at all, in one transaction with the cursor."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from assessor_app.domain.errors import KnownError
from assessor_app.domain.verdict import HeldCode
from assessor_app.formats.catalogue_files import CatalogueItem
from assessor_app.formats.centre_bundle import PaperItem
from assessor_app.formats.evidence_manifest import EvidenceState, EvidenceWanted
from assessor_app.formats.feed import (
    AnchorsItem,
    CredentialItem,
    DelegationItem,
    DeviceItem,
    ForkItem,
    Page,
    PaperState,
    PersonSuspended,
    RefusedItem,
    RegisterItem,
    TranscriptItem,
)
from assessor_app.formats.items import Item
from assessor_app.formats.piece import PARCEL, Piece
from assessor_app.formats.receipt import ReceiptItem
from assessor_app.formats.record_item import RecordItem
from assessor_app.formats.verdict import Verdict, sound
from assessor_app.services.clock import stamp
from assessor_app.services.enrolling.ports import Enrolment
from assessor_app.services.syncing import again, others, parcels, tell
from assessor_app.services.syncing.answer import Answer
from assessor_app.services.syncing.desk import SyncDesk, trust_of
from assessor_app.services.syncing.ports import Fork, IssuerCount, KeptReceipt, KeptVerdict
from assessor_app.trust.anchors import TrustStore
from assessor_app.trust.receipts import hash_of, read_receipt


@dataclass
class Applied:
    """What came of an answer.

    `answers` names the envelope that it answers. `moved` records left the outbox; `came` counts what was news,
    `again` records of this device's own that it has back. `page` is there
    where it was applied; `through` is where a page ends, also of one that was not. `missing` is, by chain, the place from which on the issuer wants records; `refused` are codes, with
    the chain where there is one. `problems` are items that were passed over, each with why. `register` is one to fetch.
    """

    answers: str | None = None
    moved: int = 0
    came: int = 0
    again: int = 0
    page: Page | None = None
    through: int | None = None
    missing: dict[str, int] = field(default_factory=dict)
    refused: list[tuple[str, str]] = field(default_factory=list)
    forked: list[str] = field(default_factory=list)
    states: dict[str, tuple[int, ...]] = field(default_factory=dict)
    problems: list[KnownError] = field(default_factory=list)
    register: RegisterItem | None = None


@dataclass
class Applying:
    """An answer that is being applied; `now` is when it came."""

    desk: SyncDesk
    enrolment: Enrolment
    trust: TrustStore
    now: datetime
    applied: Applied = field(default_factory=Applied)

    @property
    def at(self) -> str:
        return stamp(self.now)


def apply(desk: SyncDesk, enrolment: Enrolment, answer: Answer) -> Applied:
    """Applies what an envelope from the issuer brought; twice is once."""
    trust, now = trust_of(desk), desk.ledger.clock.now()
    with desk.ledger.transactions.atomic():
        work = Applying(desk=desk, enrolment=enrolment, trust=trust, now=now)
        if answer.answers is not None:
            work.applied.answers = answer.answers
            desk.told.arrived(answer.answers, at=work.at)
            desk.parcels.arrived(answer.answers)
        for item in answer.items:
            if isinstance(item, Page) and not _turn(work, item):
                break
            _take(work, item)
        work.applied.problems += others.read(desk, trust=work.trust, issuer=enrolment.issuer)
    return work.applied


def _turn(work: Applying, page: Page) -> bool:
    """Moves the cursor; a page that does not begin at it is passed over, with what follows it."""
    work.applied.through = page.through
    if not work.desk.enrolment.move_cursor(page.through, after=page.after):
        return False
    work.applied.page = page
    count = IssuerCount(
        received=page.received, accepted=page.accepted, held=page.held, rejected=page.rejected
    )
    work.desk.told.put_count(work.enrolment.issuer, count, at=work.at)
    return True


def _take(work: Applying, item: Item) -> None:
    """One item. What is wrong with it keeps no other from being applied, and is told."""
    act = _ACTS.get(type(item))
    if act is None:
        return
    try:
        act(work, item)
    except KnownError as error:
        if error.code.startswith(("disk-", "database-")):
            raise
        work.applied.problems.append(error)


def _receipt(work: Applying, item: ReceiptItem) -> None:
    """Believed where an on-line key of the list held signed it, and the records that it covers are ours."""
    content = read_receipt(item.jws, trust=work.trust, issuer=work.enrolment.issuer)
    here = work.desk.states.hash_at(content.chain, content.last)
    if here != content.head:
        if _is_own(work, content.chain):
            _forked(work, content.chain, content.last, exactly=False)
        return
    receipt = KeptReceipt(
        hash=hash_of(item.jws),
        issuer=content.issuer,
        chain=content.chain,
        first=content.first,
        last=content.last,
        head=content.head,
        at=content.at,
        text=item.jws,
    )
    moved = work.desk.states.keep_receipt(receipt, came_at=work.at)
    work.applied.moved += moved
    work.applied.came += bool(moved)


def _verdict(work: Applying, item: Verdict) -> None:
    """Of a record of ours, with its very hash; another hash is another end of the chain."""
    here = work.desk.states.hash_at(item.chain, item.seq)
    if here != item.hash:
        if _is_own(work, item.chain):
            _forked(work, item.chain, item.seq, exactly=False)
        return
    if not sound(item):
        raise KnownError("envelope-unreadable")
    verdict = KeptVerdict(
        chain=item.chain,
        seq=item.seq,
        n=item.n,
        outcome=item.outcome,
        at=item.at,
        codes=item.codes,
        sentence=item.sentence,
        missing=item.missing,
        by=item.by,
    )
    new = work.desk.states.keep_verdict(verdict, came_at=work.at)
    work.applied.came += new
    if new and HeldCode.MISSING_PERSONAL in verdict.codes:
        tell.personal_missing(work.desk, verdict, at=work.at)


def _fork(work: Applying, item: ForkItem) -> None:
    if _is_own(work, item.chain) and work.desk.states.hash_at(item.chain, item.seq) != item.hash:
        _forked(work, item.chain, item.seq)


def _forked(work: Applying, chain: str, seq: int, *, exactly: bool = True) -> None:
    """This folder has another record in a place, or none where it would go on: somebody else signed there.

    A place that is not `exactly` where the lines parted lies behind that: all that has no receipt yet is in doubt then.
    Else a restart took for common what the issuer has otherwise, and it would go to the issuer for ever.
    """
    if work.desk.states.hash_at(chain, seq) is None and again.is_left(work.desk, chain):
        return  # what was handed over before the folder was put back
    if not exactly and (waiting := work.desk.states.unsent(chain, after=0, most=1)):
        seq = min(seq, waiting[0].seq)
    work.desk.states.tell_fork(chain, seq=seq, code=Fork.FORK, at=work.at)
    work.applied.forked.append(chain)


def _refused(work: Applying, item: RefusedItem) -> None:
    if item.first_missing is not None and item.chain is not None:
        work.applied.missing[item.chain] = item.first_missing
    elif item.code in parcels.REFUSED:
        work.applied.problems.append(parcels.refusal(work.desk, item))
    else:
        work.applied.refused.append((item.code, item.chain or ""))


def _state(work: Applying, item: EvidenceState) -> None:
    work.applied.states[item.address] = () if item.closed else tuple(item.missing)
    work.desk.evidence.move(item.address, missing=len(item.missing), closed=item.closed, at=work.at)


def _is_own(work: Applying, chain: str) -> bool:
    return any(known.id == chain for known in work.desk.ledger.records.chains())


def _register(work: Applying, item: RegisterItem) -> None:
    tell.register(work.desk, work.enrolment, item, at=work.at)
    if tell.is_newer(work.desk, work.enrolment, item):
        work.applied.register = item


def _piece(work: Applying, item: Piece) -> None:
    if item.what == PARCEL:
        work.applied.came += parcels.come(work.desk, work.enrolment, item, at=work.at)
    else:
        tell.piece(work.desk, item, trust=work.trust, at=work.at)


def _credential(work: Applying, item: CredentialItem) -> None:
    tell.credential(work.desk, item, at=work.at)
    work.applied.came += 1


def _transcript(work: Applying, item: TranscriptItem) -> None:
    tell.transcript(work.desk, item, at=work.at)
    work.applied.came += 1


def _anchors(work: Applying, item: AnchorsItem) -> None:
    work.applied.came += tell.anchors(work.desk, work.enrolment, item.jws, at=work.at)
    work.trust = trust_of(work.desk)


def _paper(work: Applying, item: PaperState) -> None:
    work.applied.came += tell.paper(work.desk, item)


def _delegation(work: Applying, item: DelegationItem) -> None:
    tell.delegation(work.desk, work.enrolment, item, trust=work.trust, at=work.at)
    work.applied.came += 1


def _catalogue(work: Applying, item: CatalogueItem) -> None:
    tell.catalogue(work.desk, work.enrolment, item)
    work.applied.came += 1


def _suspended(work: Applying, item: PersonSuspended) -> None:
    tell.suspended(work.desk, item)


def _device(work: Applying, item: DeviceItem) -> None:
    others.device(work.desk, item, at=work.at)


def _record(work: Applying, item: RecordItem) -> None:
    new = others.record(work.desk, item, at=work.at)
    work.applied.came += new
    if new and again.is_left(work.desk, item.chain):
        work.applied.again += 1


def _page(work: Applying, item: PaperItem) -> None:
    work.applied.came += others.paper(work.desk, item, at=work.at)


def _wanted(work: Applying, item: EvidenceWanted) -> None:
    tell.wanted(work.desk, item, at=work.at)
    work.applied.came += 1


_ACTS: dict[type, Callable[[Applying, Any], None]] = {
    ReceiptItem: _receipt,
    Verdict: _verdict,
    ForkItem: _fork,
    RefusedItem: _refused,
    EvidenceState: _state,
    EvidenceWanted: _wanted,
    RegisterItem: _register,
    Piece: _piece,
    CredentialItem: _credential,
    TranscriptItem: _transcript,
    AnchorsItem: _anchors,
    PaperState: _paper,
    DelegationItem: _delegation,
    CatalogueItem: _catalogue,
    PersonSuspended: _suspended,
    DeviceItem: _device,
    RecordItem: _record,
    PaperItem: _page,
}
