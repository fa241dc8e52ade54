"""How an attempt ends at one touch, and the way back: what was ended, when, by whom, and that it was taken back."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assessor_app.domain.assessment import ENDED_EARLY, Assessment, Decision, End, State
from assessor_app.domain.errors import KnownError
from assessor_app.domain.marks import How, Mark
from assessor_app.domain.people import Role
from assessor_app.services.assessing.desk import Desk, whole_work
from assessor_app.services.assessing.ending import end, take_back_end
from assessor_app.services.assessing.mark import mark
from assessor_app.services.assessing.ports import Change, Subject
from assessor_app.services.assessing.undo import next_undo, undo
from assessor_app.services.deciding.decide import decide
from assessor_app.services.deciding.finalise import finalise
from story import ADMIN, ASSESSOR, PINS, Story, begin, staff

COLLEAGUE = "d" * 32
EARLY = sorted(ENDED_EARLY)


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    found = begin(tmp_path / "data", tmp_path / "state")
    colleague = staff(COLLEAGUE, "Dina Cruz", Role.ASSESSOR)
    found.device.tables.staff.put(colleague, at="2026-11-22T09:00:00+00:00")
    yield found
    found.device.close()


@pytest.fixture
def desk(story: Story) -> Desk:
    return story.device.assessing


@pytest.fixture
def work(story: Story) -> Assessment:
    story.add_learner("Amina Bello", "2031")
    _, entries = story.open_sitting()
    made = story.start(entries[0])
    occasion = story.device.assessing.assessments.occasions(made.id)[0]
    mark(
        story.device.assessing,
        by=ASSESSOR,
        assessment=made.id,
        occasion=occasion.id,
        criterion="1.1",
        mark=Mark.MET,
    )
    return made


@pytest.mark.parametrize("how", EARLY)
def test_every_end_at_a_touch_is_taken_back_and_both_stay_in_the_history(
    desk: Desk, work: Assessment, how: End
) -> None:
    end(desk, by=ASSESSOR, assessment=work.id, how=how)
    assert desk.assessments.get(work.id).end is how
    back = take_back_end(desk, by=COLLEAGUE, assessment=work.id)
    assert back == work
    assert desk.assessments.get(work.id) == work
    assert len(whole_work(desk, work.id).judgements) == 1, "its marks stand"
    ended, taken_back = desk.work.changes(work.id)[1:]
    assert (ended.subject, ended.old, ended.new, ended.by) == (Subject.ATTEMPT, None, how, ASSESSOR)
    assert (taken_back.old, taken_back.new, taken_back.by) == (how, None, COLLEAGUE)
    assert taken_back.how is How.UNDO
    assert work.started_at < ended.entered_at < taken_back.entered_at


@pytest.mark.parametrize("how", EARLY)
def test_undo_takes_back_the_end_before_the_mark_beneath_it(desk: Desk, work: Assessment, how: End) -> None:
    end(desk, by=ASSESSOR, assessment=work.id, how=how)
    assert next_undo(desk, by=COLLEAGUE, assessment=work.id) is None, "undo is for one's own acts"
    taken_back = undo(desk, by=ASSESSOR, assessment=work.id)
    assert isinstance(taken_back, Change)
    assert taken_back.new is how
    assert desk.assessments.get(work.id).end is None
    following = next_undo(desk, by=ASSESSOR, assessment=work.id)
    assert isinstance(following, Change)
    assert following.about == "1.1"


def test_what_a_colleague_took_back_is_nothing_to_undo(desk: Desk, work: Assessment) -> None:
    end(desk, by=ASSESSOR, assessment=work.id, how=End.WITHDREW)
    take_back_end(desk, by=COLLEAGUE, assessment=work.id)
    assert next_undo(desk, by=COLLEAGUE, assessment=work.id) is None
    following = next_undo(desk, by=ASSESSOR, assessment=work.id)
    assert isinstance(following, Change)
    assert following.subject is Subject.CRITERION


def test_a_decision_made_after_the_end_goes_with_it(desk: Desk, work: Assessment) -> None:
    end(desk, by=ASSESSOR, assessment=work.id, how=End.STOPPED_UNSAFE)
    decide(
        desk, by=ASSESSOR, assessment=work.id, decision=Decision.NOT_YET, feedback="Hands behind the blade."
    )
    back = take_back_end(desk, by=ASSESSOR, assessment=work.id)
    assert (back.state, back.end, back.decision, back.decided_by) == (State.OPEN, None, None, "")
    assert back.feedback == "Hands behind the blade.", "what was written is not lost"


def test_a_signed_end_stands(story: Story, desk: Desk, work: Assessment) -> None:
    end(desk, by=ASSESSOR, assessment=work.id, how=End.WITHDREW)
    decide(desk, by=ASSESSOR, assessment=work.id, decision=Decision.NOT_YET)
    finalise(story.device.deciding, by=ASSESSOR, pin=PINS[ASSESSOR], assessments=[work.id])
    with pytest.raises(KnownError, match="assessment-closed"):
        take_back_end(desk, by=ASSESSOR, assessment=work.id)
    assert desk.assessments.get(work.id).end is End.WITHDREW


def test_a_second_touch_changes_nothing_and_another_end_waits_for_the_first_to_be_taken_back(
    desk: Desk, work: Assessment
) -> None:
    for _touch in range(2):
        end(desk, by=ASSESSOR, assessment=work.id, how=End.INTERRUPTED)
    assert len(desk.work.changes(work.id)) == 2
    with pytest.raises(KnownError, match="ended-already"):
        end(desk, by=ASSESSOR, assessment=work.id, how=End.WITHDREW)
    take_back_end(desk, by=ASSESSOR, assessment=work.id)
    end(desk, by=ASSESSOR, assessment=work.id, how=End.WITHDREW)
    take_back_end(desk, by=ASSESSOR, assessment=work.id)
    ends = [change.new for change in desk.work.changes(work.id) if change.subject is Subject.ATTEMPT]
    assert ends == [End.INTERRUPTED, None, End.WITHDREW, None]


def test_an_end_from_before_ends_were_in_the_history_is_taken_back_too(desk: Desk, work: Assessment) -> None:
    desk.assessments.put_draft(replace(work, end=End.STOPPED_UNSAFE), at=work.started_at, by=ASSESSOR)
    take_back_end(desk, by=ASSESSOR, assessment=work.id)
    assert desk.assessments.get(work.id).end is None
    assert desk.work.changes(work.id)[-1].old is End.STOPPED_UNSAFE


def test_there_must_be_an_end_and_an_assessor(desk: Desk, work: Assessment) -> None:
    with pytest.raises(KnownError, match="not-ended"):
        take_back_end(desk, by=ASSESSOR, assessment=work.id)
    end(desk, by=ASSESSOR, assessment=work.id, how=End.WITHDREW)
    with pytest.raises(KnownError, match="not-allowed"):
        take_back_end(desk, by=ADMIN, assessment=work.id)


def test_a_completed_attempt_that_a_mark_opens_again_has_not_ended(desk: Desk, work: Assessment) -> None:
    decide(desk, by=ASSESSOR, assessment=work.id, decision=Decision.NOT_YET)
    assert desk.assessments.get(work.id).end is End.COMPLETED
    undo(desk, by=ASSESSOR, assessment=work.id)
    kept = desk.assessments.get(work.id)
    assert (kept.state, kept.end) == (State.OPEN, None)
