"""Who saw what: a decision that does not stand on one signature waits for another assessor's PIN, bound to the work."""

import json
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pypdfium2
import pytest

from assessor_app.documents.manifest import draw_manifest
from assessor_app.domain.after import Outcome, SaidBy, Why
from assessor_app.domain.assessment import Assessment, Decision, State
from assessor_app.domain.before import Arranged, Arrangement
from assessor_app.domain.countersigning import Because
from assessor_app.domain.errors import KnownError
from assessor_app.domain.marks import Mark
from assessor_app.domain.people import Role, Staff
from assessor_app.domain.record_types import RecordType
from assessor_app.formats.signed_record import Record, decode
from assessor_app.services.after.annul import Grounds, Signer, annul
from assessor_app.services.after.appeal import Lodged, Ruling, lodge, rule
from assessor_app.services.after.look import appeals_to_decide
from assessor_app.services.assessing.mark import mark
from assessor_app.services.assessing.start import start
from assessor_app.services.awards.issue import waiting
from assessor_app.services.deciding.countersign import countersign, waiting_decisions, waits_for_word
from assessor_app.services.deciding.decide import decide, standing
from assessor_app.services.deciding.finalise import finalise
from assessor_app.services.deciding.release import release
from assessor_app.services.people import staff as keeping
from assessor_app.services.people.pin import PinHasher
from assessor_app.services.people.ports import PinState
from assessor_app.services.quality.queue import QualityDesk, queue
from assessor_app.services.records.check import check_records
from assessor_app.services.sittings.before import arrange, settled
from assessor_app.services.sittings.closed import closed_sitting
from assessor_app.services.sittings.open import close_sitting
from assessor_app.services.slips.slip import slip
from assessor_app.storage.engine.driver import IntegrityError
from assessor_app.storage.tables.quality import QualityTable
from assessor_app.trust import jws
from assessor_app.wording.errors import sentence
from story import ADMIN, ASSESSOR, ASSURER, PINS, Story, begin

SECOND, LEARNING = "d" * 32, "e" * 32
MORE_PINS = {SECOND: "6172", LEARNING: "8035"}
FORM = ("CUL-KNI", "1")


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    found = begin(tmp_path / "data", tmp_path / "state")
    found.add_learner("Amina Bello", "2031")
    for person, name, trainee in ((SECOND, "Zoe Maas", False), (LEARNING, "Tom Iversen", True)):
        made = Staff(
            id=person,
            name=name,
            label=name[:3],
            roles=frozenset({Role.ASSESSOR}),
            scope=("culinary",),
            trainee=trainee,
        )
        found.device.tables.staff.put(made, at="2026-11-22T08:00:00+00:00")
        pin = PinHasher().hash(MORE_PINS[person])
        found.device.tables.staff.put_pin(person, PinState(hash=pin, failures=0, wait_until=""))
    yield found
    found.device.close()


def seen(story: Story) -> Assessment:
    """All seen and met by the first assessor, nothing decided."""
    sitting, entries = story.open_sitting(FORM)
    work = story.start(entries[0])
    story.show_everything(work, sitting.id)
    return work


def decided(story: Story, work: Assessment, *, by: str, decision: Decision = Decision.COMPETENT) -> None:
    desk = story.device.assessing
    reasons = {item.key: "Seen by the assurer" for item in standing(desk, work.id) if item.overridable}
    decide(desk, by=by, assessment=work.id, decision=decision, feedback="Calm.", overrides=reasons)


def sign(story: Story, work: Assessment, *, by: str) -> None:
    pin = {**PINS, **MORE_PINS}[by]
    finalise(story.device.deciding, by=by, pin=pin, assessments=[work.id])


def second_word(story: Story, work: Assessment, *, by: str) -> None:
    pin = {**PINS, **MORE_PINS}[by]
    countersign(story.device.deciding, by=by, pin=pin, assessments=[work.id])


def criticals(story: Story) -> list[str]:
    return [item.id for item in story.device.shelf.get(*FORM).criteria() if item.critical]


def record_of(story: Story, work: Assessment, kind: RecordType) -> Record:
    found = story.device.tables.records.about("assessment", work.id)
    return next(decode(jws.peek(item.jws)[1]) for item in found if item.type == kind)


def test_who_saw_every_critical_criterion_signs_alone(story: Story) -> None:
    work = seen(story)
    decided(story, work, by=ASSESSOR)
    assert not waiting_decisions(story.device.deciding)
    sign(story, work, by=ASSESSOR)
    assert record_of(story, work, RecordType.ASSESSMENT_FINALISED).about["award"]


