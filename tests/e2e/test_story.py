"""The main job, without a window: seen, decided, signed, released, printed, checked."""

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assessor_app.documents.page import decode
from assessor_app.documents.sheets import Sheet, write_pdf
from assessor_app.domain.answer import Answer, Reason
from assessor_app.domain.certificate import CameOut, EventKind, Target
from assessor_app.domain.errors import KnownError
from assessor_app.services.awards.issue import issue
from assessor_app.services.awards.ports import Event
from assessor_app.services.awards.sheets import say_what_came_out, send_sheets
from assessor_app.services.awards.supersede import Correction, correct_name
from assessor_app.services.checking.check import (
    add_anchors,
    add_register,
    check_number,
    check_text,
    log_enquiry,
)
from assessor_app.services.deciding.acknowledge import acknowledge
from assessor_app.services.deciding.finalise import finalise
from assessor_app.services.deciding.ports import Acknowledged
from assessor_app.services.deciding.release import release
from assessor_app.services.records.status import status
from story import ADMIN, ASSESSOR, ASSURER, PINS, Story, begin


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    found = begin(tmp_path / "data", tmp_path / "state")
    yield found
    found.device.close()


def certified(story: Story, form: tuple[str, str] = ("ELE-SAF", "1")) -> str:
    story.add_learner("Amina Bello", "2031")
    sitting, entries = story.open_sitting(form)
    work = story.start(entries[0])
    story.show_everything(work, sitting.id)
    story.decide_competent(work)
    finalise(story.device.deciding, by=ASSESSOR, pin=PINS[ASSESSOR], assessments=[work.id])
    acknowledge(
        story.device.deciding,
        by=ASSESSOR,
        assessment=work.id,
        kind=Acknowledged.TYPED,
        details={"typed": "Amina Bello"},
        name_checked=True,
    )
    with pytest.raises(KnownError, match="waits-for"):
        issue(story.device.awards, by=ASSESSOR, assessments=[work.id])
    with pytest.raises(KnownError, match="not-allowed"):
        release(story.device.deciding, by=ASSESSOR, pin=PINS[ASSESSOR], assessments=[work.id])
    release(story.device.deciding, by=ASSURER, pin=PINS[ASSURER], assessments=[work.id], looked_at=[work.id])
    (number,) = issue(story.device.awards, by=ASSESSOR, assessments=[work.id])
    return number


def test_the_main_job_ends_in_a_paper_that_proves_itself(story: Story) -> None:
    number = certified(story)
    judged = check_number(story.device.checks, number)
    assert (judged.answer, judged.reason) == (Answer.VALID, Reason.OWN_LEDGER)
    assert judged.claims.name == "Amina Bello"
    sheets = send_sheets(story.device.awards, by=ASSESSOR, numbers=[number], target=Target.PRINTER)
    out = io.BytesIO()
    write_pdf([Sheet(decode(sheet.page), None) for sheet in sheets], out, story.device.assets)
    assert out.getvalue().startswith(b"%PDF")
    say_what_came_out(story.device.awards, by=ASSESSOR, sheet=sheets[0].id, outcome=CameOut.CAME_OUT)
    found = status(story.device.tables.records)
    assert found.count.closes
    assert not found.broken


def test_a_corrected_name_supersedes_the_paper(story: Story) -> None:
    number = certified(story)
    new = correct_name(
        story.device.awards,
        by=ASSESSOR,
        number=number,
        correction=Correction(
            name="Amina Belló", reason="misspelt", identity_seen="passport", surrendered=True
        ),
    )
    old = check_number(story.device.checks, number)
    assert (old.answer, old.reason, old.successor) == (Answer.NOT_VALID, Reason.SUPERSEDED, new)
    assert check_number(story.device.checks, new).answer is Answer.VALID


def test_a_number_given_twice_is_one_sheet(story: Story) -> None:
    number = certified(story)
    for target in (Target.FILE, Target.PRINTER):
        (sheet,) = send_sheets(story.device.awards, by=ASSESSOR, numbers=[number, number], target=target)
        assert sheet.stamp is None


def test_a_verdict_that_comes_after_a_correction_hides_nothing_of_it(story: Story) -> None:
    number = certified(story)
    wanted = Correction(name="Amina Belo", reason="misspelt", identity_seen="passport", surrendered=True)
    new = correct_name(story.device.awards, by=ASSESSOR, number=number, correction=wanted)
    later = Event(kind=EventKind.REGISTERED, at="2026-12-24T09:00:00+00:00")
    story.device.tables.certificates.add_event(number, later, record=None)
    old = check_number(story.device.checks, number)
    assert (old.reason, old.successor) == (Reason.SUPERSEDED, new)
    assert old.since == story.clock.moment.date()


def test_a_paper_that_a_person_accepted_after_all_is_printed(story: Story) -> None:
    number = certified(story)
    store, office = story.device.tables.certificates, story.device.tables.office
    store.add_event(number, Event(kind=EventKind.REJECTED, at="2026-12-23T09:00:00+00:00"), record=None)
    assert check_number(story.device.checks, number).reason is Reason.REJECTED
    assert not office.certificate_keys("", unprinted=True)
    store.add_event(number, Event(kind=EventKind.REGISTERED, at="2026-12-24T09:00:00+00:00"), record=None)
    judged = check_number(story.device.checks, number)
    assert (judged.reason, judged.since) == (Reason.OWN_LEDGER, date(2026, 12, 24))
    assert len(office.certificate_keys("", unprinted=True)) == 1


def test_whoever_left_neither_trusts_nor_answers(story: Story, tmp_path: Path) -> None:
    other = begin(tmp_path / "other", tmp_path / "other-state")
    text = other.device.tables.trust.own_anchors()
    other.device.close()
    desk = story.device.checks
    gone = story.device.tables.staff.get(ASSURER)
    story.device.tables.staff.leave(ASSURER, at="2026-11-22T09:00:00+00:00")
    for act in (
        lambda: add_anchors(desk, text, by=ASSURER),
        lambda: add_register(desk, b"", by=ASSURER),
        lambda: log_enquiry(desk, by=gone, caller="Mr Ode", number="1", judged=None),
    ):
        with pytest.raises(KnownError, match="not-allowed"):
            act()
    assert len(story.device.tables.trust.anchor_lists()) == 1
    with pytest.raises(KnownError, match="not-allowed"):
        add_anchors(desk, text, by=ASSESSOR)
    assert add_anchors(desk, text, by=ADMIN) == "Harbour Training Centre"
    assert add_anchors(desk, text, by=ASSESSOR) == "Harbour Training Centre", "its root is trusted by now"


def test_another_centre_cannot_tell(story: Story, tmp_path: Path) -> None:
    number = certified(story)
    text = story.device.tables.certificates.get(number).qr
    other = begin(tmp_path / "other", tmp_path / "other-state")
    try:
        judged = check_text(other.device.checks, text)
        assert (judged.answer, judged.reason) == (Answer.CANNOT_TELL, Reason.UNKNOWN_ISSUER)
        told = check_text(other.device.checks, text, extra_trust=[story.device.tables.trust.own_anchors()])
        assert (told.answer, told.reason) == (Answer.CANNOT_TELL, Reason.NO_REGISTER)
    finally:
        other.device.close()
