"""One sitting of the sample centre has everything that happens on a floor; the tour shows it."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from assessor_app.device import Device, open_device
from assessor_app.domain.assessment import Assessment, State
from assessor_app.domain.evidence import Kind
from assessor_app.domain.marks import SHEET, How, Mark
from assessor_app.domain.prior import Authenticated
from assessor_app.domain.record_types import RecordType
from assessor_app.domain.sitting import Method
from assessor_app.sample.busy import PLACE
from assessor_app.sample.make import make_sample
from assessor_app.sample.people import PASSPHRASE
from assessor_app.services.assessing.desk import whole_work

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def device(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Device]:
    base = tmp_path_factory.mktemp("sample")
    now = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)
    make_sample(base / "data", state=base / "state", now=now)
    found = open_device(base / "data", lambda slots: slots.open_with(PASSPHRASE), state=base / "state")
    yield found
    found.close()


@pytest.fixture(scope="module")
def works(device: Device) -> tuple[Assessment, ...]:
    """The assessments of the busy sitting."""
    (sitting,) = [one.sitting for one in device.tables.sittings.recent() if one.sitting.place == PLACE]
    entries = device.tables.sittings.entries(sitting.id)
    return tuple(device.tables.assessments.get(one.assessment) for one in entries if one.assessment)


def test_evidence_of_every_kind_oral_answers_and_readings_are_on_one_learners_work(
    device: Device, works: tuple[Assessment, ...]
) -> None:
    kinds = {
        work.id: {piece.kind for piece in device.tables.evidence.of_assessment(work.id)} for work in works
    }
    (whole,) = [work for work in works if kinds[work.id] == set(Kind)]
    work = whole_work(device.assessing, whole.id)
    assert any(answer.mark is Mark.MET and answer.said for answer in work.oral.values())
    taken = [one for item in work.judgements.values() for one in item.readings.values()]
    assert any(one.instrument and one.calibrated for one in taken)
    assert any(item.note for item in work.judgements.values())


def test_one_is_assessed_by_what_was_learnt_before(device: Device, works: tuple[Assessment, ...]) -> None:
    (work,) = [
        work
        for work in works
        if any(entry.method is Method.RPL for entry in device.tables.sittings.entries_of(work.id))
    ]
    prior = device.tables.prior.of_work(work.id)
    assert {claim.authenticated for claim in prior.claims} == {Authenticated.EMPLOYER_ASKED}
    assert prior.interviews


def test_one_was_stopped_two_were_swapped_and_one_came_back_from_paper(
    device: Device, works: tuple[Assessment, ...]
) -> None:
    stops = [stop for work in works for stop in device.assessing.stops.of_assessment(work.id)]
    assert any(stop.why and stop.restarted_at for stop in stops)
    swapped = [
        work for work in works if any(one.how is How.MOVED for one in device.tables.work.changes(work.id))
    ]
    assert len(swapped) == 2
    copied = [whole_work(device.assessing, work.id) for work in works]
    (paper,) = [work for work in copied if work.copied]
    assert {sheet.removeprefix(SHEET).isdecimal() for sheet in paper.copied} == {True}
    assert paper.copied <= set(paper.sheets), "its photo is there"
    assert any(item.paper for one in paper.judgements.values() for item in one.readings.values())
    assert any(answer.sheets for answer in paper.oral.values())


def test_somebody_appeals_a_trainee_was_countersigned_and_a_word_was_corrected(
    device: Device, works: tuple[Assessment, ...]
) -> None:
    aftermath = {work.id: device.after.table.aftermath(work.id) for work in works}
    (appealed,) = [work for work in works if aftermath[work.id].appeals]
    (corrected,) = [work for work in works if aftermath[work.id].corrections]
    assert appealed.id != corrected.id
    assert {appealed.state, corrected.state} == {State.FINALISED}
    signed = {record.type for work in works for record in device.tables.records.about("assessment", work.id)}
    assert signed >= {RecordType.COUNTERSIGNED, RecordType.CORRECTED, RecordType.APPEAL}
