"""A new attempt repeats what its form says: what was met before is carried over, says so, and stays correctable."""

import io
import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from assessor_app.device.evidence import evidence_desk
from assessor_app.domain.after import SaidBy
from assessor_app.domain.assessment import Assessment, Decision
from assessor_app.domain.erasing import Keeps
from assessor_app.domain.errors import KnownError
from assessor_app.domain.marks import Mark
from assessor_app.domain.standing import BEGUN_BEYOND, Lack
from assessor_app.issuer.judging.rules import breaks_rules
from assessor_app.services.after.appeal import Lodged, lodge
from assessor_app.services.assessing.desk import whole_work
from assessor_app.services.assessing.mark import mark, set_prompted
from assessor_app.services.assessing.start import start
from assessor_app.services.deciding.decide import decide, standing
from assessor_app.services.deciding.finalise import finalise
from assessor_app.services.erasing.plan import look
from assessor_app.services.evidence.capture import capture
from assessor_app.services.quality.inside import Attend, look_inside
from assessor_app.services.quality.queue import QualityDesk, queue
from assessor_app.services.slips.slip import slip
from assessor_app.storage.engine.driver import IntegrityError
from assessor_app.storage.tables.manifest import ManifestTable
from assessor_app.storage.tables.quality import QualityTable
from assessor_app.trust import jws
from assessor_app.wording.slips import carried_words
from story import ADMIN, ASSESSOR, ASSURER, PINS, Story, begin

CHEF = ("CUL-KNI", "1")  # reassess: criterion
BRAKES = ("AUT-BRK", "1")  # reassess: task


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    found = begin(tmp_path / "data", tmp_path / "state")
    found.add_learner("Amina Bello", "2031")
    yield found
    found.device.close()


def quality(story: Story) -> QualityDesk:
    device = story.device
    return QualityDesk(
        desk=device.assessing, reads=QualityTable(device.store), outcomes=device.tables.outcomes
    )


def not_yet(story: Story, form: tuple[str, str]) -> tuple[Assessment, str]:
    """An attempt in which one ordinary criterion was not met, signed; and which criterion."""
    sitting, entries = story.open_sitting(form)
    work = story.start(entries[0])
    story.show_everything(work, sitting.id)
    desk = story.device.assessing
    failed = next(
        item.id for item in desk.forms.get(*form).criteria() if not item.critical and not item.photo
    )
    (first, *_more) = occasions = desk.assessments.occasions(work.id)
    for occasion in occasions:
        at = {"by": ASSESSOR, "assessment": work.id, "occasion": occasion.id}
        mark(desk, criterion=failed, mark=Mark.NOT_MET, **at)  # type: ignore[arg-type]  # all are named above
    for criterion in desk.forms.get(*form).criteria():
        if criterion.photo:
            picture = io.BytesIO()
            Image.new("RGB", (64, 48), "white").save(picture, "JPEG")
            picture.seek(0)
            capture(
                evidence_desk(story.device),
                by=ASSESSOR,
                assessment=work.id,
                occasion=first.id,
                criterion=criterion.id,
                source=picture,
            )
    sign(story, work, Decision.NOT_YET)
    story.clock.moment += timedelta(days=14)
    return work, failed


def sign(story: Story, work: Assessment, decision: Decision) -> dict[str, Any]:
    """Decides and signs; what the record says, under `needs` what it needs."""
    decide(story.device.assessing, by=ASSESSOR, assessment=work.id, decision=decision, feedback="Again.")
    (signed,) = finalise(story.device.deciding, by=ASSESSOR, pin=PINS[ASSESSOR], assessments=[work.id])
    payload = json.loads(jws.peek(story.device.tables.records.get(signed.id).jws)[1])
    return {**payload["body"], "needs": payload["needs"]}


def again(story: Story, form: tuple[str, str]) -> tuple[Assessment, str]:
    """The next attempt, and its own occasion."""
    sitting, entries = story.open_sitting(form)
    work = story.start(entries[0])
    (own,) = [
        one.id for one in story.device.tables.assessments.occasions(work.id) if one.sitting == sitting.id
    ]
    return work, own


