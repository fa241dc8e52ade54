from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assessor_app.domain.assessment import End
from assessor_app.domain.errors import KnownError
from assessor_app.domain.marks import Mark
from assessor_app.domain.people import Role
from assessor_app.services.assessing.ending import end, take_back_end
from assessor_app.services.assessing.mark import mark
from assessor_app.services.assessing.undo import undo
from assessor_app.services.deciding.finalise import finalise
from assessor_app.services.deciding.release import release, return_to_assessor
from assessor_app.services.quality.inside import Attend, look_inside, most_within
from assessor_app.services.quality.queue import QualityDesk, queue
from assessor_app.storage.tables.quality import QualityTable
from story import ADMIN, ASSESSOR, ASSURER, PINS, Story, begin, staff

CHEF = ("CUL-KNI", "1")


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    found = begin(tmp_path / "data", tmp_path / "state")
    yield found
    found.device.close()


def desk_of(story: Story) -> QualityDesk:
    device = story.device
    return QualityDesk(
        desk=device.assessing, reads=QualityTable(device.store), outcomes=device.tables.outcomes
    )


def finished(story: Story, form: tuple[str, str] = ("ELE-SAF", "1")) -> str:
    story.add_learner("Amina Bello", "2031")
    sitting, entries = story.open_sitting(form)
    work = story.start(entries[0])
    occasion = story.device.tables.assessments.occasions(work.id)[0]
    desk = story.device.assessing
    critical = next(item for item in desk.forms.get(*form).criteria() if item.critical)
    mark(
        desk,
        by=ASSESSOR,
        assessment=work.id,
        occasion=occasion.id,
        criterion=critical.id,
        mark=Mark.NOT_MET,
    )
    story.show_everything(work, sitting.id)
    story.decide_competent(work)
    finalise(story.device.deciding, by=ASSESSOR, pin=PINS[ASSESSOR], assessments=[work.id])
    return work.id


def test_a_form_that_asks_for_release_waits_with_what_a_list_shows(story: Story) -> None:
    work = finished(story)
    (item,) = queue(desk_of(story), by=ASSURER)
    assert (item.id, item.by_policy, item.may_release) == (work, True, True)
    assert (item.found.learner_name, item.found.assessor) == ("Amina Bello", "Bram Bakker")
    assert item.found.changed == 1
    with pytest.raises(KnownError, match="not-allowed"):
        queue(desk_of(story), by=ASSESSOR)


def test_own_work_is_seen_before_a_pin_is_asked_for(story: Story) -> None:
    finished(story)
    both = staff(ASSESSOR, "Bram Bakker", Role.ASSESSOR, Role.QUALITY_ASSURER)
    story.device.tables.staff.put(both, at="2026-11-22T09:00:00+00:00")
    (item,) = queue(desk_of(story), by=ASSESSOR)
    assert not item.may_release


def test_a_mark_that_somebody_wrote_over_was_assessing_all_the_same(story: Story) -> None:
    both = staff(ASSURER, "Chidi Obi", Role.ASSESSOR, Role.QUALITY_ASSURER)
    story.device.tables.staff.put(both, at="2026-11-22T09:00:00+00:00")
    story.add_learner("Amina Bello", "2031")
    sitting, entries = story.open_sitting(("ELE-SAF", "1"))
    work = story.start(entries[0])
    occasion = story.device.tables.assessments.occasions(work.id)[0]
    desk = story.device.assessing
    first = desk.forms.get("ELE-SAF", "1").criteria()[0]
    mark(desk, by=ASSURER, assessment=work.id, occasion=occasion.id, criterion=first.id, mark=Mark.MET)
    story.show_everything(work, sitting.id)
    story.decide_competent(work)
    finalise(story.device.deciding, by=ASSESSOR, pin=PINS[ASSESSOR], assessments=[work.id])
    assert {found.by for found in desk.work.judgements(work.id).values()} == {ASSESSOR}
    (item,) = queue(desk_of(story), by=ASSURER)
    assert not item.may_release
    with pytest.raises(KnownError, match="own-work"):
        release(story.device.deciding, by=ASSURER, pin=PINS[ASSURER], assessments=[work.id])


