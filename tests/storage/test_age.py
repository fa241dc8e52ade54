"""Whether somebody is old enough is asked once at a sitting, and what was answered gates the work."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assessor_app.domain.age import AgeAnswer, AgeSeen
from assessor_app.domain.errors import KnownError
from assessor_app.domain.filling import LeftOut
from assessor_app.domain.sitting import Entry
from assessor_app.services.board.fill import fill
from assessor_app.services.sittings.age import answer_age
from assessor_app.storage.engine.driver import IntegrityError
from story import ADMIN, ASSESSOR, ASSURER, Story, begin
from wide_form import wide_form


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    found = begin(tmp_path / "data", tmp_path / "state")
    yield found
    found.device.close()


@pytest.fixture
def first(story: Story) -> Entry:
    """An entry of somebody of whom nothing is known, on a form for people of sixteen."""
    learner = story.add_learner("Amina Bello", "2031")
    learners = story.device.tables.learners
    unknown = replace(learners.get(learner), said_under_18=None)
    learners.put(unknown, at="2026-11-22T09:00:00+00:00", by=ADMIN)
    return story.open_sitting()[1][0]


def say(story: Story, entry: Entry, answer: AgeAnswer, *, by: str = ASSESSOR, adult: bool = False) -> None:
    seen = AgeSeen.DOCUMENT if answer is AgeAnswer.YES else None
    answer_age(story.device.sittings, by=by, entry=entry.id, answer=answer, seen=seen, adult=adult)


def refusal(story: Story, entry: Entry) -> str:
    try:
        story.start(entry)
    except KnownError as error:
        return error.code
    return ""


def test_the_newest_answer_of_the_sitting_gates_the_work(story: Story, first: Entry) -> None:
    assert refusal(story, first) == "age-unasked"
    say(story, first, AgeAnswer.NOT_KNOWN)
    assert refusal(story, first) == "age-not-known"
    say(story, first, AgeAnswer.NO)
    assert refusal(story, first) == "too-young"
    say(story, first, AgeAnswer.YES)
    assert refusal(story, first) == ""
    kept = story.device.tables.before.age(first.id)
    assert kept is not None
    assert (kept.least, kept.seen, kept.by) == (16, AgeSeen.DOCUMENT, ASSESSOR)


def test_another_sitting_asks_again_unless_they_are_of_age_for_good(story: Story, first: Entry) -> None:
    say(story, first, AgeAnswer.YES)
    assert refusal(story, story.open_sitting()[1][0]) == "age-unasked"
    say(story, first, AgeAnswer.YES, adult=True)
    assert refusal(story, story.open_sitting()[1][0]) == ""
    assert story.device.tables.learners.get(first.learner).under_18(date(2026, 11, 22)) is False


def test_a_yes_says_what_was_seen_and_who_may_not_list_may_not_answer(story: Story, first: Entry) -> None:
    with pytest.raises(KnownError, match="age-seen-missing"):
        answer_age(story.device.sittings, by=ASSESSOR, entry=first.id, answer=AgeAnswer.YES)
    with pytest.raises(KnownError, match="not-allowed"):
        say(story, first, AgeAnswer.NO, by=ASSURER)


def test_an_answer_stays_as_it_was_given(story: Story, first: Entry) -> None:
    say(story, first, AgeAnswer.NO)
    for sql in ("UPDATE age_answer SET answer = 'yes', seen = 'register'", "DELETE FROM age_answer"):
        with pytest.raises(IntegrityError, match="frozen"):
            story.device.store.raw().execute(sql)
    with pytest.raises(KnownError, match="entry-in-use"):
        story.device.tables.sittings.remove_entry(first.id)


def test_a_fill_leaves_out_whoever_may_not_begin_and_fills_the_others(story: Story, first: Entry) -> None:
    form = wide_form().replace(b"tools: [Drill]", b"tools: [Drill], minimum-age: 16")
    story.device.shelf.adopt(form, at=story.clock.now())
    other = story.add_learner("Bo Li", "2032")
    sitting, entries = story.open_sitting(("TST-WID", "1"))
    done = fill(story.device.board, by=ASSESSOR, sitting=sitting.id, form=("TST-WID", "1"), criterion="1.2")
    by_learner = {entry.learner: entry.id for entry in entries}
    assert done.filled == (by_learner[other],)
    assert dict(done.left) == {by_learner[first.learner]: LeftOut.AGE}
