"""Two folders of one centre and one real process of the issuer, by the command line alone."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from assessor_app.cli.commands import root
from assessor_app.device import open_device
from assessor_app.documents.reading import codes_in
from assessor_app.issuer.store.engine import file_url, open_store, read_url
from assessor_app.storage.engine.highwater import state_folder
from enrolled import certified
from made import PASSPHRASE as ISSUERS
from made import an_issuer
from running import serving
from story import PASSPHRASE, Story, TestClock, begin


def run(*args: str | Path, code: int = 0, passphrase: str = PASSPHRASE) -> dict[str, Any]:
    done = CliRunner(env={"ASSESSOR_PASSPHRASE": passphrase}).invoke(
        root, [*map(str, args), "--json"], catch_exceptions=False
    )
    assert done.exit_code == code, done.output
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def a_folder(where: Path) -> Story:
    """A centre that stood alone, on a laptop of its own."""
    return begin(where, state_folder(), clock=TestClock(moment=datetime.now(UTC) - timedelta(hours=1)))


def recorded(where: Path) -> str:
    """A result of that day on the floor, with its certificate; the number."""
    clock = TestClock(moment=datetime.now(UTC))
    device = open_device(where, lambda slots: slots.open_with(PASSPHRASE), state=state_folder(), clock=clock)
    number = certified(Story(device=device, clock=clock))
    device.close()
    return number


@pytest.mark.slow
def test_the_office_pc_prints_what_the_floor_laptop_recorded(tmp_path: Path) -> None:
    home, floor, pc = tmp_path / "issuer", tmp_path / "floor", tmp_path / "pc"
    home.mkdir()
    store = open_store(read_url(file_url(home).render_as_string(hide_password=False)))
    an_issuer(store, home, now=datetime.now(UTC))
    store.close()
    for folder in (floor, pc):
        a_folder(folder).device.close()
    with serving(file_url(home).render_as_string(hide_password=False), home) as running:

        def joined(folder: Path) -> None:
            asked: tuple[str | Path, ...] = ("issuer", "invite", "--data", home, "--centre", "C-1042")
            code = str(run(*asked, passphrase=ISSUERS)["code"])
            run("enrol", "--data", folder, "--url", running.url, "--code", code)
            run("sync", "--data", folder, "--wait", "30")

        joined(floor)
        number = recorded(floor)
        run("sync", "--data", floor, "--wait", "30")
        joined(pc)
        assert run("certificates", "list", "--data", pc)["certificates"] == [], (
            "its page is still at the laptop"
        )
        run("sync", "--data", floor, "--wait", "30")
        run("sync", "--data", pc, "--wait", "30")
        told = run("issuer", "status", "--data", home, passphrase=ISSUERS)
    assert told["closes"]
    (paper,) = run("certificates", "list", "--data", pc)["certificates"]
    assert (paper["number"], paper["state"]) == (number, "registered")
    for folder in (floor, pc):
        run("certificates", "print", "--number", number, "--out", folder / "paper.pdf", "--data", folder)
    assert (floor / "paper.pdf").read_bytes() == (pc / "paper.pdf").read_bytes(), (
        "the same file, byte for byte"
    )
    assert codes_in(pc / "paper.pdf") == codes_in(floor / "paper.pdf") != []
    for what in ([pc / "paper.pdf"], ["--number", number]):
        judged = run("verify", *what, "--data", pc)
        assert (judged["answer"], judged["state"]) == ("valid", "registered")
    assert run("records", "check", "--data", pc)["ok"]
    stick = tmp_path / "stick"
    stick.mkdir()
    wanted = run("status", "--data", pc)["chain"]
    made = run("centre", "bundle", "--for", wanted[:8], "--usb", stick, "--data", floor)
    assert (made["learners"], len(made["files"])) == (1, 1)
    assert run("centre", "take", "--usb", stick, "--data", pc)["learners"] == 1
    assert run("centre", "bundle", "--for", "nobody", "--usb", stick, "--data", floor, code=2)["error"] == (
        "no-such-device-here"
    )
