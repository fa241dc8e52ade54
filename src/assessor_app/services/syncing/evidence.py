"""Evidence to the issuer: announced in an envelope, then piece by piece as it lies here; results went before it."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import BinaryIO

from assessor_app.domain.errors import KnownError
from assessor_app.domain.evidence import Evidence
from assessor_app.domain.sync_policy import EvidenceAsked, Registration
from assessor_app.formats.evidence_manifest import Addressed, EvidenceManifest, address, pieces_of
from assessor_app.formats.sync_limits import PIECE_BYTES
from assessor_app.services.clock import stamp
from assessor_app.services.enrolling.ports import Enrolment
from assessor_app.services.syncing.carriers import NOBODY, PASSING
from assessor_app.services.syncing.conversation import Talk, hand_over, patiently
from assessor_app.services.syncing.desk import SyncDesk, require_enrolled
from assessor_app.services.syncing.ports import SentEvidence, Wanted
from assessor_app.trust.evidence import manifest_of

AT_ONCE = 16
_WANTED = "evidence"
_ERASED = "erased"


@dataclass(frozen=True, kw_only=True)
class Announced:
    """A piece of evidence with its manifest; `manifest.lost` says that it will never come."""

    item: Evidence
    manifest: EvidenceManifest


def due(desk: SyncDesk, enrolment: Enrolment) -> tuple[tuple[Evidence, str], ...]:
    """What is to go and is neither stored nor lost: all, or what was asked for; each with the id of its record."""
    policy = enrolment.policy
    if policy.evidence is EvidenceAsked.ALL or policy.registration is Registration.AFTER_EVIDENCE:
        return desk.evidence.signed()
    asked = [one.detail for one in desk.told.wanted(_WANTED)]
    return desk.evidence.signed(only=asked) if asked else ()


def announced(desk: SyncDesk, enrolment: Enrolment, found: Sequence[tuple[Evidence, str]]) -> list[Announced]:
    """The manifests of these pieces, each with its key sealed to the issuer; what is sent is noted first."""
    made = [
        Announced(item=item, manifest=_manifest(desk, enrolment, item, record=record))
        for item, record in found
    ]
    with desk.ledger.transactions.atomic():
        for one in made:
            if one.manifest.address is not None:
                sent = SentEvidence(
                    evidence=one.item.id,
                    address=one.manifest.address,
                    pieces=len(one.manifest.pieces),
                    here=0,
                )
                desk.evidence.name(sent, at=_now(desk))
    return made


def pieces(desk: SyncDesk, one: Announced, places: Sequence[int]) -> Iterator[tuple[int, bytes]]:
    """These places of an encrypted file with what is there; raises KnownError `evidence-missing`."""
    with closing(desk.files.sealed(one.item.file)) as source:
        for place in places:
            yield place, _piece(source, place)


def send_evidence(this: Talk) -> None:
    """Sends what is due. One piece that cannot be sent keeps no other from it.

    Raises KnownError where nobody answers, and `cancelled`.
    """
    desk = this.desk
    enrolment = require_enrolled(desk)  # as the feed left it: it may ask for more than before
    todo = due(desk, enrolment)
    for start in range(0, len(todo), AT_ONCE):
        chunk = announced(desk, enrolment, todo[start : start + AT_ONCE])
        this.states.clear()
        hand_over(this, extra=[one.manifest for one in chunk])
        for place, one in enumerate(chunk):
            this.tell(start + place, len(todo))
            _hand_over_file(this, one)
        note_lost(desk, chunk)
    if todo:
        hand_over(this)
        still = {item.id for item, _record in due(desk, enrolment)}
        this.tally.evidence += sum(item.id not in still for item, _record in todo)
    answer_wanted(desk)


def note_lost(desk: SyncDesk, chunk: Sequence[Announced]) -> None:
    """What will never come counts as lost once the issuer was told."""
    with desk.ledger.transactions.atomic():
        for one in chunk:
            if one.manifest.lost is not None:
                desk.evidence.lose(one.item.id, one.manifest.lost, at=_now(desk))


def answer_wanted(desk: SyncDesk) -> None:
    """What was asked for and is no longer due was given, or is lost."""
    wanted = desk.told.wanted(_WANTED)
    still = {item.sha256 for item, _record in desk.evidence.signed(only=[one.detail for one in wanted])}
    given: list[Wanted] = [one for one in wanted if one.detail not in still]
    if given:
        with desk.ledger.transactions.atomic():
            desk.told.answer(given, at=_now(desk))


def _hand_over_file(this: Talk, one: Announced) -> None:
    found = one.manifest.address
    if found is None:
        return
    try:
        for place, piece in pieces(this.desk, one, this.states.get(found, ())):
            patiently(this, lambda p=place, data=piece: this.carrier.piece(found, p, data))  # type: ignore[misc]  # bound at once
            this.tell(place + 1, len(one.manifest.pieces))
    except KnownError as error:
        if error.code in PASSING | NOBODY | {"cancelled"}:
            raise
        this.tally.problems.append(error)


def _manifest(desk: SyncDesk, enrolment: Enrolment, item: Evidence, *, record: str) -> EvidenceManifest:
    try:
        found = None if item.key is None else _addressed(desk, item)
        lost = _ERASED
    except KnownError as error:
        if error.code not in {"evidence-missing", "evidence-too-long"}:
            raise
        found, lost = None, error.code
    if found is None or not found.pieces:
        return EvidenceManifest(record=record, evidence=item.sha256, media=item.media_type, lost=lost)
    return manifest_of(
        found,
        record=record,
        evidence=item.sha256,
        media=item.media_type,
        key=item.key,
        salt=item.salt,
        box=enrolment.issuer_box,
    )


def _addressed(desk: SyncDesk, item: Evidence) -> Addressed:
    with closing(desk.files.sealed(item.file)) as source:
        return address(pieces_of(source))


def _piece(source: BinaryIO, place: int) -> bytes:
    source.seek(place * PIECE_BYTES)
    return next(iter(pieces_of(source)), b"")


def _now(desk: SyncDesk) -> str:
    return stamp(desk.ledger.clock.now())
