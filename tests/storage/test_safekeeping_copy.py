from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from assessor_app.device import Device, open_device
from assessor_app.domain.errors import KnownError
from assessor_app.formats.signed_record import decode
from assessor_app.services.records.ledger import require_may_sign
from assessor_app.services.records.restart import restart
from assessor_app.services.safekeeping.copy import CopyDesk, copy_to_stick, last_copy, restore
from assessor_app.services.setup.found import own_root_delegate
from assessor_app.storage.engine import stick
from assessor_app.storage.engine.slots import KeySlots, Opened
from assessor_app.storage.tables.waiting import WaitingTable
from assessor_app.trust import jws
from story import ADMIN, ASSURER, PINS, Story, TestClock, begin


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    found = begin(tmp_path / "data", tmp_path / "state")
    yield found
    found.device.close()


def opened(folder: Path, story: Story, state: Path) -> Device:
    def unlock(slots: KeySlots) -> Opened:
        return slots.open_with_recovery(story.recovery)

    return open_device(folder, unlock, state=state, clock=story.clock)


def copy_desk(story: Story) -> CopyDesk:
    device = story.device
    return CopyDesk(
        transactions=device.store,
        settings=device.tables.settings,
        records=device.tables.records,
        work=WaitingTable(device.store),
        make=partial(stick.make_copy, device.store),
        staff=device.tables.staff,
        clock=device.clock,
    )


def test_whoever_left_copies_nothing(story: Story, tmp_path: Path) -> None:
    story.device.tables.staff.leave(ASSURER, at="2026-11-22T09:00:00+00:00")
    with pytest.raises(KnownError, match="not-allowed"):
        copy_to_stick(copy_desk(story), by=ASSURER, stick=tmp_path)


def test_a_copy_is_remembered_and_comes_back_elsewhere(story: Story, tmp_path: Path) -> None:
    story.add_learner("Amina Bello", "2031")
    _sitting, entries = story.open_sitting()
    story.start(entries[0])
    usb = tmp_path / "usb"
    usb.mkdir()
    assert last_copy(story.device.tables.settings) is None
    seen: list[tuple[int, int]] = []
    made = copy_to_stick(
        copy_desk(story), by=ADMIN, stick=usb, progress=lambda done, of: seen.append((done, of))
    )
    assert last_copy(story.device.tables.settings) == made
    assert (made.records, made.open) == (2, 1)
    assert seen[-1][0] == seen[-1][1]
    told = restore(
        stick.restore, copy=usb / made.file, recovery_key=story.recovery, into=tmp_path / "elsewhere"
    )
    assert (told.centre, told.records, told.open) == ("Harbour Training Centre", 2, 1)
    again = open_device(
        tmp_path / "elsewhere",
        lambda slots: slots.open_with_recovery(story.recovery),
        state=tmp_path / "other-state",
        clock=TestClock(),
    )
    try:
        assert again.tables.assessments.unfinished()
        with pytest.raises(KnownError, match="chain-without-mark"):
            require_may_sign(again.ledger)
    finally:
        again.close()


def test_a_folder_restored_beside_the_one_it_was_copied_from_signs_only_after_a_restart(
    story: Story, tmp_path: Path
) -> None:
    made = copy_to_stick(copy_desk(story), by=ADMIN, stick=tmp_path)
    restore(stick.restore, copy=tmp_path / made.file, recovery_key=story.recovery, into=tmp_path / "again")
    for _time in range(2):
        again = opened(tmp_path / "again", story, tmp_path / "state")
        with pytest.raises(KnownError, match="chain-restored"):
            require_may_sign(again.ledger)
        again.close()
    again = opened(tmp_path / "again", story, tmp_path / "state")
    old = again.tables.records.active_chain()
    restart(
        again.ledger,
        again.pins,
        by=ADMIN,
        pin=PINS[ADMIN],
        delegate=own_root_delegate(again.founding, again.tables.settings.centre()),
    )
    first = decode(jws.peek(again.tables.records.of_chain(require_may_sign(again.ledger).id)[0].jws)[1])
    again.close()
    assert (first.body["reason"], first.body["old"]) == ("chain-restored", old.id)
    assert (first.body["seq"], first.body["enclosed"]) == (old.head_seq, [])
    assert require_may_sign(story.device.ledger).id == old.id


def test_a_copy_that_is_cancelled_leaves_nothing(story: Story, tmp_path: Path) -> None:
    def stop(_done: int, _of: int) -> None:
        raise KnownError("cancelled")

    with pytest.raises(KnownError, match="cancelled"):
        copy_to_stick(copy_desk(story), by=ADMIN, stick=tmp_path, progress=stop)
    assert last_copy(story.device.tables.settings) is None
    assert not list(tmp_path.glob("*.assessor*"))


def test_without_a_recovery_key_nothing_is_copied(story: Story, tmp_path: Path) -> None:
    story.device.tables.settings.put("copies-to", "")
    with pytest.raises(KnownError, match="no-recovery-key"):
        copy_to_stick(copy_desk(story), by=ADMIN, stick=tmp_path)
