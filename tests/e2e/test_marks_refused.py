"""What may not be said of a criterion, and what is then left as it was."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assessor_app.domain.dealing import deal
from assessor_app.domain.errors import KnownError
from assessor_app.domain.marks import How, Mark, TakenReading
from assessor_app.domain.people import Role
from assessor_app.services.assessing.answer import answer
from assessor_app.services.assessing.mark import mark, set_prompted, take_reading, write_note
from assessor_app.services.assessing.undo import undo
from story import ASSESSOR, Story, begin, staff

SECOND = "d" * 32


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    found = begin(tmp_path / "data", tmp_path / "state")
    found.add_learner("Amina Bello", "2031")
    yield found
    found.device.close()


def test_a_value_that_is_no_number_or_time_never_reaches_a_record(story: Story) -> None:
    _sitting, entries = story.open_sitting()
    work = story.start(entries[0])
    desk = story.device.assessing
    (occasion,) = desk.assessments.occasions(work.id)
    form = desk.forms.get(work.form_code, work.form_version)
    measured = next(item for item in form.criteria() if item.readings)
    for value in (float("nan"), float("inf")):
        with pytest.raises(KnownError, match="reading-unreadable"):
            take_reading(
                desk,
                by=ASSESSOR,
                assessment=work.id,
                occasion=occasion.id,
                criterion=measured.id,
                index=0,
                reading=TakenReading(value=value),
            )
    for moment in ("yesterday", "2026-11-22T10:00:00"):
        with pytest.raises(KnownError, match="moment-unreadable"):
            mark(
                desk,
                by=ASSESSOR,
                assessment=work.id,
                occasion=occasion.id,
                criterion=measured.id,
                mark=Mark.MET,
                observed_at=moment,
            )
    assert not desk.work.changes(work.id)


def test_nobodys_words_stand_where_a_record_has_codes(story: Story) -> None:
    _sitting, entries = story.open_sitting()
    work = story.start(entries[0])
    desk = story.device.assessing
    (occasion,) = desk.assessments.occasions(work.id)
    form = desk.forms.get(work.form_code, work.form_version)
    with pytest.raises(ValueError, match="never somebody's words"):
        mark(
            desk,
            by=ASSESSOR,
            assessment=work.id,
            occasion=occasion.id,
            criterion=form.criteria()[0].id,
            mark=Mark.MET,
            source="Mrs Ode saw it",
        )
    (question, *_) = deal(form, work.seed)
    with pytest.raises(KnownError, match="note-too-long"):
        answer(desk, by=ASSESSOR, assessment=work.id, question=question.id, mark=Mark.MET, note="n" * 4_001)
    assert not desk.work.changes(work.id)


def test_a_critical_criterion_is_never_not_applicable(story: Story) -> None:
    _sitting, entries = story.open_sitting()
    work = story.start(entries[0])
    desk = story.device.assessing
    (occasion,) = desk.assessments.occasions(work.id)
    form = desk.forms.get(work.form_code, work.form_version)
    critical = next(item for item in form.criteria() if item.critical)
    other = next(item for item in form.criteria() if not item.critical)
    for criterion, code in ((critical, "critical-not-applicable"), (other, "reason-needed")):
        with pytest.raises(KnownError, match=code):
            mark(
                desk,
                by=ASSESSOR,
                assessment=work.id,
                occasion=occasion.id,
                criterion=criterion.id,
                mark=Mark.NOT_APPLICABLE,
            )


def test_a_note_and_a_reading_leave_the_mark_as_it_was_made(story: Story) -> None:
    _sitting, entries = story.open_sitting()
    work = story.start(entries[0])
    second = staff(SECOND, "Dora Diaz", Role.ASSESSOR)
    story.device.tables.staff.put(second, at="2026-11-22T09:00:00+00:00")
    desk = story.device.assessing
    (occasion,) = desk.assessments.occasions(work.id)
    form = desk.forms.get(work.form_code, work.form_version)
    measured = next(item for item in form.criteria() if item.readings)
    where: dict[str, Any] = {"assessment": work.id, "occasion": occasion.id, "criterion": measured.id}
    noted = write_note(desk, by=SECOND, note="Not yet there.", **where)
    assert (noted.by, noted.how) == (SECOND, How.KEY)
    made = mark(
        desk,
        by=ASSESSOR,
        mark=Mark.MET,
        how=How.PAPER,
        observed_at="20261122T084000+0000",
        source="sheet-3",
        **where,
    )
    assert made.observed_at == "2026-11-22T08:40:00+00:00", "one way to write a moment in a record"
    write_note(desk, by=SECOND, note="Seen from the next bench.", **where)
    reading = TakenReading(value=4.0, instrument="Meter 7", calibrated="2026-06-01")
    beside = take_reading(desk, by=SECOND, index=0, reading=reading, **where)
    assert beside == replace(made, note="Seen from the next bench.", readings={0: reading})
    *_, note, last = desk.work.changes(work.id)
    assert (note.by, note.how, last.by, last.how) == (SECOND, How.KEY, SECOND, How.KEY)
    assert note.observed_at == note.entered_at > made.entered_at
    undo(desk, by=SECOND, assessment=work.id)
    assert desk.work.judgement(occasion.id, measured.id) == replace(beside, readings={})
    prompted = set_prompted(desk, by=SECOND, prompted=True, **where)
    assert (prompted.by, prompted.how) == (SECOND, How.TAP)


def test_what_says_nothing_new_leaves_no_row_and_keeps_its_first_time(story: Story) -> None:
    _sitting, entries = story.open_sitting()
    work = story.start(entries[0])
    desk = story.device.assessing
    (occasion,) = desk.assessments.occasions(work.id)
    where: dict[str, Any] = {"assessment": work.id, "occasion": occasion.id, "criterion": "1.1"}
    mark(desk, by=ASSESSOR, mark=Mark.NOT_SEEN, **where)
    write_note(desk, by=ASSESSOR, note=" ", **where)
    assert not desk.work.changes(work.id)
    first = mark(desk, by=ASSESSOR, mark=Mark.MET, **where)
    assert mark(desk, by=ASSESSOR, mark=Mark.MET, how=How.KEY, **where) == first
    assert set_prompted(desk, by=ASSESSOR, prompted=False, **where) == first
    assert len(desk.work.changes(work.id)) == 1
    story.device.tables.staff.put(staff(SECOND, "Dina Dee", Role.ASSESSOR), at="2026-11-22T09:00:00+00:00")
    assert mark(desk, by=SECOND, mark=Mark.MET, **where).by == SECOND, "another assessor's word is new"
    mark(desk, by=SECOND, mark=Mark.MET, how=How.FILL, **where)
    looked_at = mark(desk, by=SECOND, mark=Mark.MET, **where)
    assert looked_at.how is How.TAP, "what was filled is looked at by itself"
    assert len(desk.work.changes(work.id)) == 4


def test_the_same_tap_after_a_decision_leaves_it_standing(story: Story) -> None:
    sitting, entries = story.open_sitting()
    work = story.start(entries[0])
    story.show_everything(work, sitting.id)
    decided = story.decide_competent(work)
    desk = story.device.assessing
    (occasion, *_more) = desk.assessments.occasions(work.id)
    criterion = desk.forms.get(work.form_code, work.form_version).criteria()[0].id
    mark(desk, by=ASSESSOR, assessment=work.id, occasion=occasion.id, criterion=criterion, mark=Mark.MET)
    assert desk.assessments.get(work.id) == decided


def test_an_answer_is_met_by_what_was_said(story: Story) -> None:
    _sitting, entries = story.open_sitting()
    work = story.start(entries[0])
    desk = story.device.assessing
    question = deal(desk.forms.get(work.form_code, work.form_version), work.seed)[0]
    here: dict[str, Any] = {"by": ASSESSOR, "assessment": work.id, "question": question.id}
    with pytest.raises(KnownError, match="answer-not-said"):
        answer(desk, mark=Mark.MET, **here)
    assert not desk.work.changes(work.id)
    answer(desk, mark=Mark.NOT_SEEN, said=(0,), **here)
    first = answer(desk, mark=Mark.MET, said=(0,), **here)
    assert answer(desk, mark=Mark.MET, said=(0,), **here) == first
    assert len(desk.work.changes(work.id)) == 2
