"""Attendance: what a person or the system may still say of an entry, and what stands once it is signed."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from assessor_app.domain.errors import KnownError
from assessor_app.domain.sitting import Attendance, Identified
from assessor_app.services.deciding.finalise import finalise
from assessor_app.services.sittings.attend import brief, place_entry, set_attendance, walk_in
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
