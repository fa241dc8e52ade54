"""Reading what the centre's other devices signed: attempts, results and papers, as known here.

A chain is read as far as the last record that its key signed: each record names the one before it. What a record says is
taken as it says it; whether it counts is the issuer's to judge.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from assessor_app.domain.after import Outcome, Remedy
from assessor_app.domain.assessment import USES_ATTEMPT
from assessor_app.domain.certificate import Certificate, EventKind
from assessor_app.domain.errors import KnownError
from assessor_app.domain.record_types import RecordType
from assessor_app.formats import compact, signed_record
from assessor_app.formats.personal import open_sealed
from assessor_app.formats.signed_record import Record
from assessor_app.services.awards.ports import Event
from assessor_app.services.elsewhere.ports import ElsewhereStore, RecordElsewhere, WorkElsewhere
from assessor_app.services.syncing.ports import OtherChain
from assessor_app.trust.accepting import signature_fault
from assessor_app.trust.anchors import TrustStore
from assessor_app.trust.certifying import read_delegation

_AT_ONCE = 500


def read_chain(store: ElsewhereStore, chain: OtherChain, *, trust: TrustStore, issuer: str) -> int:
    """Reads what is new of one chain, in the caller's transaction; how many records that were.

    Raises KnownError `delegation-not-ours` where its key has a delegation that is not of this issuer: nothing is read.
    """
    begun = store.through(chain.chain)
    if chain.head_seq <= begun:
        return 0
    if chain.delegation is not None:
        read_delegation(chain.delegation, trust=trust, issuer=issuer, chain=chain.chain, public=chain.public)
    last = _believed(store, chain, begun)
    for first in range(begun + 1, last + 1, _AT_ONCE):
        for kept in store.between(chain.chain, first, min(first + _AT_ONCE - 1, last)):
            _read(store, kept)
    if last > begun:
        store.put_through(chain.chain, last)
    return last - begun


def read_again(store: ElsewhereStore, chain: str, seq: int) -> None:
    """A record whose personal part came behind it; nothing where it was not read yet."""
    if seq <= store.through(chain):
        for kept in store.between(chain, seq, seq):
            _read(store, kept)


def _believed(store: ElsewhereStore, chain: OtherChain, begun: int) -> int:
    """The last record that is signed by the chain's key; `begun` where none behind it is."""
    for last in range(chain.head_seq, begun, -_AT_ONCE):
        found = store.between(chain.chain, max(begun + 1, last - _AT_ONCE + 1), last)
        for kept in reversed(found):
            if signature_fault(kept.jws, public=chain.public) is None:
                return kept.seq
    return begun


def _read(store: ElsewhereStore, kept: RecordElsewhere) -> None:
    """One record. What makes no sense in it changes nothing: it is kept as it is, and the issuer judges it."""
    act = _ACTS.get(kept.type)
    if act is None:
        return
    record = signed_record.decode(compact.split(kept.jws).payload)
    if (record.chain, record.seq) != (kept.chain, kept.seq):
        return
    try:
        act(store, kept, record)
    except (KeyError, TypeError, ValueError, AttributeError):
        return


def _beside(kept: RecordElsewhere) -> dict[str, Any]:
    if kept.personal is None:
        return {}
    try:
        return open_sealed(kept.personal)
    except KnownError:
        return {}


def _decided(store: ElsewhereStore, kept: RecordElsewhere, record: Record) -> None:
    body, about, learner = record.body, record.about, _beside(kept).get("learner") or {}
    known = store.work(about["assessment"])
    if known is not None and known.chain == kept.chain and known.seq > kept.seq:
        # Read again, behind what was said since: it tells whose work it is, and nothing more.
        if learner and not known.learner_name:
            number, name = str(learner["number"]), str(learner["name"])
            store.put_work(replace(known, learner_number=number, learner_name=name))
        return
    work = WorkElsewhere(
        assessment=about["assessment"],
        chain=kept.chain,
        seq=kept.seq,
        record=record.id,
        learner=about["learner"],
        learner_number=str(learner.get("number", known.learner_number if known else "")),
        learner_name=str(learner.get("name", known.learner_name if known else "")),
        form_code=str(body["form"]["code"]),
        form_version=str(body["form"]["version"]),
        attempt=int(body["attempt"]),
        started_at=str(body["started"]),
        end=str(body["end"]),
        decision=str(body["decision"]),
        decided_at=str(body["decided"]),
        decided_by=record.by or "",
        award=about.get("award", ""),
        uses_attempt=body["end"] in USES_ATTEMPT and (known is None or known.uses_attempt),
        annulled=known.annulled if known else False,
    )
    store.put_work(work)


