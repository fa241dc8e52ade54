"""The proof: a network at its worst, issuers and devices that are killed, a disk that is restored, one that is cloned; and every count closes.

Run it alone, with what it counted, by

    QT_QPA_PLATFORM=offscreen .venv/bin/pytest -q -m slow tests/proof
"""

import os
import random
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from busy_floor import certify, reopened
from devices import Device
from fault_proxy import FaultProxy
from issuers import Issuers

from assessor_app.domain.errors import KnownError
from assessor_app.services.elsewhere.ports import WorkElsewhere
from assessor_app.services.enrolling.restarting import restart_chain
from postgres import Cluster, cluster
from story import ADMIN, PINS, begin

SEED = int(os.environ.get("ASSESSOR_PROOF_SEED", "20261127"))
DEVICES = int(os.environ.get("ASSESSOR_PROOF_DEVICES", "5"))
LEARNERS = int(os.environ.get("ASSESSOR_PROOF_LEARNERS", "62"))
"""Of each device: three records each and a few more make 200."""
EVIDENCE = 30
RATE = 0.3
KILLS = 0.3
PATIENCE_SECONDS = 600.0


@pytest.fixture(scope="module")
def postgresql() -> Iterator[Cluster]:
    with cluster() as running:
        yield running


def made(folder: Path, number: int) -> Device:
    """A centre that stands alone, with its device."""
    state = folder / "state"
    story = begin(folder / "data", state / "chains", id=f"centre-{number}", name=f"Centre {number}")
    device = Device(name=f"device {number}", folder=folder / "data", state=state, key=story.device.key)
    story.device.close()
    return device


def work(device: Device, learners: int, *, evidence: int = 0) -> None:
    """Some sittings on the device, while no network is there."""
    story = reopened(device.folder, device.state / "chains", device.key, learners=device.learners)
    try:
        device.numbers += certify(story, learners, evidence=evidence)
        device.learners = len(story.learners)
    finally:
        story.device.close()


def restart(device: Device) -> None:
    """What a person does on the Sync page of a folder that may not sign any more."""
    story = reopened(device.folder, device.state / "chains", device.key, learners=device.learners)
    try:
        desk = story.device.enrolling
        restart_chain(desk, story.device.pins, by=ADMIN, pin=PINS[ADMIN], delegate=lambda _chain: None)
    finally:
        story.device.close()


def copied(device: Device, to: Path, *, state: bool) -> Device:
    """The folder as a backup has it; with `state`, the whole disk as a cloned computer has it."""
    shutil.copytree(device.folder, to / "data")
    if state:
        shutil.copytree(device.state, to / "state")
    copy = replace(device, name=f"{device.name}, copied", folder=to / "data", numbers=list(device.numbers))
    return replace(copy, state=to / "state") if state else copy