def test_a_new_attempt_repeats_what_is_outstanding_and_its_record_says_where_the_rest_is_from(
    story: Story,
) -> None:
    first, failed = not_yet(story, CHEF)
    desk = story.device.assessing
    work, own = again(story, CHEF)
    assert (work.attempt, work.seed) == (2, first.seed)
    lacks = standing(desk, work.id)
    assert {(item.lack, item.about) for item in lacks} == {(Lack.NOT_SEEN, failed)}
    earlier = {
        (item.criterion, item.observed_at, item.entered_at, item.by)
        for item in whole_work(desk, first.id).judgements.values()
        if item.criterion != failed
    }
    carried = whole_work(desk, work.id)
    assert {
        (item.criterion, item.observed_at, item.entered_at, item.by) for item in carried.judgements.values()
    } == earlier
    assert {item.source for item in carried.judgements.values()} == {"attempt-1"}
    inside = look_inside(quality(story), by=ASSURER, assessment=work.id)
    assert [item.count for item in inside.attention if item.kind is Attend.CARRIED] == [
        len(carried.judgements)
    ]
    assert Attend.BURST not in {item.kind for item in inside.attention}
    form = desk.forms.get(*CHEF)
    story.see(work, own, form.criterion(failed))
    body = sign(story, work, Decision.COMPETENT)
    (origin,) = body["carried"]
    record = story.device.tables.assessments.signed(first.id)[0]
    assert (origin["attempt"], origin["record"]) == (1, record)
    assert not breaks_rules({key: value for key, value in body.items() if key != "needs"}, form), (
        "an issuer finds the same"
    )
    told = slip(story.device.slips, by=ASSESSOR, assessment=work.id)
    assert told.carried == len(form.criteria()) - 1
    assert carried_words(told).startswith(f"{told.carried} criteria of these were shown before")
    assert origin["oral"] == sorted(answer["question"] for answer in body["oral"])
    assert record in body["needs"]
    assert {one["criterion"] for one in body["marks"] if "source" not in one} == {failed}
    assert len({one["date"] for one in body["occasions"]}) == 2
    assert "evidence" not in body, "the photo stands in the record of the attempt in which it was taken"


def test_an_appeal_keeps_the_evidence_of_the_attempt_that_marks_were_carried_from(story: Story) -> None:
    first, _failed = not_yet(story, BRAKES)
    manifest = ManifestTable(story.device.store)
    where = story.device.tables.assessments.occasions(first.id)[0].sitting
    before = manifest.marks(where)
    work, _own = again(story, BRAKES)
    assert manifest.marks(where) == before, "what is carried was seen once"
    sign(story, work, Decision.NOT_YET)
    said = Lodged(said_by=SaidBy.LEARNER, said_on=story.clock.now().date(), grounds="It was enough.")
    lodge(story.device.after, by=ADMIN, pin=PINS[ADMIN], assessment=work.id, lodged=said)
    plan = look(story.device.erasing, by=ADMIN, learner=work.learner)
    assert {(one.assessment, one.keeps) for one in plan.works} == {
        (first.id, Keeps.APPEAL),
        (work.id, Keeps.APPEAL),
    }
    kept = evidence_desk(story.device).table.of_assessment(first.id)
    assert kept
    with pytest.raises(IntegrityError, match="appeal"):
        story.device.store.raw().execute(
            "UPDATE evidence SET key = NULL, salt = NULL WHERE assessment = ?", (first.id,)
        )


def test_a_task_with_something_outstanding_is_repeated_whole(story: Story) -> None:
    _first, failed = not_yet(story, BRAKES)
    desk = story.device.assessing
    work, _own = again(story, BRAKES)
    form = desk.forms.get(*BRAKES)
    repeated = {item.id for item in form.task_of(failed).criteria}
    there = {item.criterion for item in whole_work(desk, work.id).judgements.values()}
    assert there
    assert not there & repeated


