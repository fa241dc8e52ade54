"""Returned to its assessor: before a paper is out, or where corrected work waits again; and no new paper until then."""

import io
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

sys.path.insert(0, str(Path(__file__).parents[1] / "e2e"))

from assessor_app.device.evidence import evidence_desk
from assessor_app.domain.assessment import Assessment, Decision
from assessor_app.domain.certificate import CertificateState, Waiting
from assessor_app.domain.errors import KnownError
from assessor_app.services.after.change import Revision
from assessor_app.services.after.correct import correct
from assessor_app.services.assessing.desk import whole_work
from assessor_app.services.awards.issue import issue, waiting
from assessor_app.services.awards.sheets import state
from assessor_app.services.awards.supersede import Correction, correct_name
from assessor_app.services.deciding.decide import decide
from assessor_app.services.deciding.finalise import finalise
from assessor_app.services.deciding.release import release, return_to_assessor
from assessor_app.services.evidence.capture import capture
from story import ASSESSOR, ASSURER, PINS, Story, begin

AT_ONCE, AFTER_RELEASE = ("CUL-KNI", "1"), ("ELE-SAF", "1")
NAME = Correction(name="Amina Belló", reason="misspelt", identity_seen="passport", surrendered=True)


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    found = begin(tmp_path / "data", tmp_path / "state")
    found.add_learner("Amina Bello", "2031")
    yield found
    found.device.close()


def photograph(story: Story, work: Assessment) -> None:
    form = story.device.shelf.get(work.form_code, work.form_version)
    out = io.BytesIO()
    Image.new("RGB", (64, 48), "red").save(out, "JPEG")
    for criterion in form.criteria():
        if criterion.photo:
            capture(
                evidence_desk(story.device),
                by=ASSESSOR,
                assessment=work.id,
                occasion=story.device.tables.assessments.occasions(work.id)[0].id,
                criterion=criterion.id,
                source=io.BytesIO(out.getvalue()),
            )


def signed(story: Story, form: tuple[str, str]) -> Assessment:
    """A competent result for which nothing was set aside with a reason."""
    sitting, entries = story.open_sitting(form)
    work = story.start(entries[0])
    story.show_everything(work, sitting.id)
    photograph(story, work)
    decide(story.device.assessing, by=ASSESSOR, assessment=work.id, decision=Decision.COMPETENT)
    finalise(story.device.deciding, by=ASSESSOR, pin=PINS[ASSESSOR], assessments=[work.id])
    return story.device.tables.assessments.get(work.id)


def send_back(story: Story, work: Assessment) -> None:
    return_to_assessor(
        story.device.deciding, by=ASSURER, pin=PINS[ASSURER], assessments=[work.id], note="Look again."
    )


def mend_a_note(story: Story, work: Assessment) -> None:
    where, seen = next(iter(whole_work(story.device.assessing, work.id).judgements.items()))
    revision = Revision(
        corrects=story.device.tables.assessments.signed(work.id)[0],
        reason="A slip.",
        judgements={where: replace(seen, note="At bench 4.")},
    )
    correct(story.device.after, by=ASSESSOR, pin=PINS[ASSESSOR], assessment=work.id, revision=revision)


def let_go(story: Story, work: Assessment) -> str:
    release(story.device.deciding, by=ASSURER, pin=PINS[ASSURER], assessments=[work.id])
    (number,) = issue(story.device.awards, by=ASSESSOR, assessments=[work.id])
    return number


def test_printed_at_once_is_not_returned_and_its_paper_stands(story: Story) -> None:
    work = signed(story, AT_ONCE)
    (number,) = issue(story.device.awards, by=ASSESSOR, assessments=[work.id])
    with pytest.raises(KnownError, match="printed-already"):
        send_back(story, work)
    assert waiting(story.device.awards, work) is None
    assert state(story.device.awards, number) is CertificateState.PROVISIONAL
    correct_name(story.device.awards, by=ASSESSOR, number=number, correction=NAME)


def test_what_nobody_printed_is_returned_though_the_form_asks_for_no_release(story: Story) -> None:
    work = signed(story, AT_ONCE)
    send_back(story, work)
    assert waiting(story.device.awards, work) is Waiting.RETURNED
    with pytest.raises(KnownError, match="waits-for"):
        issue(story.device.awards, by=ASSESSOR, assessments=[work.id])


def test_corrected_after_the_paper_it_is_returned_again_and_no_new_paper_is_made_meanwhile(
    story: Story,
) -> None:
    work = signed(story, AFTER_RELEASE)
    number = let_go(story, work)
    mend_a_note(story, work)
    for send in (None, send_back):
        if send:
            send(story, work)
        with pytest.raises(KnownError, match="waits-for"):
            correct_name(story.device.awards, by=ASSESSOR, number=number, correction=NAME)
    assert state(story.device.awards, number) is CertificateState.PROVISIONAL
    mend_a_note_again = Revision(
        corrects=story.device.tables.assessments.signed(work.id)[0], reason="Said.", feedback="Calm."
    )
    correct(
        story.device.after, by=ASSESSOR, pin=PINS[ASSESSOR], assessment=work.id, revision=mend_a_note_again
    )
    release(story.device.deciding, by=ASSURER, pin=PINS[ASSURER], assessments=[work.id])
    correct_name(story.device.awards, by=ASSESSOR, number=number, correction=NAME)
