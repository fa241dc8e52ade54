"""What a new sitting takes up again and what it begins anew; what is set aside, and what a closed sitting keeps."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from assessor_app.domain.assessment import Assessment, Decision, End, State
from assessor_app.domain.dealing import deal
from assessor_app.domain.errors import KnownError
from assessor_app.domain.marks import How, Mark, Paper
from assessor_app.domain.sitting import Entry
from assessor_app.services.assessing.answer import answer
from assessor_app.services.assessing.desk import Desk
from assessor_app.services.assessing.ending import end
from assessor_app.services.assessing.mark import mark
from assessor_app.services.assessing.ports import Subject
from assessor_app.services.assessing.start import discard, new_occasion, start
from assessor_app.services.deciding.decide import decide
from assessor_app.services.sittings.open import close_sitting
from assessor_app.wording.errors import sentence
from story import ASSESSOR, Story, begin


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    found = begin(tmp_path / "data", tmp_path / "state")
    found.add_learner("Amina Bello", "2031")
    yield found
    found.device.close()


@pytest.fixture
def desk(story: Story) -> Desk:
    return story.device.assessing


@pytest.fixture
def first(story: Story) -> Entry:
    return story.open_sitting()[1][0]


@pytest.fixture
def work(story: Story, first: Entry) -> Assessment:
    return story.start(first)


def next_week(story: Story) -> Entry:
    story.clock.moment += timedelta(days=7)
    return story.open_sitting()[1][0]


@pytest.mark.parametrize("how", [End.WITHDREW, End.STOPPED_UNSAFE])
def test_an_attempt_that_is_over_is_never_taken_up_again_though_nobody_signed_it(
    story: Story, desk: Desk, work: Assessment, how: End
) -> None:
    end(desk, by=ASSESSOR, assessment=work.id, how=how)
    again = story.start(next_week(story))
    assert again.id != work.id
    assert again.attempt == work.attempt + 1
    assert desk.assessments.get(work.id).end is how


def test_an_interrupted_attempt_goes_on_where_it_stood(story: Story, desk: Desk, work: Assessment) -> None:
    end(desk, by=ASSESSOR, assessment=work.id, how=End.INTERRUPTED)
    again = story.start(next_week(story))
    assert (again.id, again.end) == (work.id, None)
    assert desk.assessments.get(work.id).end is None
    assert len(desk.assessments.occasions(work.id)) == 2
    ends = [change.new for change in desk.work.changes(work.id) if change.subject is Subject.ATTEMPT]
    assert ends == [End.INTERRUPTED, None]


def test_a_decision_that_nobody_signed_is_not_undone_by_a_new_sitting(
    story: Story, desk: Desk, work: Assessment
) -> None:
    decide(desk, by=ASSESSOR, assessment=work.id, decision=Decision.NOT_YET)
    entry = next_week(story)
    with pytest.raises(KnownError, match="decided-unsigned"):
        story.start(entry)
    assert desk.assessments.get(work.id).state is State.DECIDED
    assert len(desk.assessments.occasions(work.id)) == 1


def test_one_more_occasion_takes_a_decision_back(desk: Desk, first: Entry, work: Assessment) -> None:
    decide(desk, by=ASSESSOR, assessment=work.id, decision=Decision.NOT_YET)
    new_occasion(desk, by=ASSESSOR, assessment=work.id, sitting=first.sitting, context="")
    kept = desk.assessments.get(work.id)
    assert (kept.state, kept.decision, kept.end, kept.decided_by) == (State.OPEN, None, None, "")


def test_nothing_begins_in_a_closed_sitting(story: Story, desk: Desk, first: Entry, work: Assessment) -> None:
    close_sitting(story.device.sittings, by=ASSESSOR, sitting=first.sitting)
    with pytest.raises(KnownError, match="sitting-closed"):
        new_occasion(desk, by=ASSESSOR, assessment=work.id, sitting=first.sitting, context="")
    assert start(desk, by=ASSESSOR, entry=first.id).id == work.id, "what began there goes on"


def test_what_is_set_aside_has_no_decision_and_nobody_who_made_it(
    desk: Desk, first: Entry, work: Assessment
) -> None:
    decide(desk, by=ASSESSOR, assessment=work.id, decision=Decision.NOT_YET)
    discard(desk, by=ASSESSOR, assessment=work.id)
    kept = desk.assessments.get(work.id)
    assert (kept.state, kept.decision, kept.decided_by, kept.decided_at) == (State.DISCARDED, None, "", "")
    assert desk.sittings.entry(first.id).assessment == ""


def test_an_entry_stays_as_the_record_of_its_closed_sitting_lists_it(
    story: Story, desk: Desk, first: Entry, work: Assessment
) -> None:
    close_sitting(story.device.sittings, by=ASSESSOR, sitting=first.sitting)
    discard(desk, by=ASSESSOR, assessment=work.id)
    assert desk.sittings.entry(first.id).assessment == work.id
    assert story.start(next_week(story)).id != work.id


def test_an_entry_with_a_sheet_of_paper_or_with_work_stays_on_the_list(
    story: Story, desk: Desk, first: Entry
) -> None:
    sittings = story.device.tables.sittings
    story.device.store.raw().execute(
        "INSERT INTO paper_sheet (number, sitting, form_code, form_version, kind, entry, printed_at, by)"
        " VALUES (1, ?, ?, ?, 'learner', ?, '2026-11-22T09:00:00+00:00', ?)",
        (first.sitting, first.form_code, first.form_version, first.id, ASSESSOR),
    )
    with pytest.raises(KnownError, match="entry-in-use"):
        sittings.remove_entry(first.id)
    other = next_week(story)
    story.start(other)
    with pytest.raises(KnownError, match="entry-in-use"):
        sittings.remove_entry(other.id)
    third = next_week(story)
    sittings.remove_entry(third.id)
    assert sittings.entries(third.sitting) == ()
    assert desk.sittings.entry(first.id) == first


@pytest.mark.parametrize(
    ("kept", "refused"),
    [
        ({"birth_date": date(2010, 11, 23)}, "under-age"),
        ({"birth_date": date(2010, 11, 22)}, ""),
        ({"said_under_18": True}, "age-unasked"),
        ({"said_under_18": False}, ""),
        ({"said_under_18": None}, "age-unasked"),
    ],
)
def test_whoever_is_not_known_to_be_old_enough_for_the_form_does_not_begin(
    story: Story, first: Entry, kept: dict[str, Any], refused: str
) -> None:
    learners = story.device.tables.learners
    made = replace(learners.get(first.learner), **kept)
    learners.put(made, at="2026-11-22T09:00:00+00:00", by=ASSESSOR)
    if not refused:
        assert story.start(first)
        return
    with pytest.raises(KnownError, match=refused):
        story.start(first)


def test_nothing_new_is_seen_at_a_sitting_that_is_closed(
    story: Story, desk: Desk, first: Entry, work: Assessment
) -> None:
    (occasion,) = desk.assessments.occasions(work.id)
    form = desk.forms.get(work.form_code, work.form_version)
    one, other, third = (item.id for item in form.criteria()[:3])
    at: dict[str, Any] = {"by": ASSESSOR, "assessment": work.id, "occasion": occasion.id}
    mark(desk, **at, criterion=one, mark=Mark.MET)
    before = story.clock.now().isoformat()
    close_sitting(story.device.sittings, by=ASSESSOR, sitting=first.sitting)
    with pytest.raises(KnownError, match="seen-after-closing") as error:
        mark(desk, **at, criterion=other, mark=Mark.MET)
    assert "Go on with Amina Bello at an open sitting" in sentence(error.value)
    question = deal(form, work.seed)[0]
    said: dict[str, Any] = {"by": ASSESSOR, "assessment": work.id, "question": question.id, "mark": Mark.MET}
    said |= {"said": (0,)}
    with pytest.raises(KnownError, match="seen-after-closing"):
        answer(desk, **said)
    # A slip is mended as long as nobody signed, and a sheet of that day may come back later.
    mark(desk, **at, criterion=one, mark=Mark.NOT_MET)
    mark(desk, **at, criterion=other, mark=Mark.MET, how=How.PAPER, observed_at=before, source="sheet-1")
    answer(desk, **said, paper=Paper(source="sheet-1", observed_at=before))
    again = next_week(story)
    story.start(again)
    newest = desk.assessments.occasions(work.id)[-1]
    mark(desk, **{**at, "occasion": newest.id}, criterion=third, mark=Mark.MET)
