"""A folder that was restored or copied may not go on with its chain."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from assessor_app.device import Device, open_device
from assessor_app.domain.errors import KnownError
from assessor_app.domain.record_types import RecordType
from assessor_app.formats.signed_record import decode
from assessor_app.services.records.check import check_records
from assessor_app.services.records.ledger import signing
from assessor_app.services.records.restart import restart
from assessor_app.services.records.status import status
from assessor_app.services.setup.found import own_root_delegate
from assessor_app.trust import jws
from story import ASSESSOR, PASSPHRASE, PINS, Story, TestClock, begin


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    found = begin(tmp_path / "data", tmp_path / "state")
    found.add_learner("Amina Bello", "2031")
    yield found
    found.device.close()


def reopened(folder: Path, state: Path, clock: TestClock) -> Device:
    return open_device(folder, lambda slots: slots.open_with(PASSPHRASE), state=state, clock=clock)


def copy_of(folder: Path, name: str) -> Path:
    copy = folder.with_name(name)
    shutil.copytree(folder, copy)
    return copy


def sign_something(device: Device, clock: TestClock) -> None:
    Story(device=device, clock=clock, learners=["1".zfill(32)]).open_sitting()


def code_of_refusal(device: Device, clock: TestClock) -> str:
    with pytest.raises(KnownError) as caught:
        sign_something(device, clock)
    return caught.value.code


def test_a_folder_restored_from_yesterday_may_not_sign_until_it_restarts(
    story: Story, tmp_path: Path
) -> None:
    device, clock = story.device, story.clock
    device.close()
    yesterday = copy_of(tmp_path / "data", "yesterday")
    today = reopened(tmp_path / "data", tmp_path / "state", clock)
    sign_something(today, clock)
    today.close()
    restored = reopened(yesterday, tmp_path / "state", clock)
    try:
        assert code_of_refusal(restored, clock) == "chain-behind"
        before = restored.tables.records.active_chain()
        delegate = own_root_delegate(restored.founding, restored.tables.settings.centre())
        restart(restored.ledger, restored.pins, by=ASSESSOR, pin=PINS[ASSESSOR], delegate=delegate)
        sign_something(restored, clock)
        chain = restored.tables.records.active_chain()
        first = decode(jws.peek(restored.tables.records.of_chain(chain.id)[0].jws)[1])
        assert first.type == RecordType.CHAIN_STARTED
        assert (first.body["old"], first.body["seq"], first.body["hash"]) == (
            before.id,
            before.head_seq,
            before.head_hash,
        )
        assert chain.delegation
        assert not status(restored.tables.records).broken
        assert check_records(restored.tables.records, restored.tables.waiting).ok
    finally:
        restored.close()


def test_a_folder_copied_to_another_computer_may_not_sign(story: Story, tmp_path: Path) -> None:
    story.device.close()
    copied = reopened(copy_of(tmp_path / "data", "elsewhere"), tmp_path / "other-state", story.clock)
    try:
        assert code_of_refusal(copied, story.clock) == "chain-without-mark"
    finally:
        copied.close()


def test_of_two_clones_only_the_first_to_sign_goes_on(story: Story, tmp_path: Path) -> None:
    story.device.close()
    clone = copy_of(tmp_path / "data", "clone")
    first = reopened(tmp_path / "data", tmp_path / "state", story.clock)
    sign_something(first, story.clock)
    first.close()
    second = reopened(clone, tmp_path / "state", story.clock)
    try:
        assert code_of_refusal(second, story.clock) == "chain-behind"
        assert not status(second.tables.records).broken
    finally:
        second.close()


def test_however_much_was_stranded_a_fork_is_restarted_and_encloses_all_of_it(
    story: Story, tmp_path: Path
) -> None:
    story.device.close()
    clone, own_state = copy_of(tmp_path / "data", "clone"), copy_of(tmp_path / "state", "clone-state")
    busy = reopened(clone, own_state, story.clock)
    common = busy.tables.records.active_chain().head_seq
    for index in range(12):
        with signing(busy.ledger) as pen:
            body = {"place": f"{index}" + "x" * 900_000}
            pen.sign(RecordType.SITTING_OPENED, by=ASSESSOR, about={}, body=body)
    busy.close()
    first = reopened(tmp_path / "data", tmp_path / "state", story.clock)
    sign_something(first, story.clock)
    first.close()
    forked = reopened(clone, tmp_path / "state", story.clock)
    try:
        assert code_of_refusal(forked, story.clock) == "chain-forked"
        records = forked.tables.records
        stranded = [row.jws for row in records.of_chain(records.active_chain().id) if row.seq > common]
        delegate = own_root_delegate(forked.founding, forked.tables.settings.centre())
        restart(forked.ledger, forked.pins, by=ASSESSOR, pin=PINS[ASSESSOR], delegate=delegate)
        began = [decode(jws.peek(row.jws)[1]) for row in records.of_chain(records.active_chain().id)]
        assert {record.type for record in began[1:]} == {RecordType.CHAIN_ENCLOSED}
        assert all(record.needs == [began[0].id] for record in began[1:])
        assert [text for record in began for text in record.body["enclosed"]] == stranded
        assert began[0].body["stranded"] == len(stranded) == 12
        assert check_records(records, forked.tables.waiting).ok
    finally:
        forked.close()


def test_nobody_starts_a_chain_without_their_pin(story: Story, tmp_path: Path) -> None:
    story.device.close()
    copied = reopened(copy_of(tmp_path / "data", "elsewhere"), tmp_path / "other-state", story.clock)
    try:
        delegate = own_root_delegate(copied.founding, copied.tables.settings.centre())
        with pytest.raises(KnownError, match="pin-wrong"):
            restart(copied.ledger, copied.pins, by=ASSESSOR, pin="0000", delegate=delegate)
        assert code_of_refusal(copied, story.clock) == "chain-without-mark"
    finally:
        copied.close()


def test_a_folder_that_may_sign_has_nothing_to_restart(story: Story) -> None:
    delegate = own_root_delegate(story.device.founding, story.device.tables.settings.centre())
    with pytest.raises(KnownError, match="restart-not-needed"):
        restart(story.device.ledger, story.device.pins, by=ASSESSOR, pin=PINS[ASSESSOR], delegate=delegate)


def test_what_a_power_cut_left_unmarked_is_marked_when_the_folder_is_opened(
    story: Story, tmp_path: Path
) -> None:
    (mark,) = (tmp_path / "state").iterdir()
    before = mark.read_bytes()
    story.device.close()
    yesterday = copy_of(tmp_path / "data", "yesterday")
    cut = reopened(tmp_path / "data", tmp_path / "state", story.clock)
    sign_something(cut, story.clock)
    cut.close()
    mark.write_bytes(before)
    reopened(tmp_path / "data", tmp_path / "state", story.clock).close()
    restored = reopened(yesterday, tmp_path / "state", story.clock)
    try:
        assert code_of_refusal(restored, story.clock) == "chain-behind"
    finally:
        restored.close()


def test_opening_a_copied_folder_makes_it_no_mark(story: Story, tmp_path: Path) -> None:
    story.device.close()
    elsewhere = copy_of(tmp_path / "data", "elsewhere")
    for _ in range(2):
        copied = reopened(elsewhere, tmp_path / "other-state", story.clock)
        assert code_of_refusal(copied, story.clock) == "chain-without-mark"
        copied.close()
