"""How full the battery is: what each system says, in words, and the page that comes in time."""

import struct
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from assessor_app.desktop.house import House
from assessor_app.device import Device
from assessor_app.ui.battery import linux, macos, windows
from assessor_app.ui.battery.page import LowBatteryPage
from assessor_app.ui.battery.reading import Battery, battery_words
from assessor_app.ui.frame.window import MainWindow
from assessor_app.ui.lock.page import LockPage
from assessor_app.ui.tasks import Tasks
from assessor_app.ui.theme.look import Look
from story import ADMIN, PINS, begin
from walks import every_focusable_has_a_name, nothing_is_cut_off


def supply(folder: Path, name: str, **files: str) -> None:
    (folder / name).mkdir(exist_ok=True)
    for file, text in files.items():
        (folder / name / file).write_text(text + "\n")


def test_on_linux_the_computers_own_batteries_count_as_one(tmp_path: Path) -> None:
    assert linux.read(tmp_path) is None
    supply(tmp_path, "AC", type="Mains")
    supply(tmp_path, "hidpp_battery_0", type="Battery", scope="Device", status="Discharging", capacity="5")
    assert linux.read(tmp_path) is None
    supply(tmp_path, "BAT0", type="Battery", status="Discharging", capacity="4")
    assert linux.read(tmp_path) == Battery(percent=4, on_mains=False)
    supply(tmp_path, "BAT1", type="Battery", status="Not charging", capacity="90")
    assert linux.read(tmp_path) == Battery(percent=47, on_mains=False)
    supply(tmp_path, "BAT0", status="Charging")
    assert linux.read(tmp_path) == Battery(percent=47, on_mains=True)


@pytest.mark.parametrize(
    ("line", "flag", "percent", "battery"),
    [
        (0, 4, 7, Battery(percent=7, on_mains=False)),
        (1, 8, 64, Battery(percent=64, on_mains=True)),
        (255, 0, 50, Battery(percent=50, on_mains=False)),
        (0, 255, 50, Battery(percent=50, on_mains=False)),
        (1, 128, 255, None),
        (1, 255, 255, None),
    ],
)
def test_windows_says_it_in_a_structure(line: int, flag: int, percent: int, battery: Battery | None) -> None:
    assert windows.parse(struct.pack("<BBBBII", line, flag, percent, 0, 2**32 - 1, 2**32 - 1)) == battery


@pytest.mark.parametrize(
    ("told", "battery"),
    [
        (
            (
                "Now drawing from 'Battery Power'\n"
                " -InternalBattery-0 (id=1234567)\t8%; discharging; 0:31 remaining present: true\n"
            ),
            Battery(percent=8, on_mains=False),
        ),
        (
            (
                "Now drawing from 'AC Power'\n"
                " -InternalBattery-0 (id=1234567)\t100%; charged; 0:00 remaining present: true\n"
            ),
            Battery(percent=100, on_mains=True),
        ),
        ("Now drawing from 'AC Power'\n", None),
        ("Now drawing from 'UPS Power'\n -Smart-UPS (id=1)\t55%; discharging; present: true\n", None),
        ("", None),
    ],
)
def test_macos_says_it_in_lines(told: str, battery: Battery | None) -> None:
    assert macos.parse(told) == battery


def test_it_is_said_in_words_where_there_is_one() -> None:
    assert battery_words(None) == ""
    assert battery_words(Battery(percent=64, on_mains=False)) == "Battery 64 %"
    assert battery_words(Battery(percent=64, on_mains=True)) == "Battery 64 %, on mains"


class Running:
    """A house on a battery."""

    def __init__(self, device: Device, window: MainWindow, tasks: Tasks, qtbot: QtBot) -> None:
        self.window, self._tasks, self._qtbot = window, tasks, qtbot
        self.battery = Battery(percent=9, on_mains=False)
        self.house = House(device, window, tasks, battery=lambda: self.battery)

    def now(self, percent: int, *, on_mains: bool = False) -> None:
        self.battery = Battery(percent=percent, on_mains=on_mains)
        self.house.open("learners")
        self.settle()

    def page(self) -> LowBatteryPage | None:
        return next((one for one in self.window.findChildren(LowBatteryPage) if one.isVisible()), None)

    def settle(self) -> None:
        self._qtbot.waitUntil(self._tasks.idle, timeout=20_000)


@pytest.fixture
def running(look: Look, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Running]:
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    device = begin(tmp_path / "data", tmp_path / "state").device
    window, tasks = MainWindow(look), Tasks()
    made = Running(device, window, tasks, qtbot)
    house = made.house
    window.show()
    house.session.sign_in(device.tables.staff.get(ADMIN))
    house.open("learners")
    made.settle()
    yield made
    house.leave_window()
    tasks.shutdown()
    device.close()
    window.close()
    window.deleteLater()


def test_a_battery_that_runs_low_is_told_once_and_work_goes_on(running: Running) -> None:
    assert running.page() is None
    running.now(8)
    page = running.page()
    assert page is not None
    every_focusable_has_a_name(page)
    nothing_is_cut_off(page)
    page.go_on.click()
    running.settle()
    assert running.window.here() == "learners"
    running.now(6)
    assert running.page() is None, "it was told"
    running.now(20, on_mains=True)
    running.now(8)
    assert running.page() is not None


def test_whoever_wants_closes_the_program(running: Running) -> None:
    running.now(3)
    page = running.page()
    assert page is not None
    page.close_program.click()
    assert not running.window.isVisible()


def test_nothing_is_told_on_mains_or_over_a_lock(running: Running) -> None:
    running.now(3, on_mains=True)
    assert running.page() is None
    running.window.lock_requested.emit()
    running.settle()
    running.battery = Battery(percent=3, on_mains=False)
    running.house.session.changed.emit()
    running.settle()
    assert running.page() is None
    running.window.findChildren(LockPage)[-1].pin_entered.emit(ADMIN, PINS[ADMIN])
    running.settle()
    assert running.page() is not None
