"""A device that is killed in the middle of a sync, again and again, and an issuer that is too: nothing is lost or doubled."""

import os
import random
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assessor_app.issuer.counting.status import status as issuers_status
from assessor_app.issuer.store.engine import file_url, open_store, read_url
from assessor_app.services.records.check import check_records
from assessor_app.services.records.status import status
from assessor_app.storage.engine.highwater import state_folder
from enrolled import certified, join
from made import an_issuer
from running import serving
from story import PASSPHRASE, Story, TestClock, begin

SITTINGS = 150
KILLS = 8


def sync(folder: Path) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "assessor_app.cli.main", "sync", "--data", str(folder), "--wait", "60"]
    return subprocess.Popen(
        [*command, "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "ASSESSOR_PASSPHRASE": PASSPHRASE},
    )


def busy(folder: Path) -> Story:
    story = begin(folder, state_folder(), clock=TestClock(moment=datetime.now(UTC)))
    story.add_learner("Bram Cole", "2040")
    for _time in range(SITTINGS):
        story.open_sitting()
    return story


@pytest.mark.slow
def test_killed_in_the_middle_it_goes_on(tmp_path: Path) -> None:
    (tmp_path / "issuer").mkdir()
    database = file_url(tmp_path / "issuer").render_as_string(hide_password=False)
    store = open_store(read_url(database))
    issuer = an_issuer(store, tmp_path / "issuer", now=datetime.now(UTC))
    story = busy(tmp_path / "data")
    with serving(database, tmp_path / "issuer") as running:
        join(story, issuer, url=running.url)
        number = certified(story)
        story.device.close()
        for _time in range(KILLS):
            process = sync(tmp_path / "data")
            time.sleep(random.uniform(0.7, 2.5))  # noqa: S311 - any moment will do
            process.send_signal(signal.SIGKILL)
            process.communicate()
        process = sync(tmp_path / "data")
        said, trouble = process.communicate(timeout=180)
        assert process.returncode == 0, said + trouble
    from assessor_app.device import open_device

    device = open_device(
        tmp_path / "data", lambda slots: slots.open_with(PASSPHRASE), state=state_folder(), readonly=True
    )
    try:
        found = status(device.tables.records)
        assert found.broken == ()
        assert (found.count.unsent, found.count.held, found.count.rejected) == (0, 0, 0)
        assert found.count.captured > SITTINGS
        assert check_records(device.tables.records, device.tables.waiting).ok
        kinds = [event.kind.value for event in device.tables.certificates.line(number).events]
        assert kinds == ["registered"]
    finally:
        device.close()
    with store.read() as connection:
        there = issuers_status(connection)
    store.close()
    assert vars(there.count) == vars(found.count)
