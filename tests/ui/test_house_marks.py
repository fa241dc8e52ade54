"""Once somebody is in, the keyring is asked and told how far the chain got, and nothing waits for it."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from assessor_app.desktop.marks import MarkKeeper
from assessor_app.device import Device, open_device
from assessor_app.storage.engine.os_keyring import Keyring
from assessor_app.ui.tasks import Tasks
from story import PASSPHRASE, begin

Opening = Callable[[Keyring], Device]


class SlowKeyring:
    """A keyring that answers when it is let."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}
        self.asked_by: list[threading.Thread] = []
        self.free = threading.Event()

    def get(self, name: str) -> str | None:
        self.asked_by.append(threading.current_thread())
        self.free.wait(10)
        return self.kept.get(name)

    def put(self, name: str, value: str) -> None:
        self.kept[name] = value

    def delete(self, name: str) -> None:
        self.kept.pop(name, None)


@pytest.fixture
def opening(tmp_path: Path) -> Iterator[Opening]:
    begin(tmp_path / "data", tmp_path / "state").device.close()
    opened: list[Device] = []

    def open_with(keyring: Keyring) -> Device:
        opened.append(
            open_device(
                tmp_path / "data",
                lambda slots: slots.open_with(PASSPHRASE),
                state=tmp_path / "state",
                keyring=keyring,
            )
        )
        return opened[-1]

    yield open_with
    for device in opened:
        device.close()


def test_a_keyring_that_hangs_holds_nothing_up_and_is_told_when_it_wakes(
    opening: Opening, qtbot: QtBot
) -> None:
    keyring, tasks = SlowKeyring(), Tasks()
    device = opening(keyring)
    keeper = MarkKeeper(device, tasks)
    qtbot.waitUntil(lambda: bool(keyring.asked_by))
    read: list[str] = []
    tasks.run(lambda: device.tables.records.active_chain().id, done=read.append)
    qtbot.waitUntil(tasks.idle)
    assert read
    assert not keyring.kept
    keyring.free.set()
    qtbot.waitUntil(lambda: bool(keyring.kept))
    assert [thread.daemon for thread in keyring.asked_by] == [True]
    assert threading.main_thread() not in keyring.asked_by
    assert list(keyring.kept) == [f"chain {read[0]}"]
    keeper.stop()
    keyring.asked_by[0].join()
    tasks.shutdown()
