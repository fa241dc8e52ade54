"""Slips, manifests, numbered sheets and results, read from a real folder."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assessor_app.domain.assessment import Assessment, Decision
from assessor_app.domain.errors import KnownError
from assessor_app.domain.marks import How
from assessor_app.domain.sitting import Attendance, Entry, Sitting
from assessor_app.domain.standing import Lack
from assessor_app.services.assessing.start import discard
from assessor_app.services.board.fill import fill
from assessor_app.services.deciding.acknowledge import acknowledge
from assessor_app.services.deciding.decide import decide
from assessor_app.services.deciding.finalise import finalise
from assessor_app.services.deciding.ports import Acknowledged
from assessor_app.services.papers.ports import SheetKind
from assessor_app.services.papers.sheets import SheetDesk, number_sheets
from assessor_app.services.results.results import ResultDesk, results_of_group, results_of_sitting
from assessor_app.services.settings.table import APPEAL_DAYS
from assessor_app.services.sittings.attend import set_attendance
from assessor_app.services.sittings.closed import closed_sitting
from assessor_app.services.sittings.manifest import KINDS, NOBODY_ASKED
from assessor_app.services.sittings.open import close_sitting
from assessor_app.services.slips.slip import slip, slips_of
from assessor_app.storage.engine.driver import IntegrityError
from assessor_app.trust import jws
from story import ADMIN, ASSESSOR, ASSURER, PINS, Story, begin

NAMES = ("Amina Bello", "محمد الخطيب", "Ng", "Łukasz Żółć", "Owen Adeyemi")


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    found = begin(tmp_path / "data", tmp_path / "state")
    for number, name in enumerate(NAMES):
        found.add_learner(name, str(2031 + number))
    yield found
    found.device.close()


def sheets_of(story: Story) -> SheetDesk:
    device = story.device
    return SheetDesk(
        transactions=device.store,
        sheets=device.tables.paper,
        sittings=device.tables.sittings,
        learners=device.tables.learners,
        staff=device.tables.staff,
        shelf=device.shelf,
        clock=device.clock,
    )


def results_of(story: Story) -> ResultDesk:
    return ResultDesk(reads=story.device.tables.results, staff=story.device.tables.staff)


def competent(story: Story, entry: Entry, sitting: Sitting) -> Assessment:
    work = story.start(entry)
    story.show_everything(work, sitting.id)
    story.decide_competent(work)
    sign(story, work)
    return work


def not_yet(story: Story, entry: Entry) -> Assessment:
    work = story.start(entry)
    decide(
        story.device.assessing,
        by=ASSESSOR,
        assessment=work.id,
        decision=Decision.NOT_YET,
        feedback="The claw grip.",
        next_step="Practise at home.",
    )
    sign(story, work)
    return work


def sign(story: Story, work: Assessment) -> None:
    finalise(story.device.deciding, by=ASSESSOR, pin=PINS[ASSESSOR], assessments=[work.id])


def test_a_slip_is_made_of_what_was_signed_and_of_nothing_before(story: Story) -> None:
    sitting, entries = story.open_sitting()
    desk = story.device.slips
    work = story.start(entries[0])
    with pytest.raises(KnownError, match="no-result-yet"):
        slip(desk, by=ASSESSOR, assessment=work.id)
    assert slips_of(desk, by=ASSESSOR, sitting=sitting.id) == ()
    done, failed = competent(story, entries[1], sitting), not_yet(story, entries[2])
    good, bad = slips_of(desk, by=ASSESSOR, sitting=sitting.id)
    assert (good.assessment, bad.assessment) == (done.id, failed.id)
    assert (good.name, good.decision, good.outstanding) == ("محمد الخطيب", Decision.COMPETENT, ())
    assert sum(len(task.met) for task in good.shown) == sum(task.of for task in good.shown)
    assert (bad.feedback, bad.next_step) == ("The claw grip.", "Practise at home.")
    assert Lack.CRITICAL_NOT_SEEN in {item.lack for item in bad.outstanding}
    assert bad.again_from is not None
    assert (bad.again_from - bad.decided).days == bad.form.rules.cooling_off_days
    assert (good.centre, good.phone) == ("Harbour Training Centre", "+353 1 555 0100")


def test_what_may_be_taken_next_is_what_stacks_and_is_not_held(story: Story) -> None:
    first, entries = story.open_sitting(("ELE-SAF", "1"))
    competent(story, entries[0], first)
    second, again = story.open_sitting(("ELE-WIR", "1"))
    work = competent(story, again[0], second)
    (towards,) = slip(story.device.slips, by=ASSESSOR, assessment=work.id).towards
    assert (towards.title, towards.held, towards.need) == ("Certified Electrician", 2, 4)
    assert [one.title for one in towards.left] == ["Advanced Circuitry", "Electrical Systems Maintenance"]


def test_an_appeal_is_possible_for_as_many_days_as_the_centre_says(story: Story) -> None:
    _sitting, entries = story.open_sitting()
    work = not_yet(story, entries[0])
    desk = story.device.slips
    told = slip(desk, by=ASSESSOR, assessment=work.id)
    assert (told.appeal_until - told.decided).days == 20
    story.device.tables.settings.put(APPEAL_DAYS.key, "42")
    told = slip(desk, by=ASSESSOR, assessment=work.id)
    assert (told.appeal_until - told.decided).days == 42


def test_whoever_left_gets_no_slips_and_no_results(story: Story) -> None:
    sitting, entries = story.open_sitting()
    work = not_yet(story, entries[0])
    story.device.tables.staff.leave(ADMIN, at="2026-11-22T09:00:00+00:00")
    with pytest.raises(KnownError, match="not-allowed"):
        slip(story.device.slips, by=ADMIN, assessment=work.id)
    with pytest.raises(KnownError, match="not-allowed"):
        results_of_sitting(results_of(story), by=ADMIN, sitting=sitting.id)
    with pytest.raises(KnownError, match="not-allowed"):
        number_sheets(sheets_of(story), by=ASSURER, sitting=sitting.id, kind=SheetKind.GROUP)


def test_the_manifest_in_the_record_adds_up_and_names_nobody(story: Story) -> None:
    sitting, entries = story.open_sitting()
    done = competent(story, entries[0], sitting)
    not_yet(story, entries[1])
    begun = story.start(entries[2])
    occasion = story.device.tables.assessments.occasions(begun.id)[0]
    form = story.device.shelf.get(begun.form_code, begun.form_version)
    story.see(begun, occasion.id, form.criteria()[0])
    set_attendance(story.device.sittings, by=ASSESSOR, entry=entries[4].id, attendance=Attendance.TURNED_AWAY)
    acknowledge(
        story.device.deciding,
        by=ASSESSOR,
        assessment=done.id,
        kind=Acknowledged.TYPED,
        details={"typed": "Amina Bello"},
    )
    with pytest.raises(KnownError, match="sitting-not-closed"):
        closed_sitting(story.device.sittings, by=ASSESSOR, sitting=sitting.id)
    before = story.device.tables.records.active_chain()
    close_sitting(story.device.sittings, by=ASSESSOR, sitting=sitting.id)
    closed = closed_sitting(story.device.sittings, by=ASSURER, sitting=sitting.id)
    manifest = closed.manifest
    assert manifest is not None
    assert manifest.count == {
        "finished": 2,
        "part-done": 1,
        "absent": 0,
        "turned-away": 1,
        "left": 1,
        "transferred": 0,
        "annulled": 0,
    }
    assert sum(manifest.count.values()) == manifest.listed == len(NAMES)
    kinds = Counter(entry.kind for entry in closed.entries)
    assert {kind: count for kind, count in manifest.count.items() if count} == kinds, "the list is the sum"
    assert tuple(manifest.count) == KINDS
    assert sum(manifest.marks.values()) > len(form.criteria())
    (signed,) = manifest.signed
    assert (signed.by, signed.competent, signed.not_yet) == (ASSESSOR, 1, 1)
    assert manifest.acknowledged == {NOBODY_ASKED: 1, "typed": 1}
    assert manifest.records.closes
    assert manifest.records.captured == before.head_seq
    assert (closed.before, closed.seq) == (before.head_hash, before.head_seq + 1)
    assert closed.hash == story.device.tables.records.active_chain().head_hash
    (kept,) = [
        one for one in story.device.tables.records.about("sitting", sitting.id) if one.hash == closed.hash
    ]
    payload = jws.peek(kept.jws)[1].decode()
    assert "part-done" in payload
    assert not [
        name for name in (*NAMES, "Bram Bakker", "Kitchen 2") if re.search(rf"\b{re.escape(name)}\b", payload)
    ]


def test_the_manifest_says_what_was_filled_in(story: Story) -> None:
    sitting, entries = story.open_sitting()
    works = [story.start(entry) for entry in entries[:2]]
    for work in works:
        occasion = story.device.tables.assessments.occasions(work.id)[0]
        form = story.device.shelf.get(work.form_code, work.form_version)
        story.see(work, occasion.id, form.criteria()[1])
        mark = story.device.tables.work.judgement(occasion.id, form.criteria()[1].id)
        assert mark is not None
        story.device.tables.work.put_judgement(work.id, occasion.id, replace(mark, how=How.FILL))
    close_sitting(story.device.sittings, by=ASSESSOR, sitting=sitting.id)
    manifest = closed_sitting(story.device.sittings, by=ASSESSOR, sitting=sitting.id).manifest
    assert manifest is not None
    assert manifest.marks["fill"] == 2


def test_work_that_was_set_aside_counts_for_nothing_in_the_manifest(story: Story) -> None:
    sitting, entries = story.open_sitting()
    form = story.device.shelf.get(entries[0].form_code, entries[0].form_version)
    for entry in entries[:2]:
        story.start(entry)
    plain = next(
        item for item in form.criteria() if not (item.critical or item.note or item.readings or item.photo)
    )
    filled = fill(
        story.device.board,
        by=ASSESSOR,
        sitting=sitting.id,
        form=(form.code, form.version),
        criterion=plain.id,
    )
    assert len(filled.filled) == len(entries)
    for entry in story.device.tables.sittings.entries(sitting.id):
        if entry.assessment:
            discard(story.device.assessing, by=ASSESSOR, assessment=entry.assessment)
    close_sitting(story.device.sittings, by=ASSESSOR, sitting=sitting.id)
    manifest = closed_sitting(story.device.sittings, by=ASSESSOR, sitting=sitting.id).manifest
    assert manifest is not None
    assert (manifest.marks, manifest.fill_acts) == ({}, 0)


def test_each_sheet_has_a_number_of_its_own_for_ever(story: Story) -> None:
    sitting, entries = story.open_sitting()
    set_attendance(story.device.sittings, by=ASSESSOR, entry=entries[0].id, attendance=Attendance.ABSENT)
    desk = sheets_of(story)
    (group,) = number_sheets(desk, by=ASSESSOR, sitting=sitting.id, kind=SheetKind.GROUP)
    assert [person.name for person in group.people] == list(NAMES[1:])
    singles = number_sheets(desk, by=ASSESSOR, sitting=sitting.id, kind=SheetKind.LEARNER)
    assert [one.number for one in (group, *singles)] == [1, 2, 3, 4, 5]
    kept = desk.sheets.get(3)
    assert (kept.kind, kept.entry, kept.by) == (SheetKind.LEARNER, entries[2].id, ASSESSOR)
    assert [one.number for one in desk.sheets.of_sitting(sitting.id)] == [1, 2, 3, 4, 5]
    with pytest.raises(KnownError, match="no-such-paper-sheet"):
        desk.sheets.get(6)
    for sql in ("UPDATE paper_sheet SET number = 9 WHERE number = 1", "DELETE FROM paper_sheet"):
        with pytest.raises(IntegrityError, match="frozen: paper_sheet"), story.device.store.atomic():
            story.device.store.raw().execute(sql)


def test_there_are_no_sheets_for_a_closed_sitting_or_for_nobody(story: Story) -> None:
    sitting, entries = story.open_sitting()
    desk = sheets_of(story)
    for entry in entries:
        set_attendance(story.device.sittings, by=ASSESSOR, entry=entry.id, attendance=Attendance.ABSENT)
    with pytest.raises(KnownError, match="nobody-to-write-for"):
        number_sheets(desk, by=ASSESSOR, sitting=sitting.id, kind=SheetKind.LEARNER)
    close_sitting(story.device.sittings, by=ASSESSOR, sitting=sitting.id)
    with pytest.raises(KnownError, match="sitting-closed"):
        number_sheets(desk, by=ASSESSOR, sitting=sitting.id, kind=SheetKind.GROUP)


def test_results_of_a_sitting_are_its_entries_and_of_a_group_its_work(story: Story) -> None:
    learner = story.device.tables.learners.get(story.learners[0])
    story.device.tables.learners.put(
        replace(learner, group="Kitchen B"), at="2026-11-22T09:00:00+00:00", by=ADMIN
    )
    sitting, entries = story.open_sitting()
    competent(story, entries[0], sitting)
    not_yet(story, entries[1])
    rows = results_of_sitting(results_of(story), by=ASSESSOR, sitting=sitting.id)
    assert [row.name for row in rows] == list(NAMES)
    assert [row.decision for row in rows[:3]] == [Decision.COMPETENT, Decision.NOT_YET, None]
    assert (rows[0].assessor, rows[0].attendance, rows[0].bib) == ("Bram Bakker", Attendance.FINISHED, "1")
    (mine,) = results_of_group(results_of(story), by=ASSURER, group="Kitchen B")
    assert (mine.name, mine.place, mine.attempt) == ("Amina Bello", "Kitchen 2", 1)
    assert len(results_of_group(results_of(story), by=ASSURER, group="")) == 2
