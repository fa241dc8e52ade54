"""The chain's mark in the keyring: it stands in for a lost file, and outvotes one that came back with the folder."""

import shutil
from pathlib import Path

import pytest

from assessor_app.device import Device, open_device
from assessor_app.domain.errors import KnownError
from assessor_app.storage.engine.os_keyring import Keyring
from story import PASSPHRASE, Story, TestClock, begin


class MemoryKeyring:
    """A keyring that keeps its secrets in a dict."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    def get(self, name: str) -> str | None:
        return self.kept.get(name)

    def put(self, name: str, value: str) -> None:
        self.kept[name] = value

    def delete(self, name: str) -> None:
        self.kept.pop(name, None)


class Centre:
    """A data folder and the state folder of its user, on one computer with a keyring."""

    def __init__(self, at: Path) -> None:
        self.folder, self.state, self.at = at / "data", at / "state", at
        self.keyring = MemoryKeyring()
        story = begin(self.folder, self.state)
        story.add_learner("Amina Bello", "2031")
        self.clock: TestClock = story.clock
        story.device.close()

    def opened(self, keyring: Keyring | None = None) -> Device:
        device = open_device(
            self.folder,
            lambda slots: slots.open_with(PASSPHRASE),
            state=self.state,
            clock=self.clock,
            keyring=keyring or self.keyring,
        )
        device.marks.meet_keyring(device.tables.records.active_chain().id)
        return device

    def sign(self) -> None:
        """Opens the folder, signs a record, tells the keyring, closes the folder."""
        device = self.opened()
        try:
            Story(device=device, clock=self.clock, learners=["1".zfill(32)]).open_sitting()
            device.marks.meet_keyring(device.tables.records.active_chain().id)
        finally:
            device.close()

    def keep(self, name: str) -> None:
        for folder in (self.folder, self.state):
            shutil.copytree(folder, self.at / name / folder.name)

    def bring_back(self, name: str) -> None:
        for folder in (self.folder, self.state):
            shutil.rmtree(folder)
            shutil.copytree(self.at / name / folder.name, folder)


@pytest.fixture
def centre(tmp_path: Path) -> Centre:
    return Centre(tmp_path)


def test_a_lost_state_folder_stops_nobody_whose_keyring_knows_the_chain(centre: Centre) -> None:
    centre.sign()
    shutil.rmtree(centre.state)
    centre.sign()


def test_a_whole_computer_restored_from_yesterday_may_not_sign(centre: Centre) -> None:
    centre.sign()
    centre.keep("yesterday")
    centre.sign()
    centre.bring_back("yesterday")
    with pytest.raises(KnownError, match="chain-behind"):
        centre.sign()


def test_a_keyring_that_is_locked_leaves_the_file_alone_in_charge(centre: Centre) -> None:
    class LockedKeyring(MemoryKeyring):
        def get(self, name: str) -> str | None:
            raise KnownError("keyring-unavailable", detail=name)

    device = centre.opened(LockedKeyring())
    try:
        Story(device=device, clock=centre.clock, learners=["1".zfill(32)]).open_sitting()
    finally:
        device.close()
