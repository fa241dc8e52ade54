"""What the issuer tells besides verdicts: papers, registers, keys, delegations, the catalogue, people, and what it asks for.

Each in the transaction of whoever applies the page; twice is once.
"""

from hashlib import sha256

from assessor_app.domain import number as numbers
from assessor_app.domain.certificate import GONE, EventKind
from assessor_app.domain.errors import KnownError
from assessor_app.domain.verdict import HeldCode
from assessor_app.formats.catalogue_files import CatalogueItem, require_whole
from assessor_app.formats.evidence_manifest import EvidenceWanted
from assessor_app.formats.feed import (
    CredentialItem,
    DelegationItem,
    PaperState,
    PersonSuspended,
    RegisterItem,
    TranscriptItem,
)
from assessor_app.formats.piece import Piece, data_of, joined
from assessor_app.services.awards.ports import CertificateLine, Event
from assessor_app.services.clock import stamp
from assessor_app.services.enrolling.ports import Enrolment
from assessor_app.services.syncing import others
from assessor_app.services.syncing.desk import SyncDesk
from assessor_app.services.syncing.due import UNASKED
from assessor_app.services.syncing.issued import CredentialsCome, TranscriptsCome
from assessor_app.services.syncing.ports import KeptVerdict, Wanted
from assessor_app.trust.anchors import TrustStore, read_anchor_list
from assessor_app.trust.certifying import read_delegation, window_of
from assessor_app.trust.register import read_register

REGISTER = "register"
CREDENTIAL = "credential"
TRANSCRIPT = "transcript"
_GONE = frozenset(kind for kind, _state in GONE)


def paper(desk: SyncDesk, item: PaperState) -> bool:
    """Moves a paper to the state that the register has; False where it is there, or in a state of a later program.

    Raises KnownError `number-…` for what is no number.
    """
    number = numbers.normalise(item.number)
    line = _line(desk, number)
    if line is None:
        others.state(desk, item)
        return True
    kind = next((kind for kind in EventKind if kind == item.state), None)
    if kind is None or _is_told(line, kind):
        return False
    successor = _shown(item.successor) if item.successor else item.reason
    desk.certificates.add_event(number, Event(kind=kind, at=_moment(item.on), detail=successor), record=None)
    return True


def _line(desk: SyncDesk, number: str) -> CertificateLine | None:
    """The paper, where this device issued it."""
    try:
        return desk.certificates.line(number)
    except KnownError as error:
        if error.code != "no-such-certificate":
            raise
        return None


def _is_told(line: CertificateLine, kind: EventKind) -> bool:
    """What took a paper away is said once; of the issuer's verdicts the last one counts."""
    told = [event.kind for event in line.events]
    if kind in _GONE:
        return kind in told
    return next((one for one in reversed(told) if one not in _GONE), None) is kind


def _shown(number: str) -> str:
    try:
        return numbers.normalise(number)
    except KnownError:
        return number


def _moment(day: str) -> str:
    return f"{day}T00:00:00+00:00"


def register(desk: SyncDesk, enrolment: Enrolment, item: RegisterItem, *, at: str) -> None:
    """There is another register than the one held: its pieces are waited for."""
    if is_newer(desk, enrolment, item):
        desk.told.name_thing(item.sha256, what=REGISTER, at=at, alone=True)


def is_newer(desk: SyncDesk, enrolment: Enrolment, item: RegisterItem) -> bool:
    """Whether a register that was named is later than the one held; both say so with their zone."""
    from datetime import datetime

    held = desk.trust.register_as_of(enrolment.issuer)
    return not held or datetime.fromisoformat(item.as_of) > datetime.fromisoformat(held)


def piece(desk: SyncDesk, item: Piece, *, trust: TrustStore, at: str) -> None:
    """Keeps a piece of what is waited for; the last one makes it whole. Raises KnownError `piece-differs`."""
    if item.what in {CREDENTIAL, TRANSCRIPT}:
        _whole_piece(desk.credentials if item.what == CREDENTIAL else desk.transcripts, item)
        return
    desk.told.keep_piece(item.sha256, n=item.n, of=item.count, data=data_of(item))
    if item.what not in {REGISTER, others.ASSET}:
        return
    whole = desk.told.whole_thing(item.sha256)
    if whole is None:
        return
    desk.told.drop_thing(item.sha256)
    if sha256(whole).hexdigest() != item.sha256:
        raise KnownError("piece-differs")
    if item.what == REGISTER:
        keep_register(desk, whole, trust=trust, at=at)
    else:
        desk.elsewhere.got_asset(desk.assets.put(whole))