def test_another_who_decides_wants_the_word_of_who_saw_the_critical_ones(story: Story) -> None:
    work = seen(story)
    decided(story, work, by=SECOND)
    (waits,) = waiting_decisions(story.device.deciding)
    (wanted,) = waits.wanted
    assert (wanted.because, wanted.by) == (Because.CRITICAL, ASSESSOR)
    assert list(wanted.criteria) == criticals(story)
    assert waits.for_person(ASSESSOR)
    assert not waits.for_person(LEARNING)
    with pytest.raises(KnownError, match="countersignature-missing") as error:
        sign(story, work, by=SECOND)
    said = sentence(error.value)
    assert "…" not in said
    assert story.device.tables.staff.get(ASSESSOR).name in said
    second_word(story, work, by=ASSESSOR)
    assert not waiting_decisions(story.device.deciding)
    sign(story, work, by=SECOND)
    assert story.device.tables.assessments.get(work.id).state is State.FINALISED


def test_not_yet_never_waits(story: Story) -> None:
    work = seen(story)
    decided(story, work, by=LEARNING, decision=Decision.NOT_YET)
    assert not waiting_decisions(story.device.deciding)
    sign(story, work, by=LEARNING)


def test_seeing_the_critical_ones_again_is_as_good(story: Story) -> None:
    work = seen(story)
    (occasion, *_rest) = story.device.tables.assessments.occasions(work.id)
    for criterion in criticals(story):
        for said in (Mark.NOT_SEEN, Mark.MET):
            mark(
                story.device.assessing,
                by=SECOND,
                assessment=work.id,
                occasion=occasion.id,
                criterion=criterion,
                mark=said,
            )
    decided(story, work, by=SECOND)
    sign(story, work, by=SECOND)


def test_the_decision_of_a_trainee_waits_for_an_assessor_in_scope(story: Story) -> None:
    sitting, entries = story.open_sitting(FORM)
    work = start(story.device.assessing, by=LEARNING, entry=entries[0].id)
    story.show_everything(work, sitting.id)
    decided(story, work, by=LEARNING)
    waits = waits_for_word(story.device.deciding, work.id)
    assert waits is not None
    assert {one.because for one in waits.wanted} == {Because.CRITICAL, Because.TRAINEE}
    with pytest.raises(KnownError, match="countersignature-not-yours"):
        countersign(story.device.deciding, by=ASSURER, pin=PINS[ASSURER], assessments=[work.id])
    with pytest.raises(KnownError, match="countersignature-not-yours"):
        second_word(story, work, by=LEARNING)
    second_word(story, work, by=ASSESSOR)
    sign(story, work, by=LEARNING)
    introduced = [
        decode(jws.peek(item.jws)[1]).body.get("trainee", False)
        for item in story.device.tables.records.about("person", LEARNING)
    ]
    assert introduced == [True]
    (word,) = slip(story.device.slips, by=ASSESSOR, assessment=work.id).countersigned
    assert (word.person.id, word.person.roles) == (ASSESSOR, frozenset({Role.ASSESSOR}))
    assert word.at == story.device.tables.countersigned.of_assessment(work.id)[0].at
    close_sitting(story.device.sittings, by=LEARNING, sitting=sitting.id)
    closed = closed_sitting(story.device.sittings, by=ASSESSOR, sitting=sitting.id)
    assert closed.manifest is not None
    assert [(one.by, one.at, one.assessment) for one in closed.manifest.words] == [
        (ASSESSOR, word.at, work.id)
    ]
    paper = draw_manifest(closed, story.device.tables.settings.centre())
    pages = " ".join(pypdfium2.PdfDocument(paper.pdf)[0].get_textpage().get_text_range().split())
    assert "countersigned: Bram Bakker" in pages
    assert "Bram Bakker (assessor) countersigned the result of Amina Bello" in pages


def test_who_has_an_interest_does_not_decide_alone(story: Story) -> None:
    work = seen(story)
    (entry,) = story.device.tables.sittings.entries_of(work.id)
    for person in (ASSESSOR, SECOND):
        asked = Arrangement(
            id="", entry=entry.id, kind=Arranged.INTEREST, staff=person, what="taught this learner"
        )
        arrange(story.device.sittings, by=ASSESSOR, asked=asked)
        decided(story, work, by=ASSESSOR)
        waits = waits_for_word(story.device.deciding, work.id)
        assert waits is not None
        assert [one.because for one in waits.wanted] == [Because.INTEREST]
        assert waits.for_person(SECOND) is (person == ASSESSOR), "whose interest it is stands for nobody"


