"""What a sample tells of itself stays with it: in a copy on a stick, and when its recovery key changes."""

from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from assessor_app.desktop.doors import entrance
from assessor_app.desktop.settings import ways_in
from assessor_app.device import open_device
from assessor_app.sample.make import make_sample
from assessor_app.services.safekeeping.copy import CopyDesk, copy_to_stick
from assessor_app.storage.engine import stick
from assessor_app.storage.tables.waiting import WaitingTable


@pytest.mark.slow
def test_a_sample_tells_its_recovery_key_and_a_restored_one_is_still_a_sample(tmp_path: Path) -> None:
    data = tmp_path / "data"
    made = make_sample(data, state=tmp_path / "state", now=datetime(2026, 11, 22, 12, tzinfo=UTC))
    assert entrance(data).look().sample_recovery == made.recovery
    device = open_device(data, lambda slots: slots.open_with("sample"), state=tmp_path / "state")
    try:
        recovery = ways_in(device).new_recovery()
        assert entrance(data).look().sample_recovery == recovery != made.recovery
        desk = CopyDesk(
            transactions=device.store,
            settings=device.tables.settings,
            records=device.tables.records,
            work=WaitingTable(device.store),
            make=partial(stick.make_copy, device.store),
            staff=device.tables.staff,
            clock=device.clock,
        )
        copy = copy_to_stick(desk, by=device.opened_by, stick=tmp_path)
    finally:
        device.close()
    stick.restore(tmp_path / copy.file, recovery, into=tmp_path / "restored")
    assert entrance(tmp_path / "restored").look().sample_passphrase == "sample"