def live(device: Device, seed: float) -> None:
    """Months without a network, then one that is hardly there, and more of both."""
    dice = random.Random(seed)  # noqa: S311 - to be repeatable
    half = LEARNERS // 2
    work(device, half, evidence=EVIDENCE // 2)
    for _time in range(3):
        device.sync_once(dice, kills=KILLS)
    work(device, LEARNERS - half, evidence=EVIDENCE - EVIDENCE // 2)
    device.sync_until_done(dice, kills=KILLS, seconds=PATIENCE_SECONDS)


def live_and_be_restored(device: Device, seed: float) -> None:
    """As `live`; but on the way the folder is put back to what it was before the second half."""
    dice = random.Random(seed)  # noqa: S311 - to be repeatable
    half = LEARNERS // 2
    work(device, half, evidence=EVIDENCE // 2)
    device.sync_once(dice, kills=KILLS)
    backup = copied(device, device.folder.parent / "backup", state=False)
    work(device, LEARNERS - half, evidence=EVIDENCE - EVIDENCE // 2)
    device.sync_until_done(dice, kills=0.0, seconds=PATIENCE_SECONDS)
    shutil.rmtree(device.folder)
    shutil.move(backup.folder, device.folder)
    # Who came in the second half is known at the issuer: whoever comes now is somebody else.
    device.learners = LEARNERS
    with pytest.raises(KnownError, match="chain"):
        work(device, 1)
    restart(device)
    device.sync_until_done(dice, kills=KILLS, seconds=PATIENCE_SECONDS)
    work(device, 4)
    device.sync_until_done(dice, kills=KILLS, seconds=PATIENCE_SECONDS)


def live_and_be_cloned(device: Device, clones: list[Device], seed: float) -> None:
    """As `live`; but a copy of the whole disk goes on beside it, with the same key, until it is found out."""
    dice = random.Random(seed)  # noqa: S311 - to be repeatable
    half = LEARNERS // 2
    work(device, half, evidence=EVIDENCE // 2)
    device.sync_once(dice, kills=0.0)
    clone = copied(device, device.folder.parent / "clone", state=True)
    clones.append(clone)
    work(device, LEARNERS - half, evidence=EVIDENCE - EVIDENCE // 2)
    work(clone, 5)
    device.sync_until_done(dice, kills=KILLS, seconds=PATIENCE_SECONDS)
    clone.sync_until_refused(seconds=PATIENCE_SECONDS)
    with pytest.raises(KnownError, match="chain"):
        work(clone, 1)
    restart(clone)
    clone.sync_until_done(dice, kills=KILLS, seconds=PATIENCE_SECONDS)


@pytest.mark.slow(minutes=4)
def test_nothing_is_lost_and_nothing_is_doubled(
    postgresql: Cluster, tmp_path: Path, tell: Callable[[str], None]
) -> None:
    dice = random.Random(SEED)  # noqa: S311 - to be repeatable
    issuers = Issuers(database=postgresql.create("proof"), folder=tmp_path / "issuer", seed=SEED)
    issuers.folder.mkdir()
    issuers.begin()
    proxy = FaultProxy(upstreams=issuers.ports, seed=SEED, rate=RATE)
    clones: list[Device] = []
    try:
        with ThreadPoolExecutor(DEVICES) as together:
            devices = list(together.map(lambda n: made(tmp_path / f"d{n}", n), range(1, DEVICES + 1)))
            codes = [
                str(issuers.ask("invite", "--centre", f"centre-{number}")["code"])
                for number in range(1, DEVICES + 1)
            ]
            issuers.kill_at_random()
            list(together.map(lambda device, code: device.enrol(proxy.url, code), devices, codes))
            lives = [together.submit(live, device, dice.random()) for device in devices[:-2]]
            lives.append(together.submit(live_and_be_restored, devices[-2], dice.random()))
            lives.append(together.submit(live_and_be_cloned, devices[-1], clones, dice.random()))
            for one in lives:
                one.result()
        issuers.leave_alone()
        told = issuers.ask("status")
        tell(counts([*devices, *clones], told, proxy, issuers))
        compare([*devices, *clones], told)
        before = issuers.contents()
        proxy.rate = 0.0
        proxy.send_again()
        assert issuers.contents() == before, "the same bytes again changed something"
    finally:
        proxy.close()
        issuers.end()


def compare(devices: list[Device], told: dict[str, Any]) -> None:
    """Every count closes on both sides; nothing waits for its way; what needs a person is what a copy stranded."""
    assert told["closes"]
    centres = {one["id"]: one["count"] for one in told["centres"]}
    for device in devices:
        said = device.run("status").said
        assert said["closes"], (device.name, said)
        assert said["count"]["unsent"] == said["evidence"]["unsent"] == 0, (device.name, said)
        assert device.run("records", "check").status == 0, device.name
    for number, device in enumerate(devices[: DEVICES - 2], start=1):
        said = device.run("status").said
        assert said["count"] == centres[f"centre-{number}"], device.name
        assert said["count"]["captured"] == said["count"]["accepted"], (device.name, said)
        assert said["awards"]["accepted"] == LEARNERS
        assert said["evidence"]["stored"] == said["evidence"]["captured"] > 0
    put_back = devices[DEVICES - 2]
    known = known_again(put_back)
    assert len(known) == LEARNERS - LEARNERS // 2, "what the issuer had of the second half is known again"
    assert put_back.run("status").said["awards"]["accepted"] + len(known) == LEARNERS + 4


def known_again(device: Device) -> list[WorkElsewhere]:
    """What the device handed over before its folder was put back, as it knows it."""
    story = reopened(device.folder, device.state / "chains", device.key, learners=0)
    try:
        works = story.device.tables.elsewhere
        learners = [f"{number:032x}" for number in range(1, device.learners + 1)]
        return [work for learner in learners for work in works.of_learner(learner, "")]
    finally:
        story.device.close()


def counts(devices: list[Device], told: dict[str, Any], proxy: FaultProxy, issuers: Issuers) -> str:
    lines = [f"{one.name}: {said(one)}; its syncs ended {dict(one.ended)}" for one in devices]
    lines.append(f"issuer: {told['count']}; killed {issuers.killed} times")
    lines.append(f"the network let {proxy.passed} requests pass; {proxy.unreachable} found nobody")
    lines.append(", ".join(f"{fault.value}: {count}" for fault, count in sorted(proxy.faults.items())))
    return "\n".join(lines)


def said(device: Device) -> str:
    found = device.run("status").said
    return ", ".join(f"{line} {found[line]}" for line in ("count", "awards", "evidence"))