def test_who_countersigned_or_has_an_interest_neither_releases_nor_hears_the_appeal(story: Story) -> None:
    device = story.device
    second = device.tables.staff.get(SECOND)
    both = replace(second, roles=frozenset({Role.ASSESSOR, Role.QUALITY_ASSURER}))
    device.tables.staff.put(both, at="2026-11-22T08:00:00+00:00")
    sitting, (entry,) = story.open_sitting(FORM)
    work = start(device.assessing, by=LEARNING, entry=entry.id)
    story.show_everything(work, sitting.id)
    assert ASSURER in {person.id for person in settled(device.sittings, sitting.id, by=ASSESSOR).staff}
    for person in (ASSURER, ADMIN):
        asked = Arrangement(id="", entry=entry.id, kind=Arranged.INTEREST, staff=person, what="an uncle")
        arrange(device.sittings, by=ASSESSOR, asked=asked)
    decided(story, work, by=LEARNING)
    second_word(story, work, by=SECOND)
    second_word(story, work, by=ASSESSOR)
    sign(story, work, by=LEARNING)
    desk = QualityDesk(
        desk=device.assessing, reads=QualityTable(device.store), outcomes=device.tables.outcomes
    )
    for person, code in ((SECOND, "own-work"), (ASSURER, "interest-declared")):
        assert [item.may_release for item in queue(desk, by=person)] == [False]
        with pytest.raises(KnownError, match=code):
            release(device.deciding, by=person, pin={**PINS, **MORE_PINS}[person], assessments=[work.id])
    said = Lodged(
        said_by=SaidBy.LEARNER, said_on=story.clock.now().date(), grounds="Two of them were hurried"
    )
    appeal = lodge(device.after, by=ADMIN, pin=PINS[ADMIN], assessment=work.id, lodged=said)
    ruling = Ruling(outcome=Outcome.DISMISSED, reasons="The marks stand")
    for person, code in (
        (SECOND, "own-appeal"),
        (ASSURER, "interest-declared"),
        (ADMIN, "interest-declared"),
    ):
        assert not appeals_to_decide(device.after, by=person)
        with pytest.raises(KnownError, match=code):
            rule(device.after, by=person, pin={**PINS, **MORE_PINS}[person], appeal=appeal.id, ruling=ruling)
    with pytest.raises(KnownError, match="interest-declared"):
        annul(
            device.after,
            by=Signer(id=LEARNING, pin=MORE_PINS[LEARNING]),
            second=Signer(id=ASSURER, pin=PINS[ASSURER]),
            assessment=work.id,
            grounds=Grounds(why=Why.OTHER, reason="Hurried"),
        )


def test_a_word_is_bound_to_the_work_that_it_was_given_on(story: Story) -> None:
    work = seen(story)
    decided(story, work, by=SECOND)
    second_word(story, work, by=ASSESSOR)
    given = record_of(story, work, RecordType.COUNTERSIGNED)
    (occasion, *_rest) = story.device.tables.assessments.occasions(work.id)
    other = next(item.id for item in story.device.shelf.get(*FORM).criteria() if not item.critical)
    for said in (Mark.NOT_SEEN, Mark.MET):
        mark(
            story.device.assessing,
            by=SECOND,
            assessment=work.id,
            occasion=occasion.id,
            criterion=other,
            mark=said,
        )
    decided(story, work, by=SECOND)
    with pytest.raises(KnownError, match="countersignature-missing"):
        sign(story, work, by=SECOND)
    second_word(story, work, by=ASSESSOR)
    sign(story, work, by=SECOND)
    signed = record_of(story, work, RecordType.ASSESSMENT_FINALISED)
    assert given.id not in signed.needs
    (newest,) = (item.record for item in story.device.tables.countersigned.of_assessment(work.id)[1:])
    assert newest in signed.needs


def test_a_reader_of_records_alone_finds_the_work_that_was_countersigned(story: Story) -> None:
    work = seen(story)
    decided(story, work, by=SECOND)
    second_word(story, work, by=ASSESSOR)
    sign(story, work, by=SECOND)
    body = record_of(story, work, RecordType.ASSESSMENT_FINALISED).body
    given = record_of(story, work, RecordType.COUNTERSIGNED)
    said = {name: body[name] for name in ("decision", "end", "marks", "occasions", "oral", "overrides")}
    text = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert sha256(text.encode()).hexdigest() == given.body["work"]
    assert (given.by, given.body["decided_by"], given.body["because"]) == (ASSESSOR, SECOND, ["critical"])
    assert given.personal is None
    tables = story.device.tables
    assert check_records(tables.records, tables.waiting).ok
    kept = story.device.assessing.assessments.get(work.id)
    assert waiting(story.device.awards, kept) is not None, "the form asks for a release"
    with pytest.raises(IntegrityError, match="frozen"):
        story.device.store.raw().execute("DELETE FROM countersignature")


def test_being_a_trainee_is_kept_of_assessors_alone(story: Story) -> None:
    desk = story.device.staff
    entry = keeping.entry_of(story.device.tables.staff.get(LEARNING))
    assert entry.trainee
    office = keeping.StaffEntry(name="Tom Iversen", roles=frozenset({Role.CENTRE_STAFF}), trainee=True)
    keeping.change(desk, by=ADMIN, staff_id=LEARNING, entry=office)
    assert not story.device.tables.staff.get(LEARNING).trainee
