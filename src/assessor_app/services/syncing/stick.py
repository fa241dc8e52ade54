"""A sync by stick: what came back is applied, in any order and any of it twice; then all that is unsent is written."""

from dataclasses import dataclass, field

from assessor_app.domain.errors import KnownError
from assessor_app.formats import stick_names
from assessor_app.formats.evidence_manifest import EvidenceManifest
from assessor_app.formats.sync_limits import MIB, MOST_ITEMS
from assessor_app.services.enrolling.ports import Enrolment
from assessor_app.services.syncing.answer import read_answer
from assessor_app.services.syncing.apply import Applied, apply
from assessor_app.services.syncing.batch import Batch
from assessor_app.services.syncing.carriers import StickFile, StickFolder
from assessor_app.services.syncing.compose import Composed, Journey, compose
from assessor_app.services.syncing.conversation import Progress, Synced, Tally
from assessor_app.services.syncing.desk import SyncDesk, require_enrolled
from assessor_app.services.syncing.evidence import Announced, announced, answer_wanted, due, note_lost, pieces
from assessor_app.services.syncing.ports import SyncCarrier
from assessor_app.services.syncing.sync import kept
from assessor_app.services.syncing.tidy import tidy
from assessor_app.trust import envelopes

_BATCH = Batch(items=MOST_ITEMS, plain=16 * MIB)
# Files of somebody else, and our own on their way: no trouble.
_NOT_FOR_US = frozenset({"sync-file-other-receiver", "sync-file-unreadable", "envelope-other-receiver"})


def sync_by_stick(
    desk: SyncDesk, stick: StickFolder, *, centre: str, tell: Progress = lambda _done, _of: None
) -> Synced:
    """Takes every answer that lies there and writes what is to go; `centre` is what people call it.

    What is written is unsent until its receipt comes back. `tell` hears of each step (nobody knows of how many) and may raise
    to cancel: what is on the stick by then is whole. Raises KnownError `not-enrolled`, and what `tell` raises.
    """
    enrolment = require_enrolled(desk)
    tally = _Heard(tell=tell)

    def whole() -> None:
        stick.sweep()
        states, ends = _take_all(desk, enrolment, stick, tally)
        desk.rejoin_by_stick(stick)
        _put_all(desk, require_enrolled(desk), stick, tally, centre=centre, states=states)
        cursor = desk.enrolment.cursor()
        tidy(desk, stick, applied=[name for name, end in ends.items() if end <= cursor])

    return kept(desk, SyncCarrier.STICK, tally, whole)


@dataclass
class _Heard(Tally):
    """A tally that tells of each step."""

    tell: Progress = field(kw_only=True)

    def step(self) -> None:
        self.tell(0, 0)


def _take_all(
    desk: SyncDesk, enrolment: Enrolment, stick: StickFolder, tally: _Heard
) -> tuple[dict[str, tuple[int, ...]], dict[str, int]]:
    """Every answer; those whose page did not begin at the cursor again, as long as the cursor moves.

    What the issuer said of evidence, and where the page of each file ends of which nothing was passed over.
    """
    states: dict[str, tuple[int, ...]] = {}
    ends: dict[str, int] = {}
    files = [file for file in stick.envelopes() if not file.name.startswith(stick_names.TO_ISSUER)]
    moves = True
    while files and moves:
        moves, later = False, []
        for file in files:
            tally.step()
            applied = _take(desk, enrolment, file, tally)
            if applied is None:
                continue
            if (applied.came or applied.moved) and file.name not in tally.taken:
                tally.taken.append(file.name)
            states.update(applied.states)
            tally.came += applied.came
            tally.problems += applied.problems
            if not applied.problems:
                ends[file.name] = applied.through or 0
            moves = moves or applied.page is not None
            if applied.page is None:
                later.append(file)
        files = later
    answer_wanted(desk)
    return states, ends


def _take(desk: SyncDesk, enrolment: Enrolment, file: StickFile, tally: _Heard) -> Applied | None:
    """One file; what is wrong with it keeps no other from being taken."""
    try:
        data = envelopes.from_file(file.read(), private=enrolment.box)
        return apply(desk, enrolment, read_answer(desk, enrolment, data))
    except KnownError as error:
        if error.code.startswith(("disk-", "database-")):
            raise
        if error.code not in _NOT_FOR_US or _is_for(enrolment, file):
            tally.problems.append(KnownError(error.code, **error.details, file=file.name))
        return None


def _is_for(enrolment: Enrolment, file: StickFile) -> bool:
    """By its name: what is named as an answer to this device and is none came to harm on the way."""
    return file.name.startswith(stick_names.FOR) and f"-{enrolment.device[:8]}-" in file.name


def _put_all(
    desk: SyncDesk,
    enrolment: Enrolment,
    stick: StickFolder,
    tally: _Heard,
    *,
    centre: str,
    states: dict[str, tuple[int, ...]],
) -> None:
    """Envelopes until everything is in one, each whole on the stick before the ones before this sync go; then evidence."""
    chunk = announced(desk, enrolment, due(desk, enrolment))
    own = stick_names.to_issuer(centre, enrolment.device, 0).removesuffix(f"000000{stick_names.SYNC}")
    older = [file.name for file in stick.envelopes() if file.name.startswith(own)]
    journey, manifests = Journey(), [one.manifest for one in chunk]
    written: list[str] = []
    while True:
        extra, manifests = _fitting(manifests)
        composed = compose(desk, enrolment, journey, _BATCH, extra=extra)
        tally.step()
        written.append(_write(enrolment, stick, composed, centre=centre))
        tally.written.append(written[-1])
        tally.sent += composed.records
        journey.sent |= composed.through
        journey.given.update(composed.given)
        if not (composed.more or manifests):
            break
    for name in set(older) - set(written):
        stick.remove(name)
    for one in chunk:
        _put_pieces(desk, stick, one, tally, states)
    note_lost(desk, chunk)


def _fitting(
    manifests: list[EvidenceManifest],
) -> tuple[list[EvidenceManifest], list[EvidenceManifest]]:
    """As many as go into one envelope beside records: one of the longest has 2,048 hashes."""
    return manifests[:64], manifests[64:]


def _write(enrolment: Enrolment, stick: StickFolder, composed: Composed, *, centre: str) -> str:
    name = stick_names.to_issuer(centre, enrolment.device, composed.counter)
    stick.write(name, envelopes.to_file(composed.data, box=enrolment.issuer_box))
    return name


def _put_pieces(
    desk: SyncDesk, stick: StickFolder, one: Announced, tally: _Heard, states: dict[str, tuple[int, ...]]
) -> None:
    found = one.manifest.address
    if found is None:
        return
    missing = states.get(found, tuple(range(len(one.manifest.pieces))))
    try:
        for place, piece in pieces(desk, one, missing):
            tally.step()
            tally.pieces += stick.write_piece(found, place, piece)
    except KnownError as error:
        if error.code != "evidence-missing":
            raise
        tally.problems.append(error)
