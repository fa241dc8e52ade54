"""Staff badges over a real data folder: who may, what ends one, and the device opened by one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assessor_app.device import open_device
from assessor_app.domain.errors import KnownError
from assessor_app.formats.badge_text import BadgeKind, read
from assessor_app.services.badges.staff import FEWEST_DIGITS, issue_staff, revoke_staff
from assessor_app.services.people.pin import set_pin
from assessor_app.services.people.recover import renew
from assessor_app.services.people.staff import leave, take_passphrase
from assessor_app.storage.engine.badge_home import badges_folder
from assessor_app.storage.engine.badge_slots import BadgeSlots
from assessor_app.storage.engine.keyfile import KEYS
from story import ADMIN, ASSESSOR, PASSPHRASE, PINS, Story, begin

PIN = "407186"


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    made = begin(tmp_path / "data", tmp_path / "state")
    set_pin(made.device.pins, by=ASSESSOR, staff_id=ASSESSOR, pin=PIN, old_pin=PINS[ASSESSOR])
    yield made
    made.device.close()


def has_badge(story: Story) -> bool:
    return story.device.staff_badges.badges.has(ASSESSOR)


def test_a_badge_that_an_administrator_lets_be_made_opens_the_device(story: Story, tmp_path: Path) -> None:
    device = story.device
    printed = issue_staff(device.staff_badges, by=ADMIN, staff_id=ASSESSOR, pin=PIN)
    badge = read(printed.text)
    assert (badge.kind, printed.name) == (BadgeKind.STAFF, device.tables.staff.get(ASSESSOR).name)
    assert badge.data.hex() not in (device.folder / KEYS).read_text()
    device.close()
    slots = BadgeSlots(device.folder, badges_folder(tmp_path / "state"))
    opened = open_device(device.folder, lambda _slots: slots.open(badge.data, PIN), state=tmp_path / "state")
    assert opened.opened_by == ASSESSOR
    assert opened.key == device.key
    opened.close()


def test_who_may_and_with_what_pin(story: Story) -> None:
    desk = story.device.staff_badges
    with pytest.raises(KnownError, match="not-allowed"):
        issue_staff(desk, by=ASSESSOR, staff_id=ASSESSOR, pin=PIN)  # has no passphrase: it would be a way in
    with pytest.raises(KnownError, match="not-allowed"):
        issue_staff(desk, by=ASSESSOR, staff_id=ADMIN, pin=PINS[ADMIN])
    with pytest.raises(KnownError, match="pin-wrong"):
        issue_staff(desk, by=ADMIN, staff_id=ASSESSOR, pin="111222")
    with pytest.raises(KnownError) as short:
        issue_staff(desk, by=ADMIN, staff_id=ADMIN, pin=PINS[ADMIN])
    assert (short.value.code, short.value.details) == ("badge-pin-short", {"fewest": FEWEST_DIGITS})
    with pytest.raises(KnownError, match="not-allowed"):
        revoke_staff(desk, by=ASSESSOR, staff_id=ADMIN)
    assert not has_badge(story)


def test_what_ends_a_badge(story: Story) -> None:
    device = story.device
    desk = device.staff_badges

    def again() -> None:
        issue_staff(desk, by=ADMIN, staff_id=ASSESSOR, pin=PIN)
        assert has_badge(story)

    again()
    revoke_staff(desk, by=ASSESSOR, staff_id=ASSESSOR)
    assert not has_badge(story)
    again()
    set_pin(device.pins, by=ADMIN, staff_id=ASSESSOR, pin="918273")
    assert not has_badge(story), "it was made with the PIN before"
    set_pin(device.pins, by=ADMIN, staff_id=ASSESSOR, pin=PIN)
    again()
    take_passphrase(device.staff, by=ADMIN, staff_id=ASSESSOR)
    assert not has_badge(story), "who may not open the device may not by a badge either"
    again()
    leave(device.staff, by=ADMIN, staff_id=ASSESSOR)
    assert not has_badge(story)


def test_a_label_changes_on_the_badge_too_and_a_renewed_pin_ends_it(story: Story) -> None:
    device = story.device
    set_pin(device.pins, by=ADMIN, staff_id=ADMIN, pin="270918", old_pin=PINS[ADMIN])
    issue_staff(device.staff_badges, by=ADMIN, staff_id=ADMIN, pin="270918")
    from dataclasses import replace

    device.staff.keys.relabel(replace(device.tables.staff.get(ADMIN), label="Ada N."))
    assert [slot.label for slot in device.slots.slots() if slot.staff == ADMIN] == ["Ada N.", "Ada N."]
    renew(device.staff, device.pins, staff_id=ADMIN, passphrase=PASSPHRASE, pin="918273")
    assert not device.staff_badges.badges.has(ADMIN)
