"""A clock that is wrong, and a folder from yesterday: tapping goes on, signing and printing ask or refuse."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from assessor_app.device import Device, open_device
from assessor_app.domain.answer import Answer, Reason
from assessor_app.domain.assessment import Assessment, State
from assessor_app.domain.certificate import Target
from assessor_app.domain.errors import KnownError
from assessor_app.domain.marks import Mark
from assessor_app.domain.sitting import Environment
from assessor_app.formats.signed_record import decode
from assessor_app.services.assessing.mark import mark
from assessor_app.services.assessing.undo import undo
from assessor_app.services.awards.issue import issue
from assessor_app.services.awards.sheets import send_sheets
from assessor_app.services.awards.supersede import Correction, correct_name
from assessor_app.services.checking.check import check_number
from assessor_app.services.deciding.finalise import finalise
from assessor_app.services.deciding.release import release
from assessor_app.services.records.check import check_records
from assessor_app.services.records.restart import restart
from assessor_app.services.setup.found import own_root_delegate
from assessor_app.services.sittings.open import open_sitting
from assessor_app.trust import jws
from assessor_app.trust.anchors import TrustStore, read_anchor_list
from assessor_app.trust.certifying import window_of
from assessor_app.trust.judge import judge_paper
from assessor_app.wording.errors import sentence
from story import ASSESSOR, ASSURER, PASSPHRASE, PINS, Story, TestClock, begin


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    found = begin(tmp_path / "data", tmp_path / "state")
    found.add_learner("Amina Bello", "2031")
    yield found
    found.device.close()


def decided(story: Story) -> Assessment:
    sitting, entries = story.open_sitting()
    work = story.start(entries[0])
    story.show_everything(work, sitting.id)
    story.decide_competent(work)
    return work


def sign(story: Story, work: Assessment, *, clock_confirmed: bool = False) -> None:
    finalise(
        story.device.deciding,
        by=ASSESSOR,
        pin=PINS[ASSESSOR],
        assessments=[work.id],
        clock_confirmed=clock_confirmed,
    )


def let_go(story: Story, work: Assessment, *, clock_confirmed: bool = False) -> None:
    release(
        story.device.deciding,
        by=ASSURER,
        pin=PINS[ASSURER],
        assessments=[work.id],
        looked_at=[work.id],
        clock_confirmed=clock_confirmed,
    )


def refusal(act: Callable[[], object]) -> KnownError:
    with pytest.raises(KnownError) as caught:
        act()
    assert "This did not work" not in sentence(caught.value)
    return caught.value


def tap_and_undo(story: Story, device: Device, work: Assessment) -> None:
    occasion = device.tables.assessments.occasions(work.id)[0].id
    criterion = story.device.shelf.get(work.form_code, work.form_version).criteria()[0].id
    where: dict[str, Any] = {"by": ASSESSOR, "assessment": work.id}
    made = mark(device.assessing, occasion=occasion, criterion=criterion, mark=Mark.NOT_MET, **where)
    assert made.entered_at == device.tables.work.changes(work.id)[-1].entered_at
    undo(device.assessing, **where)


DOUBTS = {
    "2015": (datetime(2015, 1, 1, 12, 0, tzinfo=UTC), "before-last-record"),
    "an hour back": (datetime(2026, 11, 22, 8, 0, tzinfo=UTC), "before-last-record"),
    "31 days later": (datetime(2026, 12, 23, 12, 0, tzinfo=UTC), "long-after-last-record"),
    "1970": (datetime(1970, 1, 1, tzinfo=UTC), "before-last-record"),
    "2106": (datetime(2106, 2, 7, 6, 28, 16, tzinfo=UTC), "long-after-last-record"),
}


@pytest.mark.parametrize("kind", DOUBTS)
def test_a_doubtful_clock_asks_before_signing_and_lets_tap(story: Story, kind: str) -> None:
    moment, doubt = DOUBTS[kind]
    work = decided(story)
    head = story.device.tables.records.active_chain().head_seq
    story.clock.moment = moment
    told = refusal(lambda: sign(story, work))
    assert (told.code, told.details["doubt"]) == ("clock-question", doubt)
    assert story.device.tables.records.active_chain().head_seq == head
    assert story.device.tables.assessments.get(work.id).state is State.DECIDED
    tap_and_undo(story, story.device, work)
    story.decide_competent(work)
    assert refusal(lambda: sign(story, work)).code == "clock-question"
    sign(story, work, clock_confirmed=True)
    chain = story.device.tables.records.active_chain()
    kept = story.device.tables.records.of_chain(chain.id)[-1]
    assert decode(jws.peek(kept.jws)[1]).body["clock"] == doubt


def test_no_certificate_while_the_question_is_open(story: Story) -> None:
    work = decided(story)
    sign(story, work)
    let_go(story, work)
    story.clock.moment = datetime(2015, 1, 1, tzinfo=UTC)
    told = refusal(lambda: issue(story.device.awards, by=ASSESSOR, assessments=[work.id]))
    assert told.code in {"clock-question", "waits-for"}
    assert story.device.tables.certificates.lines() == ()


def test_records_about_a_thing_are_told_in_the_order_in_which_they_were_signed(story: Story) -> None:
    work = decided(story)
    sign(story, work)
    story.clock.moment = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
    let_go(story, work, clock_confirmed=True)
    (number,) = issue(story.device.awards, by=ASSESSOR, assessments=[work.id])
    story.clock.moment = datetime(2026, 11, 22, 7, 0, tzinfo=UTC)
    wanted = Correction(name="Amina Belo", reason="misspelt", identity_seen="passport", surrendered=True)
    correct_name(story.device.awards, by=ASSESSOR, number=number, correction=wanted, clock_confirmed=True)
    found = story.device.tables.records.about("certificate", number)
    assert [record.type for record in found] == ["certificate-issued", "name-corrected", "superseded"]
    assert found[0].made_at > found[1].made_at


def leave_ends(story: Story) -> tuple[datetime, datetime]:
    window = window_of(story.device.tables.records.active_chain().delegation)
    assert window is not None
    return window


def test_outside_an_issuers_delegation_all_is_recorded_and_nothing_printed(story: Story) -> None:
    centre = story.device.tables.settings.centre()
    story.device.tables.settings.put_centre(replace(centre, own_root=False))
    window = leave_ends(story)
    story.clock.moment = window[1] + timedelta(days=2)
    sitting = refusal(story.open_sitting)
    assert sitting.code == "clock-question"
    story.clock.moment = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
    work = decided(story)
    story.clock.moment = window[1] + timedelta(days=2)
    tap_and_undo(story, story.device, work)
    story.decide_competent(work)
    sign(story, work, clock_confirmed=True)
    assert refusal(lambda: let_go(story, work)).code == "clock-question"
    let_go(story, work, clock_confirmed=True)
    told = refusal(
        lambda: issue(story.device.awards, by=ASSESSOR, assessments=[work.id], clock_confirmed=True)
    )
    assert (told.code, told.details["reason"]) == ("waits-for", "registration")
    report = check_records(story.device.tables.records, story.device.tables.waiting)
    assert report.ok


def test_a_centre_that_is_its_own_root_renews_its_leave_long_before_it_ends(story: Story) -> None:
    first, last = leave_ends(story)
    third = first + (last - first) / 3
    while story.clock.moment + timedelta(days=29) < third:
        story.clock.moment += timedelta(days=29)
        story.open_sitting()
    assert leave_ends(story) == (first, last)
    story.clock.moment = third + timedelta(hours=1)
    story.open_sitting()
    assert leave_ends(story)[1] > last + timedelta(days=100)
    assert check_records(story.device.tables.records, story.device.tables.waiting).ok


def test_a_laptop_left_for_two_summers_prints_again_once_a_person_said_what_day_it_is(story: Story) -> None:
    story.clock.moment = leave_ends(story)[1] + timedelta(days=2)
    assert refusal(story.open_sitting).code == "clock-question"
    work = decided_with_clock_confirmed(story)
    sign(story, work)
    let_go(story, work)
    (number,) = issue(story.device.awards, by=ASSESSOR, assessments=[work.id])
    judged = check_number(story.device.checks, number)
    assert (judged.answer, judged.reason) == (Answer.VALID, Reason.OWN_LEDGER)


@pytest.mark.parametrize("year", [2015, 2040])
def test_a_centre_set_up_by_a_wrong_clock_prints_papers_that_prove_themselves(
    tmp_path: Path, year: int
) -> None:
    clock = TestClock(moment=datetime(year, 1, 1, tzinfo=UTC))
    story = begin(tmp_path / "data", tmp_path / "state", clock=clock)
    try:
        handed_out = story.device.tables.trust.own_anchors()
        story.add_learner("Amina Bello", "2031")
        clock.moment = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
        work = decided_with_clock_confirmed(story)
        sign(story, work)
        let_go(story, work)
        (number,) = issue(story.device.awards, by=ASSESSOR, assessments=[work.id])
        assert check_number(story.device.checks, number).reason is Reason.OWN_LEDGER
        text = story.device.tables.certificates.get(number).qr
        lists = [read_anchor_list(one) for one in (story.device.tables.trust.own_anchors(), handed_out)]
        told = judge_paper(
            text,
            trust=TrustStore.of(lists),
            registers=(),
            ledger=lambda _cti: None,
            now=clock.now(),
        )
        assert told.reason is Reason.NO_REGISTER, "elsewhere too, once they have the centre's list of today"
    finally:
        story.device.close()


def decided_with_clock_confirmed(story: Story) -> Assessment:
    open_sitting(
        story.device.sittings,
        by=ASSESSOR,
        place="Kitchen 1",
        environment=Environment.SIMULATED,
        on=story.clock.moment.date(),
        form=("CUL-KNI", "1"),
        clock_confirmed=True,
    )
    return decided(story)


def test_a_restart_too_asks_whether_it_is_today(story: Story, tmp_path: Path) -> None:
    story.device.close()
    shutil.copytree(tmp_path / "data", tmp_path / "elsewhere")
    copied = reopened(tmp_path / "elsewhere", tmp_path / "other-state", story.clock).device
    delegate = own_root_delegate(copied.founding, copied.tables.settings.centre())
    story.clock.moment = datetime(2015, 1, 1, tzinfo=UTC)
    try:
        told = refusal(
            lambda: restart(copied.ledger, copied.pins, by=ASSESSOR, pin=PINS[ASSESSOR], delegate=delegate)
        )
        assert (told.code, told.details["doubt"]) == ("clock-question", "before-last-record")
        assert len(copied.tables.records.chains()) == 1
        restart(
            copied.ledger,
            copied.pins,
            by=ASSESSOR,
            pin=PINS[ASSESSOR],
            delegate=delegate,
            clock_confirmed=True,
        )
        chain = copied.tables.records.active_chain()
        first = decode(jws.peek(copied.tables.records.of_chain(chain.id)[0].jws)[1])
        assert first.body["clock"] == "before-last-record"
    finally:
        copied.close()


@pytest.mark.parametrize(
    "torn",
    [b"", b"{", b"\xff\xfe\x80", bytes(200), b"[]", b'{"chain": 1, "seq": "x", "hash": null}', b"[" * 100_000],
)  # fmt: skip
def test_a_torn_mark_of_the_chain_is_no_mark(story: Story, tmp_path: Path, torn: bytes) -> None:
    work = decided(story)
    (mark_file,) = (tmp_path / "state").iterdir()
    mark_file.write_bytes(torn)
    assert refusal(lambda: sign(story, work)).code == "chain-without-mark"
    tap_and_undo(story, story.device, work)


def reopened(folder: Path, state: Path, clock: TestClock) -> Story:
    device = open_device(folder, lambda slots: slots.open_with(PASSPHRASE), state=state, clock=clock)
    return Story(device=device, clock=clock, learners=["1".zfill(32)])


def test_a_folder_from_yesterday_taps_and_decides_but_neither_signs_nor_prints(
    story: Story, tmp_path: Path
) -> None:
    first = story.learners[0]
    second, third = story.add_learner("Bo Li", "2032"), story.add_learner("Cy Wu", "2033")
    story.learners = [first]
    work = decided(story)
    sign(story, work)
    let_go(story, work)
    (number,) = issue(story.device.awards, by=ASSESSOR, assessments=[work.id])
    story.learners = [second]
    open_work = decided(story)
    story.learners = [third]
    printable = decided(story)
    sign(story, printable)
    let_go(story, printable)
    story.device.close()
    shutil.copytree(tmp_path / "data", tmp_path / "yesterday")
    today = reopened(tmp_path / "data", tmp_path / "state", story.clock)
    issue(today.device.awards, by=ASSESSOR, assessments=[printable.id])
    today.device.close()

    old = reopened(tmp_path / "yesterday", tmp_path / "state", story.clock)
    awards = old.device.awards
    try:
        for act in (
            lambda: sign(old, open_work),
            lambda: issue(awards, by=ASSESSOR, assessments=[printable.id]),
            lambda: send_sheets(awards, by=ASSESSOR, numbers=[number], target=Target.PRINTER),
            lambda: send_sheets(awards, by=ASSESSOR, numbers=[number], target=Target.FILE),
        ):
            assert refusal(act).code == "chain-behind"
        assert old.device.tables.sheets.of_certificate(number) == ()
        tap_and_undo(old, old.device, open_work)
        old.decide_competent(open_work)
        delegate = own_root_delegate(old.device.founding, old.device.tables.settings.centre())
        restart(old.device.ledger, old.device.pins, by=ASSESSOR, pin=PINS[ASSESSOR], delegate=delegate)
        sign(old, open_work)
        (again,) = issue(awards, by=ASSESSOR, assessments=[printable.id])
        assert len(send_sheets(awards, by=ASSESSOR, numbers=[number, again], target=Target.PRINTER)) == 2
        assert check_records(old.device.tables.records, old.device.tables.waiting).ok
    finally:
        old.device.close()
