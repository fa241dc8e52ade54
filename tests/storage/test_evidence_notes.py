"""Notes on a finished piece and on a simulation: kept as evidence is, counted by kind, in the record by their hash."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest

from assessor_app.device.evidence import evidence_desk
from assessor_app.domain.assessment import Work
from assessor_app.domain.errors import KnownError
from assessor_app.domain.evidence import Evidence, Kind
from assessor_app.domain.evidence_rules import facts
from assessor_app.formats.signed_record import decode
from assessor_app.services.assessing.desk import whole_work
from assessor_app.services.deciding.finalise import finalise
from assessor_app.services.evidence.desk import EvidenceDesk
from assessor_app.services.evidence.look import open_evidence
from assessor_app.services.evidence.note import Note, ProductNote, SimulationNote, read_note, take_note
from assessor_app.services.evidence.prove import evidence_faults
from assessor_app.services.records.check import check_records
from assessor_app.storage.tables.waiting import WaitingTable
from assessor_app.trust import jws
from assessor_app.wording.errors import sentence
from story import ADMIN, ASSESSOR, PINS, Story, begin
from wide_form import wide_form

PRODUCT = ProductNote(piece="Chopping board, oiled", mark="CB 14", found="Edges broken all round.\nNo gap.")
SIMULATION = SimulationNote(
    simulated="Evacuation of a burning kitchen",
    means="smoke machine, dummy of 40 kg",
    differs="No heat, and nobody panicked.",
    seen="Low, along the wall, dummy out in two minutes.",
)


@dataclass
class Bench:
    """One learner at work."""

    story: Story
    form: tuple[str, str]
    desk: EvidenceDesk
    sitting: str
    assessment: str
    occasion: str

    def take(self, note: Note, *, by: str = ASSESSOR, criterion: str = "1.1") -> Evidence:
        return take_note(
            self.desk,
            by=by,
            assessment=self.assessment,
            occasion=self.occasion,
            note=note,
            criterion=criterion,
        )

    def refused(self, note: Note, *, by: str = ASSESSOR) -> KnownError:
        with pytest.raises(KnownError) as caught:
            self.take(note, by=by)
        return caught.value

    def content(self, piece: Evidence) -> bytes:
        with open_evidence(self.desk, by=ASSESSOR, evidence=piece.id) as stream:
            return stream.readall()

    def work(self) -> Work:
        return whole_work(self.story.device.assessing, self.assessment)


def begun(story: Story, form: tuple[str, str]) -> Bench:
    story.add_learner("Amina Bello", "2031")
    sitting, entries = story.open_sitting(form)
    work = story.start(entries[0])
    (occasion,) = (item.id for item in story.device.tables.assessments.occasions(work.id))
    desk = evidence_desk(story.device)
    return Bench(story, form, desk, sitting.id, work.id, occasion)


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    found = begin(tmp_path / "data", tmp_path / "state")
    yield found
    found.device.close()


@pytest.fixture
def bench(story: Story) -> Bench:
    return begun(story, ("CUL-KNI", "1"))


@pytest.mark.parametrize(
    ("note", "kind", "named"),
    [
        (PRODUCT, Kind.PRODUCT, ("Chopping board, oiled", "CB 14")),
        (SIMULATION, Kind.SIMULATION, ("Evacuation of a burning kitchen", "smoke machine, dummy of 40 kg")),
    ],
)
def test_a_note_is_kept_encrypted_and_read_as_it_was_written(
    bench: Bench, note: Note, kind: Kind, named: tuple[str, str]
) -> None:
    piece = bench.take(note)
    assert (piece.kind, (piece.name, piece.caption), piece.criterion) == (kind, named, "1.1")
    kept = bench.content(piece)
    assert read_note(kind, kept) == note
    assert "Low" in kept.decode() or "Edges" in kept.decode()
    assert piece.salt is not None
    assert sha256(piece.salt + kept).hexdigest() == piece.sha256
    sealed = (bench.story.device.folder / "evidence" / piece.file).read_bytes()
    assert named[0].encode() not in sealed
    assert bench.work().pieces == {"1.1": {kind: 1}}
    assert bench.work().judgements == {}, "a note is no mark"


def test_both_count_by_kind_among_what_the_rules_are_judged_on(bench: Bench) -> None:
    for note in (PRODUCT, PRODUCT, SIMULATION):
        bench.take(note)
    form = bench.story.device.shelf.get(*bench.form)
    assert facts(form, bench.work()).pieces == {Kind.PRODUCT: 2, Kind.SIMULATION: 1}


def test_the_signed_record_names_kind_and_hash_and_no_word_of_it(bench: Bench) -> None:
    pieces = [bench.take(PRODUCT), bench.take(SIMULATION, criterion="")]
    device = bench.story.device
    bench.story.show_everything(device.tables.assessments.get(bench.assessment), bench.sitting)
    bench.story.decide_competent(device.tables.assessments.get(bench.assessment))
    (done,) = finalise(device.deciding, by=ASSESSOR, pin=PINS[ASSESSOR], assessments=[bench.assessment])
    signed = device.tables.records.get(done.id)
    told = decode(jws.peek(signed.jws)[1]).body["evidence"]
    assert {(one["kind"], one["criterion"], one["sha256"]) for one in told} == {
        (piece.kind.value, piece.criterion, piece.sha256) for piece in pieces
    }
    assert "Chopping" not in json.dumps(decode(jws.peek(signed.jws)[1]).body)
    found = check_records(
        device.tables.records, WaitingTable(device.store), evidence=evidence_faults(bench.desk)
    )
    assert found.ok


@pytest.mark.parametrize(
    ("note", "told"),
    [
        (ProductNote(piece=" ", mark="7", found="Sound."), "what was looked at"),
        (
            ProductNote(piece="A weld", mark="\u202e", found="Sound."),
            "the mark or number on it, or what else tells it apart",
        ),
        (ProductNote(piece="A weld", mark="7", found=" \n "), "what was found"),
        (
            SimulationNote(simulated="A fire", means="smoke", differs="", seen=""),
            "how it differed from real work, what was seen",
        ),
    ],
)
def test_what_is_not_written_is_named_and_nothing_is_kept(bench: Bench, note: Note, told: str) -> None:
    error = bench.refused(note)
    assert error.code == "note-unwritten"
    assert f": {told}. Write" in sentence(error)
    assert bench.desk.table.of_assessment(bench.assessment) == ()
    assert not list((bench.story.device.folder / "evidence").glob("*"))


def test_what_is_too_long_is_told_by_its_name(bench: Bench) -> None:
    error = bench.refused(ProductNote(piece="A weld", mark="7", found="x" * 8_001))
    assert (error.code, error.details["field"], error.details["most"]) == ("text-too-long", "found", 8_000)
    assert "what was found" in sentence(error)
    assert bench.refused(ProductNote(piece="x" * 301, mark="7", found="y")).details["field"] == "piece"


def test_only_who_may_assess_writes_one(bench: Bench) -> None:
    assert bench.refused(PRODUCT, by=ADMIN).code == "not-allowed"


def test_the_longest_note_is_under_every_cap_of_a_form(story: Story) -> None:
    story.device.shelf.adopt(wide_form() + b"\nevidence: {pieces: 2, file-mib: 1}", at=story.clock.now())
    bench = begun(story, ("TST-WID", "1"))
    long = "\U0001f528" * 8_000  # four bytes each
    kept = bench.take(SimulationNote(simulated="A fall", means="rope", differs=long, seen=long))
    assert kept.size < 2**20
    bench.take(PRODUCT)
    assert bench.refused(PRODUCT).code == "evidence-too-many", "a note is a piece as every other"


@pytest.mark.parametrize("kind", [Kind.PRODUCT, Kind.SIMULATION])
@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{}", b'"a"', b"\xff", b'{"piece": 3, "mark": "a", "found": "b"}']
)
def test_a_note_that_cannot_be_read_is_told(kind: Kind, content: bytes) -> None:
    with pytest.raises(KnownError, match="evidence-unreadable"):
        read_note(kind, content)