def credential(desk: SyncDesk, item: CredentialItem, *, at: str) -> None:
    """The issuer made a credential of a paper: one piece for each form of it follows."""
    desk.credentials.expect(_shown(item.number), item.sha256, jwt=item.jwt, at=at)


def transcript(desk: SyncDesk, item: TranscriptItem, *, at: str) -> None:
    """The transcript that was asked for: one piece for each of its files follows."""
    desk.transcripts.expect(item.learner, item.files, at=at)


def _whole_piece(shelf: CredentialsCome | TranscriptsCome, item: Piece) -> None:
    whole = joined([item])
    if whole is not None:
        shelf.fill(item.sha256, whole)


def keep_register(desk: SyncDesk, content: bytes, *, trust: TrustStore, at: str) -> None:
    """Keeps a register that is signed by a key that its issuer lists; an older one than is held changes nothing.

    Raises what `read_register` raises.
    """
    found = read_register(content, trust=trust)
    desk.trust.put_register(found.issuer, found.data, as_of=stamp(found.as_of), at=at, by=None)


def anchors(desk: SyncDesk, enrolment: Enrolment, text: str, *, at: str) -> bool:
    """Renews the issuer's list where its root is the one held and it is newer; False where it is not newer.

    Raises KnownError: what `read_anchor_list` raises, `anchors-other-root`.
    """
    found = read_anchor_list(text)
    held = TrustStore.of(read_anchor_list(kept) for kept in desk.trust.anchor_lists()).issuer(
        enrolment.issuer
    )
    if held is None or found.issuer != enrolment.issuer or found.root != held.root:
        raise KnownError("anchors-other-root", name=found.content.name)
    if found.issued_at <= held.issued_at:
        return False
    desk.trust.put_anchors(found.issuer, found.text, own=False, at=at, by=None)
    return True


def delegation(
    desk: SyncDesk, enrolment: Enrolment, item: DelegationItem, *, trust: TrustStore, at: str
) -> None:
    """Keeps a delegation for a key of ours beside those before it; the one that ends last is printed on papers.

    Raises KnownError `delegation-not-ours`.
    """
    chain = next((one for one in desk.ledger.records.chains() if one.id == item.chain), None)
    if chain is None:
        raise KnownError("delegation-not-ours")
    content = bytes.fromhex(item.delegation)
    read_delegation(content, trust=trust, issuer=enrolment.issuer, chain=chain.id, public=chain.public)
    if chain.delegation is not None:
        desk.told.keep_delegation(chain.id, chain.delegation, at=at)
    desk.told.keep_delegation(chain.id, content, at=at)
    held, new = window_of(chain.delegation), window_of(content)
    if new is not None and (held is None or new[1] > held[1]):
        desk.ledger.records.put_delegation(chain.id, content)


def catalogue(desk: SyncDesk, enrolment: Enrolment, item: CatalogueItem) -> None:
    """Keeps a later catalogue, whole. Raises KnownError `catalogue-damaged`."""
    require_whole(item)
    if item.version >= enrolment.catalogue:
        desk.take_catalogue(item)


def suspended(desk: SyncDesk, item: PersonSuspended) -> None:
    desk.told.put_suspended(
        person=item.person or "",
        registration=item.registration,
        since=item.since,
        lifted=item.lifted or "",
        why=item.why,
    )


def wanted(desk: SyncDesk, item: EvidenceWanted, *, at: str) -> None:
    """Notes what is asked of a record of ours; of any other, nothing."""
    if desk.states.hash_at(item.chain, item.seq) is None:
        return
    what = "evidence" if item.evidence else "page" if item.page else "asset" if item.asset else "personal"
    detail = item.evidence or item.asset or ""
    desk.told.want(Wanted(chain=item.chain, seq=item.seq, what=what, detail=detail), why=item.why, at=at)


def personal_missing(desk: SyncDesk, verdict: KeptVerdict, *, at: str) -> None:
    """A record came to the issuer without its personal part, which is due: enclosed in another chain's, for one."""
    record = desk.states.one(verdict.chain, verdict.seq)
    if record is not None and record.personal is not None and record.type in UNASKED:
        missing = Wanted(chain=verdict.chain, seq=verdict.seq, what="personal")
        desk.told.want(missing, why=HeldCode.MISSING_PERSONAL.value, at=at)
