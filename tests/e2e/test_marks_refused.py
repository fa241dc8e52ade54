"""What may not be said of a criterion, and what is then left as it was."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assessor_app.domain.errors import KnownError
from assessor_app.domain.marks import Mark, TakenReading
from assessor_app.services.assessing.mark import mark, take_reading
from story import ASSESSOR, Story, begin


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    found = begin(tmp_path / "data", tmp_path / "state")
    found.add_learner("Amina Bello", "2031")
    yield found
    found.device.close()


def test_a_value_that_is_no_number_or_time_never_reaches_a_record(story: Story) -> None:
    _sitting, entries = story.open_sitting()
    work = story.start(entries[0])
    desk = story.device.assessing
    (occasion,) = desk.assessments.occasions(work.id)
    form = desk.forms.get(work.form_code, work.form_version)
    measured = next(item for item in form.criteria() if item.readings)
    for value in (float("nan"), float("inf")):
        with pytest.raises(KnownError, match="reading-unreadable"):
            take_reading(
                desk,
                by=ASSESSOR,
                assessment=work.id,
                occasion=occasion.id,
                criterion=measured.id,
                index=0,
                reading=TakenReading(value=value),
            )
    for moment in ("yesterday", "2026-11-22T10:00:00"):
        with pytest.raises(KnownError, match="moment-unreadable"):
            mark(
                desk,
                by=ASSESSOR,
                assessment=work.id,
                occasion=occasion.id,
                criterion=measured.id,
                mark=Mark.MET,
                observed_at=moment,
            )
    assert not desk.work.changes(work.id)


def test_a_critical_criterion_is_never_not_applicable(story: Story) -> None:
    _sitting, entries = story.open_sitting()
    work = story.start(entries[0])
    desk = story.device.assessing
    (occasion,) = desk.assessments.occasions(work.id)
    form = desk.forms.get(work.form_code, work.form_version)
    critical = next(item for item in form.criteria() if item.critical)
    other = next(item for item in form.criteria() if not item.critical)
    for criterion, code in ((critical, "critical-not-applicable"), (other, "reason-needed")):
        with pytest.raises(KnownError, match=code):
            mark(
                desk,
                by=ASSESSOR,
                assessment=work.id,
                occasion=occasion.id,
                criterion=criterion.id,
                mark=Mark.NOT_APPLICABLE,
            )