def _annulled(store: ElsewhereStore, _kept: RecordElsewhere, record: Record) -> None:
    _change(store, record, annulled=True, appealed=False)
    _papers(store, record, EventKind.ANNULLED)


def _revoked(store: ElsewhereStore, _kept: RecordElsewhere, record: Record) -> None:
    _papers(store, record, EventKind.REVOKED)


def _released(store: ElsewhereStore, _kept: RecordElsewhere, record: Record) -> None:
    back = record.type == RecordType.RETURNED
    for assessment in record.body["assessments"]:
        work = store.work(assessment)
        if work is not None:
            store.put_work(replace(work, release="" if back else record.id, returned=back))


def _appeal(store: ElsewhereStore, _kept: RecordElsewhere, record: Record) -> None:
    """Between lodged and decided everything stands still; after *upheld* until its remedy was done."""
    body = record.body
    if body["step"] == "lodged":
        _change(store, record, appealed=True)
        return
    open_ = body.get("outcome") == Outcome.UPHELD and body.get("remedy") != Remedy.NEW_ATTEMPT
    work = store.work(record.about["assessment"])
    if work is not None:
        used = work.uses_attempt and body.get("remedy") != Remedy.NEW_ATTEMPT
        store.put_work(replace(work, appealed=open_, uses_attempt=used))


def _issued(store: ElsewhereStore, kept: RecordElsewhere, record: Record) -> None:
    body, about, beside = record.body, record.about, _beside(kept)
    named = kept.personal is not None or record.personal is None
    if not named or not store.is_work(about["assessment"]):
        return  # the holder's name is still on its way, or nobody knows of the work
    certificate = Certificate(
        number=str(body["number"]),
        cti=bytes.fromhex(body["cti"]),
        award=about["award"],
        assessment=about["assessment"],
        learner=about["learner"],
        holder=str(beside.get("holder", "")),
        form_code=str(body["form"]["code"]),
        form_version=str(body["form"]["version"]),
        issued_at=str(body["issued"]),
        issued_by=record.by or "",
        provisional_until=str(body["provisional_until"]),
        valid_until=str(body["valid_until"]),
        qr="",
        page=b"",
        record=record.id,
        supersedes=str(body.get("supersedes", "")),
    )
    store.add_paper(certificate, chain=kept.chain, seq=kept.seq)


def _superseded(store: ElsewhereStore, _kept: RecordElsewhere, record: Record) -> None:
    event = Event(kind=EventKind.SUPERSEDED, at=record.at, detail=str(record.body["by"]))
    store.add_event(str(record.body["number"]), event, record=record.id)


def _erased(store: ElsewhereStore, kept: RecordElsewhere, record: Record) -> None:
    """Whoever brought a record may empty it: on its chain, or on one that it began after that."""
    if record.body.get("personal", True) is False:
        return
    chain, seen = kept.chain, set[str]()
    while chain and chain not in seen and not store.forget(chain, record.about["record"], said_by=kept.chain):
        seen.add(chain)
        chain = _begun_after(store, chain)


def _begun_after(store: ElsewhereStore, chain: str) -> str:
    """The chain that this one took the place of; empty where it took none's."""
    for first in store.between(chain, 1, 1):
        if first.type == RecordType.CHAIN_STARTED:
            return signed_record.decode(compact.split(first.jws).payload).about.get("chain", "")
    return ""


def _change(store: ElsewhereStore, record: Record, **members: bool) -> None:
    work = store.work(record.about["assessment"])
    if work is not None:
        store.put_work(replace(work, **members))  # type: ignore[arg-type]  # flags by their names


def _papers(store: ElsewhereStore, record: Record, kind: EventKind) -> None:
    for number in record.body["certificates"]:
        store.add_event(str(number), Event(kind=kind, at=record.at), record=record.id)


_ACTS: dict[str, Callable[[ElsewhereStore, RecordElsewhere, Record], None]] = {
    RecordType.ASSESSMENT_FINALISED.value: _decided,
    RecordType.CORRECTED.value: _decided,
    RecordType.ANNULLED.value: _annulled,
    RecordType.REVOKED.value: _revoked,
    RecordType.RELEASED.value: _released,
    RecordType.RETURNED.value: _released,
    RecordType.APPEAL.value: _appeal,
    RecordType.CERTIFICATE_ISSUED.value: _issued,
    RecordType.SUPERSEDED.value: _superseded,
    RecordType.ERASED.value: _erased,
}
