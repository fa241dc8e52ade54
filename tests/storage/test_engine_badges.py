"""Staff badges as key slots: three parts together or nothing, and a count that no copy resets."""

import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assessor_app.domain.errors import KnownError
from assessor_app.services.people.pin import delay_after
from assessor_app.storage.engine.badge_home import MOST_TRIES
from assessor_app.storage.engine.badge_slots import BadgeSlots
from assessor_app.storage.engine.keyfile import KEYS
from assessor_app.storage.engine.slots import KeySlots, new_key
from assessor_app.trust.secrets import BADGE_COST, Cost

CHEAP = Cost(memory_kib=8, passes=1)
PIN = "270918"


class Device:
    """A data folder with a passphrase slot and a badge, on one computer."""

    def __init__(self, tmp_path: Path) -> None:
        self.folder, self.home = tmp_path / "data", tmp_path / "state" / "badges"
        self.folder.mkdir()
        self.key = new_key()
        self.now = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
        self.slots = KeySlots(self.folder, cost=CHEAP)
        self.slots.add_passphrase(self.key, "correct horse", staff="ada", label="ada")
        self.badges = self.on(self.home)
        self.secret = self.badges.give(self.key, staff="bram", label="bram", pin=PIN)

    def on(self, home: Path, folder: Path | None = None) -> BadgeSlots:
        return BadgeSlots(folder or self.folder, home, cost=CHEAP, now=lambda: self.now)

    def refused(self, pin: str, badges: BadgeSlots | None = None) -> KnownError:
        with pytest.raises(KnownError) as refused:
            (badges or self.badges).open(self.secret, pin)
        return refused.value

    def wait(self) -> None:
        self.now += timedelta(seconds=301)


@pytest.fixture
def device(tmp_path: Path) -> Device:
    return Device(tmp_path)


def test_badge_and_pin_open_and_say_whose_it_is(device: Device) -> None:
    opened = device.badges.open(device.secret, PIN)
    assert opened.key == device.key
    assert (opened.slot.staff, opened.slot.label) == ("bram", "bram")
    assert device.badges.open(device.secret, "٢٧٠٩١٨").key == device.key
    assert device.badges.find(device.secret).staff == "bram"
    assert device.slots.open_with("correct horse").key == device.key


def test_nothing_of_the_secret_or_the_half_is_in_the_data_folder(device: Device) -> None:
    text = (device.folder / KEYS).read_text()
    (kept,) = device.home.glob("*.json")
    half = json.loads(kept.read_text())["half"]
    assert device.secret.hex() not in text
    assert half not in text
    assert device.secret.hex() not in kept.read_text()
    assert device.key.hex() not in kept.read_text()


def test_a_copied_folder_opens_with_badge_and_pin_on_no_other_computer(
    device: Device, tmp_path: Path
) -> None:
    shutil.copytree(device.folder, tmp_path / "copy")
    thief = device.on(tmp_path / "elsewhere", tmp_path / "copy")
    assert device.refused(PIN, thief).code == "badge-elsewhere"
    assert device.refused(PIN, device.on(tmp_path / "elsewhere")).code == "badge-elsewhere"


def test_wrong_pins_cost_time_and_in_the_end_the_badge(device: Device) -> None:
    for tries in range(1, MOST_TRIES):
        told = device.refused("123987")
        assert told.code == "badge-pin-wrong"
        assert told.details == {"tries": tries, "left": MOST_TRIES - tries, "wait": delay_after(tries)}
        if delay_after(tries):
            assert device.refused(PIN).code == "badge-wait", "even the right one is not heard now"
        device.wait()
    assert device.refused("123987").code == "badge-spent"
    device.wait()
    assert device.refused(PIN).code == "badge-spent"
    (kept,) = device.home.glob("*.json")
    assert json.loads(kept.read_text())["half"] == "", "this computer's half is gone for good"


def test_the_right_pin_begins_the_count_anew_and_the_last_try_may_be_right(device: Device) -> None:
    for _round in range(2):
        for _try in range(MOST_TRIES - 1):
            device.refused("123987")
            device.wait()
        assert device.badges.open(device.secret, PIN).key == device.key
    assert device.refused("123987").details["tries"] == 1


def test_a_try_is_counted_before_it_is_made(device: Device, monkeypatch: pytest.MonkeyPatch) -> None:
    def power_cut(*_parts: object, **_more: object) -> bytes:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("assessor_app.trust.secrets.key_from_badge", power_cut)
        for _try in range(3):
            with pytest.raises(KeyboardInterrupt):
                device.badges.open(device.secret, PIN)
            device.wait()
    assert device.refused("123987").details["tries"] == 4


def test_a_restored_folder_brings_no_old_count_and_a_clock_set_back_no_long_wait(
    device: Device, tmp_path: Path
) -> None:
    shutil.copytree(device.folder, tmp_path / "copy")
    for _try in range(3):
        device.refused("123987")
    shutil.rmtree(device.folder)
    shutil.copytree(tmp_path / "copy", device.folder)
    assert device.refused(PIN).code == "badge-wait"
    device.now -= timedelta(days=400)
    seconds = device.refused(PIN).details["seconds"]
    assert isinstance(seconds, int)
    assert seconds <= delay_after(3)


def test_another_badge_ends_the_one_before_and_taking_it_ends_the_last(device: Device) -> None:
    second = device.badges.give(device.key, staff="bram", label="bram", pin=PIN)
    assert device.refused(PIN).code == "badge-not-here"
    assert device.badges.open(second, PIN).key == device.key
    assert len(list(device.home.glob("*.json"))) == 1
    device.badges.take(device.key, "bram")
    with pytest.raises(KnownError, match="badge-not-here"):
        device.badges.open(second, PIN)
    assert not list(device.home.glob("*.json"))


def test_a_badge_is_no_last_way_in(device: Device) -> None:
    (passphrase,) = [slot for slot in device.slots.slots() if slot.kind == "passphrase"]
    with pytest.raises(KnownError, match="last-slot"):
        device.slots.remove(device.key, passphrase.id)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"half": "00"}', '{"half": 5}', '{"half": "", "failures": -1}', "\x00"]
)
def test_a_damaged_half_is_a_badge_from_elsewhere(device: Device, text: str) -> None:
    (kept,) = device.home.glob("*.json")
    kept.write_text(text)
    assert device.refused(PIN).code in {"badge-elsewhere", "badge-spent"}


def test_a_guess_costs_memory_that_few_machines_have_many_times_over() -> None:
    assert BADGE_COST.memory_kib >= 256 * 1024
    assert BADGE_COST.passes >= 3
