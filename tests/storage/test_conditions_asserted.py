"""Conditions that nobody ticked: *competent* wants a reason for them, and decisions that stand go on standing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assessor_app.domain.assessment import Assessment, Decision
from assessor_app.domain.before import Condition, conditions_of
from assessor_app.domain.errors import KnownError
from assessor_app.domain.sitting import Sitting
from assessor_app.domain.standing import Lack
from assessor_app.services.after.change import Revision
from assessor_app.services.after.correct import correct
from assessor_app.services.deciding.decide import decide, standing
from assessor_app.services.deciding.finalise import finalise
from assessor_app.services.sittings.before import tick
from assessor_app.services.slips.slip import slip
from assessor_app.wording.errors import sentence
from story import ASSESSOR, PINS, Story, begin

FORM = ("CUL-KNI", "1")


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    found = begin(tmp_path / "data", tmp_path / "state")
    found.add_learner("Amina Bello", "2031")
    yield found
    found.device.close()


def seen(story: Story, *, ticked: bool) -> tuple[Sitting, Assessment]:
    """All seen and met, nothing decided."""
    sitting, entries = story.open_sitting(FORM, ticked=ticked)
    work = story.start(entries[0])
    story.show_everything(work, sitting.id)
    return sitting, work


def reasons_but_for(story: Story, work: Assessment, lack: Lack) -> dict[str, str]:
    found = standing(story.device.assessing, work.id)
    return {item.key: "Seen by the assurer" for item in found if item.overridable and item.lack is not lack}


def competent(story: Story, work: Assessment, reasons: dict[str, str]) -> Assessment:
    return decide(
        story.device.assessing,
        by=ASSESSOR,
        assessment=work.id,
        decision=Decision.COMPETENT,
        feedback="Calm.",
        overrides=reasons,
    )


def sign(story: Story, work: Assessment) -> None:
    finalise(story.device.deciding, by=ASSESSOR, pin=PINS[ASSESSOR], assessments=[work.id])


def untick(story: Story, sitting: Sitting, condition: Condition) -> None:
    tick(story.device.sittings, by=ASSESSOR, sitting=sitting.id, form=FORM, condition=condition, holds=False)


def test_competent_wants_a_reason_for_each_condition_that_nobody_ticked(story: Story) -> None:
    sitting, work = seen(story, ticked=True)
    untick(story, sitting, Condition.PPE)
    paper = reasons_but_for(story, work, Lack.CONDITION)
    with pytest.raises(KnownError) as refused:
        competent(story, work, paper)
    assert refused.value.code == "override-needs-reason"
    assert "a condition of the form that nobody ticked" in sentence(refused.value)
    decided = competent(story, work, {**paper, "condition:ppe": "Aprons were on; the tick was forgotten."})
    assert decided.overrides["condition:ppe"] == "Aprons were on; the tick was forgotten."
    assert {key for key in decided.overrides if key.startswith("condition")} == {"condition:ppe"}


def test_a_tick_makes_the_reason_needless(story: Story) -> None:
    _sitting, work = seen(story, ticked=False)
    form = story.device.shelf.get(*FORM)
    short = [item.name for item in standing(story.device.assessing, work.id) if item.lack is Lack.CONDITION]
    assert short == [condition.value for condition in conditions_of(form)]
    story.tick_conditions(_sitting, FORM)
    assert not any(item.lack is Lack.CONDITION for item in standing(story.device.assessing, work.id))


def test_a_decision_that_stands_is_signed_and_corrected_without_a_word_on_conditions(story: Story) -> None:
    sitting, work = seen(story, ticked=True)
    competent(story, work, reasons_but_for(story, work, Lack.CONDITION))
    # As one that was taken before anybody was asked: signing asks nothing either.
    untick(story, sitting, Condition.TOOLS)
    sign(story, work)
    record, _award = story.device.tables.assessments.signed(work.id)
    before = story.device.tables.assessments.get(work.id).overrides
    revision = Revision(corrects=record, reason="A word was wrong.", feedback="Calm and clean.")
    correct(story.device.after, by=ASSESSOR, pin=PINS[ASSESSOR], assessment=work.id, revision=revision)
    assert story.device.tables.assessments.get(work.id).overrides == before


def test_a_learners_slip_does_not_tell_what_the_centre_did_not_tick(story: Story) -> None:
    _sitting, work = seen(story, ticked=False)
    decide(story.device.assessing, by=ASSESSOR, assessment=work.id, decision=Decision.NOT_YET, feedback="No.")
    sign(story, work)
    outstanding = slip(story.device.slips, by=ASSESSOR, assessment=work.id).outstanding
    assert outstanding
    assert all(item.lack is not Lack.CONDITION for item in outstanding)
