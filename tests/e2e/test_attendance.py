"""Attendance: what a person or the system may still say of an entry, and what stands once it is signed."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from assessor_app.domain.assessment import Assessment, Decision
from assessor_app.domain.errors import KnownError
from assessor_app.domain.marks import Mark
from assessor_app.domain.sitting import Attendance, Identified
from assessor_app.services.assessing.mark import mark
from assessor_app.services.assessing.undo import undo
from assessor_app.services.deciding.decide import decide
from assessor_app.services.deciding.finalise import finalise
from assessor_app.services.sittings.attend import brief, place_entry, set_attendance, walk_in
from assessor_app.services.sittings.closed import closed_sitting
from assessor_app.services.sittings.open import close_sitting
from assessor_app.wording.errors import sentence
from story import ASSESSOR, PINS, Story, begin


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    found = begin(tmp_path / "data", tmp_path / "state")
    found.add_learner("Amina Bello", "2031")
    yield found
    found.device.close()


def refusal(act: Callable[[], object]) -> str:
    with pytest.raises(KnownError) as caught:
        act()
    assert "{" not in sentence(caught.value)
    return caught.value.code


def test_a_closed_sitting_stands_as_its_record_says(story: Story) -> None:
    sitting, (entry,) = story.open_sitting()
    close_sitting(story.device.sittings, by=ASSESSOR, sitting=sitting.id)
    desk = story.device.sittings
    kept = story.device.tables.sittings.entry(entry.id)
    assert kept.attendance is Attendance.LEFT
    for act in (
        lambda: set_attendance(desk, by=ASSESSOR, entry=entry.id, attendance=Attendance.ABSENT),
        lambda: place_entry(desk, by=ASSESSOR, entry=entry.id, bib="7", bench="2"),
        lambda: brief(desk, by=ASSESSOR, sitting=sitting.id),
    ):
        assert refusal(act) == "sitting-closed"
    assert story.device.tables.sittings.entry(entry.id) == kept


def test_whoever_is_finished_stays_finished(story: Story) -> None:
    sitting, (entry,) = story.open_sitting()
    work = story.start(entry)
    story.show_everything(work, sitting.id)
    story.decide_competent(work)
    finalise(story.device.deciding, by=ASSESSOR, pin=PINS[ASSESSOR], assessments=[work.id])
    desk = story.device.sittings
    for other in (Attendance.ABSENT, Attendance.PRESENT):
        act = partial(set_attendance, desk, by=ASSESSOR, entry=entry.id, attendance=other)
        assert refusal(act) == "entry-finished"
    assert close_sitting(desk, by=ASSESSOR, sitting=sitting.id) == {Attendance.FINISHED: 1}


def test_nobody_of_whom_something_was_seen_is_absent_or_turned_away(story: Story) -> None:
    _sitting, (entry,) = story.open_sitting()
    work = story.start(entry)
    desk = story.device.sittings

    def say(attendance: Attendance) -> None:
        set_attendance(desk, by=ASSESSOR, entry=entry.id, attendance=attendance)

    say(Attendance.EXPECTED)  # the page was opened for the wrong one, and nothing said there yet
    say(Attendance.PRESENT)
    see_one(story, work)
    for attendance in (Attendance.ABSENT, Attendance.TURNED_AWAY, Attendance.EXPECTED):
        assert refusal(partial(say, attendance)) == "work-shown"
    undo(story.device.assessing, by=ASSESSOR, assessment=work.id)
    say(Attendance.ABSENT)


@pytest.mark.parametrize("attendance", [Attendance.LEFT, Attendance.TRANSFERRED])
def test_who_left_before_the_result_was_signed_is_finished(story: Story, attendance: Attendance) -> None:
    sitting, (entry,) = story.open_sitting()
    work, desk = story.start(entry), story.device.sittings
    see_one(story, work)
    set_attendance(desk, by=ASSESSOR, entry=entry.id, attendance=attendance)
    decide(story.device.assessing, by=ASSESSOR, assessment=work.id, decision=Decision.NOT_YET)
    finalise(story.device.deciding, by=ASSESSOR, pin=PINS[ASSESSOR], assessments=[work.id])
    assert close_sitting(desk, by=ASSESSOR, sitting=sitting.id) == {Attendance.FINISHED: 1}
    manifest = closed_sitting(desk, by=ASSESSOR, sitting=sitting.id).manifest
    assert manifest is not None
    assert (manifest.count["finished"], sum(one.not_yet for one in manifest.signed)) == (1, 1)


def see_one(story: Story, work: Assessment) -> None:
    desk = story.device.assessing
    criterion = next(iter(desk.forms.get(work.form_code, work.form_version).criteria())).id
    occasion = desk.assessments.occasions(work.id)[-1].id
    mark(
        desk,
        by=ASSESSOR,
        assessment=work.id,
        occasion=occasion,
        criterion=criterion,
        mark=Mark.NOT_MET,
    )


def test_the_name_of_a_walk_in_is_as_plain_as_any_other(story: Story) -> None:
    sitting, _entries = story.open_sitting()

    def come(name: str, group: str = "") -> str:
        entry = walk_in(
            story.device.sittings,
            by=ASSESSOR,
            sitting=sitting.id,
            name=name,
            form=("CUL-KNI", "1"),
            identified=Identified.DOCUMENT,
            group=group,
        )
        return story.device.tables.learners.get(entry.learner).name

    assert come("  Bo\u202e\x07  Li\u0301 ") == "Bo L\u00ed"
    before = story.device.tables.learners.count()
    assert refusal(lambda: come("\u200d . \u200d")) == "name-missing"
    assert refusal(lambda: come("B" * 301)) == "text-too-long"
    assert refusal(lambda: come("Cy Wu", group="g" * 101)) == "text-too-long"
    assert story.device.tables.learners.count() == before


def test_a_bib_of_any_digits_does_not_stop_the_next_walk_in(story: Story) -> None:
    sitting, (entry,) = story.open_sitting()
    desk = story.device.sittings
    assert refusal(lambda: place_entry(desk, by=ASSESSOR, entry=entry.id, bib="9" * 5000, bench="")) == (
        "text-too-long"
    )
    place_entry(desk, by=ASSESSOR, entry=entry.id, bib=" ١٢ ", bench="2")
    made = walk_in(
        desk,
        by=ASSESSOR,
        sitting=sitting.id,
        name="Bo Li",
        form=("CUL-KNI", "1"),
        identified=Identified.DOCUMENT,
    )
    assert made.bib == "13"


@pytest.mark.parametrize("bib", ["07", "0", "A3", "12345", "1 2"])
def test_a_bib_is_a_number_that_can_be_typed(story: Story, bib: str) -> None:
    _sitting, (entry,) = story.open_sitting()
    desk = story.device.sittings
    assert refusal(lambda: place_entry(desk, by=ASSESSOR, entry=entry.id, bib=bib, bench="2")) == "bib-wrong"
    # What older data has may stay: only the bench is another.
    story.device.tables.sittings.put_entry(replace(entry, bib=bib))
    assert place_entry(desk, by=ASSESSOR, entry=entry.id, bib=bib, bench="3").bench == "3"


def test_a_bib_is_one_learners_in_a_sitting(story: Story) -> None:
    story.add_learner("Bo Li", "2032")
    _sitting, (first, second) = story.open_sitting()
    desk = story.device.sittings
    with pytest.raises(KnownError, match="bib-taken") as refused:
        place_entry(desk, by=ASSESSOR, entry=second.id, bib=first.bib, bench="")
    assert refused.value.details["learner"] == story.device.tables.learners.get(first.learner).name
    assert place_entry(desk, by=ASSESSOR, entry=first.id, bib=first.bib, bench="1").bib == first.bib
