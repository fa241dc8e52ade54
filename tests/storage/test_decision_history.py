"""Every change of a decision that nobody has signed stays on file: what was, what is, when, who."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "e2e"))

from assessor_app.domain.assessment import Assessment, Decision
from assessor_app.domain.marks import Mark
from assessor_app.services.assessing.mark import mark
from assessor_app.services.deciding.decide import decide
from assessor_app.services.deciding.finalise import finalise
from assessor_app.services.quality.inside import look_inside
from assessor_app.services.quality.queue import QualityDesk
from assessor_app.storage.engine.driver import IntegrityError
from assessor_app.storage.tables.quality import QualityTable
from assessor_app.ui.quality.telling import inside_view
from story import ASSESSOR, ASSURER, PINS, Story, begin


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    found = begin(tmp_path / "data", tmp_path / "state")
    found.add_learner("Amina Bello", "2031")
    yield found
    found.device.close()


@pytest.fixture
def work(story: Story) -> Assessment:
    sitting, entries = story.open_sitting()
    made = story.start(entries[0])
    story.show_everything(made, sitting.id)
    return made


def not_yet(story: Story, work: Assessment, feedback: str) -> None:
    decide(
        story.device.assessing,
        by=ASSESSOR,
        assessment=work.id,
        decision=Decision.NOT_YET,
        feedback=feedback,
    )


def test_each_change_of_a_draft_decision_has_its_row_and_is_read_by_quality(
    story: Story, work: Assessment
) -> None:
    desk = story.device.assessing
    not_yet(story, work, "Once more.")
    not_yet(story, work, "Once more.")
    not_yet(story, work, "Once more, slowly.")
    story.decide_competent(work)
    form = story.device.shelf.get(work.form_code, work.form_version)
    occasion = desk.assessments.occasions(work.id)[0].id
    criterion = next(item.id for item in form.criteria() if not item.critical)
    for found in (Mark.NOT_MET, Mark.MET):
        mark(desk, by=ASSESSOR, assessment=work.id, occasion=occasion, criterion=criterion, mark=found)
    story.decide_competent(work)
    yes, no = Decision.COMPETENT, Decision.NOT_YET
    rows = desk.assessments.decisions(work.id)
    assert [(row.old, row.new) for row in rows] == [(None, no), (no, no), (no, yes), (yes, None), (None, yes)]
    assert {row.by for row in rows} == {ASSESSOR}
    assert [row.at for row in rows] == sorted(row.at for row in rows)
    finalise(story.device.deciding, by=ASSESSOR, pin=PINS[ASSESSOR], assessments=[work.id])
    device = story.device
    quality = QualityDesk(
        desk=device.assessing, outcomes=device.tables.outcomes, reads=QualityTable(device.store)
    )
    told = inside_view(look_inside(quality, by=ASSURER, assessment=work.id), own=False).history
    said = [line for line in told if "decision" in line]
    assert "not yet competent → competent" in said[2]
    assert "with other words" in said[1]
    assert "competent → undecided" in said[3]
    assert all("Bram Bakker" in line for line in said)
    for sql in ("UPDATE decision_history SET at = ''", "DELETE FROM decision_history"):
        with pytest.raises(IntegrityError, match="frozen: decision_history"), device.store.atomic():
            device.store.raw().execute(sql)
