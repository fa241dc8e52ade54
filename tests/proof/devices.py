"""Devices of the proof: each a data folder whose commands run in processes of their own, killed (-9) now and then."""

import json
import os
import random
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from story import PASSPHRASE

NETWORK = {
    "network-away",
    "issuer-away",
    "issuer-slow",
    "connection-lost",
    "answer-not-issuer",
    "issuer-fault",
    "too-often",
}
"""What may keep a device from its issuer, and never for good."""
_PATIENCE_SECONDS = 240.0


@dataclass
class Device:
    """A data folder and the folder of its marks. `ended` counts how its syncs ended: `killed`, or the exit status."""

    name: str
    folder: Path
    state: Path
    key: bytes
    learners: int = 0
    numbers: list[str] = field(default_factory=list)
    ended: Counter[str] = field(default_factory=Counter)

    def run(self, *arguments: str, kill_after: float | None = None) -> "Ran":
        """A command of the command line, and its JSON."""
        process = subprocess.Popen(
            [sys.executable, "-m", "assessor_app.cli.main", *arguments, "--data", str(self.folder), "--json"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "ASSESSOR_PASSPHRASE": PASSPHRASE, "ASSESSOR_STATE": str(self.state)},
        )
        try:
            out, err = process.communicate(timeout=kill_after or _PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            assert kill_after is not None, f"{self.name}: {arguments} did not end"
            return Ran(status=None, said={}, err="")
        said = json.loads(out) if out.strip() else {}
        return Ran(status=process.returncode, said=said, err=err.decode())

    def enrol(self, url: str, code: str) -> int:
        """Enrols over a bad network; returns how often it had to try. Trying again is never refused."""
        for attempt in range(1, 40):
            ran = self.run("enrol", "--url", url, "--code", code)
            if ran.status == 0:
                return attempt
            assert ran.said.get("error") in NETWORK, ran
        raise AssertionError(f"{self.name} could not enrol: {ran}")

    def sync_once(self, dice: random.Random, *, kills: float) -> bool:
        """One sync, perhaps killed in the middle; True when all is handed over and judged.

        What a copy stranded stays held until a person decides: the command ends with 4 as long as it does.
        """
        kill_after = dice.uniform(0.8, 4.0) if dice.random() < kills else None
        ran = self.run("sync", "--wait", "3", kill_after=kill_after)
        self.ended["killed" if ran.status is None else str(ran.status)] += 1
        assert ran.status in (None, 0, 1, 4), ran
        if ran.status == 4:
            counts = (ran.said["unsent"], ran.said["undecided"], ran.said["evidence_count"]["unsent"])
            return not any(counts)
        return ran.status == 0

    def sync_until_done(self, dice: random.Random, *, kills: float, seconds: float) -> None:
        until = time.monotonic() + seconds
        while not self.sync_once(dice, kills=kills):
            assert time.monotonic() < until, f"{self.name} did not get through: {self.ended}"

    def sync_until_refused(self, *, seconds: float) -> None:
        """Syncs until the issuer says that somebody else goes on with this chain."""
        until = time.monotonic() + seconds
        while True:
            ran = self.run("sync", "--wait", "1")
            self.ended[str(ran.status)] += 1
            if ran.said.get("error") in {"envelope-clash", "chain-forked"} or ran.said.get("refused"):
                return
            assert ran.status != 0, f"{self.name}: nobody found out: {ran}"
            assert time.monotonic() < until, f"{self.name} was not refused: {ran}"

    def count(self) -> dict[str, int]:
        found = self.run("status")
        assert found.status == 0, found
        return dict(found.said["count"])


@dataclass(frozen=True, kw_only=True)
class Ran:
    """How a command ended; `status` is None where it was killed."""

    status: int | None
    said: dict[str, Any]
    err: str