def test_a_carried_mark_that_is_said_again_is_of_this_attempt(story: Story) -> None:
    first, failed = not_yet(story, CHEF)
    desk = story.device.assessing
    work, _own = again(story, CHEF)
    (occasion, criterion), before = next(iter(whole_work(desk, work.id).judgements.items()))
    at = {"by": ASSESSOR, "assessment": work.id, "occasion": occasion, "criterion": criterion}
    said = mark(desk, mark=Mark.MET, **at)  # type: ignore[arg-type]  # all are named above
    assert (said.carried_from, said.entered_at > before.entered_at) == (0, True)
    (other, second), _mark = list(whole_work(desk, work.id).judgements.items())[1]
    prompted = set_prompted(
        desk, by=ASSESSOR, assessment=work.id, occasion=other, criterion=second, prompted=True
    )
    assert not prompted.carried_from
    body = sign(story, work, Decision.NOT_YET)
    own = {one["criterion"] for one in body["marks"] if "source" not in one}
    assert own == {criterion, second}
    story.clock.moment += timedelta(days=14)
    third, _own = again(story, CHEF)
    sources = {item.criterion: item.source for item in whole_work(desk, third.id).judgements.values()}
    assert (third.attempt, third.seed) == (3, first.seed)
    assert sources[criterion] == "attempt-2"
    assert set(sources.values()) == {"attempt-1", "attempt-2"}
    assert second not in sources, "what took a prompt is repeated"
    assert failed not in sources


def test_an_attempt_too_soon_and_one_too_many_begin_with_a_reason_and_wait_for_release(story: Story) -> None:
    desk, clock = story.device.assessing, story.clock
    first, failed = not_yet(story, CHEF)
    clock.moment -= timedelta(days=13)  # a day after it, and the form asks for two
    _sitting, entries = story.open_sitting(CHEF)
    with pytest.raises(KnownError, match="cooling-off") as refused:
        start(desk, by=ASSESSOR, entry=entries[0].id, reason="  ")
    assert refused.value.details["entry"] == entries[0].id
    second = start(desk, by=ASSESSOR, entry=entries[0].id, reason="Moves abroad tomorrow")
    assert desk.assessments.get(second.id).overrides == {"cooling-off": "Moves abroad tomorrow"}
    body = sign(story, second, Decision.NOT_YET)
    assert body["overrides"] == ["cooling-off"], "whatever is decided, the reason stays"
    slips = slip(story.device.slips, by=ASSESSOR, assessment=second.id)
    assert not {item.lack for item in slips.outstanding} & set(BEGUN_BEYOND)
    clock.moment += timedelta(days=14)
    third, _own = again(story, CHEF)
    sign(story, third, Decision.NOT_YET)
    clock.moment += timedelta(days=14)
    _sitting, entries = story.open_sitting(CHEF)
    with pytest.raises(KnownError, match="no-attempts-left"):
        start(desk, by=ASSESSOR, entry=entries[0].id)
    fourth = start(desk, by=ASSESSOR, entry=entries[0].id, reason="The oven had failed")
    assert (first.attempt, fourth.attempt) == (1, 4)
    *_carried, own = desk.assessments.occasions(fourth.id)
    story.see(fourth, own.id, desk.forms.get(*CHEF).criterion(failed))
    assert [item.lack for item in standing(desk, fourth.id)] == [Lack.ATTEMPTS]
    decide(desk, by=ASSESSOR, assessment=fourth.id, decision=Decision.COMPETENT)
    assert sign(story, fourth, Decision.COMPETENT)["overrides"] == ["attempts"]
    (waits,) = queue(quality(story), by=ASSURER)
    assert (waits.found.assessment.id, waits.by_policy) == (fourth.id, False)
    inside = look_inside(quality(story), by=ASSURER, assessment=fourth.id)
    (told,) = [item for item in inside.attention if item.kind is Attend.OVERRIDE]
    assert (told.about, told.words) == ("attempts", "The oven had failed")