def test_a_critical_failure_that_was_undone_is_looked_at_as_one_that_was_tapped_over(story: Story) -> None:
    story.add_learner("Amina Bello", "2031")
    sitting, entries = story.open_sitting(("ELE-SAF", "1"))
    work = story.start(entries[0])
    occasion = story.device.tables.assessments.occasions(work.id)[0]
    desk = story.device.assessing
    critical = next(item for item in desk.forms.get("ELE-SAF", "1").criteria() if item.critical)
    mark(
        desk,
        by=ASSESSOR,
        assessment=work.id,
        occasion=occasion.id,
        criterion=critical.id,
        mark=Mark.NOT_MET,
    )
    undo(desk, by=ASSESSOR, assessment=work.id)
    story.show_everything(work, sitting.id)
    story.decide_competent(work)
    finalise(story.device.deciding, by=ASSESSOR, pin=PINS[ASSESSOR], assessments=[work.id])
    found = look_inside(desk_of(story), by=ASSURER, assessment=work.id).attention
    assert [item.about for item in found if item.kind is Attend.CRITICAL_CHANGED] == [critical.id]


def test_what_may_be_printed_at_once_waits_only_for_overrides(story: Story) -> None:
    finished(story, CHEF)
    waiting = queue(desk_of(story), by=ASSURER)
    assert [item.by_policy for item in waiting] in ([], [False])
    assert all(item.found.assessment.overrides for item in waiting)


def test_what_may_be_printed_at_once_is_not_even_read(story: Story) -> None:
    finished(story)
    reads = QualityTable(story.device.store)
    assert reads.forms() == (("ELE-SAF", "1"),)
    story.device.store.raw().execute("DROP TRIGGER assessment_frozen")
    story.device.store.raw().execute("UPDATE assessment SET overrides = '{}'")
    assert reads.candidates(by=ASSURER, asking=[]) == ()
    assert len(reads.candidates(by=ASSURER, asking=reads.forms())) == 1


def test_returned_work_stays_in_the_queue_with_its_note_until_it_is_released(story: Story) -> None:
    work = finished(story)
    return_to_assessor(
        story.device.deciding, by=ASSURER, pin=PINS[ASSURER], assessments=[work], note="Which meter?"
    )
    (item,) = queue(desk_of(story), by=ASSURER)
    assert item.found.returned == "Which meter?"
    inside = look_inside(desk_of(story), by=ASSURER, assessment=work)
    assert inside.attention[0].words == "Which meter?"
    release(story.device.deciding, by=ASSURER, pin=PINS[ASSURER], assessments=[work])
    assert queue(desk_of(story), by=ASSURER) == ()


def test_a_look_inside_says_what_to_look_at_first(story: Story) -> None:
    work = finished(story)
    inside = look_inside(desk_of(story), by=ASSURER, assessment=work)
    kinds = [item.kind for item in inside.attention]
    assert Attend.CRITICAL_CHANGED in kinds
    assert Attend.UNACKNOWLEDGED in kinds
    assert Attend.BURST in kinds
    assert inside.names[ASSESSOR] == "Bram Bakker"
    assert next(iter(inside.sittings.values())).place == "Kitchen 2"
    assert inside.learner.name == "Amina Bello"
    with pytest.raises(KnownError, match="not-allowed"):
        look_inside(desk_of(story), by=ADMIN, assessment=work)


def test_an_end_that_was_taken_back_is_looked_at(story: Story) -> None:
    story.add_learner("Amina Bello", "2031")
    sitting, entries = story.open_sitting()
    work = story.start(entries[0])
    desk = story.device.assessing
    end(desk, by=ASSESSOR, assessment=work.id, how=End.STOPPED_UNSAFE)
    take_back_end(desk, by=ASSESSOR, assessment=work.id)
    story.show_everything(work, sitting.id)
    story.decide_competent(work)
    finalise(story.device.deciding, by=ASSESSOR, pin=PINS[ASSESSOR], assessments=[work.id])
    inside = look_inside(desk_of(story), by=ASSURER, assessment=work.id)
    (told,) = [item for item in inside.attention if item.kind is Attend.END_TAKEN_BACK]
    assert (told.about, told.count) == ("stopped-unsafe", 1)


def test_marks_in_a_burst_are_counted_within_a_minute() -> None:
    start = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
    moments = [start + timedelta(seconds=seconds) for seconds in (0, 200, 210, 220, 261, 400)]
    assert most_within(moments) == 3
    assert most_within([]) == 0
