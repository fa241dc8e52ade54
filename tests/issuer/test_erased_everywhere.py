"""A laptop erases; the awarding body and the centre's office PC follow, and every count closes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assessor_app.domain.after import Why as VoidWhy
from assessor_app.domain.erasing import ERASED_NAME, Extent, Why
from assessor_app.domain.errors import KnownError
from assessor_app.domain.sync_policy import EvidenceAsked, SyncPolicy
from assessor_app.issuer.erasing.discard import discard_due
from assessor_app.issuer.intake.pieces import open_pieces
from assessor_app.services.after.annul import Grounds, Signer, annul
from assessor_app.services.erasing.erase import Erasing, erase
from assessor_app.services.records.check import check_records
from assessor_app.services.sittings.open import close_sitting
from assessor_app.services.syncing.conversation import Synced
from assessor_app.services.syncing.sync import sync
from enrolled import Wire, certified, join, wired
from story import ADMIN, ASSESSOR, ASSURER, PINS, Story

FILM = b"\x00\x00\x00\x18ftypisom" + bytes(range(256)) * 5_000


@pytest.fixture
def wire(floor: Story, tmp_path: Path) -> Iterator[Wire]:
    with wired(floor, tmp_path) as found:
        yield found


def synced(story: Story, wire: Wire) -> Synced:
    found = sync(story.device.syncing, wire, wait=60, pause=lambda _seconds: None)
    assert found.error is None, found.error
    assert not found.tally.problems, found.tally.problems
    assert (found.count.unsent, found.count.held, found.count.rejected) == (0, 0, 0)
    assert found.count.closes
    assert found.evidence.closes
    return found


def erased(story: Story, extent: Extent) -> None:
    asked = Erasing(learner=story.learners[0], extent=extent, why=Why.REQUEST)
    erase(story.device.erasing, by=ADMIN, pin=PINS[ADMIN], erasing=asked)


def objects(wire: Wire) -> list[Path]:
    return [path for path in (wire.issuer.folder / "evidence").rglob("*") if path.is_file()]


@pytest.mark.slow
def test_what_a_laptop_erases_is_gone_everywhere(floor: Story, pc: Story, wire: Wire) -> None:
    join(floor, wire.issuer)
    join(pc, wire.issuer)
    with floor.device.store.atomic():
        floor.device.tables.enrolment.put_policy(SyncPolicy(evidence=EvidenceAsked.ALL), catalogue=1)
    pc.add_learner("Amina Bello", "2031")  # as a centre bundle brought her: the same id
    number = certified(floor, evidence=[FILM])
    with pytest.raises(KnownError, match="erase-kept"):
        erased(floor, Extent.WORK)  # not registered yet: the awarding body may ask for it
    assert synced(floor, wire).evidence.stored == 1
    assert len(objects(wire)) == 2
    synced(pc, wire)
    assert pc.device.tables.certificates.get(number).holder == "Amina Bello"

    erased(floor, Extent.WORK)
    assert synced(floor, wire).evidence.stored == 1, (
        "it was handed over, and what became of it is another thing"
    )
    pieces = open_pieces(wire.issuer.store, wire.issuer.folder)
    assert pieces is not None
    assert discard_due(wire.issuer.store, pieces) == 2
    assert objects(wire) == []

    work = floor.device.tables.certificates.get(number).assessment
    annul(
        floor.device.after,
        by=Signer(id=ASSESSOR, pin=PINS[ASSESSOR]),
        second=Signer(id=ASSURER, pin=PINS[ASSURER]),
        assessment=work,
        grounds=Grounds(why=VoidWhy.IRREGULAR, reason="The room was not quiet."),
    )
    for occasion in floor.device.tables.assessments.occasions(work):
        if not floor.device.tables.sittings.get(occasion.sitting).closed_at:
            close_sitting(floor.device.sittings, by=ASSESSOR, sitting=occasion.sitting)
    with pytest.raises(KnownError, match="erase-kept"):
        erased(floor, Extent.PERSON)  # a record about them is on its way
    synced(floor, wire)
    synced(pc, wire)
    erased(floor, Extent.PERSON)
    synced(floor, wire)
    synced(pc, wire)
    for story in (floor, pc):
        tables = story.device.tables
        assert check_records(tables.records, tables.waiting).ok
        held = tables.certificates.get(number)
        assert (held.holder, held.page) == ("", b"")
        assert story.device.tables.learners.get(floor.learners[0]).name == ERASED_NAME
    known = pc.device.tables.elsewhere.work(work)
    assert known is not None
    assert (known.learner_name, known.learner_number, known.annulled) == ("", "", True)
    left = (
        pc.device.store.raw()
        .execute("SELECT type FROM other_record WHERE personal IS NOT NULL ORDER BY type")
        .fetchall()
    )
    assert {row[0] for row in left} <= {"person-introduced", "sitting-opened"}
